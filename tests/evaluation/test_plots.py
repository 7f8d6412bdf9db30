"""Plots: what is drawn is what is told, within the picture, and never by colour alone."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.plots import Bar, Point, choose_ticks, plot_bars, plot_intervals, plot_points

WIDTH = 380


def parse(svg: str) -> ET.Element:
    root = ET.fromstring(svg)  # noqa: S314 - what this package drew
    assert root.get("role") == "img"
    assert root.get("aria-label")
    return root


def having(root: ET.Element, name: str, class_: str) -> list[ET.Element]:
    return [one for one in root.iter(name) if one.get("class") == class_]


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name) or "")


def test_intervals_stand_where_their_values_are() -> None:
    rows = [("Victim", Interval(value=50, low=25, high=75)), ("micro", Interval(value=0, low=0, high=100))]
    root = parse(plot_intervals("F1", rows))
    dots, ticks = having(root, "circle", "dot"), having(root, "line", "grid")
    first, last = number(ticks[0], "x1"), number(ticks[-1], "x1")
    assert [number(dot, "cx") for dot in dots] == [pytest.approx((first + last) / 2, abs=0.1), first]
    lines = having(root, "line", "spread")
    assert [number(lines[0], end) for end in ("x1", "x2")] == pytest.approx(
        [first + (last - first) / 4, first + (last - first) * 3 / 4], abs=0.1
    )
    assert root.get("aria-label") == "F1. Victim 50.0, 25.0 to 75.0; micro 0.0, 0.0 to 100.0"


def test_differences_have_a_line_at_zero_and_scores_have_none() -> None:
    rows = [("micro", Interval(value=-2, low=-5, high=3))]
    (zero,) = having(parse(plot_intervals("d", rows, choose_ticks(-5, 3))), "line", "axis")
    (dot,) = having(parse(plot_intervals("d", rows, choose_ticks(-5, 3))), "circle", "dot")
    assert number(dot, "cx") < number(zero, "x1")
    assert not having(parse(plot_intervals("d", rows)), "line", "axis")


def test_bars_are_as_long_as_their_counts_and_told_apart_by_pattern() -> None:
    root = parse(plot_bars("Errors", [Bar("Victim", 6, 3, 1), Bar("Weapon", 0, 0, 0)]))
    found = {kind: [number(one, "width") for one in having(root, "rect", kind)] for kind in Bar._fields[1:]}
    right, spurious, missing = (widths[0] for widths in found.values())
    assert right == pytest.approx(6 * missing, abs=0.5)
    assert spurious == pytest.approx(3 * missing, abs=0.5)
    assert [widths[1] for widths in found.values()] == [0, 0, 0]
    starts = [number(having(root, "rect", kind)[0], "x") for kind in Bar._fields[1:]]
    assert starts[1] == pytest.approx(starts[0] + right, abs=0.2)
    assert starts[2] == pytest.approx(starts[1] + spurious, abs=0.2)
    assert root.find(".//pattern") is not None
    assert "Victim: 6 right, 3 spurious, 1 missing" in (root.get("aria-label") or "")


def test_points_run_right_with_x_and_up_with_y() -> None:
    points = [Point("low", 10, 20, 15, 25), Point("high", 90, 80, 80, 80)]
    low, high = having(parse(plot_points("p", points, ("recall", "precision"))), "circle", "dot")
    assert number(low, "cx") < number(high, "cx")
    assert number(low, "cy") > number(high, "cy")


def test_lines_of_equal_f1_are_drawn_only_when_asked_for() -> None:
    points = [Point("a", 50, 50, 50, 50)]
    assert not having(parse(plot_points("p", points, ("x", "y"))), "polyline", "iso")
    root = parse(plot_points("p", points, ("x", "y"), iso_f1=True))
    assert len(having(root, "polyline", "iso")) == 4


def test_a_point_lies_between_the_lines_of_its_f1() -> None:
    root = parse(plot_points("p", [Point("a", 50, 50, 50, 50)], ("x", "y"), iso_f1=True))
    (dot,) = having(root, "circle", "dot")
    x, y = number(dot, "cx"), number(dot, "cy")
    heights = []
    for line in having(root, "polyline", "iso")[1:3]:
        places = [tuple(map(float, place.split(","))) for place in (line.get("points") or "").split()]
        heights.append(min(places, key=lambda place: abs(place[0] - x))[1])
    assert heights[0] > y > heights[1]


def test_names_are_text_and_long_ones_are_cut() -> None:
    hostile = '<b>"&' + "x" * 100
    for svg in (
        plot_intervals(hostile, [(hostile, Interval(value=1, low=1, high=1))]),
        plot_bars(hostile, [Bar(hostile, 1, 1, 1)]),
        plot_points(hostile, [Point(hostile, 1, 1, 1, 1)], (hostile, hostile)),
    ):
        root = parse(svg)
        assert root.find(".//b") is None
        assert all(len(text.text or "") <= 26 for text in root.iter("text"))
        assert hostile in (root.get("aria-label") or "")


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, (0, 20, 40, 60, 80, 100)),
        (0, 0, (0, 0.2)),
        (-5, 3, (-6, -4, -2, 0, 2, 4)),
        (2, 3, (0, 1, 2, 3)),
        (0, 1376, (0, 500, 1000, 1500)),
        (-8, -1, (-8, -6, -4, -2, 0)),
    ],
)
def test_ticks_are_round_and_hold_zero(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert choose_ticks(low, high) == pytest.approx(ticks)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_ticks_lie_around_both_ends_at_equal_steps(low: float, high: float) -> None:
    ticks = choose_ticks(min(low, high), max(low, high))
    steps = [after - before for before, after in pairwise(ticks)]
    slack = 1e-9 * max(map(abs, ticks))
    assert ticks[0] <= min(low, high) + slack
    assert ticks[-1] >= max(low, high) - slack
    assert 2 <= len(ticks) <= 8
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert min(map(abs, ticks)) == 0


POINTS = st.builds(
    lambda name, x, y: Point(name, x, y, max(y - 5, 0), min(y + 5, 100)),
    st.text("abcdefgh", min_size=1, max_size=30),
    st.floats(0, 100),
    st.floats(0, 100),
)


@given(st.lists(POINTS, max_size=8))
def test_names_stand_within_the_picture_and_never_on_each_other(points: list[Point]) -> None:
    root = parse(plot_points("p", points, ("x", "y")))
    boxes = []
    for text in having(root, "text", "name"):
        y, wide = number(text, "y"), 6.6 * len(text.text or "")
        x = number(text, "x") - (wide if text.get("text-anchor") == "end" else 0)
        assert x >= -0.1
        assert x + wide <= WIDTH + 0.1
        assert 10 <= y <= 285
        boxes.append((x, x + wide, y))
    for at, (start, end, y) in enumerate(boxes):
        for begin, stop, other in boxes[at + 1 :]:
            assert end <= begin + 0.1 or stop <= start + 0.1 or abs(y - other) >= 12.9
