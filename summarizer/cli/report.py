"""The command that writes a run as a page."""

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import stderr_line

_LARGE_BYTES = 200_000_000


def report(
    run_folder: shared.RunFolderArgument,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The page; RUN/report.html if left out.")] = None,
) -> None:
    """Write a run as one HTML page for review. Every value stands beside the sentence that says it."""
    from summarizer.review.page import write_page  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.review.rows import read_reviews  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import REPORT, REVIEWS  # noqa: PLC0415 - lazy: keeps --help fast

    path = out or run_folder / REPORT
    size = write_page(run_folder, path, reviews=read_reviews(run_folder / REVIEWS))
    stderr_line(f"{path}: {size / 1e6:.1f} MB. Open it in a browser.")
    if size > _LARGE_BYTES:
        stderr_line("A page of this size opens slowly. Make smaller runs, or pages of parts of this one.")
