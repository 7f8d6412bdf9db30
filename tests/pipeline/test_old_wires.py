"""Old wire reports: which articles are asked about anew with the adapter for them, and which record stands."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import COMPACT, EMPTY, TEXT, fake_embedded, incident, kind_of

from summarizer import ConfigurationError, Summary
from summarizer.articles.reading import article_from_text
from summarizer.evidence.values import assert_spans
from summarizer.llm.embedded.models import ADAPTERS
from summarizer.pipeline.old_wires import OLD_BEFORE

OLD, NEW = date(1990, 2, 4), date(2026, 2, 4)
WIRES = {"gist": [1], "incidents": [incident(weapons=[])]}
"""What the wires' adapter says: no weapon, by which it is told from the other's answer."""


def speak(first: Any = COMPACT, wires: Any = WIRES) -> Callable[[dict[str, Any]], Reply]:
    """A server's default: an answer, or a reply, by the adapter that is asked."""

    def reply(request: dict[str, Any]) -> Reply:
        coverage: dict[str, Any] = {"victims": []}
        answer = (first, wires)[request["lora"][0]["id"]] if kind_of(request) == "incident" else coverage
        return answer if isinstance(answer, Reply) else completion(json.dumps(answer))

    return reply


def ask(server: FakeServer, text: str = TEXT, *, published: date | None = OLD, **settings: Any) -> Summary:
    article = article_from_text(text, published=published)
    with fake_embedded(server, **{"max_attempts": 1, **settings}) as asked:
        record = asked.summarize(article)
    assert isinstance(record, Summary)
    assert_spans(record, article.text)
    return record


def codes(record: Summary) -> list[str]:
    return [one.code for one in record.findings]


def adapters(server: FakeServer) -> list[int]:
    return [request["lora"][0]["id"] for request in server.requests if kind_of(request) == "incident"]


def test_attacks_of_1990_are_asked_about_anew_and_the_record_is_of_that_answer(server: FakeServer) -> None:
    server.default = speak()
    record = ask(server)
    assert adapters(server) == [0, 1]
    assert record.incidents[0].weapons == ()
    made = record.provenance
    assert made.model.adapter_sha256 == ADAPTERS[1].sha256
    assert [f"{one.id}@{one.version}" for one in made.prompts] == [ADAPTERS[1].prompt]
    assert [one.purpose for one in made.attempts] == [ADAPTERS[0].prompt, ADAPTERS[1].prompt]
    finding = record.findings[0]
    assert (finding.code, finding.severity, finding.field) == ("old_wire", "info", "article")
    assert f"before {OLD_BEFORE}" in finding.message


def test_what_the_first_answer_told_of_and_the_new_one_does_not_is_said_aloud(server: FakeServer) -> None:
    server.default = speak(wires=EMPTY)
    record = ask(server)
    assert record.incidents == ()
    finding = record.findings[0]
    assert (finding.code, finding.severity) == ("old_wire", "warning")
    assert finding.message.endswith("which tells of no incident; the first one told of bombing.")


def test_the_first_record_stands_where_asking_anew_fails(server: FakeServer) -> None:
    server.default = speak(wires=error_reply(500, "trouble"))
    record = ask(server)
    assert record.incidents[0].weapons[0].name == "bomb"
    assert record.findings[0].code == "question_failed"
    assert "old wire report failed" in record.findings[0].message
    assert "old_wire" not in codes(record)
    assert len(record.provenance.attempts) == len(server.requests)


@pytest.mark.parametrize("published", [None, NEW, date(OLD_BEFORE, 1, 1)])
def test_later_articles_and_those_of_an_unknown_day_are_not(server: FakeServer, published: date | None) -> None:
    server.default = speak()
    assert "old_wire" not in codes(ask(server, published=published))
    assert adapters(server) == [0]


@pytest.mark.parametrize(
    "incidents",
    [
        [],
        [incident(type="earthquake")],
        [incident(type="murder")],
        [incident(), incident(type="transport accident", victims=[])],
    ],
)
def test_articles_of_accidents_crime_or_nothing_are_not(server: FakeServer, incidents: list[dict[str, Any]]) -> None:
    text = f"{TEXT} An earthquake shook the town. Two trains crashed. A man was murdered."
    server.default = speak({"gist": [1], "incidents": incidents})
    assert "old_wire" not in codes(ask(server, text))
    assert adapters(server) == [0]


def test_an_article_in_another_language_is_not(server: FakeServer) -> None:
    text = "Una bomba mató a 12 personas en Kabul el lunes. La policía dijo que otras 15 resultaron heridas."
    answer = {"gist": [1], "incidents": [incident(date=None, weapons=[], victims=[])]}
    server.default = speak(answer)
    assert ask(server, text).article.language == "es"
    assert adapters(server) == [0]


@pytest.mark.parametrize("prompt", [one.prompt for one in ADAPTERS])
def test_whoever_names_a_prompt_gets_its_answer_alone(server: FakeServer, prompt: str) -> None:
    server.default = speak()
    ask(server, prompt=prompt)
    assert adapters(server) == [[one.prompt for one in ADAPTERS].index(prompt)]


def test_what_fails_every_article_fails_these_too(server: FakeServer) -> None:
    server.default = speak(wires=error_reply(401, "who are you"))
    with pytest.raises(ConfigurationError):
        ask(server)
