"""Asking one model for typed answers.

Retries have one owner each. Transport trouble (429, 408, 409, 5xx, timeouts, broken connections, answers that are no
chat completion) is tenacity's, strictly below instructor, so that it never shows up in a re-ask. Answers that do not
match the schema are instructor's, with a history kept to the last answer and its errors. The SDK's own retries are 0.
Instructor sees chat completions only, whichever provider answers: ``providers`` says why.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

import instructor
import tenacity
from instructor import ResponseSchema
from instructor.core import Hooks, IncompleteOutputException
from pydantic import BaseModel

from summarizer import errors
from summarizer.llm.bare_json import bare_json
from summarizer.llm.bound_answers import SecondChance, give_chance
from summarizer.llm.clients import open_client
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import mapped
from summarizer.llm.limits import Throttle
from summarizer.llm.loop import run_in
from summarizer.llm.room import CutOff, fit_room
from summarizer.llm.token_probabilities import read_likelihoods
from summarizer.llm.tracing import question_span
from summarizer.llm.transport import AnswerStore, Transport
from summarizer.schemas.record import Attempt
from summarizer.schemas.wire import WireModel
from summarizer.values import Likelihoods, Message

_NO_NAME = re.compile(r"[^a-zA-Z0-9_-]")
"""What the name of a schema that is sent may not hold. Source: ``json_schema.name`` in OpenAI's API reference."""
_LONGEST_NAME = 64
"""Likewise."""


class Answer(NamedTuple):
    """A validated answer. ``likelihoods`` are those of its values, by their paths; empty where the server told none."""

    value: BaseModel
    likelihoods: Likelihoods


class Model(AbstractAsyncContextManager["Model"]):
    """A connection to one model, made inside an event loop; close it with ``aclose`` or ``async with``.

    All is sent in that loop. Questions may be asked from other threads' loops, which then read the answers.

    ``store`` answers requests that were answered before and keeps new answers. With ``live`` off it is all there is: a
    request that it does not know fails with a PendingAnswerError.
    """

    def __init__(self, endpoint: Endpoint, *, store: AnswerStore | None = None, live: bool = True) -> None:
        self.endpoint = endpoint
        self._store = store
        self._live = live
        self._throttle = Throttle(rpm=endpoint.rpm, tpm=endpoint.tpm, in_flight=endpoint.in_flight)
        self._connection = open_client(endpoint)
        self._create = instructor.patch(
            create=_create, mode=instructor.Mode.JSON_SCHEMA, provider=instructor.Provider.OPENAI
        )
        self._loop = asyncio.get_running_loop()

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._connection.close()

    async def ask(
        self,
        messages: Sequence[Message],
        answer_type: type[BaseModel],
        *,
        purpose: str,
        max_tokens: int,
        ledger: list[Attempt],
        extra_body: Mapping[str, Any] | None = None,
        most_tokens: int | None = None,
        chance: SecondChance | None = None,
    ) -> Answer:
        """A validated answer of ``answer_type``, which ``bind_answer`` made where it is to be given a ``chance``.

        An answer that was cut off at ``max_tokens`` is asked for once more with twice the room, or with ``most_tokens``
        where thinking took it, and never with more than those; None sets no such limit but the context's.

        An Attempt for each HTTP request is appended to ``ledger`` as it is made, so that a question that fails or is
        cancelled leaves them there.

        Raises: AskError, ConfigurationError.
        """
        room = fit_room(max_tokens, messages, self.endpoint)
        transport = Transport(
            endpoint=self.endpoint,
            connection=self._connection,
            throttle=self._throttle,
            store=self._store,
            live=self._live,
            purpose=purpose,
            first=len(messages),
            ledger=ledger,
        )
        traced = question_span(self.endpoint, purpose=purpose, max_tokens=max_tokens, ledger=ledger)
        with traced, mapped(self.endpoint), give_chance(chance):
            for last in (False, True):
                try:
                    parameters = self.endpoint.make_parameters(room, extra_body or {})
                    answer = await self._ask_once(transport, messages, _gate(answer_type), parameters)
                except IncompleteOutputException as error:
                    transport.relabel("truncated", "finish_reason: length")
                    cut = CutOff.of(error.last_completion, room)
                    wider = cut.wider(most_tokens or self.endpoint.context_tokens, self.endpoint)
                    if last or wider <= room:
                        raise errors.TruncatedAnswerError(cut.explain(self.endpoint)) from error
                    room = wider
                else:
                    transport.keep_answers()
                    return answer
        raise AssertionError("unreachable")  # pragma: no cover

    async def _ask_once(
        self,
        transport: Transport,
        messages: Sequence[Message],
        gate: type[ResponseSchema],
        parameters: Mapping[str, Any],
    ) -> Answer:
        hooks, completions = Hooks(), list[Any]()
        hooks.on("completion:response", completions.append)
        hooks.on("parse:error", lambda error, **_: transport.relabel("invalid", str(error)))

        async def send(*args: Any, **kwargs: Any) -> Any:
            return await run_in(self._loop, partial(transport.create, *args, **kwargs))

        token = _SEND.set(send)
        try:
            value = await cast(Any, self._create)(
                response_model=gate,
                messages=[message.model_dump() for message in messages],
                max_retries=_reasks(self.endpoint.max_reasks),
                hooks=hooks,
                **parameters,
            )
        finally:
            _SEND.reset(token)
        return Answer(value, read_likelihoods(completions[-1]))


_SEND: ContextVar[Callable[..., Coroutine[Any, Any, Any]]] = ContextVar("send")


async def _create(*args: Any, **kwargs: Any) -> Any:
    """The one function that instructor patches, which takes milliseconds: it sends the question that is being asked."""
    return await _SEND.get()(*args, **kwargs)


@lru_cache(maxsize=1024)
def _gate(answer_type: type[BaseModel]) -> type[ResponseSchema]:
    """What instructor gets to see of an answer's type: its schema and its validation.

    Handed the type itself, instructor makes its JSON Schema and a subclass of it anew at every call and walks all its
    fields four times, which takes longer than the request. Made once a type: a class takes a millisecond.

    The package's own answers are validated strictly, a user's as its model says: what a validator of it makes of the
    JSON, such as a day as text, is no longer JSON, and strictly no day.
    """
    schema = answer_type.model_json_schema()
    strict = issubclass(answer_type, WireModel) or None

    class Gate(ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

        @classmethod
        def model_validate_json(cls, *args: Any, **kwargs: Any) -> Any:
            return answer_type.model_validate_json(bare_json(args[0]), **{**kwargs, "strict": strict})

        @classmethod
        def model_validate(cls, *args: Any, **kwargs: Any) -> Any:
            return answer_type.model_validate(*args, **{**kwargs, "strict": strict})

    Gate.__name__ = Gate.__qualname__ = _NO_NAME.sub("_", answer_type.__name__)[:_LONGEST_NAME]
    Gate.__doc__ = answer_type.__doc__
    return Gate


def _reasks(limit: int) -> tenacity.AsyncRetrying:
    """Instructor's loop: ``limit`` re-asks, on invalid answers only. A plain number would stop at the timeout too."""
    return tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(_is_invalid_answer), stop=tenacity.stop_after_attempt(limit + 1), reraise=True
    )


def _is_invalid_answer(error: BaseException) -> bool:
    return isinstance(error, ValueError) and not isinstance(error, (errors.SummarizerError, UnicodeError))
