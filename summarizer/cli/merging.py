"""What ``summarizer events`` does, and ``summarizer run --events`` at its end."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import chain, starmap
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer

from summarizer.cli.event_view import MOST_LISTED, show_event, show_events, show_hinge
from summarizer.cli.printing import open_console, stderr_line
from summarizer.cli.records import open_records
from summarizer.cli.review import find_reviewer
from summarizer.errors import ConfigurationError
from summarizer.events.decisions import DecisionDraft, add_decision, list_standing, make_draft, read_decisions
from summarizer.events.reading import read_events
from summarizer.events.reports import require_extra
from summarizer.events.workers import Processes, RayWorkers, Workers
from summarizer.language.plurals import tell_count
from summarizer.review.runs import Stored
from summarizer.runs.folder import EVENTS, REVIEWS
from summarizer.runs.records import RecordRow, read_record_rows
from summarizer.schemas.event import Event, FigureRule

if TYPE_CHECKING:
    from summarizer.events.storing import Update

_REVIEWED = " Reviews are applied."


def merge_runs(
    run_folders: Sequence[Path],
    out: Path,
    figures: str | None,
    say: Callable[[str], None],
    *,
    reviews: bool | None = None,
    workers: Workers | None = None,
) -> "Update":
    """Brings the events in ``out`` up to date with the runs' records, and says what became of them."""
    from summarizer.events.storing import make_row, read_rules, update_from_rows  # noqa: PLC0415 - the deepest module

    reviewed = read_rules(out).reviewed if reviews is None else reviews
    rows: Iterable[RecordRow] = chain.from_iterable(map(read_record_rows, run_folders))
    if reviewed:
        rows = starmap(make_row, _chain_reviewed(run_folders, say, must=bool(reviews)))
    update = update_from_rows(rows, out, figures=parse_rule(figures), reviewed=reviewed, workers=workers)
    changes = f"{update.new:,} new, {update.changed:,} changed, {update.kept:,} as before, {update.gone:,} gone"
    reports = f"{tell_count(update.reports, 'report')} in {out / EVENTS}"
    say(f"Events: {update.events:,} of {reports} ({changes}). Tolls: {update.figures}.{_REVIEWED * reviewed}")
    if update.repeated:
        of_earlier = tell_count(update.repeated, "record of an article", "records of articles")
        say(f"Passed over: {of_earlier} that an earlier run has a record of.")
    if update.own_schema:
        say(f"Passed over: {tell_count(update.own_schema, 'record')} of a schema of your own, which has no incidents.")
    return update


def check_merging(figures: str | None) -> None:
    """Raises, before anything is asked of a model: BadParameter; ConfigurationError where the extra is missing."""
    parse_rule(figures)
    require_extra()


def parse_rule(name: str | None) -> FigureRule | None:
    """The rule of that name; None for none. Raises: BadParameter naming those there are."""
    if name is None:
        return None
    rules: dict[str, FigureRule] = {rule: rule for rule in get_args(FigureRule)}
    if name not in rules:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(rules)}", param_hint="--figures")
    return rules[name]


def hire(engine: str, address: str | None, count: int) -> AbstractContextManager[Workers | None]:
    """Those who merge; None for this process alone. Raises: ConfigurationError."""
    if engine == "ray":
        return RayWorkers(count, address=address, say=stderr_line)
    if engine != "local":
        raise ConfigurationError(f"--engine {engine}: there is no such engine. Engines: local, ray.")
    if address is not None:
        raise ConfigurationError("--ray-address is for --engine ray.")
    return contextlib.nullcontext() if count == 1 else Processes(count)


def _chain_reviewed(run_folders: Sequence[Path], say: Callable[[str], None], *, must: bool) -> Iterator[Stored]:
    """The runs' records with the reviews there are, of which there ``must`` be some. Raises: ConfigurationError."""
    reviewed = [folder for folder in run_folders if (folder / REVIEWS).is_file()] or (run_folders if must else [])
    for folder in run_folders:
        yield from open_records(folder, reviews=folder in reviewed, say=say)


