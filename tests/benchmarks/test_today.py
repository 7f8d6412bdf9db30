from datetime import date
from typing import Any

import pytest
from fakes import TEXT, victim, wire_incident
from today import FOLDERS, Told, judge_record, make_table

from summarizer.articles.reading import article_from_text
from summarizer.evaluation.jsonl_gold import load_jsonl_gold
from summarizer.evidence.findings import doubt
from summarizer.files import read_rows
from summarizer.pipeline.summarizing import check_answer, read_article, resolve_answer
from summarizer.schemas.record import Total
from summarizer.schemas.wire import IncidentAnswer

GOLD: dict[str, Any] = {
    "type": ["bombing", "attack"],
    "main": True,
    "killed": [[12, 12]],
    "injured": [[15, 15], [15, 20]],
    "date": "2026-11-09",
    "city": ["Kabul"],
    "country": ["Afghanistan"],
}


def tell(**changes: Any) -> Told:
    told = {
        "date": {"text": "Monday", "cite": [1]},
        "places": ["Kabul"],
        "place_cite": [1],
        "victims": [victim("people", "12", "killed", 1), victim("others", "15", "injured", 2)],
    }
    article = article_from_text(TEXT, published=date(2026, 11, 10))
    facts = read_article(article)
    answer = IncidentAnswer(gist=[1], incidents=[wire_incident(**told | changes)])
    resolved = resolve_answer(answer.incidents, article, facts)
    return Told(resolved.incidents, (*resolved.findings, *check_answer(answer, resolved.incidents, article, facts)))


def marks(told: Told, *gold: dict[str, Any]) -> dict[str, str]:
    return {one.field: one.mark for one in judge_record(told, "01.txt", gold)}


def test_what_agrees_is_right_and_what_is_not_told_is_missing() -> None:
    right = dict.fromkeys(("type", "date", "town", "country", "killed", "injured"), "right")
    assert marks(tell(), GOLD) == right
    assert marks(tell(places=[], place_cite=[]), GOLD)["town"] == "missing"
    assert marks(tell(victims=[]), GOLD) == {**right, "killed": "doubted", "injured": "doubted"}  # told as uncovered
    assert marks(Told((), ()), GOLD) == dict.fromkeys(right, "missing")


@pytest.mark.parametrize(
    ("field", "gold", "mark"),
    [
        ("killed", {"killed": [[13, 13]]}, "silent"),
        ("date", {"date": ["2026-11-02", "2026-11-03/2026-11-04"]}, "silent"),
        ("date", {"date": "2026-11-01/2026-11-30"}, "right"),
        ("date", {"date": "/2026-11-10"}, "right"),
        ("town", {"city": ["Herat"]}, "silent"),
        ("type", {"type": "shooting"}, "silent"),
    ],
)
def test_what_differs_without_a_warning_is_silent(field: str, gold: dict[str, Any], mark: str) -> None:
    assert marks(tell(), GOLD | gold)[field] == mark


def test_what_differs_with_a_warning_is_doubted_and_a_range_may_hold_what_is_right() -> None:
    gold = GOLD | {"killed": [[13, 13]]}
    warned = doubt("conflicting_counts", "incidents[0].victims[0].count", "Twelve, or thirteen.", ())
    assert marks(tell()._replace(findings=[warned]), gold)["killed"] == "doubted"
    elsewhere = warned.model_copy(update={"field": "incidents[0].date"})
    assert marks(tell()._replace(findings=[elsewhere]), gold)["killed"] == "silent"
    incident = tell().incidents[0]
    wide = incident.model_copy(update={"totals": incident.totals | {"killed": Total(low=12, high=14)}})
    assert marks(Told([wide], ()), gold)["killed"] == "range"
    assert marks(Told([wide], ()), GOLD | {"killed": [[15, 15]]})["killed"] == "silent"


def test_an_incident_that_agrees_with_none_is_invented_and_one_of_the_background_is_not() -> None:
    assert marks(tell()) == {"invented": "silent"}
    assert marks(tell(), GOLD | {"main": False}) == {}


def test_the_table_counts_marks_by_field() -> None:
    lines = list(make_table(list(judge_record(tell(), "01.txt", [GOLD | {"killed": [[13, 13]]}])), "1 odd"))
    assert "| killed | 1 | 0 | 0 | 0 | 0 | 1 |" in lines
    assert "| all | 6 | 83.3 % | 0.0 % | 0.0 % | 0.0 % | 16.7 % |" in lines


@pytest.mark.parametrize("name", FOLDERS)
def test_articles_gold_and_totals_are_of_the_same_incidents(name: str) -> None:
    folder = FOLDERS[name]
    gold = {document.doc_id: document for document in load_jsonl_gold(folder / "gold.jsonl").documents}
    totals = {row["doc_id"]: row["incidents"] for row in read_rows(folder / "totals.jsonl")}
    assert set(gold) == set(totals) == {path.name for path in (folder / "articles").iterdir()}
    more = {key: len(one.templates) - len(totals[key]) for key, one in gold.items()}
    optional = 7 if name == "fourth" else 0  # threatened, or told of in another article's headline: in the gold alone
    assert (min(more.values()), sum(more.values())) == (0, optional)
