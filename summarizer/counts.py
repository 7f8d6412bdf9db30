"""Numbers in prose: how many, as an article or a model writes it."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from summarizer.schemas.record_v1 import Frozen, Qualifier

NumberKind = Literal["count", "year", "date", "time", "money", "age", "percent", "ordinal", "other"]


class CountRange(Frozen):
    """How many, as bounds that include their ends; None means that side is open or unknown.

    ==============================================  =========  =========  ==========
    written                                         low        high       qualifier
    ==============================================  =========  =========  ==========
    12, twelve, a dozen, no one (0)                 12         12         exact
    at least 12, more than 12, over 12, 12+         12         None       at_least
    up to 12, at most 12, fewer than 12             None       12         at_most
    about 12, some 12, nearly 12; a couple (2)      12         12         about
    10 to 15, between 10 and 15, two or three       10         15         range
    several, many, a few, a number of               2          None       several
    dozens (24), scores (40), hundreds (200)        2 x unit   None       several
    ==============================================  =========  =========  ==========

    "More than N" keeps N as its bound: what is compared is the number the article wrote.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier


class NumberMention(Frozen):
    """One number in a text. ``text[start:end]`` holds it with its qualifier ("at least 60", "60 or more").

    ``kind`` is "count" for whatever counts persons or things; "other" holds durations, measures, labels, decimals and
    identifiers. ``range`` is unknown on both sides for dates, times and identifiers.
    """

    start: int
    end: int
    text: str
    range: CountRange
    kind: NumberKind


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


class _Atom(NamedTuple):
    start: int
    end: int
    value: Fraction | None
    qualifier: Qualifier
    kind: NumberKind


class _Draft(NamedTuple):
    start: int
    end: int
    range: CountRange
    kind: NumberKind


_UNKNOWN = CountRange(low=None, high=None, qualifier="unknown")
_MAX_DIGITS = 15
_WINDOW = 40

