"""Transport retries, re-asks, truncation and error mapping, against a small server on loopback."""

import asyncio
import inspect
import json
import logging
import traceback
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, cast

import openai
import pytest
import tenacity
from fake_server import FakeServer, Reply, completion, error_reply
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, create_model, field_validator, model_validator

from summarizer import errors
from summarizer.llm.asking import Model
from summarizer.llm.bound_answers import bind_answer
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import StatusError, is_transient, map_error, retry_after_s
from summarizer.llm.providers.chat_completions import make_body
from summarizer.llm.transport import make_retrying
from summarizer.schemas.record import Attempt
from summarizer.schemas.wire import IncidentAnswer
from summarizer.values import Likelihoods, Message

GOOD = completion('{"gist":[1],"incidents":[]}')
MESSAGES = (Message(role="system", content="Code it."), Message(role="user", content="[1] {{ x }} {% raw %}"))
HTML = Reply(200, b"<html>Bad gateway</html>", {"Content-Type": "text/html"})


def endpoint(server: FakeServer, **changes: Any) -> Endpoint:
    settings: dict[str, Any] = {"model": "fake", "base_url": server.url, "first_wait_s": 0.01, "timeout_s": 5.0}
    return Endpoint(**{**settings, **changes})


class Asked(NamedTuple):
    """What came of a question, and what it took."""

    attempts: list[Attempt]
    value: Any = None
    likelihoods: Likelihoods = MappingProxyType({})
    error: errors.SummarizerError | None = None


def ask(
    server: FakeServer, *, max_tokens: int = 64, answer_type: type[BaseModel] = IncidentAnswer, **changes: Any
) -> Asked:
    ledger: list[Attempt] = []

    async def question() -> Asked:
        async with Model(endpoint(server, **changes)) as model:
            bound = bind_answer(answer_type, 3)
            try:
                answer = await model.ask(MESSAGES, bound, purpose="test@1", max_tokens=max_tokens, ledger=ledger)
            except errors.SummarizerError as error:
                return Asked(ledger, error=error)
            return Asked(ledger, *answer)

    return asyncio.run(question())


def ask_in_vain(server: FakeServer, **changes: Any) -> Asked:
    asked = ask(server, **changes)
    assert asked.error is not None
    return asked


def test_an_answer_comes_back_typed_with_its_ledger(server: FakeServer) -> None:
    answer = ask(server)
    assert isinstance(answer.value, IncidentAnswer)
    assert [(a.outcome, a.prompt_tokens, a.completion_tokens) for a in answer.attempts] == [("answered", 100, 20)]


