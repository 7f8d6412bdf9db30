"""Who suffered by a sentence, and of whom it may tell a deed."""

import re

import pytest
from growth import outgrows
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.sufferers import may_do, suffers


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The dead were identified as Ann Lee, 15, and Marcus Bell, 17.", True),
        ("The dead were Marcus Bell and his son Ann Lee.", True),
        ("Those victims were identified as Reginald Neal, 56, and Ann Lee, 21.", True),
        ("The teacher, Ann Lee, 42, was not hurt.", True),
        ("Ann Lee (17) and her brother Tom were later pronounced dead.", True),
        ("The driver killed Judge Barnes and the court reporter Ann Lee.", True),
        ("They mourned the death of Ann Lee.", True),
        ("Ann Lee, who was 45, was shot once in the neck.", True),
        ("Ann Lee died of smoke.", True),
        ("Ann Lee was crossing the road with her son when she was struck by a car.", True),
        ("Ann Lee was talking to a man who ran when she was struck by his voice.", False),
        ("A car struck Ann Lee on Friday.", True),
        ("Const. Ann Lee told reporters that a man was shot.", False),
        ("Ann Lee and Tom Roe were lynched on similar suspicion.", True),
        ("Ann Lee was lynched by a mob near the market.", False),
        ("The woman who died has been named by her family as Ann Lee.", True),
        ("A boy who was stabbed to death near a tram stop in Rome has been named as Ann Lee.", True),
        ("Ann Lee, aged 19, of Kingsthorpe, was stabbed in the chest.", True),
        ("The man, named locally as Ann Lee, was taken to hospital.", True),
        ("The man, named locally as Ann Lee, was taken aback.", False),
        ("Another victim, 62-year-old Ann Lee, was shot and killed.", True),
        ("The other woman, who also died, has been identified as Ann Lee.", True),
        ("Another witness, 62-year-old Ann Lee, was shot and killed.", False),
        ("Tom Roe, who was stabbed by Ann Lee, was taken to hospital.", False),
        ("The father, Ann Lee, aged 40, of Mesa, was found with a gunshot wound.", False),
        ("Police released the names of the men killed in the shooting: Ann Lee and Tom Roe.", True),
        ("Of the men killed in the shooting one was a friend, they said: Ann Lee.", False),
        ("Ann Lee, a 13-year veteran of the fire department of the county of Prince George, died on Friday.", True),
        ("The man who died was a friend, and as such knew Ann Lee.", False),
        ("The man who died at the wheel was named as Ann Lee.", False),
        ("Two were killed, and Ann Lee was the last to see them.", False),
        ("Ann Lee, 42, was not available.", False),
        ("The dead are mourned, and police named Ann Lee.", False),
        ("Ann Lee shot the guard.", False),
    ],
)
def test_who_suffered(text: str, *, is_told: bool) -> None:
    start = text.index("Ann Lee")
    assert suffers(text, start, start + len("Ann Lee")) is is_told


def test_many_names_in_one_sentence_are_asked_about_in_linear_time() -> None:
    def ask(text: str) -> None:
        for name in re.finditer("Ann", text):
            suffers(text, name.start(), name.end())

    assert not outgrows(ask, lambda size: "missing of Ann " * (size // 15))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Ann Lee was charged with murder.", True),
        ("The gunman, Ann Lee, was shot dead.", True),
        ("Ann Lee turned the gun on herself.", True),
        ("Ann Lee, 24, shot a guard.", True),
        ("Ann Lee was found dead; police say that she fatally shot her husband.", True),
        ("Ann Lee was shot once in the neck.", False),
        ("The dead were identified as Ann Lee and Marcus Bell.", False),
        ("Police identified the two men killed as Ann Lee, 31, and Marcus Bell.", False),
        ("Police said the two men killed a guard with Ann Lee.", True),
    ],
)
def test_who_may_have_done_it(text: str, *, is_told: bool) -> None:
    assert may_do(text, text.index("Ann Lee") + len("Ann Lee")) is is_told


@given(st.text(max_size=200), st.integers(0, 200))
def test_no_text_makes_it_raise(text: str, at: int) -> None:
    suffers(text, at, at)
    may_do(text, at)
