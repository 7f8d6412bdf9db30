"""The incidents of records, set down on disk as the records pass by, and fetched for the events they are reports of."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from summarizer.errors import ConfigurationError
from summarizer.evidence.findings import doubted_incidents, list_incidents, uncounted_victims
from summarizer.evidence.reported import choose_stage, tell_speakers
from summarizer.evidence.values import is_held
from summarizer.exports.columns import tell_incident
from summarizer.exports.event_incidents import ReportedIncident
from summarizer.exports.sure import sure_incident
from summarizer.files import parse_json
from summarizer.language.plurals import tell_count
from summarizer.schemas.event import Event, EventReport, Figure
from summarizer.schemas.record import CustomSummary, Frozen, Incident, Outcome, Place, Summary, Total
from summarizer.values import to_json

_STALE = (
    "Merge the reports again with 'summarizer events' (with --reviews or --no-reviews, as these tables are written), "
    "or write tables of incidents with --no-events."
)


class _Kept(Frozen):
    """A report's incident as tables tell it, and as events are merged of it."""

    told: ReportedIncident
    merged: Incident


class ReportStore(AbstractContextManager["ReportStore"]):
    """Incidents on disk; of each only its place there is held in memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._places: dict[str, int] = {}
        self._articles: set[str] = set()

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def keep(self, records: Iterable[Summary | CustomSummary]) -> Iterator[Summary | CustomSummary]:
        """The records, as they come, each kept, but for incidents that it doubts as a whole: events have none."""
        for record in records:
            if isinstance(record, Summary):
                self._articles.add(record.article.article_id)
                doubted = doubted_incidents(record)
                for index, merged in enumerate(list_incidents(record, uncounted_victims(record))):
                    if index in doubted:
                        continue
                    self._places[merged.incident_id] = self._file.tell()
                    told = ReportedIncident(incident=sure_incident(record, index), summary=tell_incident(record, index))
                    self._file.write(to_json(_Kept(told=told, merged=merged)).encode() + b"\n")
            yield record

    def match(self, events: Iterable[Event]) -> Iterator[tuple[Event, dict[str, ReportedIncident]]]:
        """The events, each with its reports' incidents by id, but for those of other runs' articles.

        Raises: ConfigurationError where the events are not those of the records: their dead would be counted wrongly.
        """
        left = set(self._places)
        for event in events:
            told: dict[str, ReportedIncident] = {}
            for report in event.reports:
                kept = self._fetch(report.incident_id)
                if kept is None and report.article_id not in self._articles:
                    continue
                if kept is None or not _is_same(event, report, kept.merged):
                    raise ConfigurationError(
                        f"Event {event.event_id} tells of report {report.incident_id} otherwise than the records do. "
                        f"{_STALE}"
                    )
                told[report.incident_id] = kept.told
            if len(told) == len(event.reports) and not _has_stage(event, told.values()):
                raise ConfigurationError(
                    f"Event {event.event_id} has another stage than its reports have in the records. {_STALE}"
                )
            left.difference_update(told)
            yield event, told
        if left:
            known = tell_count(len(self._places), "incident")
            raise ConfigurationError(f"In no event: {len(left):,} of {known}, {min(left)} for one. {_STALE}")

    def _fetch(self, incident_id: str) -> _Kept | None:
        if incident_id not in self._places:
            return None
        self._file.seek(self._places[incident_id])
        return _Kept.model_validate(parse_json(self._file.readline()))


def _is_same(event: Event, report: EventReport, incident: Incident) -> bool:
    """Whether what an event tells as a report's is the incident's."""
    return report.type == incident.type and _has_figures(event, incident) and _has_values(event, incident)


def _has_stage(event: Event, told: Iterable[ReportedIncident]) -> bool:
    return event.stage == choose_stage([one.incident.stage for one in told])


def _has_figures(event: Event, incident: Incident) -> bool:
    told: dict[Outcome, Figure] = {
        outcome: figure
        for outcome, toll in event.casualties.items()
        for figure in toll.history
        if figure.incident_id == incident.incident_id
    }
    return all(_is_figure_of(incident, outcome, told.get(outcome)) for outcome in {*told, *incident.totals}) and all(
        figure.said_by == tell_speakers(incident, outcome) for outcome, figure in told.items()
    )


def _has_values(event: Event, incident: Incident) -> bool:
    """Whether date, place and names that an event has of a report are the incident's; the named may be dead by now."""
    own, when, where = incident.incident_id, event.date, event.place
    return (
        (when is None or when.incident_id != own or when.value == incident.date)
        and (where is None or where.incident_id != own or _is_told_of(where.value, incident.place))
        and all(
            _list_told(event, field, own) == {one for one in getattr(incident, field) if is_held(one.evidence)}
            for field in ("perpetrators", "targets", "weapons")
        )
        and _list_told(event, "victims", own) <= set(incident.victims)
    )


def _list_told(event: Event, field: str, own: str) -> set[object]:
    """A report's entries of what an event gathers from several."""
    return {one.value for entry in getattr(event, field) for one in entry.mentions if one.incident_id == own}


def _is_told_of(place: Place, told: Place) -> bool:
    """Whether an event's place is that of a report, which may lack the country that others tell."""
    added = () if told.country_code else ("country", "country_code", "country_confidence")
    return told.model_copy(update={name: getattr(place, name) for name in added}) == place


def _is_figure_of(incident: Incident, outcome: Outcome, figure: Figure | None) -> bool:
    """Whether a figure is the incident's, or that without some whom it names: they died by another of the reports.

    Of the missing others may have been found dead, too: then it has no lower bound.
    """
    total = incident.totals.get(outcome)
    told = Total(low=figure.low, high=figure.high) if figure else None
    if told == total or total is None:
        return told == total
    low, high = (0, 0) if told is None else (told.low, told.high)
    is_open = outcome == "missing" and low == 0
    if told is not None and high == total.high:
        return is_open
    died = (total.high or 0) - (high or 0)
    named = sum(victim.name is not None and victim.outcome == outcome for victim in incident.victims)
    return total.high is not None and 0 < died <= named and (is_open or low == max(total.low - died, 0))
