"""Values as JSON text that UTF-8 can hold."""

import json

from pydantic import BaseModel


def to_json(value: BaseModel, *, indent: int | None = None) -> str:
    """The value as JSON, on one line without ``indent``; lone surrogates, which have no UTF-8, are escaped."""
    try:
        return value.model_dump_json(indent=indent)
    except ValueError:
        return json.dumps(value.model_dump(mode="json"), ensure_ascii=True, indent=indent)
