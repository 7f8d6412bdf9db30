"""Which reports are compared at all: those that share a key, so that the cost grows with their number.

Keys are a place or a telling word with a week, a person's name with a month, and the bands of a near copy.
A key that very many reports share tells little: of these each is compared with its neighbours only, in the order of day
and toll. Of the candidates those are left out that a date or a place forbids.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from summarizer.events.columns import Rows, may_meet, row_type
from summarizer.events.reports import Report
from summarizer.events.types import days_of_slack
from summarizer.events.words import bands, heaviest, spell
from summarizer.extras import np

_WEEK, _MONTH = 7, 31
_UNDATED = -1
_LONGEST_LAPSE = 31
_MOST_SLOTS = 6
_TELLING_WORDS = 8
_LARGEST_BLOCK, _NEIGHBOURS = 120, 24
_LOW, _SHIFT = 0xFFFFFFFF, 32
_PAIRS_AT_ONCE = 200_000

Numbers = Any
"""An array of whole numbers: ranks, keys, or two ranks in one number, the smaller one in the upper half."""


def list_keys(report: Report) -> Iterator[int]:
    """Hashes of the report's keys."""
    yield from bands(report.signature)
    weeks = _slots(report, _WEEK)
    words = heaviest(report.text, _TELLING_WORDS)
    for slot in weeks:
        for place in report.places[-2:]:
            yield _key(f"place\x1f{spell(place)}\x1f{slot}")
        if report.town:
            yield _key(f"town\x1f{report.town.geonames_id}\x1f{slot}")
        for word in words:
            yield _key(f"word\x1f{word}\x1f{slot}")
    for slot in _slots(report, _MONTH):
        for name in report.people:
            yield _key(f"name\x1f{spell(name.split()[-1])}\x1f{slot}")
    for one, other in combinations(sorted(words), 2):
        yield _key(f"words\x1f{one}\x1f{other}")


def _key(parts: str) -> int:
    return zlib.crc32(parts.encode())


