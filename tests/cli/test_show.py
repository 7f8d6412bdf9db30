"""Commands with a run's reviews applied, and the choice of what is shown."""

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from command_line import Cli
from reviews import FIRST, make_record, review, told, write_run

from summarizer.runs.folder import LOCK, MANIFEST, is_run_file
from summarizer.schemas.record import Summary


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run1", make_record(), make_record(told(type="arson", victims=[]), article_id="a2"))


@pytest.fixture
def reviewed(run: Path) -> Path:
    rows = (
        review(f"{FIRST}.type", "correct", old="bombing", new="shooting", sentences=[1]),
        review(f"{FIRST}.victims[0].group", "correct", old="people", new="men", sentences=[1]),
        review(f"{FIRST}.victims[0].group", "accept", old="people"),
        review("incidents[9]", "accept"),
        review("summary", "accept", article_id="gone", old="x"),
    )
    (run / "reviews.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in rows))
    return run


TALLY = "Reviews: 2 applied (1 accept, 1 correct); 1 overtaken or withdrawn; 2 did not fit."


def articles(folder: Path) -> dict[str, str]:
    with (folder / "articles.csv").open() as file:
        return {row["article_id"]: row["reviewed"] for row in csv.DictReader(file)}


def test_tables_with_reviews_applied(cli: Cli, reviewed: Path) -> None:
    stored = (reviewed / "summaries.jsonl").read_bytes()
    done = cli("export", reviewed, "--reviews")
    assert done.code == 0
    assert TALLY in done.err
    assert "(accept incidents[9] of a1): field: the record has no 'incidents[9]'." in done.err
    assert "(accept summary of gone): The run has no record of its article." in done.err
    assert "shooting" in (reviewed / "tables" / "incidents.csv").read_text()
    assert articles(reviewed / "tables") == {"a1": "2", "a2": "0"}
    assert "| `reviewed` | integer |" in (reviewed / "tables" / "codebook.md").read_text()
    assert (reviewed / "summaries.jsonl").read_bytes() == stored


def test_tables_without_reviews_are_as_the_run_made_them(cli: Cli, reviewed: Path) -> None:
    done = cli("export", reviewed)
    assert "Reviews" not in done.err
    assert "shooting" not in (reviewed / "tables" / "incidents.csv").read_text()
    assert articles(reviewed / "tables") == {"a1": "0", "a2": "0"}


@pytest.mark.parametrize("command", [["export"], ["show"], ["annotate"], ["evaluate", "--gold", "gold.jsonl"]])
def test_without_any_reviews_none_can_be_applied(cli: Cli, run: Path, command: list[str]) -> None:
    Path("gold.jsonl").write_text(json.dumps({"doc_id": "a1", "incidents": []}) + "\n")
    done = cli(*command, run, "--reviews")
    assert done.code == 3
    assert "no reviews in reviews.jsonl here. Make some with: summarizer review" in done.err
    assert not (run / "tables").exists()


def test_a_damaged_row_is_told(cli: Cli, run: Path) -> None:
    (run / "reviews.jsonl").write_text("{}\n")
    done = cli("show", run, "--reviews")
    assert done.code == 3
    assert "reviews.jsonl: line 1 is no review: article_id: Field required" in done.err


def test_scores_with_reviews_applied(cli: Cli, reviewed: Path) -> None:
    gold = Path("gold.jsonl")
    incident = {"type": "shooting", "victims": []}
    gold.write_text(json.dumps({"doc_id": "a1", "incidents": [incident]}) + "\n")

    def type_f1(*more: str) -> Any:
        done = cli("evaluate", reviewed, "--gold", gold, "--json", *more)
        assert done.code == 0
        assert ("Reviews: 2 applied" in done.err) is bool(more)
        return json.loads(done.out)["evaluation"]["parts"]["type"]["f1"]["value"]

    assert (type_f1(), type_f1("--reviews")) == (0.0, 100.0)


def test_reviews_become_gold(cli: Cli, reviewed: Path) -> None:
    assert json.loads(cli("annotate", reviewed, "--article", "a1").out)["incidents"][0]["type"] == "bombing"
    done = cli("annotate", reviewed, "--article", "a1", "--reviews", "-o", "gold.jsonl")
    assert done.code == 0
    assert TALLY in done.err
    assert json.loads(Path("gold.jsonl").read_text())["incidents"][0]["type"] == "shooting"


def test_gold_without_the_reviews_there_are_is_told(cli: Cli, reviewed: Path) -> None:
    assert "were not applied: give --reviews." in cli("annotate", reviewed, "-o", reviewed / "gold.jsonl").err
    assert "not applied" not in cli("annotate", reviewed, "--reviews", "-o", reviewed / "again.jsonl").err
    (reviewed / "reviews.jsonl").unlink()
    assert "not applied" not in cli("annotate", reviewed, "-o", reviewed / "third.jsonl").err


def test_records_with_reviews_applied(cli: Cli, reviewed: Path) -> None:
    done = cli("show", reviewed, "a1", "--reviews")
    assert "shooting" in done.out
    assert "Corrected by Ann at" in done.out
    assert done.err.count("Reviews: ") == 1
    assert TALLY in done.err
    record = Summary.model_validate_json(cli("show", reviewed, "a1", "--reviews", "--json").out)
    assert record.incidents[0].type == "shooting"


def test_the_overview_comes_first_where_there_are_several_records(cli: Cli, run: Path) -> None:
    (run / "failures.jsonl").write_text(json.dumps({"code": "empty", "path": "x", "line": None}) + "\n")
    out = cli("show", run).out
    assert "2 records, 2 incidents (1 of them doubted as a whole), 0 records without one" in out
    assert "1 article failed: 1 empty" in out
    assert out.index("Types") < out.index("killed 12")
    assert "Types" not in cli("show", run, "a1").out
    assert "Types" not in cli("show", run, "--type", "arson").out


def test_json_is_the_records_alone_each_on_a_line(cli: Cli, run: Path) -> None:
    first, second = map(json.loads, cli("show", run, "--json").out.splitlines())
    assert [one["article"]["article_id"] for one in (first, second)] == ["a1", "a2"]
    assert Summary.model_validate(first) == make_record()


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--type", "arson"], ["a2"]),
        (["--country", "AF"], ["a1", "a2"]),
        (["--country", "PE"], []),
        (["--country", "Afganistán"], ["a1", "a2"]),
        (["--type", "Arson"], ["a2"]),
        (["--finding", "unsupported_count"], ["a1"]),
        (["--severity", "Warning"], ["a1", "a2"]),
        (["--finding", "spelling_repaired", "--severity", "warning"], []),
        (["--type", "bombing", "--severity", "info"], ["a1"]),
    ],
)
def test_records_can_be_chosen(cli: Cli, run: Path, options: list[str], shown: list[str]) -> None:
    done = cli("show", run, "--json", *options)
    assert [name for name in ("a1", "a2") if f'"article_id":"{name}"' in done.out.replace(": ", ":")] == shown
    assert done.code == (0 if shown else 3)
    if not shown:
        assert "holds no record of" in done.err


