"""All scores of a run as one page that stands alone: no script, no network, everything from outside escaped."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.evaluation.confidence import JUDGED, Reliability
from summarizer.evaluation.details import DETAILS, INVENTED
from summarizer.evaluation.figures import MICRO, Comparison, Evaluation, Report
from summarizer.evaluation.plots import Bar, Point, choose_ticks, plot_bars, plot_intervals, plot_points
from summarizer.evaluation.register import ERRORS, REGISTER
from summarizer.language.folding import clean

_FOLDER = Path(__file__).parent


def render_page(report: Report) -> str:
    """The page as HTML. Its policy permits this very style and nothing else; control characters are shown as marks."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - lazy: keeps --help fast
    from markupsafe import Markup  # noqa: PLC0415 - lazy, too

    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    pages = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    pages.filters |= {
        "one": lambda value: "–" if value is None else f"{value:.1f}",
        "two": lambda value: f"{value:.2f}",
        "signed": lambda value: f"{value:+.1f}",
        "field": lambda scores, name: {key: getattr(score, name) for key, score in scores.items()},
    }
    plots = {name: Markup(svg) for name, svg in _draw(report).items()}  # noqa: S704 - plotting escapes
    return pages.get_template("page.html").render(
        report=report,
        style=Markup(style),  # noqa: S704 - this package's own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        plots=plots,
        compared=[
            (
                other,
                Markup(_draw_difference(other.comparison)),  # noqa: S704 - as above
                sorted(other.comparison.changed, key=lambda one: -abs(one.f1 - one.other_f1)),
            )
            for other in report.others
        ],
        runs=list(_runs(report)),
        what=DETAILS,
        what_invented=INVENTED,
        what_registered=REGISTER | ERRORS,
        what_judged=JUDGED,
        wrong=[one for one in report.documents if one.missing or one.spurious],
    )


def _runs(report: Report) -> Iterator[tuple[str, Evaluation]]:
    yield report.run, report.evaluation
    yield from ((other.run, other.evaluation) for other in report.others)


def _draw(report: Report) -> dict[str, str]:
    parts = {name: part for name, part in report.evaluation.parts.items() if not part.is_empty}
    roles = {name: part for name, part in parts.items() if name != MICRO}
    bars = [Bar(name, one.right, one.predicted - one.right, one.gold - one.found) for name, one in roles.items()]
    trade = [_exact(name, one.recall.value, one.precision.value) for name, one in parts.items()]
    return {
        "scores": plot_intervals(
            "F1 of each part with its 95% interval", [(name, one.f1) for name, one in parts.items()]
        ),
        "trade": plot_points("Precision against recall", trade, ("recall", "precision"), iso_f1=True),
        "bars": plot_bars("Right, spurious and missing values of each part", bars),
        **dict(_draw_costs(list(_runs(report)))),
        **{f"reliability {name}": _draw_reliability(one) for name, one in report.evaluation.reliability.items()},
    }


def _exact(name: str, x: float, y: float) -> Point:
    return Point(name, x, y, y, y)


def _draw_costs(runs: Sequence[tuple[str, Evaluation]]) -> Iterator[tuple[str, str]]:
    """Plots of the median tokens and seconds of an article against F1, each of the runs that know them."""
    asked = [(name, one) for name, one in runs if not one.parts[MICRO].is_empty]
    known = [(clean(name), one.parts[MICRO].f1, one.effort) for name, one in asked if one.effort]
    tokens = [
        Point(name, effort.prompt_tokens_median + effort.completion_tokens_median, f1.value, f1.low, f1.high)
        for name, f1, effort in known
        if effort.prompt_tokens_median is not None and effort.completion_tokens_median is not None
    ]
    seconds = [Point(name, effort.seconds_median, f1.value, f1.low, f1.high) for name, f1, effort in known]
    for unit, points in (("tokens", tokens), ("seconds", seconds)):
        if points:
            ticks = choose_ticks(0, max(point.x for point in points))
            yield unit, plot_points(f"Median {unit} of an article against F1", points, (unit, "F1"), ticks)


def _draw_reliability(told: Reliability) -> str:
    """The share right against the confidence, each tenth named by how many values it holds."""
    points = [_exact(str(one.of), 100 * one.confidence, 100 * one.right / one.of) for one in told.bins]
    return plot_points("Share right against confidence", points, ("confidence", "share right"), diagonal=True)


def _draw_difference(told: Comparison) -> str:
    rows = [(name, one) for name, one in told.difference.items() if one]
    ticks = choose_ticks(min((one.low for _, one in rows), default=0), max((one.high for _, one in rows), default=0))
    return plot_intervals("Difference in F1 of each part with its 95% interval", rows, ticks)
