"""Where a text writes numbers, in digits and words, and what each is worth by itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from summarizer.language.folding import lower_letters
from summarizer.schemas.record import Qualifier

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
_NUM = (
    r"(?:\d{1,2}(?:,\d\d){1,6},\d{3}(?!\d)|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:\.\d+)?"
)
_SHORT = (
    rf"{_NUM}(?i:k|mn?|bn)(?=\s(?i:(?:more|other|displaced)\s)?(?i:people|persons|civilians|residents|inhabitants|citizens"
    r"|refugees|migrants|children|women|men|troops|soldiers|workers|victims)(?![\w'’]))"
)
"""A number with the letter of its scale, which may be of metres or kilometres unless persons follow it."""
SCALES = {
    "dozen": 12,
    "score": 20,
    "ten": 10,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "lakh": 10**5,
    "crore": 10**7,
}
_LARGE = "hundred|thousand|million|billion|lakh|crore"
_SCALE_WORD = re.compile(rf"(?:an?\s+)?(?:dozen|{_LARGE})", re.IGNORECASE)
_SCALE_GAP = re.compile(r"[\s-]+(?:an?\s+)?", re.IGNORECASE)
_SCALE_NAME = re.compile(r"dozen|score|ten|hundred|thousand|million|lakh|crore")
_LAKHS = re.compile(r"(?:lakh|crore)s", re.IGNORECASE)
_ENDS_IN_LAKHS = re.compile(r"(?:lakh|crore)s?\Z", re.IGNORECASE)
_MOST_LAKHS = 100
_AND_A = re.compile(r"[\s-]and[\s-]a[\s-]", re.IGNORECASE)
_HALF = Fraction(1, 2)
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
_SEPARATOR = re.compile(r"[,\s]")
_ENDING = re.compile(r"(?<![a-z])[a-z]++$")
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
    "lakh": (SCALES["lakh"], "exact"),
    "crore": (SCALES["crore"], "exact"),
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
    for word in f"{_CARDINALS} {_TEENS} {_TENS} {_ORDINALS} trillion o dozen score lakh crore".split()
    for form in (word, f"{word}s")
) | frozenset(["nobody", "none", "couple", "pair", "several", "few", "numerous", "multiple", "number", "many"])
"""A text without a digit holds a number only where it holds one of these, in lower case."""
_TELLING = r"""(?:[aA](?i:nd?|pr(?:il)?|ug(?:ust)?)?(?![^\W\d_])|[bB](?i:illion)|[cC](?i:ouple|rores?(?![^\W\d_]))
  |[dD](?i:ec(?:ember)?(?![^\W\d_])|ozen)|[eE](?i:ight|leven)|[fF](?i:eb(?:ruary)?(?![^\W\d_])|ew|if|irst|ive|ort|our)|[hH](?i:alf|undred)
  |[jJ](?i:an(?:uary)?|une?|uly?)(?![^\W\d_])|[lL](?i:akhs?(?![^\W\d_]))|[mM](?i:ar(?:ch)?(?![^\W\d_])|ay(?![^\W\d_])|any|illion|ultiple)
  |[nN](?i:o(?![^\W\d_])|obody|one|ov(?:ember)?(?![^\W\d_])|in|ought|umerous)
  |[oO](?i:ct(?:ober)?(?![^\W\d_])|ne|s(?![^\W\d_]))|[pP](?i:oint)|[qQ](?i:uarter)|[rR][sS](?![^\W\d_])
  |[sSſ](?i:core|econd|ept?(?:ember)?(?![^\W\d_])|even|everal|ix)|[tT](?i:en|hir|hous|hree|rillion|wel|went|wo)|[zZ](?i:ero))"""
"""What a word begins with that may be, or open, anything but a plain word."""
_LEX = re.compile(
    rf"""(?a:(?<!\w))(?:
    (?P<plain>(?:(?!{_TELLING})[^\W\d_]++(?!-?\d|[_$€£¥₹])[^\w$€£¥₹]*+)++)
    |(?P<date>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?!\d)|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}(?!\d)
      |\d{{1,2}}{_TH}?(?:\s?(?:-|–|to|and|or)\s?\d{{1,2}}{_TH}?)?\s(?:of\s)?{MONTH}
        (?:,?\s{_YEAR}|\s\d\d(?=\s?(?:[-,.;:()]|$)))?
      |(?<!in\s)(?<!last\s)(?<!this\s){MONTH}\s\d{{1,2}}(?!\d|,\d\d,?\d)(?:{_TH}(?!\w))?
        (?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?!\d))?(?:,?\s{_YEAR})?
      |{MONTH},?\s{_YEAR})
    |(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
      |(?:\d{{1,2}}\s?(?:-|–|and|to)\s?)?\d{{1,2}}(?:\.\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o['’]clock)
      |\d{{4}}\s?(?:GMT|UTC|hours\b|hrs\b|local\ time))
    |(?P<money>(?:(?:US|A|C|NZ|HK)?[$€£¥₹]|(?i:Rs)\.?)\s?{_NUM}
      (?:\s?(?:hundred|thousand|[mbt]rillion|[mb]illion|lakhs?|crores?|bn|mn|tn|m|k)\b)?)
    |(?P<year>{_YEAR}[-–/](?:{_YEAR}|\d\d(?!\d))|(?:1[89]|20)\d0s\b)
    |(?P<ordinal>\d{{1,9}}{_TH}\b)
    |(?P<other>[^\W\d_]{{1,30}}-?\d[\w-]{{0,30}}|(?!\d{{1,3}}(?:\.\d{{3}})+(?![\w.]))\d+(?:\.\d+){{2,}}(?!\w)
      |(?!{_SHORT})\d+(?:[.,]\d+){{0,4}}[^\W\d]\w*)
    |(?P<short>{_SHORT})
    |(?P<fraction>(?i:(?:(?:an?|one|two|three)[\s-]+)?(?:quarter|third|fifth|tenth)s?\s+of\s+an?\s+(?:{_LARGE}))\b)
    |(?P<zero>(?i:no[\s-]one|nobody|none)\b)
    |(?P<half>(?i:half)(?=[\s-]+(?:an?\s+)?(?i:dozen|{_LARGE})\b))
    |(?P<couple>(?i:a\s+couple|couple\s+of|a\s+pair)\b(?:\s+of\b)?)
    |(?P<plural>(?i:dozens|tens|hundreds|thousands|millions|lakhs|crores)(?i:\s+of\s+(?:hundreds|thousands|millions))?\b
      |(?i:scores\s+of\s+(?:hundreds|thousands|millions))\b|(?i:scores)(?=\s+(?:of|more|were|are|have|had|killed|injured|wounded|dead|died)\b))
    |(?P<vague>(?i:several|a\s+few|few(?=\s+(?:dozen|hundred|thousand|million|lakh|crore))|numerous|multiple
      |a\s+(?:large\s+|small\s+|great\s+)?number\s+of|(?<!as\s)(?<!how\s)(?<!so\s)(?<!too\s)many(?!\s+as))\b)
    |(?P<dozen>(?i:(?:an?\s+)?dozen)\b)
    |(?P<lakh>(?i:(?:an?\s+)?lakh)\b)|(?P<crore>(?i:(?:an?\s+)?crore)\b)
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
    if token.role in _READERS:
        return Numeral(token.start, token.end, _READERS[token.role](token.surface), "exact", "count")
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


def _short_value(written: str) -> _Value | None:
    scale = _ENDING.findall(lower_letters(written))[0]
    value = _value(written[: -len(scale)])
    return None if value is None else value * _SHORT_SCALES[scale]


def _fraction_value(words: str) -> _Value | None:
    """The value of "a quarter of a million"; None for fractions that are but roughly a number, as "a third" is."""
    lower = lower_letters(words)
    first, *_, scale = lower.replace("-", " ").split()
    if "quarter" not in lower or first == "two":
        return None
    return Fraction(3 if first == "three" else 1, 4) * SCALES[scale]


_READERS: dict[str, Callable[[str], _Value | None]] = {
    "digits": _value,
    "short": _short_value,
    "fraction": _fraction_value,
}


def _plural_value(words: str) -> int:
    value = 2
    for word in _SCALE_NAME.findall(words.lower()):
        value *= SCALES[word]
    return value


def _words(tokens: Sequence[_Token]) -> Iterator[Numeral]:
    if not any(token.role == "word" and token.surface.lower() not in _JOINING for token in tokens):
        return
    from text_to_num import find_numbers as find_number_words  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: a compiled extension

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
        one = _join(text, joined[-1], numeral) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(numeral)
    return joined


def _join(text: str, last: Numeral, numeral: Numeral) -> Numeral | None:
    """The two as one number, or None where they are two. What comes of "1 crore 20 lakh" has no value."""
    if not last.kind == numeral.kind == "count":
        return None
    value: _Value | None = None
    if last.value and numeral.value == _HALF and _AND_A.fullmatch(text, last.end, numeral.start):
        value = last.value + _HALF
    elif last.value and _is_scale(text, last, numeral):
        value = last.value * Fraction(numeral.value or 1, 2 if numeral.qualifier == "several" else 1)
    elif not _is_broken(text, last, numeral):
        return None
    return Numeral(last.start, numeral.end, value, last.qualifier, "count")


def _is_scale(text: str, last: Numeral, numeral: Numeral) -> bool:
    if numeral.start - last.end > MAX_GAP or not _SCALE_GAP.fullmatch(text, last.end, numeral.start):
        return False
    lakhs = _LAKHS.fullmatch(text, numeral.start, numeral.end) and (last.value or 0) < _MOST_LAKHS
    return bool(lakhs) or _SCALE_WORD.fullmatch(text, numeral.start, numeral.end) is not None


def _is_broken(text: str, last: Numeral, numeral: Numeral) -> bool:
    """Whether the second goes on with a number of lakhs, which are not added up here."""
    lakhs = last.value is None or _ENDS_IN_LAKHS.search(text, last.start, last.end)
    return bool(lakhs) and numeral.start - last.end <= MAX_GAP and text[last.end : numeral.start].isspace()
