"""Run folders: every finished article is on disk at once, and a run can be taken up again."""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from pydantic import BaseModel

from summarizer.errors import RunFolderError
from summarizer.schemas.record_v1 import Evidence, Sentence
from summarizer.schemas.record_v2 import CustomSummary, Summary, upgrade_record
from summarizer.values import Article, ArticleFailure

SUMMARIES = "summaries.jsonl"
ARTICLES = "articles.jsonl"
FAILURES = "failures.jsonl"
MANIFEST = "manifest.json"
LOCK = ".lock"
_ROWS = (SUMMARIES, ARTICLES, FAILURES)


class RunFolder:
    """A run's folder, held by one process at a time.

    ``fingerprint`` says what the answers depend on; a folder made with another is refused unless ``resume`` is off,
    which starts it afresh.

    Raises: RunFolderError where the folder cannot be used.
    """

    def __init__(self, path: Path, *, fingerprint: dict[str, Any], resume: bool) -> None:
        self.path = path
        self._fingerprint = fingerprint
        self._resume = resume
        self._stack = contextlib.ExitStack()
        self.done: set[str] = set()
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> Self:
        try:
            self._open()
        except OSError as error:
            self._stack.close()
            raise RunFolderError(
                f"{self.path}: the run folder cannot be used: {error}. Choose another --out."
            ) from error
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _open(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        self._stack.enter_context(_locked(self.path / LOCK))
        self._check_manifest()
        if not self._resume:
            for name in _ROWS:
                (self.path / name).unlink(missing_ok=True)
        self.done = set(_recover(self.path / SUMMARIES, "article", "article_id"))
        self._stored = set(_recover(self.path / ARTICLES, "article_id"))
        self.write_manifest({"status": "running"})
        for name, mode in ((SUMMARIES, "a"), (ARTICLES, "a"), (FAILURES, "w")):
            self._files[name] = self._stack.enter_context((self.path / name).open(mode, encoding="utf-8"))

    def _check_manifest(self) -> None:
        """Refuse a folder whose files are not those of a run, or of a run with other settings that is to go on."""
        manifest = self.path / MANIFEST
        if not manifest.exists():
            foreign = [name for name in _ROWS if (self.path / name).exists()]
            if foreign:
                raise RunFolderError(
                    f"{self.path} holds {foreign[0]} but no {MANIFEST}: not a run's folder. Choose another --out."
                )
            return
        try:
            old = dict(json.loads(manifest.read_text(encoding="utf-8"))["fingerprint"])
        except (ValueError, KeyError, TypeError) as error:
            raise RunFolderError(f"{manifest}: not a manifest of this program. Choose another --out.") from error
        changed = sorted(key for key in {*old, *self._fingerprint} if old.get(key) != self._fingerprint.get(key))
        if changed and self._resume:
            said = "; ".join(f"{key}: {old.get(key)!r} then, {self._fingerprint.get(key)!r} now" for key in changed)
            raise RunFolderError(
                f"{self.path} holds a run with other settings ({said}). Choose another --out, or start this one "
                "afresh with --no-resume."
            )

    def add_article(self, article: Article, sentences: Sequence[Sentence] = ()) -> None:
        """Keep an article's text and its sentences' spans in order of their numbers, once."""
        if article.article_id not in self._stored:
            self._stored.add(article.article_id)
            spans = [(sentence.start, sentence.end) for sentence in sentences]
            row = {"article_id": article.article_id, "path": article.path, "text": article.text, "sentences": spans}
            self._append(ARTICLES, json.dumps(row, ensure_ascii=_has_surrogates(article.text)))

    def add_summary(self, record: Summary | CustomSummary, text: str) -> None:
        """Append a record, durable when this returns. ``text`` is its article's, against which every span is held."""
        assert_spans(record, text)
        self._append(SUMMARIES, _dump(record))
        self.done.add(record.article.article_id)

    def add_failure(self, failure: ArticleFailure) -> None:
        """Append a failure. Failures are those of the latest run into the folder."""
        self._append(FAILURES, _dump(failure))

    def write_manifest(self, facts: dict[str, Any]) -> None:
        """Replace the manifest, all or nothing."""
        text = json.dumps({"fingerprint": self._fingerprint, **facts}, ensure_ascii=False, indent=2, default=str)
        with _explained(self.path / MANIFEST):
            write_atomically(self.path / MANIFEST, text + "\n")

    def _append(self, name: str, line: str) -> None:
        file = self._files[name]
        with _explained(self.path / name):
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Writing to a file, with the system's refusal (a full disk) as a RunFolderError."""
    try:
        yield
    except OSError as error:
        raise RunFolderError(
            f"{path}: cannot be written: {error}. Mend that; the same command then goes on from what is there."
        ) from error


def is_run_file(path: Path) -> bool:
    """Whether a path is one of the files that a run wrote into its folder."""
    return path.name in (*_ROWS, MANIFEST) and all((path.parent / name).exists() for name in (LOCK, MANIFEST))


def _dump(value: BaseModel) -> str:
    try:
        return value.model_dump_json()
    except ValueError:  # lone surrogates have no UTF-8; JSON can still escape them
        return json.dumps(value.model_dump(mode="python"), ensure_ascii=True, default=str)


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def assert_spans(record: BaseModel, text: str) -> None:
    """Every evidence and sentence of a record is the text's own slice. Raises: AssertionError naming the span."""
    for span in _spans(record):
        if text[span.start : span.end] != span.text:
            raise AssertionError(f"evidence {span!r} is not text[{span.start}:{span.end}]")


def _spans(node: Any) -> Iterator[Evidence]:
    if isinstance(node, BaseModel):
        fields = type(node).model_fields
        if {"start", "end", "text"} <= set(fields):
            yield node  # type: ignore[misc]
        for name in fields:
            yield from _spans(getattr(node, name))
    elif isinstance(node, (tuple, list)):
        for item in node:
            yield from _spans(item)


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or none of it."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _recover(path: Path, *keys: str) -> Iterator[str]:
    """The value under the keys of each row of a JSON Lines file, a last line that a crash left torn being cut off."""
    if not path.exists():
        return
    good = 0
    with path.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            try:
                value = json.loads(line)
                for key in keys:
                    value = value[key]
            except (ValueError, KeyError, TypeError) as error:
                raise RunFolderError(f"{path}: damaged at byte {good}. Start afresh with --no-resume.") from error
            good += len(line)
            yield str(value)
        file.truncate(good)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock file for this process; the system lets go of it when the process ends, however it ends."""
    with path.open("w") as file:
        try:
            _lock(file)
        except OSError as error:
            raise RunFolderError(
                f"{path.parent}: another run is writing here. Wait for it, or choose another --out."
            ) from error
        yield


def _lock(file: IO[str]) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:  # pragma: no cover - Windows
        import msvcrt  # noqa: PLC0415 - only on Windows

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StoredArticle(NamedTuple):
    """An article's text as a run folder keeps it, and its sentences' spans in order of their numbers."""

    text: str = ""
    sentences: Sequence[tuple[int, int]] = ()


def read_records(path: Path) -> Iterator[tuple[Summary | CustomSummary, StoredArticle]]:
    """The records of a run folder with their articles, in the order they were written.

    Raises: RunFolderError where this is no run folder, or a record is damaged.
    """
    summaries = path / SUMMARIES
    if not summaries.is_file():
        raise RunFolderError(f"{path}: no {SUMMARIES} here. Give the folder that 'summarizer run --out' wrote.")
    articles = {
        row.get("article_id"): StoredArticle(str(row.get("text", "")), row.get("sentences", ()))
        for row in _read_rows(path / ARTICLES)
    }
    for number, row in enumerate(_read_rows(summaries), start=1):
        kind: type[Summary | CustomSummary] = CustomSummary if "answer" in row else Summary
        try:
            record = kind.model_validate(upgrade_record(row))
        except ValueError as error:
            raise RunFolderError(f"{summaries}: line {number} is no record: {error}") from error
        yield record, articles.get(record.article.article_id, StoredArticle())


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file but for a torn last one; none where there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.endswith(b"\n"):
                try:
                    yield dict(json.loads(line))
                except (ValueError, TypeError) as error:
                    raise RunFolderError(f"{path}: line {number} is damaged: {error}") from error
