"""The records of a run folder, read back with their articles."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.errors import RunFolderError
from summarizer.files import read_rows
from summarizer.runs.folder import ARTICLES, SUMMARIES
from summarizer.schemas.record import CustomSummary, Summary

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
    articles = {
        row.get("article_id"): StoredArticle(
            str(row.get("text", "")), row.get("sentences", ()), row.get("page_starts", ())
        )
        for row in read_rows(path / ARTICLES)
    }
    for number, row in enumerate(read_rows(summaries), start=1):
        kind: type[Summary | CustomSummary[Any]] = CustomSummary if "answer" in row else Summary
        try:
            record = kind.model_validate(row)
        except ValueError as error:
            raise RunFolderError(_explain_row(summaries, number, row, kind, error)) from error
        yield record, articles.get(record.article.article_id, StoredArticle())


def _explain_row(
    path: Path, number: int, row: dict[str, Any], kind: type[Summary | CustomSummary], error: ValueError
) -> str:
    """Why a row is no record of this version, with the remedy where another version of the package wrote it."""
    wanted = kind.model_fields["schema_version"].default
    version = row.get("schema_version")
    if version not in (None, wanted) or _UNRELEASED & set(dict(row.get("provenance") or {})):
        return (
            f"{path}: line {number} is a record of another version ({version!r}; this is {wanted!r}). Summarise the "
            "articles again with --no-resume; answers in the cache are not asked again."
        )
    return f"{path}: line {number} is no record: {error}"
