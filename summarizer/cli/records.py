"""A run's records for a command, as they were made or with the run's reviews applied."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.review.runs import ReviewedRun, Stored


def open_records(
    run_folder: Path, *, reviews: bool, say: Callable[[str], None], least_confidence: float | None = None
) -> "Iterator[Stored]":
    """The records with their articles, in order; with reviews applied, what became of these is said at the end.

    With ``least_confidence`` what has less is left out, but for what reviewers decided.

    Raises: RunFolderError; ConfigurationError where there are no reviews to apply.
    """
    from summarizer.runs.records import read_records  # noqa: PLC0415 - lazy: keeps --help fast

    records = read_records(run_folder)
    if not reviews:
        return records if least_confidence is None else _leave_out(records, least_confidence)
    from summarizer.review.runs import open_reviews  # noqa: PLC0415 - lazy: keeps --help fast

    return _apply(open_reviews(run_folder), records, say, least_confidence)


def _apply(
    reviewed: "ReviewedRun", records: "Iterator[Stored]", say: Callable[[str], None], least: float | None
) -> "Iterator[Stored]":
    yield from reviewed.apply(records) if least is None else _leave_out(records, least, reviewed)
    for line in reviewed.describe():
        say(line)


def _leave_out(records: "Iterator[Stored]", least: float, reviewed: "ReviewedRun | None" = None) -> "Iterator[Stored]":
    from summarizer.review.unsure import leave_out_unsure  # noqa: PLC0415 - lazy: keeps --help fast

    return leave_out_unsure(records, least, reviewed)
