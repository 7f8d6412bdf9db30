"""What a run tells while it is under way: lines for people, a live line in a terminal, JSON lines for programs."""

import io
import json
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from command_line import Cli, fake
from fake_server import FakeServer, error_reply
from fakes import bulletin, reject
from hypothesis import given
from hypothesis import strategies as st

from summarizer.cli.progress import JsonProgress, PlainProgress
from summarizer.llm.prices import format_usd
from summarizer.runs.ledger import Spending
from summarizer.runs.progress import Event, Progress, event_line, progress_line

HALFWAY = Progress(
    total=10,
    done=3,
    failed=1,
    skipped=2,
    seconds=8.0,
    spent=Spending(articles=4, requests=5, prompt_tokens=400, completion_tokens=80, cost_usd=0.01234),
    latest=Event(kind="done", path="a.txt", article_id="a"),
)


@pytest.mark.parametrize(
    ("usd", "told"),
    [(None, "unknown cost"), (0.0, "$0.0000"), (0.01234, "$0.0123"), (1.0, "$1.00"), (1234.5, "$1,234.50")],
)
def test_money_is_told_with_its_fractions(usd: float | None, told: str) -> None:
    assert format_usd(usd) == told


def test_a_line_says_how_far_how_fast_and_how_dear() -> None:
    assert progress_line(HALFWAY) == "6/10 articles, 3 done, 1 failed, 22.5/min, 480 tokens, $0.0123, ETA 8 s"
    unknown = HALFWAY.model_copy(update={"total": None, "spent": Spending(cost_usd=None)})
    assert progress_line(unknown) == "6/? articles, 3 done, 1 failed, 22.5/min, 0 tokens, unknown cost, ETA ?"


def test_what_cannot_be_read_has_no_pace() -> None:
    unread = Progress(total=2, failed=2, seconds=0.01)
    assert progress_line(unread) == "2/2 articles, 0 done, 2 failed, 0.0/min, 0 tokens, $0.0000, ETA 0 s"


def test_a_line_says_what_happened_to_an_article() -> None:
    failed = Event(kind="failed", path="a.jsonl", line=3, article_id=None, code="empty", message="nothing here")
    assert event_line(failed) == "failed: a.jsonl, line 3: nothing here"
    assert event_line(Event(kind="skipped", path="b.txt", article_id="b")) == "done before: b.txt"


def json_lines(text: str) -> list[dict[str, Any]]:
    assert text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_a_json_line_holds_the_event_and_the_whole_state(capsys: pytest.CaptureFixture[str]) -> None:
    with JsonProgress() as told:
        told.progress(HALFWAY)
        told.progress(Progress(total=None))
        told.message("Starting the model")
    first, second, third = json_lines(capsys.readouterr().err)
    assert datetime.fromisoformat(first["time"]).utcoffset() is not None
    assert (first["event"], first["path"], first["article_id"], first["code"]) == ("done", "a.txt", "a", None)
    assert first["run"] == {
        "total": 10,
        "done": 3,
        "failed": 1,
        "skipped": 2,
        "escalated": 0,
        "escalation_failed": 0,
        "passed_over": 0,
        "seconds": 8.0,
        "stopped": None,
        "eta_s": 8.0,
        "spent": HALFWAY.spent.model_dump(),
    }
    assert (second["event"], second["run"]["total"], second["run"]["eta_s"]) == ("progress", None, None)
    assert (third["event"], third["message"]) == ("message", "Starting the model")


hostile = st.text(alphabet=st.characters() | st.sampled_from('\x00\x1b\n\r\t\x85\u2028\u202e\ud800\udfff"\\'))


@given(hostile, hostile)
def test_whatever_an_article_is_called_its_line_is_one_line_of_plain_json(path: str, message: str) -> None:
    event = Event(kind="failed", path=path, article_id=None, message=message)
    written = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        with JsonProgress() as told:
            told.progress(HALFWAY.model_copy(update={"latest": event}))
            told.message(message)
    text = written.getvalue()
    assert text.isascii()
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]
    line, told_message = json_lines(text)
    assert (line["path"], line["message"], told_message["message"]) == (path, message, message)


@given(hostile)
def test_whatever_an_article_is_called_no_control_character_reaches_the_screen(path: str) -> None:
    written = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        with PlainProgress() as told:
            told.progress(HALFWAY.model_copy(update={"latest": Event(kind="done", path=path, article_id="a")}))
            told.message(path)
    lines = written.getvalue().split("\n")
    assert len(lines) == 3
    assert not [char for char in "".join(lines) if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_one_line_is_kept_up_to_date_and_failures_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    failed = Event(kind="failed", path="evil\x1b[31m.txt", article_id=None, message="nothing\x07 here")
    with PlainProgress() as told:
        told.message("Starting")
        told.progress(HALFWAY.model_copy(update={"latest": failed}))
        told.progress(HALFWAY)
    text = screen.getvalue()
    assert text.count("failed: evil\ufffd[31m.txt: nothing\ufffd here") == 1
    assert "6/10 articles" in text
    assert "done: a.txt" not in text
    assert "evil\x1b" not in text
    assert "\x07" not in text


def test_in_a_terminal_a_sentence_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with PlainProgress() as told:
        told.message("loading the model")
        told.message("Going on without the cache.")
        told.progress(HALFWAY)
    assert "Going on without the cache.\n" in screen.getvalue()
    assert "loading the model\n" not in screen.getvalue()


def test_the_log_of_a_run_is_json_whatever_its_articles_are_called(cli: Cli, server: FakeServer) -> None:
    names = ["good.txt", "evil\x1b[31m\n.txt", "blank\u202e.txt"]
    for number, name in enumerate(names):
        Path(name).write_text(bulletin(number) if number < 2 else " ", encoding="utf-8")
    server.default = reject(1, error_reply(400, "no\x1b[2J\x00\n such thing"))
    ended = cli("run", *names, "--out", "out", *fake(server), "--log-json")
    assert ended.code == 1
    *lines, closing = json_lines(ended.err)
    assert closing["event"] == "message"
    assert {(line["event"], line["path"]) for line in lines} == {
        ("done", names[0]),
        ("failed", names[1]),
        ("failed", names[2]),
    }
    (last,) = (line["run"] for line in lines[-1:])
    assert (last["total"], last["done"], last["failed"]) == (3, 1, 2)
    assert last["spent"]["requests"] == len(server.requests) == 2
