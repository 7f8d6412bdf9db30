"""Two models for one article: when the second is asked, which answer stands, and what is told of both."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import TEXT, fake_summarizer, full, incident, speak
from pydantic import BaseModel, Field

from summarizer import AskError, ConfigurationError, CustomSummary, Options, Summarizer, Summary
from summarizer.articles.reading import article_from_text
from summarizer.checks.codes import CODES
from summarizer.errors import CredentialsError, DeadlineError, RequestRejectedError, TransportError
from summarizer.evidence.values import assert_spans
from summarizer.options import make_options
from summarizer.pipeline.escalating import DOUBTED, DOUBTED_OF_OWN_SCHEMA, find_doubts
from summarizer.pipeline.summarizing import summarize_article
from summarizer.runs.cluster.luggage import pack
from summarizer.schemas.record import Finding
from summarizer.values import to_json

KEY = "sk-planted-0123456789abcdef"
LEAVING_OUT = {"gist": [1], "incidents": [incident(victims=[])]}
DOUBTFUL = speak(article=full(LEAVING_OUT), incident=LEAVING_OUT)
"""Leaves out the casualties, and finds none when asked about them."""
FAILURE = error_reply(500, "trouble", **{"Retry-After": "0"})
INVALID = completion("no answer")


class Note(BaseModel):
    """A user's own schema."""

    city: str
    cite: list[int] = Field(min_length=1)


@pytest.fixture(autouse=True)
def answers(server: FakeServer, larger: FakeServer) -> None:
    server.default = DOUBTFUL
    larger.default = speak()


def second(larger: FakeServer, **own: Any) -> Options:
    return Options(model="large", base_url=larger.url, **own)


def ask(server: FakeServer, larger: FakeServer, **settings: Any) -> Summary:
    article = article_from_text(TEXT)
    with fake_summarizer(server, escalate=second(larger), max_attempts=2, **settings) as asked:
        record = asked.summarize(article)
    assert isinstance(record, Summary)
    assert_spans(record, article.text)
    return record


def asked_of(record: Any) -> list[str | None]:
    return [attempt.model for attempt in record.provenance.attempts]


# --- which answer stands ---------------------------------------------------------------------------------------------


def test_a_sound_answer_stands_as_if_there_were_no_second_model(server: FakeServer, larger: FakeServer) -> None:
    server.default = speak()
    record = ask(server, larger)
    with fake_summarizer(server, max_attempts=2) as alone:
        plain = alone.summarize(article_from_text(TEXT))
    untimed = {"provenance": {"seconds", "attempts"}}
    assert larger.requests == []
    assert record.model_dump(exclude=untimed) == plain.model_dump(exclude=untimed)
    assert asked_of(record) == [None]
    assert '"model":null' not in to_json(record.provenance.attempts[0])


def test_a_doubted_answer_gives_way_to_the_second_models(
    server: FakeServer, larger: FakeServer, tmp_path: Path
) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text('{"models": {"fake": {"input": 1, "output": 0}, "large": {"input": 1000, "output": 0}}}')
    record = ask(server, larger, prices_path=prices)
    assert record.incidents[0].totals["killed"].low == 12
    assert record.provenance.model.id == "large"
    assert record.provenance.model.base_url == larger.url
    first, *others = record.findings
    assert (first.code, first.severity, first.field) == ("escalated", "info", "article")
    assert "fake answered first; doubted: 2 uncovered_casualty. large was asked anew" in first.message
    assert "uncovered_casualty" not in [finding.code for finding in others]
    assert asked_of(record) == ["fake"] * len(server.requests) + [None] * len(larger.requests)
    assert [attempt.cost_usd for attempt in record.provenance.attempts] == pytest.approx([1e-4, 1e-4, 0.1])


