"""Reviews on disk: appended one by one, each durable before it is confirmed, whoever else is reviewing the run."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from summarizer.files import explained, hold_lock, open_bytes
from summarizer.review.rows import Review, ReviewDraft, is_whole, read_reviews
from summarizer.runs.folder import REVIEWS
from summarizer.values import to_json

LOCK = ".reviews.lock"
_PATIENCE_S = 10.0


def add_review(
    folder: Path, draft: ReviewDraft, *, who: str, check: Callable[[Sequence[Review], Review], None]
) -> Review:
    """Sign a review and append it to a run folder's reviews; it is on disk when this returns.

    ``check`` gets the reviews there are and the new one, and raises where that does not fit; nobody else can add any
    meanwhile. A last line that a crash left torn is cut off. Raises: RunFolderError; whatever ``check`` raises.
    """
    path = folder / REVIEWS
    busy = f"{path}: somebody else has been saving a review for {_PATIENCE_S:g} seconds. Try again."
    saving = explained(f"{path}: the review cannot be saved", "Mend that and try again.")
    with saving, hold_lock(folder / LOCK, busy=busy, wait_s=_PATIENCE_S):
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        review = Review(review_id=str(uuid4()), when=when, who=who, **dict(draft))
        check(read_reviews(path), review)
        with open_bytes(path, "a+b") as file:
            _mend(file)
            file.write(to_json(review).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    return review


def _mend(file: BinaryIO) -> None:
    """Bring the end of the file to a line's end: a whole row gets one, a torn one is cut off."""
    file.seek(0)
    whole, _, last = file.read().rpartition(b"\n")
    if not last:
        return
    if is_whole(last):
        file.write(b"\n")
    else:
        file.truncate(len(whole) + 1 if whole else 0)
