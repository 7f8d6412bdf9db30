"""What rules look for, as rows that can be read and tested."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """A pattern that is used joined to others, a text that holds it, and one near to it that does not."""

    pattern: str
    example: str
    counterexample: str


def read_table(name: str | Path) -> Iterator[list[str]]:
    """The cells of each line of a table, by its name where it stands beside this module."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines)


def read_rows(name: str, parts: Mapping[str, str] | None = None) -> Iterator[tuple[str, Row]]:
    """What each line of a table has in its first cell, with the row that the others make.

    Of the ``parts`` that several patterns have in common these hold the names in capitals: "{MONTH} {DAY}".
    """
    for first, pattern, *examples in read_table(name):
        yield first, Row(re.sub(r"\{([A-Z_]+)\}", lambda found: (parts or {})[found[1]], pattern), *examples)


def join(rows: Iterable[Row]) -> str:
    """The pattern that matches where one of the rows does, the first of several."""
    return "|".join(row.pattern for row in rows)


class Wording:
    """A row of its own, compiled: it searches and matches as patterns do; called, it tells whether a text holds it."""

    def __init__(self, pattern: str, example: str, counterexample: str) -> None:
        self.pattern = compiled = re.compile(pattern)
        self.example, self.counterexample = example, counterexample
        self.search, self.match, self.fullmatch = compiled.search, compiled.match, compiled.fullmatch
        self.finditer, self.findall, self.sub = compiled.finditer, compiled.findall, compiled.sub
        self.split = compiled.split

    def __call__(self, text: str) -> bool:
        """Whether the text holds it somewhere."""
        return self.search(text) is not None
