"""How a value may stand in a text: as whole words and whole numbers, with or without what wraps it."""

import re
import unicodedata

from summarizer.language.folding import INVISIBLE, lower_letters
from summarizer.language.numerals import NUMBER_WORDS, find_numerals

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff"
    "\ua980-\ua9df\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_DIGIT = re.compile(r"\d")
_JOINERS = re.compile(f"[{INVISIBLE}]")
SEPARATORS = frozenset("\u200b\ufeff")
_APOSTROPHES = frozenset("'’ʼ＇")
_NOT = re.compile(rf"[{INVISIBLE}]{{0,9}}['’ʼ＇]t(?![^\W_])", re.IGNORECASE)
_WRAPPING = " \"'.,;:!?-()[]"
_LEADING_ARTICLE = re.compile(r"\A(?:the|an|a) (?=\S)")
_POSSESSIVE = re.compile(r"(?<=[^\W_])'s?$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]{1,16}\Z")
_OPENING = re.compile(
    r"(?:no|an?(?:\s+(?:couple|pair)(?:\s+of)?)?)[\s-]+|(?:[a-z]{0,2}[$€£¥₹]|rs\.?)\s?", re.IGNORECASE
)
_AMID_DIGITS = re.compile(r"(?<=\d[.,:/])(?=\d)|(?<=\d)(?=[.,:/]\d)")
_NUMBER_REACH = 48
_ACRONYM_WORDS = frozenset(
    """
    is us it who an am as at by do go he i in me no of on or so to up we aid art case cat fast
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)


def reductions(folded: str) -> tuple[str, ...]:
    """The folded value, then what is left of it without quotes and punctuation around, leading article, possessive."""
    bare = folded.strip(_WRAPPING)
    without_article = _LEADING_ARTICLE.sub("", bare, count=1)
    stems = (_POSSESSIVE.sub("", bare), _POSSESSIVE.sub("", without_article))
    forms = dict.fromkeys((folded.strip(), bare, without_article, *stems))
    return tuple(form for form in forms if form)


def case_agrees(value: str, found: str) -> bool:
    """Whether a short acronym that spells an everyday word (IS, US, WHO) stands as an acronym."""
    word = value.strip(_WRAPPING)
    return not (word.isupper() and word.lower() in _ACRONYM_WORDS) or found.isupper()


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the span neither begins nor ends inside a word or a number."""
    return _is_boundary(text, start) and _is_boundary(text, end) and not _cuts_number(text, start, end)


def _is_boundary(text: str, position: int) -> bool:
    """Whether a word may begin or end at ``position``: never inside a letter with its marks, nor before ``n't``."""
    around = text[max(0, position - 1) : position + 1]
    if position and len(around) > 1 and around.isascii() and around[1] != "'":
        return not (around[0].isalnum() and around[1].isalnum())
    before, after = _visible_before(text, position), _visible_after(text, position)
    if not before or not after or before.isspace():
        return True
    if unicodedata.category(after).startswith("M"):
        return False
    if after in _APOSTROPHES:
        return not (before.isalpha() and _NOT.match(text, position))
    if not after.isalnum() or not (before.isalnum() or unicodedata.category(before).startswith("M")):
        return True
    return bool(UNSPACED.match(before) or UNSPACED.match(after))


def _visible_before(text: str, position: int) -> str:
    while position and text[position - 1] not in SEPARATORS and _JOINERS.match(text[position - 1]):
        position -= 1
    return text[position - 1 : position]


def _visible_after(text: str, position: int) -> str:
    while position < len(text) and text[position] not in SEPARATORS and _JOINERS.match(text[position]):
        position += 1
    return text[position : position + 1]


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside a number that goes on beyond it, in digits or English words."""
    first, last = _FIRST_WORD.match(text, start, end), _LAST_WORD.search(text, max(start, end - 17), end)
    return bool(
        (first and _tells_number(first.group()) and _is_inside_number(text, start))
        or (last and _tells_number(last.group()) and _is_inside_number(text, end))
    )


def _tells_number(word: str) -> bool:
    return _DIGIT.search(word) is not None or lower_letters(word) in NUMBER_WORDS


def _is_inside_number(text: str, position: int) -> bool:
    """Whether a number goes on over the position; "a" in "a dozen" and "$" in "$5" are no part of it."""
    if _AMID_DIGITS.match(text, position):
        return True
    begin = max(0, position - _NUMBER_REACH)
    window = text[begin : position + _NUMBER_REACH]
    for number in find_numerals(window):
        opening = _OPENING.match(window, number.start, number.end)
        start = opening.end() if opening else number.start
        if number.kind in {"count", "ordinal", "money"} and begin + start < position < begin + number.end:
            return True
    return False
