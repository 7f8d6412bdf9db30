"""Every code that a finding may have: how grave it is, what it means and what to do, read from ``codes.tsv`` beside."""

from pathlib import Path
from typing import NamedTuple


class Code(NamedTuple):
    """A finding's code. ``severities`` are those that it comes with; ``meaning`` and ``remedy`` are for people."""

    code: str
    severities: tuple[str, ...]
    meaning: str
    remedy: str


_ROWS = Path(__file__).with_name("codes.tsv").read_text(encoding="utf-8").splitlines()[1:]
CODES = {
    code: Code(code, tuple(severities.split(", ")), meaning, remedy)
    for code, severities, meaning, remedy in (row.split("\t") for row in _ROWS)
}
"""The codes in the order of the pipe."""
