"""Asking one model for typed answers.

Retries have one owner each. Transport trouble (429, 408, 409, 5xx, timeouts, broken connections, answers that are no
chat completion) is tenacity's, strictly below instructor, so that it never shows up in a re-ask. Answers that do not
match the schema are instructor's, with a history kept to the last answer and its errors. The SDK's own retries are 0.
Instructor sees chat completions only, whichever provider answers: ``providers`` says why.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import Any, NamedTuple, Self, TypeVar, cast

import instructor
import tenacity
from instructor import ResponseSchema
from instructor.core import Hooks, IncompleteOutputException
from pydantic import BaseModel, ConfigDict

from summarizer import errors
from summarizer.llm.bare_json import bare_json
from summarizer.llm.bound_answers import SecondChance, give_chance
from summarizer.llm.clients import open_client
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import map_error
from summarizer.llm.limits import Throttle
from summarizer.llm.loop import run_in
from summarizer.llm.room import CutOff, fit_room
from summarizer.llm.token_probabilities import read_likelihoods
from summarizer.llm.tracing import question_span
from summarizer.llm.transport import AnswerStore, Transport
from summarizer.schemas.record import Attempt
from summarizer.values import Likelihoods, Message

A = TypeVar("A", bound=BaseModel)

_NO_NAME = re.compile(r"[^a-zA-Z0-9_-]")
"""What the name of a schema that is sent may not hold. Source: ``json_schema.name`` in OpenAI's API reference."""
_LONGEST_NAME = 64
"""Likewise."""


class Answer(BaseModel):
    """A validated answer and what it took: one Attempt per HTTP request, in order.

    ``likelihoods`` are those of its values, by their paths; empty where the server told none.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    value: BaseModel
    attempts: tuple[Attempt, ...]
    likelihoods: Likelihoods


class AskFailedError(Exception):
    """Carries the attempts of a failed question beside its error; never leaves the pipeline."""

    def __init__(self, error: errors.SummarizerError, attempts: Sequence[Attempt]) -> None:
        super().__init__(str(error))
        self.error = error
        self.attempts = tuple(attempts)


class Model:
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

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._connection.close()

    async def ask(
        self,
        messages: Sequence[Message],
        answer_type: type[A],
        *,
        purpose: str,
        max_tokens: int,
        extra_body: Mapping[str, Any] | None = None,
        most_tokens: int | None = None,
        ledger: list[Attempt] | None = None,
        chance: SecondChance | None = None,
    ) -> Answer:
        """A validated answer of ``answer_type``, which ``bind_answer`` made where it is to be given a ``chance``.

        An answer that was cut off at ``max_tokens`` is asked for once more with twice the room, or with ``most_tokens``
        where thinking took it, and never with more than those; None sets no such limit but the context's.

        Attempts are also appended to ``ledger`` as they are made, so that a cancelled question leaves them there.

        Raises: AskFailedError, which carries the mapped error and every attempt made.
        """
        ledger = [] if ledger is None else ledger
        before = len(ledger)
        with question_span(
            provider=self.endpoint.provider,
            model=self.endpoint.model_name,
            base_url=self.endpoint.address,
            purpose=purpose,
            parameters=self.endpoint.make_parameters(max_tokens, {}),
        ) as traced:
            try:
                value, likelihoods = await self._ask_wider(
                    messages,
                    answer_type,
                    purpose=purpose,
                    max_tokens=max_tokens,
                    extra_body=extra_body or {},
                    most_tokens=most_tokens or self.endpoint.context_tokens,
                    ledger=ledger,
                    chance=chance,
                )
            except Exception as error:
                raise AskFailedError(map_error(error, self.endpoint), ledger[before:]) from error
            finally:
                traced.extend(ledger[before:])
        return Answer(value=value, attempts=tuple(ledger[before:]), likelihoods=likelihoods)

    async def _ask_wider(
        self,
        messages: Sequence[Message],
        answer_type: type[A],
        *,
        purpose: str,
        max_tokens: int,
        extra_body: Mapping[str, Any],
        most_tokens: int,
        ledger: list[Attempt],
        chance: SecondChance | None,
    ) -> tuple[A, Likelihoods]:
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
        for last in (False, True):
            try:
                parameters = self.endpoint.make_parameters(room, extra_body)
                value, likelihoods = await self._ask_once(transport, messages, _gate(answer_type), parameters, chance)
            except IncompleteOutputException as error:
                transport.relabel("truncated", "finish_reason: length")
                cut = CutOff.of(error.last_completion, room)
                wider = cut.wider(most_tokens, self.endpoint)
                if last or wider <= room:
                    raise errors.TruncatedAnswerError(cut.explain(self.endpoint)) from error
                room = wider
            else:
                transport.keep_answers()
                return cast(A, value), likelihoods
        raise AssertionError("unreachable")  # pragma: no cover

    async def _ask_once(
        self,
        transport: Transport,
        messages: Sequence[Message],
        gate: type[ResponseSchema],
        parameters: Mapping[str, Any],
        chance: SecondChance | None,
    ) -> tuple[Any, Likelihoods]:
        hooks, completions = Hooks(), list[Any]()
        hooks.on("completion:response", completions.append)
        hooks.on("parse:error", lambda error, **_: transport.relabel("invalid", str(error)))
        token = _ASKING.set(_Asking(transport, self._loop))
        try:
            with give_chance(chance):
                value = await cast(Any, self._create)(
                    response_model=gate,
                    messages=[message.model_dump() for message in messages],
                    max_retries=_reasks(self.endpoint.max_reasks),
                    hooks=hooks,
                    **parameters,
                )
        finally:
            _ASKING.reset(token)
        return value, read_likelihoods(completions[-1])


class _Asking(NamedTuple):
    """How the question that is being asked is sent, and the loop that holds the connections."""

    transport: Transport
    loop: asyncio.AbstractEventLoop


_ASKING: ContextVar[_Asking] = ContextVar("asking")


async def _create(*args: Any, **kwargs: Any) -> Any:
    """The one function that instructor patches: it calls the transport of the question that is being asked."""
    asking = _ASKING.get()
    return await run_in(asking.loop, partial(asking.transport.create, *args, **kwargs))


@lru_cache(maxsize=1024)
def _gate(answer_type: type[BaseModel]) -> type[ResponseSchema]:
    """What instructor gets to see of an answer's type: its schema and its validation.

    Handed the type itself, instructor makes its JSON Schema and a subclass of it anew at every call and walks all its
    fields four times, which takes longer than the request. Made once a type: a class takes a millisecond.
    """
    schema = answer_type.model_json_schema()

    class Gate(ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

        @classmethod
        def model_validate_json(cls, *args: Any, **kwargs: Any) -> Any:
            return answer_type.model_validate_json(bare_json(args[0]), **kwargs)

        @classmethod
        def model_validate(cls, *args: Any, **kwargs: Any) -> Any:
            return answer_type.model_validate(*args, **kwargs)

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
