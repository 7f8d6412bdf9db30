"""``summarizer events``: many reports of one incident become one event."""

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import echo_json_lines, stderr_line
from summarizer.errors import ConfigurationError

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
        str | None,
        typer.Option(help="Show this event of those that are there, and why its reports are one: an id, or its start."),
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
        int, typer.Option(min=1, max=1024, help="Processes that merge; more than one pays from some thousand.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON; of several, each on a line.")] = False,
) -> None:
    """Merge the reports of runs into events. They are the lines of events.jsonl; asked again, it is brought up to date.

    Ids of events stay, and so do splits and joins, made with --split and --join, until one is taken back.
    """
    from summarizer.cli import merging  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENTS  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.records import find_summaries  # noqa: PLC0415 - lazy: keeps --help fast

    merging.parse_rule(figures)  # before anything is written
    target = out or run_folders[0]
    asks_alone = why is not None and not (split or join or withdraw) and figures is None and reviews is None
    is_lookup = asks_alone and (target / EVENTS).is_file()
    for folder in () if is_lookup else run_folders:
        find_summaries(folder)
    drafts = merging.draft_decisions(target, split, apart_from, join, withdraw, note=note)
    if not drafts and (who or note):
        raise ConfigurationError("--who and --note are for --split, --join and --withdraw.")
    with merging.hire(engine, ray_address, workers) as hired:
        merging.decide(target, drafts, who=who)
        update = None  # what is only looked up stays as it is: those of runs that are not named, too
        if not is_lookup:
            update = merging.merge_runs(run_folders, target, figures, stderr_line, reviews=reviews, workers=hired)
    if as_json:
        echo_json_lines(merging.choose(target, why))
    elif why is None and update is not None:
        merging.print_table(target, update)
    else:
        merging.print_events(target, merging.choose(target, why))
