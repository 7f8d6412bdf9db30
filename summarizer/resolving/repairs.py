"""What an answer says twice or too often is left out, and what its article says better is put right."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import ENTRIES, doubt
from summarizer.evidence.grounding import cited_sentences, mention_evidence, span_evidence
from summarizer.evidence.matching import find_all
from summarizer.language.folding import squeeze
from summarizer.language.numbers import CountRange, find_numbers, parse_count, supports
from summarizer.language.people import is_generic, is_kind, is_proper_name
from summarizer.language.plurals import tell_count
from summarizer.language.rules import ENGLISH, SPANISH
from summarizer.language.wording import Wording
from summarizer.resolving.date_repairs import repair_dates
from summarizer.schemas.record import Evidence, Finding
from summarizer.schemas.wire import (
    OutcomeText,
    WireIncident,
    WireIndividual,
    WireModel,
    WireVictim,
    WireVictimGroup,
    WireVictimName,
)

M = TypeVar("M", bound=WireModel)
N = TypeVar("N", WireVictimName, WireIndividual)
MOST_ENTRIES = 1_000
"""What is taken from one answer: incidents, and in them places, weapons, perpetrators, targets and victims. Answers of
models end far below it; a server's may hold any number.
"""
_MOST_WORDS = 12
"""Of a group. What has more is half a sentence."""
_OWN = Wording(r"(?i)\b(?:it|its|they|them|their|we|us|our)\b", "it lost 12", "12 died")
"""By which speakers may tell of themselves."""

_AGED = Wording(r",?\s\(?(?:de\s|aged\s)?\d{1,3}\b(?!\s(?:people|times))", ", 68, Amanda's mother", ", and more")
_CALLED_SO = Wording(
    r"(?i:\b\d{1,3}[-\s](?:year|yr)[-\s]old|\b(?:identified|named|known|identificad[oa])\s(?:\w+\s)?(?:as|como))\s(?:[A-Z][\w.]{0,15}\s){0,3}\Z",
    "has been identified as Corporal ", "was known by ",
)  # fmt: skip
"""After and before somebody's name."""
_NICKNAMED = Wording(
    r"[A-Z][\w.'’-]{1,20}\s[(“\"'‘][A-Z][\w.'’ -]{1,20}[)”\"'’]\s[A-Z]", "Luis (Jerry) Ortiz", "Luis Ortiz (27) of"
)
_NICKNAME_AFTER = Wording(
    r"\s[(“\"'‘][A-Z][\w.'’ -]{1,20}[)”\"'’]\s[A-Z][\w'’-]{1,20}(?:\s(?:Jr|Sr|II|III|IV)\b\.?)?",
    " (Jerry) Ortiz",
    " (35) Ortiz",
)
_NICKNAME_OPENS = Wording(r"(?:[A-Z][\w.'’-]{1,20}\s){1,2}[“\"'‘(]\Z", "Cashaan “", "of “")
_CLOSES_NICKNAME = Wording(r"\A[^(“\"'‘]{2,20}[)”\"'’]\s[A-Z]", "Dink” Williams", "“Dink” Williams")
"""Around a name of which the answer has a part."""
_HIT = Wording(
    r"(?i)\b(?:shot(?!\s(?:at|dead|by\s(?:police|officers))\b)|stabbed|wounded|injured|grazed|hurt)\b|\b(?:shooting|stabbing)\svictims?\b"
    r"|\b(?:gunshot|stab|grazing)\swounds?\b|\b(?:hit|struck)\s(?:by|with)\s(?:an?\s|the\s)?(?:bullets?|gunfire|shots?)\b",
    "four people were shot", "he was shot at",
)  # fmt: skip
"""Of somebody hurt, and not only in what was hit."""
_LIVES = Wording(
    r"(?i)\bin\s(?:good|fair|stable|satisfactory)\scondition\b|\bcondition\s(?:was|is|has)\s(?:been\s)?stabili[sz]ed\b"
    r"|\bexpected\sto\s(?:survive|recover|live|be\s(?:ok|okay|fine))\b|\b(?:had|underwent)\ssurgery\b|\bintensive\scare\b|\bnon-?\s?life-?\s?threatening\b|\btreated\sand\sreleased\b",
    "The boy was in good condition", "The boy was in critical condition",
)  # fmt: skip
_HE = Wording(r"(?:Later,?\s)?(?:He|She)\b", "He died", "They died")
_ATTEMPT = Wording(r"(?i)\bsuicide\sattempts?\b", "not a suicide attempt", "a suicide")
_AFTER_WOUND = 4
"""Sentences after the one that tells of somebody's wound, in which it may be told how they are."""
_MAY_BE_DEAD = Wording(
    r"(?i)\b(?:KIA|expired|passed|rest\sin\speace|r\.?i\.?p|wip(?:ed|ing)\sout|staged|buried|gone)\b",
    "he passed at the hospital", "she was shot",
)  # fmt: skip
"""Words of a death beside those that every check knows."""
_REVERSED: dict[OutcomeText, Literal["killed", "injured"]] = {"killed": "injured", "injured": "killed"}
_DIES = {
    "en": r"(?:(?:later|then|also|has|had|subsequently)\s){0,2}"
    r"(?:died|succumbed|(?:was|were)\s(?:later\s)?(?:pronounced|declared)\sdead)\b",
    "es": r"(?:(?:tambi[ée]n|luego|despu[ée]s)\s)?(?:falleci[óo]|muri[óo]|perdi[óo]\sla\svida|dej[óo]\sde\sexistir)\b",
}
"""After the name of somebody who died."""
_DIES_OF_IT = Wording(
    rf"(?:He|She)\s{_DIES['en']}[^.;]{{0,30}}?\s(?:(?:from|of)\s(?:his|her|the)\s(?:injuries|wounds)|(?:at|in)\s(?:the|an?)\shospital)\b",
    "She later died from her injuries", "He died of self-inflicted wounds",
)  # fmt: skip
_BY_WHOM = Wording(
    r"(?i)\b(?:by|from|with)\s(?:an?|the|his|her|their)\s(?!ambulance|helicopter|gunshot|wound)|\s(?:and|when|after|as)\s",
    "was shot by her brother", "was taken to hospital by ambulance",
)  # fmt: skip
"""What may name another one, of whom the next sentence goes on."""


