"""Reviews applied to records of incidents: values, evidence, totals, ids, findings, and what did not fit."""

from typing import Any, cast

import pytest
from article_facts import facts_of
from fakes import victim, wire_incident
from records import info, summary
from reviews import FIRST, SENTENCES, STORED, TEXT, apply, first, make_record, reasons, review, told

from summarizer.resolving.incidents import resolve_incidents
from summarizer.review.applying import apply_reviews
from summarizer.review.rows import Review
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import Evidence, Finding, Summary, Total


def places(evidence: tuple[Evidence, ...]) -> list[tuple[int, str, str]]:
    return [(item.sentence, item.text, item.status) for item in evidence]


def findings(summary: object) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.field) for one in cast(Summary, summary).findings]


def test_without_reviews_a_record_is_itself() -> None:
    record = make_record()
    applied = apply_reviews(record, [review(FIRST, "accept", article_id="other")], article=STORED)
    assert applied.record is record
    assert (applied.applied, applied.misfits, applied.superseded) == ((), (), ())


def test_a_name_is_corrected_and_found_in_the_sentence_picked() -> None:
    incident = first(
        review(f"{FIRST}.victims[1].group", "correct", old="others", new=" wounded  guards ", sentences=[4])
    )
    assert (incident.victims[1].group, incident.victims[1].name) == ("wounded guards", None)
    assert places(incident.victims[1].evidence) == [(4, "wounded guards", "exact")]


def test_a_group_becomes_a_name() -> None:
    incident = first(review(f"{FIRST}.victims[1].name", "correct", old=None, new="Ana Ruiz", sentences=[2]))
    assert (incident.victims[1].name, incident.victims[1].group) == ("Ana Ruiz", None)
    assert places(incident.victims[1].evidence) == [(2, SENTENCES[1].text, "not_found")]


def test_words_are_looked_for_in_the_sentences_picked_and_nowhere_else() -> None:
    incident = first(review(f"{FIRST}.weapons[0].name", "correct", old="bomb", new="Kabul", sentences=[2]))
    assert places(incident.weapons[0].evidence) == [(2, SENTENCES[1].text, "not_found")]


def test_a_reviewers_spelling_stands_beside_the_articles() -> None:
    row = review(f"{FIRST}.perpetrators[0].name", "correct", old="Islamic State", new="ISLAMIC STATE", sentences=[3])
    incident = first(row)
    assert incident.perpetrators[0].name == "ISLAMIC STATE"
    assert places(incident.perpetrators[0].evidence) == [(3, "Islamic State", "normalized")]


def test_without_a_sentence_the_old_evidence_is_looked_at() -> None:
    incident = first(review(f"{FIRST}.victims[0].group", "correct", old="people", new="12 people"))
    assert places(incident.victims[0].evidence) == [(1, "12 people", "exact")]


@pytest.mark.parametrize(
    ("new", "sentences", "want", "where"),
    [
        ({"low": 20, "high": None, "text": "at least 20"}, [4], (20, None, "at_least", "at least 20"), "at least 20"),
        ({"low": 20, "high": None}, [4], (20, None, "at_least", "at least 20"), "at least 20"),
        ({"text": "at least 20"}, [4], (20, None, "at_least", "at least 20"), "at least 20"),
        ({"low": 15, "high": 15, "text": "fifteen"}, [2], (15, 15, "exact", "fifteen"), "15"),
        ({"low": 3, "high": 5}, [2], (3, 5, "range", "3-5"), SENTENCES[1].text),
        ({"low": None, "high": 9}, [2], (None, 9, "at_most", "up to 9"), SENTENCES[1].text),
        ({"low": 7, "high": None}, [2], (7, None, "at_least", "7+"), SENTENCES[1].text),
        ({"low": 7, "high": 7}, [2], (7, 7, "exact", "7"), SENTENCES[1].text),
        ({"low": 20, "high": 20, "text": "at least 20"}, [4], (20, 20, "exact", "at least 20"), "at least 20"),
        ({"low": 20, "high": 20, "text": "15"}, [4], (20, 20, "exact", "at least 20"), "at least 20"),
        ({"low": 16, "high": 16, "text": "15"}, [2], (16, 16, "exact", "16"), SENTENCES[1].text),
        ({"low": 10, "high": 20, "text": "15"}, [2], (10, 20, "range", "15"), "15"),
        ({"low": 30, "high": 30, "text": "dozens"}, [2], (30, 30, "exact", "dozens"), SENTENCES[1].text),
    ],
)
def test_counts(new: dict[str, Any], sentences: list[int], want: tuple[Any, ...], where: str) -> None:
    row = review(f"{FIRST}.victims[1].count", "correct", old={"low": 15, "high": 15}, new=new, sentences=sentences)
    count = first(row).victims[1].count
    assert count is not None
    assert (count.low, count.high, count.qualifier, count.text) == want
    assert [item.text for item in count.evidence] == [where]


