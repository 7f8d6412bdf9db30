"""One event, made of its reports with their records, and why each is in it, in words with weights."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from summarizer.events.clustering import Pair
from summarizer.events.decisions import Decision
from summarizer.events.figures import Rules
from summarizer.events.identity import Identity
from summarizer.events.reports import Member, Report
from summarizer.events.scoring import THRESHOLD, WEIGHTS, Level, compare, is_copy, redate, redate_copies, weights
from summarizer.events.tolls import count_casualties
from summarizer.events.uniting import (
    choose_date,
    choose_place,
    find_conflicts,
    list_died,
    order,
    rank_types,
    tell_report,
    unite_perpetrators,
    unite_targets,
    unite_victims,
    unite_weapons,
)
from summarizer.evidence.reported import choose_stage
from summarizer.schemas.event import EVENT_SCHEMA, Event, EventProvenance, Placement, Reason
from summarizer.values import package_version


def _mark_copies(members: Sequence[Member]) -> list[Member]:
    """The members, those whose text is an earlier one's marked with the earliest such article."""
    marked: list[Member] = []
    for member in members:
        original = next((one for one in marked if is_copy(one.report, member.report)), None)
        marked.append(member._replace(copy_of=original.source if original else None))
    return marked


def make_event(
    found: Sequence[Member],
    identity: Identity,
    weighed: Mapping[Pair, int | None],
    rules: Rules,
    verdicts: Mapping[tuple[str, str], Decision],
) -> Event:
    """The event of these reports; ``weighed`` are of each two of them, by their places here."""
    by_pair = {
        (found[at].report.incident_id, found[other].report.incident_id): weight
        for (at, other), weight in weighed.items()
    }
    members = _mark_copies(order(found))
    casualties = count_casualties(members, rules.figures, list_died(members))
    types = rank_types(members)
    typical = next(member.incident for member in members if member.incident.type == types[0])
    reports = [member.report for member in members]
    redated = redate_copies(reports)
    ids = {report.incident_id for report in reports}
    return Event(
        event_id=identity.event_id,
        merged_from=identity.merged_from,
        type=types[0],
        types=types,
        acled_sub_event=typical.acled_sub_event,
        iptc_media_topic=typical.iptc_media_topic,
        stage=choose_stage([member.incident.stage for member in members]),
        date=choose_date(members),
        place=choose_place(members),
        perpetrators=unite_perpetrators(members),
        targets=unite_targets(members),
        weapons=unite_weapons(members),
        victims=unite_victims(members),
        casualties=casualties,
        reports=tuple(tell_report(member) for member in members),
        conflicts=find_conflicts(members, casualties),
        why=tuple(place_report(report, reports, by_pair, verdicts, redated) for report in reports),
        provenance=EventProvenance(
            package_version=package_version(),
            event_schema=EVENT_SCHEMA,
            weights=weights_version(),
            threshold=THRESHOLD / 1000,
            **rules._asdict(),
            models=tuple(sorted({member.record.provenance.model.id for member in members})),
            record_schemas=tuple(sorted({member.record.schema_version for member in members})),
            decisions=tuple(
                sorted({known.decision_id for pair, known in verdicts.items() if not ids.isdisjoint(pair)})
            ),
        ),
    )


def place_report(
    report: Report,
    reports: Sequence[Report],
    weighed: Mapping[tuple[str, str], int | None],
    verdicts: Mapping[tuple[str, str], Decision],
    redated: Mapping[str, Report],
) -> Placement:
    """The closest other one of an event's reports, and what agrees and disagrees between the two.

    ``weighed`` has the thousandths of each two reports, the lesser incident id first; None where one forbids the other.
    ``redated`` are misread copies with the day of their text.
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
        reasons=tuple(explain(*redate(report, closest, redated), verdicts.get(_pair(report, closest)))),
    )


def _pair(one: Report, other: Report) -> tuple[str, str]:
    low, high = sorted((one.incident_id, other.incident_id))
    return low, high


def explain(one: Report, other: Report, verdict: Decision | None = None) -> Iterator[Reason]:
    """What agrees and disagrees between two reports, what weighs most first; a person's word before all."""
    if verdict is not None:
        yield _reason(Level("decision", verdict.action, (verdict.who, verdict.when)))
    yield from sorted(
        map(_reason, compare(one, other)), key=lambda reason: (reason.weight is not None, -abs(reason.weight or 0))
    )


def _reason(level: Level) -> Reason:
    weight = weights()[level.feature, level.level]
    thousandths = weight.thousandths
    return Reason(
        feature=level.feature,
        weight=None if thousandths is None else thousandths / 1000,
        words=weight.words.format(*level.values),
    )


@cache
def weights_version() -> str:
    """A name for the table of weights as it is."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8]
