"""Where a text writes numbers, in digits and words, and what each is worth by itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from math import prod
from typing import Literal, NamedTuple, TypeVar, cast

from text_to_num import find_numbers as find_number_words  # type: ignore[import-untyped]

from summarizer.language.calendar import MONTHS, spell_months
from summarizer.language.folding import lower_letters
from summarizer.language.wording import read_rows, read_table
from summarizer.schemas.record import Qualifier

T = TypeVar("T")
NumberKind = Literal["count", "year", "date", "time", "money", "age", "percent", "ordinal", "other"]


class Token(NamedTuple):
    """A stretch of text and its role, in the shape that text_to_num reads: only words can be parts of a number."""

    start: int
    end: int
    surface: str
    role: str

    def text(self) -> str:
        """The token's words; a sign that is no part of any number for what is no word."""
        spoken = self.role in {"word", "space", "dash"} and self.surface.lower() not in {"o", "oh"}
        return self.surface if spoken else "#"

    def nt_separated(self, _previous: "Token") -> bool:
        """Never: signs between words part numbers already."""
        return False

    def not_a_number_part(self) -> bool:
        """Never: ``text`` tells it."""
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
    rf"(?:(?i:{spell_months((name for name in MONTHS if name not in {'march', 'may'}), end='[.]?')})"
    r"|Mar(?:ch)?|MARCH|May|MAY)(?![^\W\d_])"
)
"""A month; "may" and "march" in lower case are other words."""
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"
NUM = (
    r"(?:\d{1,2}(?:,\d\d){1,6},\d{3}(?!\d)|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:\.\d+|[¼½¾])?"
)
"""A number in digits: 1,200 or 1,50,000 or 1 200 or 1.200.000 or 12.5 or 12½."""
_SHORT = (
    rf"{NUM}(?i:k|mn?|bn)(?=\s(?i:(?:more|other|displaced)\s)?(?i:people|persons|civilians|residents|inhabitants|citizens"
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
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
_LARGE = "hundred|thousand|million|billion|trillion|lakh|crore"
_SCALE_WORD = re.compile(rf"(?:an?[\s-]+)?(?:dozen|{_LARGE}|hundred\s+(?:thousand|million))", re.IGNORECASE)
_SCALE_GAP = re.compile(r"[\s-]+(?:an?[\s-]+)?", re.IGNORECASE)
_SCALE_NAME = re.compile("|".join(SCALES))
_LAKHS = re.compile(r"(?:lakh|crore)s", re.IGNORECASE)
_LAKHS_END = ("lakh", "lakhs", "crore", "crores")
_MOST_LAKHS = 100
_AND_A = re.compile(r"[\s-]and[\s-]a[\s-]", re.IGNORECASE)
_HALF, _MILLION = Fraction(1, 2), 10**6
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SEPARATOR = re.compile(r"[,\s]")
_ENDING = re.compile(r"(?<![a-z])[a-z]++$")
_DIGITS = re.compile(NUM)
_FIXED_KINDS = frozenset({"date", "time", "year", "ordinal", "other"})
"""The roles that are kinds of numbers, too."""
_FIXED_VALUES: dict[str, tuple[_Value, Qualifier]] = {
    "zero": (0, "exact"),
    "half": (_HALF, "exact"),
    "couple": (2, "about"),
    "vague": (2, "several"),
}
_WORDS_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in read_table("number_words.tsv")}
NUMBER_WORDS = _WORDS_BY_LANGUAGE.pop("en")
"""The English words that tell how many or which one, in lower case."""
FOREIGN_NUMBER_WORDS = frozenset[str]().union(*_WORDS_BY_LANGUAGE.values())
"""The same in other languages, without accents."""
_OPENING = NUMBER_WORDS.union(
    MONTHS, ("a", "an", "and", "multiple", "no", "nobody", "none", "numerous", "o", "os", "point", "rs")
)
"""What a word begins with, or is, that opens anything but a plain word."""


def _begin_words() -> str:
    """A pattern of how these words begin, those of up to three letters as a whole; by their first letter, for speed."""
    opening: dict[str, list[str]] = {}
    for word in sorted({word[:4] for word in _OPENING} | {month[:3] for month in MONTHS}):
        whole = len(word) < 4  # noqa: PLR2004 - a word this short is one, or the whole of a month's short form
        opening.setdefault(word[0], []).append(word[1:] + (r"(?![^\W\d_])" if whole else ""))
    firsts = {letter: f"{letter}{letter.upper()}{'ſ' if letter == 's' else ''}" for letter in opening}
    return "|".join(f"[{firsts[letter]}](?i:{'|'.join(rests)})" for letter, rests in opening.items())


_PARTS = {"BEGIN": _begin_words(), "TH": _TH, "MONTH": MONTH, "YEAR": _YEAR, "NUM": NUM}
_PARTS |= {"SHORT": _SHORT, "LARGE": _LARGE}
ROWS = tuple(read_rows("numerals.tsv", _PARTS))
"""What a stretch of a text may be: its role and its row, in the order in which they are tried, without groups."""
_ROLES = (*(role for role, _ in ROWS), "space", "dash")
_PLAIN = frozenset({"", "word", "space", "dash"})
"""The roles of tokens that are no number by themselves."""
_LEX = re.compile(rf"(?a:(?<!\w))(?:{'|'.join(f'({row.pattern})' for _, row in ROWS)})|(\s+)|(-)|\w+|[^\w\s]")


