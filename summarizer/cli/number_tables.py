"""Tables of numbers for a terminal of any width."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import measure_renderables
from rich.table import Column, Table
from rich.text import Text

_WIDEST = 10_000
_LINES = 3
"""The most characters between two columns."""


class NumberTable(Table):
    """A table whose columns that may not wrap are never cut: where they have no room, each row is a paragraph."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        needed = sum(_LINES + _least_width(column, console) for column in self.columns)
        return super().__rich_console__(console, options) if needed < options.max_width else self._paragraphs()

    def _paragraphs(self) -> Iterator[Text]:
        if self.title:
            yield Text(str(self.title), style="italic")
        for row, cells in zip(self.rows, zip(*(column.cells for column in self.columns), strict=True), strict=True):
            pairs = zip(self.columns, map(str, cells), strict=True)
            told = [f"{column.header} {cell}".strip() for column, cell in pairs if cell]
            yield Text("; ".join(told), style=row.style or "")
        if self.caption:
            yield Text(str(self.caption), style="dim italic")


def _least_width(column: Column, console: Console) -> int:
    """What a column needs: its longest cell where it may not wrap, else its longest word."""
    measured = measure_renderables(console, console.options.update(width=_WIDEST), [column.header, *column.cells])
    return measured.maximum if column.no_wrap else measured.minimum
