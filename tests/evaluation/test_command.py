"""The command, on stored runs."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from run_rows import write_rows
from typer.testing import CliRunner

from summarizer.cli.evaluate import evaluate
from summarizer.errors import ConfigurationError
from summarizer.schemas.record import Summary
from tests.evaluation.test_gva import TEXT, row, write
from tests.evaluation.test_muc4 import FULL, write_corpus
from tests.evaluation.test_scores import make_record, on
from tests.exports.test_all_tables import doubted

Cli = Callable[..., Any]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer()
    app.command()(evaluate)
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments])


def write_run(folder: Path, *records: Summary) -> Path:
    folder.mkdir()
    return write_rows(folder / "summaries.jsonl", records).parent


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    incident = {"type": "attack", "victims": [{"name": "Ana", "outcome": "killed"}]}
    return write_rows(tmp_path / "gold.jsonl", [{"doc_id": name, "incidents": [incident]} for name in "ab"])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", make_record("a.txt", on("Ana")), make_record("[red]z.txt"))


def test_tables_for_people(cli: Cli, run: Path, gold: Path) -> None:
    done = cli(run, "--gold", gold)
    assert done.exit_code == 0
    told = " ".join(done.output.split())
    assert "gold.jsonl: 1 document scored, only documents of the run." in told
    assert "1 document of the run has no gold: some/folder/[red]z.txt" in told
    assert "1 gold document has no record in the run: b" in told
    assert [line.partition(":")[0] for line in done.output.splitlines()[1:3]] == [
        "1 document of the run has no gold",
        "1 gold document has no record in the run",
    ]
    assert ["micro", "100.0", "100.0", "100.0", "100.0 to 100.0", "2", "2"] in cells(done.output)
    assert ["Weapon", "-", "-", "-", "-", "0", "0"] in cells(done.output)
    assert "victim_outcome" in done.output
    assert ["Victim", "100.0", "100.0", "100.0", "100.0 to 100.0", "1", "1"] in cells(done.output)[20:]  # CEAF-RME, too
    assert ["unmatched", "100.0", "100.0 to 100.0", "1", "1", "0.00", "0.00 to 0.00"] in [
        line[:7] for line in cells(done.output)
    ]
    assert "killed_exact" not in done.output


def test_incidents_that_records_doubt_can_be_left_out(cli: Cli, tmp_path: Path, gold: Path) -> None:
    run = write_run(tmp_path / "run", doubted(make_record("a.txt", on("Ana"), on("Eva"))))
    found = [
        json.loads(cli(run, "--gold", gold, "--json", *more).output)["evaluation"]["parts"]["type"]["predicted"]
        for more in ([], ["--supported"])
    ]
    assert found == [2, 1]
    assert isinstance(cli(run, "--gold", gold, "--events", "--supported").exception, ConfigurationError)


def cells(output: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│ ").split("│")] for line in output.splitlines()]


def test_json_for_programs(cli: Cli, run: Path, gold: Path) -> None:
    told = json.loads(cli(run, "--gold", gold, "--all", "--json").output)
    assert (told["run"], told["others"]) == (str(run), [])
    assert [(one["doc_id"], one["missing"], one["spurious"]) for one in told["documents"]] == [("b", 2, 0), ("a", 0, 0)]
    assert told["evaluation"]["documents"] == 2
    assert told["evaluation"]["parts"]["micro"]["recall"]["value"] == 50.0


def test_a_run_to_compare_of_other_articles_is_named(cli: Cli, run: Path, gold: Path, tmp_path: Path) -> None:
    other = write_run(tmp_path / "other", make_record("elsewhere.txt"))
    done = cli(run, "--gold", gold, "--compare", other)
    assert isinstance(done.exception, ConfigurationError)
    assert str(done.exception).startswith(f"{other}: No record of the run belongs to")


def test_a_run_without_a_record_is_told(cli: Cli, gold: Path, tmp_path: Path) -> None:
    empty = write_run(tmp_path / "empty")
    done = cli(empty, "--gold", gold)
    assert isinstance(done.exception, ConfigurationError)
    assert str(done.exception).startswith(f"{empty}: The run has no record that could be scored")


def test_another_run_to_compare(cli: Cli, run: Path, gold: Path, tmp_path: Path) -> None:
    other = write_run(tmp_path / "other", make_record("a.txt"))
    done = cli(run, "--gold", gold, "--compare", other)
    assert ["a", "100.0", "0.0", "+100.0"] in cells(done.output)
    assert f"Compared with {other}" in done.output.replace("\n", "")
    (beside,) = json.loads(cli(run, "--gold", gold, "--compare", other, "--json").output)["others"]
    assert (beside["run"], beside["evaluation"]["parts"]["Victim"]["gold"]) == (str(other), 1)
    told = beside["comparison"]
    assert told["difference"]["micro"] == {"value": 100.0, "low": 100.0, "high": 100.0}
    assert told["difference"]["CEAF-RME"] == told["difference"]["micro"]
    assert [one["doc_id"] for one in told["changed"]] == ["a"]


def test_the_muc_corpora(cli: Cli, tmp_path: Path) -> None:
    root = write_corpus(tmp_path, FULL)
    run = write_run(tmp_path / "run", make_record("TST1-MUC3-0001.txt", on("Juan Pérez"), on("Juan Perez")))
    told = json.loads(cli(run, "--gold", "muc4", "--root", root, "--json").output)["evaluation"]
    assert (told["gold"], told["without_record"]) == ("muc4 dev", ["TST1-MUC3-0002"])
    assert (told["parts"]["type"]["predicted"], told["parts"]["Victim"]["f1"]["value"]) == (2, pytest.approx(200 / 3))


def test_a_register(cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, row(TEXT))
    done = cli(write_run(tmp_path / "run", make_record("a0.json")), "--gold", "gva", "--root", root)
    assert done.exit_code == 0
    told = cells(done.output)
    assert ["killed_exact", "0.0", "0.0 to 0.0", "0", "1"] in [line[:5] for line in told]
    assert ["injured_error", "1.00", "1.00 to 1.00", "1", "1"] in [line[:5] for line in told]
    assert ["without_incident", "-", "-", "0", "0", "-", "-"] in [line[:7] for line in told]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--gold", "muc4"), "needs --root: the folder"),
        (("--gold", "gva"), "needs --root: the register's file"),
        (("--gold", "gva", "--root", "nowhere.jsonl"), "cannot be read"),
        (("--gold", "muc4", "--root", ".", "--split", "tune"), "Parts: train, dev, test"),
        (("--gold", "gva", "--root", ".", "--split", "test"), "--split is for --gold muc4: of --gold gva everything"),
        (("--gold", "x", "--events", "--split", "test"), "--events goes with --gold and --json alone"),
        (("--gold", "nowhere.jsonl"), "cannot be read"),
        (("--gold", "nowhere.jsonl", "--root", "."), "--root is for --gold muc4 and gva"),
    ],
)
def test_options_that_cannot_work(cli: Cli, run: Path, arguments: tuple[str, ...], message: str) -> None:
    done = cli(run, *arguments)
    assert isinstance(done.exception, ConfigurationError)
    assert message in str(done.exception)


def test_without_the_extra(cli: Cli, run: Path, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "scipy" else object())
    done = cli(run, "--gold", gold)
    assert isinstance(done.exception, ConfigurationError)
    assert str(done.exception).startswith("scipy not installed: pip install '.[evaluate]' in a checkout (elsewhere: ")
