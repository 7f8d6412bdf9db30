"""Writes the pages of docs/reference that are made: the command line's and the schemas' (``make reference``)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from summarizer.cli.app import app
from summarizer.schemas.catalog import Schema, list_schemas

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
_MADE = "<!-- Made by tools/write_reference.py: make reference -->\n"
_COMMANDS = f"""{_MADE}# Command line

Every command tells the same with `--help`. Exit codes: 0 all done, 1 some articles failed or the run was stopped,
2 usage, 3 configuration or credentials, 130 interrupted.
"""
_SCHEMAS = f"""{_MADE}# Schemas

Wire schemas are what a model answers; record schemas are what you get. The JSON Schemas stand in `schemas/json/` of the
source and are printed by `summarizer schemas show`; a released version never changes.
"""


def command_page() -> str:
    """The page of every command with its arguments and options."""
    return _COMMANDS + "".join(_commands("summarizer", typer.main.get_command(app)))


def _commands(name: str, command: Any) -> Iterator[str]:
    for child_name, child in getattr(command, "commands", {}).items():
        words = f"{name} {child_name}"
        if getattr(child, "commands", None):
            yield from _commands(words, child)
        else:
            yield f"\n## {words}\n\n{_prose(child.help)}\n{_parameters(child)}"


def _parameters(command: Any) -> str:
    rows = "".join(f"| {_name(one)} | {_prose(one.help)} | {_default(one)} |\n" for one in command.params)
    return f"\n| argument or option | what | if left out |\n| --- | --- | --- |\n{rows}" if rows else ""


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.name.upper()}`"
    return ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))


def _default(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    value = parameter.default
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`"


def _prose(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;")


def schema_page() -> str:
    """The page of every schema: its objects, their fields, types and meanings."""
    return _SCHEMAS + "".join(_schema(schema) for schema in list_schemas())


def _schema(schema: Schema) -> str:
    told = json.loads(schema.text)
    parts = "".join(_object(f"{schema.reference}: {name}", one) for name, one in told.get("$defs", {}).items())
    return f"\n## {schema.reference}\n\n{_prose(told.get('description'))}\n{_fields(told)}{parts}"


def _object(title: str, told: dict[str, Any]) -> str:
    return f"\n### {title}\n\n{_prose(told.get('description'))}\n{_fields(told)}"


def _fields(told: dict[str, Any]) -> str:
    if "properties" not in told:
        return f"\n{_type(told)}\n"
    rows = "".join(
        f"| `{name}` | {_type(one)} | {_prose(one.get('description'))} |\n" for name, one in told["properties"].items()
    )
    return f"\n| field | type | meaning |\n| --- | --- | --- |\n{rows}"


def _type(told: dict[str, Any]) -> str:
    match told:
        case {"$ref": name}:
            said = str(name).rpartition("/")[2]
        case {"anyOf": choices}:
            said = " or ".join(dict.fromkeys(_type(one) for one in choices))
        case {"enum": known}:
            said = ", ".join(f"`{one}`" for one in known)
        case {"const": value}:
            said = f"`{value}`"
        case {"type": "array", **rest}:
            said = f"list of {_type(rest.get('items', {}))}"
        case {"additionalProperties": dict(values)}:
            said = f"object of {_type(values)}"
        case _:
            said = str(told.get("type", "any"))
    return said


PAGES = {REFERENCE / "cli.md": command_page, REFERENCE / "schemas.md": schema_page}


if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
