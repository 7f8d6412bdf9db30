"""What goes to each provider's SDK and comes back, and what is said where that does not work."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Literal

import httpx2
import pytest
from fake_server import FakeServer, Reply, error_reply
from fakes import TEXT
from pydantic import BaseModel, SecretStr, create_model

from summarizer import ConfigurationError, Options, Summarizer, errors
from summarizer.cli.app import main
from summarizer.errors import CredentialsError
from summarizer.llm import clients
from summarizer.llm.answer_size import AnswerTooLargeError
from summarizer.llm.clients import open_client
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import StatusError, is_throttled, told_wait_s
from summarizer.llm.providers import anthropic_messages, chat_completions, google_genai, mistral_chat
from summarizer.llm.transport import read_tokens
from summarizer.options import Reasoning, make_options
from summarizer.pipeline.plans import remote_plan
from summarizer.schemas.wire import WIRE_SCHEMAS

KEY = "planted-0123456789abcdef"
MODELS = ("anthropic/claude-opus-5-5", "google/gemini-3.8-flash", "mistral/mistral-small-latest")
SCHEMA = {
    "type": "object",
    "properties": {"kind": {"const": "bombing"}, "cite": {"type": "array", "items": {"type": "integer", "minimum": 1}}},
    "required": ["kind", "cite"],
    "additionalProperties": False,
}
TURNS = [
    {"role": "user", "content": "[1] A."},
    {"role": "assistant", "content": "{}"},
    {"role": "user", "content": "No."},
]


def parameters(model: str, reasoning: Reasoning | None = None, **settings: Any) -> tuple[Endpoint, dict[str, Any]]:
    endpoint = Endpoint(model=model, reasoning=reasoning, seed=7, **settings)
    wanted = {"type": "json_schema", "json_schema": {"name": "Answer", "schema": SCHEMA}}
    messages = [{"role": "system", "content": "Code it."}, *TURNS]
    return endpoint, {**endpoint.make_parameters(900, {}), "messages": messages, "response_format": wanted}


def close(endpoint: Endpoint) -> None:
    """Open a client in a loop and close it again."""

    async def go() -> None:
        await open_client(endpoint).close()

    asyncio.run(go())


@pytest.mark.parametrize(
    ("model", "reasoning", "sent"),
    [
        ("openai/gpt-4.1-mini", None, {"max_completion_tokens": 900, "temperature": 0.0, "seed": 7}),
        ("openai/gpt-5.4", None, {"max_completion_tokens": 900, "seed": 7}),
        ("openai/gpt-5.4", "low", {"max_completion_tokens": 900, "seed": 7, "reasoning_effort": "low"}),
        ("openai/gpt-5-nano", "none", {"max_completion_tokens": 900, "seed": 7, "reasoning_effort": "minimal"}),
    ],
)
def test_openais_models_get_the_parameters_that_they_take(
    model: str, reasoning: Reasoning | None, sent: dict[str, Any]
) -> None:
    endpoint, asked = parameters(model, reasoning)
    body = chat_completions.make_body(endpoint, asked)
    assert body.pop("response_format")["json_schema"]["strict"] is True
    assert {name: body[name] for name in body.keys() - {"model", "messages"}} == sent


def test_a_server_of_ones_own_gets_what_is_set_and_is_told_not_to_think() -> None:
    endpoint, asked = parameters("qwen3", "none", base_url="http://127.0.0.1:9/v1", extra_body={"lora": []})
    body = chat_completions.make_body(endpoint, asked)
    assert (body["max_tokens"], body["temperature"], body["reasoning_effort"]) == (900, 0.0, "none")
    assert (body["chat_template_kwargs"], body["lora"]) == ({"enable_thinking": False}, [])
    assert "strict" not in body["response_format"]["json_schema"]


def test_a_tool_is_forced_with_the_schema_as_its_parameters() -> None:
    endpoint, asked = parameters("openai/gpt-4-turbo")
    body = chat_completions.make_body(endpoint, asked)
    assert body["tools"] == [{"type": "function", "function": {"name": "Answer", "parameters": SCHEMA, "strict": True}}]
    assert body["tool_choice"] == {"type": "function", "function": {"name": "Answer"}}
    assert "response_format" not in body


@pytest.mark.parametrize(
    ("model", "reasoning", "sent"),
    [
        ("claude-opus-5-5", None, {}),
        ("claude-opus-5-5", "none", {"thinking": {"type": "adaptive"}, "effort": "low"}),
        ("claude-opus-5-5", "high", {"thinking": {"type": "adaptive"}, "effort": "high"}),
        ("claude-sonnet-5", "none", {"thinking": {"type": "disabled"}}),
        ("claude-sonnet-4-6", None, {"extra_body": {"temperature": 0.0}}),
        ("claude-haiku-4-5", "none", {"extra_body": {"temperature": 0.0}}),
        ("claude-haiku-4-5", "low", {"thinking": {"type": "enabled", "budget_tokens": 1024}}),
    ],
)
def test_claude_gets_system_turns_schema_and_its_own_thinking(
    model: str, reasoning: Reasoning | None, sent: dict[str, Any]
) -> None:
    endpoint, asked = parameters(f"anthropic/{model}", reasoning)
    request = anthropic_messages.make_request(asked, endpoint)
    assert (request.pop("model"), request.pop("max_tokens")) == (model, 900)
    assert (request.pop("system"), request.pop("messages")) == ("Code it.", TURNS)
    output = request.pop("output_config")
    schema = output.pop("format")["schema"]
    assert schema["properties"]["kind"] == {"const": "bombing"}
    assert "minimum" not in schema["properties"]["cite"]["items"]
    assert {**request, **output} == sent


@pytest.mark.parametrize(
    ("model", "reasoning", "choice"),
    [
        ("claude-opus-4-1", None, {"type": "tool", "name": "Answer"}),
        ("claude-opus-4-1", "low", {"type": "auto"}),
        ("claude-opus-5-5", None, {"type": "auto"}),
    ],
)
def test_a_tool_is_forced_on_claude_only_where_it_does_not_think(
    model: str, reasoning: Reasoning | None, choice: dict[str, str]
) -> None:
    endpoint, asked = parameters(f"anthropic/{model}", reasoning, tools=True)
    request = anthropic_messages.make_request(asked, endpoint)
    assert request["tools"][0]["input_schema"] == SCHEMA
    assert request["tool_choice"] == {**choice, "disable_parallel_tool_use": True}
    assert "output_config" not in request


@pytest.mark.parametrize(
    ("kind", "is_tool"),
    [
        *[(kind, True) for kind in (Any, list, dict, dict[str, str], list[dict[str, int]])],
        *[(kind, False) for kind in (str, int | None, Literal["a"], Literal["a", 1], tuple[str, int])],
    ],
)
def test_claude_is_asked_by_a_tool_where_a_schema_has_no_form_for_its_text(kind: Any, *, is_tool: bool) -> None:
    endpoint, asked = parameters("anthropic/claude-sonnet-5-5")
    schema = create_model("Own", value=kind, cite=list[int]).model_json_schema()
    asked["response_format"]["json_schema"]["schema"] = schema
    request = anthropic_messages.make_request(asked, endpoint)
    assert ([tool["input_schema"] for tool in request.get("tools", ())] == [schema]) is is_tool
    assert ("format" in request.get("output_config", {})) is not is_tool


@pytest.mark.parametrize("answer_type", WIRE_SCHEMAS.values())
def test_what_the_package_asks_for_has_a_form_for_claudes_text(answer_type: type[BaseModel]) -> None:
    endpoint, asked = parameters("anthropic/claude-sonnet-5-5")
    asked["response_format"]["json_schema"]["schema"] = answer_type.model_json_schema()
    assert "format" in anthropic_messages.make_request(asked, endpoint)["output_config"]


@pytest.mark.parametrize(
    ("model", "reasoning", "thinking", "temperature"),
    [
        ("gemini-2.0-flash", None, None, 0.0),
        ("gemini-2.5-flash", "none", {"thinking_budget": 0}, 0.0),
        ("gemini-2.5-pro", "none", {"thinking_budget": 128}, 0.0),
        ("gemini-3-pro-preview", "medium", {"thinking_level": "HIGH"}, None),
        ("gemini-3.8-flash", "none", {"thinking_level": "MINIMAL"}, None),
        ("gemini-3.8-flash", None, None, None),
    ],
)
def test_gemini_gets_its_own_names_roles_and_a_schema_without_const(
    model: str, reasoning: Reasoning | None, thinking: dict[str, Any] | None, temperature: float | None
) -> None:
    endpoint, asked = parameters(f"google/{model}", reasoning)
    request = google_genai.make_request(asked, tools=endpoint.uses_tools)
    config = request["config"]
    assert (config.system_instruction, config.max_output_tokens, config.seed) == ("Code it.", 900, 7)
    assert [turn.role for turn in request["contents"]] == ["user", "model", "user"]
    assert config.response_json_schema["properties"]["kind"] == {"enum": ["bombing"]}
    told = config.thinking_config
    assert (told and told.model_dump(mode="json", exclude_none=True)) == thinking
    assert config.temperature == temperature


def test_mistral_gets_its_own_names() -> None:
    _, asked = parameters("mistral/mistral-small-latest", "low")
    request = mistral_chat.make_request(asked, tools=False)
    assert (request["random_seed"], request["reasoning_effort"]) == (7, "high")
    assert "seed" not in request
    assert "temperature" not in request
    assert request["response_format"]["json_schema"]["schema_definition"] == SCHEMA


@pytest.mark.parametrize(
    ("model", "word", "what"),
    [
        ("openai/gpt-4.1", "high", "does not think"),
        ("mistral/magistral-medium-latest", "none", "thinks as much as it likes"),
        ("anthropic/claude-3-haiku-20240307", "low", "does not think"),
    ],
)
def test_reasoning_that_a_model_does_not_have_is_told_before_anything_is_asked(
    model: str, word: Reasoning, what: str
) -> None:
    with pytest.raises(ConfigurationError, match=rf"--reasoning {word}: model '{model}' {what}\. Leave the option out"):
        open_client(Endpoint(model=model, reasoning=word))


def test_no_reasoning_is_no_wish_of_a_model_that_has_none() -> None:
    close(Endpoint(model="openai/gpt-4.1", reasoning="none", api_key=SecretStr(KEY)))


@pytest.mark.parametrize(
    ("model", "variables"),
    [
        ("anthropic/claude-opus-5-5", "ANTHROPIC_API_KEY"),
        ("google/gemini-3.8-flash", "GOOGLE_API_KEY or GEMINI_API_KEY"),
        ("mistral/mistral-small-latest", "MISTRAL_API_KEY"),
    ],
)
def test_a_missing_key_is_named(model: str, variables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables.split(" or "):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CredentialsError, match=f"'{model}' needs a key: set {variables}; --model"):
        open_client(Endpoint(model=model))
    monkeypatch.setenv(variables.rsplit(" or ", maxsplit=1)[-1], KEY)
    close(Endpoint(model=model))


@pytest.mark.parametrize(
    ("model", "package", "module"),
    [
        ("anthropic/claude-opus-5-5", "anthropic", "anthropic_messages"),
        ("google/gemini-3.8-flash", "google.genai", "google_genai"),
        ("mistral/mistral-small-latest", "mistralai.client", "mistral_chat"),
    ],
)
def test_a_missing_package_is_named_by_its_extra(
    model: str, package: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"summarizer.llm.providers.{module}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    extra, _, _ = model.partition("/")
    with pytest.raises(ConfigurationError, match=rf"pip install 'incident-summarizer\[{extra}\]'"):
        open_client(Endpoint(model=model, api_key=SecretStr(KEY)))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (error_reply(401, "invalid x-api-key"), CredentialsError),
        (error_reply(400, "Your credit balance is too low to access the API."), CredentialsError),
        (error_reply(400, "API key not valid. Please pass a valid API key."), CredentialsError),
        (error_reply(404, "no such model"), errors.RequestRejectedError),
        (error_reply(400, "max_tokens: 9000 > 8192, the maximum for this model"), errors.RequestRejectedError),
        (error_reply(400, "prompt is too long: 210000 tokens > 200000 maximum"), errors.ContextOverflowError),
        (Reply(body=b" " * (9 << 20), headers={"Content-Type": "application/json"}), AnswerTooLargeError),
    ],
    ids=["401", "no money", "no key", "404", "room", "context", "endless"],
)
def test_what_another_try_cannot_mend_is_asked_once(
    server: FakeServer, model: str, reply: Reply, kind: type[errors.SummarizerError]
) -> None:
    server.default = reply
    with (
        Summarizer(model=model, provider_url=server.address, api_key=KEY, timeout_s=20.0) as summarizer,
        pytest.raises(kind) as raised,
    ):
        summarizer.summarize(TEXT)
    assert len(server.requests) == 1 or kind is errors.ContextOverflowError
    assert KEY not in str(raised.value)
    if "max_tokens" in str(reply.body):
        assert "set --answer-tokens" in str(raised.value)


@pytest.mark.parametrize("model", ["openai/gpt-4.1-mini", *MODELS])
def test_a_key_goes_along_with_a_redirect_only_within_its_own_server(
    server: FakeServer, larger: FakeServer, model: str
) -> None:
    to = "{}/elsewhere"
    server.script = [Reply(307, headers={"Location": to.format(server.address)})]
    server.default = Reply(307, headers={"Location": to.format(larger.address)})
    larger.default = error_reply(400, "who are you?")
    named: dict[str, Any] = {"model": model, "api_key": KEY, "timeout_s": 20.0}
    named |= {"base_url": server.url} if model.startswith("openai/") else {"provider_url": server.address}
    with Summarizer(**named) as summarizer, pytest.raises(errors.RequestRejectedError, match=r"who are you\?"):
        summarizer.summarize(TEXT)
    assert [KEY in str(headers) for headers in server.headers] == [True, True]
    assert [KEY in str(headers) for headers in larger.headers] == [False]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://a.example/v1/x", True),
        ("https://a.example/v1/x", True),
        ("http://a.example:8080/v1/x", False),
        ("http://b.a.example/v1/x", False),
        ("https://a.example.b.example/v1/x", False),
    ],
)
def test_a_server_keeps_its_key_where_it_turns_to_https_alone(url: str, *, kept: bool) -> None:
    request = httpx2.Request("POST", url, headers={"X-Whatever-Key": KEY, "Content-Type": "application/json"})
    asyncio.run(clients._keep_key(httpx2.URL("http://a.example/v1"), request))
    assert (request.headers.get("X-Whatever-Key") == KEY) is kept
    assert request.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("model", MODELS)
def test_a_server_that_is_not_there_is_transport_trouble(model: str) -> None:
    with (
        Summarizer(model=model, provider_url="http://127.0.0.1:9", api_key=KEY, max_attempts=1) as summarizer,
        pytest.raises(errors.TransportError, match=r"at http://127\.0\.0\.1:9 gave no answer in 1 attempt "),
    ):
        summarizer.summarize(TEXT)


@pytest.mark.parametrize(
    ("details", "wait_s"),
    [
        ([{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "17.5s"}], 17.5),
        ([{"retryDelay": "soon"}], None),
        ([{"reason": "RATE_LIMIT_EXCEEDED"}], None),
        (None, None),
    ],
)
def test_google_says_in_the_body_how_long_to_wait(details: Any, wait_s: float | None) -> None:
    from google.genai.errors import ClientError  # noqa: PLC0415 - its SDK is loaded by the tests that need it

    told = google_genai._status_error(ClientError(429, {"error": {"code": 429, "message": "slow", "details": details}}))
    assert (told_wait_s(told), is_throttled(told)) == (wait_s, True)


def test_a_header_wins_over_a_body_and_an_overload_slows_down_too() -> None:
    error = StatusError("busy", status_code=529, headers={"retry-after": "3"}, wait_s=9.0)
    assert (told_wait_s(error), is_throttled(error)) == (3.0, True)
    assert not is_throttled(StatusError("broken", status_code=500, headers=None))


def test_thinking_counted_beside_the_answer_is_paid_for() -> None:
    from openai.types import CompletionUsage  # noqa: PLC0415 - one test's only

    class Completion:
        usage = CompletionUsage.model_validate(
            {
                "prompt_tokens": 10,
                "completion_tokens": 5,
                "total_tokens": 115,
                "completion_tokens_details": {"reasoning_tokens": 100},
            }
        )

    assert read_tokens(Completion()) == (10, 105, None, None, 100)
    Completion.usage.total_tokens = 15
    assert read_tokens(Completion()) == (10, 5, None, None, 100)
    assert read_tokens(None) == (None, None, None, None, None)


def test_the_environments_address_is_on_the_screen_in_the_record_and_in_the_price(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.default = error_reply(404)
    (tmp_path / "one.txt").write_text(TEXT)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.address)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    model = "anthropic/claude-opus-5-5"
    monkeypatch.setattr(
        sys, "argv", ["summarizer", "run", str(tmp_path / "one.txt"), "--out", str(tmp_path / "out"), "--model", model]
    )
    with pytest.raises(SystemExit):
        main()
    told = f"summarizer: The environment says so: {model} is asked at {server.address}."
    assert told in capsys.readouterr().err.splitlines()
    assert len(server.requests) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["fingerprint"]["base_url"] == server.address
    assert remote_plan(Options(model=model)).endpoint.price is None


def test_only_a_providers_own_models_follow_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    assert Options(model="anthropic/claude-opus-5-5").address == "http://127.0.0.1:9"
    assert Options(model="openai/gpt-x").provider_url is None
    assert Options(model="anthropic/claude", base_url="http://127.0.0.1:8/v1").provider_url is None
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://api.anthropic.com/")
    assert Options(model="anthropic/claude-opus-5-5").address is None
    with pytest.raises(ConfigurationError, match=r"provider_url: .*no user, password or query"):
        make_options(model="mistral/x", provider_url="https://a:b@example.com")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("reasoning", "much", "reasoning: "),
        ("answer_mode", "xml", "answer_mode: "),
        ("answer_tokens", 3, "answer_tokens: "),
    ],
)
def test_a_setting_that_is_none_is_named(name: str, value: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        make_options(**{name: value})
