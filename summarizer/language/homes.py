"""Countries that the names of towns and regions in a text tell together.

One name tells little: others share it, or somebody bears it. Several that nearly all who live in a town of their name
live in one country for, do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from summarizer.language.cities import find_seats, is_town, plain
from summarizer.language.countries import country_code
from summarizer.language.regions import find_regions
from summarizer.language.wording import Wording

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĢĦĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ]"
_RUN = Wording(
    rf"(?<![\w'’.-]){_CAPITAL}[\w'’]{{1,30}}"
    r"(?:[ -](?:(?:de(?: las?)?|del|d[aoiu]s?|am|an der|upon|les?|sur) )?"
    rf"{_CAPITAL}[\w'’]{{1,30}}){{0,4}}",
    "Redenção do Gurgueia", "the town",
)  # fmt: skip
"""Words in capitals that follow one another: a town's whole name, or somebody's."""
_TITLED = Wording(
    r"\b(?:Mrs?|Ms|Dra?|Sra?|Sgt|Lt|Capt|Det|Gov|Sen|Rep|Gen|Col|Maj|Prof|Rev|Jr)\. "
    rf"({_CAPITAL}[\w'’]{{1,30}})",
    "Mr. Clark", "Clark",
)  # fmt: skip
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-ÖØ-Þ]\w{2,}")
_OWN = re.compile(r"['’]s?\Z")
_LEAST_LETTERS = 4
_SHARE = 0.8
"""Of all who live in towns of a name, as many live in one country."""


def find_homes(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By a country's code the names of towns and regions that lie there, in order.

    A name that the texts have as a word, too, is none ("Reading", "Nice"), nor is a country's, nor one that stands
    after another word in capitals or a title, as a family's does ("Kevin Clark", "Mr. Clark").
    """
    texts = list(texts)
    words = {word for text in texts for word in _LOWER.findall(text)}
    names = [name for text in texts for name in _list_names(text)]
    families = {name.split()[-1] for name in names if " " in name and not _home(name)}
    families |= {family for text in texts for family in _TITLED.findall(text)}
    found: dict[str, dict[str, str]] = {}
    for name in names:
        if name not in families and name.casefold() not in words and (country := _home(name)):
            found.setdefault(country, {}).setdefault(plain(name), name)
    return {country: tuple(names.values()) for country, names in found.items()}


def _list_names(text: str) -> Iterator[str]:
    """The names in a text; those of "the Málaga-Madrid line", in one country, are two."""
    for run in _RUN.findall(text):
        name = _OWN.sub("", run)
        parts = name.split("-")
        is_line = len(parts) > 1 and len(set(map(_home, parts)) - {None}) == 1 and all(map(_home, parts))
        yield from (part for part in (parts if is_line else [name]) if len(part) >= _LEAST_LETTERS)


@lru_cache(maxsize=1 << 14)
def _home(name: str) -> str | None:
    """The country of a town or region of a name; None where it is a country's, or shared."""
    if country_code(name) is not None:
        return None
    people = Counter[str]()
    for seat in find_seats(name) if is_town(name) else ():
        people[seat.country] += seat.population + 1
    regions = find_regions(name)
    if not people:
        people.update(region.country for region in regions)
    country, most = next(iter(people.most_common(1)), ("", 0))
    is_theirs = most and most >= _SHARE * people.total() and {region.country for region in regions} <= {country}
    return country if is_theirs else None
