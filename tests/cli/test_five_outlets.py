"""Five outlets on one bombing, from articles to tables: one event, and one row where an event is a row."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from bounded import run_command
from command_line import Cli, fake
from fake_server import FakeServer
from kabul_airport import PATHS, answer_outlets

from summarizer.events.reading import read_events
from summarizer.schemas.event import Event

HISTORY = [
    ("2017-07-06", "Meridian Wire", 13),
    ("2017-07-07", "Harbour Times", 52),
    ("2017-07-11", None, 72),
    ("2017-07-12", "Northern Ledger", 103),
    ("2017-07-12", "Capital Observer", 182),
]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the run, with its events and tables; made once."""
    folder = tmp_path_factory.mktemp("outlets")
    with FakeServer() as server, pytest.MonkeyPatch.context() as patch:
        server.default = answer_outlets()
        patch.setenv("SUMMARIZER_CACHE_DIR", str(folder / "cache"))
        asked = [*PATHS, "--out", folder / "run", *fake(server), "--events", "--format", "csv,geojson"]
        done = run_command(["run", *asked], seconds=60)
    assert done.code == 0, done.err
    return folder / "run"


@pytest.fixture
def merged(cli: Cli, finished: Path, tmp_path: Path) -> Cli:
    shutil.copytree(finished, tmp_path / "run")
    return cli


def only_event() -> Event:
    (event,) = read_events(Path("run"))
    return event