def test_the_request_carries_the_schema_with_existing_sentences_only_and_the_text_untouched(server: FakeServer) -> None:
    ask(server)
    request = server.requests[0]
    schema = request["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["gist"]["items"] == {"type": "integer", "minimum": 1, "maximum": 3}
    assert request["messages"][1]["content"] == MESSAGES[1].content


@pytest.mark.parametrize(
    ("name", "sent"),
    [("IncidentAnswer", "IncidentAnswer"), ("G[int]", "G_int_"), ("Überfall", "_berfall"), ("A" * 70, "A" * 64)],
)
def test_a_schema_is_sent_under_a_name_that_it_may_have(server: FakeServer, name: str, sent: str) -> None:
    server.default = completion("{}")
    ask(server, answer_type=create_model(name))
    assert server.requests[0]["response_format"]["json_schema"]["name"] == sent


class _Strike(BaseModel):
    day: date
    workers: int
    towns: tuple[str, ...]

    @model_validator(mode="before")
    @classmethod
    def pass_on(cls, value: Any) -> Any:
        return {**value}

    @field_validator("workers", mode="before")
    @classmethod
    def take_number(cls, value: str) -> str:
        return value.partition(" ")[0]


def test_what_a_validator_of_ones_own_makes_of_an_answer_is_taken_as_pydantic_takes_it(server: FakeServer) -> None:
    content = '{"day": "2026-12-01", "workers": "40 dockers", "towns": ["Lagos"]}'
    server.default = completion(content)
    assert dict(ask(server, answer_type=_Strike).value) == dict(_Strike.model_validate_json(content))


def test_an_answer_of_the_packages_own_is_held_to_json_s_types(server: FakeServer) -> None:
    server.default = completion('{"gist": ["1"], "incidents": []}')
    assert isinstance(ask_in_vain(server).error, errors.InvalidAnswerError)


def with_probabilities(content: str, *logprobs: float) -> Reply:
    """A completion of tokens of one character, the last of them with these log probabilities."""
    body = json.loads(completion(content).body)
    padded = [0.0] * (len(content) - len(logprobs)) + list(logprobs)
    tokens = [
        {"token": char, "logprob": logprob, "bytes": list(char.encode()), "top_logprobs": []}
        for char, logprob in zip(content, padded, strict=True)
    ]
    body["choices"][0]["logprobs"] = {"content": tokens, "refusal": None}
    return Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def test_an_answer_has_the_likelihoods_of_its_own_tokens_and_not_of_one_that_was_refused(server: FakeServer) -> None:
    bad, good = '{"gist":[9],"incidents":[]}', '{"gist":[2],"incidents":[]}'
    server.script = [with_probabilities(bad, *[-5.0] * 20), with_probabilities(good, -0.25, 0.0)]
    told = ask(server).likelihoods
    assert told["incidents",].all == -0.25
    assert told["gist", 0].all == 0.0


def with_message(**changes: Any) -> Reply:
    """A completion whose message has these fields."""
    body = json.loads(completion(None).body)
    body["choices"][0]["message"].update(changes)
    return Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("tools", [False, True])
def test_the_texts_of_a_content_in_pieces_are_the_answer(server: FakeServer, *, tools: bool) -> None:
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "Let me see."}]}
    texts = [{"type": "text", "text": text} for text in ('{"gist":[2],', '"incidents":[]}')]
    server.default = with_message(content=[thought, *texts])
    assert ask(server, tools=tools).value.model_dump() == {"gist": [2], "incidents": []}
    server.default = with_message(content=[thought])
    assert isinstance(ask_in_vain(server).error, errors.InvalidAnswerError)


@pytest.mark.parametrize("content", [{"gist": [1]}, 7, [7], [{"type": "text"}]], ids=repr)
def test_a_content_that_is_no_text_is_transport_trouble(server: FakeServer, content: Any) -> None:
    server.default = with_message(content=content)
    assert isinstance(ask_in_vain(server, max_attempts=1).error, errors.TransportError)


@pytest.mark.parametrize("function", [None, {"name": "x", "arguments": None}], ids=["no function", "no arguments"])
def test_a_tools_call_that_is_none_is_no_answer(server: FakeServer, function: Any) -> None:
    server.default = with_message(tool_calls=[{"id": "x", "type": "function", "function": function}])
    failure = ask_in_vain(server, max_attempts=1, tools=True)
    assert isinstance(failure.error, errors.TransportError | errors.InvalidAnswerError)


def test_a_tools_arguments_may_come_as_an_object(server: FakeServer) -> None:
    function = {"name": "x", "arguments": {"gist": [1], "incidents": []}}
    server.default = with_message(tool_calls=[{"id": "x", "type": "function", "function": function}])
    assert ask(server, tools=True).value.model_dump() == {"gist": [1], "incidents": []}


def refuse_open_calls(request: dict[str, Any]) -> Reply:
    """As OpenAI does. Otherwise an invalid answer by a tool, and a good one where that is asked about again."""
    if any(message.get("tool_calls") for message in request["messages"]):
        return error_reply(400, "'tool_calls' must be followed by tool messages")
    gist = "[1]" if len(request["messages"]) > len(MESSAGES) else "[9]"
    function = {"name": "x", "arguments": f'{{"gist":{gist},"incidents":[]}}'}
    return with_message(tool_calls=[{"id": "x", "type": "function", "function": function}])


def test_a_tools_call_is_not_sent_back_in_a_reask(server: FakeServer) -> None:
    server.default = refuse_open_calls
    assert [attempt.outcome for attempt in ask(server, tools=True).attempts] == ["invalid", "answered"]


def refuse_older_name(request: dict[str, Any]) -> Reply:
    """As OpenAI's newer models do."""
    said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    return error_reply(400, said, "unsupported_parameter") if "max_tokens" in request else GOOD


