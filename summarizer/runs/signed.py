"""Rows that people sign, reviews and decisions: each durable before it is confirmed, whoever else is signing.

Their files may also be edited by hand. ``called`` says what a row is, for people.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from summarizer.errors import ReviewError, RunFolderError
from summarizer.files import TwoValuesError, explained, hold_lock, open_bytes, parse_json, read_whole, require_one_value
from summarizer.values import describe_invalid, to_json

_PATIENCE_S = 10.0

M = TypeVar("M", bound=BaseModel)


def _check_moment(value: str) -> str:
    datetime.fromisoformat(value)
    return value


def _check_name(value: str) -> str:
    if not value.strip():
        raise ValueError("name who signs")
    return value


Moment = Annotated[
    str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$"), AfterValidator(_check_moment)
]
"""When a row was signed, in UTC, such as 2026-11-26T18:00:00Z."""
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_check_name)]
"""Who signed a row."""


def parse_signed(text: bytes | str, kind: type[M], called: str) -> M:
    """The row, or what is to be signed, that a JSON text holds; an article's lone surrogates in it are kept.

    Raises: ReviewError naming the field that is wrong.
    """
    try:
        return kind.model_validate(parse_json(text, object_pairs_hook=require_one_value))
    except ValidationError as error:
        raise ReviewError(f"no {called}: {describe_invalid(error)}") from error
    except TwoValuesError as error:
        raise ReviewError(f"no {called}: {error}") from error
    except ValueError as error:
        raise ReviewError(f"no {called}: no JSON: {error}") from error


def read_signed(path: Path, kind: type[M], called: str) -> tuple[M, ...]:
    """The rows of a file in the order they were signed; none where there is no file. Blank lines are no rows.

    A last line without its end is a row where it is a whole object, for an editor may have left the end out; else a
    crash left it torn, and it is left out. Raises: RunFolderError naming line and field of a damaged row.
    """
    lines = [b""]
    with (
        explained(f"{path}: cannot be read", "Mend that and try again."),
        suppress(FileNotFoundError, NotADirectoryError),
    ):
        lines = read_whole(path).split(b"\n")
    if _is_torn(lines[-1]):
        lines.pop()
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows += [parse_signed(line, kind, called)] if line.strip() else []
        except ReviewError as error:
            raise RunFolderError(f"{path}: line {number} is {error}. Mend or remove that line.") from error
    return tuple(rows)


def _is_torn(line: bytes) -> bool:
    """Whether a crash may have cut it off: a row that somebody mistyped is whole all the same."""
    try:
        return not isinstance(parse_json(line), dict)
    except ValueError:
        return True


@contextmanager
def signing(path: Path, called: str) -> Iterator[None]:
    """Nobody else appends to the file meanwhile. Raises: RunFolderError where somebody else does for ten seconds."""
    busy = f"{path}: somebody else has been saving a {called} for {_PATIENCE_S:g} seconds. Try again."
    lock = path.with_name(f".{path.stem}.lock")
    with (
        explained(f"{path}: the {called} cannot be saved", "Mend that and try again."),
        hold_lock(lock, busy=busy, wait_s=_PATIENCE_S),
    ):
        yield


def append_signed(path: Path, row: BaseModel) -> None:
    """Append a row to a file, on disk when this returns; to be called while ``signing``.

    A last line without its end gets one where it is a whole object, and is cut off as torn elsewhere.
    """
    with open_bytes(path, "a+b") as file:
        file.seek(0)
        *_, last = file.read().rpartition(b"\n")
        if _is_torn(last):
            file.truncate(file.tell() - len(last))
        else:
            file.write(b"\n")
        file.write(to_json(row).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
