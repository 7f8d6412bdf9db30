"""Numbers in prose: how many, as an article or a model writes it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import takewhile, zip_longest
from math import prod
from typing import NamedTuple

from summarizer.language.folding import lower_letters
from summarizer.language.numerals import (
    MAX_GAP,
    MONTH,
    NUM,
    SCALES,
    SHORT_SCALES,
    NumberKind,
    Numeral,
    find_numerals,
    join_neighbours,
)
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Frozen, Qualifier


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
    2 lakh, 2,00,000, 200k people                   200000     200000     exact
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


class StatedNumber(NamedTuple):
    """A number as it stands in a text: all that it may mean, a word of no exact number ("dozens") as itself."""

    start: int
    end: int
    meanings: frozenset[int | Fraction | str]


class RangeStyle(NamedTuple):
    """How a count is written: a template each for what its bounds may be; without ``several`` it is told by them."""

    exact: str
    about: str
    at_least: str
    at_most: str
    between: str
    several: str


WORDS = RangeStyle("{low:,}", "about {low:,}", "{low:,} or more", "up to {high:,}", "{low:,} to {high:,}", "several")
SIGNS = RangeStyle("{low}", "~{low}", "{low}+", "-{high}", "{low}-{high}", "")


class _Amount(NamedTuple):
    """A number, and what it is of: "%", a currency, or empty for whatever it may be of."""

    value: Fraction
    unit: str


class _Source(NamedTuple):
    """A text, and the same in lower case, in step with it."""

    text: str
    lower: str


class _Draft(NamedTuple):
    start: int
    end: int
    range: CountRange
    kind: NumberKind


_UNKNOWN = CountRange(low=None, high=None, qualifier="unknown")
_WINDOW = 40
_LONGEST_AMOUNT = 60
_FILLER = r"(?:\s+(?:another|an\s+additional|a\s+further|other|some|a\s+total\s+of))?"
_BEFORE = re.compile(
    rf"""(?:(?<![\w-])(?:(?P<at_least>at\s+least|at\s+minimum|a\s+minimum\s+of|(?:no|not)\s+(?:fewer|less)\s+than
      |(?:well\s+|just\s+|slightly\s+|far\s+)?(?:more\s+than|over)|upwards?\s+of|in\s+excess\s+of|above|topp(?:ed|ing)|tops
      |exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|(?<=\btoll\s)(?:passe[sd]|crosse[sd])|(?<=\btoll\shas\s)(?:passed|crossed)
      |(?:(?<=\bclimbed\s)|(?<=\brose\s)|(?<=\bjumped\s)|(?<=\bsoared\s))past)
    |(?P<about>just\s+under|nearly|almost|about|some|around|roughly|approximately|an\s+estimated|estimated|close\s+to
      |perhaps|maybe|circa|as\s+many\s+as)
    |(?P<at_most>up\s+to|at\s+most|a\s+maximum\s+of|(?:no|not)\s+more\s+than|(?:fewer|less)\s+than|under|below)){_FILLER}\s+|(?:(?P<gt>[>≥])|(?P<lt>[<≤])|(?P<tilde>[~≈]))\s?)\Z""",
    re.VERBOSE,
)
_AFTER = re.compile(
    r"""(?P<at_least>\s+(?:or|and)\s+more\b|\+(?!\d)|[\s-]plus\b)|(?P<at_most>\s+or\s+(?:fewer|less)\b)
    |(?P<about>\s+or\s+so\b|-odd\b|,?\s+more\s+or\s+less\b)""",
    re.VERBOSE,
)
_GROWN = Wording(
    r"(?:\b(?:toll|tally|number\sof\s(?:[a-z]+\s)?(?:dead|deaths|killed|injured|wounded|hurt|missing|victims|casualties"
    r"|fatalities|cases))(?:\s(?:is|are|was|were|has|have|now|already|so\sfar))*|(?<!could\s)(?<!may\s)(?<!might\s)(?<!would\s)"
    r"(?<!can\s)\b(?:gone|go|goes|went|r[io]sen?|rises|climb(?:s|ed)?|jump(?:s|ed)?|shot|shoots))\sup\sto\s\Z",
    "the death toll is now up to ", "a death toll of up to ",
)  # fmt: skip
"""Before what a toll has come to, which is no bound of it."""
_QUALIFIERS: dict[str, Qualifier] = {
    "at_least": "at_least",
    "gt": "at_least",
    "at_most": "at_most",
    "lt": "at_most",
    "about": "about",
    "tilde": "about",
}
_RANGE_GAP = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+")
_AND_GAP = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+\Z")
_FROM = re.compile(r"\b(?:by|(?<!anywhere )(?<!ranging )(?<![.;:]\s)(?<!,\s)(?!\A)from)\s+\Z")
"""Before what a change is of or begins with: "rose from 6 to 45", but no "From 20 to 30 people were killed"."""
_PERCENT = re.compile(r"\s?(?:%|per\s?cent)")
_CURRENCY = re.compile(
    r"\s(?:us\s|canadian\s|australian\s)?(?:dollars?|euros?|pesos?|rupees?|pounds?\ssterling|francs?|yen|yuan|roubles?"
    r"|rubles?|soles|colones|intis|shekels|dinars?|rials?|liras?|usd|eur)\b"
)
_AGE_AFTER = re.compile(
    r"[-\s](?:years?|yrs?\.?|months?)[-\s]olds?\b|[-\s]y(?:/o\b|\.o\.)|[-\s](?:years?|yrs)\s+of\s+age\b"
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages)\s+(?:of\s+)?\Z|\b(?:man|woman|boy|girl|youth|teenager|toddler)\s+of\s+"
    r"(?:(?:about|around|some|roughly|nearly|almost)\s+)?\Z"
)
_AGE_LISTED = re.compile(r"\b(?:aged|ages)\s+(?:\d{1,3}|[a-z]{3,9})(?:,\s+\d{1,3}){0,8},?\s+(?:(?:and|or)\s+)?\Z")
_AGE_LIST_ENDS = re.compile(r"\s?[,.;)]|\s(?:and|or)\s\d|\s(?:were|was|had|have|are|is|died)\b|\s*\Z")
_AGE_GROUP = re.compile(
    r"\b(?:people|persons|children|boys|girls|men|women|adults|those|anyone|everyone)\s+(?:aged\s+)?\Z"
)
_AGE_BOUND = re.compile(r"(?:over|under|above|below)\b")
_NAME_COMMA = re.compile(r"[A-Z][\w'’.-]{0,30},\s\Z")
_CLOSING = re.compile(r"\s?[,.;)]")
_UNIT = re.compile(
    r"""(?!\s(?:day|night|foot)(?:[\s-]shift)?\s(?:labou?rers|workers|staff|cleaners|soldiers|patrolmen|guards|watchmen|nurses|porters|passengers)\b)
    (?:-[^\W\d_]|\s?°|\s(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)
    |km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|yards?|inch(?:es)?|mm|cm|m|kg|kilos?|kilograms?|grams?
    |pounds?|tons?|tonnes?|lit(?:er|re)s?|barrels?|gallons?|degrees?|hectares?|acres?|square|cubic|mph|times|calib(?:er|re)
    |thirds?|quarters?|fifths?|tenths?|halves|points?|another)(?!\w))""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:\b(?:[Nn]umber|[Nn]os?\.|[Mm]agnitude|[Cc]ategory|[Cc]hapter|[Aa]rticle|[Pp]age|[Cc]hannel|Route|Highway|Flight"
    r"|Room|Terminal|Section|Decree|Resolution|Phase|Gate|Unit|Boeing|Airbus|Exit|Zone|Sector|District|Building|Pier"
    r"|Interstate)|#)\s?\Z"
)
_YEAR_DIGITS = re.compile(r"(?:1[89]|20)\d\d")
_PLURAL_NEXT = re.compile(r"\s+(?:(?!was\b|has\b|is\b|as\b)[a-z]+s|people|men|women|children|police|dead)\b")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|of|by|during|until|till|from|the|to|early|late|mid|before|after|year)|{MONTH})[\s,]+\Z",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?<!\w)(?:{NUM}|[^\W\d_]+)")
_DATE_PART = re.compile(r"(?<!\w)\d+")
_POINT_GROUPS = re.compile(r"\d{1,3}\.\d{3}")
"""Grouped as in other languages, or a decimal."""
_THOUSANDS_END = re.compile(r"(?<=\d),000\Z")
_WORD = re.compile("[a-z]+")
_WORTHS = {word: worth for word, worth in (SCALES | SHORT_SCALES).items() if word != "ten"}
_SCALE_LETTER = re.compile(rf"[\s-]{{0,2}}({'|'.join(SHORT_SCALES)})(?!\w)")
"""A letter that may be of a scale, or of metres."""
_WIRE_CODE = re.compile(r"\s*(?P<about>~\s?)?(?P<low>\d{1,15})(?:(?P<more>\+)|\s?[-–]\s?(?P<high>\d{1,15}))?\s*")
_NOTHING = re.compile(r"\s*(?:no|nil|zero|none|nobody|no[\s-]one)\s*", re.IGNORECASE)
_PERCENT_SIGN = re.compile(r"\s?(?:%|(?:per\s?cento?|por\s?ci?ento|pour\s?cent|prozent)(?!\w))", re.IGNORECASE)
"""What stands after the number of a percentage, in several languages."""
_PLAIN_NUMBER = re.compile(rf"(?P<digits>\d{{1,15}}(?:\.\d{{1,15}})?)(?:{_PERCENT_SIGN.pattern})?", re.IGNORECASE)
_GLUED = re.compile(rf"(?P<number>{NUM})(?P<letters>[a-z]{{1,4}}|[KMB])")
"""A number with the letters of its scale or unit: 5k, 12km."""
_SIGN_BEFORE = re.compile(r"(?:([$€£¥₹])|(?<!\w)(?i:rs)\.?)\s?\Z")
_MONEY_AFTER = re.compile(rf"(?:{_CURRENCY.pattern}|\s(?:pounds|gbp)(?!\w))")
_SIGNS = {"dollar": "$", "usd": "$", "eur": "€", "pound": "£", "gbp": "£", "yen": "¥", "yuan": "¥", "rupee": "₹"}
"""Signs of currencies by what their names hold."""
_COMMA_DECIMAL = re.compile(r"(?<![\d.,])\d{1,3}(?:\.?\d{3}){0,4},\d{1,2}(?![\d,]|\.\d)")
"""12,5 and 1.234,56, as languages other than English write them."""


