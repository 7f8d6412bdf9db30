"""Events read back from their file."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from summarizer.errors import RunFolderError
from summarizer.files import parse_object, read_lines
from summarizer.runs.folder import EVENTS
from summarizer.schemas.event import EVENT_SCHEMA, Event
from summarizer.values import describe_invalid


def read_events(path: Path) -> Iterator[Event]:
    """The events of a folder, or of a file of events, in their order; none where there is no file.

    Raises: RunFolderError naming the line that is damaged, cut off or of another version: a merge replaces the file
    whole, so that no crash cuts a line off.
    """
    file = path / EVENTS if path.is_dir() else path
    for number, line in enumerate(read_lines(file), start=1):
        try:
            yield _parse(line)
        except (ValueError, TypeError) as error:
            told = describe_invalid(error) if isinstance(error, ValidationError) else error
            raise RunFolderError(
                f"{file}: line {number} is no event: {told}. Remove the file and merge again."
            ) from error


def _parse(line: bytes) -> Event:
    row = parse_object(line)
    if (version := row.get("schema_version")) != EVENT_SCHEMA:
        raise ValueError(f"it is of another version ({version!r}; this is {EVENT_SCHEMA!r})")
    if not line.endswith(b"\n"):
        raise ValueError("it is cut off: it has no line end")
    return Event.model_validate(row)
