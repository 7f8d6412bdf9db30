"""The records of a run folder, read back with their articles."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from summarizer.errors import RunFolderError
from summarizer.files import read_rows
from summarizer.runs.folder import ARTICLES, SUMMARIES
from summarizer.schemas.record import CustomSummary, Summary
from summarizer.values import describe_invalid

_MOST_LEVELS = 64
_UNRELEASED = frozenset({"article_sha256"})
"""Fields of the records that versions before the first release wrote."""


class StoredArticle(NamedTuple):
    """An article's text as a run folder keeps it, and its sentences' spans in order of their numbers.

    ``page_starts`` are the code points at which its file's pages begin; none where it has no pages.
    """

    text: str = ""
    sentences: Sequence[tuple[int, int]] = ()
    page_starts: Sequence[int] = ()


def read_records(path: Path) -> Iterator[tuple[Summary | CustomSummary, StoredArticle]]:
    """The records of a run folder with their articles, in the order they were written.

    Raises: RunFolderError where this is no run folder, or a record is damaged.
    """
    summaries = path / SUMMARIES
    if not summaries.is_file():
        raise RunFolderError(f"{path}: no {SUMMARIES} here. Give the folder that 'summarizer run --out' wrote.")
    articles = dict(_read_articles(path / ARTICLES))
    for number, row in enumerate(read_rows(summaries), start=1):
        kind: type[Summary | CustomSummary[Any]] = CustomSummary if "answer" in row else Summary
        try:
            record = kind.model_validate(row)
        except ValidationError as error:
            raise RunFolderError(_explain_row(summaries, number, row, kind, error)) from error
        if isinstance(record, CustomSummary) and _is_deep(record.answer, _MOST_LEVELS):
            raise RunFolderError(f"{summaries}: line {number} is no record: its answer is nested too deep.")
        yield record, articles.get(record.article.article_id, StoredArticle())


def _read_articles(path: Path) -> Iterator[tuple[str, StoredArticle]]:
    for number, row in enumerate(read_rows(path), start=1):
        article_id, text, spans = row.get("article_id"), row.get("text"), row.get("sentences", [])
        pages = row.get("page_starts", [])
        sound = isinstance(pages, list) and all(type(at) is int for at in pages)
        if not (isinstance(article_id, str) and isinstance(text, str) and _are_spans(spans, len(text)) and sound):
            raise RunFolderError(
                f"{path}: line {number} is no article's text with its sentences. Start afresh with --no-resume."
            )
        yield article_id, StoredArticle(text, [(start, end) for start, end in spans], tuple(pages))


def _are_spans(spans: object, length: int) -> bool:
    """Whether they are a list of pairs that lie within a text of that length."""
    return isinstance(spans, list) and all(
        isinstance(span, list) and [type(at) for at in span] == [int, int] and 0 <= span[0] <= span[1] <= length
        for span in spans
    )


def _is_deep(node: object, levels: int) -> bool:
    """Whether lists and objects lie in one another more often than that."""
    held = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return not levels or any(_is_deep(item, levels - 1) for item in held)


def _explain_row(
    path: Path, number: int, row: dict[str, Any], kind: type[Summary | CustomSummary], error: ValidationError
) -> str:
    """Why a row is no record of this version, with the remedy where another version of the package wrote it."""
    wanted = kind.model_fields["schema_version"].default
    version, made = row.get("schema_version"), row.get("provenance")
    if version not in (None, wanted) or (isinstance(made, dict) and _UNRELEASED & made.keys()):
        return (
            f"{path}: line {number} is a record of another version ({str(version)[:60]!r}; this is {wanted!r}). "
            "Summarise the articles again with --no-resume; answers in the cache are not asked again."
        )
    return f"{path}: line {number} is no record: {describe_invalid(error)}."
