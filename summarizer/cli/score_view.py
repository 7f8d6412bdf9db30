"""Scores as tables for a terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from summarizer.evaluation.details import DETAILS
from summarizer.evaluation.event_scores import EventScores
from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.scores import Comparison, Evaluation, ShareScore
from summarizer.language.folding import clean

NAMED = 10


def show_evaluation(told: Evaluation) -> RenderableType:
    """The scores of one run: the parts, the details, what the values stand on, and what was not scored."""
    return Group(
        _show_coverage(told), _show_parts(told), _show_details(told), _show_grounding(told), _show_effort(told)
    )


def _show_coverage(told: Evaluation) -> Text:
    how = "those without a record as empty" if told.all_gold else "only documents of the run"
    lines = [f"{told.gold}: {told.documents} documents scored, {how}. Intervals: 95%, bootstrap over documents."]
    for names, what in (
        (told.without_gold, "documents of the run have no gold"),
        (told.without_record, "gold documents have no record in the run"),
    ):
        if names:
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            lines.append(f"{len(names)} {what}: {', '.join(names[:NAMED])}{more}")
    return Text(clean("\n".join(lines)))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    return table


def _show_parts(told: Evaluation) -> Table:
    table = _table("Templates", "part", "precision", "recall", "F1", "95%", "run", "gold")
    for name, part in told.parts.items():
        values = (f"{one.value:.1f}" for one in (part.precision, part.recall, part.f1))
        table.add_row(name, *values, _bounds(part.f1), str(part.predicted), str(part.gold))
    return table


def _show_details(told: Evaluation) -> Table:
    table = _table("Details", "score", "percent", "95%", "right", "of")
    table.add_column("what", justify="left")
    for name, score in told.details.items():
        table.add_row(name, *_share_cells(score), DETAILS[name])
    return table


def _show_grounding(told: Evaluation) -> Table:
    table = _table("Evidence of the values", "status", "percent", "95%", "pieces", "of")
    for name, score in told.grounding.items():
        table.add_row(name, *_share_cells(score))
    return table


def _share_cells(score: ShareScore) -> tuple[str, str, str, str]:
    percent, bounds = (f"{score.percent.value:.1f}", _bounds(score.percent)) if score.percent else ("-", "-")
    return percent, bounds, str(score.right), str(score.of)


def _bounds(score: Interval) -> str:
    return f"{score.low:.1f} to {score.high:.1f}"


def _show_effort(told: Evaluation) -> Text:
    findings = ", ".join(f"{mean:.2f} {severity}" for severity, mean in told.findings.items())
    lines = [f"Findings in a record, on average: {findings}"]
    if told.effort:
        tokens = (told.effort.prompt_tokens_mean, told.effort.completion_tokens_mean)
        prompt, answer = ("unknown" if mean is None else f"{mean:.0f}" for mean in tokens)
        seconds = f"{told.effort.seconds_mean:.1f} s on average, {told.effort.seconds_median:.1f} s in the median"
        lines.append(f"An article took {prompt} prompt and {answer} answer tokens on average, {seconds}")
    return Text("\n".join(lines))


def show_comparison(other: str, told: Comparison) -> RenderableType:
    """The run and another: F1 of each, the difference with its interval, and the documents that changed most, first."""
    heading = Text(clean(f"Compared with {other}"), style="bold")
    table = _table(f"Difference in F1 over {told.documents} documents", "part", "run", "other", "difference", "95%")
    for name, difference in told.difference.items():
        first, second = told.f1[name]
        table.add_row(name, f"{first:.1f}", f"{second:.1f}", f"{difference.value:+.1f}", _bounds(difference))
    changed = _table(f"{len(told.changed)} documents changed", "document", "run", "other", "difference")
    for one in sorted(told.changed, key=lambda one: -abs(one.f1 - one.other_f1)):
        changed.add_row(
            Text(clean(one.doc_id)), f"{one.f1:.1f}", f"{one.other_f1:.1f}", f"{one.f1 - one.other_f1:+.1f}"
        )
    return Group(heading, table, changed)


def show_event_scores(told: EventScores) -> RenderableType:
    """The scores of a run's events: which reports are together, pairs of reports first, and how far tolls are off."""
    missing = f"; {len(told.missing)} are in no event and count as alone" if told.missing else ""
    heading = (
        f"{told.gold}: {told.reports} reports of {told.gold_events} gold events, in {told.events} events{missing}."
    )
    table = _table("Reports of one event", "", "precision", "recall", "F1")
    for name, scores in (("pairs", told.pairwise), ("B-cubed", told.b_cubed)):
        table.add_row(name, *map(_or_dash, (scores.precision, scores.recall, scores.f1)))
    parts: list[RenderableType] = [Text(clean(heading)), table]
    if told.tolls:
        tolls = _table("Tolls of events with several figures", "", "events", "exact", "one report's", "off by", "one's")
        for outcome, toll in told.tolls.items():
            shares = (f"{toll.merged_exact:.1f} %", f"{toll.single_exact:.1f} %")
            tolls.add_row(outcome, str(toll.events), *shares, f"{toll.merged_off:.2f}", f"{toll.single_off:.2f}")
        parts.append(tolls)
    return Group(*parts)


def _or_dash(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
