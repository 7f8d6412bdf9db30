"""Review rows: what somebody said of one value of one record, as ``reviews.jsonl`` holds it beside a run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self
from uuid import UUID, uuid4

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

from summarizer.runs.folder import REVIEWS
from summarizer.runs.signed import Moment, Name, append_signed, read_signed, signing
from summarizer.values import utc_now

CALLED = "review"

Action = Literal["accept", "reject", "correct", "add", "withdraw"]


class ReviewDraft(BaseModel):
    """What a reviewer says of one value, before it is signed.

    ``field`` is a path as findings have it; its indices are always those of the stored record, never of one with
    reviews applied. ``accept``: the value is right. ``reject``: it is wrong and goes. ``correct``: ``new`` takes its
    place. ``add``: ``field`` names a list, ``new`` is an entry that it lacks. ``old`` is the value as the reviewer saw
    it, with or without its evidence (of an entry or list it may be left out); ``sentences`` say the new one.
    ``withdraw``: the row whose ``review_id`` is ``old`` is taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    article_id: str = Field(min_length=1, max_length=1_000)
    field: str = Field(min_length=1, max_length=1_000)
    action: Action
    old: JsonValue = None
    new: JsonValue = None
    sentences: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(max_length=50, strict=False)] = ()
    note: str | None = Field(default=None, max_length=10_000)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        gives = self.action in ("correct", "add")
        if gives and self.new is None:
            raise ValueError(f"action {self.action!r} needs the value in 'new'; to take one away, reject it")
        if not gives and self.new is not None:
            raise ValueError(f"action {self.action!r} has no 'new'; to change the value, correct it")
        if self.action == "withdraw" and not isinstance(self.old, str):
            raise ValueError("action 'withdraw' needs the 'review_id' of the row that is taken back in 'old'")
        return self


def _check_uuid(value: str) -> str:
    if str(UUID(value)) != value.lower():
        raise ValueError("write a UUID with its dashes")
    return value


class Review(ReviewDraft):
    """A signed review: one row of ``reviews.jsonl``."""

    review_id: Annotated[str, AfterValidator(_check_uuid)]
    when: Moment
    who: Name


def read_reviews(path: Path) -> tuple[Review, ...]:
    """The reviews of a ``reviews.jsonl``, as ``read_signed`` reads them."""
    return read_signed(path, Review, CALLED)


def add_review(
    folder: Path, draft: ReviewDraft, *, who: str, check: Callable[[Sequence[Review], Review], None]
) -> Review:
    """Sign a review and append it to a run folder's reviews; it is on disk when this returns.

    ``check`` gets the reviews there are and the new one, and raises where that does not fit; nobody else can add any
    meanwhile. Raises: RunFolderError; whatever ``check`` raises.
    """
    path = folder / REVIEWS
    with signing(path, CALLED):
        review = Review(review_id=str(uuid4()), when=utc_now(), who=who, **dict(draft))
        check(read_reviews(path), review)
        append_signed(path, review)
    return review
