from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.spanish.numbers import find_numbers

COUNTS = [
    ("18 muertos", "18", 18, 18, "exact"),
    ("dieciocho muertos", "dieciocho", 18, 18, "exact"),
    ("veintiún muertos", "veintiún", 21, 21, "exact"),
    ("sesenta y cinco heridos", "sesenta y cinco", 65, 65, "exact"),
    ("mil doscientos desplazados", "mil doscientos", 1200, 1200, "exact"),
    ("1.200 personas", "1.200", 1200, 1200, "exact"),
    ("1 200 personas", "1 200", 1200, 1200, "exact"),
    ("20 mil personas", "20 mil", 20_000, 20_000, "exact"),
    ("2,5 millones de personas", "2,5 millones", 2_500_000, 2_500_000, "exact"),
    ("al menos 18 muertos", "al menos 18", 18, None, "at_least"),
    ("más de doscientas personas", "más de doscientas", 200, None, "at_least"),
    ("60 o más muertos", "60 o más", 60, None, "at_least"),
    ("hasta 30 rehenes", "hasta 30", None, 30, "at_most"),
    ("menos de 30 rehenes", "menos de 30", None, 30, "at_most"),
    ("unos 40 heridos", "unos 40", 40, 40, "about"),
    ("cerca de 40 heridos", "cerca de 40", 40, 40, "about"),
    ("entre 10 y 15 personas", "entre 10 y 15", 10, 15, "range"),
    ("de 10 a 15 personas", "10 a 15", 10, 15, "range"),
    ("decenas de heridos", "decenas de", 20, None, "several"),
    ("decenas de miles de desplazados", "decenas de miles de", 20_000, None, "several"),
    ("cientos de miles de afectados", "cientos de miles de", 200_000, None, "several"),
    ("cientos de personas", "cientos de", 200, None, "several"),
    ("miles de desplazados", "miles de", 2000, None, "several"),
    ("varios muertos", "varios", 2, None, "several"),
    ("una docena de soldados", "una docena de", 12, 12, "exact"),
    ("media docena de soldados", "media docena de", 6, 6, "exact"),
    ("una veintena de soldados", "una veintena de", 20, 20, "about"),
    ("1,200 personas", "1,200", 1200, 1200, "exact"),
    ("1.5 millones de personas", "1.5 millones", 1_500_000, 1_500_000, "exact"),
    ("3 mil 500 damnificados", "3 mil 500", 3500, 3500, "exact"),
    ("mil 200 muertos", "mil 200", 1200, 1200, "exact"),
    ("mil 50 muertos", "mil 50", 1050, 1050, "exact"),
    ("2 millones 300 mil personas", "2 millones 300 mil", 2_300_000, 2_300_000, "exact"),
    ("entre 20 y 30 mil personas", "entre 20 y 30 mil", 20_000, 30_000, "range"),
    ("10-12.000 personas", "10-12.000", 10_000, 12_000, "range"),
    ("1,5 a 2 millones de personas", "1,5 a 2 millones", 1_500_000, 2_000_000, "range"),
    ("2 a 30.000 personas", "2 a 30.000", 2, 30_000, "range"),
    ("medio millón de personas", "medio millón de", 500_000, 500_000, "about"),
    ("dos docenas de soldados", "dos docenas de", 24, 24, "exact"),
    ("siete u ocho personas", "siete u ocho", 7, 8, "range"),
    ("aumentó hasta 43 muertos", "43", 43, 43, "exact"),
    ("al menos un muerto", "al menos un", 1, None, "at_least"),
    ("ningún herido", "ningún", 0, 0, "exact"),
    ("treinta y un muertos", "treinta y un", 31, 31, "exact"),
    ("doscientas una personas", "doscientas una", 201, 201, "exact"),
    ("medio millar de personas", "medio millar de", 500, 500, "about"),
    ("un centenar y medio de heridos", "un centenar y medio de", 150, 150, "about"),
    ("dos millones y medio de afectados", "dos millones y medio de", 2_500_000, 2_500_000, "exact"),
    ("a las 14 víctimas", "14", 14, 14, "exact"),
    ("muertos en Piura y uno en Tumbes", "uno", 1, 1, "exact"),
    ("uno de los agresores", "uno", 1, 1, "exact"),
    ("casi dos centenares de personas", "casi dos centenares de", 200, 200, "about"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), COUNTS, ids=[row[0] for row in COUNTS])
def test_counts(text: str, words: str, low: int | None, high: int | None, qualifier: str) -> None:
    (found,) = find_numbers(text)
    assert (found.text, found.range.low, found.range.high, found.range.qualifier) == (words, low, high, qualifier)
    assert found.kind == "count"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("el 3 de mayo", "date"),
        ("el 20/11/2026", "date"),
        ("a las 10:30", "time"),
        ("en 2021", "year"),
        ("desde 1998", "year"),
        ("durante 2023 murieron", "year"),
        ("El lunes 4 fue asesinado", "date"),
        ("A las 6 murieron", "time"),
        ("el 40 por ciento", "percent"),
        ("40 % de ellos", "percent"),
        ("250.000 euros", "money"),
        ("US$ 300", "money"),
        ("un joven de 22 años, herido", "age"),
        ("a 40 kilómetros", "other"),
        ("durante tres días", "other"),
        ("la carretera 57", "other"),
        ("40 años de guerra", "other"),
        ("En la zona 18 murieron", "other"),
        ("disidentes del frente 33 mataron", "other"),
        ("su hijo de 12 murió", "age"),
        ("hermanos de 7 años murieron", "age"),
    ],
)
def test_numbers_that_count_nobody(text: str, kind: str) -> None:
    assert [number.kind for number in find_numbers(text)] in ([kind], [])


@pytest.mark.parametrize(
    "text", ["una mujer", "un hombre", "primera vez", "la decena", "1,5", "un sismo de 6.8", "un tercer herido"]
)
def test_no_numbers(text: str) -> None:
    assert not [number for number in find_numbers(text) if number.kind == "count"]


def test_days_of_one_month_are_dates() -> None:
    assert [found.kind for found in find_numbers("entre el 3 y el 5 de marzo")] == ["date", "date"]


def test_a_toll_that_rose_is_no_range() -> None:
    assert [found.range.low for found in find_numbers("subió de 205 a 211 muertos")] == [205, 211]


@given(st.text(alphabet="0123456789.,: -%€$abcdeimnos y", max_size=60))
def test_spans_are_in_order_and_hold_their_words(text: str) -> None:
    found = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(2, 10**9))
def test_digits_with_points_are_read_back(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    found = [one.range.low for one in find_numbers(f"hubo {written} desplazados") if one.kind == "count"]
    assert found == [number]
