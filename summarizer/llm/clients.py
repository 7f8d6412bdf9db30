"""Opening a provider's SDK: OpenAI and servers that speak its wire, Anthropic, Google and Mistral."""

import importlib
import ipaddress
import os
import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

import httpx2
import openai
from pydantic import SecretStr

from summarizer import errors
from summarizer.llm.answer_size import bound_answer
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.providers.connection import Connection
from summarizer.llm.redacting import quieten, redact
from summarizer.options import OPENAI_URL, PROVIDER_URLS


class _Provider(NamedTuple):
    """The module that speaks to it, the extra that brings its SDK, and where its key stands in the environment."""

    module: str
    extra: str | None
    keys: tuple[str, ...]


_PROVIDERS = {
    "openai": _Provider("chat_completions", None, ("OPENAI_API_KEY",)),
    "anthropic": _Provider("anthropic_messages", "anthropic", ("ANTHROPIC_API_KEY",)),
    "google": _Provider("google_genai", "google", ("GOOGLE_API_KEY", "GEMINI_API_KEY")),
    "mistral": _Provider("mistral_chat", "mistral", ("MISTRAL_API_KEY",)),
}


_PLAIN_HEADERS = frozenset({"host", "accept", "accept-encoding", "content-type", "content-length", "user-agent"})
"""Those without which a request that was sent on would be no request; none of them holds a key."""


def open_client(endpoint: Endpoint) -> Connection:
    """A connection whose SDK never retries by itself. Raises: ConfigurationError."""
    quieten()
    name = endpoint.require_wire()
    endpoint.require_reasoning()
    provider = _PROVIDERS[name]
    key = _find_key(endpoint, provider)
    url = endpoint.base_url or endpoint.provider_url or {"openai": OPENAI_URL, **PROVIDER_URLS}[name]
    try:
        module = importlib.import_module(f"summarizer.llm.providers.{provider.module}")
    except ImportError as error:
        raise errors.ConfigurationError(
            f"Model {endpoint.model!r} needs a package: {errors.how_to_install(provider.extra or 'all')} ({error})"
        ) from error
    try:
        return cast(Connection, module.connect(endpoint, key=key, url=url, http=_open_http(url, endpoint)))
    except Exception as error:
        raise errors.ConfigurationError(
            f"Model {endpoint.model!r} cannot be opened (see whether HTTP_PROXY and the like name a proxy): "
            f"{redact(str(error), endpoint)}"
        ) from error


def _require_plain_key(key: str, where: str) -> None:
    """Raises: CredentialsError where a key holds what no header can, such as the end of the line it was read from."""
    odd = next((at for at, char in enumerate(key) if not "!" <= char <= "~"), None)
    if odd is not None:
        raise errors.CredentialsError(
            f"The key {where} cannot be one: its character {odd + 1} of {len(key)} is {key[odd]!a}, no sign of keys. "
            "The end of a line or the mark at a file's beginning may have come along: store the key anew."
        )


def environment_keys() -> tuple[SecretStr, ...]:
    """The keys of all providers that the environment holds now; empty for those that it lacks."""
    names = [name for provider in _PROVIDERS.values() for name in provider.keys]
    return tuple(SecretStr(os.environ.get(name, "")) for name in names)


def _find_key(endpoint: Endpoint, provider: _Provider) -> str:
    """The key to send; a server of one's own may want none. Raises: CredentialsError."""
    if endpoint.api_key is not None:
        given = endpoint.api_key.get_secret_value()
        if not given:
            raise errors.CredentialsError("The key that was given is empty. Give the key, or leave it out.")
        _require_plain_key(given, "that was given")
        return given
    variable = next((name for name in provider.keys if os.environ.get(name)), "")
    found = os.environ.get(variable)
    if found is not None:
        _require_plain_key(found, f"in {variable}")
    elif endpoint.base_url is None:
        raise errors.CredentialsError(
            f"Model {endpoint.model!r} needs a key: set {' or '.join(provider.keys)}; --model embedded needs none."
        )
    return found or "none"


def _open_http(url: str, endpoint: Endpoint) -> httpx2.AsyncClient:
    """The HTTP client of every SDK: a third less CPU a request than their own choice, and answers of bounded size."""
    near = _is_loopback(url)
    # reading the certificate authorities takes longer than all else here, and plain HTTP to this machine asks none
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if near and url.startswith("http:") else True
    hooks: dict[str, list[Callable[..., Any]]] = {
        "request": [partial(_keep_key, httpx2.URL(url))],
        "response": [bound_answer],
    }
    return openai.DefaultAioHttpClient(verify=verify, trust_env=not near, timeout=endpoint.timeout_s, event_hooks=hooks)


async def _keep_key(home: httpx2.URL, request: httpx2.Request) -> None:
    """A hook of an HTTP client: where a redirect leads to another server, no key goes along, whatever header has it.

    httpx takes out Authorization alone, which is not where every provider's key stands.
    """
    secured = home.copy_with(scheme="https") if home.port is None else home
    if request.url.origin not in (home.origin, secured.origin):
        for name in request.headers.keys() - _PLAIN_HEADERS:
            del request.headers[name]


def _is_loopback(url: str) -> bool:
    """Whether it is this machine, to which no proxy leads."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