def parse_count(text: str, find: Callable[[str], tuple[NumberMention, ...]] | None = None) -> CountRange | None:
    """The count a model wrote: a wire code ("6", "6+", "~6", "6-8", "several") or plain words ("at least 60").

    ``find`` finds the numbers of another language than English. None when the text holds no count, or more than one.
    """
    if code := _WIRE_CODE.fullmatch(text):
        return _from_code(code)
    if _NOTHING.fullmatch(text):
        return CountRange(low=0, high=0, qualifier="exact")
    counts = [mention for mention in (find or find_numbers)(text) if mention.kind == "count"]
    widest = max(counts, key=lambda one: one.end - one.start, default=None)
    within = widest and all(widest.start <= one.start and one.end <= widest.end for one in counts)
    return widest.range if widest and within else None


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number of the text, in order and without overlap, with what it measures.

    Filter on ``kind == "count"`` for numbers of persons or things. "One" is reported as the count 1 also where it is a
    pronoun. "From 10 to 15" is two numbers, a change; "10 to 15" is a range.
    """
    source = _Source(text, lower_letters(text))
    numerals = _share_scales(source.lower, find_numerals(text))
    drafts = join_neighbours(map(_draft, numerals), partial(_range_of, source))
    return tuple(_mention(source, draft) for draft in drafts)


def find_stated(text: str) -> Iterator[StatedNumber]:
    """Every number of the text, whatever it measures, in order; of dates, times and labels each number in them.

    Left out are spelt ordinals, and words for none, two or some that give no number ("nobody", "a pair", "several").
    """
    source = _Source(text, lower_letters(text))
    for numeral in _share_scales(source.lower, find_numerals(text)):
        if numeral.value is None:
            yield from _stated_parts(source, numeral)
        elif text[numeral.start].isdecimal() or _gives_number(source.lower, numeral):
            yield _state(source, numeral)


def find_number(
    number: str, text: str, numbers: Iterable[NumberMention], *, is_english: bool, ordinals: bool = True
) -> Iterator[tuple[int, int]]:
    """Where a text tells a plain number, in words or digits; ``numbers`` are the text's as its language has them.

    "Several" and "dozens" are no number, nor are "third" and "21st" without ``ordinals``. A percentage is told with its
    sign or word, and so is money where the number is of a currency.
    """
    wanted = _read_amount(number)
    unread = {"several", *(() if ordinals else ("ordinal",))}
    if wanted is None:
        return
    for start, end in _find_value(wanted.value, text, numbers, unread, is_english=is_english):
        if wanted.unit == "%":
            sign = _PERCENT_SIGN.match(text, end)
            told = sign.end() if sign else None
        else:
            unit, after = _find_currency(text, start, end)
            told = after if unit == wanted.unit else None if wanted.unit else end
        if told is not None:
            yield start, told


def _find_value(
    wanted: Fraction, text: str, numbers: Iterable[NumberMention], unread: set[str], *, is_english: bool
) -> Iterator[tuple[int, int]]:
    for number in numbers:
        if wanted in (number.range.low, number.range.high) and unread.isdisjoint((number.range.qualifier, number.kind)):
            yield number.start, number.end
    if is_english:
        numerals = (one for one in find_numerals(text) if unread.isdisjoint((one.qualifier, one.kind)))
        yield from ((one.start, one.end) for one in numerals if wanted in _list_values(text, one))
    else:
        decimals = _COMMA_DECIMAL.finditer(text)
        yield from (one.span() for one in decimals if Fraction(one[0].replace(".", "").replace(",", ".")) == wanted)


def write_number(value: str | float) -> str:
    """A text or number as a sentence may have it: 5 for 5.0."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def plain_value(text: str) -> Fraction | None:
    """The number that a text is and nothing else: 12, 12.5, 12%, 1,200, 5k or $5 million; None for others.

    And for those with a minus, and with more digits than are read.
    """
    amount = _read_amount(text)
    return amount.value if amount else None


