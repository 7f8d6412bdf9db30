"""The tables of evidence and of findings."""

import re
from collections.abc import Iterator

from summarizer.evidence.values import walk_values
from summarizer.exports.columns import ARTICLE_ID, INCIDENT_ID, NEVER, PATH, Column, Row, Table, evidence_columns
from summarizer.exports.people import first_evidence
from summarizer.schemas.record import CustomSummary, Summary

_SOME_INCIDENT = INCIDENT_ID._replace(null="about no one incident")
_INCIDENT = re.compile(r"incidents\[(\d{1,9})\]")


EVIDENCE = Table(
    "evidence",
    "One row for each evidence of each value of a record, several where several sentences say it.",
    (
        ARTICLE_ID,
        _SOME_INCIDENT,
        PATH,
        Column(
            "field",
            "text",
            "Path of what is evidenced in the record; under a user's own schema, in its answer.",
            NEVER,
            "such as incidents[0].victims[1].count, from 0",
        ),
        Column(
            "value",
            "text",
            "The value that the evidence is of.",
            "a record under a user's own schema",
            "record: the name, group or words of the field",
        ),
        *(column._replace(null=NEVER, rule="record: the evidence") for column in evidence_columns("the value")),
    ),
)


FINDINGS = Table(
    "findings",
    "One row for each finding: something that a reader should know about a value, an incident or the article.",
    (
        ARTICLE_ID,
        _SOME_INCIDENT,
        PATH,
        Column("code", "text", "What kind of finding.", NEVER, "record: findings[].code"),
        Column("severity", "text", "error, warning or info.", NEVER, "record: findings[].severity"),
        Column(
            "field", "text", "Path of what it is about, or a part of the record.", NEVER, "record: findings[].field"
        ),
        Column("message", "text", "What was noticed.", NEVER, "record: findings[].message"),
        *evidence_columns("the finding"),
    ),
)


def incident_of(field: str) -> int | None:
    """The index of the incident that a field's path leads into; None for a path into none."""
    match = _INCIDENT.match(field)
    return int(match[1]) if match else None


def evidence_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of evidence, in the order of the record."""
    for value in walk_values(record):
        for evidence in value.evidence:
            yield {
                **_keys(record, value.holder),
                "field": value.holder,
                "value": value.text if isinstance(record, Summary) else None,
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