@pytest.mark.parametrize(
    ("text", "want", "where"),
    [
        ("1.000", (1000, 1000, "exact"), "1.000"),
        ("más de 40", (40, None, "at_least"), "más de 40"),
        ("quince", (15, 15, "exact"), "quince"),
        ("entre 20 y 30", (20, 30, "range"), "entre 20 y 30"),
        ("up to 20", (None, 20, "at_most"), None),
    ],
)
def test_words_for_a_count_are_read_in_the_articles_language(
    text: str, want: tuple[Any, ...], where: str | None
) -> None:
    said = "Murieron 1.000 personas, más de 40 niños, quince guardias y entre 20 y 30 mineros en Bogotá."
    facts = facts_of(said)
    resolved = resolve_incidents(
        [wire_incident(victims=[victim("personas", "1000", "killed", 1)])], facts, article_id="a1"
    )
    record = summary(article=info(article_id="a1", language="es"), incidents=resolved.incidents)
    old = {"low": 1000, "high": 1000}
    row = review(f"{FIRST}.victims[0].count", "correct", old=old, new={"text": text}, sentences=[1])
    applied = apply_reviews(record, [row], article=StoredArticle(said, [(0, len(said))]))
    assert not applied.misfits
    count = cast(Summary, applied.record).incidents[0].victims[0].count
    assert count is not None
    assert (count.low, count.high, count.qualifier) == want
    assert [item.text for item in count.evidence] == [where or said]


def test_words_for_no_number_are_refused() -> None:
    old = {"low": 15, "high": 15, "text": "15"}
    row = review(f"{FIRST}.victims[1].count", "correct", old=old, new={"text": "quince"}, sentences=[2])
    assert reasons(row) == ["new: give low, high, or words for one number."]


def test_totals_are_reckoned_anew() -> None:
    before = first()
    assert before.totals == {"killed": Total(low=12, high=12), "injured": Total(low=15, high=15)}
    old = {"low": 15, "high": 15, "text": "15"}
    row = review(f"{FIRST}.victims[1].count", "correct", old=old, new={"low": 20}, sentences=[4])
    assert first(row).totals["injured"] == Total(low=20, high=None)
    assert "injured" not in first(review(f"{FIRST}.victims[1]", "reject")).totals
    outcome = review(f"{FIRST}.victims[1].outcome", "correct", old="injured", new="missing", sentences=[4])
    incident = first(outcome)
    assert incident.totals["missing"] == Total(low=15, high=15)
    assert places(incident.victims[1].evidence) == [(2, "others", "exact"), (4, SENTENCES[3].text, "exact")]


@pytest.mark.parametrize(
    ("new", "days", "precision", "basis"),
    [
        ({"text": "on Sunday"}, ("2026-11-22", "2026-11-22"), "day", "weekday"),
        ({"earliest": "2026-11-22", "latest": None, "text": "Sunday"}, ("2026-11-22", "2026-11-22"), "day", "weekday"),
        ({"earliest": "2026-11-20", "latest": "2026-11-26"}, ("2026-11-20", "2026-11-26"), "week", "weekday"),
        (
            {"earliest": "2026-01-01", "latest": "2026-12-31", "text": "x"},
            ("2026-01-01", "2026-12-31"),
            "year",
            "unknown",
        ),
        ({"earliest": None, "latest": None, "text": "whenever"}, ("None", "None"), "unknown", "unknown"),
    ],
)
def test_dates(new: dict[str, Any], days: tuple[str, str], precision: str, basis: str) -> None:
    when = first(review(f"{FIRST}.date", "correct", old="Monday", new=new, sentences=[4])).date
    assert when is not None
    assert (str(when.earliest), str(when.latest)) == days
    assert (when.precision, when.basis) == (precision, basis)
    assert when.text == new.get("text", "Monday")


