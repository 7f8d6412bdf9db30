"""Numbers of languages without rules: digits as they are grouped there, and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.number_words import SPOKEN, find_numbers


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "fünf Tote, siebenundzwanzig Verletzte", [5, 27]),
        ("fr", "quatre morts et quatre-vingt-onze blessés", [4, 91]),
        ("it", "ventidue feriti", [22]),
        ("nl", "tweeëntwintig gewonden", [22]),
        ("pt", "vinte e duas pessoas", [22]),
        ("pl", "pięć osób, 12 rannych", [12]),
        (None, "1.200 and 1 200 and 12'000", [1200, 1200, 12000]),
        (None, "1,5 and 9:30 and 3.14.15", []),
        (None, "B12, 12x", []),
        ("de", "der fünfte Tag", []),
    ],
)
def test_numbers(language: str | None, text: str, told: list[int]) -> None:
    found = find_numbers(text, language)
    assert [number.range.low for number in found] == told
    assert {number.kind for number in found} <= {"count"}
    assert all(text[number.start : number.end] == number.text for number in found)


@pytest.mark.parametrize("text", ["21. November 2026", "3 de mayo", "5 ноября", "1999"])
def test_dates_are_no_counts(text: str) -> None:
    assert {number.kind for number in find_numbers(text, None)} == {"date"}


@given(st.text(max_size=60), st.sampled_from([*SPOKEN, "ru"]))
def test_any_text_gives_slices_in_order(text: str, language: str) -> None:
    found = find_numbers(text, language)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert [number.start for number in found] == sorted(number.start for number in found)
