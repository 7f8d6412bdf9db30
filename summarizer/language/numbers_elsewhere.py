"""Numbers in the prose of languages that have no rules here: digits as they are grouped and scaled there, and words.

What stands before a number ("mindestens", "au moins") is not read: a number is given as exact. The words of scales
("Millionen", "тыс.", "万", "लाख") are those of Unicode CLDR's compact numbers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, partial
from itertools import pairwise, zip_longest
from operator import attrgetter

from babel import Locale, UnknownLocaleError
from text_to_num import find_numbers as find_number_words  # type: ignore[import-untyped]

from summarizer.language.calendar import OTHER_MONTHS
from summarizer.language.numbers import CountRange, NumberMention, share_thousands
from summarizer.language.numerals import NumberKind, Token, join_neighbours
from summarizer.language.wording import Wording, read_table
from summarizer.schemas.record import Qualifier

SPOKEN = ("de", "fr", "it", "nl", "pt")
"""The languages whose number words are read: those of text2num 3, but for English and Spanish, which have rules."""
_SIGNED = ("ja", "zh")
"""The languages that write numbers in signs: 三十."""
_SMALL_SCALES = {"ja": {"百": 100, "千": 1000}, "zh": {"百": 100, "千": 1000}, "ko": {"백": 100, "천": 1000}}
"""Scales that CLDR leaves out; they stand before larger ones, too: "3千万"."""
_NO_SCALE = Wording("[百백][貨货科화]|千[克米瓦]", "千克", "千人")
"""A word that begins with such a sign: a kilogram, a department store."""
_COLLECTIVES, _MANY = (
    {word: int(cells[0]) for cells in read_table("collectives.tsv") for word in cells[column].split()}
    for column in (1, 2)
)
"""What words that count by many are worth in these languages, one of them and each of several.