def test_a_date_where_there_was_none() -> None:
    record = make_record(told(date=None))
    row = review(f"{FIRST}.date", "correct", old=None, new={"earliest": "2026-11-22"}, sentences=[4])
    when = first(row, record=record).date
    assert when is not None
    assert (when.text, str(when.latest)) == ("2026-11-22", "2026-11-22")
    assert places(when.evidence) == [(4, SENTENCES[3].text, "not_found")]


def test_a_countrys_code_is_looked_up() -> None:
    row = review(
        f"{FIRST}.place.country", "correct", old="Afghanistan", new="Islamic Republic of Afghanistan", sentences=[4]
    )
    place = first(row).place
    assert (place.country, place.country_code) == ("Islamic Republic of Afghanistan", "AF")
    assert places(place.country_evidence) == [(4, "Afghanistan", "exact")]
    odd = first(review(f"{FIRST}.place.country", "correct", old="Afghanistan", new="Ruritania", sentences=[4])).place
    assert (odd.country_code, odd.country_evidence[0].status) == (None, "not_found")


def test_a_type_brings_its_codes() -> None:
    incident = first(review(f"{FIRST}.type", "correct", old="bombing", new="shooting"))
    assert (incident.type, incident.acled_sub_event, incident.iptc_media_topic) == (
        "shooting",
        "Attack",
        "medtop:20001313",
    )


@pytest.mark.parametrize(
    ("field", "old", "new", "of"),
    [
        ("stage", "accomplished", "attempted", "stage"),
        ("perpetrators[0].status", "claimed", "accused", "perpetrators[0].status"),
        ("targets[0].effect", "damaged", "destroyed", "targets[0].effect"),
        ("victims[0].said_by", None, "Police", "victims[0].said_by.text"),
        ("place.places[0].name", "Kabul", "Afghanistan", "place.places[0].name"),
        ("place.places[0]", "Kabul", "Afghanistan", "place.places[0].name"),
        ("weapons[0]", None, {"name": "a dud"}, "weapons[0].name"),
        ("targets[0]", None, "gate", "targets[0].name"),
    ],
)
def test_every_other_value_can_be_corrected(field: str, old: Any, new: Any, of: str) -> None:
    incident: Any = first(review(f"{FIRST}.{field}", "correct", old=old, new=new, sentences=[2]))
    for part in of.replace("]", "").replace("[", ".").split("."):
        incident = incident[int(part)] if part.isdigit() else getattr(incident, part)
    assert incident == (new["name"] if isinstance(new, dict) else new)


def test_the_kind_of_a_perpetrator_takes_its_status_along() -> None:
    field = f"{FIRST}.perpetrators[0]"
    one = first(review(f"{field}.kind", "correct", old="organization", new="individual")).perpetrators[0]
    assert (one.kind, one.status) == ("individual", None)
    record = make_record(told(perpetrators=[{"name": "police", "kind": "individual", "cite": [2]}]))
    back = first(review(f"{field}.kind", "correct", old="individual", new="organization"), record=record)
    assert back.perpetrators[0].status == "reported"
    wrong = review(f"{field}.status", "correct", old=None, new="claimed")
    assert "an individual has no status" in reasons(wrong, record=record)[0]


@pytest.mark.parametrize("field", ["date", "victims[0].count", "perpetrators[0].status", "targets[0].effect"])
def test_a_rejected_scalar_is_empty(field: str) -> None:
    record = make_record()
    old: Any = record.model_dump(mode="json")["incidents"][0]
    for part in field.replace("]", "").replace("[", ".").split("."):
        old = old[int(part)] if part.isdigit() else old[part]
    incident: Any = first(review(f"{FIRST}.{field}", "reject", old=old), record=record)
    for part in field.replace("]", "").replace("[", ".").split("."):
        incident = incident[int(part)] if part.isdigit() else getattr(incident, part)
    assert incident is None


def test_a_rejected_country_goes_with_its_code() -> None:
    record = make_record(told(country="Afghanistan", place_cite=[4]))
    place = first(review(f"{FIRST}.place.country", "reject", old="Afghanistan"), record=record).place
    assert (place.country, place.country_code, place.country_evidence) == (None, None, ())


