from typing import Any

from event_records import make_incident, make_record

from summarizer import merge_events
from summarizer.evidence.findings import list_incidents
from summarizer.exports.acled import acled_row
from summarizer.exports.sure import sure_incident
from summarizer.schemas.record import Finding, Summary

TEXT = "Ann Lee and Bo Day were shot in Wajir on Monday. The Front did it."


def record_with(*doubts: tuple[str, str], **fields: Any) -> Summary:
    incident = make_incident(
        TEXT,
        type="shooting",
        country="KE",
        places=["Wajir"],
        victims=["Ann Lee", "Bo Day"],
        organizations=["The Front"],
    ).model_copy(update=fields)
    findings = tuple(
        Finding(code=code, severity="warning", field=f"incidents[0].{field}", message="x") for code, field in doubts
    )
    return make_record(TEXT, incident).model_copy(update={"findings": findings})


def test_what_is_not_doubted_stays() -> None:
    record = record_with(("date_resolved", "date"))
    assert sure_incident(record, 0) == record.incidents[0]


def test_victims_who_count_nowhere_and_countries_that_nothing_tells_are_in_no_table_without_doubts() -> None:
    record = record_with(("death_untold", "victims[0].count"), ("unsupported_value", "place.country"))
    sure = sure_incident(record, 0)
    assert [victim.name for victim in sure.victims] == ["Bo Day"]
    assert (sure.place.country, sure.place.country_code) == (None, None)
    row = acled_row(record, 0, None)
    assert (row["country"], row["iso"], row["location"]) == (None, None, "Wajir")
    assert "Wajir" in str(row["notes"])
    assert "Kenya" not in str(row["notes"])
    assert acled_row(record_with(), 0, None)["notes"] == record.summary


def test_places_and_claims_that_no_sentence_holds_are_left_out() -> None:
    record = record_with(("claim_unsupported", "perpetrators[0].status"))
    (place,) = record.incidents[0].place.places
    unheld = place.model_copy(update={"evidence": (place.evidence[0].model_copy(update={"status": "not_found"}),)})
    (doer,) = record.incidents[0].perpetrators
    record = record_with(
        ("claim_unsupported", "perpetrators[0].status"),
        place=record.incidents[0].place.model_copy(update={"places": (unheld,)}),
        perpetrators=(doer.model_copy(update={"status": "claimed"}),),
    )
    assert sure_incident(record, 0).place.places == ()
    assert sure_incident(record, 0).perpetrators[0].status is None
    assert acled_row(record, 0, None)["actor1_status"] is None
    assert [one.perpetrators[0].status for one in merge_events([record])] == [None]


def test_a_date_that_may_be_another_events_is_in_no_table_and_no_event() -> None:
    dated = make_incident(TEXT, type="shooting", date="2026-11-23").date
    record = record_with(("date_of_other_event", "date"), date=dated)
    assert record.incidents[0].date is not None
    assert [one.date for one in (sure_incident(record, 0), *list_incidents(record))] == [None, None]
    assert [event.date for event in merge_events([record])] == [None]


PLANTED = "evidence_in_injection"


def test_what_only_a_passage_to_a_model_tells_is_in_no_table_without_doubts() -> None:
    dated = make_incident(TEXT, type="shooting", date="2026-11-23").date
    fields = ("date", "place.places[0]", "perpetrators[0].name", "victims[1].count")
    record = record_with(*((PLANTED, field) for field in fields), date=dated)
    for sure in (sure_incident(record, 0), *list_incidents(record)):
        assert (sure.date, sure.place.places, sure.perpetrators) == (None, (), ())
        assert [victim.name for victim in sure.victims] == ["Ann Lee"]


def test_with_a_planted_place_goes_the_country_that_it_alone_told() -> None:
    place = record_with().incidents[0].place
    for evidence, code in (((), None), (place.places[0].evidence, "KE")):
        inferred = place.model_copy(update={"country_evidence": evidence, "admin1": "Wajir", "admin1_code": "KE-46"})
        sure = sure_incident(record_with((PLANTED, "place.places[0]"), place=inferred), 0)
        assert (sure.place.country_code, sure.place.admin1, sure.place.admin1_code) == (code, None, None)


def test_a_country_that_a_reviewer_accepted_stands() -> None:
    record = record_with(("country_elsewhere", "place.country"))
    (doubt,) = record.findings
    accepted = record.model_copy(update={"findings": (doubt.model_copy(update={"severity": "info"}),)})
    assert sure_incident(record, 0).place.country_code is None
    assert sure_incident(accepted, 0).place.country_code == "KE"
    assert [one.place.country_code for one in list_incidents(accepted)] == ["KE"]