More than one of a collective: "dizaines" are twenty or more.
"""
_HALVED = frozenset({*_COLLECTIVES, "million", "milhão", "miljoen"})
_HALF = Wording(
    r"(?i)\b(?:(?:eine?[mnr]?|une?|uma?|een)\s)?(?:halbe[mnrs]?|demi|mei[ao]|mezz[ao]|half|halve)[\s-]\Z",
    "ein halbes ", "ein ganzes ",
)  # fmt: skip
_HALVES = {"anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "anderhalf": "1.5", "tweeënhalf": "2.5"}
"""Words that stand before the word of a scale as decimals do, and what each is worth."""
_AND_HALF = Wording(r"(?i)\set?\s(?:meio|demie?|mezzo)\b", " e meio", " e meia hora")
_COUNTED = frozenset({"dutzend", "hundert", "tausend"})
_SEVERAL = Wording(r"(?i)\b(?:mehrere|einige|viele|ein\spaar)\s\Z", "mehrere ", "mehr ")
"""Before those words, which have no plural there."""
_NONE = Wording(r"(?i)\b(?:aucune?|nessun[oa]?|kein(?:e[nrms]?)?|nenhuma?|geen)\b", "Aucun mort", "Quelqu'un")
_REACH = 20
"""The most characters of what stands before a number."""
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Signs of scripts without spaces, which stand right beside digits."""
_JOINED = "\u05d0-\u05ea\u0620-\u064a"
"""Letters of Hebrew and Arabic, whose "and" is written with the number that follows it."""
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+")
_DECIMAL = re.compile(r"(\d{1,3})[.,٫．](\d{1,2})")
_THOUSANDS = re.compile(r"\d{1,3}\D000")
_SIGNS = re.compile("[〇零一二三四五六七八九十百千万萬億亿两兩]+")
_COMPACT = re.compile(r"\u200f?(?P<digits>0+)\s?(?:de\s)?(?P<word>[^\s.;0-9-]+)\.?")
_OF_DATE = Wording(r"(?i)[.º]?\s(?:de\s)?(?P<month>[^\W\d_]{3,11})\b", ". November", ". 11")
_OF_CLOCK = Wording(r"\s?(?:[年月日号號時时点點년월일시](?!間|间|간))", "日午後", "人")
"""After a number of a day, a month or an hour."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TO = Wording(
    r"\s?[-–—~～〜至到]\s?|\s(?:bis|à|ai?|até|tot|до|do|il[ae]|sampai|hingga|đến|to|till?|إلى|تا|से)\s", " bis ", " und "
)
"""Between the least and the most."""
_BETWEEN = Wording(
    r"(?i)\b(?:entre|tra|fra|zwischen|tussen|między|mellan|mellem|mellom)\s(?:(?:i|le|gli|de|les|os|as)\s)?\Z",
    "zwischen ", "inzwischen ",
)  # fmt: skip
_REST_GAP = Wording(r"\s(?:e\s)?", " e ", ",")
"""Between a number and its rest: "53 bin 537", "2 mil e 500"."""
_LEAST_REST = 100
"""Of SPOKEN languages, where "2 mil 5" may be two numbers."""
_OF_MANY = Wording(r"\s(?:de|di|van)\s", " de ", " et ")
_AND = Wording(r"\s(?:e|et|und|en|a|och|og)\s(?:(?:i|le|gli|de|les|os|as)\s)?", " und ", " oder ")
_SOME_SIGN = frozenset("数數几幾")
"""Before a sign of ten or more: several of them."""
_NUKTA = "\N{DEVANAGARI SIGN NUKTA}"
"""A dot under a letter, which news leaves out: "हजार"."""
_LONGEST = 15
"""Digits. No count of anything is longer."""
_LEAST_SCALE_WORD = 3
"""Letters. Shorter ones ("5 K", "3 M") are units, too."""
_TEN_THOUSAND, _TEN = 10_000, 10
_START = attrgetter("start")


def find_numbers(text: str, language: str) -> tuple[NumberMention, ...]:
    """Every whole number of a text in order; in words only where the ``language`` is one of SPOKEN, or has signs.

    "1.200" and "1 200" are a thousand and two hundred; what is no whole number ("1,5") is none, but "1,5 Millionen" is.
    A range ("40 bis 50") is told beside its two numbers, as it may be a rise; a scale after it is of both.
    """
    tokens = [
        Token(match.start(), match.end(), match.group(), match.lastgroup or "")
        for match in _tokens(language).finditer(text)
    ]
    spoken = _read_words(text, tokens, language) if language in SPOKEN else ()
    signed = _read_signs(text) if language in _SIGNED else ()
    found = _scaled(text, sorted((*_read_digits(text, tokens), *spoken, *signed), key=_START), language)
    collected = _read_collectives(text, tokens, found) if language in SPOKEN else ()
    whole = [one for one in sorted((*found, *collected), key=_START) if one.range.low is not None]
    if language in SPOKEN:
        none = (_mention(text, *found.span(), 0) for found in _NONE.finditer(text))
        whole = sorted((*_share(text, whole), *none), key=_START)
    return tuple(sorted((*whole, *_find_ranges(text, whole)), key=_START))


@cache
def _tokens(language: str) -> re.Pattern[str]:
    """A pattern of a text's tokens; of all letters only the word of a scale may be right after digits: "30mila"."""
    return re.compile(
        rf"(?P<digits>(?<![^\W{_UNSPACED}{_JOINED}])"
        r"(?:\d{1,3}(?:[.'’٬\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d)|\d+(?:[.,:٫．]\d+)*)"
        rf"(?:(?![^\W{_UNSPACED}])|(?=(?i:{_scales(language)[0].pattern}))))"
        r"|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<dash>-)|\w+|[^\w\s]"
    )


def _read_digits(text: str, tokens: list[Token]) -> Iterator[NumberMention]:
    """The numbers in digits; what is no whole number is of unknown worth, as a scale may follow it ("anderthalb")."""
    for token in tokens:
        digits = re.sub(r"\D", "", token.surface)
        if token.role == "digits" and _GROUPED.fullmatch(token.surface) and len(digits) <= _LONGEST:
            after = _OF_DATE.match(text, token.end)
            is_month = after is not None and after["month"].lower() in OTHER_MONTHS
            is_date = _YEAR.fullmatch(token.surface) or is_month or _OF_CLOCK.match(text, token.end)
            yield _mention(text, token.start, token.end, int(digits), "date" if is_date else "count")
        elif _DECIMAL.fullmatch(token.surface) or token.surface.lower() in _HALVES:
            yield _mention(text, token.start, token.end, None)


def _read_words(text: str, tokens: list[Token], language: str) -> Iterator[NumberMention]:
    for found in find_number_words(tokens, language, 0):
        if found.text.isdecimal() and not found.is_ordinal:
            yield _mention(text, tokens[found.start].start, tokens[found.end - 1].end, int(found.text))


