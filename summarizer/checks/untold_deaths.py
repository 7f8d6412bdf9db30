"""People who are to have been killed although the sentences cited for them tell of no death, or not of theirs."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from summarizer.checks.entries import list_victims
from summarizer.checks.parts import is_of_those_told
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import list_held, spot_of, spots_of
from summarizer.language.folding import unaccented
from summarizer.language.people import is_aboard, is_other, tells_of_all
from summarizer.language.person_names import is_short_for
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Outcome, Victim

_THEY = Wording(
    r"(?i)\A(?:all|they|the\s(?:two|three|four|five|men|women|boys|girls|victims|pair)|ambos|todos|los\s(?:dos|tres))\b"
    r"|\b(?:them|both|neither|none\sof|each|their\sbod\w+)\b",
    "Doctors pronounced them dead",
    "Bothered",
)

_PART_OF = Wording(
    r"(?i)\b(?:part\sof\sthe|(?:parte|un[oa]|dos|tres|cuatro|cinco)\sde\sl[oa]s)\s\Z",
    "formaban parte de los ",
    "de los ",
)
_ARE_HURT = Wording(r"(?i)\s(?:wounded|injured|herid[oa]s|lesionad[oa]s)\b", " heridos que", " muertos")
"""Before and after a number of people hurt, of whom some died."""
_ALIVE: frozenset[Outcome] = frozenset({"injured", "survived", "unharmed", "escaped", "freed"})
_ALL_OR_NONE = Wording(
    r"(?i)\b(?:alle|niemand|keine[rn]?|tous|toutes|aucun|personne|tutti|tutte|nessuno?|todos|todas|ningu[ée]m|nenhum|allen|geen"
    r"|wszyscy|nikt|[żz]aden)\b",
    "Niemand überlebte", "Ein Mann starb",
)  # fmt: skip


def check_deaths(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People who are to have been killed although the sentences cited for them tell of no death, or not of theirs.

    A number needs a death in its sentences, or in the one before or after that goes on about the same people, and is
    not that of people shot beside whom another number are dead: "shooting ten people" may kill none, "one dead and 11
    others shot" is one death. What came of one person may stand in the sentence before or after, and what came of one
    with a name wherever that stands; of a name a sentence that tells of an injury is needed, too. Of somebody with an
    entry as one who lives, only sentences with the name tell it. An article without a word of death tells of nobody's.
    In a language without rules whose words of death are known that is asked, and a number's own sentence and the one
    before it.
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

    ``is_of_others`` where the article counts others as the dead.
    """

    field: str
    victim: Victim
    place: str
    words: str
    why: str
    is_of_others: bool = False


def find_untold_deaths(incidents: Sequence[Incident], facts: Facts) -> Iterator[UntoldDeath]:
    """What ``check_deaths`` doubts, in the record's order."""
    living = [unaccented(one.name) for _, one in list_victims(incidents) if one.name and one.outcome in _ALIVE]
    for field, victim in list_victims(incidents):
        if victim.outcome != "killed":
            continue
        group, count = victim.group, victim.count
        if group and count and count.text.casefold() != group.casefold():
            told = _lacks_counted_death(field, victim, count, facts)
        else:
            is_alive = any(is_short_for(unaccented(victim.name or ""), name) for name in living)
            told = _lacks_death(field, victim, facts, is_alive=is_alive)
        if told is None and not facts.may_tell_death:
            told = _doubt_victim(field, victim, "the article tells of no death")
        if told:
            yield told


def _doubt_victim(field: str, victim: Victim, why: str) -> UntoldDeath:
    return UntoldDeath(field, victim, "name" if victim.name else "group", victim.name or victim.group or "", why)


def _lacks_death(field: str, victim: Victim, facts: Facts, *, is_alive: bool) -> UntoldDeath | None:
    numbers = {item.sentence for item in list_held(victim.evidence)}
    is_another = is_other(victim.group or "")  # "a third man": the sentence before is of the two
    beside = (0,) if is_alive else (0, 1) if is_another else (-1, 0, 1)
    last = victim.name and victim.name.rsplit(maxsplit=1)[-1]
    near = {at + by for at in numbers for by in beside}
    near.update(one.number for one in facts.sentences if last and last in one.text)
    if not numbers or _may_tell_death(near, facts):
        return None
    if victim.group:
        return _doubt_victim(field, victim, "no sentence there tells of a death")
    told = [facts.sentences[number - 1].text for number in numbers]
    if any(map(facts.rules.tells_of_injury, told)):
        return _doubt_victim(field, victim, "the sentence tells of an injury")
    return None


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
    are_some = all(spot.before(_PART_OF) and spot.after(_ARE_HURT) for spot in spots)
    if are_some or (are_hit and is_beside):
        why = "the article tells it of people shot or stabbed, and another of the dead"
        return UntoldDeath(field, victim, "count", count.text, why, is_of_others=True)
    if _may_tell_death(numbers, facts) or any(_goes_on(item, facts) for item in counting):
        return None
    return UntoldDeath(field, victim, "count", count.text, "no sentence cited for the number tells of a death")


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


def _goes_on(item: Evidence, facts: Facts) -> bool:
    """Whether a number is of people told of as dead before or after: "Both died at the scene"."""
    spot = spot_of(item, facts.sentences)
    if is_of_those_told(spot):
        return True
    told = zip(facts.said, facts.sentences, strict=True)  # "all 71 people on board were killed", "no survivors"
    if is_aboard(*spot) and any(said.may_tell_death and tells_of_all(one.text) for said, one in told):
        return True
    following = facts.sentences[item.sentence : item.sentence + 1]
    return any(_THEY.search(one.text) for one in following) and _may_tell_death([item.sentence + 1], facts)


def _may_tell_death(numbers: Collection[int], facts: Facts) -> bool:
    return any(facts.said[at - 1].may_tell_death for at in numbers if 0 < at <= len(facts.said))
