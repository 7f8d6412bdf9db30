"""Numbers with their noun."""

import pytest

from summarizer.language.plurals import tell_count


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [
        (0, ("request",), "0 requests"),
        (1, ("request",), "1 request"),
        (2000, ("request",), "2,000 requests"),
        (1, ("question waits", "questions wait"), "1 question waits"),
        (2, ("question waits", "questions wait"), "2 questions wait"),
    ],
)
def test_one_is_told_as_one(number: int, words: tuple[str, ...], told: str) -> None:
    assert tell_count(number, *words) == told
