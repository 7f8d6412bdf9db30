"""Files that are durable: whole or not there, one writer at a time, JSON Lines."""

import contextlib
import errno
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from summarizer.errors import ConfigurationError, RunFolderError, SummarizerError

_SPARE_DESCRIPTORS = 16
_LOCK_PAUSE_S = 0.02


def no_links(path: str, flags: int) -> int:
    """An opener for what is written into a folder that may come from anybody: a link there is refused, not followed."""
    try:
        return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "a symbolic link lies here, which may lead anywhere; remove it", path) from error
        raise


def open_bytes(path: Path, mode: str) -> BinaryIO:
    """The file, opened for writing bytes, unless it is a symbolic link."""
    return cast(BinaryIO, open(path, mode, opener=no_links))


def refuse_link(folder: Path) -> Path:
    """The folder's path. Raises: RunFolderError where it is a symbolic link."""
    if folder.is_symlink():
        raise RunFolderError(f"{folder}: a symbolic link lies here, which may lead anywhere; remove it.")
    return folder


def cache_folder() -> Path:
    """Where what can be had again is kept: $SUMMARIZER_CACHE_DIR, or the platform's cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - lazy: keeps the package's import fast

    return Path(os.environ.get("SUMMARIZER_CACHE_DIR") or user_cache_path("summarizer", appauthor=False)).expanduser()


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or none of it. A symbolic link at ``path`` is replaced."""
    part = path.with_name(path.name + ".part")
    with open_bytes(part, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


@contextlib.contextmanager
def write_lines(path: Path) -> Iterator[Callable[[str], None]]:
    """Gives a function that adds a line to a new file, which replaces the old one, whole, at the block's end.

    After an error it is as it was. A symbolic link at ``path`` is replaced.
    """
    part = path.with_name(path.name + ".part")
    with open_bytes(part, "wb") as file:

        def write(line: str) -> None:
            file.write(line.encode() + b"\n")

        yield write
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


@contextlib.contextmanager
def explained(what: str, remedy: str, *, kind: type[SummarizerError] = RunFolderError) -> Iterator[None]:
    """The system's refusal (no rights, a full disk) as an error that says what failed, why, and what to do."""
    try:
        yield
    except OSError as error:
        raise kind(f"{what}: {error}. {remedy}") from error


@contextlib.contextmanager
def hold_lock(
    path: Path, *, busy: str = "", wait_s: float = 0.2, on_wait: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold a lock file for this process; the system lets go of it when the process ends, however it ends.

    Tried for a while: ``is_held`` takes a run's lock for an instant. ``on_wait`` is called once, where another process
    holds it. Raises: RunFolderError saying ``busy``.
    """
    until = time.monotonic() + wait_s
    with open_bytes(path, "wb") as file:
        for tries in itertools.count():
            try:
                lock_file(file)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise RunFolderError(busy) from error
                if not tries:
                    on_wait()
                time.sleep(_LOCK_PAUSE_S)
        yield


def lock_file(file: IO[Any], *, shared: bool = False) -> None:
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


def count_rows(path: Path) -> int:
    """How many whole lines a JSON Lines file has; none where there is no file."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(line.endswith(b"\n") for line in file)
