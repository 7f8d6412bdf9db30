"""Ends from outside: SIGTERM and SIGHUP end a run as Ctrl-C does, and the manifest and the log say so."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bounded import run_command
from checkout import ROOT
from fake_server import FakeServer, Reply, completion
from fakes import TEXT, speak
from run_rows import rows

from summarizer.cli import main
from summarizer.cli.signals import ended_by_signals


@pytest.fixture(autouse=True)
def default_ends() -> Iterator[None]:
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def interrupting(sent: signal.Signals) -> Callable[[dict[str, Any]], Reply]:
    def answer(request: dict[str, Any]) -> Reply:
        os.kill(os.getpid(), sent)
        return speak()(request)

    return answer


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("log", [[], ["--log-json"]])
def test_a_run_that_is_ended_from_outside_says_so(
    server: FakeServer, tmp_path: Path, sent: signal.Signals, log: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "out"
    server.default = interrupting(sent)
    model = ["--model", "fake", "--base-url", server.url, "--no-cache"]
    ended = run_command(["run", tmp_path / "a.txt", "--out", out, *model, *log])
    assert ended.code == 130
    told = ended.err.splitlines()[-1]
    assert (json.loads(told)["message"] if log else told).startswith(
        f"summarizer: Interrupted by {sent.name}. What was finished is kept in {out}; the same command goes on"
    )
    assert json.loads((out / "manifest.json").read_text())["status"] == "interrupted"
    assert signal.getsignal(sent) is signal.SIG_DFL


@pytest.mark.parametrize("processes", [[], ["--processes", "2"]])
def test_what_an_article_took_before_the_run_was_ended_is_in_the_ledger(
    server: FakeServer, tmp_path: Path, processes: list[str]
) -> None:
    def answer(request: dict[str, Any]) -> Reply:
        if len(server.requests) % 2 == 1:
            return completion('{"gist":"one","incidents":7}')
        os.kill(os.getpid(), signal.SIGTERM)
        return replace(speak()(request), hang_s=0.5)

    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "out"
    server.default = answer
    command = ["run", tmp_path / "a.txt", "--out", out, "--model", "fake", "--base-url", server.url]
    assert run_command([*command, *processes]).code == 130
    (failure,), (row,) = rows(out / "failures.jsonl"), rows(out / "ledger.jsonl")
    assert (failure["code"], failure["attempts"][0]["outcome"]) == ("interrupted", "invalid")
    assert (row["outcome"], row["prompt_tokens"], row["completion_tokens"]) == ("failed", 100, 20)
    server.default = speak()
    assert run_command(command).code == 0
    assert len(rows(out / "ledger.jsonl")) == 2
    assert not rows(out / "failures.jsonl")


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with ended_by_signals():
        os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_a_second_signal_ends_at_once() -> None:
    with ended_by_signals():
        with pytest.raises(KeyboardInterrupt, match="SIGTERM"):
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_ctrl_c_while_the_program_loads_is_no_traceback() -> None:
    program = (
        "import builtins, sys\n"
        "from summarizer.cli import main\n"
        "def interrupted(*_, **__):\n"
        "    raise KeyboardInterrupt\n"
        "builtins.__import__ = interrupted\n"
        "main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False
    )
    assert (ended.returncode, ended.stderr) == (130, "summarizer: Interrupted.\n")


def test_the_command_line_is_the_one_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["summarizer", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