@pytest.mark.parametrize(("field", "old"), [("victims[0]", None), ("victims[0].group", "people")])
def test_a_rejected_entry_goes_and_so_does_one_whose_name_is_rejected(field: str, old: str | None) -> None:
    incident = first(review(f"{FIRST}.{field}", "reject", old=old))
    assert [victim.group for victim in incident.victims] == ["others", "ghosts"]


def test_a_rejected_incident_goes() -> None:
    record = make_record(told(), told(type="arson"))
    applied = apply(review(FIRST, "reject"), record=record)
    (left,) = cast(Summary, applied.record).incidents
    assert left == record.incidents[1]


def test_a_rejected_summary_gives_way_to_the_key_sentences() -> None:
    record = cast(Summary, apply(review("summary", "reject", old="A bomb went off.")).record)
    assert record.summary == SENTENCES[0].text
    row = review("summary", "correct", old="A bomb went off.", new="A bomb in Kabul.")
    assert cast(Summary, apply(row).record).summary == "A bomb in Kabul."


def test_ids_of_incidents_stay_and_new_ones_depend_on_the_review_alone() -> None:
    record = make_record(told(), told(type="arson"))
    added = review("incidents", "add", new={"type": "shooting"}, sentences=[4])
    rows = (review(f"{FIRST}.type", "correct", old="bombing", new="fire"), added)
    ids = [one.incident_id for one in cast(Summary, apply(*rows, record=record).record).incidents]
    assert ids[:2] == [one.incident_id for one in record.incidents]
    again = cast(Summary, apply(added, review("incidents[1]", "reject"), record=record).record)
    assert again.incidents[-1].incident_id == ids[2]
    assert len(set(ids)) == 3
    whole = review(
        FIRST, "correct", new={"type": "fire", "victims": [{"group": "guards", "outcome": "injured"}]}, sentences=[4]
    )
    replaced = first(whole, record=record)
    assert (replaced.incident_id, replaced.type, replaced.weapons) == (ids[0], "fire", ())


def test_entries_are_added_with_evidence() -> None:
    rows = (
        review(
            f"{FIRST}.victims",
            "add",
            new={"group": "guards", "outcome": "injured", "count": {"low": 20}, "said_by": "Doctors"},
            sentences=[4],
        ),
        review(f"{FIRST}.weapons", "add", new="bomb", sentences=[1]),
        review(f"{FIRST}.place.places", "add", new={"name": "hospital"}, sentences=[1]),
        review(f"{FIRST}.perpetrators", "add", new={"name": "Police"}, sentences=[2]),
        review(f"{FIRST}.targets", "add", new={"name": "gate", "effect": "destroyed"}, sentences=[1]),
    )
    incident = first(*rows)
    added = incident.victims[-1]
    assert (added.group, added.count and added.count.text, added.said_by and added.said_by.text) == (
        "guards",
        "at least 20",
        "Doctors",
    )
    assert incident.weapons[-1].evidence[0].text == "bomb"
    assert incident.place.places[-1].evidence[0].status == "not_found"
    assert (incident.perpetrators[-1].status, incident.targets[-1].effect) == ("reported", "destroyed")


def test_a_whole_incident_can_be_added() -> None:
    new = {
        "type": "shooting",
        "stage": "attempted",
        "date": {"text": "Sunday"},
        "country": "Afghanistan",
        "places": ["Kabul"],
        "weapons": [{"name": "guns"}],
        "perpetrators": [{"name": "Doctors", "kind": "individual"}],
        "targets": ["gate"],
        "victims": [{"name": "Ana Ruiz", "outcome": "killed"}],
    }
    applied = apply(review("incidents", "add", new=new, sentences=[4]))
    added = cast(Summary, applied.record).incidents[1]
    assert (added.type, added.stage, added.place.country_code) == ("shooting", "attempted", "AF")
    assert added.date is not None
    assert str(added.date.earliest) == "2026-11-22"
    assert added.totals == {}, "the sentence does not hold the name"


def test_the_last_word_on_a_field_holds() -> None:
    rows = [
        review(f"{FIRST}.weapons[0].name", "correct", old="bomb", new="dud", sentences=[1]),
        review(f"{FIRST}.weapons[0].name", "accept", old="bomb"),
    ]
    applied = apply(*rows)
    assert applied.superseded == (rows[0],)
    assert cast(Summary, applied.record).incidents[0].weapons[0].name == "bomb"


