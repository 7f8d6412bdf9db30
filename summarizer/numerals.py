"""Where a text writes numbers, in digits and words, and what each is worth by itself."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from summarizer.schemas.record_v1 import Qualifier

NumberKind = Literal["count", "year", "date", "time", "money", "age", "percent", "ordinal", "other"]


class _Token(NamedTuple):
    """A stretch of text and its role, in the shape that text_to_num reads: only words can be parts of a number."""

    start: int
    end: int
    surface: str
    role: str

    def text(self) -> str:
        spoken = self.role in {"word", "space", "dash"} and self.surface.lower() not in {"o", "oh"}
        return self.surface if spoken else "#"

    def nt_separated(self, _previous: "_Token") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


_Value = int | Fraction


class Numeral(NamedTuple):
    """A number by itself; ``value`` is None where it is no plain number."""

    start: int
    end: int
    value: _Value | None
    qualifier: Qualifier
    kind: NumberKind


_MAX_DIGITS = 15
MAX_GAP = 6
"""The longest run of characters between two numbers that may be one."""
MONTH = (
    r"(?:(?i:jan(?:uary|\.)?|feb(?:ruary|\.)?|apr(?:il|\.)?|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)|Mar(?:ch|\.)?|MARCH|May|MAY)(?![^\W\d_])"
)
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"
_NUM = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:\.\d+)?"
SCALES = {
    "dozen": 12,
    "score": 20,
    "ten": 10,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_SCALE_WORD = re.compile(r"(?:an?\s+)?(?:dozen|hundred|thousand|million|billion)", re.IGNORECASE)
_SCALE_GAP = re.compile(r"[\s-]+(?:an?\s+)?", re.IGNORECASE)
_SCALE_NAME = re.compile(r"dozen|score|ten|hundred|thousand|million")
_SEPARATOR = re.compile(r"[,\s]")
_ENDING = re.compile(r"[a-z]+$")
_JOINING = frozenset({"a", "an", "and", "point"})
_FIXED_KINDS: dict[str, NumberKind] = {
    "date": "date",
    "time": "time",
    "money": "money",
    "year": "year",
    "ordinal": "ordinal",
    "other": "other",
}
_FIXED_VALUES: dict[str, tuple[_Value, Qualifier]] = {
    "zero": (0, "exact"),
    "half": (Fraction(1, 2), "exact"),
    "dozen": (12, "exact"),
    "couple": (2, "about"),
    "vague": (2, "several"),
}
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_CARDINALS = (
    "one two three four five six seven eight nine eleven twelve ten zero nought hundred thousand million billion"
)
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth "
    "ninetieth hundredth thousandth millionth billionth"
)
_NUMBER_WORDS = frozenset(
    form
    for word in f"{_CARDINALS} {_TEENS} {_TENS} {_ORDINALS} trillion o dozen score".split()
    for form in (word, f"{word}s")
) | frozenset(["nobody", "none", "couple", "pair", "several", "few", "numerous", "multiple", "number", "many"])
"""A text without a digit holds a number only where it holds one of these, in lower case."""
_TELLING = r"""(?:[aA](?i:nd?|pr(?:il)?|ug(?:ust)?)?(?![^\W\d_])|[bB](?i:illion)|[cC](?i:ouple)
  |[dD](?i:ec(?:ember)?(?![^\W\d_])|ozen)|[eE](?i:ight|leven)|[fF](?i:eb(?:ruary)?(?![^\W\d_])|ew|if|irst|ive|ort|our)|[hH](?i:alf|undred)
  |[jJ](?i:an(?:uary)?|une?|uly?)(?![^\W\d_])|[mM](?i:ar(?:ch)?(?![^\W\d_])|ay(?![^\W\d_])|any|illion|ultiple)
  |[nN](?i:o(?![^\W\d_])|obody|one|ov(?:ember)?(?![^\W\d_])|in|ought|umerous)
  |[oO](?i:ct(?:ober)?(?![^\W\d_])|ne|s(?![^\W\d_]))|[pP](?i:oint)
  |[sSſ](?i:core|econd|ept?(?:ember)?(?![^\W\d_])|even|everal|ix)|[tT](?i:en|hir|hous|hree|rillion|wel|went|wo)|[zZ](?i:ero))"""
"""What a word begins with that may be, or open, anything but a plain word."""
_LEX = re.compile(
    rf"""(?a:(?<!\w))(?:
    (?P<plain>(?:(?!{_TELLING})[^\W\d_]++(?!-?\d|[_$€£¥])[^\w$€£¥]*+)++)
    |(?P<date>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?!\d)|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}(?!\d)
      |\d{{1,2}}{_TH}?(?:\s?(?:-|–|to|and|or)\s?\d{{1,2}}{_TH}?)?\s(?:of\s)?{MONTH}
        (?:,?\s{_YEAR}|\s\d\d(?=\s?(?:[-,.;:()]|$)))?
      |(?<!in\s)(?<!last\s)(?<!this\s){MONTH}\s\d{{1,2}}(?!\d|,\d\d\d)(?:{_TH}(?!\w))?
        (?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?!\d))?(?:,?\s{_YEAR})?
      |{MONTH},?\s{_YEAR})
    |(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
      |(?:\d{{1,2}}\s?(?:-|–|and|to)\s?)?\d{{1,2}}(?:\.\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o['’]clock)
      |\d{{4}}\s?(?:GMT|UTC|hours\b|hrs\b|local\ time))
    |(?P<money>(?:US|A|C|NZ|HK)?[$€£¥]\s?{_NUM}(?:\s?(?:hundred|thousand|[mbt]rillion|[mb]illion|bn|mn|tn|m|k)\b)?)
    |(?P<year>{_YEAR}[-–/](?:{_YEAR}|\d\d(?!\d))|(?:1[89]|20)\d0s\b)
    |(?P<ordinal>\d{{1,9}}{_TH}\b)
    |(?P<other>[^\W\d_]{{1,30}}-?\d[\w-]{{0,30}}|(?!\d{{1,3}}(?:\.\d{{3}})+(?![\w.]))\d+(?:\.\d+){{2,}}(?!\w)|\d+[^\W\d]\w*)
    |(?P<zero>(?i:no[\s-]one|nobody|none)\b)
    |(?P<half>(?i:half)(?=[\s-]+(?:an?\s+)?(?i:dozen|hundred|thousand|million|billion)\b))
    |(?P<couple>(?i:a\s+couple|couple\s+of|a\s+pair)\b(?:\s+of\b)?)
    |(?P<plural>(?i:dozens|tens|hundreds|thousands|millions)(?i:\s+of\s+(?:hundreds|thousands|millions))?\b
      |(?i:scores)(?=\s+(?:of|more|were|are|have|had|killed|injured|wounded|dead|died)\b))
    |(?P<vague>(?i:several|a\s+few|few(?=\s+(?:dozen|hundred|thousand|million))|numerous|multiple
      |a\s+(?:large\s+|small\s+|great\s+)?number\s+of|(?<!as\s)(?<!how\s)(?<!so\s)(?<!too\s)many(?!\s+as))\b)
    |(?P<dozen>(?i:(?:an?\s+)?dozen)\b)
    |(?P<digits>{_NUM})(?!\w)
    |(?P<word>[^\W\d_]+))
    |(?P<space>\s+)|(?P<dash>-)|\w+|[^\w\s]""",
    re.VERBOSE,
)


def find_numerals(text: str, lower: str) -> list[Numeral]:
    """The numbers of a text in order, each with the scale after it. ``lower`` is the text in lower case, in step."""
    if not _DIGIT.search(text) and _NUMBER_WORDS.isdisjoint(_LETTERS.findall(lower)):
        return []
    tokens = [_Token(m.start(), m.end(), m.group(), m.lastgroup or "") for m in _LEX.finditer(text)]
    special = (_special(token) for token in tokens)
    found = [*(numeral for numeral in special if numeral), *_words(tokens)]
    return _join_scales(text, sorted(found, key=lambda numeral: numeral.start))


def _special(token: _Token) -> Numeral | None:
    if token.role in _FIXED_KINDS:
        value = _value(token.surface[:-2]) if token.role == "ordinal" else None
        return Numeral(token.start, token.end, value, "exact", _FIXED_KINDS[token.role])
    if token.role == "digits":
        return Numeral(token.start, token.end, _value(token.surface), "exact", "count")
    if token.role == "plural":
        return Numeral(token.start, token.end, _plural_value(token.surface), "several", "count")
    if token.role in _FIXED_VALUES:
        value, qualifier = _FIXED_VALUES[token.role]
        return Numeral(token.start, token.end, value, qualifier, "count")
    return None


def _value(digits: str) -> _Value | None:
    """The number written; None where it is too long to be a count of anything."""
    if len(digits) > _MAX_DIGITS:
        return None
    groups = _SEPARATOR.sub("", digits)
    if "." not in groups:
        return int(groups)
    return Fraction(groups.replace(".", "") if groups.count(".") > 1 else groups)


def _plural_value(words: str) -> int:
    value = 2
    for word in _SCALE_NAME.findall(words.lower()):
        value *= SCALES[word]
    return value


def _words(tokens: Sequence[_Token]) -> Iterator[Numeral]:
    if not any(token.role == "word" and token.surface.lower() not in _JOINING for token in tokens):
        return
    from text_to_num import (  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: a compiled extension
        find_numbers as find_number_words,
    )

    for found in find_number_words(tokens, "en", 0):
        first = found.start
        value = _value(_ENDING.sub("", found.text))
        if (
            _SCALE_WORD.fullmatch(tokens[first].surface)
            and first > 1
            and tokens[first - 2].surface.lower() in {"a", "an"}
        ):
            first -= 2
        kind: NumberKind = "ordinal" if found.is_ordinal else "count"
        yield Numeral(tokens[first].start, tokens[found.end - 1].end, value, "exact", kind)


def _join_scales(text: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """The numerals, a number and the scale word after it as one: "2.5 million", "half a dozen", "several hundred"."""
    joined: list[Numeral] = []
    for numeral in numerals:
        last = joined[-1] if joined else None
        if last and last.value and last.kind == numeral.kind == "count" and _is_scale(text, last, numeral):
            value = last.value * (numeral.value or 1)
            joined[-1] = Numeral(last.start, numeral.end, value, last.qualifier, "count")
        else:
            joined.append(numeral)
    return joined


def _is_scale(text: str, last: Numeral, numeral: Numeral) -> bool:
    return (
        numeral.start - last.end <= MAX_GAP
        and _SCALE_WORD.fullmatch(text, numeral.start, numeral.end) is not None
        and _SCALE_GAP.fullmatch(text, last.end, numeral.start) is not None
    )
