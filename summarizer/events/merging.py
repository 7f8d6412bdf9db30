"""The order of it all: records to reports, candidates, weights, clusters, events."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple, Protocol

from summarizer.errors import ConfigurationError
from summarizer.events.blocking import find_candidates
from summarizer.events.clustering import Pair, connect, link
from summarizer.events.decisions import Decision, Verdict, group_joined, settle
from summarizer.events.identity import Identity, Known, identify, remember
from summarizer.events.placing import place_reports
from summarizer.events.reports import Report, read_reports, require_extra
from summarizer.events.scoring import WEIGHTS, compare, is_copy, weigh
from summarizer.events.uniting import (
    Member,
    choose_date,
    choose_place,
    count_casualties,
    find_conflicts,
    order,
    rank_types,
    tell_report,
    unite_perpetrators,
    unite_targets,
    unite_victims,
    unite_weapons,
)
from summarizer.schemas.event import EVENT_SCHEMA, Event, EventProvenance, FigureRule
from summarizer.schemas.record import CustomSummary, Summary
from summarizer.values import package_version

THRESHOLD = 0
"""Thousandths of the mean weight from which on two groups of reports are one event."""
_UNKNOWN = -4000
_LARGEST_PART = 400
_CUT, _HIGHEST_CUT = 1000, 20_000

Record = Summary | CustomSummary


class Records(Protocol):
    """Records that need not fit in memory: read through once, then fetched one by one by their position, from 0."""

    def __iter__(self) -> Iterator[tuple[Summary, str]]:
        """Each record with its article's text, empty where it is not known."""
        ...

    def fetch(self, position: int) -> Summary:
        """The record at a position."""
        ...


class _InMemory:
    def __init__(self, records: Iterable[Record], texts: Mapping[str, str]) -> None:
        self._records = [record for record in records if isinstance(record, Summary)]
        self._texts = texts

    def __iter__(self) -> Iterator[tuple[Summary, str]]:
        return ((record, self._texts.get(record.article.article_id, "")) for record in self._records)

    def fetch(self, position: int) -> Summary:
        return self._records[position]


def merge_events(
    records: Iterable[Record],
    *,
    texts: Mapping[str, str] | None = None,
    figures: FigureRule = "agreed",
    decisions: Sequence[Decision] = (),
    known: Iterable[Event] = (),
) -> list[Event]:
    """What happened, once each: reports of one event in several records become one, in the order of time.

    ``texts`` are the articles' texts by article id; without them key sentences stand for texts and no copies are found.
    ``decisions`` are people's splits and joins in the order they were made; ``known`` the events of an earlier merge,
    whose ids stay. The order of records does not matter. Records of a user's own schema have no incidents to merge.

    Raises: ConfigurationError where the extra ``events`` is not installed, or two different records are of one article.
    """
    source = _InMemory(records, texts or {})
    return list(iter_events(source, figures=figures, decisions=decisions, known=map(remember, known)))


def iter_events(
    records: Records, *, figures: FigureRule = "agreed", decisions: Sequence[Decision] = (), known: Iterable[Known] = ()
) -> Iterator[Event]:
    """The events one by one, as ``merge_events`` has them; of each report only what is compared is held in memory.

    ``known`` are the events of an earlier merge, as ``remember`` makes them. Raises: ConfigurationError.
    """
    require_extra()
    located = _read(records)
    reports = [report for report, _ in located]
    verdicts = settle(decisions)
    clusters = sorted(
        _cluster(reports, verdicts), key=lambda cluster: _time([reports[index] for index in cluster.nodes])
    )
    identities = identify([[reports[index] for index in cluster.nodes] for cluster in clusters], known)
    for cluster, identity in zip(clusters, identities, strict=True):
        members = [_fetch(records, *located[index]) for index in cluster.nodes]
        yield _unite(members, identity, cluster.weights, figures=figures, verdicts=verdicts)


def _read(records: Records) -> list[tuple[Report, int]]:
    """All reports with the positions of their records, in the order of incident ids."""
    seen: dict[str, int] = {}
    located: list[tuple[Report, int]] = []
    for position, (record, text) in enumerate(records):
        article = record.article.article_id
        if article in seen:
            _need_same(record, records.fetch(seen[article]))
            continue
        seen[article] = position
        located.extend((report, position) for report in read_reports(record, text))
    return sorted(located, key=lambda item: item[0].incident_id)


def _need_same(record: Summary, earlier: Summary) -> None:
    if record != earlier:
        article = record.article
        raise ConfigurationError(
            f"{article.path or article.article_id}: two different records are of this article. Merge one of them."
        )


