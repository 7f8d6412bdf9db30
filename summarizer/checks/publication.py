"""Publication dates that the text contradicts."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, cited_sentences, place_evidence, span_evidence
from summarizer.language.dates.conflicts import check_publication
from summarizer.language.dates.resolving import resolve_date
from summarizer.schemas.record import Finding, Incident, Sentence

_BEFORE, _AFTER = timedelta(days=1), timedelta(days=2)
"""How much earlier and later than its dateline a report is published: zones differ, and a paper prints the next day."""


def check_publication_date(
    sentences: Sequence[Sentence],
    published: date | None,
    *,
    contradicting: Sequence[int] | None = None,
    left_out: Collection[int] = (),
) -> list[Finding]:
    """Doubts about the publication date, by rule and, where ``contradicting`` is not None, by the model's own word.

    The rules do not look at the sentences ``left_out``.
    """
    looked_at = [sentence for sentence in sentences if sentence.number not in left_out]
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
    words = ", ".join(dict.fromkeys(repr(one.text) for one in lacking))
    message = f"No publication date is known, by which {words} would be days."
    evidence = tuple(item for one in lacking for item in one.evidence)[:MAX_EVIDENCE]
    return [doubt("published_unknown", "article.published", message, evidence)]


def check_dateline(incidents: Sequence[Incident], published: date | None, dated: date | None) -> list[Finding]:
    """One finding where days such as "Friday" are others counted from the day of publication than from the dateline's.

    The two are far apart.
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
    words = ", ".join(dict.fromkeys(repr(one.text) for one in counted))
    message = f"The dateline is of {dated}; {words} was counted from the publication date {published}."
    evidence = tuple(item for one in counted for item in one.evidence)[:MAX_EVIDENCE]
    return [doubt("publication_date_doubtful", "article.published", message, evidence)]
