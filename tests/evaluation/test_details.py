"""What the template metric ignores: stage, date, place, status, victims, effects."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.details import DETAILS, is_same_count, is_within, tally_details
from summarizer.evaluation.gold import GoldCount, GoldDate, GoldFact, GoldPlace, GoldTemplate, GoldVictims
from summarizer.schemas.record import Victim
from tests.evaluation.test_alignment import NONE, make_count, make_incident, make_victim

D = date(2024, 3, 5)


def tally(incident: dict[str, Any], **gold: Any) -> dict[str, tuple[int, int]]:
    """What is right of one incident aligned with one template; scores that are of none are left out."""
    template = GoldTemplate(types=("attack",), roles={}, **gold)
    told = tally_details([make_incident(**incident)], [template], [(0, 0)], 1)
    assert set(told) == set(DETAILS)
    usual = {"relevance", "relevant_found", "relevant_right", "incidents_found"}
    assert all(told[name] == (1, 1) for name in usual)
    return {name: of for name, of in told.items() if of[1] and name not in usual}


def when(earliest: date | None, latest: date | None) -> dict[str, Any]:
    known = {"precision": "day", "basis": "explicit", "evidence": ()}
    return {"date": {"text": "then", "earliest": earliest, "latest": latest, **known}}


def where(country: str | None, code: str | None, *places: str) -> dict[str, Any]:
    named = tuple({"name": name, **NONE} for name in places)
    return {"place": {"country": country, "country_code": code, "country_evidence": (), "places": named}}


@pytest.mark.parametrize(
    ("incidents", "templates", "told"),
    [
        (0, 0, {"relevance": (1, 1), "relevant_found": (0, 0), "relevant_right": (0, 0)}),
        (1, 0, {"relevance": (0, 1), "relevant_found": (0, 0), "relevant_right": (0, 1)}),
        (0, 1, {"relevance": (0, 1), "relevant_found": (0, 1), "relevant_right": (0, 0)}),
    ],
)
def test_relevance(incidents: int, templates: int, told: dict[str, tuple[int, int]]) -> None:
    gold = [GoldTemplate(types=("attack",), roles={})] * templates
    found = tally_details([make_incident()] * incidents, gold, [], templates)
    assert {name: found[name] for name in told} == told
    assert found["incidents_found"] == (0, templates)


def test_nothing_is_asked_where_the_gold_says_nothing() -> None:
    assert tally({}) == {}


@pytest.mark.parametrize(("stages", "right"), [(("accomplished",), 1), (("attempted", "threatened"), 0)])
def test_stage(stages: tuple[str, ...], right: int) -> None:
    assert tally({}, stages=stages) == {"stage": (right, 1)}


DAY = GoldDate(earliest=D, latest=D)
WEEK = GoldDate(earliest=D, latest=date(2024, 3, 11))
BEFORE = GoldDate(earliest=None, latest=D)


@pytest.mark.parametrize(
    ("incident", "gold", "day", "overlap", "bounded"),
    [
        (when(D, D), (DAY,), (1, 1), 1, (1, 1)),
        (when(D, date(2024, 3, 7)), (DAY,), (0, 1), 1, (1, 1)),
        (when(date(2024, 3, 6), date(2024, 3, 6)), (DAY,), (0, 1), 0, (0, 1)),
        (when(None, None), (DAY,), (0, 1), 0, (0, 1)),
        ({}, (DAY,), (0, 1), 0, (0, 1)),
        (when(date(2024, 3, 11), date(2024, 3, 20)), (WEEK,), None, 1, (1, 1)),
        (when(date(1999, 1, 1), date(1999, 1, 1)), (BEFORE,), None, 1, None),
        (when(date(2024, 3, 6), None), (BEFORE,), None, 0, None),
        ({}, (BEFORE,), None, 0, None),
        (when(date(2024, 3, 9), date(2024, 3, 9)), (DAY, WEEK), (0, 1), 1, (1, 1)),
    ],
)
def test_dates(
    incident: dict[str, Any],
    gold: tuple[GoldDate, ...],
    day: tuple[int, int] | None,
    overlap: int,
    bounded: tuple[int, int] | None,
) -> None:
    told = tally(incident, dates=gold)
    assert (told.get("date_day"), told["date_overlap"], told.get("date_overlap_bounded")) == (
        day,
        (overlap, 1),
        bounded,
    )


@pytest.mark.parametrize(
    ("incident", "country", "narrowest"),
    [
        (where("Peru", "PE", "Lima", "the Callao"), 1, 1),
        (where("Republic of Peru", "PE", "Lima"), 1, 0),
        (where("Chile", "CL", "Callao", "a street"), 0, 1),
        (where(None, None), 0, 0),
    ],
)
def test_places(incident: dict[str, Any], country: int, narrowest: int) -> None:
    gold = (GoldPlace(country="peru", places=(("lima",), ("callao", "el callao"))),)
    told = {"country_told": (country, 1)} if incident["place"]["country"] else {}
    assert tally(incident, locations=gold) == {"country": (country, 1), "narrowest_place": (narrowest, 1), **told}


@pytest.mark.parametrize(("gold", "right"), [("PE", 1), ("pe", 1), ("CL", 0), ("Perú", 1)])
def test_a_gold_country_may_be_a_code(gold: str, right: int) -> None:
    told = {"country": (right, 1), "country_told": (right, 1)}
    assert tally(where("Peru", "PE"), locations=(GoldPlace(country=gold),)) == told


def test_a_country_alone_asks_for_no_place() -> None:
    assert tally({}, locations=(GoldPlace(country="peru"),)) == {"country": (0, 1)}


def test_status_and_effect_are_asked_of_what_was_found() -> None:
    incident = {
        "perpetrators": (
            {"name": "the RB", "kind": "organization", "status": "claimed", **NONE},
            {"name": "gunmen", "kind": "individual", "status": None, **NONE},
        ),
        "targets": ({"name": "Depot", "effect": None, **NONE},),
    }
    statuses = (
        GoldFact(names=("red band", "rb"), values=("claimed", "reported")),
        GoldFact(names=("gunmen",), values=("reported",)),
    )
    effects = (GoldFact(names=("depot",), values=("damaged",)), GoldFact(names=("bus",), values=("destroyed",)))
    assert tally(incident, statuses=statuses, effects=effects) == {
        "perpetrator_status": (1, 1),
        "target_effect": (0, 1),
    }


def test_victims_found_by_name_or_by_words_that_stand_in_the_other() -> None:
    incident = {
        "victims": (
            make_victim("Ana Ruiz"),
            make_victim(group="20 dock workers", count=make_count(20, 20), outcome="injured"),
            make_victim(group="workmen"),
        )
    }
    gold = (
        GoldVictims(names=("ana ruiz", "mayor"), counts=(GoldCount(low=1, high=1),), outcomes=("killed",)),
        GoldVictims(names=("workers",), counts=(GoldCount(low=2, high=None),), outcomes=("killed", "injured")),
        GoldVictims(names=("work",)),
    )
    assert tally(incident, victims=gold) == {
        "victims_found": (2, 3),
        "victim_count_exact": (1, 2),
        "victim_count_within": (2, 2),
        "victim_outcome": (2, 2),
        "victim_all": (1, 2),
    }


@pytest.mark.parametrize(("group", "found"), [("12", 1), ("the 12", 1), ("13", 0), ("12 workers", 0)])
def test_a_group_that_is_only_a_number_is_found_by_it(group: str, found: int) -> None:
    told = tally({"victims": (make_victim(group=group),)}, victims=(GoldVictims(names=("12",)),))
    assert told == {"victims_found": (found, 1)}


def test_of_groups_with_one_name_those_whose_outcome_agrees_are_aligned() -> None:
    incident = {"victims": (make_victim(group="guards", outcome="injured"), make_victim(group="guards"))}
    gold = (GoldVictims(names=("guards",), outcomes=("killed",)), GoldVictims(names=("guards",), outcomes=("injured",)))
    assert tally(incident, victims=gold) == {"victims_found": (2, 2), "victim_outcome": (2, 2), "victim_all": (2, 2)}


def victim(low: int | None, high: int | None) -> Victim:
    return Victim.model_validate(make_victim(group="guards", count=make_count(low, high)))


@pytest.mark.parametrize(
    ("found", "gold", "same", "within"),
    [
        ((6, 6), (6, 6), True, True),
        ((6, 8), (6, 8), True, True),
        ((7, 7), (6, 8), False, True),
        ((6, None), (6, None), True, True),
        ((6, None), (6, 8), False, False),
        ((None, 6), (0, 6), True, True),
        ((None, None), (0, None), False, False),
        ((5, 7), (6, 8), False, False),
    ],
)
def test_counts(found: tuple[int | None, int | None], gold: tuple[int, int | None], same: bool, within: bool) -> None:
    count = GoldCount(low=gold[0], high=gold[1])
    assert (is_same_count(victim(*found), count), is_within(victim(*found), count)) == (same, within)


@pytest.mark.parametrize(("name", "group", "same"), [("Ana", None, True), (None, "guards", False)])
def test_only_a_person_by_name_is_one_without_a_number(name: str | None, group: str | None, same: bool) -> None:
    one = Victim.model_validate(make_victim(name, group))
    assert is_same_count(one, GoldCount(low=1, high=1)) is same


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_the_same_count_lies_within(low: int, more: int, gold_low: int, gold_more: int) -> None:
    found, gold = victim(low, low + more), GoldCount(low=gold_low, high=gold_low + gold_more)
    assert is_within(found, gold) or not is_same_count(found, gold)
