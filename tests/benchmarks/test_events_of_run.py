import json
from pathlib import Path
from typing import Any

import events_of_run
import pytest
from events import half_of

from summarizer.evaluation.event_scores import load_gold_events

TESTED = [str(number) for number in range(40) if half_of(number) == "test"]


def row(incident: str) -> dict[str, Any]:
    articles = [
        {
            "id": f"{incident}{letter}",
            "title": "One dead",
            "text": "A man was shot.",
            "published": "2017-01-03",
            "url": "",
        }
        for letter in "abcdef"[:2]
    ]
    return {
        "incident": incident,
        "date": "2017-01-02",
        "state": "Ohio",
        "city": "Akron",
        "killed": 1,
        "injured": 0,
        "participants": [],
        "articles": articles,
    }


def test_the_shootings_of_the_half_for_testing_are_written_with_their_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, trained, out = tmp_path / "gva.jsonl", tmp_path / "real.jsonl", tmp_path / "out"
    source.write_text("".join(json.dumps(row(str(number))) + "\n" for number in range(40)))
    trained.write_text(json.dumps({"id": f"g{TESTED[0]}_ab"}) + "\n")
    monkeypatch.setattr(events_of_run, "INCIDENTS", 3)
    assert events_of_run.write_gva(source, out, without=[trained]) == 6
    gold = load_gold_events(out / "gold.jsonl")
    assert {one.event for one in gold} < set(TESTED[1:])
    assert [one.figures for one in gold] == [{"killed": (1,), "injured": (0,)}] * 3
    assert {path.stem for path in (out / "articles").iterdir()} == {name for one in gold for name in one.reports}
