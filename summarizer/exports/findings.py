"""The tables of evidence and of findings."""

from collections.abc import Iterator

from summarizer.evidence.findings import incident_of
from summarizer.evidence.values import walk_values
from summarizer.exports.columns import Row, Table, cells_of, declared, keys_of
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
                **keys_of(record, incident_of(value.holder)),
                "field": value.holder,
                "value": value.text if isinstance(record, Summary) else None,
                "confidence": value.confidence,
                **first_evidence((evidence,)),
            }


def finding_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of findings, in order."""
    for finding in record.findings:
        yield {
            **keys_of(record, incident_of(finding.field)),
            **cells_of(finding, "code", "severity", "field", "message"),
            **first_evidence(finding.evidence),
        }
