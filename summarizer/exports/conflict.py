"""What the ACLED-like and UCDP-like tables share: sides, civilians, deaths, places and the length of a date."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from summarizer.evidence.values import is_held
from summarizer.exports.coordinates import Location
from summarizer.exports.iso_countries import region_of
from summarizer.language.cities import plain
from summarizer.language.people import FEMALE, GENERIC_HEADS, MALE, content_words
from summarizer.language.regions import region_name
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Incident, Perpetrator, Place, Total, Victim
from summarizer.schemas.types import INCIDENT_TYPES

_CIVILIAN = re.compile(
    r"(?<!non-)(?<!non )\bcivilians?\b|\bnon-?combatants?\b|(?<!guardias )\bciviles\b|\bpoblación civil\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    "combatants|fighters|forces|guerrillas|gunmen|insurgents|members|men|militants|militiamen|officers|paramilitaries"
    "|police|policemen|rebels|soldiers|terrorists|troops"
    "|combatientes|fuerzas|guerriller[oa]s|hombres|insurgentes|integrantes|miembros|milicianos|militantes"
    "|paramilitares|policías|rebeldes|soldados|terroristas|tropas"
)
_SOLDIER = re.compile(
    "army|constables?|cops?|detectives?|forces|gendarmes?|marines?|military|navy|officers?|police(?:m[ae]n)?"
    "|servicem[ae]n|sheriffs?(?:['’]s?)?|soldiers?|troopers?|troops"
    "|carabineros?|ejército|fuerzas|militar(?:es)?|policías?|soldados?|tropas?|uniformados?"
    "|armée|armee|carabinieri|esercito|exército|militaires|policiers?|policiais|polizei|polizia|polizist(?:en)?"
    "|poliziott[oi]|soldat(?:s|en|i|o)?"
)
_REBEL = re.compile(
    "fighters?|guerrillas?|gunm[ae]n|insurgents?|jihadists?|militants?|militias?|militiam[ae]n|rebels?|terrorists?"
    "|guerriller[oa]s?|insurgentes?|milician[oa]s?|pistoleros?|rebeldes?|sicarios?|terroristas?|yihadistas?"
    "|djihadistes?|guerrilheiros?|miliciens?|rebellen|rebelles?|ribelli|terroristen|terroristes?|terroristi"
)
_COMBATANT = re.compile(
    rf"{_SOLDIER.pattern}|{_REBEL.pattern}|atacantes?|attackers?|combatants?|combatientes?"
    "|paramilitar(?:y|ies|es)?"
)
"""Soldiers, rebels and both in English, in Spanish, and in a few languages more, where they would be civilians."""
_ANYBODY = re.compile(
    rf"{'|'.join(sorted(GENERIC_HEADS | MALE | FEMALE))}|adults?|child(?:ren)?|elderly|kids?|olds?|teen(?:ager)?s?"
    r"|years?|young|youths?|one|two|three|four|five|six|seven|eight|nine|ten|\d+"
    r"|adolescentes?|adult[oa]s?|ancian[oa]s?|años|dos|tres|cuatro|cinco|joven|jóvenes|menor(?:es)?"
)
"""Words that tell of people no more than number, age and sex: what one man did to another."""
_AND = re.compile(r",? and | y | e |, | & ")
_HARMED = frozenset({"killed", "injured", "missing", "kidnapped", "targeted"})
VIOLATED = frozenset({"killed", "injured", "kidnapped"})
"""What is done to people themselves, and not only to what is theirs."""
STOPPED = _HARMED | {"arrested"}
"""What is told of people where a crowd was not left alone."""
_CLASH = "armed clash"
_AIMED = frozenset({"murder", "hijacking"}).union(
    kind.name for kind in INCIDENT_TYPES if kind.acled_event_type not in (None, "Battles", "Protests")
)
"""Types of what is done to people or to what is theirs: an accident, a fight or a protest is aimed at no civilians."""
_STATE = re.compile(
    r"(?:the )?(?:(?:national|federal|local|city|state|military|riot|border|government|security) )*"
    r"(?:police(?:m[ae]n)?|police (?:forces?|officers?)|army|army soldiers|military|gendarmes?|gendarmerie|soldiers"
    r"|(?:armed|security|government) (?:forces?|troops|soldiers)|navy|air force|coast guard|national guard"
    r"|border guards?)"
    r"|(?:el |la |los |las )?(?:policía(?: nacional| federal| local)?|policías|ejército(?: nacional)?|militares"
    r"|soldados|gendarmería|gendarmes|guardia (?:nacional|civil)|fuerzas (?:armadas|de seguridad|del orden)"
    r"|fuerza aérea)"
)


class Sides(NamedTuple):
    """Who stood against whom: ``opponent`` only in an armed clash, ``allies`` on the side of the first."""

    first: Perpetrator | None
    allies: tuple[Perpetrator, ...]
    opponent: Perpetrator | None
    against_civilians: bool

    @property
    def first_name(self) -> str | None:
        """Who acted; None where that is not told."""
        return self.first.name if self.first else None

    def opposed_name(self, civilians: str = "Civilians") -> str | None:
        """Whom the first acted against, civilians under that name; None where that is not told."""
        return self.opponent.name if self.opponent else civilians if self.against_civilians else None


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

    Left out are perpetrators who were cleared and names that the article does not hold. All others are on one side, but
    in an armed clash, whose perpetrators are of both. Civilians are whom somebody acted against where they came to
    harm, and nobody beside them who bears arms and is not the first side's.
    """
    named = [p for p in incident.perpetrators if p.status != "cleared" and is_held(p.evidence)]
    ordered = sorted(named, key=lambda perpetrator: perpetrator.kind != "organization")
    first, others, hurt = next(iter(ordered), None), ordered[1:], harmed(incident)
    if incident.type == _CLASH:
        opponent = _find_opponent(ordered, hurt)
        return Sides(first, _find_allies(ordered, opponent, hurt), opponent, against_civilians=False)
    civilians = incident.type in _AIMED and incident.stage != "threatened" and any(map(is_civilian, hurt))
    armed = any(is_armed(victim) and not (first and _is_of(victim, first)) for victim in hurt)
    return Sides(first, tuple(others), None, against_civilians=civilians and not armed)