class _Cluster(NamedTuple):
    """Indices of reports, and the weights of their pairs."""

    nodes: list[int]
    weights: dict[Pair, int | None]


def _time(reports: Sequence[Report]) -> tuple[bool, int, str]:
    days = [report.days[0] if report.days else report.published for report in reports]
    first = min((day for day in days if day is not None), default=None)
    return first is None, first or 0, min(report.incident_id for report in reports)


def _cluster(reports: Sequence[Report], verdicts: Mapping[tuple[str, str], Verdict]) -> Iterator[_Cluster]:
    """Clusters of reports. Two clusters can only become one over a pair that reaches the threshold itself."""
    index = {report.incident_id: at for at, report in enumerate(reports)}
    joined = [sorted(index[one] for one in group if one in index) for group in group_joined(verdicts)]
    apart = {
        (index[one], index[other])
        for (one, other), verdict in verdicts.items()
        if verdict.action == "split" and one in index and other in index
    }
    linked = [pair for group in joined for pair in pairwise(group)]
    for part in _divide(range(len(reports)), linked, list(_find_close(reports)), THRESHOLD):
        weights = {} if len(part) == 1 else _weigh_all(reports, part)
        weights.update((pair, None) for pair in apart if pair in weights)
        for nodes in link(part, weights, threshold=THRESHOLD, unknown=_UNKNOWN, groups=joined):
            inside = {pair: weights.get(pair) for pair in combinations(nodes, 2)}
            yield _Cluster(nodes, inside)


def _find_close(reports: Sequence[Report]) -> Iterator[tuple[int, Pair]]:
    """The pairs that reach the threshold, with their weights."""
    for pair in find_candidates(reports):
        weight = weigh(compare(reports[pair[0]], reports[pair[1]]))
        if weight is not None and weight >= THRESHOLD:
            yield weight, pair


def _divide(
    nodes: Sequence[int], linked: Sequence[Pair], close: Sequence[tuple[int, Pair]], cut: int
) -> Iterator[list[int]]:
    """The connected parts; what is too large for all its pairs to be weighed is cut at its weaker links first."""
    for part in connect(nodes, [*linked, *(pair for weight, pair in close if weight >= cut)]):
        if len(part) <= _LARGEST_PART or cut >= _HIGHEST_CUT:
            yield part
        else:
            own = set(part)
            inside = [(weight, pair) for weight, pair in close if pair[0] in own]
            yield from _divide(part, [pair for pair in linked if pair[0] in own], inside, cut + _CUT)


def _weigh_all(reports: Sequence[Report], part: Sequence[int]) -> dict[Pair, int | None]:
    return {pair: weigh(compare(reports[pair[0]], reports[pair[1]])) for pair in combinations(part, 2)}


def _fetch(records: Records, report: Report, position: int) -> Member:
    record = records.fetch(position)
    incident = next(one for one in record.incidents if one.incident_id == report.incident_id)
    return Member(report, record, incident, None)


def _mark_copies(members: Sequence[Member]) -> list[Member]:
    """The members, those whose text is an earlier one's marked with the earliest such article."""
    marked: list[Member] = []
    for member in members:
        original = next((one for one in marked if is_copy(one.report, member.report)), None)
        marked.append(member._replace(copy_of=original.source if original else None))
    return marked


def _unite(
    found: Sequence[Member],
    identity: Identity,
    weights: Mapping[Pair, int | None],
    *,
    figures: FigureRule,
    verdicts: Mapping[tuple[str, str], Verdict],
) -> Event:
    by_pair = {
        (found[at].report.incident_id, found[other].report.incident_id): weight
        for (at, other), weight in zip(combinations(range(len(found)), 2), weights.values(), strict=True)
    }
    members = _mark_copies(order(found))
    casualties = count_casualties(members, figures)
    types = rank_types(members)
    typical = next(member.incident for member in members if member.incident.type == types[0])
    stages = [member.incident.stage for member in members]
    ids = {member.report.incident_id for member in members}
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
        why=place_reports([member.report for member in members], by_pair, verdicts),
        provenance=EventProvenance(
            package_version=package_version(),
            event_schema=EVENT_SCHEMA,
            weights=_weights_version(),
            threshold=THRESHOLD / 1000,
            figures=figures,
            models=tuple(sorted({member.record.provenance.model.id for member in members})),
            record_schemas=tuple(sorted({member.record.schema_version for member in members})),
            decisions=tuple(
                sorted({known.decision.decision_id for pair, known in verdicts.items() if not ids.isdisjoint(pair)})
            ),
        ),
    )


@cache
def _weights_version() -> str:
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8]
