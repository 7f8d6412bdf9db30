"""Files that are durable: whole or not there, one writer at a time, JSON Lines."""

import contextlib
import errno
import itertools
import json
import math
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeVar, cast

from pydantic import BaseModel, ValidationError

from summarizer.errors import ConfigurationError, RunFolderError, SummarizerError

R = TypeVar("R")
M = TypeVar("M", bound=BaseModel)

Pairs = list[tuple[str, Any]]
LONGEST_BYTES = 64 * 1024 * 1024
"""The longest line, or whole file, that is held in memory: no record comes near it."""
MOST_LEVELS = 64
_MOST_DIGITS = 1_000
_SPARE_DESCRIPTORS = 16
_LOCK_PAUSE_S = 0.02
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""Opening a named pipe else waits for its other end."""


def no_links(path: str, flags: int) -> int:
    """An opener for what is written into a folder that may come from anybody.

    A link there is refused, not followed; so is what is no file, such as a pipe, which would keep its reader waiting.
    """
    try:
        return _regular(path, flags | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "a symbolic link lies here, which may lead anywhere; remove it", path) from error
        raise


def _regular(path: str, flags: int) -> int:
    """A descriptor of an ordinary file. Raises: OSError where something else lies there."""
    descriptor = os.open(path, flags | _AT_ONCE, 0o666)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "what lies here is no ordinary file", path)


def open_bytes(path: Path, mode: str) -> BinaryIO:
    """The file, opened for writing bytes, unless it is a symbolic link."""
    return cast(BinaryIO, open(path, mode, opener=no_links))


def open_regular(path: Path) -> BinaryIO:
    """The file, opened for reading bytes. Raises: OSError where it is no ordinary file."""
    return cast(BinaryIO, open(path, "rb", opener=_regular))


def refuse_link(folder: Path) -> Path:
    """The folder's path. Raises: RunFolderError where it is a symbolic link."""
    if folder.is_symlink():
        raise RunFolderError(f"{folder}: a symbolic link lies here, which may lead anywhere; remove it.")
    return folder


def cache_folder() -> Path:
    """Where what can be had again is kept: $SUMMARIZER_CACHE_DIR, or the platform's cache folder.

    Raises: ConfigurationError where neither can be told, as for a user without a home in a container.
    """
    from platformdirs import user_cache_path  # noqa: PLC0415 - lazy: keeps the package's import fast

    named = os.environ.get("SUMMARIZER_CACHE_DIR")
    try:
        return Path(named or user_cache_path("summarizer", appauthor=False)).expanduser()
    except RuntimeError as error:
        raise ConfigurationError(
            f"The folder for answers and models that are kept cannot be told: {error} Set SUMMARIZER_CACHE_DIR to one; "
            "a run keeps no answers with --no-cache."
        ) from error


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or none of it. A symbolic link at ``path`` is replaced."""
    with replace_file(path) as file:
        file.write(text.encode())


@contextlib.contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Gives a new file to write, which replaces the old one, whole, at the block's end.

    After an error it is as it was. A symbolic link at ``path`` is replaced. Raises: IsADirectoryError for a folder's
    name, as "." is.
    """
    if not path.name or path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    part = path.with_name(path.name + ".part")
    with open_bytes(part, "wb") as file:
        yield file
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
    holds it. Raises: RunFolderError saying ``busy``; OSError where the file system has no locks.
    """
    until = time.monotonic() + wait_s
    with open_bytes(path, "wb") as file:
        for tries in itertools.count():
            try:
                lock_file(file)
                break
            except HELD as error:
                if time.monotonic() >= until:
                    raise RunFolderError(busy) from error
                if not tries:
                    on_wait()
                time.sleep(_LOCK_PAUSE_S)
        yield


HELD = (BlockingIOError, PermissionError)
"""What ``lock_file`` raises where another process holds the lock: the former, on Windows the latter."""


def lock_file(file: IO[Any], *, shared: bool = False) -> None:
    """Locks an open file until it is closed. Raises: HELD at once where another holds it; OSError without locks."""
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
    try:
        needed = len(list(Path("/dev/fd").iterdir())) + connections + _SPARE_DESCRIPTORS
    except OSError:  # where /proc is not mounted, nobody tells how many are open
        return
    if most != resource.RLIM_INFINITY and most < needed:
        raise ConfigurationError(
            f"This process may open {most} files, and {connections} questions at once need {needed}. Raise that "
            f"(ulimit -n {needed}), or ask fewer at once (--concurrency)."
        )


def read_whole(path: Path) -> bytes:
    """What an ordinary file holds. Raises: OSError, also where it is no such file or larger than any can be."""
    with open_regular(path) as file:
        found = file.read(LONGEST_BYTES + 1)
    if len(found) > LONGEST_BYTES:
        raise OSError(errno.EFBIG, f"larger than {LONGEST_BYTES:,} bytes", str(path))
    return found


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of an ordinary file with their ends, which the last may lack; none where there is no file.

    Raises: RunFolderError where it cannot be read.
    """
    with (
        explained(f"{path}: cannot be read", "Mend that and try again."),
        contextlib.suppress(FileNotFoundError),
        open_regular(path) as file,
    ):
        yield from bounded_lines(file, path)


