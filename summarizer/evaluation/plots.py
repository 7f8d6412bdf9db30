"""Plots as SVG: values in, text out, styled by the classes of the page around them.

Every plot is as wide as a phone's screen and carries its numbers in a description for those who cannot see it. Nothing
is told by colour alone: each mark has its name beside it, and bars differ in pattern.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from summarizer.evaluation.intervals import Interval

_WIDTH, _NAMES, _EDGE, _ROW, _TOP, _BOTTOM = 380.0, 78.0, 14.0, 26.0, 6.0, 18.0
_LEFT, _FLOOR = 34.0, 280.0
_CHARACTER, _LINE, _AWAY = 6.6, 13.0, 14.0
_PERCENTS = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
_LONGEST_NAME = 24
_LEAST = 1e-9


class Bar(NamedTuple):
    """A row of a bar plot: how many are right, spurious and missing."""

    name: str
    right: int
    spurious: int
    missing: int


class Point(NamedTuple):
    """A named point; ``low`` and ``high`` are the ends of what y could have been, y itself where that is not known."""

    name: str
    x: float
    y: float
    low: float
    high: float


class _Scale(NamedTuple):
    """From values to places: ``low`` and ``high`` stand at ``start`` and ``end``."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        return self.start + (self.end - self.start) * (value - self.low) / ((self.high - self.low) or 1)


def plot_intervals(title: str, rows: Sequence[tuple[str, Interval]], ticks: Sequence[float] = _PERCENTS) -> str:
    """Values as dots on the lines of their intervals, a row each, between the first and the last tick."""
    scale, floor = _Scale(ticks[0], ticks[-1], _NAMES, _WIDTH - _EDGE), _TOP + _ROW * len(rows)
    parts = [*_upright(ticks, scale, floor)]
    if ticks[0] < 0 < ticks[-1]:
        parts.append(_line(scale.place(0), _TOP, scale.place(0), floor, "axis"))
    for index, (name, one) in enumerate(rows):
        y = _TOP + _ROW * (index + 0.5)
        left, middle, right = map(scale.place, (one.low, one.value, one.high))
        parts += [_text(name, 0, y + 4), _line(left, y, right, y, "spread")]
        parts += [_line(end, y - 4, end, y + 4, "spread") for end in (left, right)]
        parts.append(_tag("circle", cx=middle, cy=y, r=4.5, class_="dot"))
    told = "; ".join(f"{name} {one.value:.1f}, {one.bounds}" for name, one in rows)
    return _figure(title, told, floor + _BOTTOM, parts)


def plot_bars(title: str, rows: Sequence[Bar]) -> str:
    """How many are right (filled), spurious (hatched) and missing (only outlined), one bar for each row."""
    ticks = choose_ticks(0, max((sum(row[1:]) for row in rows), default=0))
    scale, floor = _Scale(0, ticks[-1], _NAMES, _WIDTH - _EDGE), _TOP + _ROW * len(rows)
    stripe = _line(0, 0, 0, 6, "stripe")
    hatch = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    parts = [_tag("defs", _tag("pattern", stripe, id="hatch", width=5, height=6, **hatch))]
    parts += _upright(ticks, scale, floor)
    for index, row in enumerate(rows):
        y, done = _TOP + _ROW * index + 5, 0
        parts.append(_text(row.name, 0, y + 12))
        for kind, count in zip(Bar._fields[1:], row[1:], strict=True):
            start, end = scale.place(done), scale.place(done + count)
            parts.append(_tag("rect", x=start, y=y, width=end - start, height=_ROW - 10, class_=kind))
            done += count
    told = "; ".join(f"{row.name}: {row.right} right, {row.spurious} spurious, {row.missing} missing" for row in rows)
    return _figure(title, told, floor + _BOTTOM, parts)


