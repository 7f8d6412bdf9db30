"""Numbers in the prose of languages that have no rules here: digits as they are grouped there, and number words.

What stands before a number ("mindestens", "au moins") is not read: a number is given as exact.
"""

import re
from collections.abc import Iterator

from summarizer.language.calendar import OTHER_MONTHS
from summarizer.language.numbers import CountRange, NumberMention
from summarizer.language.numerals import NumberKind, Token
from summarizer.language.wording import Wording

SPOKEN = ("de", "fr", "it", "nl", "pt")
"""The languages whose number words are read: those of text2num 3, but for English and Spanish, which have rules."""
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Signs of scripts without spaces, which stand right beside digits."""
_TOKEN = re.compile(
    rf"(?P<digits>(?<![^\W{_UNSPACED}])"
    r"(?:\d{1,3}(?:[.'’\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d)|\d+(?:[.,:]\d+)*)"
    rf"(?![^\W{_UNSPACED}]))"
    r"|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<dash>-)|\w+|[^\w\s]"
)
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+|\d+")
_OF_DATE = Wording(r"(?i)[.º]?\s(?:de\s)?(?P<month>[^\W\d_]{3,11})\b", ". November", ". 11")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST = 15
"""Digits. No count of anything is longer."""


def find_numbers(text: str, language: str | None) -> tuple[NumberMention, ...]:
    """Every whole number of a text in order; in words only where the ``language`` is one of SPOKEN.

    "1.200" and "1 200" are a thousand and two hundred; what is no whole number ("1,5") is none.
    """
    tokens = [
        Token(match.start(), match.end(), match.group(), match.lastgroup or "") for match in _TOKEN.finditer(text)
    ]
    spoken = _read_words(text, tokens, language) if language in SPOKEN else ()
    return tuple(sorted((*_read_digits(text, tokens), *spoken), key=lambda mention: mention.start))


def _read_digits(text: str, tokens: list[Token]) -> Iterator[NumberMention]:
    for token in tokens:
        if token.role == "digits" and _GROUPED.fullmatch(token.surface):
            digits = re.sub(r"\D", "", token.surface)
            after = _OF_DATE.match(text, token.end)
            is_date = _YEAR.fullmatch(token.surface) or (after and after["month"].lower() in OTHER_MONTHS)
            if len(digits) <= _LONGEST:
                yield _mention(text, token.start, token.end, int(digits), "date" if is_date else "count")


def _read_words(text: str, tokens: list[Token], language: str) -> Iterator[NumberMention]:
    from text_to_num import find_numbers as find_number_words  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy

    for found in find_number_words(tokens, language, 0):
        if found.text.isdecimal() and not found.is_ordinal:
            yield _mention(text, tokens[found.start].start, tokens[found.end - 1].end, int(found.text), "count")


def _mention(text: str, start: int, end: int, value: int, kind: NumberKind) -> NumberMention:
    count = CountRange(low=value, high=value, qualifier="exact")
    return NumberMention(start=start, end=end, text=text[start:end], range=count, kind=kind)
