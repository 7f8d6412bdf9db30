"""The ACLED-like table: ACLED's columns, filled from a record as far as it knows.

Source: ACLED Codebook 2024 (7 October 2024) for the columns, their order and their codes. The values are this
program's, not ACLED's.
"""

from datetime import date

from summarizer.exports.columns import Row, Table, declared, keys_of
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

ACLED = Table(
    "acled_like",
    "One row for each incident, in columns like ACLED's, for tools that read them. It is not ACLED's data, no ACLED "
    "coder has seen it, and incidents that ACLED would not code (accidents, disasters, threats) are in it: see "
    "event_type and stage. The last columns are this program's own.",
    declared("acled_like"),
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
        "disorder_type": disorder_of(incident.type),
        "event_type": _EVENTS.get(incident.type),
        "sub_event_type": incident.acled_sub_event,
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
        **keys_of(record, index),
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
