"""What a merge keeps beside its events, so that the next one touches only what new reports touch.

A folder with a SQLite database of records, reports and events, and arrays of a generation: the blocks, and the pairs
that reach the threshold. It holds nothing that a merge of all records would not make again: where it is damaged, of
another version, or not of the events that lie beside it, it is thrown away.
"""

import contextlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from summarizer.events.blocking import Blocks, Numbers
from summarizer.events.columns import row_type
from summarizer.events.decisions import Decision, settle
from summarizer.events.figures import Rules
from summarizer.events.identity import Known
from summarizer.events.reports import PackedReport, Report, unpack
from summarizer.extras import np
from summarizer.files import parse_json, refuse_link
from summarizer.schemas.record import Summary

_DATABASE = "index.sqlite"
_ARRAYS = ("entries", "rows", "nodes", "new", "gone", "edges")
_REPORTS_HELD = 20_000
_CACHE_KIB = 65_536
_TIME = "undated, first, least"
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE records (number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE packed (number INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE reports (node INTEGER PRIMARY KEY, incident_id TEXT NOT NULL, record INTEGER NOT NULL, event TEXT);
CREATE TABLE features (
    node INTEGER PRIMARY KEY, facts TEXT NOT NULL, evidence BLOB NOT NULL, text BLOB NOT NULL, signature BLOB NOT NULL,
    keys BLOB NOT NULL
);
CREATE TABLE events (
    event_id TEXT PRIMARY KEY, undated INTEGER NOT NULL, first INTEGER NOT NULL, least TEXT NOT NULL,
    published INTEGER NOT NULL, merged_from TEXT NOT NULL, reports INTEGER NOT NULL, length INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_by_incident ON reports (incident_id);
CREATE INDEX reports_by_record ON reports (record);
CREATE INDEX reports_by_event ON reports (event);
"""


class NewReport(NamedTuple):
    """A report that is to be indexed: stored, its keys, and its columns."""

    incident_id: str
    packed: PackedReport
    keys: bytes
    row: bytes


class NewRecord(NamedTuple):
    """A record that is to be indexed. ``packed`` is its compressed JSON."""

    article_id: str
    digest: bytes
    packed: bytes
    reports: Sequence[NewReport]


class EventRow(NamedTuple):
    """An event as the index knows it: its time, and the place and length of its line, in bytes.

    ``published`` is the day of its first report, 0 for none, and ``reports`` how many it has.
    """

    event_id: str
    time: tuple[bool, int, str]
    published: int
    merged_from: tuple[str, ...]
    reports: int
    place: int
    length: int


class StoredLibrary:
    """The library of reports that an index holds. ``place`` is its folder and generation."""

    def __init__(self, database: sqlite3.Connection, place: tuple[Path, int], blocks: Blocks) -> None:
        self._database, self.place, self.blocks = database, place, blocks
        self.report = lru_cache(_REPORTS_HELD)(self._report)

    @cached_property
    def verdicts(self) -> Mapping[tuple[str, str], Decision]:
        """What people have decided about reports."""
        rows = json.loads(read_meta(self._database).get("decisions", "[]"))
        return settle([Decision.model_validate(row) for row in rows])

    @cached_property
    def rules(self) -> Rules:
        """What the events are merged by."""
        return Rules.of(json.loads(read_meta(self._database)["settings"]))

    def _report(self, node: int) -> Report:
        query = "SELECT facts, evidence, text, signature FROM features WHERE node = ?"
        return unpack(self._database.execute(query, (node,)).fetchone())

    def keys(self, nodes: Sequence[int]) -> list[bytes]:
        """The keys of reports, as ``make_keys`` has them."""
        query = "SELECT keys FROM features WHERE node = ?"
        return [self._database.execute(query, (node,)).fetchone()[0] for node in nodes]

    def record(self, node: int) -> Summary:
        """The record that a report is of."""
        query = "SELECT packed.record FROM reports JOIN packed ON number = reports.record WHERE node = ?"
        packed = self._database.execute(query, (node,)).fetchone()[0]
        return Summary.model_validate(parse_json(zlib.decompress(packed)))


def open_library(folder: Path, generation: int) -> StoredLibrary:
    """The library of an index that is being brought up to date, to be read only."""
    database = _open_to_read(folder)
    arrays = (_load(folder, name, generation) for name in _ARRAYS[:4])
    return StoredLibrary(database, (folder, generation), Blocks(*arrays))


def list_largest(folder: Path, most: int) -> list[tuple[int, int]]:
    """Place and length, in bytes, of the lines of the events with the most reports, the largest first."""
    places = f"SELECT reports, sum(length) OVER (ORDER BY {_TIME}) - length AS place, length FROM events"  # noqa: S608 - own names
    query = f"SELECT place, length FROM ({places}) ORDER BY reports DESC, place LIMIT ?"  # noqa: S608 - likewise
    with contextlib.closing(_open_to_read(folder)) as database:
        return list(database.execute(query, (most,)))


def read_settings(folder: Path) -> dict[str, Any]:
    """The settings of the last merge; none where no merge was brought to its end here, or what it left is damaged."""
    try:
        with contextlib.closing(_open_to_read(folder)) as database:
            meta = read_meta(database)
    except sqlite3.Error:
        return {}
    settings: dict[str, Any] = json.loads(meta["settings"]) if meta.get("complete") == "true" else {}
    return settings


def _open_to_read(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(folder / _DATABASE).absolute().as_uri()}?mode=ro", uri=True)


def _array_path(folder: Path, name: str, generation: int) -> Path:
    return folder / f"{name}-{generation}.npy"


def _load(folder: Path, name: str, generation: int) -> Numbers:
    return np.load(_array_path(folder, name, generation), mmap_mode="r")


def read_meta(database: sqlite3.Connection) -> dict[str, str]:
    """What holds for the whole index, by name, each value as JSON."""
    return dict(database.execute("SELECT name, value FROM meta"))


class Index:
    """An index that is open to be brought up to date, by one process at a time.

    ``is_fresh`` where nothing of an earlier merge could be used. ``settings`` is all that events depend on beside
    records and decisions, and ``stamp`` tells the file of events that the index must belong to.
    """

    def __init__(self, folder: Path, settings: Mapping[str, Any], stamp: object) -> None:
        self.folder = refuse_link(folder)
        self.folder.mkdir(exist_ok=True)
        expected = {"settings": json.dumps(settings), "stamp": json.dumps(stamp), "complete": "true"}
        meta = self._open()
        self.is_fresh = expected.items() - meta.items() != set() or stamp is None
        if self.is_fresh:
            self._begin_again(settings)
        self.generation: int = json.loads(read_meta(self.database).get("generation", "0"))

    def _open(self) -> dict[str, str]:
        """What an index says of itself that lies here; nothing where there is none, or it is damaged."""
        self.database = self._connect()
        try:
            return read_meta(self.database)
        except sqlite3.DatabaseError:
            return {}

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / _DATABASE, isolation_level=None)

    def _begin_again(self, settings: Mapping[str, Any]) -> None:
        self.database.close()
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.database = self._connect()
        self.database.executescript(_TABLES)
        self.put(settings=settings)

    def __enter__(self) -> Self:
        self.database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.database.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def put(self, **values: object) -> None:
        """Keeps values that hold for the whole index."""
        rows = [(name, json.dumps(value)) for name, value in values.items()]
        self.database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def get(self, name: str, default: Any = None) -> Any:
        """A value that holds for the whole index."""
        value = read_meta(self.database).get(name)
        return default if value is None else json.loads(value)

    def show(self) -> None:
        """Lets other processes see what was written; until the index is sealed it is of no use to a later merge."""
        self.put(complete=False)
        self.database.execute("COMMIT")
        self.database.execute("BEGIN")

    def seal(self, stamp: object) -> None:
        """Keeps all that was written, as belonging to the file of events with this stamp."""
        self.put(generation=self.generation, complete=True, stamp=stamp)
        self.database.execute("COMMIT")
        kept = {_array_path(self.folder, name, self.generation) for name in _ARRAYS}
        for path in set(self.folder.glob("*.npy")) - kept:
            path.unlink()

    def load(self, name: str) -> Numbers:
        """An array of the last merge; empty where there was none."""
        if _array_path(self.folder, name, self.generation).exists():
            return _load(self.folder, name, self.generation)
        kinds = {"rows": row_type(), "edges": edge_type(), "gone": np.dtype(np.bool_)}
        return np.zeros(0, dtype=kinds.get(name, np.dtype("<u8")))

    def save(self, blocks: Blocks, gone: Numbers) -> StoredLibrary:
        """Begins a generation with these blocks; ``gone`` says by rank which reports are there for the last time."""
        self.generation += 1
        for name, array in zip(_ARRAYS, (*blocks, gone), strict=False):
            np.save(_array_path(self.folder, name, self.generation), array)
        return StoredLibrary(self.database, (self.folder, self.generation), blocks)

    def save_edges(self, edges: Numbers) -> None:
        """Keeps the generation's pairs that reach the threshold."""
        np.save(_array_path(self.folder, "edges", self.generation), edges)

    def list_records(self) -> dict[str, tuple[int, bytes]]:
        """The number and digest of each article's record."""
        rows = self.database.execute("SELECT article_id, number, digest FROM records")
        return {article_id: (number, digest) for article_id, number, digest in rows}

    def add(self, record: NewRecord, number: int, first: int) -> None:
        """Keeps a record under a number, and its reports under numbers from ``first`` on."""
        add = self.database.execute
        add("INSERT INTO records VALUES (?, ?, ?)", (number, record.article_id, record.digest))
        if record.reports:
            add("INSERT INTO packed VALUES (?, ?)", (number, record.packed))
        for node, report in enumerate(record.reports, start=first):
            add("INSERT INTO reports VALUES (?, ?, ?, NULL)", (node, report.incident_id, number))
            add("INSERT INTO features VALUES (?, ?, ?, ?, ?, ?)", (node, *report.packed, report.keys))

    def next_numbers(self) -> tuple[int, int]:
        """The next record's number and the next report's."""
        record, report = (
            self.database.execute(f"SELECT coalesce(max({name}) + 1, 0) FROM {table}").fetchone()[0]  # noqa: S608 - own names
            for name, table in (("number", "records"), ("node", "reports"))
        )
        return record, report

    def find_nodes(self, column: str, values: Iterable[object]) -> list[int]:
        """The reports with one of these values in a column."""
        query = f"SELECT node FROM reports WHERE {column} = ?"  # noqa: S608 - a column's name of this program's
        return [node for value in values for (node,) in self.database.execute(query, (value,))]

    def remove(self, records: Sequence[int], nodes: Sequence[int]) -> None:
        """Forgets records and reports."""
        for table, column, numbers in (
            ("records", "number", records), ("packed", "number", records), ("reports", "node", nodes),
            ("features", "node", nodes),
        ):  # fmt: skip
            query = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 - own names
            self.database.executemany(query, [(number,) for number in numbers])

    def find_events(self, nodes: Iterable[int]) -> dict[str, list[str]]:
        """The events that reports were in, each with the incident ids of those reports."""
        query = "SELECT event, incident_id FROM reports WHERE node = ?"
        found: dict[str, list[str]] = {}
        for node in nodes:
            event, incident_id = self.database.execute(query, (node,)).fetchone()
            if event is not None:
                found.setdefault(event, []).append(incident_id)
        return found

    def recall(self, event: EventRow, lost: Iterable[str]) -> Known:
        """An event as its id is given again; ``lost`` are incident ids of its reports that are removed."""
        rows = self.database.execute("SELECT incident_id FROM reports WHERE event = ?", (event.event_id,))
        ids = (*(incident_id for (incident_id,) in rows), *lost)
        return Known(event.event_id, event.published, ids, event.merged_from)

    def list_events(self) -> Iterator[EventRow]:
        """The events of the last merge, in the order of time, which is that of their lines."""
        names = "event_id, undated, first, least, published, merged_from, reports, length"
        place = 0
        for event_id, undated, first, least, published, merged, reports, length in self.database.execute(
            f"SELECT {names} FROM events ORDER BY {_TIME}"  # noqa: S608 - own names
        ):
            before = () if merged == "[]" else tuple(json.loads(merged))
            yield EventRow(event_id, (bool(undated), first, least), published, before, reports, place, length)
            place += length

    def change_events(self, gone: Iterable[str], made: Iterable[EventRow]) -> None:
        """Forgets the events that are gone, and keeps those that are made."""
        self.database.executemany("DELETE FROM events WHERE event_id = ?", [(event_id,) for event_id in gone])
        rows = (
            (one.event_id, *one.time, one.published, json.dumps(one.merged_from), one.reports, one.length)
            for one in made
        )
        self.database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def assign(self, event_id: str, nodes: Iterable[int]) -> None:
        """Keeps the event that reports are in."""
        rows = [(event_id, node) for node in nodes]
        self.database.executemany("UPDATE reports SET event = ? WHERE node = ?", rows)


def edge_type() -> Any:
    """The columns of a pair that reaches the threshold: two reports' numbers, and the weight in thousandths."""
    return np.dtype([("one", "<u4"), ("other", "<u4"), ("weight", "<i4")])
