"""The ACLED-like table: ACLED's columns, filled from a record as far as it knows.

Source: ACLED Codebook 2024 (7 October 2024) for the columns, their order and their codes. The values are this
program's, not ACLED's.
"""

from datetime import date

from summarizer.exports.columns import ARTICLE_ID, INCIDENT_ID, NEVER, PATH, UNSAID, Column, Kind, Row, Table
from summarizer.exports.conflict import (
    Sides,
    days_long,
    harmed,
    is_civilian,
    place_named,
    region_named,
    sides_of,
    year_of,
)
from summarizer.exports.coordinates import Location
from summarizer.exports.iso_countries import alpha_3, numeric_code, short_name
from summarizer.schemas.record import Incident, Perpetrator, Summary
from summarizer.schemas.types import INCIDENT_TYPES

_EVENTS = {kind.name: kind.acled_event_type for kind in INCIDENT_TYPES}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_WEEK, _MONTH = 7, 31
_NO_CODE = "ACLED codes no such events"
_UNLOCATED = "not located"
_EMPTY = "always null: the record does not know it"


def _left_empty(name: str, meaning: str, kind: Kind = "text") -> Column:
    return Column(name, kind, meaning, _EMPTY, "none")


ACLED = Table(
    "acled_like",
    "One row for each incident, in columns like ACLED's, for tools that read them. It is not ACLED's data, no ACLED "
    "coder has seen it, and incidents that ACLED would not code (accidents, disasters, threats) are in it: see "
    "event_type and stage. The last columns are this program's own.",
    (
        Column(
            "event_id_cnty",
            "text",
            "Identity of the event.",
            NEVER,
            "ISO 3166-1 alpha-3 code of the country where known, then incident_id",
        ),
        Column(
            "event_date",
            "date",
            "Day of the event.",
            "no date, or one of more than a month",
            "date_earliest of incidents: the first possible day, see time_precision",
        ),
        Column("year", "integer", "Year of the event.", "unknown, or one of two", "the year of all possible days"),
        Column(
            "time_precision",
            "integer",
            "1 the day, 2 within 7 days, 3 within 31 days.",
            "no date, or one of more than a month",
            "days from date_earliest to date_latest",
        ),
        Column("disorder_type", "text", "Kind of disorder.", _NO_CODE, "from event_type; mob violence is political"),
        Column("event_type", "text", "ACLED's event type.", _NO_CODE, "from the type of incident"),
        Column("sub_event_type", "text", "ACLED's sub-event type.", _NO_CODE, "record: incidents[].acled_sub_event"),
        Column(
            "actor1",
            "text",
            "Who acted, in the article's words, whatever the status of the claim.",
            UNSAID,
            "the first perpetrator, organizations first, not cleared, and held by the article; see actor1_status",
        ),
        Column("assoc_actor_1", "text", 'Other perpetrators, joined with "; ".', "none", "as actor1, the others"),
        _left_empty("inter1", "Kind of actor1."),
        Column(
            "actor2",
            "text",
            "Who was acted against.",
            "unknown; victims are no civilians unless the article says so",
            "the second organization in an armed clash; else Civilians where a victim entry says civilian",
        ),
        _left_empty("assoc_actor_2", "Who stood with actor2."),
        _left_empty("inter2", "Kind of actor2."),
        _left_empty("interaction", "Kinds of both actors."),
        Column(
            "civilian_targeting",
            "text",
            "Civilian targeting, or nothing.",
            "not said that civilians alone were hit",
            "where every harmed victim entry says civilian, in events of remote violence or against civilians",
        ),
        Column("iso", "integer", "ISO 3166-1 number of the country.", "unknown, or no number", "from country_code"),
        _left_empty("region", "Region of the world."),
        Column(
            "country",
            "text",
            "Short English name of the country.",
            UNSAID,
            "ISO 3166-1; as the article spells it where there is no code",
        ),
        Column(
            "admin1",
            "text",
            "First-level region, in the article's words.",
            "the article names none",
            "the broadest of places that is an ISO 3166-2 region of the country and not the located town",
        ),
        _left_empty("admin2", "Second-level region."),
        _left_empty("admin3", "Third-level region."),
        Column("location", "text", "The place.", UNSAID, "the located town's name; else the narrowest of places"),
        Column("latitude", "number", "Degrees north, WGS 84.", _UNLOCATED, "see Locating"),
        Column("longitude", "number", "Degrees east, WGS 84.", _UNLOCATED, "see Locating"),
        Column(
            "geo_precision",
            "integer",
            "1 a town, 3 a larger region.",
            _UNLOCATED,
            "1 for city, 3 for city or region: the coarser is assumed",
        ),
        Column("source", "text", "Agency, paper or site.", UNSAID, "record: article.source"),
        _left_empty("source_scale", "Reach of the source."),
        Column("notes", "text", "What the article says, all its incidents.", NEVER, "record: summary"),
        Column(
            "fatalities",
            "integer",
            "People killed, at least.",
            "unknown; not zero",
            "the lower bound of the total of people killed; zero only where the article says that nobody was",
        ),
        _left_empty("tags", "Further marks."),
        _left_empty("timestamp", "When ACLED loaded the event.", "integer"),
        ARTICLE_ID,
        INCIDENT_ID,
        PATH,
        Column("stage", "text", "accomplished, attempted or threatened.", NEVER, "record: incidents[].stage"),
        Column(
            "actor1_status",
            "text",
            "How sure it is that actor1 did it.",
            "no actor1, or an individual",
            "record: incidents[].perpetrators[].status",
        ),
    ),
)