def bounded_lines(file: BinaryIO, path: Path) -> Iterator[bytes]:
    """The lines of an open file. Raises: RunFolderError for one that is longer than any can be."""
    while line := file.readline(LONGEST_BYTES + 1):
        if len(line) > LONGEST_BYTES:
            raise RunFolderError(f"{path}: a line is longer than {LONGEST_BYTES:,} bytes, which no row is; remove it.")
        yield line


def parse_json(text: bytes | str, *, object_pairs_hook: Callable[[Pairs], Any] | None = None) -> Any:
    """What a JSON text holds. Raises: ValueError, also for numbers that JSON or floats do not have, and for depth."""
    try:
        return json.loads(text, cls=PlainDecoder, object_pairs_hook=object_pairs_hook)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


class PlainDecoder(json.JSONDecoder):
    """Raises a ValueError, which is no JSONDecodeError, for numbers that JSON or floats do not have."""

    def __init__(self, *, object_pairs_hook: Callable[[Pairs], Any] | None = None) -> None:
        super().__init__(
            parse_constant=_parse_float,
            parse_float=_parse_float,
            parse_int=_parse_int,
            object_pairs_hook=object_pairs_hook,
        )


def is_deep(node: object, levels: int = MOST_LEVELS) -> bool:
    """Whether lists and objects lie in one another more often than that, by default than a record may hold."""
    held = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return not levels or any(is_deep(item, levels - 1) for item in held)


class TwoValuesError(ValueError):
    """An object of JSON has a key with two values, of which parsers would take the last."""


def require_one_value(pairs: Pairs) -> dict[str, Any]:
    """A JSON object, of what people or models wrote. Raises: TwoValuesError."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise TwoValuesError(f"an object has the key {key[:80]!r} twice, with two values: give it one")
        found[key] = value
    return found


def _parse_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number that JSON has")
    return number


def _parse_int(text: str) -> int:
    """A number that can still be added to others of its kind and printed, which Python does up to 4,300 digits."""
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"a number has {len(text):,} digits")
    return int(text)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file but for a torn last one; none where there is no file. Raises: RunFolderError."""
    return parse_rows(path, parse_object)


def read_values(path: Path, kind: type[M]) -> Iterator[M]:
    """The rows as models; names that are no text are read back as they were. Raises: RunFolderError."""
    return parse_rows(path, lambda line: kind.model_validate(parse_object(line)))


def parse_object(line: bytes) -> dict[str, Any]:
    """The object of a JSON text. Raises: ValueError, TypeError."""
    row = parse_json(line)
    if not isinstance(row, dict):
        raise TypeError("it holds no JSON object")
    return row


def parse_rows(path: Path, parse: Callable[[bytes], R]) -> Iterator[R]:
    """What ``parse`` makes of each row; it raises ValueError, KeyError or TypeError for a damaged one."""
    for number, line in enumerate(read_lines(path), start=1):
        if line.endswith(b"\n"):
            try:
                row = parse(line)
            except (ValueError, KeyError, TypeError):
                with damage_told(f"{path}: line {number}"):  # made for the damaged alone: there are millions of rows
                    raise
            yield row


@contextlib.contextmanager
def damage_told(where: str) -> Iterator[None]:
    """What is wrong with a row, as a RunFolderError that says where it stands."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        from summarizer.values import describe_invalid  # noqa: PLC0415 - lazy: files are beneath values

        missing = f"it has no {error}" if isinstance(error, KeyError) else error
        said = describe_invalid(error) if isinstance(error, ValidationError) else missing
        raise RunFolderError(f"{where} is damaged: {said}. Correct or remove it.") from error


def count_rows(path: Path) -> int:
    """How many whole lines a JSON Lines file has; none where there is no file. Raises: RunFolderError."""
    return sum(line.endswith(b"\n") for line in read_lines(path))
