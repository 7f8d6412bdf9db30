"""Where places lie: planted towns, and the ones that must not be guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import place, said

from summarizer.exports.coordinates import City, Location, _choose, locate
from summarizer.language.cities import plain
from summarizer.schemas.record import Place, PlaceName


def located(*names: str, code: str | None = None) -> tuple[str, str, str, str, str] | None:
    """Name, words matched, match, scope and precision."""
    found = locate(place(*names, code=code))
    return found and (found.city.name, found.matched, found.match, found.scope, found.precision)


@pytest.mark.parametrize(
    ("names", "code", "expected"),
    [
        (["Bogota"], "CO", ("Bogotá", "Bogota", "only", "country", "city")),
        (["MEDELLÍN"], "CO", ("Medellín", "MEDELLÍN", "only", "country", "city")),
        (["Kherson"], "UA", ("Kherson", "Kherson", "only", "country", "city or region")),
        (["Zaporizhzhia"], "UA", ("Zaporizhzhya", "Zaporizhzhia", "only", "country", "city or region")),
        (["Port of Spain"], "TT", ("Port of Spain", "Port of Spain", "only", "country", "city or region")),
        (["Antioquia", "Medellin", "Calle 10"], "CO", ("Medellín", "Medellin", "only", "country", "city")),
        (["Kabul"], "AF", ("Kabul", "Kabul", "only", "country", "city or region")),
        (["Kabul, Afghanistan"], "AF", ("Kabul", "Kabul", "only", "country", "city or region")),
        (["the city of Coban"], "GT", ("Cobán", "the city of Coban", "only", "country", "city")),
        (["London"], "GB", ("London", "London", "largest", "country", "city")),
        (["Washington"], "US", ("Washington", "Washington", "largest", "country", "city or region")),
        (["New York"], "US", ("New York City", "New York", "largest", "country", "city or region")),
        (["Quezon", "Polillo Island"], "PH", ("Quezon City", "Quezon", "largest", "country", "city or region")),
        (["Quezon City"], "PH", ("Quezon City", "Quezon City", "only", "country", "city")),
        (["Firenze"], "IT", ("Florence", "Firenze", "only", "country", "city")),  # the province is called so, too
        (["Benin City, Edo State"], "NG", ("Benin City", "Benin City", "only", "country", "city")),  # not in Benin
        (["Panama City, Florida"], "US", ("Panama City", "Panama City", "only", "country", "city")),
        (["Quindío", "Armenia"], "CO", ("Armenia", "Armenia", "only", "country", "city")),
        (["Tenn.", "Lebanon"], "US", ("Lebanon", "Lebanon", "only", "country", "city")),
        (["Texas", "Houston"], "US", ("Houston", "Houston", "only", "country", "city")),
        (["Atlanta, Georgia"], "US", ("Atlanta", "Atlanta", "only", "country", "city")),
        (["Houston, Texas"], "US", ("Houston", "Houston", "only", "country", "city")),
        (
            ["Miami", "Liberty City"],
            "US",
            ("Miami", "Miami", "largest", "country", "city"),
        ),  # a quarter, not the Texan town
        (["Bay St. Louis"], "US", ("Bay Saint Louis", "Bay St. Louis", "only", "country", "city")),
        (["Oakland", "Eastmont"], "US", ("Oakland", "Oakland", "largest", "country", "city")),
        (["Oran", "Dar El Beïda"], "DZ", ("Oran", "Oran", "only", "country", "city or region")),  # not that by Algiers
        (["Oran", "Arzew"], "DZ", ("Arzew", "Arzew", "only", "country", "city")),
        (["Kyiv", "Bucha"], "UA", ("Bucha", "Bucha", "only", "country", "city")),  # in another region, and near
        (["Chicago", "South Shore"], "US", ("South Shore", "South Shore", "only", "country", "city")),
        (["Маріуполь"], "UA", ("Mariupol", "Маріуполь", "only", "country", "city")),
        (["Baghdad"], None, ("Baghdad", "Baghdad", "largest", "world", "city")),
    ],
)
def test_towns_are_found(names: list[str], code: str | None, expected: tuple[str, ...]) -> None:
    found = located(*names, code=code)
    assert found is not None
    if code is None:  # whether a namesake exists at all may change with GeoNames
        assert (found[0], found[1], found[3]) == (expected[0], expected[1], expected[3])
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ([], "CO"),
        (["Xyzzyville"], "CO"),
        (["Bogota"], "PE"),
        (["La Union"], "CO"),  # three of much the same size
        (["Antioquia"], "CO"),  # the region; Santa Fe de Antioquia only has it as a lesser name
        (["Tabasco"], "MX"),  # the region; a small town in Zacatecas has the name, too
        (["Mississippi", "Houston"], "US"),  # the large one lies in Texas
        (["Houston, Mississippi"], "US"),
        (["San Andres, San Miguel department, in El Salvador"], "HN"),  # Honduras has a San Andres, too
        (["Colombia"], "CO"),
        (["Armenia"], "CO"),  # perhaps the country
        (["Texas", "Mexico"], "US"),  # the town lies in Missouri
        (["Khuzestan", "Iraq"], "IR"),  # Arak has that as a lesser name
        (["Edo State", "Kandi, Benin"], "NG"),
        (["Tbilisi, Georgia"], None),
        (["airport"], "US"),  # a town is called so
        (["LAX"], "US"),
        (["Moscow"], "SU"),  # a state that is no more
        (["Bogota" * 100], "CO"),
        (["Flores"], None),
        (["Leticia"], None),  # below a million
        (["San Jose"], None),
        (["Mount Cook"], "NZ"),  # the mountain, not a quarter of Wellington
        (["Mount Rainier"], "US"),
        (["Ontario", "London"], None),  # not the London in England
        ([","], None),
        (["", " "], "CO"),
    ],
)
def test_what_is_not_certain_is_not_located(names: list[str], code: str | None) -> None:
    assert located(*names, code=code) is None


def test_a_narrower_town_comes_before_a_broader_one() -> None:
    assert located("Lima", "Callao", code="PE") is not None
    assert located("Bogota", "Soacha", code="CO") == ("Soacha", "Soacha", "only", "country", "city")


def test_a_lesser_name_is_no_town_s_in_the_united_states_but_a_great_city_s() -> None:
    assert located("Connecticut", "Newtown", "Sandy Hook", code="US") is None  # Hartford once
    assert located("Ohio", "Franklin", code="US") == ("Franklin", "Franklin", "only", "country", "city")
    assert located("Mexico City", code="MX") is not None
    assert located("Puna", "Mountain View", code="US") is None  # in Hawaii


def test_the_region_known_of_a_place_is_its_towns() -> None:
    town = place("Guntown", code="US")  # a lesser name of Clarinda's, in Iowa
    assert locate(town.model_copy(update={"admin1": "Mississippi", "admin1_code": "US-MS"})) is None
    assert locate(place("Indiana", code="US").model_copy(update={"admin1_code": "US-IN"})) is None


def test_an_ambiguous_narrow_name_leaves_the_broader_town() -> None:
    assert located("Guadalajara", "San Miguel", code="MX") == ("Guadalajara", "Guadalajara", "only", "country", "city")


def test_a_place_that_the_article_does_not_hold_is_not_located() -> None:
    lost = PlaceName(name="Bogota", evidence=said("Bogota", status="not_found"))
    assert locate(Place(country=None, country_code="CO", country_evidence=(), places=(lost,))) is None


def test_coordinates_are_the_towns() -> None:
    found = locate(place("Bogota", code="CO"))
    assert isinstance(found, Location)
    assert (found.city.geonames_id, found.city.country) == (3688689, "CO")
    assert found.city.latitude == pytest.approx(4.61, abs=0.01)
    assert found.city.longitude == pytest.approx(-74.08, abs=0.01)


def town(population: int, region: str = "01") -> City:
    return City(population, "X", "US", region, 0.0, 0.0, population)


@pytest.mark.parametrize(
    ("populations", "chosen"),
    [((5,), 5), ((100, 10), 100), ((99, 10), None), ((10, 100, 10), 100), ((0, 100), None), ((0,), 0), ((), None)],
)
def test_only_a_tenfold_population_decides(populations: tuple[int, ...], chosen: int | None) -> None:
    found = _choose([town(population) for population in populations], None)
    assert (found[0].population if found else None) == chosen
    assert found is None or found[1] == ("only" if len(populations) == 1 else "largest")


def test_a_region_decides_in_the_united_states_and_forbids_guessing_elsewhere() -> None:
    towns = [town(100, "TX"), town(1, "ME")]
    assert _choose(towns, "US-ME") == (towns[1], "only")
    assert _choose(towns, "US-OH") is None
    assert _choose(towns, "CO-ANT") is None
    assert _choose(towns, None) == (towns[0], "largest")


@given(st.text(max_size=40))
def test_any_text_is_looked_up_without_a_fault(name: str) -> None:
    for code in ("CO", None, "??"):
        found = locate(place(name, code=code))
        assert found is None or found.matched in name


@given(st.text(max_size=30))
def test_plain_names_stay_plain(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert plain(f"  {name}\t") == plain(name)