def _find_opponent(ordered: Sequence[Perpetrator], hurt: Sequence[Victim]) -> Perpetrator | None:
    """Whom the first of a clash's perpetrators fought; None where that is not told.

    Soldiers and police fight the one who is neither. Two organizations fight each other, unless they are the army and
    the police, or those who came to harm are of a third side.
    """
    states = [one for one in ordered if _is_soldiers(one)]
    rest = [one for one in ordered if not _is_soldiers(one)]
    rest = _organizations(rest) or rest
    if states and rest:
        return None if len(rest) > 1 else states[0] if rest[0] is ordered[0] else rest[0]
    others = ordered[1:]
    are_foes = _organizations(ordered) == ordered and not all(map(is_state_force, ordered))
    return others[0] if others and not others[1:] and are_foes and not _hits_third(states, hurt) else None


def _find_allies(
    ordered: Sequence[Perpetrator], opponent: Perpetrator | None, hurt: Sequence[Victim]
) -> tuple[Perpetrator, ...]:
    """Who stood with the first of a clash's perpetrators, as far as it is told.

    Soldiers with the police, a group's people with the group, and all where those of a third side came to harm.
    """
    first, others = next(iter(ordered), None), ordered[1:]
    if first is None or (opponent and _is_soldiers(first) == _is_soldiers(opponent)):
        return ()
    if _is_soldiers(first):
        is_ally = _is_soldiers if opponent else is_state_force
        return tuple(one for one in others if is_ally(one) and is_ally(first))
    is_one = not _organizations(others) or _hits_third((), hurt)
    return tuple(others) if is_one and not any(map(_is_soldiers, others)) else ()


def _organizations(sides: Sequence[Perpetrator]) -> list[Perpetrator]:
    return [one for one in sides if one.kind == "organization"]


def _hits_third(states: Sequence[Perpetrator], hurt: Sequence[Victim]) -> bool:
    """Whether those who came to harm are of none of the sides: soldiers where none has any, rebels where all have."""
    return any(_has(victim.name or victim.group or "", _REBEL if states else _SOLDIER) for victim in hurt)


def _is_soldiers(side: Perpetrator) -> bool:
    """Whether a name has a word for a state's forces, or for some that call themselves so: "Free Syrian Army"."""
    return _has(side.name, _SOLDIER) or "government" in content_words(side.name)


def _has(words: str, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(word) for word in content_words(words))


def harmed(incident: Incident, outcomes: Collection[str] = _HARMED) -> list[Victim]:
    """The victim entries that the article holds and that came to harm or were aimed at: "zero civilians" are nobody."""
    return [
        victim
        for victim in incident.victims
        if victim.outcome in outcomes and is_held(victim.evidence) and not (victim.count and victim.count.high == 0)
    ]


def is_anyone_harmed(incident: Incident, outcomes: Collection[str]) -> bool:
    """Whether somebody had one of these outcomes, by an entry that the article holds or by a total."""
    told = (total for outcome, total in incident.totals.items() if outcome in outcomes)
    return bool(harmed(incident, outcomes)) or any(total.high != 0 for total in told)


def is_civilian(victim: Victim) -> bool:
    """Whether the entry's own words say civilian, and name no combatants beside."""
    words = victim.name or victim.group or ""
    return _CIVILIAN.search(words) is not None and not names_armed(words)


