"""The tables of records: articles, incidents, casualties, perpetrators, evidence and findings."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from summarizer.evidence.findings import doubted_incidents, incident_of
from summarizer.evidence.values import walk_values
from summarizer.exports.columns import Row, cells_of, declare, keys_of
from summarizer.exports.coordinates import Location
from summarizer.schemas.record import CustomSummary, Evidence, Finding, Incident, Outcome, Place, Summary
from summarizer.values import REVIEWED

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_SEVERITIES = ("warning", "info")

ARTICLES = declare(
    "articles",
    "One row for each article of the run that has a record, with or without incidents: what shares are taken of.",
)
INCIDENTS = declare(
    "incidents", "One row for each incident of each article. Two articles about one event make two rows."
)
CASUALTIES = declare(
    "casualties",
    "One row for each victim entry: a person or a group with one outcome. Entries may speak of the same people, so do "
    "not add the rows up: the totals in incidents are sums over disjoint entries, or the "
    "toll that the article gives.",
)
PERPETRATORS = declare(
    "perpetrators", "One row for each perpetrator of each incident, those who were cleared too: see status."
)
EVIDENCE = declare(
    "evidence", "One row for each evidence of each value of a record, several where several sentences say it."
)
FINDINGS = declare(
    "findings",
    "One row for each finding: something that a reader should know about a value, an incident or the article.",
)


def article_row(record: Summary | CustomSummary) -> Row:
    """The record's row of the table of articles."""
    article, made = record.article, record.provenance
    return {
        **cells_of(article, "article_id", "path", "line", "external_id", "sha256"),
        **cells_of(article, "title", "published", "source", "url"),
        "record_schema": record.schema_version,
        **_answered(record),
        **count_findings(record.findings),
        "reviewed": sum(finding.code == REVIEWED for finding in record.findings),
        "model": made.model.id,
        "prompts": prompt_references(record),
        **cells_of(made, "wire_schema", "package_version"),
    }


def _answered(record: Summary | CustomSummary) -> Row:
    if isinstance(record, CustomSummary):
        answer = json.dumps(record.plain_answer, ensure_ascii=False, default=str)
        return {"summary": None, "key_sentences": None, "incidents": None, "answer": answer}
    numbers = "; ".join(str(sentence.number) for sentence in record.key_sentences)
    return {"summary": record.summary, "key_sentences": numbers, "incidents": len(record.incidents), "answer": None}


def prompt_references(record: Summary | CustomSummary) -> str:
    """The prompts that were asked for a record, ``incident/general@1``, in order."""
    return "; ".join(f"{prompt.id}@{prompt.version}" for prompt in record.provenance.prompts)


def count_findings(findings: Iterable[Finding]) -> Row:
    """How many findings there are of each severity."""
    counts = Counter[str](finding.severity for finding in findings)
    return {f"findings_{severity}": counts[severity] for severity in _SEVERITIES}


def incident_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident = record.incidents[index]
    place = incident.place
    return {
        **keys_of(record, index),
        **cells_of(incident, "type", "acled_sub_event", "iptc_media_topic", "stage", "confidence"),
        **cells_of(incident.date, "text", "earliest", "latest", "precision", "basis", "confidence", prefix="date_"),
        **cells_of(place, "country", "country_code", "admin1", "admin1_code"),
        "country_confidence": place.country_confidence if place.country else None,
        **place_cells(place, location),
        **cells_of(location and location.city, "geonames_id"),
        **cells_of(location, "matched", "match", "scope", prefix="location_"),
        "weapons": _joined(weapon.name for weapon in incident.weapons),
        "targets": _joined(f"{one.name} ({one.effect})" if one.effect else one.name for one in incident.targets),
        **_totals(incident),
        "unsupported": int(index in doubted_incidents(record)),
        **count_findings(finding for finding in record.findings if incident_of(finding.field) == index),
        "summary": record.summary,
        **cells_of(record.article, "external_id", "title", "published", "source", "url"),
        "model": record.provenance.model.id,
        "prompts": prompt_references(record),
    }


def place_cells(place: Place | None, location: Location | None) -> Row:
    """The cells of a place's names, and of the town that it lies in."""
    names, town = [item.name for item in place.places] if place else [], location and location.city
    return {
        "places": _joined(names),
        "place_narrowest": names[-1] if names else None,
        **cells_of(town, "latitude", "longitude"),
        **cells_of(town, "name", prefix="location_"),
        **cells_of(location, "precision", prefix="location_"),
    }


def _totals(incident: Incident) -> Row:
    row: Row = {}
    for outcome in _OUTCOMES:
        row |= cells_of(incident.totals.get(outcome), "low", "high", prefix=f"{outcome}_")
    return row


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def casualty_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the victims of the record's incident with that index, in order."""
    for at, victim in enumerate(record.incidents[index].victims):
        yield {
            **keys_of(record, index),
            "field": f"incidents[{index}].victims[{at}]",
            **cells_of(victim, "name", "group", "outcome", "confidence"),
            **cells_of(victim.count, "low", "high", "qualifier", "text", prefix="count_"),
            "said_by": victim.said_by.text if victim.said_by else None,
            **first_evidence(victim.evidence),
        }


def perpetrator_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the perpetrators of the record's incident with that index, in order."""
    for at, perpetrator in enumerate(record.incidents[index].perpetrators):
        yield {
            **keys_of(record, index),
            "field": f"incidents[{index}].perpetrators[{at}]",
            **cells_of(perpetrator, "name", "kind", "status", "confidence"),
            **first_evidence(perpetrator.evidence),
        }


def first_evidence(evidence: Sequence[Evidence]) -> Row:
    """The cells of the first evidence; all None where there is none."""
    first = next(iter(evidence), None)
    return {
        **cells_of(first, "sentence", "page", "start", "end", "text"),
        **cells_of(first, "status", prefix="evidence_"),
    }


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