def _read_amount(text: str) -> _Amount | None:
    plain = _PLAIN_NUMBER.fullmatch(text)
    if plain:
        return _Amount(Fraction(plain["digits"]), "" if text[-1].isdecimal() else "%")
    found = find_numerals(text) if len(text) <= _LONGEST_AMOUNT and any(map(str.isdecimal, text)) else []
    if len(found) != 1 or found[0].start > 0 or found[0].qualifier != "exact":
        return None
    (numeral,) = found
    unit, end = _find_currency(text, 0, numeral.end)
    glued = _GLUED.fullmatch(text, 0, numeral.end)
    is_amount = end == len(text) and (glued is None or glued["letters"].lower() in SHORT_SCALES)
    value = max(_list_values(text, numeral), default=None) if is_amount else None
    return None if value is None else _Amount(Fraction(value), unit)


def _find_currency(text: str, start: int, end: int) -> tuple[str, int]:
    """The currency of a number, and where its words end; empty where none is told."""
    digits = next((at for at in range(start, end) if text[at].isdecimal()), start)
    before = _SIGN_BEFORE.search(text, max(0, digits - MAX_GAP), digits)
    after = _MONEY_AFTER.match(lower_letters(text), end)
    if after is None:
        return ((before[1] or "₹") if before else ""), end
    word = after[0].split()[-1]
    sign = next((sign for stem, sign in _SIGNS.items() if stem in after[0]), word.removesuffix("s"))
    return sign, after.end()


