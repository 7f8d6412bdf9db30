"""Reviews on disk: appended one by one, each durable before it is confirmed, whoever else is reviewing the run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from summarizer.files import append_signed, explained, hold_lock
from summarizer.review.rows import Review, ReviewDraft, parse_review, read_reviews
from summarizer.runs.folder import REVIEWS
from summarizer.values import to_json, utc_now

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
        when = utc_now()
        review = Review(review_id=str(uuid4()), when=when, who=who, **dict(draft))
        check(read_reviews(path), review)
        append_signed(path, to_json(review), parse_review)
    return review
