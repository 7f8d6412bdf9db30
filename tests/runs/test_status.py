"""Where a run stands, told from its folder: while it is under way, at its end, and where it ended without a word."""

import fcntl
import json
import multiprocessing
import threading
from functools import partial
from pathlib import Path

import pytest
from bounded import run_command
from command_line import Cli, wait_until
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import bulletin, fake_options, full, reject
from run_rows import write_articles

from summarizer.errors import CircuitOpenError, RunFolderError
from summarizer.runs.folder import RunFolder
from summarizer.runs.progress import Progress
from summarizer.runs.running import RunLimits, run_batch
from summarizer.runs.status import describe_status, read_status

options = partial(fake_options, concurrency=1)


@pytest.fixture
def articles(server: FakeServer, tmp_path: Path) -> Path:
    """Five articles, of which one is empty and one always rejected."""
    server.default = reject(2)
    folder = write_articles(tmp_path / "in", 4)
    (folder / "005.txt").write_text(" ")
    return folder


def test_a_finished_run(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"fake": {"input": 1000, "output": 10000}}}')
    out = tmp_path / "out"
    run_batch([articles], out, options(server, prices_path=prices))
    status = read_status(out)
    assert (status.state, status.model, status.prompt) == ("finished", "fake", "incident/general@2")
    assert (status.total, status.done, status.failures) == (5, 3, {"request_rejected": 1, "empty": 1})
    assert (status.spent.articles, status.spent.requests) == (4, 4)
    assert (status.spent.prompt_tokens, status.spent.completion_tokens) == (300, 60)
    assert status.spent.cost_usd == pytest.approx(0.9)
    assert describe_status(status).splitlines() == [
        f"{out}: the run came to its end.",
        "model     fake, prompt incident/general@2",
        "articles  3 of 5 done; 2 failed (1 request_rejected, 1 empty)",
        "asked     4 requests, $0.9000",
        "prompt    300 tokens, 0 of them cached by the provider",
        "answers   60 tokens",
        f"started   {status.started}, last heard of {status.updated}",
    ]


def test_the_ledger_of_all_runs_is_summed_and_failures_are_the_latest(
    server: FakeServer, articles: Path, tmp_path: Path
) -> None:
    for _ in range(3):
        run_batch([articles], tmp_path / "out", options(server))
    status = read_status(tmp_path / "out")
    assert (status.done, status.failures) == (3, {"request_rejected": 1, "empty": 1})
    assert (status.spent.requests, status.spent.articles) == (len(server.requests), 6) == (6, 6)
    assert status.spent.cost_usd is None
    assert "6 requests, unknown cost" in describe_status(status)


def test_records_of_articles_that_are_no_longer_among_the_inputs_are_told_apart(
    server: FakeServer, articles: Path, tmp_path: Path
) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"fake": {"input": 1000, "output": 10000}}}')
    run_batch([articles], tmp_path / "out", options(server, prices_path=prices))
    for path in articles.iterdir():
        path.unlink()
    (articles / "009.txt").write_text(bulletin(9), encoding="utf-8")
    run_batch([articles], tmp_path / "out", options(server, prices_path=prices))
    status = read_status(tmp_path / "out")
    assert (status.total, status.done, status.spent.cost_usd) == (1, 4, 1.2)
    told = "articles  4 done, the 1 of the latest inputs and those of earlier ones; 0 failed"
    assert told in describe_status(status)


