"""A provider's batches: files of requests that it answers within a day, at lower prices.

Reading is repeated on transport trouble. Making is not: what a failed attempt may have made is looked for first, so
that nothing is made, or paid for, twice.

Source: the Files and Batch sections of the API reference at developers.openai.com.
"""

import json
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, cast

import openai
from pydantic import BaseModel, ValidationError

from summarizer.errors import RefusalError, SummarizerError
from summarizer.llm.answer_size import MOST_BYTES, AnswerTooLargeError
from summarizer.llm.clients import open_client
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.error_mapping import StatusError, map_error, mapped
from summarizer.llm.providers.chat_completions import read_completion
from summarizer.llm.providers.connection import BrokenAnswerError
from summarizer.llm.redacting import redact
from summarizer.llm.transport import make_attempt, make_retrying, require_completion
from summarizer.schemas.record import Attempt, Frozen
from summarizer.values import to_json

T = TypeVar("T")

URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"
FINAL = frozenset({"completed", "expired", "cancelled", "failed"})
_ENDING = FINAL | {"cancelling"}
_OK, _REJECTED, _SERVER_ERROR = 200, 400, 500
_NOT_THE_REQUESTS_FAULT = frozenset({401, 402, 403, 408, 409, 425, 429})
_PAGE = 100


class BatchProblem(Frozen):
    """What the provider says is wrong with a whole batch. ``line`` is 1-based in the file of requests."""

    code: str
    message: str
    line: int | None = None


