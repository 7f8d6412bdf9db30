"""Records of texts that their files hold in a newer version: set aside, so that nothing is counted twice."""

import json
from pathlib import Path

import pytest
from fake_server import FakeServer, Reply, error_reply
from fakes import bulletin
from run_rows import rows

from summarizer import Options
from summarizer.exports.files import write_tables
from summarizer.runs.folder import is_run_file
from summarizer.runs.records import read_records
from summarizer.runs.replaced import find_replaced
from summarizer.runs.running import RunLimits, run_batch

pytestmark = pytest.mark.usefixtures("speaking")

OTHER = "The council of Leeds met on Tuesday and spoke of roads. Nobody was hurt, as far as is known to us today."


def run(server: FakeServer, folder: Path, **limits: int) -> list[str]:
    told: list[str] = []
    options = Options(model="fake", base_url=server.url, timeout_s=20.0, concurrency=1)
    run_batch([folder / "in"], folder / "out", options, limits=RunLimits(**limits), on_message=told.append)
    return told


def write(folder: Path, name: str, *texts: str, **known: str | None) -> None:
    (folder / "in").mkdir(exist_ok=True)
    lines = [json.dumps({"text": text, **known}) for text in texts] if name.endswith("l") else texts
    (folder / "in" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def records(folder: Path, name: str = "summaries.jsonl") -> int:
    path = folder / "out" / name
    return len(rows(path)) if path.exists() else 0


def test_the_record_of_a_text_that_was_corrected_is_set_aside_and_told(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bulletin(1))
    write(tmp_path, "b.txt", bulletin(2))
    assert run(server, tmp_path) == []
    write(tmp_path, "a.txt", bulletin(1).replace("12", "14"))
    assert run(server, tmp_path) == [
        "Moved to replaced.jsonl: the records of 1 text that its file holds in a newer version."
    ]
    assert (records(tmp_path), records(tmp_path, "replaced.jsonl")) == (2, 1)
    written = write_tables((record for record, _ in read_records(tmp_path / "out")), tmp_path / "t", formats=["csv"])
    assert written.rows["incidents"] == 2
    assert is_run_file(tmp_path / "out" / "replaced.jsonl")
    assert run(server, tmp_path) == []


def test_a_row_that_a_kill_left_torn_spoils_none_that_is_set_aside_later(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bulletin(1))
    run(server, tmp_path)
    (tmp_path / "out" / "replaced.jsonl").write_text('{"schema_version":"incident-rec')
    write(tmp_path, "a.txt", bulletin(1).replace("12", "14"))
    run(server, tmp_path)
    assert records(tmp_path, "replaced.jsonl") == 1


def test_a_text_that_is_back_is_the_newer_one(server: FakeServer, tmp_path: Path) -> None:
    for number in (12, 14, 12):
        write(tmp_path, "a.txt", bulletin(1).replace("12", str(number)))
        run(server, tmp_path)
    ((record, _),) = read_records(tmp_path / "out")
    assert record.article.article_id == rows(tmp_path / "out" / "replaced.jsonl")[0]["article"]["article_id"]


def test_another_article_of_the_same_name_replaces_none(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bulletin(1))
    run(server, tmp_path)
    write(tmp_path, "a.txt", OTHER)
    assert run(server, tmp_path) == []
    assert records(tmp_path) == 2


def test_records_of_files_that_are_gone_stay(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bulletin(1))
    run(server, tmp_path)
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / "b.txt")
    write(tmp_path, "b.txt", bulletin(2))
    assert run(server, tmp_path) == []
    assert records(tmp_path) == 2


def test_a_newer_version_without_a_record_replaces_none(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bulletin(1))
    run(server, tmp_path)

    def reject(_request: object) -> Reply:
        return error_reply(400)

    server.default = reject
    write(tmp_path, "a.txt", bulletin(2))
    assert run(server, tmp_path) == []
    assert records(tmp_path) == 1


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ({"url": "https://x.org/1"}, {"url": "https://x.org/1"}, 2),
        ({"url": None}, {"url": None}, 3),
        ({"id": "7"}, {"id": "7"}, 2),
        ({"id": "7", "url": "https://x.org/1"}, {"id": "7", "url": "https://x.org/2"}, 2),
        ({"id": "7", "url": "https://x.org/1"}, {"id": "8", "url": "https://x.org/1"}, 2),
        ({"url": "https://x.org/1"}, {"id": "8", "url": "https://x.org/1"}, 2),
        ({"id": "7", "url": "https://x.org/1"}, {"id": "8", "url": "https://x.org/2"}, 3),
    ],
)
def test_of_a_file_of_many_articles_those_of_one_id_or_address_are_versions(
    server: FakeServer, tmp_path: Path, before: dict[str, str | None], after: dict[str, str | None], kept: int
) -> None:
    write(tmp_path, "a.jsonl", bulletin(1), OTHER, **before)
    run(server, tmp_path)
    write(tmp_path, "a.jsonl", bulletin(1).replace("12", "14"), OTHER, **after)
    run(server, tmp_path)
    assert (records(tmp_path), records(tmp_path, "replaced.jsonl")) == (kept, 3 - kept)


def test_where_a_limit_ends_the_inputs_nothing_is_set_aside(server: FakeServer, tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", bulletin(1), bulletin(2), url="https://x.org/1")
    run(server, tmp_path)
    assert run(server, tmp_path, articles=1) == []
    assert records(tmp_path) == 2


@pytest.mark.parametrize("article", [{"article_id": "x"}, {"article_id": "x", "path": 3, "url": []}])
def test_rows_that_no_run_wrote_replace_none(tmp_path: Path, article: dict[str, object]) -> None:
    (tmp_path / "summaries.jsonl").write_text(json.dumps({"article": article}) + "\n")
    assert find_replaced(tmp_path, set()) == find_replaced(tmp_path, {"x"}) == frozenset()
