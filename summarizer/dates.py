"""When: the article's words for a date made into days, and contradictions with the publication date.

English is read by the rules below. ``dateparser`` is asked only for what they do not match, and only in other
languages: measured on the cases of ``tests/test_dates.py``, its English reads "3-5 May" as 3 May, "05/06/2021" as
6 May, "last week" as one day, a weekday equal to the publication day as a week before, "noon" and "1990s" as yesterday
and "an" as January. It fills in what the words leave out and does not say so; asking it from two base dates shows what
it filled in.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple

from summarizer.schemas.record_v1 import DateBasis, DatePrecision, Frozen, Sentence

__all__ = [
    "DateConflict",
    "ResolvedDate",
    "check_event_date",
    "check_publication",
    "find_date_words",
    "resolve_date",
]

_LONGEST_PHRASE = 120
_LONGEST_FOREIGN_PHRASE = 40
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_HALF_YEAR = timedelta(days=183)
_NIGHT_DAYS, _WEEK_DAYS, _MONTH_DAYS = 2, 7, 31
_FOREIGN_LANGUAGES = ["es", "fr", "de", "pt", "it", "nl", "ru", "uk", "pl", "tr", "sv", "id"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNIT_DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_VAGUE = frozenset({"few", "a few", "several", "some", "many"})
_MANY = (7, 2)
_RECENT_DAYS = 2
_LONE_MENTION_DAYS = 5


class ResolvedDate(Frozen):
    """When something happened, as days.

    ``earliest`` and ``latest`` are inclusive and both None where the words could not be resolved; ``precision`` is then
    ``unknown``. ``day`` precision means one day, or the two days that a night touches. ``basis`` tells what kind of
    words they were, resolved or not. ``note`` says for people how they were resolved. ``doubtful``: another reading is
    as good, or there is none.
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    basis: DateBasis
    note: str
    doubtful: bool


class DateConflict(Frozen):
    """A contradiction about dates. ``spans`` are (sentence number, start, end), code points into the article's text."""

    code: Literal["weekday_mismatch", "event_after_publication", "publication_date_doubtful"]
    message: str
    spans: tuple[tuple[int, int, int], ...] = ()


class _Days(NamedTuple):
    earliest: date
    latest: date
    how: str
    doubtful: bool = False


class _UnpublishedError(Exception):
    """The words need a publication date and there is none."""


_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?P<{0}>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\b\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_M, _M1 = _MONTH.format("month"), _MONTH.format("month1")
_W, _W1 = _WEEKDAY.format("weekday"), _WEEKDAY.format("weekday1")
_D, _D1 = _DAY.replace("{0}", "day"), _DAY.replace("{0}", "day1")
_FOUR_DIGITS = r"(?:1[5-9]|20|21)\d\d"
_YEAR = rf"(?:[ ,-]{{1,3}}(?:of |in )?(?:(?P<year>{_FOUR_DIGITS})|'?(?P<short>\d\d)|(?P<which>last|this) year))?"
_PART = r"(?:(?P<part>early|mid|late|beginning of|start of|middle of|end of)[ -](?:in )?)?"
_FROM, _TO = "(?:between |from )?", " ?(?:-|/|to|and|or|through|until|into) ?(?:the )?"
_COUNT = r"(?P<count>\d{1,3}|[a-z]{1,12}(?:[- ][a-z]{1,12})?(?: of)?)"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year)"
_DAYTIME = (
    r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall|lunchtime)"
)


def _number(words: str) -> int:
    """The number that ``words`` spell. Raises ValueError where they spell none."""
    if words.isdecimal():
        return int(words)
    if words in {"a", "an"}:
        return 1
    if words in {"couple", "couple of", "a couple", "a couple of"}:
        return 2
    from text_to_num import text2num  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: a compiled extension

    return int(text2num(words, "en"))


def _need(published: date | None) -> date:
    if published is None:
        raise _UnpublishedError
    return published


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _weekday_number(name: str) -> int:
    return _WEEKDAYS.index(name[:3])


