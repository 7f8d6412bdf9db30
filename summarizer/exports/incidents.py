"""The table of incidents."""

from collections.abc import Iterable
from typing import get_args

from summarizer.evidence.findings import doubted_incidents, incident_of
from summarizer.exports.articles import count_findings, prompt_references
from summarizer.exports.columns import Row, Table, declared, keys_of
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
        **_dated(incident),
        "country": incident.place.country,
        "country_code": incident.place.country_code,
        "country_confidence": incident.place.country_confidence,
        "admin1": incident.place.admin1,
        "admin1_code": incident.place.admin1_code,
        "places": _joined(names),
        "place_narrowest": names[-1] if names else None,
        **_located(location),
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


def _dated(incident: Incident) -> Row:
    when = incident.date
    return {
        "date_text": when.text if when else None,
        "date_earliest": when.earliest if when else None,
        "date_latest": when.latest if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
        "date_confidence": when.confidence if when else None,
    }


def _located(location: Location | None) -> Row:
    return {
        "latitude": location.city.latitude if location else None,
        "longitude": location.city.longitude if location else None,
        "location_precision": location.precision if location else None,
        "location_name": location.city.name if location else None,
        "location_matched": location.matched if location else None,
        "location_match": location.match if location else None,
        "location_scope": location.scope if location else None,
        "geonames_id": location.city.geonames_id if location else None,
    }


def _totals(incident: Incident) -> Row:
    row: Row = {}
    for outcome in _OUTCOMES:
        total = incident.totals.get(outcome)
        row[f"{outcome}_low"] = total.low if total else None
        row[f"{outcome}_high"] = total.high if total else None
    return row


def _described(target: Target) -> str:
    return f"{target.name} ({target.effect})" if target.effect else target.name


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None
