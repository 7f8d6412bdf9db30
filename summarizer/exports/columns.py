"""What a table and its columns are: ``columns.tsv`` declares them, for the frames' schemas and for the codebook."""

from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Literal, NamedTuple, cast

from summarizer.exports.sure import sure_incident
from summarizer.resolving.summaries import compose_summary
from summarizer.schemas.record import CustomSummary, Summary

Kind = Literal["text", "integer", "number", "date"]
Cell = str | int | float | date | None
Row = dict[str, Cell]


class Column(NamedTuple):
    """One column. ``null`` is what an empty cell means, ``rule`` where the value comes from."""

    name: str
    kind: Kind
    meaning: str
    null: str
    rule: str


class Table(NamedTuple):
    """One table. ``meaning`` says what a row is, and what the table is not."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kind of each column, in order."""
        return {column.name: column.kind for column in self.columns}


def keys_of(record: Summary | CustomSummary, index: int | None) -> Row:
    """The cells that join the tables, for the record's incident with that index, from 0; None is for its article."""
    incidents = record.incidents if isinstance(record, Summary) else ()
    incident = incidents[index] if index is not None and index < len(incidents) else None
    return {**cells_of(record.article, "article_id", "path"), **cells_of(incident, "incident_id")}


def cells_of(value: object, *names: str, prefix: str = "") -> Row:
    """Cells of a value's attributes, named like them after the ``prefix``; all None where there is no value.

    The order of a row's cells does not matter: tables have that of their columns.
    """
    return {f"{prefix}{name}": None if value is None else getattr(value, name) for name in names}


def tell_incident(record: Summary, index: int) -> str:
    """What is told of the record's incident with that index, from 0, of what it holds for sure.

    The summary, but where that tells of several incidents, or of values that are ruled out.
    """
    sure = sure_incident(record, index)
    return record.summary if (sure,) == record.incidents else compose_summary([sure])


def declare(table: str, meaning: str, over: str | None = None) -> Table:
    """The table of that name with the columns that ``columns.tsv`` declares for it, in order.

    Declarations of ``over`` take the place of those of the same name; the others of them stand at the end.
    """
    lines = resources.files("summarizer.exports").joinpath("columns.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    names = (table,) if over is None else (table, over)
    columns = (
        Column(name, cast(Kind, kind), *said) for known in names for of, name, kind, *said in rows if of == known
    )
    return Table(table, meaning, tuple({column.name: column for column in columns}.values()))
