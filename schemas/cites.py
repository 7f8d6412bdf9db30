"""Where a wire schema's objects cite sentences, and how far their numbers and lists may go."""

from collections.abc import Iterator, Mapping
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


def limit_schema(
    schema: dict[str, Any], sentence_count: int, longest: Mapping[str, int] = {}, fewest: Mapping[str, int] = {}
) -> dict[str, Any]:
    """A copy of a JSON Schema whose cite fields admit only existing sentence numbers.

    ``longest`` are the most entries of lists by field name: they admit no more than that, or than they did.
    ``fewest`` are the least.
    """
    copied = deepcopy(schema)
    for node in find_nodes(copied):
        for name, field in node.get("properties", {}).items():
            if is_cite_field(name):
                for option in (one for one in (field, *field.get("anyOf", ())) if one.get("type") == "array"):
                    option["items"] = {"type": "integer", "minimum": 1, "maximum": sentence_count}
            if field.get("type") == "array" and name in longest:
                field["maxItems"] = min(longest[name], field.get("maxItems", longest[name]))
            if field.get("type") == "array" and name in fewest:
                field["minItems"] = fewest[name]
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


def follow(reference: str, definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema among the definitions of a JSON Schema to which a ``$ref`` in it refers."""
    named: Mapping[str, Any] = definitions[reference.rpartition("/")[2]]
    return named


def find_cites(node: Any) -> list[int]:
    """All sentence numbers in the cite fields of an answer, or of one dumped, in order."""
    return list(_walk_cites(node.model_dump(by_alias=False, warnings=False) if isinstance(node, BaseModel) else node))


def _walk_cites(node: Any) -> Iterator[int]:
    if isinstance(node, dict):
        for name, value in node.items():
            if isinstance(value, _LISTS) and is_cite_field(name):
                yield from (cite for cite in value if isinstance(cite, int))
            else:
                yield from _walk_cites(value)
    elif isinstance(node, _LISTS):
        for item in node:
            yield from _walk_cites(item)
