"""Where a wire schema's objects cite sentences, and how far their numbers and lists may go."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

_BY_NAME = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
"""Words of a JSON Schema that hold schemas by names, which people choose."""
_VALUES = frozenset({"default", "const", "enum", "examples"})
"""Those that hold values, in which nothing is a schema."""


def is_cite_field(name: str) -> bool:
    """Whether a field of an answer may hold sentence numbers: ``cite``, ``cites``, ``gist``, or ``..._cite(s)``."""
    return name == "gist" or _must_cite(name)


def is_cites(name: str, value: Any) -> bool:
    """Whether a field of an answer's JSON holds sentence numbers, by its name and by what it holds."""
    return is_cite_field(name) and isinstance(value, list) and all(type(item) is int for item in value)


def _must_cite(name: str) -> bool:
    """Whether a field's name has no other use: a gist may be a text."""
    return name in {"cite", "cites"} or name.endswith(("_cite", "_cites"))


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
                for option in (field, *field.get("anyOf", ())):
                    if _lists_numbers(option):
                        option["items"] = {"type": "integer", "minimum": 1, "maximum": sentence_count}
            if field.get("type") == "array" and name in longest:
                field["maxItems"] = min(longest[name], field.get("maxItems", longest[name]))
            if field.get("type") == "array" and name in fewest:
                field["minItems"] = fewest[name]
    return copied


def find_odd_cites(schema: Mapping[str, Any]) -> Iterator[str]:
    """The fields of a JSON Schema whose names are those of cites, but that list no sentence numbers.

    And those of a NamedTuple, which JSON has as a list: in an answer they have no names.
    """
    definitions = schema.get("$defs", {})
    for node in find_nodes(dict(schema)):
        for name, field in node.get("properties", {}).items():
            if _must_cite(name) and not all(map(_lists_numbers, _alternatives(field, definitions))):
                yield f"{node['title']}.{name}" if "title" in node else name
        for field in node.get("prefixItems", ()):
            name = str(field.get("title", "")).lower().replace(" ", "_")
            if _must_cite(name) and any(map(_lists_numbers, _alternatives(field, definitions))):
                yield name


def _alternatives(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a field may be but null, with what it refers to."""
    if "$ref" in field:
        yield from _alternatives(follow(field["$ref"], definitions), definitions)
    elif "anyOf" in field:
        for one in field["anyOf"]:
            yield from _alternatives(one, definitions)
    elif field.get("type") != "null":
        yield field


def _lists_numbers(field: Mapping[str, Any]) -> bool:
    """Whether what a schema admits is a list of whole numbers, or of whatever it may be."""
    items = (*field.get("prefixItems", ()), field.get("items", {}))
    return field.get("type") == "array" and all(one.get("type", "integer") == "integer" for one in items)


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
            if isinstance(name, str) and is_cite_field(name) and _is_list(value):
                yield from (cite for cite in value if isinstance(cite, int))
            else:
                yield from _walk_cites(value)
    elif _is_list(node):
        for item in node:
            yield from _walk_cites(item)


def _is_list(node: Any) -> bool:
    """Whether a value of an answer, which has its own type there, is a list in JSON."""
    return isinstance(node, Collection) and not isinstance(node, str | bytes | Mapping)
