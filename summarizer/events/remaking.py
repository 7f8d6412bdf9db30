"""Which events are made anew, and the file of all of them: new ones and those that stay, in the order of time."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple, TypeVar

from summarizer.events.blocking import Numbers
from summarizer.events.clustering import Pair
from summarizer.events.figures import count_hinge
from summarizer.events.identity import Found, Identity, Known, identify
from summarizer.events.index import EventRow, Index, StoredLibrary
from summarizer.events.merging import Part, cluster_parts, link_joined, list_parts, unite
from summarizer.events.workers import Workers
from summarizer.extras import np
from summarizer.files import parse_json
from summarizer.schemas.event import Event
from summarizer.values import to_json

T = TypeVar("T")

_REPORTS_AT_ONCE = 300
_BYTES_AT_ONCE = 1_048_576


class Earlier(NamedTuple):
    """The events there were, by id, in the order of time.

    ``known`` are all of them where the index is fresh, else None: it knows them.
    """

    rows: Mapping[str, EventRow]
    known: Sequence[Known] | None


class Remade(NamedTuple):
    """Clusters with the identities of their events, in the order of time, and the events that these replace."""

    clusters: Sequence[tuple[Found, Identity]]
    replaced: frozenset[str]


class Line(NamedTuple):
    """An event as it is written, and what it adds to the counts of what hinges on the rule."""

    text: bytes
    hinge: Counter[str]


def name_clusters(
    library: StoredLibrary,
    edges: Numbers,
    index: Index,
    earlier: Earlier,
    workers: Workers,
    *,
    changed: set[int],
    touched: Mapping[str, Sequence[str]],
) -> Remade:
    """The clusters of the parts that hold a changed report, with the ids that go on in them.

    ``touched`` are events that lost a report, with the incident ids they lost. An event is made anew, too, that names
    as merged one that lives again, or whose founder has come back to found another one.
    """
    merged = {gone: row.event_id for row in earlier.rows.values() for gone in row.merged_from}
    while True:
        parts = _find_parts(library, edges, index, changed)
        shares = _share((part, len(part.nodes)) for part in parts)
        found = sorted(one for some in workers.map(cluster_parts, library, shares) for one in some)
        replaced = touched.keys() | index.find_events(node for one in found for node in one.nodes).keys()
        known = earlier.known or [
            index.recall(earlier.rows[event_id], touched.get(event_id, ())) for event_id in sorted(replaced)
        ]
        identities = identify(found, known)
        names = {one.event_id for one in identities}
        revived = ({merged[name] for name in names & merged.keys()} | (names & earlier.rows.keys())) - replaced
        if earlier.known is not None or not revived:
            gone = earlier.rows.keys() if earlier.known is not None else replaced
            return Remade(list(zip(found, identities, strict=True)), frozenset(gone))
        changed = changed.union(index.find_nodes("event", revived))


def _find_parts(library: StoredLibrary, edges: Numbers, index: Index, dirty: set[int]) -> list[Part]:
    """The connected parts that hold one of these reports."""
    verdicts = library.verdicts
    decided = {one for pair in verdicts for one in pair}
    numbers = {one: node for one in decided for node in index.find_nodes("incident_id", [one])}
    linked = link_joined(verdicts, numbers)
    nodes, inside = _reach(library.blocks.nodes, edges, linked, dirty)
    pairs: Iterator[Pair] = zip(inside["one"].tolist(), inside["other"].tolist(), strict=True)
    close = zip(inside["weight"].tolist(), pairs, strict=True)
    known = set(nodes)
    return list(list_parts(nodes, close, [pair for pair in linked if pair[0] in known]))


def _reach(nodes: Numbers, edges: Numbers, linked: Sequence[Pair], dirty: set[int]) -> tuple[list[int], Numbers]:
    """The reports that are connected with one of these, in order, and the pairs of them that reach the threshold.

    Step by step over all pairs at once: most parts are small, and in a large archive nearly all are as they were.
    """
    ones, others = (
        np.concatenate([edges[name], np.array(ends, dtype=np.uint32)])
        for name, ends in zip(("one", "other"), zip(*linked, strict=True) if linked else ((), ()), strict=True)
    )
    reached = np.zeros(int(nodes.max(initial=0)) + 1, dtype=np.bool_)
    reached[sorted(dirty)] = True
    while (open_ends := reached[ones] != reached[others]).any():
        reached[ones[open_ends]] = reached[others[open_ends]] = True
    return np.sort(nodes[reached[nodes]]).tolist(), edges[reached[edges["one"]]]


def share_clusters(clusters: Iterable[tuple[Found, Identity]]) -> Iterator[list[tuple[Found, Identity]]]:
    """The clusters in shares of some hundred reports."""
    return _share((cluster, len(cluster[0].nodes)) for cluster in clusters)


def _share(items: Iterable[tuple[T, int]]) -> Iterator[list[T]]:
    share: list[T] = []
    reports = 0
    for item, size in items:
        share.append(item)
        reports += size
        if reports >= _REPORTS_AT_ONCE:
            yield share
            share, reports = [], 0
    yield share


def unite_some(library: StoredLibrary, clusters: Sequence[tuple[Found, Identity]]) -> list[Line]:
    """The lines of clusters' events."""
    return [Line(to_json(event).encode() + b"\n", count_hinge(event)) for event in unite(library, clusters)]


