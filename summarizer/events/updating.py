"""What new, changed and missing records change: which reports, pairs and clusters have to be looked at again.

A cluster depends on its connected part alone, and a part on its reports, their pairs that reach the threshold, and
people's decisions. So a part without a report that came, a pair that came or went, or a decision is as it was.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from summarizer.events.blocking import Blocks, Numbers, compare_blocks, enter, make_keys, rank_rows
from summarizer.events.columns import Rows, make_row, row_type
from summarizer.events.index import Index, NewRecord, NewReport, StoredLibrary, edge_type
from summarizer.events.merging import compare_new, weigh_pairs
from summarizer.events.reports import pack, read_reports
from summarizer.events.workers import Workers
from summarizer.extras import np
from summarizer.runs.records import RecordRow, parse_stored
from summarizer.schemas.record import CustomSummary

_RECORDS_AT_ONCE, _RANKS_AT_ONCE = 250, 2_000
_OWN_SCHEMA = b'{"schema_version":"custom-'
_ENTRIES_AT_ONCE = 4_000_000
_LOW, _SHIFT = 0xFFFFFFFF, 32


class Changes(NamedTuple):
    """What came and what went. Of the new reports numbers, keys and columns.

    Passed over were ``repeated`` records, and those of a user's ``own_schema``.
    """

    nodes: list[int]
    keys: list[bytes]
    rows: bytes
    removed: list[int]
    repeated: int
    own_schema: int


class _Unread(NamedTuple):
    """A record that the index lacks: its row and its article's, and how errors name it."""

    digest: bytes
    line: bytes
    article: bytes
    where: str


def take_in(rows: Iterable[RecordRow], index: Index, workers: Workers) -> tuple[Changes, dict[str, list[str]]]:
    """Brings the index's records up to date with the rows, the first of each article.

    With it the events that lost a report, each with the incident ids it lost: a corrected report keeps its own.
    Raises: RunFolderError for a row that is no record.
    """
    known = index.list_records()
    missing = set(known)
    stale: list[int] = []
    passed_over = Counter[str]()
    unread = _find_unread(rows, known, missing, stale, passed_over)
    number, node = index.next_numbers()
    nodes, keys, columns = list[int](), list[bytes](), bytearray()
    chunks = iter(lambda: list(islice(unread, _RECORDS_AT_ONCE)), [])
    for record in (record for records in workers.map(read_some, None, chunks) for record in records):
        index.add(record, number, node)
        nodes.extend(range(node, node + len(record.reports)))
        keys.extend(report.keys for report in record.reports)
        columns.extend(b"".join(report.row for report in record.reports))
        number, node = number + 1, node + len(record.reports)
    stale.extend(known[article_id][0] for article_id in missing)
    removed = index.find_nodes("record", stale)
    touched = index.find_events(removed)
    index.remove(stale, removed)
    changes = Changes(nodes, keys, bytes(columns), sorted(removed), passed_over["repeated"], passed_over["own_schema"])
    return changes, touched


def _find_unread(
    rows: Iterable[RecordRow],
    known: Mapping[str, tuple[int, bytes]],
    missing: set[str],
    stale: list[int],
    passed_over: Counter[str],
) -> Iterator[_Unread]:
    """The rows whose records the index lacks; what is there leaves ``missing``, what it replaces goes to ``stale``."""
    seen: set[str] = set()
    for row in rows:
        if row.line.startswith(_OWN_SCHEMA):
            passed_over["own_schema"] += 1
            continue
        if row.article_id in seen:
            passed_over["repeated"] += 1
            continue
        seen.add(row.article_id)
        missing.discard(row.article_id)
        digest = blake2b(row.line, digest_size=16).digest()
        number, held = known.get(row.article_id, (None, None))
        if held != digest:
            if number is not None:
                stale.append(number)
            yield _Unread(digest, row.line, row.fetch_article(), row.where)


