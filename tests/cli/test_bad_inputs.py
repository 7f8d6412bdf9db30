"""Bad and odd inputs of every kind: no crash, no hang, nothing lost, nothing written elsewhere, an explained record."""

import hashlib
import json
import os
import signal
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bad_inputs import ALL, CASES, Bad, Case, Good, Outcome, make_input, outside
from fake_server import FakeServer
from fakes import EMPTY, TEXT, full, speak

from summarizer import Options
from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.cli.progress import JsonProgress, PlainProgress
from summarizer.runs.progress import Progress
from summarizer.runs.running import run_batch
from summarizer.values import Article, ArticleFailure

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names, links and modes of POSIX")

SECONDS = 20
PATH_MAX = 4096


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Ends what takes longer: a case that hangs fails, and the next ones run."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def label(path: Path) -> str:
    """A path as records show it."""
    return "".join(
        f"\\x{ord(char) - 0xDC00:02x}"
        if "\udc80" <= char <= "\udcff"
        else f"\\u{ord(char):04x}"
        if "\ud800" <= char <= "\udfff"
        else char
        for char in str(path)
    )


def check_article(article: Article, fact: Good) -> None:
    sentences = number_sentences(article)
    assert all(article.text[each.start : each.end] == each.text != "" for each in sentences)
    assert fact.text in (None, article.text)
    assert fact.holds in article.text
    assert not fact.lacks or fact.lacks not in article.text
    assert fact.title in (None, article.title)
    assert fact.sentences in (None, len(sentences))


def check_failure(failure: ArticleFailure, fact: Bad) -> None:
    assert (failure.code, failure.line) == (fact.code, fact.line)
    assert fact.words in failure.message
    assert failure.code == "duplicate" or ";" in failure.message, "what is wrong; what to do"


def test_there_are_enough_kinds() -> None:
    assert len(ALL) >= 130
    assert [name for name, count in Counter(case.name for case in ALL).items() if count > 1] == []


@pytest.mark.parametrize("case", CASES, ids=[ascii(case.name)[1:40] for case in CASES])
def test_each_kind_alone(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    if case.name == "copy-2.txt":
        (folder / "copy-1.txt").write_text("Copied text.")
    path = make_input(case, folder)
    with time_limit(SECONDS):
        outcomes = list(read_articles([path if case.given else folder]))
        assert len(outcomes) == len(case.outcomes) + (case.name == "copy-2.txt")
        for outcome, fact in zip(outcomes[-len(case.outcomes) :], case.outcomes, strict=False):
            assert str(outcome.path).startswith(label(path))
            if isinstance(outcome, Article):
                assert isinstance(fact, Good), outcome
                check_article(outcome, fact)
            else:
                assert isinstance(fact, Bad), outcome
                check_failure(outcome, fact)


def snapshot(folder: Path, *, without: Path) -> dict[str, tuple[object, ...]]:
    """Every name below a folder with kind, mode, size, time and content."""
    found: dict[str, tuple[object, ...]] = {}
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            facts = path.lstat()
        except OSError:
            continue
        content = b""
        if stat.S_ISREG(facts.st_mode) and facts.st_mode & 0o400:
            content = hashlib.sha256(path.read_bytes()).digest()
        found[os.fspath(path)] = (facts.st_mode, facts.st_size, facts.st_mtime_ns, content)
        if stat.S_ISDIR(facts.st_mode) and path != without:
            pending += path.iterdir()
    return found


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines, which must be UTF-8 without raw control characters."""
    text = path.read_bytes().decode("utf-8", "strict")
    assert not any(char < " " and char != "\n" for char in text)
    return [json.loads(line) for line in text.split("\n")[:-1]]


def expected(folder: Path, case: Case) -> Iterator[tuple[str, Outcome]]:
    """The label under which each outcome of a case is recorded."""
    path = folder / case.name
    depth = -(-(PATH_MAX - len(os.fspath(path))) // 201)
    below = {"folder.txt": "inside.txt", "folder-loop": "once.txt", "deep-folders": "/".join(["d" * 200] * depth)}
    path = path / below.get(case.name, "")
    for outcome in case.outcomes:
        yield label(path), outcome


def test_all_kinds_together(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    server.default = speak(article=full(EMPTY))
    folder, out, home = tmp_path / "in", tmp_path / "out", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("TMPDIR", str(home))
    ordinary = [folder / "0-first.txt", folder / "zz-last.txt"]
    for path in ordinary:
        path.write_text(f"{TEXT} So said {path.name}.", encoding="utf-8")
    given = [path for case in CASES for path in [make_input(case, folder)] if case.given]
    before = snapshot(tmp_path, without=out)

    shown, logged = PlainProgress(), JsonProgress()

    def tell(progress: Progress) -> None:
        shown.progress(progress)
        logged.progress(progress)

    options = Options(model="fake", base_url=server.url, timeout_s=20.0, concurrency=4, context_tokens=4_000_000)
    with time_limit(100):
        final = run_batch([folder, *given], out, options, on_progress=tell)

    after = snapshot(tmp_path, without=out)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} <= {
        str(out),
        str(tmp_path),
    }
    done = Counter(row["article"]["path"] for row in rows(out / "summaries.jsonl"))
    failed = Counter((row["path"], row["line"]) for row in rows(out / "failures.jsonl"))
    wanted = [pair for case in CASES for pair in expected(folder, case)]
    assert done == Counter([*map(str, ordinary), *(path for path, fact in wanted if isinstance(fact, Good))])
    assert failed == Counter((path, fact.line) for path, fact in wanted if isinstance(fact, Bad))
    assert (final.done, final.failed) == (done.total(), failed.total())
    printed = capfd.readouterr()
    assert not any(char < " " and char != "\n" for char in printed.out + printed.err)
    assert not set("\x7f\x9b\u202e") & set(printed.out + printed.err)
    assert outside(folder / "x").read_text() in {row["text"] for row in rows(out / "articles.jsonl")}


def test_a_run_that_is_fed_its_own_files_ends(server: FakeServer, tmp_path: Path) -> None:
    server.default = speak(article=full(EMPTY))
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("Twelve \0 died.")
    for name in ("articles", "failures", "summaries"):
        (folder / f"{name}-again.jsonl").symlink_to(out / f"{name}.jsonl")
    options = Options(model="fake", base_url=server.url, timeout_s=20.0)
    with time_limit(30):
        finals = [run_batch([folder], out, options) for _ in range(2)]
    assert all(final.done + final.skipped == 1 and final.failed < 12 for final in finals)
    assert len(server.requests) == 1
