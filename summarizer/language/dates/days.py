"""Days, weeks and months, and how to tell of them."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
HALF_YEAR = timedelta(days=183)
LONG_AGO = timedelta(days=60)
"""How long before an article what was then is no news of it."""


class Days(NamedTuple):
    """Inclusive days, how they were found (for people), and whether another reading is as good."""

    earliest: date
    latest: date
    how: str
    doubtful: bool = False


class UnpublishedError(Exception):
    """The words need a publication date and there is none."""


def need(published: date | None) -> date:
    """The publication date. Raises: UnpublishedError where there is none."""
    if published is None:
        raise UnpublishedError
    return published


def is_long_ago(last: date | None, published: date | None) -> bool:
    """Whether a day is so long before an article that what was then is no news of it; not where one is unknown."""
    return published is not None and last is not None and published - last > LONG_AGO


def say_day(day: date) -> str:
    """``2021-08-26, a Thursday``."""
    return f"{day.isoformat()}, a {calendar.day_name[day.weekday()]}"


def say_days(first: date, last: date) -> str:
    """One day, or the first and the last of several."""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def latest_year(month: int, day: int, published: date) -> int:
    """The latest year in which that day exists and is at most one day after publication (datelines differ by a day)."""
    for year in range(published.year + 1, published.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found - published <= ONE_DAY:
            return year
    raise ValueError(f"no such day: {month}-{day}")


def weekday_before(weekday: int, day: date) -> date:
    """The latest such weekday (Monday is 0) on or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def units_back(unit: str, count: int, day: date) -> tuple[date, date]:
    """The day, calendar week (Monday to Sunday), month or year that lies ``count`` units before ``day``."""
    if unit == "minute":
        return day, day
    if unit == "hour":
        return day - timedelta(days=count // 24 + 1), day - timedelta(days=count // 24)
    if unit == "day":
        return (day - timedelta(days=count),) * 2
    if unit == "week":
        return week_of(day - count * WEEK)
    if unit == "month":
        index = day.year * 12 + day.month - 1 - count
        return month_days(index // 12, index % 12 + 1)
    return date(day.year - count, 1, 1), date(day.year - count, 12, 31)
