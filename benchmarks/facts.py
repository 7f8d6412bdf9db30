"""What the two trust benchmarks share: facts of gold and of records, right answers made from gold, printed tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.evaluation.alignment import normalize_name
from summarizer.evidence.matching import find_all
from summarizer.language.countries import country_code
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.numbers import find_numbers, parse_count, supports
from summarizer.runs.records import read_records
from summarizer.schemas.record import Count, Finding, Incident, Sentence, Summary
from summarizer.values import Article

Gold = list[dict[str, Any]]
"""The incidents of one document as ``evaluation.jsonl_gold`` writes them."""
ROLES = ("weapons", "perpetrators", "targets")


class Stored(NamedTuple):
    """A record of a run and its article's text."""

    record: Summary
    text: str


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as JSON Lines, letters of every script as they are."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_run(folder: Path) -> dict[str, Stored]:
    """The records of a run by the last part of their article's path; those of other schemas are left out."""
    return {
        Path(record.article.path or record.article.article_id).name: Stored(record, article.text)
        for record, article in read_records(folder)
        if isinstance(record, Summary)
    }


# Facts


def gold_facts(incidents: Gold) -> list[frozenset[str]]:
    """The facts of gold incidents; of each, any one of the readings is right."""
    return [fact for incident in incidents for fact in _gold_facts(incident)]


