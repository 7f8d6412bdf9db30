"""Reading: files and folders to articles, one failure record for each that cannot be read."""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from summarizer.articles.date_lines import YEARLESS, date_of_address, read_yearless
from summarizer.articles.datelines import find_dateline
from summarizer.articles.drafts import Draft
from summarizer.articles.formats import FORMATS, read_items
from summarizer.articles.headers import UnusableArticleError, may_be_of_press, read_header
from summarizer.articles.mastheads import (
    credit_lines,
    date_near_end,
    date_near_top,
    day_of_copyright,
    day_without_year,
    is_wrapped,
    read_masthead,
    skip_notices,
)
from summarizer.errors import ArticleError
from summarizer.language.recognising import recognise
from summarizer.schemas.record import PublishedBasis
from summarizer.values import Article, ArticleFailure

Source = str | Path | Article
"""One article as a caller from Python gives it."""
ID_LENGTH = 16
_HALF_A_YEAR = timedelta(days=181)
_ELSEWHERE = timedelta(days=1)
"""The next day has begun elsewhere."""
NO_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def article_from_text(
    text: str,
    *,
    path: str | None = None,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
    line: int | None = None,
    page_starts: tuple[int, ...] = (),
) -> Article:
    """Return a text as an article, with what its header, front matter and dateline say of it.

    Arguments win over what the text says. ``published`` falls back to the dateline's date, to a line over the prose
    that holds a date, to the address, and to a date line further down. The text is kept as it is; ``page_starts`` are
    the code points at which the pages of its file begin.
    Raises ArticleError if it holds no prose or its front matter is malformed.
    """
    header = read_header(text)
    published, url = published or header.published, url or header.url
    start = skip_notices(text, header.body_start)
    dateline = find_dateline(text, start, published=published)
    masthead = read_masthead(text, start, wrapped=is_wrapped(text, start), stop=dateline.start if dateline else None)
    dateline = dateline or find_dateline(text, masthead.end, published=published or masthead.published)
    cut = [(dateline.start, dateline.end)] if dateline else []
    cuts = sorted((*masthead.spans, *cut, *credit_lines(text, masthead.end)))
    spans = _find_body(text, start, cuts)
    if not spans:
        raise UnusableArticleError("empty", "the article holds no text; remove it or fill it")
    days: tuple[tuple[PublishedBasis, date | None], ...] = (
        ("given", published),
        ("dateline", dateline.date if dateline else None),
        ("text", masthead.published),
        ("address", date_of_address(url) if url else None),
        ("text", date_near_top(text, masthead.end)),
        ("text", date_near_end(text)),
        ("text", header.sent),
    )
    days = tuple(told for told in days if told[0] == "given" or (told[1] and may_be_of_press(told[1])))
    basis, day = next((found for found in days if found[1]), days[0])
    if day is None and recognise(text[spans[0][0] :]) not in (None, "en"):
        basis, day = "text", date_near_top(text, start, day_first=True)
    if day is None and dateline is None:
        basis, day = "retrieved", day_of_copyright(text, start)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=sha256[:ID_LENGTH],
        path=path,
        sha256=sha256,
        text=text,
        body_spans=spans,
        title=title or header.title or masthead.title,
        published=day,
        published_basis=basis if day else None,
        posted=next((told for kind, told in days[1:] if told and kind != "address"), None),
        source=source or header.source,
        url=url,
        external_id=external_id or header.external_id,
        line=line,
        dateline=dateline,
        page_starts=page_starts,
    )


def complete_published(article: Article, retrieved: date | None) -> Article:
    """An article whose dateline or a line near its top lacks only the year, with the last such day until ``retrieved``.

    Other articles as they are, and those of which that day is none of the weekdays beside it.
    """
    if article.published is not None or retrieved is None:
        return article
    near = retrieved - _HALF_A_YEAR  # the nearest to it is the last one until retrieved
    dateline = article.dateline
    told = YEARLESS.search(article.text, dateline.start, dateline.end) if dateline else None
    day = read_yearless(told, near) if told else None
    start = skip_notices(article.text, read_header(article.text).body_start)
    day = day or day_without_year(article.text, start, near)
    if day is None or day > retrieved + _ELSEWHERE:  # 29 February may be farther away
        return article
    dated = dateline.model_copy(update={"date": day}) if dateline and told else dateline
    return article.model_copy(update={"published": day, "published_basis": "retrieved", "dateline": dated})


