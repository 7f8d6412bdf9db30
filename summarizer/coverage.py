"""Recall: casualty phrases of the text that no victim entry covers, and where the answers about them belong."""

from collections.abc import Iterable, Sequence

from summarizer.casualties import CasualtyMention
from summarizer.counts import CountRange, parse_count, supports
from summarizer.schemas.record_v1 import Incident, Victim
from summarizer.schemas.wire_v1 import WireIncident, WireVictimGroup, WireVictimName

WireVictim = WireVictimName | WireVictimGroup


def find_uncovered(mentions: Iterable[CasualtyMention], incidents: Sequence[Incident]) -> tuple[CasualtyMention, ...]:
    """The mentions whose number and outcome no victim entry holds, in order, one for each number and outcome."""
    victims = [victim for incident in incidents for victim in incident.victims]
    open_mentions: dict[tuple[str, int | None, int | None], CasualtyMention] = {}
    for mention in mentions:
        if not any(_covers(victim, mention) for victim in victims):
            open_mentions.setdefault((mention.outcome, mention.count.low, mention.count.high), mention)
    return tuple(open_mentions.values())


def _covers(victim: Victim, mention: CasualtyMention) -> bool:
    if victim.outcome != mention.outcome:
        return False
    if victim.count is not None and (victim.count.low, victim.count.high) == (mention.count.low, mention.count.high):
        return True
    spans = [*victim.evidence, *(victim.count.evidence if victim.count else ())]
    inside = [item for item in spans if item.start < mention.end and mention.start < item.end]
    same_number = victim.count is None or victim.count.low == mention.count.low
    return same_number and any(item.status != "not_found" for item in inside)


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
            accepted.append((mention, answer.model_copy(update={"cite": [mention.sentence]})))
    return accepted


def _accounts_for(answer: WireVictim, mention: CasualtyMention) -> bool:
    count = parse_count(answer.count) if answer.count else None
    if count is None or not answer.label.strip() or answer.outcome != mention.outcome:
        return False
    return supports(CountRange.model_validate(mention.count.model_dump()), count)


def attach_victims(
    incidents: Sequence[WireIncident], accepted: Sequence[tuple[CasualtyMention, WireVictim]]
) -> list[WireIncident]:
    """The incidents with each accepted victim added to the one that cites the nearest sentence; the first on a tie."""
    grown = list(incidents)
    for mention, victim in accepted:
        index = min(range(len(incidents)), key=lambda at: (_distance(incidents[at], mention.sentence), at))
        known = grown[index]
        grown[index] = known.model_copy(update={"victims": [*known.victims, victim]})
    return grown


def _distance(incident: WireIncident, sentence: int) -> int:
    cites = [*incident.place_cite, *(incident.date.cite if incident.date else ())]
    for entry in (*incident.weapons, *incident.perpetrators, *incident.targets, *incident.victims):
        cites.extend(entry.cite)
    return min((abs(cite - sentence) for cite in cites), default=10**6)
