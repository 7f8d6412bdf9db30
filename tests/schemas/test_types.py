import re

import pytest
from pydantic import ValidationError

from summarizer.schemas.types import INCIDENT_TYPES, TYPE_NAMES, IncidentType

ACLED_SUB_EVENTS = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
ADAPTER_TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "hijacking", "work stoppage")
NEWS_TYPES = {
    "shooting", "stabbing", "vehicle attack", "assassination", "hostage taking", "airstrike", "drone strike",
    "shelling", "armed clash", "riot", "protest", "explosion", "fire", "transport accident", "industrial accident",
    "building collapse", "earthquake", "flood", "storm", "volcanic eruption", "landslide", "wildfire", "drought",
    "heat wave", "cold wave", "tsunami", "avalanche", "disease outbreak", "cyberattack", "sexual violence",
}  # fmt: skip
UNCODED_BY_ACLED = ("earthquake", "flood", "transport accident", "disease outbreak", "cyberattack", "other")


def test_adapter_types_come_first_in_their_order() -> None:
    assert TYPE_NAMES[:7] == ADAPTER_TYPES


def test_other_comes_last() -> None:
    assert TYPE_NAMES[-1] == "other"


def test_names_are_unique_and_lower_case() -> None:
    assert len(set(TYPE_NAMES)) == len(TYPE_NAMES) == len(INCIDENT_TYPES)
    assert all(re.fullmatch(r"[a-z]+(?: [a-z]+)?", name) for name in TYPE_NAMES)


def test_news_types_are_covered() -> None:
    assert set(TYPE_NAMES) >= NEWS_TYPES


@pytest.mark.parametrize("incident_type", INCIDENT_TYPES, ids=lambda incident_type: incident_type.name)
def test_codes_are_well_formed(incident_type: IncidentType) -> None:
    event, sub_event = incident_type.acled_event_type, incident_type.acled_sub_event
    assert (event is None) == (sub_event is None)
    assert event is None or sub_event in ACLED_SUB_EVENTS[event]
    topic = incident_type.iptc_media_topic
    assert topic is None or re.fullmatch(r"medtop:20\d{6}", topic)


@pytest.mark.parametrize("name", UNCODED_BY_ACLED)
def test_what_acled_does_not_code_has_no_acled_names(name: str) -> None:
    (incident_type,) = [known for known in INCIDENT_TYPES if known.name == name]
    assert incident_type.acled_event_type is None


@pytest.mark.parametrize("incident_type", INCIDENT_TYPES, ids=lambda incident_type: incident_type.name)
def test_descriptions_are_short_plain_phrases(incident_type: IncidentType) -> None:
    assert 0 < len(incident_type.description) <= 72
    assert not incident_type.description.endswith(".")


def test_types_are_immutable() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        INCIDENT_TYPES[0].name = "assault"  # type: ignore[misc]  # that this fails is the point
