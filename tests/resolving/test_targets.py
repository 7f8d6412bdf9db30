"""Targets of an answer that are people."""

import pytest
from fakes import wire_incident

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
