"""A workbook with a sheet for each table."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from summarizer.exports.columns import Cell, Table
from summarizer.exports.safe_text import for_spreadsheets
from summarizer.exports.staging import Stage

SHEET_ROWS = 1_048_576
CELL_UNITS = 32_767
_FIRST_YEAR = 1900
_EXACT_NUMBER = 2**53
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def write_workbook(path: Path, stage: Stage, tables: Sequence[Table], *, sheet_rows: int = SHEET_ROWS) -> None:
    """Write a workbook. A table with more rows than a sheet holds goes on in "evidence 2" and so on.

    Text is written as text, never as a formula or a link. Rows go to disk as they are written. Raises: OSError.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: optional
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: optional

    try:
        with Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent), "use_zip64": True}) as book:
            styles = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
            for table in tables:
                rows = _rows(stage, table)
                for name in _sheet_names(table.name, stage.counts[table.name], sheet_rows - 1):
                    sheet = book.add_worksheet(name)
                    _write_sheet(sheet, table, itertools.islice(rows, sheet_rows - 1), styles)
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _sheet_names(name: str, rows: int, rows_each: int) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in range(2, 2 + max(0, rows - 1) // rows_each))


def _rows(stage: Stage, table: Table) -> Iterator[tuple[Any, ...]]:
    for part in stage.scan_parts(table):
        yield from for_spreadsheets(part, table).collect().iter_rows()


def _write_sheet(sheet: Any, table: Table, rows: Iterable[tuple[Any, ...]], styles: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, styles["head"])
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(sheet, number, at, cell, styles["day"])


def _write_cell(sheet: Any, row: int, at: int, cell: Cell, day: Any) -> None:
    """Write one cell. Days before 1900 and numbers that a sheet would round are written as text."""
    if isinstance(cell, str):
        sheet.write_string(row, at, fit(cell))
    elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        sheet.write_datetime(row, at, cell, day)
    elif isinstance(cell, (int, float)) and abs(cell) <= _EXACT_NUMBER:
        sheet.write_number(row, at, cell)
    elif cell is not None:
        sheet.write_string(row, at, str(cell))


def fit(text: str) -> str:
    """The text, cut to what a cell holds with a mark that says how much is missing. Cells count UTF-16 units.

    A text between ``<r>`` and ``</r>`` gets a single quote before it: xlsxwriter would write it into the sheet as XML.
    """
    text = f"'{text}" if text.startswith("<r>") and text.endswith("</r>") else text
    if 2 * len(text) <= CELL_UNITS or len(text) + len(_ASTRAL.findall(text)) <= CELL_UNITS:
        return text
    room = CELL_UNITS - len(_mark(len(text)))
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + _mark(len(text) - len(kept))


def _mark(missing: int) -> str:
    return f" … [cut: {missing} more characters]"
