"""Events on disk: brought up to date in any steps they are what a merge of all records at once makes."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from event_records import make_incident, make_record
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from run_rows import write_stored

from summarizer import Event, merge_events
from summarizer.errors import RunFolderError
from summarizer.events import blocking, remaking, updating
from summarizer.events.decisions import add_decision, make_draft, read_decisions
from summarizer.events.reading import read_events
from summarizer.events.storing import Update, read_largest, read_rules, update_events, update_from_rows
from summarizer.events.workers import Here, Processes
from summarizer.runs.folder import EVENT_INDEX, EVENTS
from summarizer.runs.records import StoredArticle, read_record_rows
from summarizer.schemas.record import Finding, Summary

Stored = tuple[Summary, str]
FEW_DAYS = [f"2024-05-0{day}" for day in range(1, 5)]


def report(number: int, version: int = 0) -> Stored:
    """One of many reports of few towns and days; versions of one differ in type and toll, of half of them in id."""
    text = f"Report {number}: " + " ".join(("market", "mosque", "convoy")[: number % 4])
    incident = make_incident(
        text,
        type=("bombing", "explosion", "shooting")[(number + version) % 3],
        date=FEW_DAYS[number % 4] if number % 5 else None,
        country="PK" if number % 7 else "IN",
        places=(["Quetta"], ["Balochistan", "Quetta"], ["Karachi"], [])[number // 2 % 4],
        totals={"killed": 12 + version} if number % 3 else {},
        victims=["Maria Lopez"] if number % 6 == 1 else [],
        incident_id=f"incident-{number * 7919 % 101}-{version * (number % 2)}",
    )
    return make_record(text, incident, published=date(2024, 5, 1 + number % 6)), text


def put(folder: Path, stored: Sequence[Stored]) -> Update:
    return update_events(((record, StoredArticle(text)) for record, text in stored), folder)


def expect(folder: Path, stored: Sequence[Stored], before: Sequence[Event]) -> list[Event]:
    texts = {record.article.article_id: text for record, text in stored}
    decisions = read_decisions(folder)
    return merge_events([record for record, _ in stored], texts=texts, known=before, decisions=decisions)


def ids(stored: Sequence[Stored]) -> list[str]:
    return [incident.incident_id for record, _ in stored for incident in record.incidents]


steps = st.lists(st.dictionaries(st.integers(0, 13), st.integers(0, 1), max_size=14), min_size=1, max_size=4)


@pytest.mark.parametrize("largest", [2, 4, 120])
@settings(
    max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(steps, st.data())
def test_each_update_makes_what_a_merge_of_all_makes(largest: int, chosen: list[dict[int, int]], data: Any) -> None:
    before: list[Event] = []
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "_LARGEST_BLOCK", largest)
        patch.setattr(blocking, "_NEIGHBOURS", 1 if largest < 120 else 24)
        patch.setattr(updating, "_ENTRIES_AT_ONCE", 7 if largest < 120 else 4_000_000)
        folder = Path(name)
        for step in chosen:
            stored = [report(number, version) for number, version in step.items()]
            if len(stored) > 1 and data.draw(st.booleans()):
                decide(folder, data.draw(st.sampled_from(["split", "join"])), data.draw(st.permutations(ids(stored))))
            wanted = expect(folder, stored, before)
            update = put(folder, stored)
            found = list(read_events(folder))
            assert found == wanted
            assert len({event.event_id for event in found}) == len(found)
            tell(update, before, found)
            before = found


def decide(folder: Path, action: str, some: list[str]) -> None:
    draft = make_draft(action=action, reports=tuple(some[:1]), others=tuple(some[1:2]))
    add_decision(folder, draft, who="A. Coder")


def tell(update: Update, before: Sequence[Event], found: Sequence[Event]) -> None:
    """The update's counts are those that the two files show."""
    were, are = ({event.event_id: event for event in events} for events in (before, found))
    kept = sum(were.get(event_id) == event for event_id, event in are.items())
    assert update.kept == kept
    assert (update.new, update.gone) == (len(are.keys() - were.keys()), len(were.keys() - are.keys()))
    assert update.changed == len(are.keys() & were.keys()) - kept
    assert update.reports == sum(len(event.reports) for event in found)
    assert update.events == len(found)


