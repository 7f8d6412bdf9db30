"""The file formats articles come in: text, Markdown, HTML, JSON and JSON Lines, each read to texts and metadata."""

import json
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, ParamSpec

from pydantic import BaseModel, ConfigDict

from summarizer.headers import UnusableArticleError, parse_date, read_fields, read_string

TEXT_FIELDS = ("text", "body", "content", "article")
CHUNK = 65_536

MAGIC = {
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zip archive or office document",
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
WESTERN = "cp1252"
ENCODINGS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
HIDDEN = [
    "//noscript",
    "//template",
    "//*[@hidden]",
    "//*[contains(translate(@style, ' ', ''), 'display:none')]",
]
TITLE_WINDOW = 300
PROOF = 10


class Draft(BaseModel):
    """The text of one article as its format gives it, and what the format says of it."""

    model_config = ConfigDict(frozen=True)

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None


P = ParamSpec("P")
Item = tuple[int | None, Draft | UnusableArticleError]


def read_items(path: Path, *, max_bytes: int) -> Iterator[Item]:
    """Yield each article of a file with its number: the line of a .jsonl, the place in a .json list, None otherwise.

    Numbers start at 1. An article that cannot be read comes as its error and the next ones follow.
    Raises UnusableArticleError if the whole file cannot be read, OSError if the system refuses.
    """
    _check_regular(path)
    read = READERS.get(path.suffix.lower())
    if not read:
        wanted = " ".join(sorted(READERS))
        raise UnusableArticleError(
            "unsupported", f"files ending in {path.suffix!r} are not read; convert or rename it to one of {wanted}"
        )
    with path.open("rb") as file:
        yield from read(file, max_bytes)


def _check_regular(path: Path) -> None:
    """Raise UnusableArticleError unless the path leads to a regular file: anything else could block for ever."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnusableArticleError("unreadable", "the folder cannot be listed; check its permissions")
    if not stat.S_ISREG(mode):
        raise UnusableArticleError("unreadable", "this is a pipe, socket or device; save its content to a file first")


def _read_plain(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    yield None, Draft(text=decode_text(_read_capped(file, max_bytes)))


def _read_html(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    yield None, extract_html(decode_text(_read_capped(file, max_bytes)))


def _read_json(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    content = _load_json(decode_text(_read_capped(file, max_bytes)))
    if not isinstance(content, list):
        yield None, draft_from_json(content)
        return
    if not content:
        raise UnusableArticleError("empty", "the list holds no article; remove the file or fill it")
    for number, value in enumerate(content, 1):
        yield number, _draft_or_error(draft_from_json, value)


def _read_jsonl(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    _check_magic(file.read(CHUNK))
    file.seek(0)
    empty = True
    for number, line in _read_lines(file, max_bytes):
        if line.strip():
            empty = False
            yield number, _draft_or_error(_draft_from_line, line, max_bytes)
    if empty:
        raise UnusableArticleError("empty", "the file holds no article; remove it or fill it")


READERS: dict[str, Callable[[BinaryIO, int], Iterator[Item]]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": _read_json,
    ".jsonl": _read_jsonl,
}


def _draft_or_error(read: Callable[P, Draft], *args: P.args, **kwargs: P.kwargs) -> Draft | UnusableArticleError:
    try:
        return read(*args, **kwargs)
    except UnusableArticleError as error:
        return error


def _read_capped(file: BinaryIO, max_bytes: int) -> bytes:
    """Return the whole file. Raises UnusableArticleError if it is empty or larger than the cap."""
    data = file.read(max_bytes + 1)
    if not data.strip():
        raise UnusableArticleError("empty", "the file holds no text; remove it or fill it")
    _check_size(data, max_bytes)
    return data


def _check_size(data: bytes, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise UnusableArticleError("too_large", f"larger than {max_bytes:,} bytes; split it or raise the cap")


def _read_lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines without their ends; of a line over the cap, one byte more than the cap and no more."""
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(CHUNK)):
            if len(line) <= max_bytes:
                line += rest
        yield number, line.rstrip(b"\r\n")


def _draft_from_line(line: bytes, max_bytes: int) -> Draft:
    _check_size(line, max_bytes)
    return draft_from_json(_load_json(decode_text(line)))


def _load_json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnusableArticleError("malformed", f"not valid JSON ({error}); correct or remove it") from error


