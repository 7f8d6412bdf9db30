"""A record's values and their evidence: one walk, on which everything that looks at all of them rests."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, cast, get_args

from pydantic import BaseModel

from summarizer.schemas.record import (
    CustomSummary,
    Evidence,
    FieldEvidence,
    Incident,
    Place,
    PlaceName,
    Sentence,
    Summary,
    Victim,
)


class Value(NamedTuple):
    """A value of a record with its evidence.

    ``holder`` is the path of the part that the evidence is of, and ``node`` that part; ``field`` is the path of the
    words, as findings have it: ``incidents[0].weapons[0]`` holds ``incidents[0].weapons[0].name``.
    """

    holder: str
    field: str
    text: str
    evidence: tuple[Evidence, ...]
    node: BaseModel

    @property
    def confidence(self) -> float | None:
        """How likely it is right; None where that is not known, and for what is told beside it, such as a number."""
        name = "country_confidence" if isinstance(self.node, Place) else "confidence"
        return cast(float | None, getattr(self.node, name, None))


def walk_values(node: Any, path: str = "") -> Iterator[Value]:
    """The values of a record, or of a part of one at ``path``, that have evidence of their own, in the record's order.

    An entry comes before what it holds: a victim, the count, who says so. Of a user's own schema all that its cites
    vouch for, in the article's words.
    """
    if isinstance(node, Summary):
        yield from walk_values(node.incidents, "incidents")
    elif isinstance(node, CustomSummary):
        yield from walk_values(node.evidence)
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from walk_values(item, f"{path}[{index}]")
    elif isinstance(node, BaseModel):
        yield from _own_value(node, path)
        said = vars(node)
        for name in _parts_of(type(node)):
            if part := said[name]:
                yield from walk_values(part, f"{path}.{name}")


@cache
def _parts_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold parts with values of their own, in its order: models, and tuples of them."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in ("evidence", "country_evidence") and _may_hold_parts(field.annotation)
    )


def _may_hold_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(map(_may_hold_parts, get_args(annotation)))


@cache
def _has_evidence(model: type[BaseModel]) -> bool:
    return "evidence" in model.model_fields


def _own_value(node: BaseModel, path: str) -> Iterator[Value]:
    """The value that a part's own evidence is of; none where it has no evidence."""
    if isinstance(node, FieldEvidence):
        words = node.evidence[0].text if node.evidence else ""
        yield Value(node.field, node.field, words, node.evidence, node)
    elif isinstance(node, Place):
        if node.country:
            yield Value(f"{path}.country", f"{path}.country", node.country, node.country_evidence, node)
    elif _has_evidence(type(node)):
        said: dict[str, Any] = vars(node)
        word = next((name for name in ("name", "text") if said.get(name) is not None), "group")
        field = path if word == "text" or isinstance(node, PlaceName) else f"{path}.{word}"
        yield Value(path, field, said[word] or "", said["evidence"], node)


def list_spans(record: Summary | CustomSummary) -> list[Evidence | Sentence]:
    """All that points into a record's article: the evidence of its values and findings, and its key sentences."""
    given = [*(value.evidence for value in walk_values(record)), *(finding.evidence for finding in record.findings)]
    key = record.key_sentences if isinstance(record, Summary) else ()
    return [*chain.from_iterable(given), *key]


def assert_spans(record: Summary | CustomSummary, text: str) -> None:
    """Every evidence and sentence of a record is the text's own slice. Raises: AssertionError naming the span."""
    for span in list_spans(record):
        if text[span.start : span.end] != span.text:
            raise AssertionError(f"evidence {span!r} is not text[{span.start}:{span.end}]")


def evidence_of(incident: Incident) -> list[Evidence]:
    """All evidence of an incident's entries that the article holds."""
    entries = (value for value in walk_values(incident) if value.holder.endswith("]"))
    return list_held(item for entry in entries for item in entry.evidence)


def is_held(evidence: Sequence[Evidence]) -> bool:
    """Whether the article holds the value that the evidence is of."""
    return any(item.status != "not_found" for item in evidence)


def list_held(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Of a value's evidence where the article holds it, in order: without a cited sentence that does not."""
    return [item for item in evidence if item.status != "not_found"]


def list_counting(victim: Victim) -> list[Evidence]:
    """Where the article holds a victim entry's number; nowhere where it has none."""
    return list_held(victim.count.evidence) if victim.count else []
