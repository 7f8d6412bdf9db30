"""Mistral's chat completions, through its own SDK.

Source: the API reference and the page on reasoning at docs.mistral.ai.
"""

from collections.abc import Mapping
from typing import Any, cast

import httpx2
from mistralai.client import Mistral, errors
from mistralai.client.httpclient import AsyncHttpClient

from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import StatusError
from summarizer.llm.prices import Tokens
from summarizer.llm.providers.connection import (
    BrokenAnswerError,
    Connection,
    dump_arguments,
    make_completion,
    read_question,
    reading,
)

_FINISHES = {"length": "length", "model_length": "length", "content_filter": "content_filter"}
_OK = 200


def connect(endpoint: Endpoint, *, key: str, url: str, http: httpx2.AsyncClient) -> Connection:
    """A client for Mistral's models."""
    client = Mistral(
        api_key=key,
        server_url=url,
        async_client=cast(AsyncHttpClient, http),
        retry_config=None,
        timeout_ms=int(endpoint.timeout_s * 1000),
    )

    async def create(**parameters: Any) -> Any:
        request = make_request(parameters, tools=endpoint.uses_tools)
        try:
            with reading():
                return read_response(await client.chat.complete_async(**request))
        except errors.MistralError as error:
            raise _status_error(error) from error
        except errors.NoResponseError as error:
            raise ConnectionError(str(error)) from error

    return Connection(client, create, http.aclose)


def make_request(parameters: Mapping[str, Any], *, tools: bool) -> dict[str, Any]:
    """What the SDK's ``chat.complete`` takes for a chat completion's parameters."""
    question = read_question(parameters)
    request = {name: value for name, value in parameters.items() if name not in {"response_format", "seed"}}
    if "seed" in parameters:
        request["random_seed"] = parameters["seed"]
    if tools:
        function = {"name": question.name, "parameters": question.schema}
        return {**request, "tools": [{"type": "function", "function": function}], "tool_choice": "any"}
    form = {"name": question.name, "schema_definition": question.schema, "strict": True}
    return {**request, "response_format": {"type": "json_schema", "json_schema": form}}


def read_response(response: Any) -> Any:
    """A response as OpenAI's chat completion. Raises: BrokenAnswerError for what is none."""
    if not getattr(response, "choices", None) or response.choices[0].message is None:
        raise BrokenAnswerError("the response has no choices")
    choice = response.choices[0]
    called = [dump_arguments(call.function.arguments) for call in choice.message.tool_calls or ()]
    finish = _FINISHES.get(str(choice.finish_reason), "stop")
    return make_completion(called[0] if called else _text(choice.message.content), finish, _tokens(response.usage))


def _text(content: Any) -> str:
    """The text of a message, which is in pieces where the model thought, and the thoughts are among them."""
    if isinstance(content, str):
        return content
    return "".join(chunk.text for chunk in content or () if chunk.type == "text")


def _tokens(usage: Any) -> Tokens:
    more = usage.additional_properties or {}
    details = more.get("prompt_tokens_details") or more.get("prompt_token_details") or {}
    cached = more.get("num_cached_tokens") or details.get("cached_tokens") or 0
    thinking = (more.get("completion_tokens_details") or {}).get("reasoning_tokens")
    return Tokens(usage.prompt_tokens, usage.completion_tokens, cached, 0, thinking)


def _status_error(error: errors.MistralError) -> Exception:
    if error.status_code == _OK:
        return BrokenAnswerError(str(error))
    return StatusError(str(error), status_code=error.status_code, headers=error.headers)
