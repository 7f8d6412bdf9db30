"""Runs against servers that fail in every way: each article ends, is explained, and nothing is asked too often."""

import hashlib
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_line import Cli
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import fake_options, full, speak
from run_rows import rows, write_articles

from summarizer.errors import CircuitOpenError, CredentialsError
from summarizer.runs.ledger import LedgerRow, read_ledger
from summarizer.runs.progress import Progress
from summarizer.runs.running import RunLimits, run_batch

options = partial(fake_options, concurrency=16)
KEY = "sk-planted-0123456789abcdef"
JSON = {"Content-Type": "application/json"}
TIMEOUT_S = 1.5
GOOD = completion(json.dumps(full()))
FAULTS: dict[str, Reply] = {
    "429 with a wait": error_reply(429, **{"Retry-After": "0.05"}),
    "429": error_reply(429),
    "500": error_reply(500),
    "503": error_reply(503),
    "hang": Reply(hang_s=TIMEOUT_S + 1, body=GOOD.body, headers=GOOD.headers),
    "reset": Reply(body=GOOD.body[:80], headers=GOOD.headers, cut=True),
    "truncated": Reply(body=GOOD.body[:-20], headers=GOOD.headers),
    "no choices": Reply(body=b'{"id":"x","object":"chat.completion","choices":[]}', headers=JSON),
    "html": Reply(body=b"<html>Bad gateway</html>", headers={"Content-Type": "text/html"}),
    "gzip": Reply(body=b"\x1f\x8bgarbage", headers={**JSON, "Content-Encoding": "gzip"}),
    "half an answer": completion('{"gist":[1],"incid'),
    "wrong schema": completion('{"gist":"one","incidents":7}'),
    "refusal": completion(None, refusal="I cannot help with that."),
}
EXPLAINED = {
    "transport": r"Model 'fake' at http\S+ (gave no answer|said) (within \S+ seconds, )?in \d attempts "
    r"(\(see whether it is up, (and run again|or set --timeout higher)\)|that it is asked too much .+): .+",
    "refused": r"Model 'fake' declined \(another model or prompt may not\): I cannot help with that\.",
    "invalid_answer": r"Model 'fake' at http\S+ gave no answer that matches the schema, after 2 re-asks "
    r"\(another model or prompt may\): .+",
    "duplicate": r"the same text as .+; remove one of them",
    "empty": r"(?s).+; .+",
}


def status_of(out: Path) -> str:
    return str(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["status"])


def bulletin(request: dict[str, Any]) -> int:
    """Which article a request asks about."""
    found = re.search(r"So said bulletin (\d+)\.", str(request["messages"]))
    assert found
    return int(found[1])


def question(request: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


class FaultyServer:
    """Answers a share of the requests with a fault; which one is decided by the question and how often it was asked."""

    def __init__(self, faults: Iterable[str], *, share: float, seed: int = 0) -> None:
        self.faults = list(faults)
        self.share = share
        self.seed = seed
        self.asked: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: dict[str, Any]) -> Reply:
        key = question(request)
        with self._lock:
            self.asked[key] += 1
            chance = Random(f"{self.seed} {key} {self.asked[key]}")  # noqa: S311 - a repeatable choice
            if chance.random() >= self.share:
                return speak()(request)
            fault = chance.choice(self.faults)
            self.given[fault] += 1
        return FAULTS[fault]


def attempts_of(out: Path) -> dict[str, list[dict[str, Any]]]:
    """Every article's attempts, by its path, of records and failures."""
    done = {row["article"]["path"]: row["provenance"]["attempts"] for row in rows(out / "summaries.jsonl")}
    failed = {row["path"]: row["attempts"] for row in rows(out / "failures.jsonl") if row["attempts"]}
    assert not set(done) & set(failed)
    return {**done, **failed}


def paths_done(out: Path) -> list[str]:
    return [row["article"]["path"] for row in rows(out / "summaries.jsonl")]