def _read_signs(text: str) -> Iterator[NumberMention]:
    """The numbers in signs, by what Unicode says that each is worth; not what scales digits ("12万")."""
    for found in _SIGNS.finditer(text):
        if len(found.group()) <= _LONGEST and not text[: found.start()][-1:].isdecimal():
            is_date = _OF_CLOCK.match(text, found.end())
            worth = _add_signs(found.group())
            if text[: found.start()][-1:] in _SOME_SIGN and worth >= _TEN:
                yield _mention(text, found.start() - 1, found.end(), 2 * worth, several=True)
            else:
                yield _mention(text, *found.span(), worth, "date" if is_date else "count")


def _add_signs(signs: str) -> int:
    whole = section = number = 0
    for worth in (2 if sign in "两兩" else int(unicodedata.numeric(sign)) for sign in signs):
        if worth >= _TEN_THOUSAND:
            whole, section, number = whole + (section + number or 1) * worth, 0, 0
        elif worth >= _TEN:
            section, number = section + (number or 1) * worth, 0
        else:
            number = 10 * number + worth
    return whole + section + number


def _scaled(text: str, found: Sequence[NumberMention], language: str) -> list[NumberMention]:
    """The numbers with the word of a scale after them or after their range, and as one those that go on: "1万2000"."""
    scaled: list[NumberMention] = []
    for one in found:
        if not scaled or one.start >= scaled[-1].end:  # "mil" of "12 mil" is read as a word, too
            scaled.append(_scale(text, one, language))
    joined = join_neighbours(scaled, partial(_add_rest, text, language))
    return [_scale_as(text, *pair, language) for pair in zip_longest(joined, joined[1:])]


