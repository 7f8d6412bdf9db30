"""Writes benchmarks/reliability.md: what the runs that try to lose, double or slow something came to.

    python benchmarks/hosts.py > hosts.json
    python benchmarks/reliability.py hosts=hosts.json long_article=long_article.txt

Takes what ``kills``, ``hosts``, ``soak``, ``hostile`` and ``long_article`` printed, JSON or Markdown. A section stands
on the page once its program was run, until it is given anew; what was never run has none.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).with_name("reliability.md")
TITLES = {
    "kills": "Killed again and again",
    "hosts": "Three hosts, one killed and one cut off",
    "soak": "Hours of work with faults and kills",
    "hostile": "Under attack",
    "long_article": "Beside an article without end",
}
_HEAD = (
    "<!-- Made by benchmarks/reliability.py -->\n# Reliability\n\nEach section is what one program printed when it was "
    "last run, with the machine of that time; its own first lines say what the figures mean.\n"
)
_SECTION = re.compile(r"<!-- (\w+) -->\n(.*?)(?=\n<!-- \w+ -->\n|\Z)", re.DOTALL)


def write_sections(outputs: Mapping[str, str], page: Path = PAGE) -> None:
    """Put the outputs of programs on the page, in the place of their last ones. Raises: SystemExit."""
    unknown = sorted(outputs.keys() - TITLES.keys())
    if unknown:
        raise SystemExit(f"{unknown[0]}: no section of that name; there are {', '.join(TITLES)}")
    old = dict(_SECTION.findall(page.read_text(encoding="utf-8"))) if page.exists() else {}
    new = {**old, **{name: _format_section(name, output) for name, output in outputs.items()}}
    parts = [f"<!-- {name} -->\n{new[name].strip()}\n" for name in TITLES if name in new]
    page.write_text("\n".join([_HEAD, *parts]), encoding="utf-8")


def _format_section(name: str, output: str) -> str:
    """A section: title, when and where it was run, figures."""
    made = (
        f"`benchmarks/{name}.py`, {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}, Python "
    )
    return f"## {TITLES[name]}\n\n{made}{platform.python_version()}.\n\n{_format_figures(name, output)}"


def _format_figures(name: str, output: str) -> str:
    """The table of a JSON object, or Markdown without its own title. Raises: SystemExit where there is nothing."""
    if not output.strip():
        raise SystemExit(f"{name}: the output is empty; run benchmarks/{name}.py to its end")
    if not output.lstrip().startswith("{"):
        return re.sub(r"\A\s*# [^\n]*\n", "", output).strip()
    try:
        figures = json.loads(output)
    except ValueError as error:
        raise SystemExit(f"{name}: not the JSON that benchmarks/{name}.py prints: {error}") from error
    rows = (f"| {figure.replace('_', ' ')} | {_format_value(value)} |" for figure, value in figures.items())
    return "\n".join(["| figure | value |", "| --- | --- |", *rows])


def _format_value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_format_value(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_format_value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    named = dict(argument.split("=", 1) for argument in sys.argv[1:] if "=" in argument)
    if not named:
        raise SystemExit(__doc__)
    write_sections({name: Path(path).read_text(encoding="utf-8") for name, path in named.items()})
