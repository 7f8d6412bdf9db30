"""Records without what they are not sure of, and confidences of what a reviewer changed."""

import csv
from pathlib import Path
from typing import Any

import pytest
from command_line import Cli
from reviews import FIRST, STORED, first, make_record, review, write_run

from summarizer.errors import ConfigurationError
from summarizer.review.rows import Review
from summarizer.review.runs import ReviewedRun
from summarizer.review.unsure import leave_out_unsure
from summarizer.schemas.record import Finding, Incident, Summary, Total


def sure(record: Summary | None = None, *, incident: float | None = 0.9, **entries: float) -> Summary:
    """The record with these confidences of its first incident: ``victims_0=0.3``, ``date=0.2``, ``country=0.1``."""
    record = record or make_record()
    tree = record.model_dump(mode="json")
    node = tree["incidents"][0]
    node["confidence"] = incident
    for name, confidence in entries.items():
        field, _, index = name.partition("_")
        if field == "country":
            node["place"]["country_confidence"] = confidence
        elif index:
            node[field][int(index)]["confidence"] = confidence
        else:
            node[field]["confidence"] = confidence
    return Summary.model_validate(tree)


def left(record: Summary, least: float, *reviews: Review) -> Summary:
    ((made, _),) = leave_out_unsure([(record, STORED)], least, ReviewedRun(reviews))
    assert isinstance(made, Summary)
    return made


def told(record: Summary) -> list[str]:
    return [one.message for one in record.findings if one.code == "unsure_left_out"]


def test_values_with_less_confidence_go_and_totals_follow() -> None:
    record = sure(victims_0=0.3, victims_1=0.5, weapons_0=0.2, perpetrators_0=0.8)
    (incident,) = left(record, 0.5).incidents
    assert [one.group for one in incident.victims] == ["others", "ghosts"]
    assert (incident.weapons, len(incident.perpetrators), len(incident.targets)) == ((), 1, 1)
    assert incident.totals["injured"] == Total(low=15, high=15)
    assert incident.totals.get("killed") != record.incidents[0].totals["killed"]
    assert told(left(record, 0.5)) == [
        "Left out for less confidence than 0.5: 'bomb'.",
        "Left out for less confidence than 0.5: 'people'.",
    ]


def test_dates_and_countries_go_too() -> None:
    (incident,) = left(sure(date=0.2, country=0.1), 0.5).incidents
    assert (incident.date, incident.place.country, incident.place.country_code) == (None, None, None)


def test_an_incident_goes_with_all_that_it_holds_and_its_findings() -> None:
    record = sure(incident=0.3, victims_0=0.1)
    made = left(record, 0.5)
    assert made.incidents == ()
    assert len(told(made)) == 1
    assert not any(one.field.startswith("incidents[0]") for one in made.findings)


def test_findings_point_at_where_their_values_stand_then() -> None:
    doubt = Finding(code="negated_victim", severity="warning", field=f"{FIRST}.targets[0].effect", message="x")
    record = sure(make_record(findings=[doubt]), victims_0=0.1, targets_0=0.9)
    assert any(one.field == f"{FIRST}.victims[1].group" for one in left(record, 0.5).findings)


def test_what_is_sure_enough_or_of_no_confidence_stays() -> None:
    record = sure(victims_0=0.5)
    assert left(record, 0.5) == record


def test_a_run_without_any_confidence_is_refused_and_one_without_incidents_is_not() -> None:
    with pytest.raises(ConfigurationError, match="No value of this run has a confidence"):
        list(leave_out_unsure([(sure(incident=None), STORED)], 0.5))
    none = make_record().model_copy(update={"incidents": ()})
    assert [one for one, _ in leave_out_unsure([(none, STORED)], 0.5)] == [none]


def test_what_a_reviewer_accepted_stays() -> None:
    record = sure(incident=0.3, victims_0=0.1, victims_1=0.1)
    (incident,) = left(record, 0.5, review(f"{FIRST}.victims[0].group", "accept", old="people")).incidents
    assert [one.group for one in incident.victims] == ["people", "ghosts"]


