"""Values in other forms of their words, in languages whose forms are not read."""

import pytest
from article_facts import facts_of

from summarizer.evidence.grounding import ground
from summarizer.evidence.inflections import find_inflected, may_hold_form, script_of, scripts_of


@pytest.mark.parametrize(
    ("value", "text", "held"),
    [
        ("Харків", "Унаслідок удару по Харкову загинули люди", "Харкову"),
        ("Wrocław", "na autostradzie A4 pod Wrocławiem zginęło", "Wrocławiem"),
        ("Белгородская область", "губернатора Белгородской области", "Белгородской области"),
        ("Tampere", "puukotuksessa Tampereella torstaina", "Tampereella"),
        ("ירושלים", "ברחוב יפו בירושלים", "בירושלים"),
        ("ঢাকা", "ঢাকার একটি কারখানায়", "ঢাকার"),
        ("Vilnius", "Vilniuje sprogimas", "Vilniuje"),
        ("Австрия", "взрыв в Австралии", None),
        ("Рим", "Римма Петрова", None),
        ("область", "Области", None),
        ("26 ноября", "25 ноября", None),
        ("250", "Rund 1.250 Menschen flohen", None),
        ("2", "Sie fordert 2,5 Millionen", None),
        ("500 рублей", "штраф 2,500 рублей, затем 500 рублей", "500 рублей"),
        ("עזה", "תקיפה", None),
        ("", "что угодно", None),
    ],
)
def test_forms(value: str, text: str, held: str | None) -> None:
    span = find_inflected(value, text)
    assert (text[slice(*span)] if span else None) == held


def test_words_that_begin_alike_may_be_forms() -> None:
    assert may_hold_form("Львів", "Вибух у Львові")
    assert not may_hold_form("Одеса", "Вибух у Львові")
    assert not may_hold_form("Челябинск", "погибли 14 человек")


def test_scripts_are_told_by_letters() -> None:
    assert scripts_of(["Вибух у Києві", "12 PKK"]) == {"CYRILLIC", "LATIN"}
    assert scripts_of([]) == frozenset()
    assert (script_of("12"), script_of("Kyiv"), script_of("三十")) == ("", "LATIN", "CJK")


RUSSIAN = "Российские войска обстреляли центр Херсона из артиллерии, сообщил глава администрации. Пострадали люди."


def test_a_form_keeps_the_value_and_points_at_the_article() -> None:
    found = ground("Херсон", [1], facts_of(RUSSIAN).index, field="place")
    assert (found.value, found.findings) == ("Херсон", ())
    assert [(item.text, item.status) for item in found.evidence] == [("Херсона", "fuzzy")]
    found = ground("Херсон", [2], facts_of(RUSSIAN).index, field="place")
    assert [one.code for one in found.findings] == ["cite_corrected"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Kherson", "value_unread"),
        ("civilians", "value_unread"),
        ("Москва", "unsupported_value"),
        ("12", "unsupported_value"),
    ],
)
def test_a_value_in_other_words_is_unread_and_an_invented_one_unsupported(value: str, code: str) -> None:
    found = ground(value, [1], facts_of(RUSSIAN).index, field="place")
    assert [one.code for one in found.findings] == [code]


def test_a_language_without_forms_has_none() -> None:
    french = "Une attaque a fait douze morts au Nigeria, a annoncé la police de la ville jeudi matin."
    found = ground("Niger", [1], facts_of(french).index, field="place")
    assert [one.code for one in found.findings] == ["unsupported_value"]
