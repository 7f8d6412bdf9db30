"""Why each report is in its event, in words with weights."""

from collections.abc import Iterator, Mapping, Sequence

from summarizer.events.decisions import Decision
from summarizer.events.reports import Report
from summarizer.events.scoring import Level, compare, weights
from summarizer.schemas.event import Placement, Reason

IncidentPair = tuple[str, str]


def place_report(
    report: Report,
    reports: Sequence[Report],
    weighed: Mapping[IncidentPair, int | None],
    verdicts: Mapping[IncidentPair, Decision],
) -> Placement:
    """The closest other one of an event's reports, and what agrees and disagrees between the two.

    ``weighed`` has the thousandths of each two reports, the lesser incident id first; None where one forbids the other.
    """
    others = [other for other in reports if other is not report]
    if not others:
        return Placement(incident_id=report.incident_id, closest=None, weight=0.0, reasons=())
    known = {other.incident_id: weighed[_pair(report, other)] for other in others}
    given = [weight for weight in known.values() if weight is not None]
    closest = max(
        others, key=lambda other: ((weight := known[other.incident_id]) is not None, weight or 0, other.incident_id)
    )
    return Placement(
        incident_id=report.incident_id,
        closest=closest.incident_id,
        weight=round(sum(given) / len(given) / 1000, 3) if given else 0.0,
        reasons=tuple(explain(report, closest, verdicts.get(_pair(report, closest)))),
    )


def _pair(one: Report, other: Report) -> IncidentPair:
    low, high = sorted((one.incident_id, other.incident_id))
    return low, high


def explain(one: Report, other: Report, verdict: Decision | None = None) -> Iterator[Reason]:
    """What agrees and disagrees between two reports, what weighs most first; a person's word before all."""
    if verdict is not None:
        yield _reason(Level("decision", verdict.action, (verdict.who, verdict.when)))
    yield from sorted(map(_reason, compare(one, other)), key=lambda reason: -_force(reason))


def _force(reason: Reason) -> float:
    return float("inf") if reason.weight is None else abs(reason.weight)


def _reason(level: Level) -> Reason:
    weight = weights()[level.feature, level.level]
    thousandths = weight.thousandths
    return Reason(
        feature=level.feature,
        weight=None if thousandths is None else thousandths / 1000,
        words=weight.words.format(*level.values),
    )
