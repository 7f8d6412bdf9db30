import copy
import datetime as dt
import enum
import json
from typing import Annotated, Any, Literal

import pytest
from article_facts import facts_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarizer.resolving.own_schema import ResolvedCustom, resolve_custom

TEXT = """The Loa bridge fell on Monday. Twelve miners and 1,200 guests were unharmed.
Mayor Ana Ruiz blamed the flood of 7.1 metres. Repairs cost 5 million."""


def resolve(answer: dict[str, Any]) -> ResolvedCustom:
    before = copy.deepcopy(answer)
    resolved = resolve_custom(answer, facts_of(TEXT))
    assert answer == before
    for field in resolved.evidence:
        assert all(TEXT[item.start : item.end] == item.text for item in field.evidence)
    return resolved


def held(answer: dict[str, Any]) -> dict[str, list[tuple[int, str, str]]]:
    """Sentence, text and status of the evidence by field."""
    return {
        field.field: [(item.sentence, item.text, item.status) for item in field.evidence]
        for field in resolve(answer).evidence
    }


def test_cite_vouches_for_every_text_and_number_beside_it() -> None:
    answer = {"what": "Loa bridge", "when": "monday", "height": 7.1, "fell": True, "note": None, "cite": [1, 3]}
    assert held(answer) == {
        "what": [(1, "Loa bridge", "exact")],
        "when": [(1, "Monday", "normalized")],
        "height": [(3, "7.1", "exact")],
    }


def test_named_cite_vouches_for_its_field_alone() -> None:
    answer = {"mayor": "Ana Ruiz", "mayor_cite": [3], "bridge": "Loa bridge", "cite": [1]}
    assert held(answer) == {"mayor": [(3, "Ana Ruiz", "exact")], "bridge": [(1, "Loa bridge", "exact")]}


@pytest.mark.parametrize("name", ["place_cite", "place_cites", "places_cite", "places_cites"])
def test_lists_carry_their_index(name: str) -> None:
    answer = {"places": ["Loa bridge", "", "flood"], name: [1, 3], "cite": [2], "who": "guests"}
    assert held(answer) == {
        "places[0]": [(1, "Loa bridge", "exact")],
        "places[2]": [(3, "flood", "exact")],
        "who": [(2, "guests", "exact")],
    }


def test_nested_objects_have_cites_of_their_own() -> None:
    answer = {
        "events": [
            {"name": "flood", "cite": [3], "parts": [{"name": "bridge", "cites": [1]}]},
            {"name": "Repairs", "cite": [4]},
        ],
        "who": {"mayor": "Ana Ruiz", "mayor_cite": [3]},
    }
    assert held(answer) == {
        "events[0].name": [(3, "flood", "exact")],
        "events[0].parts[0].name": [(1, "bridge", "exact")],
        "events[1].name": [(4, "Repairs", "exact")],
        "who.mayor": [(3, "Ana Ruiz", "exact")],
    }


def test_cite_vouches_for_what_lists_and_objects_without_cites_of_their_own_hold() -> None:
    answer = {
        "grid": [["Loa bridge", "flood"], [], [["guests"]]],
        "who": {"mayor": "Ana Ruiz", "of": {"town": "Loa", "high": True}},
        "part": {"name": "Repairs", "cite": [4]},
        "cite": [1, 2, 3],
        "damage": [{"what": "Repairs", "cost": 5_000_000}],
        "damage_cite": [4],
    }
    assert held(answer) == {
        "grid[0][0]": [(1, "Loa bridge", "exact")],
        "grid[0][1]": [(3, "flood", "exact")],
        "grid[2][0][0]": [(2, "guests", "exact")],
        "who.mayor": [(3, "Ana Ruiz", "exact")],
        "who.of.town": [(1, "Loa", "exact")],
        "part.name": [(4, "Repairs", "exact")],
        "damage[0].what": [(4, "Repairs", "exact")],
        "damage[0].cost": [(4, "5 million", "exact")],
    }


def test_cite_with_nothing_beside_it_gives_the_sentences() -> None:
    first, third = "The Loa bridge fell on Monday.", "Mayor Ana Ruiz blamed the flood of 7.1 metres."
    answer = {"gist": [3, 1, 99], "title": "no cite of its own", "risk": {"cite": [1], "high": True}}
    assert held(answer) == {"gist": [(3, third, "exact"), (1, first, "exact")], "risk.cite": [(1, first, "exact")]}
    assert held({"who": None, "who_cite": [], "items": [], "cite": []}) == {}