def _find_body(text: str, body_start: int, cuts: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges of the text that hold prose: what follows the header, less the ``cuts``, in order."""
    starts = (body_start, *(end for _, end in cuts))
    ends = (*(start for start, _ in cuts), len(text))
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if _is_visible(text[start:end]))


def _is_visible(text: str) -> bool:
    """Return whether a text shows anything: white space, joiners, bidirectional and byte order marks alone do not."""
    return any(not character.isspace() and unicodedata.category(character) != "Cf" for character in text)


def find_inputs(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files to read: files as given, and those below each folder that end in a supported suffix.

    Folders are walked sorted by name (code points) at each level. Hidden names are left out, links to folders are not
    followed. What lies below and cannot be listed or looked at is yielded itself, so that reading reports it.
    """
    for path in paths:
        if _is_folder(path):
            yield from _walk(path)
        else:
            yield path


def find_unread(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files below each folder that find_inputs leaves out for their endings."""
    for path in filter(_is_folder, paths):
        yield from _walk(path, are_read=False)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - raises nothing, as Path.is_dir of Python 3.11 does


def _walk(folder: Path, *, are_read: bool = True) -> Iterator[Path]:
    """Yield the files whose endings are read, or the others; the former with what cannot be looked at."""
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            if path is folder or stat.S_ISDIR(path.lstat().st_mode):
                visible = (child for child in path.iterdir() if not child.name.startswith("."))
                pending += sorted(visible, key=lambda child: child.name, reverse=True)
            elif (path.suffix.lower() in FORMATS) == are_read and not path.is_dir():
                yield path
        except OSError:
            if are_read:
                yield path


def read_articles(paths: Sequence[Path], *, max_bytes: int = 2_000_000) -> Iterator[Article | ArticleFailure]:
    """Yield an article or a failure for each input, in the order of find_inputs and within a file of its lines.

    ``max_bytes`` caps a file, or one line of a .jsonl; of a .pdf or .docx its text, and 25 times as much the file.
    Nothing is raised for a bad input. Codes: missing, unsupported,
    empty, binary, too_large, unreadable, malformed, duplicate (the text of an earlier article).
    """
    first_places: dict[str, str] = {}
    for path in find_inputs(paths):
        for outcome in _read_file(path, max_bytes):
            yield reject_duplicate(outcome, first_places) if isinstance(outcome, Article) else outcome


def _read_file(path: Path, max_bytes: int) -> Iterator[Article | ArticleFailure]:
    """Yield a file's articles and failures. A failure of the whole file comes last."""
    label = _label_path(path)
    try:
        for line, item in read_items(path, max_bytes=max_bytes):
            yield _build_article(item, label, line)
    except UnusableArticleError as error:
        yield fail_item(error, label)
    except (OSError, ValueError) as error:
        yield fail_item(_explain_refusal(path, error), label)


def _build_article(item: Draft | UnusableArticleError, label: str, line: int | None) -> Article | ArticleFailure:
    if isinstance(item, UnusableArticleError):
        return fail_item(item, label, line)
    try:
        return article_from_text(path=label, line=line, **item._asdict())
    except UnusableArticleError as error:
        return fail_item(error, label, line)


def reject_duplicate(article: Article, first_places: dict[str, str]) -> Article | ArticleFailure:
    """The article, or a failure if its text was met before; remembers where a text was first met."""
    place = f"{article.path}, line {article.line}" if article.line else str(article.path)
    first = first_places.setdefault(article.sha256, place)
    if first is place:
        return article
    error = UnusableArticleError("duplicate", f"the same text as {first}; remove one of them")
    return fail_item(error, str(article.path), article.line, article_id=article.article_id)


def fail_item(
    error: UnusableArticleError, label: str | None, line: int | None = None, *, article_id: str | None = None
) -> ArticleFailure:
    """The failure of what is no article that can be read."""
    return ArticleFailure(path=label, line=line, article_id=article_id, code=error.failure_code, message=error.reason)


def _explain_refusal(path: Path, error: OSError | ValueError) -> UnusableArticleError:
    """Return the system's refusal to open a file, or a name no file can have, as one of our codes."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        if path.is_symlink():
            return UnusableArticleError("unreadable", "the link leads nowhere; mend or remove it")
        return UnusableArticleError("missing", "there is no such file or folder; check the path")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return UnusableArticleError("unreadable", f"the file cannot be read ({reason}); check its name and permissions")


def _label_path(path: Path) -> str:
    r"""Return a path as text that UTF-8 can hold: other bytes show as ``\xNN``, other surrogates as ``\uNNNN``."""
    escaped = NO_BYTES.sub(lambda found: f"\\u{ord(found[0]):04x}", str(path))
    return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def as_article(source: Source) -> Article:
    """The Article of a text, a Path, or an Article. Raises: ArticleError."""
    article = read_source(source)
    if isinstance(article, ArticleFailure):
        raise ArticleError(article.message if article.path is None else f"{article.path}: {article.message}")
    return article


def read_source(source: Source | ArticleFailure) -> Article | ArticleFailure:
    """The article, or why it cannot be read; a failure passes through."""
    if isinstance(source, (Article, ArticleFailure)):
        return source
    if isinstance(source, Path):
        return _read_one(source)
    if not isinstance(source, str):
        kind = type(source).__name__
        message = f"an article is a text (str), a Path or an Article, not {kind}; several go to summarize_many"
        return fail_item(UnusableArticleError(ArticleError.code, message), None)
    try:
        return article_from_text(source)
    except UnusableArticleError as error:
        return fail_item(error, None)


def _read_one(path: Path) -> Article | ArticleFailure:
    """The article of a path that holds just one."""
    found = list(islice(read_articles([path]), 2))
    if len(found) == 1:
        return found[0]
    code, held = ("several", "more than one article") if found else ("empty", "no article")
    message = f"{held} here; for folders and lists pass what summarizer.articles.reading.read_articles([path]) yields"
    return fail_item(UnusableArticleError(code, message), str(path))
