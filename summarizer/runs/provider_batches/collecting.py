"""The answers of batches that have come to their end."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from pydantic import ValidationError

from summarizer.errors import AskError, RequestRejectedError, RunFolderError, TransportError
from summarizer.language.plurals import tell_count
from summarizer.llm.answer_cache import AnswerCache
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.provider_batches import BatchClient, FailedLine, ProviderBatch, parse_line
from summarizer.runs.folder import RunFolder
from summarizer.runs.ledger import read_ledger, sum_attempts
from summarizer.runs.provider_batches.request_files import read_keys
from summarizer.runs.provider_batches.state import Chunk, GivenUp, Job
from summarizer.runs.provider_batches.submitting import Tell, describe_batch, look_up
from summarizer.schemas.record import Attempt
from summarizer.values import describe_invalid

QUEUE_FULL = "token_limit_exceeded"
CANCELLED = "batch_cancelled"
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 300.0
"""How long to wait between two looks at batches under way: at first, and at most."""
_SLOWER = 1.5
_SHOWN = 3


@dataclass(eq=False)
class Gatherer:
    """Takes the answers of a job's batches for the job and for ``put``, and their cost into the run's ledger.

    A batch that the provider does not give, which forgets batches and their answers after a time, holds up no other.
    With ``live`` its questions are given up, so that they can be asked anew.
    """

    job: Job
    folder: RunFolder
    client: BatchClient
    endpoint: Endpoint
    put: Callable[[str, str], None] | None
    live: bool
    tell: Tell
    _not_given: set[int] = field(default_factory=set, init=False)

    async def gather(self, *, wait: bool) -> None:
        """Take the answers of every batch that has ended; with ``wait``, of all, as they end."""
        for chunk in self.job.open_chunks:
            if chunk.step == "creating":
                self.job.put(await look_up(chunk, self.job.state, self.client))
        delay_s = FIRST_WAIT_S
        while True:
            for chunk in self._under_way():
                await self._try_to_look_at(chunk, wait=wait)
            under_way = self._under_way()
            if not wait or not under_way:
                return
            self.tell(describe_wait(under_way))
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * _SLOWER, LONGEST_WAIT_S)

    def _under_way(self) -> list[Chunk]:
        return [one for one in self.job.open_chunks if one.batch_id is not None and one.number not in self._not_given]

    async def _try_to_look_at(self, chunk: Chunk, *, wait: bool) -> None:
        try:
            await self._look_at(chunk)
        except TransportError as error:
            if not wait:
                raise
            self.tell(f"Chunk {chunk.number} is looked at again later: {error}")

    async def _look_at(self, chunk: Chunk) -> None:
        try:
            batch = await self.client.retrieve(str(chunk.batch_id))
            chunk = self.job.put(describe_batch(chunk, batch))
            if batch.is_final:
                await self._take(chunk, batch)
        except RequestRejectedError as error:
            self._not_given.add(chunk.number)
            self.tell(f"Chunk {chunk.number}: {error}")
            if self.live:
                keys = self._read_keys(chunk)
                self.job.files.write_failed(
                    chunk.number, [GivenUp(key=key, code=None, message=f"batch_gone: {error}") for key in keys]
                )
                self.job.change(chunk, step="collected")
            else:
                self.tell(
                    f"Chunk {chunk.number} is left as it is. Where the key is the one that it was submitted with, its "
                    "batch is gone: summarizer batch collect --live then asks its questions anew."
                )

    def _read_keys(self, chunk: Chunk) -> list[str]:
        """The keys of a chunk's requests. Raises: RunFolderError where its file is not whole."""
        path = self.job.files.requests(chunk.number)
        keys = list(read_keys(path))
        if len(keys) != chunk.requests:
            raise RunFolderError(
                f"{path}: {len(keys)} of its {chunk.requests} requests are there, and without them nobody knows what "
                "their answers are to. Put the file back, and run the command again."
            )
        return keys

    async def _take(self, chunk: Chunk, batch: ProviderBatch) -> None:
        """Take a chunk's answers. All of it can be done again: a kill in between neither loses nor doubles any."""
        files = self.job.files
        keys = self._read_keys(chunk)
        with AnswerCache(files.answers, origin="batch") as own:
            stores = [put for put in (self.put, own.put) if put is not None]
            taken = Taken(set(keys), self.endpoint, stores)
            for file_id in (batch.output_file_id, batch.error_file_id):
                if file_id is not None:
                    await self.client.read_lines(file_id, partial(taken.take, file_id))
        given_up = find_given_up(keys, taken, batch)
        files.write_failed(chunk.number, given_up)
        self._pay(chunk, list(taken.answered.values()))
        self.job.change(chunk, step="collected")
        for line in describe_taken(chunk, batch, taken, given_up):
            self.tell(line)

    def _pay(self, chunk: Chunk, attempts: list[Attempt]) -> None:
        """Note what a chunk cost, once: a row of the ledger for all its answers, under its file's path."""
        path = str(self.job.files.requests(chunk.number).relative_to(self.job.files.run))
        if attempts and all(row.path != path for row in read_ledger(self.folder.path)):
            self.folder.add_spending(sum_attempts(attempts, article_id=None, path=path, outcome="done"))
            self.folder.commit()


