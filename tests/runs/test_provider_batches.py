"""Runs through a provider's batches: nothing lost, nothing asked twice, and the same records as a live run."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batch_server import BatchServer, Json
from checkout import ROOT
from command_line import Cli
from fake_server import Reply, completion, error_reply
from fakes import TEXT, fake_options, full, kind_of, speak
from pydantic import SecretStr
from run_rows import rows, write_articles

from summarizer import Options
from summarizer.articles.reading import article_from_text
from summarizer.errors import ConfigurationError, RunFolderError, TransportError
from summarizer.runs.folder import is_run_file
from summarizer.runs.provider_batches import collecting, jobs, request_files
from summarizer.runs.provider_batches.articles import StoredArticles, dump_article
from summarizer.runs.provider_batches.jobs import cancel_job, collect_job, read_job_status, submit_job
from summarizer.runs.provider_batches.request_files import read_keys, request_line, write_requests
from summarizer.runs.provider_batches.state import Chunk, Job, JobFiles, Standing
from summarizer.runs.running import run_batch
from summarizer.values import Article

options = partial(fake_options, max_attempts=2)
KEY = "sk-planted-0123456789abcdef"


def tell(number: int, word: str = "said") -> str:
    return TEXT.replace("Monday.", f"Monday, {word} bulletin {number}.")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", 3, tell)


def read_json(path: Path) -> Json:
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def about(number: int, request: Json) -> bool:
    return f"bulletin {number}." in str(request["messages"])


def numbered(server: BatchServer) -> list[list[str]]:
    """The bulletins that each batch asks about."""
    return [
        [re.findall(r"bulletin (\d)", str(line["body"]["messages"]))[0] for line in server.input_lines(batch)]
        for batch in server.batches.values()
    ]


def asked_twice(server: BatchServer) -> list[str]:
    """The requests that are in more than one batch."""
    keys = [line["custom_id"] for batch in server.batches.values() for line in server.input_lines(batch)]
    return sorted({key for key in keys if keys.count(key) > 1})


def test_two_chunks_become_the_records_of_a_live_run(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    out, told = tmp_path / "out", list[str]()
    standing = submit_job([articles], out, options(batches), on_message=told.append)
    assert standing == Standing(waiting=3, at_provider=3)
    assert told == ["Chunk 1: 2 requests are batch batch_1.", "Chunk 2: 1 request is batch batch_2."]
    assert numbered(batches) == [["1", "2"], ["3"]]
    assert rows(out / "summaries.jsonl") == []
    assert read_json(out / "manifest.json")["status"] == "waiting"
    batches.finish()
    for path in articles.iterdir():
        path.unlink()
    assert collect_job(out, options(batches)) == Standing(done=3)
    write_articles(articles, 3, tell)
    run_batch([articles], tmp_path / "live", options(batches))
    assert comparable(out) == comparable(tmp_path / "live")
    assert read_job_status(out, options(batches)).standing == Standing(done=3)
    assert rows(out / "articles.jsonl") == rows(tmp_path / "live" / "articles.jsonl")
    assert sorted(map(str, batches.batch_requests)) == sorted(map(str, batches.live_requests))
    attempts = [attempt for row in rows(out / "summaries.jsonl") for attempt in row["provenance"]["attempts"]]
    assert {attempt["origin"] for attempt in attempts} == {"batch"}
    assert read_json(out / "manifest.json")["status"] == "finished"


@pytest.mark.parametrize("suffix", ["==", "/of/a/gateway", "?a#b", "A" * 300])
def test_a_provider_may_name_batches_and_files_as_it_likes(
    batches: BatchServer, articles: Path, tmp_path: Path, suffix: str
) -> None:
    batches.suffix = suffix
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


def comparable(out: Path) -> list[Json]:
    """A run's records but for what may differ between batch and live."""
    records = rows(out / "summaries.jsonl")
    for record in records:
        record["provenance"].pop("seconds")
        for attempt in record["provenance"]["attempts"]:
            for name in ("origin", "seconds", "cost_usd"):
                attempt.pop(name)
    return records


