"""What of a run about the articles of `today`, `fresh`, `third` or `fourth` is right, doubted, silently wrong, missing.

    summarizer run benchmarks/today/articles --out RUN
    python benchmarks/today.py RUN [--set today|fresh|third|fourth] [--only odd|even] [--list]
    summarizer evaluate RUN --gold benchmarks/today/gold.jsonl

The 60 articles of each, their gold and their totals were written by somebody who did not see the project. Records of
articles with odd numbers may be read, and what is wrong there mended; those with even numbers are for measuring alone.

`totals.jsonl` has for each incident its types, whether the article is about it (``main``), its dates, towns and
countries, and the numbers of killed and injured that a careful coder might give, as pairs of low and high (null: no
upper bound). Incidents of the gold and of the record are paired by how much they agree in; a main one needs the type
or two other fields. A value that is not right is a *range* where it holds a right number, *doubted* where its record
warns of it or of the whole incident, *missing* where the record has none, and *silent* otherwise: what a reader would
believe. Incidents of the record that are paired with none are *invented*. Prints Markdown; ``--list`` adds each value
that is not right.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from summarizer.errors import SummarizerError
from summarizer.evaluation.alignment import assign, normalize_name
from summarizer.evidence.findings import UNSUPPORTED_INCIDENT
from summarizer.files import read_rows
from summarizer.language.countries import country_code
from summarizer.runs.records import read_records
from summarizer.schemas.record import Finding, Incident, Outcome, Summary

FOLDERS = {name: Path(__file__).parent / name for name in ("today", "fresh", "third", "fourth")}
Mark = Literal["right", "range", "doubted", "missing", "silent"]
MARKS: tuple[Mark, ...] = ("right", "range", "doubted", "missing", "silent")
COUNTED: tuple[Outcome, ...] = ("killed", "injured")
HALVES = ("odd", "even")
FIELDS = ("type", "date", "town", "country", *COUNTED)
WEIGHTS = {"type": 3, "date": 2, "town": 2, "country": 1, "killed": 2, "injured": 1}
NEEDED = 3
"""What a pair must agree in: the type, or two other fields."""
PATHS = {"type": (".type",), "date": (".date",), "town": (".place",), "country": (".place.country",)}
MAIN = 2
"""What a main incident of the gold has more: one of the background in the same town is not to take its place."""
Row = Mapping[str, Any]
Pair = tuple[int, int | None]


class Told(NamedTuple):
    """What the record of an article says."""

    incidents: Sequence[Incident]
    findings: Sequence[Finding]


class Value(NamedTuple):
    """What a record says in a field of a main incident, and whether that is right."""

    document: str
    field: str
    mark: Mark
    said: str
    right: str


def list_texts(given: Any) -> list[str]:
    """The alternatives of a field of the gold: a text, a list of texts, or null for none."""
    return [given] if isinstance(given, str) else list(given or ())


def list_right(field: str, gold: Row) -> list[Any]:
    """The alternatives that the gold has for a field; none where it does not ask."""
    given = gold[{"town": "city"}.get(field, field)]
    return given if field in COUNTED else list_texts(given)


def say(incident: Incident, field: str) -> Any:
    """What the record says in a field; None where it says nothing."""
    if field == "type":
        return incident.type
    if field == "date":
        return (incident.date.earliest, incident.date.latest) if incident.date else None
    if field == "town":
        return [place.name for place in incident.place.places] or None
    if field == "country":
        return incident.place.country
    outcome = next(one for one in COUNTED if one == field)
    if total := incident.totals.get(outcome):
        return total.low, total.high
    return None if any(victim.outcome == outcome for victim in incident.victims) else (0, 0)


def is_right(said: Any, field: str, gold: Row) -> bool:
    """Whether that is what the gold has, or one of its alternatives."""
    if said is None:
        return False
    if field == "type":
        return said in list_texts(gold["type"])
    if field == "date":
        return any(lies_within(said, text) for text in list_texts(gold["date"]))
    if field == "town":
        names = {normalize_name(part) for name in said for part in (name, *name.split(","))}
        return any(normalize_name(town) in names for town in gold["city"])
    if field == "country":
        return said in gold["country"] or country_code(said) in {country_code(name) for name in gold["country"]}
    return list(said) in gold[field]


def bounds_of(text: str) -> tuple[str, str]:
    """The first and the last day of a date of the gold: a day, days ``from/to``, or open at one end."""
    first, _, last = text.partition("/") if "/" in text else (text, "", text)
    return first, last or "9999"


def lies_within(said: tuple[date | None, date | None], text: str) -> bool:
    """Whether a date is the day, or within the days, of one of the gold."""
    first, last = bounds_of(text)
    return None not in said and first <= f"{said[0]}" and f"{said[1]}" <= last


def pair_incidents(record: Told, gold: Sequence[Row]) -> dict[int, int]:
    """For incidents of the record, by index, that of the gold that each agrees with, so that most agrees in all."""

    def agree(incident: Incident, row: Row) -> int:
        total = sum(WEIGHTS[field] for field in FIELDS if is_right(say(incident, field), field, row))
        return total + MAIN * row["main"] if total >= NEEDED else 0

    table = [[agree(incident, row) for row in gold] for incident in record.incidents]
    return {at: to for at, to in assign(table) if table[at][to]}


def is_doubted(record: Told, at: int, field: str) -> bool:
    """Whether a warning is of that field of the incident, of its victims for a number, or of the whole incident."""
    own = f"incidents[{at}]"
    for one in record.findings:
        if one.severity != "warning":
            continue
        if one.code == UNSUPPORTED_INCIDENT and one.field == own:
            return True
        if field in COUNTED and (one.field.startswith((f"{own}.victims", f"{own}.totals")) or one.field == "incidents"):
            return True
        if field not in COUNTED and one.field.startswith(tuple(f"{own}{path}" for path in PATHS[field])):
            return True
    return False


def judge(record: Told, at: int | None, field: str, gold: Row) -> Mark:
    """Whether the record's value is right, and if not, whether a reader is warned."""
    said = say(record.incidents[at], field) if at is not None else None
    if is_right(said, field, gold):
        return "right"
    if said is None or at is None:
        return "missing"
    if any(holds(said, field, one) for one in list_right(field, gold)):
        return "range"
    if is_doubted(record, at, field):
        return "doubted"
    return "missing" if said == (0, 0) or (field == "date" and None in said) else "silent"


