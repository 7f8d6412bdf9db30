"""Targets of an answer that are people."""

import pytest
from fakes import wire_group, wire_incident

from summarizer.resolving.targets import drop_people


@pytest.mark.parametrize(
    ("name", "is_thing"),
    [
        ("118 people", False),
        ("people", False),
        ("others", False),
        ("the children", False),
        ("bodies", False),
        ("soldiers", False),
        ("the fourth hall", True),
        ("houses", True),
        ("people's assembly", True),
        ("Children's Hospital", True),
        ("Médecins Sans Frontières", True),
    ],
)
def test_people_are_no_targets(name: str, *, is_thing: bool) -> None:
    target = {"name": name, "effect": None, "cite": [1]}
    other = {"name": "tram", "effect": "damaged", "cite": [1]}
    (kept,), findings = drop_people([wire_incident(targets=[target, other])])
    assert [one.name for one in kept.targets] == [*([name] if is_thing else []), "tram"]
    assert [(one.code, one.field) for one in findings] == [("target_is_people", "incidents[0].targets")] * (
        not is_thing
    )


@pytest.mark.parametrize(
    ("kind", "name", "group"),
    [
        ("attack", "police", "police"),
        ("bombing", "the 119 soldiers", "soldiers"),
        ("attack", "people", None),
        ("earthquake", "villagers", None),
        ("protest", "police", None),
    ],
)
def test_people_aimed_at_are_victims_where_there_are_none(kind: str, name: str, group: str | None) -> None:
    wire = wire_incident(type=kind, targets=[{"name": name, "effect": None, "cite": [1]}])
    (kept,), (finding,) = drop_people([wire])
    found = [(victim.label, victim.count, victim.outcome, victim.cite) for victim in kept.victims]
    assert found == ([(group, None, "targeted", [1])] if group else [])
    assert ("became a victim aimed at" in finding.message) is bool(group)
    hurt = wire_group("two guards", "2", 1)
    (kept,), _ = drop_people([wire_incident(type=kind, targets=wire.targets, victims=[hurt])])
    assert [victim.label for victim in kept.victims] == ["two guards"]
