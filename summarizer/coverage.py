"""Recall: casualty phrases of the text that no victim entry covers, and where the answers about them belong."""

import re
from collections.abc import Iterable, Sequence

from summarizer.answers import find_cites
from summarizer.casualties.finding import CasualtyMention
from summarizer.counts import CountRange, find_numbers, parse_count, supports
from summarizer.schemas.record_v1 import Count, Incident, Victim
from summarizer.schemas.wire_v1 import WireIncident, WireVictimGroup, WireVictimName
from summarizer.totals import content_words, is_generic

WireVictim = WireVictimName | WireVictimGroup
_BEFORE_PHRASE = re.compile(r"(?:,|\s+and|\s+who|\s+were)*\s*\Z")
_PREDICATE = re.compile(
    r"\s*(?:\Z|[,.;(]|\b(?:were|was|are|is|have|has|had|who|killed|dead|died|wounded|injured|hurt|missing|kidnapped|remain)\b)"
)


def find_uncovered(mentions: Iterable[CasualtyMention], incidents: Sequence[Incident]) -> tuple[CasualtyMention, ...]:
    """The mentions whose number and outcome no victim entry and no total holds, in order, one for each of these."""
    open_mentions: dict[tuple[str, int | None], CasualtyMention] = {}
    for mention in mentions:
        if not any(_covers(incident, mention) for incident in incidents):
            open_mentions.setdefault((mention.outcome, _number(mention.count)), mention)
    return tuple(open_mentions.values())


def _covers(incident: Incident, mention: CasualtyMention) -> bool:
    total = incident.totals.get(mention.outcome)
    if total is not None and total.low == total.high == _number(mention.count):
        return True
    return any(_holds(victim, mention) for victim in incident.victims if victim.outcome == mention.outcome)


def _holds(victim: Victim, mention: CasualtyMention) -> bool:
    if victim.count is not None:
        return _number(victim.count) == _number(mention.count)
    inside = [item for item in victim.evidence if item.start < mention.end and mention.start < item.end]
    return any(item.status != "not_found" for item in inside)


def _number(count: Count | CountRange) -> int | None:
    """The number as written, whatever its qualifier: "at least 60" and "60" are told of the same people."""
    return count.low if count.low is not None else count.high


def accept_victims(
    answers: Iterable[WireVictim], mentions: Sequence[CasualtyMention]
) -> list[tuple[CasualtyMention, WireVictim]]:
    """Of the answers to the coverage question, those that account for a mention: one each, with its sentence cited."""
    accepted: list[tuple[CasualtyMention, WireVictim]] = []
    left = list(mentions)
    for answer in answers:
        mention = next((mention for mention in left if _accounts_for(answer, mention)), None)
        if mention is not None:
            left.remove(mention)
            label = {} if isinstance(answer, WireVictimName) else {"group": _group_words(answer.group, mention)}
            accepted.append((mention, answer.model_copy(update={"cite": [mention.sentence], **label})))
    return accepted


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


def _accounts_for(answer: WireVictim, mention: CasualtyMention) -> bool:
    count = parse_count(answer.count) if answer.count else None
    if count is None or not answer.label.strip() or answer.outcome != mention.outcome:
        return False
    return supports(mention.count, count)


def attach_victims(
    incidents: Sequence[WireIncident], accepted: Sequence[tuple[CasualtyMention, WireVictim]]
) -> list[WireIncident]:
    """The incidents, at least one, with each accepted victim added to the one that cites the nearest sentence.

    On a tie the first takes it.
    """
    grown = list(incidents)
    for mention, victim in accepted:
        index = min(range(len(incidents)), key=lambda at: (_distance(incidents[at], mention.sentence), at))
        known = grown[index]
        grown[index] = known.model_copy(update={"victims": [*known.victims, victim]})
    return grown


def _distance(incident: WireIncident, sentence: int) -> int:
    return min((abs(cite - sentence) for cite in find_cites(incident)), default=10**6)
