"""The records of a run folder, read back with their articles."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from pydantic import ValidationError

from summarizer.errors import RunFolderError
from summarizer.files import damage_told, is_deep, open_regular, parse_object, parse_rows
from summarizer.runs.folder import ARTICLES, SUMMARIES, read_article_id, read_record_id
from summarizer.schemas.record import CustomSummary, Summary
from summarizer.values import describe_invalid


class StoredArticle(NamedTuple):
    """An article's text as a run folder keeps it, and its sentences' spans in order of their numbers.

    ``page_starts`` are the code points at which its file's pages begin; none where it has no pages.
    """

    text: str = ""
    sentences: Sequence[tuple[int, int]] = ()
    page_starts: Sequence[int] = ()

    @property
    def prose(self) -> str:
        """Its sentences, a line each: without headers and lines of names and dates. The text, where it has none."""
        return "\n".join(self.text[start:end] for start, end in self.sentences) or self.text


class RecordRow(NamedTuple):
    """A record as its row stands in a run folder, not read yet.

    ``line`` is its JSON without the line's end, ``where`` names it in errors, ``fetch_article`` gives the row of its
    article's text, empty where there is none, as long as rows are read.
    """

    article_id: str
    line: bytes
    where: str
    fetch_article: Callable[[], bytes]


def read_records(path: Path | str) -> Iterator[tuple[Summary | CustomSummary, StoredArticle]]:
    """The records of a run folder with their articles, in the order they were written.

    Raises: RunFolderError where this is no run folder, at once, or a record is damaged.
    """
    path = Path(path)
    find_summaries(path)
    return (parse_stored(row.line, row.fetch_article(), row.where) for row in read_record_rows(path))


def find_summaries(path: Path) -> Path:
    """The file of a run folder's records. Raises: RunFolderError where this is no run folder."""
    summaries = path / SUMMARIES
    if not summaries.is_file():
        raise RunFolderError(f"{path}: no {SUMMARIES} here. Give the folder that 'summarizer run --out' wrote.")
    return summaries


def read_record_rows(path: Path) -> Iterator[RecordRow]:
    """The records of a run folder as rows, in the order they were written; of texts no more than the places is held.

    Raises: RunFolderError where this is no run folder, or a row's article cannot be told.
    """
    summaries = find_summaries(path)
    with contextlib.closing(_ArticleRows(path / ARTICLES)) as texts:
        rows = parse_rows(summaries, lambda line: (read_record_id(line), line.rstrip(b"\r\n")))
        for number, (article_id, line) in enumerate(rows, start=1):
            yield RecordRow(article_id, line, f"{summaries}: line {number}", partial(texts.fetch, article_id))


class _ArticleRows:
    """The rows of articles' texts by article id: their places are looked up once, when the first one is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, int] | None = None
        self._file: IO[bytes] | None = None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def fetch(self, article_id: str) -> bytes:
        if self._places is None:
            place, places = 0, dict[str, int]()
            for known, length in parse_rows(self._path, lambda line: (read_article_id(line), len(line))):
                places[known] = place
                place += length
            self._file, self._places = open_regular(self._path) if places else None, places
        if self._file is None or article_id not in self._places:
            return b""
        self._file.seek(self._places[article_id])
        return self._file.readline()[:-1]


def parse_stored(line: bytes, article: bytes, where: str) -> tuple[Summary | CustomSummary, StoredArticle]:
    """The record of a row and of its article's, which may be empty. Raises: RunFolderError naming ``where``."""
    with damage_told(where):
        row = parse_object(line)
    stored = _parse_article(article, f"{where}: its article's row in {ARTICLES}") if article else StoredArticle()
    return _parse_record(row, where), stored


def _parse_record(row: dict[str, Any], where: str) -> Summary | CustomSummary:
    kind: type[Summary | CustomSummary[Any]] = CustomSummary if "answer" in row else Summary
    try:
        record = kind.model_validate(row)
    except ValidationError as error:
        raise RunFolderError(_explain_row(where, row, kind, error)) from error
    if isinstance(record, CustomSummary) and is_deep(record.answer):
        raise RunFolderError(f"{where} is no record: its answer is nested too deep.")
    return record


def _parse_article(article: bytes, where: str) -> StoredArticle:
    with damage_told(where):
        row = parse_object(article)
    text, spans, pages = row.get("text"), row.get("sentences", []), row.get("page_starts", [])
    sound = isinstance(pages, list) and all(type(at) is int for at in pages)
    if not (isinstance(text, str) and _are_spans(spans, len(text)) and sound):
        raise RunFolderError(f"{where} is no article's text with its sentences. Correct or remove it.")
    return StoredArticle(text, [(start, end) for start, end in spans], tuple(pages))


def _are_spans(spans: object, length: int) -> bool:
    """Whether they are a list of pairs that lie within a text of that length."""
    return isinstance(spans, list) and all(
        isinstance(span, list) and [type(at) for at in span] == [int, int] and 0 <= span[0] <= span[1] <= length
        for span in spans
    )


def _explain_row(where: str, row: dict[str, Any], kind: type[Summary | CustomSummary], error: ValidationError) -> str:
    """Why a row is no record of this version, with the remedy where another version of the package wrote it."""
    wanted = kind.model_fields["schema_version"].default
    version = row.get("schema_version")
    if version not in (None, wanted):
        return (
            f"{where} is a record of another version ({str(version)[:60]!r}; this is {wanted!r}). "
            "Summarise the articles again with --no-resume; answers in the cache are not asked again."
        )
    return f"{where} is no record: {describe_invalid(error)}."
