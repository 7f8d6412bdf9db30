"""Prompt text made from schemas and records: what fields mean, and what an incident is in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from summarizer.schemas.record_v1 import Evidence, Incident, Perpetrator, PlaceName, Target, Victim, Weapon


def describe_fields(answer_type: type[BaseModel]) -> str:
    """The fields of an answer as prompt text: one line a field with its path, its JSON type and its description."""
    schema = answer_type.model_json_schema()
    return "\n".join(_field_lines(schema, schema.get("$defs", {}), ""))


def _field_lines(node: Mapping[str, Any], defs: Mapping[str, Any], path: str) -> list[str]:
    lines = []
    for name, field in node.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        lines.append(
            f"- {here} ({_json_type(field)})" + (f": {field['description']}" if "description" in field else "")
        )
        for inner in _inner_objects(field, defs):
            lines.extend(line for line in _field_lines(inner, defs, _inner_path(field, here)) if line not in lines)
    return lines


def _inner_path(field: Mapping[str, Any], path: str) -> str:
    return f"{path}[]" if field.get("type") == "array" else path


def _inner_objects(field: Mapping[str, Any], defs: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    options = [field, field.get("items", {}), *field.get("anyOf", ()), *field.get("items", {}).get("anyOf", ())]
    return [defs[option["$ref"].rpartition("/")[2]] for option in options if "$ref" in option]


def _json_type(field: Mapping[str, Any]) -> str:
    if "enum" in field:
        return "one of the types below" if len(field["enum"]) > 20 else " | ".join(map(str, field["enum"]))  # noqa: PLR2004 - only the type list is so long
    if "const" in field:
        return f'"{field["const"]}"'
    if field.get("type") == "array":
        return f"list of {_json_type(field.get('items', {}))}"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_json_type(option) for option in field["anyOf"]))
    return "object" if "$ref" in field else str(field.get("type", "any"))


def describe_incidents(incidents: Sequence[Incident]) -> list[str]:
    """Plain lines that tell each incident, for the question that writes the summary; supported values only."""
    return [_describe(incident) for incident in incidents]


def _describe(incident: Incident) -> str:
    places = [place.name for place in incident.place.places if _is_held(place.evidence)]
    country = incident.place.country if _is_held(incident.place.country_evidence) else None
    where = ", ".join([*reversed(places), *([country] if country else [])])
    parts = [incident.type if incident.stage == "accomplished" else f"{incident.stage} {incident.type}"]
    if where:
        parts.append(f"where: {where}")
    if incident.date and _is_held(incident.date.evidence):
        parts.append(f"when: {incident.date.text}")
    for victim in incident.victims:
        if _is_held(victim.evidence) and (victim.count is None or _is_held(victim.count.evidence)):
            count = (
                f"{victim.count.text} " if victim.count and victim.group and victim.count.text != victim.group else ""
            )
            parts.append(f"{victim.outcome}: {count}{victim.name or victim.group}")
    for perpetrator in incident.perpetrators:
        if _is_held(perpetrator.evidence):
            status = f" ({perpetrator.status})" if perpetrator.status else ""
            parts.append(f"by: {perpetrator.name}{status}")
    return "; ".join(parts)


def _is_held(evidence: Sequence[Evidence]) -> bool:
    return any(item.status != "not_found" for item in evidence)


def evidence_of(incident: Incident) -> list[Evidence]:
    """All evidence of an incident's entries that the article holds."""
    entries: tuple[Weapon | Perpetrator | Target | Victim | PlaceName, ...] = (
        *incident.weapons,
        *incident.perpetrators,
        *incident.targets,
        *incident.victims,
        *incident.place.places,
    )
    return [item for entry in entries for item in entry.evidence if item.status != "not_found"]
