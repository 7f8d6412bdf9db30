"""The whole pipe through the public API, with recorded answers of the embedded model."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from summarizer import CustomSummary, Incident, Summarizer, Summary
from summarizer.api import as_article
from summarizer.writing import assert_spans

pytestmark = pytest.mark.cassette

Replay = Callable[..., AbstractContextManager[Summarizer]]
HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_5dc76d5407301970.txt"


def summarize(replay: Replay, path: Path, cassette: str | None = None) -> Summary:
    article = as_article(path)
    with replay(cassette or path.stem) as summarizer:
        record = summarizer.summarize(article)
    assert isinstance(record, Summary)
    assert_spans(record, article.text)
    return record


def article(name: str) -> Path:
    return HERE / "articles" / name


def victims(incident: Incident) -> set[tuple[str, str, int | None, str]]:
    return {
        (victim.outcome, victim.name or victim.group or "", victim.count.low, victim.count.qualifier)
        for victim in incident.victims
        if victim.count
    }


def codes(record: Summary | CustomSummary) -> list[str]:
    return [finding.code for finding in record.findings]


def test_the_seed(replay: Replay) -> None:
    record = summarize(replay, SEED, "seed")
    (incident,) = record.incidents
    assert incident.type == "bombing"
    assert (incident.place.country, incident.place.country_code) == ("Afghanistan", "AF")
    assert "Kabul" in [place.name for place in incident.place.places]
    assert "Abbey Gate" in [target.name for target in incident.targets]
    found = {(outcome, low, qualifier) for outcome, _, low, qualifier in victims(incident)}
    assert {
        ("killed", 60, "at_least"),
        ("injured", 140, "exact"),
        ("killed", 12, "exact"),
        ("injured", 15, "exact"),
    } <= found
    (claimant,) = [who for who in incident.perpetrators if who.status == "claimed"]
    assert claimant.name == "Islamic State"
    assert "claimed responsibility" in SEED.read_text()[claimant.evidence[0].end :][:120]
    assert {"date_resolved", "publication_date_doubtful", "spelling_repaired"} <= set(codes(record))
    assert incident.date is not None
    assert (incident.date.earliest, incident.date.basis) == (date(2017, 7, 6), "weekday")
    assert all(item.status != "not_found" for victim in incident.victims for item in victim.evidence)