def assert_attempts_never_multiply(attempts: list[dict[str, Any]], *, max_attempts: int) -> None:
    """At most two re-asks, and at most ``max_attempts`` requests for each answer, of which only the last gets one."""
    outcomes = [attempt["outcome"] for attempt in attempts]
    assert outcomes.count("invalid") <= 3
    run = 0
    for outcome in outcomes:
        run = run + 1 if outcome == "failed" else 0
        assert run <= max_attempts
    assert len(outcomes) <= 3 * max_attempts


def test_every_article_ends_done_or_explained_whatever_the_server_does(server: FakeServer, tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 150), tmp_path / "out"
    (articles / "075b.txt").write_bytes((articles / "075.txt").read_bytes())
    (articles / "100b.txt").write_text(" ")
    faulty = FaultyServer(FAULTS, share=0.3, seed=3)
    server.default = faulty
    final = run_batch([articles], out, options(server, timeout_s=TIMEOUT_S, max_attempts=3))
    failures = rows(out / "failures.jsonl")
    assert set(faulty.given) == set(FAULTS), "the seed gives each fault at least once"
    assert (final.done + final.failed, final.total) == (152, 152)
    assert len(rows(out / "summaries.jsonl")) + len(failures) == 152
    assert {failure["code"] for failure in failures} >= {"refused", "duplicate", "empty"}
    for failure in failures:
        assert re.fullmatch(EXPLAINED[failure["code"]], failure["message"], re.DOTALL), failure["message"]
    assert status_of(out) == "finished"

    attempts = attempts_of(out)
    assert sum(map(len, attempts.values())) == len(server.requests)
    assert sum(row.requests for row in read_ledger(out)) == len(server.requests)
    per_article = Counter(f"{articles / f'{bulletin(request):03}.txt'}" for request in server.requests)
    assert per_article == {path: len(made) for path, made in attempts.items()}
    for made in attempts.values():
        assert_attempts_never_multiply(made, max_attempts=3)
    assert max(faulty.asked.values()) <= 3

    for paths in (paths_done(out), [failure["path"] for failure in failures]):
        assert paths == sorted(paths)
    assert [row["path"] for row in rows(out / "articles.jsonl")] == [
        str(path) for path in sorted(articles.iterdir()) if "b" not in path.stem
    ]

    server.default = speak()
    server.requests.clear()
    again = run_batch([articles], out, options(server))
    asked_again = len(attempts) - final.done
    assert (again.done, again.failed, again.skipped) == (asked_again, 2, final.done)
    assert len(server.requests) == asked_again
    assert [failure["code"] for failure in rows(out / "failures.jsonl")] == ["duplicate", "empty"]
    assert paths_done(out) == sorted(set(paths_done(out)))
    assert len(paths_done(out)) == 150


def ask_each(server: FakeServer, tmp_path: Path, replies: Sequence[Reply]) -> list[dict[str, Any]]:
    """The failures of a run in which each article's questions always get the same one of the replies, in order."""
    server.default = lambda request: replies[bulletin(request) - 1]
    articles = write_articles(tmp_path / "in", len(replies))
    settings = options(server, max_attempts=2, concurrency=4)
    run_batch([articles], tmp_path / "out", settings, limits=RunLimits(failures_in_a_row=None))
    failures = rows(tmp_path / "out" / "failures.jsonl")
    assert [Path(failure["path"]).stem for failure in failures] == [f"{n:03}" for n in range(1, len(replies) + 1)]
    asked = Counter(map(bulletin, server.requests))
    assert [len(failure["attempts"]) for failure in failures] == [asked[n] for n in range(1, len(replies) + 1)]
    return failures


def test_what_always_fails_is_asked_as_often_as_permitted_and_explained(server: FakeServer, tmp_path: Path) -> None:
    names = sorted(set(FAULTS) - {"hang"})
    failures = ask_each(server, tmp_path, [FAULTS[name] for name in names])
    asked = {"refusal": 1, "half an answer": 3, "wrong schema": 3}
    for name, failure in zip(names, failures, strict=True):
        assert re.fullmatch(EXPLAINED[failure["code"]], failure["message"], re.DOTALL), failure["message"]
        assert len(failure["attempts"]) == asked.get(name, 2), name


