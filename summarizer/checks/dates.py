"""Dates of an incident that only a sentence about other people's harm tells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.values import list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.schemas.record import Finding, Incident, Perpetrator, Sentence, Target, Victim, Weapon


def check_dates(
    incidents: Sequence[Incident], uncovered: Iterable[CasualtyMention], sentences: Sequence[Sentence]
) -> list[Finding]:
    """Dates that only a sentence about other people's harm tells: "In February 2024 fires there killed 138 people".

    Nothing else of the incident stands in that sentence, and no entry holds the people whom it tells of. Days are left
    alone: a month or a year is how news tells of what was before.
    """
    harm = {mention.sentence: mention for mention in reversed(list(uncovered))}
    findings: list[Finding] = []
    for index, incident in enumerate(incidents):
        when = incident.date if incident.date and incident.date.precision in ("month", "year") else None
        dated = {item.sentence for item in list_held(when.evidence)} if when else set()
        others = {item.sentence for value in _list_values(incident) for item in list_held(value.evidence)}
        if incident.victims and len(dated) == 1 and dated <= harm.keys() and dated.isdisjoint(others):
            mention = harm[dated.pop()]
            said = f"Only the sentence that tells of others ({mention.text!r}) tells this date."
            evidence = (mention_evidence(mention, sentences),)
            findings.append(doubt("date_of_other_event", f"incidents[{index}].date", said, evidence))
    return findings


def _list_values(incident: Incident) -> Iterator[Victim | Perpetrator | Target | Weapon]:
    return chain(incident.victims, incident.perpetrators, incident.targets, incident.weapons)
