"""Opening a client through instructor, for OpenAI, OpenAI-compatible servers, and instructor's other providers."""

import ipaddress
import os
from collections.abc import Awaitable, Callable
from typing import Any, cast
from urllib.parse import urlsplit

import instructor
import openai
from openai.types.chat import ChatCompletion

from summarizer import errors
from summarizer.llm.answer_size import bound_answer
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.redacting import quieten, redact
from summarizer.options import OPENAI_URL

Create = Callable[..., Awaitable[Any]]


def open_client(endpoint: Endpoint) -> instructor.AsyncInstructor:
    """An instructor client whose SDK never retries by itself. Raises: ConfigurationError, also for a key."""
    quieten()
    provider, _, name = endpoint.model.partition("/")
    _require_plain_key(endpoint, f"{'openai' if endpoint.base_url else provider}_API_KEY".upper())
    if endpoint.base_url is not None or provider == "openai":
        return _open_openai(endpoint, name)
    if not name:
        raise errors.ConfigurationError(
            f"Model {endpoint.model!r} has no provider. Write provider/name (openai/gpt-4.1-mini), 'embedded', "
            "or give --base-url for an OpenAI-compatible server."
        )
    key: dict[str, Any] = {} if endpoint.api_key is None else {"api_key": endpoint.api_key.get_secret_value()}
    try:
        return instructor.from_provider(cast(Any, endpoint.model), async_client=True, **key)
    except ImportError as error:
        raise errors.ConfigurationError(f"Provider {provider!r} needs its own package: {error}") from error
    except Exception as error:
        raise _cannot_open(error, endpoint) from error


def _require_plain_key(endpoint: Endpoint, variable: str) -> None:
    """Raises: CredentialsError where a key holds what no header can, such as the end of the line it was read from."""
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else os.environ.get(variable, "")
    odd = next((at for at, char in enumerate(key) if not "!" <= char <= "~"), None)
    if odd is not None:
        where = "that was given" if endpoint.api_key else f"in {variable}"
        raise errors.CredentialsError(
            f"The key {where} cannot be one: its character {odd + 1} of {len(key)} is {key[odd]!a}, no sign of keys. "
            "The end of a line or the mark at a file's beginning may have come along: store the key anew."
        )


def _cannot_open(error: Exception, endpoint: Endpoint) -> errors.ConfigurationError:
    text = redact(str(error), endpoint)
    return errors.ConfigurationError(
        f"Model {endpoint.model!r} cannot be opened (see whether HTTP_PROXY and the like name a proxy): {text}"
    )


def _open_openai(endpoint: Endpoint, name: str) -> instructor.AsyncInstructor:
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else os.environ.get("OPENAI_API_KEY")
    if not key and endpoint.base_url is None:
        raise errors.CredentialsError(
            f"Model {endpoint.model!r} needs a key: set OPENAI_API_KEY, or use --model embedded, which needs none."
        )
    url = endpoint.base_url or OPENAI_URL  # always given: else the SDK follows OPENAI_BASE_URL
    try:
        client = openai.AsyncOpenAI(
            api_key=key or "none",
            base_url=url,
            max_retries=0,
            timeout=endpoint.timeout_s,
            http_client=openai.DefaultAioHttpClient(  # a third less CPU a request than the SDK's own choice
                trust_env=not _is_loopback(url), event_hooks={"response": [bound_answer]}
            ),
        )
    except Exception as error:
        raise _cannot_open(error, endpoint) from error
    return instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA, model=name)


def _is_loopback(url: str) -> bool:
    """Whether it is this machine, to which no proxy leads."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def raw_create(client: instructor.AsyncInstructor) -> Create:
    """The provider SDK's own create function, below instructor."""
    wrapped = getattr(client.create_fn, "__wrapped__", None)
    if wrapped is None:  # pragma: no cover - held by instructor's functools.wraps
        raise errors.ConfigurationError("This instructor release does not expose the provider's create function.")
    if isinstance(client.client, openai.AsyncOpenAI):
        return _without_transform(client.client)
    return cast(Create, wrapped)


def _without_transform(client: openai.AsyncOpenAI) -> Create:
    """The chat-completions call, its body sent as it is.

    The SDK's own method walks messages and schema in Python first, which takes longer than the rest of the call and
    changes nothing here.
    """

    async def call(*, extra_body: Any = None, **parameters: Any) -> Any:
        body = {**parameters, **(extra_body or {})}
        return await client.post("/chat/completions", cast_to=ChatCompletion, body=body)

    return call


async def close_client(client: instructor.AsyncInstructor) -> None:
    """Close the client's connections, whichever SDK holds them."""
    close = getattr(client.client, "close", None)
    if close is not None:
        closing = close()
        if hasattr(closing, "__await__"):
            await closing