ODD_BODIES = [
    b"null",
    b"[]",
    b"7",
    b'"completed"',
    b"{}",
    b'{"error":{"message":"overloaded"}}',
    b'{"choices":[null]}',
    b'{"choices":[{}]}',
    b'{"choices":"none"}',
    b'{"choices":{"0":{}}}',
    b'{"choices":[{"message":null,"finish_reason":"stop"}]}',
    b"",
]


def test_a_body_that_is_no_completion_is_transport_trouble(server: FakeServer, tmp_path: Path) -> None:
    failures = ask_each(server, tmp_path, [Reply(body=body, headers=JSON) for body in ODD_BODIES])
    assert {failure["code"] for failure in failures} == {"transport"}
    assert {len(failure["attempts"]) for failure in failures} == {2}


def test_a_content_that_is_no_answer_is_asked_for_again_twice(server: FakeServer, tmp_path: Path) -> None:
    contents = [None, "", "null", "[]", "{}", "\x00", '{"gist":' + "[" * 5000, "9" * 5000]
    failures = ask_each(server, tmp_path, [completion(content) for content in contents])
    assert {failure["code"] for failure in failures} == {"invalid_answer"}
    for failure in failures:
        assert [attempt["outcome"] for attempt in failure["attempts"]] == ["invalid"] * 3


def test_a_refused_answer_is_paid_for(server: FakeServer, tmp_path: Path) -> None:
    server.default = FAULTS["refusal"]
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"fake": {"input": 1000, "output": 10000}}}')
    articles = write_articles(tmp_path / "in", 1)
    final = run_batch([articles], tmp_path / "out", options(server, prices_path=prices))
    assert (final.spent.prompt_tokens, final.spent.completion_tokens) == (100, 20)
    assert final.spent.cost_usd == pytest.approx(0.3)


def test_what_a_filter_minds_in_one_article_ends_no_run(server: FakeServer, tmp_path: Path) -> None:
    filtered = error_reply(403, "Your chosen model requires moderation and your input was flagged")
    server.default = lambda request: filtered if bulletin(request) == 1 else speak()(request)
    articles = write_articles(tmp_path / "in", 2)
    final = run_batch([articles], tmp_path / "out", options(server, concurrency=1))
    assert (final.done, final.failed) == (1, 1)
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert failure["code"] == "refused"
    assert "declined by a filter (another model or provider may not)" in failure["message"]


def test_what_was_paid_for_an_article_when_the_key_was_revoked_is_in_the_ledger(
    server: FakeServer, tmp_path: Path
) -> None:
    server.script = [FAULTS["wrong schema"], error_reply(401, "The key was revoked.")]
    with pytest.raises(CredentialsError):
        run_batch([write_articles(tmp_path / "in", 1)], tmp_path / "out", options(server))
    (row,) = read_ledger(tmp_path / "out")
    assert (row.outcome, row.requests, row.prompt_tokens) == ("failed", 2, 100)
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert "refused the credentials" in failure["message"]


def test_what_an_answer_cost_is_unknown_where_its_server_counts_no_tokens(server: FakeServer, tmp_path: Path) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"fake": {"input": 1, "output": 1}}}')
    for usage in (None, {"prompt_tokens": -1, "completion_tokens": -1}):
        body = {**json.loads(GOOD.body), "usage": usage}
        server.default = Reply(body=json.dumps(body).encode(), headers=JSON)
        out = tmp_path / str(usage is None)
        run_batch([write_articles(tmp_path / "in", 1)], out, options(server, prices_path=prices))
        (row,) = read_ledger(out)
        assert (row.requests, row.prompt_tokens, row.cost_usd) == (1, 0, None)


