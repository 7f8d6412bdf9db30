"""Files beyond this machine, by the addresses that pyarrow knows: ``s3://``, ``gs://``, ``hdfs://``, ``file://``."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from summarizer.articles.formats import FORMATS, PARQUET
from summarizer.errors import ConfigurationError, how_to_install
from summarizer.extras import arrow_fs
from summarizer.runs.folder import is_run_file

COPIES = ".copies.json"  # marks the copy of a run's folder
_READ = frozenset({*FORMATS, PARQUET})
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.+)")
_SECRET = re.compile(r"(?:\A|(?<=[/?]))[^/?:]*+:[^/?]*@")
_NO_BODY = "No response body"
_MOST_SAID = 300

# What stores and pyarrow call it, and what to do then.
_REMEDIES = (
    (
        re.compile("ExpiredToken|RequestExpired|TokenRefreshRequired"),
        "the credentials have expired: get new ones (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN)",
    ),
    (
        re.compile("InvalidAccessKeyId|INVALID_ACCESS_KEY_ID|SignatureDoesNotMatch|SIGNATURE_DOES_NOT_MATCH"),
        "the store does not know the credentials: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ),
    (re.compile("ACCESS_DENIED|AccessDenied"), "the credentials do not allow it: check what they may do there"),
    (re.compile("NO_SUCH_BUCKET|NoSuchBucket|Bucket '.*' not found"), "there is no such bucket: check the address"),
    (re.compile("SLOW_DOWN|SlowDown"), "the store is overloaded: try again later"),
    (
        re.compile("NETWORK_CONNECTION|Failed to connect|Could not resolve|TIMEOUT"),
        "no store answers there: check the address, AWS_ENDPOINT_URL and the network",
    ),
)


def as_uri(path: Path) -> str | None:
    """The address that a Path was made of, which lost one of its slashes; None for a path of this machine.

    Raises: ConfigurationError where it holds a password, which every record of what lies there would tell.
    """
    found = _ADDRESS.fullmatch(str(path))
    if found is None:
        return None
    if _SECRET.match(found[2]):
        raise ConfigurationError(
            f"{found[1]}://***@{_SECRET.sub('', found[2], count=1)}: credentials in an address would be written into "
            "every record. Leave them out, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or what your store has."
        )
    return f"{found[1]}:///{found[2]}" if found[1].lower() == "file" else f"{found[1]}://{found[2]}"


def open_storage(uri: str) -> tuple[Any, str]:
    """The pyarrow file system of an address, and the path in it. Raises: OSError, ValueError, ConfigurationError."""
    try:
        open_uri = arrow_fs.FileSystem.from_uri
    except ImportError as error:
        raise ConfigurationError(f"{uri}: needs pyarrow: {how_to_install('storage')}") from error
    filesystem, path = open_uri(uri)
    return filesystem, str(path)


def explain_refusal(error: Exception, uri: str) -> str:
    """What a store's refusal says and what to do about it, on one line without a full stop.

    S3 gives no reason for the question with which pyarrow begins to read; a list of what lies at the address has one.
    """
    said = " ".join(str(error).split())
    if _NO_BODY in said:
        said = _list_refused(uri) or said
    remedy = next((remedy for pattern, remedy in _REMEDIES if pattern.search(said)), "check it and your access to it")
    return f"{said[:_MOST_SAID]}; {remedy}"


def _list_refused(uri: str) -> str | None:
    """Why the store does not list what lies below an address; None where it does."""
    try:
        filesystem, path = open_storage(uri)
        filesystem.get_file_info(arrow_fs.FileSelector(path, allow_not_found=True))
    except (OSError, ValueError) as error:
        return " ".join(str(error).split())
    return None


def find_stored(path: Path) -> Iterator[Path]:
    """The files at an address: itself, those below a folder that end like articles, those of a pattern.

    They come sorted, without hidden names. What cannot be listed comes itself, so that reading reports it.
    """
    bare, mark, query = (as_uri(path) or str(path)).partition("?")
    base, pattern = _split_pattern(bare)
    try:
        filesystem, root = open_storage(base + mark + query)
        found = _match(filesystem, root, pattern) if pattern else _walk(filesystem, root)
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


def _walk(filesystem: Any, root: str) -> list[str]:
    """The files below a folder, sorted by the parts of their paths; a file itself, whatever its suffix.

    Copies of runs that lie below are left out, and what runs wrote into folders there.
    """
    if filesystem.get_file_info(root).type != arrow_fs.FileType.Directory:
        return [root]
    below = filesystem.get_file_info(arrow_fs.FileSelector(root, recursive=True))
    names = [str(info.path) for info in below if info.type == arrow_fs.FileType.File]
    copies = tuple(name.removesuffix(COPIES) for name in names if name.endswith(f"/{COPIES}"))
    hidden = (name for name in names if any(part.startswith(".") for part in _parts(name[len(root) :])))
    shown = {name for name in names if not name.startswith(copies)} - set(hidden)
    paths = {PurePosixPath(name) for name in names}
    read = (name for name in shown if PurePosixPath(name).suffix.lower() in _READ)
    return sorted((name for name in read if not is_run_file(PurePosixPath(name), paths.__contains__)), key=_parts)


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.strip("/")).parts


def _before(base: str, root: str) -> str:
    """What an address has before its path in the file system. Raises: ValueError where that cannot be told."""
    path = next((path for path in (root, quote(root)) if base.endswith(path)), None)
    if path is None:
        raise ValueError(base)
    return base.removesuffix(path)
