"""Freezes prompts and schemas as they are now (``make freeze``); only for versions that are not released yet."""

import json
from pathlib import Path

from summarizer.rendering.prompts import list_prompts
from summarizer.schemas.catalog import Schema, list_schemas

ROOT = Path(__file__).parents[1]
PROMPT_HASHES = ROOT / "prompts" / "released.json"
SCHEMA_HASHES = ROOT / "schemas" / "released.json"


def schema_file(schema: Schema) -> Path:
    """Where a schema's frozen JSON Schema stands."""
    return ROOT / "schemas" / "json" / f"{schema.reference.replace('/', '-')}.schema.json"


def freeze() -> None:
    """Write the hashes of all prompts and schemas, and the schemas' texts."""
    prompts = {prompt.reference: prompt.sha256 for prompt in list_prompts()}
    schemas = {schema.reference: schema.sha256 for schema in list_schemas()}
    for path, hashes in ((PROMPT_HASHES, prompts), (SCHEMA_HASHES, schemas)):
        path.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")
    for schema in list_schemas():
        schema_file(schema).parent.mkdir(exist_ok=True)
        schema_file(schema).write_text(schema.text + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze()
