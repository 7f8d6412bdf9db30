"""The months and weekdays as English writes them, and the months as other languages write them in dates.

``months.tsv``: the month's number, then its names in Spanish, Portuguese, French, German, Italian, Dutch, the Nordic
languages, Polish, Russian, Ukrainian, Turkish and Indonesian, in full and short (source: Unicode CLDR, format names).
"""

from collections.abc import Iterable
from pathlib import Path

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def month_number(name: str) -> int:
    """1 to 12, by the first three letters in lower case. Raises ValueError for what is no month."""
    return [month[:3] for month in MONTHS].index(name[:3]) + 1


def weekday_number(name: str) -> int:
    """0 for Monday, by the first three letters in lower case. Raises ValueError for what is no weekday."""
    return [day[:3] for day in WEEKDAYS].index(name[:3])


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
