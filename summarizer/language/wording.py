"""What rules look for, as rows that can be read and tested."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """A pattern that is used joined to others, a text that holds it, and one near to it that does not."""

    pattern: str
    example: str
    counterexample: str


def join(rows: Iterable[Row]) -> str:
    """The pattern that matches where one of the rows does, the first of several."""
    return "|".join(row.pattern for row in rows)


class Wording:
    """A row of its own, compiled; it searches and matches as patterns do."""

    def __init__(self, pattern: str, example: str, counterexample: str) -> None:
        self.pattern = compiled = re.compile(pattern)
        self.example, self.counterexample = example, counterexample
        self.search, self.match, self.fullmatch = compiled.search, compiled.match, compiled.fullmatch
        self.finditer, self.findall, self.sub = compiled.finditer, compiled.findall, compiled.sub
        self.split = compiled.split
