"""Reading one file that is no plain file of this machine: the rows of a Parquet file, or a file fetched from afar."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from summarizer.articles import reading as local
from summarizer.articles.drafts import check_text
from summarizer.articles.formats import FORMATS, PARQUET
from summarizer.articles.headers import FIELDS, ID_FIELDS, UnusableArticleError, read_string
from summarizer.articles.objects import TEXT_FIELDS, draft_from_json
from summarizer.runs.storage.addresses import as_uri, explain_refusal, open_storage
from summarizer.values import Article, ArticleFailure

PATH_FIELD = "path"

_ROWS_AT_ONCE = 64
_CHUNK = 2**20


def read_source(path: Path, *, max_bytes: int) -> Iterator[Article | ArticleFailure]:
    """The articles and failures of a file; the ``line`` of one of Parquet is its row, counted from 1.

    A Parquet file's columns have the names and the meaning of the fields of .jsonl; ``path``, where a row has one, is
    what its article is called. Nothing is raised for a bad input.
    """
    uri = as_uri(path)
    label = uri or str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    try:
        filesystem, name = open_storage(uri or path.absolute().as_posix())
        if PurePosixPath(name).suffix.lower() == PARQUET:
            yield from _read_parquet(filesystem.open_input_file(name), label, max_bytes)
        else:
            yield from _read_fetched(filesystem.open_input_stream(name), name, label, max_bytes)
    except UnusableArticleError as error:
        yield local.fail_item(error, label)
    except FileNotFoundError:
        missing = UnusableArticleError("missing", "there is no such file or folder; check the path")
        yield local.fail_item(missing, label)
    except (OSError, ValueError) as error:
        said = f"the file cannot be read: {explain_refusal(error, uri or label)}"
        yield local.fail_item(UnusableArticleError("unreadable", said), label)


def _read_parquet(file: Any, label: str, max_bytes: int) -> Iterator[Article | ArticleFailure]:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: an extra

    known = {*TEXT_FIELDS, *ID_FIELDS, PATH_FIELD, *(name for names in FIELDS.values() for name in names)}
    with file, pq.ParquetFile(file) as parquet:
        columns = [name for name in parquet.schema_arrow.names if name.lower() in known]
        if not any(name.lower() in TEXT_FIELDS for name in columns):
            raise UnusableArticleError("malformed", f"no text; put it in a column named {', '.join(TEXT_FIELDS)}")
        number = 0
        for batch in parquet.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _read_row(row, number, label, max_bytes)
        if not number:
            raise UnusableArticleError("empty", "the file holds no article; remove it or fill it")


def _read_row(row: dict[str, Any], number: int, label: str, max_bytes: int) -> Article | ArticleFailure:
    fields = {name.lower(): _as_json(value) for name, value in row.items()}
    try:
        named = fields.get(PATH_FIELD)
        label = read_string(PATH_FIELD, named) or label if named is not None else label
        draft = draft_from_json(fields)
        check_text(draft.text, max_bytes)
        return local.article_from_text(path=label, line=number, **draft._asdict())
    except UnusableArticleError as error:
        return local.fail_item(error, label, number)


def _as_json(value: object) -> object:
    """A value as JSON has it, where Parquet has a type of its own for it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _read_fetched(file: Any, name: str, label: str, max_bytes: int) -> Iterator[Article | ArticleFailure]:
    """What the local engine reads of a copy on this machine."""
    with tempfile.TemporaryDirectory(prefix="summarizer-") as folder:
        copy = Path(folder, "article").with_suffix(PurePosixPath(name).suffix)
        with file, copy.open("wb") as written:
            known = FORMATS.get(copy.suffix.lower())
            times = known.times if known else 1
            _fetch(file, written, None if known and known.by_line else times * max_bytes + 1)
        for outcome in local.read_articles([copy], max_bytes=max_bytes):
            changes = {"path": label}
            if isinstance(outcome, ArticleFailure):
                changes["message"] = outcome.message.replace(str(copy), label)
            yield outcome.model_copy(update=changes)


def _fetch(source: BinaryIO, target: BinaryIO, most: int | None) -> None:
    """Copy a file, or so much of it."""
    if most is None:
        shutil.copyfileobj(source, target, _CHUNK)
        return
    while most > 0 and (chunk := source.read(min(most, _CHUNK))):
        target.write(chunk)
        most -= len(chunk)