def test_a_model_that_refuses_max_tokens_gets_the_newer_name_from_then_on(server: FakeServer) -> None:
    server.default = refuse_older_name

    async def questions() -> None:
        async with Model(endpoint(server)) as model:
            for _ in range(2):
                answer_type = bind_answer(IncidentAnswer, 3)
                await model.ask(MESSAGES, answer_type, purpose="test@1", max_tokens=64, ledger=ledger)

    ledger: list[Attempt] = []
    asyncio.run(questions())
    assert [attempt.outcome for attempt in ledger] == ["failed", "answered", "answered"]
    assert [request.get("max_completion_tokens") for request in server.requests] == [None, 64, 64]


def test_a_model_that_refuses_max_tokens_has_the_remedy_where_no_attempt_is_left(server: FakeServer) -> None:
    server.default = refuse_older_name
    failure = ask_in_vain(server, max_attempts=1).error
    assert isinstance(failure, errors.RequestRejectedError)
    assert "--max-attempts 2" in str(failure)


def test_what_a_gateway_tells_of_its_own_trouble_is_told(server: FakeServer) -> None:
    body = b'{"error":{"message":"the provider is overloaded","code":502}}'
    server.default = Reply(body=body, headers={"Content-Type": "application/json"})
    assert "no choices: {'message': 'the provider is overloaded'" in str(ask_in_vain(server, max_attempts=1).error)


def test_what_helps_against_an_unknown_authority_and_a_slow_server_is_told() -> None:
    broken = ConnectionError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate")
    assert "SSL_CERT_FILE" in str(map_error(broken, Endpoint(model="fake")))
    told = str(map_error(TimeoutError(), Endpoint(model="fake", timeout_s=7.0)))
    assert "no answer within 7 seconds, in 5 attempts" in told
    assert "--timeout" in told


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -5, "completion_tokens": -2, "total_tokens": -7},
        {"prompt_tokens": 2**60, "completion_tokens": 10**30},
        {"prompt_tokens": True, "completion_tokens": 2.5},
        {"prompt_tokens": "many", "completion_tokens": [1]},
        "many",
    ],
    ids=repr,
)
def test_tokens_that_are_no_number_of_any_are_not_known(server: FakeServer, usage: Any) -> None:
    body = json.loads(GOOD.body)
    server.default = Reply(body=json.dumps({**body, "usage": usage}).encode(), headers=GOOD.headers)
    (attempt,) = ask(server).attempts
    assert (attempt.prompt_tokens, attempt.completion_tokens) == (None, None)


def test_a_server_that_tells_no_probabilities_leaves_none(server: FakeServer) -> None:
    assert ask(server).likelihoods == {}


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(error_reply(429), id="429"),
        pytest.param(error_reply(408), id="408"),
        pytest.param(error_reply(409), id="409"),
        pytest.param(error_reply(500), id="500"),
        pytest.param(error_reply(503), id="503"),
        pytest.param(HTML, id="html"),
        pytest.param(Reply(200, b"{not json", {"Content-Type": "application/json"}), id="truncated-json"),
        pytest.param(Reply(200, GOOD.body[:40], GOOD.headers, cut=True), id="reset-mid-body"),
        pytest.param(
            Reply(200, b"\x1f\x8bgarbage", {"Content-Type": "application/json", "Content-Encoding": "gzip"}), id="gzip"
        ),
        pytest.param(Reply(200, b'{"id":"x","choices":[]}', {"Content-Type": "application/json"}), id="no-choices"),
        pytest.param(completion("", finish_reason="error"), id="model-broke-off"),
    ],
)
def test_transport_trouble_is_retried_and_never_reaches_a_reask(server: FakeServer, trouble: Reply) -> None:
    server.script = [trouble, trouble]
    answer = ask(server)
    assert [attempt.outcome for attempt in answer.attempts] == ["failed", "failed", "answered"]
    assert all(request["messages"] == server.requests[0]["messages"] for request in server.requests)


def test_transport_trouble_ends_after_the_permitted_attempts(server: FakeServer) -> None:
    server.default = error_reply(503)
    failure = ask_in_vain(server, max_attempts=3)
    assert isinstance(failure.error, errors.TransportError)
    assert len(server.requests) == len(failure.attempts) == 3