def test_requests_are_as_the_api_wants_them(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    (batch,) = batches.batches.values()
    state = JobFiles(tmp_path / "out").require()
    assert batch["metadata"] == {"summarizer_job": state.job_id, "summarizer_chunk": "1"}
    for line in batches.input_lines(batch):
        assert set(line) == {"custom_id", "method", "url", "body"}
        assert re.fullmatch(r"[0-9a-f]{64}", line["custom_id"])
        assert (line["method"], line["url"], line["body"]["model"]) == ("POST", "/v1/chat/completions", "fake")


def test_a_model_of_openais_own_has_half_the_price(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.llm.clients.OPENAI_URL", batches.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"openai/gpt-x": {"input": 10, "output": 100, "batch_factor": 0.5}}}')
    ours = Options(model="openai/gpt-x", prices_path=prices)
    submit_job([articles], tmp_path / "out", ours)
    batches.finish()
    collect_job(tmp_path / "out", ours)
    body = batches.batch_requests[0]
    assert (body["model"], "max_completion_tokens" in body) == ("gpt-x", True)
    assert body["response_format"]["json_schema"]["strict"] is True
    costs = [row["provenance"]["attempts"][0]["cost_usd"] for row in rows(tmp_path / "out" / "summaries.jsonl")]
    assert costs == [pytest.approx(0.5 * (100 * 10 + 20 * 100) / 1e6)] * 3
    status = read_job_status(tmp_path / "out", ours)
    assert status.spent.cost_usd == pytest.approx(sum(costs))
    assert (status.spent.requests, status.spent.prompt_tokens) == (3, 300)


def test_a_follow_up_question_goes_into_the_next_batch(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    ours = options(batches, prompt="incident/compact")
    submit_job([articles], tmp_path / "out", ours)
    batches.finish()
    assert collect_job(tmp_path / "out", ours) == Standing(waiting=3, to_submit=3)
    assert submit_job([articles], tmp_path / "out", ours) == Standing(waiting=3, at_provider=3)
    assert [kind_of(line["body"]) for line in batches.input_lines(batches.batches["batch_2"])] == ["abstract"] * 3
    batches.finish()
    assert collect_job(tmp_path / "out", ours) == Standing(done=3)
    run_batch([articles], tmp_path / "live", ours)
    assert comparable(tmp_path / "out") == comparable(tmp_path / "live")
    assert asked_twice(batches) == []


def test_an_invalid_answer_is_asked_again_in_the_second_batch(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    def reply(request: Json) -> Reply:
        return completion("{}") if about(2, request) and len(request["messages"]) == 2 else speak()(request)

    batches.answer = reply
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=2, waiting=1, to_submit=1)
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)
    attempts = rows(tmp_path / "out" / "summaries.jsonl")[1]["provenance"]["attempts"]
    assert [attempt["outcome"] for attempt in attempts] == ["invalid", "answered"]
    run_batch([articles], tmp_path / "live", options(batches))
    assert comparable(tmp_path / "out") == comparable(tmp_path / "live")


def test_answers_that_never_match_end_as_an_explained_failure(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    batches.answer = lambda request: completion("{}") if about(2, request) else speak()(request)
    for _ in range(2):
        submit_job([articles], tmp_path / "out", options(batches))
        batches.finish()
        standing = collect_job(tmp_path / "out", options(batches))
    assert standing == Standing(done=2, failed=1)
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert (failure["code"], [attempt["origin"] for attempt in failure["attempts"]]) == (
        "invalid_answer",
        ["batch"] * 3,
    )
    assert asked_twice(batches) == []
    assert read_job_status(tmp_path / "out", options(batches)).spent.requests == 4, "the second re-ask is the first"


def test_a_refusal_is_the_failure_it_is_live(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.answer = lambda request: completion(None, refusal="No.") if about(2, request) else speak()(request)
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=2, failed=1)
    run_batch([articles], tmp_path / "live", options(batches))
    (batch,), (live,) = rows(tmp_path / "out" / "failures.jsonl"), rows(tmp_path / "live" / "failures.jsonl")
    assert (batch["code"], batch["message"]) == (live["code"], live["message"])
    assert batch["attempts"][0]["prompt_tokens"] == live["attempts"][0]["prompt_tokens"] == 100


def test_what_the_provider_fails_is_asked_three_times(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.answer = lambda request: error_reply(500, f"No {KEY}") if about(2, request) else speak()(request)
    for round_ in (1, 2, 3):
        assert submit_job([articles], tmp_path / "out", options(batches)).at_provider == (3 if round_ == 1 else 1)
        batches.finish()
        standing = collect_job(tmp_path / "out", options(batches))
        assert (standing.waiting, standing.failed) == ((1, 0) if round_ < 3 else (0, 1))
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert failure["code"] == "transport"
    assert "failed this question 3 times, the last time with: error: No [key]" in failure["message"]
    assert submit_job([articles], tmp_path / "out", options(batches)) == Standing(done=2, failed=1)
    assert len(batches.batches) == 3
    batches.answer = speak()
    assert collect_job(tmp_path / "out", options(batches), live=True) == Standing(done=3)
    assert len(batches.live_requests) == 1


def test_what_the_provider_rejects_is_not_asked_again(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.answer = lambda request: error_reply(400, "Bad picture") if about(2, request) else speak()(request)
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=2, failed=1)
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert failure["code"] == "request_rejected"
    assert "Bad picture" in failure["message"]


def test_an_optional_question_that_fails_is_left_out_as_in_a_live_run(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    batches.answer = speak(abstract=error_reply(400, "No summaries"))
    ours = options(batches, prompt="incident/compact")
    for _ in range(2):
        submit_job([articles], tmp_path / "out", ours)
        batches.finish()
        standing = collect_job(tmp_path / "out", ours)
    assert standing == Standing(done=3)
    for record in rows(tmp_path / "out" / "summaries.jsonl"):
        assert "question_failed" in {finding["code"] for finding in record["findings"]}


def test_an_article_that_is_too_long_for_the_model_is_halved(batches: BatchServer, tmp_path: Path) -> None:
    sentences = [f"Bulletin {number} says that nothing happened in town today." for number in range(1, 9)]
    (tmp_path / "long.txt").write_text(" ".join(sentences))
    empty = full({"gist": [1], "incidents": []})

    def reply(request: Json) -> Reply:
        both = "Bulletin 1 " in str(request["messages"]) and "Bulletin 8 " in str(request["messages"])
        return error_reply(400, "maximum context length is 5") if both else speak(article=empty)(request)

    batches.answer = reply
    for _ in range(3):
        submit_job([tmp_path / "long.txt"], tmp_path / "out", options(batches))
        batches.finish()
        standing = collect_job(tmp_path / "out", options(batches))
    assert standing == Standing(done=1)
    run_batch([tmp_path / "long.txt"], tmp_path / "live", options(batches))
    records = comparable(tmp_path / "out"), comparable(tmp_path / "live")
    for record in (record for side in records for record in side):
        attempts = record["provenance"]["attempts"]
        record["provenance"]["attempts"] = [attempt for attempt in attempts if attempt["outcome"] == "answered"]
    assert records[0] == records[1]


def test_what_an_expired_batch_answered_is_used_and_the_rest_asked_again(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.expire(answered=1)
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=1, waiting=2, to_submit=2)
    submit_job([articles], tmp_path / "out", options(batches))
    assert numbered(batches) == [["1", "2", "3"], ["2", "3"]]
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


def test_cancelling_keeps_what_was_answered_and_is_no_try(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    (chunk,) = cancel_job(tmp_path / "out", options(batches))
    assert chunk.status == "cancelling"
    assert collect_job(tmp_path / "out", options(batches)) == Standing(waiting=3, at_provider=3)
    batches.cancelled(answered=1)
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=1, waiting=2, to_submit=2)
    assert list(JobFiles(tmp_path / "out").read_failed()) == []
    assert cancel_job(tmp_path / "out", options(batches)) == ()


def test_a_full_queue_at_the_provider_is_no_try(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    batches.fail({"code": "token_limit_exceeded", "message": "Enqueued token limit reached."})
    standing = collect_job(tmp_path / "out", options(batches), on_message=told.append)
    assert standing == Standing(waiting=3, to_submit=3)
    assert list(JobFiles(tmp_path / "out").read_failed()) == []
    assert told[0].endswith("0 failed. token_limit_exceeded: Enqueued token limit reached.")
    assert told[1].endswith("the next submit makes smaller chunks.")


def test_chunks_are_halved_until_the_providers_queue_takes_them(batches: BatchServer, tmp_path: Path) -> None:
    full_queue = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached."}
    articles = write_articles(tmp_path / "in", 5, tell)
    for _ in range(2):
        submit_job([articles], tmp_path / "out", options(batches))
        batches.fail(full_queue)
        collect_job(tmp_path / "out", options(batches))
    submit_job([articles], tmp_path / "out", options(batches))
    assert [len(found) for found in numbered(batches)] == [5, 2, 2, 1, 1, 1, 1, 1, 1]
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=5)


def test_chunks_stay_as_large_as_one_that_was_answered() -> None:
    def chunk(number: int, requests: int, problem: str | None) -> Chunk:
        status = "failed" if problem else "completed"
        return Chunk(number=number, requests=requests, size_bytes=1, step="collected", status=status, problem=problem)

    full_queue = "token_limit_exceeded: Enqueued token limit reached."
    assert collecting.find_most_requests([chunk(1, 9, None), chunk(2, 9, "expired: x")]) is None
    assert collecting.find_most_requests([chunk(1, 9, full_queue)]) == 4
    assert collecting.find_most_requests([chunk(1, 9, full_queue), chunk(2, 4, full_queue), chunk(3, 4, None)]) == 4
    assert collecting.find_most_requests([chunk(1, 1, full_queue)]) == 1


def test_a_refused_batch_fails_the_lines_that_it_names(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.fail({"code": "invalid", "message": "Bad line", "line": 2})
    assert collect_job(tmp_path / "out", options(batches)) == Standing(waiting=2, to_submit=2, failed=1)
    assert "invalid: Bad line" in rows(tmp_path / "out" / "failures.jsonl")[0]["message"]


def test_a_batch_that_is_refused_three_times_fails_its_articles(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    for _ in range(3):
        submit_job([articles], tmp_path / "out", options(batches))
        batches.fail({"code": "model_not_found", "message": "No such model"})
        standing = collect_job(tmp_path / "out", options(batches))
    assert standing == Standing(failed=3)
    assert "model_not_found: No such model" in rows(tmp_path / "out" / "failures.jsonl")[0]["message"]


def test_the_same_submit_again_asks_nothing_twice(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    for _ in range(3):
        assert submit_job([articles], tmp_path / "out", options(batches)) == Standing(waiting=3, at_provider=3)
    batches.finish()
    submit_job([articles], tmp_path / "out", options(batches))
    collect_job(tmp_path / "out", options(batches))
    assert submit_job([articles], tmp_path / "out", options(batches)) == Standing(done=3)
    assert (len(batches.inputs()), len(batches.batches)) == (1, 1)


def ids(path: Path) -> list[str]:
    return sorted(row["article"]["article_id"] for row in rows(path))


def correct(path: Path, word: str) -> None:
    path.write_text(tell(1, word), encoding="utf-8")


def test_the_record_of_a_text_that_was_corrected_is_set_aside(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    """As a live run does it; a text that is back is the newer one, and its answer is there."""
    out = tmp_path / "out"
    for word, waiting, aside in (("said", 3, 0), ("wrote", 1, 1), ("said", 0, 2)):
        correct(articles / "001.txt", word)
        standing = submit_job([articles], out, options(batches))
        assert (standing.done, standing.waiting) == (3 - waiting, waiting)
        assert read_job_status(out, options(batches)).standing == standing
        batches.finish()
        assert collect_job(out, options(batches)) == Standing(done=3)
        run_batch([articles], tmp_path / "live", options(batches))
        for name in ("summaries.jsonl", "replaced.jsonl") if aside else ("summaries.jsonl",):
            assert ids(out / name) == ids(tmp_path / "live" / name)
        assert read_job_status(out, options(batches)).standing == Standing(done=3)
    assert len(rows(out / "replaced.jsonl")) == 2
    assert asked_twice(batches) == []


def test_a_text_that_was_corrected_while_it_waited_is_asked_about_no_more(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    submit_job([articles], out, options(batches, prompt="incident/compact"))
    correct(articles / "001.txt", "wrote")
    assert submit_job([articles], out, options(batches, prompt="incident/compact")).waiting == 3
    batches.finish()
    collect_job(out, options(batches, prompt="incident/compact"))
    submit_job([articles], out, options(batches, prompt="incident/compact"))
    assert numbered(batches) == [["1", "2", "3"], ["1"], ["2", "3", "1"]], "the old text has no follow-up"
    batches.finish()
    assert collect_job(out, options(batches, prompt="incident/compact")) == Standing(done=3)
    assert not (out / "replaced.jsonl").exists()


def test_a_correction_without_an_answer_leaves_the_record_that_is_there(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    submit_job([articles], out, options(batches))
    batches.finish()
    collect_job(out, options(batches))
    correct(articles / "001.txt", "wrote")
    batches.answer = lambda _request: error_reply(400)
    submit_job([articles], out, options(batches))
    batches.finish()
    assert collect_job(out, options(batches)) == Standing(done=2, failed=1)
    assert (len(rows(out / "summaries.jsonl")), len(rows(out / "failures.jsonl"))) == (3, 1)


def test_new_articles_join_a_job(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    write_articles(articles, 5, tell)
    submit_job([articles], tmp_path / "out", options(batches))
    assert numbered(batches) == [["1", "2", "3"], ["4", "5"]]
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=5)
    paths = [Path(row["article"]["path"]).name for row in rows(tmp_path / "out" / "summaries.jsonl")]
    assert paths == [f"{number:03}.txt" for number in range(1, 6)]


def test_each_submit_may_say_when_its_articles_were_retrieved(batches: BatchServer, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "1.txt").write_text(f"NAIROBI, Nov 3 (AP) - {TEXT}", encoding="utf-8")
    submit_job([folder], out, options(batches, retrieved=date(2026, 12, 5)))
    (folder / "2.txt").write_text(f"NAIROBI, Dec 15 (AP) - {TEXT}", encoding="utf-8")
    submit_job([folder], out, options(batches, retrieved=date(2026, 12, 20)))
    batches.finish()
    assert collect_job(out, options(batches)) == Standing(done=2)
    assert [row["article"]["published"] for row in rows(out / "summaries.jsonl")] == ["2026-11-03", "2026-12-15"]


class Killed(BaseException):
    """What a kill looks like from inside: nothing below catches it."""


STEPS = ("uploading", "uploaded", "creating", "created")
WHEN = ("before", "after")


@pytest.mark.parametrize("kill", [(step, number, when) for step in STEPS for number in (1, 2) for when in WHEN])
def test_a_kill_around_any_note_of_a_submit_neither_doubles_nor_loses(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kill: tuple[str, int, str]
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    put = Job.put

    def dying(job: Job, chunk: Chunk) -> Chunk:
        if (chunk.step, chunk.number) != kill[:2]:
            return put(job, chunk)
        if kill[2] == "after":
            put(job, chunk)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Job, "put", dying)
        with pytest.raises(Killed):
            submit_job([articles], tmp_path / "out", options(batches))
    standing = submit_job([articles], tmp_path / "out", options(batches))
    assert standing == Standing(waiting=3, at_provider=3)
    assert (len(batches.inputs()), numbered(batches)) == (2, [["1", "2"], ["3"]])
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


def test_a_kill_while_requests_are_written_leaves_no_half_job(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 1)
    made: list[bytes] = []

    def dying(key: str, body: Mapping[str, Any]) -> bytes:
        if len(made) == 4:  # each is made to be measured, and to be written
            raise Killed
        made.append(request_line(key, body))
        return made[-1]

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "request_line", dying)
        with pytest.raises(Killed):
            submit_job([articles], tmp_path / "out", options(batches))
    submit_job([articles], tmp_path / "out", options(batches))
    assert numbered(batches) == [["1"], ["2"], ["3"]]


@pytest.mark.parametrize("call", ["POST /v1/files", "POST /v1/batches"])
def test_a_provider_that_does_it_and_breaks_off_is_not_asked_twice(
    batches: BatchServer, articles: Path, tmp_path: Path, call: str
) -> None:
    batches.faults = [(call, "after")]
    submit_job([articles], tmp_path / "out", options(batches))
    assert (len(batches.inputs()), len(batches.batches)) == (1, 1)


def test_a_provider_that_is_gone_in_between_is_asked_when_it_is_back(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    batches.faults = [("POST /v1/batches", "after"), ("GET /v1/batches", 500)]
    with pytest.raises(TransportError):
        submit_job([articles], tmp_path / "out", options(batches))
    assert read_json(tmp_path / "out" / "manifest.json")["status"] == "stopped"
    assert read_job_status(tmp_path / "out", options(batches)).chunks[0].batch_id == "batch_1"
    assert cancel_job(tmp_path / "out", options(batches))[0].status == "cancelling"
    batches.batches["batch_1"]["status"] = "validating"
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)
    assert (len(batches.inputs()), len(batches.batches)) == (1, 1)


def test_collect_submits_nothing(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.faults = [("POST /v1/batches", 400)]
    with pytest.raises(Exception, match="rejected the request"):
        submit_job([articles], tmp_path / "out", options(batches))
    assert collect_job(tmp_path / "out", options(batches), live=True) == Standing(waiting=3, to_submit=3)
    assert (batches.batches, batches.live_requests) == ({}, [])
    assert submit_job([articles], tmp_path / "out", options(batches)) == Standing(waiting=3, at_provider=3)


@pytest.mark.parametrize("target", ["write_failed", "add_spending", "collected"])
def test_a_kill_while_collecting_doubles_no_cost(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()

    def die(*_: Any, **changes: Any) -> Any:
        if target != "collected" or changes.get("step") == "collected":
            raise Killed
        return None

    owner = {
        "write_failed": "summarizer.runs.provider_batches.state.JobFiles.write_failed",
        "add_spending": "summarizer.runs.folder.RunFolder.add_spending",
        "collected": "summarizer.runs.provider_batches.state.Job.change",
    }[target]
    with monkeypatch.context() as patched:
        patched.setattr(owner, die)
        with pytest.raises(Killed):
            collect_job(tmp_path / "out", options(batches))
    assert read_job_status(tmp_path / "out", options(batches)).standing == Standing(waiting=3, at_provider=3)
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)
    assert read_job_status(tmp_path / "out", options(batches)).spent.requests == 3


def test_wrong_and_repeated_ids_in_an_output_do_no_harm(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    def spoil(lines: list[bytes]) -> list[bytes]:
        strange = {**json.loads(lines[0]), "custom_id": "request-1"}
        return [json.dumps(strange).encode(), *lines, *lines]

    batches.spoil = spoil
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches), on_message=told.append) == Standing(done=3)
    assert told == [
        "Chunk 1: completed, 3 of 3 answered, 0 failed.",
        "Chunk 1: 1 answer to unknown custom_ids, not used: request-1",
    ]
    assert read_job_status(tmp_path / "out", options(batches)).spent.requests == 3


def test_an_answer_to_another_chunks_request_is_not_used(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    first, second = (batches.input_lines(batch) for batch in batches.batches.values())

    def spoil(lines: list[bytes]) -> list[bytes]:
        return [line.replace(second[0]["custom_id"].encode(), first[0]["custom_id"].encode()) for line in lines]

    batches.spoil = spoil
    batches.finish()
    standing = collect_job(tmp_path / "out", options(batches), on_message=told.append)
    assert standing == Standing(done=2, waiting=1, to_submit=1)
    assert any("unknown custom_ids" in line for line in told)


def test_a_bad_line_costs_its_request_alone(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.spoil = lambda lines: [lines[0], lines[1][:40], lines[2]]
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    standing = collect_job(tmp_path / "out", options(batches), on_message=told.append)
    assert standing == Standing(done=2, waiting=1, to_submit=1)
    assert told[1].startswith("Chunk 1: 1 line cannot be read, the first is line 2: ")
    batches.spoil = lambda lines: lines
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


@pytest.mark.parametrize("gone", ["batch", "output"])
def test_a_batch_that_is_gone_holds_up_no_other_and_is_asked_live(
    batches: BatchServer, articles: Path, tmp_path: Path, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 1)
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    output = batches.batches["batch_1"]["output_file_id"]
    del (batches.batches if gone == "batch" else batches.files)["batch_1" if gone == "batch" else output]
    standing = collect_job(tmp_path / "out", options(batches), wait=True, on_message=told.append)
    assert (standing.done, standing.waiting, standing.at_provider) == (2, 1, 1)
    assert any("chunk 1: model 'fake'" in line.lower() and "404" in line for line in told)
    assert any(line.endswith("summarizer batch collect --live then asks its questions anew.") for line in told)
    assert not batches.live_requests
    standing = collect_job(tmp_path / "out", options(batches), live=True)
    assert (standing.done, standing.waiting, len(batches.live_requests)) == (3, 0, 1)


def test_answers_are_not_thrown_away_where_the_file_of_their_requests_is_gone(
    batches: BatchServer, articles: Path, tmp_path: Path
) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    requests = tmp_path / "out" / "batch" / "requests-0001.jsonl"
    content = requests.read_bytes()
    requests.unlink()
    with pytest.raises(RunFolderError, match=r"requests-0001\.jsonl: 0 of its 3 requests are there.*Put the file back"):
        collect_job(tmp_path / "out", options(batches))
    requests.write_bytes(content)
    assert collect_job(tmp_path / "out", options(batches)).done == 3


def test_an_output_that_breaks_off_is_fetched_again(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    batches.cuts = 2
    with pytest.raises(TransportError, match="broke off"):
        collect_job(tmp_path / "out", options(batches))
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


def test_collect_waits_until_all_have_ended(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    told: list[str] = []
    submit_job([articles], tmp_path / "out", options(batches))
    assert collect_job(tmp_path / "out", options(batches)) == Standing(waiting=3, at_provider=3)
    batches.moves_on = True
    assert collect_job(tmp_path / "out", options(batches), wait=True, on_message=told.append) == Standing(done=3)
    assert told[0] == "2 batches under way (in_progress): 0 of 3 requests."


def test_collect_waits_through_an_outage(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "FIRST_WAIT_S", 0.01)
    told, ours = list[str](), options(batches)
    submit_job([articles], tmp_path / "out", ours)
    batches.faults = [("GET /v1/batches", 503)] * 2
    with pytest.raises(TransportError):
        collect_job(tmp_path / "out", ours)
    batches.faults, batches.moves_on = [("GET /v1/batches", 503)] * 2, True
    assert collect_job(tmp_path / "out", ours, wait=True, on_message=told.append) == Standing(done=3)
    assert told[0].startswith("Chunk 1 is looked at again later: Model 'fake'")


def test_a_run_is_refused_while_batches_are_under_way(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    for resume in (True, False):
        with pytest.raises(RunFolderError, match="Collect them first: summarizer batch collect"):
            run_batch([articles], tmp_path / "out", options(batches), resume=resume)
    assert batches.live_requests == []
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches), live=True) == Standing(done=3)
    assert run_batch([articles], tmp_path / "out", options(batches)).skipped == 3


def test_one_batch_that_is_gone_keeps_no_other_from_being_cancelled(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    submit_job([articles], tmp_path / "out", options(batches))
    del batches.batches["batch_1"]
    gone, found = read_job_status(tmp_path / "out", options(batches)).chunks
    assert ("404" in str(gone.trouble), found.trouble) == (True, None)
    gone, found = cancel_job(tmp_path / "out", options(batches))
    assert ("404" in str(gone.trouble), found.status, found.trouble) == (True, "cancelling", None)


def test_live_asks_what_is_in_no_batch(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    ours = options(batches, prompt="incident/compact")
    submit_job([articles], tmp_path / "out", ours)
    batches._advance(batches.batches["batch_1"])
    while batches.batches["batch_1"]["status"] != "completed":
        batches._advance(batches.batches["batch_1"])
    standing = collect_job(tmp_path / "out", ours, live=True)
    assert standing == Standing(done=2, waiting=1, at_provider=1)
    assert [kind_of(request) for request in batches.live_requests] == ["abstract"] * 2
    origins = [
        [attempt["origin"] for attempt in row["provenance"]["attempts"]]
        for row in rows(tmp_path / "out" / "summaries.jsonl")
    ]
    assert origins == [["batch", "live"]] * 2
    assert read_job_status(tmp_path / "out", ours).spent.requests == 4


def test_a_live_failure_is_explained_and_paid_once(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    batches.answer = lambda request: completion("{}") if about(2, request) else speak()(request)
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches), live=True) == Standing(done=2, failed=1)
    assert rows(tmp_path / "out" / "failures.jsonl")[0]["code"] == "invalid_answer"
    assert read_job_status(tmp_path / "out", options(batches)).spent.requests == 5


def test_the_cache_answers_before_the_batch(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    ours = options(batches, cache_path=tmp_path / "cache.sqlite3")
    run_batch([articles / "002.txt"], tmp_path / "live", ours)
    assert submit_job([articles], tmp_path / "out", ours) == Standing(done=1, waiting=2, at_provider=2)
    (record,) = rows(tmp_path / "out" / "summaries.jsonl")
    assert record["provenance"]["attempts"][0]["origin"] == "cache"


def test_what_a_batch_answered_is_asked_nowhere_again(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    ours = options(batches, cache_path=tmp_path / "cache.sqlite3")
    submit_job([articles], tmp_path / "out", ours)
    batches.finish()
    assert collect_job(tmp_path / "out", ours) == Standing(done=3)
    assert run_batch([articles], tmp_path / "live", ours).done == 3
    assert submit_job([articles], tmp_path / "again", ours) == Standing(done=3)
    assert (len(batches.batch_requests), batches.live_requests) == (3, [])


def test_a_request_that_no_file_may_hold_is_an_explained_failure(
    batches: BatchServer, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "002.txt").write_text(TEXT * 100)
    monkeypatch.setattr(request_files, "MOST_BYTES", 20_000)
    standing = submit_job([articles], tmp_path / "out", options(batches))
    assert standing == Standing(waiting=2, at_provider=2, failed=1)
    assert numbered(batches) == [["1"], ["3"]]
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert (failure["code"], failure["path"]) == ("request_too_large", str(articles / "002.txt"))
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches), live=True) == Standing(done=3)


def test_inputs_that_cannot_be_read_stay_explained(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    (articles / "blank.txt").write_text(" ")
    (articles / "copy.txt").write_bytes((articles / "001.txt").read_bytes())
    standing = submit_job([articles, tmp_path / "gone.txt"], tmp_path / "out", options(batches))
    assert standing == Standing(waiting=3, at_provider=3, failed=3)
    batches.finish()
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3, failed=3)
    assert {row["code"] for row in rows(tmp_path / "out" / "failures.jsonl")} == {"empty", "duplicate", "missing"}


def test_a_jobs_own_files_are_no_inputs(batches: BatchServer, tmp_path: Path) -> None:
    write_articles(tmp_path, 2, tell)
    for _ in range(2):
        standing = submit_job([tmp_path], tmp_path / "out", options(batches))
        assert standing == Standing(waiting=2, at_provider=2)
    assert is_run_file(tmp_path / "out" / "batch" / "articles.jsonl")
    assert not is_run_file(tmp_path / "batch" / "articles.jsonl")


def test_other_settings_are_refused(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    submit_job([articles], tmp_path / "out", options(batches))
    batches.finish()
    with pytest.raises(RunFolderError, match="seed: None then, 7 now"):
        collect_job(tmp_path / "out", options(batches, seed=7))
    with pytest.raises(RunFolderError, match="prompt"):
        submit_job([articles], tmp_path / "out", options(batches, prompt="incident/compact"))
    assert collect_job(tmp_path / "out", options(batches)) == Standing(done=3)


@pytest.mark.parametrize("call", [collect_job, cancel_job, read_job_status])
def test_a_folder_without_a_job_is_refused(batches: BatchServer, tmp_path: Path, call: Callable[..., Any]) -> None:
    with pytest.raises(RunFolderError, match="no batch job here"):
        call(tmp_path / "out", options(batches))
    assert not (tmp_path / "out").exists()
    (tmp_path / "out" / "batch").mkdir(parents=True)
    (tmp_path / "out" / "batch" / "state.json").write_text("{}")
    with pytest.raises(RunFolderError, match="not the state of a batch job"):
        call(tmp_path / "out", options(batches))


@pytest.mark.parametrize("model", ["embedded", "anthropic/claude-x", "nonsense"])
def test_models_without_batches_are_refused(articles: Path, tmp_path: Path, model: str) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot be asked by batch\. Use --model openai/NAME"):
        submit_job([articles], tmp_path / "out", Options(model=model))
    assert not (tmp_path / "out").exists()


def test_a_key_is_never_on_disk(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    mine = options(batches, api_key=SecretStr(KEY))
    batches.answer = lambda request: error_reply(500, f"Not {KEY}") if about(2, request) else speak()(request)
    batches.error_message = f"Bad key {KEY}"
    batches.faults = [("POST /v1/batches", 400)]
    with pytest.raises(Exception, match=r"\[key\]"):
        submit_job([articles], tmp_path / "out", mine)
    submit_job([articles], tmp_path / "out", mine, settings={"model": "fake"})
    batches.finish()
    collect_job(tmp_path / "out", mine)
    submit_job([articles], tmp_path / "out", mine)
    batches.fail({"code": "bad_key", "message": f"Bad {KEY}"})
    collect_job(tmp_path / "out", mine)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) > 8
    assert all(KEY.encode() not in path.read_bytes() for path in files)


def test_articles_come_back_whole(tmp_path: Path) -> None:
    text = (
        "title: A day\ndate: 2024-03-02\n\nLIMA, 20 Aug 88 (EFE) -- A bomb \ud800 killed 12\u2028people.\r\nSo it was."
    )
    first = article_from_text(text, path="a/b.txt", source="EFE", url="http://x/", title="Über")
    second = article_from_text(TEXT)
    store = StoredArticles(tmp_path / "articles.jsonl")
    store.add([first, second, first])
    with (tmp_path / "articles.jsonl").open("ab") as file:
        file.write(dump_article(article_from_text("Torn."))[:-5])
    again = StoredArticles(tmp_path / "articles.jsonl")
    assert list(again) == [first, second]
    assert again.positions == {first.article_id: 0, second.article_id: 1}
    third: Article = article_from_text("Third.")
    again.add([third])
    assert list(StoredArticles(tmp_path / "articles.jsonl")) == [first, second, third]


def test_requests_are_split_by_number_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = JobFiles(tmp_path)
    files.folder.mkdir()
    lines = [request_line(f"{number:064x}", {"text": "é" * number}) for number in range(5)]
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 2)
    chunks = write_requests(files, iter(lines), first=3)
    assert [(chunk.number, chunk.requests) for chunk in chunks] == [(3, 2), (4, 2), (5, 1)]
    assert files.requests(3).read_bytes() == b"".join(lines[:2])
    assert list(read_keys(files.requests(5))) == [f"{4:064x}"]
    monkeypatch.setattr(request_files, "MOST_REQUESTS", 50)
    monkeypatch.setattr(request_files, "MOST_BYTES", sum(map(len, lines[:3])))
    chunks = write_requests(files, iter(lines), first=6)
    assert [chunk.requests for chunk in chunks] == [3, 2]
    assert all(chunk.size_bytes == files.requests(chunk.number).stat().st_size for chunk in chunks)
    assert write_requests(files, iter(()), first=8) == []


@pytest.fixture
def cli(cli: Cli) -> Cli:
    return partial(cli, "batch")


@pytest.mark.usefixtures("articles")
def test_the_command_line_from_submit_to_records(cli: Cli, batches: BatchServer, tmp_path: Path) -> None:
    Path("prices.json").write_text('{"models": {"fake": {"input": 10, "output": 100, "batch_factor": 0.5}}}')
    submit = ("submit", "in", "--out", "out", "--model", "fake", "--base-url", batches.url, "--prices", "prices.json")
    done = cli(*submit, "--prompt", "incident/compact")
    assert (done.code, done.out) == (0, "")
    again = ("--base-url", batches.url)
    job = f"out --base-url {batches.url}"
    look, take = f"summarizer batch status {job}", f"summarizer batch collect {job}"
    assert done.err.splitlines() == [
        "Chunk 1: 3 requests are batch batch_1.",
        "0 articles done, 3 waiting, 0 failed.",
        f"3 questions are at the provider. Look with: {look}; then: {take}",
    ]
    batches.advance()
    told = cli("status", "out", *again).out.splitlines()
    assert re.fullmatch(r"out: batch job [0-9a-f]{32}, model fake", told[0])
    assert told[1:] == [
        "chunk 1: batch_1, in_progress: 0 completed, 0 failed of 3, expires 2026-09-22T14:13+00:00",
        "0 articles done, 3 waiting, 0 failed.",
        "0 questions wait for the next submit.",
        "Cost so far: $0.0000 for 0 requests.",
    ]
    batches.finish()
    done = cli("collect", "out", *again)
    assert done.err.splitlines()[-1] == f"3 questions wait: submit again, or: {take} --live"
    cli(*submit, "--prompt", "incident/compact")
    batches.finish()
    done = cli("collect", "out", "--wait", *again)
    assert (done.code, done.err.splitlines()[-1]) == (0, "3 articles done, 0 waiting, 0 failed.")
    status = json.loads(cli("status", "out", "--json", *again).out)
    assert [chunk["step"] for chunk in status["chunks"]] == ["collected", "collected"]
    assert status["standing"] == {"done": 3, "failed": 0, "waiting": 0, "at_provider": 0, "to_submit": 0}
    assert status["spent"]["cost_usd"] == pytest.approx(6 * 0.5 * (100 * 10 + 20 * 100) / 1e6)
    assert JobFiles(tmp_path / "out").require().settings["prices"] == str(tmp_path / "prices.json")


def test_failed_articles_and_cancelling_on_the_command_line(cli: Cli, batches: BatchServer, articles: Path) -> None:
    (articles / "blank.txt").write_text(" ")
    done = cli("submit", "in", "-o", "out", "--model", "fake", "--base-url", batches.url)
    assert (done.code, done.err.splitlines()[-1]) == (1, f"See {Path('out', 'failures.jsonl')}.")
    assert cli("cancel", "out", "--base-url", batches.url).out == (
        "chunk 1: batch_1, cancelling: 0 completed, 0 failed of 3, expires 2026-09-22T14:13+00:00\n"
    )
    del batches.batches["batch_1"]
    done = cli("cancel", "out", "--base-url", batches.url)
    assert (done.code, ". The provider could not be asked about it: Model 'fake'" in done.out) == (1, True)


def test_a_folder_without_articles_is_told(cli: Cli, batches: BatchServer) -> None:
    Path("empty").mkdir()
    done = cli("submit", "empty", "-o", "out", "--model", "fake", "--base-url", batches.url)
    assert (done.code, batches.batches) == (0, {})
    assert done.err.startswith("No article was found in empty. ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["submit", "in"], 2, "Missing option '--model'"),
        (["submit", "in", "--model", "embedded"], 3, "cannot be asked by batch"),
        (["submit", "in", "--model", "openai/gpt-x"], 3, "needs a key"),
        (["status", "nowhere"], 3, "nowhere: no batch job here"),
        (["collect", "nowhere"], 3, "no batch job here"),
        (["cancel", "nowhere"], 3, "no batch job here"),
    ],
)
@pytest.mark.usefixtures("articles")
def test_what_cannot_work_is_told(cli: Cli, arguments: list[str], code: int, words: str) -> None:
    done = cli(*arguments)
    assert done.code == code
    assert words in re.sub(r"\x1b\[[0-9;]*m", "", done.err)
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("articles")
def test_a_job_with_files_of_its_own_goes_on_from_another_folder(
    cli: Cli, batches: BatchServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ROOT / "prompts" / "incident" / "compact.v1.md"
    Path("mine.md").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    Path("prices.json").write_text('{"models": {"fake": {"input": 10, "output": 100}}}')
    again = ("--base-url", batches.url)
    cli("submit", "in", "-o", "out", "--model", "fake", *again, "--prompt", "mine.md", "--prices", "prices.json")
    batches.finish()
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert cli("status", tmp_path / "out", *again).code == 0
    done = cli("collect", tmp_path / "out", *again)
    assert done.err.splitlines()[-1].startswith("3 questions wait: submit again")


@pytest.mark.usefixtures("articles")
def test_a_changed_prompt_file_is_refused_on_collect(cli: Cli, batches: BatchServer) -> None:
    shipped = (ROOT / "prompts" / "incident" / "compact.v1.md").read_text(encoding="utf-8")
    source = shipped.replace("id: incident/compact", "id: mine/compact")
    Path("mine.md").write_text(source, encoding="utf-8")
    cli("submit", "in", "-o", "out", "--model", "fake", "--base-url", batches.url, "--prompt", "mine.md")
    batches.finish()
    Path("mine.md").write_text(source + "\nBe brief.\n", encoding="utf-8")
    done = cli("collect", "out", "--base-url", batches.url)
    assert done.code == 3
    assert "holds a run with other settings (prompt: " in done.err


@pytest.mark.parametrize("command", ["status", "collect", "cancel"])
@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ({"api_key_env": "OTHER_SECRET"}, "--api-key-env OTHER_SECRET"),
        ({"base_url": "http://127.0.0.1:9/v1"}, "--base-url http://127.0.0.1:9/v1"),
        ({"schema": "planted:Model"}, "--schema planted:Model"),
    ],
)
@pytest.mark.usefixtures("articles")
def test_a_folders_word_sends_no_key_and_runs_no_code(
    cli: Cli, batches: BatchServer, command: str, planted: dict[str, str], told: str
) -> None:
    Path("planted.py").write_text("open('ran', 'w')\n")
    submit = ("submit", "in", "-o", "out", "--model", "openai/fake", "--base-url", batches.url)
    cli(*submit)
    state = Path("out", "batch", "state.json")
    row = read_json(state)
    row["settings"] = {**row["settings"], "base_url": None, **planted}
    state.write_text(json.dumps(row))
    seen = len(batches.calls)
    done = cli(command, "out")
    assert (done.code, told in done.err) == (3, True)
    assert len(batches.calls) == seen
    assert not Path("ran").exists()


def test_a_cache_in_trouble_stops_no_job(batches: BatchServer, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"no database at all" * 100)
    told = list[str]()
    submit_job([articles], tmp_path / "out", options(batches, cache_path=tmp_path / "cache"), on_message=told.append)
    batches.finish()
    mine = options(batches, cache_path=tmp_path / "cache")
    assert collect_job(tmp_path / "out", mine, on_message=told.append) == Standing(done=3)
    assert sum(line.startswith("Going on without the answer cache") for line in told) == 2, "once a command"


@pytest.mark.usefixtures("articles")
def test_the_address_that_the_environment_gave_is_kept(
    cli: Cli, batches: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", batches.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert cli("submit", "in", "-o", "out", "--model", "openai/fake").code == 0
    assert JobFiles(Path("out")).require().settings["base_url"] == batches.url
    assert cli("status", "out").code == 0, "the environment still says so"
    monkeypatch.delenv("OPENAI_BASE_URL")
    done = cli("status", "out")
    assert (done.code, f"--base-url {batches.url}" in done.err) == (3, True)
    assert cli("status", "out", "--base-url", batches.url).code == 0


@pytest.mark.usefixtures("articles")
def test_a_moment_that_no_calendar_has_is_left_out(cli: Cli, batches: BatchServer) -> None:
    cli("submit", "in", "-o", "out", "--model", "fake", "--base-url", batches.url)
    for batch in batches.batches.values():
        batch["expires_at"] = 10**15
    done = cli("status", "out", "--base-url", batches.url)
    assert (done.code, "expires" in done.out) == (0, False)
