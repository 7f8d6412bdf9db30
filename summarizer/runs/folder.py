"""Run folders: every finished article is on disk at once, and a run can be taken up again."""

import contextlib
import json
import os
import re
import shutil
from collections.abc import Callable, Container, Iterator, Mapping
from io import FileIO
from pathlib import Path, PurePath
from typing import Any, Self, TypeVar

from summarizer.errors import RunFolderError
from summarizer.evidence.values import assert_spans
from summarizer.files import (
    HELD,
    bounded_lines,
    explained,
    hold_lock,
    lock_file,
    no_links,
    open_bytes,
    parse_json,
    read_lines,
    read_whole,
    refuse_link,
    replace_file,
    write_atomically,
)
from summarizer.runs.ledger import LEDGER, LedgerRow
from summarizer.schemas.record import CustomSummary, Summary
from summarizer.values import Article, ArticleFailure, to_json

K = TypeVar("K")
P = TypeVar("P", bound=PurePath)

SUMMARIES = "summaries.jsonl"
ARTICLES = "articles.jsonl"
FAILURES = "failures.jsonl"
REPLACED = "replaced.jsonl"

MANIFEST = "manifest.json"
REVIEWS = "reviews.jsonl"
EVENTS = "events.jsonl"
EVENT_DECISIONS = "event-decisions.jsonl"
EVENT_INDEX = ".events"
LOCK = ".lock"
BATCH_FOLDER = "batch"
TABLES_FOLDER = "tables"
REPORT = "report.html"
BEFORE = ".before"
"""Where a run that starts afresh keeps the files of the one before, until it has a record of its own."""
_GONE = ".gone"
_ROWS = (SUMMARIES, ARTICLES, FAILURES, LEDGER, REPLACED)
_KEPT = (SUMMARIES, ARTICLES, LEDGER, REPLACED, MANIFEST)
"""The records come first, and come back last: where a kill left some of them here, these tell what they are."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_RECORD_ID = re.compile(rb'\{"schema_version":"[\w/-]*","article":\{"article_id":"([^"\\]*)"')
_ARTICLE_ID = re.compile(rb'\{"article_id": "([^"\\]*)"')


class RunFolder:
    """A run's folder, held by one process at a time.

    What is added becomes durable with the next ``commit``, the ledger before what it pays for, and texts before
    records. What could not be written is tried again with the one after.

    ``fingerprint`` says what the answers depend on; a folder that holds answers made with another is refused unless
    ``resume`` is off, which starts it afresh: with the first new record the old ones are deleted, and where none was
    made they are there again once this is closed.

    Raises: RunFolderError where the folder cannot be used.
    """

    def __init__(self, path: Path, *, fingerprint: dict[str, Any], resume: bool) -> None:
        self.path = path
        self._fingerprint = fingerprint
        self._resume = resume
        self._stack = contextlib.ExitStack()
        self.done: set[str] = set()
        self._files: dict[str, FileIO] = {}
        self._held: dict[str, list[str]] = {}
        self._unsynced: set[str] = set()

    def __enter__(self) -> Self:
        try:
            with explained(f"{self.path}: the run folder cannot be used", "Choose another --out."):
                self._open()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.commit()
            self._close_files()
            with _explained(self.path):
                settle(self.path)
        finally:
            self._stack.close()

    def _open(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        busy = f"{self.path}: another run is writing here. Wait for it, or choose another --out."
        self._stack.enter_context(hold_lock(self.path / LOCK, busy=busy))
        settle(self.path)
        self._check_manifest()
        if not self._resume:
            _keep_before(self.path)
        self.done = {row_id for row_id, _, _ in recover_rows(self.path / SUMMARIES, read_record_id)}
        self._stored = {row_id for row_id, _, _ in recover_rows(self.path / ARTICLES, read_article_id)}
        for _ in recover_rows(self.path / LEDGER, bytes):
            pass
        for name in (*_ROWS, MANIFEST):
            (self.path / f"{name}.part").unlink(missing_ok=True)
        self.write_manifest({"status": "running"})
        for name, mode in ((SUMMARIES, "a"), (ARTICLES, "a"), (LEDGER, "a"), (FAILURES, "w")):
            self._files[name] = self._stack.enter_context(FileIO(self.path / name, mode, opener=no_links))

    def _check_manifest(self) -> None:
        """Refuse a folder whose files are not those of a run, or hold answers to other settings and are to go on."""
        manifest = self.path / MANIFEST
        if not manifest.exists():
            foreign = [name for name in _ROWS if (self.path / name).exists()]
            if foreign:
                raise RunFolderError(
                    f"{self.path} holds {foreign[0]} but no {MANIFEST}: not a run's folder. Choose another --out."
                )
            return
        try:
            old = dict(parse_json(read_whole(manifest))["fingerprint"])
        except (ValueError, KeyError, TypeError) as error:
            raise RunFolderError(f"{manifest}: not a manifest of this program. Choose another --out.") from error
        changed = sorted(key for key in {*old, *self._fingerprint} if old.get(key) != self._fingerprint.get(key))
        if changed and self._resume and self._holds_answers():
            said = "; ".join(f"{key}: {old.get(key)!r} then, {self._fingerprint.get(key)!r} now" for key in changed)
            raise RunFolderError(
                f"{self.path} holds a run with other settings ({said}). Choose another --out, or start this one "
                "afresh with summarizer run --no-resume: that deletes all records once it has a new one."
            )

    def _holds_answers(self) -> bool:
        """Whether there are records here, or a batch job, whose answers may be on their way."""
        records = (self.path / SUMMARIES, self.path / REPLACED)
        return any(path.exists() and path.stat().st_size for path in records) or (self.path / BATCH_FOLDER).exists()

    def add_article(self, article: Article) -> None:
        """Keep an article's text and its sentences' spans in order of their numbers, once."""
        from summarizer.articles.sentences import number_sentences  # noqa: PLC0415 - lazy: who only reads cuts none

        if article.article_id not in self._stored:
            self._stored.add(article.article_id)
            spans = [(sentence.start, sentence.end) for sentence in number_sentences(article)]
            row = {"article_id": article.article_id, "path": article.path, "text": article.text, "sentences": spans}
            pages = {"page_starts": article.page_starts} if article.page_starts else {}
            self._append(ARTICLES, json.dumps(row | pages, ensure_ascii=_has_surrogates(article.text)))

    def add_summary(self, record: Summary | CustomSummary, text: str) -> None:
        """Append a record. ``text`` is its article's, against which every span is held."""
        assert_spans(record, text)
        self._append(SUMMARIES, to_json(record))
        self.done.add(record.article.article_id)

    def add_failure(self, failure: ArticleFailure) -> None:
        """Append a failure. Failures are those of the latest run into the folder."""
        self._append(FAILURES, to_json(failure))

    def add_spending(self, row: LedgerRow) -> None:
        """Append what asking about an article took."""
        self._append(LEDGER, to_json(row))

    def write(self) -> None:
        """Everything added so far in its files when this returns: it outlives this process, not the machine."""
        for name in (LEDGER, ARTICLES, FAILURES, SUMMARIES):
            lines = self._held.get(name)
            if lines:
                with _explained(self.path / name):
                    _write_whole(self._files[name], "".join(f"{line}\n" for line in lines).encode())
                del self._held[name]
                self._unsynced.add(name)

    def commit(self) -> None:
        """Everything added so far on disk when this returns. One commit for several results saves time."""
        self.write()
        for name in sorted(self._unsynced):
            with _explained(self.path / name):
                os.fsync(self._files[name].fileno())
        if SUMMARIES in self._unsynced:
            settle(self.path)
        self._unsynced.clear()

    def set_aside(self, article_ids: Container[str]) -> None:
        """Move the records of articles out of those of the run, into a file of their own. Nothing can be added then."""
        self._close()
        path, aside = self.path / SUMMARIES, self.path / REPLACED
        for _ in recover_rows(aside, bytes):
            pass
        with _explained(aside), open_bytes(aside, "ab") as moved, replace_file(path) as kept:
            for line in read_lines(path):
                (moved if read_record_id(line) in article_ids else kept).write(line)
            moved.flush()  # there before they are gone from the first
            os.fsync(moved.fileno())

    def sort(self, positions: Mapping[str, int]) -> None:
        """Bring records and texts into the order of the articles' positions, and failures into that of path and line.

        Failures of one path without a line, of which a file of many articles may have several, go by position, too. So
        the files do not tell which article happened to be finished first. Articles without a position go last, in the
        order they are in. Each file is replaced whole or not at all. Nothing can be added afterwards.
        """
        self._close()
        last = len(positions)
        for name, id_of in ((SUMMARIES, read_record_id), (ARTICLES, read_article_id)):
            _sort_rows(self.path / name, id_of, lambda row_id: positions.get(row_id, last))
        _sort_rows(self.path / FAILURES, _failure_key, lambda key: (*key[:2], positions.get(key[2], last)))

    def _close(self) -> None:
        self.commit()
        self._close_files()

    def _close_files(self) -> None:
        for file in self._files.values():
            file.close()

    def write_manifest(self, facts: dict[str, Any]) -> None:
        """Replace the manifest, all or nothing."""
        text = json.dumps({"fingerprint": self._fingerprint, **facts}, ensure_ascii=False, indent=2, default=str)
        with _explained(self.path / MANIFEST):
            write_atomically(self.path / MANIFEST, text + "\n")

    def _append(self, name: str, line: str) -> None:
        self._held.setdefault(name, []).append(line)


