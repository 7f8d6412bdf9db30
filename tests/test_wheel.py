"""The wheel: what it holds, and installed in a clean environment and used outside the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import ROOT

from summarizer.llm.embedded.models import ADAPTERS
from summarizer.values import package_version

SCRIPT = """
import json, sys
sys.path.append(sys.argv[1])
from pathlib import Path
from pydantic import SecretStr
from recording import HOST, cassette
import summarizer
from summarizer.llm.embedded.models import ADAPTERS, DEFAULT_MODEL, packaged_adapter
from summarizer.values import ServerAddress

address = ServerAddress(
    base_url=HOST + "/v1", api_key=SecretStr("none"), model_name=DEFAULT_MODEL.name, context_tokens=8192,
    file_sha256=DEFAULT_MODEL.sha256, adapter_sha256=ADAPTERS[0].sha256,
)
with cassette("shooting", record=False), summarizer.Summarizer(server=address) as summarizing:
    record = summarizing.summarize(Path(sys.argv[2]))
adapters = [packaged_adapter(one).name for one in ADAPTERS]
told = {"home": summarizer.__file__, "adapters": adapters, "record": record.model_dump(mode="json")}
print(json.dumps(told))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, where no PYTHONPATH leads to the checkout."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("incident_summarizer-*.whl")
    return path


@pytest.fixture
def wheel(built: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(built) as opened:
        yield opened


def test_the_wheel_holds_the_package_whole_and_nothing_beside_it(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {name.partition("/")[0] for name in names} == {
        "summarizer",
        f"incident_summarizer-{package_version()}.dist-info",
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
    adapters = [f"summarizer/llm/embedded/{adapter.file_name}" for adapter in ADAPTERS]
    for name in (*adapters, *(name for name in wheel.namelist() if name.startswith("summarizer/prompts/"))):
        assert wheel.read(name) == (ROOT / name).read_bytes()


@pytest.fixture(scope="module")
def clean_python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the built wheel; the dependencies are seen, the editable checkout is not.

    Paths that a .pth file adds are no site directories, so the .pth file of the editable install does not count.
    """
    folder = tmp_path_factory.mktemp("clean")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(*pip, "--python", python, "install", "--quiet", "--no-index", "--no-deps", built, cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_installed_wheel_summarises_an_article_from_a_cassette(clean_python: Path, tmp_path: Path) -> None:
    script = tmp_path / "use.py"
    script.write_text(SCRIPT)
    article = ROOT / "tests" / "articles" / "shooting.txt"
    told = json.loads(run(clean_python, script, ROOT / "tests" / "support", article, cwd=tmp_path))
    assert not told["home"].startswith(str(ROOT))
    assert told["adapters"] == ["incident-lora-r8.gguf", "wires-lora-r8.gguf"]
    assert told["record"]["incidents"][0]["place"]["country_code"] == "ZA"


def test_the_installed_command_lists_its_prompts_and_schemas(clean_python: Path, tmp_path: Path) -> None:
    command = clean_python.with_name("summarizer")
    assert "incident/compact@1" in run(command, "prompts", "list", cwd=tmp_path)
    assert "incident-record/1" in run(command, "schemas", "list", cwd=tmp_path)
    run(clean_python, "-c", "import importlib.util as u; assert not u.find_spec('prompts')", cwd=tmp_path)