def read_some(_: object, unread: Iterable[_Unread]) -> list[NewRecord]:
    """The records of rows, with their reports; without those of a user's own schema."""
    records = []
    for one in unread:
        record, article = parse_stored(one.line, one.article, one.where)
        if not isinstance(record, CustomSummary):
            reports = [
                NewReport(report.incident_id, pack(report), make_keys(report), make_row(report))
                for report in read_reports(record, article.prose)
            ]
            records.append(NewRecord(record.article.article_id, one.digest, zlib.compress(one.line, 1), reports))
    return records


class _Growth(NamedTuple):
    """The blocks of all reports, the entries of before with the ranks that theirs are now, and which ranks went."""

    blocks: Blocks
    before: Numbers
    ranks: Numbers
    gone: Numbers


def _grow(index: Index, changes: Changes) -> _Growth:
    staying = ~index.load("gone")
    old_nodes = index.load("nodes")[staying].astype(np.int64)
    nodes = np.concatenate([old_nodes, np.array(changes.nodes, dtype=np.int64)])
    rows: Rows = np.concatenate([index.load("rows")[staying], np.frombuffer(changes.rows, dtype=row_type())])
    order = rank_rows(rows, nodes)
    ranks = np.empty(len(order), dtype=np.uint64)
    ranks[order] = np.arange(len(order), dtype=np.uint64)
    new = np.zeros(len(order), dtype=np.bool_)
    new[ranks[len(old_nodes) :]] = True
    gone = _are_among(nodes[order], np.array(changes.removed, dtype=np.int64))
    by_old_rank = np.zeros(len(staying), dtype=np.uint64)
    by_old_rank[staying] = ranks[: len(old_nodes)]
    before, added = index.load("entries"), enter(changes.keys, ranks[len(old_nodes) :])
    entries = _merge_entries(before, by_old_rank, gone, added) if len(before) else added
    return _Growth(Blocks(entries, rows[order], nodes[order], new), before, by_old_rank, gone)


def _merge_entries(before: Numbers, ranks: Numbers, gone: Numbers, added: Numbers) -> Numbers:
    """The entries of before with their ranks now, without those that went, and the added ones; some at a time."""
    entries = np.empty(len(before) + len(added), dtype=np.uint64)
    end = taken = 0
    for at in range(0, len(before), _ENTRIES_AT_ONCE):
        some = before[at : at + _ENTRIES_AT_ONCE]
        own = ranks[some & _LOW]
        kept = (some >> _SHIFT << _SHIFT | own)[~gone[own]]
        until = int(np.searchsorted(added, kept[-1])) if len(kept) else taken
        between = added[taken:until]
        merged = np.insert(kept, np.searchsorted(kept, between), between)
        entries[end : end + len(merged)] = merged
        end, taken = end + len(merged), until
    rest = added[taken:]
    entries[end : end + len(rest)] = rest
    return entries[: end + len(rest)]


def find_edges(index: Index, changes: Changes, workers: Workers) -> tuple[StoredLibrary, Numbers, set[int]]:
    """The library with all reports, the pairs of them that reach the threshold, and the reports these changed for."""
    growth = _grow(index, changes)
    edges = index.load("edges")
    library = index.save(growth.blocks, growth.gone)
    gained, lost = _compare_large(growth, changes)
    if not workers.are_here:
        index.show()
    found = [weigh_pairs(library, library.blocks.leave_forbidden(gained))]
    count = len(growth.blocks.nodes)
    shares = [(at, min(at + _RANKS_AT_ONCE, count)) for at in range(0, count, _RANKS_AT_ONCE)]
    found.extend(workers.map(compare_new, library, [(0, count)] if workers.are_here else shares))
    return library, *_change_edges(library, edges, found, lost, changes.removed)


