"""People who are to have been killed although the sentences cited for them tell of no death, or not of theirs."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from summarizer.checks.entries import list_victims, number_spot
from summarizer.checks.parts import is_of_those_told
from summarizer.checks.spared import is_of_arrest
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import list_held, spot_of, spots_of
from summarizer.language.folding import unaccented
from summarizer.language.people import ORDINALS, head_word, is_aboard, is_other, tells_of_all
from summarizer.language.person_names import is_short_for
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Outcome, Sentence, Victim

_OF_THEM = Wording(
    r"(?i)\s+(?:[\w-]+\s+)?(?:of\s+(?:them|the|these|those|whom|which|his|her|their|its)|de\s+ell[oa]s)\b",
    " of them",
    " of Leeds",
)
_WERE = Wording(r"(?i)\s+(?:were|are|was|is|eran|era|son)\b", " were children", " where they fell")
_AMONG = Wording(
    r"(?i)\A(?:they\s(?:are|were)|son|eran|se\strata\sde)\s\Z"
    r"|\b(?:(?:among|of|entre)\s(?:them|these|those|the\sdead|ell[oa]s)|(?:they|these)\sincluded?|included)\b[^.;]{0,30}\Z",
    "Among them were ",
    "Among us were ",
)
_THEY = Wording(
    r"(?i)\A(?:all|they|the\s(?:two|three|four|five|men|women|boys|girls|victims|pair)|ambos|todos|los\s(?:dos|tres))\b"
    r"|\b(?:them|both|neither|none\sof|each|their\sbod\w+)\b",
    "Doctors pronounced them dead",
    "Bothered",
)

_KILLED_AND_HIT = Wording(
    r"(?i)\b(?:kill|murder|slay)(?:s|ed|ing)?\s[^.;]{2,100}?\b(?:and|then|before|while)\s(?:also\s)?(?:shoot|shot|wound|injur|stabb)(?:s|ed|ing)?\s"
    r"(?:(?:his|her|their|an?|the|another)\s)?\Z",
    "charged with killing his wife, 31, and shooting their ", "shooting dead his wife and their ",
)  # fmt: skip
_FATALLY = Wording(r"(?i)[^.;]{0,40}?\b(?:dead|to\sdeath|fatally|both|all|died)\b", " to death", " in the arm")
"""Around somebody hurt beside another who was killed; and what tells that it killed them, too."""
_LONGEST_LIST = 30
_BULLETS = ("-", "–", "•", "*", "·")
_SOME_OF = Wording(
    rf"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|\d{{1,2}}|{ORDINALS})\s(?:(?:person|people|victims?|men|women)\s)?"
    r"(?:to\sdie|dead|killed|(?:(?:has|have|had)\s)?died|deaths?)\s(?:out\s)?(?:of|among)\s(?:(?:the|at\sleast)\s)?\Z",
    "He is the third to die of the ", "He is the last of the ",
)  # fmt: skip
"""Before people of whom some died."""
_PART_OF = Wording(
    r"(?i)\b(?:part\sof\sthe|(?:parte|un[oa]|dos|tres|cuatro|cinco)\sde\sl[oa]s)\s\Z",
    "formaban parte de los ",
    "de los ",
)
_ARE_HURT = Wording(r"(?i)\s(?:wounded|injured|herid[oa]s|lesionad[oa]s)\b", " heridos que", " muertos")
"""Before and after a number of people hurt, of whom some died."""
_LIVES = Wording(
    r"(?i)(?:,\s[^,.;]{1,40},)?\s(?:(?:was|is|remains|remained)\s(?:(?:listed|also|later)\s)?)?"
    r"(?:(?:shot|stabbed|cut|slashed|grazed|hit|struck)\s(?:\w{1,12}\s)?in\s(?:the|his|her|both)\s(?:\w{1,12}\s)?"
    r"(?:arms?|legs?|shoulders?|hands?|foot|feet|calf|thighs?|ankle|wrist|fingers?|knees?|forearm|hip|buttocks?)\b"
    r"|in\s(?:stable|fair|good|satisfactory)\scondition\b|expected\sto\s(?:survive|recover)\b)",
    ", 37, stabbed in the shoulder", ", 37, stabbed in the chest",
)  # fmt: skip
"""After the name of somebody who lives, or did so far."""
_ALIVE: frozenset[Outcome] = frozenset({"injured", "survived", "unharmed", "escaped", "freed"})
_DIED = (
    r"(?:\s(?:was|has|had|later|also|then|been|taken|rushed|flown|where|to|an?|the|hospital|he|she|and)\b,?){0,8}"
    r"\s(?:died|dead|succumbed|pronounced\sdead)\b"
)
"""After "the child": what became of it."""
_NTH = Wording(
    r"(?i)\A(?:the|a)\s(?:second|third|fourth|fifth|sixth|last|other)(?:\s(?:victim|person|man|woman|body))?,",
    "The third, a driver", "The third driver",
)  # fmt: skip
_OF_DEAD = Wording(
    r"(?i)\b(?:of|among)\s(?:the\s(?:dead|deceased|victims)|those\skilled)\b", "Two of the dead", "Two died"
)
"""One more of the dead who were told of a few sentences before."""
_ALL_OR_NONE = Wording(
    r"(?i)\b(?:alle|niemand|keine[rn]?|tous|toutes|aucun|personne|tutti|tutte|nessuno?|todos|todas|ningu[ée]m|nenhum|allen|geen"
    r"|wszyscy|nikt|[żz]aden)\b",
    "Niemand überlebte", "Ein Mann starb",
)  # fmt: skip

_ALL_DEAD = Wording(
    r"(?i)\b(?:no|none|nobody|ningun[oa]|nadie)\b[^.;]{0,40}\b(?:surviv\w+|lived|sobreviv\w+)\b"
    r"|\b(?:all|tod[oa]s)\b[^.;]{0,30}\b(?:died|dead|killed|perished|drowned|muri\w+|falleci\w+)\b",
    "no passenger had survived", "All survived",
)  # fmt: skip


def check_deaths(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People who are to have been killed although the sentences cited for them tell of no death, or not of theirs.

    A number needs a death in its sentences, or in the one before or after that goes on about the same people, and is
    not that of people shot beside whom another number are dead: "shooting ten people" may kill none, "one dead and 11
    others shot" is one death, as is "the first to die of the six". What came of one person may stand in the sentence
    before or after, and what came of one with a name wherever that stands; of a name a sentence that tells of an injury
    is needed, too. Of somebody with an entry as one who lives, only sentences with the name tell it. An article without
    a word of death tells of nobody's. In a language without rules whose words of death are known that is asked, and a
    number's own sentence and the one before it.
    """
    return [
        doubt(
            "death_untold",
            f"{told.field}.{told.place}",
            f"{told.words!r} is to tell of people killed; {told.why}.",
            told.victim.evidence,
        )
        for told in find_untold_deaths(incidents, facts)
    ]


