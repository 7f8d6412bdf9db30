"""OpenAI, and every server that speaks its chat completions."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from summarizer.llm.endpoint import Endpoint
from summarizer.llm.providers.connection import Connection, dump_arguments, reading


def connect(endpoint: Endpoint, *, key: str, url: str, http: httpx2.AsyncClient) -> Connection:
    """A client that sends bodies as they are.

    The SDK's own method walks messages and schema in Python first, which takes longer than the rest of the call and
    changes nothing here.
    """
    client = openai.AsyncOpenAI(api_key=key, base_url=url, max_retries=0, timeout=endpoint.timeout_s, http_client=http)
    body = partial(make_body, endpoint)

    async def create(**parameters: Any) -> Any:
        response = await client.post("/chat/completions", cast_to=ChatCompletion, body=body(parameters))
        with reading():
            return join_parts(take_tool_answer(response) if endpoint.uses_tools else response)

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


def take_tool_answer(response: Any) -> Any:
    """A completion whose content is what the tool was called with; as it is where no tool was called."""
    for choice in getattr(response, "choices", None) or ():
        message: Any = getattr(choice, "message", None)
        for call in getattr(message, "tool_calls", None) or ():
            message.content = dump_arguments(call.function.arguments)
            break
    return response


def join_parts(response: Any) -> Any:
    """A completion whose content is text: of one in pieces, that of its texts, among which thoughts may stand."""
    for choice in getattr(response, "choices", None) or ():
        message: Any = getattr(choice, "message", None)
        if isinstance(getattr(message, "content", None), list):
            message.content = "".join(part["text"] for part in message.content if part["type"] == "text")
    return response


def _strict(response_format: Any) -> Any:
    """OpenAI's strict structured outputs, where every object of the schema is closed and complete."""
    wanted = response_format["json_schema"]
    return (
        {**response_format, "json_schema": {**wanted, "strict": True}}
        if _is_closed(wanted["schema"])
        else response_format
    )


def _is_closed(node: Any) -> bool:
    if isinstance(node, list):
        return all(_is_closed(item) for item in node)
    if not isinstance(node, dict):
        return True
    if node.get("type") == "object" and (
        node.get("additionalProperties") is not False
        or set(node.get("required", ())) != set(node.get("properties", {}))
    ):
        return False
    return all(_is_closed(value) for value in node.values())
