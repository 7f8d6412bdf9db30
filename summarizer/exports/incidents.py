"""The table of incidents."""

from collections.abc import Iterable
from typing import get_args

from summarizer.evidence.findings import doubted_incidents, incident_of
from summarizer.exports.articles import count_findings, prompt_references
from summarizer.exports.columns import Row, Table, cells_of, declared, keys_of
from summarizer.exports.coordinates import Location
from summarizer.schemas.record import Incident, Outcome, Summary, Target

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

INCIDENTS = Table(
    "incidents",
    "One row for each incident of each article. Two articles about one event make two rows.",
    declared("incidents"),
)


def incident_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident, article = record.incidents[index], record.article
    names = [place.name for place in incident.place.places]
    return {
        **keys_of(record, index),
        "type": incident.type,
        "acled_sub_event": incident.acled_sub_event,
        "iptc_media_topic": incident.iptc_media_topic,
        "stage": incident.stage,
        "confidence": incident.confidence,
        **cells_of(incident.date, "text", "earliest", "latest", "precision", "basis", "confidence", prefix="date_"),
        "country": incident.place.country,
        "country_code": incident.place.country_code,
        "country_confidence": incident.place.country_confidence,
        "admin1": incident.place.admin1,
        "admin1_code": incident.place.admin1_code,
        "places": _joined(names),
        "place_narrowest": names[-1] if names else None,
        **cells_of(location and location.city, "latitude", "longitude", "geonames_id"),
        **cells_of(location and location.city, "name", prefix="location_"),
        **cells_of(location, "precision", "matched", "match", "scope", prefix="location_"),
        "weapons": _joined(weapon.name for weapon in incident.weapons),
        "targets": _joined(_described(target) for target in incident.targets),
        **_totals(incident),
        "unsupported": int(index in doubted_incidents(record)),
        **count_findings(finding for finding in record.findings if incident_of(finding.field) == index),
        "summary": record.summary,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "model": record.provenance.model.id,
        "prompts": prompt_references(record),
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