def is_armed(victim: Victim) -> bool:
    """Whether the entry's own words are for people who bear arms, and for no others beside."""
    words = victim.name or victim.group or ""
    return all(map(names_armed, _AND.split(words))) and _CIVILIAN.search(words) is None


def names_armed(words: str) -> bool:
    """Whether a word is for soldiers, police, rebels or the like."""
    return _has(words, _COMBATANT)


def is_state_force(side: Perpetrator) -> bool:
    """Whether a name is police, army or the like and nothing else: "the army", but no "Army of Liberation"."""
    return _STATE.fullmatch(side.name.strip().lower()) is not None


def _is_of(victim: Victim, side: Perpetrator) -> bool:
    """Whether an entry names a side's own: "FMLN" or "FMLN fighters" for the FMLN, but not "FMLN hostages".

    Words for anybody name nobody's own: the man that a man stabbed is another. Nor are "Syrian soldiers" of the Syrian
    rebels, or the reverse.
    """
    called = victim.name or victim.group or ""
    words, own = content_words(called), content_words(side.name)
    if all(map(_ANYBODY.fullmatch, own)):
        return False
    if words == own:
        return True
    soldiers = _has(called, _SOLDIER)
    foreign = not soldiers if _has(side.name, _SOLDIER) else soldiers and _has(side.name, _REBEL)
    return not foreign and _of_whom(words) == _of_whom(own) != frozenset()


def _of_whom(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not _MEMBERS.fullmatch(word))


def count_dead(incident: Incident) -> int | None:
    """How many people were killed at least; None where that is not told: "up to 20" is an upper bound alone."""
    return _least(incident.totals.get("killed"))


def deaths_of(incident: Incident, sides: Sides, low: int | None) -> Deaths:
    """The deaths by side, ``low`` at least. Whom no entry names a side's own or civilian is unknown, as their man is.

    Where the parts come to more than ``low`` they are left unknown, and so are all where that is None.
    """
    total = incident.totals.get("killed")
    if total is None or low is None:
        return Deaths(high=total.high if total else None)
    killed = [victim for victim in incident.victims if victim.outcome == "killed" and is_held(victim.evidence)]
    parts = (
        _sum([v for v in killed if sides.first and _is_of(v, sides.first)]),
        _sum([v for v in killed if sides.opponent and _is_of(v, sides.opponent)]),
        _sum([v for v in killed if is_civilian(v)]),
    )
    rest = low - sum(part or 0 for part in parts)
    if rest < 0:
        return Deaths(low, total.high, unknown=low)
    return Deaths(low, total.high, *parts, unknown=rest)


def _sum(victims: Sequence[Victim]) -> int | None:
    return _least(sum_victims(victims).get("killed"))


def _least(total: Total | None) -> int | None:
    """The lower bound; None where there is an upper bound alone."""
    return None if total is None or (total.low == 0 and total.high != 0) else total.low


def days_long(incident: Incident) -> int | None:
    """How many days the incident's date spans, both ends included; None where either end is unknown."""
    when = incident.date
    return (when.latest - when.earliest).days + 1 if when and when.earliest and when.latest else None


def date_precision(incident: Incident, longest: Sequence[int]) -> int | None:
    """The code, from 1, of the first of these lengths in days that the incident's date has; None for a longer one."""
    days = days_long(incident)
    return None if days is None else next((code for code, most in enumerate(longest, start=1) if days <= most), None)


def year_of(incident: Incident) -> int | None:
    """The year that all of the incident's date lies in; None where there is none."""
    when = incident.date
    if when is None or when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return None
    return when.earliest.year


class Region(NamedTuple):
    """A first-level region: its ISO 3166-2 code, and its English name or else ISO 3166-2's."""

    code: str
    name: str


def region_within(place: Place, location: Location | None) -> Region | None:
    """The first-level region of a place: the record's, else the broadest of the places that is one by name.

    That is not the located town. None where neither tells it.
    """
    if place.admin1_code and place.admin1:
        return Region(place.admin1_code, place.admin1)
    names = (item.name for item in place.places if not location or item.name != location.matched)
    codes = ((name, region_of(name, place.country_code)) for name in names if place.country_code)
    regions = ((name, Region(code, region_name(code))) for name, code in codes if code)
    return next((region for name, region in regions if plain(name).startswith(plain(region.name))), None)


def region_named(place: Place, location: Location | None) -> str | None:
    """The first-level region's name, with the word for its kind where the article has that: "Borno state"."""
    region, country = region_within(place, location), place.country_code
    if region is None or not country:
        return None
    kinds = (item.name for item in place.places if plain(item.name).startswith(f"{plain(region.name)} "))
    return next((words for words in kinds if region_of(words, country) == region.code), region.name)


def place_named(place: Place, location: Location | None) -> str | None:
    """The located town's name, else the narrowest of the places in the article's words; None where there is none."""
    return location.city.name if location else place.places[-1].name if place.places else None
