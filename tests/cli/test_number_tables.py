"""Tables of numbers, in terminals of several widths."""

import pytest
from rich.console import Console
from rich.table import Table

from summarizer.cli import event_view, score_view


def scores() -> Table:
    table = score_view._table("Details", "score", "percent", "95%", "right", "of", "what")
    table.caption = "of all"
    table.add_row("deaths", "57.0", "55.1 to 63.0", "1234", "1205", "what is told of the dead")
    return table


def events() -> Table:
    table = event_view._grid("event", "when", "where", "reports", "disputed", numbers=("event", "when", "reports"))
    table.add_row("1f2e3d4c", "2026-01-05", "Kabul, Afghanistan", "12,345", "")
    return table


def shown(table: Table, width: int) -> str:
    console = Console(width=width, markup=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_no_number_is_cut_or_broken_in_a_terminal_of_any_width(width: int) -> None:
    words = shown(scores(), width).replace("│", " ").replace(";", " ").split()
    assert {"deaths", "57.0", "55.1", "63.0", "1234", "1205"} <= set(words)
    assert {"1f2e3d4c", "2026-01-05", "12,345"} <= set(shown(events(), width).replace(";", " ").split())


def test_where_there_is_no_room_each_row_is_a_paragraph_without_its_empty_cells() -> None:
    told = " ".join(shown(events(), 30).split())
    assert told == "event 1f2e3d4c; when 2026-01-05; where Kabul, Afghanistan; reports 12,345"
