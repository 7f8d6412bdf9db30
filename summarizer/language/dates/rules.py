"""Which reader takes which English words."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from summarizer.language.dates.days import Days, UnpublishedError
from summarizer.language.dates.patterns import (
    COUNT,
    DATED,
    DAY,
    DAY1,
    DAYTIME,
    FOUR_DIGITS,
    FROM,
    MONTH,
    MONTH1,
    PART,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY1,
    YEAR,
    YEAR1,
)
from summarizer.language.dates.readers import (
    read_ago,
    read_day,
    read_iso,
    read_month,
    read_numeric,
    read_offset,
    read_overnight,
    read_past,
    read_period,
    read_range,
    read_weekday,
    read_weekdays,
    read_weekend,
    read_year,
)
from summarizer.language.dates.values import ResolvedDate, normalize, resolved, unresolved
from summarizer.schemas.record import DateBasis

_Reader = Callable[[re.Match[str], date | None], Days]
_EXPLICIT: tuple[tuple[str, _Reader], ...] = (
    (r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:t\d\d.{0,30})?", read_iso),
    (rf"(?P<first>\d\d?)([-/.])(?P<second>\d\d?)\2(?P<year>{FOUR_DIGITS})", read_numeric),
    (DATED[0], read_day),
    (DATED[1], read_day),
    (rf"{FROM}{DAY1}(?: of)?(?: {MONTH1}{YEAR1})?{TO}{DAY}(?: of)? {MONTH}{YEAR}", read_range),
    (rf"{FROM}{MONTH} {DAY1}{TO}{DAY}{YEAR}", read_range),
    (rf"{FROM}{MONTH1} {DAY1}{YEAR1}{TO}{MONTH} {DAY}{YEAR}", read_range),
    (rf"{PART}(?:(?P<past>last) )?{MONTH}{YEAR}", read_month),
    (rf"{PART}(?P<year>{FOUR_DIGITS})", read_year),
)
_BY_WEEKDAY: tuple[tuple[str, _Reader], ...] = (
    (
        rf"(?:(?P<which>last|this past|this coming|this|next|past|coming) )?{WEEKDAY}(?:,? (?P<week>last week))?",
        read_weekday,
    ),
    (rf"{FROM}{WEEKDAY1}{TO}{WEEKDAY}", read_weekdays),
)
_RELATIVE: tuple[tuple[str, _Reader], ...] = (
    (rf"(?:(?:earlier|later|early|late) )?(?:today|tonight|this (?:early |late )?{DAYTIME}|now)", read_offset(0)),
    (r"(?:(?:early|late) )?(?:yesterday|last (?:night|evening))", read_offset(-1)),
    (r"(?:the )?day before yesterday", read_offset(-2)),
    (r"tomorrow", read_offset(1)),
    (r"overnight", read_overnight),
    (rf"(?:(?P<hedge>about|around|nearly|almost|roughly|more than|over|at least) )?{COUNT} {UNIT}s? ago", read_ago),
    (rf"(?:the )?past (?:{COUNT} )?{UNIT}s?", read_past),
    (rf"(?:the )?last {COUNT} {UNIT}s", read_past),
    (
        r"(?:(?P<earlier>earlier) |later |early |late )?(?P<which>last|this|next) (?P<unit>week|month|year)",
        read_period,
    ),
    (r"(?:(?P<which>last|this|next|the) )?weekend", read_weekend),
)
_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|shortly|just|before|after|by) ){0,3}"
    r"\b\d{1,2}(?:(?:[:.]\d\d){1,2}(?: ?(?:[ap]\.?m\b\.?|hours|hrs|h\b))?"
    r"|:?(?:\d\d)? ?(?:[ap]\.?m\b\.?|hours|hrs|o'clock))"
    r"(?: \(?(?:local time|gmt|utc|est|edt|pst|pdt|cet|cest|bst|ist)\b\)?){0,2}"
)
_DAYTIME_WORDS = re.compile(
    rf"(?:\b(?:early|late|mid|small|the|in|at|during|around|before|after|shortly|just|on|about)[ -]){{0,5}}"
    rf"\b(?:{DAYTIME}|hours)\b(?: hours)?(?: (?:of|on)\b)?"
)
_FILLER = re.compile(r"(?:(?:on|in|at|of|the|during|over|around|about|dated) )+")
_LATE_FILLER = re.compile(r"(?:(?:early|late|later|earlier|on|in|at|of|the|during|around|about) )+")


def _readings(words: str) -> Iterator[str]:
    """The phrase as it is, without leading prepositions, and without the time of day."""
    yield words
    yield words[found.end() :] if (found := _FILLER.match(words)) else words
    timeless = " ".join(_DAYTIME_WORDS.sub(" ", _CLOCK.sub(" ", words)).split()).strip(" ,.;:")
    yield timeless[found.end() :] if (found := _LATE_FILLER.match(timeless)) else timeless


@cache
def _rules() -> tuple[tuple[DateBasis, re.Pattern[str], _Reader], ...]:
    """Every rule, compiled on first use: that takes longer than the rest of this module's import."""
    return (
        *(("explicit", re.compile(pattern), read) for pattern, read in _EXPLICIT),
        *(("weekday", re.compile(pattern), read) for pattern, read in _BY_WEEKDAY),
        *(("relative", re.compile(pattern), read) for pattern, read in _RELATIVE),
    )


def apply_rules(text: str, published: date | None) -> ResolvedDate | None:
    """What the first rule that matches makes of the words. None where none matches."""
    words = normalize(text)
    for reading in dict.fromkeys(_readings(words)):
        for basis, pattern, read in _rules():
            match = pattern.fullmatch(reading)
            if match is None:
                continue
            try:
                return resolved(text, basis, read(match, published))
            except UnpublishedError:
                return unresolved(text, basis, "cannot be resolved without a publication date")
            except (ValueError, OverflowError):
                return unresolved(text, basis, "names no day of the calendar")
    return None
