"""The whole pipe through the public API, with recorded answers of the embedded model."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from checkout import TESTS
from pydantic import BaseModel, field_validator

from summarizer import CustomSummary, Incident, Summarizer, Summary
from summarizer.articles.reading import as_article
from summarizer.evidence.values import assert_spans
from summarizer.schemas.record import Total

pytestmark = pytest.mark.cassette

Replay = Callable[..., AbstractContextManager[Summarizer]]
HERE = TESTS
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
    assert (incident.totals["killed"].low, incident.totals["injured"]) == (72, Total(low=140, high=155))
    (claimant,) = [who for who in incident.perpetrators if who.status == "claimed"]
    assert claimant.name == "Islamic State"
    claim = SEED.read_text()[claimant.evidence[0].end :][:120]
    assert "it was behind the deadly" in claim or "claimed responsibility for the attack" in claim
    assert {"date_resolved", "publication_date_doubtful"} <= set(codes(record))
    assert incident.date is not None
    assert (incident.date.earliest, incident.date.basis) == (date(2017, 7, 6), "weekday")
    assert all(item.status != "not_found" for victim in incident.victims for item in victim.evidence)
    assert "parts_exceed_total" not in codes(record)


def test_a_shooting(replay: Replay) -> None:
    record = summarize(replay, article("shooting.txt"))
    (incident,) = record.incidents
    assert incident.place.country_code == "ZA"
    assert {("killed", "people", 3, "exact"), ("injured", "others", 7, "exact")} <= victims(incident)
    assert incident.date is not None
    assert incident.date.earliest == date(2024, 3, 11)
    assert (record.article.title, record.article.source) == ("Gunman kills three at bus station in Oranje", "Test Wire")


def test_an_earthquake(replay: Replay) -> None:
    record = summarize(replay, article("earthquake.md"))
    assert {incident.type for incident in record.incidents} == {"earthquake"}
    found = {(outcome, low, qualifier) for outcome, _, low, qualifier in victims(record.incidents[0])}
    assert {("killed", 24, "at_least"), ("injured", 300, "at_least")} <= found


def test_a_kidnapping(replay: Replay) -> None:
    record = summarize(replay, article("kidnapping.json"))
    incident = record.incidents[0]
    assert (incident.type, incident.place.country_code) == ("kidnapping", "ML")
    assert incident.date is not None
    assert incident.date.earliest == date(2022, 11, 2)


def test_an_article_with_no_incident(replay: Replay) -> None:
    record = summarize(replay, article("no_incident.txt"))
    assert record.incidents == ()
    assert record.findings == ()
    assert record.summary == " ".join(sentence.text for sentence in record.key_sentences)


def test_two_incidents_are_kept_apart(replay: Replay) -> None:
    record = summarize(replay, article("two_incidents.txt"))
    bombing, ambush = record.incidents
    assert ("killed", "people", 11, "exact") in victims(bombing)
    assert ("killed", "soldiers", 5, "exact") in victims(ambush) | {
        (outcome, who.lower().removeprefix("five "), low, kind) for outcome, who, low, kind in victims(ambush)
    }
    assert [who.status for who in ambush.perpetrators if who.name == "Islamic State"] == ["accused by authorities"]


def test_orders_in_an_article_are_text(replay: Replay) -> None:
    record = summarize(replay, article("orders.txt"))
    assert "injection_suspected" in codes(record)
    (incident,) = record.incidents
    assert incident.place.country_code == "BG"
    assert ("killed", "workers", 2, "exact") in victims(incident)
    assert not any(low == 5000 for one in record.incidents for *_, low, _ in victims(one))
    assert not {"BANANA", "Atlantis"} & set(record.summary.split())


def test_a_long_article_in_parts(replay: Replay) -> None:
    record = summarize(replay, article("long.txt"))
    assert "article_split" in codes(record)
    assert [incident.type for incident in record.incidents] == ["bombing", "attack", "kidnapping"], "from all parts"
    assert ("killed", "officers", 4, "exact") in victims(record.incidents[1])
    mains = [attempt for attempt in record.provenance.attempts if attempt.purpose == "incident/compact@2"]
    assert len(mains) > 1


class Shouted(BaseModel):
    """A user's own model whose rule no grammar can hold, so that the first answer is asked about again."""

    place: str
    cite: list[int]

    @field_validator("place")
    @classmethod
    def in_capitals(cls, value: str) -> str:
        if not value.isupper():
            raise ValueError("write the place in capital letters")
        return value


def test_a_reask(replay: Replay) -> None:
    text = as_article(article("shooting.txt"))
    prompt = str(HERE / "prompts" / "place.md")
    with replay("reask", answer_schema=Shouted, prompt=prompt) as summarizer:
        record = summarizer.summarize(text)
    assert isinstance(record, CustomSummary)
    assert [attempt.outcome for attempt in record.provenance.attempts] == ["invalid", "answered"]
    assert record.answer.place.isupper()
    assert_spans(record, text.text)
    assert {item.field for item in record.evidence} == {"place"}
