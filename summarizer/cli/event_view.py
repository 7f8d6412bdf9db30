"""Events for people in a terminal: a line each, or one with its reports, its toll over time, and why it is one.

What articles and models wrote is shown as text: no markup is read in it and control characters are replaced.
"""

from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.cli.number_tables import NumberTable
from summarizer.events.decisions import Decision
from summarizer.events.figures import Hinge, tell_figure, tell_toll
from summarizer.language.folding import clean
from summarizer.language.plurals import tell_count
from summarizer.schemas.event import Conflict, Event, EventReport, Figure, Placement

MOST_LISTED = 40
_SHORT_ID = 8
_ROLES = {"all": "", "part": " (a part)", "claim": " (a claim)"}


def show_events(events: Iterable[Event], *, total: int) -> RenderableType:
    """A line for each event, those with the most reports first, as many as fit a screen or two, of ``total``."""
    listed = nlargest(MOST_LISTED, events, key=lambda event: len(event.reports))
    table = _grid(
        "event", "when", "where", "what", "reports", "killed", "disputed", numbers=("event", "when", "reports")
    )
    for event in listed:
        killed = event.casualties.get("killed")
        disputed = ", ".join(conflict.field.removeprefix("casualties.") for conflict in event.conflicts)
        table.add_row(
            event.event_id[:_SHORT_ID],
            tell_when(event),
            clean(tell_where(event)),
            event.type,
            f"{len(event.reports):,}",
            tell_toll(killed) if killed else "",
            Text(disputed, style="yellow"),
        )
    rest = total - len(listed)
    return Group(table, Text(f"and {tell_count(rest, 'other')}", style="dim")) if rest > 0 else table


def _grid(*headings: str, numbers: Collection[str]) -> NumberTable:
    table = NumberTable(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in numbers)
    return table


def tell_when(event: Event) -> str:
    """The event's date in words; empty where no report tells it."""
    when = event.date.value if event.date else None
    if when is None or when.earliest is None:
        return clean(when.text) if when else ""
    return str(when.earliest) if when.latest in (None, when.earliest) else f"{when.earliest} to {when.latest}"


def tell_where(event: Event) -> str:
    """The places, narrow to broad, and the country; empty where no report tells it."""
    place = event.place.value if event.place else None
    names = [item.name for item in reversed(place.places)] if place else []
    return ", ".join([*names, *([place.country] if place and place.country else [])])


def show_hinge(hinge: Hinge) -> RenderableType:
    """How far results hinge on the rule for figures: on how many events sources differ, and the sums by each rule."""
    if hinge.share is None:
        return Text("No event has figures of two independent sources, so no figure hinges on the rule.", style="dim")
    compared = tell_count(hinge.compared, "event")
    told = f"Of {compared} that two sources or more count they differ on {hinge.disagreeing:,}"
    rules = tuple(dict.fromkeys(rule for sums in hinge.sums.values() for rule in sums))
    table = _grid("sum of", *rules, numbers=rules)
    for outcome, sums in hinge.sums.items():
        table.add_row(outcome, *(f"{sums[rule]:,}" for rule in rules))
    return Group(Text(f"{told} ({hinge.share:.0%}); what they come to by each rule:"), Padding(table, (0, 2)))


def show_event(event: Event, decisions: Iterable[Decision] = ()) -> RenderableType:
    """One event: what is known, its reports, the toll over time, what is disputed, and why it is one.

    ``decisions`` are all splits and joins of the folder; those that bear on the event are told.
    """
    return Group(*_parts(event, decisions))


def _parts(event: Event, decisions: Iterable[Decision]) -> Iterator[RenderableType]:
    heading = " · ".join(part for part in (event.type, tell_where(event), tell_when(event)) if part)
    yield Text(clean(heading), style="bold")
    merged = f" (with {', '.join(event.merged_from)})" if event.merged_from else ""
    yield Text(f"event {event.event_id}{merged}, {tell_count(len(event.reports), 'report')}", style="dim")
    for label, names in (
        ("perpetrators", [f"{one.name} ({one.status})" if one.status else one.name for one in event.perpetrators]),
        ("targets", [entry.name for entry in event.targets]),
        ("weapons", [entry.name for entry in event.weapons]),
        ("victims", [f"{entry.name} ({entry.outcome})" for entry in event.victims]),
    ):
        if names:
            yield Text(f"{label}: {clean('; '.join(names))}")
    sources = {report.incident_id: _tell_source(report) for report in event.reports}
    for outcome, toll in event.casualties.items():
        told = (
            f"{outcome}: {tell_toll(toll)} by the rule '{toll.rule}', {tell_count(toll.sources, 'independent source')}"
        )
        yield Text(told, style="bold")
        yield Padding(_history(toll.history, sources), (0, 2))
    for conflict in event.conflicts:
        yield Text(f"disputed, {conflict.field}: {_tell_positions(conflict, sources)}", style="yellow")
    for decision in decisions:
        if decision.decision_id in event.provenance.decisions:
            yield Text(_tell_decision(decision), style="magenta")
    placements = {placement.incident_id: placement for placement in event.why}
    for report in event.reports:
        yield Text(f"\n{sources[report.incident_id]}", style="bold")
        copied = f", a copy of {report.copy_of}" if report.copy_of else ""
        yield Text(
            f"report {report.incident_id} in {clean(report.reference or report.article_id)}{copied}", style="dim"
        )
        yield from _tell_placement(placements[report.incident_id], sources)


def _tell_source(report: EventReport) -> str:
    parts = (str(report.published or "undated"), report.source or "", report.title or report.article_id)
    return clean(" · ".join(part for part in parts if part))


def _history(history: Iterable[Figure], sources: dict[str, str]) -> Table:
    table = _grid("published", "figure", "said by", "report", numbers=("published", "figure"))
    for figure in history:
        style = "" if figure.counts else "dim"
        said = figure.said_by or "the article"
        number = f"{tell_figure(figure)}{_ROLES[figure.role]}"
        row = (str(figure.published or ""), number, clean(said), sources[figure.incident_id])
        table.add_row(*row, style=style)
    return table


def _tell_positions(conflict: Conflict, sources: dict[str, str]) -> str:
    told = ((one.value, ", ".join(sources[known] for known in one.incident_ids)) for one in conflict.positions)
    return clean("; ".join(f"{value} ({whose})" for value, whose in told))


def _tell_decision(decision: Decision) -> str:
    count = len(decision.reports) + len(decision.others)
    note = f": {decision.note}" if decision.note else ""
    told = f"{decision.action} {decision.decision_id} of {count} reports by {decision.who}, {decision.when}{note}"
    return clean(told)


def _tell_placement(placement: Placement, sources: dict[str, str]) -> Iterator[RenderableType]:
    if placement.closest is None:
        yield Padding(Text("the only report"), (0, 2))
        return
    yield Padding(Text(f"mean weight {placement.weight:+.1f}; closest to {sources[placement.closest]}:"), (0, 2))
    for reason in placement.reasons:
        weight = "forbids" if reason.weight is None else f"{reason.weight:+.1f}"
        agrees = reason.weight is not None and reason.weight >= 0
        yield Padding(Text(f"{weight:>7}  {clean(reason.words)}", style="green" if agrees else "red"), (0, 4))
