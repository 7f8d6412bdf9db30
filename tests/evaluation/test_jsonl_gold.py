"""The project's own gold format."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from run_rows import write_rows

from summarizer.errors import ConfigurationError
from summarizer.evaluation import jsonl_gold
from summarizer.evaluation.gold import GoldCount, GoldFact, GoldPlace, GoldTemplate
from summarizer.evaluation.jsonl_gold import load_jsonl_gold


def load(tmp_path: Path, *lines: object) -> list[GoldTemplate]:
    """The templates of the first document of a file of those lines; text stays as it is."""
    return list(load_jsonl_gold(write_rows(tmp_path / "gold.jsonl", lines)).documents[0].templates)


def load_incident(tmp_path: Path, **fields: Any) -> GoldTemplate:
    (template,) = load(tmp_path, {"doc_id": "a", "incidents": [{"type": "attack", **fields}]})
    return template


def test_the_example_of_the_docstring_is_gold(tmp_path: Path) -> None:
    doc = jsonl_gold.__doc__ or ""
    example = json.loads(doc[doc.index('{"doc_id"') : doc.index("]}]}") + 4])
    (template,) = load(tmp_path, example)
    assert template.types == ("bombing",)
    assert template.roles == {
        "PerpInd": (),
        "PerpOrg": (("Shining Path", "SL"),),
        "Target": (("customs house",),),
        "Victim": (("Ana Ruiz",),),
        "Weapon": (("car bomb",),),
    }
    assert template.locations == (GoldPlace(country="Peru", places=(("Lima",), ("Callao",))),)
    assert [one.is_day for one in template.dates] == [True]
    assert template.statuses == (GoldFact(names=("Shining Path", "SL"), values=("claimed",)),)
    assert template.effects == (GoldFact(names=("customs house",), values=("damaged",)),)
    assert [(one.names, one.outcomes) for one in template.victims] == [
        (("Ana Ruiz",), ("killed",)),
        (("dock workers",), ("injured",)),
    ]
    assert template.victims[1].counts == (GoldCount(low=6, high=8),)


def test_a_document_may_report_nothing_and_empty_lines_are_skipped(tmp_path: Path) -> None:
    assert load(tmp_path, "", {"doc_id": "a", "incidents": []}, "  ") == []


def test_what_is_left_out_or_null_is_not_asked(tmp_path: Path) -> None:
    template = load_incident(tmp_path)
    assert (template.stages, template.dates, template.locations, template.victims) == ((), (), (), ())
    fields = ("stage", "date", "country", "places", "weapons", "perpetrators", "targets", "victims", "optional")
    assert load_incident(tmp_path, **dict.fromkeys(fields)) == template
    nobody = {"name": None, "group": "guards", "count": None, "outcome": None, "optional": None}
    assert load_incident(tmp_path, victims=[nobody]) == load_incident(tmp_path, victims=[{"group": "guards"}])


def test_a_file_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"doc_id": "a", "incidents": []}\r\n{"doc_id": "b", "incidents": []}\r\n')
    assert [one.doc_id for one in load_jsonl_gold(path).documents] == ["a", "b"]


def test_lists_are_alternatives(tmp_path: Path) -> None:
    template = load_incident(
        tmp_path, type=["attack", "shooting"], stage=["attempted", "threatened"], country=["A", "B"]
    )
    assert template.types == ("attack", "shooting")
    assert template.stages == ("attempted", "threatened")
    assert [one.country for one in template.locations] == ["A", "B"]


def test_places_without_a_country(tmp_path: Path) -> None:
    assert load_incident(tmp_path, places=["Lima"]).locations == (GoldPlace(country=None, places=(("Lima",),)),)


def test_names_that_are_compared_as_one_are_one_entity_of_their_role(tmp_path: Path) -> None:
    template = load_incident(
        tmp_path,
        weapons=["The car bomb", "car bomb.", ["rifle", "AK-47"], ["ak47", "rifle"], "rifle"],
        perpetrators=[
            {"name": name, "kind": kind} for name in ("Lee", "lee") for kind in ("individual", "organization")
        ],
        targets=[{"name": "Embassy", "optional": True}, {"name": "the embassy"}, {"name": "embassy", "optional": True}],
        victims=[{"name": "Ana Ruiz", "optional": True}, {"name": "ana ruiz", "outcome": "killed", "optional": True}],
    )
    assert template.roles == {
        "PerpInd": (("Lee",),),
        "PerpOrg": (("Lee",),),
        "Target": (("Embassy",),),
        "Victim": (("Ana Ruiz",),),
        "Weapon": (("The car bomb",), ("rifle", "AK-47"), ("rifle",)),
    }


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024-03-05", (date(2024, 3, 5), date(2024, 3, 5))),
        ("2024-03-05/2024-03-07", (date(2024, 3, 5), date(2024, 3, 7))),
        ("/2024-03-05", (None, date(2024, 3, 5))),
        ("2024-03-05/", (date(2024, 3, 5), None)),
    ],
)
def test_dates(tmp_path: Path, text: str, bounds: tuple[date | None, date | None]) -> None:
    (found,) = load_incident(tmp_path, date=text).dates
    assert (found.earliest, found.latest) == bounds


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("6", (6, 6)),
        (6, (6, 6)),
        ("6+", (6, None)),
        ("~6", (6, 6)),
        ("6-8", (6, 8)),
        ("-6", (0, 6)),
        ("several", (2, None)),
    ],
)
def test_counts(tmp_path: Path, text: str | int, bounds: tuple[int, int | None]) -> None:
    (victims,) = load_incident(tmp_path, victims=[{"group": "guards", "count": text}]).victims
    (count,) = victims.counts
    assert (count.low, count.high) == bounds


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Invalid JSON"),
        ([], "Input should be an object"),
        ({"incidents": []}, "doc_id: Field required"),
        ({"doc_id": " ", "incidents": []}, "doc_id: String should match"),
        ({"doc_id": "a", "incidents": [], "note": "x"}, "note: Extra inputs are not permitted"),
        ({"doc_id": "a", "incidents": [{"type": "atack"}]}, r"'atack' is no incident type; .* show wire/incident/1'"),
        ({"doc_id": "a", "incidents": [{"type": []}]}, "incidents.0.type: Value should have at least 1"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "date": "5 March"}]}, "incidents.0.date.0: a date is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "date": "05/03/2024"}]}, "incidents.0.date.0: a date is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "date": "2024-W10"}]}, "incidents.0.date.0: a date is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "date": "/"}]}, "incidents.0.date.0"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "date": "2024-03-05/2024-03-01"}]}, "a date is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "victims": [{}]}]}, "either a name or a group"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "victims": [{"name": "Ana", "count": 6.5}]}]}, "count is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "victims": [{"name": "Ana", "count": "8-6"}]}]}, "runs from"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "victims": [{"name": "Eva", "count": "six"}]}]}, "count is"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "weapons": ["-"]}]}, "weapons.0: of '-' nothing is compared"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "targets": [{"name": ["The", "?"]}]}]}, "of 'The' nothing"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "targets": [{"name": "x", "effect": "Dry"}]}]}, "is no eff"),
        ('{"doc_id": "a"', "Invalid JSON: EOF .* Write a document a line as 'summarizer annotate RUN' prints them"),
        ({"doc_id": "a", "incidents": [{"type": "attack", "weapons": [[]]}]}, "incidents.0.weapons.0"),
        ('{"doc_id": "a", "incidents": [], "incidents": [{"type": "attack"}]}', "has the key 'incidents' twice"),
        (
            '{"doc_id": "a", "incidents": [{"type": "attack", "country": "Peru", "country": "Chile"}]}',
            "'country' twice",
        ),
    ],
)
def test_errors_name_the_file_and_the_line(tmp_path: Path, line: object, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"gold.jsonl: line 2: .*{problem}"):
        load(tmp_path, {"doc_id": "first", "incidents": []}, line)


def test_a_document_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 2: doc_id 'a' stands there a second time"):
        load(tmp_path, {"doc_id": "a", "incidents": []}, {"doc_id": "a", "incidents": []})


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_files_that_cannot_be_used(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"gold\.jsonl"):
        load_jsonl_gold(path)
