"""What came of a command line, be it in this process, and waiting for what one in another does."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from fake_server import FakeServer


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Ended]


def fake(server: FakeServer) -> list[str]:
    """The arguments by which a command asks the fake server."""
    return ["--model", "fake", "--base-url", server.url]


def start_run(server: FakeServer, articles: Path, out: Path, *more: str, **how: Any) -> subprocess.Popen[str]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "summarizer.cli.app", "run", str(articles), "--out", str(out), *fake(server)]
    return subprocess.Popen([*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def wait_until(check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def run_program(program: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of a benchmark or a tool."""
    monkeypatch.setattr(sys, "argv", [f"{program.__name__}.py", *map(str, arguments)])
    try:
        program.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