def test_a_hanging_server_is_given_up(server: FakeServer) -> None:
    server.default = Reply(hang_s=0.6)
    failure = ask_in_vain(server, timeout_s=0.2, max_attempts=2)
    assert isinstance(failure.error, errors.TransportError)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (error_reply(429, **{"Retry-After": "0"}), "asked too much (ask less at once: --rpm"),
        (Reply(302, headers={"Location": "/other"}), "sends on to another address, and the question is lost"),
        (error_reply(503), "see whether it is up"),
    ],
    ids=["too much", "redirected", "down"],
)
def test_what_helps_is_told(server: FakeServer, reply: Reply, said: str) -> None:
    server.default = reply
    assert said in str(ask_in_vain(server, max_attempts=2).error)


def test_retry_after_is_honoured(server: FakeServer) -> None:
    server.script = [error_reply(429, **{"Retry-After": "0.4"})]
    ask(server)
    assert server.times[1] - server.times[0] >= 0.4


@pytest.mark.parametrize("told", ["0", "-1", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_wait_of_no_time_leaves_the_own_backoff(told: str) -> None:
    error = StatusError("down", status_code=503, headers={"retry-after": told})
    state = tenacity.RetryCallState(cast(Any, None), None, (), {})
    state.set_exception((StatusError, error, None))
    retrying = make_retrying(Endpoint(model="fake", base_url="http://127.0.0.1:9/v1", first_wait_s=1.0))
    assert sum(cast(Any, retrying.wait)(state) for _ in range(20)) > 0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 10.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "Thu, 01 Jan 99999999999999999999 00:00:00 GMT"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(headers: dict[str, str] | None, seconds: float | None) -> None:
    assert retry_after_s(headers, now=90.0) == seconds


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (error_reply(401, "Incorrect API key"), errors.CredentialsError),
        (error_reply(403), errors.CredentialsError),
        (error_reply(429, "You exceeded your quota", "insufficient_quota"), errors.CredentialsError),
        (error_reply(400, "bad schema"), errors.RequestRejectedError),
        (error_reply(404, "no such model"), errors.RequestRejectedError),
        (error_reply(501, "This server does not support it."), errors.RequestRejectedError),
        (error_reply(400, "the request exceeds the available context size"), errors.ContextOverflowError),
        (error_reply(400, "input and `max_tokens` exceed context limit: 9 + 2 > 8"), errors.ContextOverflowError),
        (error_reply(400, "prompt is too long: 210000 tokens > 200000 maximum"), errors.ContextOverflowError),
        (
            error_reply(400, "The input token count (9) exceeds the maximum number of tokens allowed (8)."),
            errors.ContextOverflowError,
        ),
        (
            error_reply(400, "The decoder prompt (length 9) is longer than the maximum model length of 8."),
            errors.ContextOverflowError,
        ),
        (error_reply(400, "`inputs` must have less than 8 tokens. Given: 9"), errors.ContextOverflowError),
        (error_reply(400, "`inputs` tokens + `max_new_tokens` must be <= 8."), errors.ContextOverflowError),
        (error_reply(400, "This model's maximum prompt length is 8 but it has 9 tokens."), errors.ContextOverflowError),
        (error_reply(400, "Input is too long for requested model."), errors.ContextOverflowError),
        (
            error_reply(400, "Please reduce the length of the messages.", "context_length_exceeded"),
            errors.ContextOverflowError,
        ),
        (error_reply(500, "Context size has been exceeded."), errors.ContextOverflowError),
        (error_reply(500, "This model's maximum context length is 8 tokens."), errors.ContextOverflowError),
        (error_reply(500, "trouble", "context_length_exceeded"), errors.ContextOverflowError),
        (error_reply(400, "Incorrect API key provided: x***y"), errors.CredentialsError),
        (error_reply(403, "Your chosen model requires moderation and your input was flagged"), errors.RefusalError),
        (error_reply(400, "The prompt triggered the content management policy", "content_filter"), errors.RefusalError),
        (error_reply(400, "Output blocked by content filtering policy"), errors.RefusalError),
        (error_reply(400, "Content Exists Risk"), errors.RefusalError),
        (error_reply(400, "It is not allowed.", "data_inspection_failed"), errors.RefusalError),
        (
            Reply(403, b"<!DOCTYPE html><html>You have been blocked</html>", {"Content-Type": "text/html"}),
            errors.RequestRejectedError,
        ),
        (completion(None, refusal="I cannot help with that."), errors.RefusalError),
        (completion("", finish_reason="content_filter"), errors.RefusalError),
    ],
)
def test_what_another_try_cannot_mend_is_asked_once(
    server: FakeServer, reply: Reply, expected: type[errors.SummarizerError]
) -> None:
    server.default = reply
    failure = ask_in_vain(server)
    assert type(failure.error) is expected
    assert len(server.requests) == 1