def test_a_value_has_one_row_of_evidence_whatever_its_cites_are_called() -> None:
    assert held({"who": "Ana Ruiz", "cites": [1], "cite": [3]}) == {"who": [(3, "Ana Ruiz", "exact")]}
    answer = {"place": "flood", "places": ["bridge"], "place_cite": [3], "places_cite": [1], "places_cites": [3]}
    assert held(answer) == {"place": [(3, "flood", "exact")], "places[0]": [(1, "bridge", "exact")]}


def test_a_gist_in_words_is_a_value() -> None:
    answer = {"gist": "Repairs", "cite": [4], "part": {"gist": ["flood"], "gist_cite": [3]}}
    assert held(answer) == {"gist": [(4, "Repairs", "exact")], "part.gist[0]": [(3, "flood", "exact")]}


def test_values_without_a_cite_have_no_evidence() -> None:
    assert held({"title": "Loa bridge", "items": ["flood"], "cite": "not a list"}) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, (2, "Twelve", "exact")),
        (1200, (2, "1,200", "exact")),
        (5000000, (4, "5 million", "exact")),
        (7.10, (3, "7.1", "exact")),
    ],
)
def test_numbers_in_digits_and_words(value: float, expected: tuple[int, str, str]) -> None:
    resolved = resolve({"count": value, "cite": [expected[0]]})
    (field,) = resolved.evidence
    assert [(item.sentence, item.text, item.status) for item in field.evidence] == [expected]
    assert resolved.findings == ()


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("They took $5 million from the bank.", 5_000_000, "$5 million"),
        ("They took 5 million dollars from the bank.", 5_000_000.0, "5 million"),
        ("The fine was £1,234.56 on Monday.", 1234.56, "£1,234.56"),
        ("The fare rose to 12.50 on Monday.", 12.5, "12.50"),
        ("Twelve miners were unharmed.", "12", "Twelve"),
        ("El precio subió un 12,50 por ciento en la ciudad, dijo el ministro.", 12.5, "12,50"),
        ("Der Schaden an den Häusern der Stadt betrug 1.234,56 Euro.", 1234.56, "1.234,56"),
    ],
)
def test_amounts_and_decimals_are_found_however_they_are_written(text: str, value: Any, words: str) -> None:
    resolved = resolve_custom({"value": value, "cite": [1]}, facts_of(text))
    (field,) = resolved.evidence
    assert [(item.text, item.status) for item in field.evidence] == [(words, "exact")]
    assert resolved.findings == ()


@pytest.mark.parametrize("value", ["12%", "12 %", "12 percent", "12 per cent", "12 por ciento"])
@pytest.mark.parametrize("words", ["12%", "12 percent", "12 per cent", "twelve percent"])
def test_percentages_are_found_however_they_are_written(value: str, words: str) -> None:
    resolved = resolve_custom({"rate": value, "cite": [1]}, facts_of(f"Prices rose by {words} in May."))
    (field,) = resolved.evidence
    assert [(item.text, item.status) for item in field.evidence] == [(words, "exact")]
    assert resolved.findings == ()


@pytest.mark.parametrize("value", ["$5 million", "$5m", "$5M", "US$5,000,000", "5 million dollars", 5_000_000, "5m"])
@pytest.mark.parametrize("words", ["$5 million", "$5m", "$5M", "5 million dollars", "five million dollars"])
def test_money_is_found_however_it_is_written(value: str | int, words: str) -> None:
    resolved = resolve_custom({"loss": value, "cite": [1]}, facts_of(f"The city lost {words} in May, it said."))
    (field,) = resolved.evidence
    assert [words.startswith(item.text) or words.endswith(item.text) for item in field.evidence] == [True]
    assert resolved.findings == ()


@pytest.mark.parametrize(
    ("words", "value", "found"),
    [
        ("5k people", "5,000", "5k"),
        ("5,000 people", "5k", "5,000"),
        ("200k tonnes", 200_000, "200k"),
        ("1200 tonnes", "1,200", "1200"),
        ("£2.5bn", 2_500_000_000, "£2.5bn"),
        ("2.5 billion pounds", "£2.5bn", "2.5 billion pounds"),
        ("Rs 5 crore", "5 crore rupees", "Rs 5 crore"),
        ("€12.50", "12.50 euros", "€12.50"),
        ("12km of road", 12, "12km"),
        ("a 5m wall", 5, "5m"),
    ],
)
def test_numbers_with_letters_are_found_as_others(words: str, value: str | int, found: str) -> None:
    resolved = resolve_custom({"loss": value, "cite": [1]}, facts_of(f"The city lost {words} in May, the mayor said."))
    (field,) = resolved.evidence
    assert [(item.text, item.status) for item in field.evidence] == [(found, "exact")]
    assert resolved.findings == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("£5m", "$5 million"),
        ("5 million", "$5m"),
        ("$5m", 5),
        ("$5M", 5),
        ("5k", 5),
        ("$5 billion", "$5m"),
        ("$15 million", "5 million"),
        ("a 5G mast", 5),
        ("5 people", "5km"),
        ("5 people", "5th"),
    ],
)
def test_an_amount_is_none_of_another_scale_or_currency(words: str, value: str | int) -> None:
    text = f"The city lost {words} in May, the mayor said."
    (finding,) = resolve_custom({"loss": value, "cite": [1]}, facts_of(text)).findings
    assert finding.code == "unsupported_value"


