"""README, CONTRIBUTING and the pages of docs/: code blocks run, links lead somewhere, what is made is fresh."""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from batch_server import BatchServer
from checkout import ROOT, SEED
from documents import DOCS, PAGES, Block, blocks, dead_links, prose, read_page
from fake_server import FakeServer, Reply, completion
from fakes import TEXT, full, incident, kind_of, speak, victim
from pydantic import SecretStr
from recording import CASSETTES, load_yaml
from write_reference import PAGES as MADE_PAGES

from summarizer.articles.formats import FORMATS
from summarizer.cli.app import app, main
from summarizer.review.rows import ReviewDraft, add_review
from summarizer.runs.records import read_records
from summarizer.values import ServerAddress

PRICED = ("openai/gpt-4.1-mini", "openai/gpt-4.1", "fake")
PRICES = {"models": {model: {"input": 1.0, "output": 10.0} for model in PRICED}}
STRIKE = {"employer": "police", "employer_cite": [2], "demands": [{"text": "higher pay", "cite": [1]}]}
LIKE_EMBEDDED = ["--model", "fake", "--prompt", "incident/compact@2", "--no-abstract"]
WHY_NOT_RUN = {
    "review": "serves until it is stopped",
    "models fetch": "fetches the model",
    "models path": "fails where the model was not fetched",
    r"s3://\S+": "a store on loopback is in tests/runs/test_storage.py",
    "--engine ray": "starts a cluster",
    "--why 1f2e3d4c": "an id of one's own run",
    "--split": "likewise",
    "--join": "likewise",
    "--withdraw": "likewise",
    "evaluate run1 --events": "needs gold of one's own",
    "--gold muc4": "the corpora are no part of the project",
    "(shootings|quiet)/\\S+": "likewise; tests/benchmarks writes such folders",
    "--gold gva": "likewise",
    "benchmarks/injection/articles": "a hundred articles; tests/benchmarks runs them",
    "benchmarks/(today|fresh|third|fourth)/articles": "sixty articles",
    "altered/articles": "likewise",
}
RUN_ARGUMENT = ("show", "status", "export", "report", "annotate", "evaluate", "events")


def by_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def unknown_word(words: list[str]) -> str | None:
    """The first command or option of a command line that the program does not have."""
    command = typer.main.get_command(app)
    for word in words:
        children = getattr(command, "commands", None)
        if word.startswith("-"):
            name = word.partition("=")[0]
            known = {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)}
            if name not in known | {"--help"}:
                return word
        elif children is not None:
            if word not in children:
                return word
            command = children[word]
    return None


@cache
def seed_answers() -> dict[str, str]:
    """What the embedded model said of the seed, by the kind of question: the contents that its cassette holds."""
    cassette = load_yaml((CASSETTES / "seed.yaml").read_text(encoding="utf-8"))
    return {
        kind_of(one["request"]["body"]["json"]): one["response"]["body"]["json"]["choices"][0]["message"]["content"]
        for one in cassette["interactions"]
    }


def answering() -> Callable[[dict[str, Any]], Reply]:
    """A model that knows the seed, strikes, and what every article of ``fakes.TEXT`` says."""
    small = {"gist": [1], "incidents": [incident(victims=[victim("people", "12", "killed", 1)])]}
    usual, of_one_sentence, of_seed = speak(), speak(article=full(small), incident=small), seed_answers()

    def reply(request: dict[str, Any]) -> Reply:
        if "employer" in request["response_format"]["json_schema"]["schema"]["properties"]:
            return completion(json.dumps(STRIKE))
        if "twin blasts" in json.dumps(request["messages"]) and kind_of(request) in of_seed:
            return completion(of_seed[kind_of(request)])
        return (usual if "\n[2]" in request["messages"][-1]["content"] else of_one_sentence)(request)

    return reply