def _say_day(day: date) -> str:
    return f"{day.isoformat()}, a {calendar.day_name[day.weekday()]}"


def _say_days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months_back(day: date, months: int) -> tuple[date, date]:
    index = day.year * 12 + day.month - 1 - months
    return _month_days(index // 12, index % 12 + 1)


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _stated_year(match: re.Match[str], published: date | None) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        known = _need(published)
        return known.year - (known.year - int(groups["short"])) % 100
    if groups.get("which"):
        return _need(published).year - (groups["which"] == "last")
    return None


def _latest_year(month: int, day: int, published: date) -> int:
    """The latest year in which that day exists and is at most one day after publication (datelines differ by a day)."""
    for year in range(published.year + 1, published.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found - published <= _ONE_DAY:
            return year
    raise ValueError(f"no such day: {month}-{day}")


def _with_year(match: re.Match[str], published: date | None, month: int, day: int) -> tuple[date, str, bool]:
    """The day, how its year was found, and whether that is doubtful."""
    stated = _stated_year(match, published)
    if stated is not None:
        return date(stated, month, day), "", False
    known = _need(published)
    found = date(_latest_year(month, day, known), month, day)
    how = f"; the year is inferred as the latest that fits the publication date {known.isoformat()}"
    return found, how, known - found > _HALF_YEAR


def _read_iso(match: re.Match[str], _published: date | None) -> _Days:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _Days(day, day, f"read as {day.isoformat()}")


def _read_numeric(match: re.Match[str], _published: date | None) -> _Days:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = sorted({date(year, m, d) for d, m in ((first, second), (second, first)) if m <= len(_MONTHS)})
    if not readings:
        raise ValueError("no such day")
    if len(readings) == 1:
        return _Days(readings[0], readings[0], f"read as {readings[0].isoformat()}")
    early, late = readings
    how = f"may be {early.isoformat()} or {late.isoformat()}: day and month are ambiguous"
    return _Days(early, late, how, doubtful=True)


def _read_day(match: re.Match[str], published: date | None) -> _Days:
    day, how, doubtful = _with_year(match, published, _month_number(match["month"]), int(match["day"]))
    how = f"read as {day.isoformat()}{how}"
    weekday = match["weekday"]
    if weekday and _weekday_number(weekday) != day.weekday():
        return _Days(day, day, f"{how}; that day is a {calendar.day_name[day.weekday()]}", doubtful=True)
    return _Days(day, day, how, doubtful)


def _read_range(match: re.Match[str], published: date | None) -> _Days:
    last_month = _month_number(match["month"])
    first_month = _month_number(match["month1"]) if match.groupdict().get("month1") else last_month
    last, how, doubtful = _with_year(match, published, last_month, int(match["day"]))
    first_day = int(match["day1"])
    crosses = (first_month, first_day) > (last_month, last.day)
    if crosses and first_month == last_month:
        raise ValueError("the range runs backwards")
    first = date(last.year - crosses, first_month, first_day)
    return _Days(first, last, f"read as {_say_days(first, last)}{how}", doubtful)


def _third(first: date, last: date, part: str | None) -> tuple[date, date]:
    """The early, middle or late third of a month (by tens of days) or of a year (by four months); all for None."""
    if part is None:
        return first, last
    index = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}[part]
    if first.month == last.month:
        return first.replace(day=1 + 10 * index), min(last, first + timedelta(days=(9, 19, 30)[index]))
    return first.replace(month=1 + 4 * index), _month_days(first.year, 4 * index + 4)[1]


def _read_month(match: re.Match[str], published: date | None) -> _Days:
    month = _month_number(match["month"])
    if match["past"]:
        known = _need(published)
        year, how, doubtful = known.year - (month >= known.month), f"; before {known.isoformat()}", False
    else:
        first_day, how, doubtful = _with_year(match, published, month, 1)
        year = first_day.year
    first, last = _third(*_month_days(year, month), match["part"])
    return _Days(first, last, f"read as {_say_days(first, last)}{how}", doubtful)


def _read_year(match: re.Match[str], _published: date | None) -> _Days:
    year = int(match["year"])
    first, last = _third(date(year, 1, 1), date(year, 12, 31), match["part"])
    return _Days(first, last, f"read as {_say_days(first, last)}")


def _weekday_before(weekday: int, day: date) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _read_weekday(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    weekday = _weekday_number(match["weekday"])
    name, which = calendar.day_name[weekday], match["which"]
    if match["week"]:
        day, rule = _week_of(known - _WEEK)[0] + timedelta(days=weekday), f"the {name} of the week before"
    elif which in {"next", "coming", "this coming"}:
        day, rule = _weekday_before(weekday, known) + _WEEK, f"the first {name} after"
    elif which in {"last", "past", "this past"}:
        day, rule = _weekday_before(weekday, known - _ONE_DAY), f"the last {name} before"
    else:
        day, rule = _weekday_before(weekday, known), f"the last {name} on or before"
    how = f"taken as {rule} the publication date {_say_day(known)}: {day.isoformat()}"
    return _Days(day, day, how, doubtful=which == "this")


def _read_weekdays(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    last = _weekday_before(_weekday_number(match["weekday"]), known)
    first = _weekday_before(_weekday_number(match["weekday1"]), last)
    how = f"taken as the last such days on or before the publication date {_say_day(known)}"
    return _Days(first, last, f"{how}: {_say_days(first, last)}")


def _read_offset(days: int) -> Callable[[re.Match[str], date | None], _Days]:
    """A rule that counts ``days`` from the publication date."""

    def read(_match: re.Match[str], published: date | None) -> _Days:
        known = _need(published)
        day = known + timedelta(days=days)
        return _Days(day, day, f"counted from the publication date {known.isoformat()}: {day.isoformat()}")

    return read


def _read_overnight(_match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    return _Days(known - _ONE_DAY, known, f"taken as the night before the publication date {known.isoformat()}")


def _units_back(unit: str, count: int, day: date) -> tuple[date, date]:
    """The day, calendar week (Monday to Sunday), month or year that lies ``count`` units before ``day``."""
    if unit == "minute":
        return day, day
    if unit == "hour":
        return day - timedelta(days=count // 24 + 1), day - timedelta(days=count // 24)
    if unit == "day":
        return (day - timedelta(days=count),) * 2
    if unit == "week":
        return _week_of(day - count * _WEEK)
    if unit == "month":
        return _months_back(day, count)
    return date(day.year - count, 1, 1), date(day.year - count, 12, 31)


def _read_ago(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    unit, vague = match["unit"], match["count"] in _VAGUE
    most, least = _MANY if vague else (_number(match["count"]),) * 2
    first, last = _units_back(unit, most, known)[0], _units_back(unit, least, known)[1]
    how = f"counted back from the publication date {known.isoformat()}: {_say_days(first, last)}"
    return _Days(first, last, how, doubtful=vague or bool(match["hedge"]))


def _read_past(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    words = match["count"] or "a"
    count = _MANY[0] if words in _VAGUE else _number(words)
    first = known - timedelta(days=count * _UNIT_DAYS[match["unit"]])
    how = f"counted back from the publication date {known.isoformat()}: {_say_days(first, known)}"
    return _Days(first, known, how, doubtful=words in _VAGUE)


def _read_period(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    first, last = _units_back(match["unit"], {"last": 1, "this": 0, "next": -1}[match["which"]], known)
    if match["earlier"] and first <= known:
        last = min(last, known)
    how = f"counted from the publication date {known.isoformat()}: {_say_days(first, last)}"
    return _Days(first, last, how)


def _read_weekend(match: re.Match[str], published: date | None) -> _Days:
    known = _need(published)
    shift = {"last": -2, "next": 7}.get(match["which"] or "", 0)
    saturday = _weekday_before(5, known + timedelta(days=shift))
    sunday = saturday + _ONE_DAY
    how = f"taken as {_say_days(saturday, sunday)}, by the publication date {_say_day(known)}"
    return _Days(saturday, sunday, how, doubtful=match["which"] == "this")


_DATED = (rf"(?:{_W},? (?:the )?)?{_D}(?: of)?[ -]{_M}{_YEAR}", rf"(?:{_W},? )?{_M} {_D}{_YEAR}")
_Reader = Callable[[re.Match[str], date | None], _Days]
_EXPLICIT: tuple[tuple[str, _Reader], ...] = (
    (r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:t\d\d.{0,30})?", _read_iso),
    (rf"(?P<first>\d\d?)([-/.])(?P<second>\d\d?)\2(?P<year>{_FOUR_DIGITS})", _read_numeric),
    (_DATED[0], _read_day),
    (_DATED[1], _read_day),
    (rf"{_FROM}{_D1}(?: of)?(?: {_M1})?{_TO}{_D}(?: of)? {_M}{_YEAR}", _read_range),
    (rf"{_FROM}{_M} {_D1}{_TO}{_D}{_YEAR}", _read_range),
    (rf"{_FROM}{_M1} {_D1}{_TO}{_M} {_D}{_YEAR}", _read_range),
    (rf"{_PART}(?:(?P<past>last) )?{_M}{_YEAR}", _read_month),
    (rf"{_PART}(?P<year>{_FOUR_DIGITS})", _read_year),
)
_BY_WEEKDAY: tuple[tuple[str, _Reader], ...] = (
    (
        rf"(?:(?P<which>last|this past|this coming|this|next|past|coming) )?{_W}(?:,? (?P<week>last week))?",
        _read_weekday,
    ),
    (rf"{_FROM}{_W1}{_TO}{_W}", _read_weekdays),
)
_RELATIVE: tuple[tuple[str, _Reader], ...] = (
    (rf"(?:(?:earlier|later|early|late) )?(?:today|tonight|this (?:early |late )?{_DAYTIME}|now)", _read_offset(0)),
    (r"(?:(?:early|late) )?(?:yesterday|last (?:night|evening))", _read_offset(-1)),
    (r"(?:the )?day before yesterday", _read_offset(-2)),
    (r"tomorrow", _read_offset(1)),
    (r"overnight", _read_overnight),
    (rf"(?:(?P<hedge>about|around|nearly|almost|roughly|more than|over|at least) )?{_COUNT} {_UNIT}s? ago", _read_ago),
    (rf"(?:the )?past (?:{_COUNT} )?{_UNIT}s?", _read_past),
    (rf"(?:the )?last {_COUNT} {_UNIT}s", _read_past),
    (
        r"(?:(?P<earlier>earlier) |later |early |late )?(?P<which>last|this|next) (?P<unit>week|month|year)",
        _read_period,
    ),
    (r"(?:(?P<which>last|this|next|the) )?weekend", _read_weekend),
)
_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|shortly|just|before|after|by) ){0,3}"
    r"\b\d{1,2}(?:(?:[:.]\d\d){1,2}(?: ?(?:[ap]\.?m\b\.?|hours|hrs|h\b))?"
    r"|:?(?:\d\d)? ?(?:[ap]\.?m\b\.?|hours|hrs|o'clock))"
    r"(?: \(?(?:local time|gmt|utc|est|edt|pst|pdt|cet|cest|bst|ist)\b\)?){0,2}"
)
_DAYTIME_WORDS = re.compile(
    rf"(?:\b(?:early|late|mid|small|the|in|at|during|around|before|after|shortly|just|on|about)[ -]){{0,5}}"
    rf"\b(?:{_DAYTIME}|hours)\b(?: hours)?(?: (?:of|on)\b)?"
)
_FILLER = re.compile(r"(?:(?:on|in|at|of|the|during|over|around|about|dated) )+")
_FOREIGN_FILLER = re.compile(r"(?:(?:el|la|le|am|den|em|na|no|il|op) )+")
_LATE_FILLER = re.compile(r"(?:(?:early|late|later|earlier|on|in|at|of|the|during|around|about) )+")


def _normalize(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"[‐-―−]", "-", folded.replace("’", "'"))
    return " ".join(folded.split()).strip(" ,.;:()[]\"'")


def _readings(words: str) -> Iterator[str]:
    """The phrase as it is, without leading prepositions, and without the time of day."""
    yield words
    yield words[found.end() :] if (found := _FILLER.match(words)) else words
    timeless = " ".join(_DAYTIME_WORDS.sub(" ", _CLOCK.sub(" ", words)).split()).strip(" ,.;:")
    yield timeless[found.end() :] if (found := _LATE_FILLER.match(timeless)) else timeless


def _precision(first: date, last: date) -> DatePrecision:
    days = (last - first).days + 1
    if days <= _NIGHT_DAYS:
        return "day"
    if days <= _WEEK_DAYS:
        return "week"
    return "month" if days <= _MONTH_DAYS else "year"


def _quote(text: str) -> str:
    short = " ".join(text.split())
    return f"'{short[:60]}…'" if len(short) > 60 else f"'{short}'"  # noqa: PLR2004 - for people


def _resolved(text: str, basis: DateBasis, days: _Days) -> ResolvedDate:
    return ResolvedDate(
        earliest=days.earliest,
        latest=days.latest,
        precision=_precision(days.earliest, days.latest),
        basis=basis,
        note=f"{_quote(text)} {days.how}",
        doubtful=days.doubtful,
    )


def _unresolved(text: str, basis: DateBasis, why: str) -> ResolvedDate:
    note = f"{_quote(text)} {why}"
    return ResolvedDate(earliest=None, latest=None, precision="unknown", basis=basis, note=note, doubtful=True)


@cache
def _rules() -> tuple[tuple[DateBasis, re.Pattern[str], _Reader], ...]:
    """Every rule, compiled on first use: that takes longer than the rest of this module's import."""
    return (
        *(("explicit", re.compile(pattern), read) for pattern, read in _EXPLICIT),
        *(("weekday", re.compile(pattern), read) for pattern, read in _BY_WEEKDAY),
        *(("relative", re.compile(pattern), read) for pattern, read in _RELATIVE),
    )


def _apply_rules(text: str, published: date | None) -> ResolvedDate | None:
    """What the first rule that matches makes of the words. None where none matches."""
    words = _normalize(text)
    for reading in dict.fromkeys(_readings(words)):
        for basis, pattern, read in _rules():
            match = pattern.fullmatch(reading)
            if match is None:
                continue
            try:
                return _resolved(text, basis, read(match, published))
            except _UnpublishedError:
                return _unresolved(text, basis, "cannot be resolved without a publication date")
            except (ValueError, OverflowError):
                return _unresolved(text, basis, "names no day of the calendar")
    return None


def _ask_dateparser(words: str, base: date) -> tuple[date, str] | None:
    """The day that dateparser reads in a foreign phrase, and the unit it thinks was meant."""
    from dateparser.date import (  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: 0.3 s
        DateDataParser,
    )

    noon = datetime.combine(base, time(12))
    settings = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"}
    parser = DateDataParser(languages=_FOREIGN_LANGUAGES, settings=settings)
    for reading in dict.fromkeys((words, _FOREIGN_FILLER.sub("", words, count=1))):
        found = parser.get_date_data(reading)
        if found.date_obj:
            return found.date_obj.date(), found.period
    return None


def _unit_of(day: date, period: str) -> tuple[date, date]:
    if period == "week":
        return _week_of(day)
    if period == "month":
        return _month_days(day.year, day.month)
    return (date(day.year, 1, 1), date(day.year, 12, 31)) if period == "year" else (day, day)


def _compare_readings(near: date, far: date, period: str, base: date) -> tuple[DateBasis, date]:
    """What kind of words dateparser read, seen from two base dates 400 days apart, and the day they mean."""
    same_unit = {"day": near.day == far.day, "month": True}.get(period, False) and near.month == far.month
    if _unit_of(near, period) == _unit_of(far, period):
        return "explicit", near
    if same_unit:
        day = near.day if period == "day" else 1
        return "explicit", date(_latest_year(near.month, day, base), near.month, day)
    if period == "day" and near.weekday() == far.weekday():
        return "weekday", _weekday_before(near.weekday(), base)
    return "relative", near


def _apply_dateparser(text: str, published: date | None) -> ResolvedDate | None:
    """What dateparser makes of words in another language than English. None where it makes nothing of them."""
    words = _normalize(text)
    if len(words) > _LONGEST_FOREIGN_PHRASE or not re.search(r"[^\W\d_]{4}", words):
        return None
    base = published or date(2001, 6, 15)
    try:
        near, far = (_ask_dateparser(words, day) for day in (base, base - timedelta(days=400)))
        if near is None or far is None or near[1] != far[1]:
            return None
        basis, day = _compare_readings(near[0], far[0], near[1], base)
        first, last = _unit_of(day, near[1])
    except (ValueError, OverflowError):
        return None
    if published is None and not (basis == "explicit" and near[0].year == far[0].year):
        return _unresolved(text, basis, "cannot be resolved without a publication date")
    how = f"read by dateparser as {_say_days(first, last)}"
    return _resolved(text, basis, _Days(first, last, how))


def resolve_date(text: str, *, published: date | None) -> ResolvedDate:
    """The days that the article's own words for a date mean, seen from its publication date.

    A year that is stated is never changed; a missing one is the latest that puts the date at most one day after
    publication. A weekday is the latest on or before publication ("last Friday": before it, "next Friday": after it).
    Weeks run from Monday to Sunday. Never raises: words that mean no day give ``earliest`` and ``latest`` None.
    """
    if len(text) > _LONGEST_PHRASE:
        return _unresolved(text, "unknown", "is too long for a date")
    found = _apply_rules(text, published) or _apply_dateparser(text, published)
    return found or _unresolved(text, "unknown", "could not be read as a date")


_PROPER_MONTH = r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)"
    r"|may(?=,? (?:[12]\d{3}|in|at|on|when)\b|[,.;)]|$)|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?= \d))?"
)
_WEEKDAY_WORD = (
    r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Holy )(?<!Ash )(?<!Palm )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?! (?:Times|Mirror|Express|Telegraph|Mail|Post|Herald|Tribune|Mercury)\b)"
)
_LATER_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAY_WORD = rf"(?<![\d.,:$£€-]){_LATER_DAY}"
_YEAR_WORD = rf"(?:,? (?:of )?{_FOUR_DIGITS}\b(?!,\d)| (?:of )?(?:last|this) year\b)?"
_WEEKDAY_BEFORE = rf"(?:\b{_WEEKDAY_WORD},? (?:the )?)?"
_JOIN = r"(?: ?[-–/] ?| to | and | or | through | until )"
_COUNT_WORD = r"(?:\d{1,3}|an?|a couple of|a few|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_EXPRESSIONS = (
    r"\b\d{4}-\d\d-\d\d\b",
    rf"\b\d\d?/\d\d?/{_FOUR_DIGITS}\b",
    rf"{_DAY_WORD} {_MONTH_WORD}{_JOIN}{_LATER_DAY} {_MONTH_WORD}{_YEAR_WORD}",
    rf"{_DAY_WORD}{_JOIN}{_LATER_DAY} (?:of )?{_MONTH_WORD}{_YEAR_WORD}",
    rf"{_WEEKDAY_BEFORE}{_DAY_WORD} (?:of )?{_MONTH_WORD}{_YEAR_WORD}",
    rf"{_WEEKDAY_BEFORE}\b{_MONTH_WORD} {_DAY_WORD}\b(?!,\d|[:.]\d)(?:{_JOIN}{_LATER_DAY}\b)?{_YEAR_WORD}",
    rf"\b(?:early|mid|late)[ -]{_PROPER_MONTH}\b{_YEAR_WORD}",
    rf"\b{_PROPER_MONTH},? {_FOUR_DIGITS}\b",
    rf"\b{_PROPER_MONTH} (?:last|this) year\b",
    r"(?:(?<=\bin )|(?<=\bsince )|\blast )(?-i:May|March)\b",
    r"\b(?:last )?(?-i:January|February|April|June|July|August|September|October|November|December)\b",
    rf"\b(?:early|mid|late)[ -]{_FOUR_DIGITS}\b",
    rf"(?<=\bin ){_FOUR_DIGITS}\b(?![,.]\d)",
    rf"(?:\b(?:last|next|this|early|late) )?\b{_WEEKDAY_WORD}(?: (?:early )?{_DAYTIME}\b)?(?:,? last week\b)?",
    rf"\bthis (?:early |late )?{_DAYTIME}\b",
    rf"\b(?:the day before yesterday|yesterday|today|tomorrow)\b(?: {_DAYTIME}\b)?|\btonight\b|\bovernight\b",
    r"\blast (?:night|evening)\b",
    rf"\b{_COUNT_WORD} (?:minute|hour|day|week|month|year)s? ago\b",
    rf"\b(?:the )?(?:past|last) (?:{_COUNT_WORD} )(?:hour|day|week|month|year)s\b",
    r"\b(?:(?:earlier|later|early|late) )?(?:last|this|next) (?:weekend|week|month|year)\b",
)


