"""The command line: every command, its exit codes, and messages that name what was wrong and what to do."""

import atexit
import gc
import importlib.metadata
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from command_line import Cli, fake, start_run, wait_until
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import TEXT, speak

from summarizer import Options
from summarizer.runs.progress import Progress

pytestmark = pytest.mark.usefixtures("speaking")

KEY = "sk-planted-0123456789abcdef"


def test_garbage_is_hardly_looked_for_while_a_command_loads_and_not_at_its_end(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_end, thresholds = list[object](), list[tuple[int, ...]]()
    monkeypatch.setattr(atexit, "register", at_end.append)
    monkeypatch.setattr(gc, "set_threshold", lambda *given: thresholds.append(given))
    assert cli("--version").code == 0
    assert (at_end, thresholds) == ([gc.freeze], [(50_000,)])


def test_a_run_prints_plain_progress_and_where_to_look(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, "--out", "out", *fake(server))
    assert done.code == 0
    assert done.out == ""
    assert "\x1b" not in done.err
    first, closing = done.err.splitlines()
    told = r"1/1 articles, 1 done, 0 failed, [\d.]+/min, 120 tokens, unknown cost, ETA 0 s \| done: "
    assert re.fullmatch(told + re.escape(str(article)), first)
    assert closing.startswith("1 done, 0 failed; 1 request, 100 prompt and 20 answer tokens, ")
    assert closing.endswith("Look at them with: summarizer show out")


def test_commands_to_copy_hold_the_folder_as_a_shell_takes_it(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, "--out", "aus ö gabe", *fake(server))
    assert done.err.rstrip().endswith("Look at them with: summarizer show 'aus ö gabe'")
    assert "summarizer review 'aus ö gabe'" in cli("export", "aus ö gabe", "--reviews").err
    assert "summarizer events 'aus ö gabe'" in cli("show", "aus ö gabe", "--events").err


def test_the_out_folder_has_a_name_of_its_own(cli: Cli, server: FakeServer, article: Path) -> None:
    assert cli("run", article, *fake(server)).code == 0
    assert Path("summarizer-run", "summaries.jsonl").is_file()


def test_a_run_that_is_done_says_so(cli: Cli, server: FakeServer, article: Path) -> None:
    cli("run", article, "--out", "out", *fake(server))
    done = cli("run", article, "--out", "out", *fake(server))
    assert (done.code, len(server.requests)) == (0, 1)
    assert "0 done, 0 failed, 1 done before" in done.err
    assert cli("run", article, "--out", "out", "--no-resume", *fake(server)).code == 0
    assert len(server.requests) == 1, "the cache knows the answer"
    assert cli("run", article, "--out", "out", "--no-resume", "--no-cache", *fake(server)).code == 0
    assert len(server.requests) == 2


def test_articles_that_fail_give_exit_code_1_and_are_named(cli: Cli, server: FakeServer, article: Path) -> None:
    Path("evil\x1b[31m.txt").write_text(" ")
    done = cli("run", ".", "gone.txt", "--out", "out", *fake(server))
    assert done.code == 1
    assert f"done: {article.name}" in done.err
    assert "failed: gone.txt: there is no such file or folder; check the path" in done.err
    assert "failed: evil\ufffd[31m.txt: " in done.err
    assert done.err.splitlines()[-1].endswith(f"See {Path('out', 'failures.jsonl')}.")


def test_an_empty_folder_is_told(cli: Cli, server: FakeServer) -> None:
    Path("empty").mkdir()
    done = cli("run", "empty", "--out", "out", *fake(server))
    assert done.code == 0
    assert done.err.startswith("No article was found in empty. Folders are searched for .txt ")


def test_the_options_reach_the_request(cli: Cli, server: FakeServer, article: Path) -> None:
    arguments = ["--temperature", "0.5", "--seed", "7", "--prompt", "incident/compact@1"]
    assert cli("run", article, "--out", "out", *fake(server), *arguments).code == 0
    request = server.requests[0]
    assert (request["model"], request["temperature"], request["seed"]) == ("fake", 0.5, 7)
    assert cli("run", article, "--out", "two", *fake(server), "--temperature", "default").code == 0
    assert "temperature" not in server.requests[-1]


def test_the_limit_stops_the_run(cli: Cli, server: FakeServer, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} So said bulletin {number}.")
    assert "2 done" in cli("run", tmp_path, "--out", "out", "--limit", "2", *fake(server)).err


def test_large_files_are_refused_by_size(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, "--out", "out", "--max-bytes", "10", *fake(server))
    assert done.code == 1
    assert json.loads(Path("out", "failures.jsonl").read_text())["code"] == "too_large"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run"], "Missing argument"),
        (["run", "x", "--nonsense"], "No such option"),
        (["run", "x", "--limit", "0"], "--limit"),
        (["run", "x", "--concurrency", "0"], "--concurrency"),
        (["run", "x", "--context-tokens", "100"], "--context-tokens"),
        (["run", "x", "--temperature", "hot"], "--temperature"),
        (["run", "x", "--temperature", "nan"], "--temperature"),
        (["run", "x", "--temperature", "-1"], "--temperature"),
        (["run", "x", "--timeout", "nan"], "--timeout"),
        (["run", "x", "--figures", "latest"], "it goes with --events"),
        (["run", "x", "--processes", "9999999999"], "--processes"),
        (["events", "x", "--workers", "9999999999"], "--workers"),
        (["nonsense"], "No such command"),
        (["prompts", "show"], "Missing argument"),
        (["schemas", "diff", "wire/incident/1"], "Missing argument"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_names_the_option(cli: Cli, arguments: list[str], words: str) -> None:
    done = cli(*arguments)
    assert done.code == 2
    assert words in re.sub(r"\x1b\[[0-9;]*m", "", done.err)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["run", ""], "'run'"),
        (["run", "x", "--out", ""], "'--out'"),
        (["run", "x", "--out="], "'--out='"),
        (["estimate", "x", ""], "'x'"),
        (["export", "x", "--format", ""], "'--format'"),
        (["batch", "collect", ""], "'collect'"),
        *((["events", "x", option, ""], f"'{option}'") for option in ("--withdraw", "--join", "--split", "--why")),
    ],
)
def test_an_empty_argument_is_refused_with_its_place(cli: Cli, arguments: list[str], place: str) -> None:
    """As a path it would be this folder, as an option be left out: a variable of the shell that is not set."""
    done = cli(*arguments)
    assert (done.code, list(Path().iterdir())) == (2, [])
    assert f"summarizer: After {place} stands an empty argument" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--model", "openai/gpt-4.1-mini"], "needs a key: set OPENAI_API_KEY; --model embedded"),
        (["--model", "openai/x", "--api-key-env", "MY_KEY"], "variable MY_KEY named by --api-key-env is not set"),
        (["--model", "nonsense"], "Model 'nonsense' has no provider"),
        (["--model", "x", "--base-url", "localhost:8000"], "base_url: write it as http://"),
        (["--format", " , "], "No format was given. There are: csv, "),
        (["--prompt", "incident/none"], "no prompt 'incident/none'. There are: incident/abstract@1"),
        (["--prompt", "gone.md"], "gone.md: the prompt file cannot be read"),
        (["--prompt", "incident/coverage"], "asks for wire_schema 'coverage/1'"),
        (["--schema", "nowhere:Model"], "--schema nowhere:Model"),
        (["--schema", "json:nothing"], "--schema json:nothing"),
        (["--schema", "json"], "Write it as module:Model"),
        (["--schema", "json:JSONDecoder"], "not a pydantic model"),
        (["--schema", "broken:Model"], "--schema broken:Model: SyntaxError"),
        (["--schema", "ending:Model"], "--schema ending:Model: SystemExit: 5. Write it"),
    ],
)
def test_settings_that_cannot_work_give_exit_code_3(
    cli: Cli, server: FakeServer, article: Path, arguments: list[str], words: str
) -> None:
    Path("broken.py").write_text("def (")
    Path("ending.py").write_text("raise SystemExit(5)")
    model = [] if "--model" in arguments else fake(server)
    done = cli("run", article, "--out", "out", *model, *arguments)
    assert done.code == 3, done.err
    assert words in done.err
    assert "Traceback" not in done.err
    assert server.requests == []