def test_an_invalid_answer_is_asked_again_with_its_errors(server: FakeServer) -> None:
    server.script = [completion('{"gist":[9],"incidents":[]}')]
    answer = ask(server)
    assert [attempt.outcome for attempt in answer.attempts] == ["invalid", "answered"]
    last = server.requests[1]["messages"][-1]["content"]
    assert "sentences 1 to 3" in last


@pytest.mark.parametrize(
    "content",
    [
        '{"gist":[1],"incidents":[],"gist":[2]}',
        '```json\n{"gist":[1],"incidents":[],"gist":[2]}\n```',
        '{"incidents":[],"gi\\u0073t":[2],"gist":[1]}',
    ],
)
def test_a_key_with_two_values_is_asked_about_again(server: FakeServer, content: str) -> None:
    server.script = [completion(content)]
    answer = ask(server)
    assert [attempt.outcome for attempt in answer.attempts] == ["invalid", "answered"]
    assert "has the key 'gist' twice" in server.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1" * 1001, "a number has 1,001 digits"),
        ("NaN", "NaN is no number that JSON has"),
        ("1e400", "1e400 is no number that JSON has"),
        ("[" * 64 + "]" * 64, "nested too deep"),
    ],
)
def test_what_a_record_could_not_be_read_back_with_is_asked_about_again(
    server: FakeServer, value: str, said: str
) -> None:
    server.script = [completion('{"gist":[1],"incidents":[],"more":' + value + "}")]
    assert [attempt.outcome for attempt in ask(server).attempts] == ["invalid", "answered"]
    assert said in server.requests[1]["messages"][-1]["content"]


def test_a_key_that_says_the_same_twice_is_clear(server: FakeServer) -> None:
    server.default = completion('{"gist":[1],"incidents":[],"gist":[1]}')
    assert len(ask(server).attempts) == 1


def test_the_reask_history_stays_compact(server: FakeServer) -> None:
    server.script = [completion('{"gist":[7],"incidents":[]}'), completion('{"gist":[8],"incidents":[]}')]
    ask(server)
    roles = [[message["role"] for message in request["messages"]] for request in server.requests]
    assert roles == [["system", "user"], *[["system", "user", "assistant", "user"]] * 2]
    assert "[8]" in server.requests[2]["messages"][2]["content"]


def test_an_answer_with_a_lone_surrogate_is_asked_for_again(server: FakeServer) -> None:
    server.script = [completion('{"gist":[1],"incidents":[],"é":"\ud83d"}')]
    assert [attempt.outcome for attempt in ask(server).attempts] == ["invalid", "answered"]
    assert server.requests[1]["messages"][2]["content"] == '{"gist":[1],"incidents":[],"é":"?"}'


def test_reasks_are_at_most_two(server: FakeServer) -> None:
    server.default = completion('{"gist":"x"}')
    failure = ask_in_vain(server)
    assert isinstance(failure.error, errors.InvalidAnswerError)
    assert str(failure.error).endswith(": gist: Input should be a valid array; incidents: Field required")
    assert [attempt.outcome for attempt in failure.attempts] == ["invalid"] * 3


def test_transport_trouble_within_a_reask_does_not_multiply(server: FakeServer) -> None:
    server.script = [completion("nonsense"), error_reply(500), GOOD]
    answer = ask(server)
    assert [attempt.outcome for attempt in answer.attempts] == ["invalid", "failed", "answered"]


