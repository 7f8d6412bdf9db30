"""Which types of incident two reports of one event may give: families of types, and how far an event spreads.

Source: the types' own descriptions (``schemas/types.tsv``). Families overlap, as the words of the news do: a bombing is
an attack, an explosion of unknown cause may turn out to be a bombing.
"""

from functools import cache

FAR_KM, WIDE_FAR_KM = 60, 600
"""How far apart two towns are of two events; the latter of what is felt, or spreads, far."""
COPY = 0.6
"""The share of runs of words from which on one text repeats another."""

_FAMILIES = {
    "arms": "attack shooting assassination murder armed_clash hostage_taking robbery kidnapping riot",
    "blast": "bombing explosion attack assassination shelling airstrike drone_strike industrial_accident fire",
    "war": "airstrike drone_strike shelling armed_clash attack",
    "fire": "fire arson wildfire explosion industrial_accident attack",
    "blade": "stabbing attack murder assassination",
    "vehicle": "vehicle_attack attack murder transport_accident",
    "seizure": "kidnapping hostage_taking hijacking attack",
    "property": "robbery sabotage arson attack",
    "crowd": "riot protest work_stoppage crowd_crush armed_clash attack",
    "digital": "cyberattack sabotage robbery",
    "failure": "transport_accident industrial_accident building_collapse explosion fire",
    "ground": "earthquake tsunami landslide building_collapse volcanic_eruption",
    "water": "flood storm landslide tsunami avalanche",
    "heat": "heat_wave drought wildfire famine",
    "cold": "cold_wave storm avalanche",
    "health": "disease_outbreak famine",
    "poison": "chemical_attack attack murder industrial_accident",
    "power": "coup armed_clash attack riot",
    "abuse": "sexual_violence attack kidnapping murder",
}
_VAGUE = frozenset({"other", "attack"})
_WIDE = frozenset(
    {"earthquake", "tsunami", "flood", "storm", "wildfire", "drought", "heat wave", "cold wave", "famine"}
    | {"disease outbreak", "volcanic eruption", "cyberattack", "work stoppage"}
)
_LONG = {
    "flood": 10, "storm": 4, "wildfire": 14, "drought": 90, "heat wave": 14, "cold wave": 10, "famine": 90,
    "disease outbreak": 60, "volcanic eruption": 7, "work stoppage": 5, "riot": 2, "protest": 1, "hostage taking": 2,
    "cyberattack": 5,
}  # fmt: skip


@cache
def _families(kind: str) -> frozenset[str]:
    return frozenset(name for name, kinds in _FAMILIES.items() if kind.replace(" ", "_") in kinds.split())


def compare_types(one: str, other: str) -> str:
    """How two types go together: ``same``, ``kindred``, ``vague`` where one says next to nothing, or ``different``."""
    if one == other:
        return "vague" if one == "other" else "same"
    if "other" in (one, other):
        return "vague"
    if not _families(one).isdisjoint(_families(other)):
        return "vague" if not _VAGUE.isdisjoint((one, other)) else "kindred"
    return "different"


def is_wide(kind: str) -> bool:
    """Whether one event of the type may be reported from places far apart."""
    return kind in _WIDE


def days_of_slack(kind: str) -> int:
    """How many days apart two reports may date one event of the type: 0 for what happens in a moment."""
    return _LONG.get(kind, 0)
