"""A run through a provider's batches: submit its questions, see where they are, collect the answers, cancel.

Everything passes through the same pipe as in a live run, with a store in the place of the model. A question that the
store does not answer yet becomes a request of the next batch; once its answer is there, the pipe gets as far as the
article's next question, and in the end to its record.
"""

import asyncio
import collections
import contextlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.api import Result, Summarizer, explain_failure, fail_article
from summarizer.articles.reading import complete_published, find_inputs, read_articles
from summarizer.errors import AskError, ConfigurationError
from summarizer.llm.answer_cache import AnswerCache
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.provider_batches import BatchClient
from summarizer.llm.transport import PendingAnswerError
from summarizer.options import Options
from summarizer.pipeline.plans import remote_plan
from summarizer.runs.folder import RunFolder
from summarizer.runs.interrupts import held_interrupts
from summarizer.runs.ledger import Spending, read_ledger, sum_ledger, sum_result
from summarizer.runs.manifest import RunClock, closed_with_status, fingerprint
from summarizer.runs.provider_batches import request_files
from summarizer.runs.provider_batches.answers import JobAnswers, count_tries
from summarizer.runs.provider_batches.articles import StoredArticles
from summarizer.runs.provider_batches.collecting import Gatherer, find_most_requests
from summarizer.runs.provider_batches.request_files import read_keys, request_line, write_requests
from summarizer.runs.provider_batches.state import Chunk, Job, JobFiles, JobState, Standing, read_standing
from summarizer.runs.provider_batches.submitting import Tell, describe_batch, look_up, send_chunk
from summarizer.runs.replaced import set_replaced_aside
from summarizer.runs.running import leave_out_run_files, tell_passed_over
from summarizer.schemas.record import Frozen
from summarizer.values import Article, ArticleFailure


class JobStatus(Frozen):
    """A job as the provider tells of it now. ``standing`` is as of the latest submit or collect."""

    folder: str
    job_id: str
    model: str
    chunks: tuple[Chunk, ...]
    standing: Standing
    spent: Spending


def submit_job(
    paths: Sequence[Path],
    out: Path,
    options: Options,
    *,
    settings: Mapping[str, Any] | None = None,
    max_bytes: int = 2_000_000,
    on_message: Tell = lambda _line: None,
) -> Standing:
    """Where the job stands once every question that waits is in a batch.

    Articles whose questions are all answered become records at once. ``settings`` are kept with the job. The same
    call again asks nothing twice.

    Raises: ConfigurationError, RunFolderError, AskError.
    """
    require_batches(options)
    with _opened(out, options, settings=settings, tell=on_message) as round_:
        round_.read_inputs(paths, max_bytes=max_bytes)
        round_.write_requests()
        asyncio.run(round_.send())
        return round_.standing


def collect_job(
    out: Path, options: Options, *, live: bool = False, wait: bool = False, on_message: Tell = lambda _line: None
) -> Standing:
    """Where the job stands once the answers of all ended batches are taken and made into records.

    With ``wait``, batches under way are waited for. With ``live``, questions that are in no batch are asked now, at
    the full price.

    Raises: ConfigurationError, RunFolderError, AskError.
    """
    require_batches(options)
    JobFiles(out).require()
    with _opened(out, options, live=live, tell=on_message) as round_:
        asyncio.run(round_.gather(wait=wait))
        collections.deque(round_.answer(), maxlen=0)
        if live:
            round_.ask_live()
        return round_.standing


def read_job_status(out: Path, options: Options) -> JobStatus:
    """A job as it is now at the provider; works while it is being submitted or collected, and changes nothing.

    Raises: RunFolderError, ConfigurationError.
    """
    require_batches(options)
    state = JobFiles(out).require()
    chunks = asyncio.run(_look_up(state, options))
    return JobStatus(
        folder=str(out),
        job_id=state.job_id,
        model=options.model,
        chunks=chunks,
        standing=read_standing(out),
        spent=sum_ledger(read_ledger(out)),
    )


def cancel_job(out: Path, options: Options) -> tuple[Chunk, ...]:
    """The job's chunks that are not collected, after their batches were told to end.

    What they have answered until then is for the next collect. One that could not be told has ``trouble``.

    Raises: RunFolderError, ConfigurationError.
    """
    require_batches(options)
    return asyncio.run(_look_up(JobFiles(out).require(), options, cancel=True))


