"""Records made of what is known of articles, in place of a model's: for the measurements of events and their tests."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from summarizer.language.countries import country_name
from summarizer.schemas.record import (
    ArticleInfo,
    Evidence,
    Incident,
    IncidentDate,
    ModelUse,
    Perpetrator,
    Place,
    PlaceName,
    Provenance,
    Summary,
    Target,
    Total,
    Victim,
    Weapon,
)

PAIRS = Path(__file__).parent / "events" / "pairs.jsonl"
_NO_MODEL = Provenance(
    prompts=(),
    wire_schema="incident/1",
    record_schema="incident-record/1",
    model=ModelUse(id="none", base_url=None, file_sha256=None, adapter_sha256=None),
    parameters={},
    attempts=(),
    seconds=0.0,
    package_version="0",
)


class Pair(NamedTuple):
    """Two reports, and whether they tell of one event."""

    pair: str
    about: str
    same: bool
    reports: tuple[dict[str, Any], dict[str, Any]]


def read_pairs() -> Iterator[Pair]:
    """The look-alike pairs and those that belong together, as ``events/pairs.jsonl`` has them."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(row["pair"], row["about"], row["same"], (row["one"], row["other"]))


def short_hash(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def make_record(text: str, *incidents: Incident, **article: Any) -> Summary:
    """A record of a text with these incidents; ``article`` are fields of its ArticleInfo."""
    values = {"path": None, "title": None, "published": None, "source": None, "url": None, **article}
    values.setdefault("article_id", short_hash(text, values["source"]))
    return Summary(
        article=ArticleInfo(sha256=hashlib.sha256(text.encode()).hexdigest(), **values),
        summary=values["title"] or "",
        key_sentences=(),
        incidents=incidents,
        findings=(),
        provenance=_NO_MODEL,
    )


def make_incident(  # one option for each field of an incident
    text: str,
    *,
    type: str = "other",  # noqa: A002 - the field's name
    date: str | None = None,
    basis: Literal["explicit", "relative", "weekday"] = "explicit",
    country: str | None = None,
    places: Sequence[str] = (),
    totals: Mapping[str, int | Total] | None = None,
    victims: Sequence[str] = (),
    individuals: Sequence[str] = (),
    organizations: Sequence[str] = (),
    targets: Sequence[str] = (),
    weapons: Sequence[str] = (),
    incident_id: str | None = None,
) -> Incident:
    """An incident with these values, each with evidence where the text holds it letter for letter, else at its start.

    ``date`` is a day, two with a stroke between, or a month; ``victims`` are persons killed; a total that is a number
    is exact.
    """

    def said(words: str) -> tuple[Evidence, ...]:
        start = max(text.find(words), 0)
        held = text[start : start + len(words)]
        return (Evidence(sentence=1, start=start, end=start + len(held), text=held, status="exact"),)

    return Incident(
        incident_id=incident_id or short_hash("incident", text, type, date, places),
        type=type,
        acled_sub_event=None,
        iptc_media_topic=None,
        stage="accomplished",
        date=_make_date(date, basis, said) if date else None,
        place=Place(
            country=country_name(country) if country else None,
            country_code=country,
            country_evidence=said(country) if country else (),
            places=tuple(PlaceName(name=name, evidence=said(name)) for name in places),
        ),
        weapons=tuple(Weapon(name=name, evidence=said(name)) for name in weapons),
        perpetrators=(
            *(Perpetrator(name=name, kind="individual", status=None, evidence=said(name)) for name in individuals),
            *(Perpetrator(name=n, kind="organization", status="reported", evidence=said(n)) for n in organizations),
        ),
        targets=tuple(Target(name=name, effect=None, evidence=said(name)) for name in targets),
        victims=tuple(
            Victim(name=name, group=None, outcome="killed", count=None, said_by=None, evidence=said(name))
            for name in victims
        ),
        totals={
            outcome: total if isinstance(total, Total) else Total(low=total, high=total)
            for outcome, total in (totals or {}).items()
        },
    )


def _make_date(text: str, basis: Any, said: Any) -> IncidentDate:
    first, _, last = text.partition("/")
    if len(first) == len("2024-05"):
        earliest = date.fromisoformat(f"{first}-01")
        latest = date.fromordinal(
            date(earliest.year + earliest.month // 12, earliest.month % 12 + 1, 1).toordinal() - 1
        )
    else:
        earliest, latest = date.fromisoformat(first), date.fromisoformat(last or first)
    precision = "day" if earliest == latest else "week" if (latest - earliest).days < 8 else "month"  # noqa: PLR2004
    return IncidentDate.model_validate(
        {"text": text, "earliest": earliest, "latest": latest, "precision": precision, "basis": basis}
        | {"evidence": said(text)}
    )


def record_of(report: dict[str, Any]) -> Summary:
    """The record of one side of a pair."""
    fields = {name: value for name, value in report.items() if name not in ("text", "published", "source")}
    incident = make_incident(report["text"], **fields)
    return make_record(
        report["text"], incident, published=date.fromisoformat(report["published"]), source=report.get("source")
    )
