"""Records of one's making: with little in them but what is given."""

import itertools
from datetime import date
from typing import Any

from summarizer.schemas.record import (
    ArticleInfo,
    Count,
    CustomSummary,
    Evidence,
    FieldEvidence,
    Incident,
    IncidentDate,
    Perpetrator,
    Place,
    PlaceName,
    Provenance,
    Summary,
    Victim,
)

OFFSETS = itertools.count(10, 10)
"""No two counts stand at one place: those would be one count."""
ATTEMPT: dict[str, Any] = {
    "purpose": "p", "outcome": "answered", "prompt_tokens": 70, "cached_tokens": None, "completion_tokens": None,
    "seconds": 1.0,
}  # fmt: skip


def said(text: str = "x", *, status: str = "exact", sentence: int = 1, start: int = 0) -> tuple[Evidence, ...]:
    values = {"sentence": sentence, "start": start, "end": start + len(text), "text": text, "status": status}
    return (Evidence.model_validate(values),)


def victim(words: str, number: int | None = None, outcome: str = "killed", **changes: Any) -> Victim:
    """A named person where the words are capitalised, else a group; ``number`` None for a group without a count."""
    counted = said(str(number), start=next(OFFSETS))
    count = Count(low=number, high=number, qualifier="exact", text=str(number), evidence=counted)
    named = words[0].isupper()
    values: dict[str, Any] = {
        "name": words if named else None,
        "group": None if named else words,
        "outcome": outcome,
        "count": None if number is None else count,
        "said_by": None,
        "evidence": said(words),
    }
    return Victim.model_validate({**values, **changes})


def perpetrator(name: str, kind: str = "organization", **changes: Any) -> Perpetrator:
    status = "reported" if kind == "organization" else None
    values = {"name": name, "kind": kind, "status": status, "evidence": said(name)}
    return Perpetrator.model_validate({**values, **changes})


def place(*names: str, code: str | None = None, country: str | None = None) -> Place:
    places = tuple(PlaceName(name=name, evidence=said(name)) for name in names)
    return Place(country=country, country_code=code, country_evidence=said(country) if country else (), places=places)


def when(earliest: str | None, latest: str | None = None) -> IncidentDate:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else first
    return IncidentDate(
        text="then", earliest=first, latest=last, precision="day", basis="explicit", evidence=said("then")
    )


def incident(**changes: Any) -> Incident:
    """A bombing with nothing else in it."""
    lists = ("weapons", "perpetrators", "targets", "victims")
    values: dict[str, Any] = {
        "incident_id": "i1",
        "type": "bombing",
        "acled_sub_event": "Remote explosive/landmine/IED",
        "iptc_media_topic": "medtop:20000055",
        "stage": "accomplished",
        "date": None,
        "place": place(),
        "totals": {},
    }
    return Incident.model_validate({**values, **dict.fromkeys(lists, ()), **changes})


def info(**changes: Any) -> ArticleInfo:
    unknown = dict.fromkeys(("title", "published", "source", "url"))
    values = {"article_id": "a1", "path": "in/kabul.txt", "sha256": "0" * 64}
    return ArticleInfo.model_validate({**unknown, **values, **changes})


def provenance(**changes: Any) -> Provenance:
    """One request to a model called fake; ``attempts`` are others, as ATTEMPT is one."""
    values: dict[str, Any] = {
        "prompts": ({"id": "incident/general", "version": 1, "sha256": "1" * 64},),
        "wire_schema": "incident/1",
        "record_schema": "incident-record/1",
        "model": {"id": "fake", "base_url": None, "file_sha256": None, "adapter_sha256": None},
        "parameters": {},
        "attempts": (ATTEMPT,),
        "seconds": 2.0,
        "package_version": "0.1.0",
    }
    return Provenance.model_validate({**values, **changes})


def summary(*incidents: Incident, **changes: Any) -> Summary:
    values: dict[str, Any] = {
        "article": info(),
        "summary": "A bomb went off.",
        "key_sentences": tuple({"number": number, "start": 0, "end": 1, "text": "x"} for number in (2, 5)),
        "incidents": incidents,
        "findings": (),
        "provenance": provenance(),
    }
    return Summary.model_validate({**values, **changes})


def custom(answer: dict[str, Any], *evidence: FieldEvidence, **changes: Any) -> CustomSummary:
    values = {"article": info(), "answer": answer, "evidence": evidence, "findings": (), "provenance": provenance()}
    return CustomSummary.model_validate({**values, **changes})
