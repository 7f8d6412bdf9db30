"""Money: what a run costs, where it stops, and what need not be asked and paid for again."""

import json
import multiprocessing
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import Cli, fake
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import fake_options, full, kinds, speak
from pydantic import BaseModel
from run_rows import manifest, rows, write_articles

from summarizer.errors import ConfigurationError
from summarizer.llm.answer_cache import AnswerCache
from summarizer.runs.ledger import read_ledger
from summarizer.runs.progress import Progress
from summarizer.runs.running import RunLimits, run_batch

options = partial(fake_options, concurrency=1)
PRICED = '{"models": {"fake": {"input": 1000, "cached_input": 100, "output": 10000}}}'
USD = 0.3
TOKENS = 120


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """At these prices an article of the fake server costs $0.30: 100 prompt and 20 answer tokens."""
    path = tmp_path / "prices.json"
    path.write_text(PRICED)
    return path


@pytest.fixture
def articles(speaking: None, tmp_path: Path) -> Path:  # noqa: ARG001 - what they are asked about
    return write_articles(tmp_path / "in", 12)


def test_a_run_costs_what_the_users_prices_say(
    server: FakeServer, articles: Path, prices: Path, tmp_path: Path
) -> None:
    good = json.loads(completion(json.dumps(full())).body)
    good["usage"]["prompt_tokens_details"] = {"cached_tokens": 40}
    server.default = Reply(body=json.dumps(good).encode(), headers={"Content-Type": "application/json"})
    final = run_batch([articles], tmp_path / "out", options(server, prices_path=prices), limits=RunLimits(articles=2))
    once = (60 * 1000 + 40 * 100 + 20 * 10000) / 1e6
    assert final.spent.cost_usd == pytest.approx(2 * once)
    assert final.spent.cached_tokens == 80
    for record in rows(tmp_path / "out" / "summaries.jsonl"):
        assert [attempt["cost_usd"] for attempt in record["provenance"]["attempts"]] == [pytest.approx(once)]
    assert [row.cost_usd for row in read_ledger(tmp_path / "out")] == [pytest.approx(once)] * 2
    assert manifest(tmp_path / "out")["spent"]["cost_usd"] == pytest.approx(2 * once)


@pytest.mark.parametrize(
    ("name", "arguments", "larger"),
    [
        ("budget_usd", ["--budget-usd", "1.0"], ["--budget-usd", "1.6"]),
        ("budget_tokens", ["--budget-tokens", "400"], ["--budget-tokens", "650"]),
    ],
)
def test_a_budget_stops_the_run_and_a_larger_one_goes_on(  # noqa: PLR0917 - pytest fills them
    cli: Cli, server: FakeServer, articles: Path, prices: Path, name: str, arguments: list[str], larger: list[str]
) -> None:
    command = ["run", articles, "--out", "out", *fake(server), "--concurrency", "1", "--prices", prices, "--no-cache"]
    stopped = cli(*command, *arguments)
    assert stopped.code == 1
    assert f"Stopped by --{name.replace('_', '-')} after 4 done and 0 failed: 480 tokens, $1.20" in stopped.err
    assert "The same command with a larger budget goes on from there." in stopped.err
    assert manifest(Path("out"))["status"] == name
    assert len(server.requests) == 4, "exceeded by the article that used it up, and no more"

    again = cli(*command, *arguments)
    assert (again.code, len(server.requests)) == (1, 4)
    assert "after 0 done and 0 failed: 480 tokens, $1.20" in again.err
    assert manifest(Path("out"))["status"] == name

    assert cli(*command, *larger).code == 1
    assert len(server.requests) == 6
    assert cli(*command).code == 0
    assert len(server.requests) == 12
    assert manifest(Path("out"))["status"] == "finished"
    assert manifest(Path("out"))["spent_before"]["cost_usd"] == pytest.approx(6 * USD)
    paths = [row["article"]["path"] for row in rows(Path("out", "summaries.jsonl"))]
    assert paths == sorted(set(paths))
    assert len(paths) == 12


@pytest.mark.parametrize(("budget", "most"), [(5 * TOKENS, 8), (9 * TOKENS, 9), (9 * TOKENS + 1, 10)])
def test_with_several_at_once_a_budget_is_exceeded_by_one_article_or_what_began_together(
    server: FakeServer, articles: Path, tmp_path: Path, budget: int, most: int
) -> None:
    limits = RunLimits(budget_tokens=budget)
    final = run_batch([articles], tmp_path / "out", options(server, concurrency=8), limits=limits)
    assert final.stopped == "budget_tokens"
    assert budget <= final.spent.tokens <= most * TOKENS
    assert len(server.requests) <= most
    again = run_batch([articles], tmp_path / "out", options(server, concurrency=8), limits=limits)
    assert (again.stopped, again.done) == ("budget_tokens", 0)


def test_failures_count_against_a_budget(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    server.default = completion('{"gist":"x"}')
    final = run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(budget_tokens=400))
    assert (final.failed, final.spent.tokens, len(server.requests)) == (2, 6 * TOKENS, 6)
    assert final.stopped == "budget_tokens"


