"""Numbers of languages without rules: digits as they are grouped there, and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.numbers_elsewhere import SPOKEN, find_numbers


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "fünf Tote, siebenundzwanzig Verletzte", [5, 27]),
        ("fr", "quatre morts et quatre-vingt-onze blessés", [4, 91]),
        ("it", "ventidue feriti", [22]),
        ("nl", "tweeëntwintig gewonden", [22]),
        ("pt", "vinte e duas pessoas", [22]),
        ("pl", "pięć osób, 12 rannych", [12]),
        ("xx", "1.200 and 1 200 and 12'000", [1200, 1200, 12000]),
        ("xx", "1,5 and 9:30 and 3.14.15", []),
        ("xx", "B12, 12x", []),
        ("de", "der fünfte Tag", []),
        ("de", "ein Dutzend, zwei Dutzend, 2,5 Millionen, 3 Mio. Kunden", [12, 24, 2_500_000, 3_000_000]),
        ("fr", "une vingtaine de blessés, 12 mille", [20, 12_000]),
        ("pt", "12 mil pessoas, uma dúzia", [12_000, 12]),
        ("pt", "meia dúzia, meia centena, meio milhão", [6, 50, 500_000]),
        ("de", "ein halbes Dutzend, um halb drei, der halbe Ort", [6, 3]),
        ("fr", "une demi-douzaine, un demi-millier", [6, 500]),
        ("it", "mezza dozzina, nessun morto", [6, 0]),
        ("nl", "een half dozijn, om half drie", [6, 3]),
        ("hi", "12 हजार लोग, 12 हज़ार", [12_000, 12_000]),
        ("ja", "１．２万人", [12_000]),
        ("ru", "12 тысяч человек, 5 тыс., 1,5 млн", [12_000, 5_000, 1_500_000]),
        ("hi", "1,50,000 लोग, 5 लाख, १५ यात्रियों", [150_000, 500_000, 15]),
        ("fa", "۱٬۲۵۰ نفر", [1_250]),
        ("ar", "١٢ شخصا و١٥ آخرون", [12, 15]),
        ("zh", "三十人遇难，两名男子，一千二百人，12万人", [30, 2, 1_200, 120_000]),
        ("ja", "三百人余り、1万2000人、作業員二人", [300, 12_000, 2]),
        ("ko", "23명, 12만명, 3만5천명", [23, 120_000, 35_000]),
        ("th", "๑๓ ราย", [13]),
    ],
)
def test_numbers(language: str, text: str, told: list[int]) -> None:
    found = find_numbers(text, language)
    assert [number.range.low for number in found] == told
    assert {number.kind for number in found} <= {"count"}
    assert all(text[number.start : number.end] == number.text for number in found)


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "qualifier"),
    [
        ("de", "40 bis 50 Personen", 40, 50, "range"),
        ("fr", "de 40 à 50 personnes", 40, 50, "range"),
        ("fr", "des dizaines de blessés", 20, None, "several"),
        ("fr", "deux douzaines de blessés", 24, 24, "exact"),
        ("it", "centinaia di dispersi", 200, None, "several"),
        ("de", "mehrere Hundert Menschen", 200, None, "several"),
        ("de", "Zehntausende flohen", 20_000, None, "several"),
        ("pt", "dezenas de milhares de pessoas", 20_000, None, "several"),
        ("zh", "数十人受伤", 20, None, "several"),
        ("pt", "entre 30 e 40 pessoas", 30, 40, "range"),
        ("it", "tra i 30 e i 40 morti", 30, 40, "range"),
    ],
)
def test_ranges_and_vague_numbers(language: str, text: str, low: int, high: int | None, qualifier: str) -> None:
    told = [(one.range.low, one.range.high, one.range.qualifier) for one in find_numbers(text, language)]
    assert (low, high, qualifier) in told


@pytest.mark.parametrize(
    ("language", "text", "lone"),
    [("de", "ein halbes Dutzend", 12), ("fr", "dizaines de milliers", 2_000), ("zh", "数十人", 10)],
)
def test_a_number_that_is_only_a_part_of_another_is_not_told_by_itself(language: str, text: str, lone: int) -> None:
    assert lone not in {one.range.low for one in find_numbers(text, language)}


def test_a_rise_is_told_as_two_numbers_too() -> None:
    assert {12, 3} <= {one.range.high for one in find_numbers("le bilan est passé de 3 à 12 morts", "fr")}


@pytest.mark.parametrize("text", ["21. November 2026", "3 de mayo", "5 ноября", "1999", "26日午後7時", "26일 오후"])
def test_dates_are_no_counts(text: str) -> None:
    assert {number.kind for number in find_numbers(text, "xx")} == {"date"}


@given(st.text(max_size=60), st.sampled_from([*SPOKEN, "ru"]))
def test_any_text_gives_slices_in_order(text: str, language: str) -> None:
    found = find_numbers(text, language)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert [number.start for number in found] == sorted(number.start for number in found)
