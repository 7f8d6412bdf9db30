"""The lowest versions that pyproject.toml admits, as pip's constraints: `make lowest` installs and tries them."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = [project["optional-dependencies"][name] for name in ("tables", "events", "anthropic", "google", "mistral")]
for requirement in sum(extras, start=list(project["dependencies"])):
    found = re.match(r"([\w-]+)(?:\[\w+\])?>=([\d.]+)", requirement)
    if found is None:
        raise SystemExit(f"{requirement}: has no lower bound")
    print(f"{found[1]}=={found[2]}")  # noqa: T201 - the point of it
