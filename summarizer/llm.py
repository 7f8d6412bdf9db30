"""The one module that talks to models: openai, instructor and tenacity live here and nowhere else.

Retries have one owner each. Transport trouble (429, 408, 409, 5xx, timeouts, broken connections, answers that are no
chat completion) is tenacity's, strictly below instructor, so that it never shows up in a re-ask. Answers that do not
match the schema are instructor's, with a history kept to the last answer and its errors. The SDK's own retries are 0.
"""

import asyncio
import email.utils
import logging
import os
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, cast

import instructor
import openai
import tenacity
from instructor.core import Hooks, IncompleteOutputException, InstructorRetryException
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from summarizer import errors
from summarizer.prompting import Message
from summarizer.schemas.record_v1 import Attempt

A = TypeVar("A", bound=BaseModel)
Create = Callable[..., Awaitable[Any]]
Outcome = Literal["answered", "invalid", "truncated", "refused", "failed"]

_RETRIED_STATUSES = frozenset({408, 409, 429})
_LONGEST_WAIT_S = 60.0
_NO_QUOTA = "insufficient_quota"
_SECRET = re.compile(r"\b(?:sk|pk|rk|key)-[\w*-]{6,}|(?i:bearer)\s+[\w.~+/-]{6,}=*")
_CONTEXT_WORDS = re.compile(
    r"context (?:length|size|window)|exceed_context|maximum context|too many tokens", re.IGNORECASE
)


class Endpoint(BaseModel):
    """Where to ask. ``model`` is ``provider/name``; with ``base_url``, any OpenAI-compatible server's own model name.

    ``context_tokens`` is the model's whole window, prompt and answer together. ``extra_body`` goes into every request.
    ``reserved_tokens`` of it are kept for the answer at first; a cut answer gets more once.
    """

    model_config = ConfigDict(frozen=True)

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    timeout_s: float = Field(default=120.0, gt=0)
    context_tokens: int = Field(default=32_768, ge=512)
    max_attempts: int = Field(default=5, ge=1)
    max_reasks: int = Field(default=2, ge=0, le=2)
    first_wait_s: float = Field(default=0.5, ge=0)
    temperature: float | None = 0.0
    seed: int | None = None
    extra_body: Mapping[str, Any] = Field(default_factory=dict)


