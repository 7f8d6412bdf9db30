"""The made-up world of reports, and what is measured on it."""

from pathlib import Path

from event_scale import Report, Usage, World, draw_reports, score, tell, write_page, write_run

from summarizer.events.storing import update_from_rows
from summarizer.evidence.values import assert_spans
from summarizer.runs.records import parse_stored, read_record_rows
from summarizer.schemas.record import Summary


def test_the_world_comes_from_its_seed() -> None:
    reports = draw_reports(200, 1)
    assert reports == draw_reports(200, 1) != draw_reports(200, 2)
    assert World(1).tell(reports[0], 0) == World(1).tell(reports[0], 0) != World(2).tell(reports[0], 0)
    assert len(set(reports)) == 200


def test_reports_of_one_event_differ_and_the_fourth_repeats_the_first() -> None:
    first, second, fourth = (World(1).tell(Report(5, nth), nth)[1] for nth in (0, 1, 4))
    text = [row.partition('"text": ')[2] for row in (first, second, fourth)]
    assert text[0] == text[2] != text[1]


def test_rows_are_records_whose_evidence_stands_in_their_texts(tmp_path: Path) -> None:
    write_run(tmp_path, draw_reports(20, 1), 1)
    rows = list(read_record_rows_with_articles(tmp_path))
    assert len(rows) == 20
    for record, text in rows:
        assert_spans(record, text)


def read_record_rows_with_articles(folder: Path) -> list[tuple[Summary, str]]:
    found = []
    for row in read_record_rows(folder):
        record, article = parse_stored(row.line, row.fetch_article(), row.where)
        assert isinstance(record, Summary)
        found.append((record, article.text))
    return found


def test_events_are_scored_against_the_world(tmp_path: Path) -> None:
    reports = draw_reports(60, 1)
    write_run(tmp_path, reports, 1)
    update_from_rows(read_record_rows(tmp_path), tmp_path)
    precision, recall = score(tmp_path, reports)
    assert min(precision, recall) > 0.9
    assert score(tmp_path, [Report(number, 0) for number in range(60)])[0] == 0


def test_the_exponent_is_that_of_processor_seconds() -> None:
    figures = {
        "events": 1, "seconds": 1.0, "peak_mb": 1.0, "index_mb": 1.0, "precision": 1.0, "recall": 1.0, "engine": "here",
        "more": {"seconds": 1.0, "cpu_s": 1.0, "peak_mb": 1.0, "new": 1, "changed": 2},
    }  # fmt: skip
    rows = [figures | {"reports": 100, "cpu_s": 1.0}, figures | {"reports": 1000, "cpu_s": 100.0}]
    assert [row.split("|")[6].strip() for row in tell(rows)] == ["", "2.00"]
    assert write_page(rows, 1.0, 1).count("\n| ") == 4


def test_a_process_is_watched_from_outside() -> None:
    import os  # noqa: PLC0415 - this test's own

    usage = Usage()
    usage.look(os.getpid())
    assert usage.cpu_s > 0
    assert usage.peak_mb > 10
