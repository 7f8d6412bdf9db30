"""Casualty phrases of the text that no victim entry holds."""

from collections.abc import Iterable, Sequence

from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.language.casualties.finding import CasualtyMention
from summarizer.language.numbers import CountRange
from summarizer.schemas.record import Count, Finding, Incident, Sentence, Victim


def report_uncovered(mentions: Iterable[CasualtyMention], sentences: Sequence[Sentence]) -> list[Finding]:
    """One finding for each casualty phrase that stayed without a victim entry."""
    return [
        doubt(
            "uncovered_casualty",
            "incidents",
            f"The article says {mention.text!r}; no victim entry holds it.",
            (mention_evidence(mention, sentences),),
        )
        for mention in mentions
    ]


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
