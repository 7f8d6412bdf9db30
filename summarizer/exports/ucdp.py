"""The UCDP-like table: columns of UCDP's Georeferenced Event Dataset, filled from a record as far as it knows.

Source: UCDP GED Codebook for the columns, their order and their codes. The values are this program's, not UCDP's.
"""

from summarizer.exports.columns import Row, Table, cells_of, declared, keys_of
from summarizer.exports.conflict import Sides, days_long, deaths_of, is_state_force, region_named, sides_of, year_of
from summarizer.exports.coordinates import Location
from summarizer.exports.event_incidents import UnitedEvent, count_sources, joined_once
from summarizer.exports.iso_countries import short_name
from summarizer.exports.sure import sure_incident
from summarizer.schemas.event import EventReport
from summarizer.schemas.record import ArticleInfo, Incident, Summary

_WEEK, _MONTH, _YEAR = 7, 31, 366
_STATE_BASED, _ONE_SIDED = 1, 3

UCDP = Table(
    "ucdp_like",
    "One row for each incident, in columns like those of UCDP's Georeferenced Event Dataset, for tools that read them. "
    "It is not UCDP's data: UCDP takes only organised violence with a death, by its own definitions of actors and "
    "conflicts; here is every incident. The last columns are this program's own.",
    declared("ucdp_like"),
)


UCDP_OF_EVENTS = Table(
    "ucdp_like",
    "One row for each event, however many reports of it there are, in columns like those of UCDP's Georeferenced Event "
    "Dataset, for tools that read them. It is not UCDP's data: UCDP takes only organised violence with a death, by its "
    "own definitions of actors and conflicts; here is every event. The last columns are this program's own.",
    declared("ucdp_like", "ucdp_of_events"),
)


def ucdp_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident, article = sure_incident(record, index), record.article
    return {
        "id": incident.incident_id,
        "number_of_sources": 1,
        "source_article": _cite(article),
        "source_office": article.source,
        "source_date": article.published.isoformat() if article.published else None,
        "source_headline": article.title,
        **_told(incident, location),
        **keys_of(record, index),
    }


def ucdp_event_row(united: UnitedEvent, location: Location | None) -> Row:
    """The row of an event."""
    event, killed = united.event, united.event.casualties.get("killed")
    return {
        "id": event.event_id,
        "number_of_sources": count_sources(event),
        "source_article": " | ".join(filter(None, map(_cite, event.reports))) or None,
        "source_office": joined_once(report.source for report in event.reports),
        "source_date": joined_once(str(report.published) for report in event.reports if report.published),
        "source_headline": joined_once(report.title for report in event.reports),
        **_told(united.incident, location),
        "best": killed.borne_out(killed.chosen) if killed else None,
        "low": killed.borne_out(killed.low) if killed else None,
        **united.keys,
        "event_id": event.event_id,
    }


def _cite(article: ArticleInfo | EventReport) -> str | None:
    published = article.published.isoformat() if article.published else None
    return "; ".join(part for part in (article.source, published, article.title, article.url) if part) or None


def _told(incident: Incident, location: Location | None) -> Row:
    """What the row has of the incident itself."""
    sides = sides_of(incident)
    days = days_long(incident)
    return {
        "type_of_violence": _violence(incident, sides),
        "side_a": sides.first.name if sides.first else None,
        "side_b": sides.opponent.name if sides.opponent else "Civilians" if sides.against_civilians else None,
        **_placed(incident, location),
        "event_clarity": 1 if days == 1 and (location or incident.place.places) else None,
        **_dated(incident),
        **_counted(incident, sides),
        "stage": incident.stage,
    }


def _violence(incident: Incident, sides: Sides) -> int | None:
    """UCDP's type of violence, where the sides leave no other: that an organization is no state, no report says."""
    first, opponent = sides.first, sides.opponent
    if first is None or first.kind != "organization" or incident.stage != "accomplished":
        return None
    if opponent is None:
        return _ONE_SIDED if sides.against_civilians else None
    other_is_state = is_state_force(opponent)
    organized = other_is_state or opponent.kind == "organization"
    return _STATE_BASED if organized and is_state_force(first) != other_is_state else None


def _placed(incident: Incident, location: Location | None) -> Row:
    place = incident.place
    return {
        "where_prec": (1 if location.precision == "city" else 4) if location else None,
        "where_description": "; ".join(item.name for item in place.places) or None,
        "adm_1": region_named(place, location),
        **cells_of(location and location.city, "latitude", "longitude"),
        "country": short_name(place.country_code) or place.country,
    }


def _dated(incident: Incident) -> Row:
    when = incident.date
    return {
        "year": year_of(incident),
        "date_prec": _date_precision(days_long(incident)),
        "date_start": when.earliest if when else None,
        "date_end": when.latest if when else None,
    }


def _date_precision(days: int | None) -> int | None:
    if days is None or days > _YEAR:
        return None
    bounds = (1, _WEEK - 1, _WEEK, _MONTH, _YEAR)
    return next(code for code, most in enumerate(bounds, start=1) if days <= most)


def _counted(incident: Incident, sides: Sides) -> Row:
    deaths = deaths_of(incident, sides)
    return {
        "deaths_a": deaths.first,
        "deaths_b": deaths.opponent,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.low,
        "high": deaths.high,
        "low": deaths.low,
    }
