"""Which reader takes which English words."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache

from summarizer.language.dates import readers
from summarizer.language.dates.days import ONE_DAY, Days, UnpublishedError, say_days
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
    MONTH_YEAR,
    MORE_DAYS,
    PART,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY1,
    YEAR,
    YEAR1,
)
from summarizer.language.dates.values import ResolvedDate, normalize, resolved, unresolved
from summarizer.language.wording import Row, Wording
from summarizer.schemas.record import DateBasis

_Reader = Callable[[re.Match[str], date | None], Days]
_Rows = tuple[tuple[Row, _Reader], ...]
_EXPLICIT: _Rows = (
    (Row(r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:t\d\d.{0,30})?",
        "2021-03-14", "2021-03/14"), readers.read_iso),
    (Row(rf"(?P<first>\d\d?)([-/.])(?P<second>\d\d?)\2(?P<year>{FOUR_DIGITS})",
        "14.03.2021", "14.03-2021"), readers.read_numeric),
    (Row(DATED[0], "3 may 2021", "may 2021"), readers.read_day),
    (Row(rf"{FROM}{MONTH} {DAY1}{MORE_DAYS}{TO}{DAY}{YEAR}", "may 3, 4 and 5", "may 3 and"), readers.read_range),
    (Row(DATED[1], "may 3, 2021", "may, 2021"), readers.read_day),
    (Row(rf"{FROM}{DAY1}(?: of)?(?: {MONTH1}{YEAR1})?{MORE_DAYS}{TO}{DAY}(?: of)? {MONTH}{YEAR}",
        "between 3 and 5 may 2021", "3 may 2021"), readers.read_range),
    (Row(rf"{FROM}{MONTH1} {DAY1}{YEAR1}{TO}{MONTH} {DAY}{YEAR}",
        "may 3 to june 5, 2021", "may to june"), readers.read_range),
    (Row(rf"{PART}(?:(?P<past>last) )?{MONTH}{MONTH_YEAR}", "early may 2021", "early monday"), readers.read_month),
    (Row(rf"(?:last )?(?P<holiday>{'|'.join(readers.HOLIDAYS)}){MONTH_YEAR}",
        "thanksgiving day", "thanks given"), readers.read_holiday),
    (Row(rf"{PART}(?P<year>{FOUR_DIGITS})", "late 2015", "late 3015"), readers.read_year),
    (Row(rf"{FROM}(?P<year1>{FOUR_DIGITS}){TO}(?P<year>{FOUR_DIGITS})",
        "between 2022 and 2024", "2022 killed"), readers.read_years),
)  # fmt: skip
_BY_WEEKDAY: _Rows = (
    (Row(rf"(?:(?P<which>last|this past|this coming|this|next|past|coming) )?{WEEKDAY}"
        r"(?:,? (?:of )?(?P<week>last week))?", "last monday", "last month"), readers.read_weekday),
    (Row(rf"(?:overnight )?{FROM}(?:early |late )?{WEEKDAY1}{TO}(?:early |late )?{WEEKDAY}",
        "monday to wednesday", "monday at dawn"), readers.read_weekdays),
    (Row(rf"(?:overnight (?:on )?)?{WEEKDAY}(?: overnight)?", "overnight saturday", "over night"), readers.read_night),
)  # fmt: skip
_RELATIVE: _Rows = (
    (Row(rf"(?:(?:earlier|later|(?:very )?early|late) )?(?:today|tonight|this (?:early |late )?{DAYTIME}|now)",
        "earlier today", "earlier"), readers.read_offset(0)),
    (Row(r"(?:(?:early|late) )?(?:yesterday|last (?:night|evening))",
        "last night", "last day"), readers.read_offset(-1)),
    (Row(r"(?:the )?day before yesterday", "the day before yesterday", "the day before"), readers.read_offset(-2)),
    (Row(r"tomorrow", "tomorrow", "morrow"), readers.read_offset(1)),
    (Row(rf"overnight(?: (?:in)?to {WEEKDAY})?", "overnight into friday", "over night"), readers.read_overnight),
    (Row(rf"(?:(?P<hedge>about|around|nearly|almost|roughly|more than|over|at least) )?{COUNT} {UNIT}s? ago",
        "about three days ago", "about three days"), readers.read_ago),
    (Row(rf"(?:the )?past (?:{COUNT} )?{UNIT}s?", "the past two weeks", "the past"), readers.read_past),
    (Row(rf"(?:in|over|during|within) the last (?:{COUNT} )?{UNIT}",
        "in the last month", "last month"), readers.read_past),
    (Row(rf"(?:the )?last {COUNT} {UNIT}s", "last two weeks", "last two week"), readers.read_past),
    (Row(r"(?:(?P<earlier>earlier) |later |early |late )?(?P<which>last|this|next) (?P<unit>week|month|year)",
        "earlier this week", "earlier that week"), readers.read_period),
    (Row(rf"(?:the )?{DAY} of this month", "3rd of this month", "3rd of may"), readers.read_day_of_this_month),
    (Row(r"(?:(?P<which>last|this|next|the) )?weekend", "this weekend", "this week"), readers.read_weekend),
)  # fmt: skip
_CLOCK = Wording(r"(?:\b(?:at|around|about|shortly|just|before|after|by|circa|approximately|roughly) ){0,3}"
    r"\b\d{1,2}(?:(?:[:.]\d\d){1,2}(?: ?(?:[ap]\.? ?m\b\.?|hours|hrs|h\b))?"
    r"|:?(?:\d\d)? ?(?:[ap]\.? ?m\b\.?|hours|hrs|o'clock))"
    r"(?: \(?(?:[a-z]{3,12} (?:standard |daylight |summer )?time|gmt|utc|[ecmp][sd]t|cet|cest|bst|ist)\b\)?){0,2}",
    "at 10:30 a.m. local time", "at 10")  # fmt: skip
_DAYTIME_WORDS = Wording(
    rf"(?:\b(?:very|early|late|mid|small|wee|pre|the|in|at|during|around|before|after|shortly|just|on|about)[ -])"
    r"{0,5}"
    rf"\b(?:{DAYTIME}|hours)\b(?: hours)?(?: (?:of|on)\b)?", "early in the morning of", "on monday")  # fmt: skip
_LATE = Wording(
    r"\b(?:[6-9]|1[01])(?:[:.]\d\d)? ?p\.?m\b|\b(?:1[89]|2[0-3])[:.]?\d\d|\b(?:evening|night)\b"
    r"|(?<!after )(?<!past )\bmidnight\b",
    "just before midnight", "just after midnight",
)  # fmt: skip
_NO_HOUR = r"(?:at|around|about)(?! \d{4}\Z)"
"""Before a bare "2000" these tell the hour."""
_FILLER = Wording(rf"(?:(?:on|in|of|the|during|over|dated|{_NO_HOUR}) )+", "on the 3 may", "at 2000")
_LATE_FILLER = Wording(rf"(?:(?:very|early|late|later|earlier|on|in|of|the|during|{_NO_HOUR}) )+",
    "early on monday", "monday")  # fmt: skip


def _readings(words: str) -> Iterator[str]:
    """The phrase as it is, without leading prepositions, and without the time of day."""
    yield words
    yield words[found.end() :] if (found := _FILLER.match(words)) else words
    timeless = " ".join(_DAYTIME_WORDS.sub(" ", _CLOCK.sub(" ", words)).split()).strip(" ,.;:")
    yield timeless[found.end() :] if (found := _LATE_FILLER.match(timeless)) else timeless


@cache
def _rules() -> tuple[tuple[DateBasis, re.Pattern[str], _Reader], ...]:
    """Every rule, compiled on first use: that takes longer than the rest of this module's import."""
    tables: dict[DateBasis, _Rows] = {"explicit": _EXPLICIT, "weekday": _BY_WEEKDAY, "relative": _RELATIVE}
    return tuple((basis, re.compile(row.pattern), read) for basis, rows in tables.items() for row, read in rows)


def is_time_of_day(text: str) -> bool:
    """Whether words tell when on a day something was and not on which: "late night", "shortly after 1:50 a.m."."""
    return not _DAYTIME_WORDS.sub(" ", _CLOCK.sub(" ", normalize(text))).strip(" ,.;:()")


def take_day(text: str, day: date, named: str) -> ResolvedDate:
    """A time of day on a day that is ``named`` for people, or in the evening before it, doubted.

    Of 38 reports of shootings with an hour before 6 p.m. and no day 33 are of the day of publication; of 16 with a
    later hour 8 are, and 6 of the day before. Of 1,104 with an hour and one day it is right in 1,048.
    """
    first = day - ONE_DAY if _LATE.search(normalize(text)) else day
    how = f"is a time of day, and the article tells no day but {named}: taken as {say_days(first, day)}"
    return resolved(text, "relative", Days(first, day, how, doubtful=True))


@lru_cache(maxsize=1024)
def apply_rules(text: str, published: date | None) -> ResolvedDate | None:
    """What the first rule that matches makes of the words. None where none matches.

    Kept for words met again: an article says "Monday" many times, and several checks ask what day it was.
    """
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