def acled_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident, sides = record.incidents[index], sides_of(record.incidents[index])
    code = incident.place.country_code
    killed = incident.totals.get("killed")
    return {
        **dict.fromkeys(ACLED.kinds),
        "event_id_cnty": f"{alpha_3(code) or ''}{incident.incident_id}",
        **_dated(incident),
        **_typed(incident),
        "actor1": sides.first.name if sides.first else None,
        "assoc_actor_1": "; ".join(ally.name for ally in sides.allies) or None,
        "actor2": _actor2(incident, sides),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(incident) else None,
        "iso": numeric_code(code),
        "country": short_name(code) or incident.place.country,
        **_placed(incident, location),
        "source": record.article.source,
        "notes": record.summary,
        "fatalities": killed.low if killed else None,
        "article_id": record.article.article_id,
        "incident_id": incident.incident_id,
        "path": record.article.path,
        "stage": incident.stage,
        "actor1_status": sides.first.status if sides.first else None,
    }


def _dated(incident: Incident) -> Row:
    precision = _time_precision(days_long(incident))
    day: date | None = incident.date.earliest if incident.date and precision else None
    return {"event_date": day, "year": year_of(incident), "time_precision": precision}


def _time_precision(days: int | None) -> int | None:
    if days is None or days > _MONTH:
        return None
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _typed(incident: Incident) -> Row:
    return {
        "disorder_type": disorder_of(incident.type),
        "event_type": _EVENTS.get(incident.type),
        "sub_event_type": incident.acled_sub_event,
    }


def disorder_of(kind: str) -> str | None:
    """ACLED's kind of disorder for a type of incident; None where ACLED codes no such events."""
    event = _EVENTS.get(kind)
    return _DISORDER[event] if event else None


def _actor2(incident: Incident, sides: Sides) -> str | None:
    opponent: Perpetrator | None = sides.opponent
    if opponent:
        return opponent.name
    country = short_name(incident.place.country_code) or incident.place.country
    return (f"Civilians ({country})" if country else "Civilians") if sides.against_civilians else None


def _targets_civilians(incident: Incident) -> bool:
    victims = harmed(incident)
    aimed = _EVENTS.get(incident.type) in ("Violence against civilians", "Explosions/Remote violence")
    return aimed and bool(victims) and all(is_civilian(victim) for victim in victims)


def _placed(incident: Incident, location: Location | None) -> Row:
    return {
        "admin1": region_named(incident.place, location),
        "location": place_named(incident.place, location),
        "latitude": location.city.latitude if location else None,
        "longitude": location.city.longitude if location else None,
        "geo_precision": (1 if location.precision == "city" else 3) if location else None,
    }