def _keep_before(run: Path) -> None:
    """Keep the files of a run aside, for one that starts afresh in its folder."""
    before = run / BEFORE
    before.mkdir()
    for name in _KEPT:
        if (run / name).exists():
            (run / name).replace(before / name)


def settle(run: Path) -> None:
    """Delete the files of a run before, if the new one has a record; bring them back, with its spending, if not."""
    before, gone = refuse_link(run / BEFORE), refuse_link(run / _GONE)
    if before.exists():
        if not ((run / SUMMARIES).exists() and (run / SUMMARIES).stat().st_size):
            _bring_back(run, before)
        before.replace(gone)  # at once, so that no kill leaves a part of them to come back
    if gone.exists():
        shutil.rmtree(gone)


def _bring_back(run: Path, before: Path) -> None:
    if (run / LEDGER).exists():
        with open_bytes(before / LEDGER, "ab") as ledger:
            ledger.write((run / LEDGER).read_bytes())
        (run / LEDGER).unlink()
    for name in reversed(_KEPT):
        if (before / name).exists():
            (before / name).replace(run / name)


def _write_whole(file: FileIO, rows: bytes) -> None:
    """Append all or nothing: what comes after a part of a row, once a full disk has room again, would be damage."""
    end = file.seek(0, os.SEEK_END)
    try:
        while rows:
            rows = rows[file.write(rows) :]
    except BaseException:
        with contextlib.suppress(OSError):
            file.truncate(end)
        raise


