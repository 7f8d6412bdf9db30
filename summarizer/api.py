"""The Python API: a ``Summarizer`` that holds the model's connection, and functions that share one.

All questions run on one event loop in a thread of the Summarizer's own, so the synchronous and the asynchronous calls
are the same code and may be mixed from any thread or loop.
"""

import asyncio
import atexit
import contextlib
import threading
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from summarizer.articles import article_from_text, read_articles
from summarizer.errors import ArticleError, AskError, ConfigurationError, SummarizerError
from summarizer.handover import Handover
from summarizer.prices import FREE, load_prices
from summarizer.schemas.record_v1 import CustomSummary, Summary
from summarizer.values import Article, ArticleFailure, ServerAddress

if TYPE_CHECKING:
    from summarizer.llm.asking import Model
    from summarizer.llm.transport import AnswerStore
    from summarizer.pipeline import Plan

EMBEDDED = "embedded"
Source = str | Path | Article
Record = Summary | CustomSummary
Result = Record | ArticleFailure


class Options(BaseModel):
    """How to summarise.

    ``model`` is ``embedded`` (no key, no server) or ``provider/name``; with ``base_url``, the name that an
    OpenAI-compatible server knows. ``prompt`` is a reference or a file's path; None takes the prompt that suits the
    model. ``answer_schema`` is a pydantic model of your own. ``temperature`` None leaves it to the provider.
    ``context_tokens`` is the model's whole window. ``model_path`` names a file of the embedded model. ``abstract``: ask
    for a summary in the model's words where the first answer holds none, or make it from the record; None asks, but not
    the embedded model, which would take half as long again.

    ``rpm`` and ``tpm`` limit requests and tokens in any minute, all workers together. ``deadline_s`` is the time one
    article may take. ``cache_path`` is a file that keeps answers, so that the same question is asked once; None keeps
    none. ``prices_path`` is a file of your own prices.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    model: str = EMBEDDED
    base_url: str | None = None
    api_key: SecretStr | None = None
    prompt: str | None = None
    answer_schema: type[BaseModel] | None = None
    abstract: bool | None = None
    temperature: float | None = 0.0
    seed: int | None = None
    timeout_s: float = Field(default=600.0, gt=0)
    context_tokens: int | None = Field(default=None, ge=2048)
    max_attempts: int = Field(default=5, ge=1)
    concurrency: int | None = Field(default=None, ge=1)
    model_path: Path | None = None
    threads: int | None = Field(default=None, ge=1)
    rpm: int | None = Field(default=None, ge=1)
    tpm: int | None = Field(default=None, ge=1)
    deadline_s: float | None = Field(default=None, gt=0)
    cache_path: Path | None = None
    prices_path: Path | None = None

    @field_validator("base_url")
    @classmethod
    def _is_plain_url(cls, value: str | None) -> str | None:
        """A base URL goes into records and messages, so it must hold no password or key."""
        if value is not None:
            url = urlsplit(value)
            if url.scheme not in ("http", "https") or not url.hostname:
                raise ValueError("write it as http://host:port/v1 or https://host/v1")
            if url.username or url.password or url.query:
                raise ValueError("it may hold no user, password or query; give the key as api_key")
        return value

    @property
    def prompt_reference(self) -> str:
        """The prompt that is asked first: the one set, else the one that suits the model."""
        if self.prompt is not None:
            return self.prompt
        return "incident/compact" if self.is_embedded and self.answer_schema is None else "incident/general"

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded model is asked."""
        return self.model == EMBEDDED and self.base_url is None

    @property
    def asks_abstract(self) -> bool:
        """Whether the model is asked for a summary where its first answer holds none."""
        return not self.is_embedded if self.abstract is None else self.abstract

    @property
    def workers(self) -> int:
        """Questions in flight at once: one for the embedded model, eight otherwise, unless set."""
        return self.concurrency or (1 if self.is_embedded else 8)


def make_options(base: Options | None = None, **settings: Any) -> Options:
    """The options with some set anew. Raises: ConfigurationError naming the setting."""
    unknown = sorted(set(settings) - set(Options.model_fields))
    if unknown:
        raise ConfigurationError(
            f"There is no setting {', '.join(unknown)}. Settings: {', '.join(Options.model_fields)}."
        )
    try:
        valid = Options.model_validate(settings)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise ConfigurationError(f"A setting cannot be used: {said}.") from None
    return (base or Options()).model_copy(update={name: getattr(valid, name) for name in settings})


