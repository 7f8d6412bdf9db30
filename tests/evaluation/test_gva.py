"""A register of shootings as gold: what it says, what of it the article says, and what of a record meets it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_rows import write_rows

from summarizer.errors import ConfigurationError
from summarizer.evaluation.alignment import keep_scored
from summarizer.evaluation.gold import ROLES, GoldEntry, GoldTemplate
from summarizer.evaluation.gva import load_gva
from summarizer.evaluation.register import ERRORS, REGISTER, RegisterTally, tally_entry
from summarizer.evaluation.scores import report_run, score_run
from summarizer.schemas.record import Incident
from tests.evaluation.test_alignment import NONE, make_incident, make_victim
from tests.evaluation.test_details import when, where
from tests.evaluation.test_scores import GOLD, make_record

D = date(2014, 1, 27)
TEXT = "Ana Ruiz was shot in Rocky Mount, N.C. on Monday. Police arrested Joe Doe."


def person(name: str, status: str = "Injured", kind: str = "Victim") -> dict[str, str]:
    return {"Type": kind, "Status": status, "Name": name, "Age Group": "Adult 18+"}


def row(*articles: str, **changes: Any) -> dict[str, Any]:
    """An entry of one killed and one injured with articles a0, a1 and so on, but for the changes."""
    base = {
        "incident": "1",
        "date": "2014-01-27",
        "state": "North Carolina",
        "city": "Rocky Mount",
        "killed": 1,
        "injured": 1,
        "participants": [],
        "articles": [{"id": f"a{at}", "title": None, "text": text} for at, text in enumerate(articles)],
    }
    return base | changes


def write(tmp_path: Path, *rows: object) -> Path:
    return write_rows(tmp_path / "gva.jsonl", rows)


def load(tmp_path: Path, text: str = TEXT, **changes: Any) -> GoldTemplate:
    (document,) = load_gva(write(tmp_path, row(text, **changes))).documents
    (template,) = document.templates
    return template


def forms(tmp_path: Path, text: str, *people: str) -> list[tuple[str, ...]]:
    template = load(tmp_path, text, participants=[person(name) for name in people])
    return list(template.roles["Victim"])


def test_each_article_is_a_document_with_the_entry(tmp_path: Path) -> None:
    gold = load_gva(write(tmp_path, row(TEXT, "Another report."), ""))
    assert [one.doc_id for one in gold.documents] == ["a0", "a1"]
    assert (gold.name, gold.roles, gold.names_only, gold.same_once) == (
        "gva gva.jsonl",
        ("PerpInd", "Victim"),
        True,
        False,
    )
    first, second = (one.templates[0] for one in gold.documents)
    assert first.entry
    assert second.entry
    assert (first.entry.day, first.entry.killed, first.entry.injured) == (D, (1,), (1,))
    assert (sorted(first.entry.written), sorted(second.entry.written)) == (["city", "state"], [])
    assert first.dates[0].is_day
    assert first.locations[0].places[-1] == ("Rocky Mount",)


def test_victims_and_suspects_whom_the_article_names(tmp_path: Path) -> None:
    people = [
        person("Ana Ruiz"),
        person("Eva Gone"),
        person("Joe Doe", "Arrested", "Subject-Suspect"),
        {"Type": "Victim"},
    ]
    template = load(tmp_path, participants=people)
    assert template.roles["Victim"] == (("ana ruiz", "ruiz"),)
    assert template.roles["PerpInd"] == (("joe doe", "doe"),)
    assert [(one.names[0], one.outcomes) for one in template.victims] == [("ana ruiz", ("injured",))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ana Ruiz", "Ana M. Ruiz died", ("ana m ruiz", "ruiz")),
        ("Ana Maria Ruiz", "Ana Ruiz died", ("ana ruiz", "ruiz")),
        ("Spc Ana Ruiz", "Spc. Ana Ruiz died", ("ana ruiz", "spc ana ruiz", "ruiz")),
        ("Joe Ruiz, Jr.", "Joe Ruiz Jr. died", ("joe ruiz", "joe ruiz jr", "ruiz", "ruiz jr")),
        ('Joe "Bo" Ruiz', "Bo Ruiz died; Mr. Ruiz was 20", ("bo ruiz", "ruiz", "mr ruiz")),
        ("Joe Ruiz aka Joe Doe", "Joe Doe died", ("joe doe", "doe")),
        ("Joe Ruiz (Joe Doe)", "Joe Doe died", ("joe doe", "doe")),
        ("Ta'Mon Ford", "Ta’Mon Ford died", ("tamon ford", "ford")),
        ("Ana Ruiz", "Ana “Nita” Ruiz died", ("ana nita ruiz", "ruiz")),
        ("Margot", "Margot, a dog, died", ("margot",)),
    ],
)
def test_a_name_has_the_forms_that_the_article_writes(
    tmp_path: Path, name: str, text: str, found: tuple[str, ...]
) -> None:
    assert forms(tmp_path, text, name) == [found]


@pytest.mark.parametrize("text", ["Mr. Ruiz died", "Ana, Eva, Ida and Joe Ruiz died", "Anna Ruiz died", "nobody"])
def test_a_family_name_alone_is_nobody(tmp_path: Path, text: str) -> None:
    assert forms(tmp_path, text, "Ana Ruiz") == []


def test_a_family_name_that_two_have_names_neither(tmp_path: Path) -> None:
    assert forms(tmp_path, "Ana Ruiz and Joe Ruiz died", "Ana Ruiz", "Joe Ruiz") == [("ana ruiz",), ("joe ruiz",)]


@pytest.mark.parametrize(
    ("people", "killed"),
    [
        ([person("A B", "Killed")], (2,)),
        ([person("A B", "Killed", "Subject-Suspect")], (2, 1)),
        ([person("A B", "Killed, Arrested", "Subject-Suspect"), person("C D", "Killed", "Subject-Suspect")], (2, 0)),
        ([person("A B", "Unharmed", "Subject-Suspect")], (2,)),
    ],
)
def test_a_number_may_leave_suspects_out(tmp_path: Path, people: list[Any], killed: tuple[int, ...]) -> None:
    entry = load(tmp_path, killed=2, participants=people).entry
    assert entry
    assert entry.killed == killed


@pytest.mark.parametrize(
    ("city", "found"),
    [
        ("Salt Lake City (Murray)", ("Salt Lake City", "Murray")),
        ("Brown (county)", ("Brown County",)),
        ("Saint Louis", ("Saint Louis", "St. Louis")),
        ("Bridgeton (Upper Deerfield Twp)", ("Bridgeton", "Upper Deerfield Twp", "Upper Deerfield Township")),
    ],
)
def test_forms_of_a_city(tmp_path: Path, city: str, found: tuple[str, ...]) -> None:
    entry = load(tmp_path, city=city).entry
    assert entry
    assert entry.city == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("in North Carolina", True),
        ("Rocky Mount, NC", True),
        ("Rocky Mount, N.C.", True),
        ("NC 42", False),
        ("", False),
    ],
)
def test_whether_an_article_names_the_state(tmp_path: Path, text: str, written: bool) -> None:
    entry = load(tmp_path, text).entry
    assert entry
    assert ("state" in entry.written) == written


def test_a_number_that_json_lacks_in_a_field_that_nobody_reads_is_no_error(tmp_path: Path) -> None:
    (document,) = load_gva(write(tmp_path, row(TEXT, latitude=float("nan")))).documents
    assert document.doc_id == "a0"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((row(TEXT, killed=-1),), "line 1: killed"),
        ((row(TEXT, date="yesterday"),), "line 1: date"),
        ((row(TEXT), row(TEXT)), "line 2: article 'a0' stands there a second time"),
        ((row(TEXT, participants=[{"Type": "Witness"}]),), "participants.0.Type"),
        ((row(TEXT, state=""),), "line 1: state"),
        (("{",), "line 1: Invalid JSON"),
        ((), "no article stands in this register"),
    ],
)
def test_a_register_that_cannot_be_read(tmp_path: Path, rows: tuple[object, ...], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_gva(write(tmp_path, *rows))


ENTRY = GoldEntry(
    killed=(2, 1),
    injured=(3,),
    day=D,
    city=("Salt Lake City", "Murray"),
    state=("Utah", "UT"),
    written=frozenset({"city"}),
)


def right(told: RegisterTally) -> set[str]:
    assert set(told.shares) == set(REGISTER)
    assert set(told.errors) == set(ERRORS)
    return {name for name, (one, of) in told.shares.items() if one and of}


def total(low: int, high: int | None) -> dict[str, Any]:
    return {"low": low, "high": high}


@pytest.mark.parametrize(
    ("incident", "met", "errors"),
    [
        ({"totals": {"killed": total(2, 2)}}, {"killed_exact", "killed_permitted"}, (0, 3)),
        ({"totals": {"killed": total(1, 1)}}, {"killed_permitted"}, (1, 3)),
        ({"totals": {"killed": total(2, None)}}, set(), (0, 3)),
        ({"totals": {"killed": total(2, 3), "injured": total(5, 5)}}, set(), (0, 2)),
        ({"totals": {"injured": total(3, 3)}}, {"injured_exact", "injured_permitted"}, (2, 0)),
        (when(D, D), {"date_exact"}, (2, 3)),
        (when(D, date(2014, 1, 28)), set(), (2, 3)),
        (where(None, None, "Utah", "SALT LAKE CITY"), {"city", "city_written", "state"}, (2, 3)),
        (where(None, None, "Murray, Utah"), {"city", "city_written", "state"}, (2, 3)),
        (where(None, None, "southeast Salt Lake City"), {"city", "city_written"}, (2, 3)),
        ({"place": {**where(None, None, "Provo")["place"], "admin1": "Utah"}}, {"state"}, (2, 3)),
        ({"place": {**where(None, None, "Provo")["place"], "admin1": "Ohio"}}, set(), (2, 3)),
        (where(None, None, "Salt Lake City Park", "Park City"), set(), (2, 3)),
    ],
)
def test_what_of_an_incident_meets_the_entry(incident: dict[str, Any], met: set[str], errors: tuple[int, int]) -> None:
    told = tally_entry(make_incident(**incident), ENTRY)
    assert right(told) == met
    assert tuple(told.errors.values()) == errors
    assert told.shares["state_written"] == (0, 0)


def test_no_victims_are_nobody_killed_and_a_number_unknown_is_not() -> None:
    entry = ENTRY.model_copy(update={"killed": (0,), "injured": (0,)})
    unknown = make_incident(victims=(make_victim(group="people", outcome="injured"),))
    assert right(tally_entry(make_incident(), entry)) >= {"killed_exact", "injured_exact"}
    assert right(tally_entry(unknown, entry)) == {"killed_exact", "killed_permitted"}


def test_without_an_incident_all_is_wrong_and_nobody_counts() -> None:
    told = tally_entry(None, ENTRY.model_copy(update={"killed": (0,)}))
    assert right(told) == set()
    assert told.errors == {"killed_error": 0, "injured_error": 3}
    assert told.shares["killed_exact"] == (0, 1)


@given(st.integers(0, 20), st.integers(0, 20))
def test_an_error_is_nothing_where_the_number_is_exact(low: int, number: int) -> None:
    entry = ENTRY.model_copy(update={"killed": (number,)})
    told = tally_entry(make_incident(totals={"killed": total(low, low)}), entry)
    assert (told.errors["killed_error"] == 0) == ("killed_exact" in right(told))


def crowd() -> Incident:
    people = [("Joe Doe", "individual"), ("a man", "individual"), ("The Gang", "organization")]
    return make_incident(
        type="shooting",
        perpetrators=tuple({"name": name, "kind": kind, "status": None, **NONE} for name, kind in people),
        weapons=({"name": "gun", **NONE},),
        victims=(make_victim("Ana Ruiz"),),
    )


def test_what_the_gold_does_not_keep_is_not_scored() -> None:
    kept = keep_scored(crowd(), ("PerpInd", "Victim"), names_only=True)
    assert ([one.name for one in kept.perpetrators], kept.weapons, len(kept.victims)) == (["Joe Doe"], (), 1)
    assert keep_scored(crowd(), ROLES, names_only=False) == crowd()
    assert [one.name for one in keep_scored(crowd(), ("PerpOrg",), names_only=False).perpetrators] == ["The Gang"]


def test_a_run_against_a_register(tmp_path: Path) -> None:
    people = [person("Ana Ruiz", "Killed"), person("Joe Doe", "Arrested", "Subject-Suspect")]
    gold = load_gva(write(tmp_path, row(TEXT, TEXT, participants=people)))
    full = crowd().model_copy(update={"totals": make_incident(totals={"killed": total(1, 1)}).totals})
    told = report_run(score_run([make_record("a0.json", full), make_record("a1.json")], gold))
    assert told.entries
    shares = {name: (one.right, one.of) for name, one in told.entries.shares.items() if one.right}
    assert shares == {"killed_exact": (1, 2), "killed_permitted": (1, 2)}
    killed = told.entries.errors["killed_error"]
    assert (killed.total, killed.of, killed.mean and killed.mean.value) == (1, 2, 0.5)
    assert killed.mean
    assert (killed.mean.low, killed.mean.high) == (0, 1)
    counts = {name: (one.found, one.gold, one.predicted) for name, one in told.parts.items()}
    assert {name for name, one in counts.items() if any(one)} == {"type", "PerpInd", "Victim", "micro"}
    assert (counts["PerpInd"], counts["Victim"], counts["micro"]) == ((1, 2, 1), (1, 2, 1), (3, 6, 3))


def test_other_gold_has_no_entries() -> None:
    assert report_run(score_run([make_record("a.txt")], GOLD)).entries is None
