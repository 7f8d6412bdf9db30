import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.regions import (
    INSTITUTIONS,
    bare_region,
    countries_of,
    country_by_city,
    find_lands,
    find_regions,
    region_name,
    state_of,
)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Ohio", {"US-OH"}),
        ("Ky.", {"US-KY"}),
        ("Montana", {"US-MT", "BG-12"}),
        ("Kabul province", {"AF-KAB"}),
        ("departamento del Cauca", {"CO-CAU"}),
        ("Región Piura", {"PE-PIU"}),
        ("Estado de México", {"MX-MEX"}),
        ("departamento de La Paz", {"BO-L", "HN-LP", "SV-PA"}),
        ("Región Metropolitana de Santiago", {"CL-RM"}),
        ("Islas Canarias", {"ES-CN"}),
        ("Co. Mayo", {"IE-C"}),
        ("County Durham", {"GB-ENG"}),
        ("Estado Islámico", set()),
        ("northern California", {"US-CA"}),
        ("Surrey", {"GB-ENG"}),
        ("Yorkshire", {"GB-ENG"}),
        ("Red Sea state", {"SD-RS"}),
        ("Sichuan", {"CN-SC"}),
        ("Balikesir", {"TR-10"}),
        ("Kharkiv region", {"UA-63"}),
        ("Oriental Mindoro", {"PH-41"}),
        ("Michoacan", {"MX-MIC"}),
        ("New Zealand", set()),
        ("Gulf Province", {"PG-GPK"}),
        ("Red Sea", set()),
        ("Lakes region", set()),
        ("ky.", set()),
        ("Narnia", set()),
        ("", set()),
    ],
)
def test_the_first_level_regions_of_a_name(name: str, codes: set[str]) -> None:
    assert {region.code for region in find_regions(name)} == codes


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ohio", "US"),
        ("Sindh", "PK"),
        ("Ontario", None),
        ("Montana", "US"),
        ("Sicily", "IT"),
        ("Bavaria", "DE"),
        ("Basra", None),
        ("Nangarhar", "AF"),
        ("Kurdistan", None),
        ("Crimea", None),
        ("Georgia", None),
        ("western Georgia", None),
        ("Surrey", None),
    ],
)
def test_a_state_tells_its_country_where_nothing_else_has_its_name(name: str, country: str | None) -> None:
    state = state_of(name)
    assert (state.country if state else None) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [("Karachi", "PK"), ("Surrey", None), ("Luxembourg", "LU"), ("Charlotte", None), ("Springfield", None)],
)
def test_a_large_city_tells_its_country_unless_another_has_a_region_of_its_name(name: str, country: str | None) -> None:
    assert country_by_city(name) == country


def test_all_countries_of_a_name() -> None:
    assert countries_of("Surrey") == {"CA", "GB"}
    assert countries_of("Nowhere at all") == frozenset()


def test_a_region_has_a_name_and_nothing_else_has() -> None:
    assert region_name("US-GA") == "Georgia"
    assert region_name("DE-BY") == "Bavaria"
    assert region_name("CO-ANT") == "Antioquia"
    assert region_name("IN-BR") == "Bihar"
    with pytest.raises(KeyError):
        region_name("US-XX")


def told(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[land.start : land.end], land.country, land.region) for land in find_lands(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A quake struck Papua New Guinea.", [("Papua New Guinea", "PG", None)]),
        ("LEXINGTON, Ky. (WTVQ) - A man", [("Ky.", "US", "US-KY")]),
        ("INDIANAPOLIS, IND. - A man", [("IND.", "US", "US-IN")]),
        ("police in Wichita, KS said", [("KS", "US", "US-KS")]),
        ("a fire in Surrey, England", [("England", "GB", None)]),
        ("Somali pirates and a US ship", [("Somali", "SO", None), ("US", "US", None)]),
        ("police in Omaha NE said", [("NE", "US", "US-NE")]),
        ("in Texas and in Sindh", [("Texas", "US", "US-TX"), ("Sindh", "PK", "PK-SD")]),
        ("the gardaí and a kebele", [("gardaí", "IE", None), ("kebele", "ET", None)]),
        ("in Georgia", [("Georgia", "GE", None), ("Georgia", "US", "US-GA")]),
        ("a sheriff's deputy, the FBI", [("sheriff's deput", "US", None), ("FBI", "US", None)]),
        ("Kani in Sagaing Region", [("Sagaing Region", "MM", "MM-01")]),
        ("KANI TOWNSHIP, SAGAING REGION", [("SAGAING REGION", "MM", "MM-01")]),
        ("the Gao region, Punjab province", [("Gao region", "ML", "ML-7")]),
        ("Butler County, Rock County", [("Butler County", "US", None), ("Rock County", "US", None)]),
    ],
)
def test_the_countries_that_a_text_tells_of(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan and Georgia Smith",
        "Western Province, Central Region, Northern Province",
        "he told us IN the house, or OK",
        "we were in it",
        "a store on Lancaster Drive NE, 12th St. NE",
        "Ontario police; Toledo",
        "a polish of french windows",
        "a boat on Lake Garda",
        "a ship in the Red Sea and the Gulf of Aden",
        "the Great Lakes region, the Batman film, Officer Miranda",
        "",
    ],
)
def test_other_words_tell_of_no_country(text: str) -> None:
    assert told(text) == []


