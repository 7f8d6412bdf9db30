"""Runs that several processes of this machine work on: the same as without them, and what can go wrong on the way."""

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import start_run, wait_until
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import TEXT, bulletin, fake_options, reject, speak
from pydantic import BaseModel, SecretStr
from run_rows import count_rows, make_articles, rows, without_times
from typer.testing import CliRunner

from summarizer import Options
from summarizer.cli.app import app
from summarizer.errors import CircuitOpenError, ConfigurationError, CredentialsError
from summarizer.llm.answer_cache import AnswerCache
from summarizer.runs import losses
from summarizer.runs.losses import Asked, Losses
from summarizer.runs.processes import engine as engine_module
from summarizer.runs.processes.engine import ProcessEngine
from summarizer.runs.progress import Progress
from summarizer.runs.running import RunLimits, run_batch

options = partial(fake_options, concurrency=4)
KEY = "sk-planted-0123456789abcdef"


class Strike(BaseModel):
    """A schema of the user's own."""

    what: str


@pytest.fixture(scope="module", autouse=True)
def forked() -> Iterator[None]:
    """Workers are forked off a process that has loaded all, once for these tests; those of commands are spawned."""
    multiprocessing.set_forkserver_preload(["summarizer.runs.processes.worker", "summarizer.pipeline.escalating"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "_SPAWN", multiprocessing.get_context("forkserver"))
        yield


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[FakeServer, ProcessEngine]]:
    """A server and two processes that ask it, started once for several tests."""
    server = FakeServer()
    server.start()
    with ProcessEngine(options(server), processes=2) as engine:
        yield server, engine
    server.stop()


@pytest.fixture
def shared(kept: tuple[FakeServer, ProcessEngine]) -> tuple[FakeServer, ProcessEngine]:
    """Likewise, with a server that has forgotten what was before."""
    kept[0].default = speak()
    kept[0].requests.clear()
    return kept


def write_articles(path: Path, count: int) -> Path:
    rows = (json.dumps({"text": bulletin(number)}) for number in range(1, count + 1))
    path.write_text("".join(f"{row}\n" for row in rows))
    return path


def worker_pids() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid is not None}


def test_processes_leave_the_same_folder_as_a_run_without_them(
    shared: tuple[FakeServer, ProcessEngine], tmp_path: Path
) -> None:
    server, engine = shared
    articles = write_articles(tmp_path / "in.jsonl", 12)
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "odd.json").write_text(json.dumps({"text": f"{TEXT} \ud800 said bulletin 13."}))
    paths = [articles, tmp_path / "bad.json", tmp_path / "odd.json"]
    server.default = reject(2)
    there = run_batch(paths, tmp_path / "there", options(server), engine=engine)
    assert (there.done, there.failed, len(server.requests)) == (12, 2, 13)
    here = run_batch(paths, tmp_path / "here", options(server))
    told = {"total", "done", "failed", "skipped", "spent"}
    assert here.model_dump(include=told) == there.model_dump(include=told)
    assert (tmp_path / "here/articles.jsonl").read_bytes() == (tmp_path / "there/articles.jsonl").read_bytes()
    for name in ("summaries.jsonl", "failures.jsonl"):
        assert without_times(rows(tmp_path / "here" / name)) == without_times(rows(tmp_path / "there" / name))


def test_limits_hold_for_all_processes_together_which_stay_for_the_next_run(
    shared: tuple[FakeServer, ProcessEngine], tmp_path: Path
) -> None:
    server, engine = shared
    lock, open_now, most = threading.Lock(), 0, 0

    def reply(request: dict[str, Any]) -> Reply:
        nonlocal open_now, most
        with lock:
            open_now += 1
            most = max(most, open_now)
        time.sleep(0.1)
        with lock:
            open_now -= 1
        return speak()(request)

    server.default = reply
    articles, limits = write_articles(tmp_path / "in.jsonl", 12), RunLimits(articles=8)
    assert run_batch([articles], tmp_path / "one", options(server), engine=engine, limits=limits).done == 8
    pids = worker_pids()
    assert run_batch([articles], tmp_path / "two", options(server), engine=engine).done == 12
    assert (worker_pids(), len(pids)) == (pids, 2)
    assert 2 <= most <= 4


def test_there_are_no_more_processes_than_limits_can_be_shared_out_to(server: FakeServer) -> None:
    said = list[str]()

    def stop(line: str) -> None:
        said.append(line)
        raise KeyboardInterrupt

    engine = ProcessEngine(options(server, rpm=3), processes=8, on_progress=stop)
    with pytest.raises(KeyboardInterrupt):
        list(engine.summarize_groups(make_articles(1)))
    assert said == ["starting 3 processes"]


