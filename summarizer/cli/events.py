"""``summarizer events``: many reports of one incident become one event."""

import contextlib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import echo_json_lines, open_console, stderr_line
from summarizer.cli.records import open_records
from summarizer.cli.review import find_reviewer
from summarizer.errors import ConfigurationError
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from summarizer.events.decisions import DecisionDraft
    from summarizer.events.storing import Update
    from summarizer.events.workers import Workers
    from summarizer.review.runs import Stored
    from summarizer.schemas.event import Event, FigureRule

_REVIEWED = " Reviews are applied."

Runs = Annotated[
    list[Path], typer.Argument(help="Runs' folders. Of an article in several, the first one's record counts.")
]


def events(
    run_folders: Runs,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to; the first run's folder if left out.")
    ] = None,
    figures: shared.Figures = None,
    reviews: Annotated[
        bool | None,
        typer.Option(
            "--reviews/--no-reviews",
            help="With the runs' reviews applied; left out, as the events that are there were merged.",
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option(help="Show this event, and why its reports are one: an id, or its start.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="Keep these reports, by incident ids with commas, apart from those of --from.")
    ] = None,
    apart_from: Annotated[str | None, typer.Option("--from", help="Incident ids with commas, for --split.")] = None,
    join: Annotated[
        str | None, typer.Option(help="Make these reports, by incident ids with commas, one event.")
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option(help="Take a split or join back: its id, or the start of it, as --why shows it.")
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who decides; the login name if left out.")] = None,
    note: Annotated[str | None, typer.Option(help="Why: kept with a split, a join or a withdrawal.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray for a Ray cluster.")] = "local",
    ray_address: Annotated[str | None, typer.Option(help="The cluster's address; one of its own if left out.")] = None,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that merge; more than one pays from some thousand.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON; of several, each on a line.")] = False,
) -> None:
    """Merge the reports of runs into events, one a line of events.jsonl; asked again, it is brought up to date.

    Ids of events stay, and so do splits and joins, made with --split and --join, until one is taken back.
    """
    from summarizer.runs.records import find_summaries  # noqa: PLC0415 - lazy: keeps --help fast

    for folder in run_folders:  # before anything is written
        find_summaries(folder)
    target = out or run_folders[0]
    drafts = _draft_decisions(target, split, apart_from, join, withdraw, note=note)
    if not drafts and (who or note):
        raise ConfigurationError("--who and --note are for --split, --join and --withdraw.")
    for draft in drafts:
        _decide(target, draft, who=who)
    with _hire(engine, ray_address, workers) as hired:
        update = merge_runs(run_folders, target, figures, stderr_line, reviews=reviews, workers=hired)
    if as_json:
        echo_json_lines(_choose(target, why))
    elif why is None:
        _print_table(target, update)
    else:
        _print_events(target, _choose(target, why))


def merge_runs(
    run_folders: "Sequence[Path]",
    out: Path,
    figures: str | None,
    say: "Callable[[str], None]",
    *,
    reviews: bool | None = None,
    workers: "Workers | None" = None,
) -> "Update":
    """Brings the events in ``out`` up to date with the runs' records, and says what became of them."""
    from summarizer.events.storing import make_rows, read_rules, update_from_rows  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENTS  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.records import read_record_rows  # noqa: PLC0415 - lazy: keeps --help fast

    reviewed = read_rules(out).reviewed if reviews is None else reviews
    if reviewed:
        rows = make_rows(_chain_reviewed(run_folders, say, must=bool(reviews)))
    else:
        rows = chain.from_iterable(map(read_record_rows, run_folders))
    update = update_from_rows(rows, out, figures=parse_rule(figures), reviewed=reviewed, workers=workers)
    changes = f"{update.new:,} new, {update.changed:,} changed, {update.kept:,} as before, {update.gone:,} gone"
    reports = f"{tell_count(update.reports, 'report')} in {out / EVENTS}"
    say(f"Events: {update.events:,} of {reports} ({changes}). Tolls: {update.figures}.{_REVIEWED * reviewed}")
    if update.repeated:
        of_earlier = tell_count(update.repeated, "record of an article", "records of articles")
        say(f"Passed over: {of_earlier} that an earlier run has a record of.")
    return update


def check_merging(figures: str | None) -> None:
    """Raises, before anything is asked of a model: BadParameter; ConfigurationError where the extra is missing."""
    from summarizer.events.reports import require_extra  # noqa: PLC0415 - lazy: keeps --help fast

    parse_rule(figures)
    require_extra()


def parse_rule(name: str | None) -> "FigureRule | None":
    """The rule of that name; None for none. Raises: BadParameter naming those there are."""
    from summarizer.schemas.event import FigureRule  # noqa: PLC0415 - lazy: keeps --help fast

    if name is None:
        return None
    rules: dict[str, FigureRule] = {rule: rule for rule in get_args(FigureRule)}
    if name not in rules:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(rules)}", param_hint="--figures")
    return rules[name]


def _hire(engine: str, address: str | None, count: int) -> "AbstractContextManager[Workers | None]":
    """Those who merge; None for this process alone. Raises: ConfigurationError."""
    from summarizer.events.workers import Processes, RayWorkers  # noqa: PLC0415 - lazy: keeps --help fast

    if engine == "ray":
        return RayWorkers(count, address=address, say=stderr_line)
    if engine != "local":
        raise ConfigurationError(f"--engine {engine}: there is no such engine. Engines: local, ray.")
    if address is not None:
        raise ConfigurationError("--ray-address is for --engine ray.")
    return contextlib.nullcontext() if count == 1 else Processes(count)


def _chain_reviewed(run_folders: "Sequence[Path]", say: "Callable[[str], None]", *, must: bool) -> "Iterator[Stored]":
    """The runs' records with the reviews there are, of which there ``must`` be some. Raises: ConfigurationError."""
    from summarizer.runs.folder import REVIEWS  # noqa: PLC0415 - lazy: keeps --help fast

    reviewed = [folder for folder in run_folders if (folder / REVIEWS).is_file()] or (run_folders if must else [])
    for folder in run_folders:
        yield from open_records(folder, reviews=folder in reviewed, say=say)


def _draft_decisions(
    folder: Path, split: str | None, apart_from: str | None, join: str | None, withdraw: str | None, *, note: str | None
) -> "list[DecisionDraft]":
    """What is asked for: a withdrawal, a join, a split. Raises: ReviewError, ConfigurationError."""
    from summarizer.events.decisions import make_draft  # noqa: PLC0415 - lazy: keeps --help fast

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
    from summarizer.events.decisions import list_standing, read_decisions  # noqa: PLC0415 - lazy: keeps --help fast

    found = [one.decision_id for one in list_standing(read_decisions(folder)) if one.decision_id.startswith(start)]
    if len(found) != 1:
        told = "several splits or joins begin so" if found else "no split or join that stands begins so"
        raise ConfigurationError(f"--withdraw {start!r}: {told}. Ids are those that --why shows.")
    return found[0]


def _decide(folder: Path, draft: "DecisionDraft", *, who: str | None) -> None:
    """Signs and keeps a decision. Raises: ReviewError, ConfigurationError."""
    from summarizer.events.decisions import add_decision  # noqa: PLC0415 - lazy: keeps --help fast

    _check_ids(folder, (*draft.reports, *draft.others))
    add_decision(folder, draft, who=find_reviewer(who))


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _check_ids(folder: Path, ids: "Sequence[str]") -> None:
    """Raises: ConfigurationError where the events have no such report: a mistyped id would decide nothing."""
    from summarizer.events.reading import read_events  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENTS  # noqa: PLC0415 - lazy: keeps --help fast

    known = {report.incident_id for event in read_events(folder / EVENTS) for report in event.reports}
    missing = [one for one in ids if one not in known]
    if missing:
        raise ConfigurationError(f"{folder}: no event here has a report {missing[0]!r}. Ids are those of --why, whole.")


def _choose(folder: Path, why: str | None) -> "Iterator[Event]":
    """The events of that id, or whose id, or a report's, begins so; all where none is asked for."""
    from summarizer.events.reading import read_events  # noqa: PLC0415 - lazy: keeps --help fast

    found = 0
    for event in read_events(folder):
        if why is None or any(one.startswith(why) for one in _names(event)):
            found += 1
            yield event
    if why is not None and not found:
        raise ConfigurationError(f"{folder}: there is no event {why!r}. 'summarizer events' lists the ids.")


def _names(event: "Event") -> "Iterator[str]":
    yield event.event_id
    yield from event.merged_from
    for report in event.reports:
        yield from (report.incident_id, report.article_id)


def _print_events(folder: Path, shown: "Iterator[Event]") -> None:
    from summarizer.cli.event_view import show_event  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.events.decisions import read_decisions  # noqa: PLC0415 - lazy: keeps --help fast

    decisions = read_decisions(folder)
    with open_console(pager=True) as console:
        for event in shown:
            console.print(show_event(event, decisions))


def _print_table(folder: Path, update: "Update") -> None:
    from summarizer.cli.event_view import MOST_LISTED, show_events, show_hinge  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.events.storing import read_largest  # noqa: PLC0415 - lazy: keeps --help fast

    with open_console(pager=True) as console:
        console.print(show_events(read_largest(folder, MOST_LISTED), total=update.events))
        console.print(show_hinge(update.hinge))
