"""A user's own schema: evidence for its fields wherever an object of the answer carries cites."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from summarizer.answers import is_cite_field
from summarizer.grounding import cited_sentences, ground, span_evidence
from summarizer.schemas.record_v1 import FieldEvidence, Finding, Sentence


class ResolvedCustom(NamedTuple):
    """The answer, the evidence of its fields by path, and findings."""

    answer: dict[str, Any]
    evidence: tuple[FieldEvidence, ...]
    findings: tuple[Finding, ...]


def resolve_custom(answer: dict[str, Any], sentences: Sequence[Sentence]) -> ResolvedCustom:
    """Evidence for every string or number that stands beside a ``cite`` list in one object.

    ``X_cite`` belongs to the field ``X`` (or ``Xs``); ``cite`` to every other text and number of its object. A cite
    with no such field beside it gives the cited sentences themselves. Values are not changed.
    """
    evidence: list[FieldEvidence] = []
    findings: list[Finding] = []
    _visit(answer, "", sentences, evidence, findings)
    return ResolvedCustom(answer, tuple(evidence), tuple(findings))


def _visit(
    node: Any, path: str, sentences: Sequence[Sentence], evidence: list[FieldEvidence], findings: list[Finding]
) -> None:
    if isinstance(node, list):
        for index, item in enumerate(node):
            _visit(item, f"{path}[{index}]", sentences, evidence, findings)
        return
    if not isinstance(node, dict):
        return
    for name, cites in node.items():
        here = f"{path}.{name}" if path else name
        if not is_cite_field(name) or not isinstance(cites, list):
            _visit(cites, here, sentences, evidence, findings)
            continue
        values = _beside(node, name)
        for field, value in values:
            grounded = ground(str(value), cites, sentences, field=f"{path}.{field}" if path else field)
            evidence.append(FieldEvidence(field=f"{path}.{field}" if path else field, evidence=grounded.evidence))
            findings.extend(grounded.findings)
        if not values:
            spans = tuple(span_evidence(item, 0, len(item.text)) for item in cited_sentences(cites, sentences))
            evidence.append(FieldEvidence(field=here, evidence=spans))


def _beside(node: dict[str, Any], cite: str) -> list[tuple[str, Any]]:
    """The values that a cite field vouches for, by name within its object; list items carry their index."""
    stem = cite.removesuffix("s").removesuffix("_cite") if cite.removesuffix("s").endswith("_cite") else None
    owned = {key.removesuffix("s").removesuffix("_cite") for key in node if is_cite_field(key)}
    found: list[tuple[str, Any]] = []
    for name, value in node.items():
        if is_cite_field(name) or cite == "gist":
            continue
        if name in (stem, f"{stem}s") or (stem is None and name not in owned and name.removesuffix("s") not in owned):
            found.extend(_leaves(name, value))
    return found


def _leaves(name: str, value: Any) -> list[tuple[str, Any]]:
    items = (
        [(f"{name}[{index}]", item) for index, item in enumerate(value)] if isinstance(value, list) else [(name, value)]
    )
    return [(path, item) for path, item in items if _is_value(item)]


def _is_value(item: Any) -> bool:
    return (isinstance(item, str) and bool(item.strip())) or (
        isinstance(item, (int, float)) and not isinstance(item, bool)
    )
