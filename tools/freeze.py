"""Freezes prompts and schemas as they are now (``make freeze``); only for versions that are not released yet."""

import json
import sys
from pathlib import Path

from summarizer.rendering.prompts import list_prompts
from summarizer.schemas.catalog import Schema, list_schemas

ROOT = Path(__file__).parents[1]
PROMPT_HASHES = ROOT / "prompts" / "released.json"
SCHEMA_HASHES = ROOT / "schemas" / "released.json"
_KEPT = "changed or gone, which no version may be that was released"


def schema_file(schema: Schema) -> Path:
    """Where a schema's frozen JSON Schema stands."""
    return ROOT / "schemas" / "json" / f"{schema.reference.replace('/', '-')}.schema.json"


def freeze() -> list[str]:
    """Write the hashes of all prompts and schemas, and the schemas' texts; what is new, other than before, or gone."""
    told = list[str]()
    prompts = {prompt.reference: prompt.sha256 for prompt in list_prompts()}
    schemas = {schema.reference: schema.sha256 for schema in list_schemas()}
    for path, hashes in ((PROMPT_HASHES, prompts), (SCHEMA_HASHES, schemas)):
        told += list_changes(json.loads(path.read_text(encoding="utf-8")), hashes)
        path.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")
    for schema in list_schemas():
        schema_file(schema).parent.mkdir(exist_ok=True)
        schema_file(schema).write_text(schema.text + "\n", encoding="utf-8")
    return told


def list_changes(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """One line for each reference that is new, gone, or has another hash than before, by name."""
    names = (name for name in sorted(before | now) if before.get(name) != now.get(name))
    return [f"new: {name}" if name not in before else f"{_KEPT}: {name}" for name in names]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in freeze() or ["nothing has changed"])