def drop_repeats(incidents: Sequence[WireIncident]) -> list[WireIncident]:
    """The incidents, entries that repeat an earlier one of their list word for word left out; small models loop."""
    return [
        incident.model_copy(update={name: _distinct(getattr(incident, name)) for name in ENTRIES})
        for incident in _distinct(incidents)
    ]


def limit_entries(incidents: Sequence[WireIncident]) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents with the first MOST_ENTRIES of all together, themselves included, and that some are left out."""
    kept: list[WireIncident] = []
    room = MOST_ENTRIES
    for incident in incidents[:MOST_ENTRIES]:
        if room > 0:
            lists = {name: getattr(incident, name) for name in ("places", *ENTRIES)}
            for name, entries in lists.items():
                lists[name] = entries[: room - 1]
                room -= len(lists[name])
            kept.append(incident.model_copy(update=lists))
            room -= 1
    left_out = sum(map(_count_entries, incidents)) - sum(map(_count_entries, kept))
    entries = tell_count(left_out, "entry", "entries")
    message = f"The answer has {entries} more than the {MOST_ENTRIES} that are taken from one; the rest was left out."
    return kept, [doubt("entries_left_out", "incidents", message, ())] if left_out else []


def _count_entries(incident: WireIncident) -> int:
    return 1 + sum(len(getattr(incident, name)) for name in ("places", *ENTRIES))


def _distinct(entries: Sequence[M]) -> list[M]:
    first: dict[str, M] = {}
    for entry in entries:
        first.setdefault(repr(entry), entry)
    return list(first.values())


def repair_incidents(incidents: Sequence[WireIncident], facts: Facts) -> list[WireIncident]:
    """The incidents after every repair that needs only the article: of groups and of dates."""
    return repair_dates(name_groups(incidents, facts), facts)


def correct_outcomes(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents, with who is killed by the answer and only hurt by the article as injured, and the reverse.

    Hurt is who has a word for it in an English article without a word of death: of 300 reports of shootings that was so
    of five entries, all of them hurt by the register. So is one who "shot himself in the hand" and "was in good
    condition", where no sentence there tells of a death. Dead is whose death a sentence tells by name. So is a number
    of killed that the sentences cited tell of people hurt alone, and the reverse, where no entry has it so.
    """
    is_without_death = facts.rules is ENGLISH and not (facts.may_tell_death or _MAY_BE_DEAD.search(facts.text))
    kept, findings = [], list[Finding]()
    for index, incident in enumerate(incidents):
        victims = list(incident.victims)
        for at, one in enumerate(victims):
            outcome: OutcomeText | None = None
            if not one.label.strip():
                continue
            if one.outcome == "killed" and is_without_death and (told := _find_hit(one, facts)):
                outcome, why = "injured", f"no word tells of a death, but {told.text!r}"
            elif one.outcome == "killed" and (told := _find_survival(one, facts)):
                outcome, why = "injured", f"the article tells of no death there, but {told.text!r}"
            elif one.outcome == "injured" and (told := _find_death(one, facts)):
                outcome, why = "killed", f"the article tells of the death: {told.text!r}"
            elif other := _find_other(one, victims, facts):
                outcome, told = other
                why = f"the sentences cited tell the number of people {outcome}: {told.text!r}"
            if outcome and told:
                victims[at] = one.model_copy(update={"outcome": outcome})
                message = f"The model gave {one.label!r} as {one.outcome}; {why}."
                field = f"incidents[{index}].victims[{at}].outcome"
                findings.append(doubt("outcome_corrected", field, message, (told,)))
        kept.append(incident.model_copy(update={"victims": victims}))
    return kept, findings