def test_what_does_not_fit_takes_nothing_along() -> None:
    name = f"{FIRST}.weapons[0].name"
    fitting = review(name, "correct", old="bomb", new="dud", sentences=[1])
    misfits = [
        review(name, "correct", old="dud", new="gun", sentences=[1]),
        review(name, "accept", old="gun"),
        review(f"{FIRST}.weapons[0]", "reject", old="gun"),
    ]
    applied = apply(fitting, *misfits)
    assert (applied.applied, applied.superseded) == ((fitting,), ())
    assert {misfit.review.review_id for misfit in applied.misfits} == {one.review_id for one in misfits}
    assert cast(Summary, applied.record).incidents[0].weapons[0].name == "dud"


def withdrawal(of: Review) -> Review:
    return review(of.field, "withdraw", old=of.review_id)


def test_a_withdrawal_takes_back_its_row_and_the_word_before_holds() -> None:
    name = f"{FIRST}.weapons[0].name"
    dud = review(name, "correct", old="bomb", new="dud", sentences=[1])
    gone = review(f"{FIRST}.weapons[0]", "reject")
    back, again, more = withdrawal(gone), withdrawal(dud), withdrawal(dud)
    assert first(dud, gone).weapons == ()
    assert [weapon.name for weapon in first(dud, gone, back).weapons] == ["dud"]
    applied = apply(dud, gone, back, again, more)
    assert applied.superseded == (dud, gone, back, again, more)
    assert applied.record.findings == make_record().findings
    twice = review(name, "correct", old="bomb", new="car bomb", sentences=[1])
    assert [weapon.name for weapon in first(dud, twice, withdrawal(twice)).weapons] == ["dud"]


def test_a_withdrawal_takes_back_nothing_that_somebody_else_said_meanwhile() -> None:
    name = f"{FIRST}.weapons[0].name"
    mine = review(name, "reject", old="bomb")
    theirs = review(name, "correct", old="bomb", new="dud", sentences=[1], who="Ben")
    back = withdrawal(mine)
    for order in ((mine, theirs, back), (mine, back, theirs), (theirs, mine, back), (back, mine, theirs)):
        assert [weapon.name for weapon in first(*order).weapons] == ["dud"]


def test_what_was_added_or_taken_back_is_withdrawn() -> None:
    gun = review(f"{FIRST}.weapons", "add", new={"name": "gun"}, sentences=[1])
    gone = review(f"{FIRST}.weapons", "reject", old={"name": "gun"})
    assert [weapon.name for weapon in first(gun, withdrawal(gun)).weapons] == ["bomb"]
    assert [weapon.name for weapon in first(gun, gone, withdrawal(gone)).weapons] == ["bomb", "gun"]


def test_a_withdrawal_of_what_nobody_said_is_told() -> None:
    accepted = review(f"{FIRST}.weapons[0]", "accept")
    stray = review(f"{FIRST}.weapons[0]", "withdraw", old="00000000-0000-4000-8000-ffffffffffff")
    applied = apply(accepted, stray)
    assert applied.applied == (accepted,)
    assert [misfit.reason for misfit in applied.misfits] == [
        "old: there is no review '00000000-0000-4000-8000-ffffffffffff' here; there is nothing to withdraw."
    ]


def test_added_entries_stand_side_by_side_until_one_is_taken_back() -> None:
    gun, dud, twice = (review(f"{FIRST}.weapons", "add", new=name, sentences=[1]) for name in ("gun", "dud", "gun"))
    applied = apply(gun, dud, twice)
    assert [weapon.name for weapon in cast(Summary, applied.record).incidents[0].weapons] == ["bomb", "dud", "gun"]
    assert applied.superseded == (gun,)
    back = review(f"{FIRST}.weapons", "reject", old="gun")
    applied = apply(gun, dud, back)
    assert [weapon.name for weapon in cast(Summary, applied.record).incidents[0].weapons] == ["bomb", "dud"]
    assert applied.superseded == (gun, back)
    assert "cannot be rejected by itself" in reasons(review(f"{FIRST}.weapons", "reject", old=None))[0]


def test_an_entry_taken_back_twice_leaves_other_words_on_its_list_alone() -> None:
    renamed = review(f"{FIRST}.weapons[0].name", "correct", old="bomb", new="car bomb", sentences=[1])
    gun = review(f"{FIRST}.weapons", "add", new="gun", sentences=[1])
    back, again = (review(f"{FIRST}.weapons", "reject", old="gun") for _ in range(2))
    applied = apply(renamed, gun, back, again)
    assert [weapon.name for weapon in cast(Summary, applied.record).incidents[0].weapons] == ["car bomb"]
    assert applied.superseded == (gun, back, again)
    assert not applied.misfits


