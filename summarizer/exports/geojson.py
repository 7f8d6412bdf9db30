"""Incidents or events on a map, as GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterator
from pathlib import Path

from summarizer.exports.columns import Table
from summarizer.exports.staging import Stage

_COORDINATES = ("longitude", "latitude")


def write_geojson(path: Path, stage: Stage, table: Table, *, identity: str) -> None:
    """Write a FeatureCollection of a table's located rows; its member ``unlocated`` says how many are not on it.

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
