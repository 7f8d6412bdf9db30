"""The table of incidents."""

from collections.abc import Iterable
from typing import get_args

from summarizer.evidence.findings import doubted_incidents, incident_of
from summarizer.exports.articles import count_findings, prompt_references
from summarizer.exports.columns import Row, Table, cells_of, declared, keys_of
from summarizer.exports.coordinates import Location
from summarizer.schemas.record import Incident, Outcome, Place, Summary, Target

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

INCIDENTS = Table(
    "incidents",
    "One row for each incident of each article. Two articles about one event make two rows.",
    declared("incidents"),
)


def incident_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident = record.incidents[index]
    return {
        **keys_of(record, index),
        **cells_of(incident, "type", "acled_sub_event", "iptc_media_topic", "stage", "confidence"),
        **cells_of(incident.date, "text", "earliest", "latest", "precision", "basis", "confidence", prefix="date_"),
        **cells_of(incident.place, "country", "country_code", "country_confidence", "admin1", "admin1_code"),
        **place_cells(incident.place, location),
        **cells_of(location and location.city, "geonames_id"),
        **cells_of(location, "matched", "match", "scope", prefix="location_"),
        "weapons": _joined(weapon.name for weapon in incident.weapons),
        "targets": _joined(_described(target) for target in incident.targets),
        **_totals(incident),
        "unsupported": int(index in doubted_incidents(record)),
        **count_findings(finding for finding in record.findings if incident_of(finding.field) == index),
        "summary": record.summary,
        **cells_of(record.article, "title", "published", "source", "url"),
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


def _described(target: Target) -> str:
    return f"{target.name} ({target.effect})" if target.effect else target.name


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None
