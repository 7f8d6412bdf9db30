"""DOCX: the text of a word processor's document, a paragraph for each of its own.

Source: ECMA-376-1, 17 (WordprocessingML).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from summarizer.articles.drafts import Draft, check_text, compose, explained, is_note_mark, title_of_file
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.mastheads import is_wrapped

ELEMENT_LIMIT = 100_000
_LONGEST_ROW = 250
"""Characters."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ARCHIVE = b"PK\x03\x04"
_SAVE_ANEW = "open it in a word processor and save it as .docx, or save its text as .txt instead"
_PARAGRAPHS = ".//w:p[not(ancestor::mc:Fallback)]"
_SHOWN_RUNS = (
    ".//w:r[not(ancestor::w:moveFrom or ancestor::w:del or ancestor::w:rt or ancestor::mc:Fallback)]"
    "[not(w:rPr/w:vanish[not(@w:val='0' or @w:val='false')])]"
)
"""What is there to be read: changes as if accepted, nothing hidden, no reading over characters, and no copy that older
programs are given."""
_DELETED_END = "./w:pPr/w:rPr/w:del"
_RAISED = "./w:rPr/w:vertAlign[@w:val='superscript']"
_BLANK_LINES = re.compile(r"\n\s*\n")
_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


def extract_docx(data: bytes, *, max_bytes: int, max_unpacked: int) -> Draft:
    """The text of a document's body, tables and text boxes among it, a blank line between paragraphs and short rows.

    Heads, feet, notes and comments are left out, and so is text that was deleted or is hidden. The day a file was made
    is not when its article was published, and is not taken for it.

    Raises UnusableArticleError: ``unsupported`` without the extra, ``unreadable`` for one that is protected,
    ``malformed`` for one that is broken, ``empty`` without text, ``too_large``.
    """
    with explained("the document", needs="DOCX needs python-docx", extra="docx", remedy=_SAVE_ANEW):
        import docx  # noqa: F401, PLC0415 - lazy: an extra

        _check_archive(data, max_unpacked)
        text, told = _read(data)
    if not text:
        raise UnusableArticleError("empty", f"the document holds no text, only pictures or nothing; {_SAVE_ANEW}")
    check_text(text, max_bytes)
    return Draft(text=text, title=title_of_file(told, text))


def _check_archive(data: bytes, max_unpacked: int) -> None:
    """Raise UnusableArticleError unless this is an archive that unpacks to no more than so many bytes.

    The sizes that it tells are bounds: no more is unpacked of a part than is told of it.
    """
    if data.startswith(_OLD_OFFICE):
        raise UnusableArticleError("unreadable", f"it is protected by a password, or an old .doc; {_SAVE_ANEW}")
    if not zipfile.is_zipfile(BytesIO(data)):
        if data.startswith(_ARCHIVE):
            raise UnusableArticleError("malformed", f"the document is broken (it is cut short); {_SAVE_ANEW}")
        raise UnusableArticleError("malformed", "this is no DOCX document, whatever its name; give it its own ending")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > max_unpacked:
        raise UnusableArticleError(
            "too_large", f"it unpacks to {unpacked:,} bytes, over {max_unpacked:,}; {_SAVE_ANEW}"
        )


def _read(data: bytes) -> tuple[str, str]:
    """The document's text and the title in its properties."""
    from docx import Document  # noqa: PLC0415 - lazy: an extra

    document = Document(BytesIO(data))
    body = document.element.body
    if sum(1 for _ in body.iter()) > ELEMENT_LIMIT:
        raise UnusableArticleError("too_large", f"it has over {ELEMENT_LIMIT:,} elements; {_SAVE_ANEW}")
    return compose("\n\n".join(_list_blocks(body))), document.core_properties.title


def _list_blocks(body: Any) -> Iterator[str]:
    """The paragraphs' blocks; a table's row is one where each cell has one and all together are short.

    Longer ones are of a page that is laid out by a table.
    """
    for row, paragraphs in groupby(_paragraphs(body), key=lambda told: told[0]):
        blocks = [block for _, runs in paragraphs for block in _blocks(runs)]
        line = " | ".join(blocks)
        is_row = row is not None and len(blocks) <= len(_find(row, "./w:tc")) and len(line) <= _LONGEST_ROW
        yield from [line] if is_row and line else blocks


def _paragraphs(body: Any) -> Iterable[tuple[Any, Sequence[Any]]]:
    """Each paragraph's table row, or None, and its shown runs; in a text box of one stand paragraphs of their own.

    Each run is looked at once: paragraphs may stand within one another 250 deep. One whose end was deleted goes on.
    """
    paragraphs: dict[Any, list[Any]] = {paragraph: [] for paragraph in _find(body, _PARAGRAPHS)}
    for run in _find(body, _SHOWN_RUNS):
        nearest = next(run.iterancestors(f"{{{_NAMES['w']}}}p"), None)
        if nearest in paragraphs:
            paragraphs[nearest].append(run)
    open_runs: list[Any] = []
    for paragraph, runs in paragraphs.items():
        open_runs += runs
        if not _find(paragraph, _DELETED_END):
            yield next(paragraph.iterancestors(f"{{{_NAMES['w']}}}tr"), None), open_runs
            open_runs = []
    yield None, open_runs


def _blocks(runs: Iterable[Any]) -> Iterator[str]:
    """What a paragraph shows, on one line; several where blank lines stand in it, or lines that were not wrapped."""
    words = ""
    for run in runs:
        words += "" if is_note_mark(run.text, words) and _find(run, _RAISED) else run.text
    for block in _BLANK_LINES.split(words):
        for line in [block] if is_wrapped(block, 0) else block.splitlines():
            if words := " ".join(line.split()):
                yield words


def _find(element: Any, path: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: comes with python-docx

    return etree.ElementBase.xpath(element, path, namespaces=_NAMES)
