"""The one walk over a record's values and their evidence."""

from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel
from records import custom, said

from summarizer.evidence.values import evidence_of, list_spans, walk_values
from summarizer.schemas.record import Evidence, FieldEvidence, Incident, Place, Sentence
from tests.exports.test_all_tables import bombing


def test_values_come_in_the_order_of_the_record_each_with_its_paths_and_words() -> None:
    assert [(value.holder, value.field, value.text) for value in walk_values(bombing())] == [
        ("incidents[0].date", "incidents[0].date", "then"),
        ("incidents[0].place.country", "incidents[0].place.country", "Afghanistan"),
        ("incidents[0].place.places[0]", "incidents[0].place.places[0]", "Kabul"),
        ("incidents[0].weapons[0]", "incidents[0].weapons[0].name", "car bomb"),
        ("incidents[0].weapons[1]", "incidents[0].weapons[1].name", "gun"),
        ("incidents[0].perpetrators[0]", "incidents[0].perpetrators[0].name", "Taliban"),
        ("incidents[0].targets[0]", "incidents[0].targets[0].name", "bank"),
        ("incidents[0].targets[1]", "incidents[0].targets[1].name", "bus"),
        ("incidents[0].victims[0]", "incidents[0].victims[0].group", "civilians"),
        ("incidents[0].victims[0].count", "incidents[0].victims[0].count", "12"),
        ("incidents[0].victims[0].said_by", "incidents[0].victims[0].said_by", "police"),
        ("incidents[0].victims[1]", "incidents[0].victims[1].name", "Ana Ruiz"),
    ]


def test_every_value_is_the_record_s_at_its_path_with_that_part_s_evidence() -> None:
    record = bombing()
    for value in walk_values(record):
        node: Any = record
        for part in value.field.replace("]", "").replace("[", ".").split("."):
            node = node[int(part)] if part.isdigit() else getattr(node, part)
        assert value.text == (node if isinstance(node, str) else getattr(node, "text", None) or node.name)
        own = value.node.country_evidence if isinstance(value.node, Place) else vars(value.node)["evidence"]
        assert value.evidence is own


def test_a_part_is_walked_from_where_it_stands() -> None:
    record = bombing()
    whole = [*walk_values(record)]
    assert [*walk_values(record.incidents, "incidents")] == whole
    assert [*walk_values(record.incidents[0], "incidents[0]")] == whole
    assert walk_values(record.incidents[0].victims[1], "there")[0].field == "there.name"


def test_what_the_article_does_not_say_is_no_value() -> None:
    (incident,) = bombing().incidents
    place = Place(country=None, country_code=None, country_evidence=(), places=())
    bare = incident.model_copy(update={"date": None, "place": place, "victims": (), "targets": (), "perpetrators": ()})
    assert [value.text for value in walk_values(bare, "x")] == ["car bomb", "gun"]
    assert walk_values(None) == []


def test_a_user_s_own_answer_has_the_values_that_its_cites_vouch_for() -> None:
    record = custom({}, FieldEvidence(field="b", evidence=said("Ana")), FieldEvidence(field="a[0]", evidence=()))
    assert [(value.holder, value.field, value.text) for value in walk_values(record)] == [
        ("b", "b", "Ana"),
        ("a[0]", "a[0]", ""),
    ]
    assert list_spans(record) == [*said("Ana")]


def test_evidence_of_an_incident_leaves_out_what_the_article_does_not_hold() -> None:
    (incident,) = bombing().incidents
    lost = incident.model_copy(
        update={"victims": (incident.victims[0].model_copy(update={"evidence": said("x", status="not_found")}),)}
    )
    assert [item.text for item in evidence_of(lost)] == ["Kabul", "car bomb", "Taliban", "bank"]


def test_spans_are_all_that_points_into_the_article() -> None:
    record = bombing()
    dumped = [*found_in(record)]
    assert sorted(dumped, key=repr) == sorted(list_spans(record), key=repr)
    assert any(isinstance(span, Sentence) for span in dumped)


def found_in(node: Any) -> list[Evidence | Sentence]:
    """Every span in a model, wherever it stands."""
    if isinstance(node, Evidence | Sentence):
        return [node]
    parts = vars(node).values() if isinstance(node, BaseModel) else node if isinstance(node, tuple | list) else ()
    return [span for part in parts for span in found_in(part)]


@pytest.mark.parametrize("model", [Incident, Place])
def test_no_part_of_an_incident_has_evidence_under_another_name(model: type[BaseModel]) -> None:
    """The walk knows two names of evidence; a third would be walked past."""
    seen: list[Any] = [model]
    names = set()
    while seen:
        for name, hint in get_type_hints(seen.pop()).items():
            parts = [hint, *get_args(hint)]
            names |= {name for part in parts if part is Evidence}
            seen += [
                part
                for part in parts
                if isinstance(part, type) and issubclass(part, BaseModel) and part is not Evidence
            ]
    assert names == ({"evidence", "country_evidence"})