def test_credentials_that_are_refused_give_exit_code_3_and_no_key(
    cli: Cli, server: FakeServer, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    server.default = error_reply(401, f"Incorrect API key provided: {KEY}")
    done = cli("run", article, "--out", "out", *fake(server), "--api-key-env", "MY_KEY")
    assert done.code == 3
    assert "refused the credentials" in done.err
    assert KEY not in done.err + done.out


def test_another_providers_key_is_left_alone(cli: Cli, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    seen: list[object] = []

    def run_batch(_paths: object, _out: object, options: Options, **_: object) -> Progress:
        seen.append(options.api_key)
        return Progress(total=0)

    monkeypatch.setattr("summarizer.runs.running.run_batch", run_batch)
    assert cli("run", article, "--model", "anthropic/claude").code == 0
    assert seen == [None]


def test_other_settings_in_the_same_folder_give_exit_code_3(cli: Cli, server: FakeServer, article: Path) -> None:
    cli("run", article, "--out", "out", *fake(server))
    done = cli("run", article, "--out", "out", *fake(server), "--seed", "3")
    assert done.code == 3
    assert "seed: None then, 3 now" in done.err
    assert "--no-resume" in done.err


def test_an_out_folder_that_cannot_be_gives_exit_code_3(cli: Cli, server: FakeServer, article: Path) -> None:
    done = cli("run", article, "--out", article / "out", *fake(server))
    assert done.code == 3
    assert str(article / "out") in done.err
    assert "Choose another --out" in done.err


SCHEMA = """
from pydantic import BaseModel

class Toll(BaseModel):
    dead: int
    cite: list[int]
"""
PROMPT = """---
id: mine/toll
version: 1
purpose: How many died.
---
<!-- system -->
Count the dead.
<!-- user -->
{% for sentence in sentences %}
[{{ sentence.number }}] {{ sentence.text }}
{% endfor %}
"""


def test_your_own_schema_and_prompt(cli: Cli, server: FakeServer, article: Path) -> None:
    Path("mine_toll.py").write_text(SCHEMA)
    Path("mine.md").write_text(PROMPT)
    server.default = completion('{"dead": 12, "cite": [1]}')
    arguments = ["--schema", "mine_toll:Toll", "--prompt", "mine.md"]
    done = cli("run", article, "--out", "out", *fake(server), *arguments)
    assert done.code == 0, done.err
    record = json.loads(Path("out", "summaries.jsonl").read_text())
    assert record["answer"] == {"dead": 12, "cite": [1]}
    assert record["evidence"][0]["evidence"][0]["text"] == "12"
    assert server.requests[0]["messages"][0]["content"] == "Count the dead."
    shown = cli("show", "out").out
    assert "dead" in shown
    assert "12" in shown


def test_a_record_is_shown_for_people(cli: Cli, server: FakeServer, article: Path) -> None:
    cli("run", article, "--out", "out", *fake(server))
    done = cli("show", "out")
    assert done.code == 0
    for words in ("bombing", "12 people", "15 others, says Police", "Kabul", "[1] A bomb killed", "incident/general@2"):
        assert words in done.out


def test_a_record_is_shown_as_json(cli: Cli, server: FakeServer, article: Path) -> None:
    cli("run", article, "--out", "out", *fake(server))
    record = json.loads(cli("show", "out", "--json").out)
    assert record["incidents"][0]["type"] == "bombing"
    one = cli("show", "out", record["article"]["article_id"], "--json")
    assert json.loads(one.out) == record
    assert json.loads(cli("show", "out", article, "--json").out) == record


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "out", "other"], "out holds no record of other."),
        (["events", "out", "--out", "bomb.txt"], "bomb.txt/events.jsonl: cannot be read"),
        *(
            ([command, path], f"{path}: no summaries.jsonl here. Give the folder that 'summarizer run --out' wrote.")
            for command in ("show", "events", "export", "report", "annotate")
            for path in ("nowhere", "bomb.txt", "empty")
        ),
        *((["batch", "collect", path], f"{path}: no batch job here.") for path in ("nowhere", "bomb.txt", "empty")),
    ],
)
def test_what_is_no_run_gives_exit_code_3_and_is_left_as_it_is(
    cli: Cli, server: FakeServer, article: Path, arguments: list[str], words: str
) -> None:
    cli("run", article, "--out", "out", *fake(server))
    Path("empty").mkdir()
    before = sorted(Path().rglob("*"))
    done = cli(*arguments)
    assert done.code == 3
    assert words in done.err
    assert sorted(Path().rglob("*")) == before