def require_batches(options: Options) -> None:
    """Raises: ConfigurationError where the model's provider has no batches that this program can use."""
    if options.escalate is not None:
        raise ConfigurationError(
            "A provider's batch asks one model, so nothing can be escalated there. Leave the setting escalate out, or "
            "use 'summarizer run --escalate'."
        )
    if options.is_embedded or (options.base_url is None and not options.model.startswith("openai/")):
        raise ConfigurationError(
            f"Model {options.model!r} cannot be asked by batch. Use --model openai/NAME, or --base-url with a server "
            "that has /v1/files and /v1/batches; 'summarizer run' asks every model."
        )


async def _look_up(state: JobState, options: Options, *, cancel: bool = False) -> tuple[Chunk, ...]:
    """The job's chunks as they are now; with ``cancel`` those not collected, after their batches were told to end."""
    async with BatchClient(remote_plan(options).endpoint) as client:
        wanted = [chunk for chunk in state.chunks if chunk.is_open or not cancel]
        return tuple([await _look_at(chunk, state, client, cancel=cancel) for chunk in wanted])


async def _look_at(chunk: Chunk, state: JobState, client: BatchClient, *, cancel: bool) -> Chunk:
    """Likewise for one, with the provider's trouble about it, which must not keep the others from being told to end."""
    try:
        chunk = await look_up(chunk, state, client)
        if cancel and chunk.batch_id is not None:
            chunk = describe_batch(chunk, await client.cancel(chunk.batch_id))
    except AskError as error:
        return chunk.model_copy(update={"trouble": str(error)})
    return chunk


@contextlib.contextmanager
def _opened(
    out: Path, options: Options, *, tell: Tell, settings: Mapping[str, Any] | None = None, live: bool = False
) -> Iterator["_Round"]:
    """A job's folder for one command; however that ends, the manifest says so."""
    endpoint = remote_plan(options).endpoint
    files = JobFiles(out)
    path = options.cache_path
    with (
        RunFolder(out, fingerprint=fingerprint(options), resume=True) as folder,
        contextlib.nullcontext() if path is None else AnswerCache(path, say=tell) as cache,
    ):
        state = files.load()
        if state is None:
            state = JobState(job_id=uuid.uuid4().hex, settings=settings or {})
            files.save(state)
        round_ = _Round(Job(files, state), folder, options, endpoint, cache, live=live, tell=tell)
        with closed_with_status(round_.close, lambda: "waiting" if round_.standing.waiting else "finished"):
            yield round_