_MONTH = (
    r"(?:(?i:jan(?:uary|\.)?|feb(?:ruary|\.)?|apr(?:il|\.)?|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)|Mar(?:ch|\.)?|MARCH|May|MAY)(?![^\W\d_])"
)
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"
_NUM = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,])|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:\.\d+)?"
_SCALES = {
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
_MAX_GAP = 6
_FIXED_KINDS: dict[str, NumberKind] = {
    "date": "date",
    "time": "time",
    "money": "money",
    "year": "year",
    "ordinal": "ordinal",
    "other": "other",
}
_FIXED_VALUES: dict[str, tuple[Fraction, Qualifier]] = {
    "zero": (Fraction(0), "exact"),
    "half": (Fraction(1, 2), "exact"),
    "dozen": (Fraction(12), "exact"),
    "couple": (Fraction(2), "about"),
    "vague": (Fraction(2), "several"),
}
_LEX = re.compile(
    rf"""(?a:(?<!\w))(?:
    (?P<date>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?!\d)|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}(?!\d)
      |\d{{1,2}}{_TH}?(?:\s?(?:-|–|to|and|or)\s?\d{{1,2}}{_TH}?)?\s(?:of\s)?{_MONTH}
        (?:,?\s{_YEAR}|\s\d\d(?=\s?(?:[-,.;:()]|$)))?
      |(?<!in\s)(?<!last\s)(?<!this\s){_MONTH}\s\d{{1,2}}(?!\d|,\d\d\d)(?:{_TH}(?!\w))?
        (?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?!\d))?(?:,?\s{_YEAR})?
      |{_MONTH},?\s{_YEAR})
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

_FILLER = r"(?:\s+(?:another|an\s+additional|a\s+further|other|some|a\s+total\s+of))?"
_BEFORE = re.compile(
    rf"""(?:(?<![\w-])(?:(?P<at_least>at\s+least|at\s+minimum|a\s+minimum\s+of|(?:no|not)\s+(?:fewer|less)\s+than
      |(?:well\s+|just\s+|slightly\s+|far\s+)?(?:more\s+than|over)|upwards?\s+of|in\s+excess\s+of|above|exceeding)
    |(?P<about>just\s+under|nearly|almost|about|some|around|roughly|approximately|an\s+estimated|estimated|close\s+to
      |perhaps|maybe|circa)
    |(?P<at_most>up\s+to|at\s+most|a\s+maximum\s+of|(?:no|not)\s+more\s+than|(?:fewer|less)\s+than|as\s+many\s+as
      |under|below)){_FILLER}\s+|(?:(?P<gt>[>≥])|(?P<lt>[<≤])|(?P<tilde>[~≈]))\s?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""(?P<at_least>\s+(?:or|and)\s+more\b|\+(?!\d)|[\s-]plus\b)|(?P<at_most>\s+or\s+(?:fewer|less)\b)
    |(?P<about>\s+or\s+so\b|-odd\b|,?\s+more\s+or\s+less\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUALIFIERS: dict[str, Qualifier] = {
    "at_least": "at_least",
    "gt": "at_least",
    "at_most": "at_most",
    "lt": "at_most",
    "about": "about",
    "tilde": "about",
}
_RANGE_GAP = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+\Z", re.IGNORECASE)

_PERCENT = re.compile(r"\s?(?:%|per\s?cent|percentage\b)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"\s(?:US\s|Canadian\s|Australian\s)?(?:dollars?|euros?|pesos?|rupees?|pounds?\ssterling|francs?|yen|yuan|roubles?"
    r"|rubles?|soles|colones|intis|shekels|dinars?|rials?|liras?|USD|EUR)\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[-\s](?:years?|months?)[-\s]olds?\b|[-\s]years?\s+of\s+age\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages)\s+(?:of\s+)?\Z", re.IGNORECASE)
_AGE_GROUP = re.compile(
    r"\b(?:people|persons|children|boys|girls|men|women|adults|those|anyone|everyone)\s+(?:aged\s+)?\Z", re.IGNORECASE
)
_NAME_COMMA = re.compile(r"[A-Z][\w'’.-]{0,30},\s\Z")
_CLOSING = re.compile(r"\s?[,.;)]")
_UNIT = re.compile(
    r"""-[^\W\d_]|\s?°|\s(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)
    |km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|yards?|inch(?:es)?|mm|cm|m|kg|kilos?|kilograms?|grams?
    |pounds?|tons?|tonnes?|lit(?:er|re)s?|barrels?|gallons?|degrees?|hectares?|acres?|square|cubic|mph|times|calib(?:er|re)
    |thirds?|quarters?|fifths?|tenths?|halves|points?|another)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b(?:[Nn]umber|[Nn]os?\.|[Mm]agnitude|[Cc]ategory|[Cc]hapter|[Aa]rticle|[Pp]age|[Cc]hannel|Route|Highway|Flight"
    r"|Room|Terminal|Section|Decree|Resolution|Phase|Gate|Unit)|#)\s?\Z"
)
_YEAR_DIGITS = re.compile(r"(?:1[89]|20)\d\d")
_PLURAL_NEXT = re.compile(r"\s+(?:(?!was\b|has\b|is\b|as\b)[a-z]+s|people|men|women|children|police|dead)\b")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|of|by|during|until|till|from|the|to|early|late|mid|before|after|year)|{_MONTH})[\s,]+\Z",
    re.IGNORECASE,
)

_WIRE_CODE = re.compile(r"\s*(?P<about>~\s?)?(?P<low>\d{1,15})(?:(?P<more>\+)|\s?[-–]\s?(?P<high>\d{1,15}))?\s*")
_NOTHING = re.compile(r"\s*(?:no|nil|zero|none|nobody|no[\s-]one)\s*", re.IGNORECASE)


def parse_count(text: str) -> CountRange | None:
    """The count a model wrote: a wire code ("6", "6+", "~6", "6-8", "several") or plain words ("at least 60").

    None when the text holds no count, or more than one.
    """
    if code := _WIRE_CODE.fullmatch(text):
        return _from_code(code)
    if _NOTHING.fullmatch(text):
        return CountRange(low=0, high=0, qualifier="exact")
    counts = [mention.range for mention in find_numbers(text) if mention.kind == "count"]
    return counts[0] if len(counts) == 1 else None


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number of the text, in order and without overlap, with what it measures.

    Filter on ``kind == "count"`` for numbers of persons or things. "One" is reported as the count 1 also where it is a
    pronoun. "From 10 to 15" is two numbers, a change; "10 to 15" is a range.
    """
    drafts = _join_ranges(text, _join_scales(text, _atoms(text)))
    return tuple(_mention(text, draft) for draft in drafts)


def supports(stated: CountRange, claimed: CountRange) -> bool:
    """Whether the claimed number is the one stated. The qualifiers may differ: compare them apart.

    A claimed "several" is supported by anything plural; claimed "dozens", "hundreds" by the same word or by a number of
    that order of magnitude. A stated "several" supports a number only as its lower bound ("dozens" and "24+").
    """
    if claimed.qualifier == "several":
        return _supports_vague(stated, claimed.low or 2)
    if stated.qualifier == "several":
        return claimed.qualifier == "at_least" and claimed.low == stated.low
    return bool(_anchors(claimed)) and _anchors(stated) == _anchors(claimed)


def find_support(text: str, claimed: CountRange) -> NumberMention | None:
    """The count in the text that holds the claimed number; None when no count of the text does.

    A mention with the claim's own qualifier comes before one without, then the first in order.
    """
    found = [m for m in find_numbers(text) if m.kind == "count" and supports(m.range, claimed)]
    return min(found, key=lambda mention: mention.range.qualifier != claimed.qualifier, default=None)


def _supports_vague(stated: CountRange, least: int) -> bool:
    largest = max(_anchors(stated), default=0)
    if least <= 2:  # noqa: PLR2004 - the least plural
        return largest >= least
    if stated.qualifier == "several":
        return stated.low == least
    return least <= largest < 10 * least


def _anchors(count: CountRange) -> set[int]:
    return {bound for bound in (count.low, count.high) if bound is not None}


def _from_code(code: re.Match[str]) -> CountRange | None:
    low = int(code["low"])
    if code["more"]:
        return CountRange(low=low, high=None, qualifier="at_least")
    if code["high"]:
        high = int(code["high"])
        return CountRange(low=low, high=high, qualifier="range") if low < high else None
    return CountRange(low=low, high=low, qualifier="about" if code["about"] else "exact")


def _lex(text: str) -> list[_Token]:
    return [_Token(m.start(), m.end(), m.group(), m.lastgroup or "") for m in _LEX.finditer(text)]


def _atoms(text: str) -> list[_Atom]:
    tokens = _lex(text)
    special = (_special_atom(token) for token in tokens)
    return sorted([*(atom for atom in special if atom), *_word_atoms(tokens)], key=lambda atom: atom.start)


def _special_atom(token: _Token) -> _Atom | None:
    if token.role in _FIXED_KINDS:
        value = _value(token.surface[:-2]) if token.role == "ordinal" else None
        return _Atom(token.start, token.end, value, "exact", _FIXED_KINDS[token.role])
    if token.role == "digits":
        return _Atom(token.start, token.end, _value(token.surface), "exact", "count")
    if token.role == "plural":
        return _Atom(token.start, token.end, _plural_value(token.surface), "several", "count")
    if token.role in _FIXED_VALUES:
        value, qualifier = _FIXED_VALUES[token.role]
        return _Atom(token.start, token.end, value, qualifier, "count")
    return None


def _value(digits: str) -> Fraction | None:
    """The number written; None where it is too long to be a count of anything."""
    if len(digits) > _MAX_DIGITS:
        return None
    groups = re.sub(r"[,\s]", "", digits)
    return Fraction(groups.replace(".", "") if groups.count(".") > 1 else groups)


def _plural_value(words: str) -> Fraction:
    value = Fraction(2)
    for word in re.findall(r"dozen|score|ten|hundred|thousand|million", words.lower()):
        value *= _SCALES[word]
    return value


def _word_atoms(tokens: Sequence[_Token]) -> Iterator[_Atom]:
    from text_to_num import (  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: a compiled extension
        find_numbers as find_number_words,
    )

    for found in find_number_words(tokens, "en", 0):
        first = found.start
        value = _value(re.sub(r"[a-z]+$", "", found.text))
        if (
            _SCALE_WORD.fullmatch(tokens[first].surface)
            and first > 1
            and tokens[first - 2].surface.lower() in {"a", "an"}
        ):
            first -= 2
        kind: NumberKind = "ordinal" if found.is_ordinal else "count"
        yield _Atom(tokens[first].start, tokens[found.end - 1].end, value, "exact", kind)


def _join_scales(text: str, atoms: Sequence[_Atom]) -> list[_Atom]:
    """The atoms, with a number and the scale word after it as one: "2.5 million", "half a dozen", "several hundred"."""
    joined: list[_Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last and last.value and last.kind == atom.kind == "count" and _is_scale(text, last, atom):
            value = last.value * (atom.value or 1)
            joined[-1] = _Atom(last.start, atom.end, value, last.qualifier, "count")
        else:
            joined.append(atom)
    return joined


def _is_scale(text: str, last: _Atom, atom: _Atom) -> bool:
    return (
        atom.start - last.end <= _MAX_GAP
        and _SCALE_WORD.fullmatch(text, atom.start, atom.end) is not None
        and _SCALE_GAP.fullmatch(text, last.end, atom.start) is not None
    )


def _join_ranges(text: str, atoms: Sequence[_Atom]) -> list[_Draft]:
    drafts: list[_Draft] = []
    whole = [_draft(atom) for atom in atoms]
    for draft in whole:
        last = drafts[-1] if drafts else None
        joined = _range_of(text, last, draft) if last else None
        if joined:
            drafts[-1] = joined
        else:
            drafts.append(draft)
    return drafts


def _draft(atom: _Atom) -> _Draft:
    if atom.value is None or atom.value.denominator != 1:
        return _Draft(atom.start, atom.end, _UNKNOWN, "other" if atom.kind == "count" else atom.kind)
    low = int(atom.value)
    high = None if atom.qualifier == "several" else low
    return _Draft(atom.start, atom.end, CountRange(low=low, high=high, qualifier=atom.qualifier), atom.kind)


def _range_of(text: str, first: _Draft, second: _Draft) -> _Draft | None:
    """The two numbers as one range, or None where they are two numbers."""
    low, high = first.range.low, second.range.high
    if low is None or high is None or not first.kind == second.kind == "count":
        return None
    low *= _shared_scale(text[second.start : second.end], low, high)
    start = first.start
    before = text[max(0, start - _WINDOW) : start]
    between = _BETWEEN.search(before)
    gap = text[first.end : min(second.start, first.end + _MAX_GAP + 1)]
    if between and re.fullmatch(r"\s+and\s+", gap):
        start -= len(before) - between.start()
    elif not _RANGE_GAP.fullmatch(gap) or _FROM.search(before):
        return None
    if low >= high:
        return None
    return _Draft(start, second.end, CountRange(low=low, high=high, qualifier="range"), "count")


def _shared_scale(second: str, low: int, high: int) -> int:
    """What "two" stands for in "two to three thousand": 1000."""
    scales = [_SCALES[word] for word in _SCALES if word in second.lower() and _SCALES[word] > 10]  # noqa: PLR2004
    return next((scale for scale in scales if low < high // scale), 1)


def _mention(text: str, draft: _Draft) -> NumberMention:
    start, end, count = draft.start, draft.end, draft.range
    if draft.kind == "count":
        start, end, count = _qualify(text, draft)
    kind = _kind(text, draft, start, end) if draft.kind in {"count", "other"} else draft.kind
    return NumberMention(start=start, end=end, text=text[start:end], range=count, kind=kind)


def _qualify(text: str, draft: _Draft) -> tuple[int, int, CountRange]:
    """The span and range of a number with the qualifier that stands before it, or else after it."""
    window = text[max(0, draft.start - _WINDOW) : draft.start]
    before, after = _BEFORE.search(window), _AFTER.match(text, draft.end)
    start = draft.start - len(window) + before.start() if before else draft.start
    end = after.end() if after and not before else draft.end
    match = before or after
    if not match or not match.lastgroup or draft.range.qualifier not in {"exact", "about"}:
        return start, end, draft.range
    qualifier, number = _QUALIFIERS[match.lastgroup], draft.range.low
    low = None if qualifier == "at_most" else number
    high = None if qualifier == "at_least" else number
    return start, end, CountRange(low=low, high=high, qualifier=qualifier)


def _kind(text: str, draft: _Draft, start: int, end: int) -> NumberKind:
    before = text[max(0, start - _WINDOW) : start]
    if _PERCENT.match(text, end):
        return "percent"
    if _CURRENCY.match(text, end):
        return "money"
    if _is_age(text, before, start, end):
        return "age"
    if draft.kind == "other" or _UNIT.match(text, end) or _LABEL.search(before):
        return "other"
    return "year" if _is_year(text, draft, start, before) else "count"


def _is_age(text: str, before: str, start: int, end: int) -> bool:
    if _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(before):
        return True
    if _AGE_GROUP.search(before):
        return re.match(r"(?i:over|under|above|below)\b", text[start:end]) is not None
    bare = text[start:end].isdigit() and end - start <= 3  # noqa: PLR2004 - digits of an age
    return bare and _NAME_COMMA.search(before) is not None and _CLOSING.match(text, end) is not None


def _is_year(text: str, draft: _Draft, start: int, before: str) -> bool:
    """Whether four bare digits are a year: unless a quantity word precedes, or a plural noun follows them."""
    if start != draft.start or not _YEAR_DIGITS.fullmatch(text, draft.start, draft.end):
        return False
    return not _PLURAL_NEXT.match(text, draft.end) or _YEAR_BEFORE.search(before) is not None
