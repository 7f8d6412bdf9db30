import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import pytest
from pydantic import BaseModel, Field, RootModel, create_model

import summarizer
from summarizer.errors import ConfigurationError, SchemaError
from summarizer.options import Options
from summarizer.pipeline.plans import plan_without_model
from summarizer.prompts import DEFAULTS
from summarizer.rendering.prompts import load_prompt

PACKAGE = Path(summarizer.__file__).parent
ASKED = """
from summarizer.options import Options
from summarizer.pipeline.plans import plan_without_model
from summarizer.rendering.prompts import load_prompt
for options in (Options(), Options(model="openai/x", api_key="none")):
    plan = plan_without_model(options)
    asked = (plan.prompt, plan.coverage, plan.abstract)
    print(*(prompt.reference for prompt in asked if prompt))
print(load_prompt("incident/compact").reference)
"""


def copy_package(to: Path) -> Path:
    """The package with prompts of its own and everything else linked."""
    (to / "summarizer").mkdir()
    for path in PACKAGE.iterdir():
        if path.name != "prompts":
            (to / "summarizer" / path.name).symlink_to(path)
    shutil.copytree(PACKAGE / "prompts", to / "summarizer" / "prompts")
    return to / "summarizer" / "prompts"


def test_a_new_version_of_a_prompt_changes_no_default(tmp_path: Path) -> None:
    prompts = copy_package(tmp_path)
    for file in list(prompts.glob("*/*.md")):
        newer = re.sub(r"(?m)^version: \d+$", "version: 99", file.read_text(encoding="utf-8"), count=1)
        file.with_name(re.sub(r"\.v\d+\.", ".v99.", file.name)).write_text(newer, encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", ASKED], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert told.stdout.splitlines() == [
        "incident/compact@2",
        "incident/general@2 incident/coverage@1 incident/abstract@1",
        "incident/compact@99",
    ]


def test_every_default_names_a_version() -> None:
    assert [load_prompt(reference).reference for reference in DEFAULTS.values()] == list(DEFAULTS.values())


class Undefined(BaseModel):
    of: "Nowhere"  # type: ignore[name-defined]  # noqa: F821 - what a user forgot


class Called(BaseModel):
    by: Callable[[], int]


@pytest.mark.parametrize(("schema", "why"), [(Undefined, "define `Nowhere`"), (Called, "CallableSchema")])
def test_a_model_without_a_json_schema_is_refused_before_anything_is_asked(schema: type[BaseModel], why: str) -> None:
    with pytest.raises(SchemaError, match=f"test_plans:{schema.__name__} has no JSON Schema: .*{why}.*Define what"):
        plan_without_model(Options(answer_schema=schema))


class Pair(NamedTuple):
    what: str
    what_cite: list[int]


class Numbers(RootModel[list[int]]):
    """Sentences."""


CITES = (list[int], list[int] | None, tuple[int, ...], tuple[int, int], set[int], deque[int], Sequence[int], list)
ODD = (int, str, list[str], list[int] | int, dict[str, int], list[float])


@pytest.mark.parametrize("kind", [*CITES, Numbers, list[Annotated[int, Field(ge=1)]], list[Literal[1, 2]]])
def test_cites_may_be_any_list_of_whole_numbers(kind: Any) -> None:
    plan_without_model(Options(answer_schema=create_model("Own", what=str, what_cite=kind, gist=str)))


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["cite", "cites", "who_cite"])
def test_cites_that_list_no_numbers_are_refused_before_anything_is_asked(name: str, kind: Any) -> None:
    inner = create_model("Inner", who=str, **{name: kind})
    with pytest.raises(SchemaError, match=rf"Own: Inner.{name} has the name of a cite.*Make it a list\[int\]"):
        plan_without_model(Options(answer_schema=create_model("Own", inners=list[inner])))


def test_cites_of_a_named_tuple_are_refused_for_an_answer_has_it_as_a_list() -> None:
    with pytest.raises(SchemaError, match=r"Own: what_cite has the name of a cite.*of a BaseModel"):
        plan_without_model(Options(answer_schema=create_model("Own", pairs=list[Pair])))


class Verbose(BaseModel):
    what: str = Field(description="What it is. " * 3000)


@pytest.mark.parametrize(("shows", "is_less"), [("{{ fields }}", True), ("{%- if fields %}", True), ("fields", False)])
def test_what_a_prompt_tells_of_the_fields_takes_room_from_the_article(
    tmp_path: Path, shows: str, *, is_less: bool
) -> None:
    prompt = tmp_path / "mine.md"
    prompt.write_text(
        f"---\nid: mine/x\nversion: 1\npurpose: test\n---\n<!-- system -->\nAnswer.\n<!-- user -->\n{shows}\n", "utf-8"
    )
    options = Options(model="fake", base_url="http://127.0.0.1:1/v1", answer_schema=Verbose, prompt=str(prompt))
    assert (plan_without_model(options).part_tokens < 20_000) is is_less


def test_fields_that_fill_the_context_are_told_before_anything_is_asked() -> None:
    options = Options(model="fake", base_url="http://127.0.0.1:1/v1", answer_schema=Verbose, context_tokens=8192)
    with pytest.raises(ConfigurationError, match=r"leaves no room for an article beside incident/general@2"):
        plan_without_model(options)
