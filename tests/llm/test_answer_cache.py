"""Answers kept across runs."""

import sqlite3
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.llm.answer_cache import AnswerCache, default_cache_path


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
        one.flush()
        two.flush()
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
    cache = AnswerCache(tmp_path / "a")
    other = sqlite3.connect(tmp_path / "a")
    other.execute("DROP TABLE answers")
    other.close()
    cache.put("k", "1")
    with pytest.raises(ConfigurationError, match="no such table"):
        cache.close()


def test_new_answers_are_written_a_few_at_a_time(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a", write_after_s=3600.0) as one, AnswerCache(tmp_path / "a") as two:
        for number in range(70):
            one.put(str(number), "{}")
            assert one.get(str(number)) == ("{}", "cache")
        assert len(two) == 64
    with AnswerCache(tmp_path / "a") as three:
        assert len(three) == 70


def test_a_slow_models_answers_are_written_as_they_come(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a", write_after_s=0.0) as one, AnswerCache(tmp_path / "a") as two:
        one.put("k", "{}")
        assert two.get("k") is not None
    with AnswerCache(tmp_path / "a", write_after_s=3600.0) as one, AnswerCache(tmp_path / "a") as two:
        one.put("l", "{}")
        assert two.get("l") is None


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