def test_an_article_is_named_by_a_part_of_its_path_or_id(tmp_path: Path, cli: Cli) -> None:
    record = make_record(article_id="9e532f00aa11bb22")
    known = {"path": "in/news/ferry.txt", "external_id": "4711", "line": 3}
    named = record.model_copy(update={"article": record.article.model_copy(update=known)})
    folder = write_run(tmp_path / "run2", named, make_record())
    assert "in/news/ferry.txt, line 3, id 4711" in cli("show", folder, "4711").out
    for name in ("9e53", "4711", "ferry.txt", "news/ferry.txt", "in/news/ferry.txt"):
        assert json.loads(cli("show", folder, name, "--json").out)["article"]["path"] == "in/news/ferry.txt"
    assert cli("show", folder, "erry.txt").code == cli("show", folder, "471").code == 3


def test_a_whole_id_goes_before_ids_that_begin_so(tmp_path: Path, cli: Cli) -> None:
    numbered = make_record(article_id="9e532f00aa11bb22")
    record = numbered.model_copy(update={"article": numbered.article.model_copy(update={"external_id": "3"})})
    folder = write_run(tmp_path / "run2", record, make_record(article_id="3b6130255e4ac6ac"))
    for name, shown in (("3", "9e532f00aa11bb22"), ("3b", "3b6130255e4ac6ac")):
        assert json.loads(cli("show", folder, name, "--json").out)["article"]["article_id"] == shown


def test_a_type_that_there_is_not_is_refused_with_those_like_it(cli: Cli, run: Path) -> None:
    done = cli("show", run, "--type", "bombign")
    assert done.code == 2
    assert "did you mean bombing" in " ".join(done.err.split())


def test_a_severity_that_there_is_not_is_refused(cli: Cli, run: Path) -> None:
    done = cli("show", run, "--severity", "dire")
    assert done.code == 2
    assert "none of info, warning" in done.err


def in_terminal(run: Path, *options: str, **environment: str) -> str:
    """What show prints into a terminal of 100 columns."""
    main, side = pty.openpty()
    command = [sys.executable, "-m", "summarizer.cli.app", "show", str(run), *options]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env={**known, **environment}) as process:
        os.close(side)
        told_all = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:  # the other side was closed
                break
            if not piece:
                break
            told_all += piece
        os.close(main)
    assert process.returncode == 0, told_all
    return told_all.decode()


def test_a_terminal_gets_a_pager_that_may_be_left(run: Path) -> None:
    assert in_terminal(run, PAGER="sed s/^/PAGED:/").count("PAGED:") > 20
    assert in_terminal(run, PAGER="head -n 1").count("\n") == 1


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["--no-pager"], {"PAGER": "sed s/^/PAGED:/"}),
        (["a1"], {"PAGER": "sed s/^/PAGED:/"}),
        ([], {"PAGER": ""}),
        ([], {"PAGER": "there-is-no-such-pager"}),
        ([], {"PAGER": "o'neil/less"}),
        ([], {"PAGER": "sed s/^/PAGED:/", "TERM": "dumb"}),
    ],
)
def test_or_none(run: Path, options: list[str], environment: dict[str, str]) -> None:
    text = in_terminal(run, *options, **environment)
    assert "PAGED:" not in text
    assert "killed 12" in text


def test_pipes_get_no_pager_and_no_colour(cli: Cli, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "there-is-no-such-pager")
    assert "\x1b" not in cli("show", run).out


def test_reviews_are_no_articles(tmp_path: Path) -> None:
    for name in (LOCK, MANIFEST):
        (tmp_path / name).touch()
    assert is_run_file(tmp_path / "reviews.jsonl")
    assert not is_run_file(tmp_path / "other" / "reviews.jsonl")
