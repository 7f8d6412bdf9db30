"""What a register of incidents says of one: the killed, the injured, the day, the city and the state.

Unlike the details these are asked of every document that has an entry: where no incident is aligned with it, all are
wrong, and the record says nobody was killed or injured.
"""

import re
from typing import NamedTuple

from summarizer.evaluation.alignment import normalize_name
from summarizer.evaluation.gold import GoldEntry
from summarizer.schemas.record import Incident, Outcome, Place

REGISTER: dict[str, str] = {
    "killed_exact": "the register's number of killed",
    "killed_permitted": "the same, or that number without suspects",
    "injured_exact": "the register's number of injured",
    "injured_permitted": "the same, or that number without suspects",
    "date_exact": "the register's day",
    "city": "the register's city among the places",
    "city_written": "the same, of articles that name the city",
    "state": "the register's state among the places, or as their region",
    "state_written": "the same, of articles that name the state",
}
"""Every share, in the order it is reported, and what is right."""


ERRORS: dict[str, str] = {
    "killed_error": "how far the number of killed is from the register's",
    "injured_error": "how far the number of injured is from the register's",
}
"""Every absolute error, whose mean over documents is reported. Of a range it is the lower bound that is compared."""


_DIRECTION = re.compile(r"^(?:far |near )?(?:north|south|east|west|central|downtown)(?:east|west)? ")
Bounds = tuple[int, int | None]
_NOBODY: Bounds = (0, 0)


class RegisterTally(NamedTuple):
    """One document's shares by REGISTER, each right of how many, and its errors by ERRORS."""

    shares: dict[str, tuple[int, int]]
    errors: dict[str, int]


def tally_entry(incident: Incident | None, entry: GoldEntry) -> RegisterTally:
    """How the incident that is aligned with the entry meets it; None where there is none."""
    told = {
        "killed": (_count(incident, "killed"), entry.killed),
        "injured": (_count(incident, "injured"), entry.injured),
    }
    right = {f"{name}_exact": incident is not None and _is(found, known[:1]) for name, (found, known) in told.items()}
    right |= {f"{name}_permitted": incident is not None and _is(found, known) for name, (found, known) in told.items()}
    when = incident.date if incident else None
    right["date_exact"] = when is not None and when.earliest == when.latest == entry.day
    right["city"] = right["city_written"] = incident is not None and _names(incident.place, entry.city)
    right["state"] = right["state_written"] = incident is not None and _lies_in(incident.place, entry.state)
    asked = {f"{name}_written": name in entry.written for name in ("city", "state")}
    return RegisterTally(
        {name: (int(right[name]), 1) if asked.get(name, True) else (0, 0) for name in REGISTER},
        {f"{name}_error": abs((found or _NOBODY)[0] - known[0]) for name, (found, known) in told.items()},
    )


def _count(incident: Incident | None, outcome: Outcome) -> Bounds | None:
    """The total of an outcome; nobody where no victim has it, None where their number is unknown."""
    if incident is None:
        return _NOBODY
    if total := incident.totals.get(outcome):
        return total.low, total.high
    return None if any(victim.outcome == outcome for victim in incident.victims) else _NOBODY


def _is(found: Bounds | None, known: tuple[int, ...]) -> bool:
    return any(found == (number, number) for number in known)


def _names(place: Place, forms: tuple[str, ...]) -> bool:
    """Whether a place has the name, or a part of one that has it: "Rocky Mount, N.C.", "West Philadelphia"."""
    said = {normalize_name(part) for one in place.places for part in (one.name, *one.name.split(","))}
    said |= {_DIRECTION.sub("", name) for name in said}
    return not said.isdisjoint(map(normalize_name, forms))


def _lies_in(place: Place, forms: tuple[str, ...]) -> bool:
    """Whether a place has the name, or it is that of the first-level region of all."""
    return _names(place, forms) or place.admin1 in forms