def test_a_run_under_way_is_told_from_its_folder(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    seen = []

    def look(_: Progress) -> None:
        seen.append(read_status(tmp_path / "out"))

    run_batch([articles], tmp_path / "out", options(server), on_progress=look)
    assert {status.state for status in seen} == {"running"}
    assert [status.done + sum(status.failures.values()) for status in seen] == [1, 2, 3, 4, 5]
    assert "the run is under way." in describe_status(seen[0])


def test_a_look_at_the_wrong_moment_does_not_keep_a_run_from_starting(tmp_path: Path) -> None:
    """Looking takes the lock for an instant, which those who look share."""
    with RunFolder(tmp_path, fingerprint={}, resume=True):
        pass
    looking = (tmp_path / ".lock").open()
    fcntl.flock(looking, fcntl.LOCK_SH)
    assert read_status(tmp_path).state == "died"
    threading.Timer(0.05, looking.close).start()
    with RunFolder(tmp_path, fingerprint={}, resume=True):
        assert looking.closed
        assert read_status(tmp_path).state == "running"


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer versions of Python warn of threads
def test_a_killed_run_died(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    server.default = Reply(hang_s=3.0)
    command = ["run", articles, "--out", tmp_path / "out", "--model", "fake", "--base-url", server.url]
    run = multiprocessing.get_context("fork").Process(target=run_command, args=(command,))
    run.start()
    wait_until(lambda: bool(server.requests))
    running = read_status(tmp_path / "out")
    run.kill()
    run.join()
    died = read_status(tmp_path / "out")
    assert (running.state, died.state) == ("running", "died")
    assert running.total == 5
    assert "ended without a word" in describe_status(died)


def test_a_run_without_an_end_was_last_heard_of_when_it_last_finished_an_article(
    server: FakeServer, articles: Path, tmp_path: Path
) -> None:
    seen = []

    def look(_: Progress) -> None:
        ledger = tmp_path / "out" / "ledger.jsonl"
        row = json.loads(ledger.read_text(encoding="utf-8").splitlines()[-1])
        with ledger.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**row, "finished": "2101-01-01T00:00:00+00:00"}) + "\n")
        seen.append(read_status(tmp_path / "out"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch([articles], tmp_path / "out", options(server), on_progress=look)
    assert "last heard of 2101-01-01T00:00:00+00:00" in describe_status(seen[0])


def test_an_interrupted_run(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch([articles], tmp_path / "out", options(server), on_progress=interrupt)
    status = read_status(tmp_path / "out")
    assert (status.state, status.done) == ("interrupted", 1)
    assert "was interrupted; the same command goes on" in describe_status(status)


def test_a_run_that_used_up_its_budget(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(budget_tokens=1))
    status = read_status(tmp_path / "out")
    assert (status.state, status.done) == ("budget_tokens", 1)
    assert "with a larger --budget-tokens goes on" in describe_status(status)


def test_a_run_that_was_stopped(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    server.default = error_reply(503)
    with pytest.raises(CircuitOpenError):
        run_batch([articles], tmp_path / "out", options(server, max_attempts=1), limits=RunLimits(failures_in_a_row=2))
    assert read_status(tmp_path / "out").state == "stopped"


def test_cached_tokens_are_told(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    body = json.loads(completion(json.dumps(full())).body)
    body["usage"]["prompt_tokens_details"] = {"cached_tokens": 64}
    server.default = Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    run_batch([articles / "001.txt"], tmp_path / "out", options(server))
    assert "prompt    100 tokens, 64 of them cached" in describe_status(read_status(tmp_path / "out"))


def make_folder(path: Path, manifest: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / "manifest.json").write_text(manifest)
    return path


@pytest.mark.parametrize("manifest", ["", "{", "null", "[]", "7", "{}", '{"fingerprint": 7}', '{"fingerprint": "ab"}'])
def test_what_is_no_run_folder_is_named(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(RunFolderError, match=r"out: no run's folder \(manifest\.json: .*summarizer run --out"):
        read_status(make_folder(tmp_path / "out", manifest))


@pytest.mark.parametrize("counts", ["null", "[]", "{}", '{"total": null}', '{"total": "many"}', '{"total": [1]}'])
def test_a_manifest_without_counts_is_enough(tmp_path: Path, counts: str) -> None:
    folder = make_folder(tmp_path / "out", f'{{"fingerprint": {{}}, "status": "odd", "counts": {counts}}}')
    status = read_status(folder)
    assert (status.state, status.total, status.done, status.failures) == ("died", None, 0, {})


@pytest.mark.parametrize("name", ["failures.jsonl", "ledger.jsonl"])
def test_a_damaged_row_is_named_with_its_line(server: FakeServer, articles: Path, tmp_path: Path, name: str) -> None:
    run_batch([articles], tmp_path / "out", options(server))
    with (tmp_path / "out" / name).open("a") as file:
        file.write("not json\n")
    with pytest.raises(RunFolderError, match=rf"{name}: line \d is damaged"):
        read_status(tmp_path / "out")


@pytest.mark.parametrize("name", ["failures.jsonl", "ledger.jsonl", "summaries.jsonl"])
def test_a_row_that_is_being_written_does_not_count(
    server: FakeServer, articles: Path, tmp_path: Path, name: str
) -> None:
    run_batch([articles], tmp_path / "out", options(server))
    before = read_status(tmp_path / "out")
    with (tmp_path / "out" / name).open("a") as file:
        file.write('{"schema_ver')
    assert read_status(tmp_path / "out") == before


def test_the_command_tells_it_as_lines_or_as_json(cli: Cli, server: FakeServer, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_batch([articles], out, options(server))

    assert cli("status", out) == (0, describe_status(read_status(out)) + "\n", "")
    told = cli("status", out, "--json")
    assert (told.code, json.loads(told.out)) == (0, read_status(out).model_dump(mode="json"))
    refused = cli("status", articles)
    assert (refused.code, "no run's folder" in refused.err) == (3, True)