def read_table(name: str) -> list[dict[str, str]]:
    with (Path("run/tables") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("merged")
def test_five_outlets_are_one_event_with_its_history() -> None:
    event = only_event()
    sources = {report.incident_id: report.source for report in event.reports}
    toll = event.casualties["killed"]
    assert {(str(one.published), sources[one.incident_id], one.figure) for one in toll.history} == set(HISTORY)
    assert [one.published for one in toll.history] == sorted(one.published for one in toll.history if one.published)
    assert (toll.low, toll.best, toll.chosen, toll.high, toll.sources) == (13, 182, 182, 182, 5)


@pytest.mark.usefixtures("merged")
def test_rival_figures_stand_beside_each_other() -> None:
    (killed,) = [one for one in only_event().conflicts if one.field == "casualties.killed"]
    sources = {report.incident_id: report.source for report in only_event().reports}
    told = {position.value: [sources[one] for one in position.incident_ids] for position in killed.positions}
    assert told["103 or more"] == ["Northern Ledger"]
    assert told["182"] == ["Capital Observer"]


@pytest.mark.usefixtures("merged")
def test_the_bombing_is_one_row_where_an_event_is_a_row() -> None:
    (acled,), (ucdp,), (event,) = map(read_table, ("acled_like", "ucdp_like", "events"))
    assert (acled["fatalities"], acled["fatalities_low"], acled["fatalities_high"]) == ("182", "13", "182")
    assert (acled["figure_rule"], acled["reports"], acled["country"]) == ("agreed", "5", "Afghanistan")
    assert acled["source"] == "Meridian Wire; Harbour Times; Northern Ledger; Capital Observer"
    assert acled["notes"] == "Doctors count 169 Afghans dead of the attack on Kabul's airport, beside 13 US troops."
    assert "casualties.killed" in acled["disputed"].split("; ")
    assert (ucdp["low"], ucdp["best"], ucdp["high"]) == ("13", "182", "182")
    assert (ucdp["date_start"], ucdp["date_prec"], ucdp["event_clarity"], ucdp["number_of_sources"]) == (
        *("2017-07-06", "1", "1"),
        "5",
    )
    assert ucdp["source_date"] == "2017-07-06; 2017-07-07; 2017-07-11; 2017-07-12"
    assert len(ucdp["source_headline"].split("; ")) == 5
    assert event["event_id"] == acled["event_id"] == ucdp["id"] == only_event().event_id
    assert (event["killed"], event["killed_sources"], event["injured_low"]) == ("182", "5", "60")
    assert len(read_table("incidents")) == 5, "incidents stay: five articles, five rows"


@pytest.mark.usefixtures("merged")
def test_each_report_is_a_row_in_the_layout_of_eventreport() -> None:
    rows = read_table("event_reports")
    assert {row["event_id"] for row in rows} == {only_event().event_id}
    assert [(row["source_author"] or None, int(row["deaths_best"])) for row in rows] != []
    assert {(row["source_author"] or None, int(row["deaths_best"])) for row in rows} == {
        (source, figure) for _, source, figure in HISTORY
    }
    first = rows[0]
    assert (first["date_start"], first["city"], first["unit_of_analysis"]) == ("2017-07-06", "Kabul", "Event report")
    assert first["source"] == "Meridian Wire (2017-07-06) Explosion outside Kabul airport kills at least 13"
    assert len({row["id"] for row in rows}) == 5


@pytest.mark.usefixtures("merged")
def test_the_bombing_is_one_point_on_the_map() -> None:
    collection = json.loads(Path("run/tables/events.geojson").read_text(encoding="utf-8"))
    (feature,) = collection["features"]
    assert (feature["id"], feature["properties"]["killed"], collection["unlocated"]) == (only_event().event_id, 182, 0)
    assert feature["geometry"]["coordinates"] == pytest.approx([69.2, 34.5], abs=0.1)


def test_another_rule_chooses_another_figure(merged: Cli) -> None:
    assert merged("events", "run", "--figures", "conservative").code == 0
    done = merged("export", "run")
    assert done.code == 0, done.err
    (acled,), (ucdp,) = map(read_table, ("acled_like", "ucdp_like"))
    assert (acled["fatalities"], acled["figure_rule"]) == ("13", "conservative")
    assert acled["notes"].startswith("A suicide bomber killed at least 13"), "told by the report whose figure it is"
    assert (ucdp["low"], ucdp["best"], ucdp["high"]) == ("13", "13", "182")


def test_tables_of_incidents_are_there_for_those_who_want_them(merged: Cli) -> None:
    done = merged("export", "run", "--no-events", "--out", "apart")
    assert "a row of these tables is an incident" in done.err
    with Path("apart/acled_like.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5
    assert not Path("apart/events.csv").exists()
    assert "Removed, of an earlier export with events: events.csv, " in merged("export", "run", "--no-events").err


def test_events_that_lack_a_report_are_refused(merged: Cli) -> None:
    events = Path("run/events.jsonl").read_text(encoding="utf-8")
    event = json.loads(events)
    event["reports"] = event["reports"][:4]
    kept = {report["incident_id"] for report in event["reports"]}
    for toll in event["casualties"].values():
        toll["history"] = [figure for figure in toll["history"] if figure["incident_id"] in kept]
    Path("run/events.jsonl").write_text(json.dumps(event) + "\n", encoding="utf-8")
    done = merged("export", "run")
    assert done.code == 3
    assert "In no event: 1 of 5 incidents" in done.err
    assert "summarizer events" in done.err


def test_events_that_tell_another_figure_than_the_records_are_refused(merged: Cli) -> None:
    event = json.loads(Path("run/events.jsonl").read_text(encoding="utf-8"))
    event["casualties"]["killed"]["history"][0]["low"] = 12
    Path("run/events.jsonl").write_text(json.dumps(event) + "\n", encoding="utf-8")
    before = Path("run/tables/acled_like.csv").read_bytes()
    done = merged("export", "run")
    assert done.code == 3
    assert "otherwise than the records do" in done.err
    assert Path("run/tables/acled_like.csv").read_bytes() == before, "nothing there was changed"


def test_show_tells_events_and_their_reports(merged: Cli) -> None:
    done = merged("show", "run", "--events")
    assert done.code == 0
    assert "5 reports" in done.out
    assert "killed: 182 (13 to 182) by the rule 'agreed', 5 independent sources" in done.out
    assert done.out.index("Meridian Wire") < done.out.index("Capital Observer")
    assert json.loads(merged("show", "run", "--events", "--json").out) == only_event().model_dump(mode="json")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--type", "bombing"], 0),
        (["--type", "flood"], 3),
        (["--country", "af"], 0),
        (["--country", "FR"], 3),
        (["--severity", "warning"], 2),
        (["--reviews"], 2),
    ],
)
def test_events_are_chosen_by_what_they_have(merged: Cli, asked: list[str], code: int) -> None:
    assert merged("show", "run", "--events", *asked).code == code


def test_an_event_is_found_by_its_id_or_an_article(merged: Cli) -> None:
    event = only_event()
    articles = (
        event.reports[2].article_id,
        event.reports[2].article_id[:8],
        event.reports[0].path or "",
        PATHS[0].name,
    )
    for name in (event.event_id, event.event_id[:8], *articles):
        assert merged("show", "run", name, "--events").code == 0
    done = merged("show", "run", "nothing", "--events")
    assert (done.code, "holds no event of nothing" in done.err) == (3, True)


def test_show_without_merged_reports_says_how_to_merge_them(merged: Cli) -> None:
    Path("run/events.jsonl").unlink()
    done = merged("show", "run", "--events")
    assert (done.code, "summarizer events run" in done.err) == (3, True)
