"""An event as one incident, so that what tables say of incidents they say of events in the same way."""

from collections.abc import Iterable
from typing import NamedTuple

from summarizer.evidence.values import is_held
from summarizer.exports.columns import Row, cells_of
from summarizer.schemas.event import Event, EventReport
from summarizer.schemas.record import ArticleInfo, Frozen, Incident, Perpetrator, Place, Target, Total, Weapon

Cited = ArticleInfo | EventReport
"""What a table cites."""
ROW_OF_EVENTS = "event, however many reports of it there are"


class ReportedIncident(Frozen):
    """One report's incident, and what is told of it."""

    incident: Incident
    summary: str


class UnitedEvent(NamedTuple):
    """An event, the same as one incident, and the report that leads it.

    ``notes`` tell the leading report's incident; None where it is of another run.
    """

    event: Event
    incident: Incident
    leading: EventReport
    notes: str | None

    @property
    def keys(self) -> Row:
        """The cells that join the tables, of the leading report."""
        return cells_of(self.leading, "article_id", "incident_id", "path")


def find_leading(event: Event) -> EventReport:
    """The newest report whose figure of people killed is the one chosen; the newest of all where none is.

    Reports without a day of publication count as the oldest; of equals, the last in the event's order.
    """
    toll = event.casualties.get("killed")
    told = [figure for figure in toll.history if figure.counts or figure.role != "part"] if toll else []
    chosen = {figure.incident_id for figure in told if toll and figure.figure == toll.chosen}
    held = [report for report in event.reports if not chosen or report.incident_id in chosen]
    dated = [report for report in held if report.published]
    return (dated or held)[-1]


def unite(event: Event, told: ReportedIncident | None) -> UnitedEvent:
    """The event with its leading report, whose own incident is ``told``: None where it is not known here.

    Victims are those of the leading report alone: entries of several reports speak of the same people.
    """
    leading = find_leading(event)
    place = event.place.value if event.place else Place(country=None, country_code=None, country_evidence=(), places=())
    held = tuple(one for one in place.places if is_held(one.evidence))
    incident = Incident(
        incident_id=leading.incident_id,
        type=event.type,
        acled_sub_event=event.acled_sub_event,
        iptc_media_topic=event.iptc_media_topic,
        stage=event.stage,
        date=event.date.value if event.date else None,
        place=place.model_copy(update={"places": held}),
        weapons=tuple(Weapon(name=one.name, evidence=one.mentions[0].value.evidence) for one in event.weapons),
        perpetrators=tuple(
            Perpetrator(name=one.name, kind=one.kind, status=one.status, evidence=one.mentions[0].value.evidence)
            for one in event.perpetrators
        ),
        targets=tuple(
            Target(name=one.name, effect=None, evidence=one.mentions[0].value.evidence) for one in event.targets
        ),
        victims=told.incident.victims if told else (),
        totals={
            outcome: Total(low=toll.borne_out(toll.chosen) or 0, high=toll.bound)
            for outcome, toll in event.casualties.items()
        },
    )
    return UnitedEvent(event, incident, leading, told.summary if told else None)


def count_sources(event: Event) -> int:
    """How many articles tell of the event in words of their own."""
    return len({report.article_id for report in event.reports if report.copy_of is None})


def joined_once(parts: Iterable[str | None]) -> str | None:
    """The parts that there are, each once, in order; None where there is none."""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None