def test_a_value_given_where_there_was_none_can_be_taken_back() -> None:
    dateless = make_record(told(date=None))
    given = review(f"{FIRST}.date", "correct", old=None, new={"text": "Monday"}, sentences=[1])
    back = review(f"{FIRST}.date", "reject", old=None)
    date = cast(Summary, apply(given, record=dateless).record).incidents[0].date
    assert date is not None
    assert date.text == "Monday"
    applied = apply(given, back, record=dateless)
    assert cast(Summary, applied.record).incidents[0].date is None
    assert applied.superseded == (given, back)
    assert not applied.misfits
    assert reasons(back, record=dateless) == [f"field: the record's {FIRST}.date is empty; there is nothing to reject."]
    entry = review(f"{FIRST}.victims[0]", "correct", new={"group": "men", "outcome": "killed"}, sentences=[1])
    gone = review(f"{FIRST}.victims[0]", "reject")
    assert [victim.group for victim in first(entry, gone).victims] == ["others", "ghosts"]


def test_a_later_word_on_an_entry_takes_the_place_of_words_on_its_values() -> None:
    inside = review(f"{FIRST}.victims[0].group", "correct", old="people", new="men", sentences=[1])
    gone = review(f"{FIRST}.victims[0]", "reject")
    assert apply(inside, gone).superseded == (inside,)
    assert reasons(gone, inside) == [
        "field: incidents[0].victims[0].group is gone: its entry was rejected or replaced before."
    ]
    replaced = review(f"{FIRST}.victims[0]", "correct", new={"group": "men", "outcome": "killed"}, sentences=[1])
    assert apply(inside, replaced).superseded == (inside,)
    after = review(f"{FIRST}.victims[0].outcome", "correct", old="killed", new="injured")
    assert (first(replaced, after).victims[0].group, first(replaced, after).victims[0].outcome) == ("men", "injured")


def test_indices_are_always_those_of_the_stored_record() -> None:
    rows = (
        review(f"{FIRST}.victims[0]", "reject"),
        review(f"{FIRST}.victims[2].group", "correct", old="ghosts", new="guards", sentences=[4]),
        review(f"{FIRST}.victims", "add", new={"group": "men", "outcome": "killed"}, sentences=[1]),
    )
    applied = apply(*rows)
    assert [victim.group for victim in cast(Summary, applied.record).incidents[0].victims] == [
        "others",
        "guards",
        "men",
    ]
    marks = [field for code, _, field in findings(applied.record) if code == "reviewed"]
    assert marks == [f"{FIRST}.victims", f"{FIRST}.victims[1].group", f"{FIRST}.victims[2]"]


def test_findings_move_with_their_entries() -> None:
    record = make_record()
    ghosts = ("unsupported_value", "warning", f"{FIRST}.victims[2].group")
    assert ghosts in findings(record)
    after = findings(apply(review(f"{FIRST}.victims[0]", "reject"), record=record).record)
    assert ("unsupported_value", "warning", f"{FIRST}.victims[1].group") in after
    assert ghosts not in after


def test_findings_about_a_value_that_was_accepted_become_information() -> None:
    record = make_record()
    applied = apply(review(f"{FIRST}.victims[2]", "accept"), record=record)
    assert cast(Summary, applied.record).incidents == record.incidents
    (found,) = (
        one
        for one in cast(Summary, applied.record).findings
        if one.code == "unsupported_value" and "victims" in one.field
    )
    assert (found.severity, found.message.endswith("(Accepted by Ann.)")) == ("info", True)


@pytest.mark.parametrize("action", ["reject", "correct"])
def test_findings_about_a_value_that_is_no_more_are_dropped(action: str) -> None:
    assert any(field == f"{FIRST}.victims[2].group" for _, _, field in findings(make_record()))
    changes = {"new": "guards", "sentences": [4]} if action == "correct" else {}
    applied = apply(review(f"{FIRST}.victims[2].group", action, old="ghosts", **changes))
    assert not [one for one in findings(applied.record) if one[0] == "unsupported_value" and "victims" in one[2]]


