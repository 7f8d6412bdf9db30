"""A record's values and their evidence: one walk, on which everything that looks at all of them rests."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from summarizer.language.wording import Wording
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


def walk_values(node: Any, path: str = "") -> list[Value]:
    """The values of a record, or of a part of one at ``path``, that have evidence of their own, in the record's order.

    An entry comes before what it holds: a victim, the count, who says so. Of a user's own schema all that its cites
    vouch for, in the article's words.
    """
    found = list[Value]()
    if isinstance(node, Summary):
        _gather(node.incidents, "incidents", found)
    elif isinstance(node, CustomSummary):
        _gather(node.evidence, "", found)
    else:
        _gather(node, path, found)
    return found


def _gather(node: Any, path: str, found: list[Value]) -> None:
    """Add the values of a part, which is a model, several parts or anything else, to those that were found."""
    if isinstance(node, tuple | list):
        for index, item in enumerate(node):
            _gather(item, f"{path}[{index}]", found)
    elif isinstance(node, BaseModel):
        if (value := _own(node, path)) is not None:
            found.append(value)
        for name, part in vars(node).items():
            if name not in ("evidence", "country_evidence"):
                _gather(part, f"{path}.{name}", found)


def _own(node: BaseModel, path: str) -> Value | None:
    """A model's own value; None where it has none, or its evidence is of no value."""
    if isinstance(node, FieldEvidence):
        words = node.evidence[0].text if node.evidence else ""
        return Value(node.field, node.field, words, node.evidence, node)
    if isinstance(node, Place):
        field = f"{path}.country"
        return Value(field, field, node.country, node.country_evidence, node) if node.country else None
    if "evidence" not in type(node).model_fields:
        return None
    said: dict[str, Any] = vars(node)
    word = next((name for name in ("name", "text") if said.get(name) is not None), "group")
    field = path if word == "text" or isinstance(node, PlaceName) else f"{path}.{word}"
    return Value(path, field, said[word] or "", said["evidence"], node)


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


class Spot(NamedTuple):
    """A span of a sentence's own text, for what stands before and after it."""

    text: str
    start: int
    end: int

    def before(self, wording: Wording) -> re.Match[str] | None:
        """What a pattern finds before it; one that is to stand right before it says so at its end."""
        return wording.search(self.text, 0, self.start)

    def after(self, wording: Wording) -> re.Match[str] | None:
        """The words of a pattern right after it."""
        return wording.match(self.text, self.end)


def spot_of(item: Evidence, sentences: Sequence[Sentence]) -> Spot:
    """Where the sentence of an evidence holds it."""
    sentence = sentences[item.sentence - 1]
    return Spot(sentence.text, item.start - sentence.start, item.end - sentence.start)


def spots_of(held: Iterable[Evidence], sentences: Sequence[Sentence]) -> list[Spot]:
    """Where the sentences of some evidence hold it."""
    return [spot_of(item, sentences) for item in held]


def are_told(
    held: Sequence[Evidence],
    sentences: Sequence[Sentence],
    *,
    before: Wording | None = None,
    after: Wording | None = None,
) -> bool:
    """Whether there is evidence, and the one of such words stands before all of it, or the other after it."""
    spots = spots_of(held, sentences)
    return bool(spots) and all((before and spot.before(before)) or (after and spot.after(after)) for spot in spots)


def list_counting(victim: Victim) -> list[Evidence]:
    """Where the article holds a victim entry's number; nowhere where it has none."""
    return list_held(victim.count.evidence) if victim.count else []


def counting_spots(victim: Victim, sentences: Sequence[Sentence]) -> list[Spot]:
    """What stands around a victim entry's number, wherever the article holds it."""
    return spots_of(list_counting(victim), sentences)


def list_places(victim: Victim) -> list[Evidence]:
    """Where the article holds a victim entry's number, or else its words."""
    return list_held((victim.count.evidence if victim.count else ()) or victim.evidence)


def list_telling(victim: Victim) -> list[Evidence]:
    """Where the article holds a person's name, or a group's number or else its words."""
    return list_held(victim.evidence) if victim.name else list_places(victim)


def counting_spans(victim: Victim) -> frozenset[tuple[int, int]]:
    """The spans of the article that hold a victim entry's number."""
    return frozenset((item.start, item.end) for item in list_counting(victim))
