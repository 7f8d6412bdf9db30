"""Review rows: what somebody said of one value of one record, as ``reviews.jsonl`` holds it beside a run."""

import math
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, field_validator, model_validator

from summarizer.errors import ReviewError
from summarizer.files import TwoValuesError, parse_json, read_signed, require_one_value
from summarizer.values import UTC_MOMENT, describe_invalid

Action = Literal["accept", "reject", "correct", "add", "withdraw"]
R = TypeVar("R", bound="ReviewDraft")


class ReviewDraft(BaseModel):
    """What a reviewer says of one value, before it is signed.

    ``field`` is a path as findings have it; its indices are always those of the stored record, never of one with
    reviews applied. ``accept``: the value is right. ``reject``: it is wrong and goes. ``correct``: ``new`` takes its
    place. ``add``: ``field`` names a list, ``new`` is an entry that it lacks. ``old`` is the value as the reviewer saw
    it, with or without its evidence (of an entry or list it may be left out); ``sentences`` say the new one.
    ``withdraw``: the row whose ``review_id`` is ``old`` is taken back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

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
        if not (_is_finite(self.old) and _is_finite(self.new)):
            raise ValueError("'old' and 'new' hold only numbers that JSON has")
        return self


def _is_finite(value: JsonValue) -> bool:
    if isinstance(value, dict | list):
        return all(_is_finite(item) for item in (value.values() if isinstance(value, dict) else value))
    return not isinstance(value, float) or math.isfinite(value)


class Review(ReviewDraft):
    """A signed review: one row of ``reviews.jsonl``. ``when`` is UTC, such as 2026-11-24T18:00:00Z."""

    review_id: str
    when: str = Field(pattern=UTC_MOMENT)
    who: str = Field(min_length=1, max_length=200)

    @field_validator("review_id")
    @classmethod
    def _is_uuid(cls, value: str) -> str:
        if str(UUID(value)) != value.lower():
            raise ValueError("write a UUID with its dashes")
        return value

    @field_validator("when")
    @classmethod
    def _is_time(cls, value: str) -> str:
        datetime.fromisoformat(value)
        return value

    @field_validator("who")
    @classmethod
    def _is_somebody(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("name the reviewer")
        return value


def parse_row(line: bytes | str, kind: type[R]) -> R:
    """The review that a JSON text holds. Raises: ReviewError naming the field that is wrong."""
    try:
        return kind.model_validate(_read_object(line))
    except ValidationError as error:
        raise ReviewError(f"no review: {describe_invalid(error)}") from error


def _read_object(line: bytes | str) -> object:
    """What a JSON text holds; an article's lone surrogates, which stand escaped in it, are kept."""
    try:
        return parse_json(line, object_pairs_hook=require_one_value)
    except TwoValuesError as error:
        raise ReviewError(f"no review: {error}") from error
    except ValueError as error:
        raise ReviewError(f"no review: no JSON: {error}") from error


def read_reviews(path: Path) -> tuple[Review, ...]:
    """The reviews of a ``reviews.jsonl``, in the order they were given; none where there is no file.

    A last line that a crash left torn is left out. Raises: RunFolderError naming line and field of a damaged row.
    """
    return read_signed(path, parse_review)


def parse_review(line: bytes) -> Review:
    """The signed review of a line. Raises: ReviewError naming the field that is wrong."""
    return parse_row(line, Review)
