"""Where a wire schema's objects cite sentences, and how far their numbers and lists may go."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

_BY_NAME = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
"""Words of a JSON Schema that hold schemas by names, which people choose."""
_VALUES = frozenset({"default", "const", "enum", "examples"})
"""Those that hold values, in which nothing is a schema."""
_LISTS = (list, tuple, set, frozenset)
"""What a list of JSON may be in an answer."""


def is_cite_field(name: str) -> bool:
    """Whether a field of an answer holds sentence numbers: ``cite``, ``cites``, ``gist``, or ``..._cite(s)``."""
    return name in {"cite", "cites", "gist"} or name.endswith(("_cite", "_cites"))


def limit_cites(schema: dict[str, Any], sentence_count: int) -> dict[str, Any]:
    """A copy of a JSON Schema whose cite fields admit only existing sentence numbers."""

    def limit(name: str, field: dict[str, Any]) -> None:
        if field.get("type") == "array" and is_cite_field(name):
            field["items"] = {"type": "integer", "minimum": 1, "maximum": sentence_count}

    return _change_fields(schema, limit)


def limit_lists(schema: dict[str, Any], longest: Mapping[str, int]) -> dict[str, Any]:
    """A copy of a JSON Schema whose lists of the fields named admit no more entries than that, or than they did."""

    def limit(name: str, field: dict[str, Any]) -> None:
        if field.get("type") == "array" and name in longest:
            field["maxItems"] = min(longest[name], field.get("maxItems", longest[name]))

    return _change_fields(schema, limit)


def _change_fields(schema: dict[str, Any], change: Callable[[str, dict[str, Any]], None]) -> dict[str, Any]:
    """A copy of a JSON Schema in which every field of an object was given to ``change`` with its name."""
    copied = deepcopy(schema)
    for node in find_nodes(copied):
        for name, field in node.get("properties", {}).items():
            change(name, field)
    return copied


def find_nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All schemas in a JSON Schema, itself first. Whatever fields and definitions are called, their names are none."""
    nodes = [schema]
    while nodes:
        node = nodes.pop()
        yield node
        for word, held in node.items():
            if word not in _VALUES:
                inner = held.values() if word in _BY_NAME else held if isinstance(held, list) else (held,)
                nodes.extend(one for one in inner if isinstance(one, dict))


def find_cites(node: Any) -> list[int]:
    """All sentence numbers in the cite fields of an answer, or of one dumped, in order."""
    found: list[int] = []
    _collect_cites(node, found)
    return found


def _collect_cites(node: Any, found: list[int]) -> None:
    if isinstance(node, _LISTS):
        for item in node:
            _collect_cites(item, found)
        return
    for name, value in _fields(node):
        if isinstance(value, _LISTS) and is_cite_field(name):
            found.extend(cite for cite in value if isinstance(cite, int))
        elif not isinstance(value, str):
            _collect_cites(value, found)


def _fields(node: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(node, BaseModel):
        return (*vars(node).items(), *(node.model_extra or {}).items())
    if dataclasses.is_dataclass(node):
        return ((field.name, getattr(node, field.name)) for field in dataclasses.fields(node))
    return node.items() if isinstance(node, dict) else ()
