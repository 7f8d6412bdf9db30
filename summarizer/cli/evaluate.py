"""The command that scores stored runs against gold documents."""

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import echo_json, open_console, stderr_line
from summarizer.cli.records import open_records
from summarizer.errors import ConfigurationError
from summarizer.extras import require_libraries

if TYPE_CHECKING:
    from summarizer.evaluation.figures import Report
    from summarizer.evaluation.gold import GoldSet
    from summarizer.evaluation.scores import ScoredRun


MUC4, GVA = "muc4", "gva"


def evaluate(
    run_folder: shared.RunFolderArgument,
    *,
    gold: Annotated[str, typer.Option(help="muc4 or gva, with --root; or a gold file of JSON lines.")],
    root: Annotated[
        Path | None, typer.Option(help="The folder of the MUC corpora and keys; or the file of gva.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The part of muc4 to score: train, dev or test; dev if left out.")
    ] = None,
    compare: Annotated[
        list[Path] | None, typer.Option(help="Another run's folder, to tell the difference; may be repeated.")
    ] = None,
    all_gold: Annotated[bool, typer.Option("--all", help="Score gold documents without a record as empty.")] = False,
    page: Annotated[Path | None, typer.Option(help="Write everything as one HTML page, too.")] = None,
    reviews: shared.Reviews = False,
    supported: Annotated[
        bool, typer.Option("--supported", help="Leave out incidents that their record doubts as a whole.")
    ] = False,
    events: Annotated[
        bool, typer.Option("--events", help="Score the run's events; --gold has a cluster of reports a line.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Score a run's records, or its events, against gold. No model is asked."""
    if events:
        if root or split or compare or page or reviews or all_gold or supported:
            raise ConfigurationError("--events goes with --gold and --json alone. Leave the other options out.")
        _score_events(run_folder, Path(gold), as_json=as_json)
        return
    require_libraries("evaluate", "numpy", "scipy")
    from summarizer.evaluation.scores import report_all  # noqa: PLC0415 - lazy: keeps --help fast

    if split is not None and gold != MUC4:
        raise ConfigurationError(f"--split is for --gold {MUC4}: of --gold {gold} everything is scored.")
    documents = load_gold(gold, root, split or "dev")
    score = partial(_score_folder, gold=documents, all_gold=all_gold, supported=supported)
    run = score(run_folder, reviews=reviews)
    others = {str(other): score(other) for other in compare or ()}
    told = report_all(str(run_folder), run, others)
    if page is not None:
        _write_page(page, told)
    if as_json:
        echo_json(told)
        return
    from summarizer.cli.score_view import show_comparison, show_evaluation  # noqa: PLC0415 - lazy

    with open_console(pager=False) as console:
        console.print(show_evaluation(told.evaluation))
        for other in told.others:
            console.print(show_comparison(other.run, other.comparison))


def _score_events(run_folder: Path, gold: Path, *, as_json: bool) -> None:
    """Prints the scores of a run's events. Raises: ConfigurationError where it has none."""
    from summarizer.evaluation.event_scores import load_gold_events, score_events  # noqa: PLC0415 - lazy
    from summarizer.events.reading import read_events  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENTS  # noqa: PLC0415 - lazy: keeps --help fast

    if not (run_folder / EVENTS).is_file():
        quoted = shlex.quote(str(run_folder))
        raise ConfigurationError(f"{run_folder}: no {EVENTS} here. Make it with: summarizer events {quoted}")
    told = score_events(read_events(run_folder), load_gold_events(gold), name=str(gold))
    if as_json:
        echo_json(told)
        return
    from summarizer.cli.score_view import show_event_scores  # noqa: PLC0415 - lazy: keeps --help fast

    with open_console(pager=False) as console:
        console.print(show_event_scores(told))


def _write_page(path: Path, report: "Report") -> None:
    """Write the page, whole or not at all. Raises: ConfigurationError."""
    from summarizer.evaluation.page import render_page  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.files import explained, write_atomically  # noqa: PLC0415 - lazy: keeps --help fast

    with explained(f"{path}: the page cannot be written", "Choose another --page.", kind=ConfigurationError):
        write_atomically(path, render_page(report))
    stderr_line(f"Page: {path}")


def load_gold(gold: str, root: Path | None, split: str) -> "GoldSet":
    """The gold documents that the options name. Raises: ConfigurationError."""
    if gold not in (MUC4, GVA):
        from summarizer.evaluation.jsonl_gold import load_jsonl_gold  # noqa: PLC0415 - lazy: keeps --help fast

        if root is not None:
            raise ConfigurationError(
                f"--root is for --gold {MUC4} and {GVA}; --gold {gold} is taken as a file of JSON lines."
            )
        return load_jsonl_gold(Path(gold))
    if root is None:
        wanted = "the folder that holds the corpora and their keys" if gold == MUC4 else "the register's file"
        raise ConfigurationError(f"--gold {gold} needs --root: {wanted}.")
    if gold == GVA:
        from summarizer.evaluation.gva import load_gva  # noqa: PLC0415 - lazy: keeps --help fast

        return load_gva(root)
    from summarizer.evaluation.muc4 import SPLITS, load_muc4  # noqa: PLC0415 - lazy: keeps --help fast

    chosen = next((name for name in SPLITS if name == split), None)
    if chosen is None:
        raise ConfigurationError(f"--split {split}: there is no such part. Parts: {', '.join(SPLITS)}.")
    return load_muc4(root, chosen)


def _score_folder(
    run_folder: Path, gold: "GoldSet", *, all_gold: bool, supported: bool, reviews: bool = False
) -> "ScoredRun":
    from summarizer.evaluation.scores import score_run  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.evidence.findings import keep_supported  # noqa: PLC0415 - lazy: keeps --help fast

    records = (record for record, _ in open_records(run_folder, reviews=reviews, say=stderr_line))
    try:
        return score_run(map(keep_supported, records) if supported else records, gold, all_gold=all_gold)
    except ConfigurationError as error:  # says which: several runs may be compared
        raise ConfigurationError(f"{run_folder}: {error}") from error
