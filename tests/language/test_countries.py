import json
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.countries import country_code, country_in_text, country_name, find_name_abroad


@pytest.mark.parametrize(
    ("text", "code", "language", "name"),
    [
        ("Dos muertos en Zamora, España.", "ES", "es", "España"),
        ("Un incendie aux États-Unis lundi.", "US", "fr", "États-Unis"),
        ("Ein Unfall in Österreich am Montag.", "AT", "de", "Österreich"),
        ("Cheias em Moçambique.", "MZ", "pt", "Moçambique"),
        ("Tiroteo en EE.UU. el lunes.", "US", "es", "EE.UU"),
        ("Scontri in Costa d'Avorio.", "CI", "it", "Costa d'Avorio"),
        ("Ya no nos us a nadie.", "US", "es", None),
        ("Nada.", "ES", "es", None),
    ],
)
def test_names_in_other_languages_stand_as_they_are_written(text: str, code: str, language: str, name: str) -> None:
    span = find_name_abroad(text, code, language)
    assert (span and text[slice(*span)]) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Afghanistan", "AF"),
        ("Russia", "RU"),
        ("Россия", "RU"),
        ("中国", "CN"),
        ("Polska", "PL"),
        ("RDC", "CD"),
        ("EUA", "US"),
        ("Russian Federation", "RU"),
        ("Iran", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Syria", "SY"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("North Korea", "KP"),
        ("Britain", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Northern Ireland", "GB"),
        ("Ireland", "IE"),
        ("US", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Czech Republic", "CZ"),
        ("Swaziland", "SZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Cape Verde", "CV"),
        ("Vatican", "VA"),
        ("Palestine", "PS"),
        ("Gaza", "PS"),
        ("West Bank", "PS"),
        ("Kosovo", "XK"),
        ("DR Congo", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("the Democratic Republic of the Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Papua New Guinea", "PG"),
        ("Bolivia", "BO"),
        ("The Gambia", "GM"),
        ("St. Lucia", "LC"),
        ("Trinidad & Tobago", "TT"),
        ("(el Salvador", "SV"),
        ("CHILE", "CL"),
        ("España", "ES"),
        ("Alemania", "DE"),
        ("Deutschland", "DE"),
        ("États-Unis", "US"),
        ("Reino Unido", "GB"),
    ],
)
def test_country_code(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Soviet Union", "SU"), ("USSR", "SU"), ("Yugoslavia", "YU"), ("Czechoslovakia", "CS"), ("East Germany", "DD")],
)
def test_dissolved_states_keep_their_withdrawn_code(name: str, code: str) -> None:
    assert country_code(name) == code
    assert pycountry.historic_countries.get(alpha_2=code) is not None
    assert pycountry.countries.get(alpha_2=code) is None


@pytest.mark.parametrize(
    "name",
    ["", " ", "Korea", "Korean", "Конго", "Afghan", "Congo", "Virgin Islands", "Guatamala", "Kabul", "Nigerian troops",
     "AF", "the", "Narnia", "x" * 1000, "France and Germany"],
)  # fmt: skip
def test_what_is_no_country_has_no_code(name: str) -> None:
    assert country_code(name) is None


def test_every_country_is_found_by_its_short_and_official_names() -> None:
    for country in json.loads((Path(pycountry.DATABASE_DIR) / "iso3166-1.json").read_text())["3166-1"]:
        code = country["alpha_2"]
        names = {country_name(code), country["name"], country.get("official_name", country["name"])} - {"Congo"}
        assert {name: country_code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RU", "Russia"),
        ("IR", "Iran"),
        ("XK", "Kosovo"),
        ("SU", "Soviet Union"),
        ("CD", "Democratic Republic of the Congo"),
    ],
)
def test_country_name_is_short(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize("code", ["", "XX", "af", "AFG"])
def test_country_name_of_an_unknown_code_raises(code: str) -> None:
    with pytest.raises(KeyError):
        country_name(code)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops left Kabul, Afghanistan.", [(19, 30, "AF")]),
        ("The US and the U.S. and the USA", [(4, 6, "US"), (15, 19, "US"), (28, 31, "US")]),
        ("in the Democratic Republic of the Congo", [(7, 39, "CD")]),
        ("PERU and Papua New Guinea", [(0, 4, "PE"), (9, 25, "PG")]),
        ("Niger's army", [(0, 5, "NE")]),
        ("in America's Midwest", [(3, 10, "US")]),
        ("Georgia, Jordan and Chad", [(0, 7, "GE"), (9, 15, "JO"), (20, 24, "TD")]),
        ("Castries, St Lucia; St. Kitts", [(10, 18, "LC"), (20, 29, "KN")]),
    ],
)
def test_country_in_text(text: str, found: list[tuple[int, int, str]]) -> None:
    assert list(country_in_text(text)) == found


@pytest.mark.parametrize(
    "text",
    ["St Vincent's Hospital", "they told us", "an Afghan village", "New Mexico", "New Jersey", "South America",
     "the Gulf of Mexico",
     "the South China Sea", "Bank of America", "at America's Best Inn",
     "a turkey farm", "Nigerian", "A.US", "Xperu", "the Congo river", ""],
)  # fmt: skip
def test_country_in_text_leaves_other_words_alone(text: str) -> None:
    assert country_in_text(text) == ()


def test_country_in_text_is_quick_on_long_text() -> None:
    text = "United Kings of Guineans met. " * 30_000
    assert country_in_text(text) == ()


@given(
    st.lists(st.sampled_from(["Peru", "U.S.", "the", "New", "Mexico", "PERU", ", ", "South Korea", "é"]), max_size=12)
)
def test_country_in_text_spans_name_their_country(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for start, stop, code in country_in_text(text):
        assert end <= start < stop
        assert country_code(text[start:stop]) == code
        end = stop


@given(st.text(max_size=200))
def test_no_text_makes_a_place_raise(text: str) -> None:
    country_in_text(text)
    code = country_code(text)
    assert code is None or country_name(code)


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("ایران", "fa", "IR"),
        ("ישראל", "he", "IL"),
        ("भारत", "hi", "IN"),
        ("ኢትዮጵያ", "am", "ET"),
        ("سوريا", "ar", "SY"),
        ("O'zbekiston", "uz", "UZ"),
        ("Sverige", "sv", "SE"),
        ("Kongo", "sv", None),
        ("Sverige", None, None),
        ("Sverige", "xx", None),
    ],
)
def test_a_country_by_its_name_in_the_article_s_language(name: str, language: str | None, code: str | None) -> None:
    assert country_code(name, language=language) == code
