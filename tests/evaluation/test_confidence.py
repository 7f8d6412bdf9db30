"""Confidences against the gold: what counts as right, and the measures of how far one tells the other."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from summarizer.cli.score_view import show_evaluation
from summarizer.evaluation.confidence import Bin, Judged, judge_confidences, measure, measure_all
from summarizer.evaluation.gold import GoldCount, GoldDate, GoldPlace, GoldTemplate, GoldVictims
from summarizer.evaluation.page import render_page
from summarizer.evaluation.scores import report_all, score_run
from summarizer.schemas.record import Incident
from tests.evaluation.test_alignment import NONE, make_count, make_incident, make_victim
from tests.evaluation.test_scores import GOLD, make_record

D = date(2024, 3, 5)
GUARDS = GoldVictims(names=("guards",), counts=(GoldCount(low=2, high=2),), outcomes=("killed",))
GOLD_INCIDENT = GoldTemplate(
    types=("attack",),
    roles={"PerpOrg": (("Red Band", "RB"),), "Weapon": (("car bomb",),)},
    dates=(GoldDate(earliest=D, latest=D),),
    locations=(GoldPlace(country="Peru", places=(("Lima",), ("Callao",))),),
    victims=(GUARDS,),
)


def full_incident() -> Incident:
    place = {
        "country": "Peru",
        "country_code": "PE",
        "country_evidence": (),
        "country_confidence": 0.2,
        "places": ({"name": "Lima", "confidence": 0.3, **NONE}, {"name": "Cusco", "confidence": 0.35, **NONE}),
    }
    when = {"text": "then", "earliest": D, "latest": D, "precision": "day", "basis": "explicit", "confidence": 0.4}
    perpetrators = (
        {"name": "RB", "kind": "organization", "status": "claimed", "confidence": 0.5, **NONE},
        {"name": "RB", "kind": "individual", "status": None, "confidence": 0.55, **NONE},
        {"name": "Nobody", "kind": "individual", "status": None, **NONE},
    )
    victims = (
        make_victim(group="guards", count=make_count(2, 2), confidence=0.6),
        make_victim(group="guards", count=make_count(3, 3), confidence=0.65),
        make_victim(group="guards", count=make_count(2, 2), outcome="injured", confidence=0.68),
    )
    weapons = ({"name": "a car bomb", "confidence": 0.7, **NONE}, {"name": "rifle", "confidence": 0.75, **NONE})
    targets = ({"name": "bank", "effect": None, "confidence": 0.8, **NONE},)
    return make_incident(
        place=place, date=when | NONE, perpetrators=perpetrators, victims=victims, weapons=weapons, targets=targets,
        confidence=0.1,
    )  # fmt: skip


def test_a_value_is_right_where_the_aligned_incident_of_the_gold_has_it() -> None:
    told = judge_confidences([full_incident()], [GOLD_INCIDENT], [(0, 0)])
    assert sorted((one.confidence, one.right) for one in told) == [
        (0.1, True), (0.2, True), (0.3, True), (0.35, False), (0.4, True), (0.5, True), (0.55, False), (0.6, True),
        (0.65, False), (0.68, False), (0.7, True), (0.75, False), (0.8, False),
    ]  # fmt: skip


def test_what_gold_of_names_alone_has_not_is_not_judged() -> None:
    told = judge_confidences([full_incident()], [GOLD_INCIDENT], [(0, 0)], names_only=True)
    assert {one.kind for one in told} == {"incident", "date", "country", "perpetrator", "weapon", "target"}


def test_all_is_wrong_of_an_incident_that_the_gold_has_not() -> None:
    told = judge_confidences([full_incident()], [GOLD_INCIDENT], [])
    assert len(told) == 13
    assert not any(one.right for one in told)


def test_what_the_gold_does_not_say_is_not_judged() -> None:
    silent = GoldTemplate(types=("attack",), roles={})
    told = judge_confidences([full_incident()], [silent], [(0, 0)])
    assert {"date", "country", "place"}.isdisjoint(one.kind for one in told)


def judged(*values: tuple[float, bool]) -> list[Judged]:
    return [Judged("victim", confidence, right) for confidence, right in values]


def test_the_measures() -> None:
    told = measure(judged((0.9, True), (0.95, True), (0.92, False), (0.1, False), (1.0, True), (0.15, True)))
    assert (told.right, told.of) == (4, 6)
    assert [(one.low, one.right, one.of) for one in told.bins] == [(0.1, 1, 2), (0.9, 3, 4)]
    assert told.bins[0] == Bin(low=0.1, high=0.2, confidence=0.125, right=1, of=2)
    assert told.ece == pytest.approx((2 * abs(0.125 - 0.5) + 4 * abs(0.9425 - 0.75)) / 6)
    assert told.auc == pytest.approx(6 / 8)  # of pairs of a right one and a wrong one, those in order
    assert told.brier == pytest.approx((0.01 + 0.0025 + 0.8464 + 0.01 + 0 + 0.7225) / 6)


def test_without_wrong_ones_there_is_no_curve() -> None:
    assert measure(judged((0.9, True))).auc is None


def test_incidents_are_measured_apart_and_what_has_none_is_left_out() -> None:
    told = measure_all([Judged("incident", 0.5, right=True), *judged((0.5, False), (0.5, True))])
    assert {name: one.of for name, one in told.items()} == {"incidents": 1, "values": 2}
    assert measure_all([]) == {}


def attack(**changes: Any) -> Incident:
    return make_incident(**changes)


def test_the_reports_show_it_where_a_run_has_confidences() -> None:
    sure = score_run([make_record("a.txt", attack(confidence=0.75)), make_record("b.txt")], GOLD)
    told = report_all("run", sure, {})
    assert told.evaluation.reliability["incidents"].bins[0].confidence == 0.75
    assert 'id="reliability"' in render_page(told)
    unsure = report_all("run", score_run([make_record("a.txt", attack())], GOLD), {})
    assert unsure.evaluation.reliability == {}
    assert 'id="reliability"' not in render_page(unsure)


def test_a_terminal_shows_tenths() -> None:
    told = report_all("run", score_run([make_record("a.txt", attack(confidence=0.75))], GOLD), {})
    console = Console(width=140, file=StringIO())
    console.print(show_evaluation(told.evaluation))
    assert isinstance(console.file, StringIO)
    assert "0.7 to 0.8" in console.file.getvalue()


def test_a_narrow_terminal_shows_the_names_of_all_scores() -> None:
    told = report_all("run", score_run([make_record("a.txt", attack())], GOLD), {}).evaluation
    console = Console(width=80, file=StringIO())
    console.print(show_evaluation(told))
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert [name for name in [*told.invented, *told.details, *told.grounding] if f"│ {name} " not in shown] == []
