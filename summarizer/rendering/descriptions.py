"""Prompt text made from schemas and records: what fields mean, and what an incident is in plain words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from pydantic import BaseModel

from summarizer.evidence.values import is_held
from summarizer.language.folding import squeeze
from summarizer.schemas.cites import follow
from summarizer.schemas.record import Incident
from summarizer.schemas.types import TYPE_NAMES


@lru_cache(maxsize=64)
def describe_fields(answer_type: type[BaseModel]) -> str:
    """The fields of an answer as prompt text: one line a field with its path, its JSON type and its description.

    In a path ``[]`` stands for an item of a list and ``*`` for a key that the answer chooses. A model that holds itself
    is told once.
    """
    schema = answer_type.model_json_schema()
    defs = schema.get("$defs", {})
    return "\n".join(dict.fromkeys(_field_lines(_target(schema, defs), defs, "", ())))


def _field_lines(
    node: Mapping[str, Any], defs: Mapping[str, Any], path: str, above: tuple[Mapping[str, Any], ...]
) -> Iterator[str]:
    """Lines of the fields of an object and of those within; ``above`` are the objects that it stands in."""
    for name, field in node.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        said = squeeze(field.get("description", ""))
        yield f"- {here} ({_json_type(field, defs)})" + (f": {said}" if said else "")
        for inner, suffix in _inner_objects(field, defs):
            if inner not in (node, *above):
                yield from _field_lines(inner, defs, here + suffix, (node, *above))


def _inner_objects(
    field: Mapping[str, Any], defs: Mapping[str, Any], suffix: str = "", seen: tuple[str, ...] = ()
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The objects that a field may hold, each with what its path adds to the field's; ``seen`` are types around it."""
    if "$ref" in field:
        if field["$ref"] in seen:
            return
        seen, field = (*seen, field["$ref"]), _target(field, defs)
        if "properties" in field:
            yield field, suffix
            return
    for option in _options(field):
        yield from _inner_objects(option, defs, suffix, seen)
    for at, item in enumerate(field.get("prefixItems", ())):
        yield from _inner_objects(item, defs, f"{suffix}[{at}]", seen)
    if isinstance(field.get("items"), dict):
        yield from _inner_objects(field["items"], defs, f"{suffix}[]", seen)
    if isinstance(field.get("additionalProperties"), dict):
        yield from _inner_objects(field["additionalProperties"], defs, f"{suffix}.*", seen)


def _options(field: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return cast(Sequence[Mapping[str, Any]], field.get("anyOf") or field.get("oneOf", ()))


def _target(field: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    return follow(field["$ref"], defs) if "$ref" in field else field


def _json_type(field: Mapping[str, Any], defs: Mapping[str, Any], seen: tuple[str, ...] = ()) -> str:
    """A field's type in words; one that holds itself is told once."""
    if field.get("$ref") in seen:
        return "the same"
    seen = (*seen, *([field["$ref"]] if "$ref" in field else []))
    field = _target(field, defs)
    if "enum" in field:
        is_listed = field["enum"] == list(TYPE_NAMES)
        return "one of the types below" if is_listed else " | ".join(map(_word, field["enum"]))
    if "const" in field:
        return json.dumps(field["const"], ensure_ascii=False)
    if field.get("type") == "array":
        items = field.get("prefixItems") or [field.get("items", {})]
        return f"list of {', '.join(_json_type(item, defs, seen) for item in items)}"
    if options := _options(field):
        return " or ".join(dict.fromkeys(_json_type(option, defs, seen) for option in options))
    return str(field.get("type", "any"))


def _word(value: Any) -> str:
    """A value of an enum, a text without quotes."""
    return value if isinstance(value, str) else json.dumps(value)


def describe_incident(incident: Incident) -> str:
    """A plain line that tells an incident, for the question that writes the summary; supported values only."""
    places = [place.name for place in incident.place.places if is_held(place.evidence)]
    country = incident.place.country if is_held(incident.place.country_evidence) else None
    where = ", ".join([*reversed(places), *([country] if country else [])])
    parts = [incident.type if incident.stage == "accomplished" else f"{incident.stage} {incident.type}"]
    if where:
        parts.append(f"where: {where}")
    if incident.date and is_held(incident.date.evidence):
        parts.append(f"when: {incident.date.text}")
    for victim in incident.victims:
        if is_held(victim.evidence) and (victim.count is None or is_held(victim.count.evidence)):
            count = (
                f"{victim.count.text} " if victim.count and victim.group and victim.count.text != victim.group else ""
            )
            parts.append(f"{victim.outcome}: {count}{victim.name or victim.group}")
    for perpetrator in incident.perpetrators:
        if is_held(perpetrator.evidence):
            status = f" ({perpetrator.status})" if perpetrator.status else ""
            parts.append(f"by: {perpetrator.name}{status}")
    return "; ".join(parts)