def test_the_second_model_is_asked_with_its_own_settings(server: FakeServer, larger: FakeServer) -> None:
    with fake_summarizer(server, seed=3, prompt="incident/compact@1", escalate=second(larger, seed=4)) as asked:
        record = asked.summarize(TEXT)
    assert [request["seed"] for request in larger.requests] == [4] * len(larger.requests)
    assert {request["model"] for request in larger.requests} == {"large"}
    assert record.provenance.prompts[0].id == "incident/compact"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (INVALID, "invalid_answer"),
        (completion('{"gist":', finish_reason="length"), "truncated"),
        (completion(None, refusal="I would rather not."), "refused"),
        (error_reply(400, "prompt is too long: 9000 tokens > 8192 maximum"), "context_overflow"),
    ],
)
def test_an_article_that_the_first_model_cannot_answer_is_the_seconds(
    server: FakeServer, larger: FakeServer, reply: Reply, code: str
) -> None:
    server.default = reply
    record = ask(server, larger)
    assert record.provenance.model.id == "large"
    assert f"fake answered first; that failed ({code})" in record.findings[0].message
    assert asked_of(record) == ["fake"] * len(server.requests) + [None]


@pytest.mark.parametrize(
    ("reply", "kind"), [(FAILURE, TransportError), (error_reply(400, "no such field"), RequestRejectedError)]
)
def test_a_first_model_that_is_out_of_order_is_not_replaced(
    server: FakeServer, larger: FakeServer, reply: Reply, kind: type[AskError]
) -> None:
    server.default = reply
    with pytest.raises(kind) as failed:
        ask(server, larger)
    assert larger.requests == []
    assert len(failed.value.attempts) == len(server.requests)


# --- the second fails ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [FAILURE, INVALID, completion(None, refusal="No.")])
def test_the_first_answer_stands_where_the_second_model_fails(
    server: FakeServer, larger: FakeServer, reply: Reply
) -> None:
    larger.default = reply
    record = ask(server, larger)
    assert record.provenance.model.id == "fake"
    told = record.findings[0]
    assert (told.code, told.severity) == ("escalation_failed", "warning")
    assert "fake answered; doubted: 2 uncovered_casualty. large was asked anew and failed: " in told.message
    assert "uncovered_casualty" in [finding.code for finding in record.findings]
    assert asked_of(record) == [None] * len(server.requests) + ["large"] * len(larger.requests)


def test_where_both_fail_the_failure_tells_of_both(server: FakeServer, larger: FakeServer) -> None:
    server.default, larger.default = INVALID, FAILURE
    with pytest.raises(TransportError, match=r"Before, fake failed: ") as failed:
        ask(server, larger)
    named = [attempt.model for attempt in failed.value.attempts]
    assert named == ["fake"] * len(server.requests) + ["large"] * len(larger.requests)


