"""Reports in columns: what forbids that two are one event is told of many pairs at once, before any is compared.

In a large archive most reports that share a telling word are of other days, countries or towns; comparing them one by
one would take nearly all of the time.
"""

import zlib
from hashlib import blake2b
from math import radians
from struct import Struct
from typing import Any

from summarizer.events.reports import Report
from summarizer.events.types import COPY, FAR_KM, WIDE_FAR_KM, days_of_slack, is_wide
from summarizer.events.words import PERMUTATIONS
from summarizer.exports.coordinates import EARTH_KM
from summarizer.extras import np

_HAS_BOUNDS, _HAS_DAYS, _MAY_BE_MISREAD, _IS_WIDE, _HAS_TOWN, _IS_PUBLISHED, _IS_SIGNED, _HAS_VICTIM = (
    1 << at for at in range(8)
)
_FIELDS = [
    ("neighbour", "<u8"), ("tie", "<u8"), ("first", "<i4"), ("last", "<i4"), ("published", "<i4"), ("slack", "<i4"),
    ("country", "<u4"), ("region", "<u4"), ("flags", "u1"), ("north", "<f8"), ("east", "<f8"),
    ("signature", "u1", (PERMUTATIONS,)),
]  # fmt: skip
_ROW = Struct(f"<QQiiiiIIBdd{PERMUTATIONS}s")
_LARGEST_TOLL = 1023
_MARGIN_KM = 0.001
"""The two ways to reckon a distance differ in the last digits; what is that close is left to the comparison."""

Rows = Any
"""An array of ``row_type``, one row a report."""
Flags = Any
"""An array of truth values, one for each two reports."""


def row_type() -> "np.dtype[Any]":
    """The columns of one report. ``neighbour`` and ``tie`` order reports by day, toll and names."""
    return np.dtype(_FIELDS)


def make_row(report: Report) -> bytes:
    """A report's columns, as one item of ``row_type``; of a signature the lowest byte of each number."""
    facts = (
        report.bounds, report.days, report.may_be_misread, is_wide(report.kind), report.town, report.published,
        report.signature, any(" " in name for name in report.victims),
    )  # fmt: skip
    tie = blake2b(report.incident_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return _ROW.pack(
        _neighbourhood(report), int.from_bytes(tie, "little"), *(report.bounds or (0, 0)),
        report.published or 0, days_of_slack(report.kind), _code(report.country), _code(report.region),
        sum(1 << at for at, known in enumerate(facts) if known),
        *map(radians, report.town.degrees if report.town else (0, 0)),
        report.signature[:: len(report.signature) // PERMUTATIONS or 1],
    )  # fmt: skip


def _neighbourhood(report: Report) -> int:
    """Day, toll and names in one number: reports that are near one another in it are likely of one event."""
    day = report.days[0] if report.days else report.published or 0
    toll = min(report.killed[0] + 1, _LARGEST_TOLL) if report.killed else 0
    return day << 42 | toll << 32 | _code("\x1f".join(report.people))


def _code(text: str | None) -> int:
    """A number that two texts share only where they may be the same; 0 for none."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) | 1 if text else 0


def may_meet(ones: Rows, others: Rows) -> Flags:
    """For each two reports, False only where their comparison has a level that forbids."""
    wide = _both(ones, others, _IS_WIDE)
    return ~(_is_elsewhere(ones, others, wide) | (_is_another_day(ones, others) & ~_may_be_copies(ones, others)))


def _both(ones: Rows, others: Rows, flag: int) -> Flags:
    return (ones["flags"] & others["flags"] & flag) != 0


def _differ(ones: Rows, others: Rows, name: str) -> Flags:
    return (ones[name] != 0) & (others[name] != 0) & (ones[name] != others[name])


def _is_elsewhere(ones: Rows, others: Rows, wide: Flags) -> Flags:
    located = _both(ones, others, _HAS_TOWN)
    half = (
        np.sin((others["north"] - ones["north"]) / 2) ** 2
        + np.cos(ones["north"]) * np.cos(others["north"]) * np.sin((others["east"] - ones["east"]) / 2) ** 2
    )
    distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    far = located & (distance > np.where(wide, WIDE_FAR_KM, FAR_KM) + _MARGIN_KM)
    here = ~located | ((ones["north"] == others["north"]) & (ones["east"] == others["east"]))
    region = _differ(ones, others, "region") & here & ~_both(ones, others, _HAS_VICTIM)
    return ((_differ(ones, others, "country") | region) & ~wide) | far


def _is_another_day(ones: Rows, others: Rows) -> Flags:
    gap = np.maximum(ones["first"] - others["last"], others["first"] - ones["last"])
    apart = _both(ones, others, _HAS_BOUNDS) & (gap > 1 + np.maximum(ones["slack"], others["slack"]))
    return apart | _is_before(ones, others) | _is_before(others, ones)


def _is_before(ones: Rows, others: Rows) -> Flags:
    """Where the one is of a known day, and the other, of which no day is known, was published before it."""
    known = ((ones["flags"] & _HAS_DAYS) != 0) & ((others["flags"] & (_HAS_DAYS | _IS_PUBLISHED)) == _IS_PUBLISHED)
    return known & (others["published"] < ones["first"] - 1)


def _may_be_copies(ones: Rows, others: Rows) -> Flags:
    """Of near copies, one with a worked-out date, other days do not forbid; the bytes agree where the signatures do."""
    found = (((ones["flags"] | others["flags"]) & _MAY_BE_MISREAD) != 0) & _both(ones, others, _IS_SIGNED)
    at = np.flatnonzero(found)
    alike = (ones["signature"][at] == others["signature"][at]).sum(axis=1)
    found[at] = alike >= COPY * PERMUTATIONS
    return found