class Answer(BaseModel):
    """A validated answer and what it took: one Attempt per HTTP request, in order."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    value: BaseModel
    attempts: tuple[Attempt, ...]


class AskFailedError(Exception):
    """Carries the attempts of a failed question beside its error; never leaves the pipeline."""

    def __init__(self, error: errors.SummarizerError, attempts: Sequence[Attempt]) -> None:
        super().__init__(str(error))
        self.error = error
        self.attempts = tuple(attempts)


class _BrokenAnswerError(Exception):
    """The body that came with a 200 is no chat completion."""


class Model:
    """A connection to one model, to be used inside one event loop; close it with ``aclose`` or ``async with``."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._client = _open_client(endpoint)
        self._raw_create = _unwrapped(self._client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        close = getattr(self._client.client, "close", None)
        if close is not None:
            closing = close()
            if hasattr(closing, "__await__"):
                await closing

    async def ask(
        self,
        messages: Sequence[Message],
        answer_type: type[A],
        *,
        purpose: str,
        max_tokens: int,
        extra_body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """A validated answer of ``answer_type``; an answer that was cut off is asked for once more with more room.

        Raises: AskFailedError, which carries the mapped error and every attempt made.
        """
        ledger: list[Attempt] = []
        room = max_tokens
        for last in (False, True):
            try:
                value = await self._ask_once(
                    messages,
                    answer_type,
                    purpose=purpose,
                    max_tokens=room,
                    extra_body=extra_body or {},
                    ledger=ledger,
                )
            except IncompleteOutputException as error:
                _relabel(ledger, "truncated", "finish_reason: length")
                wider = _wider(room, error, self.endpoint.context_tokens)
                if last or wider <= room:
                    raise AskFailedError(_truncated(room), ledger) from None
                room = wider
            except Exception as error:
                raise AskFailedError(self._mapped(error), ledger) from error
            else:
                return Answer(value=value, attempts=tuple(ledger))
        raise AssertionError("unreachable")  # pragma: no cover

    async def _ask_once(
        self,
        messages: Sequence[Message],
        answer_type: type[A],
        *,
        purpose: str,
        max_tokens: int,
        extra_body: Mapping[str, Any],
        ledger: list[Attempt],
    ) -> A:
        transport = _Transport(self.endpoint, self._raw_create, purpose, len(messages), ledger)
        create = cast(
            Create,
            instructor.patch(create=transport.create, mode=self._client.mode, provider=self._client.provider),
        )
        hooks = Hooks()
        hooks.on("parse:error", lambda error, **_: _relabel(ledger, "invalid", _redacted(str(error), self.endpoint)))
        return cast(
            A,
            await create(
                response_model=answer_type,
                messages=[message.model_dump() for message in messages],
                max_retries=_reasks(self.endpoint.max_reasks),
                hooks=hooks,
                **_parameters(self.endpoint, max_tokens, extra_body),
            ),
        )

    def _mapped(self, error: BaseException) -> errors.SummarizerError:
        cause: BaseException = error
        while isinstance(cause, (InstructorRetryException, tenacity.RetryError)) and cause.__cause__ is not None:
            cause = cause.__cause__
        return map_error(cause, self.endpoint)


class _Transport:
    """The raw completion call with transport retries, the ledger, and the compact re-ask history."""

    def __init__(self, endpoint: Endpoint, raw: Create, purpose: str, first: int, ledger: list[Attempt]) -> None:
        self._endpoint = endpoint
        self._raw = raw
        self._purpose = purpose
        self._first = first
        self._ledger = ledger

    async def create(self, *args: Any, **kwargs: Any) -> Any:
        """One completion, retried on transport trouble only."""
        if "messages" in kwargs:
            kwargs = {**kwargs, "messages": _compact(kwargs["messages"], self._first)}
        if self._endpoint.base_url is None and "response_format" in kwargs:
            kwargs["response_format"] = _strict(kwargs["response_format"])
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(is_transient),
            wait=_wait(self._endpoint.first_wait_s),
            stop=tenacity.stop_after_attempt(self._endpoint.max_attempts),
            reraise=True,
        )
        return await retrying(self._once, *args, **kwargs)

    async def _once(self, *args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            response = await asyncio.wait_for(self._raw(*args, **kwargs), self._endpoint.timeout_s)
            _require_completion(response)
        except Exception as error:
            outcome: Outcome = "refused" if isinstance(error, errors.RefusalError) else "failed"
            text = _redacted(f"{type(error).__name__}: {error}", self._endpoint)
            self._note(outcome, started, None, text)
            raise
        self._note("answered", started, response, None)
        return response

    def _note(self, outcome: Outcome, started: float, response: Any, error: str | None) -> None:
        usage = getattr(response, "usage", None)
        details = getattr(usage, "prompt_tokens_details", None)
        self._ledger.append(
            Attempt(
                purpose=self._purpose,
                outcome=outcome,
                prompt_tokens=_first_int(usage, "prompt_tokens", "input_tokens"),
                cached_tokens=_first_int(details, "cached_tokens"),
                completion_tokens=_first_int(usage, "completion_tokens", "output_tokens"),
                seconds=round(time.perf_counter() - started, 3),
                error=error,
            )
        )


def _open_client(endpoint: Endpoint) -> instructor.AsyncInstructor:
    _quieten()
    provider, _, name = endpoint.model.partition("/")
    if endpoint.base_url is not None or provider == "openai":
        return _open_openai(endpoint, name)
    if not name:
        raise errors.ConfigurationError(
            f"Model {endpoint.model!r} has no provider. Write provider/name (openai/gpt-4.1-mini), 'embedded', "
            "or give --base-url for an OpenAI-compatible server."
        )
    try:
        return instructor.from_provider(cast(Any, endpoint.model), async_client=True, **_provider_options(endpoint))
    except ImportError as error:
        raise errors.ConfigurationError(f"Provider {provider!r} needs its own package: {error}") from error
    except Exception as error:
        text = _redacted(str(error), endpoint)
        raise errors.ConfigurationError(f"Model {endpoint.model!r} cannot be opened: {text}") from error


def _provider_options(endpoint: Endpoint) -> dict[str, Any]:
    return {} if endpoint.api_key is None else {"api_key": endpoint.api_key.get_secret_value()}


def _open_openai(endpoint: Endpoint, name: str) -> instructor.AsyncInstructor:
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else os.environ.get("OPENAI_API_KEY")
    if not key and endpoint.base_url is None:
        raise errors.CredentialsError(
            f"Model {endpoint.model!r} needs a key: set OPENAI_API_KEY, or use --model embedded, which needs none."
        )
    client = openai.AsyncOpenAI(
        api_key=key or "none", base_url=endpoint.base_url, max_retries=0, timeout=endpoint.timeout_s
    )
    return instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA, model=name)


def model_name(endpoint: Endpoint) -> str:
    """The name to send: without a provider's prefix, except where a server of one's own names its models so."""
    provider, _, name = endpoint.model.partition("/")
    return name if name and (endpoint.base_url is None or provider == "openai") else endpoint.model


def _unwrapped(client: instructor.AsyncInstructor) -> Create:
    """The provider SDK's own create function, below instructor."""
    wrapped = getattr(client.create_fn, "__wrapped__", None)
    if wrapped is None:  # pragma: no cover - held by instructor's functools.wraps
        raise errors.ConfigurationError("This instructor release does not expose the provider's create function.")
    return cast(Create, wrapped)


def _parameters(endpoint: Endpoint, max_tokens: int, extra_body: Mapping[str, Any]) -> dict[str, Any]:
    parameters: dict[str, Any] = {"model": model_name(endpoint), "max_tokens": max_tokens}
    if endpoint.base_url is None and endpoint.model.startswith("openai/"):
        parameters["max_completion_tokens"] = parameters.pop("max_tokens")
    if endpoint.temperature is not None:
        parameters["temperature"] = endpoint.temperature
    if endpoint.seed is not None:
        parameters["seed"] = endpoint.seed
    body = {**endpoint.extra_body, **extra_body}
    return {**parameters, "extra_body": body} if body else parameters


def _reasks(limit: int) -> tenacity.AsyncRetrying:
    """Instructor's loop: ``limit`` re-asks, on invalid answers only. A plain number would stop at the timeout too."""
    return tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(_is_invalid_answer), stop=tenacity.stop_after_attempt(limit + 1), reraise=True
    )


