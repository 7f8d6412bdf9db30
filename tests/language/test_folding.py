import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.folding import fold, lower_letters

LETTERS = re.compile("[a-z]", re.IGNORECASE)


@given(st.text())
def test_lower_case_runs_in_step_with_the_text(text: str) -> None:
    lowered = lower_letters(text)
    assert len(lowered) == len(text)
    assert [char.isalnum() for char in lowered] == [char.isalnum() for char in text]
    assert [char.isspace() for char in lowered] == [char.isspace() for char in text]


@pytest.mark.parametrize("char", [*string.printable, *"İıſ\u212aÅΣςßẞéÉ"])
def test_letters_are_those_that_a_pattern_takes_without_case(char: str) -> None:
    lowered = lower_letters(char)
    assert (lowered in string.ascii_lowercase) == bool(LETTERS.match(char))
    assert not LETTERS.match(char) or re.fullmatch(lowered, char, re.IGNORECASE)


@given(st.text(alphabet=string.ascii_letters + string.digits + " `'.-"))
def test_plain_text_folds_to_itself_in_lower_case(text: str) -> None:
    folded = fold(text)
    squeezed = " ".join(text.lower().replace("`", "'").split())
    assert " ".join(folded.text.split()) == squeezed
    for position, char in enumerate(folded.text):
        assert char.isspace() or folded.span(position, position + 1) is not None
