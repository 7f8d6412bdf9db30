"""What findings say of whole incidents."""

from summarizer.evidence.findings import UNSUPPORTED_INCIDENT, keep_supported
from summarizer.schemas.record import Finding, Summary
from tests.evaluation.test_scores import make_record, on


def find(code: str, field: str) -> Finding:
    return Finding(code=code, severity="warning", field=field, message="m")


def test_what_was_found_in_other_incidents_stays_with_them() -> None:
    findings = [
        find(UNSUPPORTED_INCIDENT, "incidents[0].type"),
        find("count_not_in_article", "incidents[0].victims[0].count"),
        find("count_not_in_article", "incidents[1].victims[2].count"),
        find("language_unchecked", "article"),
    ]
    kept = keep_supported(make_record("a.txt", on("Ana"), on("Eva"), findings=findings))
    assert isinstance(kept, Summary)
    assert [one.victims[0].name for one in kept.incidents] == ["Eva"]
    assert [(one.code, one.field) for one in kept.findings] == [
        ("count_not_in_article", "incidents[0].victims[2].count"),
        ("language_unchecked", "article"),
    ]


def test_a_record_without_doubt_stays_as_it_is() -> None:
    record = make_record("a.txt", on("Ana"), findings=[find("count_not_in_article", "incidents[0].victims[0].count")])
    assert keep_supported(record) is record
