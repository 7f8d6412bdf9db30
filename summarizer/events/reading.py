"""Events read back from their file."""

from collections.abc import Iterator
from pathlib import Path

from summarizer.errors import RunFolderError
from summarizer.files import read_rows
from summarizer.runs.folder import EVENTS
from summarizer.schemas.event import EVENT_SCHEMA, Event


def read_events(path: Path) -> Iterator[Event]:
    """The events of a folder, or of a file of events, in their order; none where there is no file.

    Raises: RunFolderError naming the line that is damaged or of another version.
    """
    file = path / EVENTS if path.is_dir() else path
    for number, row in enumerate(read_rows(file), start=1):
        try:
            yield Event.model_validate(row)
        except ValueError as error:
            version = row.get("schema_version")
            told = (
                f"an event of another version ({version!r}; this is {EVENT_SCHEMA!r})"
                if version != EVENT_SCHEMA
                else error
            )
            raise RunFolderError(
                f"{file}: line {number} is no event: {told}. Remove the file and merge again."
            ) from error
