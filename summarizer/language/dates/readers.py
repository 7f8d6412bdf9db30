"""What each kind of English date words means, seen from the publication date."""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]
from dateutil.relativedelta import FR, MO, SU, TH, relativedelta  # type: ignore[import-untyped]
from text_to_num import text2num  # type: ignore[import-untyped]

from summarizer.language.calendar import MONTHS, month_number, weekday_number
from summarizer.language.dates.days import (
    HALF_YEAR,
    ONE_DAY,
    WEEK,
    Days,
    latest_year,
    month_days,
    need,
    say_day,
    say_days,
    units_back,
    week_of,
    weekday_before,
)

_UNIT_DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_VAGUE = frozenset({"few", "a few", "several", "some", "many"})
_MANY = (7, 2)
_JUST_BEFORE = timedelta(days=2)
"""Of so short a time before, "last Thursday" is as often said of the week before: who means it says "Thursday"."""


def read_count(words: str) -> int:
    """The number that ``words`` spell. Raises ValueError where they spell none."""
    if words.isdecimal():
        return int(words)
    if words in {"a", "an"}:
        return 1
    if words in {"couple", "couple of", "a couple", "a couple of"}:
        return 2

    return int(text2num(words, "en"))


def stated_year(match: re.Match[str], published: date | None) -> int | None:
    """The year that the words name or point at; None where they do neither."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        known = need(published)
        return known.year + 1 - (known.year + 1 - int(groups["short"])) % 100
    if groups.get("which"):
        return need(published).year - (groups["which"] == "last")
    return None


def _with_year(match: re.Match[str], published: date | None, month: int, day: int) -> tuple[date, str, bool]:
    """The day, how its year was found, and whether that is doubtful."""
    stated = stated_year(match, published)
    if stated is not None:
        return date(stated, month, day), "", False
    known = need(published)
    found = date(latest_year(month, day, known), month, day)
    how = f"; the year is inferred as the latest that fits the publication date {known.isoformat()}"
    return found, how, known - found > HALF_YEAR


def read_iso(match: re.Match[str], _published: date | None) -> Days:
    """``2021-08-26``."""
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Days(day, day, f"read as {day.isoformat()}")


def read_numeric(match: re.Match[str], published: date | None) -> Days:
    """``26/8/2021``; both readings where neither the calendar nor the publication date tells day and month apart.

    With dots the day comes first: ``2.3.2026``.
    """
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    orders = ((first, second),) if "." in match[0] else ((first, second), (second, first))
    readings = sorted({date(year, m, d) for d, m in orders if m <= len(MONTHS)})
    if not readings:
        raise ValueError("no such day")
    if len(readings) == 1:
        return Days(readings[0], readings[0], f"read as {readings[0].isoformat()}")
    early, late = readings
    if published is not None and early - published <= ONE_DAY < late - published:
        return Days(early, early, f"read as {early.isoformat()}: {late.isoformat()} is after publication")
    how = f"may be {early.isoformat()} or {late.isoformat()}: day and month are ambiguous"
    return Days(early, late, how, doubtful=True)


def read_day(match: re.Match[str], published: date | None) -> Days:
    """``Thursday, 26 August 2021``, the year inferred where it is missing."""
    day, how, doubtful = _with_year(match, published, month_number(match["month"]), int(match["day"]))
    weekday = match["weekday"]
    soon = _next_such_day(day, published) if weekday and how else None
    if soon is not None and soon.weekday() == weekday_number(weekday) != day.weekday():
        return Days(soon, soon, f"read as {soon.isoformat()}; the year is inferred from the weekday")
    how = f"read as {day.isoformat()}{how}"
    if weekday and weekday_number(weekday) != day.weekday():
        return Days(day, day, f"{how}; that day is a {calendar.day_name[day.weekday()]}", doubtful=True)
    return Days(day, day, how, doubtful)


def _next_such_day(day: date, published: date | None) -> date | None:
    """The same day a year later where that is less than half a year after publication."""
    try:
        later = day.replace(year=day.year + 1)
    except ValueError:
        return None
    return later if later - need(published) < HALF_YEAR else None


def read_holiday(match: re.Match[str], published: date | None) -> Days:
    """``Thanksgiving Day 2016``, ``Labor Day``, ``Easter Sunday``; doubtful, as others keep them on other days."""
    stated = stated_year(match, published)
    year = need(published).year if stated is None else stated
    name = next(known for known in HOLIDAYS if re.match(known, match["holiday"]))
    day = _holiday(name, year)
    if stated is None and day - need(published) > ONE_DAY:
        day = _holiday(name, year - 1)
    whose = "western churches" if name.startswith(("good", "easter")) else "the United States"
    return Days(day, day, f"read as {day.isoformat()}, as {whose} keep it", doubtful=True)


HOLIDAYS: Mapping[str, relativedelta | int] = {
    "thanksgiving(?: day)?": relativedelta(month=11, day=1, weekday=TH(4)),
    "labor day": relativedelta(month=9, day=1, weekday=MO(1)),
    "memorial day": relativedelta(month=5, day=31, weekday=MO(-1)),
    "(?:martin luther king|mlk)(?:,? jr\\.?)?,? day": relativedelta(month=1, day=1, weekday=MO(3)),
    "mothers?'?s? day": relativedelta(month=5, day=1, weekday=SU(2)),
    "fathers?'?s? day": relativedelta(month=6, day=1, weekday=SU(3)),
    "black friday": relativedelta(month=11, day=23, weekday=FR(1)),
    "good friday": -2,
    "easter monday": 1,
    "easter(?: sunday| day)?": 0,
}
"""Patterns of days that move from year to year, each with its weekday of a month, or its days from Easter."""


def _holiday(pattern: str, year: int) -> date:
    rule = HOLIDAYS[pattern]
    day: date = easter(year) + timedelta(days=rule) if isinstance(rule, int) else date(year, 1, 1) + rule
    return day


def read_range(match: re.Match[str], published: date | None) -> Days:
    """``3-5 May``, ``from 30 April to 2 May``, ``30 December 2021 to 2 January 2022``."""
    last_month = month_number(match["month"])
    first_month = month_number(match["month1"]) if match.groupdict().get("month1") else last_month
    first_day, last_day = int(match["day1"]), int(match["day"])
    crosses = (first_month, first_day) > (last_month, last_day)
    if crosses and first_month == last_month:
        raise ValueError("the range runs backwards")
    stated = match.groupdict().get("year1")
    if stated and not any(match[name] for name in ("year", "short", "which")):
        last, how, doubtful = date(int(stated) + crosses, last_month, last_day), "", False
    else:
        last, how, doubtful = _with_year(match, published, last_month, last_day)
    first = date(int(stated) if stated else last.year - crosses, first_month, first_day)
    if first > last:
        raise ValueError("the range runs backwards")
    return Days(first, last, f"read as {say_days(first, last)}{how}", doubtful)


def _third(first: date, last: date, part: str | None) -> tuple[date, date]:
    """The early, middle or late third of a month (by tens of days) or of a year (by four months); all for None."""
    if part is None:
        return first, last
    index = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}[part]
    if first.month == last.month:
        return first.replace(day=1 + 10 * index), min(last, first + timedelta(days=(9, 19, 30)[index]))
    return first.replace(month=1 + 4 * index), month_days(first.year, 4 * index + 4)[1]


def read_month(match: re.Match[str], published: date | None) -> Days:
    """``late August``, ``last May``."""
    month = month_number(match["month"])
    if match["past"]:
        known = need(published)
        year, how, doubtful = known.year - (month >= known.month), f"; before {known.isoformat()}", False
    else:
        first_day, how, doubtful = _with_year(match, published, month, 1)
        year = first_day.year
    first, last = _third(*month_days(year, month), match["part"])
    return Days(first, last, f"read as {say_days(first, last)}{how}", doubtful)


def read_year(match: re.Match[str], _published: date | None) -> Days:
    """``2021``, ``early 2021``."""
    year = int(match["year"])
    first, last = _third(date(year, 1, 1), date(year, 12, 31), match["part"])
    return Days(first, last, f"read as {say_days(first, last)}")


def read_years(match: re.Match[str], _published: date | None) -> Days:
    """``between 2022 and 2024``."""
    first, last = date(int(match["year1"]), 1, 1), date(int(match["year"]), 12, 31)
    if first > last:
        raise ValueError("the range runs backwards")
    return Days(first, last, f"read as {say_days(first, last)}")


def read_weekday(match: re.Match[str], published: date | None) -> Days:
    """``Monday``, ``last Friday``, ``Tuesday last week``."""
    known = need(published)
    weekday = weekday_number(match["weekday"])
    name, which = calendar.day_name[weekday], match["which"]
    if match["week"]:
        day, rule = week_of(known - WEEK)[0] + timedelta(days=weekday), f"the {name} of the week before"
    elif which in {"next", "coming", "this coming"}:
        day, rule = weekday_before(weekday, known) + WEEK, f"the first {name} after"
    elif which in {"last", "past", "this past"}:
        day, rule = weekday_before(weekday, known - ONE_DAY), f"the last {name} before"
    else:
        day, rule = weekday_before(weekday, known), f"the last {name} on or before"
    how = f"taken as {rule} the publication date {say_day(known)}: {day.isoformat()}"
    if which == "last" and known - day <= _JUST_BEFORE and not match["week"]:
        how = f"may be {(day - WEEK).isoformat()} or {day.isoformat()}, before the publication date {say_day(known)}"
        return Days(day - WEEK, day, how, doubtful=True)
    return Days(day, day, how, doubtful=which == "this")


def read_weekdays(match: re.Match[str], published: date | None) -> Days:
    """``between Monday and Wednesday``."""
    known = need(published)
    last = weekday_before(weekday_number(match["weekday"]), known)
    first = weekday_before(weekday_number(match["weekday1"]), last)
    how = f"taken as the last such days on or before the publication date {say_day(known)}"
    return Days(first, last, f"{how}: {say_days(first, last)}")


def read_offset(days: int) -> Callable[[re.Match[str], date | None], Days]:
    """A rule that counts ``days`` from the publication date."""

    def read(_match: re.Match[str], published: date | None) -> Days:
        known = need(published)
        day = known + timedelta(days=days)
        return Days(day, day, f"counted from the publication date {known.isoformat()}: {day.isoformat()}")

    return read


def read_overnight(match: re.Match[str], published: date | None) -> Days:
    """``overnight``, ``overnight into Friday``."""
    known = need(published)
    if not match["weekday"]:
        return Days(known - ONE_DAY, known, f"taken as the night before the publication date {known.isoformat()}")
    day = weekday_before(weekday_number(match["weekday"]), known)
    return Days(day - ONE_DAY, day, f"taken as the night before {day.isoformat()}")


def read_night(match: re.Match[str], published: date | None) -> Days:
    """``overnight Saturday``: the night before or after it, up to publication."""
    known = need(published)
    day = weekday_before(weekday_number(match["weekday"]), known)
    first, last = day - ONE_DAY, min(day + ONE_DAY, known)
    how = f"taken as a night before or after {day.isoformat()}, up to the publication date {say_day(known)}"
    return Days(first, last, how, doubtful=last > day)


def read_ago(match: re.Match[str], published: date | None) -> Days:
    """``three days ago``, ``about a month ago``."""
    known = need(published)
    unit, vague = match["unit"], match["count"] in _VAGUE
    most, least = _MANY if vague else (read_count(match["count"]),) * 2
    first, last = units_back(unit, most, known)[0], units_back(unit, least, known)[1]
    how = f"counted back from the publication date {known.isoformat()}: {say_days(first, last)}"
    return Days(first, last, how, doubtful=vague or bool(match["hedge"]))


def read_past(match: re.Match[str], published: date | None) -> Days:
    """``the past two weeks``."""
    known = need(published)
    words = match["count"] or "a"
    count = _MANY[0] if words in _VAGUE else read_count(words)
    first = known - timedelta(days=count * _UNIT_DAYS[match["unit"]])
    how = f"counted back from the publication date {known.isoformat()}: {say_days(first, known)}"
    return Days(first, known, how, doubtful=words in _VAGUE)


def read_period(match: re.Match[str], published: date | None) -> Days:
    """``last week``, ``earlier this year``: on the first day of it perhaps of the one before, which is quoted."""
    known = need(published)
    first, last = units_back(match["unit"], {"last": 1, "this": 0, "next": -1}[match["which"]], known)
    is_over = match["earlier"] is not None and first == known
    if match["earlier"] and first <= known:
        last = min(last, known)
    if is_over:
        first = units_back(match["unit"], 1, known)[0]
    how = f"counted from the publication date {known.isoformat()}: {say_days(first, last)}"
    return Days(first, last, how, doubtful=is_over)


def read_day_of_this_month(match: re.Match[str], published: date | None) -> Days:
    """``the 3rd of this month``."""
    day = need(published).replace(day=int(match["day"]))
    return Days(day, day, f"read as {day}")


def read_weekend(match: re.Match[str], published: date | None) -> Days:
    """``last weekend``."""
    known = need(published)
    shift = {"last": -2, "next": 7}.get(match["which"] or "", 0)
    saturday = weekday_before(5, known + timedelta(days=shift))
    sunday = saturday + ONE_DAY
    how = f"taken as {say_days(saturday, sunday)}, by the publication date {say_day(known)}"
    return Days(saturday, sunday, how, doubtful=match["which"] == "this")