def _find_hit(victim: WireVictim, facts: Facts) -> Evidence | None:
    """The first words by which the sentences cited for somebody, or those right before, tell that they were hurt."""
    cites = [*victim.cite, *(number - 1 for number in victim.cite)]
    found = ((one, _HIT.search(one.text)) for one in cited_sentences(cites, facts.sentences))
    return next((span_evidence(one, *hit.span()) for one, hit in found if hit), None)


def _find_survival(victim: WireVictim, facts: Facts) -> Evidence | None:
    """The words by which what follows the sentences that tell of one person's wound says that they live.

    None where any of it up to there tells of a death, or the next sentence does of "his" or "hers".
    """
    is_one = isinstance(victim, WireVictimName) or victim.count == "1"
    if facts.rules is not ENGLISH or not is_one or len(victim.cite) != 1:
        return None
    (first,) = victim.cite
    near = facts.sentences[first - 1 : first + _AFTER_WOUND]
    lives = next((one for one in near if _LIVES.search(one.text)), None)
    if lives is None or not _HIT.search(near[0].text):
        return None
    after = facts.sentences[lives.number : lives.number + 1]
    told = [*(one for one in near if one.number <= lives.number), *(one for one in after if _HE.match(one.text))]
    if any(facts.rules.tells_of_death(_ATTEMPT.sub("", one.text)) for one in told):
        return None
    found = _LIVES.search(lives.text)
    return span_evidence(lives, *found.span()) if found else None


