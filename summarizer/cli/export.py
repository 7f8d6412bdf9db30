"""``summarizer export``: a run's records as tables and maps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import stderr_line
from summarizer.cli.records import open_records
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.schemas.event import Event


def export(
    run_folder: shared.RunFolderArgument,
    *,
    formats: shared.Formats = "csv",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to; RUN/tables if left out.")] = None,
    reviews: shared.Reviews = False,
    events: Annotated[
        bool, typer.Option(help="Tables of events too, and ACLED's and UCDP's columns by event, where the run has any.")
    ] = True,
    least_confidence: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Leave out incidents, and values of incidents, with less confidence; what has none stays. Events are "
            "then left out.",
        ),
    ] = None,
) -> None:
    """Write a run's records as flat tables, with a codebook."""
    chosen = parse_formats(formats)
    export_run(run_folder, out, chosen, stderr_line, reviews=reviews, events=events, least_confidence=least_confidence)


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats of a comma-separated list, each once. Raises: ConfigurationError naming those there are."""
    chosen = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    if text:
        from summarizer.exports.files import check_formats  # noqa: PLC0415 - lazy: keeps --help fast

        check_formats(chosen)
    return chosen


def export_run(
    run_folder: Path,
    out: Path | None,
    formats: tuple[str, ...],
    say: "Callable[[str], None]",
    *,
    reviews: bool = False,
    events: bool = True,
    least_confidence: float | None = None,
) -> None:
    """Writes a run's records in formats, into ``tables`` of the run where ``out`` is None, and says what it wrote.

    ``events``: with the events that stand beside the run, where there are any, and where no ``least_confidence`` takes
    away what they were made of.
    """
    from summarizer.exports.files import write_tables  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.files import refuse_link  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import TABLES_FOLDER  # noqa: PLC0415 - lazy: keeps --help fast

    out = out or refuse_link(run_folder / TABLES_FOLDER)
    records = open_records(run_folder, reviews=reviews, say=say, least_confidence=least_confidence)
    merged = find_events(run_folder) if events and least_confidence is None else None
    written = write_tables((record for record, _ in records), out, formats=formats, events=merged)
    say(f"Tables: {', '.join(path.name for path in written.paths)} in {out}")
    if merged is None and find_events(run_folder) is not None:
        say("The run's events are left out: a row of these tables is an incident.")
    if written.removed:
        say(f"Removed, of an earlier export with events: {', '.join(path.name for path in written.removed)}.")
    if "geojson" in formats:
        say(f"{tell_count(written.located, 'incident')} could be located, {written.unlocated} could not.")
        if merged is not None:
            located = tell_count(written.located_events or 0, "event")
            say(f"{located} could be located, {written.unlocated_events} could not.")
    if "ucdp-aec" in formats:
        predicted, articles = written.rows["ucdp_aec"], tell_count(written.rows["articles"], "article")
        say(f"Predicted: {predicted} of {articles}, those whose file is named by the number of an event.")


def find_events(run_folder: Path) -> "Iterator[Event] | None":
    """The events beside a run; None where its reports were never merged. Raises: RunFolderError."""
    from summarizer.events.reading import read_events  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENTS  # noqa: PLC0415 - lazy: keeps --help fast

    return read_events(run_folder) if (run_folder / EVENTS).is_file() else None
