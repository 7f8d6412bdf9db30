"""Files beyond this machine, by the addresses that pyarrow knows: ``s3://``, ``gs://``, ``hdfs://``, ``file://``."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.+)")


def as_uri(path: Path) -> str | None:
    """The address that a Path was made of, which lost one of its slashes; None for a path of this machine."""
    found = _ADDRESS.fullmatch(str(path))
    if found is None:
        return None
    return f"{found[1]}:///{found[2]}" if found[1].lower() == "file" else f"{found[1]}://{found[2]}"


def open_storage(uri: str) -> tuple[Any, str]:
    """The pyarrow file system of an address, and the path in it. Raises: OSError, ValueError."""
    from pyarrow.fs import FileSystem  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: an extra

    filesystem, path = FileSystem.from_uri(uri)
    return filesystem, str(path)


def find_stored(path: Path, *, suffixes: frozenset[str]) -> Iterator[Path]:
    """The files at an address: itself, those below a folder that end in one of the suffixes, those of a pattern.

    They come sorted, without hidden names. What cannot be listed comes itself, so that reading reports it.
    """
    bare, mark, query = (as_uri(path) or str(path)).partition("?")
    base, pattern = _split_pattern(bare)
    try:
        filesystem, root = open_storage(base + mark + query)
        found = _match(filesystem, root, pattern) if pattern else _walk(filesystem, root, suffixes)
        before = _before(base, root)
    except (OSError, ValueError):
        found = []
    if not found:
        yield path
    yield from (Path(before + quote(name) + mark + query) for name in found)


def _split_pattern(bare: str) -> tuple[str, str]:
    """What goes before the first part that holds a star, and the rest."""
    parts = bare.split("/")
    first = next((place for place, part in enumerate(parts) if "*" in part), len(parts))
    return "/".join(parts[:first]), "/".join(parts[first:])


def _match(filesystem: Any, root: str, pattern: str) -> list[str]:
    from fsspec.implementations.arrow import ArrowFSWrapper  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: an extra

    return sorted(str(name) for name in ArrowFSWrapper(filesystem).glob(f"{root.rstrip('/')}/{pattern}"))


def _walk(filesystem: Any, root: str, suffixes: frozenset[str]) -> list[str]:
    """The files below a folder, sorted by the parts of their paths; a file itself, whatever its suffix."""
    from pyarrow.fs import FileSelector, FileType  # noqa: PLC0415 - lazy: an extra

    if filesystem.get_file_info(root).type != FileType.Directory:
        return [root]
    below = filesystem.get_file_info(FileSelector(root, recursive=True))
    names = [str(info.path) for info in below if info.type == FileType.File]
    shown = [name for name in names if not any(part.startswith(".") for part in _parts(name[len(root) :]))]
    return sorted((name for name in shown if PurePosixPath(name).suffix.lower() in suffixes), key=_parts)


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.strip("/")).parts


def _before(base: str, root: str) -> str:
    """What an address has before its path in the file system. Raises: ValueError where that cannot be told."""
    path = next((path for path in (root, quote(root)) if base.endswith(path)), None)
    if path is None:
        raise ValueError(base)
    return base.removesuffix(path)
