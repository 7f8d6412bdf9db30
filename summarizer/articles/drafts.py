"""What a format's reader gives: the text of one article, and what its file says of it."""

import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from summarizer.articles.headers import TITLE_LIMIT, UnusableArticleError
from summarizer.errors import how_to_install

TITLE_WINDOW = 300
_APART = re.compile("\\w[\u0300-\u036f\u3099\u309a]+|[\u1100-\u11ff]+")
"""A letter and its accents, a sign and its mark of sound, the parts of a Korean syllable: as some write é, が, 한."""
_NOTES = re.compile(r"\d{1,3}(?:\s?,\s?\d{1,3})*")
_MEASURED = re.compile(r"(?<![^\W\d_])(?:[cdkm]?m|mi|ft|yd|miles?|feet|foot|yards?)\Z", re.IGNORECASE)
_ELEMENTS = (
    "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|data|dd"
    "|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins"
    "|kbd|label|legend|li|link|main|mark|meta|nav|noscript|object|ol|p|param|picture|pre|q|s|samp|script|section|select|small"
    "|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
    "|[a-z]{1,20}[:-][a-z:-]{1,30}"
)
ANY_TAG = re.compile(rf"<(?:/?(?:{_ELEMENTS})(?=[\s/>])|!--|![a-z])[^<>]{{0,500}}>", re.IGNORECASE)
NO_TAG = re.compile(rf"<(?!/?(?:{_ELEMENTS})(?=[\s/>])|!--|![a-z]|\?xml)", re.IGNORECASE)
"""A sign that opens no element of HTML: "<name withheld>", "x < 5"."""
_NOTE_MARK = re.compile(
    r"<sup\b[^<>]{0,200}>(?:<[^<>]{0,200}>)?(\d[\d, ]{0,9})(?:<[^<>]{0,200}>)?</sup\s{0,3}>", re.IGNORECASE
)
_BEFORE_MARK = 100
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


class Draft(NamedTuple):
    """The text of one article as its format gives it, and what the format says of it.

    ``page_starts`` are the code points at which the file's pages begin, in order; none where it has no pages.
    """

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    external_id: str | None = None
    page_starts: tuple[int, ...] = ()


def compose(text: str) -> str:
    """The text with each letter and its accents as one code point, where there is one: as words are looked for."""
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def opens_with(text: str, title: str) -> bool:
    """Whether a title stands at the beginning of a text, whatever its case and spaces."""
    return title.casefold() in " ".join(text[:TITLE_WINDOW].split()).casefold()


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised letters are the marks of notes: left beside "12 killed" they make 121; of "5 km" they are not."""
    words = before.rstrip()
    return bool(words) and _NOTES.fullmatch(raised.strip()) is not None and _MEASURED.search(words[-10:]) is None


def drop_note_marks(text: str) -> str:
    """A text with tags, without the raised marks of notes; other raised digits stay, without their tags."""
    return _NOTE_MARK.sub(_keep_power, text)


def _keep_power(found: re.Match[str]) -> str:
    """Nothing in place of the mark of a note, else the raised digits."""
    return (
        ""
        if is_note_mark(found[1], ANY_TAG.sub("", found.string[max(0, found.start() - _BEFORE_MARK) : found.start()]))
        else found[1]
    )


def unescape(text: str) -> str:
    """A text with characters in place of whole references: in an address "&copy=2" is none."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def title_of_file(told: object, text: str) -> str | None:
    """The title in a file's properties; None unless the text opens with it.

    Programs write others there, too: ``Microsoft Word - Document1``, the name of a template, of a section.
    """
    title = " ".join(told.split()) if isinstance(told, str) else ""
    return title if 0 < len(title) <= TITLE_LIMIT and opens_with(text, title) else None


@contextmanager
def explained(what: str, *, needs: str, extra: str, remedy: str) -> Iterator[None]:
    """Errors of an extra's library as ours: whatever a broken file makes it raise is about ``what``, that file.

    ``needs`` says so where the library is missing.
    """
    try:
        yield
    except UnusableArticleError:
        raise
    except ImportError as error:
        install = f"{how_to_install(extra)}, or save its text as .txt instead"
        raise UnusableArticleError("unsupported", f"{needs}; {install}") from error
    except Exception as error:
        raise UnusableArticleError("malformed", f"{what} is broken ({tell_error(error)}); {remedy}") from error


def tell_error(error: Exception) -> str:
    """What an error says, in one line; its name where it says nothing."""
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__


def check_text(text: str, max_bytes: int) -> None:
    """Raise UnusableArticleError if what a file holds is more text than an article may have."""
    if len(text) > max_bytes or len(text.encode("utf-8", "replace")) > max_bytes:
        raise UnusableArticleError(
            "too_large", f"its text is larger than {max_bytes:,} bytes; split it or raise --max-bytes"
        )
