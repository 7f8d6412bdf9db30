"""What type checkers make of the API: the README's code passes, and what cannot work does not."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import SecretStr

from summarizer import Options
from summarizer.options import Settings

ROOT = Path(__file__).parents[1]
README = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)

GOOD = """
import asyncio
from collections.abc import Iterator
from typing import Any, assert_type

from pydantic import BaseModel

from summarizer import ArticleFailure, CustomSummary, Options, Summarizer, Summary
from summarizer import asummarize, summarize, summarize_many


class Strike(BaseModel):
    dead: int


assert_type(summarize("A bomb."), Summary)
assert_type(summarize("A bomb.", seed=3, api_key="x", cache_path="answers.sqlite"), Summary)
assert_type(summarize("A bomb.", answer_schema=Strike, seed=3), CustomSummary[Strike])
assert_type(summarize("A bomb.", answer_schema=Strike).answer, Strike)
assert_type(asyncio.run(asummarize("A bomb.", answer_schema=Strike)), CustomSummary[Strike])
assert_type(summarize_many(["A bomb."]), Iterator[Summary | ArticleFailure])
assert_type(summarize_many(["A bomb."], answer_schema=Strike), Iterator[CustomSummary[Strike] | ArticleFailure])
with Summarizer(model="openai/x", on_progress=print) as one:
    assert_type(one.summarize("A bomb."), Summary)
with Summarizer(Options(seed=3), answer_schema=Strike) as two:
    assert_type(two.summarize("A bomb.").answer, Strike)
    assert_type(asyncio.run(two.asummarize("A bomb.")), CustomSummary[Strike])
    assert_type(two.summarize_many(["A bomb."]), Iterator[CustomSummary[Strike] | ArticleFailure])
with Summarizer(Options(seed=3), answer_schema=None) as three:
    assert_type(three.summarize("A bomb."), Summary | CustomSummary[Any])


def read_back(record: CustomSummary) -> dict[str, Any]:
    return record.answer


def choose(schema: type[Strike] | None, options: Options | None) -> None:
    assert_type(summarize("A bomb.", answer_schema=schema), Summary | CustomSummary[Strike])
    Summarizer(options, answer_schema=schema)


def ask(summarizer: Summarizer) -> None:
    summarizer.summarize("A bomb.")


ask(one)
"""

BAD = """
from pydantic import BaseModel

from summarizer import Summarizer, asummarize, summarize, summarize_many
from summarizer import sumarize  # wrong


class Strike(BaseModel):
    dead: int


print(summarize("A bomb.", modle="openai/x"))  # wrong
print(summarize("A bomb.", model=3))  # wrong
print(summarize("A bomb.", answer_schema=int))  # wrong
print(summarize(None))  # wrong
print(summarize("A bomb.").answer)  # wrong
print(summarize("A bomb.", answer_schema=Strike).incidents)  # wrong
print(summarize("A bomb.", answer_schema=Strike).answer.deaad)  # wrong
print(asummarize("A bomb.", modle="openai/x"))  # wrong
print(summarize_many(["A bomb."], modle="openai/x"))  # wrong
print(summarize_many(3))  # wrong
print(Summarizer(modle="openai/x"))  # wrong
print(Summarizer(on_progres=print))  # wrong
print(Summarizer(answer_schema=Strike).summarize("A bomb.").incidents)  # wrong
"""

MYPY = f"""
[mypy]
mypy_path = {ROOT}
follow_imports = silent
[mypy-openai.*,instructor.*,tenacity.*,opentelemetry.*]
follow_imports = skip
"""


pytestmark = pytest.mark.timeout(300)  # a checker without a cache takes long on a busy machine


def ask_mypy(folder: Path) -> str:
    """What mypy says with nothing set but ``--strict``; of what lies behind the API only the types are read."""
    config = folder / "mypy.ini"
    config.write_text(MYPY, encoding="utf-8")
    return run("mypy", "--strict", "--config-file", config, "--cache-dir", ROOT / ".mypy_cache" / "api", folder)


def ask_pyright(folder: Path) -> str:
    """What pyright says when it is strict."""
    pytest.importorskip("pyright")
    config = folder / "pyrightconfig.json"
    config.write_text(f'{{"typeCheckingMode": "strict", "extraPaths": ["{ROOT}"]}}', encoding="utf-8")
    return run("pyright", "--pythonpath", sys.executable, "--project", config)


def run(*command: str | Path) -> str:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=[ask_mypy, ask_pyright])
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one checker says of all the code."""
    folder = tmp_path_factory.mktemp("typed")
    for name, code in {"good": GOOD, "bad": BAD, **{f"readme{at}": code for at, code in enumerate(README)}}.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return str(request.param(folder))


def errors_in(said: str, name: str) -> dict[int, str]:
    """The errors about a file by line."""
    found = re.findall(rf"{name}\w*\.py:(\d+)(?::\d+)?(?: -|:) (error.*)", said)
    return {int(line): message for line, message in found}


@pytest.mark.parametrize("name", ["good", "readme"])
def test_code_that_works_passes(said: str, name: str) -> None:
    assert README
    assert errors_in(said, name) == {}


def test_code_that_cannot_work_does_not_pass(said: str) -> None:
    wrong = {number for number, line in enumerate(BAD.splitlines(), start=1) if line.endswith("# wrong")}
    assert set(errors_in(said, "bad")) == wrong


def test_the_keywords_are_the_options_with_their_types() -> None:
    """A key, a path, a day and a second model may be given as text, a prompt as a path; the schema stands apart."""
    wider = {kind | None: kind | str | None for kind in (SecretStr, Path, date, Options)}
    options = {name: wider.get(kind, kind) for name, kind in get_type_hints(Options).items()}
    fields = {name: options[name] for name in Options.model_fields if name != "answer_schema"}
    fields["prompt"] = Path | str | None
    assert get_type_hints(Settings) == fields