def test_prompts_are_listed_shown_and_compared(cli: Cli) -> None:
    listed = cli("prompts", "list").out.splitlines()
    names = {line.split("@")[0] for line in listed}
    assert {"incident/abstract", "incident/compact", "incident/coverage", "incident/general"} <= names
    shown = cli("prompts", "show", "incident/compact").out
    assert shown == (ROOT / "prompts" / "incident" / "compact.v2.md").read_text()
    assert "{{ sentence.text }}" in shown
    same = cli("prompts", "diff", "incident/compact", "incident/compact")
    assert (same.code, same.out, same.err) == (0, "", "incident/compact and incident/compact are the same.\n")
    compared = cli("prompts", "diff", "incident/compact", "incident/coverage@1").out
    assert compared.startswith("--- incident/compact@")
    assert cli("prompts", "show", "incident/none").code == 3


def test_schemas_are_listed_shown_and_compared(cli: Cli) -> None:
    listed = cli("schemas", "list").out.splitlines()
    names = {line.split()[0] for line in listed}
    assert {"wire/incident/1", "wire/article/1", "incident-record/1", "custom-record/1"} <= names
    assert json.loads(cli("schemas", "show", "incident-record/1").out)["title"] == "Summary"
    compared = cli("schemas", "diff", "wire/incident/1", "wire/article/1").out
    assert compared.startswith("--- wire/incident/1")
    assert "+" in compared
    missing = cli("schemas", "show", "wire/none/1")
    assert missing.code == 3
    assert "There are: wire/incident/1" in missing.err


