import re

import pytest
from package_values import by_module, find_values

from summarizer.language.dates.finding import find_date_words
from summarizer.language.injections import find_injections
from summarizer.language.wording import Row, Wording
from summarizer.schemas.record import Sentence

ROWS: dict[Row | Wording, str] = {**find_values(Row), **find_values(Wording)}


@pytest.mark.parametrize("rows", by_module(ROWS).values(), ids=by_module(ROWS))
def test_each_row_holds_its_example_alone(rows: dict[Row | Wording, str]) -> None:
    for row, name in rows.items():
        assert holds(row.pattern, row.example), name
        assert not holds(row.pattern, row.counterexample), name


def holds(pattern: str | re.Pattern[str], text: str) -> bool:
    """Whether it finds more there than the end of the text."""
    return any(match.group() for match in re.finditer(pattern, text))


@pytest.mark.parametrize("row", [row for row, name in ROWS.items() if "dates.finding" in name], ids=str)
def test_the_finder_of_dates_finds_each_example(row: Row) -> None:
    assert find_date_words(row.example)


@pytest.mark.parametrize(
    ("row", "kind"),
    [(row, name.split("'")[1]) for row, name in ROWS.items() if isinstance(row, Row) and "injections" in name],
)
def test_the_finder_of_orders_finds_each_example_and_its_kind(row: Row, kind: str) -> None:
    sentence = Sentence(number=1, start=0, end=len(row.example), text=row.example)
    assert kind in [mention.kind for mention in find_injections([sentence])]
