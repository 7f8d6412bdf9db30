"""What a table and its columns are. The declarations make the frames' schemas and the codebook."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

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


NEVER = "never null"
UNSAID = "the article does not say"


ARTICLE_ID = Column(
    "article_id", "text", "Identity of the article; joins all tables.", NEVER, "record: article.article_id"
)
PATH = Column("path", "text", "Where the article was read from.", "passed in as text", "record: article.path")
INCIDENT_ID = Column(
    "incident_id", "text", "Identity of the incident; joins the tables.", NEVER, "record: incidents[].incident_id"
)


def evidence_columns(of: str) -> tuple[Column, ...]:
    """The columns of the first evidence of what ``of`` names."""
    none = "no evidence"
    where = f"the first evidence of {of}"
    return (
        Column("sentence", "integer", "Number of the sentence that says it, from 1.", none, where),
        Column("start", "integer", "First code point of the span in the article's text, from 0.", none, where),
        Column("end", "integer", "One past the last code point of the span.", none, where),
        Column("text", "text", "The article's own words between start and end.", none, where),
        Column(
            "evidence_status",
            "text",
            "exact, normalized, fuzzy; or not_found: the sentence was cited but does not hold the value.",
            none,
            where,
        ),
    )
