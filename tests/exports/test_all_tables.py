"""Rows: one record's values in each table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from records import custom, incident, info, perpetrator, place, provenance, said, summary, victim, when

from summarizer.evidence.findings import doubted_incidents, incident_of
from summarizer.exports.all_tables import TABLES, flatten
from summarizer.exports.columns import Row
from summarizer.schemas.record import Attribution, CustomSummary, FieldEvidence, Finding, Summary, Target, Total, Weapon

KABUL = (34.52813, 69.17233)


def bombing() -> Summary:
    """One record with something in every table."""
    whole = incident(
        date=when("2024-03-04"),
        place=place("Kabul", code="AF", country="Afghanistan"),
        weapons=(Weapon(name="car bomb", evidence=said("car bomb")), Weapon(name="gun", evidence=())),
        perpetrators=(perpetrator("Taliban", status="claimed", evidence=said("Taliban", sentence=3)),),
        targets=(
            Target(name="bank", effect="destroyed", evidence=said("bank")),
            Target(name="bus", effect=None, evidence=()),
        ),
        victims=(
            victim("civilians", 12, said_by=Attribution(text="police", evidence=said("police"))),
            victim("Ana Ruiz", outcome="injured", evidence=(*said("Ana"), *said("Ana Ruiz", sentence=2, start=9))),
        ),
        totals={"killed": Total(low=12, high=None)},
    )
    findings = (
        Finding(
            code="far", severity="warning", field="incidents[0].victims[1].name", message="m", evidence=said("Ana")
        ),
        Finding(code="split", severity="info", field="article", message="in two"),
    )
    return summary(
        whole, findings=findings, article=info(title="Bomb", published=date(2024, 3, 5), source="EFE", url="http://x/1")
    )


def doubted(record: Summary, *, severity: str = "warning") -> Summary:
    """The record with its last incident doubted as a whole."""
    at = f"incidents[{len(record.incidents) - 1}].type"
    values = {"code": "incident_unsupported", "severity": severity, "field": at, "message": "m"}
    return record.model_copy(update={"findings": (*record.findings, Finding.model_validate(values))})


def rows(record: Summary | CustomSummary, table: str) -> list[Row]:
    return [row for found, row in flatten(record) if found.name == table]


def only(record: Summary | CustomSummary, table: str) -> Row:
    (row,) = rows(record, table)
    return row


def part(row: Row, names: Sequence[str]) -> list[Any]:
    return [row[name] for name in names]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_have_the_declared_columns_and_no_others(table: Any) -> None:
    found = rows(bombing(), table.name)
    assert found
    assert all(set(row) == set(table.kinds) for row in found)
    assert len(set(table.kinds)) == len(table.columns)


def test_an_incident_that_nothing_supports_is_marked_and_no_row_of_others_columns() -> None:
    record = summary(incident(), incident(incident_id="i2"))
    assert [row["unsupported"] for row in rows(doubted(record), "incidents")] == [0, 1]
    assert [row["incident_id"] for row in rows(doubted(record), "ucdp_like")] == ["i1"]
    assert [row["incident_id"] for row in rows(doubted(record), "acled_like")] == ["i1"]
    assert doubted_incidents(doubted(record)) == {1}


def test_an_incident_that_a_reviewer_accepted_is_one() -> None:
    accepted = doubted(summary(incident()), severity="info")
    assert doubted_incidents(accepted) == frozenset()
    assert only(accepted, "incidents")["unsupported"] == 0


def test_every_table_joins_on_the_keys() -> None:
    for table, row in flatten(bombing()):
        assert row["article_id"] == "a1"
        assert row["path"] == "in/kabul.txt"
        if table.name not in ("articles", "findings"):
            assert row["incident_id"] == "i1"


def test_articles_have_a_row_without_incidents_too() -> None:
    prompts = [{"id": "incident/general", "version": 1, "sha256": "1"}, {"id": "abstract", "version": 2, "sha256": "2"}]
    row = only(summary(provenance=provenance(prompts=prompts)), "articles")
    assert part(row, ["incidents", "key_sentences", "prompts", "model", "findings_info"]) == [
        0,
        "2; 5",
        "incident/general@1; abstract@2",
        "fake",
        0,
    ]
    assert rows(summary(), "incidents") == []


def test_an_incident_row_holds_everything_flat() -> None:
    row = only(bombing(), "incidents")
    assert part(row, ["type", "date_text", "date_earliest", "date_precision", "country", "country_code"]) == [
        "bombing",
        "then",
        date(2024, 3, 4),
        "day",
        "Afghanistan",
        "AF",
    ]
    assert part(row, ["places", "place_narrowest", "weapons", "targets"]) == [
        "Kabul",
        "Kabul",
        "car bomb; gun",
        "bank (destroyed); bus",
    ]
    assert part(row, ["killed_low", "killed_high", "injured_low"]) == [12, None, None]
    assert part(row, ["findings_warning", "findings_info"]) == [1, 0]
    assert (row["latitude"], row["longitude"]) == KABUL
    assert part(row, ["title", "published", "source", "url"]) == ["Bomb", date(2024, 3, 5), "EFE", "http://x/1"]


def test_confidences_stand_beside_what_they_are_of() -> None:
    told = incident(
        confidence=0.9,
        date=when("2024-03-04").model_copy(update={"confidence": 0.8}),
        place=place("Kabul", country="Afghanistan").model_copy(update={"country_confidence": 0.7}),
        victims=(victim("guards", 2, confidence=0.6),),
        perpetrators=(perpetrator("Red Band", confidence=0.5), perpetrator("Blue Band")),
        weapons=(Weapon(name="gun", evidence=said("gun"), confidence=0.4),),
    )
    record = summary(told)
    of_incident = part(only(record, "incidents"), ["confidence", "date_confidence", "country_confidence"])
    assert of_incident == [0.9, 0.8, 0.7]
    assert [row["confidence"] for row in rows(record, "casualties")] == [0.6]
    assert [row["confidence"] for row in rows(record, "perpetrators")] == [0.5, None]
    sure = {row["value"]: row["confidence"] for row in rows(record, "evidence")}
    assert sure == {
        "then": 0.8, "Afghanistan": 0.7, "Kabul": None, "gun": 0.4, "Red Band": 0.5, "Blue Band": None, "guards": 0.6,
        "2": None,
    }  # fmt: skip


def test_what_an_incident_does_not_say_is_null() -> None:
    row = only(summary(incident()), "incidents")
    unsaid = ["date_text", "date_earliest", "country", "places", "place_narrowest", "weapons", "targets", "latitude"]
    assert part(row, unsaid) == [None] * len(unsaid)


def test_casualties_have_a_row_for_each_victim() -> None:
    group, person = rows(bombing(), "casualties")
    assert part(group, ["field", "name", "group", "outcome", "count_low", "count_text", "said_by", "text"]) == [
        "incidents[0].victims[0]",
        None,
        "civilians",
        "killed",
        12,
        "12",
        "police",
        "civilians",
    ]
    assert part(person, ["name", "group", "count_low", "said_by", "text"]) == ["Ana Ruiz", None, None, None, "Ana"]


def test_perpetrators_have_their_status_and_first_evidence() -> None:
    row = only(bombing(), "perpetrators")
    assert part(row, ["name", "kind", "status", "sentence", "start", "end", "evidence_status"]) == [
        "Taliban",
        "organization",
        "claimed",
        3,
        0,
        7,
        "exact",
    ]


def test_evidence_has_a_row_for_each_span_with_its_field() -> None:
    found = [(row["field"], row["value"], row["sentence"]) for row in rows(bombing(), "evidence")]
    assert found == [
        ("incidents[0].date", "then", 1),
        ("incidents[0].place.country", "Afghanistan", 1),
        ("incidents[0].place.places[0]", "Kabul", 1),
        ("incidents[0].weapons[0]", "car bomb", 1),
        ("incidents[0].perpetrators[0]", "Taliban", 3),
        ("incidents[0].targets[0]", "bank", 1),
        ("incidents[0].victims[0]", "civilians", 1),
        ("incidents[0].victims[0].count", "12", 1),
        ("incidents[0].victims[0].said_by", "police", 1),
        ("incidents[0].victims[1]", "Ana Ruiz", 1),
        ("incidents[0].victims[1]", "Ana Ruiz", 2),
    ]


def test_findings_name_their_incident_where_they_have_one() -> None:
    about, general = rows(bombing(), "findings")
    assert part(about, ["incident_id", "code", "severity", "text"]) == ["i1", "far", "warning", "Ana"]
    assert part(general, ["incident_id", "field", "text"]) == [None, "article", None]


@pytest.mark.parametrize(
    "field", ["incidents", "article", "incidents[x].type", "incidents[99999999999]", "a.incidents[0]"]
)
def test_a_field_outside_any_incident_has_none(field: str) -> None:
    assert incident_of(field) is None


def test_a_finding_of_an_incident_that_is_not_there_has_none() -> None:
    finding = Finding(code="c", severity="warning", field="incidents[7].type", message="m")
    assert only(summary(incident(), findings=(finding,)), "findings")["incident_id"] is None


def test_a_custom_record_has_its_answer_as_json_with_evidence_and_findings() -> None:
    finding = Finding(code="c", severity="warning", field="people[0]", message="m", evidence=said("Ana"))
    record = custom({"people": ["Ána"]}, FieldEvidence(field="people[0]", evidence=said("Ána")), findings=(finding,))
    assert {table.name for table, _ in flatten(record)} == {"articles", "evidence", "findings"}
    row = only(record, "articles")
    assert part(row, ["answer", "summary", "incidents", "findings_warning"]) == ['{"people": ["Ána"]}', None, None, 1]
    assert part(only(record, "evidence"), ["field", "value", "text", "incident_id"]) == ["people[0]", None, "Ána", None]
