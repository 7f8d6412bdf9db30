"""One event, made of its reports with their records."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache

from summarizer.events.clustering import Pair
from summarizer.events.decisions import Decision
from summarizer.events.figures import Rules
from summarizer.events.identity import Identity
from summarizer.events.placing import place_report
from summarizer.events.reports import Member
from summarizer.events.scoring import THRESHOLD, WEIGHTS, is_copy
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
from summarizer.schemas.event import EVENT_SCHEMA, Event, EventProvenance
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
    weights: Mapping[Pair, int | None],
    rules: Rules,
    verdicts: Mapping[tuple[str, str], Decision],
) -> Event:
    """The event of these reports; ``weights`` are of each two of them, by their places here."""
    by_pair = {
        (found[at].report.incident_id, found[other].report.incident_id): weight
        for (at, other), weight in weights.items()
    }
    members = _mark_copies(order(found))
    casualties = count_casualties(members, rules.figures, list_died(members))
    types = rank_types(members)
    typical = next(member.incident for member in members if member.incident.type == types[0])
    stages = [member.incident.stage for member in members]
    reports = [member.report for member in members]
    ids = {report.incident_id for report in reports}
    return Event(
        event_id=identity.event_id,
        merged_from=identity.merged_from,
        type=types[0],
        types=types,
        acled_sub_event=typical.acled_sub_event,
        iptc_media_topic=typical.iptc_media_topic,
        stage=max(stages, key=lambda stage: (stages.count(stage), stage == "accomplished", stage)),
        date=choose_date(members),
        place=choose_place(members),
        perpetrators=unite_perpetrators(members),
        targets=unite_targets(members),
        weapons=unite_weapons(members),
        victims=unite_victims(members),
        casualties=casualties,
        reports=tuple(tell_report(member) for member in members),
        conflicts=find_conflicts(members, casualties),
        why=tuple(place_report(report, reports, by_pair, verdicts) for report in reports),
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


@cache
def weights_version() -> str:
    """A name for the table of weights as it is."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8]
