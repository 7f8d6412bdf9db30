import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from summarizer.errors import ModelUnavailableError
from summarizer.llm.embedded.models import ADAPTERS, Carriers, EmbeddedModel, packaged_adapter
from summarizer.llm.embedded.server import WAITING, fetch_lines, serve_model
from summarizer.values import ServerAddress

ENGINES = '''
"""Engines without a model, for the child process to run."""
import http.server, json, os, sys, threading, time, types


def listen(settings, statuses=()):
    waiting = list(statuses)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            known = self.headers.get("Authorization") == "Bearer " + settings.api_key
            status = waiting.pop(0) if waiting else 200 if known else 401
            waits = [os.environ.get(name) for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")]
            told = {"argv": sys.orig_argv, "waits": waits}
            body = json.dumps({**told, "settings": settings.model_dump(mode="json")}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("chatter on stdout", flush=True)
    return types.SimpleNamespace(listening_address="http://127.0.0.1:%d" % server.server_address[1])


def warm_up(settings):
    return listen(settings, statuses=[503, 503])


def die(settings):
    print("first words")
    print("the weights are upside down, key", settings.api_key, file=sys.stderr)
    sys.exit(7)


def never_ready(settings):
    return listen(settings, statuses=[503] * 1000)


def hang(settings):
    time.sleep(60)
'''

BYTES = b"no weights at all"
MODEL = EmbeddedModel(
    name="tiny",
    file_name="tiny.gguf",
    size_bytes=len(BYTES),
    sha256=hashlib.sha256(BYTES).hexdigest(),
    hub_repo="someone/tiny-GGUF",
    license="CC0-1.0",
    carriers=Carriers(package="tiny-carrier-part{n}", version="0.2.0", count=1, member="tiny/{n}.bin"),
)
Make = Callable[..., AbstractContextManager[ServerAddress]]


def key_of(server: ServerAddress) -> str:
    return server.api_key.get_secret_value()


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a server with one of ENGINES; its temporary files lie in ``tmp_path/temporary``."""
    (tmp_path / "engines.py").write_text(ENGINES)
    (tmp_path / "tiny.gguf").write_bytes(BYTES)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def made(engine: str = "listen", **options: object) -> AbstractContextManager[ServerAddress]:
        settings = {"model": MODEL, "model_path": tmp_path / "tiny.gguf", "engine": f"engines:{engine}", **options}
        return serve_model(**settings)  # type: ignore[arg-type]

    return made


def start(server: AbstractContextManager[ServerAddress]) -> None:
    with server:
        pytest.fail("it started")


def get(url: str, key: str | None) -> bytes:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:  # noqa: S310 - loopback
        return bytes(answer.read())


def status(url: str, key: str | None) -> int:
    try:
        get(url, key)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    return 200


def is_gone(url: str, within_s: float) -> bool:
    """Whether nothing listens there any more, or stops to in that time."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            status(url, None)
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_server_answers_with_its_key_only_and_ends_when_left(make: Make, tmp_path: Path) -> None:
    with make() as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.base_url.endswith("/v1")
        assert [status(server.base_url, key) for key in (None, "guess", key_of(server))] == [401, 401, 200]
        assert (server.model_name, server.context_tokens) == ("tiny", 8192)
        assert (server.file_sha256, server.adapter_sha256) == (MODEL.sha256, ADAPTERS[0].sha256)
        assert key_of(server) not in repr(server)
        url = server.base_url
    assert is_gone(url, 0.5)
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ({}, ["passive", "300"]),
        ({"OMP_WAIT_POLICY": "active"}, ["active", None]),
        ({"OMP_WAIT_POLICY": "PASSIVE"}, ["PASSIVE", "300"]),
        ({"GOMP_SPINCOUNT": "7"}, ["passive", "7"]),
    ],
)
def test_threads_spin_briefly_unless_the_environment_says_otherwise(
    make: Make, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], waits: list[str | None]
) -> None:
    for name in WAITING:
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with make() as server:
        assert json.loads(get(server.base_url, key_of(server)))["waits"] == waits


