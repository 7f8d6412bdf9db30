"""Events on disk: kept up to date beside the run, whole or as they were before."""

import json
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from summarizer.errors import RunFolderError
from summarizer.events.decisions import read_decisions
from summarizer.events.figures import Hinge, measure_hinge
from summarizer.events.identity import Known, remember
from summarizer.events.merging import Record, iter_events
from summarizer.files import explained, hold_lock, read_rows, write_lines
from summarizer.runs.folder import EVENT_DECISIONS, EVENTS
from summarizer.runs.records import StoredArticle
from summarizer.schemas.event import EVENT_SCHEMA, Event, FigureRule
from summarizer.schemas.record import CustomSummary, Frozen, Summary
from summarizer.values import to_json

_LOCK = ".events.lock"


class Update(Frozen):
    """What a merge made. ``new``, ``changed`` and ``kept`` are events, ``gone`` ids that are there no more."""

    reports: int
    events: int
    new: int
    changed: int
    kept: int
    gone: int
    repeated: int
    hinge: Hinge


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


class SpooledRecords:
    """Records that come once, kept in a temporary file to be fetched again. Of one article the first counts."""

    def __init__(self, stored: Iterable[tuple[Record, StoredArticle]]) -> None:
        self._stored = stored
        self._places: list[int] = []
        self.repeated = 0

    def __enter__(self) -> Self:
        self._file: IO[bytes] = tempfile.TemporaryFile()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[tuple[Summary, str]]:
        seen: set[str] = set()
        for record, article in self._stored:
            if isinstance(record, CustomSummary):
                continue
            if record.article.article_id in seen:
                self.repeated += 1
                continue
            seen.add(record.article.article_id)
            self._places.append(self._file.tell())
            self._file.write(to_json(record).encode() + b"\n")
            yield record, _prose(article)

    def fetch(self, position: int) -> Summary:
        """The record at a position, from 0."""
        self._file.seek(self._places[position])
        return Summary.model_validate(json.loads(self._file.readline()))


def _prose(article: StoredArticle) -> str:
    """The article's sentences, without what stands around them; its text where these are not known."""
    return "\n".join(article.text[start:end] for start, end in article.sentences) or article.text


def update_events(
    stored: Iterable[tuple[Record, StoredArticle]], out: Path, *, figures: FigureRule = "agreed"
) -> Update:
    """Merges records into the events of a folder: ids of events that were there stay, splits and joins hold.

    The file is replaced whole once all events are made; until then, and after a crash, it is as it was.
    Raises: RunFolderError; ConfigurationError where the extra is not installed.
    """
    path = out / EVENTS
    busy = f"{path}: another merge is writing here. Wait for it, or choose another --out."
    with explained(f"{path}: the events cannot be written", "Choose another --out."):
        out.mkdir(parents=True, exist_ok=True)
        with hold_lock(out / _LOCK, busy=busy), SpooledRecords(stored) as records:
            known, before = _remember(path)
            decisions = read_decisions(out / EVENT_DECISIONS)
            tally = Counter[str]()
            events = iter_events(records, figures=figures, decisions=decisions, known=known)
            with write_lines(path) as write:
                hinge = measure_hinge(_write(events, write, before, tally))
    return Update(
        reports=tally["reports"],
        events=hinge.events,
        new=tally["new"],
        changed=tally["changed"],
        kept=tally["kept"],
        gone=len(before),
        repeated=records.repeated,
        hinge=hinge,
    )


def _remember(path: Path) -> tuple[list[Known], dict[str, int]]:
    """The events of before, and a checksum of each by its id."""
    known: list[Known] = []
    before: dict[str, int] = {}
    for event in read_events(path):
        known.append(remember(event))
        before[event.event_id] = zlib.crc32(to_json(event).encode())
    return known, before


def _write(
    events: Iterable[Event], write: Callable[[str], None], before: dict[str, int], tally: Counter[str]
) -> Iterator[Event]:
    """The events, each written; what was there before leaves ``before``."""
    for event in events:
        line = to_json(event)
        earlier = before.pop(event.event_id, None)
        changed = "new" if earlier is None else "kept" if earlier == zlib.crc32(line.encode()) else "changed"
        tally.update({changed: 1, "reports": len(event.reports)})
        write(line)
        yield event