def _is_invalid_answer(error: BaseException) -> bool:
    return isinstance(error, ValueError) and not isinstance(error, (errors.SummarizerError, UnicodeError))


def _compact(messages: Sequence[Any], first: int) -> list[Any]:
    """The original messages and at most the last answer with its errors."""
    return [*messages[:first], *messages[first:][-2:]]


def _strict(response_format: Any) -> Any:
    """OpenAI's strict structured outputs, where every object of the schema is closed and complete."""
    schema = response_format.get("json_schema", {}).get("schema")
    if schema is None or not _is_closed(schema):
        return response_format
    return {**response_format, "json_schema": {**response_format["json_schema"], "strict": True}}


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


def _require_completion(response: Any) -> None:
    """Raises RefusalError for a refusal, and _BrokenAnswerError for a body that is no completion."""
    if isinstance(response, (str, bytes)) or response is None:
        raise _BrokenAnswerError(f"the server answered with {type(response).__name__}, not with a chat completion")
    if not hasattr(response, "choices"):
        return
    if not response.choices:
        raise _BrokenAnswerError("the completion has no choices")
    choice = response.choices[0]
    refusal = getattr(choice.message, "refusal", None) if choice.message is not None else None
    if refusal or choice.finish_reason == "content_filter":
        raise errors.RefusalError(f"The model declined: {refusal or 'its provider filtered the answer'}.")
    if choice.message is None:
        raise _BrokenAnswerError("the completion has no message")


def is_transient(error: BaseException) -> bool:
    """Whether the same request may work if sent again."""
    if isinstance(error, openai.RateLimitError) and error.code == _NO_QUOTA:
        return False
    if isinstance(
        error, (openai.APIConnectionError, openai.APIResponseValidationError, TimeoutError, _BrokenAnswerError)
    ):
        return True
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status in _RETRIED_STATUSES or status >= 500  # noqa: PLR2004 - the HTTP class of server errors
    return _is_wire_trouble(error)


def _is_wire_trouble(error: BaseException) -> bool:
    """Broken bodies and connections of whichever HTTP library the provider's SDK uses."""
    origin = type(error).__module__.partition(".")[0]
    return origin in {"httpx", "httpx2", "httpcore", "httpcore2", "aiohttp"} or isinstance(error, ConnectionError)


