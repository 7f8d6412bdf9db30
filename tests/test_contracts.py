"""Promises to others: exports, released prompts and schemas, imports, errors, cassettes and the wheel."""

import hashlib
import importlib.metadata
import inspect
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import ROOT
from freeze import PROMPT_HASHES, SCHEMA_HASHES, schema_file

import summarizer
from summarizer import errors
from summarizer.rendering.prompts import list_prompts
from summarizer.schemas.catalog import Schema, list_schemas

FREEZE = "A released version never changes: make a new one. If it is not released yet: make freeze"


def released(path: Path) -> dict[str, str]:
    hashes: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return hashes


@pytest.mark.parametrize("name", summarizer.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    value = getattr(summarizer, name)
    assert value.__name__ == name
    assert inspect.getdoc(value)


def test_the_public_names_are_those_with_a_home() -> None:
    assert sorted(summarizer.__all__) == sorted(summarizer._HOMES)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(summarizer, "nothing")  # noqa: B009 - the type checker knows that it is not there


def test_released_prompts_are_unchanged() -> None:
    assert released(PROMPT_HASHES) == {prompt.reference: prompt.sha256 for prompt in list_prompts()}, FREEZE


def test_a_prompts_hash_is_that_of_its_file() -> None:
    for prompt in list_prompts():
        path = ROOT / "prompts" / f"{prompt.id}.v{prompt.version}.md"
        assert hashlib.sha256(path.read_bytes()).hexdigest() == prompt.sha256
        assert any(entry.startswith(f"{prompt.version}: ") for entry in prompt.changelog)


def test_released_schemas_are_unchanged() -> None:
    assert released(SCHEMA_HASHES) == {schema.reference: schema.sha256 for schema in list_schemas()}, FREEZE


@pytest.mark.parametrize("schema", list_schemas(), ids=lambda schema: str(schema.reference))
def test_the_frozen_json_schema_is_the_exported_one(schema: Schema) -> None:
    assert schema_file(schema).read_text(encoding="utf-8") == schema.text + "\n", FREEZE
    assert schema.meaning


def test_every_frozen_json_schema_belongs_to_a_schema() -> None:
    assert set((ROOT / "schemas" / "json").iterdir()) == {schema_file(schema) for schema in list_schemas()}


def test_imports_keep_their_contracts() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def test_one_package_alone_talks_to_models() -> None:
    sdks = "openai|anthropic|google|mistralai|instructor|tenacity"
    foreign = re.compile(rf"^\s*(?:from|import) (?:{sdks})\b", re.MULTILINE)
    modules = (ROOT / "summarizer").rglob("*.py")
    folders = {path.parent.name for path in modules if foreign.search(path.read_text(encoding="utf-8"))}
    assert folders == {"llm", "providers"}


def drawn_tree() -> Iterator[tuple[str, str | None]]:
    """Each class drawn in the errors' docstring with the class it hangs from."""
    parents: list[tuple[int, str]] = []
    for found in re.finditer(r"^([ │├└─]*)(\w+Error)\b", inspect.getdoc(errors) or "", re.MULTILINE):
        depth = len(found[1])
        parents = [parent for parent in parents if parent[0] < depth]
        yield found[2], parents[-1][1] if parents else None
        parents.append((depth, found[2]))


def test_every_error_is_drawn_where_it_belongs() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    bases = {kind.__name__: kind.__bases__[0].__name__ for kind in kinds}
    assert dict(drawn_tree()) == {**bases, "SummarizerError": None}


def test_every_cassette_is_used() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    for cassette in (ROOT / "cassettes").glob("*.yaml"):
        used = re.compile(rf"""["'/]{re.escape(cassette.stem)}["'.]""")
        assert any(used.search(text) for text in texts), f"no test plays {cassette.name}: delete it"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


def test_the_wheel_holds_the_package_whole_and_nothing_beside_it(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {name.partition("/")[0] for name in names} == {
        "summarizer",
        f"summarizer-{importlib.metadata.version('summarizer')}.dist-info",
    }
    package = ROOT / "summarizer"
    folders = (package, package / "prompts", package / "schemas")
    wanted = {
        f"summarizer/{file.relative_to(package).as_posix()}"
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert wanted <= names
    assert {"summarizer/py.typed", "summarizer/prompts/incident/compact.v1.md"} <= names
    assert {"summarizer/schemas/record.py", "summarizer/prompts/released.json"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("prompts/", "schemas/"))]


def test_the_wheels_files_are_the_sources(wheel: zipfile.ZipFile) -> None:
    adapter = "summarizer/llm/embedded/incident-lora-r8.gguf"
    for name in (adapter, *(name for name in wheel.namelist() if name.startswith("summarizer/prompts/"))):
        assert wheel.read(name) == (ROOT / name).read_bytes()


def test_help_and_import_load_nothing_heavy() -> None:
    heavy = {"pydantic", "openai", "instructor", "polars", "ray", "trafilatura", "dateparser", "httpx"}
    code = "import summarizer, summarizer.cli.app, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)
