"""The ablation table: every system is there to be turned off, and stored answers make the records that they made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from pkgutil import resolve_name

import ablation
import pytest
from checkout import TESTS
from report_runs import Story, kabul, write_run

from summarizer import Summarizer
from summarizer.articles.reading import as_article
from summarizer.articles.sentences import number_sentences
from summarizer.prompts import DEFAULTS
from summarizer.runs.records import read_records
from tests.evaluation.test_mini_set import ARTICLES, CASSETTE

Replay = Callable[..., AbstractContextManager[Summarizer]]
GOLD = TESTS / "quality" / "gold.jsonl"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the mini set, as soon as there is one, and of the answers that made it."""
    return tmp_path_factory.mktemp("ablation")


@pytest.fixture
def run(stored: Path, replay: Replay) -> Path:
    folder = stored / "run"
    if not folder.exists():
        with replay(CASSETTE, prompt=DEFAULTS["embedded"], cache_path=stored / "answers") as summarizer:
            read = [as_article(path) for path in ARTICLES]
            write_run(folder, [Story(one, number_sentences(one), summarizer.summarize(one)) for one in read])
    return folder


def test_every_system_is_there_to_be_turned_off() -> None:
    for system, places in ablation.SYSTEMS.items():
        with ablation.without(system):
            assert [resolve_name(place) for place in places] == [*places.values()], system
        assert all(resolve_name(place) is not stand_in for place, stand_in in places.items()), system


@pytest.mark.cassette
def test_stored_answers_make_the_records_that_they_made(run: Path, stored: Path) -> None:
    made = {record.article.article_id: record for record, _ in read_records(run)}
    again = ablation.summarize(ablation.read_run(run), stored / "answers")
    assert len(again) == len(ARTICLES)
    for name, record in again.items():
        assert record.model_copy(update={"provenance": made[name].provenance}) == made[name]


@pytest.mark.cassette
def test_the_table_is_written_in_one_command(
    run: Path, stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems = ("near-miss spellings", "claims looked for")
    monkeypatch.setattr(ablation, "SYSTEMS", {name: ablation.SYSTEMS[name] for name in systems})
    out = tmp_path / "table.md"
    ablation.main(
        [str(run), "--gold", str(GOLD), "--name", "mini", "--cache", str(stored / "answers"), "--out", str(out)]
    )
    lines = out.read_text().splitlines()
    assert lines[0] == "# What each system of rules earns"
    assert "## mini: 12 of 12 articles" in lines
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
    assert rows[2][:2] == ["everything on", "89.29"]
    assert rows[3] == ["without: near-miss spellings", *[""] * 11]
    assert (rows[4][0], rows[4][1], rows[4][8]) == ("without: claims looked for", "", "-0.17")


@pytest.mark.cassette
def test_without_answers_there_is_no_table(run: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no answer to what this version asks"):
        ablation.main([str(run), "--gold", str(GOLD), "--cache", str(tmp_path / "none"), "--out", str(tmp_path / "x")])
    assert not (tmp_path / "x").exists()


def test_a_run_of_another_model_is_refused(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", [kabul()])
    with pytest.raises(ablation.NoAnswersError, match="no records of the embedded model here"):
        ablation.read_run(folder)