def _find_death(victim: WireVictim, facts: Facts) -> Evidence | None:
    """The words by which a sentence that begins with somebody's name, or goes on about them, tells that they died.

    None if others bear the name.
    """
    if not isinstance(victim, WireVictimName) or facts.rules not in (ENGLISH, SPANISH):
        return None
    *firsts, last = (re.escape(word) for word in victim.name.split())
    died = _DIES[facts.rules.code]
    namesake = re.compile(rf"\b(?!(?:{'|'.join((*firsts, 'Mr', 'Ms', 'Mrs', 'The'))})\b)[A-Z][\w'’-]*\.?\s{last}\b")
    if any(namesake.search(one.text) for one in facts.sentences):
        return None
    first = r"\s".join(firsts) or "Mr"
    by_name = re.compile(rf"(?:(?:{first}|Mr\.?|Ms\.?|Mrs\.?)\s)?{last}\b(?:,[^,.;]{{1,40}},)?\s{died}")
    told = [(one, by_name.match(one.text)) for one in facts.sentences]
    opens = re.compile(rf"{first}\s{last}\b" if firsts else rf"{last}\b")
    told += [
        (one, _DIES_OF_IT.match(one.text))
        for before, one in pairwise(facts.sentences)
        if facts.rules is ENGLISH and opens.match(before.text) and not _BY_WHOM.search(before.text)
    ]
    return next((span_evidence(one, *found.span()) for one, found in told if found), None)


def _find_other(
    victim: WireVictim, victims: Sequence[WireVictim], facts: Facts
) -> tuple[Literal["killed", "injured"], Evidence] | None:
    """The outcome, and its phrase, of which the sentences cited tell a number given as killed or injured."""
    claimed = parse_count(victim.count or "")
    if claimed is None or claimed.low in (None, 1) or victim.outcome not in _REVERSED:
        return None
    told = [one for one in facts.mentions if one.sentence in victim.cite and supports(one.count, claimed)]
    other = _REVERSED[victim.outcome]
    is_given = any(
        each.outcome == other and (count := parse_count(each.count or "")) and supports(one.count, count)
        for each in victims
        for one in told
    )
    if not told or is_given or any(one.outcome != other or one.is_background for one in told):
        return None
    return other, mention_evidence(told[0], facts.sentences)


def name_groups(incidents: Sequence[WireIncident], facts: Facts) -> list[WireIncident]:
    """The incidents; groups that only say that they are people ("injured") get the article's word beside their number.

    So "15 others were injured" are others, and not all who were injured. Who only tells it is no victim. A name of
    somebody that ends or begins at a nickname is the whole one: "Luis Gerardo (Jerry) Ortiz".
    """
    return [
        incident.model_copy(
            update={
                "victims": [_name_group(victim, facts, incident) for victim in incident.victims],
                "perpetrators": [
                    _complete_name(one, facts) if isinstance(one, WireIndividual) else one
                    for one in incident.perpetrators
                ],
            }
        )
        for incident in incidents
    ]


def _complete_name(one: N, facts: Facts) -> N:
    if not _NICKNAMED.search(facts.text):
        return one
    spots = [
        (text, found.start, found.end)
        for sentence in cited_sentences(one.cite, facts.sentences)
        for text in [sentence.text]
        for found in find_all(one.name, text)
    ]
    if not spots:
        return one
    text, start, end = spots[0]
    before = _NICKNAME_OPENS.search(text, 0, start) if _CLOSES_NICKNAME.search(one.name) else None
    after = _NICKNAME_AFTER.match(text, end)
    name = text[before.start() if before else start : after.end() if after else end]
    return one.model_copy(update={"name": squeeze(name)})


def _name_group(victim: WireVictim, facts: Facts, incident: WireIncident) -> WireVictim:
    victim = _as_group(victim, facts)
    if isinstance(victim, WireVictimName):
        return _complete_name(victim, facts)
    victim = _without_number(victim)
    if not victim.count:
        return victim
    claimed = parse_count(victim.count)
    victim = _without_place(_without_sentence(victim, claimed), incident)
    if claimed is not None and facts.rules is ENGLISH and _only_says(victim, facts):
        return victim.model_copy(update={"group": "people"})
    if not is_generic(victim.group):
        return victim
    told = [
        mention
        for sentence in cited_sentences(victim.cite, facts.sentences)
        for mention in facts.of(sentence).casualties.mentions
        if not mention.is_background
        and mention.outcome == victim.outcome
        and claimed is not None
        and supports(mention.count, claimed)
    ]
    named = told[0].group if len(told) == 1 else None
    if named is None or is_generic(named):
        return victim
    goes_on = rf"(?<!\w){re.escape(named)}\s+(?:and|or)\s+\w"  # the children of "women and children"
    is_part = re.search(goes_on, facts.sentences[told[0].sentence - 1].text) is not None
    return victim if is_part else victim.model_copy(update={"group": named})