def test_a_kind_after_a_comma_is_of_what_follows() -> None:
    assert find_lands("Dos muertos en El Porvenir, Trujillo, región La Libertad.") == ()
    assert [land.country for land in find_lands("Two died in Kabul province.")] == ["AF"]
    assert [land.country for land in find_lands("Two died in Trujillo state.")] == ["VE"]


def test_the_provinces_of_indonesia_are_its_first_level() -> None:
    assert {region.code for region in find_regions("Jawa Barat")} == {"ID-JB"}


def test_each_institution_tells_its_country() -> None:
    for country, row in INSTITUTIONS:
        assert country in {land.country for land in find_lands(row.example)}


@given(
    st.lists(st.sampled_from(["Lexington,", "Ky.", "Ohio", "the", "Somali", "U.S.", "(", "é", "County"]), max_size=12)
)
def test_spans_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    lands = find_lands(text)
    assert all(0 <= land.start < land.end <= len(text) for land in lands)
    assert [land.start for land in lands] == sorted(land.start for land in lands)


@pytest.mark.parametrize(
    ("text", "region"),
    [("in Kano City", "NG-KN"), ("in Quebec City", "CA-QC"), ("in Michigan City", "US-IN"), ("in Kansas City", None)],
)
def test_a_city_that_has_the_name_of_a_state_lies_there_unless_it_is_known_to_lie_elsewhere(
    text: str, region: str | None
) -> None:
    assert [land.region for land in find_lands(text)] == [region]


@given(st.text(max_size=200))
def test_no_text_makes_a_region_raise(text: str) -> None:
    find_lands(text)
    find_regions(text)


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("La Policía mexicana halló siete cuerpos.", [("Policía mexicana", "MX")]),
        ("el Ministerio del Interior español", [("Ministerio del Interior español", "ES")]),
        ("el departamento colombiano del Valle del Cauca", [("departamento colombiano", "CO")]),
        ("la Junta de Extremadura", [("Extremadura", "ES")]),
        ("las regiones y la región de Ñuble y Biobío", [("Ñuble", "CL")]),
        ("el departamento del Meta", [("Meta", "CO")]),
        ("agentes de la Guardia Civil", [("Guardia Civil", "ES")]),
        ("huyó a México", [("México", "MX")]),
        ("el barrio porteño de Palermo", [("barrio porteño", "AR")]),
        ("una mina de Segovia, Antioquia, cayó", [("Antioquia", "CO")]),
        ("la Comunidad de Madrid", [("Madrid", "ES")]),
        ("Acarigua, estado Portuguesa", [("Portuguesa", "VE")]),
        ("el Barrio Francés de Nueva Orleans", []),
        ("el municipio porteño de Valparaíso", []),
        ("la comunidad de Santa Rosa", []),
        ("el gobierno de Rivera", []),
        ("Riva del Garda", []),
        ("murió en la avenida Brasil y la calle España", []),
        ("los hijos de Rivera, Flores y Gómez", []),
        ("en Nuevo México y el Golfo de México", []),
        ("turistas españoles y un colombiano", []),
        ("la provincia de Córdoba", []),
        ("en estado de alarma", []),
    ],
)
def test_spanish_offices_regions_and_names_tell_of_countries(text: str, lands: list[tuple[str, str]]) -> None:
    assert [(text[land.start : land.end], land.country) for land in find_lands(text)] == lands


def test_a_province_lies_in_the_region_that_it_was_moved_to() -> None:
    assert [one.code for one in find_regions("Lanao del Norte")] == ["PH-10"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Harnai District", "harnai"),
        ("Kebbi State", "kebbi"),
        ("Central District", "central district"),
        ("Northern Province", "northern province"),
        ("Washington", "washington"),
    ],
)
def test_a_region_s_name_without_its_kind(name: str, bare: str) -> None:
    assert bare_region(name) == bare