def test_one_deadline_holds_for_both(server: FakeServer, larger: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = summarize_article
    ends = list[float]()

    async def use_up_time(article: Any, plan: Any, *more: Any, until: float, **others: Any) -> Any:
        ends.append(until)
        return await real(article, plan, *more, until=until if plan.model_id == "fake" else until - 60, **others)

    monkeypatch.setattr("summarizer.pipeline.escalating.summarize_article", use_up_time)
    record = ask(server, larger, deadline_s=60)
    assert ends == [ends[0], ends[0]]
    assert record.provenance.model.id == "fake"
    assert "longer than its 60 seconds" in record.findings[0].message


def test_time_that_the_first_model_used_up_is_not_given_again(server: FakeServer, larger: FakeServer) -> None:
    server.default = Reply(hang_s=0.5)
    with pytest.raises(DeadlineError):
        ask(server, larger, deadline_s=0.2)
    assert larger.requests == []


def test_a_refused_key_of_the_second_model_is_no_answers_fault(server: FakeServer, larger: FakeServer) -> None:
    larger.default = error_reply(401, "bad key", "invalid_api_key")
    with pytest.raises(CredentialsError):
        ask(server, larger)


def test_an_error_that_nobody_foresaw_has_what_both_asked(
    server: FakeServer, larger: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = summarize_article

    async def break_down(article: Any, plan: Any, *more: Any, **named: Any) -> Any:
        if plan.model_id == "large":
            raise RuntimeError("a mistake")
        return await real(article, plan, *more, **named)

    monkeypatch.setattr("summarizer.pipeline.escalating.summarize_article", break_down)
    with pytest.raises(RuntimeError, match="a mistake") as failed:
        ask(server, larger)
    assert [attempt.model for attempt in failed.value.__dict__["attempts"]] == ["fake"] * len(server.requests)


def test_an_answer_still_to_come_is_waited_for(server: FakeServer, larger: FakeServer, tmp_path: Path) -> None:
    cache = tmp_path / "answers.sqlite3"
    with fake_summarizer(server, cache_path=cache) as alone:
        alone.summarize(TEXT)
    settings = {"cache_path": cache, "escalate": second(larger), "live": False}
    with fake_summarizer(server, **settings) as asked, pytest.raises(AskError, match="still to come"):
        asked.summarize(TEXT)
    assert larger.requests == []


def test_answers_of_both_are_kept(server: FakeServer, larger: FakeServer, tmp_path: Path) -> None:
    kept = {"cache_path": tmp_path / "answers.sqlite3"}
    first, again = (ask(server, larger, **kept) for _ in range(2))
    assert len(larger.requests) == 1
    assert {attempt.origin for attempt in again.provenance.attempts} == {"cache"}
    assert again.incidents == first.incidents
    assert asked_of(again) == asked_of(first)


# --- what is doubted -------------------------------------------------------------------------------------------------


def test_every_doubt_is_a_warning_that_there_is() -> None:
    assert {"uncovered_casualty", "incident_unsupported", "victims_repeated", "victim_of_another_time"} <= DOUBTED
    assert DOUBTED.isdisjoint({"weekday_mismatch", "published_unknown", "language_unchecked", "escalation_failed"})
    assert all("warning" in CODES[code].severities for code in DOUBTED | DOUBTED_OF_OWN_SCHEMA)


@pytest.mark.parametrize("code", sorted(CODES))
def test_only_warnings_that_doubt_the_answer_escalate(server: FakeServer, code: str) -> None:
    server.default = speak()
    with fake_summarizer(server) as asked:
        record = asked.summarize(TEXT)
    findings = [Finding(code=code, severity=one, field="x", message="y") for one in ("info", "warning")]
    changed = record.model_copy(update={"findings": tuple(findings)})
    assert find_doubts(changed) == ((code,) if code in DOUBTED else ())


@pytest.mark.parametrize(
    ("field", "doubted"),
    [("incidents[0].place.country", False), ("incidents[0].country", False), ("incidents[0].place.places[0]", True)],
)
def test_a_country_known_from_its_places_is_not_doubted(server: FakeServer, field: str, doubted: bool) -> None:
    server.default = speak()
    with fake_summarizer(server) as asked:
        record = asked.summarize(TEXT)
    finding = Finding(code="unsupported_value", severity="warning", field=field, message="y")
    assert bool(find_doubts(record.model_copy(update={"findings": (finding,)}))) is doubted


def note(city: str) -> Reply:
    return completion(Note(city=city, cite=[1]).model_dump_json())


def test_an_own_schema_is_escalated_for_what_the_article_does_not_hold(server: FakeServer, larger: FakeServer) -> None:
    server.default, larger.default = note("Herat"), note("Kabul")
    with Summarizer(
        model="fake", base_url=server.url, escalate=second(larger), answer_schema=Note, cache_path=None
    ) as asked:
        record: CustomSummary[Note] = asked.summarize(TEXT)
        server.default = note("Kabul")
        sound = asked.summarize(TEXT)
    assert (record.answer.city, record.provenance.model.id) == ("Kabul", "large")
    assert record.findings[0].code == "escalated"
    assert sound.provenance.model.id == "fake"


def test_an_own_schema_is_not_escalated_for_anything_else(server: FakeServer) -> None:
    server.default = note("Kabul")
    with Summarizer(model="fake", base_url=server.url, answer_schema=Note) as asked:
        record = asked.summarize(TEXT)
    findings = [Finding(code=code, severity="warning", field="x", message="y") for code in CODES]
    assert find_doubts(record.model_copy(update={"findings": tuple(findings)})) == ("unsupported_value",)


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_second_model_may_be_named_or_have_settings_of_its_own() -> None:
    named = make_options(model="openai/o3", seed=3, reasoning="low", escalate="openai/gpt-5").second
    assert named is not None
    assert (named.model, named.seed, named.reasoning) == ("openai/gpt-5", 3, None)
    own = make_options(seed=3, escalate=Options(model="openai/gpt-5", seed=4, reasoning="high"), deadline_s=9.0).second
    assert own is not None
    assert (own.seed, own.reasoning, own.deadline_s) == (4, "high", 9.0)
    assert make_options().second is None


def test_a_setting_changed_later_reaches_both() -> None:
    both = make_options(make_options(seed=3, escalate="openai/gpt-5"), seed=5)
    assert both.second is not None
    assert both.second.seed == 5


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"escalate": "embedded"}, "smallest"),
        ({"model": "openai/gpt-5", "escalate": "openai/gpt-5"}, "asked first"),
        ({"escalate": Options(model="openai/gpt-5", rpm=3)}, "rpm cannot differ"),
        ({"escalate": Options(model="openai/a", escalate=Options(model="openai/b"))}, "escalate cannot differ"),
        ({"escalate": 3}, "escalate"),
    ],
)
def test_a_second_model_that_cannot_be_one_is_refused(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        make_options(**settings)


def test_one_model_may_be_asked_to_think_the_second_time() -> None:
    thinking = Options(model="openai/gpt-5", reasoning="high")
    assert make_options(model="openai/gpt-5", reasoning="low", escalate=thinking).second is not None


def test_a_key_that_lacks_is_told_before_the_embedded_model_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(Summarizer, "_start_server", lambda *_: pytest.fail("the model is loaded"))
    with (
        Summarizer(Options(escalate=Options(model="openai/gpt-x"))) as summarizer,
        pytest.raises(ConfigurationError, match=r"The model to escalate to: .* needs a key"),
    ):
        summarizer.summarize(TEXT)


@pytest.mark.parametrize("model", ["openai/gpt-5", "nobody/x"])
def test_a_second_model_that_cannot_be_opened_is_told_before_anything_is_asked(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    said = f"The model to escalate to: .*{model}"
    with fake_summarizer(server, escalate=model) as asked, pytest.raises(ConfigurationError, match=said):
        asked.summarize(TEXT)
    assert server.requests == []


def test_no_key_of_the_first_model_goes_to_the_second(server: FakeServer, larger: FakeServer) -> None:
    options = make_options(model="fake", base_url=server.url, api_key=KEY, escalate=second(larger))
    assert options.second is not None
    assert options.second.api_key is None
    assert KEY not in repr(options)


def test_both_models_settings_travel_with_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for name in ("mine", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "prompt.md").write_text(name)
    own = Options(model="openai/gpt-5", prompt=str(tmp_path / "other" / "prompt.md"))
    there = tmp_path / "there"
    there.mkdir()
    unpacked = pack(make_options(prompt=str(tmp_path / "mine" / "prompt.md"), escalate=own)).unpack(there)
    assert unpacked.second is not None
    assert unpacked.second.api_key is not None
    assert unpacked.second.api_key.get_secret_value() == KEY
    assert [Path(str(one.prompt)).read_text() for one in (unpacked, unpacked.second)] == ["mine", "other"]


def test_calls_from_a_loop_escalate_too(server: FakeServer, larger: FakeServer) -> None:
    with fake_summarizer(server, escalate=second(larger)) as asked:
        record = asyncio.run(asked.asummarize(TEXT))
    assert record.provenance.model.id == "large"