def test_findings_elsewhere_are_left_alone() -> None:
    suspect = Finding(code="injection_suspected", severity="warning", field="article", message="x")
    record = make_record(findings=[suspect])
    applied = apply(review(f"{FIRST}.date", "reject", old="Monday"), record=record)
    assert suspect in cast(Summary, applied.record).findings
    seen = cast(Summary, apply(review("article", "accept"), record=record).record)
    assert [one.severity for one in seen.findings if one.code == suspect.code] == ["info"]


def test_counts_and_casualty_phrases_are_checked_anew() -> None:
    record = make_record(told(victims=[]))
    (uncovered,) = (
        one
        for one in cast(Summary, apply(review(f"{FIRST}.date", "reject", old="Monday"), record=record).record).findings
        if "'killed 12 people'" in one.message
    )
    assert (uncovered.code, uncovered.severity) == ("uncovered_casualty", "warning")
    new = {"group": "people", "outcome": "killed", "count": {"low": 12, "high": 12}}
    added = review(f"{FIRST}.victims", "add", new=new, sentences=[1])
    assert not [
        one for one in cast(Summary, apply(added, record=record).record).findings if "'killed 12 people'" in one.message
    ]
    clash = review(f"{FIRST}.victims", "add", new={**new, "count": {"low": 20, "text": "at least 20"}}, sentences=[4])
    assert "conflicting_counts" in [code for code, _, _ in findings(apply(added, clash, record=record).record)]


def test_a_casualty_phrase_whose_entry_was_rejected_is_known_to_somebody() -> None:
    record = cast(Summary, apply(review(f"{FIRST}.victims[0]", "reject")).record)
    (found,) = (one for one in record.findings if "'killed 12 people'" in one.message)
    assert (found.severity, found.message.endswith("(Rejected so by Ann.)")) == ("info", True)


def test_a_finding_tells_each_review_that_was_applied() -> None:
    row = review(f"{FIRST}.weapons[0].name", "correct", old="bomb", new="gun", sentences=[1], note="see\nphoto")
    finding = cast(Summary, apply(row).record).findings[-1]
    assert (finding.code, finding.severity, finding.field) == ("reviewed", "info", f"{FIRST}.weapons[0].name")
    assert finding.message == (
        "Corrected by Ann at 2026-11-24T18:00:00Z: 'bomb' became 'gun'. "
        "The sentence picked does not hold these words. Note: see photo"
    )
    assert places(finding.evidence) == [(1, SENTENCES[0].text, "exact")]


BOMB, COUNT, DATE = f"{FIRST}.weapons[0].name", f"{FIRST}.victims[0].count", f"{FIRST}.date"
SUSPECT = {"name": "x", "kind": "individual", "status": "claimed"}
REVERSED = {"earliest": "2026-02-02", "latest": "2026-02-01"}


def test_only_new_words_can_be_missing_from_a_sentence() -> None:
    row = review(f"{FIRST}.victims[2].outcome", "correct", old="killed", new="injured", sentences=[2])
    assert "does not hold" not in cast(Summary, apply(row).record).findings[-1].message


@pytest.mark.parametrize(
    ("field", "action", "changes", "reason"),
    [
        ("incidents[7]", "accept", {}, "field: the record has no 'incidents[7]'."),
        ("nothing", "accept", {}, "field: the record has no 'nothing'."),
        (BOMB, "accept", {"old": "gun"}, "old: the record's incidents[0].weapons[0].name is 'bomb', not 'gun'"),
        (COUNT, "accept", {"old": {"low": 13}}, "old: the record's"),
        (COUNT, "accept", {"old": {"colour": 13}}, "old: the record's"),
        (COUNT, "accept", {"old": None}, "old: the record's"),
        (f"{FIRST}.victims[0]", "accept", {"old": {"group": "people", "count": {"low": 9}}}, "old: the record's"),
        (f"{FIRST}.victims", "accept", {"old": []}, "old: the record's"),
        (f"{FIRST}.victims[0].said_by", "reject", {}, "is empty; there is nothing to reject"),
        (f"{FIRST}.type", "reject", {"old": "bombing"}, "cannot be rejected by itself"),
        (f"{FIRST}.incident_id", "correct", {"old": "x", "new": "y"}, "old: the record's"),
        (f"{FIRST}.victims", "correct", {"new": []}, "cannot be corrected"),
        (f"{FIRST}.place", "reject", {"old": {"country": "Afghanistan"}}, "cannot be rejected by itself"),
        (DATE, "add", {"new": "x"}, "nothing can be added to incidents[0].date"),
        (f"{FIRST}.weapons", "add", {"new": "x"}, "sentences: pick the sentence that says it"),
    ],
)
def test_what_does_not_fit_is_told(field: str, action: str, changes: dict[str, Any], reason: str) -> None:
    assert_misfit(review(field, action, **changes), reason)


