"""Dates, places and numbers as the MUC keys write them."""

import re
from collections.abc import Iterator
from datetime import date

from summarizer.evaluation.gold import GoldCount, GoldDate, GoldPlace
from summarizer.language.calendar import month_number

_DAY = r"(\d{1,2}) ([A-Z]{3}) (\d{2})"
_DATE = re.compile(rf"{_DAY}|(?P<until>-) ?{_DAY}|{_DAY} ?- ?{_DAY}")
_KIND = re.compile(r"\([^()]*\)")
_COUNT = re.compile(r"~? ?(?P<low>\d{1,9})(?: ?(?P<more>-) ?(?P<high>\d{1,9})?)?|- ?(?P<most>\d{1,9})")
_CENTURY = 1900


def read_dates(text: str) -> Iterator[GoldDate]:
    """The permitted dates: a day, ``A - B`` for a range, ``- B`` for on or before; what is none is left out."""
    for part in _alternatives(text):
        match = _DATE.fullmatch(part)
        days = [_day(*found) for found in re.findall(_DAY, part)] if match else []
        if match and days and None not in days:
            yield GoldDate(earliest=None if match["until"] else days[0], latest=days[-1])


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(_CENTURY + int(year), month_number(month.lower()), int(day))
    except ValueError:
        return None


def read_locations(text: str) -> Iterator[GoldPlace]:
    """The permitted places: ``COUNTRY: PLACE (KIND): PLACE (KIND)``; of ``PLACE - PLACE`` either end is right.

    So it is with ``COUNTRY - COUNTRY``: two readings of the place.
    """
    for part in _alternatives(text):
        country, *places = (_KIND.sub(" ", level) for level in part.split(":"))
        narrower = tuple(_ends(level) for level in places if _ends(level))
        for name in _ends(country):
            yield GoldPlace(country=name, places=narrower)


def _ends(level: str) -> tuple[str, ...]:
    return tuple(" ".join(end.split()).lower() for end in level.split(" - ") if end.strip())


def _alternatives(text: str) -> list[str]:
    """What stands between the outermost slashes; each alternative of several is written in brackets."""
    parts, depth, start = list[str](), 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "/" and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    bare = [part.strip() for part in parts]
    return [part[1:-1].strip() if part.startswith("(") and part.endswith(")") else part for part in bare]


def read_count(text: str) -> GoldCount | None:
    """The number: ``6``, ``6-`` at least, ``-6`` at most, ``6-8``, ``~6`` about, PLURAL 2 or more; None for others."""
    if text == "PLURAL":
        return GoldCount(low=2, high=None)
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    if match["most"]:
        return GoldCount(low=0, high=int(match["most"]))
    low = int(match["low"])
    high = int(match["high"]) if match["high"] else None if match["more"] else low
    return GoldCount(low=low, high=high)
