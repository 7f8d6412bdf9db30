"""The tables of casualties and perpetrators."""

from collections.abc import Iterator, Sequence

from summarizer.exports.columns import Row, Table, cells_of, declared, keys_of
from summarizer.schemas.record import Evidence, Summary

CASUALTIES = Table(
    "casualties",
    "One row for each victim entry: a person or a group with one outcome. Entries may speak of the same people, so do "
    "not add the rows up: the totals in incidents are sums over disjoint entries, or the "
    "toll that the article gives.",
    declared("casualties"),
)

PERPETRATORS = Table(
    "perpetrators",
    "One row for each perpetrator of each incident, those who were cleared too: see status.",
    declared("perpetrators"),
)


def casualty_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the victims of the record's incident with that index, in order."""
    for at, victim in enumerate(record.incidents[index].victims):
        yield {
            **keys_of(record, index),
            "field": f"incidents[{index}].victims[{at}]",
            **cells_of(victim, "name", "group", "outcome", "confidence"),
            **cells_of(victim.count, "low", "high", "qualifier", "text", prefix="count_"),
            "said_by": victim.said_by.text if victim.said_by else None,
            **first_evidence(victim.evidence),
        }


def perpetrator_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the perpetrators of the record's incident with that index, in order."""
    for at, perpetrator in enumerate(record.incidents[index].perpetrators):
        yield {
            **keys_of(record, index),
            "field": f"incidents[{index}].perpetrators[{at}]",
            **cells_of(perpetrator, "name", "kind", "status", "confidence"),
            **first_evidence(perpetrator.evidence),
        }


def first_evidence(evidence: Sequence[Evidence]) -> Row:
    """The cells of the first evidence; all None where there is none."""
    first = next(iter(evidence), None)
    return {
        **cells_of(first, "sentence", "page", "start", "end", "text"),
        **cells_of(first, "status", prefix="evidence_"),
    }
