"""Incidents of one answer that are told once for each victim."""

from typing import Any

import pytest
from fakes import wire_group as group
from fakes import wire_incident
from fakes import wire_person as person

from summarizer.resolving.merging import join_alike, merge_answers
from summarizer.schemas.wire import IncidentAnswer, WireIncident


def shooting(**changes: Any) -> WireIncident:
    values = {
        "type": "shooting",
        "date": {"text": "Monday morning", "cite": [1]},
        "places": ["Troy"],
        "perpetrators": [{"name": "Anthony Poe", "kind": "individual", "cite": [3]}],
        **changes,
    }
    return wire_incident(**values)


def test_one_deed_told_for_each_victim_is_one_incident_with_all() -> None:
    one, two = shooting(victims=[group("clerk", "1", 2)]), shooting(victims=[group("partners", "2", 4)])
    (joined,) = join_alike([one, two])
    assert [victim.label for victim in joined.victims] == ["clerk", "partners"]


def test_victims_of_one_deed_stay_in_their_order_whatever_it_is_called() -> None:
    told = [shooting(type="other", victims=[group(who, "1", 2)]) for who in ("clerk", "guard", "cook")]
    (joined,) = join_alike(told)
    assert [victim.label for victim in joined.victims] == ["clerk", "guard", "cook"]


def test_one_deed_at_one_spot_is_one_incident_whatever_else_is_told() -> None:
    spot = {"places": ["Ohio", "Troy", "Elm Park"], "perpetrators": []}
    one, two = (
        shooting(weapons=[{"name": "rifle", "cite": [1]}], **spot),
        shooting(victims=[group("girl", "1", 2)], **spot),
    )
    (joined,) = join_alike([one, two])
    assert ([one.name for one in joined.weapons], [one.label for one in joined.victims]) == (["rifle"], ["girl"])
    assert len(join_alike([one, two.model_copy(update={"type": "murder"})])) == 1
    assert len(join_alike([one, two.model_copy(update={"type": "fire"})])) == 2
    assert len(join_alike([one, two.model_copy(update={"places": ["Ohio", "Troy", "Oak Park"]})])) == 2
    assert len(join_alike([one.model_copy(update={"places": ["Ohio", "Troy"]}) for one in (one, two)])) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "stabbing"},
        {"stage": "attempted"},
        {"date": {"text": "Tuesday", "cite": [1]}},
        {"date": None},
        {"places": ["Troy", "Gordon Advisors"]},
        {"places": []},
        {"perpetrators": []},
        {"weapons": [{"name": "shotgun", "cite": [1]}]},
    ],
)
def test_what_differs_in_more_stays_apart(changes: dict[str, Any]) -> None:
    assert len(join_alike([shooting(), shooting(**changes)])) == 2


@pytest.mark.parametrize("left_open", [{"date": None}, {"places": []}, {"perpetrators": []}])
def test_without_time_place_and_doer_two_deeds_may_look_alike(left_open: dict[str, Any]) -> None:
    incidents = [shooting(**left_open), shooting(victims=[group("clerk", "1", 2)], **left_open)]
    assert join_alike(incidents) == incidents
    assert join_alike([]) == []


def test_the_same_victims_that_day_in_those_places_are_of_one_deed_whatever_it_is_called() -> None:
    fire = shooting(type="fire", victims=[group("patients", "5", 2), person("Ann Lee", 3, outcome="injured")])
    other = fire.model_copy(update={"type": "other", "perpetrators": []})
    assert [one.type for pair in ([fire, other], [other, fire]) for one in join_alike(pair)] == ["fire", "fire"]
    fewer = other.model_copy(update={"victims": fire.victims[:1]})
    elsewhere = other.model_copy(update={"places": ["Utica"]})
    undated = fire.model_copy(update={"date": None})
    assert len(join_alike([fire, fewer, elsewhere])) == 3
    assert len(join_alike([undated, undated.model_copy(update={"type": "other"})])) == 2


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("Joshua Hale", "Josh Hale", True),
        ("Ajay Singh", "Singh", False),
        ("Joshua Hale", "Ann Hale", False),
        ("Paul Hale", "Paula Hale", False),
    ],
)
def test_parts_that_tell_of_one_victim_by_a_short_name_tell_of_one_deed(one: str, other: str, *, are_one: bool) -> None:
    answers = [
        IncidentAnswer(incidents=[shooting(places=[place], victims=[person(name, 1)])], gist=[1])
        for name, place in ((one, "Troy"), (other, "Oak Street"))
    ]
    assert len(merge_answers(answers).incidents) == (1 if are_one else 2)