def _compare_large(growth: _Growth, changes: Changes) -> tuple[Numbers, Numbers]:
    """Pairs of reports that stay and became candidates, or are no more, as large blocks grew or shrank."""
    if not len(growth.before):
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64)
    before, ranks, gone_ranks = growth.before, growth.ranks, growth.gone
    gone = before[gone_ranks[ranks[before & _LOW]]] >> _SHIFT if changes.removed else before[:0]
    keys = [gone.astype(np.uint32), *(np.frombuffer(own, dtype="<u4") for own in changes.keys)]
    touched = np.unique(np.concatenate(keys)).astype(np.uint64) << _SHIFT
    blocks = _pair_blocks(before, growth.blocks.entries, touched)
    found = [compare_blocks(ranks[old], now) for old, now in blocks]
    gained, lost = ([np.zeros(0, dtype=np.uint64), *some] for some in (zip(*found, strict=True) if found else ((), ())))
    return np.unique(np.concatenate(gained)), np.unique(np.concatenate(lost))


def _pair_blocks(before: Numbers, now: Numbers, keys: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """The ranks of the blocks of keys, before and now, each as they were then."""
    ends: tuple[tuple[Numbers, Any], ...] = ((keys, "left"), (keys | _LOW, "right"))
    spans = [np.searchsorted(entries, end, side) for entries in (before, now) for end, side in ends]
    for first, last, start, end in zip(*(span.tolist() for span in spans), strict=True):
        if max(last - first, end - start) > 1:
            yield before[first:last] & _LOW, now[start:end] & _LOW


def _change_edges(
    library: StoredLibrary, edges: Numbers, found: Sequence[tuple[Numbers, Numbers]], lost: Numbers, removed: list[int]
) -> tuple[Numbers, set[int]]:
    """The pairs as they are now, and the reports for which that is another thing than it was."""
    nodes, numbers = library.blocks.nodes, _number(edges)
    went = np.array(removed, dtype=np.uint32)
    dropped = _are_among(edges["one"], went) | _are_among(edges["other"], went)
    dropped |= _are_among(numbers, _find_unshared(library, lost, numbers))
    pairs = np.concatenate([pairs for pairs, _ in found])
    added = np.zeros(len(pairs), dtype=edge_type())
    one, other = nodes[pairs >> _SHIFT], nodes[pairs & _LOW]
    added["one"], added["other"] = np.minimum(one, other), np.maximum(one, other)
    added["weight"] = np.concatenate([weights for _, weights in found])
    known = _are_among(_number(added), numbers)
    changed = [edges[dropped], added[~known]]
    touched = {node for some in changed for name in ("one", "other") for node in some[name].tolist()}
    return np.concatenate([edges[~dropped], added[~known]]), touched - set(removed)


def _are_among(values: Numbers, others: Numbers) -> Numbers:
    """Which values are among the others. Of the two only the fewer are sorted: ``np.isin`` sorts the many as well."""
    if len(others) > len(values):
        others = others[_are_among(others, values)]
    if not len(others):
        return np.zeros(len(values), dtype=np.bool_)
    known = np.sort(others)
    return known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values


def _number(edges: Numbers) -> Numbers:
    return edges["one"].astype("u8") << _SHIFT | edges["other"]


def _find_unshared(library: StoredLibrary, lost: Numbers, known: Numbers) -> Numbers:
    """Of the pairs that a block lost, by rank, those ``known`` to reach the threshold that share no other block."""
    nodes = library.blocks.nodes
    one, other = nodes[lost >> _SHIFT], nodes[lost & _LOW]
    numbers = np.minimum(one, other).astype(np.uint64) << _SHIFT | np.maximum(one, other).astype(np.uint64)
    weighed = _are_among(numbers, known)
    unshared = []
    for pair, number in zip(lost[weighed].tolist(), numbers[weighed].tolist(), strict=True):
        own_keys, other_keys = (
            np.frombuffer(own, dtype="<u4") for own in library.keys([number >> _SHIFT, number & _LOW])
        )
        if not library.blocks.share(pair, np.intersect1d(own_keys, other_keys)):
            unshared.append(number)
    return np.array(unshared, dtype=np.uint64)
