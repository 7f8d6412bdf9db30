"""Markdown: its text without the marks and addresses within lines; lines stay, with the marks that open them.

By patterns and not by a parser: what a parser makes of a line ("Title: ...", "14. Juni", an indented paragraph, a rule
under a dateline) takes away what titles, dates, datelines and sentences are found by. What is in doubt stays as it is.

Source: CommonMark 0.31, GitHub's strikethrough and tables, and what note-taking programs add: ``[[links]]``,
``==highlights==``, footnotes, tasks and call-outs.
"""

import re
from collections.abc import Callable

from summarizer.articles.drafts import drop_note_marks, unescape
from summarizer.articles.headers import FRONT_MATTER, FRONT_MATTER_LIMIT

_Shown = Callable[[re.Match[str]], str] | str
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n)")
_KEPT = re.compile(r"[>*_ \t]{0,8}(?:url|link)[*_]{0,2}:", re.IGNORECASE)
"""A labelled line, whose address is read."""
_TO = (
    r"\((?:<[^<>\n]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,3})"
    r"(?:\s(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\)"
)
"""Where a link leads, and the words that show over it."""
_IN = r"[^\s{mark}](?:[^{mark}]{{0,1000}}[^\s{mark}])?"
_GIVEN = r"(?:\s(?=[^<>]{0,300}=)[^<>]{0,2000})?"
"""Attributes of a tag: "<a few>" is none."""
_INLINE = "a|abbr|b|cite|em|font|i|iframe|img|ins|kbd|mark|q|small|source|span|strong|sub|sup|time|u|video"
_BLOCKS = (
    "article|blockquote|center|details|div|figcaption|figure|h[1-6]|hr|li|ol|p|picture|section|summary"
    "|table|tbody|thead|tr|ul"
)


def _note(found: re.Match[str]) -> str:
    """The words of a link; none where they are the number of a note, right after what it is about."""
    words, before = found["words"], found.string[max(0, found.start() - 1) : found.start()].strip("([“\"'")
    return "" if before.strip() and re.fullmatch(r"\^?\d{1,3}", words) else words


_STARS = [rf"(?<![\w*\\])\*{{{many}}}({_IN.format(mark='*')})\*{{{many}}}(?![\w*])" for many in (3, 1, 2)]
_WITHIN: tuple[tuple[re.Pattern[str], _Shown], ...] = (
    (re.compile(r"!\[\[[^\[\]\n]{0,300}\]\]|\[\^[\w-]{1,40}\]:?"), ""),
    (re.compile(r"<!--(?:(?!<!--).){0,5000}?-->|(?<!~)~~[^~\n]{1,1000}~~(?!~)", re.DOTALL), ""),
    (re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]"), r"\1"),
    (re.compile(rf"!\[[^\[\]\n]{{0,1000}}\]{_TO}"), ""),
    (re.compile(rf"\[(?P<words>[^\[\]\n]{{0,1000}})\]{_TO}"), _note),
    (re.compile(r"\[((?!\d{1,3}\])[^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    *((re.compile(stars), r"\1") for stars in _STARS),
    (re.compile(rf"(?<![\w\\])__({_IN.format(mark='_')})__(?!\w)"), r"\1"),
    (re.compile(rf"(?<![\w\\])_({_IN.format(mark='_')})_(?!\w)"), r"\1"),
    (re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,1000})(?<=\S)==(?![=\w])"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]{1,1000})`(?!`)"), r"\1"),
    (re.compile(r"^([ \t>]{0,20}[-*+][ \t])\[[ xX]\][ \t]", re.MULTILINE), r"\1"),
    (re.compile(r"^([ \t>]{0,20}>[ \t]?)\[![A-Za-z]{1,20}\][+-]?[ \t]?", re.MULTILINE), r"\1"),
    (re.compile(r"<(s|del|strike)>[^<>]{0,1000}</\1>", re.IGNORECASE), ""),
    (re.compile(rf"</?(?:{_INLINE}){_GIVEN}\s?/?>", re.IGNORECASE), ""),
    (re.compile(rf"<br\s?/?>|</?t[dh]{_GIVEN}>", re.IGNORECASE), "\n"),
    (re.compile(rf"</?(?:{_BLOCKS}){_GIVEN}\s?/?>", re.IGNORECASE), "\n\n"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)  # fmt: skip
_EMPTY = re.compile(r"[ \t]{0,3}(?:\[[^\[\]]{1,100}\]:[ \t]{1,4}<?https?://.*|(?:```|~~~)[\w-]{0,20}[ \t]*)")
"""A line that shows nothing: where references lead, a fence of code."""
_TABLE_RULE = re.compile(r"[ \t]{0,3}\|?(?:[ \t]*+:?-++:?[ \t]*+\|)+[ \t:-]*")
_ROW = re.compile(r"[ \t]{0,3}\|(?P<cells>.*)\|[ \t]*")


def show_markdown(text: str) -> str:
    """A Markdown file's text without addresses of links, pictures, stars and what is struck out.

    Front matter and labelled addresses stay. A table's row is a paragraph of its own.
    """
    front = FRONT_MATTER.match(text, 0, FRONT_MATTER_LIMIT)
    start = front.end() if front else 0
    paragraphs = _PARAGRAPH_END.split(text[start:].replace("\r\n", "\n").replace("\r", "\n"))
    return text[:start] + "\n".join(map(_show_paragraph, paragraphs))


def _show_paragraph(text: str) -> str:
    lines = [_show_line(line) for line in text.split("\n") if not (_EMPTY.fullmatch(line) or is_table_rule(line))]
    kept = [line for line in lines if _KEPT.match(line)]
    if kept and len(lines) > len(kept):
        return "\n".join(map(_show_paragraph, lines))
    shown = "\n".join(lines)
    if kept:
        return shown
    shown = drop_note_marks(shown)
    for pattern, words in _WITHIN:
        shown = pattern.sub(words, shown)
    return unescape(shown)


def _show_line(line: str) -> str:
    row = show_row(line)
    return line if row is None else f"\n{row}\n"


def is_table_rule(line: str) -> bool:
    """Whether a line is the rule under a table's head."""
    return _TABLE_RULE.fullmatch(line) is not None


def show_row(line: str) -> str | None:
    """The cells of a line that is a table's row; None of any other."""
    row = _ROW.fullmatch(line)
    return " | ".join(filter(None, map(str.strip, row["cells"].split("|")))) if row else None