def _slots(report: Report, length: int) -> Sequence[int]:
    """The stretches of so many days in which it may have happened, or been published soon after."""
    if report.days:
        slack = 1 + days_of_slack(report.kind)
        first, last = report.days[0] - slack, report.days[1] + slack
    elif report.published:
        first, last = report.published - _LONGEST_LAPSE, report.published + 1
    else:
        return (_UNDATED,)
    return range(first // length, last // length + 1)[-_MOST_SLOTS:]


def make_keys(report: Report) -> bytes:
    """The report's keys, each once, four bytes each."""
    return np.fromiter(set(list_keys(report)), dtype="<u4").tobytes()


class Blocks(NamedTuple):
    """All reports by key. Reports go by rank: their place, from 0, in the order of day, toll, names and id.

    ``entries`` are sorted numbers with a key in the upper half and a rank in the lower; ``rows`` the reports' columns
    and ``nodes`` their numbers, both by rank. ``new`` says which of them have not been compared before.
    """

    entries: Numbers
    rows: Rows
    nodes: Numbers
    new: Numbers

    def find_pairs(self, ranks: Numbers, keys: Sequence[Numbers]) -> Numbers:
        """The pairs of these new reports, whose keys are given, with any other, each once, in order.

        A pair of two new reports is found with the smaller rank only.
        """
        held = np.concatenate([np.zeros(0, dtype=np.uint64), *keys]).astype(np.uint64) << _SHIFT
        own = np.sort(held | np.repeat(ranks, [len(some) for some in keys]).astype(np.uint64))  # near ones lie together
        found, ones = own >> _SHIFT << _SHIFT, own & _LOW
        first, last = self._reach(found, np.searchsorted(self.entries, own))
        counts = last - first
        places = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        others, ones = self.entries[places] & _LOW, np.repeat(ones, counts)
        kept = (others > ones) | ((others < ones) & ~self.new[others])
        pairs = np.unique(np.minimum(ones, others)[kept] << _SHIFT | np.maximum(ones, others)[kept])
        return self.leave_forbidden(pairs)

    def _reach(self, keys: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
        """Where the entries that each entry of a key is held against begin and end."""
        starts, ends = np.searchsorted(self.entries, keys), np.searchsorted(self.entries, keys | _LOW, side="right")
        large = ends - starts > _LARGEST_BLOCK
        first = np.where(large, np.maximum(starts, places - _NEIGHBOURS), starts)
        return first, np.where(large, np.minimum(ends, places + _NEIGHBOURS + 1), ends)

    def leave_forbidden(self, pairs: Numbers) -> Numbers:
        """The pairs that neither a date nor a place forbids."""
        parts = [pairs[at : at + _PAIRS_AT_ONCE] for at in range(0, len(pairs), _PAIRS_AT_ONCE)]
        kept = [part[may_meet(self.rows[part >> _SHIFT], self.rows[part & _LOW])] for part in parts]
        return np.concatenate([np.zeros(0, dtype=np.uint64), *kept])

    def share(self, pair: int, keys: Numbers) -> bool:
        """Whether two reports are candidates by one of these keys, which both have."""
        found = keys.astype(np.uint64) << _SHIFT
        places = np.searchsorted(self.entries, found | (pair >> _SHIFT))
        first, last = self._reach(found, places)
        other = np.searchsorted(self.entries, found | (pair & _LOW))
        return bool(((first <= other) & (other < last)).any())


def rank_rows(rows: Rows, nodes: Numbers) -> Numbers:
    """The order of ranks, as indices of the rows."""
    return np.lexsort((nodes, rows["tie"], rows["neighbour"]))


def enter(keys: Sequence[bytes], ranks: Numbers) -> Numbers:
    """The entries of reports, sorted, by their keys as ``make_keys`` has them and their ranks."""
    entries = np.empty(sum(map(len, keys)) // 4, dtype=np.uint64)
    at = 0
    for rank, own in zip(ranks.tolist(), keys, strict=True):
        entries[at : at + len(own) // 4] = np.frombuffer(own, dtype="<u4").astype(np.uint64) << _SHIFT | rank
        at += len(own) // 4
    entries.sort()
    return entries


def make_blocks(rows: bytes, keys: Sequence[bytes]) -> Blocks:
    """The blocks of reports that are all new, which are numbered from 0, by their columns and keys."""
    columns = np.frombuffer(rows, dtype=row_type())
    order = rank_rows(columns, np.arange(len(columns)))
    entries = enter([keys[node] for node in order], np.arange(len(columns)))
    return Blocks(entries, columns[order], order, np.ones(len(columns), dtype=np.bool_))


def compare_blocks(old: Numbers, now: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of reports that were in a block and still are, and became candidates by it, or are no more.

    ``old`` and ``now`` are the ranks of the block before and after, sorted. A large block's pairs depend on who stands
    between; what became of a smaller one's is told by who came and went.
    """
    empty = np.zeros(0, dtype=np.uint64)
    if max(len(old), len(now)) <= _LARGEST_BLOCK:
        return empty, empty
    union, changed = np.union1d(old, now), np.setxor1d(old, now)
    near = np.zeros(len(union) + 1, dtype=np.int64)
    places, reach = np.searchsorted(union, changed), _NEIGHBOURS + len(changed)
    np.add.at(near, np.maximum(places - reach, 0), 1)
    np.add.at(near, np.minimum(places + reach + 1, len(union)), -1)
    affected = union[np.cumsum(near[:-1]) > 0] if min(len(old), len(now)) > _LARGEST_BLOCK else union
    staying = np.intersect1d(old, now)
    was, is_now = (_pair_up(block, affected, staying) for block in (old, now))
    return np.setdiff1d(is_now, was), np.setdiff1d(was, is_now)


def _pair_up(block: Numbers, affected: Numbers, staying: Numbers) -> Numbers:
    """The pairs of a block whose first report is among the affected and both among those who stay."""
    stays = np.isin(block, staying)
    begins = stays & np.isin(block, affected)
    reach = len(block) if len(block) <= _LARGEST_BLOCK else _NEIGHBOURS
    found = [np.zeros(0, dtype=np.uint64)]
    for lapse in range(1, min(reach + 1, len(block))):
        kept = begins[:-lapse] & stays[lapse:]
        found.append(block[:-lapse][kept] << _SHIFT | block[lapse:][kept])
    return np.concatenate(found)
