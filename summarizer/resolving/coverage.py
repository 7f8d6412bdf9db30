"""Victims whom an answer left out, found by a focused question or by rule, and put into their incidents."""

import re
from collections.abc import Iterable, Sequence

from summarizer.evidence.facts import OPENING
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.values import evidence_of, is_held, list_counting
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.numbers import SIGNS, CountRange, find_numbers, parse_count, supports, tell_range
from summarizer.language.people import content_words, is_generic
from summarizer.language.wording import Wording
from summarizer.resolving.context import Resolved
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Evidence, Finding, Incident, Sentence, Total
from summarizer.schemas.wire import WireIncident, WireVictim, WireVictimGroup, WireVictimName

_AMOUNTS = SIGNS._replace(at_most="several", several="several")
_MANY, _BY_FAR = 10, 3
_FAR = 10**6
"""Sentences between a victim and an incident that cites none."""
_BEFORE_PHRASE = re.compile(r"(?:,|\s{1,9}(?:and|who|were)){0,9}\s{0,9}\Z")
_PREDICATE = re.compile(
    r"\s*(?:\Z|[,.;(]|\b(?:were|was|are|is|have|has|had|who|killed|dead|died|wounded|injured|hurt|missing|kidnapped|remain)\b)"
)
_OF_ANOTHER = Wording(
    r"(?i)\b(?:killed|dead|died|wounded|injured|hurt)\s(?:in|by|during)\s(?:an?\s|the\s)?(?:[\w'’-]{1,20}\s){0,3}?"
    r"(?:crash|attack|bombing|shooting|blast|explosion|fire|quake|earthquake|flood|storm|accident|raid|strike|clash|derailment"
    r"|collapse|landslide|wreck|disaster)(?:e?s)?\b",
    "people killed in the Whitehaven crash", "people killed",
)  # fmt: skip


def accept_victims(
    answers: Iterable[WireVictim], mentions: Sequence[CasualtyMention]
) -> list[tuple[CasualtyMention, WireVictim]]:
    """Of the answers to the coverage question, those that account for a mention: one each, with its sentence cited.

    None that says in its words of which other incident it is: "people killed in the Whitehaven crash".
    """
    accepted: list[tuple[CasualtyMention, WireVictim]] = []
    left = list(mentions)
    for answer in answers:
        is_usable = answer.label.strip() and not _OF_ANOTHER.search(answer.label)
        count = parse_count(answer.count) if answer.count else None
        told = (mention for mention in left if answer.outcome == mention.outcome)
        mention = next((one for one in told if _accounts_for(answer, count, one)), None)
        if mention is not None and is_usable:
            left.remove(mention)
            label = {} if isinstance(answer, WireVictimName) else {"group": _group_words(answer.group, mention)}
            number = {"count": str(mention.count.low)} if answer.count is None else {}
            accepted.append((mention, answer.model_copy(update={"cite": [mention.sentence], **label, **number})))
    return accepted


def _accounts_for(answer: WireVictim, count: CountRange | None, mention: CasualtyMention) -> bool:
    """Whether an answer has a mention's number, or none and its words: models copy the sentence that holds it."""
    if answer.count is None:
        return mention.count.low is not None and mention.text.casefold() in answer.label.casefold()
    return count is not None and supports(mention.count, count)


def _group_words(group: str, mention: CasualtyMention) -> str:
    """The people without their number and predicate: models copy "three of the 12 miners were killed", "15 injured".

    The phrase's own word where the answer has none of its words, as "air strikes" has none of "killed 38 people".
    """
    if mention.group is not None and content_words(group).isdisjoint(content_words(mention.text)):
        return mention.group
    if group.endswith(mention.text):
        group = _BEFORE_PHRASE.sub("", group.removesuffix(mention.text)) or group
    counts = [number for number in find_numbers(group) if number.kind == "count"]
    if mention.group is None or not counts or group[: counts[0].start].strip():
        return group
    rest = group[counts[0].end :].strip()
    if not rest or is_generic(rest):
        return mention.group
    found = re.search(rf"(?<!\w){re.escape(mention.group)}(?!\w)", rest)
    if found is None:
        return group
    return mention.group if _PREDICATE.match(rest, found.end()) else rest[found.start() :]