FEWER = {"old": {"low": 15, "high": 15}, "new": {"low": 15, "high": 16}, "sentences": [2]}
NEW = {"new": {"group": "wounded guards", "outcome": "injured"}, "sentences": [4]}


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (review(FIRST, "accept"), ["people", "others", "ghosts"]),
        (review(f"{FIRST}.type", "accept", old="bombing"), ["others", "ghosts"]),
        (review(f"{FIRST}.victims", "add", **NEW), ["others", "ghosts", "wounded guards"]),
        (review(f"{FIRST}.victims[1].count", "correct", **FEWER), ["others", "ghosts"]),
    ],
)
def test_an_incident_stays_with_what_a_reviewer_decided_in_it(row: Review, kept: list[str]) -> None:
    (incident,) = left(sure(incident=0.3, victims_0=0.1), 0.5, row).incidents
    assert [one.group for one in incident.victims] == kept


def test_a_rejection_in_an_unsure_incident_does_not_keep_it() -> None:
    assert left(sure(incident=0.3), 0.5, review(f"{FIRST}.weapons[0]", "reject")).incidents == ()


def test_what_a_reviewer_corrected_counts_as_without_a_least_confidence() -> None:
    dead = review(f"{FIRST}.victims[1].outcome", "correct", old="injured", new="killed", sentences=[2])
    record = sure(weapons_0=0.1)
    (incident,) = left(record, 0.5, dead).incidents
    assert incident.weapons == ()
    assert incident.totals == first(dead, record=record).totals


CHANGED: list[tuple[Any, ...]] = [
    ("victims[0].group", "correct", "people", "men"),
    ("victims[0].count", "correct", {"low": 12, "high": 12}, {"low": 20}),
    ("victims[0].count", "reject", {"low": 12, "high": 12, "text": "12"}, None),
    ("victims[0].outcome", "correct", "killed", "injured"),
]


@pytest.mark.parametrize(("field", "action", "old", "new"), CHANGED)
def test_what_a_reviewer_changed_has_no_confidence(field: str, action: str, old: Any, new: Any) -> None:
    row = review(f"{FIRST}.{field}", action, old=old, new=new, sentences=[1])
    incident = first(row, record=sure(victims_0=0.7, victims_1=0.6))
    assert [one.confidence for one in incident.victims[:2]] == [None, 0.6]
    assert incident.confidence == 0.9


def confidences(incident: Incident) -> tuple[float | None, ...]:
    when = incident.date
    return incident.confidence, when.confidence if when else None, incident.place.country_confidence


def test_a_type_date_or_country_that_was_corrected_has_no_confidence() -> None:
    record = sure(date=0.8, country=0.7)
    assert confidences(record.incidents[0]) == (0.9, 0.8, 0.7)
    old = record.incidents[0]
    kind = review(f"{FIRST}.type", "correct", old="bombing", new="shooting", sentences=[1])
    assert confidences(first(kind, record=record)) == (None, 0.8, 0.7)
    assert old.date is not None
    when = review(f"{FIRST}.date", "correct", old=old.date.text, new={"text": "Sunday"}, sentences=[4])
    assert confidences(first(when, record=record)) == (0.9, None, 0.7)
    where = review(f"{FIRST}.place.country", "correct", old=old.place.country, new="Peru", sentences=[4])
    assert confidences(first(where, record=record)) == (0.9, 0.8, None)


def test_tables_with_reviews_are_written_without_them(cli: Cli, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", sure(incident=0.3, victims_0=0.1))
    row = review(f"{FIRST}.type", "accept", old="bombing")
    (run / "reviews.jsonl").write_text(row.model_dump_json() + "\n")
    done = cli("export", run, "--reviews", "--least-confidence", "0.5")
    assert done.code == 0
    assert "Reviews: 1 applied (1 accept)." in done.out + done.err
    with (run / "tables" / "casualties.csv").open() as file:
        assert [row["group"] for row in csv.DictReader(file)] == ["others", "ghosts"]


def test_tables_are_written_without_them(cli: Cli, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", sure(victims_0=0.3, victims_1=0.875))
    assert cli("export", run, "--least-confidence", "0.5").code == 0
    with (run / "tables" / "casualties.csv").open() as file:
        rows = [(row["group"], row["confidence"]) for row in csv.DictReader(file)]
    assert rows == [("others", "0.875"), ("ghosts", "")]
    plain = write_run(tmp_path / "plain", make_record())
    done = cli("export", plain, "--least-confidence", "0.5")
    assert done.code == 3
    assert "No value of this run has a confidence" in done.err
    assert not list((plain / "tables").glob("*.csv"))
