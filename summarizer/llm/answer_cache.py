"""Answers kept across runs: what was asked once need not be asked, or paid for, again."""

import contextlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tenacity

from summarizer.errors import ConfigurationError
from summarizer.files import cache_folder
from summarizer.llm.transport import StoredAnswer
from summarizer.schemas.record import Origin

FILE = "answers.sqlite3"
_BUSY_S = 5.0  # the event loop waits meanwhile
_PRIMARY = 0xFF
"""The bits of a result code that tell its kind: SQLITE_BUSY_RECOVERY is busy, too."""
_FAST = 1
_MOST_BYTES = 64 * 1024 * 1024
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, body BLOB NOT NULL)"


def default_cache_path() -> Path:
    """Where answers are kept."""
    return cache_folder() / FILE


class AnswerCache(contextlib.AbstractContextManager["AnswerCache"]):
    """A file of answers by the key of their request, shared by threads of one process and by processes.

    ``origin`` is what records say of an answer that came from here. An answer is on disk once it was ``put``. A run
    goes on without the cache: with ``say`` that is told of the first trouble, and the file is left alone from then on.

    Raises: ConfigurationError, from every method, where the file cannot be used and there is nobody to ``say`` it to.
    """

    def __init__(self, path: Path, *, origin: Origin = "cache", say: Callable[[str], None] | None = None) -> None:
        self._path = path
        self._origin = origin
        self._say = say
        self._lock = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._database: sqlite3.Connection | None = None
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
            self._stack.enter_context(contextlib.closing(database))
            for attempt in _patiently():
                with attempt:
                    database.execute("PRAGMA journal_mode=WAL")
            for statement in ("PRAGMA synchronous=NORMAL", _TABLE):
                database.execute(statement)
            self._database = database

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a request, or None."""
        found = self._execute("SELECT body FROM answers WHERE key = ?", key)
        body = _unpack(found[0][0]) if found else None
        return None if body is None else StoredAnswer(body, self._origin)

    def put(self, key: str, body: str) -> None:
        """Keep an answer; a later one to the same request takes its place."""
        self._execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", key, zlib.compress(body.encode(), _FAST))

    def __len__(self) -> int:
        return int(self._execute("SELECT count(*) FROM answers")[0][0])

    def clear(self) -> None:
        """Forget all answers and give their room back."""
        self._execute("DELETE FROM answers")
        self._execute("VACUUM")

    def _execute(self, statement: str, *values: str | bytes) -> list[Any]:
        """The rows that a statement gives; none once there was trouble."""
        with self._lock, self._explained():
            if self._database is not None:
                return self._database.execute(statement, values).fetchall()
        return []

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            explained = ConfigurationError(
                f"{self._path}: the answer cache cannot be used: {error}. Remove the file, set SUMMARIZER_CACHE_DIR, "
                "or go without it (--no-cache)."
            )
            if self._say is None:
                raise explained from error
            self._database = None
            self._say(f"Going on without the answer cache, nothing else is lost. {explained}")


def _patiently() -> tenacity.Retrying:
    """Attempts at what SQLite refuses at once, without its own wait, while another process makes the file."""
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(_is_busy),
        stop=tenacity.stop_after_delay(_BUSY_S),
        wait=tenacity.wait_random(0.01, 0.05),
        reraise=True,
    )


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY


def _unpack(packed: object) -> str | None:
    """The body; None where it is damaged or larger than any answer: what cannot be read is asked again."""
    if not isinstance(packed, bytes):
        return None
    unpacking = zlib.decompressobj()
    try:
        body = unpacking.decompress(packed, _MOST_BYTES)
        return body.decode() if unpacking.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None