class Reader:
    """Somebody who works through a page: runs its commands and programs one after the other in one folder."""

    def __init__(self, server: FakeServer, batches: BatchServer, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self._server = server
        self._batches = batches
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self._outputs: dict[str, str] = {}
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def follow(self, block: Block) -> None:
        if "title" in block.settings:
            Path(block.settings["title"]).write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            self._execute(block)
        elif block.language == "sh":
            for line in block.text.replace("\\\n", " ").splitlines():
                self._type(shlex.split(line, comments=True), block.place)
        elif block.language == "json":
            json.loads(block.text)
        elif "output" in block.settings:
            told = " ".join(self._outputs[block.settings["output"]].split())
            for line in block.text.splitlines():
                assert " ".join(line.split()) in told, f"{block.place}: {line!r} is not in the output"
        else:
            assert "tree" in block.settings, f"{block.place}: nothing is known of this block"

    def _execute(self, block: Block) -> None:
        self._make_run(Path("run1"), asked='"run1"' in block.text)
        url = self._server.url
        source = block.text.replace('model="openai/gpt-4.1-mini"', f'model="fake", base_url="{url}"')
        source = re.sub(r"Summarizer\((?!model=|options)", "Summarizer(server=SERVER, ", source)
        address = ServerAddress(
            base_url=url,
            api_key=SecretStr("none"),
            model_name="fake",
            context_tokens=8192,
            file_sha256="0" * 64,
            adapter_sha256="0" * 64,
        )
        exec(compile(source, block.place, "exec"), self._names | {"SERVER": address})  # noqa: S102 - our own pages

    def _type(self, words: list[str], place: str) -> None:
        match words:
            case []:
                pass
            case ["summarizer" | ".venv/bin/summarizer", *rest]:
                assert unknown_word(rest) is None, f"{place}: there is no {unknown_word(rest)}: {shlex.join(words)}"
                if not any(re.search(rf"(^| ){what}( |$)", " ".join(rest)) for what in WHY_NOT_RUN):
                    self._summarizer(rest, place)
            case ["make", *targets]:
                known = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
                assert set(targets) <= set(known), f"{place}: {targets}"
            case [".venv/bin/pip" | "pip", "install", *what]:
                assert set(extras(what)) <= project()["optional-dependencies"].keys(), f"{place}: {what}"
            case ["python" | "python3" | ".venv/bin/python", *rest]:
                check_python(rest, place)
            case ["export", setting]:
                self._monkeypatch.setenv(*setting.split("=", 1))
            case [".", ".venv/bin/activate"]:
                pass
            case _:
                pytest.fail(f"{place}: the test does not know how to run {shlex.join(words)!r}")

    def _summarizer(self, words: list[str], place: str) -> None:
        for word in words if words[0] in RUN_ARGUMENT else []:
            self._make_run(Path(word), asked=re.fullmatch(r"run\d", word) is not None)
        if words[:2] == ["batch", "collect"]:
            self._batches.finish()  # a day has passed
        code, out, err = self._run([*words, *self._fake(words)])
        assert code == 0, f"{place}: {shlex.join(words)}: exit {code}\n{out}\n{err}"
        self._outputs[words[0]] = out

    def _make_run(self, folder: Path, *, asked: bool) -> None:
        """A run that a page takes for granted, with a review."""
        if asked and not folder.exists():
            words = ["run", "articles", "--out", str(folder)]
            assert self._run([*words, *self._fake(words)])[0] == 0
            record, _ = next(read_records(folder))
            draft = ReviewDraft(article_id=record.article.article_id, field="incidents[0].victims[0]", action="accept")
            add_review(folder, draft, who="reader", check=lambda _reviews, _review: None)

    def _fake(self, words: list[str]) -> list[str]:
        """Options that, given last, lead to the servers of this test."""
        if words[0] == "batch":
            return ["--base-url", self._batches.url]
        if words[0] != "run":
            return []
        own = [] if "--model" in words else LIKE_EMBEDDED[:2] if "--prompt" in words else LIKE_EMBEDDED
        larger = ["--escalate-base-url", self._server.url] if "--escalate" in words else []
        fewer = ["--processes", "2"] if "--processes" in words else []  # each takes a second to start
        return [*own, "--base-url", self._server.url, *larger, *fewer, "--prices", "prices.json"]

    def _run(self, words: list[str]) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["summarizer", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = self._capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def extras(words: list[str]) -> Iterator[str]:
    for word in words:
        found = re.fullmatch(r"\.\[([a-z,]+)\]", word)
        yield from found[1].split(",") if found else ()


def check_python(words: list[str], place: str) -> None:
    """A module that runs, a program of this checkout whose source has every option given, or tests that are there."""
    match words:
        case ["-m", "venv", _]:
            pass
        case ["-m", "pytest", *rest]:
            paths = [word.partition("::")[0] for word in rest if not word.startswith("-")]
            assert all((ROOT / path).exists() for path in paths), f"{place}: {paths}"
        case [program, *rest]:
            source = (ROOT / program).read_text(encoding="utf-8")
            missing = [word for word in rest if word.startswith("--") and f'"{word}"' not in source]
            assert not missing, f"{place}: {program} has no {missing}"


@pytest.fixture
def batches(batches: BatchServer) -> BatchServer:
    batches.moves_on = True
    return batches


@pytest.fixture
def reader(
    server: FakeServer,
    batches: BatchServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Iterator[Reader]:
    """A reader in a folder with articles, the seed and prices."""
    server.default = answering()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(variable, "sk-none")
    for folder in ("articles", "seeds"):
        Path(folder).mkdir()
    for number in range(3):
        Path("articles", f"{number}.txt").write_text(f"{TEXT} Kabul lies in Afghanistan. Bulletin {number}.")
    Path("seeds", SEED.name).write_bytes(SEED.read_bytes())
    Path("prices.json").write_text(json.dumps(PRICES))
    yield Reader(server, batches, monkeypatch, capsys)
    sys.modules.pop("mymodule", None)


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_the_code_blocks_of_a_page_run_one_after_the_other(page: Path, reader: Reader) -> None:
    for block in blocks(page):
        reader.follow(block)


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_code_is_fenced_so_that_it_is_run(page: Path) -> None:
    if page.parent == DOCS and page.stem.startswith("quality"):
        return  # the report in benchmarks/, whose commands need corpora
    assert not re.search(r"\n\n {4}\S", prose(page)), "an indented code block: fence it"
    assert prose(page).count("```") == 0, "a fence that does not close"


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_the_site_takes_every_fence_for_one(page: Path) -> None:
    heads = re.findall(r"^```(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    known = re.compile(r'\w+( title="[^"]+")?|\{\.\w+( \w+="[^"]+")+\}')
    assert [head for head in heads if not known.fullmatch(head)] == [], 'write settings as {.text output="show"}'


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_lines_are_short_but_for_tables(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    made = page.parent == DOCS / "reference"  # of docstrings, as long as they are
    assert made or [line for line in lines if len(line) > 140 and not line.startswith("|")] == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_no_link_is_dead(page: Path) -> None:
    assert list(dead_links(page)) == []


@pytest.mark.parametrize("target", ["gone.md", "b.md#nowhere", "#nowhere", "../README.md", "http://unsafe.example"])
def test_a_dead_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.setattr("documents.DOCS", tmp_path / "docs")
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# Top\n")
    (tmp_path / "docs" / "b.md").write_text("# Some/Where else\n")
    page = tmp_path / "docs" / "a.md"
    page.write_text(f"# Here\n[a](b.md#somewhere-else) [b](#here) [c]({target}) `[d](x)`\n```\n[e](y)\n```\n")
    assert list(dead_links(page)) == [target]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sh", "summarizer shew x"),
        ("sh", "summarizer run articles --lmit 3"),
        ("sh", "summarizer show nothing"),
        ("sh", "make nothing"),
        ("sh", "pip install '.[nothing]'"),
        ("sh", "python benchmarks/injection.py --nothing"),
        ("python", "assert not 'so'"),
        ("json", "{"),
        ("text", "what is this"),
    ],
)
def test_a_block_that_does_not_run_fails(reader: Reader, language: str, text: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        reader.follow(Block("here", language, {}, text))


def test_a_command_that_nobody_can_run_fails(reader: Reader) -> None:
    with pytest.raises(pytest.fail.Exception, match="does not know how to run 'frobnicate'"):
        reader.follow(Block("here", "sh", {}, "frobnicate"))


@pytest.mark.parametrize("page", MADE_PAGES, ids=by_name)
def test_a_page_that_is_made_is_fresh(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == MADE_PAGES[page](), "make reference"


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "how-to" / "thousands.md"], ids=by_name)
def test_the_endings_that_a_page_lists_are_those_read(page: Path) -> None:
    assert f"`{' '.join(FORMATS)}`" in read_page(page)


def test_the_drawn_tree_is_the_packages() -> None:
    (block,) = (block for block in blocks(DOCS / "explanation" / "architecture.md") if "tree" in block.settings)
    drawn = set(re.findall(r"^  ([a-z_]+(?:\.py)?)/?(?:  |$)", block.text, re.MULTILINE))
    package = ROOT / block.settings["tree"]
    assert drawn == {path.name for path in package.iterdir() if path.name not in ("__pycache__", "py.typed")}


def test_the_site_fetches_nothing() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(settings)["theme"]["font"] is False
    assert "http" not in settings
    assert not [page for page in PAGES if re.search(r"!\[[^\]]*\]\(http|<(?:img|script|iframe)", read_page(page))]
