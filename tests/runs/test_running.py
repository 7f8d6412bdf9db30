"""Runs over files against a small server: what a run leaves behind, and how it is taken up again."""

import json
import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import start_run, wait_until
from fake_server import FakeServer, Reply, error_reply
from fakes import TEXT, fake_options, reject, speak
from pydantic import BaseModel, SecretStr
from run_rows import count_rows, manifest, rows, write_articles

from summarizer import Options
from summarizer.errors import ConfigurationError, RunFolderError, SchemaError
from summarizer.runs.folder import RunFolder
from summarizer.runs.manifest import fingerprint
from summarizer.runs.progress import Progress
from summarizer.runs.records import read_records
from summarizer.runs.running import RunLimits, count_inputs, run_batch

options = partial(fake_options, concurrency=2)
pytestmark = pytest.mark.usefixtures("speaking")

KEY = "sk-planted-0123456789abcdef"


def test_a_file_that_is_named_twice_is_read_once(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_articles(tmp_path / "in", 3)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to("in")
    named = [Path("in/002.txt"), articles, Path("in"), articles / "003.txt", Path("in/../link/001.txt"), Path("link")]
    final = run_batch(named, tmp_path / "out", options(server))
    assert (final.total, final.done, final.failed) == (3, 3, 0)


def test_a_run_leaves_records_texts_failures_and_a_manifest(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 3)
    out = tmp_path / "out"
    final = run_batch([articles], out, options(server))
    assert (final.total, final.done, final.failed, final.skipped) == (3, 3, 0, 0)
    spent = final.spent
    assert (spent.articles, spent.requests, spent.prompt_tokens, spent.completion_tokens) == (3, 3, 300, 60)
    assert spent.cost_usd is None
    texts = {row["article_id"]: row["text"] for row in rows(out / "articles.jsonl")}
    records = rows(out / "summaries.jsonl")
    assert {record["article"]["path"] for record in records} == {str(path) for path in articles.iterdir()}
    for record in records:
        text = texts[record["article"]["article_id"]]
        for victim in record["incidents"][0]["victims"]:
            for evidence in victim["evidence"]:
                assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert set(records[0]) == {
        "schema_version",
        "article",
        "summary",
        "key_sentences",
        "incidents",
        "findings",
        "provenance",
    }
    assert rows(out / "failures.jsonl") == []
    told = manifest(out)
    assert told["status"] == "finished"
    assert told["counts"]["done"] == 3
    assert told["fingerprint"]["model"] == "fake"
    assert told["fingerprint"]["prompt"].startswith("incident/general@2 sha256:")
    assert {"package_version", "started", "updated", "seconds"} <= set(told)
    assert len(list(read_records(out))) == 3


def test_a_second_run_asks_nothing_again(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 3)
    run_batch([articles], tmp_path / "out", options(server))
    before = (tmp_path / "out" / "summaries.jsonl").read_bytes()
    asked = len(server.requests)
    final = run_batch([articles], tmp_path / "out", options(server))
    assert (final.done, final.skipped, len(server.requests)) == (0, 3, asked)
    assert (tmp_path / "out" / "summaries.jsonl").read_bytes() == before


def test_a_resumed_run_asks_only_about_what_failed_or_is_new(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 2)
    server.default = reject(2)
    assert run_batch([articles], tmp_path / "out", options(server)).failed == 1
    assert rows(tmp_path / "out" / "failures.jsonl")[0]["code"] == "request_rejected"
    write_articles(tmp_path / "in", 3)
    server.default = speak()
    server.requests.clear()
    final = run_batch([articles], tmp_path / "out", options(server))
    assert (final.done, final.failed, final.skipped, len(server.requests)) == (2, 0, 1, 2)
    assert rows(tmp_path / "out" / "failures.jsonl") == []
    assert len(rows(tmp_path / "out" / "articles.jsonl")) == 3


def test_files_that_cannot_be_read_become_failures_and_the_run_goes_on(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 2)
    (articles / "bad.json").write_text("{")
    (articles / "blank.txt").write_text(" ")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (articles / "copy.txt").write_bytes((articles / "001.txt").read_bytes())
    final = run_batch([articles, tmp_path / "gone.txt"], tmp_path / "out", options(server, concurrency=8))
    failures = rows(tmp_path / "out" / "failures.jsonl")
    assert (final.done, final.failed) == (2, 5)
    assert {Path(failure["path"]).name: failure["code"] for failure in failures} == {
        "bad.json": "malformed",
        "blank.txt": "empty",
        "binary.txt": "binary",
        "copy.txt": "duplicate",
        "gone.txt": "missing",
    }


def test_a_duplicate_does_not_disturb_its_first_while_that_waits(server: FakeServer, tmp_path: Path) -> None:
    server.default = lambda request: Reply(**{**speak()(request).__dict__, "hang_s": 0.3})
    path = tmp_path / "same.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    final = run_batch([path], tmp_path / "out", options(server))
    assert (final.total, final.done, final.failed) == (None, 1, 1)
    (failure,) = rows(tmp_path / "out" / "failures.jsonl")
    assert (failure["code"], failure["line"]) == ("duplicate", 2)


def test_the_files_of_runs_are_no_inputs_unless_named(server: FakeServer, tmp_path: Path) -> None:
    write_articles(tmp_path, 2)
    for _ in range(2):
        final = run_batch([tmp_path], tmp_path, options(server))
        assert (final.total, final.done + final.skipped, final.failed) == (2, 2, 0)
    other = run_batch([tmp_path], tmp_path / "other", options(server))
    assert (other.total, other.done) == (2, 2)
    named = run_batch([tmp_path / "articles.jsonl"], tmp_path / "named", options(server))
    assert (named.done, named.failed) == (2, 0)


def test_the_limit_counts_articles_and_reads_no_further(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 4)
    (articles / "003.txt").write_text(" ")
    final = run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(articles=2))
    assert (final.total, final.done, final.failed) == (2, 2, 0)
    final = run_batch([articles], tmp_path / "out", options(server), limits=RunLimits(articles=3))
    assert (final.total, final.done, final.failed, final.skipped) == (3, 1, 1, 2)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"seed": 7}, "seed: None then, 7 now"),
        ({"temperature": 0.5}, "temperature"),
        ({"prompt": "incident/compact"}, "prompt"),
        ({"model": "other"}, "model"),
        ({"context_tokens": 9000}, "context_tokens"),
    ],
)
def test_changed_settings_are_refused_by_name(
    server: FakeServer, tmp_path: Path, changes: dict[str, Any], name: str
) -> None:
    articles, out = write_articles(tmp_path / "in", 1), tmp_path / "out"
    run_batch([articles], out, options(server))
    asked = len(server.requests)
    with pytest.raises(RunFolderError, match=name):
        run_batch([articles], out, options(server, **changes))
    assert len(server.requests) == asked


