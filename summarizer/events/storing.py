"""Events on disk: kept up to date beside the run, whole or as they were before."""

import io
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from itertools import chain, starmap
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import RunFolderError
from summarizer.events.decisions import read_decisions
from summarizer.events.figures import Hinge, Rules, make_hinge, need_rule
from summarizer.events.identity import Known, remember
from summarizer.events.index import EventRow, Index, list_largest, read_settings
from summarizer.events.making import weights_version
from summarizer.events.merging import Record
from summarizer.events.reading import read_events
from summarizer.events.remaking import (
    Earlier,
    count_replaced,
    name_clusters,
    read_line,
    share_clusters,
    unite_some,
    write_events,
)
from summarizer.events.reports import require_extra
from summarizer.events.updating import find_edges, take_in
from summarizer.events.words import RARITY
from summarizer.events.workers import Here, Workers
from summarizer.files import explained, hold_lock, open_regular, parse_json, parse_rows, replace_file
from summarizer.runs.folder import EVENT_INDEX, EVENTS
from summarizer.runs.records import RecordRow, StoredArticle
from summarizer.schemas.event import Event, FigureRule
from summarizer.schemas.record import Frozen
from summarizer.values import package_version, to_json

_LOCK = ".events.lock"
_INDEX = 13
"""The version of what an index holds."""


class Update(Frozen):
    """What a merge made. ``new``, ``changed`` and ``kept`` are events, ``gone`` ids that are there no more.

    ``repeated`` records, of an article that an earlier run has one of, and those of a user's ``own_schema`` have no
    part in it.
    """

    figures: FigureRule
    reports: int
    events: int
    new: int
    changed: int
    kept: int
    gone: int
    repeated: int
    own_schema: int
    hinge: Hinge


def read_largest(folder: Path, most: int) -> list[Event]:
    """The events of a folder with the most reports, as its last merge has left them, the largest first."""
    with _open_old(folder / EVENTS) as file:
        places = list_largest(folder / EVENT_INDEX, most)
        return [Event.model_validate(parse_json(read_line(file, place, length))) for place, length in places]


def update_events(
    stored: Iterable[tuple[Record, StoredArticle]],
    out: Path,
    *,
    figures: FigureRule | None = None,
    reviewed: bool = False,
) -> Update:
    """Merges records into the events of a folder, as ``update_from_rows`` does; of one article the first counts."""
    return update_from_rows(starmap(make_row, stored), out, figures=figures, reviewed=reviewed)


def make_row(record: Record, article: StoredArticle) -> RecordRow:
    """A record with its article as a row."""
    article_id = record.article.article_id
    row = {"article_id": article_id, **article._asdict()}
    return RecordRow(
        article_id, to_json(record).encode(), f"the record of {article_id}", lambda: json.dumps(row).encode()
    )


def update_from_rows(
    rows: Iterable[RecordRow],
    out: Path,
    *,
    figures: FigureRule | None = None,
    reviewed: bool = False,
    workers: Workers | None = None,
) -> Update:
    """Brings the events of a folder up to date with records: ids of events that were there stay, splits and joins hold.

    Only records that the last merge has not seen are read, and only the events that these touch are made anew. What
    that takes is kept in the folder ``.events`` beside the events; without it everything is made anew, to the same end.
    ``workers`` do the work, this process if left out. ``figures`` left out is the rule of the last merge here; of a
    first one "agreed". ``reviewed`` says of the rows that people's reviews are applied to them.

    The file is replaced whole once all events are made; until then, and after a crash, it is as it was.
    Raises: RunFolderError; ConfigurationError where the extra is not installed, or there is no such rule.
    """
    require_extra()
    need_rule(figures or "agreed")
    path = out / EVENTS
    busy = f"{path}: another merge is writing here. Wait for it, or choose another --out."
    with explained(f"{path}: the events cannot be written", "Choose another --out."):
        out.mkdir(parents=True, exist_ok=True)
        with hold_lock(out / _LOCK, busy=busy):
            rules = {"figures": figures or read_rules(out).figures, "reviewed": reviewed}
            tables = f"{zlib.crc32(RARITY.read_bytes()):08x} {weights_version()}"
            settings = {**rules, "package": package_version(), "index": _INDEX, "tables": tables}
            try:
                with Index(out / EVENT_INDEX, settings, _stamp(path)) as index:
                    return _update(rows, path, index, workers or Here())
            except sqlite3.Error as error:
                raise RunFolderError(f"{out / EVENT_INDEX}: {error}. Remove that folder and merge again.") from error


def read_rules(out: Path) -> Rules:
    """The rules of a folder's last merge, which may have made no event. Raises: RunFolderError."""
    path = out / EVENTS
    for event in read_events(path):
        return Rules(event.provenance.figures, event.provenance.reviewed)
    return Rules.of(read_settings(out / EVENT_INDEX) if path.is_file() else {})


def _stamp(path: Path) -> list[int] | None:
    """What tells a file from others of its name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns]


def _update(rows: Iterable[RecordRow], path: Path, index: Index, workers: Workers) -> Update:
    earlier = _read_earlier(path, index)
    decisions = read_decisions(path.parent)
    decided = {one for decision in decisions for one in (*decision.reports, *decision.others)}
    revisited = decided.union(index.get("decided", []))
    index.put(decisions=[json.loads(to_json(one)) for one in decisions], decided=sorted(decided))
    changes, touched = take_in(rows, index, workers)
    library, edges, changed = find_edges(index, changes, workers)
    index.save_edges(edges)
    changed.update(changes.nodes, index.find_nodes("incident_id", revisited))
    remade = name_clusters(library, edges, index, earlier, workers, changed=changed, touched=touched)
    for found, identity in remade.clusters:
        index.assign(identity.event_id, found.nodes)
    if not workers.are_here:
        index.show()
    tally = Counter(index.get("hinge", {}))
    with _open_old(path) as old, replace_file(path) as file:
        tally.subtract(count_replaced(old, remade, earlier) if earlier.known is None else {})
        lines = chain.from_iterable(workers.map(unite_some, library, share_clusters(remade.clusters)))
        index.change_events(remade.replaced, write_events(file, old, remade, earlier, lines=lines, tally=tally))
    counts = {name: tally.pop(name, 0) for name in ("new", "changed", "kept", "gone")}
    hinge = make_hinge(tally)
    index.put(hinge=tally)
    index.seal(_stamp(path))
    reports, figures = len(library.blocks.nodes) - len(changes.removed), library.rules.figures
    passed_over = {"repeated": changes.repeated, "own_schema": changes.own_schema}
    return Update(**counts, **passed_over, figures=figures, reports=reports, events=hinge.events, hinge=hinge)


def _read_earlier(path: Path, index: Index) -> Earlier:
    """The events there were, as the index has them; without one, as their file has them. Raises: RunFolderError."""
    if not index.is_fresh:
        return Earlier({row.event_id: row for row in index.list_events()}, None)
    known: list[Known] = []
    rows: dict[str, EventRow] = {}
    place = 0
    for event, length in zip(read_events(path), parse_rows(path, len), strict=True):
        known.append(remember(event))
        rows[event.event_id] = EventRow(
            event.event_id, (False, 0, ""), 0, event.merged_from, len(event.reports), place, length
        )
        place += length
    return Earlier(rows, known)


def _open_old(path: Path) -> BinaryIO:
    try:
        return open_regular(path)
    except FileNotFoundError:
        return io.BytesIO()