def _list_values(text: str, numeral: Numeral) -> set[int | Fraction]:
    """What a numeral of a text is worth; with a letter glued to it as its scale has it, or as what is measured."""
    if numeral.value is not None:
        return {numeral.value}
    glued = _GLUED.fullmatch(text, numeral.start, numeral.end)
    values = {one.value for one in find_numerals(glued["number"]) if one.value is not None} if glued else set()
    letters = glued["letters"].lower() if glued else ""
    scaled = {value * SHORT_SCALES.get(letters, 1) for value in values}
    return scaled | values if glued and glued["letters"] == "m" else scaled


def _gives_number(lower: str, numeral: Numeral) -> bool:
    if numeral.kind == "ordinal" or lower.startswith(("no", "ones"), numeral.start):
        return False
    return numeral.qualifier == "exact" or numeral.value != 2  # noqa: PLR2004 - the least plural


def _stated_parts(source: _Source, numeral: Numeral) -> Iterator[StatedNumber]:
    """The numbers in what is no plain number: 12 and 8 in "12/8", 16 in "F-16", two and a lakh in "two lakh ten"."""
    parts = _DATE_PART if numeral.kind in {"date", "time", "year"} else _PART
    for part in parts.finditer(source.text, numeral.start, numeral.end):
        for number in find_numerals(part.group()):
            if number.kind != "ordinal":
                yield _state(source, number._replace(start=part.start(), end=part.end()))