def find_numerals(text: str) -> list[Numeral]:
    """The numbers of a text in order, each with the scale after it."""
    tokens = [
        Token(match.start(), match.end(), match[0], _ROLES[match.lastindex - 1] if match.lastindex else "")
        for match in _LEX.finditer(text)
    ]
    special = (_special(token) for token in tokens if token.role not in _PLAIN)
    found = [*(numeral for numeral in special if numeral), *_words(tokens)]
    return join_neighbours(sorted(found, key=lambda numeral: numeral.start), partial(_join, text))


_QUARTERS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}


def _special(token: Token) -> Numeral | None:
    if token.role in _FIXED_KINDS:
        value = _value(token.surface[:-2]) if token.role == "ordinal" else None
        return Numeral(token.start, token.end, value, "exact", cast("NumberKind", token.role))
    if token.role in _READERS:
        kind: NumberKind = "money" if token.role == "money" else "count"
        return Numeral(token.start, token.end, _READERS[token.role](token.surface), "exact", kind)
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
    if digits[-1] in _QUARTERS:
        return int(groups[:-1].replace(".", "")) + _QUARTERS[digits[-1]]
    if "." not in groups:
        return int(groups)
    return Fraction(groups.replace(".", "") if groups.count(".") > 1 else groups)


def _scaled_value(written: str) -> _Value | None:
    """The value of "1.5m", "$5 million", "Rs 5 lakh"."""
    digits = _DIGITS.search(written)
    value = _value(digits.group()) if digits else None
    scale = lower_letters(written[digits.end() :]).strip().removesuffix("s") if digits else ""
    return None if value is None else value * (SHORT_SCALES.get(scale) or SCALES.get(scale, 1))


def _fraction_value(words: str) -> _Value | None:
    """The value of "a quarter of a million"; None for fractions that are but roughly a number, as "a third" is."""
    lower = lower_letters(words)
    first, *_, scale = lower.replace("-", " ").split()
    if "quarter" not in lower or first == "two":
        return None
    return Fraction(3 if first == "three" else 1, 4) * SCALES[scale]


def _scale_value(words: str) -> int:
    return SCALES[lower_letters(words).split()[-1]]


_READERS: dict[str, Callable[[str], _Value | None]] = {
    "digits": _value,
    "short": _scaled_value,
    "money": _scaled_value,
    "fraction": _fraction_value,
    "scale": _scale_value,
}


def _plural_value(words: str) -> int:
    return 2 * prod(SCALES[word] for word in _SCALE_NAME.findall(words.lower()))


def _words(tokens: Sequence[Token]) -> Iterator[Numeral]:
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


def join_neighbours(items: Iterable[T], join: Callable[[T, T], T | None]) -> list[T]:
    """The items in order, each made one with what stands before it, where ``join`` makes one of the two."""
    joined: list[T] = []
    for item in items:
        one = join(joined[-1], item) if joined else None
        if one is None:
            joined.append(item)
        else:
            joined[-1] = one
    return joined


def _join(text: str, last: Numeral, numeral: Numeral) -> Numeral | None:
    """A number and the scale word after it as one: "2.5 million", "half a dozen", "several hundred"; None for others.

    And a number and its digits, "fourteen (14)". What comes of "1 crore 20 lakh" has no value.
    """
    if not last.kind == numeral.kind == "count":
        return None
    if last.value is not None and last.value == numeral.value and _is_repeated(text, last, numeral):
        return Numeral(last.start, numeral.end + 1, last.value, last.qualifier, "count")
    value: _Value | None = None
    if last.value and numeral.value == _HALF and _AND_A.fullmatch(text, last.end, numeral.start):
        value = last.value + _HALF * (1 if last.value % _MILLION else _MILLION)
    elif last.value and _is_scale(text, last, numeral):
        value = last.value * Fraction(numeral.value or 1, 2 if numeral.qualifier == "several" else 1)
    elif not _is_broken(text, last, numeral):
        return None
    if value and value >= 10**_MAX_DIGITS:
        value = None
    return Numeral(last.start, numeral.end, value, last.qualifier, "count")


def _is_repeated(text: str, last: Numeral, numeral: Numeral) -> bool:
    return text[last.end : numeral.start] == " (" and text[numeral.end : numeral.end + 1] == ")"


def _is_scale(text: str, last: Numeral, numeral: Numeral) -> bool:
    if numeral.start - last.end > MAX_GAP or not _SCALE_GAP.fullmatch(text, last.end, numeral.start):
        return False
    lakhs = _LAKHS.fullmatch(text, numeral.start, numeral.end) and (last.value or 0) < _MOST_LAKHS
    return bool(lakhs) or _SCALE_WORD.fullmatch(text, numeral.start, numeral.end) is not None


def _is_broken(text: str, last: Numeral, numeral: Numeral) -> bool:
    """Whether the second goes on with a number of lakhs, which are not added up here."""
    lakhs = last.value is None or text[max(last.start, last.end - 6) : last.end].lower().endswith(_LAKHS_END)
    return lakhs and numeral.start - last.end <= MAX_GAP and text[last.end : numeral.start].isspace()
