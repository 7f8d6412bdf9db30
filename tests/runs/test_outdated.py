"""Articles done before of which the inputs tell otherwise now."""

import json
from pathlib import Path

import pytest
from fake_server import FakeServer
from fakes import bulletin

from summarizer import Options
from summarizer.runs.running import run_batch

pytestmark = pytest.mark.usefixtures("speaking")


def run(server: FakeServer, folder: Path, *numbers: int, **known: str | None) -> list[str]:
    """What is said of a run over those bulletins."""
    (folder / "in").mkdir(exist_ok=True)
    lines = [json.dumps({"text": bulletin(number), **known}) for number in numbers]
    (folder / "in" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told: list[str] = []
    options = Options(model="fake", base_url=server.url, timeout_s=20.0)
    run_batch([folder / "in"], folder / "out", options, on_message=told.append)
    return told


def test_what_the_inputs_tell_otherwise_now_is_said(server: FakeServer, tmp_path: Path) -> None:
    assert run(server, tmp_path, 1, 2, id="7", url=None) == []
    assert run(server, tmp_path, 1, 2, id="7") == []
    (told,) = run(server, tmp_path, 1, 2, 3, id="7", published="2026-11-24")
    assert told.startswith("2 articles done before have another day, source, address or id in the inputs now")
    assert "choose another --out" in told


def test_what_the_inputs_do_not_tell_any_more_is_no_news(server: FakeServer, tmp_path: Path) -> None:
    run(server, tmp_path, 1, id="7", published="2026-11-24")
    assert run(server, tmp_path, 1) == []
