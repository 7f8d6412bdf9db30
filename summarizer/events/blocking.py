"""Which reports are compared at all: those that share a key, so that the cost grows with their number.

Keys are a place or a telling word with a week, a person's name with a month, and the bands of a near copy.
A key that very many reports share tells little: of these each is compared with its neighbours only, in the order of day
and toll.
"""

import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.events.reports import Report
from summarizer.events.types import days_of_slack
from summarizer.events.words import bands, heaviest

if TYPE_CHECKING:
    pass

_WEEK, _MONTH = 7, 31
_UNDATED = -1
_LONGEST_LAPSE = 31
_MOST_SLOTS = 6
_TELLING_WORDS = 8
_LARGEST_BLOCK, _NEIGHBOURS = 120, 24


def list_keys(report: Report) -> Iterator[int]:
    """Hashes of the report's keys."""
    yield from bands(report.signature)
    weeks = _slots(report, _WEEK)
    words = heaviest(report.text, _TELLING_WORDS)
    for slot in weeks:
        for place in report.places[-2:]:
            yield _key("place", place, slot)
        if report.town:
            yield _key("town", report.town.geonames_id, slot)
        for word in words:
            yield _key("word", word, slot)
    for slot in _slots(report, _MONTH):
        for name in report.people:
            yield _key("name", name.split()[-1], slot)
    for pair in combinations(sorted(words), 2):
        yield _key("words", *pair)


def _key(*parts: object) -> int:
    return zlib.crc32("\x1f".join(map(str, parts)).encode())


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


def find_candidates(reports: Sequence[Report]) -> "Iterator[tuple[int, int]]":
    """Pairs of indices, the smaller first, each pair once, in order."""
    import numpy as np  # noqa: PLC0415 - lazy: an extra

    keys, owners = array("I"), array("I")
    for index, report in enumerate(reports):
        own = set(list_keys(report))
        keys.extend(own)
        owners.extend([index] * len(own))
    hashes = np.frombuffer(keys, dtype=np.uint32).astype(np.int64)
    order = np.argsort(hashes, kind="stable")
    members = np.frombuffer(owners, dtype=np.uint32)[order]
    starts = (
        np.flatnonzero(np.diff(hashes[order], prepend=-1, append=-1)) if len(order) else np.zeros(1, dtype=np.int64)
    )
    sizes = np.diff(starts)
    pairs = array("Q")
    for at in np.flatnonzero(sizes > 1).tolist():
        pairs.extend(_pair_up(members[starts[at] : starts[at + 1]].tolist(), reports))
    for pair in np.unique(np.frombuffer(pairs, dtype=np.uint64)).tolist():
        yield pair >> 32, pair & 0xFFFFFFFF


def _pair_up(block: list[int], reports: Sequence[Report]) -> Iterator[int]:
    reach = len(block)
    if len(block) > _LARGEST_BLOCK:
        block, reach = sorted(block, key=lambda index: _neighbourhood(reports[index])), _NEIGHBOURS
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + reach]:
            low, high = (one, other) if one < other else (other, one)
            yield low << 32 | high


def _neighbourhood(report: Report) -> tuple[int, int, tuple[str, ...], str]:
    day = report.days[0] if report.days else report.published or 0
    return day, report.killed[0] if report.killed else -1, report.people, report.incident_id