@dataclass(eq=False)
class Taken:
    """What the files of one batch hold. Taking a line again changes nothing."""

    known: set[str]
    endpoint: Endpoint
    stores: list[Callable[[str, str], None]]
    answered: dict[str, Attempt] = field(default_factory=dict)
    failed: dict[str, FailedLine] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    unreadable: dict[tuple[str, int], str] = field(default_factory=dict)

    def take(self, file_id: str, number: int, line: bytes) -> None:
        """Take the line of that number in a file."""
        if not line.strip():
            return
        try:
            read = parse_line(line, self.endpoint)
        except ValidationError as error:
            self.unreadable[file_id, number] = describe_invalid(error)
            return
        if read.key not in self.known:
            self.unknown.add(read.key[:64])
        elif isinstance(read, FailedLine):
            self.failed[read.key] = read
        elif read.key not in self.answered:
            for put in self.stores:
                put(read.key, read.body)
            self.answered[read.key] = read.attempt


def find_most_requests(chunks: Iterable[Chunk]) -> int | None:
    """How many requests a new chunk may hold, for the provider's queue; None where none was too large for that.

    That is half of the smallest that was, but no fewer than a chunk that was answered held.
    """
    chunks = [chunk for chunk in chunks if not chunk.is_open]
    refused = [chunk.requests for chunk in chunks if (chunk.problem or "").startswith(QUEUE_FULL)]
    answered = [chunk.requests for chunk in chunks if chunk.status == "completed"]
    return max(1, min(refused) // 2, *answered) if refused else None


def find_given_up(keys: list[str], taken: Taken, batch: ProviderBatch) -> list[GivenUp]:
    """The requests of a batch that were tried and have no answer, in the order of ``keys``.

    What was never begun, because the user cancelled the batch or the provider's queue was full, was not tried. Where
    the provider refused a whole batch for some of its lines, the others were not tried either.
    """
    if batch.status == "failed":
        return _find_refused(keys, taken, batch)
    missing = {
        "expired": "batch_expired: the batch ran out of time before this request.",
        "completed": "no_answer: the batch ended without a word on this request.",
    }.get(batch.status)
    return [one for key in keys if (one := _find_missing(key, taken, missing)) is not None]


def _find_missing(key: str, taken: Taken, missing: str | None) -> GivenUp | None:
    failure = taken.failed.get(key)
    if key in taken.answered or (failure is not None and failure.code == CANCELLED):
        return None
    if failure is not None:
        return _give_up(failure)
    return None if missing is None else GivenUp(key=key, code=None, message=missing)


def _give_up(failure: FailedLine) -> GivenUp:
    if isinstance(failure.error, AskError):
        return GivenUp(key=failure.key, code=failure.error.code, message=str(failure.error))
    return GivenUp(key=failure.key, code=None, message=f"{failure.code}: {failure.message}")


def _find_refused(keys: list[str], taken: Taken, batch: ProviderBatch) -> list[GivenUp]:
    if any(problem.code == QUEUE_FULL for problem in batch.problems):
        return []
    lines = {problem.line: problem for problem in batch.problems if problem.line is not None}
    if lines:
        found = [(key, lines[number]) for number, key in enumerate(keys, start=1) if number in lines]
        return [GivenUp(key=key, code="request_rejected", message=f"{one.code}: {one.message}") for key, one in found]
    said = "; ".join(f"{one.code}: {one.message}" for one in batch.problems[:_SHOWN]) or "no reason given"
    tried = (key for key in keys if key not in taken.answered)
    return [GivenUp(key=key, code=None, message=f"The batch failed: {said}") for key in tried]


def describe_wait(chunks: list[Chunk]) -> str:
    """Which batches are waited for, in one line."""
    done = sum(chunk.completed + chunk.failed for chunk in chunks)
    states = ", ".join(sorted({chunk.status or "unknown" for chunk in chunks}))
    requests = tell_count(sum(chunk.requests for chunk in chunks), "request")
    return f"{tell_count(len(chunks), 'batch', 'batches')} under way ({states}): {done} of {requests}."


def describe_taken(chunk: Chunk, batch: ProviderBatch, taken: Taken, given_up: list[GivenUp]) -> list[str]:
    """What came of a batch, for people."""
    told = [
        f"Chunk {chunk.number}: {batch.status}, {len(taken.answered)} of {chunk.requests} answered, "
        f"{len(given_up)} failed." + (f" {chunk.problem}" if chunk.problem else "")
    ]
    if any(problem.code == QUEUE_FULL for problem in batch.problems):
        told.append("The provider's queue has no room for so many tokens: the next submit makes smaller chunks.")
    if taken.unknown:
        some = ", ".join(sorted(taken.unknown)[:_SHOWN])
        answers = tell_count(len(taken.unknown), "answer")
        told.append(f"Chunk {chunk.number}: {answers} to unknown custom_ids, not used: {some}")
    if taken.unreadable:
        (_, number), message = next(iter(taken.unreadable.items()))
        told.append(
            f"Chunk {chunk.number}: {tell_count(len(taken.unreadable), 'line')} cannot be read, the first is line "
            f"{number}: {message}"
        )
    return told
