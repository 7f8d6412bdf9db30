"""All tables, and a record's rows in them."""

from collections.abc import Iterator

from summarizer.exports.acled import ACLED, acled_row
from summarizer.exports.articles import ARTICLES, article_row
from summarizer.exports.columns import Row, Table
from summarizer.exports.coordinates import locate
from summarizer.exports.findings import EVIDENCE, FINDINGS, evidence_rows, finding_rows
from summarizer.exports.incidents import INCIDENTS, incident_row
from summarizer.exports.people import CASUALTIES, PERPETRATORS, casualty_rows, perpetrator_rows
from summarizer.exports.ucdp import UCDP, ucdp_row
from summarizer.schemas.record import CustomSummary, Summary

TABLES: tuple[Table, ...] = (ARTICLES, INCIDENTS, CASUALTIES, PERPETRATORS, EVIDENCE, FINDINGS, ACLED, UCDP)
"""Every table, in the order of the codebook and of a workbook's sheets."""


def flatten(record: Summary | CustomSummary) -> Iterator[tuple[Table, Row]]:
    """The record's rows, each with its table; within a table in the order of the record."""
    yield ARTICLES, article_row(record)
    if isinstance(record, Summary):
        for index in range(len(record.incidents)):
            yield from _flatten_incident(record, index)
    yield from ((EVIDENCE, row) for row in evidence_rows(record))
    yield from ((FINDINGS, row) for row in finding_rows(record))


def _flatten_incident(record: Summary, index: int) -> Iterator[tuple[Table, Row]]:
    location = locate(record.incidents[index].place)
    yield INCIDENTS, incident_row(record, index, location)
    yield ACLED, acled_row(record, index, location)
    yield UCDP, ucdp_row(record, index, location)
    yield from ((CASUALTIES, row) for row in casualty_rows(record, index))
    yield from ((PERPETRATORS, row) for row in perpetrator_rows(record, index))
