"""The UCDP-like table: columns of UCDP's Georeferenced Event Dataset, filled from a record as far as it knows.

Source: UCDP GED Codebook for the columns, their order and their codes. The values are this program's, not UCDP's.
"""

from summarizer.exports.columns import Row, Table, declared, keys_of
from summarizer.exports.conflict import Sides, days_long, deaths_of, sides_of, year_of
from summarizer.exports.coordinates import Location
from summarizer.exports.iso_countries import short_name
from summarizer.schemas.record import Incident, Summary

_WEEK, _MONTH, _YEAR = 7, 31, 366

UCDP = Table(
    "ucdp_like",
    "One row for each incident, in columns like those of UCDP's Georeferenced Event Dataset, for tools that read them. "
    "It is not UCDP's data: UCDP takes only organised violence with a death, by its own definitions of actors and "
    "conflicts; here is every incident. The last columns are this program's own.",
    declared("ucdp_like"),
)


def ucdp_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident, sides = record.incidents[index], sides_of(record.incidents[index])
    return {
        "id": incident.incident_id,
        "side_a": sides.first.name if sides.first else None,
        "side_b": sides.opponent.name if sides.opponent else "Civilians" if sides.against_civilians else None,
        "source_article": _source(record),
        "source_headline": record.article.title,
        **_placed(incident, location),
        **_dated(incident),
        **_counted(incident, sides),
        **keys_of(record, index),
        "stage": incident.stage,
    }


def _source(record: Summary) -> str | None:
    article = record.article
    published = article.published.isoformat() if article.published else None
    return "; ".join(part for part in (article.source, published, article.title, article.url) if part) or None


def _placed(incident: Incident, location: Location | None) -> Row:
    place = incident.place
    return {
        "where_prec": (1 if location.precision == "city" else 4) if location else None,
        "where_description": "; ".join(item.name for item in place.places) or None,
        "latitude": location.city.latitude if location else None,
        "longitude": location.city.longitude if location else None,
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
