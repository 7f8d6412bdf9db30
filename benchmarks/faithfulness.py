"""Whether values follow the text and not the model's memory, and whether wrong ones are noticed.

    python benchmarks/faithfulness.py --write altered          # articles altered by rule, and their gold
    summarizer run altered/articles --out run1
    python benchmarks/faithfulness.py --score run1 [--rules numbers] [--first 21] [--json FILE]
    python benchmarks/faithfulness.py --corrupt [--json FILE]  # needs no model

The 24 articles of ``faithfulness/`` are altered together with their gold: every number times three, every name
swapped, every number of killed and injured denied, every date forty days later. ``--score`` tells for each rule how
many values follow the altered text, how many are the original's (``leak``: from memory, the exit code is then 1) and
how many stand in neither, each with how many of them carry a finding, on the value or its entry. A vague count
("several", "dozens") is in a text that has the same words for a number. All altered articles are to be in the run, or
the exit code is 1; ``--rules`` and ``--first`` (so many of each rule, in the order of their names) score a part.

``--corrupt`` makes right answers from the gold, changes one value at a time and tells how many changes resolving and
checking notice (by a warning or any finding on the value itself, or at all) or put right, and how often they warn of
a right answer.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from alterations import RULES, Case
from corruptions import KINDS, NEGATED_BARE, NEGATED_COUNT, Outcome, corrupt_all, false_alarms, read_case
from facts import Stored, count_number, read_jsonl, read_run, show_table, write_jsonl

from summarizer.evidence.matching import find_value
from summarizer.evidence.values import walk_values
from summarizer.language.numbers import find_numbers
from summarizer.schemas.record import Finding, Incident

HERE = Path(__file__).parent / "faithfulness"
NAMED = (".name", ".places[", ".country")
SHARES = ("warned", "on_value", "noticed", "put_right")


class Judged(NamedTuple):
    """One value of a record of an altered article. ``source`` is where it stands: altered, original or neither."""

    rule: str
    file: str
    field: str
    value: str
    source: str
    found: bool


@lru_cache(maxsize=1)
def read_cases() -> tuple[Case, ...]:
    """The articles with their gold, in the order of the gold file."""
    names = {row["doc_id"]: row for row in read_jsonl(HERE / "names.jsonl")}
    return tuple(
        Case(
            row["doc_id"],
            (HERE / "articles" / row["doc_id"]).read_text(encoding="utf-8"),
            row["incidents"],
            {kind: names[row["doc_id"]][kind] for kind in ("people", "organizations", "places")},
        )
        for row in read_jsonl(HERE / "gold.jsonl")
    )


def write_altered(folder: Path, rules: Sequence[str]) -> None:
    """Write the altered articles into ``folder/articles``, each named after its rule, and ``folder/gold.jsonl``.

    An article in which a rule finds nothing to alter is left out.
    """
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    altered = {f"{rule}-{case.doc_id}": case for rule in rules for _, case in list_altered(rule)}
    for name, case in altered.items():
        (folder / "articles" / name).write_text(case.text, encoding="utf-8")
    write_jsonl(folder / "gold.jsonl", [{"doc_id": name, "incidents": case.gold} for name, case in altered.items()])


def list_altered(rule: str, first: int | None = None) -> list[tuple[Case, Case]]:
    """The cases in which the rule finds something to alter, original and altered, or the first by their names."""
    cases = ((case, RULES[rule](case)) for case in sorted(read_cases(), key=lambda case: case.doc_id))
    return [(case, altered) for case, altered in cases if altered.text != case.text][:first]


class Scored(NamedTuple):
    """Every value that a rule bears on, the files that were to be in the run, and those that have no record there."""

    judged: list[Judged]
    expected: list[str]
    missing: list[str]


def score_run(folder: Path, rules: Sequence[str], first: int | None = None) -> Scored:
    """What becomes of the values in the run's records of these rules' altered articles."""
    records = read_run(folder)
    cases = {f"{rule}-{case.doc_id}": (rule, case) for rule in rules for case, _ in list_altered(rule, first)}
    judged = [one for file in cases if file in records for one in judge_record(*cases[file], records[file])]
    return Scored(judged, list(cases), [file for file in cases if file not in records])


def judge_record(rule: str, case: Case, stored: Stored) -> Iterator[Judged]:
    """The values of one record that the rule bears on. ``case`` is the original."""
    file = f"{rule}-{case.doc_id}"
    for field, value, follows, leaks in _bearing(rule, case, stored):
        source = "altered" if follows else "original" if leaks else "neither"
        found = any(_is_about(finding, field, value) for finding in stored.record.findings)
        yield Judged(rule, file, field, value, source, found)


def _bearing(rule: str, case: Case, stored: Stored) -> Iterator[tuple[str, str, bool, bool]]:
    """Path and words of each value, whether the altered text holds it, and whether the original does."""
    incidents = stored.record.incidents
    if rule == "names":
        for value in walk_values(stored.record):
            if value.field.endswith(NAMED[0]) or any(part in value.field for part in NAMED[1:]):
                follows, leaks = (find_value(value.text, text) is not None for text in (stored.text, case.text))
                yield value.field, value.text, follows, leaks
    elif rule == "dates":
        yield from _dates(case, stored, incidents)
    else:
        altered, original = _numbers(stored.text), _numbers(case.text)
        for field, number in _counts(incidents, harmed=rule == "negation"):
            yield field, number.text, number.key in altered, number.key in original


def _dates(case: Case, stored: Stored, incidents: Sequence[Incident]) -> Iterator[tuple[str, str, bool, bool]]:
    original = {one.get("date") for one in case.gold}
    altered = {one.get("date") for one in RULES["dates"](case).gold}
    for index, incident in enumerate(incidents):
        if incident.date and incident.date.earliest:
            day = incident.date.earliest.isoformat()
            holds = day in altered or find_value(incident.date.text, stored.text) is not None
            yield f"incidents[{index}].date", day, holds and day not in original, day in original


class _Number(NamedTuple):
    """A count as it is compared: the number whatever its qualifier, or the words of a vague one."""

    key: int | str
    text: str


def _counts(incidents: Sequence[Incident], *, harmed: bool) -> Iterator[tuple[str, _Number]]:
    for index, incident in enumerate(incidents):
        for at, victim in enumerate(incident.victims):
            if victim.count is None or not victim.group or (harmed and victim.outcome not in {"killed", "injured"}):
                continue
            number = count_number(victim.count)
            key = victim.count.text.casefold() if victim.count.qualifier == "several" else number
            if key:
                yield f"incidents[{index}].victims[{at}].count", _Number(key, victim.count.text)


def _numbers(text: str) -> set[int | str]:
    """The numbers of a text, and its vague ones in lower case."""
    vague: set[int | str] = set()
    bounds: set[int | None] = set()
    for number in find_numbers(text):
        if number.range.qualifier == "several":
            vague.add(number.text.casefold())
        else:
            bounds |= {number.range.low, number.range.high}
    return vague | {bound for bound in bounds if bound is not None}


def _is_about(finding: Finding, field: str, value: str) -> bool:
    """Whether a finding is on the value, on the entry that holds it, or names it."""
    return finding.field in {field, field.rpartition(".")[0]} or repr(value) in finding.message


def count_sources(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """For each rule how many values stand where, and how many of these carry a finding."""
    told: dict[str, dict[str, int]] = {}
    for rule in RULES:
        ours = [one for one in judged if one.rule == rule]
        counts = Counter(one.source for one in ours)
        marked = Counter(one.source for one in ours if one.found)
        told[rule] = {
            "values": len(ours),
            "altered": counts["altered"],
            "leak": counts["original"],
            "leak_with_finding": marked["original"],
            "neither": counts["neither"],
            "neither_with_finding": marked["neither"],
        }
    return told


def corrupt_cases(cases: Sequence[Case]) -> tuple[list[Outcome], list[tuple[str, Finding]]]:
    """What came of every corruption, and the warnings about right answers."""
    reads = [read_case(case) for case in cases]
    outcomes = [outcome for read in reads for outcome in corrupt_all(read)]
    return outcomes, [(read.case.doc_id, finding) for read in reads for finding in false_alarms(read)]


def count_detected(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """For each kind how many corruptions were made, and of these the shares of SHARES."""
    told: dict[str, dict[str, float]] = {}
    for kind in (*KINDS, NEGATED_COUNT, NEGATED_BARE):
        ours = [outcome for outcome in outcomes if outcome.kind == kind]
        shares = {share: sum(getattr(one, share) for one in ours) / max(len(ours), 1) for share in SHARES}
        told[kind] = {"made": len(ours), **shares}
    return told


def show_corruptions(detected: dict[str, dict[str, float]]) -> str:
    """The table of detection rates."""
    rows = [
        (kind, int(told["made"]), *(f"{100 * told[share]:.0f} %" for share in SHARES))
        for kind, told in detected.items()
    ]
    return show_table(("one wrong value", "made", "warning on it", "finding on it", "any finding", "put right"), rows)


def score(folder: Path, rules: Sequence[str], first: int | None) -> tuple[dict[str, Any], bool]:
    """The figures of a run, printed too, and whether all is well: every article is there and no value from memory."""
    scored = score_run(folder, rules, first)
    counts = {rule: row for rule, row in count_sources(scored.judged).items() if rule in rules}
    print(show_table(("rule", *next(iter(counts.values()))), [(rule, *row.values()) for rule, row in counts.items()]))  # noqa: T201
    expected, missing = len(scored.expected), len(scored.missing)
    part = f"rules: {', '.join(rules)}" + (f"; the first {first} articles of each" if first is not None else "")
    print(f"scored {expected - missing} of {expected} expected articles ({part})")  # noqa: T201 - what it is for
    if missing:
        sys.stderr.write(
            f"{folder}: {missing} of {expected} expected articles have no record, the first is {scored.missing[0]}. "
            "Summarise them into this run, or say which part to score with --rules and --first.\n"
        )
    told = {"expected": expected, "missing": scored.missing, "rules": counts, "first": first}
    values = [one._asdict() for one in scored.judged]
    return {**told, "values": values}, not missing and not any(row["leak"] for row in counts.values())


def main() -> None:
    """Write, score, or corrupt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    todo = parser.add_mutually_exclusive_group(required=True)
    todo.add_argument("--write", type=Path, metavar="DIR")
    todo.add_argument("--score", type=Path, metavar="RUN")
    todo.add_argument("--corrupt", action="store_true")
    parser.add_argument("--rules", default=",".join(RULES), help="which alterations to write or score (default: all)")
    parser.add_argument("--first", type=int, metavar="N", help="score the first N articles of each rule (default: all)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    chosen = parser.parse_args()
    rules = chosen.rules.split(",")
    unknown = [rule for rule in rules if rule not in RULES]
    if unknown:
        parser.error(f"--rules: {unknown[0]!r} is none of {', '.join(RULES)}.")
    if chosen.first is not None and chosen.first < 1:
        parser.error(f"--first: {chosen.first} is no number of articles; give 1 or more.")
    if chosen.write:
        write_altered(chosen.write, rules)
        return
    told: dict[str, Any]
    if chosen.score:
        told, well = score(chosen.score, rules, chosen.first)
    else:
        outcomes, alarms = corrupt_cases(read_cases())
        told, well = {"kinds": count_detected(outcomes), "false_alarms": len(alarms)}, True
        print(show_corruptions(told["kinds"]))  # noqa: T201 - what it is for
        print(f"warnings about {len(read_cases())} right answers: {len(alarms)}")  # noqa: T201
    if chosen.json:
        chosen.json.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.exit(not well)


if __name__ == "__main__":
    main()
