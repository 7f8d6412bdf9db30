from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.kinds import _WORDS, is_play, tells_of, tells_of_computers
from summarizer.schemas.types import TYPE_NAMES


def test_every_type_has_words() -> None:
    assert {*TYPE_NAMES} == {*_WORDS}


def test_each_kind_is_told_by_its_example_alone() -> None:
    for kind, row in _WORDS.items():
        assert tells_of(kind, row.example.upper())
        assert not tells_of(kind, row.counterexample)


def test_play_is_told_from_what_happens_at_a_game() -> None:
    told = "The striker scored a goal in the match"
    assert is_play(told)
    assert not is_play(f"{told}, and police arrested two")
    assert is_play(f"{told}. Fans quarrelled, but police made no arrests")
    assert not is_play(f"{told}. Police made no statement, but two were taken to hospital")
    assert is_play("Rangers' second-half blitz left the keeper for dead; four were booked")
    assert not is_play("The match was off")


def test_an_attack_on_computers_is_told_from_one_on_people() -> None:
    assert tells_of_computers("Hackers attacked the hospital's network")
    assert not tells_of_computers("Hackers attacked while gunmen shot two")
    assert not tells_of_computers("Gunmen attacked the hospital")


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(text: str) -> None:
    is_play(text)
    tells_of("other", text)