def count_replaced(old: BinaryIO, remade: Remade, earlier: Earlier) -> Counter[str]:
    """What the events that are replaced added to the counts of what hinges on the rule."""
    counted = Counter[str]()
    for event_id in remade.replaced:
        counted.update(count_hinge(Event.model_validate(parse_json(read_line(old, *earlier.rows[event_id][-2:])))))
    return counted


def write_events(
    file: BinaryIO, old: BinaryIO, remade: Remade, earlier: Earlier, *, lines: Iterable[Line], tally: Counter[str]
) -> Iterator[EventRow]:
    """Writes all events in the order of time, and gives those that are made anew; ``old`` holds those of before.

    ``tally`` gets how many are new, changed, kept and gone, and what the counts of what hinges on the rule change by.
    """
    staying = [row for row in earlier.rows.values() if row.event_id not in remade.replaced]
    times = [row.time for row in staying]
    left = set(remade.replaced)
    at = 0
    for (found, identity), line in zip(remade.clusters, lines, strict=True):
        until = bisect(times, found.time, at)
        _copy(file, old, staying[at:until])
        at = until
        before = earlier.rows.get(identity.event_id)
        same = before and read_line(old, before.place, before.length) == line.text
        tally["kept" if same else "changed" if before else "new"] += 1
        tally.update(line.hinge)
        left.discard(identity.event_id)
        place = file.tell()
        file.write(line.text)
        yield EventRow(
            identity.event_id, found.time, found.published, identity.merged_from, len(found.nodes), place,
            len(line.text),
        )  # fmt: skip
    _copy(file, old, staying[at:])
    tally["kept"] += len(staying)
    tally["gone"] += len(left)


def _copy(file: BinaryIO, old: BinaryIO, rows: Sequence[EventRow]) -> None:
    """Copies events' lines; those that lie one after another at once."""
    start = end = 0
    for row in rows:
        if row.place != end:
            _copy_span(file, old, start, end)
            start = row.place
        end = row.place + row.length
    _copy_span(file, old, start, end)


def _copy_span(file: BinaryIO, old: BinaryIO, start: int, end: int) -> None:
    spans = ((place, min(_BYTES_AT_ONCE, end - place)) for place in range(start, end, _BYTES_AT_ONCE))
    file.writelines(read_line(old, *span) for span in spans)


def read_line(file: BinaryIO, place: int, length: int) -> bytes:
    """So many bytes of a file, from a place on."""
    file.seek(place)
    return file.read(length)
