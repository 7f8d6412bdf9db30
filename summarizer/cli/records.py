"""A run's records for a command, as they were made or with the run's reviews applied."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.review.runs import ReviewedRun, Stored


def open_records(run_folder: Path, *, reviews: bool, say: Callable[[str], None]) -> "Iterator[Stored]":
    """The records with their articles, in order; with reviews applied, what became of these is said at the end.

    Raises: RunFolderError; ConfigurationError where there are no reviews to apply.
    """
    from summarizer.runs.records import read_records  # noqa: PLC0415 - lazy: keeps --help fast

    records = read_records(run_folder)
    if not reviews:
        return records
    from summarizer.review.runs import open_reviews  # noqa: PLC0415 - lazy: keeps --help fast

    return _apply(open_reviews(run_folder), records, say)


def _apply(reviewed: "ReviewedRun", records: "Iterator[Stored]", say: Callable[[str], None]) -> "Iterator[Stored]":
    yield from reviewed.apply(records)
    for line in reviewed.describe():
        say(line)
