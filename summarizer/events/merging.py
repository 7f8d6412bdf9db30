"""The order of it all: records to reports, candidates, weights, clusters, events.

Each step is a function of a library, which has the reports, and of a share of the work: so the same steps merge what is
in memory and what lies on disk, in one process or in several.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from summarizer.errors import ConfigurationError
from summarizer.events.blocking import Numbers, make_blocks, make_keys
from summarizer.events.clustering import Pair, connect, link
from summarizer.events.columns import make_row, may_meet, row_type
from summarizer.events.decisions import Decision, group_joined, settle
from summarizer.events.figures import Rules, need_rule
from summarizer.events.identity import Found, Identity, identify, remember
from summarizer.events.index import StoredLibrary
from summarizer.events.making import make_event
from summarizer.events.reports import Member, Report, read_reports, require_extra
from summarizer.events.scoring import THRESHOLD, compare, redate, redate_copies, weigh
from summarizer.evidence.findings import list_incidents, uncounted_victims
from summarizer.extras import np
from summarizer.schemas.event import Event, FigureRule
from summarizer.schemas.record import CustomSummary, Summary

_LARGEST_PART = 400
_CUT, _HIGHEST_CUT = 1000, 20_000
_RANKS_AT_ONCE = 256
_FORBIDDEN = -(2**31)
_FEW = 20
"""Up to so many reports their pairs are sooner compared than looked through for those that are forbidden."""

Record = Summary | CustomSummary


class _InMemory:
    """A library of records that are in memory."""

    def __init__(self, located: Sequence[tuple[Report, Summary]], decisions: Sequence[Decision], rules: Rules) -> None:
        self._located, self.rules, self.verdicts = located, rules, settle(decisions)
        self._keys = [make_keys(report) for report, _ in located]
        self.blocks = make_blocks(b"".join(make_row(report) for report, _ in located), self._keys)

    def report(self, node: int) -> Report:
        return self._located[node][0]

    def keys(self, nodes: Sequence[int]) -> list[bytes]:
        return [self._keys[node] for node in nodes]

    def record(self, node: int) -> Summary:
        return self._located[node][1]


Library = StoredLibrary | _InMemory
"""Reports, which go by number, and what holds for all of them."""


class Part(NamedTuple):
    """Reports that are connected, by number. ``close`` are the pairs that reach the threshold, where they are many."""

    nodes: Sequence[int]
    close: Sequence[tuple[int, Pair]]


def compare_new(library: Library, ranks: tuple[int, int]) -> "tuple[Numbers, Numbers]":
    """The pairs of new reports from a rank to another that reach the threshold, by rank, and their weights."""
    blocks = library.blocks
    fresh = np.arange(*ranks, dtype=np.uint64)[blocks.new[ranks[0] : ranks[1]]]
    found = [(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32))]
    for at in range(0, len(fresh), _RANKS_AT_ONCE):
        some = fresh[at : at + _RANKS_AT_ONCE]
        keys = [np.frombuffer(own, dtype="<u4") for own in library.keys(blocks.nodes[some].tolist())]
        found.append(weigh_pairs(library, blocks.find_pairs(some, keys)))
    return tuple(np.concatenate(some) for some in zip(*found, strict=True))  # type: ignore[return-value]


def weigh_pairs(library: Library, pairs: Numbers) -> "tuple[Numbers, Numbers]":
    """Those of the pairs, by rank, that reach the threshold, and their weights."""
    kept, weights = [], []
    for pair, (one, other) in zip(pairs.tolist(), name_pairs(pairs, library.blocks.nodes), strict=True):
        weight = weigh(compare(library.report(one), library.report(other)))
        if weight is not None and weight >= THRESHOLD:
            kept.append(pair)
            weights.append(weight)
    return np.array(kept, dtype=np.uint64), np.array(weights, dtype=np.int32)


def cluster_parts(library: Library, parts: Sequence[Part]) -> list[Found]:
    """The clusters of connected parts. Two clusters can only become one over a pair that reaches the threshold."""
    return [found for part in parts for found in _cluster(library, part)]


def _cluster(library: Library, part: Part) -> Iterator[Found]:
    nodes = sorted(part.nodes, key=lambda node: library.report(node).incident_id)
    reports, verdicts = [library.report(node) for node in nodes], library.verdicts
    index = {report.incident_id: at for at, report in enumerate(reports)}
    joined = [sorted(index[one] for one in group if one in index) for group in group_joined(verdicts)]
    apart = {
        (index[one], index[other])
        for (one, other), verdict in verdicts.items()
        if verdict.action == "split" and one in index and other in index
    }
    places = {node: at for at, node in enumerate(nodes)}
    close = [(weight, (places[one], places[other])) for weight, (one, other) in part.close]
    linked = [pair for group in joined for pair in pairwise(group)]
    for some in _divide(range(len(reports)), linked, close, THRESHOLD):
        weights = _weigh_all([reports[at] for at in some])
        given = {(some[one], some[other]): weight for (one, other), weight in weights.items()}
        given.update((pair, None) for pair in apart if pair in given)
        inside = {at: place for place, at in enumerate(some)}
        for own in link(some, given, threshold=THRESHOLD, groups=joined):
            packed = _pack([weights[pair] for pair in combinations([inside[at] for at in own], 2)])
            yield _describe([reports[at] for at in own], [nodes[at] for at in own], packed)


def _divide(
    nodes: Sequence[int], linked: Sequence[Pair], close: Sequence[tuple[int, Pair]], cut: int
) -> Iterator[Sequence[int]]:
    """A connected part; what is too large for all its pairs to be weighed is cut at its weaker links first."""
    if len(nodes) <= _LARGEST_PART or cut >= _HIGHEST_CUT:
        yield nodes
        return
    cut += _CUT
    for part in connect(nodes, [*linked, *(pair for weight, pair in close if weight >= cut)]):
        own = set(part)
        inside = [(weight, pair) for weight, pair in close if pair[0] in own and pair[1] in own]
        yield from _divide(part, [pair for pair in linked if pair[0] in own], inside, cut)


def _weigh_all(reports: Sequence[Report]) -> dict[Pair, int | None]:
    """The weight of each two reports, by their places here; only those are compared that nothing plain forbids."""
    redated = redate_copies(reports)
    if len(reports) <= _FEW:
        pairs = zip(combinations(range(len(reports)), 2), combinations(reports, 2), strict=True)
        return {places: weigh(compare(*redate(*pair, redated))) for places, pair in pairs}
    rows = np.frombuffer(b"".join(map(make_row, reports)), dtype=row_type())
    weights: dict[Pair, int | None] = {}
    for at, one in enumerate(reports[:-1]):
        later = rows[at + 1 :]
        for other, may in enumerate(may_meet(np.broadcast_to(rows[at], later.shape), later).tolist(), start=at + 1):
            is_open = may or one.incident_id in redated or reports[other].incident_id in redated
            weights[at, other] = weigh(compare(*redate(one, reports[other], redated))) if is_open else None
    return weights


def _pack(weights: Iterable[int | None]) -> bytes:
    """Weights as ``_list_weights`` gives them again: there are millions of them."""
    return array("i", [_FORBIDDEN if weight is None else weight for weight in weights]).tobytes()


def _list_weights(found: Found) -> dict[Pair, int | None]:
    """The weight of each two reports of a cluster, by their places in it."""
    pairs = combinations(range(len(found.nodes)), 2)
    weights = (None if weight == _FORBIDDEN else weight for weight in array("i", found.weights))
    return dict(zip(pairs, weights, strict=True))


def _describe(reports: Sequence[Report], nodes: list[int], weights: bytes) -> Found:
    days = [report.days[0] if report.days else report.published for report in reports]
    first = min((day for day in days if day is not None), default=None)
    founder = min(reports, key=lambda report: (report.published is None, report.published or 0, report.incident_id))
    ids = [report.incident_id for report in reports]
    time = (first is None, first or 0, min(ids))
    return Found(time, founder.published or 0, nodes, ids, founder.incident_id, weights)


def unite(library: Library, named: Sequence[tuple[Found, Identity]]) -> Iterator[Event]:
    """The events of clusters."""
    for found, identity in named:
        members = [_open(library, node) for node in found.nodes]
        yield make_event(members, identity, _list_weights(found), library.rules, library.verdicts)


def _open(library: Library, node: int) -> Member:
    report, record = library.report(node), library.record(node)
    told = list_incidents(record, uncounted_victims(record))
    return Member(report, record, next(one for one in told if one.incident_id == report.incident_id), None)


def list_parts(nodes: Sequence[int], pairs: Iterable[tuple[int, Pair]], linked: Iterable[Pair]) -> Iterator[Part]:
    """The connected parts of reports, ``nodes`` in order, by the pairs that reach the threshold, and people's joins."""
    weighed = list(pairs)
    parts = list(connect(nodes, [*linked, *(pair for _, pair in weighed)]))
    large = {node: at for at, part in enumerate(parts) if len(part) > _LARGEST_PART for node in part}
    close: dict[int, list[tuple[int, Pair]]] = {}
    for weight, pair in weighed if large else ():
        if pair[0] in large:
            close.setdefault(large[pair[0]], []).append((weight, pair))
    return (Part(part, close.get(at, ())) for at, part in enumerate(parts))


