"""The page of figures that is made of what programs printed, and what the soak counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from hosts import HOSTS, compare
from kills import TEXT
from reliability import write_sections
from run_rows import write_rows
from soak import Rows, Sample, count_rows, is_flat, sum_up


def test_a_section_replaces_its_own_and_what_was_not_run_has_none(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_sections({"soak": json.dumps({"lost": 0, "memory_mb": [140.5, 1000]}), "kills": '{"kills": 1}'}, page)
    write_sections({"long_article": "# Title\n\n| a |\n| - |\n", "kills": '{"equal": true}'}, page)
    text = page.read_text()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Killed again and again",
        "## Hours of work with faults and kills",
        "## Beside an article without end",
    ]
    assert "| equal | yes |" in text
    assert "| memory mb | 140.5, 1,000 |" in text
    assert "| kills | 1 |" not in text
    assert text.count("| a |\n| - |") == 1


@pytest.mark.parametrize(
    ("name", "output", "said"),
    [("kills", " ", "empty"), ("kills", '{"kills":', "not the JSON"), ("speed", "{}", "no section")],
)
def test_outputs_that_are_none_are_refused_and_the_page_left_alone(
    tmp_path: Path, name: str, output: str, said: str
) -> None:
    with pytest.raises(SystemExit, match=said):
        write_sections({name: output}, tmp_path / "page.md")
    assert not (tmp_path / "page.md").exists()


def test_rows_that_a_kill_tore_are_counted_once_they_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    rows = Rows(path)
    assert rows.update() == 0
    path.write_bytes(b"one\ntw")
    assert rows.update() == 1
    path.write_bytes(b"one\ntwo\nthree\n")
    assert rows.update() == 3


def test_tenths_of_the_time_have_their_medians() -> None:
    samples = [Sample(float(at), 100.0 + at, 30, 50.0) for at in range(100)]
    found = sum_up(samples)
    assert found["memory_mb"][0] == 104.5
    assert len(found["memory_mb"]) == 10
    assert not is_flat({**found, "memory_mb": [100.0, *9 * [151.0]]})
    flat = {**found, "memory_mb": [100.0, *9 * [149.0]]}
    assert is_flat(flat)
    assert not is_flat({**flat, "articles_per_s": [50.0, *9 * [30.0]]})
    assert not is_flat({**flat, "memory_mb": 9 * [100.0]})
    assert not is_flat(sum_up([]))


def write_run(folder: Path, *, ended: list[int], texts: list[int], failed: list[int]) -> Path:
    folder.mkdir()
    rows: dict[str, list[dict[str, Any]]] = {
        "summaries.jsonl": [{"article": {"article_id": f"a{n}"}, "provenance": {"attempts": []}} for n in ended],
        "failures.jsonl": [{"article_id": f"a{n}", "attempts": []} for n in failed],
        "articles.jsonl": [{"article_id": f"a{n}", "text": TEXT.format(n)} for n in texts],
    }
    for name, found in rows.items():
        write_rows(folder / name, found)
    (folder / "manifest.json").write_text('{"status": "finished"}')
    return folder


def test_what_is_lost_or_doubled_is_counted(tmp_path: Path) -> None:
    whole = write_run(tmp_path / "whole", ended=[1, 2], texts=[1, 2, 3], failed=[3])
    spoilt = write_run(tmp_path / "spoilt", ended=[1, 1], texts=[1, 3, 3], failed=[3])
    told = compare(whole, whole, 3)
    assert (told["lost"], told["doubled"], told["equal"], len(HOSTS)) == (0, 0, True, 3)
    told = compare(spoilt, whole, 3)
    assert (told["lost"], told["doubled"], told["equal"]) == (1, 2, False)
    assert count_rows(whole) == ({"a1", "a2", "a3"}, 0)
    assert count_rows(spoilt) == ({"a1", "a3"}, 2)