def test_settings_that_do_not_change_answers_may_change(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    run_batch([articles], tmp_path / "out", options(server))
    changed = options(server, concurrency=5, timeout_s=9.0, api_key=SecretStr(KEY), max_attempts=2)
    assert run_batch([articles], tmp_path / "out", changed).skipped == 1


def test_no_resume_starts_afresh(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    run_batch([articles], tmp_path / "out", options(server))
    final = run_batch([articles], tmp_path / "out", options(server, seed=2), resume=False)
    assert (final.done, final.skipped) == (1, 0)
    assert len(rows(tmp_path / "out" / "summaries.jsonl")) == 1


def test_no_resume_that_cannot_begin_deletes_nothing(server: FakeServer, tmp_path: Path) -> None:
    articles, backup = write_articles(tmp_path / "in", 2), f"file://{tmp_path}/backup"
    pytest.importorskip("pyarrow", reason="needs the extra storage")
    run_batch([articles], tmp_path / "out", options(server), copy_to=backup)
    with pytest.raises(ConfigurationError, match="no provider that is known"):
        run_batch([articles], tmp_path / "out", Options(model="gpt-x"), resume=False, copy_to=backup)
    mistyped = run_batch([tmp_path / "inn"], tmp_path / "out", options(server), resume=False, copy_to=backup)
    assert mistyped.failed == 1
    with pytest.raises(ConfigurationError, match="no provider that is known"):
        run_batch([articles], tmp_path / "new", Options(model="gpt-x"), resume=False, copy_to=backup)
    for folder in ("out", "backup"):
        assert len(rows(tmp_path / folder / "summaries.jsonl")) == len(rows(tmp_path / folder / "ledger.jsonl")) == 2


def test_a_second_run_at_once_is_refused(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    with (
        RunFolder(tmp_path / "out", fingerprint={}, resume=True),
        pytest.raises(RunFolderError, match="another run is writing here"),
    ):
        run_batch([articles], tmp_path / "out", options(server))
    assert server.requests == []


def test_credentials_that_fail_stop_the_run(server: FakeServer, tmp_path: Path) -> None:
    server.default = error_reply(401, f"Incorrect API key provided: {KEY}")
    articles = write_articles(tmp_path / "in", 5)
    with pytest.raises(ConfigurationError, match="credentials") as caught:
        run_batch([articles], tmp_path / "out", options(server, api_key=SecretStr(KEY)))
    assert manifest(tmp_path / "out")["status"] == "stopped"
    assert KEY not in str(caught.value)
    assert len(server.requests) <= 3


def test_an_interrupt_is_told_in_the_manifest(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 3)

    def interrupt(progress: Progress) -> None:
        if progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch([articles], tmp_path / "out", options(server), on_progress=interrupt)
    assert manifest(tmp_path / "out")["status"] == "interrupted"
    kept = len(rows(tmp_path / "out" / "summaries.jsonl"))
    assert kept in {1, 2}, "results that come in together are written together"
    assert run_batch([articles], tmp_path / "out", options(server)).done == 3 - kept


def test_what_was_finished_when_a_run_was_interrupted_is_kept_and_in_the_ledger(
    server: FakeServer, tmp_path: Path
) -> None:
    articles = write_articles(tmp_path / "in", 4)
    go_on = threading.Event()

    def reply(request: dict[str, Any]) -> Reply:
        if "bulletin 1." not in str(request["messages"]):
            assert go_on.wait(20)
        return speak()(request)

    def interrupt(progress: Progress) -> None:
        if progress.done == 1:
            go_on.set()
            time.sleep(2.0)  # until the others' records are there, too
            raise KeyboardInterrupt

    server.default = reply
    with pytest.raises(KeyboardInterrupt):
        run_batch([articles], tmp_path / "out", options(server, concurrency=3), on_progress=interrupt)
    assert len(rows(tmp_path / "out" / "ledger.jsonl")) == len(server.requests) == 3
    assert len(rows(tmp_path / "out" / "summaries.jsonl")) == 3
    told = manifest(tmp_path / "out")
    assert (told["status"], told["counts"]["done"], told["spent"]["requests"]) == ("interrupted", 3, 3)
    assert run_batch([articles], tmp_path / "out", options(server)).done == 1


def test_an_interrupt_while_results_are_written_loses_none(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_articles(tmp_path / "in", 3)
    all_asked, go_on, add_summary = threading.Barrier(3), threading.Event(), RunFolder.add_summary

    def reply(request: dict[str, Any]) -> Reply:
        all_asked.wait(20)  # so that no article is left that may or may not be asked about before the interrupt
        if "bulletin 1." not in str(request["messages"]):
            assert go_on.wait(20)
        return speak()(request)

    def wait_for_others(progress: Progress) -> None:
        if progress.done == 1:
            go_on.set()
            time.sleep(2.0)  # until the others' records are there, too

    def interrupted(folder: RunFolder, *given: Any) -> None:
        if len(folder.done) == 1:
            signal.raise_signal(signal.SIGINT)
        add_summary(folder, *given)

    server.default = reply
    monkeypatch.setattr(RunFolder, "add_summary", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_batch([articles], tmp_path / "out", options(server, concurrency=3), on_progress=wait_for_others)
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(rows(tmp_path / "out" / "ledger.jsonl")) == len(rows(tmp_path / "out" / "summaries.jsonl")) == 3


def test_a_key_is_never_on_disk(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 2)
    trouble = error_reply(400, f"You sent {KEY} and Bearer {KEY}")
    server.default = reject(2, trouble)
    run_batch([articles], tmp_path / "out", options(server, api_key=SecretStr(KEY)))
    files = [path for path in (tmp_path / "out").iterdir() if path.is_file()]
    assert {"summaries.jsonl", "failures.jsonl", "manifest.json"} <= {path.name for path in files}
    assert all(KEY.encode() not in path.read_bytes() for path in files)
    assert "[key]" in rows(tmp_path / "out" / "failures.jsonl")[0]["message"]


def test_progress_is_told_after_each_article(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 2)
    (articles / "099.txt").write_text(" ")
    seen: list[Progress] = []
    run_batch([articles], tmp_path / "out", options(server), on_progress=seen.append)
    assert sorted(progress.done + progress.failed for progress in seen) == [1, 2, 3]
    events = [progress.latest for progress in seen if progress.latest]
    assert sorted((event.kind, Path(event.path or "").name, event.code) for event in events) == [
        ("done", "001.txt", None),
        ("done", "002.txt", None),
        ("failed", "099.txt", "empty"),
    ]


def test_pace_and_time_left_are_reckoned() -> None:
    halfway = Progress(total=10, done=3, failed=1, skipped=2, seconds=8.0)
    assert (halfway.per_minute, halfway.eta_s) == (22.5, 8.0), "articles done a minute, and all that are left"
    assert (Progress(total=10).per_minute, Progress(total=10).eta_s) == (0.0, None)
    assert Progress(total=None, done=3, seconds=1.0).eta_s is None
    assert Progress(total=3, done=5, seconds=1.0).eta_s == 0.0


def test_inputs_are_counted_where_that_is_known_beforehand() -> None:
    paths = [Path("1.txt"), Path("2.html"), Path("3.md")]
    assert (count_inputs(paths, None), count_inputs(paths, 2), count_inputs(paths, 9)) == (3, 2, 3)
    assert count_inputs([*paths, Path("more.JSONL")], None) is None


def test_the_fingerprint_knows_the_schema_and_no_secret() -> None:
    class Note(BaseModel):
        note: str

    mine = fingerprint(Options(answer_schema=Note, model="gpt-5-mini", api_key=SecretStr(KEY)))
    assert mine["schema"].startswith("test_the_fingerprint_knows_the_schema_and_no_secret.<locals>.Note sha256:")
    assert mine["prompt"].startswith("incident/general@")
    assert fingerprint(Options())["prompt"].startswith("incident/compact@")
    assert KEY not in json.dumps(mine)


class Undefined(BaseModel):
    of: "Nowhere"  # type: ignore[name-defined]  # noqa: F821 - what a user forgot


def test_a_schema_that_is_not_defined_is_refused_and_leaves_no_folder(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    with pytest.raises(SchemaError, match=r"Undefined has no JSON Schema: .*define `Nowhere`"):
        run_batch([articles], tmp_path / "out", options(server, answer_schema=Undefined))
    assert not (tmp_path / "out").exists()
    assert not server.requests


def test_a_killed_run_is_taken_up_where_it_was(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 8)
    out = tmp_path / "out"
    release = threading.Event()

    def reply(request: dict[str, Any]) -> Reply:
        if not release.is_set():
            time.sleep(0.25)
        return speak()(request)

    server.default = reply
    killed = start_run(server, articles, out, "--concurrency", "2")
    wait_until(lambda: count_rows(out / "summaries.jsonl") >= 3)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    release.set()
    assert manifest(out)["status"] == "running"
    kept = rows(out / "summaries.jsonl")
    done = {row["article"]["article_id"] for row in kept}
    asked_before = len(server.requests)
    final = run_batch([articles], out, Options(model="fake", base_url=server.url))
    assert (final.done, final.failed, final.skipped) == (8 - len(done), 0, len(done))
    ids = [row["article"]["article_id"] for row in rows(out / "summaries.jsonl")]
    assert len(ids) == len(set(ids)) == 8
    assert set(ids) >= done
    # What was on its way when the process was killed may reach the server only now: told are articles, not requests.
    asked = str([request["messages"] for request in server.requests[asked_before:]])
    assert {path for path in articles.iterdir() if f"bulletin {path.stem.lstrip('0')}." in asked} == {
        path for path in articles.iterdir() if str(path) not in {row["article"]["path"] for row in kept}
    }
    stored = [row["article_id"] for row in rows(out / "articles.jsonl")]
    assert sorted(stored) == sorted(ids)
    assert manifest(out)["status"] == "finished"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_out_folder_is_named(server: FakeServer, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RunFolderError, match="cannot be used"):
        run_batch([tmp_path], tmp_path / "out", options(server))
    tmp_path.chmod(0o700)
