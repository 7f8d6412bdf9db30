import json
from datetime import date
from pathlib import Path
from typing import Any

from fakes import wire_incident
from right_answers import Case, Event, read_events, replay, tell

TEXT = "Two men were shot in Peoria, Ariz., on Monday night, police said. One of the men died."
EVENT = Event(date(2017, 1, 2), "Arizona")


def row(**changes: Any) -> dict[str, Any]:
    shooting = wire_incident(
        type="shooting", date={"text": "Monday night", "cite": [1]}, places=["Peoria"], place_cite=[1]
    )
    answer = {"gist": [1], "incidents": [shooting.model_dump(mode="json")]}
    sentences = [f"{TEXT.partition('. One')[0]}.", "One of the men died."]
    told = {"id": "g12_ab", "published": "2017-01-03", "text": TEXT, "sentences": sentences, "answer": answer}
    return {**told, **changes}


def test_a_right_answer_gets_the_event_s_day_and_state() -> None:
    case = replay(row(), {"12": EVENT})
    assert case is not None
    assert (case.is_met, case.incidents[0].place.country_code, case.incidents[0].place.admin1) == (
        True,
        "US",
        "Arizona",
    )
    lines = "\n".join(tell([case], lost=1))
    assert "1 articles, 1 left out; 1 incidents" in lines
    assert "| country right, of those the record gives an event | 1 | 100.0 % |" in lines


def test_another_day_is_not_met_and_a_lost_sentence_leaves_the_article_out() -> None:
    other = replay(row(), {"12": EVENT._replace(day=date(2017, 1, 9))})
    assert other is not None
    assert not other.is_met
    assert replay(row(sentences=["Something else.", "Another."]), {"12": EVENT}) is None
    assert replay(row(id="1_2ecb"), {"12": EVENT}) == Case("1_2ecb", other.incidents, other.findings, None)


def test_events_are_read_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps({"incident": "12", "date": "2017-01-02", "state": "Arizona"}) + "\n")
    assert read_events(path) == {"12": EVENT}
