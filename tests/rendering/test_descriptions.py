from enum import StrEnum
from typing import Annotated, Any, Literal, Optional

import pytest
from article_facts import facts_of
from fakes import wire_incident
from pydantic import BaseModel, Field, create_model
from typing_extensions import TypeAliasType

from summarizer.evidence.values import evidence_of
from summarizer.rendering.descriptions import describe_fields, describe_incident
from summarizer.resolving.incidents import resolve_incidents
from summarizer.schemas.record import Incident
from summarizer.schemas.wire import WIRE_SCHEMAS, ArticleAnswer

TEXT = """A bomb hit Abbey Gate in Kabul, Afghanistan, on Thursday. At least 60 civilians and a guard died.
IS-K claimed responsibility. Mayor Ana Ruiz was hurt. Troops fled."""


# Fields


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    name: str = Field(description="What it is called.")
    weight: float | None


class Thing(BaseModel):
    colour: Colour
    kind: Literal["small", "large"]
    main: Part = Field(description="The main part.")
    spare: list[Part] | None
    grid: list[list[Part]]
    tags: list[str]
    wholes: list["Thing"]
    above: Optional["Thing"] = None


def test_fields_with_path_type_and_description() -> None:
    assert describe_fields(Thing).splitlines() == [
        "- colour (red | blue)",
        "- kind (small | large)",
        "- main (object): The main part.",
        "- main.name (string): What it is called.",
        "- main.weight (number or null)",
        "- spare (list of object or null)",
        "- spare[].name (string): What it is called.",
        "- spare[].weight (number or null)",
        "- grid (list of list of object)",
        "- grid[][].name (string): What it is called.",
        "- grid[][].weight (number or null)",
        "- tags (list of string)",
        "- wholes (list of object)",
        "- above (object or null)",
    ]


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    bark: str


class Farm(BaseModel):
    pets: list[Annotated[Cat | Dog, Field(discriminator="kind")]]
    guard: Cat | Dog = Field(discriminator="kind")
    by_name: dict[str, Part]


def test_one_of_several_models_and_models_by_key_are_told() -> None:
    assert describe_fields(Farm).splitlines() == [
        "- pets (list of object)",
        '- pets[].kind ("cat")',
        "- pets[].lives (integer)",
        '- pets[].kind ("dog")',
        "- pets[].bark (string)",
        "- guard (object)",
        '- guard.kind ("cat")',
        "- guard.lives (integer)",
        '- guard.kind ("dog")',
        "- guard.bark (string)",
        "- by_name (object)",
        "- by_name.*.name (string): What it is called.",
        "- by_name.*.weight (number or null)",
    ]


class Hen(BaseModel):
    egg: Optional["Egg"]


class Egg(BaseModel):
    hen: Hen | None
    size: int


def test_a_description_of_several_lines_is_told_on_one() -> None:
    described = Field(description="Who it is,\n    as written.\n\n- not a title\n")
    verbose = create_model("Verbose", who=(str, described), n=int)
    assert describe_fields(verbose) == "- who (string): Who it is, as written. - not a title\n- n (integer)"


def test_models_that_hold_each_other_end() -> None:
    assert describe_fields(Hen).splitlines() == [
        "- egg (object or null)",
        "- egg.hen (object or null)",
        "- egg.size (integer)",
    ]


PROVINCES = [f"province {number}" for number in range(21)]
Parts = TypeAliasType("Parts", list[Part])
Tree = TypeAliasType("Tree", "list[Tree] | int")


class Survey(BaseModel):
    province: str = Field(json_schema_extra={"enum": list(PROVINCES)})
    level: Literal["high", 2, True]
    year: Literal[2026]
    pair: tuple[Part, int]
    parts: Parts
    tree: Tree


def test_long_enums_other_values_than_texts_tuples_and_named_types_are_told() -> None:
    assert describe_fields(Survey).splitlines() == [
        f"- province ({' | '.join(PROVINCES)})",
        "- level (high | 2 | true)",
        "- year (2026)",
        "- pair (list of object, integer)",
        "- pair[0].name (string): What it is called.",
        "- pair[0].weight (number or null)",
        "- parts (list of object)",
        "- parts[].name (string): What it is called.",
        "- parts[].weight (number or null)",
        "- tree (list of the same or integer)",
    ]


