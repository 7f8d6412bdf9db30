"""Killed at any moment, a run goes on from what is on disk and leaves what an undisturbed one leaves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from fake_server import FakeServer
from fakes import reject
from run_rows import rows, without_times, write_articles

from summarizer import Options
from summarizer.runs.folder import RunFolder
from summarizer.runs.running import run_batch

COUNT = 6
LEDGER = "ledger.jsonl"
ROWS = ("summaries.jsonl", "articles.jsonl", "failures.jsonl")


def test_a_run_killed_again_and_again_leaves_what_an_undisturbed_one_does() -> None:
    """A short form: the whole benchmark kills 200 times."""
    command = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), "--articles", "40", "--kills", "6"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = json.loads(ended.stdout)
    assert (found["kills"], found["articles"]) == (6, 40)
    assert (found["done"] + found["failed"], found["failed"]) == (40, 1)
    assert (found["lost"], found["doubled"], found["asked_again"]) == (0, 0, 0)
    assert found["equal"] is True
    assert found["status"] == "finished"


@pytest.fixture
def articles(server: FakeServer, tmp_path: Path) -> Path:
    """Articles of which the third is always rejected."""
    server.default = reject(3)
    return write_articles(tmp_path / "in", COUNT)


def run(server: FakeServer, articles: Path, out: Path) -> None:
    run_batch([articles], out, Options(model="fake", base_url=server.url, timeout_s=20.0, concurrency=3))


def left_by(out: Path) -> dict[str, list[Any]]:
    """What a run left, but for times; without the ledger, which tells what was really asked."""
    return {name: [without_times(row) for row in rows(out / name)] for name in ROWS}


def tear(path: Path, keep: int, torn: float) -> None:
    """The file after a crash: so many whole rows, and a part of the next."""
    lines = path.read_bytes().splitlines(keepends=True)
    part = lines[keep][: int(len(lines[keep]) * torn)] if keep < len(lines) else b""
    path.write_bytes(b"".join(lines[:keep]) + part)


def shuffle(path: Path) -> None:
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))


@pytest.mark.parametrize("torn", [0.0, 0.01, 0.5, 0.9999])
def test_torn_last_rows_are_cut_off_and_asked_again(
    server: FakeServer, articles: Path, tmp_path: Path, torn: float
) -> None:
    run(server, articles, tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "out")
    for name, keep in {"summaries.jsonl": 3, "articles.jsonl": 2, "failures.jsonl": 0, LEDGER: 2}.items():
        tear(tmp_path / "out" / name, keep=keep, torn=torn)
    server.requests.clear()
    run(server, articles, tmp_path / "out")
    assert left_by(tmp_path / "out") == left_by(tmp_path / "whole")
    assert len(server.requests) == COUNT - 3


@pytest.mark.parametrize("name", [*ROWS, LEDGER])
def test_a_file_that_is_gone_loses_no_record(server: FakeServer, articles: Path, tmp_path: Path, name: str) -> None:
    """A machine that stopped may lose what was not committed of any one file."""
    run(server, articles, tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "out")
    (tmp_path / "out" / name).unlink()
    run(server, articles, tmp_path / "out")
    assert left_by(tmp_path / "out") == left_by(tmp_path / "whole")


@pytest.mark.parametrize("stage", ["nothing is sorted", "records are sorted", "all but failures are sorted"])
def test_a_run_killed_while_it_sorts_is_sorted_by_the_next(
    server: FakeServer, articles: Path, tmp_path: Path, stage: str
) -> None:
    out = tmp_path / "out"
    run(server, articles, tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", out)
    unsorted = {"nothing is sorted": ROWS[:2], "records are sorted": ROWS[1:2]}.get(stage, ())
    for name in unsorted:
        shuffle(out / name)
    for name in (*ROWS, "manifest.json"):
        (out / f"{name}.part").write_bytes(b'{"schema_version":')
    (out / "manifest.json").write_text((out / "manifest.json").read_text().replace('"finished"', '"running"'))
    server.requests.clear()
    run(server, articles, out)
    assert left_by(out) == left_by(tmp_path / "whole")
    assert len(server.requests) == 1, "only the rejected one"
    assert not list(out.glob("*.part"))


KILLED_AFTER_COMMIT = """
import os, signal, sys
from pathlib import Path
from summarizer.schemas.record import Summary
from summarizer.articles.reading import article_from_text
from summarizer.values import ArticleFailure
from summarizer.runs.folder import RunFolder

out, record = Path(sys.argv[1]), Summary.model_validate_json(Path(sys.argv[2]).read_text())
with RunFolder(out, fingerprint={}, resume=True) as folder:
    text = sys.argv[3]
    folder.add_article(article_from_text(text).model_copy(update={"article_id": record.article.article_id}))
    folder.add_failure(ArticleFailure(path="x", line=None, article_id=None, code="empty", message="nothing"))
    folder.add_summary(record, text)
    folder.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_committed_before_a_kill_is_there(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    run(server, articles, tmp_path / "whole")
    row = (tmp_path / "whole" / "summaries.jsonl").read_text().splitlines()[0]
    (tmp_path / "record.json").write_text(row)
    text = json.loads((tmp_path / "whole" / "articles.jsonl").read_text().splitlines()[0])["text"]
    command = [sys.executable, "-c", KILLED_AFTER_COMMIT, str(tmp_path / "out"), str(tmp_path / "record.json"), text]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == -9, ended.stderr
    article_id = json.loads(row)["article"]["article_id"]
    with RunFolder(tmp_path / "out", fingerprint={}, resume=True) as folder:
        assert folder.done == {article_id}
        assert folder._stored == {article_id}