def draft_decisions(
    folder: Path, split: str | None, apart_from: str | None, join: str | None, withdraw: str | None, *, note: str | None
) -> list[DecisionDraft]:
    """What is asked for: a withdrawal, a join, a split. Raises: ReviewError, ConfigurationError."""
    if bool(split) != bool(apart_from):
        raise ConfigurationError("--split and --from go together: the reports to part, and those to part them from.")
    drafts = []
    if withdraw:
        drafts.append(make_draft(action="withdraw", withdrawn=_find_decision(folder, withdraw), note=note))
    if join:
        drafts.append(make_draft(action="join", reports=_ids(join), note=note))
    if split:
        drafts.append(make_draft(action="split", reports=_ids(split), others=_ids(apart_from), note=note))
    return drafts


def _find_decision(folder: Path, start: str) -> str:
    """The id of the one split or join that stands and begins so. Raises: ConfigurationError."""
    found = [one.decision_id for one in list_standing(read_decisions(folder)) if one.decision_id.startswith(start)]
    if len(found) != 1:
        told = "several splits or joins begin so" if found else "no split or join that stands begins so"
        raise ConfigurationError(f"--withdraw {start!r}: {told}. Ids are those that --why shows.")
    return found[0]


def decide(folder: Path, drafts: Sequence[DecisionDraft], *, who: str | None) -> None:
    """Signs and keeps decisions, all or none. Raises: ReviewError, ConfigurationError.

    Of a join it is said how many reports of the same events it does not name: these may be parted from what is joined.
    """
    beside = [_count_beside(folder, draft) for draft in drafts]
    for draft, count in zip(drafts, beside, strict=True):
        add_decision(folder, draft, who=find_reviewer(who))
        if draft.action == "join" and count:
            others = tell_count(count, "other report")
            stderr_line(f"Not named: {others} of these events; they go where their weights put them.")


def _count_beside(folder: Path, draft: DecisionDraft) -> int:
    """How many reports of the same events a decision does not name.

    Raises: ConfigurationError for an id of no report: mistyped it would decide nothing.
    """
    named, known, beside = {*draft.reports, *draft.others}, set[str](), 0
    for event in read_events(folder / EVENTS):
        own = {report.incident_id for report in event.reports}
        known |= named & own
        beside += len(own - named) if named & own else 0
    missing = [one for one in (*draft.reports, *draft.others) if one not in known]
    if missing:
        raise ConfigurationError(f"{folder}: no event here has a report {missing[0]!r}. Ids are those of --why, whole.")
    return beside


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def choose(folder: Path, why: str | None) -> Iterator[Event]:
    """The events of that id, or whose id, or a report's, begins so; all where none is asked for."""
    found = 0
    for event in read_events(folder):
        if why is None or any(one.startswith(why) for one in _names(event)):
            found += 1
            yield event
    if why is not None and not found:
        raise ConfigurationError(f"{folder}: there is no event {why!r}. 'summarizer events' lists the ids.")


def _names(event: Event) -> Iterator[str]:
    yield event.event_id
    yield from event.merged_from
    for report in event.reports:
        yield from (report.incident_id, report.article_id)


def print_events(folder: Path, shown: Iterator[Event]) -> None:
    """Prints events with all that is known of them."""
    decisions = read_decisions(folder)
    with open_console(pager=True) as console:
        for event in shown:
            console.print(show_event(event, decisions))


def print_table(folder: Path, update: "Update") -> None:
    """Prints the largest events, and how far results hinge on the rule for figures."""
    from summarizer.events.storing import read_largest  # noqa: PLC0415 - the deepest module

    with open_console(pager=True) as console:
        console.print(show_events(read_largest(folder, MOST_LISTED), total=update.events))
        console.print(show_hinge(update.hinge))
