"""One completion call below instructor: stored answers, limits, transport retries, and the ledger of attempts."""

import asyncio
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

import tenacity
from openai.types.chat import ChatCompletion

from summarizer import errors
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import is_throttled, is_transient, tell_cause, told_wait_s
from summarizer.llm.limits import Throttle
from summarizer.llm.prices import Tokens, cost_usd
from summarizer.llm.providers.chat_completions import read_completion
from summarizer.llm.providers.connection import BrokenAnswerError, Connection
from summarizer.llm.redacting import redact
from summarizer.schemas.record import Attempt, Origin
from summarizer.values import to_json

Outcome = Literal["answered", "invalid", "truncated", "refused", "failed"]

_LONGEST_WAIT_S = 60.0
_CHARS_PER_TOKEN = 4
_MOST_TOKENS = 2**53


class StoredAnswer(NamedTuple):
    """A chat completion's JSON body, and where it came from."""

    body: str
    origin: Origin


class AnswerStore(Protocol):
    """Completions by the key of their request, which `request_key` makes."""

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a request, or None."""

    def put(self, key: str, body: str) -> None:
        """Keep the answer to a request."""


class PendingAnswerError(errors.AskError):
    """Nothing may be asked now and no answer is stored. ``key`` and ``body`` are the request's."""

    code = "pending"

    def __init__(self, key: str, body: Mapping[str, Any]) -> None:
        super().__init__("The answer to a question is still to come.")
        self.key = key
        self.body = body


@dataclass(kw_only=True, eq=False)
class Transport:
    """The completion call with everything that instructor must not see. Attempts are appended to ``ledger``.

    ``first`` is the number of messages that a question opens with; what instructor adds for a re-ask is kept to the
    last answer and its errors. With ``live`` off nothing is sent: PendingAnswerError is raised instead.
    """

    endpoint: Endpoint
    connection: Connection
    throttle: Throttle
    store: AnswerStore | None
    live: bool
    purpose: str
    first: int
    ledger: list[Attempt]
    fresh: list[tuple[str, str]] = field(default_factory=list, init=False)

    async def create(self, *args: Any, **kwargs: Any) -> Any:
        """One completion: the stored one, or a new one, retried on transport trouble only."""
        asked, added = kwargs["messages"][: self.first], kwargs["messages"][self.first :]
        shown = map(_sendable, added[-2:])  # of re-asks, the last answer with its errors
        kwargs = {**kwargs, "messages": [*asked, *shown]}
        key = "" if self.store is None and self.live else request_key(self.endpoint, kwargs)
        stored = self.store.get(key) if self.store is not None else None
        recalled = self._recall(stored) if stored is not None else None
        if recalled is not None:
            return recalled
        if not self.live:
            raise PendingAnswerError(key, self.connection.body(kwargs))
        response: ChatCompletion = await make_retrying(self.endpoint)(self._once, *args, **kwargs)
        if self.store is not None:
            self.fresh.append((key, to_json(response, warnings=False)))
        return response

    def _recall(self, stored: StoredAnswer) -> ChatCompletion | None:
        """A stored completion, held to what a new one is held to; None for one that is to be asked for anew."""
        try:
            response = read_completion(json.loads(stored.body), self.endpoint)
            require_completion(response, self.endpoint)
        except errors.RefusalError as error:
            self._note("refused", 0.0, response, error=f"{type(error).__name__}: {error}", origin=stored.origin)
            raise
        except (ValueError, RecursionError, BrokenAnswerError):
            return None
        self._note("answered", 0.0, response, origin=stored.origin)
        return response

    def keep_answers(self) -> None:
        """Store the new completions; to be called once the question is answered."""
        for key, body in self.fresh:
            if self.store is not None:
                self.store.put(key, body)

    def relabel(self, outcome: Outcome, error: str) -> None:
        """The last attempt's HTTP answer turned out unusable."""
        if self.ledger:
            said = redact(error, self.endpoint)[:500]
            self.ledger[-1] = self.ledger[-1].model_copy(update={"outcome": outcome, "error": said})

    async def _once(self, *args: Any, **kwargs: Any) -> Any:
        counted = sum(len(str(message.get("content"))) for message in kwargs["messages"]) // _CHARS_PER_TOKEN
        estimate = self.throttle.expect(counted)
        async with self.throttle.admit(estimate) as volley:
            started = time.perf_counter()
            response: Any = None
            try:
                response = await asyncio.wait_for(self._send(*args, **kwargs), self.endpoint.timeout_s)
                require_completion(response, self.endpoint)
            except BaseException as error:
                outcome: Outcome = "refused" if isinstance(error, errors.RefusalError) else "failed"
                self._note(outcome, started, response, error=f"{type(error).__name__}: {tell_cause(error)}")
                if is_throttled(error):
                    wait_s = min(told_wait_s(error) or self.endpoint.first_wait_s, _LONGEST_WAIT_S)
                    self.throttle.slow_down(volley, wait_s)
                raise
            spent = self._note("answered", started, response)
            used = (spent.prompt_tokens or 0) + (spent.completion_tokens or 0)
            self.throttle.settle(admitted=estimate, used=used or None)
            self.throttle.speed_up()
            return response

    async def _send(self, *args: Any, **kwargs: Any) -> Any:
        """The SDK's answer. Raises: BrokenAnswerError for a body cut short, which else would pass for a bad answer."""
        try:
            return await self.connection.create(*args, **kwargs)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise BrokenAnswerError(f"the server's answer is no JSON: {error}") from error

    def _note(
        self, outcome: Outcome, started: float, response: Any, *, error: str | None = None, origin: Origin = "live"
    ) -> Attempt:
        attempt = make_attempt(
            response,
            self.endpoint,
            purpose=self.purpose,
            outcome=outcome,
            seconds=round(time.perf_counter() - started, 3) if started else 0.0,
            error=None if error is None else redact(error, self.endpoint),
            origin=origin,
        )
        self.ledger.append(attempt)
        return attempt