def test_a_server_that_is_down_stops_the_run(cli: Cli, server: FakeServer, tmp_path: Path) -> None:
    server.default = error_reply(503)
    write_articles(tmp_path / "in", 60)
    fake = ["--model", "fake", "--base-url", server.url, "--concurrency", "4", "--max-attempts", "1"]
    ended = cli("run", "in", "--out", "out", *fake)
    told = ended.err.splitlines()[-1]
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert re.match(r"summarizer: Stopped: 1\d articles in a row failed at the model's end, the last one with: ", told)
    assert "gave no answer in 1 attempt " in told
    assert told.endswith(
        "Mend the cause; the same command then goes on from what is finished. --stop-after sets how many are too many."
    )
    assert status_of(tmp_path / "out") == "stopped"
    assert 10 <= len(server.requests) <= 20
    server.default = speak()
    assert cli("run", "in", "--out", "out", *fake).code == 0
    assert status_of(tmp_path / "out") == "finished"
    assert len(rows(tmp_path / "out" / "summaries.jsonl")) == 60


def test_a_refused_connection_stops_the_run(cli: Cli, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 30)
    fake = ["--model", "fake", "--base-url", "http://127.0.0.1:9/v1", "--max-attempts", "1", "--stop-after", "3"]
    ended = cli("run", "in", "--out", "out", *fake)
    assert ended.code == 1
    assert re.search(r"run again\): .*(Cannot connect|connection attempts failed)", ended.err)
    assert status_of(tmp_path / "out") == "stopped"
    assert len(rows(tmp_path / "out" / "failures.jsonl")) < 20


def fail_at(server: FakeServer, fails: Callable[[int], bool]) -> None:
    server.default = lambda request: error_reply(503) if fails(bulletin(request)) else speak()(request)


@pytest.mark.parametrize("most", [1, 4])
def test_the_run_stops_after_so_many_in_a_row_and_not_before(server: FakeServer, tmp_path: Path, most: int) -> None:
    fail_at(server, lambda number: number > 3)
    articles = write_articles(tmp_path / "in", 12)
    with pytest.raises(CircuitOpenError, match=rf"Stopped: {most} articles? in a row"):
        run_batch(
            [articles],
            tmp_path / "out",
            options(server, concurrency=1, max_attempts=1),
            limits=RunLimits(failures_in_a_row=most),
        )
    assert len(server.requests) == 3 + most


@pytest.mark.parametrize(
    "reply", [completion("no answer at all"), Reply(body=b" " * (9 << 20))], ids=["invalid_answer", "ask_failed"]
)
def test_answers_that_are_paid_for_and_useless_stop_the_run(server: FakeServer, tmp_path: Path, reply: Reply) -> None:
    server.default = reply
    articles = write_articles(tmp_path / "in", 12)
    with pytest.raises(CircuitOpenError, match="Stopped: 4 articles in a row"):
        run_batch([articles], tmp_path / "out", options(server, concurrency=1), limits=RunLimits(failures_in_a_row=4))
    assert len({bulletin(request) for request in server.requests}) == 4