@cache
def _date_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?=[\dadefjlmnopstwy])(?:{'|'.join(_EXPRESSIONS)})", re.IGNORECASE)


def find_date_words(sentence_text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the English date expressions in a sentence, in order, not overlapping.

    "May" and "March" alone count only after "in", "since" or "last"; a year alone only after "in".
    """
    return tuple(match.span() for match in _date_words().finditer(sentence_text))


class _Mention(NamedTuple):
    """One date expression of the article. ``before`` and ``after`` are its sentence's text around it."""

    sentence: int
    start: int
    end: int
    words: str
    before: str
    after: str

    @property
    def span(self) -> tuple[int, int, int]:
        return self.sentence, self.start, self.end


_NOT_PAST = re.compile(
    r"\b(?:will|would|shall|should|may|might|scheduled|expected|due|plan(?:s|ned|ning)?|upcoming|deadline|set to"
    r"|going to|is to|are to|expires?)\b"
    r"|\b(?:by|until|till|before|next|every|each|from|starting|beginning|coming|last|any|some|previous|following)"
    r"(?: the| this| late| early)?\s*$",
    re.IGNORECASE,
)
_PAST_VERB = re.compile(r"\b(?:was|were|had|did|said|took|left|began|struck|shot|fell|[a-z]{2,20}ed)\b", re.IGNORECASE)


def _mentions(sentences: Sequence[Sentence]) -> Iterator[_Mention]:
    for sentence in sentences:
        for start, end in find_date_words(sentence.text):
            yield _Mention(
                sentence=sentence.number,
                start=sentence.start + start,
                end=sentence.start + end,
                words=sentence.text[start:end],
                before=sentence.text[max(0, start - 60) : start],
                after=sentence.text[end : end + 200],
            )


def _is_past(mention: _Mention) -> bool:
    """Whether the mention stands where no word points to the future, to a habit or to an earlier week."""
    return not _NOT_PAST.search(mention.before) and not re.match(r"(?:last|next|this)\b", mention.words, re.IGNORECASE)


def _possible_days(match: re.Match[str], published: date | None) -> tuple[date, ...]:
    """The days a weekday beside a date may stand for: of its year, or where none is stated of the years around."""
    month, day = _month_number(match["month"]), int(match["day"])
    try:
        year = _stated_year(match, published)
        if year is not None:
            return (date(year, month, day),)
        latest = _latest_year(month, day, _need(published))
        return date(latest, month, day), date(latest + 1, month, day)
    except (ValueError, OverflowError, _UnpublishedError):
        return ()


def _check_weekday(mention: _Mention, published: date | None) -> DateConflict | None:
    words = _normalize(mention.words)
    match = next(filter(None, (re.fullmatch(pattern, words) for pattern in _DATED)), None)
    if match is None or not match["weekday"]:
        return None
    days = _possible_days(match, published)
    if not days or _weekday_number(match["weekday"]) in {day.weekday() for day in days}:
        return None
    message = f"{_quote(mention.words)} does not agree with the calendar: {_say_day(days[0])}"
    return DateConflict(code="weekday_mismatch", message=message, spans=(mention.span,))


def _check_stated_years(dated: Sequence[tuple[_Mention, ResolvedDate]], published: date) -> DateConflict | None:
    """A full date after publication of which the text speaks in the past tense."""
    late = [
        mention
        for mention, resolved in dated
        if resolved.basis == "explicit"
        and resolved.precision == "day"
        and re.search(rf"{_FOUR_DIGITS}", mention.words)
        and _is_after(resolved, published)
        and _is_past(mention)
        and _PAST_VERB.search(f"{mention.before} {mention.after}")
    ]
    if not late:
        return None
    message = f"the text tells of {_quote(late[0].words)} as past, after the publication date {_say_day(published)}"
    spans = tuple(mention.span for mention in late)
    return DateConflict(code="publication_date_doubtful", message=message, spans=spans)


def _check_weekdays(dated: Sequence[tuple[_Mention, ResolvedDate]], published: date) -> DateConflict | None:
    """Weekdays that are all too far back for news published on that day."""
    days = [(mention, found, (published - found.earliest).days) for mention, found in dated if found.earliest]
    if any(found.precision == "day" and abs(back) <= _RECENT_DAYS for _, found, back in days):
        return None
    past = [(mention, back) for mention, found, back in days if found.basis == "weekday" and _is_past(mention)]
    if not past or (len(past) == 1 and past[0][1] < _LONE_MENTION_DAYS):
        return None
    mention, back = min(past, key=lambda pair: pair[1])
    message = (
        f"{_quote(mention.words)} would be {_say_day(published - timedelta(days=back))}, {back} days before the "
        f"publication date {_say_day(published)}, and the text names no nearer day"
    )
    return DateConflict(
        code="publication_date_doubtful", message=message, spans=tuple(mention.span for mention, _ in past)
    )


def check_publication(sentences: Sequence[Sentence], published: date | None) -> tuple[DateConflict, ...]:
    """What in the text contradicts its own dates or the publication date.

    In this order: weekdays beside dates, days after publication told as past, weekdays too far back.

    News names the day of an event within two days or so. Weekdays are held against the publication date only where
    neither they nor any other day named ("yesterday", "26 August") lies within two days of it, and where they stand at
    least twice or at least five days back: "on Sunday" once in Wednesday's paper is no contradiction.
    """
    mentions = tuple(_mentions(sentences))
    found: list[DateConflict | None] = [_check_weekday(mention, published) for mention in mentions]
    if published is not None:
        resolved = ((mention, _apply_rules(mention.words, published)) for mention in mentions)
        dated = [(mention, days) for mention, days in resolved if days and days.earliest]
        found += [_check_stated_years(dated, published), _check_weekdays(dated, published)]
    return tuple(conflict for conflict in found if conflict)


def _is_after(resolved: ResolvedDate, published: date) -> bool:
    return resolved.earliest is not None and resolved.earliest - published > _ONE_DAY


def check_event_date(resolved: ResolvedDate, published: date | None) -> DateConflict | None:
    """That an event lies more than one day after publication; None where it does not or either date is unknown."""
    if published is None or not _is_after(resolved, published):
        return None
    message = f"{resolved.note}; that is after the publication date {_say_day(published)}"
    return DateConflict(code="event_after_publication", message=message)
