import re

import pytest

from summarizer.language.calendar import MONTHS, WEEKDAYS, month_number, spell_months, weekday_number


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
