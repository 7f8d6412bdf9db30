"""Every code that a finding may have: how grave it is, what it means and what to do, read from ``codes.tsv`` beside."""

from pathlib import Path
from typing import NamedTuple


class Code(NamedTuple):
    """A finding's code. ``severities`` are those that it comes with; ``meaning`` and ``remedy`` are for people.

    ``doubts_answer`` where a warning doubts what the model answered, not what the article says: another model may do
    better.
    """

    code: str
    severities: tuple[str, ...]
    doubts_answer: bool
    meaning: str
    remedy: str


_ROWS = Path(__file__).with_name("codes.tsv").read_text(encoding="utf-8").splitlines()[1:]
CODES = {
    code: Code(code, tuple(severities.split(", ")), doubts == "answer", meaning, remedy)
    for code, severities, doubts, meaning, remedy in (row.split("\t") for row in _ROWS)
}
"""The codes in the order of the pipe."""