class UntoldDeath(NamedTuple):
    """A victim who is to have been killed: path in the record, the field in doubt and its words, and why.

    ``is_of_others`` where the article counts others as the dead, or the number is that of people arrested.
    """

    field: str
    victim: Victim
    place: str
    words: str
    why: str
    is_of_others: bool = False


def find_untold_deaths(incidents: Sequence[Incident], facts: Facts) -> Iterator[UntoldDeath]:
    """What ``check_deaths`` doubts, in the record's order."""
    heads = Counter(head_word(one.group) for _, one in list_victims(incidents) if one.group)
    living = [unaccented(one.name) for _, one in list_victims(incidents) if one.name and one.outcome in _ALIVE]
    for field, victim in list_victims(incidents):
        if victim.outcome != "killed":
            continue
        group, count = victim.group, victim.count
        is_number = group is not None and _is_number(group, facts)
        if group and count and (count.text.casefold() != group.casefold() or is_number):
            told = _lacks_counted_death(field, victim, count, facts)
            told = None if is_number and _died_all(victim, facts) else told
        else:
            is_alive = any(is_short_for(unaccented(victim.name or ""), name) for name in living)
            told = _lacks_death(field, victim, facts, is_alive=is_alive)
        if told and group and heads[head_word(group)] == 1 and _is_dead_by_head(victim, group, facts):
            told = None
        if told is None and not facts.may_tell_death:
            told = _doubt_victim(field, victim, "the article tells of no death")
        if told:
            yield told._replace(is_of_others=told.is_of_others or is_of_arrest(victim, facts.sentences))


