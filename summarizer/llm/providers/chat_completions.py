"""OpenAI, and every server that speaks its chat completions."""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

import httpx2
import openai
from openai.types.chat import ChatCompletion

from summarizer.llm.endpoint import Endpoint
from summarizer.llm.providers.connection import (
    WANTS_NEWER_NAME,
    BrokenAnswerError,
    Connection,
    MisnamedError,
    dump_arguments,
    reading,
)
from summarizer.schemas.cites import find_nodes

_NOT_STRICT = frozenset(
    {
        "oneOf",
        "allOf",
        "not",
        "if",
        "then",
        "else",
        "dependentRequired",
        "dependentSchemas",
        "prefixItems",
        "uniqueItems",
    }
)
"""Words of a JSON Schema for which OpenAI refuses a question if it is to be answered strictly."""
_STRICT_FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
"""Formats of texts for which it does not."""


def connect(endpoint: Endpoint, *, key: str, url: str, http: httpx2.AsyncClient) -> Connection:
    """A client that sends bodies as they are.

    The SDK's own method walks messages and schema in Python first, which takes longer than the rest of the call and
    changes nothing here. A model of OpenAI's that goes by another name, as Azure's deployments do, shows what it is by
    refusing ``max_tokens``; from then on it gets the newer name.
    """
    client = openai.AsyncOpenAI(api_key=key, base_url=url, max_retries=0, timeout=endpoint.timeout_s, http_client=http)
    body = partial(make_body, endpoint)
    renames = False

    async def create(**parameters: Any) -> Any:
        nonlocal renames
        sent = body(parameters)
        if renames:
            sent["max_completion_tokens"] = sent.pop("max_tokens")
        try:
            response = await client.post("/chat/completions", cast_to=ChatCompletion, body=sent)
        except openai.BadRequestError as error:
            if "max_tokens" not in sent or not WANTS_NEWER_NAME.search(str(error)):
                raise
            renames = True
            raise MisnamedError(str(error)) from error
        return _take_answer(response, endpoint)

    return Connection(client, create, client.close, body)


def make_body(endpoint: Endpoint, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The body to send for a chat completion's parameters."""
    body = dict(parameters)
    extra = body.pop("extra_body", None) or {}
    if endpoint.asks_openai:
        body["max_completion_tokens"] = body.pop("max_tokens")  # OpenAI's newer models know no max_tokens
        body["response_format"] = _strict(body["response_format"])
    elif endpoint.reasoning == "none":
        extra = {"chat_template_kwargs": {"enable_thinking": False}, **extra}  # how llama.cpp and vLLM are told
    if endpoint.uses_tools:
        body.update(_as_tool(body.pop("response_format")["json_schema"]))
    return {**body, **extra}


def _as_tool(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A tool whose arguments are the answer, and which must be called."""
    function = {"name": wanted["name"], "parameters": wanted["schema"]}
    if "strict" in wanted:
        function["strict"] = wanted["strict"]
    choice = {"type": "function", "function": {"name": wanted["name"]}}
    return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}


def read_completion(body: Any, endpoint: Endpoint) -> ChatCompletion:
    """A completion of decoded JSON, read no stricter than the SDK reads what it gets: each server has its dialect.

    Raises: BrokenAnswerError.
    """
    if not isinstance(body, dict):
        raise BrokenAnswerError("the answer is no chat completion")
    return cast(ChatCompletion, _take_answer(ChatCompletion.model_construct(**body), endpoint))


def _take_answer(response: Any, endpoint: Endpoint) -> Any:
    """A completion whose content is the answer, however it came. Raises: BrokenAnswerError."""
    with reading():
        return _join_parts(_take_tool_answer(response) if endpoint.uses_tools else response)


def _take_tool_answer(response: Any) -> Any:
    """A completion whose content is what the tool was called with; as it is where no tool was called."""
    for choice in getattr(response, "choices", None) or ():
        message: Any = getattr(choice, "message", None)
        for call in getattr(message, "tool_calls", None) or ():
            message.content = dump_arguments(call.function.arguments)
            message.tool_calls = None  # a re-ask sends the message back, where OpenAI takes no call without a result
            break
    return response


def _join_parts(response: Any) -> Any:
    """A completion whose content is text: of one in pieces, that of its texts, among which thoughts may stand."""
    for choice in getattr(response, "choices", None) or ():
        message: Any = getattr(choice, "message", None)
        if isinstance(getattr(message, "content", None), list):
            message.content = "".join(part["text"] for part in message.content if part["type"] == "text")
    return response


def _strict(response_format: Any) -> Any:
    """OpenAI's strict structured outputs, where it has them for the schema."""
    wanted = response_format["json_schema"]
    return (
        {**response_format, "json_schema": {**wanted, "strict": True}}
        if all(map(_is_strict, find_nodes(wanted["schema"])))
        else response_format
    )


def _is_strict(node: Mapping[str, Any]) -> bool:
    """Whether a schema is closed and complete if it is an object's, and holds no word that is refused."""
    if node.get("type") == "object" and (
        node.get("additionalProperties") is not False
        or set(node.get("required", ())) != set(node.get("properties", {}))
    ):
        return False
    return _NOT_STRICT.isdisjoint(node) and node.get("format", "date") in _STRICT_FORMATS