def assert_misfit(row: Review, reason: str) -> None:
    record = make_record()
    applied = apply(row, record=record)
    (misfit,) = applied.misfits
    assert reason in misfit.reason
    assert applied.record == record


@pytest.mark.parametrize(
    ("name", "new", "reason"),
    [
        ("weapons", " ", "new.name: String should have at least 1 character"),
        ("weapons", {"name": "x", "size": 2}, "new.size: Extra inputs"),
        ("targets", {"name": "", "effect": "x"}, "character; new.effect: it is none of"),
        ("weapons", 7, "new: Input should be"),
        ("victims", {"outcome": "killed"}, "give either a name or a group"),
        ("victims", {"name": "x", "group": "y", "outcome": "killed"}, "give either a name or a group"),
        ("victims", {"group": "x", "outcome": "sad"}, "new.outcome: Input should be"),
        ("perpetrators", SUSPECT, "an individual has no status"),
        ("targets", {"name": "x", "effect": "blue"}, "none of destroyed, damaged"),
    ],
)
def test_an_entry_that_cannot_be_is_told(name: str, new: Any, reason: str) -> None:
    assert_misfit(review(f"{FIRST}.{name}", "add", new=new, sentences=[1]), reason)


def test_a_sentence_that_the_article_does_not_have_is_told() -> None:
    row = review(f"{FIRST}.weapons", "add", new="x", sentences=[5])
    assert_misfit(row, "there is no sentence 5; the article has sentences 1 to 4")


@pytest.mark.parametrize(
    ("field", "old", "new", "reason"),
    [
        (f"{FIRST}.type", "bombing", "party", "new: Input should be 'attack'"),
        (f"{FIRST}.stage", "accomplished", 1, "new: Input should be"),
        (DATE, "Monday", {}, "give days, or the article's words"),
        (DATE, "Monday", {"earliest": "2026-13-01"}, "new.earliest: "),
        (DATE, "Monday", REVERSED, "earliest is after latest"),
        (COUNT, "12", {"low": 9, "high": 1}, "low is more than high"),
        (COUNT, "12", {"low": -1}, "new.low: "),
        (COUNT, "12", {"low": True}, "new.low: "),
        (COUNT, "12", {"text": "lots"}, "give low, high, or words"),
        (BOMB, "bomb", "x" * 1001, "at most 1000 characters"),
    ],
)
def test_a_correction_that_cannot_be_is_told(field: str, old: Any, new: Any, reason: str) -> None:
    assert_misfit(review(field, "correct", old=old, new=new), reason)


def test_a_country_where_there_was_none_needs_its_sentence() -> None:
    record = make_record(told(places=[]))
    (reason,) = reasons(review(f"{FIRST}.place.country", "correct", old=None, new="Chad"), record=record)
    assert "sentences: pick the sentence that says it" in reason


@pytest.mark.parametrize(
    "old",
    [None, "people", {"group": "people"}, {"group": "people", "outcome": "killed", "count": {"low": 12, "high": 12}}],
)
def test_an_entry_may_be_named_in_any_simple_form(old: Any) -> None:
    assert not reasons(review(f"{FIRST}.victims[0]", "accept", old=old))
    whole = make_record().model_dump(mode="json")["incidents"][0]["victims"]
    assert not reasons(
        review(f"{FIRST}.victims[0]", "accept", old=whole[0]), review(f"{FIRST}.victims", "accept", old=whole)
    )


def test_a_run_without_numbered_sentences_still_takes_what_needs_none() -> None:
    record = make_record()
    rows = [review(f"{FIRST}.victims[0]", "reject"), review(f"{FIRST}.weapons", "add", new="x", sentences=[1])]
    applied = apply_reviews(record, rows, article=StoredArticle(TEXT))
    assert [victim.group for victim in cast(Summary, applied.record).incidents[0].victims] == ["others", "ghosts"]
    assert "no sentences in this run's folder" in applied.misfits[0].reason
