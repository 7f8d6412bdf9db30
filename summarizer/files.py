"""Files that are durable: whole or not there, one writer at a time, JSON Lines."""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from summarizer.errors import ConfigurationError, RunFolderError

_SPARE_DESCRIPTORS = 16
_LOCK_PAUSE_S = 0.02


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or none of it."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


@contextlib.contextmanager
def hold_lock(path: Path, *, busy: str, wait_s: float = 0.2) -> Iterator[None]:
    """Hold a lock file for this process; the system lets go of it when the process ends, however it ends.

    Tried for a while: ``is_held`` takes a run's lock for an instant. Raises: RunFolderError saying ``busy``.
    """
    until = time.monotonic() + wait_s
    with path.open("w") as file:
        while True:
            try:
                lock_file(file)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise RunFolderError(busy) from error
                time.sleep(_LOCK_PAUSE_S)
        yield


def lock_file(file: IO[str], *, shared: bool = False) -> None:
    """Locks an open file until it is closed, or raises OSError at once where another holds it."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:  # pragma: no cover - Windows
        import msvcrt  # noqa: PLC0415 - only on Windows

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def require_descriptors(connections: int) -> None:
    """Holds that with so many connections open there is still room to open the files that answers need.

    Records are made with tables and libraries that are read when first needed, which is after an answer was paid for.

    Raises: ConfigurationError.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:  # pragma: no cover - Windows
        return
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = len(list(Path("/dev/fd").iterdir())) + connections + _SPARE_DESCRIPTORS
    if most != resource.RLIM_INFINITY and most < needed:
        raise ConfigurationError(
            f"This process may open {most} files, and {connections} questions at once need {needed}. Raise that "
            f"(ulimit -n {needed}), or ask fewer at once (--concurrency)."
        )


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file but for a torn last one; none where there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.endswith(b"\n"):
                try:
                    yield dict(json.loads(line))
                except (ValueError, TypeError) as error:
                    raise RunFolderError(f"{path}: line {number} is damaged: {error}") from error