def _state(source: _Source, numeral: Numeral) -> StatedNumber:
    start, end, value, qualifier, _ = numeral
    written = source.text[start:end]
    if value is None or qualifier == "several":
        return StatedNumber(start, end, frozenset({written if value is None else f"{value}+"}))
    values = {value, value * 1000} if _POINT_GROUPS.fullmatch(written) else {value}
    letter = _SCALE_LETTER.match(source.lower, end) if written[-1].isdecimal() else None
    if letter:
        end, values = letter.end(), values | {each * SHORT_SCALES[letter[1]] for each in values}
    return StatedNumber(start, end, frozenset(values))


def tell_range(count: CountRange | Count, style: RangeStyle = WORDS) -> str:
    """The count in that style: "1,200", "about 12", "12 or more", "up to 12", "10 to 15"; empty where it is unknown."""
    low, high = count.low, count.high
    if count.qualifier == "several" and style.several:
        template = style.several
    elif low is None or high is None:
        template = style.at_least if low is not None else style.at_most if high is not None else ""
    elif low == high:
        template = style.about if count.qualifier == "about" else style.exact
    else:
        template = style.between
    return template.format(low=low, high=high)


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


def _draft(numeral: Numeral) -> _Draft:
    if numeral.value is None or numeral.value.denominator != 1 or numeral.kind == "money":
        return _Draft(numeral.start, numeral.end, _UNKNOWN, "other" if numeral.kind == "count" else numeral.kind)
    low = int(numeral.value)
    high = None if numeral.qualifier == "several" else low
    return _Draft(numeral.start, numeral.end, CountRange(low=low, high=high, qualifier=numeral.qualifier), numeral.kind)


def _range_of(source: _Source, first: _Draft, second: _Draft) -> _Draft | None:
    """The two numbers as one range, or None where they are two numbers."""
    low, high = first.range.low, second.range.high
    if low is None or high is None or not first.kind == second.kind == "count":
        return None
    start = _begin_range(source.lower, first, second)
    if start is None or low >= high:
        return None
    return _Draft(start, second.end, CountRange(low=low, high=high, qualifier="range"), "count")


def _begin_range(lower: str, first: _Draft | Numeral, second: _Draft | Numeral) -> int | None:
    """Where a range of two numbers begins, at its "between" or its first one; None where they are two numbers."""
    before = lower[max(0, first.start - _WINDOW) : first.start]
    between = _BETWEEN.search(before)
    gap = lower[first.end : min(second.start, first.end + MAX_GAP + 1)]
    if between and _AND_GAP.fullmatch(gap):
        return first.start - (len(before) - between.start())
    return first.start if _RANGE_GAP.fullmatch(gap) and not _FROM.search(before) else None


