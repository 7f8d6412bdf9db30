"""The tables of events and of their reports.

Source of the reports' layout: the R package eventreport 0.1.2 (van Baalen and Höglund, doi 10.1093/isq/sqag014) and the
columns of MAVERICK, the data set it comes with (R/maverick_event_report.R), whose names are kept; of its columns those
are left out that no report tells.
"""

from collections.abc import Iterator, Mapping
from typing import get_args

from summarizer.exports.acled import actor2_of
from summarizer.exports.columns import Row, cells_of, declare
from summarizer.exports.conflict import sides_of
from summarizer.exports.coordinates import Location, locate
from summarizer.exports.event_incidents import ReportedIncident, count_sources, joined_once
from summarizer.exports.iso_countries import short_name
from summarizer.exports.record_tables import place_cells
from summarizer.schemas.event import Event, EventReport
from summarizer.schemas.record import Outcome

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_NARROWEST = 6


EVENTS = declare(
    "events",
    "One row for each event: what happened, once, with all its reports counted in. For each outcome figure_rule chose "
    "one figure: agreed, the one that most sources agree with, where a toll that grew is no disagreement; latest, the "
    "newest day's, of several the commonest; conservative, the lowest; range, low, best and high of the sources, the "
    "agreed one as best; common, the most frequent. Vague words count as tens 10, dozens 12, hundreds 100; copies of "
    "one text are one source.",
)
EVENT_REPORTS = declare(
    "event_reports",
    "One row for each report of each event, in the layout that the R package eventreport reads: group by event_id. A "
    "report is one incident in one article. Copies of a text are in it: see copy_of.",
)


def event_row(event: Event, location: Location | None) -> Row:
    """The row of an event."""
    days = [report.published for report in event.reports if report.published]
    place = event.place.value if event.place else None
    return {
        **cells_of(event, "event_id", "type", "acled_sub_event", "iptc_media_topic", "stage"),
        "types": "; ".join(event.types),
        **cells_of(event.date and event.date.value, "text", "earliest", "latest", "precision", prefix="date_"),
        **cells_of(place, "country", "country_code"),
        **place_cells(place, location),
        "perpetrators": joined_once(one.name for one in event.perpetrators if one.status != "cleared"),
        "targets": joined_once(one.name for one in event.targets),
        "weapons": joined_once(one.name for one in event.weapons),
        "victims": joined_once(f"{one.name} ({one.outcome})" for one in event.victims),
        "figure_rule": event.provenance.figures,
        **_figures(event),
        "reports": len(event.reports),
        "sources": count_sources(event),
        "source_names": joined_once(report.source for report in event.reports),
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "disputed": joined_once(conflict.field for conflict in event.conflicts),
        "article_ids": joined_once(report.article_id for report in event.reports),
        "incident_ids": joined_once(report.incident_id for report in event.reports),
        "merged_from": joined_once(event.merged_from),
        "decisions": joined_once(event.provenance.decisions),
        "models": joined_once(event.provenance.models),
        "package_version": event.provenance.package_version,
    }


def _figures(event: Event) -> Row:
    row: Row = {}
    for outcome in _OUTCOMES:
        toll = event.casualties.get(outcome)
        row[outcome] = toll.borne_out(toll.chosen) if toll else None
        row[f"{outcome}_low"] = toll.borne_out(toll.low) if toll else None
        row[f"{outcome}_best"] = toll.borne_out(toll.best) if toll else None
        row[f"{outcome}_high"] = toll.bound if toll else None
        row[f"{outcome}_sources"] = toll.sources if toll else None
    return row


def report_rows(event: Event, known: Mapping[str, ReportedIncident]) -> Iterator[Row]:
    """The rows of an event's reports, in its order; ``known`` are their incidents by id, as far as they are known."""
    for report in event.reports:
        told = known.get(report.incident_id)
        yield {
            **dict.fromkeys(EVENT_REPORTS.kinds),
            "id": report.incident_id,
            "event_id": event.event_id,
            **(_told(told) if told else {}),
            **_counted(event, report, "killed", "deaths"),
            **_counted(event, report, "injured", "injuries"),
            "source": _cite(report),
            "source_author": report.source,
            "unit_of_analysis": "Event report",
            "event_type": report.type,
            "published": report.published.isoformat() if report.published else None,
            **cells_of(report, "copy_of", "article_id", "path", "line", "external_id", "url", "title"),
        }


def _told(told: ReportedIncident) -> Row:
    incident = told.incident
    sides, place, when = sides_of(incident), incident.place, incident.date
    location = locate(place)
    levels = 1 + len(place.places) if place.places else int(bool(place.country))
    return {
        "country": short_name(place.country_code) or place.country,
        "date_start": when.earliest.isoformat() if when and when.earliest else None,
        "date_end": when.latest.isoformat() if when and when.latest else None,
        "city": location.city.name if location else None,
        "location": place.places[-1].name if place.places else None,
        **cells_of(location and location.city, "latitude", "longitude"),
        "geo_precision": min(levels, _NARROWEST) or None,
        "actor1": sides.first_name,
        "actor1_type": sides.first.kind if sides.first else None,
        "actor2": actor2_of(incident, sides),
        "target": joined_once(target.name for target in incident.targets),
    }


def _counted(event: Event, report: EventReport, outcome: Outcome, name: str) -> Row:
    toll = event.casualties.get(outcome)
    own = (figure for figure in toll.history if figure.incident_id == report.incident_id) if toll else iter(())
    figure = next((figure for figure in own if figure.counts or figure.role != "part"), None)
    least = figure if figure and figure.has_least else None
    return {
        f"{name}_best": least.figure if least else None,
        f"{name}_low": min(least.low, least.figure) if least else None,
        **cells_of(figure, "high", prefix=f"{name}_"),
    }


def _cite(report: EventReport) -> str | None:
    day = f"({report.published})" if report.published else None
    return " ".join(part for part in (report.source, day, report.title) if part) or None