def make_attempt(
    response: Any,
    endpoint: Endpoint,
    *,
    purpose: str,
    outcome: Outcome,
    seconds: float,
    error: str | None = None,
    origin: Origin,
) -> Attempt:
    """What a request took, as far as its response tells. An answer from the cache costs nothing."""
    tokens = read_tokens(response)
    cost = cost_usd(endpoint.price, tokens, batch=origin == "batch")
    return Attempt(
        purpose=purpose,
        outcome=outcome,
        prompt_tokens=tokens.prompt,
        cached_tokens=tokens.cached,
        completion_tokens=tokens.completion,
        thinking_tokens=tokens.thinking,
        seconds=seconds,
        error=error,
        origin=origin,
        cost_usd=0.0 if origin == "cache" else cost,
    )


def read_tokens(response: Any) -> Tokens:
    """What a completion says that it took; None where it does not say.

    Some servers count thinking beside the answer, which then shows in their total: it is paid for as the answer is.
    """
    usage = getattr(response, "usage", None)
    read = getattr(usage, "prompt_tokens_details", None)
    prompt = _first_int(usage, "prompt_tokens", "input_tokens")
    completion = _first_int(usage, "completion_tokens", "output_tokens")
    thinking = _first_int(getattr(usage, "completion_tokens_details", None), "reasoning_tokens")
    if prompt is not None and completion is not None and thinking:
        beside = _first_int(usage, "total_tokens") == prompt + completion + thinking
        completion += thinking if beside else 0
    return Tokens(
        prompt, completion, _first_int(read, "cached_tokens"), _first_int(read, "cache_write_tokens"), thinking
    )


def make_retrying(endpoint: Endpoint) -> tenacity.AsyncRetrying:
    """The loop that repeats a request on transport trouble, as often and as far apart as the endpoint says."""
    return tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(is_transient),
        wait=_wait(endpoint.first_wait_s),
        stop=tenacity.stop_after_attempt(endpoint.max_attempts),
        reraise=True,
    )


def _sendable(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message with question marks for lone surrogates, which models do write and which no request can hold."""
    texts = {name: text.encode(errors="replace").decode() for name, text in message.items() if isinstance(text, str)}
    return {**message, **texts}


def request_key(endpoint: Endpoint, parameters: Mapping[str, Any]) -> str:
    """SHA-256 of all that an answer depends on: whose model it is, the whole request, and how it is put."""
    identity = endpoint.identity or endpoint.address or endpoint.model
    asked = [identity, parameters, *(["tools"] if endpoint.uses_tools else [])]
    whole = json.dumps(asked, sort_keys=True, ensure_ascii=True, default=repr)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


def _first_int(holder: Any, *names: str) -> int | None:
    """The first of these fields that is a number of tokens, which a server may tell however it likes."""
    for name in names:
        value = getattr(holder, name, None)
        if type(value) is int and 0 <= value <= _MOST_TOKENS:
            return value
    return None


def require_completion(response: Any, endpoint: Endpoint) -> None:
    """Raises RefusalError for a refusal, and BrokenAnswerError for a body that is no completion."""
    if not isinstance(response, ChatCompletion):
        raise BrokenAnswerError(f"the server answered with {type(response).__name__}, not with a chat completion")
    if not response.choices or not isinstance(response.choices, list):
        raise BrokenAnswerError(f"the completion has no choices{_told_error(response)}")
    message = getattr(response.choices[0], "message", None)
    refusal = getattr(message, "refusal", None)
    if refusal or getattr(response.choices[0], "finish_reason", None) == "content_filter":
        said = redact(str(refusal or "its provider filtered the answer"), endpoint)
        raise errors.RefusalError(f"Model {endpoint.model!r} declined (another model or prompt may not): {said}")
    if getattr(response.choices[0], "finish_reason", None) == "error":
        raise BrokenAnswerError(f"the model's end broke off{_told_error(response.choices[0])}")
    if not isinstance(getattr(message, "content", 0), str | None):
        raise BrokenAnswerError("the completion has no message of text")


def _told_error(holder: Any) -> str:
    """What gateways tell of their own trouble in a body that came with a 200."""
    said = getattr(holder, "error", None)
    return f": {said}" if said else ""


class _wait(tenacity.wait.wait_base):  # noqa: N801 - tenacity names its waits so
    """Retry-After where the server says more than 0, else exponential with full jitter; never more than a minute."""

    def __init__(self, first_s: float) -> None:
        self._backoff = tenacity.wait_random_exponential(multiplier=first_s, max=_LONGEST_WAIT_S / 2)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        told = told_wait_s(retry_state.outcome.exception() if retry_state.outcome else None)
        return min(told, _LONGEST_WAIT_S) if told else self._backoff(retry_state)
