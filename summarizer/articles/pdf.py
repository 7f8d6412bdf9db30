"""PDF: the text of a document's pages, its lines joined to paragraphs as they stood before they were set.

Sources: ISO 32000-1, 9.4 (text objects); measures are in points, y grows upwards.
"""

import logging
import re
import time
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import accumulate, groupby, pairwise, product, takewhile
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.articles.drafts import Draft, check_text, compose, explained, is_note_mark, tell_error, title_of_file
from summarizer.articles.headers import UnusableArticleError
from summarizer.errors import how_to_install

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGE_LIMIT = 300
"""The most pages of one article."""
WORK_LIMIT_S = 60.0
"""The most time that an article's pages may take; within one, pypdf bounds the work."""
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""What one stream of a page may decode and hold: pypdf's own bounds are for pictures, too, which are not read."""
_HEADER_WINDOW = 1_024
"""Where a reader looks for the mark. Source: PDF Reference 1.7, implementation note 13."""
_SAVE_AS_TEXT = "save its text as .txt instead"
_PRINT_ANEW = f"print it to a new one, or {_SAVE_AS_TEXT}"

_UNREADABLE = re.compile("[\\x00-\\x08\\x0e-\\x1f\ue000-\uf8ff\ufffd]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_DIGITS = re.compile(r"\d+")
_LONGEST_COUNT = 5
_LETTER = re.compile(r"[^\W\d_]")
_OF_PAGES = re.compile(r"\d\s?(?:/|\b[^\W\d_]{1,3}\b)\s?\d+\W*\Z")
"""One of several pages: "3/10", "page 3 of 10", "Seite 3 von 10"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"\w[-\u2010\u00ad]\Z")
_LEFT_HALF = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010\u00ad]\Z")
_RIGHT_HALF = re.compile(r"(?=[^\W\dA-Z_])[^\W\d_]+")
_PREFIXES = frozenset({"anti", "ex", "half", "non", "pro", "self", "vice", "well"})
"""What keeps its hyphen wherever a line ends."""
_SENTENCE_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_WIDER = 1.3
"""A distance between lines that is so many times the usual one parts paragraphs."""
_OTHER_SIZE = 1.1
_RAISED = 0.85
"""The letters of a note's mark are smaller than so much of its line's."""
_SINGLE_SPACED = 1.2
_MARGIN_LINES = 4
"""The most lines of a running head or foot."""
_ADDRESS = re.compile(r"(?:.{1,200}\s)?(?P<url>(?:https?|file)://\S+)(?:\s\d{1,4}(?:/| of )\d{1,4})?", re.IGNORECASE)
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s.{1,300})?"
    r"|\d{1,4}(?:/| of )\d{1,4}(?:\s.{1,80})?",
    re.IGNORECASE,
)
"""What a browser prints on a page's edges: the address, the moment of printing with the title, the page's number."""


class _Line(NamedTuple):
    """One line of a page: its words, how high it stands, and the size of its letters, in points."""

    text: str
    page: int
    y: float
    size: float


def extract_pdf(data: bytes, *, max_bytes: int) -> Draft:
    """The text of a document, a blank line between its paragraphs, with the starts of its pages.

    Running heads and feet, which repeat from page to page, are left out. A word that was cut at the end of a line is
    made whole. The day a file was made is not when its article was published, and is not taken for it.

    Raises UnusableArticleError: ``unsupported`` without the extra, ``unreadable`` for one that is protected or whose
    letters cannot be told, ``malformed`` for one that is broken, ``empty`` for pictures only, ``too_large``.
    """
    with _explained():
        reader = _open(data)
        told = reader.metadata.title if reader.metadata else None
        lines, url = _without_print_marks(list(_lines(reader, max_bytes)), str(told or ""))
        lines = _without_margins(lines)
        pages = len(reader.pages)
    if not lines:
        raise UnusableArticleError(
            "empty",
            f"no text on its {pages} page(s), only pictures, as scans are; make it searchable with OCR (ocrmypdf), "
            f"or {_SAVE_AS_TEXT}",
        )
    text, page_starts = _join(lines, pages)
    _check_letters(text)
    check_text(text, max_bytes)
    return Draft(text=text, title=title_of_file(told, text), url=url, page_starts=page_starts)


@contextmanager
def _explained() -> Iterator[None]:
    """Errors of pypdf as ours, with its bounds set."""
    with explained("the PDF", needs="PDF needs pypdf", extra="pdf", remedy=_PRINT_ANEW):
        import pypdf  # noqa: PLC0415 - lazy: an extra
        from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415 - likewise

        logging.getLogger("pypdf").addHandler(_SILENT)  # its remarks on broken files go only where a user sends them
        try:
            with pypdf.apply_configuration(**LIMITS):
                yield
        except LimitReachedError as error:
            raise UnusableArticleError(
                "too_large", f"a page unpacks to more than a page of text does ({tell_error(error)}); {_SAVE_AS_TEXT}"
            ) from error
        except DependencyError as error:
            raise UnusableArticleError(
                "unsupported", f"{tell_error(error)}; {how_to_install('pdf')}, or {_SAVE_AS_TEXT}"
            ) from error


_SILENT = logging.NullHandler()


def _open(data: bytes) -> "PdfReader":
    from pypdf import PdfReader  # noqa: PLC0415 - lazy: an extra

    if b"%PDF-" not in data[:_HEADER_WINDOW]:
        raise UnusableArticleError("malformed", "this is no PDF document, whatever its name; give it its own ending")
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnusableArticleError(
            "unreadable", f"it is protected by a password; save it without one, or {_SAVE_AS_TEXT}"
        )
    if len(reader.pages) > PAGE_LIMIT:
        raise UnusableArticleError(
            "too_large", f"{len(reader.pages):,} pages, over {PAGE_LIMIT}; split it, an article a file"
        )
    return reader


def _lines(reader: "PdfReader", max_bytes: int) -> Iterator[_Line]:
    """The lines of all pages that show something, in the order they are written.

    Raises UnusableArticleError as soon as they are too much text, or take too long.
    """
    stop, length = time.monotonic() + WORK_LIMIT_S, 0
    for number, page in enumerate(reader.pages, 1):
        for line in _lines_of(page, number):
            length += len(line.text)
            yield line
        if length > max_bytes:
            check_text(" " * length, max_bytes)
        if time.monotonic() > stop:
            raise UnusableArticleError(
                "too_large", f"its pages take over {WORK_LIMIT_S:g} seconds to read; split it, or {_SAVE_AS_TEXT}"
            )


def _lines_of(page: "PageObject", number: int) -> Iterator[_Line]:
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        pieces.append((text, height, size * hypot(*inner[2:4]) * hypot(*outer[2:4])))

    page.extract_text(visitor_text=visit)
    words, place = "", (0.0, 0.0)
    for text, y, size in pieces:
        for part in text.splitlines(keepends=True):
            if part.strip() and not words.strip():
                place = (y, size)
            raised = y >= place[0] and size < _RAISED * place[1] and not words[-1:].isupper()  # as in CO2
            words += part.replace(part.strip(), "") if raised and is_note_mark(part, words) else part
            if part.splitlines() != [part]:
                yield from _line(words, number, place)
                words = ""
    yield from _line(words, number, place)


def _line(words: str, page: int, place: tuple[float, float]) -> Iterator[_Line]:
    whole = compose(_LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), " ".join(words.split())))
    if whole:
        yield _Line(whole, page, *place)


def _without_print_marks(lines: Sequence[_Line], title: str) -> tuple[list[_Line], str | None]:
    """The lines without what a browser printed on the edges of the pages, and the address among that.

    Of a page without an address all lines are kept: a moment over its text is that of the article.
    """
    kept, urls = list[_Line](), list[str]()
    for _, page in groupby(lines, key=lambda line: line.page):
        body = list(page)
        marks = [
            line
            for side in (body, body[::-1])
            for line in takewhile(partial(_is_mark, title=title), side[:_MARGIN_LINES])
        ]
        addresses = [found["url"] for line in marks if (found := _ADDRESS.fullmatch(line.text))]
        gone = set(map(id, marks)) if addresses else set()
        kept += [line for line in body if id(line) not in gone]
        urls += addresses
    whole = [url for url in urls if url.lower().startswith("http") and "…" not in url and "..." not in url]
    return (kept, whole[0] if whole else None) if kept else (list(lines), None)


def _is_mark(line: _Line, *, title: str) -> bool:
    return line.text == title or any(pattern.fullmatch(line.text) for pattern in (_ADDRESS, _PRINTED))


def _without_margins(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without running heads and feet: first or last lines that stand on most pages.

    In letters of one size, for a headline may be repeated in small; digits may be others only where they count pages.
    """
    kept = list(lines)
    for last in (False, True):
        for _ in range(_MARGIN_LINES):
            edges = {line.page: line for line in (kept if last else reversed(kept))}
            told = Counter(key for line in edges.values() for key in _margin_keys(line))
            running = {key for key, times in told.items() if times > 1 and 2 * times > len(edges)}
            margin = {id(line) for line in edges.values() if not running.isdisjoint(_margin_keys(line))}
            kept = [line for line in kept if id(line) not in margin]
    return kept or list(lines)


def _margin_keys(line: _Line) -> set[tuple[str, ...]]:
    """What a line is on all pages, read as its words and as words that count pages, as its first or last number may."""
    words, numbers = _DIGITS.split(line.text), _DIGITS.findall(line.text)
    readings: list[tuple[str, ...]] = [(one,) for one in numbers]
    counting = [at for at, outside in ((0, words[0]), (-1, words[-1])) if numbers and not _LETTER.search(outside)]
    counting += [-2] if _OF_PAGES.search(line.text) else []
    for at in counting:
        if len(numbers[at]) <= _LONGEST_COUNT:
            readings[at] = (*readings[at], f"{int(numbers[at]) - line.page:+}")
    return {(str(round(line.size)), *words, *reading) for reading in product(*readings)}


def _join(lines: Sequence[_Line], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text of all lines, and the code point at which each page begins."""
    usual = _usual_distance(lines)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    pieces = [_glued(line, after, usual, known) for line, after in pairwise(lines)]
    starts = list(accumulate(map(len, pieces), initial=0))
    text = "".join([*pieces, lines[-1].text])
    of_lines = [line.page for line in lines]
    firsts = (bisect_left(of_lines, page) for page in range(1, pages + 1))
    return text, tuple(starts[first] if first < len(lines) else len(text) for first in firsts)


def _usual_distance(lines: Sequence[_Line]) -> float:
    """From a line to the next within a paragraph, in sizes of its letters.

    Where a line begins in lower case it goes on; without such lines the distance is among the smallest, as most are.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line.page == after.page and not _differ(line, after)]
    pairs = [(line, after) for line, after in pairs if after.text[0].islower()] or pairs
    distances = sorted((line.y - after.y) / line.size for line, after in pairs if line.y > after.y and line.size)
    return distances[len(distances) // 4] if distances else _SINGLE_SPACED


def _glued(line: _Line, after: _Line, usual: float, known: Mapping[str, int]) -> str:
    """A line and what stands between it and the next."""
    if _parts(line, after, usual):
        return f"{line.text}\n\n"
    if not _CUT.search(line.text):
        return f"{line.text} "
    return line.text[:-1] if _is_one_word(line.text, after.text, known) else line.text


def _parts(line: _Line, after: _Line, usual: float) -> bool:
    """Whether a paragraph ends between two lines. Over a page's end it goes on unless a sentence has ended."""
    if _differ(line, after):
        return True
    if line.page != after.page:
        return _SENTENCE_ENDED.search(line.text) is not None
    return line.y - after.y > _WIDER * usual * line.size


def _differ(line: _Line, after: _Line) -> bool:
    small, large = sorted((line.size, after.size))
    return large > _OTHER_SIZE * small


def _is_one_word(text: str, after: str, known: Mapping[str, int]) -> bool:
    """Whether the hyphen at a line's end only cuts a word, as far as the document's other words tell.

    ``known`` are all words of all lines, in lower case, and how often they stand there; each half does once.
    """
    left, right = _LEFT_HALF.search(text), _RIGHT_HALF.match(after)
    if left is None or right is None:
        return False
    first, second = left[1].casefold(), right[0].casefold()
    if known.get(first + second):
        return True
    compound = known.get(f"{first}-{second}") or (known.get(first, 0) > 1 and known.get(second, 0) > 1)
    return not compound and first not in _PREFIXES


def _check_letters(text: str) -> None:
    """Raise UnusableArticleError if more than 2 % of a text are no letters that anybody could read."""
    if len(_UNREADABLE.findall(text)) * 50 > len(text):
        raise UnusableArticleError(
            "unreadable", f"its fonts do not tell which letters they show; use OCR (ocrmypdf), or {_SAVE_AS_TEXT}"
        )
