"""A record's values and their evidence, walked."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from summarizer.schemas.record import Evidence, Incident, Perpetrator, PlaceName, Summary, Target, Victim, Weapon


def assert_spans(record: BaseModel, text: str) -> None:
    """Every evidence and sentence of a record is the text's own slice. Raises: AssertionError naming the span."""
    for span in _spans(record):
        if text[span.start : span.end] != span.text:
            raise AssertionError(f"evidence {span!r} is not text[{span.start}:{span.end}]")


def _spans(node: Any) -> Iterator[Evidence]:
    if isinstance(node, BaseModel):
        values = vars(node)
        if "start" in values and "end" in values and "text" in values:
            yield node  # type: ignore[misc]
        for value in values.values():
            yield from _spans(value)
    elif isinstance(node, (tuple, list)):
        for item in node:
            yield from _spans(item)


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


def walk_evidence(node: Any) -> Iterator[Evidence]:
    """Every evidence in the incidents of a record, or in a part of them."""
    if isinstance(node, Evidence):
        yield node
    elif isinstance(node, Summary):
        yield from walk_evidence(node.incidents)
    elif isinstance(node, tuple):
        for item in node:
            yield from walk_evidence(item)
    elif isinstance(node, BaseModel):
        for _, value in node:
            yield from walk_evidence(value)


class Value(NamedTuple):
    """A value of a record with its path there and its evidence."""

    field: str
    text: str
    evidence: tuple[Evidence, ...]


def list_values(incidents: Sequence[Incident]) -> Iterator[Value]:
    """The values of incidents that have evidence of their own, in the order of the record."""
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}]"
        if incident.date:
            yield Value(f"{field}.date", incident.date.text, incident.date.evidence)
        if incident.place.country:
            yield Value(f"{field}.place.country", incident.place.country, incident.place.country_evidence)
        for at, place in enumerate(incident.place.places):
            yield Value(f"{field}.place.places[{at}]", place.name, place.evidence)
        for role in ("weapons", "perpetrators", "targets"):
            for at, entry in enumerate(getattr(incident, role)):
                yield Value(f"{field}.{role}[{at}].name", entry.name, entry.evidence)
        for at, victim in enumerate(incident.victims):
            kind = "name" if victim.name is not None else "group"
            yield Value(f"{field}.victims[{at}].{kind}", victim.name or victim.group or "", victim.evidence)
            if victim.count:
                yield Value(f"{field}.victims[{at}].count", victim.count.text, victim.count.evidence)
            if victim.said_by:
                yield Value(f"{field}.victims[{at}].said_by", victim.said_by.text, victim.said_by.evidence)


def is_held(evidence: Sequence[Evidence]) -> bool:
    """Whether the article holds the value that the evidence is of."""
    return any(item.status != "not_found" for item in evidence)