def test_no_process_is_started_where_all_is_done(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in.jsonl", 2)
    server.default = speak()
    run_batch([articles], tmp_path / "out", options(server))
    with ProcessEngine(options(server), processes=2, on_progress=pytest.fail) as engine:
        assert run_batch([articles], tmp_path / "out", options(server), engine=engine).skipped == 2


def test_workers_that_die_are_replaced_and_nothing_is_lost_or_doubled(server: FakeServer, tmp_path: Path) -> None:
    articles, said, before = write_articles(tmp_path / "in.jsonl", 12), list[str](), worker_pids()
    chosen = options(server, cache_path=tmp_path / "answers.sqlite3", answer_schema=Strike)
    started = threading.Event()

    def reply(_request: dict[str, Any]) -> Reply:
        """An answer, once both are at work: one that dies before could not be started."""
        while not started.wait(0.02):
            workers = getattr(engine._crew, "_workers", ())
            if workers and all(worker.is_open for worker in workers):
                started.set()
        return completion('{"what": "bomb"}')

    def kill(progress: Progress) -> None:
        if progress.done == 3:
            for pid, number in zip(worker_pids() - before, (signal.SIGKILL, signal.SIGTERM), strict=True):
                os.kill(pid, number)

    server.default = reply
    with ProcessEngine(chosen, processes=2, on_progress=said.append) as engine:
        final = run_batch([articles], tmp_path / "out", chosen, engine=engine, on_progress=kill)
    assert (final.done, final.failed) == (12, 0)
    assert len({row["article"]["article_id"] for row in rows(tmp_path / "out/summaries.jsonl")}) == 12
    assert [row["answer"] for row in rows(tmp_path / "out/summaries.jsonl")] == 12 * [{"what": "bomb"}]
    with AnswerCache(tmp_path / "answers.sqlite3") as answers:
        assert len(answers) >= 6  # what the killed one had not yet written is gone
    assert worker_pids() == before
    assert sorted(said) == [
        "a worker died (exit code 1); another takes its place",
        "a worker died (signal 9); another takes its place",
        "starting 2 processes",
    ]


def test_an_article_is_asked_about_again_so_often_and_then_fails() -> None:
    ours, asked = Losses(), Asked(next(make_articles(1)))
    for _ in range(losses.ASKED_AGAIN):
        assert ours.note_loss(asked, why="signal 9.") is None
        assert ours.next_of(make_articles(1)) is asked
    failure = ours.note_loss(asked, why="signal 9.")
    assert failure is not None
    assert (failure.code, failure.article_id) == ("worker_lost", asked.article.article_id)
    assert failure.message == "4 workers died while they were asked about it, the last one so: signal 9."
    assert ours.next_of(iter([])) is None


def test_workers_that_only_die_stop_the_run(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "DEATHS_IN_A_ROW", 0)
    before, answer = worker_pids(), speak()

    def reply(request: dict[str, Any]) -> Reply:
        """An answer that nobody is left to read."""
        for pid in worker_pids() - before:
            os.kill(pid, signal.SIGKILL)
        return answer(request)

    server.default = reply
    engine = ProcessEngine(options(server), processes=1)
    with contextlib.closing(engine), pytest.raises(CircuitOpenError, match="1 workers died"):
        list(engine.summarize_groups(make_articles(2)))


def test_budgets_and_failures_in_a_row_stop_the_run(shared: tuple[FakeServer, ProcessEngine], tmp_path: Path) -> None:
    server, engine = shared
    articles, chosen = write_articles(tmp_path / "in.jsonl", 20), options(server)
    limits = RunLimits(budget_tokens=600)
    final = run_batch([articles], tmp_path / "dear", chosen, engine=engine, limits=limits)
    assert (final.stopped, 4 <= final.done <= 8) == ("budget_tokens", True)
    server.default = error_reply(400)
    with pytest.raises(CircuitOpenError, match="articles in a row failed"):
        run_batch([articles], tmp_path / "bad", chosen, engine=engine, limits=RunLimits(failures_in_a_row=3))
    assert worker_pids() == set()
    assert 3 <= len(rows(tmp_path / "bad/failures.jsonl")) <= 7


def test_a_refused_key_ends_the_run_and_stands_on_no_command_line(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine_module, "_SPAWN", multiprocessing.get_context("spawn"))
    command_lines = list[bytes]()

    def refuse(_request: dict[str, Any]) -> Reply:
        command_lines.extend(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in worker_pids())
        return error_reply(401, f"Incorrect API key provided: {KEY}")

    server.default = refuse
    articles, chosen = write_articles(tmp_path / "in.jsonl", 3), options(server, api_key=SecretStr(KEY), concurrency=1)
    engine = ProcessEngine(chosen, processes=1)
    with pytest.raises(CredentialsError) as caught:
        run_batch([articles], tmp_path / "out", chosen, engine=engine)
    assert KEY not in str(caught.value)
    assert any(b"spawn" in line for line in command_lines)
    assert KEY.encode() not in b"".join(command_lines)
    assert json.loads((tmp_path / "out/manifest.json").read_text())["status"] == "stopped"


def test_what_was_paid_for_when_a_key_was_revoked_is_in_the_ledger(server: FakeServer, tmp_path: Path) -> None:
    server.script = [completion('{"gist":"one"}'), error_reply(401, "The key was revoked.")]
    articles, chosen = write_articles(tmp_path / "in.jsonl", 1), options(server)
    with pytest.raises(CredentialsError):
        run_batch([articles], tmp_path / "out", chosen, engine=ProcessEngine(chosen, processes=1))
    (row,), (failure,) = rows(tmp_path / "out/ledger.jsonl"), rows(tmp_path / "out/failures.jsonl")
    assert (row["outcome"], row["requests"], row["prompt_tokens"]) == ("failed", 2, 100)
    assert "refused the credentials" in failure["message"]


def test_settings_that_cannot_travel_are_told(server: FakeServer) -> None:
    class Local(BaseModel):
        what: str

    with (
        ProcessEngine(options(server, answer_schema=Local), processes=2) as engine,
        pytest.raises(ConfigurationError, match="cannot go to another process"),
    ):
        list(engine.summarize_groups(make_articles(1)))


def test_a_program_without_a_guard_is_told_of_it(server: FakeServer, tmp_path: Path) -> None:
    program = tmp_path / "unguarded.py"
    program.write_text(
        "from summarizer import Options\nfrom summarizer.articles.reading import article_from_text\n"
        "from summarizer.runs.processes.engine import ProcessEngine\n"
        f"engine = ProcessEngine(Options(model='fake', base_url={server.url!r}), processes=2)\n"
        "list(engine.summarize_groups(iter([article_from_text('A bomb killed 12 people.')])))\n"
    )
    ended = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, server.requests) == (1, [])
    assert 'must stand under: if __name__ == "__main__"' in ended.stderr.splitlines()[-1]


