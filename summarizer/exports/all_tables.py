"""All tables, and a record's rows in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer.evidence.findings import doubted_incidents
from summarizer.exports import record_tables as records
from summarizer.exports.acled import ACLED, ACLED_OF_EVENTS, acled_event_row, acled_row
from summarizer.exports.columns import Row, Table
from summarizer.exports.coordinates import Location, locate
from summarizer.exports.event_incidents import ReportedIncident, find_leading, unite
from summarizer.exports.events import EVENT_REPORTS, EVENTS, event_row, report_rows
from summarizer.exports.sure import sure_incident
from summarizer.exports.ucdp import UCDP, UCDP_OF_EVENTS, ucdp_event_row, ucdp_row
from summarizer.exports.ucdp_aec import UCDP_AEC, prediction_rows
from summarizer.schemas.event import Event
from summarizer.schemas.record import CustomSummary, Summary

Record = Summary | CustomSummary


class Export(NamedTuple):
    """A table, and the rows in it of a record; ``of_incident`` takes an incident's index and where it lies."""

    table: Table
    of_record: Callable[[Record], Iterable[Row]] = lambda _record: ()
    of_incident: Callable[[Summary, int, Location | None], Iterable[Row]] = lambda _record, _index, _location: ()


EXPORTS = (
    Export(records.ARTICLES, of_record=lambda record: [records.article_row(record)]),
    Export(records.INCIDENTS, of_incident=lambda *incident: [records.incident_row(*incident)]),
    Export(records.CASUALTIES, of_incident=lambda record, index, _location: records.casualty_rows(record, index)),
    Export(records.PERPETRATORS, of_incident=lambda record, index, _location: records.perpetrator_rows(record, index)),
    Export(records.EVIDENCE, of_record=records.evidence_rows),
    Export(records.FINDINGS, of_record=records.finding_rows),
    Export(ACLED, of_incident=lambda *incident: [acled_row(*incident)]),
    Export(UCDP, of_incident=lambda *incident: [ucdp_row(*incident)]),
)
"""Every table of records, in the order of the codebook and of a workbook's sheets."""
TABLES: tuple[Table, ...] = tuple(export.table for export in EXPORTS)
_PREDICTIONS = Export(UCDP_AEC, of_record=prediction_rows)
_OF_EVENTS = (ACLED, UCDP)
EVENT_TABLES: tuple[Table, ...] = (
    *(table for table in TABLES if table not in _OF_EVENTS),
    *(EVENTS, EVENT_REPORTS, ACLED_OF_EVENTS, UCDP_OF_EVENTS),
)
"""Every table where a run has events, of which then the column sets of others are made."""


def flatten(record: Record, *, tables: Sequence[Table] = TABLES) -> Iterator[tuple[Table, Row]]:
    """The record's rows in those tables, each with its table; within a table in the order of the record.

    ``UCDP_AEC`` may be among them.
    """
    if isinstance(record, Summary):
        places = [sure_incident(record, index).place for index in range(len(record.incidents))]
        located = [locate(place) for place in places]
        doubted = doubted_incidents(record)
    for export in (*EXPORTS, _PREDICTIONS):
        if export.table not in tables:
            continue
        yield from ((export.table, row) for row in export.of_record(record))
        if isinstance(record, Summary):
            of_others = export.table in _OF_EVENTS
            for index, (place, location) in enumerate(zip(places, located, strict=True)):
                if of_others and index in doubted:
                    continue
                is_told = of_others or place.country_code == record.incidents[index].place.country_code
                rows = export.of_incident(record, index, location if is_told else None)
                yield from ((export.table, row) for row in rows)


def flatten_event(event: Event, known: Mapping[str, ReportedIncident]) -> Iterator[tuple[Table, Row]]:
    """The event's rows, each with its table; ``known`` are its reports' incidents by id, as far as they are known."""
    location = locate(event.place.value) if event.place else None
    united = unite(event, known.get(find_leading(event).incident_id))
    yield EVENTS, event_row(event, location)
    yield from ((EVENT_REPORTS, row) for row in report_rows(event, known))
    yield ACLED_OF_EVENTS, acled_event_row(united, location)
    yield UCDP_OF_EVENTS, ucdp_event_row(united, location)