def _is_number(group: str, facts: Facts) -> bool:
    return any(one.text == group for one in facts.rules.find_numbers(group))


def _died_all(victim: Victim, facts: Facts) -> bool:
    """Whether the sentence after one that holds somebody tells what became of all: "No passenger had survived"."""
    following = [facts.sentences[item.sentence : item.sentence + 1] for item in list_held(victim.evidence)]
    return any(_ALL_DEAD.search(one.text) for each in following for one in each)


def _doubt_victim(field: str, victim: Victim, why: str) -> UntoldDeath:
    return UntoldDeath(field, victim, "name" if victim.name else "group", victim.name or victim.group or "", why)


def _lacks_death(field: str, victim: Victim, facts: Facts, *, is_alive: bool) -> UntoldDeath | None:
    numbers = {item.sentence for item in list_held(victim.evidence)}
    is_another = is_other(victim.group or "")  # "a third man": the sentence before is of the two
    beside = (0,) if is_alive else (0, 1) if is_another else (-1, 0, 1)
    near = {at + by for at in numbers for by in beside} | {_find_lead(at, facts.sentences) for at in numbers}
    if any(_is_next_of_dead(facts.sentences[at - 1].text, at, facts) for at in numbers):
        return None
    naming = [one for one in facts.sentences if victim.name and victim.name.rsplit(maxsplit=1)[-1] in one.text]
    near.update(one.number for one in naming)
    if victim.group and _is_hit_beside(victim, facts):
        why = "the article tells it of somebody who was shot or hurt, and another of the dead"
        return _doubt_victim(field, victim, why)._replace(is_of_others=True)
    if not numbers or _may_tell_death(near, facts):
        return None
    if victim.group:
        return _doubt_victim(field, victim, "no sentence there tells of a death")
    told = [facts.sentences[number - 1].text for number in numbers]
    if any(map(facts.rules.tells_of_injury, told)) or any(_lives(victim.name or "", one.text) for one in naming):
        return _doubt_victim(field, victim, "the sentence tells of an injury")
    return None


def _find_lead(number: int, sentences: Sequence[Sentence]) -> int:
    """The sentence that opens the list in which one stands, "They found the bodies of:"; else that one itself."""
    for one in reversed(sentences[max(0, number - 1 - _LONGEST_LIST) : number - 1]):
        if one.text.rstrip().endswith(":"):
            return one.number
        if one.text.rstrip().endswith((".", "!", "?")) and not one.text.startswith(_BULLETS):
            break
    return number


def _is_dead_by_head(victim: Victim, group: str, facts: Facts) -> bool:
    """Whether a sentence tells of the death of the one so called: "a 3-year-old child", and "the child died"."""
    if count_least(victim) != 1:
        return False
    dead = re.compile(rf"\b[Tt]he\s(?:[\w-]{{1,20}}\s){{0,2}}?{re.escape(head_word(group))}{_DIED}")
    return any(dead.search(one.text) for one in facts.sentences)


def _lives(name: str, text: str) -> bool:
    """Whether a sentence tells of somebody by the full name, or that opens with the last, as of one who lives."""
    last, ends = name.rsplit(maxsplit=1)[-1], [found.end for found in find_all(name, text)]
    return any(_LIVES.match(text, end) for end in (*ends, *([len(last)] if text.startswith(last) else [])))


def _is_next_of_dead(text: str, number: int, facts: Facts) -> bool:
    """Whether a sentence goes on with the dead of one of the three before: "Two of the dead ... The third, a boy,"."""
    if not _NTH.search(text) or facts.rules.tells_of_injury(text):
        return False
    return any(_OF_DEAD.search(one.text) for one in facts.sentences[max(0, number - 4) : number - 1])


def _is_hit_beside(victim: Victim, facts: Facts) -> bool:
    """Whether somebody is told of, wherever that is, as hurt beside a killing: "killing Ann and shooting her son"."""
    spots = spots_of(list_held(victim.evidence), facts.sentences)
    return bool(spots) and all(spot.before(_KILLED_AND_HIT) and not spot.after(_FATALLY) for spot in spots)