def _scale(text: str, one: NumberMention, language: str) -> NumberMention:
    """A number with the word of a scale and the half that follow it: "2 milhões e meio"."""
    pattern, worths = _scales(language)
    if after := None if one.kind == "date" else pattern.match(text, one.end):
        one = _mention(text, one.start, after.end(), int(_read(one) * worths[after["scale"].casefold()]))
    worth, half = _find_scale(one, language), _AND_HALF.match(text, one.end)
    return _mention(text, one.start, half.end(), int(_read(one)) + worth // 2) if worth and half else one


def _read(one: NumberMention) -> Fraction:
    """What a number is worth, which by itself may be no whole one."""
    if one.range.low is not None:
        return Fraction(one.range.low)
    return Fraction(_HALVES.get(one.text.lower()) or re.sub(r"[,٫．]", ".", one.text))


def _find_scale(one: NumberMention, language: str) -> int:
    """What the word of a scale that a number ends in is worth; 0 for numbers without."""
    text = one.text.casefold()
    return next((worth for word, worth in _scales(language)[1].items() if text.endswith(word)), 0)


def _add_rest(text: str, language: str, last: NumberMention, one: NumberMention) -> NumberMention | None:
    """A number and its rest, which is right after it or smaller than the scale it ends in; None for two numbers."""
    whole, rest = last.range.high or 0, one.range.high or 0
    if last.end == one.start:
        is_rest = 0 < rest < whole
    elif one.kind == "date" or _DECIMAL.match(last.text) or not _REST_GAP.fullmatch(text, last.end, one.start):
        is_rest = False
    else:
        is_rest = (_LEAST_REST if language in SPOKEN else 1) <= rest < _find_scale(last, language)
    return _mention(text, last.start, one.end, whole + rest) if is_rest else None


def _scale_as(text: str, first: NumberMention, second: NumberMention | None, language: str) -> NumberMention:
    """The first number as many as the second one of its range counts by: "2 bis 3 Millionen", "10-12.000"."""
    if second is None or not first.kind == second.kind == "count" or not _is_to(text, first, second):
        return first
    low, high = _read(first), second.range.high or 0
    worth = share_thousands(low, high) if _THOUSANDS.fullmatch(second.text) else _find_scale(second, language)
    is_bare = worth > 1 and low * worth < high and not _find_scale(first, language)
    return _mention(text, first.start, first.end, int(low * worth)) if is_bare else first


@cache
def _scales(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern of a word right after a number that scales it, and what each is worth, the longest word first."""
    large = _read_compact(language)
    small = _SMALL_SCALES.get(language, {})
    worths = {**(_COLLECTIVES | _MANY if language in SPOKEN else {}), **large, **small}
    worths |= {few + many: small[few] * large[many] for few in small for many in large if large[many] >= _TEN_THOUSAND}
    worths = dict(sorted(worths.items(), key=lambda one: len(one[0]), reverse=True))
    words = "|".join(map(re.escape, worths)) or "(?!)"
    unlike = rf"(?!{_NO_SCALE.pattern.pattern})"
    return re.compile(rf"\s?{unlike}(?P<scale>{words})(?![^\W\d_{_UNSPACED}])", re.IGNORECASE), worths


def _read_compact(language: str) -> dict[str, int]:
    """What the words of a language's compact numbers are worth: of "00 Tausend" for 10,000 the word is 1,000."""
    try:
        styles = Locale.parse(language).compact_decimal_formats.values()
    except (UnknownLocaleError, ValueError):
        return {}
    worths: dict[str, int] = {}
    for size, pattern in (sized for style in styles for patterns in style.values() for sized in patterns.items()):
        found = _COMPACT.fullmatch(pattern.pattern.replace("'", ""))
        if found and (len(found["word"]) >= _LEAST_SCALE_WORD or not found["word"].isascii()):
            for word in (found["word"], unicodedata.normalize("NFD", found["word"]).replace(_NUKTA, "")):
                worths[word.casefold()] = int(size) // 10 ** (len(found["digits"]) - 1)
    return worths


def _read_collectives(text: str, tokens: list[Token], found: Sequence[NumberMention]) -> Iterator[NumberMention]:
    """Those that stand alone, as in "une dizaine" and "des dizaines", and scale no number."""
    taken = {at for one in found for at in range(one.start, one.end)}
    for token in tokens:
        word = token.surface.lower()
        if token.role != "word" or token.start in taken:
            continue
        if word in _COLLECTIVES:
            yield _mention(text, token.start, token.end, _COLLECTIVES[word])
        elif word in _MANY:
            yield _mention(text, token.start, token.end, 2 * _MANY[word], several=True)


def _share(text: str, found: Sequence[NumberMention]) -> list[NumberMention]:
    """The numbers, with "halbes" or "mehrere" before them, and as one where they are so many of many."""
    weighed: list[NumberMention] = []
    for one in found:
        share = _weigh(text, one)
        while weighed and weighed[-1].start >= share.start:  # the "un" of "un demi-millier"
            weighed.pop()
        weighed.append(share)
    return join_neighbours(weighed, partial(_multiply, text))


def _weigh(text: str, one: NumberMention) -> NumberMention:
    """The number as half of it after "halbes", as several after "mehrere"; as it is elsewhere."""
    word, low, first = one.text.casefold(), one.range.low or 0, max(0, one.start - _REACH)
    if word in _HALVED and (half := _HALF.search(text, first, one.start)):
        return _mention(text, half.start(), one.end, low // 2)
    if word in _COUNTED and (several := _SEVERAL.search(text, first, one.start)):
        return _mention(text, several.start(), one.end, 2 * low, several=True)
    return one


def _multiply(text: str, last: NumberMention, one: NumberMention) -> NumberMention | None:
    """So many of many ("dizaines de milliers") as one; None for two numbers."""
    first, second = last.range, one.range
    if second.qualifier != "several" or not _OF_MANY.fullmatch(text, last.end, one.start):
        return None
    low = (first.low or 0) * (second.low or 0) // 2
    return _mention(text, last.start, one.end, low, several=first.qualifier == "several")


def _find_ranges(text: str, found: Sequence[NumberMention]) -> Iterator[NumberMention]:
    for least, most in pairwise(one for one in found if one.kind == "count" and one.range.qualifier == "exact"):
        low, high = least.range.low, most.range.high
        if low is not None and high is not None and low < high and _is_to(text, least, most):
            count = CountRange(low=low, high=high, qualifier="range")
            span = text[least.start : most.end]
            yield NumberMention(start=least.start, end=most.end, text=span, range=count, kind="count")


def _is_to(text: str, least: NumberMention, most: NumberMention) -> bool:
    if _TO.fullmatch(text, least.end, most.start):
        return True
    is_between = _BETWEEN.search(text, max(0, least.start - _REACH), least.start) is not None
    return is_between and _AND.fullmatch(text, least.end, most.start) is not None


def _mention(
    text: str, start: int, end: int, value: int | None, kind: NumberKind = "count", *, several: bool = False
) -> NumberMention:
    """The number in that span: so many, of unknown worth, or ``several`` of which it is the least."""
    qualifier: Qualifier = "several" if several else "unknown" if value is None else "exact"
    count = CountRange(low=value, high=None if several else value, qualifier=qualifier)
    return NumberMention(start=start, end=end, text=text[start:end], range=count, kind=kind)