def counted(step: Callable[[Any, Any], Any], sizes: list[int]) -> Callable[[Any, Any], Any]:
    """The step, which keeps the sizes of the shares of work that it is given."""

    def count(library: object, share: Sequence[object]) -> object:
        sizes.append(len(share))
        return step(library, share)

    return count


def test_a_founder_that_comes_back_apart_takes_its_events_name_along(tmp_path: Path) -> None:
    said: dict[str, Any] = {
        "type": "bombing",
        "date": "2024-05-01",
        "country": "PK",
        "places": ["Quetta"],
        "totals": {"killed": 12},
    }
    first, second = (
        (make_record(text, make_incident(text, incident_id=f"i-{day}", **said), published=date(2024, 5, day)), text)
        for day, text in ((1, "A bomb at a market."), (2, "A bomb at a market, police say."))
    )
    before: list[Event] = []
    for step in ([first, second], [second], [first, second]):
        if before and len(step) > 1:
            add_decision(tmp_path, make_draft(action="split", reports=("i-1",), others=("i-2",)), who="A. Coder")
        wanted = expect(tmp_path, step, before)
        put(tmp_path, step)
        assert [*read_events(tmp_path)] == wanted
        before = wanted
    assert len({event.event_id for event in before}) == 2


MANY = [report(number) for number in range(40)]


def test_what_hinges_on_the_rule_is_told_of_all_events_after_an_update(tmp_path: Path) -> None:
    put(tmp_path / "steps", MANY[:30])
    put(tmp_path / "steps", MANY[5:])
    at_once = put(tmp_path / "once", MANY[5:])
    assert put(tmp_path / "steps", MANY[5:]).hinge == at_once.hinge
    assert at_once.hinge.compared


def test_only_what_new_reports_touch_is_read_and_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, MANY)
    read, made = list[int](), list[int]()
    monkeypatch.setattr(updating, "read_some", counted(updating.read_some, read))
    monkeypatch.setattr("summarizer.events.storing.unite_some", counted(remaking.unite_some, made))
    lone = make_record("A flood.", make_incident("A flood.", type="flood", country="NO", places=["Oslo"]))
    update = put(tmp_path, [*MANY, (lone, "A flood.")])
    assert (sum(read), sum(made), update.new, update.changed) == (1, 1, 1, 0)
    assert update.kept == update.events - 1


@pytest.mark.parametrize("harm", ["gone", "noise", "other events", "other version"])
def test_without_a_sound_index_all_is_made_anew_to_the_same_end(tmp_path: Path, harm: str) -> None:
    put(tmp_path, MANY[:30])
    put(tmp_path, MANY)
    whole = (tmp_path / EVENTS).read_bytes()
    index = tmp_path / EVENT_INDEX
    if harm == "gone":
        shutil.rmtree(index)
    elif harm == "noise":
        (index / "index.sqlite").write_bytes(b"noise" * 1000)
    elif harm == "other events":
        (tmp_path / EVENTS).write_bytes(whole.split(b"\n")[0] + b"\n")
    else:
        (index / "index.sqlite").write_bytes(b"")
    update = put(tmp_path, MANY)
    assert update.new == (update.events - 1 if harm == "other events" else 0)
    assert groups(tmp_path) == [
        sorted(r["incident_id"] for r in json.loads(line)["reports"]) for line in whole.splitlines()
    ]
    if harm != "other events":
        assert (tmp_path / EVENTS).read_bytes() == whole


def test_a_merge_without_events_keeps_the_rules_for_the_next(tmp_path: Path) -> None:
    assert read_rules(tmp_path) == ("agreed", False)
    update_events([], tmp_path, figures="latest", reviewed=True)
    assert read_rules(tmp_path) == ("latest", True)
    assert put(tmp_path, MANY).figures == "latest"
    (tmp_path / EVENTS).unlink()
    assert read_rules(tmp_path) == ("agreed", False)


def groups(folder: Path) -> list[list[str]]:
    return [sorted(one.incident_id for one in event.reports) for event in read_events(folder)]


@pytest.mark.parametrize("where", ["find_edges", "name_clusters", "write_events", "_stamp"])
def test_a_merge_that_dies_anywhere_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    put(tmp_path / "steps", MANY[:30])
    before = (tmp_path / "steps" / EVENTS).read_bytes()
    calls = [0]

    def die(*_: object, **__: object) -> None:
        calls[0] += 1
        if where != "_stamp" or calls[0] > 1:  # the second one is taken when the new file is in its place
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"summarizer.events.storing.{where}", die)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path / "steps", MANY)
    if where != "_stamp":
        assert (tmp_path / "steps" / EVENTS).read_bytes() == before
    put(tmp_path / "steps", MANY)
    put(tmp_path / "once", MANY[:30])
    put(tmp_path / "once", MANY)
    assert (tmp_path / "steps" / EVENTS).read_bytes() == (tmp_path / "once" / EVENTS).read_bytes()