def _lacks_counted_death(field: str, victim: Victim, count: Count, facts: Facts) -> UntoldDeath | None:
    counting = list_held(count.evidence)
    if not facts.rules.code:
        return _lacks_word_of_death(field, victim, count, facts) if counting and facts.may_tell_death else None
    numbers = {item.sentence for item in (*list_held(victim.evidence), *counting)}
    killed = [one for one in facts.mentions if one.outcome == "killed" and one.sentence in numbers]
    if not counting or any(one.count.low == count.low for one in killed):
        return None
    spots = spots_of(counting, facts.sentences)
    are_hit = all(facts.rules.tells_of_hits(*spot) for spot in spots)
    is_beside = any(one.sentence == item.sentence for one in killed for item in counting)
    some_died = is_beside or any(_some_died(item, count, facts) for item in counting)
    are_some = all(spot.before(_SOME_OF) or (spot.before(_PART_OF) and spot.after(_ARE_HURT)) for spot in spots)
    if are_some or (are_hit and some_died):
        why = "the article tells it of people shot or stabbed, and another of the dead"
        return UntoldDeath(field, victim, "count", count.text, why, is_of_others=True)
    is_afar = killed and all(_is_afar(item.sentence, facts) for item in counting)
    if (not is_afar and _may_tell_death(numbers, facts)) or any(_goes_on(item, facts) for item in counting):
        return None
    return UntoldDeath(field, victim, "count", count.text, "no sentence cited for the number tells of a death")


def _is_afar(number: int, facts: Facts) -> bool:
    """Whether a sentence tells of no death, and goes on about none: "Three drowned", and later "34 were listed"."""
    if _may_tell_death([number], facts):
        return False
    return _is_of_injury(number, facts) or not _may_tell_death([number - 1], facts)


def _is_of_injury(number: int, facts: Facts) -> bool:
    """Whether a sentence tells of people hurt and of no death: "14 wounded: nine civilians, and five officers"."""
    return not _may_tell_death([number], facts) and facts.rules.tells_of_injury(facts.sentences[number - 1].text)


def _lacks_word_of_death(field: str, victim: Victim, count: Count, facts: Facts) -> UntoldDeath | None:
    """As in a language without rules: the headline, which is no passage, goes on in no sentence below it.

    The next one may tell what became of all: "43 Menschen waren an Bord. Niemand überlebte."
    """
    for item in list_held(count.evidence):
        before = facts.sentences[item.sentence - 2 : item.sentence - 1] if item.sentence > 1 else []
        after = facts.sentences[item.sentence : item.sentence + 1]
        near = [*(one.text for one in before if one.text != facts.headline), facts.sentences[item.sentence - 1].text]
        near += [one.text for one in after if _ALL_OR_NONE.search(one.text)]
        if any(map(facts.has_word_of_death, near)):
            return None
    return UntoldDeath(field, victim, "count", count.text, "no sentence that holds the number tells of a death")


def _some_died(item: Evidence, count: Count, facts: Facts) -> bool:
    """Whether the next sentence tells that some of those counted are dead: "Three men were shot. Two of them died"."""
    dead = (one for one in facts.mentions if one.outcome == "killed" and one.sentence == item.sentence + 1)
    fewer = (one for one in dead if (one.count.low or 0) < (count.low or 0))
    return any(number_spot(one, facts.sentences).after(_OF_THEM) for one in fewer)


def _goes_on(item: Evidence, facts: Facts) -> bool:
    """Whether a number is of people told of as dead before or after: "Six were children", "Both died at the scene"."""
    spot = spot_of(item, facts.sentences)
    is_hurt = _is_of_injury(item.sentence, facts)
    if is_of_those_told(spot) and not is_hurt:
        return True
    told = zip(facts.said, facts.sentences, strict=True)  # "all 71 people on board were killed", "no survivors"
    if is_aboard(*spot) and any(said.may_tell_death and tells_of_all(one.text) for said, one in told):
        return True
    if (spot.after(_WERE) or spot.before(_AMONG)) and not is_hurt and _may_tell_death([item.sentence - 1], facts):
        return True
    following = facts.sentences[item.sentence : item.sentence + 1]
    return any(_THEY.search(one.text) for one in following) and _may_tell_death([item.sentence + 1], facts)


def _may_tell_death(numbers: Collection[int], facts: Facts) -> bool:
    return any(facts.said[at - 1].may_tell_death for at in numbers if 0 < at <= len(facts.said))