def count_told(
    uncovered: Iterable[CasualtyMention], incidents: Sequence[Incident]
) -> list[tuple[CasualtyMention, WireVictim]]:
    """Entries of those whom phrases count and no answer does: hurt beside dead, and dead of the opening.

    Models tell who died and leave out who was hurt: those hurt where there are dead and nobody is. The dead of the
    first sentences; what stands further below may be of earlier ones. Both of an only incident, or where the dead of
    one, or what else is told of it, alone stand in the phrase's sentence or the one before.
    """
    totals = [incident.totals for incident in incidents]
    are_dead = any("killed" in total for total in totals)
    hurt = [total["injured"] for total in totals if "injured" in total]
    dead = [[one for one in incident.victims if one.outcome == "killed"] for incident in incidents]
    held = [[item for one in victims for item in (*one.evidence, *list_counting(one))] for victims in dead]
    pointing = (held, [[*evidence_of(incident)] for incident in incidents])
    told = list[tuple[CasualtyMention, WireVictim]]()
    for one in uncovered:
        is_hurt = one.outcome == "injured" and are_dead and _exceeds(one, hurt)
        is_of_one = len(incidents) == 1 or any(_point_alone(one.sentence, evidence) for evidence in pointing)
        is_dead = one.outcome == "killed" and one.sentence <= OPENING and one.count.qualifier == "exact"
        if is_of_one and (is_hurt or is_dead):
            told.append((one, _entry_of(one)))
    return told


def _exceeds(mention: CasualtyMention, totals: Sequence[Total]) -> bool:
    """Whether a phrase tells of people where there are none, or counts more of any kind by far than there are.

    A few more may be the dead among them: "four people with gunshot wounds", of whom two died.
    """
    low = mention.count.low
    if low is None or not totals:
        return low is not None
    is_of_all = is_generic(mention.group or "people") and low >= _MANY
    return is_of_all and all(total.high is not None and low > _BY_FAR * total.high for total in totals)


def _point_alone(sentence: int, evidence: Sequence[Sequence[Evidence]]) -> bool:
    """Whether the evidence of one incident alone stands in a sentence or the one before."""
    return sum(any(item.sentence in (sentence - 1, sentence) for item in items) for items in evidence) == 1


def _entry_of(mention: CasualtyMention) -> WireVictimGroup:
    count, group = tell_range(mention.count, _AMOUNTS), mention.group or "people"
    return WireVictimGroup(group=group, count=count, outcome=mention.outcome, cite=[mention.sentence])


def hold_counted(resolved: Resolved, told: Sequence[CasualtyMention], sentences: Sequence[Sentence]) -> Resolved:
    """What was resolved, with a finding for each entry that a phrase became: it is none of the model's.

    Who is counted as "people" by no word of the article is held by the phrase.
    """
    phrases = {(one.outcome, one.count.low, one.sentence): one for one in told}
    incidents, findings, fields = [*resolved.incidents], [*resolved.findings], set[str]()
    for index, incident in enumerate(incidents):
        victims = [*incident.victims]
        for at, victim in enumerate(victims):
            low = victim.count.low if victim.count else None
            told_as = ((victim.outcome, low, item.sentence) for item in list_counting(victim))
            phrase = next(filter(None, map(phrases.get, told_as)), None)
            if phrase is None:
                continue
            field, evidence = f"incidents[{index}].victims[{at}]", mention_evidence(phrase, sentences)
            message = f"The model left out what the article says: {phrase.text!r}."
            findings.append(
                Finding(code="victims_counted", severity="info", field=field, message=message, evidence=(evidence,))
            )
            if not is_held(victim.evidence):
                fields.add(f"{field}.group")
                held = evidence.model_copy(update={"status": "normalized"})
                victims[at] = victim.model_copy(update={"evidence": (held,)})
        incidents[index] = incident.model_copy(update={"victims": tuple(victims)})
    return Resolved(tuple(incidents), tuple(one for one in findings if one.field not in fields))


def attach_victims(
    incidents: Sequence[WireIncident],
    accepted: Sequence[tuple[CasualtyMention, WireVictim]],
    items: Sequence[Sequence[Sentence]] = (),
) -> list[WireIncident]:
    """The incidents, at least one, with each accepted victim added to the one that cites the nearest sentence.

    On a tie the first takes it. Of a page of several reports, whose sentences ``items`` are, only one of the same
    report does, and of a sentence in none only one that cites it; else the victim is left out.
    """
    grown = list(incidents)
    cites = [find_cites(incident) for incident in incidents]
    reports = [{sentence.number for sentence in item} for item in items]
    for mention, victim in accepted:
        item = next((numbers for numbers in reports if mention.sentence in numbers), {mention.sentence})
        near = [at for at, cited in enumerate(cites) if not reports or not item.isdisjoint(cited)]
        distances = {at: min((abs(cite - mention.sentence) for cite in cites[at]), default=_FAR) for at in near}
        index = min(distances, key=distances.__getitem__, default=None)
        if index is not None:
            known = grown[index]
            grown[index] = known.model_copy(update={"victims": [*known.victims, victim]})
    return grown