def test_models_that_are_not_here(cli: Cli) -> None:
    assert "not fetched" in cli("models", "list").out
    where = cli("models", "path")
    assert where.code == 3
    assert where.err.strip().endswith("Fetch it with: summarizer models fetch")


def test_a_model_file_that_is_not_the_model_is_refused(cli: Cli, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.gguf"
    wrong.write_bytes(b"GGUF")
    done = cli("models", "fetch", "--path", wrong)
    assert done.code == 3
    assert "wrong.gguf" in done.err


GROUPS = {"", "batch", "prompts", "schemas", "models", "cache"}
COMMANDS = [
    *GROUPS,
    *("run", "show", "events", "export", "estimate", "status", "report", "evaluate", "annotate", "review"),
    *(f"batch {name}" for name in ("submit", "status", "collect", "cancel")),
    *(f"{group} {name}" for group in ("prompts", "schemas") for name in ("list", "show", "diff")),
    *(f"models {name}" for name in ("list", "fetch", "path")),
    *(f"cache {name}" for name in ("info", "clear")),
]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_tells_all_in_a_terminal_of_eighty_columns(
    cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = cli(*command.split(), "--help")
    assert done.code == 0
    usage, *lines = done.out.rstrip().splitlines()
    assert usage.startswith(f"Usage: summarizer {command}".rstrip())
    assert not [line for line in lines if "\N{HORIZONTAL ELLIPSIS}" in line or line.endswith("...")]


def test_every_command_stands_in_its_group_s_help(cli: Cli) -> None:
    listed = {
        f"{group} {line.split()[0]}".strip()
        for group in GROUPS
        for line in cli(*group.split(), "--help").out.split("Commands:\n")[1].splitlines()
    }
    assert listed | {""} == set(COMMANDS)


def test_no_command_prints_help(cli: Cli) -> None:
    done = cli()
    assert done.code in (0, 2)
    assert "Usage: summarizer" in re.sub(r"\x1b\[[0-9;]*m", "", done.out + done.err)


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version") == (0, importlib.metadata.version("incident-summarizer") + "\n", "")


def test_an_interrupt_gives_exit_code_130_and_keeps_what_is_done(
    server: FakeServer, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text(f"{TEXT} So said bulletin 2.")
    server.default = lambda request: Reply(
        **{**speak()(request).__dict__, "hang_s": 6.0 if "bulletin 2" in str(request["messages"]) else 0.0}
    )
    out = tmp_path / "out"
    run = start_run(server, tmp_path, out, env={**os.environ, "OPENAI_API_KEY": ""})
    summaries = out / "summaries.jsonl"
    wait_until(lambda: len(server.requests) == 2 and bool(summaries.read_text()))
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "Traceback" not in told
    assert told.splitlines()[-1] == (
        f"summarizer: Interrupted. What was finished is kept in {out}; the same command goes on from there."
    )
    assert json.loads(summaries.read_text())["article"]["path"] == str(article)
    assert json.loads((out / "manifest.json").read_text())["status"] == "interrupted"


def test_a_traceback_shows_no_local_variable(tmp_path: Path) -> None:
    """Among them is the key, which some releases of typer print."""
    program = (
        "import os, sys\n"
        "from summarizer.cli.app import app\n"
        "@app.command('fail')\n"
        "def fail() -> None:\n"
        "    key = os.environ['MY_KEY']\n"
        "    raise RuntimeError(len(key))\n"
        "sys.argv = ['summarizer', 'fail']\n"
        "assert app.pretty_exceptions_show_locals is False\n"
        "app()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "MY_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "RuntimeError" in ended.stderr
    assert KEY not in ended.stderr + ended.stdout


COMMAND = (sys.executable, "-c", "from summarizer.cli import main; main()")


def test_a_closed_stderr_stops_no_run(cli: Cli, server: FakeServer, article: Path) -> None:
    run = [*COMMAND, "run", article, "-o", "out", "--model", "fake", "--base-url", server.url, "--log-json"]
    ended = subprocess.run(["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *map(str, run)], check=False, timeout=60)
    assert ended.returncode == 0
    assert cli("show", "out").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("command", [("prompts", "list"), ("show", "out", "--json")])
def test_an_output_that_is_full_is_told(cli: Cli, server: FakeServer, article: Path, command: tuple[str, ...]) -> None:
    cli("run", article, "-o", "out", *fake(server))
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)
    assert "The output cannot be written: No space left on device. Make room" in ended.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_letters_that_stdout_has_not_are_escaped(cli: Cli, server: FakeServer, article: Path, encoding: str) -> None:
    article = article.rename(article.with_name("Zoë Київ \U0001f525.txt"))
    cli("run", article, "-o", "out", "--model", "fake", "--base-url", server.url)
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for form in ((), ("--json",)):
        command = [*COMMAND, "show", "out", article, *form]
        shown = subprocess.run(command, capture_output=True, env=environment, check=True, timeout=60).stdout
        assert "\\u041a\\u0438\\u0457\\u0432 \\ud83d\\udd25" in shown.decode(encoding)
    assert json.loads(shown.decode(encoding))["article"]["path"] == str(article)
