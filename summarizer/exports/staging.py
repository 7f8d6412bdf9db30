"""Rows set down on disk as they come, so that memory stays flat, and read back table by table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from summarizer.exports.columns import Kind, Row, Table
from summarizer.exports.safe_text import storable
from summarizer.extras import pl

_PENDING_CHARS = 4_000_000


class Stage:
    """The rows of all tables, in parts that fit in memory, within one folder.

    By table ``counts`` has how many there are, ``located`` how many have coordinates and a place on the map.
    """

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self._folder = folder
        self._pending: dict[str, list[Row]] = {table.name: [] for table in tables}
        self._parts: dict[str, list[Path]] = {table.name: [] for table in tables}
        self.tables = tables
        self.counts: Counter[str] = Counter({table.name: 0 for table in tables})
        self.located = Counter[str]()

    def unlocated(self, table: Table) -> int:
        """How many of a table's rows are not on the map."""
        return self.counts[table.name] - self.located[table.name]

    def fill(self, rows: Iterable[tuple[Table, Row]]) -> None:
        """Take in all rows. Every table has at least one part afterwards, be it empty."""
        waiting = 0
        for table, row in rows:
            self._pending[table.name].append(row)
            self.counts[table.name] += 1
            self.located[table.name] += row.get("latitude") is not None and not row.get("unsupported")
            waiting += sum(len(cell) if isinstance(cell, str) else 16 for cell in row.values())
            if waiting > _PENDING_CHARS:
                self._set_down()
                waiting = 0
        self._set_down()

    def _set_down(self) -> None:
        for table in self.tables:
            rows, parts = self._pending[table.name], self._parts[table.name]
            if rows or not parts:
                path = self._folder / f"{table.name}.{len(parts):06}.part"
                make_frame(table, rows).write_parquet(path, compression="lz4")
                parts.append(path)
                rows.clear()

    def scan(self, table: Table) -> "pl.LazyFrame":
        """All rows of a table, in order, not yet read."""
        return pl.scan_parquet(self._parts[table.name], parallel="none", low_memory=True)

    def scan_parts(self, table: Table) -> Iterator["pl.LazyFrame"]:
        """The rows of a table part by part, in order."""
        return (pl.scan_parquet(path) for path in self._parts[table.name])


def make_frame(table: Table, rows: Sequence[Row]) -> "pl.DataFrame":
    """The rows as a frame with the table's columns and types. Cells that a frame cannot hold become storable."""
    dtypes: dict[Kind, type[pl.DataType]] = {
        "text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date,
    }  # fmt: skip
    schema = {name: dtypes[kind] for name, kind in table.kinds.items()}
    cells = {name: [row[name] for row in rows] for name in schema}
    try:
        return pl.DataFrame(cells, schema=schema)
    except (UnicodeEncodeError, TypeError, OverflowError):
        return pl.DataFrame({name: [storable(cell) for cell in column] for name, column in cells.items()}, schema)
