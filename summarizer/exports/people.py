"""The tables of casualties and perpetrators."""

from collections.abc import Iterator, Sequence

from summarizer.exports.columns import (
    ARTICLE_ID,
    INCIDENT_ID,
    NEVER,
    PATH,
    UNSAID,
    Column,
    Row,
    Table,
    evidence_columns,
)
from summarizer.schemas.record import Evidence, Summary

CASUALTIES = Table(
    "casualties",
    "One row for each victim entry: a person or a group with one outcome. Entries may speak of the same people, so do "
    "not add the rows up: the totals in incidents are sums over disjoint entries.",
    (
        ARTICLE_ID,
        INCIDENT_ID,
        PATH,
        Column("field", "text", "Path of the entry in the record.", NEVER, "incidents[i].victims[j], from 0"),
        Column("name", "text", "Name of the person.", "a group", "record: incidents[].victims[].name"),
        Column(
            "group", "text", "The group, in the article's words.", "a person", "record: incidents[].victims[].group"
        ),
        Column("outcome", "text", "What became of them.", NEVER, "record: incidents[].victims[].outcome"),
        Column("count_low", "integer", "How many, at least.", "unknown", "record: incidents[].victims[].count.low"),
        Column(
            "count_high",
            "integer",
            "How many, at most.",
            "unknown, or no upper bound",
            "record: incidents[].victims[].count.high",
        ),
        Column(
            "count_qualifier",
            "text",
            "exact, at_least, at_most, about, range, several, unknown.",
            UNSAID,
            "record: incidents[].victims[].count.qualifier",
        ),
        Column("count_text", "text", "The words for the number.", UNSAID, "record: incidents[].victims[].count.text"),
        Column("said_by", "text", "Who says so.", UNSAID, "record: incidents[].victims[].said_by"),
        *evidence_columns("the victim"),
    ),
)


PERPETRATORS = Table(
    "perpetrators",
    "One row for each perpetrator of each incident, those who were cleared too: see status.",
    (
        ARTICLE_ID,
        INCIDENT_ID,
        PATH,
        Column("field", "text", "Path of the entry in the record.", NEVER, "incidents[i].perpetrators[j], from 0"),
        Column("name", "text", "Who.", NEVER, "record: incidents[].perpetrators[].name"),
        Column("kind", "text", "individual or organization.", NEVER, "record: incidents[].perpetrators[].kind"),
        Column(
            "status",
            "text",
            "reported, claimed, accused, accused by authorities, possible or cleared.",
            "an individual",
            "record: incidents[].perpetrators[].status",
        ),
        *evidence_columns("the perpetrator"),
    ),
)


def casualty_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the victims of the record's incident with that index, in order."""
    for at, victim in enumerate(record.incidents[index].victims):
        count = victim.count
        yield {
            **_keys(record, index),
            "field": f"incidents[{index}].victims[{at}]",
            "name": victim.name,
            "group": victim.group,
            "outcome": victim.outcome,
            "count_low": count.low if count else None,
            "count_high": count.high if count else None,
            "count_qualifier": count.qualifier if count else None,
            "count_text": count.text if count else None,
            "said_by": victim.said_by.text if victim.said_by else None,
            **first_evidence(victim.evidence),
        }


def perpetrator_rows(record: Summary, index: int) -> Iterator[Row]:
    """The rows of the perpetrators of the record's incident with that index, in order."""
    for at, perpetrator in enumerate(record.incidents[index].perpetrators):
        yield {
            **_keys(record, index),
            "field": f"incidents[{index}].perpetrators[{at}]",
            "name": perpetrator.name,
            "kind": perpetrator.kind,
            "status": perpetrator.status,
            **first_evidence(perpetrator.evidence),
        }


def _keys(record: Summary, index: int) -> Row:
    return {
        "article_id": record.article.article_id,
        "incident_id": record.incidents[index].incident_id,
        "path": record.article.path,
    }


def first_evidence(evidence: Sequence[Evidence]) -> Row:
    """The cells of ``evidence_columns`` for the first evidence; all None where there is none."""
    first = evidence[0] if evidence else None
    return {
        "sentence": first.sentence if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "text": first.text if first else None,
        "evidence_status": first.status if first else None,
    }
