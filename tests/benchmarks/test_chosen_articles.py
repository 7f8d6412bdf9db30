"""The writers of measuring sets: chosen by hash, nothing that a model was trained on, gold beside."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import gva_articles
import no_incident_articles
import pytest
from chosen_articles import choose, run_writer
from run_rows import write_rows

from summarizer.evaluation.gva import load_gva
from summarizer.evaluation.jsonl_gold import load_jsonl_gold
from tests.evaluation.test_gva import row

Run = Callable[..., Path]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a writer over rows; the folder that it wrote."""

    def write_set(program: ModuleType, *rows: object, arguments: tuple[str | Path, ...] = ()) -> Path:
        source, out = write_rows(tmp_path / "source.jsonl", rows), tmp_path / "out"
        monkeypatch.setattr(sys, "argv", [program.__name__, *map(str, (source, out, *arguments))])
        run_writer(program.USAGE._replace(number=3), program.write_articles)
        return out

    return write_set


def names(out: Path) -> set[str]:
    return {path.stem for path in (out / "articles").iterdir()}


def entry(incident: int, *ids: str) -> dict[str, Any]:
    articles = [{"id": name, "title": "T", "text": f"Text {name}", "published": "2014-01-28"} for name in ids]
    return row(incident=str(incident), articles=articles)


def report(name: str, topic: int = 1) -> dict[str, Any]:
    return {"id": name, "topic": topic, "event": "1ecb", "text": f"Text {name}"}


def test_a_choice_is_by_hash_and_not_by_order() -> None:
    ids = [f"a{at}" for at in range(50)]
    chosen = choose(ids, 10)
    assert chosen == choose(ids[::-1], 10)
    assert chosen == choose(ids, 20)[:10]
    assert chosen != ids[:10]


def test_articles_of_a_register_with_their_entries(run: Run) -> None:
    out = run(gva_articles, entry(1, "aa", "ab"), entry(2, "ba", "bb"), entry(3, "ca"))
    gold = load_gva(out / "gold.jsonl")
    assert {one.doc_id for one in gold.documents} == names(out)
    assert len(names(out)) == 3
    article = json.loads(next((out / "articles").iterdir()).read_text())
    assert set(article) == {"title", "text", "published"}, "nothing that tells the answer"


def test_incidents_that_were_trained_on_are_left_out_whole(run: Run, tmp_path: Path) -> None:
    trained = write_rows(tmp_path / "train.jsonl", [{"id": "g1_aa"}, {"id": "42_7ecb"}])
    rows = (entry(1, "aa", "ab"), entry(2, "ba", "bb"), entry(3, "ca"))
    assert names(run(gva_articles, *rows, arguments=("--without", trained))) == {"ba", "bb", "ca"}


def test_articles_without_incident_with_empty_gold(run: Run, tmp_path: Path) -> None:
    trained = write_rows(tmp_path / "a", [{"id": "n1"}])
    gold = write_rows(tmp_path / "b", [{"doc_id": "n2", "incidents": []}])
    rows = (report("quake", 3), *(report(f"n{at}", 44) for at in range(5)))
    out = run(no_incident_articles, *rows, arguments=("--without", trained, "--without", gold))
    assert names(out) == {"n0", "n3", "n4"}
    told = load_jsonl_gold(out / "gold.jsonl").documents
    assert {one.doc_id: one.templates for one in told} == dict.fromkeys(names(out), ())


@pytest.mark.parametrize(
    ("program", "rows", "said"),
    [
        (no_incident_articles, [report("a")], "3 articles are wanted and 1 are left"),
        (no_incident_articles, [{"id": "a"}], "source.jsonl: line 1: no 'topic' there"),
        (gva_articles, [report("a")], "source.jsonl: line 1: no 'incident' there"),
        (gva_articles, [{"incident": "1", "articles": []}, "{"], "line 2 is damaged"),
    ],
)
def test_a_source_that_cannot_be_used_is_told(
    run: Run, capsys: pytest.CaptureFixture[str], program: ModuleType, rows: list[object], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(program, *rows)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_training_articles_that_are_missing_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(gva_articles, entry(1, "a", "b", "c"), arguments=("--without", "nowhere.jsonl"))
    assert "nowhere.jsonl: there is no such file" in capsys.readouterr().err


def test_a_set_that_is_there_is_left_alone(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [report(name) for name in "abc"]
    before = names(run(no_incident_articles, *rows))
    with pytest.raises(SystemExit):
        run(no_incident_articles, report("d"), *rows)
    assert "not empty" in capsys.readouterr().err
    assert before == {"a", "b", "c"}
