"""Dates that the text contradicts: of publication, and of an incident that only a sentence about others' harm tells."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, cited_sentences, mention_evidence, place_evidence, span_evidence
from summarizer.evidence.values import list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.dates.conflicts import check_publication
from summarizer.language.dates.days import is_long_ago
from summarizer.language.dates.resolving import resolve_date
from summarizer.schemas.record import Finding, Incident, IncidentDate, Perpetrator, Target, Victim, Weapon

_BEFORE, _AFTER = timedelta(days=1), timedelta(days=2)
"""How much earlier and later than its dateline a report is published: zones differ, and a paper prints the next day."""


def check_publication_date(facts: Facts, *, contradicting: Sequence[int] | None = None) -> list[Finding]:
    """Doubts about the publication date, by rule and, where ``contradicting`` is not None, by the model's own word.

    The rules do not look at the sentences that address a model.
    """
    sentences, published = facts.sentences, facts.published
    looked_at = [sentence for sentence in sentences if sentence.number not in facts.flagged]
    findings = [
        doubt(conflict.code, "article.published", conflict.message, evidence)
        for conflict in check_publication(looked_at, published=published)
        for evidence in [tuple(place_evidence(*span, sentences) for span in conflict.spans)]
    ]
    if contradicting is not None and published is not None:
        message = f"The model finds that the text contradicts the publication date {published}."
        cited = cited_sentences(contradicting, sentences)
        evidence = tuple(span_evidence(sentence, 0, len(sentence.text)) for sentence in cited)
        findings.append(doubt("publication_date_doubtful", "article.published", message, evidence))
    return findings


def check_unpublished(incidents: Sequence[Incident], published: date | None) -> list[Finding]:
    """One finding where dates such as "Friday" are no days because no day of publication is known."""
    lacking = [
        incident.date
        for incident in incidents
        if incident.date and incident.date.earliest is None and incident.date.basis != "unknown"
    ]
    if published is not None or not lacking:
        return []
    return [_tell_days(lacking, "No publication date is known, by which {} would be days.", code="published_unknown")]


def check_dateline(incidents: Sequence[Incident], published: date | None, dated: date | None) -> list[Finding]:
    """One finding where days such as "Friday" are others counted from the day of publication than from the text's own.

    The latter, ``dated``, is the dateline's or that of a line; the two are far apart.
    """
    if published is None or dated is None or -_BEFORE <= published - dated <= _AFTER:
        return []
    counted = [
        one.date
        for one in incidents
        if one.date
        and one.date.basis in ("weekday", "relative")
        and one.date.earliest != resolve_date(one.date.text, published=dated).earliest
    ]
    if not counted:
        return []
    message = f"The article's own day is {dated}; {{}} was counted from the publication date {published}."
    return [_tell_days(counted, message, code="publication_date_doubtful")]


def _tell_days(days: Sequence[IncidentDate], message: str, *, code: str) -> Finding:
    """A doubt about the publication date with the words for these days in its message."""
    words = ", ".join(dict.fromkeys(repr(one.text) for one in days))
    evidence = tuple(item for one in days for item in one.evidence)[:MAX_EVIDENCE]
    return doubt(code, "article.published", message.format(words), evidence)


def check_dates(incidents: Sequence[Incident], uncovered: Iterable[CasualtyMention], facts: Facts) -> list[Finding]:
    """Dates that only a sentence about other people's harm tells: "In February 2024 fires there killed 138 people".

    Nothing else of the incident stands in that sentence, and no entry holds the people whom it tells of. Days of two
    months up to the article are left alone: a month or a year is how news tells of what was before.
    """
    harm = {mention.sentence: mention for mention in reversed(list(uncovered))}
    findings: list[Finding] = []
    for index, incident in enumerate(incidents):
        when = incident.date if incident.date and _is_of_before(incident.date, facts.published) else None
        dated = {item.sentence for item in list_held(when.evidence)} if when else set()
        entries: tuple[Victim | Perpetrator | Target | Weapon, ...]
        entries = (*incident.victims, *incident.perpetrators, *incident.targets, *incident.weapons)
        others = {item.sentence for entry in entries for item in list_held(entry.evidence)}
        if incident.victims and len(dated) == 1 and dated <= harm.keys() and dated.isdisjoint(others):
            mention = harm[dated.pop()]
            said = f"Only the sentence that tells of others ({mention.text!r}) tells this date."
            evidence = (mention_evidence(mention, facts.sentences),)
            findings.append(doubt("date_of_other_event", f"incidents[{index}].date", said, evidence))
    return findings


def _is_of_before(when: IncidentDate, published: date | None) -> bool:
    """Whether news tells so of what was before."""
    return when.precision in ("month", "year") or is_long_ago(when.latest, published)
