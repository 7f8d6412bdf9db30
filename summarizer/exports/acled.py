"""The ACLED-like table: ACLED's columns, filled from a record as far as it knows.

Source: ACLED Codebook 2024 (7 October 2024) for the columns, their order and their codes. The values are this
program's, not ACLED's.
"""

import re
from collections.abc import Sequence

from summarizer.evidence.values import is_held
from summarizer.exports.columns import Row, cells_of, declare, keys_of, tell_incident
from summarizer.exports.conflict import (
    STOPPED,
    VIOLATED,
    Sides,
    count_dead,
    date_precision,
    harmed,
    is_anyone_harmed,
    is_armed,
    is_civilian,
    is_state_force,
    names_armed,
    place_named,
    region_within,
    sides_of,
    year_of,
)
from summarizer.exports.coordinates import Location
from summarizer.exports.event_incidents import ROW_OF_EVENTS, Cited, UnitedEvent, joined_once
from summarizer.exports.iso_countries import find_country, short_name
from summarizer.exports.sure import sure_incident
from summarizer.schemas.record import Incident, Perpetrator, Summary, Weapon
from summarizer.schemas.types import INCIDENT_TYPES

_EVENTS = {kind.name: kind.acled_event_type for kind in INCIDENT_TYPES}
_DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}
"""ACLED's kinds of disorder by event type; of the others it is political violence."""
_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
_CIVILIANS, _REMOTE = "Violence against civilians", "Explosions/Remote violence"
_PROTESTS, _STRATEGIC = "Protests", "Strategic developments"
_STATE = "State forces"
_BOMBS = (
    (re.compile(r"(?<!dron )(?<!drones )\bsuicid(?:e|as?)\b(?! (?:drone|uav)s?\b)", re.IGNORECASE), "Suicide bomb"),
    (re.compile(r"(?<!propelled )\bgrenades?\b(?! launcher)", re.IGNORECASE), "Grenade"),
)
"""Words for the weapon or the bomber, and the sub-event that ACLED then has in the place of a bomb's."""
_WEEK, _MONTH = 7, 31
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|ap|agence france[- ]presse|afp|reuters|thomson reuters|xinhua|dpa|efe"
    r"|anadolu(?: agency)?|united press international|upi)",
    re.IGNORECASE,
)
"""News agencies that report from all the world for papers all over it; of the reach of others nothing is known."""

_MEANING = (
    "One row for each {row}, in columns like ACLED's, for tools that read them. It is not ACLED's data, no ACLED coder "
    "has seen it, and {rows} that ACLED would not code (accidents, disasters, threats) are in it: see event_type and "
    "stage. The last columns are this program's own."
)
ACLED = declare("acled_like", _MEANING.format(row="incident", rows="incidents"))
ACLED_OF_EVENTS = declare("acled_like", _MEANING.format(row=ROW_OF_EVENTS, rows="events"), "acled_of_events")


def acled_row(record: Summary, index: int, location: Location | None) -> Row:
    """The row of the record's incident with that index, from 0."""
    incident = sure_incident(record, index)
    return {
        **dict.fromkeys(ACLED.kinds),
        **_told(incident, incident.incident_id, [record.article], location),
        "notes": tell_incident(record, index),
        **keys_of(record, index),
    }


def acled_event_row(united: UnitedEvent, location: Location | None) -> Row:
    """The row of an event."""
    event, killed = united.event, united.event.casualties.get("killed")
    return {
        **dict.fromkeys(ACLED_OF_EVENTS.kinds),
        **_told(united.incident, event.event_id, event.reports, location),
        "notes": united.notes,
        **united.keys,
        "event_id": event.event_id,
        "reports": len(event.reports),
        "fatalities": killed.borne_out(killed.chosen) if killed else None,
        "fatalities_low": killed.borne_out(killed.low) if killed else None,
        "fatalities_high": killed.bound if killed else None,
        "figure_rule": killed.rule if killed else None,
        "disputed": joined_once(conflict.field for conflict in event.conflicts),
    }


