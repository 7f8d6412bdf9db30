"""``summarizer events``: kept up to date beside a run, whole or as before, with people's splits and joins."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from command_line import Cli, fake
from event_records import make_incident, make_record
from fake_server import FakeServer
from fakes import speak
from records import custom
from run_rows import write_stored

from summarizer.errors import RunFolderError
from summarizer.events.reading import read_events
from summarizer.events.storing import update_events
from summarizer.runs.folder import EVENTS
from summarizer.runs.records import StoredArticle, read_records
from summarizer.schemas.event import Event
from summarizer.schemas.record import Summary


def bombing(source: str, day: int, killed: int, town: str = "Quetta") -> tuple[Summary, str]:
    text = f"A bomb in a market of {town} killed {killed} people on Thursday, {source} reports."
    incident = make_incident(
        text, type="bombing", date="2024-05-02", country="PK", places=[town], totals={"killed": killed}
    )
    return make_record(text, incident, source=source, published=date(2024, 5, day), title=f"{source} news"), text


DAWN, AP, KARACHI = bombing("Dawn", 2, 12), bombing("AP", 3, 17), bombing("BBC", 3, 4, "Karachi")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_stored(tmp_path / "run1", [DAWN, KARACHI])


def stored(folder: Path) -> list[Event]:
    return list(read_events(folder))


def test_events_are_kept_up_to_date_and_ids_stay(cli: Cli, run: Path) -> None:
    done = cli("events", run)
    assert done.code == 0
    assert f"Events: 2 of 2 reports in {run / EVENTS} (2 new, 0 changed, 0 as before, 0 gone)." in done.err
    before = {event.event_id for event in stored(run)}
    write_stored(run, [AP, DAWN, KARACHI])
    assert "(0 new, 1 changed, 1 as before, 0 gone)" in cli("events", run).err
    assert {event.event_id for event in stored(run)} == before
    again = (run / EVENTS).read_bytes()
    assert "(0 new, 0 changed, 2 as before, 0 gone)" in cli("events", run).err
    assert (run / EVENTS).read_bytes() == again


def test_records_of_a_schema_of_ones_own_are_told_to_have_no_part(cli: Cli, tmp_path: Path) -> None:
    folder = write_stored(tmp_path / "own", [(custom({"dead": 3}), "Three died."), DAWN])
    done = cli("events", folder)
    assert "Events: 1 of 1 report" in done.err
    assert "Passed over: 1 record of a schema of your own, which has no incidents." in done.err


def test_the_terminal_shows_events_and_what_hinges_on_the_rule(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    out = cli("events", run).out
    assert "17 (12 to 17)" in out
    assert "Of 1 event that two sources or more count they differ on 1 (100%)" in out
    assert [int(word) for word in out.splitlines()[-1].split()[1:]] == [21, 21, 16, 21, 21]
    assert "12 (12 to 17)" in cli("events", run, "--figures", "conservative").out
    done = cli("events", run)
    assert "12 (12 to 17)" in done.out, "the rule stays until another is named"
    assert "gone). Tolls: conservative." in done.err


def test_why_tells_what_agreed_and_disagreed(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    event = next(event for event in stored(run) if len(event.reports) == 2)
    out = cli("events", run, "--why", event.event_id[:6]).out
    assert re.search(r"\+\d\.\d  both date it to the same day", out)
    assert "killed grew from 12 to 17 with time" in out
    assert "the only report" in cli("events", run, "--why", KARACHI[0].incidents[0].incident_id).out
    (told,) = [json.loads(cli("events", run, "--why", event.event_id, "--json").out)]
    assert Event.model_validate(told) == event
    missing = cli("events", run, "--why", "nothing")
    assert (missing.code, "there is no event 'nothing'" in missing.err) == (3, True)


def test_why_leaves_the_events_of_runs_that_are_not_named(cli: Cli, run: Path, tmp_path: Path) -> None:
    write_stored(run, [AP, DAWN])
    other, out = tmp_path / "other", tmp_path / "out"
    other.mkdir()
    write_stored(other, [KARACHI])
    cli("events", run, other, "--out", out)
    before = (out / EVENTS).read_bytes()
    told = cli("events", run, "--out", out, "--why", KARACHI[0].incidents[0].incident_id)
    assert (told.code, "the only report" in told.out) == (0, True)
    assert cli("events", run, "--out", out, "--why", "nothing").code == 3
    assert "the only report" in cli("events", out, "--why", KARACHI[0].incidents[0].incident_id).out
    assert "no summaries.jsonl here" in cli("events", out).err
    assert (out / EVENTS).read_bytes() == before


def test_people_split_and_join_and_later_merges_keep_it(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    dawn, ap = (record.incidents[0].incident_id for record, _ in (DAWN, AP))
    assert cli("events", run, "--split", dawn, "--from", ap, "--who", "A. Coder").code == 0
    assert len(stored(run)) == 3
    write_stored(run, [KARACHI, DAWN, AP, bombing("AFP", 4, 18)])
    cli("events", run)
    assert len(stored(run)) == 3
    cli("events", run, "--join", f"{dawn}, {ap}", "--who", "A. Coder", "--note", "one bomb")
    event = max(stored(run), key=lambda event: len(event.reports))
    assert len(event.reports) == 3
    assert len(event.provenance.decisions) == 1
    assert len((run / "event-decisions.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("options", [["--figures", "best"], ["--engine", "spark"]])
def test_no_split_is_kept_of_a_command_that_is_refused(cli: Cli, run: Path, options: list[str]) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    dawn, ap = (record.incidents[0].incident_id for record, _ in (DAWN, AP))
    assert cli("events", run, "--split", dawn, "--from", ap, "--who", "A. Coder", *options).code != 0
    assert not (run / "event-decisions.jsonl").exists()


def test_what_is_there_and_no_file_of_events_is_not_overwritten(cli: Cli, run: Path) -> None:
    write_stored(run, [AP])
    for own in ('{"id": 1}', "my notes", '{"id": 1}\n'):
        (run / EVENTS).write_text(own, encoding="utf-8")
        done = cli("events", run)
        assert (done.code, "line 1 is no event" in done.err) == (3, True)
        assert (run / EVENTS).read_text(encoding="utf-8") == own


def test_a_join_says_which_reports_of_the_same_events_it_does_not_name(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    dawn, ap, karachi = (record.incidents[0].incident_id for record, _ in (DAWN, AP, KARACHI))
    assert "Not named: 1 other report of these" in cli("events", run, "--join", f"{dawn},{karachi}", "--who", "A").err
    assert "Not named" not in cli("events", run, "--join", f"{dawn},{ap},{karachi}", "--who", "A").err


def reports_by_event(folder: Path) -> dict[str, list[str]]:
    return {event.event_id: [report.incident_id for report in event.reports] for event in stored(folder)}


def test_an_event_is_shown_by_an_id_that_became_it(cli: Cli, run: Path) -> None:
    cli("events", run)
    before = reports_by_event(run)
    dawn, _, karachi = (record.incidents[0].incident_id for record, _ in (DAWN, AP, KARACHI))
    cli("events", run, "--join", f"{dawn},{karachi}", "--who", "A")
    (gone,) = before.keys() - reports_by_event(run).keys()
    assert json.loads(cli("show", run, gone, "--events", "--json").out)["merged_from"] == [gone]


def test_a_split_or_a_join_that_is_taken_back_leaves_the_events_as_they_were(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    before = reports_by_event(run)
    dawn, ap, karachi = (record.incidents[0].incident_id for record, _ in (DAWN, AP, KARACHI))
    for options in (["--split", dawn, "--from", ap], ["--join", f"{dawn},{karachi}"]):
        cli("events", run, *options, "--who", "A. Coder", "--note", "a mistake")
        assert reports_by_event(run) != before
        for shown in (cli("events", run, "--why", dawn).out, cli("show", run, "--events").out):
            (decision,) = {*re.findall(rf"{options[0][2:]} (\S+) of [23] reports by A\. Coder, .*: a mistake", shown)}
        assert cli("events", run, "--withdraw", decision[:8], "--who", "B").code == 0
        assert reports_by_event(run) == before
        write_stored(run, [AP, DAWN, KARACHI, bombing("AFP", 4, 3, "Lahore")])
        cli("events", run)
        assert len(stored(run)) == 3, "what was taken back stays so"
        refused = cli("events", run, "--withdraw", decision)
        assert "no split or join that stands begins so" in " ".join(refused.err.split())
        write_stored(run, [AP, DAWN, KARACHI])
        cli("events", run)
    assert reports_by_event(run) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--withdraw", "x"], "no split or join that stands begins so"),
        (["--split", "x"], "--split and --from go together"),
        (["--split", "x", "--from", "y"], "no event here has a report 'x'"),
        (["--figures", "best"], "'best' is none of agreed, latest, conservative, range, common"),
        (["--join", "x"], "a join needs two reports"),
        (["--split", "x", "--from", "x"], "--split and --from name the same one"),
    ],
)
def test_what_cannot_be_done_is_told(cli: Cli, run: Path, options: list[str], told: str) -> None:
    cli("events", run)
    done = cli("events", run, *options)
    assert done.code in (2, 3)
    assert told in " ".join(done.err.replace("│", " ").split())
    assert not (run / "event-decisions.jsonl").exists()


def test_of_several_decisions_in_one_command_all_are_kept_or_none(cli: Cli, run: Path) -> None:
    write_stored(run, [AP, DAWN, KARACHI])
    cli("events", run)
    dawn, ap = (record.incidents[0].incident_id for record, _ in (DAWN, AP))
    cli("events", run, "--split", dawn, "--from", ap, "--who", "A. Coder")
    kept = (run / "event-decisions.jsonl").read_bytes()
    refused = cli("events", run, "--withdraw", json.loads(kept)["decision_id"], "--join", f"{dawn},x", "--who", "B")
    assert (refused.code, "no event here has a report 'x'" in " ".join(refused.err.split())) == (3, True)
    assert (run / "event-decisions.jsonl").read_bytes() == kept


def test_reviews_are_applied_by_later_merges_too_until_a_command_says_no(cli: Cli, run: Path, tmp_path: Path) -> None:
    refused = cli("events", run, "--reviews")
    assert (refused.code, "no reviews in reviews.jsonl here" in refused.err) == (3, True)
    fields = {"article_id": KARACHI[0].article.article_id, "field": "incidents[0]", "action": "reject", "old": None}
    signed = {"review_id": str(uuid4()), "when": "2026-11-27T09:00:00Z", "who": "A. Coder"}
    (run / "reviews.jsonl").write_text(json.dumps(fields | signed) + "\n", encoding="utf-8")
    other = write_stored(tmp_path / "run2", [AP])
    assert "Reviews" not in cli("events", run, other).err
    assert len(stored(run)) == 2
    assert "Tolls: agreed. Reviews are applied." in cli("events", run, other, "--reviews").err
    assert (len(stored(run)), stored(run)[0].provenance.reviewed) == (1, True)
    assert "(0 new, 0 changed, 1 as before, 0 gone)" in cli("events", run, other).err
    cli("events", run, other, "--no-reviews")
    cli("events", run, other)
    assert [event.provenance.reviewed for event in stored(run)] == [False, False]


def test_of_an_article_in_two_runs_the_first_record_counts(cli: Cli, tmp_path: Path) -> None:
    changed = AP[0].model_copy(update={"summary": "another model's"})
    first = write_stored(tmp_path / "a", [AP, DAWN])
    second = write_stored(tmp_path / "b", [(changed, AP[1]), KARACHI])
    done = cli("events", first, second, "--out", tmp_path / "both")
    assert "Passed over: 1 record of an article that an earlier run has a record of." in done.err
    assert len(stored(tmp_path / "both")) == 2
    assert not (first / EVENTS).exists()


def test_a_run_ends_with_its_events(cli: Cli, server: FakeServer, article: Path) -> None:
    server.default = speak()
    done = cli("run", article, "--out", "out", "--events", *fake(server))
    assert "Events: " in done.err
    assert stored(Path("out"))
    refused = cli("run", article, "--out", "other", "--events", "--figures", "best", *fake(server))
    assert refused.code == 2
    assert not Path("other").exists()


def test_a_merge_that_dies_leaves_the_events_as_they_were(run: Path) -> None:
    update_events(read_records(run), run)
    before = (run / EVENTS).read_bytes()

    def dying() -> Iterator[tuple[Summary, StoredArticle]]:
        yield AP[0], StoredArticle(AP[1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_events(dying(), run)
    assert (run / EVENTS).read_bytes() == before
    update = update_events(read_records(run), run)
    assert (update.kept, update.new, update.changed) == (2, 0, 0)


def test_a_damaged_file_of_events_is_named(run: Path) -> None:
    (run / EVENTS).write_text('{"schema_version": "event/9"}\n', encoding="utf-8")
    with pytest.raises(RunFolderError, match=r"events.jsonl: line 1 is no event: .*'event/9'"):
        stored(run)
    for line, told in (("PK\x03", "Expecting value"), ('{"schema_version": "event/1"}\n', "event_id: Field required")):
        (run / EVENTS).write_text(line, encoding="utf-8")
        with pytest.raises(
            RunFolderError, match=rf"line 1 is no event: .*{told}.*\. Remove the file and merge again\."
        ):
            stored(run)
    assert list(read_events(run / "nothing.jsonl")) == []


def test_json_of_events_escapes_what_a_terminal_would_obey(cli: Cli, run: Path) -> None:
    record, text = DAWN
    article = record.article.model_copy(update={"title": "Blast\x9b31m \u202ein Quetta"})
    write_stored(run, [(record.model_copy(update={"article": article}), text)])
    cli("events", run)
    for command in (("events", run), ("show", run, "--events")):
        out = cli(*command, "--json").out
        assert not set("\x9b\u202e") & set(out)
        assert json.loads(out)["reports"][0]["title"] == article.title


@pytest.mark.parametrize("command", [["events"], ["show", "--events"]])
def test_json_of_several_events_has_each_on_a_line(cli: Cli, run: Path, command: list[str]) -> None:
    cli("events", run)
    told = cli(command[0], run, *command[1:], "--json").out.splitlines()
    assert [Event.model_validate_json(line) for line in told] == stored(run)


def test_the_place_is_told_with_what_it_lies_in(cli: Cli, run: Path) -> None:
    text = "A bomb killed 3 people on Thursday on Sariab Road in Quetta, Pakistan."
    fields: dict[str, Any] = {"type": "bombing", "country": "PK", "places": ["Quetta", "Sariab Road"]}
    record = make_record(text, make_incident(text, **fields))
    write_stored(run, [(record, text)])
    assert "Sariab Road, Quetta, Pakistan" in cli("events", run, "--why", record.article.article_id).out


def test_who_was_cleared_is_told_as_cleared(cli: Cli, run: Path) -> None:
    text = "A bomb killed 3 people on Thursday in Quetta, Pakistan. The Front was not involved, police said."
    told = make_incident(text, type="bombing", country="PK", places=["Quetta"], organizations=["The Front"])
    (doer,) = told.perpetrators
    cleared = told.model_copy(update={"perpetrators": (doer.model_copy(update={"status": "cleared"}),)})
    record = make_record(text, cleared)
    write_stored(run, [(record, text)])
    assert "perpetrators: The Front (cleared)" in cli("events", run, "--why", record.article.article_id).out


def test_several_workers_and_who_they_may_be(cli: Cli, run: Path) -> None:
    cli("events", run)
    alone = (run / EVENTS).read_bytes()
    (run / EVENTS).unlink()
    assert cli("events", run, "--workers", "2").code == 0
    assert (run / EVENTS).read_bytes() == alone
    for options, told in (
        (["--engine", "spark"], "--engine spark: there is no such engine. Engines: local, ray."),
        (["--ray-address", "auto"], "--ray-address is for --engine ray."),
        (["--note", "AP says so"], "--who and --note are for --split, --join and --withdraw."),
        (["--who", "ana"], "--who and --note are for --split, --join and --withdraw."),
    ):
        refused = cli("events", run, *options)
        assert (refused.code, told in refused.err) == (3, True)


def test_the_table_has_the_largest_events_and_says_how_many_more_there_are(
    cli: Cli, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stored(run, [KARACHI, AP, DAWN])
    monkeypatch.setattr("summarizer.cli.event_view.MOST_LISTED", 1)
    out = cli("events", run).out
    assert "Quetta" in out
    assert "Karachi" not in out
    assert "and 1 other" in out
