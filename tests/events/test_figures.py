"""One figure by each rule, the history behind it, and what hinges on the rule."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, get_args

import pytest
from event_records import make_incident, make_record
from hypothesis import given
from hypothesis import strategies as st

from summarizer import merge_events
from summarizer.events.figures import (
    Hinge,
    count_hinge,
    is_contested,
    make_hinge,
    make_toll,
    read_figure,
    sum_up,
    tell_figure,
    tell_toll,
)
from summarizer.schemas.event import Event, Figure, FigureRule
from summarizer.schemas.record import Attribution, Count, Evidence, Qualifier, Total, Victim


def figure(
    number: int, day: int | None, article: str, *, counts: bool = True, high: int | Literal["same"] | None = "same"
) -> Figure:
    return Figure(
        incident_id=article,
        article_id=article,
        published=date(2024, 5, day) if day else None,
        figure=number,
        low=number,
        high=number if high == "same" else high,
        qualifier="exact" if high == "same" else "at_least" if high is None else "range",
        said_by=None,
        counts=counts,
        evidence=(),
    )


def at_most(number: int, day: int | None, article: str) -> Figure:
    return figure(number, day, article).model_copy(update={"low": 0})


def claim(number: int, day: int | None, article: str) -> Figure:
    return figure(number, day, article).model_copy(update={"role": "claim"})


RULES = ("agreed", "latest", "conservative", "common", "highest")
REPORTS = [figure(12, 2, "a"), figure(17, 3, "b"), figure(12, 3, "c"), figure(17, 3, "d"), figure(16, 5, "e")]


@pytest.mark.parametrize(
    ("rule", "chosen"), [("agreed", 17), ("latest", 16), ("conservative", 12), ("range", 17), ("common", 17)]
)
def test_each_rule_chooses_its_figure_and_the_rest_stays_in_sight(rule: FigureRule, chosen: int) -> None:
    toll = make_toll(REPORTS, rule)
    assert (toll.chosen, toll.low, toll.best, toll.high, toll.sources, toll.rule) == (chosen, 12, 17, 17, 5, rule)
    assert [one.article_id for one in toll.history] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("history", "chosen"),
    [
        ([figure(12, 2, "a"), figure(12, 2, "b"), figure(12, 2, "c"), figure(17, 3, "d")], 17),
        ([figure(5, 2, "a"), figure(5, 2, "b"), figure(1, 9, "c")], 5),
        ([figure(1, 2, "a"), figure(1, 2, "b"), figure(150, 3, "c"), figure(1, 3, "d")], 1),
        ([figure(12, 2, "a"), figure(12, 2, "b"), figure(17, 2, "c")], 12),
        ([figure(10, 2, "a", high=None), figure(12, 2, "b")], 12),
        ([figure(80, 2, "a", high=None), figure(4, 2, "b")], 4),
        ([figure(10, 2, "a", high=15), figure(12, 2, "b"), figure(9, 2, "c"), figure(20, 2, "d")], 12),
        ([figure(12, None, "a"), figure(12, None, "b"), figure(17, None, "c")], 12),
        ([figure(12, 2, "a"), figure(17, 2, "b")], 17),
        ([figure(12, 3, "a"), figure(17, 2, "b").model_copy(update={"qualifier": "about"})], 12),
        ([figure(1, 2, "a"), figure(1, 2, "b"), figure(3, 4, "c", high=5)], 1),
        ([figure(12, 2, "a"), figure(12, 2, "b"), figure(17, 3, "c", high=None)], 17),
        ([figure(10, 2, "a", high=None)], 10),
    ],
    ids=[
        "a toll that grew", "one of the dead only", "another toll within", "the most", "at least",
        "exact before at least", "between", "no day, no growth", "of equals the highest", "of equals the exact",
        "no growth to a range", "growth to at least", "at least alone",
    ],
)  # fmt: skip
def test_most_sources_agree(history: list[Figure], chosen: int) -> None:
    assert make_toll(history, "agreed").chosen == chosen
    assert make_toll(history[::-1], "agreed").chosen == chosen


def test_of_one_day_the_commonest_is_the_latest_and_a_report_without_a_day_is_the_last_resort() -> None:
    assert make_toll(REPORTS[:4], "latest").chosen == 17
    assert make_toll([figure(9, None, "x"), figure(4, 1, "y")], "latest").chosen == 4
    assert make_toll([figure(9, None, "x")], "latest").chosen == 9


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ([figure(13, 2, "a"), figure(15, 2, "b"), at_most(20, 2, "c")], (13, 15, 20, 15, 13, 15)),
        ([figure(13, 2, "a"), at_most(20, 3, "b")], (13, 13, 20, 13, 13, 13)),
        ([figure(8, 2, "a"), figure(9, 3, "b"), at_most(10, 3, "c"), at_most(10, 4, "d")], (8, 9, 10, 9, 8, 9)),
        ([at_most(20, 2, "a"), figure(25, 3, "b")], (None, 25, 25, 25, 25, 25)),
        ([at_most(20, 2, "a"), at_most(30, 3, "b")], (None, None, 30, None, None, None)),
        ([figure(20, 2, "a"), at_most(20, 2, "b"), figure(14, 2, "c"), figure(14, 2, "d")], (14, 14, 20, 14, 14, 14)),
    ],
)
def test_up_to_so_many_is_no_figure_where_there_is_another(history: list[Figure], told: tuple[int | None, ...]) -> None:
    tolls = {rule: make_toll(history, rule) for rule in get_args(FigureRule)}
    toll = tolls["agreed"]
    chosen = [tolls[rule].borne_out(tolls[rule].chosen) for rule in ("latest", "conservative", "common")]
    assert (toll.borne_out(toll.low), toll.borne_out(toll.best), toll.high, *chosen) == told
    assert not is_contested(make_toll([figure(13, 2, "a", high=None), at_most(20, 2, "b")], "agreed"))
    assert make_toll([claim(60, 2, "a"), at_most(20, 3, "b")], "conservative").chosen == 20


def test_what_those_say_who_did_it_stays_beside_other_figures() -> None:
    history = [claim(60, 2, "a"), figure(10, 3, "b"), figure(14, 4, "c")]
    tolls = {rule: make_toll(history, rule) for rule in get_args(FigureRule)}
    assert {rule: toll.chosen for rule, toll in tolls.items()} == {
        "agreed": 14, "latest": 14, "conservative": 10, "range": 14, "common": 14,
    }  # fmt: skip
    assert (tolls["agreed"].low, tolls["agreed"].best, tolls["agreed"].high) == (10, 14, 60)
    assert is_contested(make_toll([figure(3, 2, "a"), claim(12, 3, "b")], "agreed"))
    assert not is_contested(make_toll([figure(3, 2, "a"), claim(12, 3, "b"), figure(12, 4, "c")], "agreed"))
    assert make_toll([claim(60, 2, "a")], "agreed").chosen == 60
    assert make_toll([claim(9, 2, "a"), claim(9, 2, "b"), figure(5, 2, "c")], "agreed").chosen == 5


def test_the_missing_may_be_fewer_for_any_reason() -> None:
    history = [figure(10, 1, "a"), figure(30, 2, "b"), figure(12, 4, "c")]
    assert make_toll(history, "agreed", deaths=None).chosen == 12
    assert not is_contested(make_toll(history, "agreed", deaths=None), None)
    assert is_contested(make_toll([figure(20, 2, "a"), figure(35, 2, "b")], "agreed", deaths=None), None)


def test_about_so_many_are_as_many_as_a_tenth_more_or_less() -> None:
    about = figure(50, 2, "a").model_copy(update={"qualifier": "about"})
    assert not is_contested(make_toll([about, figure(48, 2, "b"), figure(55, 2, "c", high=None)][:2], "agreed"))
    assert is_contested(make_toll([about, figure(44, 2, "b")], "agreed"))


def test_more_who_died_after_the_highest_figure_leave_no_upper_bound() -> None:
    more = figure(3, 4, "b", counts=False, high=None).model_copy(update={"role": "part"})
    assert make_toll([figure(12, 2, "a"), more], "agreed").bound is None
    assert make_toll([figure(12, 2, "a"), more, figure(15, 4, "c")], "agreed").bound == 15
    assert make_toll([figure(12, None, "a"), more], "agreed").bound == 12


def test_a_copy_is_in_the_history_and_in_no_figure() -> None:
    toll = make_toll([figure(12, 2, "a"), figure(99, 4, "b", counts=False)], "latest")
    assert (toll.chosen, toll.high, toll.sources, len(toll.history)) == (12, 12, 1, 2)


@pytest.mark.parametrize(
    ("history", "bound"),
    [
        ([figure(33, 2, "a", high=None)], None),
        ([figure(30, 2, "a", high=None), figure(33, 2, "b")], 33),
        ([figure(33, 2, "a", high=None), figure(30, 3, "b")], None),
        ([figure(20, 2, "a", high=30), figure(26, 3, "b", high=None)], 30),
        ([figure(12, 2, "a"), figure(33, 2, "b", high=None, counts=False)], 12),
    ],
)
def test_at_least_is_no_upper_bound(history: list[Figure], bound: int | None) -> None:
    assert make_toll(history, "agreed").bound == bound


def test_a_toll_shrinks_by_those_who_died() -> None:
    history = [figure(3, 2, "a"), figure(2, 4, "b")]
    assert make_toll(history, "agreed").chosen == 3
    assert is_contested(make_toll(history, "agreed"))
    deaths = {"a": 1, "b": 2}
    assert make_toll(history, "agreed", deaths=deaths).chosen == 2
    assert make_toll(history, "conservative", deaths=deaths).chosen == 2
    assert not is_contested(make_toll(history, "agreed"), deaths)
    assert is_contested(make_toll([figure(5, 2, "a"), figure(2, 4, "b")], "agreed"), deaths)


@given(st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(1, 9))), min_size=1, max_size=8))
def test_every_rule_stays_within_the_range(reports: list[tuple[int, int | None]]) -> None:
    figures = [figure(number, day, f"a{at}") for at, (number, day) in enumerate(reports)]
    for rule in get_args(FigureRule):
        toll = make_toll(figures, rule)
        assert toll.low <= toll.chosen <= toll.high
        assert toll.low <= toll.best <= toll.high
        assert toll.chosen in [number for number, _ in reports]


@pytest.mark.parametrize(
    ("history", "contested"),
    [
        ([figure(12, 2, "a"), figure(17, 3, "b")], False),
        ([figure(17, 2, "a"), figure(12, 3, "b")], True),
        ([figure(12, 2, "a"), figure(17, 2, "b")], True),
        ([figure(12, 2, "a"), figure(17, 2, "b", counts=False)], False),
        ([figure(12, 2, "a"), figure(12, 2, "b")], False),
        ([figure(5, 2, "a"), figure(12, None, "b")], True),
        ([figure(12, 2, "a"), figure(5, None, "b")], True),
        ([figure(12, 2, "a"), figure(9, 2, "b", high=None)], True),
        ([figure(12, 2, "a"), figure(17, 2, "b", high=None)], True),
    ],
)
def test_growth_is_no_conflict(history: list[Figure], contested: bool) -> None:
    assert is_contested(make_toll(history, "latest")) == contested


@pytest.mark.parametrize(
    ("words", "low", "read"),
    [
        ("dozens", 24, 12),
        ("tens of", 20, 10),
        ("Hundreds", 200, 100),
        ("24", 24, 24),
        ("several", 2, 2),
        ("tens of thousands", 20_000, 20_000),
        ("Hundreds of  millions", 200_000_000, 200_000_000),
    ],
)
def test_vague_words_are_read_as_coders_read_them(words: str, low: int, read: int) -> None:
    text = f"{words} people died."
    evidence = (Evidence(sentence=1, start=0, end=len(words), text=words, status="exact"),)
    count = Count(low=low, high=None, qualifier="several", text=words, evidence=evidence)
    entry = Victim(name=None, group="people", outcome="killed", count=count, said_by=None, evidence=evidence)
    incident = make_incident(text).model_copy(
        update={"victims": (entry,), "totals": {"killed": Total(low=low, high=None)}}
    )
    found = read_figure(make_record(text, incident), incident, "killed")
    assert found is not None
    assert (found.figure, found.low, found.high, found.evidence) == (read, low, None, evidence)
    assert read_figure(make_record(text, incident), incident, "injured") is None


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "told"),
    [("exact", 1, 1, "exact"), ("exact", 1, 4, "range"), ("exact", 1, None, "at_least"), ("about", 1, 4, "about")],
)
def test_a_number_is_not_exact_beside_whom_there_may_be_others(
    qualifier: Qualifier, low: int, high: int | None, told: str
) -> None:
    evidence = (Evidence(sentence=1, start=0, end=3, text="One", status="exact"),)
    count = Count(low=1, high=1, qualifier=qualifier, text="One", evidence=evidence)
    entry = Victim(name=None, group="man", outcome="killed", count=count, said_by=None, evidence=evidence)
    incident = make_incident("One man died.", totals={"killed": Total(low=low, high=high)})
    incident = incident.model_copy(update={"victims": (entry,)})
    found = read_figure(make_record("One man died.", incident), incident, "killed")
    assert found is not None
    assert found.qualifier == told


def test_a_sum_of_what_two_say_names_both() -> None:
    text = "The army said it killed 20 fighters. The rebels said 50 civilians died."
    spans = (("20", "The army"), ("50", "The rebels"), ("fighters", "The army"))
    evidence = {word: (Evidence(sentence=1, start=0, end=len(word), text=word, status="exact"),) for word, _ in spans}
    entries = tuple(
        Victim(
            name=None,
            group=word,
            outcome="killed",
            count=None,
            said_by=Attribution(text=who, evidence=()),
            evidence=held,
        )
        for (word, who), held in zip(spans, evidence.values(), strict=True)
    )
    incident = make_incident(text, totals={"killed": 70}).model_copy(update={"victims": entries})
    found = read_figure(make_record(text, incident), incident, "killed")
    assert found is not None
    assert found.said_by == "The army; The rebels"


def test_up_to_so_many_is_that_figure_and_not_nobody() -> None:
    incident = make_incident("Up to 22 died.", totals={"killed": Total(low=0, high=22)})
    found = read_figure(make_record("Up to 22 died.", incident), incident, "killed")
    assert found is not None
    assert (found.figure, found.low, found.high) == (22, 0, 22)


def measure_hinge(events: Iterable[Event]) -> Hinge:
    return make_hinge(sum(map(count_hinge, events), Counter[str]()))


def test_the_hinge_tells_on_how_many_events_sources_differ() -> None:
    fields: dict[str, Any] = {"type": "bombing", "country": "PK", "places": ["Quetta"]}
    records = []
    for day, killed, source in ((2, 12, "AP"), (2, 17, "BBC"), (20, 3, "AP"), (20, 3, "BBC"), (28, 5, "AP")):
        text = f"A bomb killed {killed} in a market of Quetta, {source} reports."
        incident = make_incident(text, **fields, date=f"2024-05-{day:02}", totals={"killed": killed})
        records.append(make_record(text, incident, source=source, published=date(2024, 5, day)))
    events = merge_events(records)
    hinge = measure_hinge(events)
    assert (hinge.events, hinge.compared, hinge.disagreeing, hinge.share) == (3, 2, 1, 0.5)
    assert hinge.sums == {"killed": {"agreed": 25, "latest": 25, "conservative": 20, "common": 25, "highest": 25}}
    assert sum_up(events[2].casualties["killed"]) == dict.fromkeys(RULES, 5)
    assert measure_hinge([]).share is None


@pytest.mark.parametrize(
    ("others", "sums"),
    [
        ([], {}),
        ([at_most(30, 3, "b")], {}),
        ([figure(5, 3, "b")], dict.fromkeys(RULES[:-1], 5) | {"highest": 20}),
        ([claim(30, 3, "b")], {"agreed": 30, "latest": 30, "common": 30, "highest": 30}),
    ],
)
def test_an_upper_bound_alone_is_added_to_no_sum(others: list[Figure], sums: dict[str, int]) -> None:
    assert sum_up(make_toll([at_most(20, 2, "a"), *others], "agreed")) == sums


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(20, 20, "20"), (0, 20, "up to 20"), (0, 0, "0"), (1200, None, "1,200 or more"), (12, 20, "12 to 20")],
)
def test_what_a_report_gives_is_told_with_its_bounds(low: int, high: int | None, told: str) -> None:
    assert tell_figure(figure(low or high or 0, 2, "a", high=high).model_copy(update={"low": low})) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(20, 20, "20"), (0, 20, "up to 20"), (0, 0, "0"), (20, None, "20 (20 or more)"), (12, 20, "12 (12 to 20)")],
)
def test_a_toll_that_is_an_upper_bound_alone_is_told_as_one(low: int, high: int | None, told: str) -> None:
    one = figure(low or high or 0, 2, "a", high=high).model_copy(update={"low": low})
    assert tell_toll(make_toll([one], "agreed")) == told


def test_a_toll_that_no_figure_bounds_is_told_as_unknown() -> None:
    once = figure(20, 2, "a", high=None).model_copy(update={"low": 0})
    assert tell_toll(make_toll([once], "agreed")) == "unknown"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (at_most(30, 2, "b"), "up to 20 (up to 20 to up to 30)"),
        (figure(30, 2, "b"), "30 (up to 20 to 30)"),
        (figure(30, 2, "b", high=None), "30 (up to 20 to 30 or more)"),
    ],
)
def test_each_bound_of_a_toll_is_told_as_what_it_is(other: Figure, told: str) -> None:
    assert tell_toll(make_toll([at_most(20, 2, "a"), other], "conservative")) == told
