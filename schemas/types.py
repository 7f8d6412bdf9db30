"""Incident types, version 1: what an incident may be called, and its codes in two public vocabularies.

Source: ACLED Codebook 2024 (7 October 2024), event types and sub-event types; IPTC Media Topics, release
of 2025-03-31 (CC BY 4.0, https://cv.iptc.org/newscodes/mediatopic/). Where IPTC has no topic of its own for a type,
the nearest broader topic is given.
"""

from summarizer.schemas.record import Frozen

__all__ = ["INCIDENT_TYPES", "TYPE_NAMES", "IncidentType"]


class IncidentType(Frozen):
    """One incident type. ``description`` is prompt text.

    The ACLED fields are both None where ACLED does not code such events (accidents, natural disasters, plain crime) or
    has no single sub-event for them. ``iptc_media_topic`` is None where no Media Topic fits.
    """

    name: str
    description: str
    acled_event_type: str | None
    acled_sub_event: str | None
    iptc_media_topic: str | None


_CIVILIANS = "Violence against civilians"

_REMOTE = "Explosions/Remote violence"

_STRATEGIC = "Strategic developments"


_ROWS: tuple[tuple[str, str, str | None, str | None, str | None], ...] = (
    ("attack", "violence that no narrower type describes", _CIVILIANS, "Attack", "medtop:20000084"),
    (
        "bombing",
        "a bomb, mine or other explosive device set off on purpose",
        _REMOTE,
        "Remote explosive/landmine/IED",
        "medtop:20000055",
    ),
    ("kidnapping", "people abducted", _CIVILIANS, "Abduction/forced disappearance", "medtop:20000100"),
    ("arson", "property set on fire on purpose", _STRATEGIC, "Looting/property destruction", "medtop:20000083"),
    (
        "robbery",
        "property taken by force or stolen, or looting",
        _STRATEGIC,
        "Looting/property destruction",
        "medtop:20000104",
    ),
    ("hijacking", "an aircraft, ship or vehicle seized by force", None, None, "medtop:20000098"),
    ("work stoppage", "a strike, or work or transport halted as pressure", None, None, "medtop:20000530"),
    ("shooting", "people shot at", _CIVILIANS, "Attack", "medtop:20001313"),
    ("stabbing", "people attacked with a knife or other blade", _CIVILIANS, "Attack", "medtop:20000084"),
    ("vehicle attack", "a vehicle driven at people on purpose", _CIVILIANS, "Attack", "medtop:20000084"),
    (
        "assassination",
        "a chosen person killed for a political reason, or an attempt at it",
        _CIVILIANS,
        "Attack",
        "medtop:20000099",
    ),
    ("murder", "a killing with no political reason stated", None, None, "medtop:20000099"),
    ("hostage taking", "people held to press demands", _CIVILIANS, "Abduction/forced disappearance", "medtop:20000100"),
    ("sexual violence", "rape or other sexual assault", _CIVILIANS, "Sexual violence", "medtop:20000085"),
    ("airstrike", "bombs or missiles from aircraft", _REMOTE, "Air/drone strike", "medtop:20000056"),
    ("drone strike", "an attack by unmanned aircraft", _REMOTE, "Air/drone strike", "medtop:20000056"),
    (
        "shelling",
        "artillery, mortar, rocket or missile fire",
        _REMOTE,
        "Shelling/artillery/missile attack",
        "medtop:20000056",
    ),
    ("chemical attack", "a chemical weapon or poison gas used", _REMOTE, "Chemical weapon", None),
    (
        "armed clash",
        "a fight between armed groups or with security forces",
        "Battles",
        "Armed clash",
        "medtop:20000056",
    ),
    ("coup", "an attempt to overthrow a government by force", None, None, "medtop:20000070"),
    ("riot", "violent unrest by a crowd", "Riots", "Mob violence", "medtop:20000069"),
    (
        "protest",
        "a public demonstration without violence by its members",
        "Protests",
        "Peaceful protest",
        "medtop:20000066",
    ),
    (
        "sabotage",
        "property or infrastructure damaged on purpose without bomb or fire",
        _STRATEGIC,
        "Looting/property destruction",
        "medtop:20001285",
    ),
    ("cyberattack", "computer systems broken into, disabled or held to ransom", None, None, "medtop:20000086"),
    ("explosion", "an accidental or unexplained explosion", None, None, "medtop:20000140"),
    ("fire", "an accidental or unexplained fire", None, None, "medtop:20000150"),
    ("transport accident", "a crash, derailment, sinking or other accident of vehicles", None, None, "medtop:20000143"),
    (
        "industrial accident",
        "an accident at a plant, mine or work site, or a leak or spill",
        None,
        None,
        "medtop:20000141",
    ),
    ("building collapse", "a building, bridge, dam or other structure gives way", None, None, "medtop:20000161"),
    ("crowd crush", "people crushed or trampled in a crowd", None, None, "medtop:20000139"),
    ("earthquake", "an earthquake", None, None, "medtop:20000153"),
    ("tsunami", "a tsunami", None, None, "medtop:20001353"),
    ("volcanic eruption", "a volcanic eruption", None, None, "medtop:20000159"),
    ("flood", "a flood", None, None, "medtop:20000154"),
    ("storm", "a storm, hurricane, cyclone, typhoon, tornado or blizzard", None, None, "medtop:20000157"),
    ("landslide", "a landslide or mudslide", None, None, "medtop:20000155"),
    ("avalanche", "an avalanche", None, None, "medtop:20000156"),
    ("wildfire", "a fire in forest, bush or grassland", None, None, "medtop:20001202"),
    ("drought", "a drought", None, None, "medtop:20000152"),
    ("heat wave", "extreme heat", None, None, "medtop:20000157"),
    ("cold wave", "extreme cold", None, None, "medtop:20000157"),
    ("disease outbreak", "an outbreak of disease", None, None, "medtop:20000449"),
    ("famine", "a famine or acute hunger", None, None, "medtop:20000149"),
    ("other", "an incident of another kind", None, None, None),
)


INCIDENT_TYPES: tuple[IncidentType, ...] = tuple(
    IncidentType(
        name=name, description=description, acled_event_type=event, acled_sub_event=sub_event, iptc_media_topic=topic
    )
    for name, description, event, sub_event, topic in _ROWS
)
"""Every type, in the order shown to models: first the seven the shared adapter was trained on, ``other`` last."""


TYPE_NAMES: tuple[str, ...] = tuple(incident_type.name for incident_type in INCIDENT_TYPES)
