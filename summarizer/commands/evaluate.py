"""The command that scores stored runs against gold documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.commands import options as shared
from summarizer.commands.printing import stderr_line
from summarizer.commands.records import open_records
from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from summarizer.evaluation.gold import GoldSet
    from summarizer.evaluation.reporting import ScoredRun

MUC4 = "muc4"


def evaluate(
    run_folder: shared.RunFolderArgument,
    *,
    gold: Annotated[str, typer.Option(help="muc4, with --root; or a gold file of JSON lines.")],
    root: Annotated[Path | None, typer.Option(help="The folder of the MUC corpora and keys.")] = None,
    split: Annotated[str, typer.Option(help="The part of muc4 to score: train, dev or test.")] = "dev",
    compare: Annotated[Path | None, typer.Option(help="Another run's folder, to tell the difference.")] = None,
    all_gold: Annotated[bool, typer.Option("--all", help="Score gold documents without a record as empty.")] = False,
    reviews: shared.Reviews = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Score a run's records against gold documents, without asking a model."""
    _check_extra()
    from summarizer.evaluation.reporting import compare_runs, report_run  # noqa: PLC0415 - lazy: keeps --help fast

    documents = load_gold(gold, root, split)
    run = _score_folder(run_folder, documents, all_gold=all_gold, reviews=reviews)
    told = report_run(run)
    difference = (
        compare_runs(run, _score_folder(compare, documents, all_gold=all_gold)) if compare is not None else None
    )
    if as_json:
        from summarizer.evaluation.reporting import Report  # noqa: PLC0415 - lazy: keeps --help fast

        typer.echo(Report(evaluation=told, comparison=difference).model_dump_json(indent=2))
        return
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    from summarizer.evaluation.showing import show_comparison, show_evaluation  # noqa: PLC0415 - lazy

    console = Console(markup=False, highlight=False, emoji=False)
    console.print(show_evaluation(told))
    if difference is not None:
        console.print(show_comparison(difference))


def load_gold(gold: str, root: Path | None, split: str) -> "GoldSet":
    """The gold documents that the options name. Raises: ConfigurationError."""
    if gold != MUC4:
        from summarizer.evaluation.jsonl_gold import load_jsonl_gold  # noqa: PLC0415 - lazy: keeps --help fast

        if root is not None:
            raise ConfigurationError(f"--root is for --gold {MUC4}; --gold {gold} is taken as a file of JSON lines.")
        return load_jsonl_gold(Path(gold))
    from summarizer.evaluation.muc4 import SPLITS, load_muc4  # noqa: PLC0415 - lazy: keeps --help fast

    if root is None:
        raise ConfigurationError(f"--gold {MUC4} needs --root: the folder that holds the corpora and their keys.")
    chosen = next((name for name in SPLITS if name == split), None)
    if chosen is None:
        raise ConfigurationError(f"--split {split}: there is no such part. Parts: {', '.join(SPLITS)}.")
    return load_muc4(root, chosen)


def _score_folder(run_folder: Path, gold: "GoldSet", *, all_gold: bool, reviews: bool = False) -> "ScoredRun":
    from summarizer.evaluation.reporting import score_run  # noqa: PLC0415 - lazy: keeps --help fast

    records = open_records(run_folder, reviews=reviews, say=stderr_line)
    return score_run((record for record, _ in records), gold, all_gold=all_gold)


def _check_extra() -> None:
    """Raises: ConfigurationError where the libraries of the extra are not installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - lazy: keeps --help fast

    missing = [name for name in ("numpy", "scipy") if find_spec(name) is None]
    if missing:
        raise ConfigurationError(f"{' and '.join(missing)} not installed: pip install 'summarizer[evaluate]'")
