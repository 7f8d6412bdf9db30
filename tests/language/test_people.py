"""Names and descriptions of people."""

import pytest

from summarizer.language.people import ANIMALS, is_aboard, is_animal, is_other, is_proper_name, is_thing, read_ordinal


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Joe Doe", True), ("Ana de la Cruz", True), ("D'Mio O’Neal Jr.", True), ("a man", False),
        ("Joe, a boy", False), ("Rocky Mount man", False), ("18-year-old", False), ("de", False),
    ],
)  # fmt: skip
def test_names_and_descriptions(name: str, proper: bool) -> None:
    assert is_proper_name(name) == proper


@pytest.mark.parametrize(
    ("group", "thing"), [("knee", True), ("jaw", True), ("farm hands", False), ("kneeling man", False)]
)
def test_a_part_of_the_body_is_no_person(group: str, thing: bool) -> None:
    assert is_thing(group) is thing


@pytest.mark.parametrize(
    ("group", "other"),
    [
        ("third victim", True),
        ("16th death", True),
        ("A second man", True),
        ("tercer herido", True),
        ("third-grade pupils", False),
        ("fourth graders", False),
        ("second lieutenant", False),
        ("101st Airborne soldiers", False),
    ],
)
def test_somebody_counted_on_is_another(group: str, other: bool) -> None:
    assert is_other(group) is other


@pytest.mark.parametrize(
    ("text", "number", "aboard"),
    [
        ("A bus with 48 passengers crashed", "48", True),
        ("El bus transportaba a 65 personas", "65", True),
        ("Un tren con 241 pasajeros descarriló", "241", True),
        ("Iba con 12 soldados", "12", False),
    ],
)
def test_those_aboard(text: str, number: str, aboard: bool) -> None:
    start = text.index(number)
    assert is_aboard(text, start, start + len(number)) is aboard


@pytest.mark.parametrize(
    ("group", "which"), [("third man", 3), ("a fifth victim", 5), ("16th death", 16), ("others", None), ("last", None)]
)
def test_which_one_is_counted(group: str, which: int | None) -> None:
    assert read_ordinal(group) == which


def test_the_list_of_animals_is_in_order_and_names_no_people_of_the_news() -> None:
    listed = ANIMALS.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    persons = (
        "people soldiers females guards pilots workers giants hostages sons miners kids drivers boss priests deputies"
    )
    assert not [word for word in persons.split() if is_animal(word)]
