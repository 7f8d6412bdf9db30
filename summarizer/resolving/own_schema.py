"""A user's own schema: evidence for its fields wherever an object of the answer carries cites."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import Grounded, cited_sentences, ground, span_evidence, tell_moved
from summarizer.evidence.matching import find_all
from summarizer.language.numbers import find_number, plain_value, write_number
from summarizer.schemas.cites import follow, is_cites
from summarizer.schemas.record import Evidence, FieldEvidence, Finding, Sentence

_DAY, _TIME = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?"
_DURATION = r"-?P(?=T?\d)(?:\d+[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?"
_ISO_MOMENT = re.compile(rf"{_DAY}(?:T{_TIME})?|{_TIME}|{_DURATION}")


class ResolvedCustom(NamedTuple):
    """The evidence of an answer's fields by path, and findings."""

    evidence: tuple[FieldEvidence, ...]
    findings: tuple[Finding, ...]


class _Shape(NamedTuple):
    """What a JSON Schema says of one value: its alternatives, and the definitions that they refer to."""

    nodes: tuple[Mapping[str, Any], ...]
    definitions: Mapping[str, Any]

    @classmethod
    def of(cls, nodes: Iterable[Any], definitions: Mapping[str, Any]) -> Self:
        """The shape that these schemas give, with all that they refer to or leave the choice of."""
        found = list[Mapping[str, Any]]()
        left: list[Mapping[str, Any]] = [node for node in nodes if isinstance(node, dict)]
        while left:
            node = left.pop()
            if node in found:
                continue
            found.append(node)
            if "$ref" in node:
                left.append(follow(node["$ref"], definitions))
            left += (one for word in ("anyOf", "oneOf", "allOf") for one in node.get(word, ()))
        return cls(tuple(found), definitions)

    def within(self, step: str | int) -> Self:
        """The shape of an object's field, or of a list's item."""
        inner = _field_schemas if isinstance(step, str) else _item_schemas
        return self.of((one for node in self.nodes for one in inner(node, step)), self.definitions)

    @property
    def offered(self) -> frozenset[str | float]:
        """The texts and numbers that it offers as values: those of its enums, constants and defaults."""
        values = (
            value for node in self.nodes for value in (*node.get("enum", ()), node.get("const"), node.get("default"))
        )
        return frozenset(value for value in values if _is_value(value))


def _field_schemas(node: Mapping[str, Any], name: Any) -> Iterable[Any]:
    known = node.get("properties", {})
    if name in known:
        return (known[name],)
    return *node.get("patternProperties", {}).values(), node.get("additionalProperties")


def _item_schemas(node: Mapping[str, Any], at: Any) -> Iterable[Any]:
    first = node.get("prefixItems", ())
    return (first[at] if at < len(first) else node.get("items"),)


def resolve_custom(answer: dict[str, Any], facts: Facts, *, schema: Mapping[str, Any] | None = None) -> ResolvedCustom:
    """Evidence for every string or number that stands beside a ``cite`` list in one object.

    ``X_cite`` belongs to the field ``X`` (or ``Xs``); ``cite`` to every other text and number of its object, at any
    depth, but for objects with cites of their own. A cite with no such field beside it gives the cited sentences
    themselves, if any. Numbers, and texts that are one, are also found in words and in other digits ("twelve"), and so
    are percentages and money ("12%" in "12 percent", "$5m" in "$5 million").
    A value that the schema chose and not the article (one of those that ``schema``, the answer's JSON Schema, offers
    for its field; a day, time or duration in ISO's form) has the cited sentences as its evidence; a number that is
    offered only where they do not hold it, for it may count.
    """
    schema = schema or {}
    evidence: list[FieldEvidence] = []
    findings: list[Finding] = []
    for path, cites, value, shape in _cited_values(answer, "", _Shape.of([schema], schema.get("$defs", {}))):
        is_offered = value in shape.offered
        is_chosen = isinstance(value, str) and (is_offered or _ISO_MOMENT.fullmatch(value) is not None)
        grounded = None if value is None or is_chosen else _ground(value, cites, facts, path)
        if grounded is None or (grounded.findings and is_offered):
            spans = tuple(span_evidence(item, 0, len(item.text)) for item in cited_sentences(cites, facts.sentences))
            evidence.append(FieldEvidence(field=path, evidence=spans))
            continue
        evidence.append(FieldEvidence(field=path, evidence=grounded.evidence))
        findings.extend(grounded.findings)
    return ResolvedCustom(tuple(evidence), tuple(findings))