def test_a_cut_answer_gets_more_room_once(server: FakeServer) -> None:
    server.script = [completion('{"gist":[1', finish_reason="length")]
    answer = ask(server, max_tokens=50)
    assert [request["max_tokens"] for request in server.requests] == [50, 100]
    assert [attempt.outcome for attempt in answer.attempts] == ["truncated", "answered"]


def test_an_answer_cut_twice_fails_clearly(server: FakeServer) -> None:
    server.default = completion('{"gist":[1', finish_reason="length")
    failure = ask_in_vain(server)
    assert isinstance(failure.error, errors.TruncatedAnswerError)
    assert len(server.requests) == 2


def test_more_room_is_not_asked_beyond_the_context(server: FakeServer) -> None:
    server.default = completion('{"gist":[1', finish_reason="length", usage=(470, 40))
    failure = ask_in_vain(server, context_tokens=512)
    assert isinstance(failure.error, errors.TruncatedAnswerError)
    assert len(server.requests) == 1


def test_a_key_never_shows(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    secret = "sk-planted-0123456789abcdef"
    server.default = error_reply(401, f"Incorrect API key provided: {secret}.")
    with caplog.at_level(logging.DEBUG, logger="instructor"):
        failure = ask_in_vain(server, api_key=SecretStr(secret))
    shown = f"{failure.error}{failure.attempts}{caplog.text}{endpoint(server, api_key=SecretStr(secret))!r}"
    assert secret not in shown
    assert "[key]" in str(failure.error)


@pytest.mark.parametrize("status", [401, 500])
def test_a_key_never_shows_in_a_traceback(server: FakeServer, status: int) -> None:
    secret = "Zq9TopSecretKey1234567890"
    server.default = error_reply(status, f"Invalid token: {secret}")
    failure = ask_in_vain(server, api_key=SecretStr(secret), max_attempts=2).error
    assert failure is not None
    assert secret not in "".join(traceback.format_exception(failure))


def test_a_cause_without_a_key_is_kept(server: FakeServer) -> None:
    server.default = error_reply(401, "Invalid token")
    failure = ask_in_vain(server, api_key=SecretStr("Zq9TopSecretKey1234567890")).error
    assert failure is not None
    assert "AuthenticationError" in "".join(traceback.format_exception(failure))


@pytest.mark.parametrize("key", ["x", "token", "context"])
def test_a_short_key_is_none_within_a_word_and_hides_no_cause(server: FakeServer, key: str) -> None:
    server.default = error_reply(400, f"This model's maximum context length is 8 tokens. Not for {key}!")
    error = ask_in_vain(server, api_key=SecretStr(key)).error
    assert isinstance(error, errors.ContextOverflowError)
    assert "model's maximum" in str(error)
    assert "Not for [key]!" in str(error)


def test_a_key_is_needed_for_openai_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(errors.CredentialsError, match="OPENAI_API_KEY"):
        Model(Endpoint(model="openai/gpt-4.1-mini"))


@pytest.mark.parametrize("model", ["nonsense", "no-such-provider/model"])
def test_an_unknown_model_is_explained(model: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=model):
        Model(Endpoint(model=model))


def _sdk_errors() -> list[type[Exception]]:
    kinds = [getattr(openai, name) for name in openai.__all__ if inspect.isclass(getattr(openai, name))]
    return [kind for kind in kinds if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", _sdk_errors(), ids=lambda kind: str(kind.__name__))
def test_every_error_of_the_sdk_is_mapped(kind: type[Exception]) -> None:
    error = kind.__new__(kind)
    Exception.__init__(error, "trouble")
    for name in ("code", "message", "status_code", "response", "body"):
        if not hasattr(error, name):
            error.__dict__[name] = None
    assert isinstance(map_error(error, Endpoint(model="fake")), errors.SummarizerError)


def test_an_error_nobody_knows_is_mapped_and_not_retried() -> None:
    error = RuntimeError("new kind of trouble")
    assert isinstance(map_error(error, Endpoint(model="fake")), errors.AskError)
    assert not is_transient(error)


class _Note(BaseModel):
    note: str
    note_cite: list[int]


def test_strictness_is_asked_only_of_openai_itself(server: FakeServer) -> None:
    ask(server)
    assert "strict" not in server.requests[0]["response_format"]["json_schema"]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Cat(_Closed):
    kind: Literal["cat"]


class _Dog(_Closed):
    kind: Literal["dog"]


@pytest.mark.parametrize(
    ("kind", "is_strict"),
    [
        (str | None, True),
        (date, True),
        (list[_Cat | _Dog], True),
        (Annotated[_Cat | _Dog, Field(discriminator="kind")], False),
        (HttpUrl, False),
        (set[str], False),
        (tuple[str, int], False),
        (dict[str, int], False),
    ],
)
def test_openai_is_asked_for_strict_answers_where_it_takes_the_schema(kind: Any, *, is_strict: bool) -> None:
    schema = create_model("Own", __base__=_Closed, oneOf=kind).model_json_schema()
    wanted = {"type": "json_schema", "json_schema": {"name": "Own", "schema": schema}}
    body = make_body(Endpoint(model="openai/gpt-4.1"), {"max_tokens": 64, "response_format": wanted})
    assert body["response_format"]["json_schema"].get("strict", False) is is_strict


class _Episode(BaseModel):
    after: "_Episode | None"
    cite: list[int]


def test_the_schema_of_a_model_that_holds_itself_is_an_objects() -> None:
    schema = bind_answer(_Episode, 2).model_json_schema()
    assert (schema["type"], list(schema["properties"]), "$ref" in schema) == ("object", ["after", "cite"], False)
    assert [one["properties"]["cite"]["items"]["maximum"] for one in (schema, schema["$defs"]["_Episode"])] == [2, 2]


def test_a_bound_answer_keeps_its_name_and_limits_every_cite_field() -> None:
    bound = bind_answer(_Note, 2)
    assert bound.__name__ == "_Note"
    assert bound.model_json_schema()["properties"]["note_cite"]["items"]["maximum"] == 2
    with pytest.raises(ValueError, match="sentences 1 to 2"):
        bound.model_validate_json(json.dumps({"note": "x", "note_cite": [3]}))
    assert bound.model_validate({"note": "x", "note_cite": [2]}).note == "x"


def test_attempts_have_a_purpose_and_seconds(server: FakeServer) -> None:
    attempt = ask(server).attempts[0]
    assert attempt.purpose == "test@1"
    assert attempt.seconds >= 0


FENCED = """```json
{"gist":[1],"incidents":[]}
```"""


@pytest.mark.parametrize(
    "content",
    [
        FENCED,
        FENCED.replace("json", ""),
        FENCED.replace("json", "JSON"),
        FENCED + "\nThat is all that the article holds [1].",
        '\ufeff{"gist":[1],"incidents":[]}',
        '{"gist":[1],"incidents":[]}\n\nNo incident is told of.',
        '<think>Let me see.</think>\n{"gist":[1],"incidents":[]}',
        'Is it {one}?\n</think>\n\n{"gist":[1],"incidents":[]}',
    ],
    ids=[
        "fence",
        "bare fence",
        "loud fence",
        "fence and words",
        "byte-order mark",
        "words",
        "thoughts",
        "thoughts without a start",
    ],
)
def test_right_json_is_taken_with_what_stands_around_it(server: FakeServer, content: str) -> None:
    server.default = completion(content)
    assert ask(server).value.model_dump() == {"gist": [1], "incidents": []}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "content",
    [
        'Here it is: {"gist":[1],"incidents":[]}',
        '{"gist":[1],"incidents":[]} {"gist":[2],"incidents":[]}',
        '```yaml\n{"gist":[1],"incidents":[]}\n```',
        '{"gist":[1],"incidents":[]',
        "```json\n```",
        '{"gist":"</think>{"gist":[1],"incidents":[]}',
    ],
    ids=["words before", "two answers", "another fence", "half", "empty fence", "thoughts that a value tells of"],
)
def test_nothing_else_is_taken_for_an_answer(server: FakeServer, content: str) -> None:
    server.default = completion(content)
    assert isinstance(ask_in_vain(server).error, errors.InvalidAnswerError)
