"""Markdown: the text as it is shown, with the marks that open headings, items and quotations, a blank line after each.

Source: CommonMark 0.31, GitHub's tables and strikethrough, and what note-taking programs add: ``[[links]]``,
``==highlights==``, footnotes and tasks.
"""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.articles.headers import FRONT_MATTER, FRONT_MATTER_LIMIT

if TYPE_CHECKING:
    from markdown_it.token import Token

_ADDED = re.compile(
    r"!\[\[[^\[\]\n]{0,300}\]\]|\[\[(?:[^\[\]|\n]{1,300}\|)?(?P<link>[^\[\]|\n]{1,300})\]\]"
    r"|\[\^[\w-]{1,40}\]:?|\A\[(?:[ xX]|![a-z]{1,20}\][+-]?)\]?\s|==(?P<lit>[^=\n]{1,1000})=="
)
"""What CommonMark does not know: embedded files, links to notes, marks of footnotes, tasks, call-outs, highlights."""
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINE_END = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|h\d|tr|blockquote|figcaption|caption)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_GAPS = re.compile(r"[ \t]*(\n|[ \t])[ \t]*")
_OPENERS = {"heading_open": "#", "list_item_open": "-"}


def show_markdown(text: str) -> str:
    """A Markdown file's text without links' addresses, pictures and stars; its front matter stays as it is.

    A row of a table is a block of its own.
    """
    front = FRONT_MATTER.match(text, 0, FRONT_MATTER_LIMIT)
    start = front.end() if front else 0
    return text[:start] + "\n\n".join(_list_blocks(text[start:]))


def _list_blocks(text: str) -> Iterator[str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - lazy: one format of several

    depth, opener = 0, ""
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in _OPENERS:
            opener = f"{token.info}{token.markup} " if token.info else f"{_OPENERS[token.type]} "
        elif token.type == "tr_open":
            row = []
        elif shown := " | ".join(filter(None, row or ())) if token.type == "tr_close" else _show(token):
            if row is not None and token.type == "inline":
                row.append(shown)
                continue
            yield f"> {opener}{' '.join(shown.split())}" if depth else opener + shown
            opener, row = "", None


def _show(token: "Token") -> str:
    """The text of a block, which may have several lines; empty of a token that is none or shows none."""
    if token.type == "inline":
        return "".join(map(_show_inline, token.children or ())).strip()
    if token.type == "html_block":
        seen = _TAG.sub(" ", _LINE_END.sub("\n\n", _UNSEEN.sub("", token.content)))
        return html.unescape(_GAPS.sub(r"\1", seen)).strip()
    if token.type in ("fence", "code_block"):
        return "\n".join(line.strip() for line in token.content.splitlines()).strip()
    return ""


def _show_inline(token: "Token") -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if _LINE_END.fullmatch(token.content) else ""
    if token.type == "text":
        return _ADDED.sub(lambda found: found["link"] or found["lit"] or "", token.content)
    return token.content if token.type == "code_inline" else ""