@pytest.mark.parametrize(("text", "value"), [("12.5 percent", "12%"), ("12 degrees", "12%"), ("123", "12%3")])
def test_a_percentage_is_no_other_number_nor_another_measure(text: str, value: str) -> None:
    (finding,) = resolve_custom({"rate": value, "cite": [1]}, facts_of(f"It rose by {text} in May.")).findings
    assert finding.code == "unsupported_value"


@pytest.mark.parametrize(("text", "value"), [("Dozens of miners were unharmed.", 24), ("Several were hurt.", 2)])
def test_words_for_no_exact_number_hold_none(text: str, value: int) -> None:
    (finding,) = resolve_custom({"count": value, "cite": [1]}, facts_of(text)).findings
    assert finding.code == "unsupported_value"


def test_number_that_another_sentence_spells_is_cited_there() -> None:
    (finding,) = resolve({"count": 12, "cite": [1]}).findings
    assert (finding.code, [item.text for item in finding.evidence]) == ("cite_corrected", ["Twelve"])


@pytest.mark.parametrize("cites", [[], [1]])
def test_number_that_another_sentence_writes_with_separators_is_no_misspelling(cites: list[int]) -> None:
    (finding,) = resolve({"count": 1200, "cite": cites}).findings
    assert (finding.code, [item.text for item in finding.evidence]) == ("cite_corrected", ["1,200"])


@pytest.mark.parametrize("words", ["A third of the homes burned.", "It was the third attack.", "It began on the 3rd."])
def test_number_that_another_sentence_has_as_an_ordinal_only_is_not_held(words: str) -> None:
    (finding,) = resolve_custom({"hurt": 3, "cite": [1]}, facts_of(f"Some were hurt. {words}")).findings
    assert finding.code == "unsupported_value"


@pytest.mark.parametrize("value", ["1" * 5000, "1." + "5" * 5000])
def test_endless_digits_are_words_like_others(value: str) -> None:
    assert held({"code": value, "cite": [4]}) == {"code": [(4, "Repairs cost 5 million.", "not_found")]}


def test_number_in_digits_is_found_without_its_qualifier() -> None:
    text = "At least 60 were hurt."
    (field,) = resolve_custom({"hurt": 60, "cite": [1]}, facts_of(text)).evidence
    assert field.evidence[0].text == "60"


@pytest.mark.parametrize("value", [2, 5, 250])
def test_number_within_another_of_an_inflected_language_is_not_held(value: int) -> None:
    text = "Rund 1.250 Beschäftigte der Firma in Köln fordern 2,5 Millionen Euro, sagte der Sprecher der Gewerkschaft."
    (finding,) = resolve_custom({"count": value, "cite": [1]}, facts_of(text)).findings
    assert finding.code == "unsupported_value"


@pytest.mark.parametrize("value", [5, 13, 120, 7])
def test_number_within_another_is_not_held(value: int) -> None:
    assert held({"count": value, "cite": [4]}) == {"count": [(4, "Repairs cost 5 million.", "not_found")]}


def test_cites_that_are_no_numbers_are_values_like_any_other() -> None:
    assert held({"cite": ["Loa bridge"], "title": "flood"}) == {}
    assert held({"quote_cite": ["flood"], "cite": [3]}) == {"quote_cite[0]": [(3, "flood", "exact")]}


def test_value_cited_elsewhere_or_misspelt_is_said_and_stays_as_it_is() -> None:
    resolved = resolve({"events": [{"who": "Rapairs", "what": "bridge", "cite": [4]}]})
    assert {(finding.code, finding.field) for finding in resolved.findings} == {
        ("spelling_repaired", "events[0].who"),
        ("cite_corrected", "events[0].what"),
    }


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 12


