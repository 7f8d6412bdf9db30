"""The file formats articles come in, each read to texts and metadata."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from summarizer.articles.drafts import Draft, compose
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.objects import draft_from_json, find_list, load_json
from summarizer.language.recognising import recognise

CHUNK = 65_536
BESIDE_TEXT = 25
"""Pictures and fonts: how much larger a document may be than the text in it."""

MAGIC = {
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zip archive or office document",
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"BZh": "a bzip2 archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"Rar!\x1a": "a RAR archive",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "an SQLite database",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", None),
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
_USUAL_ENCODINGS = (
    (frozenset({"en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "no", "fi"}), (WESTERN,)),
    (frozenset({"pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq"}), ("cp1250", "iso8859_2")),
    (frozenset({"tr", "az"}), ("cp1254", "iso8859_9")),
    (frozenset({"lv", "lt"}), ("cp1257",)),
)
"""In which encodings the languages of Latin script come: most words are recognised in a wrong one, too."""
MAC = "mac_roman"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OPENING = frozenset("¡¿„")
_IN_WORDS = frozenset("’–—\N{SOFT HYPHEN}·")
_SLIPS = _IN_WORDS | _OPENING | frozenset("“”‘«»…•™®©´")
"""What stands between letters where a blank was forgotten, too."""
_STOPS = frozenset(".,!?")
_NEVER_ALONE = frozenset("ÐÑ")
"""What the dashes of Mac Roman are in Windows' encoding."""
MAC_PROOF = 4
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
FEW = 10
"""At most one in so many bytes."""
_PAGE = re.compile(
    r"\s*+(?:(?:<\?xml\b[^<>]{0,200}>|<!--(?:(?!-->).){0,500}-->)\s*+){0,5}(?:<!doctype\s{1,9}html\b|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""How a whole page opens, below what browsers write over one that they save."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
PROOF = 2
JSON_PROOF = 4  # RFC 4627, 3: the first four bytes of JSON in UTF-16 or UTF-32 hold NUL
AT_ONCE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


Item = tuple[int | None, Draft | UnusableArticleError]


def read_items(path: Path, *, max_bytes: int) -> Iterator[Item]:
    """Yield each article of a file with its number: the line of a .jsonl, the place in a .json list, None otherwise.

    Numbers start at 1. An article that cannot be read comes as its error and the next ones follow.
    Raises UnusableArticleError if the whole file cannot be read, OSError if the system refuses.
    """
    _check_regular(path.stat().st_mode)
    found = FORMATS.get(path.suffix.lower())
    if path.suffix.lower() == PARQUET:
        raise UnusableArticleError(
            "unsupported", "Parquet is read at an address: give it as file:// and its whole path"
        )
    if not found:
        kind, wanted = f"files ending in {path.suffix!r}" if path.suffix else "files without an ending", sorted(FORMATS)
        raise UnusableArticleError(
            "unsupported", f"{kind} are not read; convert or rename it to one of {' '.join(wanted)}"
        )
    with os.fdopen(os.open(path, AT_ONCE), "rb") as file:
        _check_regular(os.fstat(file.fileno()).st_mode)
        yield from found.read(file, max_bytes)


def _check_regular(mode: int) -> None:
    """Raise UnusableArticleError unless this is the mode of a regular file: anything else could block for ever.

    Asked before a file is opened, which may set a device going, and after, when the path can lead elsewhere no more.
    """
    if stat.S_ISDIR(mode):
        raise UnusableArticleError("unreadable", "the folder cannot be listed; check its permissions")
    if not stat.S_ISREG(mode):
        raise UnusableArticleError("unreadable", "this is a pipe, socket or device; save its content to a file first")


def _read_plain(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    yield None, Draft(text=_read_words(file, max_bytes))


def _read_markdown(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    from summarizer.articles.markdown import show_markdown  # noqa: PLC0415 - lazy: one format of several

    yield None, Draft(text=show_markdown(_read_words(file, max_bytes)))


def _read_words(file: BinaryIO, max_bytes: int) -> str:
    """A file's text. Raises UnusableArticleError for a page, whose scripts and menus would be read as the article's."""
    text = compose(decode_text(_read_capped(file, max_bytes)))
    if _PAGE.match(text):
        raise UnusableArticleError("malformed", "this is an HTML page, whatever its name; end its name in .html")
    return text


def _read_html(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    from summarizer.articles.pages import extract_html  # noqa: PLC0415 - lazy: one format of several

    yield None, extract_html(compose(decode_text(_read_capped(file, max_bytes))))


def _read_json(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    content = load_json(decode_text(_read_capped(file, max_bytes)))
    listed = find_list(content)
    if listed is None:
        yield None, draft_from_json(content)
        return
    if not listed:
        raise UnusableArticleError("empty", "the list holds no article; remove the file or fill it")
    for number, value in enumerate(listed, 1):
        yield number, _draft_or_error(partial(draft_from_json, value))


def _read_jsonl(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    before = os.fstat(file.fileno())
    head = file.read(CHUNK)
    _check_magic(head)
    _check_nul(head[:JSON_PROOF])
    file.seek(0)
    empty = True
    for number, line in _read_lines(file, max_bytes, before.st_size):
        if line.strip():
            empty = False
            yield number, _draft_or_error(partial(_draft_from_line, line, max_bytes))
    _check_unchanged(file, before)
    if empty:
        raise UnusableArticleError("empty", "the file holds no article; remove it or fill it")


def _read_pdf(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    from summarizer.articles.pdf import extract_pdf  # noqa: PLC0415 - lazy: keeps --help fast

    yield None, extract_pdf(_read_capped(file, BESIDE_TEXT * max_bytes), max_bytes=max_bytes)


def _read_docx(file: BinaryIO, max_bytes: int) -> Iterator[Item]:
    from summarizer.articles.word import extract_docx  # noqa: PLC0415 - lazy: keeps --help fast

    largest = BESIDE_TEXT * max_bytes
    yield None, extract_docx(_read_capped(file, largest), max_bytes=max_bytes, max_unpacked=largest)


class Format(NamedTuple):
    """What is so of the files of one ending.

    ``marked``: the text has the marks of headings, lists and quotations. ``many``: a file may hold several articles.
    ``by_line``: one a line, so that the largest article is no bound on the file. ``times``: how much larger than an
    article's text its file may be.
    """

    read: Callable[[BinaryIO, int], Iterator[Item]]
    marked: bool = False
    many: bool = False
    by_line: bool = False
    times: int = 1


FORMATS = {
    ".txt": Format(_read_plain),
    ".md": Format(_read_markdown, marked=True),
    ".html": Format(_read_html, marked=True),
    ".htm": Format(_read_html, marked=True),
    ".json": Format(_read_json, many=True),
    ".jsonl": Format(_read_jsonl, many=True, by_line=True),
    ".pdf": Format(_read_pdf, times=BESIDE_TEXT),
    ".docx": Format(_read_docx, times=BESIDE_TEXT),
}
"""Every ending that is read. Help, folder search, numbering and progress go by this table."""
PARQUET = ".parquet"  # many, by its rows; read at addresses, and by the workers of a cluster


def _draft_or_error(read: Callable[[], Draft]) -> Draft | UnusableArticleError:
    try:
        return read()
    except UnusableArticleError as error:
        return error


def _read_capped(file: BinaryIO, max_bytes: int) -> bytes:
    """Return the whole file. Raises UnusableArticleError if it is empty, larger than the cap, or being written."""
    before = os.fstat(file.fileno())
    data = b"".join(_read_parts(file, max_bytes + 1))
    _check_unchanged(file, before)
    _check_size(data, max_bytes)
    if not data.strip():
        raise UnusableArticleError("empty", "the file holds no text; remove it or fill it")
    return data


def _read_parts(file: BinaryIO, most: int) -> Iterator[bytes]:
    """So many bytes, or all there are: asked for at once, a limit far above the file's size takes as much memory."""
    while most and (part := file.read(min(CHUNK, most))):  # None: a file of the system's that has nothing to say yet
        most -= len(part)
        yield part


def _check_unchanged(file: BinaryIO, before: os.stat_result) -> None:
    now = os.fstat(file.fileno())
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise UnusableArticleError("unreadable", "it was written to while it was read; give it again once complete")


def _check_size(data: bytes, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise UnusableArticleError("too_large", f"larger than {max_bytes:,} bytes; split it or raise --max-bytes")


def _read_lines(file: BinaryIO, max_bytes: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines without their ends; of a line over the cap, little more than the cap.

    No more than ``size`` bytes are read: a file that grows as fast as it is read has an end all the same.
    """
    number = 0
    while line := file.readline(min(max_bytes + 1, size)):
        number += 1
        size -= len(line)
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(min(CHUNK, size))):
            size -= len(rest)
            if len(line) <= max_bytes:
                line += rest
        yield number, line.rstrip(b"\r\n")


def _draft_from_line(line: bytes, max_bytes: int) -> Draft:
    _check_size(line, max_bytes)
    return draft_from_json(load_json(decode_text(line), is_line=True))


def decode_text(data: bytes) -> str:
    """Return bytes as text: by byte order mark (which is dropped), else as UTF-8, else as charset-normalizer guesses.

    Escape sequences of ISO 2022 (RFC 1468 and 1554) go before UTF-8, which they would pass for. Of its guesses the one
    usual for the language is taken; without one, among equally good guesses, the Western European one. Mac Roman, which
    it cannot tell from that, goes by where its letters stand, and Western text with few beyond ASCII is no other. A few
    broken bytes in UTF-8 become U+FFFD.
    Raises UnusableArticleError, code ``binary``, if this is no text in any of the encodings news come in.
    """
    mark, encoding = next((pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", None))
    data = data[len(mark) :]
    text = _decode_strictly(data, encoding) if encoding else _decode_unmarked(data)
    if text is None or _is_garbage(text):
        raise UnusableArticleError("binary", "this is not text in any known encoding; save it as UTF-8 text")
    return text


def _decode_unmarked(data: bytes) -> str | None:
    """Return bytes without a mark of their encoding, or with that of UTF-8, which stands before other things too."""
    _check_magic(data)
    _check_nul(data)
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    decode_utf8 = partial(_decode_strictly, encoding="utf-8")
    decoders = (
        _decode_escaped,
        decode_utf8,
        _decode_paired,
        _decode_damaged,
        _decode_mac,
        _decode_western,
        _guess_text,
    )
    return next((text for decode in decoders if (text := decode(data)) is not None), None)


def _check_magic(data: bytes) -> None:
    """Raise UnusableArticleError if bytes open like a known binary format."""
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise UnusableArticleError("binary", f"this is {kind}, whatever its name; extract its text first")


def _check_nul(data: bytes) -> None:
    """Raise UnusableArticleError if bytes hold NUL, as unmarked UTF-16 does."""
    if b"\0" in data:
        raise UnusableArticleError("binary", "this holds NUL bytes and is not text; save it as UTF-8 text")


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_escaped(data: bytes) -> str | None:
    """Return 7-bit text that switches to Japanese, Korean or Chinese by escape sequences; None if it does not."""
    return _decode_strictly(data, "iso2022_jp_2") if b"\x1b$" in data else None


def _decode_paired(data: bytes) -> str | None:
    """Return UTF-8 in which surrogates were encoded one by one (CESU-8); pairs are joined, lone ones become U+FFFD."""
    try:
        units = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return units.decode("utf-16-le", "replace")


def _decode_damaged(data: bytes) -> str | None:
    """Return UTF-8 text with its broken bytes as U+FFFD; None unless twice as many letters prove it is UTF-8."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    other = sum(character > "\x7f" for character in text) - broken
    return text if other > PROOF * broken else None


def _decode_mac(data: bytes) -> str | None:
    """Return Mac Roman text of a Western language; None unless characters stand where none may in Windows' encoding.

    Of those of Mac Roman four times fewer may: "cafŽÕs" and "Adem‡s" are "café’s" and "Además".
    """
    text, western = data.decode(MAC), data.decode(WESTERN, "replace")
    misplaced = _count_misplaced(western, but=_SLIPS)
    if misplaced <= MAC_PROOF * _count_misplaced(text, but=_IN_WORDS):
        return None
    languages, _ = _USUAL_ENCODINGS[0]
    return text if recognise(text) in languages else None


def _count_misplaced(text: str, *, but: frozenset[str]) -> int:
    """How many characters beyond ASCII stand where they cannot.

    A capital after a small letter, a small letter before a capital, a letter alone after a stop, an eth or eñe alone, a
    sign between letters or one that opens a quotation after a letter, ``but`` these signs, and what could not be read.
    """
    return sum(
        _is_misplaced(text[found.start() - 1 : found.start()], found[0], text[found.end() : found.end() + 1], but)
        for found in _BEYOND_ASCII.finditer(text)
    )


def _is_misplaced(before: str, it: str, after: str, but: frozenset[str]) -> bool:
    if it.isalpha():
        is_alone = not after.isalpha() and (before in _STOPS or (it in _NEVER_ALONE and not before.isalpha()))
        return is_alone or (it.isupper() and before.islower()) or (it.islower() and after.isupper())
    is_between = before.isalpha() and (after.isalpha() or it in _OPENING)
    return it == "\N{REPLACEMENT CHARACTER}" or (is_between and it not in but)


def _decode_western(data: bytes) -> str | None:
    """Return text of a Western language in which few characters are beyond ASCII, each of them alone; None for others.

    Of few characters charset-normalizer guesses wildly: it takes "Mary’s home" for Japanese.
    """
    text = _decode_strictly(data, WESTERN)
    runs = _HIGH_BYTES.findall(data)
    if text is None or len(runs) * FEW > len(data) or 2 * sum(len(run) == 1 for run in runs) <= len(runs):
        return None
    languages, _ = _USUAL_ENCODINGS[0]
    return text if recognise(text) in languages else None


def _guess_text(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - lazy: only for text that is not UTF-8

    guesses = from_bytes(data, cp_isolation=ENCODINGS)
    best = guesses.best()
    if best is None:
        return None
    western = next((guess for guess in guesses if guess.encoding == WESTERN), best)
    language = recognise(data.decode(WESTERN, "replace"))
    usual = next((names for languages, names in _USUAL_ENCODINGS if language in languages), ())
    as_good = western.chaos <= best.chaos and western.coherence >= best.coherence
    return str(next((guess for guess in guesses if guess.encoding in usual), western if as_good else best))


def _is_garbage(text: str) -> bool:
    """Return whether a text holds NUL, or more than 2 % of other control characters that no text needs."""
    return "\0" in text or len(CONTROL.findall(text)) * 50 > len(text)
