"""The released schemas as frozen JSON Schema."""

import difflib
import hashlib
import json

from pydantic import BaseModel, ConfigDict

from summarizer.errors import SchemaError


class Schema(BaseModel):
    """A released schema. ``text`` is its JSON Schema, keys in the model's order, two spaces deep."""

    model_config = ConfigDict(frozen=True)

    reference: str
    meaning: str
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of ``text``."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def list_schemas() -> tuple[Schema, ...]:
    """All released schemas: wire schemas, then record schemas, then events."""
    from summarizer.schemas.event import EVENT_SCHEMA, Event  # noqa: PLC0415 - lazy: only when used
    from summarizer.schemas.record import CUSTOM_RECORD_SCHEMA, RECORD_SCHEMA, CustomSummary, Summary  # noqa: PLC0415 - lazy: only when used
    from summarizer.schemas.wire import WIRE_SCHEMAS  # noqa: PLC0415 - lazy: only when used

    models: dict[str, type[BaseModel]] = {f"wire/{name}": model for name, model in WIRE_SCHEMAS.items()}
    models |= {RECORD_SCHEMA: Summary, CUSTOM_RECORD_SCHEMA: CustomSummary, EVENT_SCHEMA: Event}
    return tuple(_export(reference, model) for reference, model in models.items())


def _export(reference: str, model: type[BaseModel]) -> Schema:
    text = json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False)
    return Schema(reference=reference, meaning=(model.__doc__ or "").partition("\n")[0], text=text)


def load_schema(reference: str) -> Schema:
    """The schema of that reference. Raises: SchemaError naming those there are."""
    schemas = list_schemas()
    for schema in schemas:
        if schema.reference == reference:
            return schema
    known = ", ".join(schema.reference for schema in schemas)
    raise SchemaError(f"There is no schema {reference!r}. There are: {known}.")


def diff_schemas(old: Schema, new: Schema) -> str:
    """A unified diff of two schemas; empty where they are the same."""
    lines = difflib.unified_diff(
        old.text.splitlines(), new.text.splitlines(), old.reference, new.reference, lineterm=""
    )
    return "\n".join(lines)
