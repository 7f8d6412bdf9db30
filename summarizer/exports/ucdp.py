"""The UCDP-like table: columns of UCDP's Georeferenced Event Dataset, filled from a record as far as it knows.

Source: UCDP GED Codebook for the columns, their order and their codes. The values are this program's, not UCDP's.
"""

from collections.abc import Sequence

from summarizer.exports.columns import Row, cells_of, declare, keys_of
from summarizer.exports.conflict import (
    Sides,
    count_dead,
    date_precision,
    days_long,
    deaths_of,
    is_state_force,
    region_named,
    sides_of,
    year_of,
)
from summarizer.exports.coordinates import Location
from summarizer.exports.event_incidents import ROW_OF_EVENTS, Cited, UnitedEvent, count_sources, joined_once
from summarizer.exports.iso_countries import short_name
from summarizer.exports.sure import sure_incident
from summarizer.schemas.record import Incident, Summary

_WEEK, _MONTH, _YEAR = 7, 31, 366
_STATE_BASED, _ONE_SIDED = 1, 3

_MEANING = (
    "One row for each {row}, in columns like those of UCDP's Georeferenced Event Dataset, for tools that read them. It "
    "is not UCDP's data: UCDP takes only organised violence with a death, by its own definitions of actors and "
    "conflicts; here is every {one}. The last columns are this program's own."
)
UCDP = declare("ucdp_like", _MEANING.format(row="incident", one="incident"))
UCDP_OF_EVENTS = declare("ucdp_like", _MEANING.format(row=ROW_OF_EVENTS, one="event"), "ucdp_of_events")

_UNREAD: Row = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
"""Whose the deaths are, where the leading report's victims are not known here."""


def ucdp_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident = sure_incident(record, index)
    return {
        "id": incident.incident_id,
        "number_of_sources": 1,
        **_told(incident, [record.article], location, count_dead(incident)),
        **keys_of(record, index),
    }


def ucdp_event_row(united: UnitedEvent, location: Location | None) -> Row:
    """The row of an event."""
    event, killed = united.event, united.event.casualties.get("killed")
    return {
        "id": event.event_id,
        "number_of_sources": count_sources(event),
        **_told(united.incident, event.reports, location, killed.borne_out(killed.chosen) if killed else None),
        "low": killed.borne_out(killed.low) if killed else None,
        **(_UNREAD if united.notes is None else {}),
        **united.keys,
        "event_id": event.event_id,
    }


def _cite(article: Cited) -> str:
    published = article.published.isoformat() if article.published else None
    return "; ".join(part for part in (article.source, published, article.title, article.url) if part).replace(
        " | ", " / "
    )


def _whole(name: str | None) -> str | None:
    """A name without what several are joined with."""
    return name and name.replace("; ", ", ")


def _told(incident: Incident, articles: Sequence[Cited], location: Location | None, dead: int | None) -> Row:
    """What the row has of the incident itself, of whom so many are ``dead``, and of the articles that tell of it."""
    sides, place, when = sides_of(incident), incident.place, incident.date
    deaths = deaths_of(incident, sides, dead)
    return {
        "source_article": " | ".join(filter(None, map(_cite, articles))) or None,
        "source_office": joined_once(_whole(article.source) for article in articles),
        "source_date": joined_once(str(article.published) for article in articles if article.published),
        "source_headline": joined_once(_whole(article.title) for article in articles),
        "type_of_violence": _violence(incident, sides),
        "side_a": sides.first_name,
        "side_b": sides.opposed_name(),
        "where_prec": (1 if location.precision == "city" else 4) if location else None,
        "where_description": "; ".join(item.name for item in place.places) or None,
        "adm_1": region_named(place, location),
        **cells_of(location and location.city, "latitude", "longitude"),
        "country": short_name(place.country_code) or place.country,
        "event_clarity": 1 if days_long(incident) == 1 and (location or place.places) else None,
        "year": year_of(incident),
        "date_prec": date_precision(incident, (1, _WEEK - 1, _WEEK, _MONTH, _YEAR)),
        "date_start": when.earliest if when else None,
        "date_end": when.latest if when else None,
        "deaths_a": deaths.first,
        "deaths_b": deaths.opponent,
        **cells_of(deaths, "civilians", "unknown", prefix="deaths_"),
        **cells_of(deaths, "low", "high"),
        "best": deaths.low,
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
