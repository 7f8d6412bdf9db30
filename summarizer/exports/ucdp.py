"""The UCDP-like table: columns of UCDP's Georeferenced Event Dataset, filled from a record as far as it knows.

Source: UCDP GED Codebook for the columns, their order and their codes. The values are this program's, not UCDP's.
"""

from summarizer.exports.columns import ARTICLE_ID, INCIDENT_ID, NEVER, PATH, UNSAID, Column, Row, Table
from summarizer.exports.conflict import Sides, days_long, deaths_of, sides_of, year_of
from summarizer.exports.coordinates import Location
from summarizer.exports.iso_countries import short_name
from summarizer.schemas.record import Incident, Summary

_WEEK, _MONTH, _YEAR = 7, 31, 366
_UNLOCATED = "not located"
_UNKNOWN = "unknown; not zero"


UCDP = Table(
    "ucdp_like",
    "One row for each incident, in columns like those of UCDP's Georeferenced Event Dataset, for tools that read them. "
    "It is not UCDP's data: UCDP takes only organised violence with a death, by its own definitions of actors and "
    "conflicts; here is every incident. The last columns are this program's own.",
    (
        Column("id", "text", "Identity of the event.", NEVER, "incident_id"),
        Column("year", "integer", "Year of the event.", "unknown, or one of two", "the year of all possible days"),
        Column(
            "side_a",
            "text",
            "Who acted, in the article's words, whatever the status of the claim.",
            UNSAID,
            "the first perpetrator, organizations first, not cleared, and held by the article",
        ),
        Column(
            "side_b",
            "text",
            "Whom side_a fought or attacked.",
            "unknown; victims are no civilians unless the article says so",
            "the second organization in an armed clash; else Civilians where a victim entry says civilian",
        ),
        Column(
            "source_article", "text", 'The article, joined with "; ".', "nothing known", "source, published, title, url"
        ),
        Column("source_headline", "text", "Headline.", UNSAID, "record: article.title"),
        Column(
            "where_prec",
            "integer",
            "1 the town, 4 somewhere in a first-level region.",
            _UNLOCATED,
            "1 for city, 4 for city or region: the coarser is assumed",
        ),
        Column(
            "where_description",
            "text",
            'The places as the article names them, broad to narrow, joined with "; ".',
            UNSAID,
            "record: incidents[].place.places",
        ),
        Column("latitude", "number", "Degrees north, WGS 84.", _UNLOCATED, "see Locating"),
        Column("longitude", "number", "Degrees east, WGS 84.", _UNLOCATED, "see Locating"),
        Column(
            "country",
            "text",
            "Short English name of the country.",
            UNSAID,
            "ISO 3166-1; as the article spells it where there is no code",
        ),
        Column(
            "date_prec",
            "integer",
            "1 the day, 2 within 2 to 6 days, 3 within a week, 4 within 31 days, 5 within a year.",
            "no date, or one of more than a year",
            "days from date_start to date_end",
        ),
        Column("date_start", "date", "First possible day.", "unresolved", "record: incidents[].date.earliest"),
        Column("date_end", "date", "Last possible day.", "unresolved", "record: incidents[].date.latest"),
        Column(
            "deaths_a",
            "integer",
            "Dead of side_a.",
            "no killed entry names them",
            "killed entries that name side_a or its fighters, lower bound",
        ),
        Column(
            "deaths_b",
            "integer",
            "Dead of side_b.",
            "no killed entry names them, or side_b are civilians",
            "killed entries that name side_b or its fighters, lower bound",
        ),
        Column(
            "deaths_civilians",
            "integer",
            "Dead civilians.",
            "no killed entry says civilian",
            "killed entries that say civilian and name no combatants, lower bound",
        ),
        Column(
            "deaths_unknown",
            "integer",
            "Dead of whom the record does not say who they were.",
            _UNKNOWN,
            "best less the three others; all of best where those come to more",
        ),
        Column("best", "integer", "People killed.", _UNKNOWN, "as low: what the article bears out at least"),
        Column(
            "high", "integer", "People killed, at most.", "unknown, or no upper bound", "record: totals.killed.high"
        ),
        Column("low", "integer", "People killed, at least.", _UNKNOWN, "record: totals.killed.low"),
        ARTICLE_ID,
        INCIDENT_ID,
        PATH,
        Column("stage", "text", "accomplished, attempted or threatened.", NEVER, "record: incidents[].stage"),
    ),
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
        "article_id": record.article.article_id,
        "incident_id": incident.incident_id,
        "path": record.article.path,
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
