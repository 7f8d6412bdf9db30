"""Answers kept across runs: what was asked once need not be asked, or paid for, again."""

import contextlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from summarizer.errors import ConfigurationError
from summarizer.files import cache_folder
from summarizer.llm.transport import StoredAnswer
from summarizer.schemas.record import Origin

FILE = "answers.sqlite3"
_BUSY_S = 5.0  # the event loop waits meanwhile
_FAST = 1
_MOST_BYTES = 64 * 1024 * 1024
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, body BLOB NOT NULL)"


def default_cache_path() -> Path:
    """Where answers are kept."""
    return cache_folder() / FILE


class AnswerCache(contextlib.AbstractContextManager["AnswerCache"]):
    """A file of answers by the key of their request, shared by threads of one process and by processes.

    ``origin`` is what records say of an answer that came from here. An answer is on disk once it was ``put``.

    Raises: ConfigurationError, from every method, where the file cannot be used.
    """

    def __init__(self, path: Path, *, origin: Origin = "cache") -> None:
        self._path = path
        self._origin = origin
        self._lock = threading.Lock()
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(_TABLE)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a request, or None."""
        with self._explained(), self._lock:
            row = self._database.execute("SELECT body FROM answers WHERE key = ?", (key,)).fetchone()
        body = None if row is None else _unpack(row[0])
        return None if body is None else StoredAnswer(body, self._origin)

    def put(self, key: str, body: str) -> None:
        """Keep an answer; a later one to the same request takes its place."""
        packed = zlib.compress(body.encode(), _FAST)
        with self._explained(), self._lock:
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, packed))

    def __len__(self) -> int:
        with self._explained():
            return int(self._database.execute("SELECT count(*) FROM answers").fetchone()[0])

    def clear(self) -> None:
        """Forget all answers and give their room back."""
        with self._explained():
            self._database.execute("DELETE FROM answers")
            self._database.execute("VACUUM")

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ConfigurationError(
                f"{self._path}: the answer cache cannot be used: {error}. Remove the file, set SUMMARIZER_CACHE_DIR, "
                "or go without it (--no-cache)."
            ) from error


class OptionalCache(contextlib.AbstractContextManager["OptionalCache"]):
    """An AnswerCache that a run goes on without: at the first trouble ``say`` is told, and the file is left alone."""

    def __init__(self, path: Path, *, say: Callable[[str], None]) -> None:
        self._say = say
        self._troubled = False
        self._stack = contextlib.ExitStack()
        self._cache: AnswerCache | None = None
        with self._forgiven():
            self._cache = self._stack.enter_context(AnswerCache(path))

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a request, or None."""
        with self._forgiven():
            return None if self._cache is None else self._cache.get(key)
        return None

    def put(self, key: str, body: str) -> None:
        """Keep an answer, if that is possible."""
        if self._cache is not None:
            with self._forgiven():
                self._cache.put(key, body)

    @contextlib.contextmanager
    def _forgiven(self) -> Iterator[None]:
        try:
            yield
        except ConfigurationError as error:
            if not self._troubled:
                self._say(f"Going on without the answer cache, nothing else is lost. {error}")
            self._troubled, self._cache = True, None


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
