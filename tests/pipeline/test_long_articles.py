"""Long articles: what is done about them between questions runs apart, and a deadline ends it."""

import pytest
from fake_server import FakeServer
from fakes import TEXT, fake_summarizer, incident, speak, victim

from summarizer import Summary
from summarizer.errors import DeadlineError
from summarizer.pipeline.summarizing import LONG
from summarizer.resolving import repairs

LONG_TEXT = "\n\n".join(f"Officials of the ministry said on day {number} that talks went on." for number in range(600))


def test_a_long_article_has_the_record_of_a_short_one(server: FakeServer) -> None:
    server.default = speak()
    text = f"{TEXT}\n\n{LONG_TEXT}"
    assert len(text) > LONG
    with fake_summarizer(server) as summarizer:
        long, short = summarizer.summarize(text), summarizer.summarize(TEXT)
    assert isinstance(long, Summary)
    assert isinstance(short, Summary)
    alike = {"incident_id"}
    assert [one.model_dump(exclude=alike) for one in long.incidents] == [
        one.model_dump(exclude=alike) for one in short.incidents
    ]
    assert [one.outcome for one in long.provenance.attempts] == ["answered"]


def test_long_and_short_articles_go_together(server: FakeServer) -> None:
    server.default = speak()
    texts = [f"{TEXT}\n\n{LONG_TEXT} {number}" for number in range(3)]
    with fake_summarizer(server) as summarizer:
        records = [*summarizer.summarize_many([*texts, TEXT])]
    assert [type(one) for one in records] == [Summary] * 4
    assert len(server.requests) == 4


def test_a_deadline_ends_a_stage_of_a_long_article(server: FakeServer) -> None:
    """Reading so many sentences takes longer than that; nothing is asked about them afterwards."""
    server.default = speak()
    with fake_summarizer(server, deadline_s=0.02) as summarizer:
        with pytest.raises(DeadlineError, match=r"took longer than its 0\.02 seconds") as late:
            summarizer.summarize(LONG_TEXT * 20)
        assert late.value.attempts == ()
        with pytest.raises(DeadlineError):
            summarizer.summarize(LONG_TEXT * 21)
    assert server.requests == []


def test_more_entries_than_are_taken_are_left_out_and_said_so(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repairs.MOST_ENTRIES == 1_000
    monkeypatch.setattr(repairs, "MOST_ENTRIES", 100)  # as many take seconds
    many = [victim(f"group {at}", None, "killed", 1) for at in range(120)]
    server.default = speak(incident={"gist": [1], "incidents": [incident(victims=many), incident()]})
    with fake_summarizer(server, prompt="incident/compact") as summarizer:
        record = summarizer.summarize(TEXT)
    assert isinstance(record, Summary)
    assert [len(one.victims) for one in record.incidents] == [97]
    (told,) = [one.message for one in record.findings if one.code == "entries_left_out"]
    assert told.startswith("The answer has 28 entries more than the 100 that are taken from one")