@dataclass(eq=False)
class _Round:
    """One pass over a job: what is answered becomes records, and what is not is known by its question."""

    job: Job
    folder: RunFolder
    options: Options
    endpoint: Endpoint
    cache: AnswerCache | None
    live: bool
    tell: Tell

    def __post_init__(self) -> None:
        self._articles = StoredArticles(self.job.files.articles, replaced=self.job.state.replaced)
        self._waiting: dict[str, str] = {}
        self._failed: list[str | None] = []
        self._keys_of: dict[int, frozenset[str]] = {}
        self._clock = RunClock()

    @property
    def standing(self) -> Standing:
        """Where the job stands by now."""
        keys = set(self._waiting.values())
        sent = self._keys(chunk for chunk in self.job.open_chunks if chunk.batch_id is not None)
        ids = self._articles.ids
        done = sum(article_id in self.folder.done for article_id in ids)
        return Standing(
            done=done,
            failed=len(self._failed),
            waiting=len(ids) - done - sum(article_id is not None for article_id in self._failed),
            at_provider=len(keys & sent),
            to_submit=len(keys - sent),
        )

    def read_inputs(self, paths: Sequence[Path], *, max_bytes: int) -> None:
        """Keep the articles of the inputs; what runs and jobs wrote into folders is no input unless it is named.

        Each as it was published by what this submit says, for another one may say another day of retrieval.
        """
        inputs = leave_out_run_files(find_inputs(paths), named=paths)
        tell_passed_over(paths, inputs, self.tell)
        unread: list[ArticleFailure] = []

        def readable() -> Iterator[Article]:
            for article in read_articles(inputs, max_bytes=max_bytes):
                if isinstance(article, ArticleFailure):
                    unread.append(article)
                else:
                    yield complete_published(article, self.options.retrieved)

        self._articles.add(readable())
        self.job.note_replaced(self._articles.replaced)
        self.job.files.write_unread(unread)

    def write_requests(self) -> None:
        """Make records of what is answered, and new chunks of the questions that are not."""
        first = max((chunk.number for chunk in self.job.state.chunks), default=0) + 1
        asked = self._keys(self.job.open_chunks)

        def requests() -> Iterator[bytes]:
            for pending in self.answer():
                if pending.key not in asked:
                    asked.add(pending.key)
                    yield request_line(pending.key, pending.body)

        most = find_most_requests(self.job.state.chunks)
        self.job.add(write_requests(self.job.files, requests(), first=first, most=most))

    async def send(self) -> None:
        """Make batches of the chunks that are none yet."""
        async with BatchClient(self.endpoint) as client:
            for chunk in self.job.open_chunks:
                await send_chunk(self.job, chunk, client, self.tell)

    async def gather(self, *, wait: bool) -> None:
        """Take the answers of the batches that have ended."""
        async with BatchClient(self.endpoint) as client:
            put = None if self.cache is None else self.cache.put
            gatherer = Gatherer(self.job, self.folder, client, self.endpoint, put, self.live, self.tell)
            await gatherer.gather(wait=wait)

    def answer(self) -> Iterator[PendingAnswerError]:
        """Make records of what is answered; yields the question that each other article waits for."""
        for unread in self.job.files.read_unread():
            self.folder.add_failure(unread)
            self._failed.append(None)
        with self._summarizer(live=False) as summarizer:
            for article in self._articles:
                if article.article_id in self.folder.done:
                    continue
                self.folder.add_article(article)
                outcome = self._try(article, summarizer)
                if isinstance(outcome, PendingAnswerError):
                    self._waiting[article.article_id] = outcome.key
                    yield outcome
                else:
                    self._write(outcome, article.text)
        self.folder.commit()

    def ask_live(self) -> None:
        """Ask what waits and is in no chunk, now and at the full price."""
        asked = self._keys(self.job.open_chunks)
        wanted = {article_id for article_id, key in self._waiting.items() if key not in asked}
        texts: dict[str, str] = {}

        def articles() -> Iterator[Article]:
            for article in self._articles:
                if article.article_id in wanted:
                    texts[article.article_id] = article.text
                    yield article

        def keep(group: list[Result]) -> None:
            with held_interrupts():
                for result in group:
                    article_id = self._pay(result)
                    self._write(result, texts.pop(article_id))
                    del self._waiting[article_id]
                self.folder.commit()

        with (
            self._summarizer(live=True) as summarizer,
            contextlib.closing(summarizer.summarize_groups(articles(), on_left=keep)) as groups,
        ):
            for group in groups:
                keep(group)

    def close(self, status: str) -> None:
        """Everything on disk, and in the order of the articles."""
        standing = self.standing
        if status == "finished":
            set_replaced_aside(self.folder, self._articles.ids, self.tell)
        self.folder.sort(self._articles.positions)
        counts = {"total": standing.done + standing.failed + standing.waiting, **standing.model_dump()}
        self.folder.write_manifest({**self._clock.tell(status), "counts": counts})

    @contextlib.contextmanager
    def _summarizer(self, *, live: bool) -> Iterator[Summarizer]:
        """The pipe over the job's answers. In a live command, what batches failed to answer is not given up."""
        files = self.job.files
        with AnswerCache(files.answers, origin="batch") as own:
            errors = {} if self.live else count_tries(files.read_failed())
            with Summarizer(self.options, store=JobAnswers(own, self.cache, errors), live=live) as summarizer:
                yield summarizer

    def _try(self, article: Article, summarizer: Summarizer) -> Result | PendingAnswerError:
        try:
            return summarizer.summarize(article)
        except PendingAnswerError as pending:
            size = len(request_line(pending.key, pending.body))
            return pending if self.live or size <= request_files.MOST_BYTES else _too_large(article, size, pending)
        except Exception as error:  # noqa: BLE001 - one article must not end a job of thousands
            return explain_failure(error, article)

    def _write(self, result: Result, text: str) -> None:
        if isinstance(result, ArticleFailure):
            self._failed.append(result.article_id)
            self.folder.add_failure(result)
        else:
            self.folder.add_summary(result, text)

    def _pay(self, result: Result) -> str:
        """Note what asking live took, and tell whose article it was; what batches took is noted with them."""
        row = sum_result(result)
        if row is not None:
            self.folder.add_spending(row)
        return str(result.article_id if isinstance(result, ArticleFailure) else result.article.article_id)

    def _keys(self, chunks: Iterable[Chunk]) -> set[str]:
        """The requests of chunks, whose files never change."""
        keys: set[str] = set()
        for number in [chunk.number for chunk in chunks]:
            if number not in self._keys_of:
                self._keys_of[number] = frozenset(read_keys(self.job.files.requests(number)))
            keys |= self._keys_of[number]
        return keys


def _too_large(article: Article, size: int, pending: PendingAnswerError) -> ArticleFailure:
    said = (
        f"A question about it takes {size:,} bytes, more than a file of a batch may hold. Ask it live: "
        "summarizer batch collect --live"
    )
    return fail_article(article, "request_too_large", said, pending.attempts)