def merge_events(
    records: Iterable[Record],
    *,
    texts: Mapping[str, str] | None = None,
    figures: FigureRule = "agreed",
    reviewed: bool = False,
    decisions: Sequence[Decision] = (),
    known: Iterable[Event] = (),
) -> list[Event]:
    """What happened, once each: reports of one event in several records become one, in the order of time.

    ``texts`` are the articles' texts by article id, ``StoredArticle.prose`` where it is to be as the command has it;
    without them key sentences stand for texts and no copies are found.
    ``reviewed`` says of the records that people's reviews are applied to them.
    ``decisions`` are people's splits and joins in the order they were made; ``known`` the events of an earlier merge,
    whose ids stay. The order of records does not matter. Records of a user's own schema have no incidents to merge.
    What does not fit in memory ``summarizer.events.storing.update_events`` merges on disk.

    Raises: ConfigurationError where the extra ``events`` is not installed, two different records are of one article, or
    there is no such rule for ``figures``.
    """
    require_extra()
    need_rule(figures)
    library = _InMemory(_read(records, texts or {}), decisions, Rules(figures, reviewed))
    nodes, (pairs, weights) = library.blocks.nodes, compare_new(library, (0, len(library.blocks.nodes)))
    close = zip(weights.tolist(), name_pairs(pairs, nodes), strict=True)
    index = {library.report(node).incident_id: node for node in nodes.tolist()}
    parts = list_parts(sorted(nodes.tolist()), close, link_joined(library.verdicts, index))
    found = sorted(cluster_parts(library, list(parts)))
    identities = identify(found, map(remember, known))
    return list(unite(library, list(zip(found, identities, strict=True))))


def name_pairs(pairs: Numbers, nodes: Numbers) -> Iterator[Pair]:
    """Pairs by rank as pairs of reports' numbers."""
    return zip(nodes[pairs >> 32].tolist(), nodes[pairs & 0xFFFFFFFF].tolist(), strict=True)


def link_joined(verdicts: Mapping[tuple[str, str], Decision], index: Mapping[str, int]) -> list[Pair]:
    """Pairs of reports' numbers, by incident id in ``index``, that connect what people joined."""
    groups = ([index[one] for one in sorted(group) if one in index] for group in group_joined(verdicts))
    return [pair for group in groups for pair in pairwise(group)]


def _read(records: Iterable[Record], texts: Mapping[str, str]) -> list[tuple[Report, Summary]]:
    """All reports with their records."""
    seen: dict[str, Summary] = {}
    for record in records:
        if isinstance(record, Summary) and seen.setdefault(record.article.article_id, record) != record:
            article = record.article
            raise ConfigurationError(
                f"{article.path or article.article_id}: two different records are of this article. Merge one of them."
            )
    return [
        (report, record)
        for article_id, record in seen.items()
        for report in read_reports(record, texts.get(article_id, ""))
    ]
