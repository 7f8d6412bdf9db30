"""Answers kept across runs."""

import json
import resource
import sqlite3
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from fake_server import FakeServer, Reply, completion
from fakes import TEXT, bulletin, fake_summarizer, full, speak
from run_rows import write_articles

from summarizer import Options
from summarizer.errors import ConfigurationError
from summarizer.llm.answer_cache import AnswerCache, default_cache_path
from summarizer.runs.running import run_batch
from summarizer.schemas.record import Attempt


def test_an_answer_is_there_for_the_next_run(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "deep" / "answers.sqlite3") as first:
        assert first.get("k") is None
        first.put("k", "{}")
        first.put("k", '{"a":1}')
    with AnswerCache(tmp_path / "deep" / "answers.sqlite3", origin="batch") as second:
        assert second.get("k") == ('{"a":1}', "batch")
        assert len(second) == 1


def test_two_at_once_see_each_others_answers(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a") as one, AnswerCache(tmp_path / "a") as two:
        one.put("k", "1")
        two.put("l", "2")
        assert [one.get("l"), two.get("k")] == [("2", "cache"), ("1", "cache")]


def test_clearing_forgets_everything(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a") as cache:
        cache.put("k", "x" * 100_000)
        cache.clear()
        assert len(cache) == 0
        assert cache.get("k") is None


def test_a_file_that_is_no_cache_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no database at all" * 100)
    with pytest.raises(ConfigurationError, match=r"a: the answer cache cannot be used: .*--no-cache"):
        AnswerCache(tmp_path / "a")


def test_a_folder_that_cannot_be_made_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="--no-cache"):
        AnswerCache(tmp_path / "file" / "answers.sqlite3")


def test_trouble_in_the_middle_is_explained_too(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a") as cache:
        other = sqlite3.connect(tmp_path / "a")
        other.execute("DROP TABLE answers")
        other.close()
        with pytest.raises(ConfigurationError, match="no such table"):
            cache.put("k", "1")


@pytest.mark.parametrize("damage", [b"no zlib", "text", None])
def test_a_damaged_answer_is_none(tmp_path: Path, damage: object) -> None:
    with AnswerCache(tmp_path / "a") as cache:
        cache.put("k", "{}")
    other = sqlite3.connect(tmp_path / "a")
    if damage is not None:
        other.execute("UPDATE answers SET body = ?", (damage,))
        other.commit()
    other.close()
    with AnswerCache(tmp_path / "a") as cache:
        assert cache.get("k") == (("{}", "cache") if damage is None else None)


def test_the_cache_lies_in_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    assert default_cache_path() == tmp_path / "answers.sqlite3"
    monkeypatch.delenv("SUMMARIZER_CACHE_DIR")
    assert default_cache_path().parent.name == "summarizer"


@pytest.mark.parametrize("named", ["~nobody-of-that-name/kept", ""], ids=["named", "no home"])
def test_a_user_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", named)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("os.getuid", lambda: 2**31 - 7)
    with pytest.raises(ConfigurationError, match=r"cannot be told: .*Set SUMMARIZER_CACHE_DIR.*--no-cache"):
        default_cache_path()


def in_dialect(**changes: Any) -> Reply:
    """A good answer with some fields changed, of its choice where that has them. Those that are None are left out."""
    body = json.loads(completion(json.dumps(full())).body)
    (choice,) = body["choices"]
    for name, value in changes.items():
        place = choice if name in choice else body
        place[name] = value
        if value is None:
            del place[name]
    return Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "changes",
    [
        {"service_tier": "on_demand"},
        {"finish_reason": "eos"},
        {"finish_reason": None, "index": None},
        {"id": None, "created": None, "object": None, "model": None},
        {"created": 0.5, "object": "chat.completions", "system_fingerprint": 7},
        {"usage": {"prompt_tokens": 100, "completion_tokens": 20}},
        {"usage": {"prompt_tokens": 100, "completion_tokens": 20, "prompt_tokens_details": []}},
        {"note": "\ud800"},
    ],
    ids=str,
)
def test_an_answer_in_a_servers_dialect_is_found_again(
    server: FakeServer, tmp_path: Path, changes: dict[str, Any]
) -> None:
    server.default = in_dialect(**changes)
    made: list[Attempt] = []
    for _ in range(2):
        with fake_summarizer(server, cache_path=tmp_path / "a") as summarizer:
            made += summarizer.summarize(TEXT).provenance.attempts
    assert [(attempt.origin, attempt.prompt_tokens) for attempt in made] == [("live", 100), ("cache", 100)]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", "[" * 100_000, '{"choices":[]}', '{"choices":[7]}', '{"choices":[{"message":{"content":7}}]}'],
)
def test_what_is_stored_and_no_answer_is_asked_for_anew(server: FakeServer, tmp_path: Path, body: str) -> None:
    server.default = speak()
    for _ in range(2):
        with fake_summarizer(server, cache_path=tmp_path / "a") as summarizer:
            summarizer.summarize(TEXT)
        with sqlite3.connect(tmp_path / "a") as other:
            other.execute("UPDATE answers SET body = ?", (zlib.compress(body.encode()),))
        other.close()
    assert len(server.requests) == 2


def run_with_cache(server: FakeServer, tmp_path: Path, path: Path) -> tuple[int, int, list[str]]:
    """How many articles of 8 were done and how many failed, and what was told of the cache."""
    server.default = speak()
    articles = write_articles(tmp_path / "in", 8)
    said: list[str] = []
    options = Options(model="fake", base_url=server.url, concurrency=4, cache_path=path)
    final = run_batch([articles], tmp_path / "out", options, on_message=said.append)
    return final.done, final.failed, said


def assert_said_once(said: list[str], cause: str) -> None:
    (line,) = said
    assert line.startswith("Going on without the answer cache, nothing else is lost. ")
    assert cause in line


def test_a_run_goes_on_without_a_cache_that_is_none(server: FakeServer, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no database at all" * 100)
    done, failed, said = run_with_cache(server, tmp_path, tmp_path / "a")
    assert (done, failed, len(server.requests)) == (8, 0, 8)
    assert_said_once(said, "file is not a database")


def test_a_file_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, other.rollback).start()
    with AnswerCache(tmp_path / "a") as answers:
        answers.put("key", "body")
        assert answers.get("key") is not None
    other.close()


def test_a_run_goes_on_without_a_cache_that_is_locked(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.llm.answer_cache._BUSY_S", 0.2)
    with AnswerCache(tmp_path / "a"):
        pass
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    done, failed, said = run_with_cache(server, tmp_path, tmp_path / "a")
    other.close()
    assert (done, failed, len(server.requests)) == (8, 0, 8)
    assert_said_once(said, "database is locked")
    assert time.monotonic() - started < 10


def test_a_run_goes_on_without_a_cache_that_is_damaged_on_the_way(server: FakeServer, tmp_path: Path) -> None:
    server.default = speak()
    said: list[str] = []
    with fake_summarizer(server, cache_path=tmp_path / "a", on_progress=said.append) as summarizer:
        summarizer.summarize(TEXT)
        other = sqlite3.connect(tmp_path / "a")
        other.execute("DROP TABLE answers")
        other.close()
        for number in range(3):
            summarizer.summarize(bulletin(number))
    assert_said_once(said, "no such table")


def test_a_run_goes_on_without_a_cache_on_a_full_disk(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(AnswerCache):
        def put(self, key: str, body: str) -> None:
            self._execute("PRAGMA max_page_count = 1")
            super().put(key, body * 1000)

    monkeypatch.setattr("summarizer.llm.answer_cache.AnswerCache", Full)
    done, failed, said = run_with_cache(server, tmp_path, tmp_path / "a")
    assert (done, failed) == (8, 0)
    assert_said_once(said, "disk is full")


def test_with_too_few_files_to_open_nothing_is_asked(server: FakeServer, tmp_path: Path) -> None:
    """Tables that records are made with were opened after the first answers: all of them were paid for, and lost."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, hard))
    try:
        with pytest.raises(ConfigurationError, match=r"may open 32 files, and 16 .* need \d+\. .*ulimit"):
            fake_summarizer(server, concurrency=16, cache_path=tmp_path / "a").summarize(TEXT)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert not server.requests


@pytest.mark.parametrize("choices", ["[]", "null"])
def test_a_stored_answer_without_choices_is_asked_anew(server: FakeServer, tmp_path: Path, choices: str) -> None:
    server.default = speak()
    cache = tmp_path / "a"
    with fake_summarizer(server, cache_path=cache) as summarizer:
        summarizer.summarize(TEXT)
    empty = f'{{"id":"c","object":"chat.completion","created":0,"model":"m","choices":{choices}}}'
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE answers SET body = ?", (zlib.compress(empty.encode()),))
    database.close()
    asked = len(server.requests)
    for _ in range(2):
        with fake_summarizer(server, cache_path=cache) as summarizer:
            summarizer.summarize(TEXT)
    assert len(server.requests) == 2 * asked, "asked once more, and then stored"


def test_a_stored_bomb_is_no_answer(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join([*(packer.compress(bytes(2**20)) for _ in range(65)), packer.flush()])
    with AnswerCache(tmp_path / "a") as cache:
        cache.put("k", "{}")
        with sqlite3.connect(tmp_path / "a") as database:
            database.execute("UPDATE answers SET body = ?", (bomb,))
        database.close()
        assert cache.get("k") is None
