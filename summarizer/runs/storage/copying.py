"""A run's folder copied to an object store while it grows and at its end, and fetched from there to go on elsewhere.

A run stays in a folder of this machine: a record is durable there the moment it is done, while an object can only be
replaced whole. So a copy is as old as its last interval; an object in it is the old one or the new one, never a part.
"""

import json
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from summarizer.errors import ConfigurationError, RunFolderError
from summarizer.extras import arrow_fs
from summarizer.files import explained, open_bytes, write_atomically
from summarizer.runs.folder import BEFORE, MANIFEST, SUMMARIES
from summarizer.runs.storage.addresses import COPIES, as_uri, explain_refusal, open_storage

EVERY_S = 300.0
_CHUNK = 2**20
_MARK_BYTES = 1000
_KEEPS_FOLDERS = frozenset({"local", "hdfs"})
_LAST = (SUMMARIES, MANIFEST)


class RunCopy(AbstractContextManager["RunCopy"]):
    """The copy of a run's folder at an address such as ``s3://bucket/runs/1``.

    Whoever copies leaves a mark at the address, and knows its own marks from ``.copies.json`` in the folder: what
    another run has copied there since is never replaced unknowingly. Between two that copy at the same instant the
    store does not decide, so give each run an address of its own. As a context manager it copies at the end, however
    that came.

    Raises: ConfigurationError where the address is none.
    """

    def __init__(self, folder: Path, address: str, *, on_message: Callable[[str], None]) -> None:
        self._folder = folder
        uri = as_uri(Path(address))
        if uri is None:
            raise ConfigurationError(f"--copy-to {address}: not an address such as s3://bucket/runs/1.")
        self._address = uri.rstrip("/")
        self._say = on_message
        self._copied_at = time.monotonic()
        self._copied: dict[str, tuple[int, int]] = {}
        self._told = ""
        with self._explained("", "used"):
            self._storage, self._root = open_storage(self._address)
        self._root = self._root.rstrip("/")

    def open(self, *, resume: bool) -> None:
        """Fetch the run from the address if the folder holds none, or make sure that what is there is this one's.

        Without ``resume`` whatever is there is this one's to replace. Raises: RunFolderError.
        """
        mark = self._read_mark()
        fetched = resume and not (self._folder / MANIFEST).exists() and self._has(MANIFEST)
        if fetched:
            self._fetch()
        if mark is not None and (fetched or not resume):
            self._keep_marks([mark])
        self._check(mark)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.copy()
        else:
            self.try_to_copy()

    def copy_if_due(self) -> None:
        """Copy if the last time is long enough ago. A refusal is told once; the run's folder has it all anyway."""
        if time.monotonic() - self._copied_at >= EVERY_S:
            self.try_to_copy()

    def try_to_copy(self) -> None:
        """Copy; a refusal is told, once."""
        try:
            self.copy()
        except RunFolderError as error:
            if self._told != str(error):
                self._say(str(error))
            self._told = str(error)
        self._copied_at = time.monotonic()

    def copy(self) -> None:
        """Copy the files that have changed: texts and ledger before the records, and the manifest last.

        So a copy that was not finished holds no record without its text, and no answer that was not paid for.

        Nothing is copied while a run that starts afresh has no record yet.

        Raises: RunFolderError.
        """
        if (self._folder / BEFORE).exists():
            return
        mark = self._read_mark()
        self._check(mark)
        new = uuid.uuid4().hex
        self._keep_marks([new] if mark is None else [mark, new])
        with self._explained(COPIES, "written"), self._create(COPIES) as target:
            target.write(json.dumps({"copy": new}).encode())
        for name in self._find_files():
            self._copy_file(name)

    def _copy_file(self, name: str) -> None:
        path = self._folder / name
        with self._explained(name, "read"):
            status = path.stat()
        state = (status.st_size, status.st_mtime_ns)
        if self._copied.get(name) != state:
            with self._explained(name, "written"), open_bytes(path, "rb") as source, self._create(name) as target:
                shutil.copyfileobj(source, target, _CHUNK)
            self._copied[name] = state

    def _find_files(self) -> list[str]:
        """The files below the folder in the order in which they are copied; no links, hidden or unfinished ones."""
        found = (path for path in self._folder.rglob("*") if path.is_file() and not path.is_symlink())
        names = [path.relative_to(self._folder) for path in found if path.suffix != ".part"]
        shown = (name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))
        return sorted(shown, key=lambda name: (_LAST.index(name) if name in _LAST else -1, name))

    def _create(self, name: str) -> Any:
        path = f"{self._root}/{name}"
        if self._storage.type_name in _KEEPS_FOLDERS:
            self._storage.create_dir(path.rpartition("/")[0], recursive=True)
        return self._storage.open_output_stream(path)

    def _read_mark(self) -> str | None:
        """Who copied last, nothing if that is not known; None if no run is there."""
        place = f"{self._root}/{COPIES}"
        try:
            with (
                self._explained(COPIES, "read"),
                suppress(FileNotFoundError),
                self._storage.open_input_stream(place) as source,
            ):
                return str(json.loads(source.read(_MARK_BYTES))["copy"])
        except (KeyError, TypeError) as error:
            raise RunFolderError(f"{self._address}/{COPIES}: not of this program. Choose another --copy-to.") from error
        return "" if self._has(MANIFEST) else None

    def _has(self, name: str) -> bool:
        with self._explained(name, "read"):
            return bool(self._storage.get_file_info(f"{self._root}/{name}").type == arrow_fs.FileType.File)

    def _check(self, mark: str | None) -> None:
        if mark is not None and mark not in self._own_marks():
            raise RunFolderError(
                f"{self._address}: holds a run that was not copied from {self._folder}, or was copied from elsewhere "
                "since. Choose another --copy-to; or an --out that does not exist, to go on with what is there; or "
                "--no-resume, to replace it."
            )

    def _own_marks(self) -> list[str]:
        try:
            return [str(mark) for mark in json.loads((self._folder / COPIES).read_bytes())["copies"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RunFolderError(
                f"{self._folder / COPIES}: damaged. Choose another --copy-to and remove it."
            ) from error

    def _keep_marks(self, marks: list[str]) -> None:
        with explained(f"{self._folder / COPIES}: cannot be written", "Mend that and give the same command again."):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / COPIES, json.dumps({"copies": marks}) + "\n")

    def _fetch(self) -> None:
        """The files at the address in the folder, all or none."""
        self._say(f"fetching the run at {self._address}")
        with self._explained("", "read"):
            below = self._storage.get_file_info(arrow_fs.FileSelector(self._root, recursive=True))
        names = [str(info.path)[len(self._root) :].strip("/") for info in below if info.type == arrow_fs.FileType.File]
        with explained(f"{self._folder}: the run cannot be fetched into it", "Choose another --out."):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            fetched = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}-", dir=self._folder.parent))
            try:
                for name in names:
                    self._fetch_file(name, fetched)
                with suppress(FileNotFoundError):
                    self._folder.rmdir()
                fetched.replace(self._folder)
            finally:
                shutil.rmtree(fetched, ignore_errors=True)

    def _fetch_file(self, name: str, folder: Path) -> None:
        if ".." in PurePosixPath(name).parts:
            raise RunFolderError(
                f"{self._address}: holds an object named {name!r}, which would lie outside. Remove it."
            )
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            self._explained(name, "read"),
            self._storage.open_input_stream(f"{self._root}/{name}") as source,
            path.open("wb") as target,
        ):
            shutil.copyfileobj(source, target, _CHUNK)

    @contextmanager
    def _explained(self, name: str, doing: str) -> Iterator[None]:
        """A store's refusal as an error that names the object and the remedy."""
        bare, mark, query = self._address.partition("?")
        place = f"{bare}/{name}".rstrip("/") + mark + query
        try:
            yield
        except (OSError, ValueError) as error:
            raise RunFolderError(
                f"{place}: cannot be {doing}: {explain_refusal(error, place)}. What was finished is in {self._folder}; "
                "the same command then goes on from there and copies it."
            ) from error


def refuse_address(out: Path) -> None:
    """Raises: ConfigurationError where a run's folder is said to lie in an object store."""
    uri = as_uri(out)
    if uri is not None:
        raise ConfigurationError(
            f"--out {uri}: a run's folder is one of this machine, where each record is durable the moment it is done. "
            f"Give it a folder here, and --copy-to {uri} to have it copied there."
        )
