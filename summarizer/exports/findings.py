"""The tables of evidence and of findings."""

from collections.abc import Iterator

from summarizer.evidence.findings import incident_of
from summarizer.evidence.values import walk_values
from summarizer.exports.columns import Row, Table, declared
from summarizer.exports.people import first_evidence
from summarizer.schemas.record import CustomSummary, Summary

EVIDENCE = Table(
    "evidence",
    "One row for each evidence of each value of a record, several where several sentences say it.",
    declared("evidence"),
)

FINDINGS = Table(
    "findings",
    "One row for each finding: something that a reader should know about a value, an incident or the article.",
    declared("findings"),
)


def evidence_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of evidence, in the order of the record."""
    for value in walk_values(record):
        for evidence in value.evidence:
            yield {
                **_keys(record, value.holder),
                "field": value.holder,
                "value": value.text if isinstance(record, Summary) else None,
                "confidence": value.confidence,
                **first_evidence((evidence,)),
            }


def finding_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of findings, in order."""
    for finding in record.findings:
        yield {
            **_keys(record, finding.field),
            "code": finding.code,
            "severity": finding.severity,
            "field": finding.field,
            "message": finding.message,
            **first_evidence(finding.evidence),
        }


def _keys(record: Summary | CustomSummary, field: str) -> Row:
    incidents = record.incidents if isinstance(record, Summary) else ()
    index = incident_of(field)
    known = index is not None and index < len(incidents)
    return {
        "article_id": record.article.article_id,
        "incident_id": incidents[index].incident_id if index is not None and known else None,
        "path": record.article.path,
    }
