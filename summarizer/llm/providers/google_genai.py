"""Google's Gemini API, through its own SDK.

Source: the pages on structured outputs, thinking and the reference of generateContent at ai.google.dev.
"""

import re
from collections.abc import Mapping
from typing import Any

import httpx2
from google import genai
from google.genai import errors, types

from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import StatusError
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

_FINISHES = {"MAX_TOKENS": "length", "CONTINUATION": "length"}
_FILTERED = frozenset({"SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR"})
_DELAY = re.compile(r"(\d+(?:\.\d+)?)s")


def connect(endpoint: Endpoint, *, key: str, url: str, http: httpx2.AsyncClient) -> Connection:
    """A client for Gemini.

    It is handed an HTTP client because with one of its own it repeats broken connections by itself, uncounted.
    """
    options = types.HttpOptions(
        base_url=url,
        timeout=int(endpoint.timeout_s * 1000),
        retry_options=types.HttpRetryOptions(attempts=1),
        httpx_async_client=http,
    )
    client = genai.Client(api_key=key, vertexai=False, http_options=options)

    async def create(**parameters: Any) -> Any:
        request = make_request(parameters, tools=endpoint.uses_tools)
        try:
            with reading():
                return read_response(await client.aio.models.generate_content(**request))
        except errors.APIError as error:
            raise _status_error(error) from error

    async def close() -> None:
        await client.aio.aclose()
        await http.aclose()
        client.close()

    return Connection(client, create, close)


def make_request(parameters: Mapping[str, Any], *, tools: bool) -> dict[str, Any]:
    """What the SDK's ``generate_content`` takes for a chat completion's parameters."""
    question = read_question(parameters)
    config: dict[str, Any] = {
        "system_instruction": question.system or None,
        "max_output_tokens": parameters["max_tokens"],
        "temperature": parameters.get("temperature"),
        "seed": parameters.get("seed"),
        "thinking_config": _thinking(parameters.get("reasoning_effort")),
        **(_tool(question) if tools else _form(question)),
    }
    turns = [
        types.Content(
            role="model" if turn["role"] == "assistant" else "user", parts=[types.Part.from_text(text=turn["content"])]
        )
        for turn in question.turns
    ]
    return {"model": parameters["model"], "contents": turns, "config": types.GenerateContentConfig(**config)}


def _form(question: Question) -> dict[str, Any]:
    return {"response_mime_type": "application/json", "response_json_schema": plain_schema(question.schema)}


def _tool(question: Question) -> dict[str, Any]:
    function = types.FunctionDeclaration(
        name=question.name, description="Give the answer.", parameters_json_schema=plain_schema(question.schema)
    )
    calling = types.FunctionCallingConfig(
        mode=types.FunctionCallingConfigMode.ANY, allowed_function_names=[question.name]
    )
    return {
        "tools": [types.Tool(function_declarations=[function])],
        "tool_config": types.ToolConfig(function_calling_config=calling),
        "automatic_function_calling": types.AutomaticFunctionCallingConfig(disable=True),
    }


def _thinking(wanted: str | int | None) -> types.ThinkingConfig | None:
    """How much to think: a budget in tokens or a level; None where nothing is wanted."""
    if wanted is None:
        return None
    if isinstance(wanted, int):
        return types.ThinkingConfig(thinking_budget=wanted)
    return types.ThinkingConfig(thinking_level=types.ThinkingLevel(wanted.upper()))


def plain_schema(node: Any) -> Any:
    """A JSON Schema without ``const``, which Gemini refuses: a list of one value says the same."""
    if isinstance(node, list):
        return [plain_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {name: plain_schema(value) for name, value in node.items()}
    if "const" in plain and not isinstance(plain["const"], dict):
        plain["enum"] = [plain.pop("const")]
    return plain


def read_response(response: Any) -> Any:
    """A response as a chat completion. Raises: BrokenAnswerError for what is none."""
    blocked = getattr(getattr(response, "prompt_feedback", None), "block_reason", None)
    if blocked:
        return _refused(response, f"the prompt was blocked: {_name(blocked)}")
    if not getattr(response, "candidates", None):
        raise BrokenAnswerError("the response has no candidates")
    candidate = response.candidates[0]
    finish = _name(candidate.finish_reason)
    if finish in _FILTERED:
        return _refused(response, f"{finish}: {candidate.finish_message or 'its provider filtered the answer'}")
    parts = [part for part in getattr(candidate.content, "parts", None) or () if not part.thought]
    called = [dump_arguments(part.function_call.args) for part in parts if part.function_call]
    text = called[0] if called else "".join(part.text or "" for part in parts)
    return make_completion(text, _FINISHES.get(finish, "stop"), _tokens(response))


def _refused(response: types.GenerateContentResponse, said: str) -> Any:
    return make_completion("", "content_filter", _tokens(response), refusal=said)


def _name(reason: Any) -> str:
    return str(getattr(reason, "value", reason))


def _tokens(response: types.GenerateContentResponse) -> Tokens:
    """Gemini counts thoughts beside the answer; both are paid for as output."""
    usage = response.usage_metadata
    if usage is None:
        return Tokens(None, None)
    prompt = (usage.prompt_token_count or 0) + (usage.tool_use_prompt_token_count or 0)
    thoughts = usage.thoughts_token_count or 0
    return Tokens(
        prompt, (usage.candidates_token_count or 0) + thoughts, usage.cached_content_token_count or 0, 0, thoughts
    )


def _status_error(error: errors.APIError) -> StatusError:
    return StatusError(
        str(error),
        status_code=error.code,
        headers=getattr(error.response, "headers", None),
        wait_s=_told_delay_s(error.details),
    )


def _told_delay_s(details: Any) -> float | None:
    """The ``retryDelay`` of an error's details, where Google says how long to wait instead of in a header."""
    try:
        told = [row["retryDelay"] for row in details["error"]["details"] if "retryDelay" in row]
        found = _DELAY.fullmatch(told[0]) if told else None
    except (KeyError, TypeError):
        return None
    return float(found[1]) if found else None
