"""Events in tables: their rows, the rows of their reports, and events that are not those of the records."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from records import custom, incident, info, perpetrator, place, said, summary, victim, when

from summarizer.errors import ConfigurationError
from summarizer.events.merging import merge_events
from summarizer.exports.all_tables import EVENT_TABLES, flatten_event
from summarizer.exports.codebook import make_codebook
from summarizer.exports.columns import Row
from summarizer.exports.event_incidents import ReportedIncident, find_leading
from summarizer.exports.files import write_tables
from summarizer.exports.report_store import ReportStore
from summarizer.schemas.event import Event
from summarizer.schemas.record import Attribution, Count, Evidence, Finding, Summary, Total, Victim
from tests.exports.test_all_tables import bombing, doubted

DAY = date(2024, 3, 5)


def report(number: int, killed: int | None, *, published: date | None = DAY, **changes: Any) -> Summary:
    dead = {} if killed is None else {"killed": Total(low=killed, high=killed)}
    fields: dict[str, Any] = {
        "incident_id": f"i{number}",
        "date": when("2024-03-04"),
        "place": place("Kabul", code="AF", country="Afghanistan"),
        "victims": () if killed is None else (victim("civilians", killed),),
        "totals": dead,
        **changes,
    }
    article = info(article_id=f"a{number}", path=f"in/{number}.txt", source=f"Paper {number}", published=published)
    return summary(incident(**fields), article=article, summary=f"Told by {number}.")


def merged(*records: Summary, **settings: Any) -> Event:
    (event,) = merge_events(records, **settings)
    return event


def told(*records: Summary) -> dict[str, ReportedIncident]:
    return {
        one.incident_id: ReportedIncident(incident=one, summary=record.summary)
        for record in records
        for one in record.incidents
    }


def rows_of(event: Event, *records: Summary) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for table, row in flatten_event(event, told(*records)):
        assert set(row) == set(table.kinds), table.name
        rows.setdefault(table.name, []).append(row)
    return rows


def test_an_event_has_one_row_in_each_table_and_its_reports_one_each() -> None:
    records = [report(1, 12), report(2, 15, published=date(2024, 3, 6)), report(3, None)]
    rows = rows_of(merged(*records), *records)
    assert {name: len(found) for name, found in rows.items()} == {
        "events": 1,
        "event_reports": 3,
        "acled_like": 1,
        "ucdp_like": 1,
    }
    (acled,), (ucdp,) = rows["acled_like"], rows["ucdp_like"]
    assert (acled["fatalities"], acled["notes"], acled["incident_id"]) == (15, "Told by 2.", "i2")
    assert (acled["actor2"], acled["civilian_targeting"]) == ("Civilians (Afghanistan)", "Civilian targeting")
    assert (ucdp["deaths_civilians"], ucdp["deaths_unknown"], ucdp["low"], ucdp["high"]) == (15, 0, 12, 15)
    assert [row["deaths_best"] for row in rows["event_reports"]] == [12, None, 15]


def test_a_report_tells_its_place_in_a_file_of_several() -> None:
    known = {"path": "day.jsonl", "line": 3, "external_id": "4711"}
    record = report(1, 12)
    event = merged(placed := record.model_copy(update={"article": record.article.model_copy(update=known)}))
    assert event.reports[0].reference == "day.jsonl, line 3, id 4711"
    (row,) = rows_of(event, placed)["event_reports"]
    assert (row["path"], row["line"], row["external_id"]) == ("day.jsonl", 3, "4711")


def test_a_report_of_an_upper_bound_alone_has_no_lower_one() -> None:
    record = report(1, None, totals={"killed": Total(low=0, high=20), "injured": Total(low=0, high=0)})
    (row,) = rows_of(merged(record), record)["event_reports"]
    assert (row["deaths_low"], row["deaths_high"]) == (None, 20)
    assert (row["injuries_low"], row["injuries_high"]) == (0, 0)
    assert (row["deaths_best"], row["injuries_best"]) == (None, 0)


def test_the_lowest_of_a_vague_word_is_as_the_event_counts_it() -> None:
    held = (Evidence(sentence=1, start=0, end=6, text="Dozens", status="exact"),)
    count = Count(low=24, high=None, qualifier="several", text="Dozens", evidence=held)
    dozens = Victim(name=None, group="people", outcome="killed", count=count, said_by=None, evidence=held)
    record = report(1, None, victims=(dozens,), totals={"killed": Total(low=24, high=None)})
    (row,) = rows_of(merged(record), record)["event_reports"]
    assert (row["deaths_low"], row["deaths_best"], row["deaths_high"]) == (12, 12, None)


def test_a_part_of_the_dead_is_no_toll_in_a_reports_row() -> None:
    more = report(2, 3, published=date(2024, 3, 8), totals={"killed": Total(low=3, high=None)})
    note = Finding(code="newly_dead", severity="info", field="incidents[0].victims[0]", message="")
    records = [report(1, 12), more.model_copy(update={"findings": (note,)})]
    rows = rows_of(merged(*records), *records)
    assert [row["deaths_low"] for row in rows["event_reports"]] == [12, None]
    assert [(row["deaths_best"], row["deaths_high"]) for row in rows["event_reports"]] == [(12, 12), (None, None)]
    (event,) = rows["events"]
    assert (event["killed"], event["killed_low"], event["killed_high"]) == (12, 12, None)


def test_a_part_that_has_the_chosen_number_leads_no_event() -> None:
    note = Finding(code="newly_dead", severity="info", field="incidents[0].victims[0]", message="")
    more = report(2, 3, published=date(2024, 3, 8), totals={"killed": Total(low=3, high=None)})
    event = merged(report(1, 3), more.model_copy(update={"findings": (note,)}))
    assert find_leading(event).incident_id == "i1"


@pytest.mark.parametrize(
    ("others", "told"), [((), (None, None, 20)), ((12,), (12, 12, 20)), ((20,), (20, 20, 20)), ((30,), (30, None, 30))]
)
def test_an_event_of_which_only_up_to_so_many_is_told_has_no_figure(
    others: tuple[int, ...], told: tuple[int | None, ...]
) -> None:
    records = [
        report(1, None, totals={"killed": Total(low=0, high=20)}),
        *(report(number, killed, published=date(2024, 3, 6)) for number, killed in enumerate(others, start=2)),
    ]
    rows = rows_of(merged(*records, figures="latest"), *records)
    (event,), (acled,), (ucdp,) = rows["events"], rows["acled_like"], rows["ucdp_like"]
    assert (event["killed"], event["killed_low"], event["killed_high"]) == told
    assert (acled["fatalities"], acled["fatalities_low"], acled["fatalities_high"]) == told
    assert (ucdp["best"], ucdp["low"], ucdp["high"]) == told
    assert ucdp["deaths_unknown"] == (None if told[0] is None else 0)


def test_nobody_killed_is_no_unknown_number_where_another_report_tells_no_upper_bound() -> None:
    records = [report(1, 0), report(2, None, totals={"killed": Total(low=9, high=None)})]
    (row,) = rows_of(merged(*records), *records)["ucdp_like"]
    assert (row["best"], row["low"], row["high"], row["deaths_unknown"]) == (0, 0, None, 0)


def test_what_another_runs_article_says_is_null_and_its_figure_stays() -> None:
    records = [report(1, 12), report(2, 15, published=date(2024, 3, 6))]
    rows = rows_of(merged(*records), records[0])
    (acled,), (ucdp,) = rows["acled_like"], rows["ucdp_like"]
    assert (acled["fatalities"], acled["notes"], acled["actor2"]) == (15, None, None)
    assert (ucdp["deaths_civilians"], ucdp["deaths_unknown"], ucdp["best"]) == (None, None, 15)
    here, elsewhere = rows["event_reports"]
    assert (here["city"], here["geo_precision"], here["deaths_best"]) == ("Kabul", 2, 12)
    assert (elsewhere["city"], elsewhere["geo_precision"], elsewhere["deaths_best"]) == (None, None, 15)


def test_a_report_whose_model_was_sure_of_no_country_gets_that_of_the_others(tmp_path: Path) -> None:
    nowhere = place("Kabul").model_copy(update={"country_confidence": 0.8})
    records = [report(1, 12), report(2, 12, place=nowhere, published=date(2024, 3, 6))]
    assert merged(*records).place is not None
    for ordered in (records, records[::-1]):
        written = write_tables(ordered, tmp_path, formats=["csv"], events=merge_events(ordered))
        assert written.rows["events"] == 1
    (alone,) = rows_of(merged(records[1]), records[1])["event_reports"]
    assert (alone["country"], alone["geo_precision"]) == (None, 2)


def test_what_parts_cells_of_several_is_taken_out_of_each() -> None:
    records = [report(1, 12), report(2, 12)]
    article = records[0].article.model_copy(update={"title": "Kabul | Blast; a toll"})
    (ucdp,) = rows_of(merged(records[0].model_copy(update={"article": article}), records[1]), *records)["ucdp_like"]
    assert "Kabul / Blast; a toll" in str(ucdp["source_article"]).split(" | ")[0]
    assert str(ucdp["source_headline"]).split("; ")[0] == "Kabul | Blast, a toll"


def test_the_leading_report_is_the_newest_with_the_chosen_figure() -> None:
    older, newer, undated = report(1, 12), report(2, 12, published=date(2024, 3, 6)), report(3, 12, published=None)
    assert find_leading(merged(older, newer, undated)).incident_id == "i2"
    assert find_leading(merged(report(1, None), report(2, None, published=None))).incident_id == "i1"
    other = report(4, 20, published=date(2024, 3, 9))
    assert find_leading(merged(older, newer, other, figures="conservative")).incident_id == "i2"


def test_an_event_without_anything_is_a_row_of_nulls() -> None:
    record = report(1, None, date=None, place=place(), published=None)
    (acled,) = rows_of(merged(record), record)["acled_like"]
    unknown = ("event_date", "actor1", "actor2", "fatalities", "fatalities_low", "figure_rule", "disputed", "latitude")
    assert [acled[name] for name in unknown] == [None] * len(unknown)


def test_who_was_cleared_is_no_perpetrator_of_the_event() -> None:
    accused, cleared = (perpetrator("ETA", status=status) for status in ("accused", "cleared"))
    records = [report(1, 5, perpetrators=(accused,)), report(2, 5, perpetrators=(cleared,), published=date(2024, 3, 6))]
    assert rows_of(merged(*records), *records)["events"][0]["perpetrators"] is None
    assert rows_of(merged(records[0]), records[0])["events"][0]["perpetrators"] == "ETA"


def test_a_place_that_no_sentence_holds_is_in_no_columns_of_others() -> None:
    kabul = place("Kabul", code="AF", country="Afghanistan")
    (named,) = kabul.places
    unheld = named.model_copy(update={"evidence": said("Kabul", status="not_found")})
    record = report(1, 5, place=kabul.model_copy(update={"places": (unheld,)}))
    rows = rows_of(merged(record), record)
    assert (rows["acled_like"][0]["location"], rows["ucdp_like"][0]["where_description"]) == (None, None)
    assert rows["events"][0]["places"] == "Kabul"


def acled_of(**changes: Any) -> Row:
    record = report(1, None, **changes)
    return rows_of(merged(record), record)["acled_like"][0]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"type": "protest"}, ("Protesters", None, "Protesters only")),
        ({"type": "riot"}, ("Rioters", None, "Rioters only")),
        (
            {"type": "attack", "perpetrators": (perpetrator("the army"),), "victims": (victim("civilians", 2),)},
            ("State forces", "Civilians", "State forces-Civilians"),
        ),
        (
            {"type": "armed clash", "perpetrators": (perpetrator("police"), perpetrator("security forces"))},
            ("State forces", None, None),
        ),
        (
            {"type": "armed clash", "perpetrators": (perpetrator("army"), perpetrator("FMLN"))},
            ("State forces", None, None),
        ),
        ({"type": "attack", "perpetrators": (perpetrator("National Liberation Army"),)}, (None, None, None)),
    ],
)
def test_kinds_of_actors_are_told_where_no_other_is_possible(
    changes: dict[str, Any], kinds: tuple[str | None, ...]
) -> None:
    row = acled_of(**changes)
    assert (row["inter1"], row["inter2"], row["interaction"]) == kinds


def test_a_crowd_of_which_another_report_tells_dead_is_no_peaceful_one_alone() -> None:
    records = [report(1, 5, type="protest"), report(2, None, type="protest", published=date(2024, 3, 6))]
    event = merged(*records)
    event = event.model_copy(update={"casualties": {"injured": event.casualties["killed"]}})
    (row,) = rows_of(event, *records)["acled_like"]
    assert (row["incident_id"], row["sub_event_type"], row["interaction"]) == ("i2", None, None)


@pytest.mark.parametrize(
    ("changes", "violence"),
    [
        ({"type": "armed clash", "perpetrators": (perpetrator("army"), perpetrator("FMLN"))}, 1),
        ({"type": "armed clash", "perpetrators": (perpetrator("ELN"), perpetrator("FMLN"))}, None),
        ({"type": "attack", "perpetrators": (perpetrator("ELN"),), "victims": (victim("civilians", 2),)}, 3),
        ({"type": "attack", "perpetrators": (perpetrator("ELN"),), "victims": (victim("people", 2),)}, None),
        ({"type": "attack", "perpetrators": (perpetrator("a man", kind="individual"),)}, None),
    ],
)
def test_the_type_of_violence_is_told_where_the_sides_leave_no_other(
    changes: dict[str, Any], violence: int | None
) -> None:
    record = report(1, None, **changes)
    assert rows_of(merged(record), record)["ucdp_like"][0]["type_of_violence"] == violence


def test_agencies_alone_are_international() -> None:
    records = [report(1, 2), report(2, 2)]
    agencies = [
        one.model_copy(update={"article": one.article.model_copy(update={"source": source})})
        for one, source in zip(records, ("Reuters", "AFP"), strict=True)
    ]
    assert rows_of(merged(*agencies), *agencies)["acled_like"][0]["source_scale"] == "International"
    assert rows_of(merged(agencies[0], records[1]))["acled_like"][0]["source_scale"] is None


def test_a_cleared_perpetrator_and_an_unheld_name_act_for_nobody() -> None:
    unheld = perpetrator("ETA", evidence=said("ETA", status="not_found"))
    row = acled_of(perpetrators=(perpetrator("ELN", status="cleared"), unheld))
    assert (row["actor1"], row["actor1_status"]) == (None, None)


def test_the_codebook_tells_the_rules_of_events(tmp_path: Path) -> None:
    book = make_codebook(EVENT_TABLES)
    assert "One row for each event" in book
    assert "conservative, the lowest" in book
    assert "tens 10, dozens 12, hundreds 100" in book
    records = [report(1, 12), report(2, 15)]
    written = write_tables(
        [*records, custom({"a": 1})],
        tmp_path,
        formats=["csv", "parquet", "xlsx", "geojson"],
        events=merge_events(records),
    )
    assert (written.rows["events"], written.rows["acled_like"], written.rows["incidents"]) == (1, 1, 2)
    assert (written.located, written.located_events, written.unlocated_events) == (2, 1, 0)
    assert (tmp_path / "codebook.md").read_text(encoding="utf-8") == book
    assert (tmp_path / "events.parquet").exists()


def test_a_run_without_events_has_no_tables_of_them(tmp_path: Path) -> None:
    written = write_tables([bombing()], tmp_path, formats=["csv"])
    assert "events" not in written.rows
    assert (written.located_events, written.unlocated_events) == (None, None)


def test_tables_of_events_of_an_earlier_export_do_not_stay_beside_newer_ones_without(tmp_path: Path) -> None:
    records = [report(1, 12), report(2, 15)]
    write_tables(records, tmp_path, formats=["csv", "parquet", "geojson"], events=merge_events(records))
    written = write_tables(records, tmp_path, formats=["csv", "geojson"])
    assert [path.name for path in written.removed] == ["events.csv", "event_reports.csv", "events.geojson"]
    assert [path.name for path in sorted(tmp_path.glob("event*"))] == ["event_reports.parquet", "events.parquet"]
    assert "## events\n" in (tmp_path / "codebook.md").read_text()
    removed = write_tables(records, tmp_path, formats=["parquet"]).removed
    assert [path.name for path in removed] == ["events.parquet", "event_reports.parquet"]
    assert "## events\n" not in (tmp_path / "codebook.md").read_text()


def test_a_table_called_events_that_no_export_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("mine", encoding="utf-8")
    assert write_tables([bombing()], tmp_path, formats=["csv"]).removed == ()
    assert (tmp_path / "events.csv").read_text(encoding="utf-8") == "mine"


def match(tmp_path: Path, records: list[Summary], events: list[Event]) -> list[int]:
    with ReportStore(tmp_path / "reports") as store:
        assert list(store.keep(records)) == records
        return [len(known) for _, known in store.match(events)]


def test_events_find_their_reports_again(tmp_path: Path) -> None:
    records = [report(1, 12), report(2, 15), report(3, 9, place=place("Lyon", code="FR"))]
    assert match(tmp_path, records, merge_events(records)) == [2, 1]
    assert match(tmp_path, records[:1], [merged(*records[:2])]) == [1], "the other report is of another run"


def test_a_report_with_half_an_emoji_is_found_again(tmp_path: Path) -> None:
    record = report(1, 12).model_copy(update={"summary": "Bomb \ud83d"})
    with ReportStore(tmp_path / "reports") as store:
        assert list(store.keep([record])) == [record]
        ((_, known),) = store.match(merge_events([record]))
    assert known["i1"].summary == "Bomb \ud83d"


def test_a_report_fits_whose_missing_may_be_dead_since(tmp_path: Path) -> None:
    first = report(1, 12, totals={"killed": Total(low=12, high=12), "missing": Total(low=5, high=5)})
    records = [first, report(2, 15, published=date(2024, 3, 8))]
    assert match(tmp_path, records, merge_events(records)) == [2]
    (figure,) = merged(*records).casualties["missing"].history
    assert (figure.low, figure.high) == (0, 5)


def test_a_report_fits_of_whose_missing_one_is_named_dead_and_others_may_be(tmp_path: Path) -> None:
    lost = (victim("Maria Lopez", 1, "missing"),)
    first = report(1, None, victims=lost, totals={"missing": Total(low=5, high=5)})
    dead = (victim("Maria Lopez", 1), victim("people", 2))
    records = [first, report(2, 3, published=date(2024, 3, 8), victims=dead)]
    assert match(tmp_path, records, merge_events(records)) == [2]
    (figure,) = merged(*records).casualties["missing"].history
    assert (figure.low, figure.high) == (0, 4)


@pytest.mark.parametrize("hurt", [1, 2])
def test_a_report_fits_whose_injured_died_by_another(tmp_path: Path, hurt: int) -> None:
    injured = [victim(name, 1, "injured") for name in ("Maria Lopez", "Jon Hall")[:hurt]]
    first = report(1, None, victims=tuple(injured), totals={"injured": Total(low=hurt, high=hurt)})
    later = report(2, 1, published=date(2024, 3, 7), victims=(victim("Maria Lopez", 1),))
    event = merged(first, later)
    assert event.casualties["killed"].chosen == 1
    assert match(tmp_path, [first, later], [event]) == [2]
    more = report(1, None, victims=tuple(injured), totals={"injured": Total(low=hurt + 2, high=hurt + 2)})
    with pytest.raises(ConfigurationError, match="tells of report i1 otherwise"):
        match(tmp_path, [more, later], [event])


def test_a_report_fits_that_doubts_whom_another_tells_dead(tmp_path: Path) -> None:
    hurt = (victim("people", 5, "injured"), victim("Maria Lopez", 1, "injured"))
    first = report(1, None, victims=hurt, totals={"injured": Total(low=5, high=5)})
    note = Finding(code="victims_repeated", severity="warning", field="incidents[0].victims[1]", message="")
    records = [
        first.model_copy(update={"findings": (note,)}),
        report(2, 1, published=date(2024, 3, 7), victims=(victim("Maria Lopez", 1),)),
    ]
    assert match(tmp_path, records, merge_events(records)) == [2]


def test_events_of_other_records_are_refused(tmp_path: Path) -> None:
    records = [report(1, 12), report(2, 15)]
    event = merged(*records)
    with pytest.raises(ConfigurationError, match="In no event: 1 of 3 incidents, i3 for one"):
        match(tmp_path, [*records, report(3, 1)], [event])
    with pytest.raises(ConfigurationError, match="tells of report i2 otherwise"):
        match(tmp_path, [records[0], report(2, 16)], [event])
    with pytest.raises(ConfigurationError, match="tells of report i2 otherwise"):
        match(tmp_path, [records[0], report(2, 15, type="shooting")], [event])
    gone = records[1].model_copy(update={"incidents": ()})
    with pytest.raises(ConfigurationError, match="tells of report i2 otherwise"):
        match(tmp_path, [records[0], gone], [event])


@pytest.mark.parametrize(
    "changes",
    [
        {"date": when("2023-01-02")},
        {"place": place("Kabul", code="PK", country="Pakistan")},
        {"perpetrators": (perpetrator("Islamic State"),)},
        {"victims": (victim("Maria Lopez", 12),)},
        {"stage": "attempted"},
    ],
)
def test_an_event_with_a_value_that_was_corrected_since_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    told: dict[str, Any] = {"perpetrators": (perpetrator("Taliban"),), "victims": (victim("Jon Hall", 12),)}
    event = merged(report(1, 12, **told))
    assert match(tmp_path, [report(1, 12, **told)], [event]) == [1]
    with pytest.raises(ConfigurationError, match=r"tells of report i1 otherwise|another stage"):
        match(tmp_path, [report(1, 12, **told | changes)], [event])


def test_an_event_that_tells_another_speaker_of_a_figure_is_refused(tmp_path: Path) -> None:
    people = victim("people", 12)
    event = merged(report(1, 12, victims=(people,)))
    by_police = people.model_copy(update={"said_by": Attribution(text="police", evidence=said("police"))})
    assert match(tmp_path, [report(1, 12, victims=(people,))], [event]) == [1]
    with pytest.raises(ConfigurationError, match="tells of report i1 otherwise"):
        match(tmp_path, [report(1, 12, victims=(by_police,))], [event])


def test_the_stage_of_an_event_is_held_against_all_its_reports(tmp_path: Path) -> None:
    records = [report(1, 12), report(2, 12), report(3, 12, stage="attempted")]
    event = merged(*records)
    assert match(tmp_path, records, [event]) == [3]
    assert match(tmp_path, records[2:], [event]) == [1], "the others are of another run"
    with pytest.raises(ConfigurationError, match="has another stage than its reports have"):
        match(tmp_path, [records[0], report(2, 12, stage="attempted"), records[2]], [event])


def test_a_report_fits_that_lacks_the_country_that_another_tells(tmp_path: Path) -> None:
    bare, afghan = place("Kabul Province", "Kabul"), place("Kabul Province", code="AF", country="Afghanistan")
    records = [report(1, 12, place=bare), report(2, 12, place=afghan)]
    event = merged(*records)
    assert event.place
    assert (event.place.incident_id, event.place.value.country_code) == ("i1", "AF")
    assert match(tmp_path, records, [event]) == [2]


def test_an_incident_that_nothing_supports_is_no_report_of_an_event(tmp_path: Path) -> None:
    sound = report(1, 3)
    records = [sound, doubted(report(2, None))]
    events = merge_events(records)
    assert [[one.incident_id for one in event.reports] for event in events] == [["i1"]]
    written = write_tables(records, tmp_path, formats=["csv"], events=events)
    assert (written.rows["events"], written.rows["incidents"]) == (1, 2)
