"""The command line around a run: estimate, status, export, budgets, the cache, and logs for programs."""

import json
from pathlib import Path

import pytest
from command_line import Cli, fake
from fake_server import FakeServer, error_reply
from run_rows import write_articles

pytestmark = pytest.mark.usefixtures("speaking")


PRICES = {"models": {"fake": {"input": 1.0, "output": 10.0}}}


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    path = tmp_path / "prices.json"
    path.write_text(json.dumps(PRICES))
    return path


def test_an_estimate_asks_nothing_and_tells_its_bounds(
    cli: Cli, server: FakeServer, article: Path, prices: Path
) -> None:
    done = cli("estimate", article, *fake(server), "--prices", prices)
    assert (done.code, server.requests) == (0, [])
    assert "articles       1, of which 0 cannot be read" in done.out
    told = json.loads(cli("estimate", article, *fake(server), "--prices", prices, "--json").out)
    assert told["requests"]["low"] == 1
    assert 0 < told["cost_usd"]["low"] < told["cost_usd"]["high"]
    cli("run", article, "--out", "run", *fake(server), "--prices", prices)
    spent = json.loads(cli("status", "run", "--json").out)["spent"]
    assert told["requests"]["low"] <= spent["requests"] <= told["requests"]["high"]


def test_an_estimate_without_a_price_says_what_is_missing(cli: Cli, server: FakeServer, article: Path) -> None:
    assert "No price is known for 'fake'" in cli("estimate", article, *fake(server)).out


def test_an_estimate_for_the_embedded_model_starts_nothing(cli: Cli, article: Path, tmp_path: Path) -> None:
    done = cli("estimate", article, tmp_path / "gone.txt")
    assert done.code == 1
    assert "articles       2, of which 1 cannot be read" in done.out
    assert f"failed: {tmp_path / 'gone.txt'}: there is no such file or folder; check the path" in done.err
    assert "$0.0000 to $0.0000" in done.out


def test_an_estimate_names_the_first_articles_that_it_cannot_read(cli: Cli, tmp_path: Path) -> None:
    done = cli("estimate", *(tmp_path / f"{number}.txt" for number in range(5)))
    assert [line.rpartition("/")[2][:5] for line in done.err.splitlines()] == ["0.txt", "1.txt", "2.txt", "and 2"]


def test_an_estimate_names_articles_that_are_too_long_for_a_schema_of_ones_own(
    cli: Cli, server: FakeServer, article: Path, tmp_path: Path
) -> None:
    Path("estimated.py").write_text("import pydantic\n\nclass Tally(pydantic.BaseModel):\n    dead: int\n")
    long = tmp_path / "long.txt"
    long.write_text("The street was quiet for most of the day, said a shopkeeper. " * 3000)
    done = cli("estimate", article, long, *fake(server), "--schema", "estimated:Tally")
    assert (done.code, "requests       1 to 1\n" in done.out) == (0, True)
    assert "too long       1, which will fail: your own schema is asked for in one question" in done.out
    assert "too long" not in cli("estimate", article, *fake(server), "--schema", "estimated:Tally").out