class ProviderBatch(Frozen):
    """A batch as the provider tells of it. ``expires_at`` is in seconds since 1970."""

    batch_id: str
    status: str
    output_file_id: str | None = None
    error_file_id: str | None = None
    completed: int = 0
    failed: int = 0
    expires_at: int | None = None
    problems: tuple[BatchProblem, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in FINAL


class BatchClient(AbstractAsyncContextManager["BatchClient"]):
    """A provider's files and batches, to be used inside one event loop; close it with ``async with``.

    Raises: SummarizerError, from every method, as the module ``errors`` tells.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._opened = open_client(endpoint)
        self._sdk = cast(openai.AsyncOpenAI, self._opened.client)

    async def __aexit__(self, *_: object) -> None:
        await self._opened.close()

    async def upload(self, path: Path, *, name: str, unsure: bool = False) -> str:
        """The id of the file, which the provider then knows by ``name``. ``unsure``: it may be there already."""
        return await self._make_once(partial(self._find_file, name), partial(self._upload, path, name), unsure=unsure)

    async def create(self, file_id: str, *, metadata: Mapping[str, str], unsure: bool = False) -> ProviderBatch:
        """The batch of an uploaded file. ``unsure``: it may be there already."""
        find = partial(self._find_batch, file_id, metadata)
        return await self._make_once(find, partial(self._create, file_id, metadata), unsure=unsure)

    async def find_batch(self, file_id: str | None, *, metadata: Mapping[str, str]) -> ProviderBatch | None:
        """The batch of that file or with that metadata; None where there is none."""
        return await self._retried(partial(self._find_batch, file_id, metadata))

    async def retrieve(self, batch_id: str) -> ProviderBatch:
        """The batch as it is now."""
        return await self._retried(partial(self._retrieve, batch_id))

    async def cancel(self, batch_id: str) -> ProviderBatch:
        """The batch after it was told to end; one that has ended, or is ending, as it is."""
        return await self._retried(partial(self._cancel, batch_id))

    async def read_lines(self, file_id: str, take: Callable[[int, bytes], None]) -> None:
        """Hand over each line of a file with its number, from 1.

        A download that breaks off is begun anew, so ``take`` may get a line more than once.
        """
        await self._retried(partial(self._read_lines, file_id, take))

    async def _make_once(
        self, find: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]], *, unsure: bool
    ) -> T:
        look = unsure

        async def once() -> T:
            nonlocal look
            found = await find() if look else None
            look = True
            return await make() if found is None else found

        return await self._retried(once)

    async def _retried(self, call: Callable[[], Awaitable[T]]) -> T:
        with mapped(self._endpoint):
            return cast(T, await make_retrying(self._endpoint)(call))

    async def _upload(self, path: Path, name: str) -> str:
        with path.open("rb") as file:
            made = await self._sdk.files.create(file=(name, file, "application/jsonl"), purpose="batch")
        return str(_sound(made, "id"))

    async def _create(self, file_id: str, metadata: Mapping[str, str]) -> ProviderBatch:
        made = await self._sdk.batches.create(
            input_file_id=file_id, endpoint=URL, completion_window="24h", metadata=dict(metadata)
        )
        return self._told(made)

    async def _find_file(self, name: str) -> str | None:
        async for file in self._sdk.files.list(purpose="batch"):
            if file.filename == name:
                return file.id
        return None

    async def _find_batch(self, file_id: str | None, metadata: Mapping[str, str]) -> ProviderBatch | None:
        async for batch in self._sdk.batches.list(limit=_PAGE):
            theirs = batch.metadata or {}
            if (file_id and batch.input_file_id == file_id) or metadata.items() <= theirs.items():
                return self._told(batch)
        return None

    async def _retrieve(self, batch_id: str) -> ProviderBatch:
        return self._told(await self._sdk.batches.retrieve(batch_id))

    async def _cancel(self, batch_id: str) -> ProviderBatch:
        found = await self._retrieve(batch_id)
        return found if found.status in _ENDING else self._told(await self._sdk.batches.cancel(batch_id))

    async def _read_lines(self, file_id: str, take: Callable[[int, bytes], None]) -> None:
        size = getattr(await self._sdk.files.retrieve(file_id), "bytes", None) or 0
        received = number = 0
        async with self._sdk.files.with_streaming_response.content(file_id) as response:
            async for line in split_lines(response.iter_bytes()):
                number += 1
                received += len(line) + 1
                take(number, line)
        if received < size:
            raise BrokenAnswerError(f"the file {file_id} broke off: {received} bytes of {size} came")

    def _told(self, batch: Any) -> ProviderBatch:
        """The SDK does not hold what servers answer against its types; this does."""
        counts = getattr(batch, "request_counts", None)
        try:
            return ProviderBatch(
                batch_id=_sound(batch, "id"),
                status=_sound(batch, "status"),
                output_file_id=batch.output_file_id,
                error_file_id=batch.error_file_id,
                completed=getattr(counts, "completed", None) or 0,
                failed=getattr(counts, "failed", None) or 0,
                expires_at=batch.expires_at,
                problems=tuple(self._problems(batch)),
            )
        except ValidationError as error:
            raise BrokenAnswerError(f"the server answered with no batch: {error}") from error

    def _problems(self, batch: Any) -> Iterator[BatchProblem]:
        for problem in getattr(batch.errors, "data", None) or ():
            message = redact(str(problem.message or "no reason given"), self._endpoint)
            yield BatchProblem(code=str(problem.code or "unknown"), message=message, line=problem.line)


def _sound(value: Any, field: str) -> Any:
    """A field that every answer of that kind has. Raises: BrokenAnswerError."""
    found = getattr(value, field, None)
    if not isinstance(found, str) or not found:
        raise BrokenAnswerError(f"the server answered with {type(value).__name__}, which has no {field}")
    return found


async def split_lines(pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The lines of a stream without their ends, a last one that has none included. Only LF ends a line.

    Raises: AnswerTooLargeError for a line larger than any answer.
    """
    held: list[bytes] = []
    async for piece in pieces:
        first, *more = piece.split(b"\n")
        held.append(first)
        if sum(map(len, held)) > MOST_BYTES:
            raise AnswerTooLargeError("A line of the batch's answers")
        for part in more:
            yield b"".join(held)
            held = [part]
    if rest := b"".join(held):
        yield rest


class AnsweredLine(NamedTuple):
    """A request's completion as JSON, and what it took."""

    key: str
    body: str
    attempt: Attempt


class FailedLine(NamedTuple):
    """Why a request has no answer. ``error`` is set where asking again cannot help."""

    key: str
    code: str
    message: str
    error: SummarizerError | None = None


class _Response(BaseModel):
    status_code: int
    body: Any = None


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: Any = None


def parse_line(line: bytes, endpoint: Endpoint) -> AnsweredLine | FailedLine:
    """What a line of a batch's output or error file says. Raises: ValidationError where it is of no request."""
    read = _Line.model_validate(_decode(line))
    if read.response is None or read.response.status_code != _OK:
        return _read_failure(read, endpoint)
    try:
        completion = read_completion(read.response.body, endpoint)
        with suppress(RefusalError):  # it is an answer, which whoever recalls it is told
            require_completion(completion, endpoint)
    except BrokenAnswerError as error:
        return FailedLine(read.custom_id, "no_completion", redact(str(error), endpoint))
    attempt = make_attempt(completion, endpoint, purpose="batch", outcome="answered", seconds=0.0, origin="batch")
    return AnsweredLine(read.custom_id, to_json(completion, warnings=False), attempt)


def _decode(line: bytes) -> Any:
    """The JSON value, which may hold lone surrogates, as those of live answers may; None for what is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _read_failure(line: _Line, endpoint: Endpoint) -> FailedLine:
    status = line.response.status_code if line.response else None
    body = line.response.body if line.response else None
    said = line.error or (body.get("error", body) if isinstance(body, dict) else body)
    details = said if isinstance(said, dict) else {}
    message = redact(str(details.get("message") or (said if isinstance(said, str) else json.dumps(said))), endpoint)
    code = str(details.get("code") or details.get("type") or (f"http_{status}" if status else "unknown"))
    return FailedLine(line.custom_id, redact(code, endpoint), message, _final_error(status, message, endpoint))


def _final_error(status: int | None, message: str, endpoint: Endpoint) -> SummarizerError | None:
    """The error that asking this live would end in, where the fault is the request's own."""
    if status is None or not _REJECTED <= status < _SERVER_ERROR or status in _NOT_THE_REQUESTS_FAULT:
        return None
    return map_error(StatusError(message, status_code=status, headers=None), endpoint)
