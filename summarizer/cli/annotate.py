"""The command that turns a run's records into gold documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import stderr_line
from summarizer.cli.records import open_records
from summarizer.errors import ConfigurationError
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from summarizer.schemas.record import CustomSummary, Summary

    Records = Sequence["Summary | CustomSummary"]


def annotate(
    run_folder: shared.RunFolderArgument,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The gold file; printed if left out.")] = None,
    article: Annotated[
        list[str] | None, typer.Option(help="Only this article: an id, path or file name; may be repeated.")
    ] = None,
    reviews: shared.Reviews = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a gold file that is there.")] = False,
) -> None:
    """Turn a run's records into gold for 'evaluate'. Review them first: what they say is taken for the truth."""
    _refuse_overwriting(out, overwrite=overwrite)
    stored = open_records(run_folder, reviews=reviews, say=stderr_line)
    records = _choose([record for record, _ in stored], run_folder, article or [])
    _annotate(records, out, overwrite=overwrite)
    from summarizer.runs.folder import REVIEWS  # noqa: PLC0415 - lazy: keeps --help fast

    if not reviews and (run_folder / REVIEWS).exists():
        stderr_line(f"The reviews in {run_folder / REVIEWS} were not applied: give --reviews.")


def _choose(records: "Records", run_folder: Path, wanted: list[str]) -> "Records":
    """The records of the articles named as gold names them, or all, in the run's order. Raises: ConfigurationError."""
    from summarizer.evaluation.scores import document_names  # noqa: PLC0415 - lazy: keeps --help fast

    articles = [record.article for record in records]
    named = [{*document_names(one.article_id, one.path, one.external_id)} for one in articles]
    unknown = [name for name in wanted if not any(name in names for names in named)]
    if unknown or not records:
        which = f" of {unknown[0]}. Give --article an id, a path or a file's name." if unknown else "."
        raise ConfigurationError(f"{run_folder} holds no record{which}")
    return [one for one, names in zip(records, named, strict=True) if not wanted or names & set(wanted)]


def _annotate(records: "Records", out: Path | None, *, overwrite: bool) -> None:
    """Write the records as a gold file, whole or not at all, or print them. Raises: ConfigurationError."""
    from summarizer.evaluation.annotation import count_unconfirmed, gold_lines  # noqa: PLC0415 - lazy
    from summarizer.files import explained, write_atomically  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.schemas.record import Summary  # noqa: PLC0415 - lazy: keeps --help fast

    text = "".join(f"{line}\n" for line in gold_lines(records))
    if out is None:
        typer.echo(text, nl=False)
    else:
        _refuse_overwriting(out, overwrite=overwrite)
        with explained(f"{out}: the gold file cannot be written", "Choose another -o.", kind=ConfigurationError):
            write_atomically(out, text)
        stderr_line(f"{tell_count(len(records), 'document')} in {out}")
    counts = [count_unconfirmed(record) for record in records if isinstance(record, Summary)]
    if sum(counts):
        stderr_line(
            f"Not found in the articles, and taken over as they are: {tell_count(sum(counts), 'value')} in "
            f"{tell_count(sum(map(bool, counts)), 'document')}. Review them before you score against this gold."
        )


def _refuse_overwriting(out: Path | None, *, overwrite: bool) -> None:
    if out is not None and not overwrite and out.exists():
        raise ConfigurationError(f"{out} is there already and was left alone. Choose another -o, or give --overwrite.")
