"""The tables of evidence and of findings."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from summarizer.exports.columns import Row, Table, declared
from summarizer.exports.people import first_evidence
from summarizer.schemas.record import CustomSummary, Evidence, Summary

_INCIDENT = re.compile(r"incidents\[(\d{1,9})\]")


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


def incident_of(field: str) -> int | None:
    """The index of the incident that a field's path leads into; None for a path into none."""
    match = _INCIDENT.match(field)
    return int(match[1]) if match else None


def evidence_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of evidence, in the order of the record."""
    if isinstance(record, CustomSummary):
        for field in record.evidence:
            yield from _rows(record, None, field.field, None, field.evidence)
        return
    for index, incident in enumerate(record.incidents):
        for path, value, evidence in _evidenced(incident, f"incidents[{index}]"):
            yield from _rows(record, incident.incident_id, path, value, evidence)


def _rows(
    record: Summary | CustomSummary, incident_id: str | None, field: str, value: str | None, found: Sequence[Evidence]
) -> Iterator[Row]:
    for evidence in found:
        yield {
            "article_id": record.article.article_id,
            "incident_id": incident_id,
            "path": record.article.path,
            "field": field,
            "value": value,
            **first_evidence((evidence,)),
        }


def _evidenced(node: BaseModel, path: str) -> Iterator[tuple[str, str | None, Sequence[Evidence]]]:
    """Path, value and evidence of each evidenced part of a node, the node itself first."""
    for name in type(node).model_fields:
        value = getattr(node, name)
        if name == "evidence":
            yield path, _value(node), value
        elif name.endswith("_evidence"):
            owner = name.removesuffix("_evidence")
            yield f"{path}.{owner}", getattr(node, owner), value
        elif isinstance(value, BaseModel):
            yield from _evidenced(value, f"{path}.{name}")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _evidenced(item, f"{path}.{name}[{index}]")


def _value(node: Any) -> str | None:
    return next((value for name in ("name", "group", "text") if (value := getattr(node, name, None))), None)


def finding_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's rows of the table of findings, in order."""
    incidents = record.incidents if isinstance(record, Summary) else ()
    for finding in record.findings:
        index = incident_of(finding.field)
        known = index is not None and index < len(incidents)
        yield {
            "article_id": record.article.article_id,
            "incident_id": incidents[index].incident_id if index is not None and known else None,
            "path": record.article.path,
            "code": finding.code,
            "severity": finding.severity,
            "field": finding.field,
            "message": finding.message,
            **first_evidence(finding.evidence),
        }
