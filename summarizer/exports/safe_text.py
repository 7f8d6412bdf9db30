"""Text that frames and spreadsheets can hold, and that a spreadsheet never runs."""

import re

from summarizer.exports.columns import Cell, Table
from summarizer.extras import pl

_INT64 = 2**63
_UNPRINTABLE = [chr(code) for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF)]
_ESCAPES = [f"\\x{ord(char):02x}" if char <= "\xff" else f"\\u{ord(char):04x}" for char in _UNPRINTABLE]
_START = r"[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}\x{FE66}\x{FE62}\x{FE63}\x{FE6B}\x{2212}]"
_FORMULA = rf"^(?:[\t\r\n]|[\s\p{{C}}]*{_START})"
_INNER_FORMULA = rf"([;\t\r\n][\s\p{{C}}\"]*)({_START}[^;\t\r\n]*[(|!])"
_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(cell: Cell) -> Cell:
    r"""The cell as a frame can hold it: lone surrogates as ``\udc80``; None for a number beyond 64 bits."""
    if isinstance(cell, str):
        return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", cell)
    return None if isinstance(cell, int) and not -_INT64 <= cell < _INT64 else cell


def for_spreadsheets(frame: "pl.LazyFrame", table: Table) -> "pl.LazyFrame":
    r"""The table's frame with its text made safe to open.

    Control characters that XML cannot hold become ``\x00``. Text that a spreadsheet may take for a formula (= + - @,
    their full-width, small and minus-sign forms, after white space or invisible characters, or a leading tab or line
    break) gets a single quote before it.
    """
    return frame.with_columns([_safe(name) for name in _texts(table)])


def for_csv(frame: "pl.LazyFrame", table: Table) -> "pl.LazyFrame":
    """As ``for_spreadsheets``, and safe where a program splits lines at ``;``, tabs or all line breaks.

    Excel does so where the decimal sign is a comma. A formula that would then begin a cell gets a single quote before
    it if it calls or refers to anything, that is, if ``(``, ``|`` or ``!`` is in it: ``a; -5 degrees`` stays as it is.

    Source: OWASP, CSV Injection.
    """
    quoted = [pl.col(name).str.replace_all(_INNER_FORMULA, "${1}'${2}") for name in _texts(table)]
    return for_spreadsheets(frame, table).with_columns(quoted)


def _texts(table: Table) -> list[str]:
    return [name for name, kind in table.kinds.items() if kind == "text"]


def _safe(column: str) -> "pl.Expr":
    text = pl.col(column).str.replace_many(_UNPRINTABLE, _ESCAPES)
    quoted = pl.concat_str(pl.lit("'"), text)
    return pl.when(text.str.contains(_FORMULA)).then(quoted).otherwise(text).alias(column)
