"""Names and descriptions of people."""

import pytest

from summarizer.language.people import is_proper_name


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Joe Doe", True), ("Ana de la Cruz", True), ("D'Mio O’Neal Jr.", True), ("a man", False),
        ("Joe, a boy", False), ("Rocky Mount man", False), ("18-year-old", False), ("de", False),
    ],
)  # fmt: skip
def test_names_and_descriptions(name: str, proper: bool) -> None:
    assert is_proper_name(name) == proper