def test_settings_reach_the_engine_and_the_key_no_command_line(make: Make, tmp_path: Path) -> None:
    adapter = tmp_path / "other.gguf"
    adapter.write_bytes(b"another adapter")
    with make(adapter_path=adapter, context_tokens=4096, slots=3, threads=2) as server:
        seen = json.loads(get(server.base_url, key_of(server)))
        assert server.adapter_sha256 == hashlib.sha256(b"another adapter").hexdigest()
        assert not any(key_of(server) in argument for argument in seen["argv"])
    settings = seen["settings"]
    assert (settings["context_tokens"], settings["slots"], settings["threads"]) == (4096, 3, 2)
    assert (settings["model_path"], settings["adapter_paths"][0]) == (str(tmp_path / "tiny.gguf"), str(adapter))
    assert settings["adapter_paths"][1:] == [str(packaged_adapter(one)) for one in ADAPTERS[1:]]


def test_each_start_has_a_new_key(make: Make) -> None:
    with make() as first, make() as second:
        assert key_of(first) != key_of(second)


def test_waits_until_the_server_is_healthy_and_says_so(make: Make) -> None:
    lines: list[str] = []
    with make("warm_up", on_progress=lines.append) as server:
        assert status(server.base_url, key_of(server)) == 200
    assert "loading the model (0 s)" in lines
    assert lines[-1].startswith("the model is ready (")


def test_child_that_dies_at_its_start_is_told_with_its_last_words_and_no_key(make: Make, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError) as caught:
        start(make("die"))
    message = str(caught.value)
    assert "ended at its start (exit status 7)" in message
    assert "  first words\n" in message
    assert "the weights are upside down, key ****" in message
    assert str(tmp_path / "tiny.gguf") in message
    assert list((tmp_path / "temporary").iterdir()) == []


def test_engine_that_is_not_there_is_told(make: Make) -> None:
    with pytest.raises(ModelUnavailableError, match="has no attribute 'nothing'"):
        start(make("nothing"))


@pytest.mark.parametrize("engine", ["hang", "never_ready"])
def test_server_that_is_never_ready_is_given_up(make: Make, engine: str) -> None:
    began = time.monotonic()
    with pytest.raises(ModelUnavailableError, match=r"not ready within 0\.5 s"):
        start(make(engine, start_timeout_s=0.5))
    assert time.monotonic() - began < 5


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="finds the child in /proc")


@linux_only
def test_child_that_died_later_can_still_be_stopped(make: Make) -> None:
    before = children_of(os.getpid())
    with make() as server:
        (child,) = children_of(os.getpid()) - before
        os.kill(child, signal.SIGKILL)
        assert is_gone(server.base_url, 2)


def children_of(parent: int) -> set[int]:
    return {int(line) for line in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()}


def test_missing_runtime_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailableError, match=r"xllamacpp: pip install '.\[embedded\]'"):
        start(serve_model(model=MODEL))


def test_named_file_that_is_not_the_model_is_refused(make: Make, tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(BYTES[::-1])
    with pytest.raises(ModelUnavailableError, match="is not tiny"):
        start(make())


PARENT = """
import sys, threading, time
from pathlib import Path
from summarizer.llm.embedded.models import EmbeddedModel
from summarizer.llm.embedded.server import serve_model

model = EmbeddedModel.model_validate_json(sys.argv[1])
server = serve_model(model=model, model_path=Path(sys.argv[2]), engine="engines:listen")


def start():
    print(server.__enter__().base_url, flush=True)


if sys.argv[3] == "thread":
    starter = threading.Thread(target=start)
    starter.start()
    starter.join()
    time.sleep(0.2)
else:
    start()
time.sleep(60)
"""


@pytest.mark.parametrize("started_in", ["main", "thread"])
@pytest.mark.usefixtures("make")
def test_child_ends_with_a_killed_parent_but_not_with_the_thread_that_started_it(
    tmp_path: Path, started_in: str
) -> None:
    command = [sys.executable, "-c", PARENT, MODEL.model_dump_json(), str(tmp_path / "tiny.gguf"), started_in]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        url = parent.stdout.readline().strip()
        assert status(url, "guess") == 401
        parent.kill()
    assert is_gone(url, 2)


@linux_only
def test_start_interrupted_leaves_no_child(make: Make) -> None:
    def interrupt(_line: str) -> None:
        raise KeyboardInterrupt

    before = children_of(os.getpid())
    with pytest.raises(KeyboardInterrupt):
        start(make("hang", on_progress=interrupt))
    assert children_of(os.getpid()) == before


def test_fetch_lines_are_few() -> None:
    lines: list[str] = []
    report = fetch_lines(lines.append)
    for done in range(0, 1_000_001, 1000):
        report("package index", done, 1_000_000)
    assert len(lines) == 21
    assert lines[0] == "fetching the model, package index: 0 % of 1 MB"
    assert lines[-1] == "fetching the model, package index: 100 % of 1 MB"