def plot_points(
    title: str,
    points: Sequence[Point],
    axes: tuple[str, str],
    ticks: Sequence[float] = _PERCENTS,
    *,
    iso_f1: bool = False,
    diagonal: bool = False,
) -> str:
    """Points with their names, y in percent, x between the first and the last tick; ``axes`` name x and y.

    ``iso_f1`` draws the lines on which F1 is 20, 40, 60 and 80, where x is recall and y is precision, and ``diagonal``
    the one on which x and y, both in percent, are the same.
    """
    across, up = _Scale(ticks[0], ticks[-1], _LEFT, _WIDTH - _EDGE), _Scale(0, 100, _FLOOR, _TOP)
    parts = [*_upright(ticks, across, _FLOOR), *_level(up, across)]
    if iso_f1:
        parts += [part for f1 in _PERCENTS[1:-1] for part in _iso_line(f1, across, up)]
    if diagonal:
        parts.append(_line(across.place(0), up.place(0), across.place(100), up.place(100), "iso"))
    parts += _name_points([(one.name, across.place(one.x), up.place(one.y)) for one in points])
    for one in points:
        x, y = across.place(one.x), up.place(one.y)
        parts += [_line(x, up.place(one.low), x, up.place(one.high), "spread")]
        parts.append(_tag("circle", cx=x, cy=y, r=4.5, class_="dot"))
    parts.append(_text(f"{axes[0]} →", _WIDTH - _EDGE, _FLOOR + _BOTTOM + _LINE, "tick", "end"))
    parts.append(_text(f"↑ {axes[1]}", _LEFT + 4, _TOP + 10, "tick"))
    told = "; ".join(f"{one.name}: {axes[0]} {one.x:.1f}, {axes[1]} {one.y:.1f}" for one in points)
    return _figure(title, told, _FLOOR + _BOTTOM + _LINE + 6, parts)


def choose_ticks(low: float, high: float, steps: int = 5) -> tuple[float, ...]:
    """Round numbers around both ends and 0, at most two more than ``steps`` apart by 1, 2 or 5 times a power of ten."""
    low, high = min(low, 0.0), max(high, 0.0)
    rough = (high - low if high - low > _LEAST else 1.0) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if power * factor >= rough)
    first = math.floor(low / step)
    return tuple(step * at for at in range(first, max(math.ceil(high / step), first + 1) + 1))


def _iso_line(f1: float, across: _Scale, up: _Scale) -> Iterator[str]:
    first = 100 * f1 / (200 - f1)
    recalls = [first + (100 - first) * step / 40 for step in range(41)]
    places = [(across.place(recall), up.place(f1 * recall / (2 * recall - f1))) for recall in recalls]
    yield _tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places), class_="iso")
    yield _text(f"F1 {f1:.0f}", _WIDTH - _EDGE - 2, places[-1][1] + 4, "tick", "end")


def _name_points(points: Sequence[tuple[str, float, float]]) -> Iterator[str]:
    """The names beside their points, moved up or down just so far that none stands on another, and lines to them."""
    taken = list[tuple[float, float, float]]()
    for name, x, y in sorted(points, key=lambda point: point[2]):
        wide = _CHARACTER * min(len(name), _LONGEST_NAME)
        right = x + _AWAY + wide <= _WIDTH
        start = x + _AWAY if right else max(x - _AWAY - wide, 0)
        beside = [other for begin, end, other in taken if begin < start + wide and start < end]
        line = next((at for at in _nearest_lines(y + 4) if all(abs(at - other) >= _LINE for other in beside)), y + 4)
        taken.append((start, start + wide, line))
        yield _line(x, y, start - 2 if right else start + wide + 2, line - 4, "leader")
        yield _text(name, start, line) if right else _text(name, start + wide, line, anchor="end")


def _nearest_lines(y: float) -> Iterator[float]:
    """The lines within the picture, the nearest to a height first."""
    lines = (y + sign * step for step in range(int(_FLOOR)) for sign in (1, -1))
    return (line for line in lines if _TOP + 10 <= line <= _FLOOR)


def _upright(ticks: Sequence[float], scale: _Scale, floor: float) -> Iterator[str]:
    for tick in ticks:
        yield _line(scale.place(tick), _TOP, scale.place(tick), floor, "grid")
        yield _text(f"{tick:.6g}", scale.place(tick), floor + 13, "tick", "middle")


def _level(up: _Scale, across: _Scale) -> Iterator[str]:
    for tick in _PERCENTS:
        yield _line(across.start, up.place(tick), across.end, up.place(tick), "grid")
        yield _text(f"{tick:.0f}", across.start - 4, up.place(tick) + 4, "tick", "end")


def _text(text: str, x: float, y: float, class_: str = "name", anchor: str = "start") -> str:
    """Text, of a long one its end: that is where the folders of runs differ."""
    shown = text if len(text) <= _LONGEST_NAME else f"…{text[1 - _LONGEST_NAME :]}"
    return _tag("text", escape(shown), x=x, y=y, class_=class_, text_anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return _tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def _figure(title: str, told: str, height: float, parts: Iterable[str]) -> str:
    box = f"0 0 {_WIDTH:.0f} {height:.0f}"
    return _tag("svg", *parts, viewBox=box, role="img", aria_label=f"{title}. {told}", class_="plot")


def _tag(name: str, *inside: str, **attributes: str | float) -> str:
    """An element: ``inside`` is markup, attributes are escaped; ``class_`` is class and ``text_anchor`` text-anchor."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_write(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def _write(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
