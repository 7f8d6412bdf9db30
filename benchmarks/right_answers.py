"""What the pipe makes of right answers: dates, countries and warnings where the model makes no mistake.

    python benchmarks/right_answers.py real.jsonl --events gva.jsonl [--list]

A line of ``real.jsonl`` is an article and its right answer (wire ``incident/1``): ``id``, ``published``, ``text``,
``sentences`` (which the answer's numbers count) and ``answer``. The answer goes through all that comes after the model;
nothing is asked. A line of ``gva.jsonl`` is an event of the Gun Violence Archive with its ``date``; the article
``g123_4ab`` tells of event 123, which happened in the United States. Prints Markdown; ``--list`` adds each date that
differs, each country and each warning, to be judged by reading.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from training.prepare import UnfoundedError, new_numbers, renumber

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import check_answer, read_article, resolve_answer
from summarizer.schemas.record import Finding, Incident
from summarizer.schemas.wire import IncidentAnswer

COUNTRY = "US"


class Event(NamedTuple):
    """The day and the state of an event's record."""

    day: date
    state: str


class Case(NamedTuple):
    """One article's incidents and findings, and the record of its event; None where there is none."""

    name: str
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    event: Event | None

    @property
    def dated(self) -> list[Incident]:
        """The incidents with words for a date."""
        return [incident for incident in self.incidents if incident.date]

    @property
    def is_met(self) -> bool:
        """Whether the first incident with words for a date has the day of the record, as a day."""
        day = self.dated[0].date if self.dated else None
        if day is None or day.earliest is None or day.latest is None or self.event is None:
            return False
        return day.precision == "day" and day.earliest <= self.event.day <= day.latest

    @property
    def warnings(self) -> list[Finding]:
        """What the record warns of."""
        return [finding for finding in self.findings if finding.severity == "warning"]


def replay(row: dict[str, Any], events: dict[str, Event]) -> Case | None:
    """What the pipe makes of one right answer; None where a value's sentence is none any more."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    article = article_from_text(row["text"], published=published)
    facts = read_article(article)
    try:
        answer = renumber(row["answer"], new_numbers(row["sentences"], [one.text for one in facts.sentences]))
    except UnfoundedError:
        return None
    wire = IncidentAnswer.model_validate(answer)
    resolved = resolve_answer(wire.incidents, article, facts)
    findings = (*resolved.findings, *check_answer(wire, resolved.incidents, article, facts))
    event = events.get(row["id"][1:].partition("_")[0]) if row["id"].startswith("g") else None
    return Case(row["id"], resolved.incidents, findings, event)


def read_events(path: Path) -> dict[str, Event]:
    """The records of the events by their number."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["incident"]: Event(date.fromisoformat(row["date"]), row["state"]) for row in rows}


def tell(cases: Sequence[Case], *, lost: int) -> Iterator[str]:
    """The table."""
    of_events = [case for case in cases if case.event]
    dated = [case for case in of_events if case.dated]
    countries = [incident.place.country_code for case in of_events for incident in case.incidents]
    others = [incident.place for case in cases if not case.event for incident in case.incidents]
    warned = Counter(finding.code for case in cases for finding in case.warnings)
    yield f"{len(cases)} articles, {lost} left out; {sum(len(case.incidents) for case in cases)} incidents\n"
    yield "| | of | |\n| --- | --- | --- |"
    yield _row("date is the event's, of events with words for one", sum(case.is_met for case in dated), len(dated))
    told = [code for code in countries if code]
    yield _row("country right, of those the record gives an event", told.count(COUNTRY), len(told))
    states = [(one.place.admin1, case.event.state) for case in of_events if case.event for one in case.incidents[:1]]
    named = [(told, state) for told, state in states if told]
    yield _row("state right, of those the record gives an event", sum(one == other for one, other in named), len(named))
    yield _row("state given, of events", len(named), len(states))
    yield _row("country given, of events", len(told), len(countries))
    yield _row("country given, of other incidents", sum(bool(place.country) for place in others), len(others))
    yield f"| warnings a record | {len(cases)} | {sum(warned.values()) / max(len(cases), 1):.2f} |\n"
    yield from (f"- {code}: {number}" for code, number in warned.most_common())


def _row(name: str, part: int, whole: int) -> str:
    return f"| {name} | {whole} | {100 * part / max(whole, 1):.1f} % |"


def list_cases(cases: Sequence[Case]) -> Iterator[str]:
    """What is to be judged by reading."""
    for case in cases:
        if case.event and case.dated and not case.is_met:
            day = case.dated[0].date
            yield f"{case.name}: date {day and (day.text, str(day.earliest), str(day.latest))}, was {case.event.day}"
        if case.event and any(
            place.admin1 not in (None, case.event.state) for place in [one.place for one in case.incidents[:1]]
        ):
            yield f"{case.name}: state {case.incidents[0].place.admin1}, was {case.event.state}"
        for incident in case.incidents:
            names = [place.name for place in incident.place.places]
            place = incident.place
            yield f"{case.name}: country {place.country} ({place.country_code}, {place.admin1}) {names}"
        yield from (f"{case.name}: {finding.code} {finding.field}: {finding.message}" for finding in case.warnings)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--events", type=Path, required=True, help="The records of the events.")
    parser.add_argument("--list", action="store_true", help="List dates that differ, countries and warnings.")
    options = parser.parse_args()
    events = read_events(options.events)
    rows = map(json.loads, options.answers.read_text(encoding="utf-8").splitlines())
    found = [replay(row, events) for row in rows]
    cases = [case for case in found if case]
    lines = [*tell(cases, lost=len(found) - len(cases)), *(list_cases(cases) if options.list else ())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
