"""Anthropic's Messages API, through its own SDK.

Source: the pages on structured outputs, thinking, stop reasons and errors at platform.claude.com.
"""

from collections.abc import Mapping
from typing import Any

import anthropic
import httpx2
from anthropic.types import Message

from summarizer.errors import AskError
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.prices import Tokens
from summarizer.llm.providers.connection import (
    BrokenAnswerError,
    Connection,
    Question,
    dump_arguments,
    make_completion,
    read_question,
    reading,
)
from summarizer.schemas.cites import find_nodes

_CUT_OFF = frozenset({"max_tokens", "model_context_window_exceeded"})
_TELLS_KIND = frozenset({"type", "anyOf", "oneOf", "allOf", "const", "enum", "$ref"})
"""Words of a JSON Schema of which one must say what a value is."""


def connect(endpoint: Endpoint, *, key: str, url: str, http: httpx2.AsyncClient) -> Connection:
    """A client for Claude."""
    client = anthropic.AsyncAnthropic(
        api_key=key, base_url=url, max_retries=0, timeout=endpoint.timeout_s, http_client=http
    )

    async def create(**parameters: Any) -> Any:
        request = make_request(parameters, endpoint)
        try:
            with reading():
                return read_message(await client.messages.create(**request))
        except anthropic.APIConnectionError as error:
            if isinstance(error.__cause__, AskError):  # an answer without end, which another try would not mend
                raise error.__cause__ from None
            raise ConnectionError(str(error.__cause__ or error)) from error
        except anthropic.APIResponseValidationError as error:
            raise BrokenAnswerError(str(error)) from error

    return Connection(client, create, client.close)


def make_request(parameters: Mapping[str, Any], endpoint: Endpoint) -> dict[str, Any]:
    """What the SDK's ``messages.create`` takes for a chat completion's parameters.

    A schema that has no form for a text is a tool's. A tool cannot be forced on a model that thinks, so it is then only
    offered. Seeds there are none.
    """
    question = read_question(parameters)
    request: dict[str, Any] = {
        "model": parameters["model"],
        "max_tokens": parameters["max_tokens"],
        "system": question.system,
        "messages": list(question.turns),
        **_thinking(parameters.get("reasoning_effort")),
    }
    if "temperature" in parameters:
        request["extra_body"] = {"temperature": parameters["temperature"]}  # the SDK has forgotten it
    if endpoint.uses_tools or any(map(_is_open, find_nodes(question.schema))):
        return {**request, **_tool(question, forced=endpoint.traits.thinking_room(endpoint.reasoning) == 0)}
    form = {"type": "json_schema", "schema": anthropic.transform_schema(question.schema)}
    return {**request, "output_config": {**request.get("output_config", {}), "format": form}}


def _is_open(node: Mapping[str, Any]) -> bool:
    """Whether a schema admits any value, or an object with any keys: the SDK refuses the one and empties the other."""
    if node.get("type") == "object":
        return not node.get("properties") or isinstance(node.get("additionalProperties"), Mapping)
    return _TELLS_KIND.isdisjoint(node)


def _thinking(wanted: str | int | None) -> dict[str, Any]:
    """How much to think: a budget in tokens, ``disabled``, or an effort; nothing where none is wanted."""
    if wanted is None or wanted == 0:
        return {}
    if isinstance(wanted, int):
        return {"thinking": {"type": "enabled", "budget_tokens": wanted}}
    if wanted == "disabled":
        return {"thinking": {"type": "disabled"}}
    return {"thinking": {"type": "adaptive"}, "output_config": {"effort": wanted}}


def _tool(question: Question, *, forced: bool) -> dict[str, Any]:
    tool = {"name": question.name, "description": "Give the answer.", "input_schema": question.schema}
    choice = {"type": "tool", "name": question.name} if forced else {"type": "auto"}
    return {"tools": [tool], "tool_choice": {**choice, "disable_parallel_tool_use": True}}


def read_message(response: Any) -> Any:
    """A message as a chat completion. Raises: BrokenAnswerError for what is none."""
    blocks = getattr(response, "content", None)
    if not isinstance(response, Message) or not isinstance(blocks, list):
        raise BrokenAnswerError("the server's answer is no message")
    texts = [block.text for block in blocks if block.type == "text"]
    called = [dump_arguments(block.input) for block in blocks if block.type == "tool_use"]
    if response.stop_reason == "refusal":
        said = getattr(getattr(response, "stop_details", None), "explanation", None)
        refusal = said or "".join(texts) or "the model declined"
        return make_completion("", "content_filter", _tokens(response), refusal=refusal)
    finish = "length" if response.stop_reason in _CUT_OFF else "stop"
    return make_completion(called[0] if called else "".join(texts), finish, _tokens(response))


def _tokens(response: Message) -> Tokens:
    """Anthropic counts tokens that went into or came out of its cache beside the others, not among them."""
    usage = getattr(response, "usage", None)
    if usage is None:
        return Tokens(None, None)
    read, written = usage.cache_read_input_tokens or 0, usage.cache_creation_input_tokens or 0
    thinking = getattr(usage.output_tokens_details, "thinking_tokens", None)
    return Tokens(usage.input_tokens + read + written, usage.output_tokens, read, written, thinking)