def test_a_budget_that_suffices_is_no_news(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    final = run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(budget_tokens=12 * TOKENS))
    assert (final.done, final.stopped, manifest(tmp_path / "out")["status"]) == (12, None, "finished")


def test_without_a_price_a_budget_is_refused_before_anything_is_asked(
    cli: Cli, server: FakeServer, articles: Path
) -> None:
    ended = cli("run", articles, "--out", "out", *fake(server), "--concurrency", "1", "--budget-usd", "1")
    assert ended.code == 3
    assert "--budget-usd cannot be kept: No price is known for 'fake' at http://127.0.0.1" in ended.err
    assert ended.err.count("--prices") == 1
    assert server.requests == []
    assert not Path("out").exists(), "a run that was there is left as it was"


def test_money_spent_before_at_an_unknown_price_makes_a_budget_unkeepable(
    server: FakeServer, articles: Path, prices: Path, tmp_path: Path
) -> None:
    run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(articles=2))
    priced, limits = options(server, prices_path=prices), RunLimits(budget_usd=100.0)
    with pytest.raises(ConfigurationError, match="--budget-usd cannot be kept: not every answer"):
        run_batch([articles], tmp_path / "out", priced, limits=limits)
    assert len(server.requests) == 2
    assert manifest(tmp_path / "out")["status"] == "stopped"


@pytest.mark.parametrize("limits", [RunLimits(budget_tokens=10_000), RunLimits(budget_usd=100.0)])
def test_a_server_that_does_not_count_tokens_makes_a_budget_unkeepable(
    server: FakeServer, articles: Path, prices: Path, tmp_path: Path, limits: RunLimits
) -> None:
    uncounted = json.loads(completion(json.dumps(full())).body)
    del uncounted["usage"]
    server.default = Reply(body=json.dumps(uncounted).encode(), headers={"Content-Type": "application/json"})
    priced = options(server, prices_path=prices)
    with pytest.raises(ConfigurationError, match="cannot be kept: the server answers without saying how many tokens"):
        run_batch([articles], tmp_path / "out", priced, limits=limits)
    assert len(server.requests) == 1
    assert run_batch([articles], tmp_path / "out", priced, limits=RunLimits(articles=2)).done == 1


class Note(BaseModel):
    note: str


def run_once(server: FakeServer, articles: Path, out: Path, **changes: Any) -> Progress:
    cached = options(server, cache_path=out.parent / "answers.sqlite3", concurrency=2, **changes)
    return run_batch([articles], out, cached, limits=RunLimits(articles=3))


def test_what_was_asked_once_is_not_asked_again_in_another_folder(
    server: FakeServer, articles: Path, prices: Path, tmp_path: Path
) -> None:
    first = run_once(server, articles, tmp_path / "a", prices_path=prices)
    assert len(server.requests) == 3
    assert first.spent.cost_usd == pytest.approx(3 * USD)
    second = run_once(server, articles, tmp_path / "b", prices_path=prices)
    assert (len(server.requests), second.done, second.spent.requests, second.spent.cost_usd) == (3, 3, 0, 0.0)
    assert list(read_ledger(tmp_path / "b")) == []
    for one, other in zip(
        rows(tmp_path / "a" / "summaries.jsonl"), rows(tmp_path / "b" / "summaries.jsonl"), strict=True
    ):
        (live,), (cached,) = one["provenance"].pop("attempts"), other["provenance"].pop("attempts")
        assert (live["origin"], live["cost_usd"]) == ("live", pytest.approx(USD))
        assert (cached["origin"], cached["cost_usd"], cached["seconds"]) == ("cache", 0.0, 0.0)
        assert (cached["prompt_tokens"], cached["completion_tokens"]) == (100, 20)
        del one["provenance"]["seconds"], other["provenance"]["seconds"]
        assert one == other


def test_the_same_article_elsewhere_is_the_same_question(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    run_once(server, articles, tmp_path / "a")
    (tmp_path / "moved.txt").write_bytes((articles / "001.txt").read_bytes())
    assert run_once(server, tmp_path / "moved.txt", tmp_path / "b").done == 1
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"temperature": 0.7},
        {"temperature": None},
        {"seed": 1},
        {"model": "other"},
        {"prompt": "incident/compact"},
        {"answer_schema": Note},
        {"context_tokens": 4096},
    ],
    ids=str,
)
def test_another_question_is_asked_again(
    server: FakeServer, articles: Path, tmp_path: Path, changes: dict[str, Any]
) -> None:
    run_once(server, articles / "001.txt", tmp_path / "a")
    if "answer_schema" in changes:
        server.default = completion('{"note": "x"}')
    asked = len(server.requests)
    assert run_once(server, articles / "001.txt", tmp_path / "b", **changes).done == 1
    assert len(server.requests) > asked


