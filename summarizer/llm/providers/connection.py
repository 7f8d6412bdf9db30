"""What every provider's module gives back, and how it builds it."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion
from openai.types.completion_usage import CompletionTokensDetails, PromptTokensDetails

from summarizer.llm.prices import Tokens

Create = Callable[..., Awaitable[Any]]
WANTS_NEWER_NAME = re.compile(r"use \W?max_completion_tokens", re.IGNORECASE)
"""What OpenAI's newer models say of ``max_tokens``."""


class BrokenAnswerError(Exception):
    """The body that came with a 200 is no answer."""


class MisnamedError(Exception):
    """The server knows a parameter by another name, by which it gets it from now on."""


@dataclass(frozen=True)
class Connection:
    """An open SDK client. ``create`` takes the parameters of a chat completion by name and gives one back.

    ``body`` is what it would send for them, for questions that a file carries instead.
    """

    client: Any
    create: Create
    close: Callable[[], Awaitable[None]]
    body: Callable[[dict[str, Any]], dict[str, Any]] = dict


class Question(NamedTuple):
    """A request's parts, as providers with a wire of their own want them."""

    system: str
    turns: Sequence[Mapping[str, str]]
    name: str
    schema: dict[str, Any]


def read_question(parameters: Mapping[str, Any]) -> Question:
    """The parts of a chat completion's parameters."""
    messages = parameters["messages"]
    wanted = parameters["response_format"]["json_schema"]
    system = "\n\n".join(message["content"] for message in messages if message["role"] == "system")
    turns = [message for message in messages if message["role"] != "system"]
    return Question(system, turns, wanted["name"], wanted["schema"])


def make_completion(content: str, finish: str, tokens: Tokens, *, refusal: str | None = None) -> ChatCompletion:
    """An answer as a chat completion. ``finish``: stop, length or content_filter."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return ChatCompletion.model_validate(
        {
            "id": "",
            "object": "chat.completion",
            "created": 0,
            "model": "",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": _usage(tokens),
        }
    )


def _usage(tokens: Tokens) -> CompletionUsage | None:
    if tokens.prompt is None or tokens.completion is None:
        return None
    return CompletionUsage(
        prompt_tokens=tokens.prompt,
        completion_tokens=tokens.completion,
        total_tokens=tokens.prompt + tokens.completion,
        prompt_tokens_details=PromptTokensDetails(cached_tokens=tokens.cached, cache_write_tokens=tokens.written),
        completion_tokens_details=CompletionTokensDetails(reasoning_tokens=tokens.thinking),
    )


@contextmanager
def reading() -> Iterator[None]:
    """Around the call of an SDK. Raises: BrokenAnswerError where the SDK trips over a body that is no answer."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise BrokenAnswerError(f"the server's answer is none of this provider's: {error}") from error


def dump_arguments(arguments: Any) -> str:
    """A tool call's arguments as JSON text."""
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
