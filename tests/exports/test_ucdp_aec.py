"""Predictions for UCDP-AEC, held against a re-statement of how that data set's scorer reads them.

Source: ltgoslo/ucdp-aec, README.md and aec/evaluate.py at commit 4766a6b. The gold below is the README's own example.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import custom, incident, info, perpetrator, place, summary, victim, when

from summarizer.errors import ConfigurationError
from summarizer.exports.columns import Row
from summarizer.exports.files import write_tables
from summarizer.exports.ucdp_aec import UCDP_AEC, choose_incident, event_number, prediction_rows
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Count, CustomSummary, Finding, Incident, Summary, Total
from tests.exports.test_all_tables import bombing, doubted

SIDES = ("side_a_name", "side_b_name")
DATES = ("start_date", "end_date")
PLACES = ("location_root_name", "location_adm1_name", "location_adm2_name", "location_where_name")
DEATHS = ("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown", "deaths_low", "deaths_high")
GOLD: dict[str, Any] = {
    "id": 442069,
    "source_date": date(2022, 6, 3),
    "side_a_name": "Government of Myanmar (Burma)",
    "side_b_name": "ULA",
    "start_date": date(2022, 5, 26),
    "end_date": date(2022, 5, 26),
    "location_root_name": "Myanmar (Burma)",
    "location_adm1_name": "Chin state",
    "location_adm2_name": "Mindat district",
    "location_where_name": "Paletwa town",
    "deaths_side_a": 2,
    "deaths_side_b": 0,
    "deaths_civilian": 0,
    "deaths_unknown": 0,
    "deaths_low": 2,
    "deaths_high": 3,
}


def score(gold: Mapping[str, Any], prediction: Mapping[str, Any]) -> tuple[set[str], dict[str, int]]:
    """The fields that are right, and the squared errors, as the scorer has them without its semantic measures.

    Fields are right where they are the same as text, white space around aside; one that is missing is "". Sides may be
    swapped, with their dead, where that gets one right. A death that is missing is 0; a date that is missing or cannot
    be read is the source's.
    """
    told = {name: value.strip() if isinstance(value, str) else value for name, value in prediction.items()}
    kept = [told.get(side) == gold[side] for side in SIDES]
    swapped = [told.get(side) == gold[other] for side, other in zip(SIDES, reversed(SIDES), strict=True)]
    if not any(kept) and any(swapped):
        for one, other in (SIDES, DEATHS[:2]):
            told[one], told[other] = told.get(other), told.get(one)
    right = {name for name in (*SIDES, *DATES, *PLACES, *DEATHS) if str(told.get(name, "")) == str(gold[name])}
    errors = {name: (gold[name] - (told.get(name) or 0)) ** 2 for name in DEATHS}
    for name in DATES:
        try:
            day = date.fromisoformat(str(told.get(name)))
        except ValueError:
            day = gold["source_date"]
        errors[name] = (gold[name] - day).days ** 2
    return right, errors


def read_predictions(path: Path) -> dict[int, dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return {line["id"]: line for line in map(json.loads, file)}


def named(number: int | str, *incidents: Incident) -> Summary:
    return summary(*incidents, article=info(path=f"texts/{number}.json"))


def paletwa(**changes: Any) -> Incident:
    soldiers = victim("government soldiers", 2)
    values: dict[str, Any] = {
        "type": "armed clash",
        "date": when("2022-05-26"),
        "place": place("Chin state", "Paletwa town", code="MM", country="Burma"),
        "perpetrators": (perpetrator("government"), perpetrator("ULA")),
        "victims": (soldiers,),
        "totals": {"killed": Total(low=2, high=3)},
    }
    return incident(**{**values, **changes})


def predict(*incidents: Incident) -> Row:
    (row,) = prediction_rows(named(442069, *incidents))
    return row


def test_the_scorer_finds_right_what_the_record_has_right(tmp_path: Path) -> None:
    written = write_tables([named(442069, paletwa()), bombing()], tmp_path, formats=["ucdp-aec"])
    assert [path.name for path in written.paths] == ["ucdp-aec.jsonl", "codebook.md"]
    assert (written.rows["ucdp_aec"], written.rows["articles"]) == (1, 2)
    (prediction,) = read_predictions(tmp_path / "ucdp-aec.jsonl").values()
    right, errors = score(GOLD, prediction)
    assert right == {*DATES, *PLACES, *DEATHS, "side_b_name"} - {"location_adm2_name"}
    assert set(errors.values()) == {0}


def test_two_texts_of_one_number_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    with pytest.raises(ConfigurationError, match="file named 442069"):
        write_tables([named(442069, paletwa()), named(442069, paletwa())], folder, formats=["ucdp-aec"])
    assert not folder.exists()


def test_the_scorer_swaps_the_sides_with_their_dead() -> None:
    swapped = predict(paletwa(perpetrators=(perpetrator("ULA"), perpetrator("government"))))
    assert (swapped["side_a_name"], swapped["deaths_side_a"], swapped["deaths_side_b"]) == ("ULA", 0, 2)
    right, _ = score(GOLD, swapped)
    assert {"side_b_name", "deaths_side_a", "deaths_side_b"} <= right


def test_a_wrong_death_and_a_wrong_day_are_errors() -> None:
    row = predict(paletwa(date=when("2022-05-24"), totals={"killed": Total(low=5, high=None)}))
    right, errors = score(GOLD, row)
    assert not right & {"deaths_low", "start_date"}
    assert (errors["deaths_low"], errors["start_date"], errors["deaths_high"]) == (9, 4, 4)


@pytest.mark.parametrize("incidents", [(), (incident(),)])
def test_what_is_not_known_is_read_as_what_is_missing(incidents: tuple[Incident, ...]) -> None:
    row = predict(*incidents)
    assert score(GOLD, row)[1] == score(GOLD, {})[1]
    texts = {row[name] for name in (*SIDES, *DATES, *PLACES)}
    assert texts == {""}
    unplaced = {**GOLD, "location_adm2_name": ""}
    assert "location_adm2_name" in score(unplaced, row)[0]


def test_every_prediction_has_every_key_with_its_type_and_no_null() -> None:
    for row in (predict(), predict(paletwa()), predict(paletwa(totals={}, victims=(), date=None))):
        assert set(row) == {"id", *SIDES, *DATES, *PLACES, *DEATHS} == set(UCDP_AEC.kinds)
        assert all(type(row[name]) is int for name in ("id", *DEATHS))
        assert all(isinstance(row[name], str) for name in (*SIDES, *DATES, *PLACES))


def test_a_date_that_is_open_on_one_side() -> None:
    until = when("2022-05-26").model_copy(update={"earliest": None})
    row = predict(paletwa(date=until))
    assert (row["start_date"], row["end_date"]) == ("", "2022-05-26")


def test_civilians_are_the_other_side() -> None:
    dead = (victim("civilians", 3),)
    row = predict(paletwa(type="attack", victims=dead, totals=sum_victims(dead)))
    assert (row["side_b_name"], row["deaths_civilian"], row["deaths_unknown"]) == ("Civilians", 3, 0)
    assert (row["deaths_low"], row["deaths_high"]) == (3, 3)


@pytest.mark.parametrize(("code", "name"), [("YE", "Yemen (North Yemen)"), ("CO", "Colombia"), (None, "Ruritania")])
def test_countries_have_ucdps_names(code: str | None, name: str) -> None:
    assert predict(paletwa(place=place(code=code, country="Ruritania")))["location_root_name"] == name


def killing(number: int, name: str, **changes: Any) -> Incident:
    return paletwa(incident_id=name, totals={"killed": Total(low=number, high=None)}, **changes)


@pytest.mark.parametrize(
    ("incidents", "chosen"),
    [
        ((), None),
        ((killing(1, "a"), killing(3, "b"), killing(3, "c")), "b"),
        ((killing(9, "a", stage="threatened"), killing(1, "b")), "b"),
        ((killing(9, "a", type="earthquake"), killing(1, "b")), "b"),
        ((killing(9, "a", type="protest"), killing(1, "b", type="riot")), "b"),
        ((paletwa(incident_id="a", totals={}), killing(0, "b")), "a"),
        ((killing(9, "a", stage="attempted"), killing(1, "b", type="earthquake")), "b"),
    ],
)
def test_of_several_incidents_one_is_predicted(incidents: tuple[Incident, ...], chosen: str | None) -> None:
    found = choose_incident(named(1, *incidents))
    assert (found.incident_id if found else None) == chosen


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("texts/442069.json", 442069),
        ("442069", 442069),
        ("4294967295.txt", 4294967295),
        ("4294967296.txt", None),
        ("kabul.txt", None),
        ("-5.txt", None),
        ("٤٢.txt", None),
        ("9" * 5000, None),
        (None, None),
        ("", None),
    ],
)
def test_files_are_named_by_the_number_of_an_event(path: str | None, number: int | None) -> None:
    assert event_number(path) == number


def test_records_of_a_schema_of_ones_own_are_not_predicted() -> None:
    record: CustomSummary = custom({"a": 1}, article=info(path="442069.json"))
    assert list(prediction_rows(record)) == []


@given(st.integers(0, 2**70))
def test_any_number_of_dead_stays_a_number_of_the_data_sets(number: int) -> None:
    count = Count(low=number, high=number, qualifier="exact", text="n", evidence=())
    row = predict(paletwa(victims=(victim("people", count=count),), totals={"killed": Total(low=number, high=None)}))
    assert row["deaths_low"] == row["deaths_high"] == min(number, 2**32 - 1)


def test_text_is_data_in_the_file(tmp_path: Path) -> None:
    hostile = '"}\n{"id": 1}\u2028\ud800'
    write_tables([named(7, paletwa(perpetrators=(perpetrator(hostile),)))], tmp_path, formats=["ucdp-aec"])
    (prediction,) = read_predictions(tmp_path / "ucdp-aec.jsonl").values()
    assert prediction["side_a_name"] == hostile.replace("\ud800", "\\ud800")


def test_the_codebook_tells_what_the_predictions_are(tmp_path: Path) -> None:
    write_tables([bombing()], tmp_path, formats=["csv"])
    assert "ucdp_aec" not in (tmp_path / "codebook.md").read_text(encoding="utf-8")
    write_tables([bombing()], tmp_path, formats=["ucdp-aec"])
    told = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "## ucdp_aec" in told
    assert all(f"| `{name}` |" in told for name in UCDP_AEC.kinds)


def test_an_incident_that_nothing_supports_is_not_predicted() -> None:
    assert choose_incident(doubted(summary(incident()))) is None
    chosen = choose_incident(doubted(summary(incident(), incident(incident_id="i2"))))
    assert chosen
    assert chosen.incident_id == "i1"


def test_what_the_record_doubts_is_not_predicted() -> None:
    doubt = Finding(code="country_elsewhere", severity="warning", field="incidents[0].place.country", message="m")
    (row,) = prediction_rows(named(442069, paletwa()).model_copy(update={"findings": (doubt,)}))
    assert row["location_root_name"] == ""