def test_an_estimate_leaves_out_what_runs_wrote(cli: Cli, server: FakeServer, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", 2)
    before = cli("estimate", folder)
    assert cli("run", folder, "--out", folder / "out", *fake(server)).code == 0
    assert cli("estimate", folder) == before


@pytest.mark.parametrize("options", [["--model", "gpt-x"], ["--model", "openai/"], ["--escalate", "gpt-x"]])
def test_an_estimate_refuses_a_model_that_no_run_can_ask(cli: Cli, article: Path, options: list[str]) -> None:
    done = cli("estimate", article, *options)
    assert (done.code, done.out) == (3, "")
    assert f"Model {options[1]!r} has no provider that is known here. Write one of openai/NAME, " in done.err


@pytest.mark.parametrize("command", ["estimate", "run"])
@pytest.mark.parametrize("options", [["--model", "openai/gpt-4.1"], ["--escalate", "openai/gpt-4.1"]])
def test_a_command_refuses_reasoning_that_a_model_does_not_have(
    cli: Cli, server: FakeServer, article: Path, command: str, options: list[str]
) -> None:
    asked = [*fake(server), *options, "--escalate-reasoning"] if "--escalate" in options else [*options, "--reasoning"]
    done = cli(command, article, *asked, "high")
    assert done.code == 3
    assert "--reasoning high: model 'openai/gpt-4.1' does not think. Leave the option out." in done.err


@pytest.mark.parametrize("command", ["estimate", "run"])
def test_a_command_refuses_a_setting_that_its_model_leaves_unused(cli: Cli, article: Path, command: str) -> None:
    done = cli(command, article, "--reasoning", "high")
    assert (done.code, done.out) == (3, "")
    assert "reasoning: that is for other models than the embedded one" in done.err


def test_a_run_refuses_a_key_for_the_embedded_model(cli: Cli, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-not-told")
    done = cli("run", article, "--api-key-env", "MY_KEY")
    assert (done.code, done.out) == (3, "")
    assert "api_key: that is for other models than the embedded one" in done.err
    assert "sk-not-told" not in done.err


@pytest.mark.parametrize("options", [["--threads", "2"], ["--model-path", "m.gguf"]])
def test_a_run_refuses_settings_of_the_embedded_model_for_another(
    cli: Cli, server: FakeServer, article: Path, options: list[str]
) -> None:
    done = cli("run", article, *fake(server), *options)
    assert (done.code, server.requests) == (3, [])
    assert f"{options[0][2:].replace('-', '_')}: that is for the embedded model alone" in done.err


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_estimate_ends_as_the_run_would(cli: Cli, server: FakeServer, tmp_path: Path, options: list[str]) -> None:
    for folder in ("empty", "unread"):
        Path(folder).mkdir()
    Path("unread", "blank.txt").write_text(" ")
    for path in ("nowhere", "empty", "unread"):
        estimated, run = cli("estimate", path, *options), cli("run", path, "--out", tmp_path / "out", *fake(server))
        assert estimated.code == run.code == (0 if path == "empty" else 1)
        for done in (estimated, run):
            assert ("No article was found in empty. " in done.err) == (path == "empty")
        assert estimated.out


def test_a_run_tells_what_it_cost(cli: Cli, server: FakeServer, article: Path, prices: Path) -> None:
    done = cli("run", article, "--out", "run", *fake(server), "--prices", prices)
    assert "1 request, 100 prompt and 20 answer tokens, $0.0003" in done.err
    told = cli("status", "run")
    assert "came to its end" in told.out
    assert "1 request, $0.0003" in told.out


def test_a_budget_stops_the_run_and_a_larger_one_goes_on(
    cli: Cli, server: FakeServer, tmp_path: Path, prices: Path
) -> None:
    folder = write_articles(tmp_path / "in", 4)
    settings = [folder, "--out", "run", *fake(server), "--prices", prices, "--concurrency", 1]
    done = cli("run", *settings, "--budget-usd", 0.0005)
    assert done.code == 1
    assert "Stopped by --budget-usd after 2 done and 0 failed: 240 tokens, $0.0006 in all runs" in done.err
    assert len(server.requests) == 2
    assert "--budget-usd goes on" in cli("status", "run").out
    assert cli("run", *settings, "--budget-usd", 0.0005).code == 1
    assert len(server.requests) == 2, "the same budget asks nothing more"
    assert cli("run", *settings, "--budget-tokens", 9999).code == 0
    assert len(server.requests) == 4


def test_a_budget_of_nothing_is_refused(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, *fake(server), "--budget-usd", 0)
    assert (done.code, server.requests) == (2, [])
    assert "more than 0" in done.err


def test_a_budget_in_money_needs_a_price(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, *fake(server), "--budget-usd", 1)
    assert (done.code, server.requests) == (3, [])
    assert "--budget-usd cannot be kept: No price is known for 'fake'" in done.err
    assert "--prices" in done.err


def test_a_server_that_is_down_stops_the_run(cli: Cli, server: FakeServer, tmp_path: Path) -> None:
    server.default = error_reply(503)
    folder = write_articles(tmp_path / "in", 9)
    done = cli("run", folder, *fake(server), "--max-attempts", 1, "--concurrency", 1, "--stop-after", 3)
    assert (done.code, len(server.requests)) == (1, 3)
    assert "Stopped: 3 articles in a row failed at the model's end" in done.err
    assert "the same command then goes on" in done.err


def test_answers_are_kept_across_runs_and_can_be_forgotten(cli: Cli, server: FakeServer, article: Path) -> None:
    assert "no answers yet" in cli("cache", "info").out
    cli("run", article, "--out", "one", *fake(server))
    assert "1 answer" in cli("cache", "info").out
    cli("run", article, "--out", "two", *fake(server))
    assert len(server.requests) == 1
    record = json.loads(Path("two/summaries.jsonl").read_text())
    (attempt,) = record["provenance"]["attempts"]
    assert (attempt["origin"], attempt["cost_usd"]) == ("cache", 0.0)
    assert cli("cache", "clear").code == 0
    assert "0 answers" in cli("cache", "info").out
    cli("run", article, "--out", "three", *fake(server))
    assert len(server.requests) == 2


def test_progress_for_programs(cli: Cli, server: FakeServer, article: Path, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" ")
    done = cli("run", article, tmp_path / "blank.txt", "--log-json", *fake(server))
    lines = [json.loads(line) for line in done.err.splitlines()]
    assert {line["event"] for line in lines} == {"done", "failed", "message"}
    (failed,) = (line for line in lines if line["event"] == "failed")
    assert (failed["code"], Path(failed["path"]).name) == ("empty", "blank.txt")
    assert lines[-2]["run"]["done"] + lines[-2]["run"]["failed"] == 2
    assert "1 done, 1 failed" in lines[-1]["message"]


def test_errors_are_told_to_programs_too(cli: Cli, server: FakeServer, article: Path) -> None:
    server.default = error_reply(401)
    done = cli("run", article, "--log-json", *fake(server))
    assert done.code == 3
    (line,) = done.err.splitlines()
    assert "refused the credentials" in json.loads(line)["message"]


def test_status_of_what_is_no_run(cli: Cli, tmp_path: Path) -> None:
    done = cli("status", tmp_path)
    assert done.code == 3
    assert "no run's folder" in done.err


@pytest.mark.parametrize("command", [["export", "run"], ["run", "bomb.txt"]])
def test_an_unknown_format_is_refused_before_anything_is_asked(
    cli: Cli, server: FakeServer, article: Path, command: list[str]
) -> None:
    assert article.exists()
    done = cli(*command, "--format", "csv,docx")
    assert (done.code, server.requests) == (3, [])
    assert "docx" in done.err


def test_tables_are_written_with_a_run_and_from_one(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, "--out", "run", *fake(server), "--format", "csv")
    assert "incidents.csv" in done.err
    assert Path("run/tables/codebook.md").exists()
    done = cli("export", "run", "--format", "parquet,geojson", "--out", "elsewhere")
    assert done.code == 0
    assert Path("elsewhere/incidents.parquet").exists()
    assert "could be located" in done.err
    done = cli("export", "run", "--format", "ucdp-aec", "--out", "predicted")
    assert "Predicted: 0 of 1 article, " in done.err
    assert Path("predicted/ucdp-aec.jsonl").read_text() == ""


@pytest.mark.parametrize("command", ["run", "estimate"])
def test_files_of_a_folder_that_are_passed_over_are_told_once(
    cli: Cli, server: FakeServer, tmp_path: Path, command: str
) -> None:
    folder = write_articles(tmp_path / "in", 2)
    for name in ("a.eml", "deep/b.EML", "c.rtf", "README", ".hidden.csv"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Twelve people died in Kabul.")
    done = cli(command, folder, f"{folder}/.", *fake(server))
    told = "Passed over 4 files in folders (2 .eml, 1 without an ending, 1 .rtf): read are .txt .md"
    assert (done.code, done.err.count("Passed over"), told in done.err) == (0, 1, True)
    assert "Passed over" not in cli(command, folder / "001.txt", *fake(server)).err


def test_what_a_run_passed_over_is_counted_without_what_runs_wrote(
    cli: Cli, server: FakeServer, tmp_path: Path
) -> None:
    folder = write_articles(tmp_path / "in", 1)
    (folder / "a.eml").write_text("Twelve people died in Kabul.")
    for _ in range(2):
        done = cli("run", folder, "--out", folder / "out", "--format", "csv", *fake(server))
        assert "1 file passed over; " in done.err
        assert json.loads((folder / "out/manifest.json").read_text())["counts"]["passed_over"] == 1
