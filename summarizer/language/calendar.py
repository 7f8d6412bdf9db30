"""The months and weekdays as English writes them, and as other languages write them in dates.

``months.tsv``: the month's number, then its names in Spanish, Portuguese, French, German, Italian, Dutch, the Nordic
languages, Polish, Russian, Ukrainian, Turkish and Indonesian, in full and short, and in Greek, Romanian, Czech, Slovak,
Hungarian, Finnish, Bulgarian, Croatian, Slovenian, Serbian, the Baltic languages and Catalan in full (source: Unicode
CLDR). A name that two languages have for two months is in none but the more read one: "listopada" is Polish.
"""

import re
from collections.abc import Iterable
from pathlib import Path

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_DATE = rf"(?!(?:{'|'.join(map(str.title, (*MONTHS, *WEEKDAYS)))})\b)"
"""Before a word in capitals that is to be no month's or weekday's."""
OTHER_WEEKDAYS = (
    r"montag|lundi|luned[iì]|segunda(?:-feira)?|lunes",
    r"dienstag|mardi|marted[iì]|ter[cç]a(?:-feira)?|martes",
    r"mittwoch|mercredi|mercoled[iì]|quarta(?:-feira)?|mi[ée]rcoles",
    r"donnerstag|jeudi|gioved[iì]|quinta(?:-feira)?|jueves",
    r"freitag|vendredi|venerd[iì]|sexta(?:-feira)?|viernes",
    r"samstag|sonnabend|samedi|sabato|s[aá]bado",
    r"sonntag|dimanche|domenica|domingo",
)
"""Patterns of the weekdays, from Monday, in German, French, Italian, Portuguese and Spanish, in lower case."""
_SHORT_WEEKDAYS = ("mon", "tues?", "wed(?:nes)?", "thu(?:rs?)?", "fri", "sat(?:ur)?", "sun")
_ANY_WEEKDAY = tuple(f"{short}(?:day)?|{others}" for short, others in zip(_SHORT_WEEKDAYS, OTHER_WEEKDAYS, strict=True))
DAY_OF_WEEK = rf"(?:{'|'.join(_ANY_WEEKDAY)})\b"
"""A pattern of any weekday, in full and in English short, too."""
_NUMBERED_WEEKDAYS = tuple(re.compile(rf"\b(?:{names})\b", re.IGNORECASE) for names in _ANY_WEEKDAY)


def month_number(name: str) -> int:
    """1 to 12, by the first three letters in lower case. Raises ValueError for what is no month."""
    return [month[:3] for month in MONTHS].index(name[:3]) + 1


def weekday_number(name: str) -> int:
    """0 for Monday, by the first three letters in lower case. Raises ValueError for what is no weekday."""
    return [day[:3] for day in WEEKDAYS].index(name[:3])


def weekdays_in(text: str) -> set[int]:
    """The weekdays that a text names in any of these languages; 0 is Monday."""
    return {number for number, names in enumerate(_NUMBERED_WEEKDAYS) if names.search(text)}


def spell_months(months: Iterable[str] = MONTHS, *, end: str = "") -> str:
    """A pattern of the months in lower case, in full or short ("sep", "sept") with the ``end`` a short one may have."""
    return "|".join(f"{name}|{'sept?' if name == 'september' else name[:3]}{end}" for name in months)


OTHER_MONTHS = {
    name: int(number)
    for number, names in (
        line.split("\t") for line in Path(__file__).with_name("months.tsv").read_text(encoding="utf-8").splitlines()
    )
    for name in names.split()
}
"""The number of a month by its name in lower case in other languages; some of these names are English, too."""