def children_of(pid: int) -> list[Path]:
    """The folders in /proc of a process's children."""
    return [Path("/proc", child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_no_worker_outlives_the_run_however_that_ends_and_what_came_in_is_kept(
    server: FakeServer, tmp_path: Path
) -> None:
    articles, out = write_articles(tmp_path / "in.jsonl", 10), tmp_path / "out"
    release = threading.Event()

    def reply(request: dict[str, Any]) -> Reply:
        if not release.is_set():
            time.sleep(0.2)
        return speak()(request)

    server.default = reply
    for number, least in ((signal.SIGINT, 2), (signal.SIGKILL, 5)):
        command = start_run(server, articles, out, "--concurrency", "2", "--processes", "2", start_new_session=True)
        wait_until(lambda least=least: count_rows(out / "summaries.jsonl") >= least)  # type: ignore[misc]
        children = children_of(command.pid)
        assert len(children) == 3  # and the one in which multiprocessing keeps watch
        if number == signal.SIGINT:
            os.killpg(command.pid, number)  # as a terminal does
        else:
            command.kill()
        _, said = command.communicate(timeout=60)
        wait_until(lambda children=children: not any(child.exists() for child in children))  # type: ignore[misc]
        assert "Traceback" not in said
        if number == signal.SIGINT:
            assert command.returncode == 130
            assert json.loads((out / "manifest.json").read_text())["status"] == "interrupted"
    release.set()
    kept = count_rows(out / "summaries.jsonl")
    final = run_batch([articles], out, Options(model="fake", base_url=server.url))
    assert (final.done, final.skipped) == (10 - kept, kept)
    assert len({row["article"]["article_id"] for row in rows(out / "summaries.jsonl")}) == 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--processes", "2"], "--processes is for models that are asked elsewhere"),
        (
            ["--processes", "2", "--engine", "ray", "--model", "fake", "--base-url", "http://127.0.0.1:1/v1"],
            "--workers",
        ),
    ],
)
def test_what_processes_are_not_for_is_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["run", str(tmp_path), "--out", str(tmp_path / "out"), *arguments])
    assert (done.exit_code, said in done.output) == (3, True)
    assert not (tmp_path / "out").exists()