def _cited_values(node: Any, path: str, shape: _Shape) -> Iterator[tuple[str, list[int], Any, _Shape]]:
    """Path, cites, value and shape of all that is cited, in the order of the cite fields; None for the sentences."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _cited_values(item, f"{path}[{index}]", shape.within(index))
    if not isinstance(node, dict):
        return
    stem = f"{path}." if path else ""
    cites: dict[str, list[int]] = {}
    for name, value in node.items():
        if is_cites(name, value):
            cites.setdefault(_owner(name), []).extend(value)
    left = dict(cites)
    for name, value in node.items():
        if not is_cites(name, value):
            yield from _cited_values(value, f"{stem}{name}", shape.within(name))
        elif (cited := left.pop(_owner(name), None)) is not None:
            values = _beside(node, _owner(name), cites, shape)
            yield from ((f"{stem}{field}", cited, value, own) for field, value, own in values)
            if cited and not values:
                yield f"{stem}{name}", cited, None, shape


def _owner(cite: str) -> str:
    """The field that a cite field belongs to, or its singular; empty for those of all that stands beside them."""
    return "" if cite in {"cite", "cites"} else cite.removesuffix("s").removesuffix("_cite")


def _ground(value: str | float, cites: Sequence[int], facts: Facts, field: str) -> Grounded:
    text = write_number(value)
    if plain_value(text) is None:
        return ground(text, cites, facts.index, field=field)
    cited = cited_sentences(cites, facts.sentences)
    if not _holds(text, cited) and (spelt := _spelt(text, cited, facts)):
        return Grounded(text, (spelt,), ())
    grounded = ground(text, cites, facts.index, field=field)
    is_held = any(item.status in {"exact", "normalized"} for item in grounded.evidence)
    elsewhere = None if is_held else _spelt_elsewhere(text, cited, facts)
    return Grounded(text, (elsewhere,), (tell_moved(text, cited, (elsewhere,), field),)) if elsewhere else grounded


def _holds(number: str, sentences: Iterable[Sentence]) -> bool:
    return any(find_all(number, sentence.text) for sentence in sentences)


def _spelt(number: str, sentences: Iterable[Sentence], facts: Facts, *, ordinals: bool = True) -> Evidence | None:
    """The number where a sentence has it in words, with a scale or separators."""
    for sentence in sentences:
        numbers = facts.of(sentence).numbers
        for span in find_number(number, sentence.text, numbers, is_english=facts.is_english, ordinals=ordinals):
            return span_evidence(sentence, *span)
    return None


def _spelt_elsewhere(number: str, cited: Sequence[Sentence], facts: Facts) -> Evidence | None:
    """The number in the nearest sentence that spells it; words for one and two, and ordinals, say too much else."""
    if (plain_value(number) or 0) <= 2:  # noqa: PLR2004 - the least plural
        return None
    first = cited[0].number if cited else 1
    nearest = sorted(facts.sentences, key=lambda sentence: abs(sentence.number - first))
    return _spelt(number, nearest, facts, ordinals=False)


def _beside(node: dict[str, Any], owner: str, owners: Collection[str], shape: _Shape) -> list[tuple[str, Any, _Shape]]:
    """The values that the cites of one of the owners vouch for, by path within their object; items have an index."""
    found: list[tuple[str, Any, _Shape]] = []
    for name, value in node.items():
        own = next((one for one in (name, name.removesuffix("s")) if one in owners), "")
        if own == owner and not is_cites(name, value):
            found.extend(_values_in(value, name, shape.within(name)))
    return found


def _values_in(node: Any, path: str, shape: _Shape) -> Iterator[tuple[str, Any, _Shape]]:
    """The texts and numbers of a value by path, itself or those in it; none of objects with cites of their own."""
    if isinstance(node, list):
        for at, item in enumerate(node):
            yield from _values_in(item, f"{path}[{at}]", shape.within(at))
    elif isinstance(node, dict):
        if not any(is_cites(name, value) for name, value in node.items()):
            for name, value in node.items():
                yield from _values_in(value, f"{path}.{name}", shape.within(name))
    elif _is_value(node):
        yield path, node, shape


def _is_value(item: Any) -> bool:
    return (isinstance(item, str) and bool(item.strip())) or (
        isinstance(item, (int, float)) and not isinstance(item, bool)
    )
