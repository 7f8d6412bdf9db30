"""Shared fixtures: a small server that speaks the chat-completions API, and cassettes of the embedded model."""

import gc
import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
from batch_server import BatchServer
from checkout import TESTS
from command_line import Cli, Ended
from fake_server import FakeServer
from fakes import TEXT, speak
from hypothesis import HealthCheck, settings
from pydantic import SecretStr
from recording import HOST, cassette

from summarizer import Summarizer
from summarizer.cli.app import main
from summarizer.llm.embedded.models import ADAPTERS, DEFAULT_MODEL
from summarizer.llm.embedded.server import serve_model
from summarizer.values import ServerAddress

os.environ["SSL_CERT_FILE"] = str(TESTS / "support" / "authority.pem")  # SDKs read all authorities for each client
os.environ.pop("SSL_CERT_DIR", None)
os.fsync = os.fstat  # type: ignore[assignment]  # what only a stopped machine loses is tried by no test
typer.main.get_command = cache(typer.main.get_command)  # a program makes its commands once, and so do they all here
settings.register_profile("any pace", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of a machine
settings.load_profile("any pace")
gc.disable()  # until all is collected: what modules and tests are made of is no garbage


WAITING = (
    *("runs/test_cluster", "runs/test_processes", "test_typing", "review/test_page_", "review/test_events_in_browser"),
    *("benchmarks/test_overhead", "runs/test_kills", "test_wheel", "benchmarks/test_providers", "llm/test_faults"),
)
"""Tests that mostly wait for programs, browsers and servers, the longest first."""
SLOW = (
    *("runs/test_cluster", "review/test_page_", "review/test_events_in_browser", "test_growth", "test_typing"),
    *("test_wheel", "benchmarks/"),
)
"""Tests of clusters, browsers, type checkers, built packages, growth and benchmarks: few changes break one alone."""


def stands_in(path: Path, names: Iterable[str]) -> int | None:
    """The index of the first of the names that a test's file begins with; None where there is none."""
    return next((at for at, name in enumerate(names) if str(path).startswith(f"{TESTS}/{name}")), None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Tests that `make test` leaves out are not read, either: each worker would do so, and import what they import."""
    is_left_out = config.option.markexpr == "not slow" and stands_in(collection_path, SLOW) is not None
    return True if is_left_out else None


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits comes first, so that one worker waits while the others are at work, and none is left to wait for."""
    for item in items:
        if stands_in(item.path, SLOW) is not None:
            item.add_marker("slow")
    items.sort(key=lambda item: len(WAITING) if (at := stands_in(item.path, WAITING)) is None else at)


def pytest_collection_finish() -> None:
    """Garbage is looked for among what tests make, not each time among all modules and all tests."""
    gc.freeze()
    gc.enable()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as fake:
        yield fake


@pytest.fixture
def larger() -> Iterator[FakeServer]:
    """The server of a second, larger model."""
    with FakeServer() as fake:
        yield fake


@pytest.fixture
def batches() -> Iterator[BatchServer]:
    with BatchServer() as fake:
        yield fake


@pytest.fixture
def speaking(server: FakeServer) -> None:
    """The server has an answer to every question."""
    server.default = speak()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bomb.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Runs the command line in this process, in an empty folder, with no keys set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet, without end: asking pytest for one reads through all that there are."""
    folder = tmp_path_factory.mktemp("caches")
    return (folder / str(number) for number in itertools.count())


RECORDING = os.environ.get("SUMMARIZER_RECORD") == "1"


@pytest.fixture(autouse=True)
def own_cache(caches: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the answers that another was given, or the user's own. The folder is made where one is used."""
    if not RECORDING:
        monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(next(caches)))


@pytest.fixture(scope="session")
def address() -> Iterator[ServerAddress]:
    """The embedded server: a real one when recording, else the address that cassettes answer for."""
    if RECORDING:
        with serve_model(context_tokens=8192) as running:
            yield running
        return
    yield ServerAddress(
        base_url=f"{HOST}/v1",
        api_key=SecretStr("none"),
        model_name=DEFAULT_MODEL.name,
        context_tokens=8192,
        file_sha256=DEFAULT_MODEL.sha256,
        adapter_sha256=ADAPTERS[0].sha256,
    )


@pytest.fixture
def replay(address: ServerAddress) -> Callable[..., AbstractContextManager[Summarizer]]:
    """``with replay("name") as summarizer``: a Summarizer whose requests the cassette of that name answers."""

    @contextmanager
    def play(name: str, **settings: Any) -> Iterator[Summarizer]:
        with cassette(name, record=RECORDING), Summarizer(server=address, **settings) as summarizer:
            yield summarizer

    return play