def test_an_error_of_ours_after_the_answer_stops_the_run_and_is_in_the_ledger(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("summarizer.pipeline.summarizing.check_incidents", fail)
    server.default = speak()
    articles = write_articles(tmp_path / "in", 12)
    with pytest.raises(CircuitOpenError, match="Stopped: 4 articles in a row"):
        run_batch([articles], tmp_path / "out", options(server, concurrency=1), limits=RunLimits(failures_in_a_row=4))
    assert {failure["code"] for failure in rows(tmp_path / "out" / "failures.jsonl")} == {"internal"}
    assert [row.requests for row in read_ledger(tmp_path / "out")] == [1] * 4


def test_a_server_that_fails_now_and_then_does_not_stop_the_run(server: FakeServer, tmp_path: Path) -> None:
    fail_at(server, lambda number: number % 4 != 0)
    articles = write_articles(tmp_path / "in", 24)
    settings = options(server, concurrency=1, max_attempts=1)
    final = run_batch([articles], tmp_path / "out", settings, limits=RunLimits(failures_in_a_row=4))
    assert (final.done, final.failed) == (6, 18)


def test_what_no_model_was_asked_about_does_not_hide_that_the_server_is_down(
    server: FakeServer, tmp_path: Path
) -> None:
    articles = write_articles(tmp_path / "in", 30)
    for number in range(1, 31, 2):
        (articles / f"{number:03}.txt").write_text(" ")
    server.default = error_reply(503)
    with pytest.raises(CircuitOpenError):
        run_batch([articles], tmp_path / "out", options(server, concurrency=1, max_attempts=1))
    assert len(server.requests) == 10


def test_the_breaker_can_be_switched_off(server: FakeServer, tmp_path: Path) -> None:
    server.default = error_reply(503)
    articles = write_articles(tmp_path / "in", 13)
    settings = options(server, max_attempts=1)
    assert run_batch([articles], tmp_path / "out", settings, limits=RunLimits(failures_in_a_row=None)).failed == 13


def test_an_article_over_its_deadline_fails_alone_and_holds_up_nobody(server: FakeServer, tmp_path: Path) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        return Reply(hang_s=3.0) if bulletin(request) == 1 else speak()(request)

    server.default = reply
    articles = write_articles(tmp_path / "in", 8)
    finished: list[str] = []

    def note(progress: Progress) -> None:
        if progress.latest:
            finished.append(Path(progress.latest.path or "").name)

    settings = options(server, concurrency=2, deadline_s=1.5)
    final = run_batch([articles], tmp_path / "out", settings, on_progress=note)
    assert (final.done, final.failed) == (7, 1)
    assert finished[-1] == "001.txt", "the others did not wait for it"
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert failure["code"] == "deadline"
    assert failure["message"].startswith("The article took longer than its 1.5 seconds. Give it more with --deadline")
    assert [attempt["outcome"] for attempt in failure["attempts"]] == ["failed"]
    assert len(server.requests) == 8


def test_a_deadline_lists_all_attempts_made(server: FakeServer, tmp_path: Path) -> None:
    server.default = error_reply(503, **{"Retry-After": "0.4"})
    articles = write_articles(tmp_path / "in", 1)
    run_batch([articles], tmp_path / "out", options(server, deadline_s=1.0, max_attempts=50))
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert failure["code"] == "deadline"
    assert len(failure["attempts"]) == len(server.requests) in (2, 3)
    (row,) = read_ledger(tmp_path / "out")
    assert isinstance(row, LedgerRow)
    assert (row.outcome, row.requests) == ("failed", len(server.requests))


ECHO = f"You sent {KEY}, Bearer {KEY} and planted-in-the-environment"
ECHOES = (
    error_reply(400, ECHO),
    error_reply(500, ECHO),
    completion(None, refusal=ECHO),
    completion(f'{{"gist":"{ECHO}"}}'),
    completion(ECHO),
    Reply(body=ECHO.encode(), headers={"Content-Type": "text/html"}),
    Reply(body=json.dumps({"choices": [], "error": ECHO}).encode(), headers=JSON),
)


@pytest.mark.parametrize("log", [[], ["--log-json"]], ids=["plain", "json"])
@pytest.mark.parametrize(("echoes", "code"), [(ECHOES, 1), ([error_reply(401, ECHO)], 3)], ids=["failing", "refused"])
def test_no_key_reaches_a_file_or_the_screen(  # noqa: PLR0917 - pytest fills them
    cli: Cli,
    server: FakeServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    echoes: Sequence[Reply],
    code: int,
    log: list[str],
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_KEY", "planted-in-the-environment")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    write_articles(tmp_path / "in", len(echoes))
    server.default = lambda request: echoes[bulletin(request) - 1]
    fake = ["--model", "fake", "--base-url", server.url, "--api-key-env", "MY_KEY", "--max-attempts", "2"]
    ended = cli("run", "in", "--out", "out", *fake, *log)
    assert ended.code == code
    assert {bulletin(request) for request in server.requests} == set(range(1, len(echoes) + 1))
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"failures.jsonl", "manifest.json", "ledger.jsonl", "answers.sqlite3"} <= {path.name for path in written}
    for secret in (KEY, "planted-in-the-environment"):
        assert not [path.name for path, content in written.items() if secret.encode() in content]
        assert secret not in ended.err + ended.out
    assert "[key]" in ended.err