def test_model_without_fields() -> None:
    class Nothing(BaseModel):
        pass

    assert describe_fields(Nothing) == ""


@pytest.mark.parametrize("schema", sorted(WIRE_SCHEMAS))
def test_wire_fields_are_told_once(schema: str) -> None:
    lines = describe_fields(WIRE_SCHEMAS[schema]).splitlines()
    assert len(set(lines)) == len(lines) > 0


def test_both_shapes_of_a_victim_and_a_perpetrator_are_told() -> None:
    lines = describe_fields(ArticleAnswer).splitlines()
    assert "- incidents[].type (one of the types below): The narrowest type that fits." in lines
    assert '- incidents[].perpetrators[].kind ("individual")' in lines
    assert '- incidents[].perpetrators[].kind ("organization")' in lines
    assert "- incidents[].victims[].name (string): A person's proper name." in lines
    assert any(line.startswith("- incidents[].victims[].group (string)") for line in lines)
    assert "- incidents[].date (object or null)" in lines
    assert any(line.startswith("- incidents[].date.text (string)") for line in lines)


# Incidents


def resolve(**changes: Any) -> tuple[Incident, ...]:
    fields: dict[str, Any] = {
        "date": {"text": "Thursday", "cite": [1]},
        "country": "Afghanistan",
        "places": ["Kabul", "Abbey Gate"],
        "place_cite": [1],
        "weapons": [{"name": "bomb", "cite": [1]}],
        "perpetrators": [{"name": "IS-K", "kind": "organization", "status": "claimed", "cite": [3]}],
        "victims": [
            {"group": "civilians", "count": "60", "outcome": "killed", "cite": [2]},
            {"group": "guard", "count": "1", "outcome": "killed", "cite": [2]},
            {"name": "Ana Ruiz", "count": "1", "outcome": "injured", "cite": [4]},
            {"group": "Troops", "count": None, "outcome": "escaped", "cite": [5]},
        ],
    }
    wire = wire_incident(**{**fields, **changes})
    return resolve_incidents([wire], facts_of(TEXT), article_id="a").incidents


def described(**changes: Any) -> str:
    (incident,) = resolve(**changes)
    return describe_incident(incident)


def test_incident_in_plain_words() -> None:
    assert described() == (
        "bombing; where: Abbey Gate, Kabul, Afghanistan; when: Thursday; killed: At least 60 civilians; killed: guard; "
        "injured: Ana Ruiz; escaped: Troops; by: IS-K (claimed)"
    )


def test_values_that_the_article_lacks_are_not_told() -> None:
    line = described(
        date={"text": "Friday", "cite": [1]},
        country="Peru",
        places=["Lima", "Abbey Gate"],
        perpetrators=[{"name": "Red Brigade", "kind": "organization", "status": "claimed", "cite": [3]}],
        victims=[
            {"group": "civilians", "count": "500", "outcome": "injured", "cite": [2]},
            {"group": "tourists", "count": None, "outcome": "killed", "cite": [2]},
        ],
    )
    assert line == "bombing; where: Abbey Gate, Afghanistan"


def test_stage_and_individuals() -> None:
    bare: dict[str, Any] = {"date": None, "country": None, "places": [], "victims": []}
    assert described(**bare, stage="threatened", perpetrators=[]) == "threatened bombing"
    gunman = [{"name": "mayor", "kind": "individual", "cite": [4]}]
    assert described(**bare, perpetrators=gunman) == "bombing; by: Mayor"


def test_evidence_of_an_incident_is_what_the_article_holds() -> None:
    (incident,) = resolve(targets=[{"name": "embassy", "effect": None, "cite": [1]}])
    assert [item.text for item in evidence_of(incident)] == [
        "Kabul",
        "Abbey Gate",
        "bomb",
        "IS-K",
        "civilians",
        "guard",
        "Ana Ruiz",
        "Troops",
    ]