def test_a_runs_rows_make_what_its_records_make(tmp_path: Path) -> None:
    run = write_stored(tmp_path / "run", MANY)
    update_from_rows(read_record_rows(run), tmp_path / "rows")
    put(tmp_path / "records", MANY)
    assert (tmp_path / "rows" / EVENTS).read_bytes() == (tmp_path / "records" / EVENTS).read_bytes()


def test_several_processes_make_what_one_makes(tmp_path: Path) -> None:
    run = write_stored(tmp_path / "run", MANY)
    with Processes(2) as workers:
        update_from_rows(read_record_rows(run), tmp_path / "two", workers=workers)
        write_stored(run, [*MANY[3:], report(50)])
        update_from_rows(read_record_rows(run), tmp_path / "two", workers=workers)
    put(tmp_path / "one", MANY)
    put(tmp_path / "one", [*MANY[3:], report(50)])
    assert (tmp_path / "two" / EVENTS).read_bytes() == (tmp_path / "one" / EVENTS).read_bytes()


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("summaries.jsonl", "{}", "summaries.jsonl: line 41 is damaged"),
        ("summaries.jsonl", '{"article": {"article_id": "x"}}', "summaries.jsonl: line 41 is no record"),
        ("articles.jsonl", "[]", "articles.jsonl: line 41 is damaged"),
    ],
)
def test_a_damaged_row_is_named_and_the_events_stay(tmp_path: Path, name: str, line: str, told: str) -> None:
    run = write_stored(tmp_path / "run", MANY)
    update_from_rows(read_record_rows(run), run)
    before = (run / EVENTS).read_bytes()
    write_stored(run, [*MANY, report(50)])
    with (run / name).open("a") as file:
        file.write(line + "\n")
    if name == "summaries.jsonl":
        rows = (run / name).read_text().splitlines(keepends=True)
        (run / name).write_text("".join([*rows[:40], rows[-1]]))
    else:
        rows = (run / name).read_text().splitlines(keepends=True)
        (run / name).write_text("".join([*rows[:40], rows[-1], rows[40]]))
    with pytest.raises(RunFolderError, match=told):
        update_from_rows(read_record_rows(run), run, workers=Here())
    assert (run / EVENTS).read_bytes() == before


def test_an_incident_that_its_record_doubts_is_a_report_once_a_reviewer_accepts_it(tmp_path: Path) -> None:
    record, text = MANY[0]
    values = {"code": "incident_unsupported", "severity": "warning", "field": "incidents[0].type", "message": "m"}
    doubted = record.model_copy(update={"findings": (Finding.model_validate(values),)})
    alone = put(tmp_path, MANY[1:])
    assert put(tmp_path, [(doubted, text), *MANY[1:]]).reports == alone.reports == len(MANY) - 1
    assert put(tmp_path, MANY).reports == len(MANY)
    assert put(tmp_path, [(doubted, text), *MANY[1:]]).reports == alone.reports
    assert list(read_events(tmp_path)) == expect(tmp_path, [(doubted, text), *MANY[1:]], list(read_events(tmp_path)))


def test_records_come_once_and_need_not_be_a_list(tmp_path: Path) -> None:
    def stream() -> Iterator[tuple[Summary, StoredArticle]]:
        for record, text in (*MANY, MANY[0]):
            yield record, StoredArticle(text)

    update = update_events(stream(), tmp_path)
    assert (update.repeated, update.reports) == (1, len(MANY))


def test_a_title_with_half_an_emoji_is_kept_whatever_is_read_back(tmp_path: Path) -> None:
    record, text = report(1)
    halved = record.model_copy(update={"article": record.article.model_copy(update={"title": "Bomb \ud83d"})})
    put(tmp_path, [(halved, text)])
    shutil.rmtree(tmp_path / EVENT_INDEX)
    assert put(tmp_path, [(halved, text)]).kept == 1
    for events in (read_largest(tmp_path, 1), list(read_events(tmp_path))):
        assert [event.reports[0].title for event in events] == ["Bomb \ud83d"]
