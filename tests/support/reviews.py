"""A small article with its record, and reviews of it."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, cast

from article_facts import facts_of
from fakes import incident as wire
from fakes import victim
from records import info, summary
from run_rows import write_rows

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.checks.incidents import check_incidents
from summarizer.evidence.values import assert_spans
from summarizer.resolving.incidents import resolve_incidents
from summarizer.review.applying import Applied, apply_reviews
from summarizer.review.rows import Review
from summarizer.runs.records import StoredArticle
from summarizer.runs.signed import parse_signed
from summarizer.schemas.record import CustomSummary, Finding, Incident, Summary
from summarizer.schemas.wire import WireIncident

TEXT = (
    "A bomb killed 12 people in Kabul on Monday. Police said 15 others were injured. The Islamic State claimed the "
    "attack. Doctors in Afghanistan counted at least 20 wounded guards on Sunday."
)
SENTENCES = number_sentences(article_from_text(TEXT))
STORED = StoredArticle(TEXT, [(sentence.start, sentence.end) for sentence in SENTENCES])
PUBLISHED = date(2026, 11, 24)
FIRST = "incidents[0]"


def make_record(*incidents: dict[str, Any], article_id: str = "a1", findings: Iterable[Finding] = ()) -> Summary:
    """The record of TEXT with these incidents as a model answered them, or with the one it tells."""
    answered = [WireIncident.model_validate(one) for one in incidents or (told(),)]
    facts = facts_of(TEXT, published=PUBLISHED)
    resolved = resolve_incidents(answered, facts, article_id=article_id)
    checked = check_incidents(resolved.incidents, facts)
    found = (*resolved.findings, *checked, *findings)
    return summary(
        article=info(article_id=article_id, published=PUBLISHED),
        incidents=resolved.incidents,
        findings=found,
        key_sentences=SENTENCES[:1],
    )


def told(**changes: Any) -> dict[str, Any]:
    perpetrator = {"name": "Islamic Stat", "kind": "organization", "status": "claimed", "cite": [3]}
    victims = [
        victim("people", "12", "killed", 1),
        victim("others", "15", "injured", 2),
        victim("ghosts", "3", "killed", 1),
    ]
    target = {"name": "hotel", "effect": "damaged", "cite": [1]}
    return wire(**{"perpetrators": [perpetrator], "victims": victims, "targets": [target], **changes})


_numbers = count(1)


def review(field: str, action: str, **changes: Any) -> Review:
    number = next(_numbers)
    row = {
        "review_id": f"00000000-0000-4000-8000-{number:012x}",
        "when": "2026-11-24T18:00:00Z",
        "who": "Ann",
        "article_id": "a1",
        "field": field,
        "action": action,
        **changes,
    }
    return parse_signed(json.dumps(row), Review, "review")


def apply(*reviews: Review, record: Summary | None = None) -> Applied:
    """The outcome of reviews; every span of it is the article's."""
    applied = apply_reviews(record or make_record(), reviews, article=STORED)
    assert_spans(applied.record, TEXT)
    seen = [*applied.applied, *(misfit.review for misfit in applied.misfits), *applied.superseded]
    assert sorted(one.review_id for one in seen) == sorted(one.review_id for one in reviews)
    return applied


def first(*reviews: Review, record: Summary | None = None) -> Incident:
    """The first incident after reviews that all fit."""
    applied = apply(*reviews, record=record)
    assert not applied.misfits, applied.misfits
    return cast(Summary, applied.record).incidents[0]


def reasons(*reviews: Review, record: Summary | None = None) -> list[str]:
    return [misfit.reason for misfit in apply(*reviews, record=record).misfits]


def write_run(folder: Path, *records: Summary | CustomSummary, text: str = TEXT) -> Path:
    """A run's folder with these records, all of one text."""
    folder.mkdir()
    spans = [(sentence.start, sentence.end) for sentence in number_sentences(article_from_text(text))]
    texts = [
        {"article_id": one.article.article_id, "path": one.article.path, "text": text, "sentences": spans}
        for one in records
    ]
    write_rows(folder / "summaries.jsonl", records)
    write_rows(folder / "articles.jsonl", texts)
    manifest = {"fingerprint": {"model": "fake"}, "status": "finished", "counts": {"total": len(records)}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder
