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
        ("tr", "53 bin 537 kişi, 53 bin 37 kişi", [53_537, 53_037]),
        ("hi", "1 लाख 20 हजार 500, 1 लाख, 20 हजार", [120_500, 100_000, 20_000]),
        ("ru", "1 млн 200 тыс. человек", [1_200_000]),
        ("id", "2 ribu 500 orang", [2_500]),
        ("ko", "1만 5천명, 1만5천명, 1천2백명, 2천만명", [15_000, 15_000, 1_200, 20_000_000]),
        ("pt", "2 mil e 500, dois mil e 500, mil e quinhentos", [2_500, 2_500, 1_500]),
        ("pt", "2 mil 5000, 2 mil 5 feridos, 2 mil, 500", [2_000, 5_000, 2_000, 5, 2_000, 500]),
        ("pt", "1,2 milhão e 500 casas", [1_200_000, 500]),
        ("it", "un milione e 200mila", [1_200_000]),
        ("ja", "1万5千人、2千人、3百人、1億2千万人", [15_000, 2_000, 300, 120_000_000]),
        ("zh", "1万5千人，2千多人", [15_000, 2_000]),
        ("ja", "3百貨店、5千克", [3, 5]),
        ("it", "30mila sfollati, 200mila, 2,5mila, 30milano", [30_000, 200_000, 2_500]),
        ("pl", "30tys. osób", [30_000]),
        ("pt", "um milhão e meio, 2 milhões e meio, um milhão e meia hora", [1_500_000, 2_500_000, 1_000_000]),
        ("fr", "un million et demi, deux ans et demi", [1_500_000, 2]),
        ("it", "un milione e mezzo", [1_500_000]),
        ("de", "anderthalb Millionen, zweieinhalb Millionen, anderthalb Jahre", [1_500_000, 2_500_000]),
        ("nl", "anderhalf miljoen", [1_500_000]),
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
    ("language", "text", "low", "high"),
    [
        ("de", "zwei bis drei Millionen", 2_000_000, 3_000_000),
        ("de", "zwei bis drei Dutzend", 24, 36),
        ("pt", "entre 20 e 30 mil", 20_000, 30_000),
        ("it", "tra 20 e 30mila", 20_000, 30_000),
        ("ru", "10-12 тыс.", 10_000, 12_000),
        ("fr", "1,5 à 2 millions", 1_500_000, 2_000_000),
        ("fr", "entre 1 et 1,5 million", 1_000_000, 1_500_000),
        ("zh", "三至五百人", 300, 500),
        ("ja", "2〜3万人", 20_000, 30_000),
        ("de", "10-12.000", 10_000, 12_000),
        ("de", "2 bis 3000", 2, 3_000),
        ("de", "2 bis 30.000", 2, 30_000),
        ("fr", "mille à deux mille", 1_000, 2_000),
        ("de", "2 Dutzend bis 30 Tausend", 24, 30_000),
    ],
)
def test_a_range_and_its_first_number_have_the_scale_of_the_second(
    language: str, text: str, low: int, high: int
) -> None:
    told = [(one.range.low, one.range.high) for one in find_numbers(text, language)]
    assert told == [(low, low), (low, high), (high, high)]


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