class _wait(tenacity.wait.wait_base):  # noqa: N801 - tenacity names its waits so
    """Retry-After where the server says it, else exponential with full jitter; never more than a minute."""

    def __init__(self, first_s: float) -> None:
        self._backoff = tenacity.wait_random_exponential(multiplier=first_s, max=_LONGEST_WAIT_S / 2)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        told = retry_after_s(getattr(getattr(error, "response", None), "headers", None))
        return min(told, _LONGEST_WAIT_S) if told is not None else self._backoff(retry_state)


def retry_after_s(headers: Mapping[str, str] | None, *, now: float | None = None) -> float | None:
    """Seconds to wait as ``retry-after-ms`` or ``Retry-After`` (seconds or HTTP date) say; None if they do not."""
    if not headers:
        return None
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    try:
        moment = email.utils.parsedate_to_datetime(headers["retry-after"]).timestamp()
    except (KeyError, ValueError, TypeError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def map_error(error: BaseException, endpoint: Endpoint) -> errors.SummarizerError:
    """The package's own error for whatever a provider's SDK, instructor or the network raised."""
    if isinstance(error, errors.SummarizerError):
        return error
    text = _redacted(str(error) or type(error).__name__, endpoint)
    where = f"Model {endpoint.model!r}" + (f" at {endpoint.base_url}" if endpoint.base_url else "")
    for applies, kind, words in _DIAGNOSES:
        if applies(error, text):
            return kind(f"{where} {words.format(tries=endpoint.max_attempts, reasks=endpoint.max_reasks)}: {text}")
    return errors.AskError(f"{where}: {type(error).__name__}: {text}")


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _is_credentials(error: BaseException, _text: str) -> bool:
    kinds = (openai.AuthenticationError, openai.PermissionDeniedError)
    return _status(error) in (401, 403) or isinstance(error, kinds) or getattr(error, "code", None) == _NO_QUOTA


_DIAGNOSES: tuple[tuple[Callable[[BaseException, str], bool], type[errors.SummarizerError], str], ...] = (
    (_is_credentials, errors.CredentialsError, "refused the credentials (check the key, its rights and its quota)"),
    (lambda error, _: is_transient(error), errors.TransportError, "gave no answer in {tries} attempts"),
    (
        lambda error, text: _status(error) is not None and bool(_CONTEXT_WORDS.search(text)),
        errors.ContextOverflowError,
        "found the prompt too long (set --context-tokens lower)",
    ),
    (lambda error, _: _status(error) is not None, errors.RequestRejectedError, "rejected the request"),
    (
        lambda error, _: isinstance(error, ValueError),
        errors.InvalidAnswerError,
        "gave no answer that matches the schema, after {reasks} re-asks",
    ),
)


def _truncated(room: int) -> errors.TruncatedAnswerError:
    return errors.TruncatedAnswerError(
        f"The answer was cut off at {room} tokens and there is no more room. Use a model with a larger context, "
        "or set --context-tokens to what it really has."
    )


def _wider(room: int, error: IncompleteOutputException, context_tokens: int) -> int:
    usage = getattr(error.last_completion, "usage", None)
    prompt = _first_int(usage, "prompt_tokens", "input_tokens") or 0
    return min(room * 2, context_tokens - prompt - 16)


def _relabel(ledger: list[Attempt], outcome: Outcome, error: str) -> None:
    """The last attempt's HTTP answer turned out unusable."""
    if ledger:
        ledger[-1] = ledger[-1].model_copy(update={"outcome": outcome, "error": error[:500]})


def _first_int(holder: Any, *names: str) -> int | None:
    for name in names:
        value = getattr(holder, name, None)
        if isinstance(value, int):
            return value
    return None


def _redacted(text: str, endpoint: Endpoint) -> str:
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else None
    for secret in (key, os.environ.get("OPENAI_API_KEY")):
        if secret:
            text = text.replace(secret, "[key]")
    return _SECRET.sub("[key]", text)[:800]


class _RedactFilter(logging.Filter):
    """Keeps provider messages, which may quote a key, out of instructor's log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub("[key]", record.getMessage()), ()
        return True


@lru_cache(maxsize=1)
def _quieten() -> None:
    """Instructor logs each provider error; ours are raised, so its lines only go where a user sends them, redacted."""
    for name in ("instructor", "instructor.v2", "instructor.v2.retry", "instructor.v2.patch"):
        logging.getLogger(name).addFilter(_RedactFilter())
    logging.getLogger("instructor").addHandler(logging.NullHandler())
