"""Scores as tables for a terminal."""

from collections.abc import Iterator, Mapping

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from summarizer.cli.number_tables import NumberTable
from summarizer.evaluation.confidence import JUDGED, Reliability
from summarizer.evaluation.details import DETAILS, INVENTED
from summarizer.evaluation.event_scores import EventScores
from summarizer.evaluation.figures import (
    CEAF_RME,
    Comparison,
    Evaluation,
    MeanScore,
    PartScore,
    RegisterScore,
    ShareScore,
)
from summarizer.evaluation.register import ERRORS, REGISTER
from summarizer.language.folding import clean
from summarizer.language.plurals import tell_count

NAMED = 10


def show_evaluation(told: Evaluation) -> RenderableType:
    """The scores of one run: the parts, the details, what the values stand on, and what was not scored."""
    return Group(
        _show_coverage(told),
        _show_parts("Templates", told.parts),
        _show_parts(f"Role fillers alone: {CEAF_RME}", told.ceaf_rme),
        _show_invented(told),
        *_show_register(told.entries),
        _show_shares("Details", told.details, DETAILS),
        _show_grounding(told),
        *_show_reliability(told.reliability),
        _show_effort(told),
    )


def _show_coverage(told: Evaluation) -> Text:
    how = "those without a record as empty" if told.all_gold else "only documents of the run"
    scored = tell_count(told.documents, "document")
    lines = [f"{told.gold}: {scored} scored, {how}. Intervals: 95%, bootstrap over documents."]
    for names, what in (
        (told.without_gold, ("document of the run has no gold", "documents of the run have no gold")),
        (told.without_record, ("gold document has no record in the run", "gold documents have no record in the run")),
    ):
        if names:
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            lines.append(f"{tell_count(len(names), *what)}: {'; '.join(names[:NAMED])}{more}")
    return Text("\n".join(map(clean, lines)))


def _table(title: str, *columns: str) -> NumberTable:
    table = NumberTable(title=title, title_justify="left")
    for column in columns:
        is_name = column == columns[0]
        justify: JustifyMethod = "left" if is_name or column == "what" else "right"
        table.add_column(column, justify=justify, no_wrap=column not in ("what", "95%"))
    return table


def _show_parts(title: str, parts: Mapping[str, PartScore]) -> Table:
    table = _table(title, "part", "precision", "recall", "F1", "95%", "run", "gold")
    for name, part in parts.items():
        values = [f"{one.value:.1f}" for one in (part.precision, part.recall, part.f1)]
        told = ["-"] * 4 if part.is_empty else [*values, part.f1.bounds]
        table.add_row(name, *told, str(part.predicted), str(part.gold))
    return table


def _show_invented(told: Evaluation) -> Table:
    table = _table("Invented incidents", "score", "% with none", "95%", "none", "of", "each", "95%")
    table.caption = "\n".join(f"{name}: {INVENTED[name]}" for name in told.invented)
    table.caption_justify = "left"
    for name, score in told.invented.items():
        table.add_row(name, *_share_cells(score.clean), *_mean_cells(score.a_document)[:2])
    return table


def _show_register(told: RegisterScore | None) -> Iterator[Table]:
    """What a register says, where the gold is one's."""
    if told is None:
        return
    yield _show_shares("The register's entries, of all documents", told.shares, REGISTER)
    table = _table("Absolute errors", "score", "mean", "95%", "sum", "of", "what")
    for name, error in told.errors.items():
        table.add_row(name, *_mean_cells(error), ERRORS[name])
    yield table


def _show_shares(title: str, scores: Mapping[str, ShareScore], what: Mapping[str, str]) -> Table:
    table = _table(title, "score", "percent", "95%", "right", "of", "what")
    for name, score in scores.items():
        table.add_row(name, *_share_cells(score), what[name])
    return table


def _show_grounding(told: Evaluation) -> Table:
    table = _table("Evidence of the values", "status", "percent", "95%", "pieces", "of")
    for name, score in told.grounding.items():
        table.add_row(name, *_share_cells(score))
    return table


def _show_reliability(told: Mapping[str, Reliability]) -> Iterator[Table]:
    """How confidences meet the gold, where the run has any: all together, then by tenths."""
    for name, one in told.items():
        auc = "-" if one.auc is None else f"{one.auc:.2f}"
        title = f"Confidence of {JUDGED[name]}: calibration error {one.ece:.3f}, AUC {auc}, Brier score {one.brier:.3f}"
        table = _table(title, "confidence", "mean", "right", "of", "share")
        for held in one.bins:
            cells = (f"{held.confidence:.2f}", str(held.right), str(held.of), f"{held.right / held.of:.2f}")
            table.add_row(f"{held.low:.1f} to {held.high:.1f}", *cells)
        yield table


def _share_cells(score: ShareScore) -> tuple[str, str, str, str]:
    percent, bounds = (f"{score.percent.value:.1f}", score.percent.bounds) if score.percent else ("-", "-")
    return percent, bounds, str(score.right), str(score.of)


def _mean_cells(score: MeanScore) -> tuple[str, str, str, str]:
    if score.mean is None:
        return "-", "-", str(score.total), str(score.of)
    bounds = f"{score.mean.low:.2f} to {score.mean.high:.2f}"
    return f"{score.mean.value:.2f}", bounds, str(score.total), str(score.of)


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
    title = f"Difference in F1 over {tell_count(told.documents, 'document')}"
    table = _table(title, "part", "run", "other", "difference", "95%")
    for name, difference in told.difference.items():
        told_difference = (f"{difference.value:+.1f}", difference.bounds) if difference else ("-", "-")
        table.add_row(name, *map(_or_dash, told.f1[name]), *told_difference)
    changed = _table(f"{tell_count(len(told.changed), 'document')} changed", "document", "run", "other", "difference")
    for one in sorted(told.changed, key=lambda one: -abs(one.f1 - one.other_f1)):
        changed.add_row(
            Text(clean(one.doc_id)), f"{one.f1:.1f}", f"{one.other_f1:.1f}", f"{one.f1 - one.other_f1:+.1f}"
        )
    return Group(heading, table, changed)


def show_event_scores(told: EventScores) -> RenderableType:
    """The scores of a run's events: which reports are together, pairs of reports first, and how far tolls are off."""
    alone = "is in no event and counts as alone", "are in no event and count as alone"
    missing = f"; {tell_count(len(told.missing), *alone)}" if told.missing else ""
    heading = (
        f"{told.gold}: {tell_count(told.reports, 'report')} of {tell_count(told.gold_events, 'gold event')}, "
        f"in {tell_count(told.events, 'event')}{missing}."
    )
    table = _table("Reports of one event", "", "precision", "recall", "F1")
    for name, scores in (("pairs", told.pairwise), ("B-cubed", told.b_cubed)):
        table.add_row(name, *map(_or_dash, (scores.precision, scores.recall, scores.f1)))
    parts: list[RenderableType] = [Text(clean(heading)), table]
    if told.tolls:
        columns = ("", "events", "exact", "one report's", "any report's", "off by", "one's")
        tolls = _table("Tolls of events with several figures", *columns)
        for outcome, toll in told.tolls.items():
            shares = tuple(f"{one:.1f} %" for one in (toll.merged_exact, toll.single_exact, toll.any_exact))
            tolls.add_row(outcome, str(toll.events), *shares, f"{toll.merged_off:.2f}", f"{toll.single_off:.2f}")
        parts.append(tolls)
    return Group(*parts)


def _or_dash(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