def _share_scales(lower: str, numerals: Sequence[Numeral]) -> Iterator[Numeral]:
    """The numbers, each first one of a range with the scale that stands after the second one alone."""
    for first, second in zip_longest(numerals, numerals[1:]):
        is_range = second and first.kind == second.kind == "count" and _begin_range(lower, first, second) is not None
        yield _scale_as(lower, first, second) if is_range else first


def _scale_as(lower: str, first: Numeral, second: Numeral) -> Numeral:
    """The first number as many as the second one counts by: "two to three thousand", "20 and 30,000"."""
    if not first.value or not second.value:
        return first
    written = lower[second.start : second.end]
    words = (word.removesuffix("s") for word in reversed(_WORD.findall(written)))
    scale = prod(_WORTHS[word] for word in takewhile(_WORTHS.__contains__, words))
    if first.value * scale >= second.value:
        scale = 1
    elif _THOUSANDS_END.search(written):
        scale = share_thousands(first.value, second.value)
    return first._replace(value=first.value * scale)


def share_thousands(low: int | Fraction, high: int | Fraction) -> int:
    """1000 where a number before one of whole thousands may be of thousands, too: 20 before 30,000, but not 2."""
    return 1000 if low < high / 1000 <= 10 * low else 1


def _mention(source: _Source, draft: _Draft) -> NumberMention:
    start, end, count = draft.start, draft.end, draft.range
    if draft.kind == "count":
        first = max(0, start - _WINDOW)
        before = None if _GROWN.search(source.lower, first, start) else _BEFORE.search(source.lower, first, start)
        start, end, count = qualify(start, end, count, before, _AFTER.match(source.lower, end))
    kind = _kind(source, draft, start, end) if draft.kind in {"count", "other"} else draft.kind
    return NumberMention(start=start, end=end, text=source.text[start:end], range=count, kind=kind)


def qualify(
    start: int, end: int, count: CountRange, before: re.Match[str] | None, after: re.Match[str] | None
) -> tuple[int, int, CountRange]:
    """The span and range of a number with the qualifier that was found right before it, or else right after it.

    The last group that is found tells which qualifier it is.
    """
    found = before or after
    if found is None:
        return start, end, count
    start, end = min(start, found.start()), max(end, found.end())
    if not found.lastgroup or count.qualifier not in {"exact", "about"}:
        return start, end, count
    qualifier = _QUALIFIERS[found.lastgroup]
    low = None if qualifier == "at_most" else count.low
    high = None if qualifier == "at_least" else count.low
    return start, end, CountRange(low=low, high=high, qualifier=qualifier)


def _kind(source: _Source, draft: _Draft, start: int, end: int) -> NumberKind:
    if _PERCENT.match(source.lower, end):
        return "percent"
    if _CURRENCY.match(source.lower, end):
        return "money"
    if _is_age(source, start, end):
        return "age"
    before = source.text[max(0, start - _WINDOW) : start]
    if draft.kind == "other" or _UNIT.match(source.lower, end) or _LABEL.search(before):
        return "other"
    return "year" if _is_year(source.text, draft, start, before) else "count"


def _is_age(source: _Source, start: int, end: int) -> bool:
    before = source.lower[max(0, start - _WINDOW) : start]
    if _AGE_AFTER.match(source.lower, end) or _AGE_BEFORE.search(before):
        return True
    if _AGE_GROUP.search(before):
        return _AGE_BOUND.match(source.lower, start, end) is not None
    bare = end - start <= 3 and source.text[start:end].isdigit()  # noqa: PLR2004 - digits of an age
    if bare and _AGE_LISTED.search(before) and _AGE_LIST_ENDS.match(source.lower, end):
        return True
    named = bare and _NAME_COMMA.search(source.text[max(0, start - _WINDOW) : start])
    return bool(named) and _CLOSING.match(source.text, end) is not None


def _is_year(text: str, draft: _Draft, start: int, before: str) -> bool:
    """Whether four bare digits are a year: unless a quantity word precedes, or a plural noun follows them."""
    if start != draft.start or not _YEAR_DIGITS.fullmatch(text, draft.start, draft.end):
        return False
    return not _PLURAL_NEXT.match(text, draft.end) or _YEAR_BEFORE.search(before) is not None
