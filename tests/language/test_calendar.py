import re

import pytest

from summarizer.language.calendar import MONTHS, OTHER_MONTHS, WEEKDAYS, month_number, spell_months, weekday_number


def test_months_and_weekdays_are_numbered_in_full_and_short() -> None:
    assert [month_number(name) for name in MONTHS] == [month_number(name[:3]) for name in MONTHS] == [*range(1, 13)]
    assert [weekday_number(name) for name in WEEKDAYS] == [*range(7)]
    with pytest.raises(ValueError, match="smarch"[:3]):
        month_number("smarch")


@pytest.mark.parametrize("text", [*MONTHS, "sep", "sept", "jan", "dec", "jan.", "sept."])
def test_months_are_spelt_in_full_or_short(text: str) -> None:
    assert re.fullmatch(spell_months(end="[.]?"), text)
    assert bool(re.fullmatch(spell_months(), text)) is ("." not in text)


@pytest.mark.parametrize("text", ["january.", "sepember", "septem", "ja", "monday"])
def test_nothing_else_is_a_month(text: str) -> None:
    assert not re.fullmatch(spell_months(end="[.]?"), text)


def test_months_of_other_languages_agree_with_english_where_they_are_written_alike() -> None:
    assert set(OTHER_MONTHS.values()) == {*range(1, 13)}
    assert all(name == name.lower() for name in OTHER_MONTHS)
    english = {name[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))}
    assert {name: english[name] for name in OTHER_MONTHS.keys() & english.keys()}.items() <= OTHER_MONTHS.items()
