"""What the ACLED-like and UCDP-like tables share: sides, civilians, deaths, places and the length of a date."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.evidence.values import is_held
from summarizer.exports.coordinates import Location
from summarizer.exports.iso_countries import region_of
from summarizer.language.people import content_words
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Incident, Perpetrator, Place, Victim

_CIVILIAN = re.compile(r"(?<!non-)(?<!non )\bcivilians?\b|\bnon-?combatants?\b", re.IGNORECASE)
_MEMBERS = re.compile(
    "combatants|fighters|forces|guerrillas|gunmen|insurgents|members|men|militants|militiamen|officers|paramilitaries"
    "|police|policemen|rebels|soldiers|terrorists|troops"
)
_COMBATANT = re.compile(
    "army|attackers?|combatants?|fighters?|forces|guerrillas?|gunm[ae]n|insurgents?|military|militants?|militias?"
    "|militiam[ae]n|officers?|paramilitar(?:y|ies)|police(?:m[ae]n)?|rebels?|soldiers?|terrorists?|troops"
)
_HARMED = frozenset({"killed", "injured", "missing", "kidnapped", "targeted"})
_CLASH = "armed clash"
_STATE = re.compile(
    r"(?:the )?(?:(?:national|federal|local|city|state|military|riot|border|government|state|security) )*"
    r"(?:police(?:m[ae]n)?|police (?:forces?|officers?)|army|army soldiers|military|gendarmes?|gendarmerie|soldiers"
    r"|(?:armed|security|government) (?:forces?|troops|soldiers)|coast guard|national guard|border guards?)"
)


class Sides(NamedTuple):
    """Who stood against whom. ``allies`` are the other perpetrators; ``opponent`` only in an armed clash."""

    first: Perpetrator | None
    allies: tuple[Perpetrator, ...]
    opponent: Perpetrator | None
    against_civilians: bool


class Deaths(NamedTuple):
    """Deaths as the record's total of people killed has them, and whose they were. None is unknown, not zero."""

    low: int | None = None
    high: int | None = None
    first: int | None = None
    opponent: int | None = None
    civilians: int | None = None
    unknown: int | None = None


def sides_of(incident: Incident) -> Sides:
    """The sides of an incident: organizations before individuals, else in the record's order.

    Left out are perpetrators who were cleared and names that the article does not hold.
    """
    named = [p for p in incident.perpetrators if p.status != "cleared" and is_held(p.evidence)]
    ordered = sorted(named, key=lambda perpetrator: perpetrator.kind != "organization")
    organizations = [perpetrator for perpetrator in ordered if perpetrator.kind == "organization"]
    opponent = organizations[1] if incident.type == _CLASH and len(organizations) > 1 else None
    allies = tuple(perpetrator for perpetrator in ordered[1:] if perpetrator is not opponent)
    civilians = opponent is None and any(is_civilian(victim) for victim in harmed(incident))
    return Sides(ordered[0] if ordered else None, allies, opponent, civilians)


def harmed(incident: Incident) -> list[Victim]:
    """The victim entries that the article holds and that came to harm or were aimed at."""
    return [victim for victim in incident.victims if victim.outcome in _HARMED and is_held(victim.evidence)]


def is_civilian(victim: Victim) -> bool:
    """Whether the entry's own words say civilian, and name no combatants beside."""
    words = victim.name or victim.group or ""
    return _CIVILIAN.search(words) is not None and not any(_COMBATANT.fullmatch(word) for word in content_words(words))


def is_state_force(side: Perpetrator) -> bool:
    """Whether a name is police, army or the like and nothing else: "the army", but no "Army of Liberation"."""
    return _STATE.fullmatch(side.name.strip().lower()) is not None


def _is_of(victim: Victim, side: Perpetrator) -> bool:
    """Whether an entry names a side's own: "FMLN" or "FMLN fighters" for the FMLN, but not "FMLN hostages"."""
    words, own = content_words(victim.name or victim.group or ""), content_words(side.name)
    return bool(own) and (words == own or _of_whom(words) == _of_whom(own) != frozenset())


def _of_whom(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not _MEMBERS.fullmatch(word))


def deaths_of(incident: Incident, sides: Sides) -> Deaths:
    """The deaths by side. Whom no entry names a side's own or civilian is unknown, a perpetrator's man as well.

    Where the parts come to more than the total's lower bound they are left unknown.
    """
    total = incident.totals.get("killed")
    if total is None:
        return Deaths()
    killed = [victim for victim in incident.victims if victim.outcome == "killed" and is_held(victim.evidence)]
    parts = (
        _sum([v for v in killed if sides.first and _is_of(v, sides.first)]),
        _sum([v for v in killed if sides.opponent and _is_of(v, sides.opponent)]),
        _sum([v for v in killed if is_civilian(v)]),
    )
    rest = total.low - sum(part or 0 for part in parts)
    if rest < 0:
        return Deaths(total.low, total.high, unknown=total.low)
    return Deaths(total.low, total.high, *parts, unknown=rest)


def _sum(victims: Sequence[Victim]) -> int | None:
    total = sum_victims(victims).get("killed")
    return total.low if total else None


def days_long(incident: Incident) -> int | None:
    """How many days the incident's date spans, both ends included; None where either end is unknown."""
    when = incident.date
    return (when.latest - when.earliest).days + 1 if when and when.earliest and when.latest else None


def year_of(incident: Incident) -> int | None:
    """The year that all of the incident's date lies in; None where there is none."""
    when = incident.date
    if when is None or when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return None
    return when.earliest.year


def region_named(place: Place, location: Location | None) -> str | None:
    """The broadest of the places that is a first-level region of the country, and not the located town.

    Else the region that they lie in, as the record tells it; None where it tells none.
    """
    code, matched = place.country_code, location.matched if location else None
    names = (item.name for item in place.places)
    return next((name for name in names if code and name != matched and region_of(name, code)), place.admin1)


def place_named(place: Place, location: Location | None) -> str | None:
    """The located town's name, else the narrowest of the places in the article's words; None where there is none."""
    return location.city.name if location else place.places[-1].name if place.places else None