def holds(said: Any, field: str, right: Any) -> bool:
    """Whether what is right lies in the range that is said."""
    if field == "date" and None not in said:
        first, last = bounds_of(right)
        return bool(f"{said[0]}" <= first and last <= f"{said[1]}")
    if field not in COUNTED or said[0] == said[1] or right[0] is None:
        return False
    return bool(said[0] <= right[0] and (said[1] is None or (right[1] is not None and right[1] <= said[1])))


def judge_record(record: Told, document: str, gold: Sequence[Row]) -> Iterator[Value]:
    """The fields of the main incidents, and an invented one for each of the record's that is none of the gold's."""
    pairs = pair_incidents(record, gold)
    found = {to: at for at, to in pairs.items()}
    for number, row in enumerate(gold):
        at = found.get(number)
        for field in FIELDS if row["main"] else ():
            if right := list_right(field, row):
                said = say(record.incidents[at], field) if at is not None else "no such incident"
                yield Value(document, field, judge(record, at, field, row), str(said), str(right))
    for at in sorted(set(range(len(record.incidents))) - set(pairs)):
        mark: Mark = "doubted" if is_doubted(record, at, "type") else "silent"
        yield Value(
            document, "invented", mark, f"{record.incidents[at].type}: {record.incidents[at].place.country}", ""
        )


def main() -> None:
    """Read a run and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--set", choices=FOLDERS, default="today", dest="folder")
    parser.add_argument("--only", choices=HALVES)
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    try:
        gold = {row["doc_id"]: row["incidents"] for row in read_rows(FOLDERS[given.folder] / "totals.jsonl")}
        stored = [record for record, _ in read_records(given.run)]
    except SummarizerError as error:
        sys.exit(str(error))
    summaries = [one for one in stored if isinstance(one, Summary)]
    records = {Path(one.article.path or "").name: Told(one.incidents, one.findings) for one in summaries}
    for half in [given.only] if given.only else HALVES:
        wanted = [name for name in sorted(gold) if name in records and is_of(half, name)]
        values = [value for name in wanted for value in judge_record(records[name], name, gold[name])]
        listed = [value for value in values if given.list and value.mark != "right"]
        lines = [f"- {one.document} {one.field} {one.mark}: {one.said} for {one.right}" for one in listed]
        sys.stdout.write("\n".join([*make_table(values, f"{len(wanted)} {half}"), *lines]) + "\n\n")


def is_of(half: str, name: str) -> bool:
    """Whether the number that a file is named by is odd or even."""
    return int(Path(name).stem) % 2 == (half == "odd")


def make_table(values: Sequence[Value], which: str) -> Iterator[str]:
    """The lines of a table with the marks of each field, and of all together but the invented incidents."""
    counts = Counter((value.field, value.mark) for value in values)
    yield f"| main incidents of {which} articles | asked | {' | '.join(MARKS)} |"
    yield f"| --- |{' ---: |' * (len(MARKS) + 1)}"
    for field in FIELDS:
        numbers = [counts[field, mark] for mark in MARKS]
        yield f"| {field} | {sum(numbers)} | {' | '.join(map(str, numbers))} |"
    numbers = [sum(counts[field, mark] for field in FIELDS) for mark in MARKS]
    shares = " | ".join(f"{100 * one / max(1, sum(numbers)):.1f} %" for one in numbers)
    yield f"| all | {sum(numbers)} | {shares} |"
    invented = counts["invented", "silent"], counts["invented", "doubted"]
    yield f"\nInvented incidents: {invented[0]}, and {invented[1]} that are doubted."


if __name__ == "__main__":
    main()