class Summarizer:
    """Summarises articles with one model; use it as a context manager or call ``close``.

    The model is opened at the first question, and never again once closed. ``on_progress`` gets lines for people while
    that takes time. ``server`` is an embedded server that runs already; without it, one is started when it is needed.
    ``store`` takes the place of the options' cache. With ``live`` off nothing is asked: what the store does not answer
    fails with a PendingAnswerError.

    >>> with Summarizer() as summarizer:  # doctest: +SKIP
    ...     record = summarizer.summarize("KABUL - A bomb killed 12 people on Monday, police said.")
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        on_progress: Callable[[str], None] | None = None,
        server: ServerAddress | None = None,
        store: "AnswerStore | None" = None,
        live: bool = True,
        **settings: Any,
    ) -> None:
        self.options = make_options(options, **settings)
        self._on_progress = on_progress or (lambda _line: None)
        self._server = server
        self._store = store
        self._live = live
        self._lock = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._handover: Handover[Record] | None = None
        self._model: Model | None = None
        self._plan: Plan | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and end the embedded server, if one was started. May be called more than once.

        Questions that still wait fail with a ConfigurationError, as does every later one.
        """
        with self._lock:
            self._closed = True
            self._stack.close()
            self._handover = self._model = self._plan = None

    @property
    def plan(self) -> "Plan":
        """What will be asked and how; opens the model. Raises: ConfigurationError."""
        with self._lock:
            self._open()
            if self._plan is None:  # pragma: no cover - _open sets it
                raise _closed()
            return self._plan

    def summarize(self, source: Source) -> Record:
        """The record of one article, given as its text, a file's Path, or an Article.

        Raises: ArticleError, AskError, ConfigurationError.
        """
        return self._ask(as_article(source)).result()

    async def asummarize(self, source: Source) -> Record:
        """Like ``summarize``, for any asyncio loop."""
        article = await asyncio.to_thread(as_article, source)
        return await asyncio.wrap_future(await asyncio.to_thread(self._ask, article))

    def summarize_many(self, sources: Iterable[Source | ArticleFailure]) -> Iterator[Result]:
        """Results as they finish, in no fixed order; at most ``options.workers`` articles are held at once.

        An article that cannot be read or summarised yields an ArticleFailure and the rest go on. ArticleFailures
        among the sources pass through.

        Raises: ConfigurationError, which would fail every article.
        """
        for group in self.summarize_groups(sources):
            yield from group

    def summarize_groups(
        self,
        sources: Iterable[Source | ArticleFailure],
        *,
        on_left: Callable[[list[Result]], None] = lambda _results: None,
    ) -> Generator[list[Result], None, None]:
        """Like ``summarize_many``, all results that have come in at a time together; no group is empty.

        The error that ends everything is raised after what was finished before it has been given out. When this is
        closed early, or an interrupt ends it, ``on_left`` gets the results that had come in and were not given out.
        """
        waiting: dict[Future[Record], Article] = {}
        finished: SimpleQueue[Future[Record]] = SimpleQueue()
        try:
            for source in sources:
                article = _readable(source)
                if isinstance(article, ArticleFailure):
                    yield [article]
                    continue
                future = self._ask(article)
                waiting[future] = article
                future.add_done_callback(finished.put)
                yield from _take(waiting, finished, block=len(waiting) >= self.options.workers)
            while waiting:
                yield from _take(waiting, finished, block=True)
        finally:
            done = [future for future in waiting if not future.cancel()]
            left = [_result(future, waiting[future]) for future in done if not _is_fatal(future)]
            if left:
                on_left(left)

    def _ask(self, article: Article) -> Future[Record]:
        with self._lock:
            return self._open().start(partial(self._summarize, article))

    async def _summarize(self, article: Article) -> Record:
        from summarizer.pipeline import summarize_article  # noqa: PLC0415 - lazy: openai takes a second to import

        task, plan, model = asyncio.current_task(), self._plan, self._model
        if task is None or plan is None or model is None:  # pragma: no cover - close cancels before it clears them
            raise _closed()
        self._tasks.add(task)
        try:
            return await summarize_article(article, plan, model)
        except asyncio.CancelledError:
            if self._closed:
                raise _closed() from None
            raise
        finally:
            self._tasks.discard(task)

    def _cancel_questions(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _open(self) -> Handover[Record]:
        """The way into the loop that holds the model; to be called with the lock held."""
        if self._closed:
            raise _closed()
        if self._handover is None:
            try:
                self._handover = self._open_all()
            except BaseException:
                self._stack.close()
                self._plan = self._model = None
                raise
        return self._handover

    def _open_all(self) -> Handover[Record]:
        from anyio.from_thread import start_blocking_portal  # noqa: PLC0415 - lazy: keeps the package's import fast

        from summarizer.llm.asking import Model  # noqa: PLC0415 - lazy: openai takes a second to import

        self._plan = self._embedded_plan() if self.options.is_embedded else remote_plan(self.options)
        store = self._open_cache() if self._store is None else self._store
        portal = self._stack.enter_context(start_blocking_portal())
        self._model = portal.call(_connect, partial(Model, self._plan.endpoint, store=store, live=self._live))
        self._stack.callback(portal.call, self._model.aclose)
        self._stack.callback(portal.call, self._cancel_questions)
        return Handover(portal.call(_running_loop))

    def _open_cache(self) -> "AnswerStore | None":
        if self.options.cache_path is None:
            return None
        from summarizer.caching import AnswerCache  # noqa: PLC0415 - lazy: only when used

        return self._stack.enter_context(AnswerCache(self.options.cache_path))

    def _embedded_plan(self) -> "Plan":
        if self._server is not None:
            return embedded_plan(self.options, self._server)
        from summarizer.embedded.server import EmbeddedServer  # noqa: PLC0415 - lazy: only when used

        server = self._stack.enter_context(
            EmbeddedServer(
                model_path=self.options.model_path,
                context_tokens=self.options.context_tokens or EMBEDDED_CONTEXT_TOKENS,
                slots=self.options.workers,
                threads=self.options.threads,
                on_progress=self._on_progress,
            )
        )
        return embedded_plan(self.options, server.address)


def _closed() -> ConfigurationError:
    return ConfigurationError("This Summarizer is closed. Make a new one, or close it later.")


def _take(
    waiting: dict[Future[Record], Article], finished: SimpleQueue[Future[Record]], *, block: bool
) -> Iterator[list[Result]]:
    """The results that are there, after waiting for one if ``block``; then the error that ends everything, if any."""
    done = [finished.get()] if block else []
    with contextlib.suppress(Empty):
        while True:
            done.append(finished.get_nowait())
    fatal = [future for future in done if _is_fatal(future)]
    group = [_result(future, waiting.pop(future)) for future in done if future not in fatal]
    if group:
        yield group
    for future in fatal:
        future.result()


def _is_fatal(future: Future[Record]) -> bool:
    """Whether it ended with an error that would fail every article."""
    return isinstance(future.exception(), ConfigurationError)


async def _running_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


async def _connect(opener: "Callable[[], Model]") -> "Model":
    """Opens the connection inside the loop that will use it."""
    return opener()


def remote_plan(options: Options) -> "Plan":
    """The plan for a provider or an OpenAI-compatible server."""
    from summarizer.llm.endpoint import Endpoint  # noqa: PLC0415 - lazy: openai takes a second to import
    from summarizer.pipeline import make_plan  # noqa: PLC0415 - lazy: openai takes a second to import

    endpoint = Endpoint(
        model=options.model,
        base_url=options.base_url,
        api_key=options.api_key,
        timeout_s=options.timeout_s,
        context_tokens=options.context_tokens or 32_768,
        max_attempts=options.max_attempts,
        temperature=options.temperature,
        seed=options.seed,
        price=load_prices(options.prices_path).find(options.model, base_url=options.base_url),
        rpm=options.rpm,
        tpm=options.tpm,
        in_flight=options.workers,
    )
    return make_plan(
        endpoint,
        prompt=options.prompt_reference,
        schema=options.answer_schema,
        abstract=options.asks_abstract,
        deadline_s=options.deadline_s,
    )


def plan_without_model(options: Options) -> "Plan":
    """What would be asked and how, for looking ahead: nothing is started, and nothing can be asked with it."""
    if not options.is_embedded:
        return remote_plan(options)
    nowhere = ServerAddress(
        base_url="http://127.0.0.1:0/v1",
        api_key=SecretStr("none"),
        model_name=EMBEDDED,
        context_tokens=options.context_tokens or EMBEDDED_CONTEXT_TOKENS,
        file_sha256="",
        adapter_sha256="",
    )
    return embedded_plan(options, nowhere)


ADAPTER_OFF = {"lora": [{"id": 0, "scale": 0.0}]}
OPEN_LIST, CLOSE_LAST_CITE = "66582", "60"
"""Tokens of the embedded model's vocabulary: `":[{"` opens a list that is not empty, and `]` alone ends the cite of an
entry after which another comes; `":[` and `]}` stand in their places otherwise."""
MORE_ENTRIES = {OPEN_LIST: 2.0, CLOSE_LAST_CITE: 1.0}
"""The adapter leaves out more than it makes up; these biases even that out (benchmarks/quality.md)."""
ADAPTER_ON = {"incident/compact": {"lora": [{"id": 0, "scale": 1.0}], "logit_bias": MORE_ENTRIES}}
LONGEST = {"incidents": 5, "weapons": 6, "perpetrators": 6, "targets": 8, "victims": 8, "places": 6}
OPTIONAL_TOKENS = 400
"""Room for answers to optional questions: without its adapter the model runs on to the end of whatever it is given."""
EMBEDDED_PART_TOKENS = 2600
EMBEDDED_CONTEXT_TOKENS = 8192


def embedded_plan(options: Options, server: ServerAddress) -> "Plan":
    """The plan for the embedded model: the prompt its adapter was trained on, and the adapter off for all others.

    Articles are asked about in parts of at most ``EMBEDDED_PART_TOKENS`` because the adapter saw no longer ones.
    """
    from summarizer.llm.endpoint import Endpoint  # noqa: PLC0415 - lazy: openai takes a second to import
    from summarizer.pipeline import make_plan  # noqa: PLC0415 - lazy: openai takes a second to import

    endpoint = Endpoint(
        model=server.model_name,
        base_url=server.base_url,
        api_key=server.api_key,
        timeout_s=options.timeout_s,
        context_tokens=server.context_tokens,
        max_attempts=options.max_attempts,
        temperature=options.temperature,
        seed=options.seed,
        extra_body=ADAPTER_OFF,
        identity=f"embedded {server.file_sha256} {server.adapter_sha256}",
        price=FREE,
        rpm=options.rpm,
        tpm=options.tpm,
        in_flight=options.workers,
    )
    return make_plan(
        endpoint,
        prompt=options.prompt_reference,
        schema=options.answer_schema,
        second_look="incident/second-look" if options.prompt_reference.startswith("incident/compact") else None,
        abstract=options.asks_abstract,
        part_tokens=EMBEDDED_PART_TOKENS,
        bodies=ADAPTER_ON,
        longest={} if options.answer_schema else LONGEST,
        optional_tokens=OPTIONAL_TOKENS,
        file_sha256=server.file_sha256,
        adapter_sha256=server.adapter_sha256,
        deadline_s=options.deadline_s,
    )


def as_article(source: Source) -> Article:
    """The Article of a text, a Path, or an Article. Raises: ArticleError."""
    article = _readable(source)
    if isinstance(article, ArticleFailure):
        raise ArticleError(article.message if article.path is None else f"{article.path}: {article.message}")
    return article


def _readable(source: Source | ArticleFailure) -> Article | ArticleFailure:
    if isinstance(source, (Article, ArticleFailure)):
        return source
    if isinstance(source, Path):
        return _read_one(source)
    try:
        return article_from_text(source)
    except ArticleError as error:
        return ArticleFailure(path=None, line=None, article_id=None, code=error.code, message=str(error))


def _read_one(path: Path) -> Article | ArticleFailure:
    """The article of a path that holds just one."""
    found = list(islice(read_articles([path]), 2))
    if len(found) == 1:
        return found[0]
    code, held = ("several", "more than one article") if found else ("empty", "no article")
    message = f"{held} here; for folders and lists pass what summarizer.articles.read_articles([path]) yields"
    return ArticleFailure(path=str(path), line=None, article_id=None, code=code, message=message)


def _result(future: Future[Record], article: Article) -> Result:
    """The record, or why there is none."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - one article must not end a run of thousands
        return explain_failure(error, article)


def explain_failure(error: Exception, article: Article) -> ArticleFailure:
    """Why an article has no record; an error that nobody foresaw fails its article and says where it arose.

    Raises: the error itself where it would fail every article.
    """
    attempts: tuple[Any, ...] = ()
    if isinstance(error, (ArticleError, AskError)):
        attempts = error.attempts if isinstance(error, AskError) else ()
        code, message = error.code, str(error)
    elif isinstance(error, SummarizerError):
        raise error
    else:
        place = traceback.extract_tb(error.__traceback__)[-1]
        code = "internal"
        message = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno}). Please report this."
    return ArticleFailure(
        path=article.path, line=None, article_id=article.article_id, code=code, message=message, attempts=attempts
    )


_shared: dict[Options, Summarizer] = {}
_shared_lock = threading.Lock()


def _shared_summarizer(settings: dict[str, Any]) -> Summarizer:
    """One Summarizer for each set of settings, kept until the interpreter ends."""
    options = make_options(**settings)
    with _shared_lock:
        if options not in _shared:
            _shared[options] = Summarizer(options)
            atexit.register(_shared[options].close)
        return _shared[options]


def summarize(source: Source, **settings: Any) -> Record:
    """The record of one article; settings are those of ``Options``. The model stays open for the next call.

    Raises: ArticleError, AskError, ConfigurationError.
    """
    return _shared_summarizer(settings).summarize(source)


async def asummarize(source: Source, **settings: Any) -> Record:
    """Like ``summarize``, for any asyncio loop."""
    return await _shared_summarizer(settings).asummarize(source)


def summarize_many(sources: Iterable[Source], **settings: Any) -> Iterator[Result]:
    """Results as they finish, in no fixed order; failures come as values."""
    return _shared_summarizer(settings).summarize_many(sources)