def _gold_facts(incident: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    yield _readings("type", incident["type"])
    if "country" in incident:
        yield frozenset(f"country {_country(name)}" for name in _alternatives(incident["country"]))
    for names in incident.get("places", ()):
        yield _readings("place", names)
    for role in ROLES:
        for entry in incident.get(role, ()):
            yield _readings(role, entry if role == "weapons" else entry["name"])
    for victim in incident.get("victims", ()):
        if "name" in victim:
            yield _readings(victim["outcome"], victim["name"])
        elif victim.get("count"):
            yield frozenset(
                f"{outcome} {count_number(parse_count(count))}"
                for outcome in _alternatives(victim["outcome"])
                for count in _alternatives(victim["count"])
            )


def record_facts(incidents: Sequence[Incident]) -> list[str]:
    """The facts of a record's incidents, in the same words; what stands there twice counts once."""
    return list(dict.fromkeys(fact for incident in incidents for fact in _record_facts(incident)))


def _record_facts(incident: Incident) -> Iterator[str]:
    yield f"type {incident.type}"
    if incident.place.country:
        yield f"country {_country(incident.place.country)}"
    for place in incident.place.places:
        yield f"place {normalize_name(place.name)}"
    for role in ROLES:
        for entry in getattr(incident, role):
            yield f"{role} {normalize_name(entry.name)}"
    for victim in incident.victims:
        if victim.name:
            yield f"{victim.outcome} {normalize_name(victim.name)}"
        elif victim.count:
            yield f"{victim.outcome} {count_number(victim.count)}"


def score_facts(gold: Gold, incidents: Sequence[Incident]) -> float:
    """F1 of a record's facts, 0 to 1; 1 where neither has any."""
    wanted, told = gold_facts(gold), record_facts(incidents)
    right = sum(any(fact in readings for readings in wanted) for fact in told)
    found = sum(any(fact in readings for fact in told) for readings in wanted)
    return (right + found) / (len(told) + len(wanted)) if told or wanted else 1.0


def count_number(count: Any) -> int | None:
    """The number as written, whatever its qualifier; None where there is none."""
    if count is None:
        return None
    number: int | None = count.low if count.low is not None else count.high
    return number


def _readings(part: str, names: Any) -> frozenset[str]:
    return frozenset(f"{part} {normalize_name(name)}" for name in _alternatives(names))


def _alternatives(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _country(name: str) -> str:
    return country_code(name) or normalize_name(name)


# Findings


def concerns(finding: Finding, field: str, text: str) -> bool:
    """Whether a warning is about that value: at its field, or naming it."""
    return finding.severity != "info" and (finding.field == field or (bool(text) and repr(text) in finding.message))


def holds_number(count: Count, number: int) -> bool:
    """Whether the number is one of the count's bounds."""
    return number in (count.low, count.high)


# Right answers


def answer_right(article: Article, sentences: Sequence[Sentence], incidents: Gold) -> list[dict[str, Any]]:
    """The incidents as a model that is right would answer them (wire schema ``incident``), made from the gold.

    Each value cites the first sentence that holds it; a group that of its number, where one holds both. A value that no
    sentence holds is left out.
    """
    return [_answer(article, sentences, incident) for incident in incidents]


def _answer(article: Article, sentences: Sequence[Sentence], incident: Mapping[str, Any]) -> dict[str, Any]:
    country = _first_held(incident.get("country", ()), sentences)
    places = [held for names in incident.get("places", ()) if (held := _first_held(names, sentences))]
    return {
        "type": _alternatives(incident["type"])[0],
        "stage": _alternatives(incident.get("stage", "accomplished"))[0],
        "date": _answer_date(article, sentences, incident),
        "country": country[0] if country else None,
        "places": [name for name, _ in places],
        "place_cite": list(dict.fromkeys(cite for _, cite in [*places, *([country] if country else [])])),
        "weapons": _answer_entries(incident.get("weapons", ()), sentences),
        "perpetrators": _answer_entries(incident.get("perpetrators", ()), sentences, ("kind", "status")),
        "targets": [
            {"effect": None, **one} for one in _answer_entries(incident.get("targets", ()), sentences, ("effect",))
        ],
        "victims": [told for victim in incident.get("victims", ()) if (told := _answer_victim(victim, sentences))],
    }


def _first_held(names: Any, sentences: Sequence[Sentence]) -> tuple[str, int] | None:
    """The first of the names that a sentence holds, and its sentence."""
    for name in _alternatives(names) if names else ():
        for sentence in sentences:
            if find_all(name, sentence.text):
                return name, sentence.number
    return None


def _answer_entries(
    entries: Iterable[Any], sentences: Sequence[Sentence], more: Sequence[str] = ()
) -> list[dict[str, Any]]:
    told = []
    for entry in entries:
        details = entry if isinstance(entry, Mapping) else {"name": entry}
        held = _first_held(details["name"], sentences)
        if held:
            kept = {key: _alternatives(details[key])[0] for key in more if details.get(key)}
            told.append({"name": held[0], **kept, "cite": [held[1]]})
    return told


def _answer_victim(victim: Mapping[str, Any], sentences: Sequence[Sentence]) -> dict[str, Any] | None:
    kind = "name" if "name" in victim else "group"
    count = _alternatives(victim["count"])[0] if victim.get("count") else None
    held = _first_with_count(victim[kind], count, sentences) or _first_held(victim[kind], sentences)
    if held is None:
        return None
    return {kind: held[0], "count": count, "outcome": _alternatives(victim["outcome"])[0], "cite": [held[1]]}


def _first_with_count(names: Any, count: str | None, sentences: Sequence[Sentence]) -> tuple[str, int] | None:
    claimed = parse_count(count) if count else None
    if claimed is None:
        return None
    for name in _alternatives(names):
        for sentence in sentences:
            numbers = (number for number in find_numbers(sentence.text) if number.kind == "count")
            if find_all(name, sentence.text) and any(supports(number.range, claimed) for number in numbers):
                return name, sentence.number
    return None


def _answer_date(article: Article, sentences: Sequence[Sentence], incident: Mapping[str, Any]) -> dict[str, Any] | None:
    """The article's first words that say the gold's date."""
    stated = _alternatives(incident["date"]) if "date" in incident else []
    days = {date.fromisoformat(day) for day in stated if "/" not in day}
    for sentence in sentences:
        for start, end in find_date_words(sentence.text):
            resolved = resolve_date(sentence.text[start:end], published=article.published)
            if resolved.earliest in days and resolved.earliest == resolved.latest:
                return {"text": sentence.text[start:end], "cite": [sentence.number]}
    return None


# Tables


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A plain table, numbers to the right, as wide as its content."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    lines = ["  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True))]
    lines += [
        "  ".join(
            cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines)
