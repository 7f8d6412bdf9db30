"""Promises to others: exports, released prompts and schemas, imports, errors, cassettes and the wheel."""

import functools
import hashlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import grimp
import pytest
from checkout import ROOT
from freeze import PROMPT_HASHES, SCHEMA_HASHES, list_changes, schema_file

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


def test_freezing_tells_what_it_changes() -> None:
    before, now = {"kept": "1", "changed": "1", "gone": "1"}, {"kept": "1", "changed": "2", "new": "1"}
    kinds = [line.rpartition(": ") for line in list_changes(before, now)]
    assert [(kind.split()[0], name) for kind, _, name in kinds] == [
        ("changed", "changed"),
        ("changed", "gone"),
        ("new", "new"),
    ]


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


MOST_LEVELS = 12


def longest_chain(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """The longest chain of names each of which imports the next."""

    @functools.cache
    def chain_from(name: str) -> list[str]:
        return [name, *max((chain_from(one) for one in sorted(imports.get(name, ()))), key=len, default=[])]

    return max(map(chain_from, sorted(imports)), key=len, default=[])


@functools.cache
def import_graph() -> grimp.ImportGraph:
    return grimp.build_graph("summarizer", exclude_type_checking_imports=True, cache_dir=None)


def read_imports(room: Callable[[str], str], *, lazy: bool) -> dict[str, set[str]]:
    """What imports what in the package, by room; with or without what functions import when they run."""
    graph = import_graph()
    imports: dict[str, set[str]] = {}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            lines = [one["line_contents"] for one in graph.get_import_details(importer=module, imported=other)]
            if lazy or not all("PLC0415" in line for line in lines):  # the linter wants that mark on each lazy import
                imports.setdefault(room(module), set()).add(room(other))
    return {name: others - {name} for name, others in imports.items() if name != "summarizer"}


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_the_longest_chain_is_found() -> None:
    assert longest_chain({"a": {"b", "d"}, "b": {"c"}, "d": set()}) == ["a", "b", "c"]
    assert longest_chain({}) == []


@pytest.mark.parametrize(("room", "lazy"), [(room_of, True), (str, False)], ids=["rooms", "modules"])
def test_imports_are_few_levels_deep(room: Callable[[str], str], lazy: bool) -> None:
    chain = longest_chain(read_imports(room, lazy=lazy))
    assert 5 < len(chain) <= MOST_LEVELS, " > ".join(chain)


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


def test_help_and_import_load_nothing_heavy() -> None:
    heavy = {"pydantic", "openai", "instructor", "polars", "ray", "trafilatura", "dateparser", "httpx"}
    code = "import summarizer, summarizer.cli.app, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)