def test_another_text_is_asked_again(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    run_once(server, articles / "001.txt", tmp_path / "a")
    (articles / "001.txt").write_text((articles / "001.txt").read_text() + " It was late.")
    run_once(server, articles / "001.txt", tmp_path / "b")
    assert len(server.requests) == 2


def test_what_does_not_change_the_question_does_not_ask_again(
    server: FakeServer, articles: Path, prices: Path, tmp_path: Path
) -> None:
    run_once(server, articles, tmp_path / "a")
    run_once(server, articles, tmp_path / "b", prices_path=prices, rpm=1000, max_attempts=2, deadline_s=60.0)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "bad",
    [
        completion('{"gist":"x"}'),
        completion(None, refusal="No."),
        completion("{", finish_reason="length"),
        error_reply(400),
    ],
    ids=["invalid", "refused", "truncated", "rejected"],
)
def test_an_answer_that_failed_is_not_kept(server: FakeServer, articles: Path, tmp_path: Path, bad: Reply) -> None:
    server.default = bad
    assert run_once(server, articles / "001.txt", tmp_path / "a").failed == 1
    server.default = speak()
    asked = len(server.requests)
    assert run_once(server, articles / "001.txt", tmp_path / "b").done == 1
    assert len(server.requests) == asked + 1


@pytest.mark.parametrize(
    ("first", "outcome"),
    [(completion('{"gist":[99]}'), "invalid"), (completion('{"gist":[1', finish_reason="length"), "truncated")],
)
def test_an_answer_that_came_in_the_end_is_kept_with_what_came_before(
    server: FakeServer, articles: Path, tmp_path: Path, first: Reply, outcome: str
) -> None:
    server.script = [first]
    run_once(server, articles / "001.txt", tmp_path / "a")
    assert len(server.requests) == 2
    run_once(server, articles / "001.txt", tmp_path / "b")
    assert len(server.requests) == 2, kinds(server)
    (record,) = rows(tmp_path / "b" / "summaries.jsonl")
    told = [(attempt["outcome"], attempt["origin"]) for attempt in record["provenance"]["attempts"]]
    assert told == [(outcome, "cache"), ("answered", "cache")]


def test_the_cache_can_be_left_out(cli: Cli, server: FakeServer, articles: Path) -> None:
    command = ["run", articles / "001.txt", *fake(server), "--concurrency", "1"]
    assert cli(*command, "--out", "a", "--no-cache").code == 0
    assert cli(*command, "--out", "b").code == 0
    assert len(server.requests) == 2
    assert cli(*command, "--out", "c", "--no-cache").code == 0
    assert len(server.requests) == 3
    assert cli(*command, "--out", "d").code == 0
    assert len(server.requests) == 3


def test_a_damaged_cache_is_told_with_the_remedy_and_gone_without(
    cli: Cli, server: FakeServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "answers.sqlite3").write_bytes(b"no database at all" * 100)
    command = ["run", articles / "001.txt", *fake(server), "--concurrency", "1", "--out", "out"]
    ended = cli(*command)
    assert ended.code == 0
    assert ended.err.count("answers.sqlite3: the answer cache cannot be used") == 1
    assert "--no-cache" in ended.err
    assert len(server.requests) == 1


def test_a_run_whose_cache_is_damaged_in_the_middle_goes_on(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    def spoil(progress: Progress) -> None:
        if progress.done == 1:
            with sqlite3.connect(tmp_path / "answers.sqlite3") as database:
                database.execute("DROP TABLE answers")
            database.close()

    cached = options(server, cache_path=tmp_path / "answers.sqlite3")
    said: list[str] = []
    final = run_batch([articles], tmp_path / "out", cached, on_progress=spoil, on_message=said.append)
    assert manifest(tmp_path / "out")["status"] == "finished"
    assert (final.done, final.failed) == (len(rows(tmp_path / "out" / "summaries.jsonl")), 0)
    assert len(server.requests) == final.done
    assert ["the answer cache cannot be used: no such table" in line for line in said] == [True]


def test_a_damaged_answer_in_the_cache_is_asked_for_anew(server: FakeServer, articles: Path, tmp_path: Path) -> None:
    run_once(server, articles / "001.txt", tmp_path / "a")
    with sqlite3.connect(tmp_path / "answers.sqlite3") as database:
        database.execute("UPDATE answers SET body = substr(body, 1, 50)")
    database.close()
    final = run_once(server, articles / "001.txt", tmp_path / "b")
    assert (final.done, len(server.requests)) == (1, 2)
    assert run_once(server, articles / "001.txt", tmp_path / "c").done == 1
    assert len(server.requests) == 2


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer versions of Python warn of threads
def test_processes_share_a_cache(tmp_path: Path) -> None:
    path = tmp_path / "new" / "answers.sqlite3"
    processes = multiprocessing.get_context("fork")
    both = processes.Barrier(2)

    def share(name: str) -> None:
        with AnswerCache(path) as cache:
            both.wait(5)
            for number in range(50):
                cache.put(f"{name} {number}", "x" * 500)
                found = cache.get(f"{name} {number}")
                assert found is not None
                assert found.origin == "cache"

    sharing = [processes.Process(target=share, args=(name,)) for name in ("one", "two")]
    for process in sharing:
        process.start()
    for process in sharing:
        process.join(60)
    assert [process.exitcode for process in sharing] == [0, 0]
    with AnswerCache(path) as cache:
        assert len(cache) == 100
