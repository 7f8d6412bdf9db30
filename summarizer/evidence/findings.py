"""Findings made short, and what they say of whole incidents."""

import re
from collections.abc import Iterator

from summarizer.schemas.record import CustomSummary, Evidence, Finding, Incident, Summary

UNSUPPORTED_INCIDENT = "incident_unsupported"
UNSUPPORTED_VALUE = "unsupported_value"
_OF_COUNTRY = frozenset({UNSUPPORTED_VALUE, "country_elsewhere"})
_NO_COUNTRY = {"country": None, "country_code": None, "country_evidence": (), "admin1": None, "admin1_code": None}
_INCIDENT = re.compile(r"incidents\[(\d{1,9})\]")


def doubt(code: str, field: str, message: str, evidence: tuple[Evidence, ...]) -> Finding:
    """A finding that warns."""
    return Finding(code=code, severity="warning", field=field, message=message, evidence=evidence)


def incident_of(field: str) -> int | None:
    """The index of the incident that a field's path leads into; None for a path into none."""
    match = _INCIDENT.match(field)
    return int(match[1]) if match else None


def doubted_incidents(record: Summary) -> frozenset[int]:
    """The indices, from 0, of the incidents that the record doubts as a whole and no reviewer accepted."""
    doubted = (one for one in record.findings if one.code == UNSUPPORTED_INCIDENT and one.severity == "warning")
    return frozenset(index for one in doubted if (index := incident_of(one.field)) is not None)


def doubted_countries(record: Summary) -> frozenset[int]:
    """The indices, from 0, of incidents whose country nothing in the article tells, or whose places lie elsewhere."""
    doubted = (one for one in record.findings if one.code in _OF_COUNTRY and one.field.endswith(".place.country"))
    return frozenset(index for one in doubted if (index := incident_of(one.field)) is not None)


def list_incidents(record: Summary) -> Iterator[Incident]:
    """The incidents of a record, without countries that it doubts."""
    abroad = doubted_countries(record)
    return (drop_country(one) if index in abroad else one for index, one in enumerate(record.incidents))


def drop_country(incident: Incident) -> Incident:
    """The incident without its country and what lies in it."""
    return incident.model_copy(update={"place": incident.place.model_copy(update=_NO_COUNTRY)})


def keep_supported(record: Summary | CustomSummary) -> Summary | CustomSummary:
    """The record without the incidents that it doubts as a whole, and without what it found in incidents.

    What was found names incidents by their place, which would be another's then.
    """
    if isinstance(record, CustomSummary) or not (doubted := doubted_incidents(record)):
        return record
    incidents = tuple(one for index, one in enumerate(record.incidents) if index not in doubted)
    findings = tuple(one for one in record.findings if incident_of(one.field) is None)
    return record.model_copy(update={"incidents": incidents, "findings": findings})