def _explained(path: Path) -> contextlib.AbstractContextManager[None]:
    return explained(f"{path}: cannot be written", "Mend that; the same command then goes on from what is there.")


def is_run_file(path: P, exists: Callable[[P], bool] = os.path.exists) -> bool:
    """Whether a path is a file that a run, a batch job, an export or a report wrote into a run's folder."""
    folders = [path.parent.parent] if path.parent.name in (BATCH_FOLDER, TABLES_FOLDER) else []
    if path.name in (*_ROWS, MANIFEST, REVIEWS, EVENTS, EVENT_DECISIONS, REPORT):
        folders.append(path.parent)
    return any(all(exists(folder / name) for name in (LOCK, MANIFEST)) for folder in folders)


def _has_surrogates(text: str) -> bool:
    return not text.isascii() and _SURROGATE.search(text) is not None


def read_record_id(line: bytes) -> str:
    """The article that a row's record is of. Raises: ValueError, KeyError, TypeError where the row is damaged."""
    found = _RECORD_ID.match(line)
    return found[1].decode() if found else str(parse_json(line)["article"]["article_id"])


def read_article_id(line: bytes) -> str:
    """The article whose text a row has. Raises: ValueError, KeyError, TypeError where the row is damaged."""
    found = _ARTICLE_ID.match(line)
    return found[1].decode() if found else str(parse_json(line)["article_id"])


def _failure_key(line: bytes) -> tuple[str, int, str]:
    """A failure's path, line and article."""
    row = json.loads(line)
    return row["path"] or "", row["line"] or 0, row["article_id"] or ""


def recover_rows(path: Path, key_of: Callable[[bytes], K]) -> Iterator[tuple[K, int, int]]:
    """Each row's key, offset and length, in a JSON Lines file; a last line that a crash left torn is cut off.

    Lines may end as editors, and git on Windows, end them.
    """
    if not path.exists():
        return
    good = 0
    with open_bytes(path, "r+b") as file:
        for number, line in enumerate(bounded_lines(file, path), start=1):
            if not line.endswith(b"\n"):
                break
            try:
                key = _read_key(line, key_of)
            except (ValueError, KeyError, TypeError) as error:
                raise RunFolderError(
                    f"{path}: line {number} is damaged. Remove it, or start afresh with summarizer run --no-resume: "
                    "that deletes all records once it has a new one."
                ) from error
            yield key, good, len(line)
            good += len(line)
        file.truncate(good)


def _read_key(line: bytes, key_of: Callable[[bytes], K]) -> K:
    if not line.endswith((b"}\n", b"}\r\n")):
        raise ValueError("it is no whole object")
    return key_of(line)


def _sort_rows(path: Path, key_of: Callable[[bytes], K], position_of: Callable[[K], Any]) -> None:
    """Put the rows of a JSON Lines file in order of their positions, rows of one position as they were."""
    rows = [(position_of(key), offset, length) for key, offset, length in recover_rows(path, key_of)]
    if rows == sorted(rows):
        return
    with _explained(path), replace_file(path) as sorted_file, path.open("rb") as source:
        for _, offset, length in sorted(rows):
            source.seek(offset)
            sorted_file.write(source.read(length))


def is_held(path: Path) -> bool:
    """Whether a run is writing into the folder just now."""
    try:
        file = open(path / LOCK, opener=no_links)  # noqa: SIM115 - closed below
    except OSError:
        return False
    with file:
        try:
            lock_file(file, shared=True)
        except HELD:
            return True
        except OSError:  # no locks here, so no run either
            return False
    return False