def _as_group(victim: WireVictim, facts: Facts) -> WireVictim:
    """The victim, a group where a name only counts people, and a name where a group is somebody's."""
    told = {"count": victim.count, "outcome": victim.outcome, "cite": victim.cite}
    if isinstance(victim, WireVictimName):
        group = WireVictimGroup(group=victim.name, **told)
        return group.with_confidences(victim.confidences) if _counts(victim.name) else victim
    name = WireVictimName(name=victim.group, **told)
    return name.with_confidences(victim.confidences) if _is_name(victim, facts) else victim


def _is_name(victim: WireVictimGroup, facts: Facts) -> bool:
    """Whether a group of one is somebody's name, with an age or as who was identified: "Donna Pruitt, 68"."""
    words = victim.group.split()
    count = parse_count(victim.count or "")
    is_one = len(words) > 1 and count is not None and count.high == 1 and is_proper_name(victim.group)
    if not is_one or any(map(is_kind, words)):
        return False
    places = [(one.text, found) for one in facts.sentences for found in find_all(victim.group, one.text)]
    return any(_AGED.match(text, at.end) or _CALLED_SO.search(text, 0, at.start) for text, at in places)


def _counts(name: str) -> bool:
    """Whether a name is the number of unnamed people: "28 people"; "32 Brigade" is none."""
    numbers = find_numbers(name)
    rest = name[numbers[0].end :].lstrip() if numbers else ""
    return rest[:1].islower() and numbers[0].kind == "count" and not name[: numbers[0].start].strip()


def _without_number(victim: WireVictimGroup) -> WireVictimGroup:
    """The group with the number that its words begin with, if it has none; "dead" of "Three dead, in Richmond"."""
    numbers = [number for number in find_numbers(victim.group) if number.kind == "count"]
    if not numbers or victim.group[: numbers[0].start].strip():
        return victim
    exact = numbers[0].range.qualifier == "exact"
    count = victim.count or (str(numbers[0].range.low) if exact else None)
    rest = victim.group[numbers[0].end :].split(",")[0].strip()
    if rest[:1].isupper():  # "32 Brigade"
        return victim
    return victim.model_copy(update={"count": count, "group": rest if is_generic(rest) else victim.group})


def _without_sentence(victim: WireVictimGroup, claimed: CountRange | None) -> WireVictimGroup:
    """The group with what follows its number for its words, where these are half a sentence that holds it."""
    if claimed is None or len(victim.group.split()) <= _MOST_WORDS:
        return victim
    after = [
        victim.group[one.end :] for one in find_numbers(victim.group) if one.start and supports(one.range, claimed)
    ]
    words = after[0].split(",")[0].split() if len(after) == 1 else []
    return victim.model_copy(update={"group": " ".join(words)}) if 0 < len(words) <= _MOST_WORDS else victim


def _without_place(victim: WireVictimGroup, incident: WireIncident) -> WireVictimGroup:
    """The group; people where it is but the name of where it happened: "residents of Katsina say 41 missing"."""
    names = {squeeze(name).casefold() for name in (*incident.places, incident.country or "")}
    return victim.model_copy(update={"group": "people"}) if squeeze(victim.group).casefold() in names else victim


def _only_says(victim: WireVictimGroup, facts: Facts) -> bool:
    """Whether the sentences cited name the dead as who tells it alone: "the Emergency Lawyers put the toll at 31"."""
    if victim.outcome != "killed":  # survivors tell of themselves
        return False
    cited = cited_sentences(victim.cite, facts.sentences)
    places = [(facts.of(one).speaker, found) for one in cited for found in find_all(victim.group, one.text)]
    if any(_OWN.search(one.text) for one in cited):  # "the army said it lost 12"
        return False
    return bool(places) and all(who and who[0] <= at.start and at.end <= who[1] for who, at in places)
