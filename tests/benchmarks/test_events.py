"""What stands for a model's record where events are measured on a register of shootings."""

import json
from pathlib import Path
from typing import Any

import pytest
from events import half_of, load_gva

from summarizer.schemas.record import Total
from tests.evaluation.test_gva import person, row

HALF = half_of("1")


def load(tmp_path: Path, text: str, **changes: Any) -> Any:
    source = row(text, **changes)
    source["articles"] = [{**one, "title": "Shooting", "published": "2014-01-28"} for one in source["articles"]]
    path = tmp_path / "gva.jsonl"
    path.write_text(json.dumps(source) + "\n")
    return load_gva(path, HALF, "read")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two people were killed. Two people died. Last month 20 people were killed.", Total(low=2, high=2)),
        ("Two people were killed. Three people died.", Total(low=3, high=3)),
        ("At least two people were killed. Two people died. Five people were killed.", Total(low=2, high=2)),
        ("At least two people were killed.", Total(low=2, high=None)),
        ("Nobody was there.", None),
    ],
)
def test_the_count_that_a_text_tells_most_often_is_read(tmp_path: Path, text: str, killed: Total | None) -> None:
    (record,) = load(tmp_path, text).records
    assert record.incidents[0].totals.get("killed") == killed


def test_the_registers_number_is_right_and_that_without_suspects(tmp_path: Path) -> None:
    people = [person("Ana Ruiz", "Killed"), person("Joe Doe", "Killed", "Subject-Suspect")]
    (event,) = load(tmp_path, "Two people were killed.", killed=2, injured=0, participants=people).gold
    assert event.figures == {"killed": (2, 1), "injured": (0,)}