def draft_from_json(value: object) -> Draft:
    """Return one JSON object as a draft; the text is exactly what its field holds.

    Raises UnusableArticleError if it is no object, has no text, or a field has the wrong form.
    """
    if not isinstance(value, dict):
        raise UnusableArticleError("malformed", f"found {type(value).__name__}; make each article a JSON object")
    fields: dict[str, Any] = {name.lower(): content for name, content in value.items()}
    name = next((name for name in TEXT_FIELDS if fields.get(name) is not None), None)
    if name is None:
        raise UnusableArticleError("malformed", f"no text; put it in one of the fields {', '.join(TEXT_FIELDS)}")
    return Draft(text=read_string(name, fields[name]), **read_fields(fields))


def decode_text(data: bytes) -> str:
    """Return bytes as text: by byte order mark (which is dropped), else as UTF-8, else as charset-normalizer guesses.

    Among guesses it finds equally good, the Western European one is taken. A few broken bytes in UTF-8 become U+FFFD.
    Raises UnusableArticleError, code ``binary``, if this is no text in any of the encodings news come in.
    """
    mark, encoding = next((pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", None))
    if encoding:
        text = _decode_strictly(data[len(mark) :], encoding)
    else:
        _check_magic(data)
        text = _decode_strictly(data, "utf-8") or _decode_damaged(data) or _guess_text(data)
    if text is None or _is_garbage(text):
        raise UnusableArticleError("binary", "this is not text in any known encoding; save it as UTF-8 text")
    return text


def _check_magic(data: bytes) -> None:
    """Raise UnusableArticleError if bytes open like a known binary format or hold NUL, as unmarked UTF-16 does."""
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise UnusableArticleError("binary", f"this is {kind}, whatever its name; extract its text first")
    if b"\0" in data:
        raise UnusableArticleError("binary", "this holds NUL bytes and is not text; save it as UTF-8 text")


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_damaged(data: bytes) -> str | None:
    """Return UTF-8 text with its broken bytes as U+FFFD; None unless ten times as many letters prove it is UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    other = sum(character > "\x7f" for character in text) - broken
    return text if other > PROOF * broken else None


def _guess_text(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - lazy: only for text that is not UTF-8

    guesses = from_bytes(data, cp_isolation=ENCODINGS)
    best = guesses.best()
    if best is None:
        return None
    western = next((guess for guess in guesses if guess.encoding == WESTERN), best)
    as_good = western.chaos <= best.chaos and western.coherence >= best.coherence
    return str(western if as_good else best)


def _is_garbage(text: str) -> bool:
    """Return whether a text holds NUL, or more than 2 % of other control characters that no text needs."""
    if "\0" in text:
        return True
    control = sum(character < " " and character not in "\t\n\v\f\r" for character in text)
    return control * 50 > len(text)


def extract_html(page: str) -> Draft:
    """Return the main text of a page, a paragraph for each block, and what its metadata say.

    The title comes first as its own paragraph if the text does not open with it. The date is the one trafilatura finds
    in metadata, the address or a line that says when the page was posted, from 1900 to today; it is not guessed from
    the prose, but a posting line elsewhere on the page can still mislead it. Nothing is fetched.
    Raises UnusableArticleError, code ``empty``, if no text is found.
    """
    document = _run_trafilatura(page)
    blocks = [line.strip() for line in ((document and document.text) or "").splitlines()]
    text = "\n\n".join(block for block in blocks if block)
    if not document or not text:
        raise UnusableArticleError("empty", "no article text was found in the page; save its text as .txt instead")
    title = " ".join((document.title or "").split()) or None
    if title and title.casefold() not in " ".join(text[:TITLE_WINDOW].split()).casefold():
        text = f"{title}\n\n{text}"
    published = parse_date(document.date) if document.date else None
    return Draft(text=text, title=title, published=published, source=document.sitename, url=document.url)


def _run_trafilatura(page: str) -> Any:
    """Return trafilatura's document, or None if it found no text. Raises UnusableArticleError if it fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - lazy: takes a second to import

    try:
        return bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            prune_xpath=HIDDEN,
            date_extraction_params={"original_date": True, "extensive_search": False, "min_date": "1900-01-01"},
        )
    except Exception as error:
        raise UnusableArticleError(
            "malformed", f"the page cannot be parsed ({type(error).__name__}); save its text as .txt instead"
        ) from error