def _told(incident: Incident, identity: str, articles: Sequence[Cited], location: Location | None) -> Row:
    """What the row has of the incident itself, and of the articles that tell of it."""
    sides, place, code = sides_of(incident), incident.place, incident.place.country_code
    country = find_country(code)
    sources = [article.source for article in articles]
    of_agencies = all(source and _AGENCY.fullmatch(source.strip()) for source in sources)
    region, precision = region_within(place, location), date_precision(incident, (1, _WEEK, _MONTH))
    return {
        "event_id_cnty": f"{country.alpha_3 if country else ''}{identity}",
        "source": joined_once(sources),
        "source_scale": "International" if of_agencies else None,
        "event_date": incident.date.earliest if incident.date and precision else None,
        "year": year_of(incident),
        "time_precision": precision,
        **_typed(incident),
        "actor1": sides.first_name,
        "assoc_actor_1": "; ".join(ally.name for ally in sides.allies) or None,
        "actor2": actor2_of(incident, sides),
        **_kinds(incident, sides),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(incident) else None,
        "iso": int(country.numeric) if country else None,
        "country": short_name(code) or place.country,
        "admin1": region and region.name,
        "location": place_named(place, location),
        **cells_of(location and location.city, "latitude", "longitude"),
        "geo_precision": (1 if location.precision == "city" else 3) if location else None,
        "fatalities": count_dead(incident),
        "stage": incident.stage,
        "actor1_status": sides.first.status if sides.first else None,
    }


def _typed(incident: Incident) -> Row:
    """Disorder, event and sub-event by the type, as far as those who came to harm leave them possible."""
    event, sub_event, hurt = _EVENTS.get(incident.type), incident.acled_sub_event, harmed(incident)
    disorder = disorder_of(incident.type)
    if event == _CIVILIANS and hurt and all(map(is_armed, hurt)):
        event = sub_event = None
    elif event == _STRATEGIC and is_anyone_harmed(incident, VIOLATED):
        disorder = event = sub_event = None
    elif event == _PROTESTS and is_anyone_harmed(incident, STOPPED):
        sub_event = None
    elif incident.type == "bombing":
        entries: list[Weapon | Perpetrator] = [*incident.weapons, *incident.perpetrators]
        used = " ".join(one.name for one in entries if is_held(one.evidence))
        sub_event = next((known for words, known in _BOMBS if words.search(used)), sub_event)
    return {"disorder_type": disorder, "event_type": event, "sub_event_type": sub_event}


def _kinds(incident: Incident, sides: Sides) -> Row:
    """Kinds of the actors, ACLED's "inter", where the type or the name leaves no other."""
    first, second = _kind_of(sides.first, incident), "Civilians" if sides.against_civilians else None
    if sides.opponent:
        second = _STATE if is_state_force(sides.opponent) else None
    unhurt = actor2_of(incident, sides) is None and not is_anyone_harmed(incident, STOPPED)
    alone = first in _CROWDS.values() and unhurt
    return {
        "inter1": first,
        "inter2": second,
        "interaction": f"{first} only" if alone else f"{first}-{second}" if first and second else None,
    }


def _kind_of(first: Perpetrator | None, incident: Incident) -> str | None:
    """The kind of actor1: of a protest and a riot the crowd, unless the name is of such as bear arms."""
    if first and is_state_force(first):
        return _STATE
    return None if first and names_armed(first.name) else _CROWDS.get(_EVENTS.get(incident.type) or "")


def disorder_of(kind: str) -> str | None:
    """ACLED's kind of disorder for a type of incident; None where ACLED codes no such events."""
    event = _EVENTS.get(kind)
    return _DISORDER.get(event, "Political violence") if event else None


def actor2_of(incident: Incident, sides: Sides) -> str | None:
    """Whom the first side acted against; civilians only where a victim entry says so."""
    country = short_name(incident.place.country_code) or incident.place.country
    return sides.opposed_name(f"Civilians ({country})" if country else "Civilians")


def _targets_civilians(incident: Incident) -> bool:
    victims = harmed(incident)
    aimed = _EVENTS.get(incident.type) in (_CIVILIANS, _REMOTE) and incident.stage != "threatened"
    return aimed and bool(victims) and all(is_civilian(victim) for victim in victims)