class Coded(BaseModel):
    value: Level | Literal["flood", 3] | dt.datetime | dt.date | dt.time | dt.timedelta
    enum: str = ""
    cite: list[int]


@pytest.mark.parametrize(
    "value",
    [
        "flood",
        3,
        1,
        "2026-11-23",
        "2026-11-23T10:00:00",
        "2026-11-23T10:00:00.500000Z",
        "2026-11-23T10:00:00+02:00",
        "10:00:00",
        "PT2H30M",
        "P1DT1.5S",
    ],
)
def test_value_that_the_schema_chose_is_cited_whole(value: str | int) -> None:
    answer = Coded.model_validate_json(json.dumps({"value": value, "cite": [1]})).model_dump(mode="json")
    assert answer["value"] == value
    resolved = resolve_custom(answer, facts_of(TEXT), schema=Coded.model_json_schema())
    (field,) = resolved.evidence
    assert [item.text for item in field.evidence] == ["The Loa bridge fell on Monday."]
    assert resolved.findings == ()


class Open(BaseModel):
    currency: str = "EUR"
    lost: int = 0
    level: Level = Level.LOW
    note: str | None = None
    cause: str
    cite: list[int] = []


@pytest.mark.parametrize("said", [{}, {"currency": "EUR", "lost": 0, "level": 1}])
def test_the_default_of_a_field_is_a_value_that_the_schema_chose(said: dict[str, Any]) -> None:
    answer = Open.model_validate({**said, "cause": "EUR", "cite": [4]}).model_dump(mode="json")
    resolved = resolve_custom(answer, facts_of(TEXT), schema=Open.model_json_schema())
    assert [finding.field for finding in resolved.findings] == ["cause"]
    assert [item.text for field in resolved.evidence for item in field.evidence] == ["Repairs cost 5 million."] * 4


def test_number_that_the_schema_offers_may_be_the_articles() -> None:
    answer = {"value": 12, "cite": [2]}
    (field,) = resolve_custom(answer, facts_of(TEXT), schema=Coded.model_json_schema()).evidence
    assert [item.text for item in field.evidence] == ["Twelve"]


class Step(BaseModel):
    kind: Literal["fire"]
    then: "Step | None"
    cite: list[int]


class Chain(BaseModel):
    steps: dict[str, list[Step]]
    kinds: tuple[Literal["fire"], str, list[Literal["fire"]]]
    level: Literal["fire"] | int
    named: Annotated[Step, Field(alias="theNamed")]
    cause: str
    cite: list[int]


def test_only_the_field_for_which_a_schema_offers_a_value_may_choose_it() -> None:
    step = {"kind": "fire", "then": {"kind": "fire", "then": None, "cite": [1]}, "cite": [1]}
    answer = {
        "steps": {"a": [step]},
        "kinds": ["fire", "fire", ["fire"]],
        "level": "fire",
        "named": step,
        "cause": "fire",
        "cite": [1],
    }
    resolved = resolve_custom(answer, facts_of(TEXT), schema=Chain.model_json_schema(by_alias=False))
    assert [finding.field for finding in resolved.findings] == ["kinds[1]", "cause"]
    assert "steps.a[0].then.kind" in [one.field for one in resolved.evidence]


def test_endless_digits_are_a_value_that_the_article_lacks() -> None:
    (finding,) = resolve({"dead": "9" * 5000, "cite": [1]}).findings
    assert finding.code == "unsupported_value"


def test_value_that_the_article_lacks_is_said() -> None:
    resolved = resolve({"who": "Luis Paz", "dead": 13, "cite": [3]})
    assert [(finding.code, finding.field) for finding in resolved.findings] == [
        ("unsupported_value", "who"),
        ("unsupported_value", "dead"),
    ]
    assert [field.evidence[0].status for field in resolved.evidence] == ["not_found", "not_found"]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(-5, 2000), st.sampled_from(["Loa", "flood", "", "x" * 9]))
NODES = st.recursive(
    st.one_of(VALUES, st.lists(st.integers(-1, 6), max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["cite", "gist", "a", "as", "a_cite", "as_cites", "b"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["cite", "gist", "name", "names_cite", "items"]), NODES, max_size=4))
def test_any_answer_is_left_unchanged_and_its_paths_lead_to_values(answer: dict[str, Any]) -> None:
    for field in resolve(answer).evidence:
        node: Any = answer
        for key in field.field.replace("[", ".[").split("."):
            node = node[int(key[1:-1])] if key.startswith("[") else node[key]
        assert node is not None
