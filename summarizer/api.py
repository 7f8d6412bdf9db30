"""The Python API: a ``Summarizer`` that holds the model's connection, and functions that share one.

All questions run on one event loop in a thread of the Summarizer's own, so the synchronous and the asynchronous calls
are the same code and may be mixed from any thread or loop. What long articles take in between runs in a second thread.
"""

import asyncio
import atexit
import contextlib
import os
import threading
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar, Unpack, cast, overload
from weakref import WeakSet

from pydantic import BaseModel
from typing_extensions import TypeVar as TypeVarWithDefault

from summarizer.articles.reading import Source, as_article, read_source
from summarizer.errors import ArticleError, AskError, ConfigurationError, SummarizerError
from summarizer.files import read_whole, require_descriptors
from summarizer.llm.embedded.settings import EMBEDDED_CONTEXT_TOKENS
from summarizer.llm.loop import Lane, start_in
from summarizer.options import Options, Settings, make_options
from summarizer.pipeline.plans import embedded_plan, remote_plan
from summarizer.schemas.record import Attempt, CustomSummary, Summary
from summarizer.values import Article, ArticleFailure, ServerAddress

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal

    from summarizer.llm.transport import AnswerStore
    from summarizer.pipeline.escalating import Asked
    from summarizer.pipeline.plans import Plan

INTERRUPTED = "interrupted"
"""The code of articles that were still asked about when everything ended."""
_LEAVE_S = 5.0
"""How long questions that were cancelled may take to end."""
Record = Summary | CustomSummary[Any]
Result = Record | ArticleFailure
M = TypeVar("M", bound=BaseModel)
R_co = TypeVarWithDefault("R_co", covariant=True, default=Record)


class _Keywords(Settings, total=False):
    on_progress: Callable[[str], None] | None
    server: ServerAddress | None
    store: "AnswerStore | None"
    live: bool


class Summarizer(Generic[R_co]):
    """Summarises articles with one model, or two; use it as a context manager or call ``close``.

    They are opened at the first question, and never again once closed. ``on_progress`` gets lines for people while
    that takes time. ``server`` is an embedded server that runs already; without it, one is started when it is needed.
    ``store`` takes the place of the options' cache. With ``live`` off nothing is asked: what the store does not answer
    fails with a PendingAnswerError.
    """

    @overload
    def __init__(
        self: "Summarizer[Summary]", options: None = None, *, answer_schema: None = None, **settings: Unpack[_Keywords]
    ) -> None: ...
    @overload
    def __init__(
        self: "Summarizer[CustomSummary[M]]",
        options: Options | None = None,
        *,
        answer_schema: type[M],
        **settings: Unpack[_Keywords],
    ) -> None: ...
    @overload
    def __init__(
        self: "Summarizer[Record]", options: Options, *, answer_schema: None = None, **settings: Unpack[_Keywords]
    ) -> None: ...
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
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        """Nothing is open yet."""
        self._lock = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._open: _Open | None = None
        self._lane = Lane[Record]()
        self._tasks: set[asyncio.Task[Any]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and end the embedded server, if one was started. May be called more than once.

        Questions that still wait fail with a ConfigurationError, as does every later one.
        """
        with self._lock:
            self._closed = True
            self._stack.close()
            self._open = None

    @property
    def plan(self) -> "Plan":
        """What will be asked and how; opens the model. Raises: ConfigurationError."""
        with self._lock:
            return self._require_open().first.plan

    def summarize(self, source: Source) -> R_co:
        """The record of one article, given as its text, a file's Path, or an Article.

        Raises: ArticleError, AskError, ConfigurationError.
        """
        future = self._ask(as_article(source))
        try:
            return cast(R_co, future.result())
        except BaseException:
            future.cancel()  # an interrupt would end the wait, and leave the question
            raise

    async def asummarize(self, source: Source) -> R_co:
        """Like ``summarize``, for any asyncio loop."""
        article = await asyncio.to_thread(as_article, source)
        await asyncio.to_thread(lambda: self.plan)  # opening the model takes time; who gives up then asks nothing
        return cast(R_co, await asyncio.wrap_future(self._ask(article)))

    def summarize_many(self, sources: Iterable[Source | ArticleFailure]) -> Iterator[R_co | ArticleFailure]:
        """Results as they finish, in no fixed order; at most ``options.workers`` articles are held at once.

        An article that cannot be read or summarised yields an ArticleFailure and the rest go on. ArticleFailures
        among the sources pass through.

        Raises: ConfigurationError, which would fail every article.
        """
        if isinstance(sources, (str, bytes, dict, BaseModel)) or not isinstance(sources, Iterable):
            raise ConfigurationError(
                f"summarize_many takes a list or another iterable of articles, not {type(sources).__name__}. "
                "Put a single article in a list, or call summarize."
            )
        return (cast(R_co | ArticleFailure, result) for group in self.summarize_groups(sources) for result in group)

    def summarize_groups(
        self,
        sources: Iterable[Source | ArticleFailure],
        *,
        on_left: Callable[[list[Result]], None] = lambda _results: None,
    ) -> Generator[list[Result], None, None]:
        """Like ``summarize_many``, all results that have come in at a time together; no group is empty.

        The error that ends everything is raised after what was finished before it has been given out. When this is
        closed early, or an interrupt ends it, ``on_left`` gets the results that had come in and were not given out and,
        as failures, the articles about which answers had been paid for: those still asked about, and those of errors
        that ended everything.
        """
        waiting: dict[Future[Record], _Asked] = {}
        finished: SimpleQueue[Future[Record]] = SimpleQueue()
        try:
            for source in sources:
                _require_own(waiting.values())
                article = read_source(source)
                if isinstance(article, ArticleFailure):
                    yield [article]
                    continue
                asked = _Asked(article, [], os.getpid())
                future = self._ask(article, asked.attempts)
                waiting[future] = asked
                future.add_done_callback(finished.put)
                yield from _take(waiting, finished, block=len(waiting) >= self.options.workers)
            while waiting:
                _require_own(waiting.values())
                yield from _take(waiting, finished, block=True)
        finally:
            own = {future: asked for future, asked in waiting.items() if asked.process == os.getpid()}
            if any([future.cancel() for future in own]):  # noqa: C419 - all of them
                self._await_cancelled()
            left = [_leave(future, asked) for future, asked in own.items()]
            if any(left):
                on_left([result for result in left if result is not None])

    def start(self, article: Article, *, then: Callable[[Result | ConfigurationError], None]) -> None:
        """Ask about an article without waiting.

        ``then`` gets the result, or the error that would fail every article; another thread calls it. Where closing
        ends a question about which answers had been paid for, that is a failure with the code ``INTERRUPTED``.

        Raises: ConfigurationError where the model cannot be opened.
        """
        asked = _Asked(article, [], os.getpid())

        def finish(future: Future[Record]) -> None:
            error = _closed() if future.cancelled() else future.exception()
            if not isinstance(error, ConfigurationError):
                then(_result(future, article))
            else:
                left = explain_paid(article, asked.attempts) if self._closed else None
                then(left or error)

        self._ask(article, asked.attempts).add_done_callback(finish)

    def _ask(self, article: Article, attempts: list[Attempt] | None = None) -> Future[Record]:
        with self._lock:
            asked = self._require_open()
            return start_in(asked.loop, partial(self._summarize, asked, article, attempts))

    async def _summarize(self, asked: "_Open", article: Article, attempts: list[Attempt] | None) -> Record:
        from summarizer.pipeline.escalating import summarize_escalating  # noqa: PLC0415 - lazy: openai takes a second to import

        task = cast(asyncio.Task[Any], asyncio.current_task())
        self._tasks.add(task)
        try:
            return await summarize_escalating(article, asked.first, asked.second, self._lane, attempts=attempts)
        except asyncio.CancelledError:
            if self._closed:
                raise _closed() from None
            raise
        finally:
            self._tasks.discard(task)

    def _await_cancelled(self) -> None:
        """Wait until the questions that were cancelled have ended: until then they note what they have paid for."""
        opened = self._open
        if opened is not None:
            with contextlib.suppress(RuntimeError, TimeoutError, CancelledError):  # closed meanwhile
                start_in(opened.loop, self._end_cancelled).result(_LEAVE_S)

    async def _end_cancelled(self) -> None:
        cancelled = [task for task in self._tasks if task.cancelling()]
        await asyncio.gather(*cancelled, return_exceptions=True)

    async def _cancel_questions(self) -> None:
        """End all questions; their errors are for those who wait for them, and nobody else's."""
        await asyncio.sleep(0)  # what was asked just before begins now
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _require_open(self) -> "_Open":
        """What asks, opened if it is not; to be called with the lock held."""
        if self._closed:
            raise _closed()
        if self._open is None:
            _opened.add(self)
            try:
                self._open = self._open_all()
            except BaseException:
                self._stack.close()
                raise
        return self._open

    def _open_all(self) -> "_Open":
        from anyio.from_thread import start_blocking_portal  # noqa: PLC0415 - lazy: keeps the package's import fast

        require_descriptors(self.options.workers)
        store = self._open_cache() if self._store is None else self._store
        portal = self._stack.enter_context(start_blocking_portal())
        second = None
        if self.options.second is not None:  # first, since a key that lacks is known before a model is loaded
            with _about_second():
                second = self._open_model(remote_plan(self.options.second), portal, store)
        first = self._open_first(portal, store)
        self._stack.callback(self._lane.close)
        self._stack.callback(portal.call, self._cancel_questions)
        return _Open(portal.call(asyncio.get_running_loop), first, second)

    def _open_model(self, plan: "Plan", portal: "BlockingPortal", store: "AnswerStore | None") -> "Asked":
        from summarizer.llm.asking import Model  # noqa: PLC0415 - lazy: openai takes a second to import
        from summarizer.pipeline.escalating import Asked  # noqa: PLC0415 - likewise

        model = portal.call(partial(Model, plan.endpoint, store=store, live=self._live))
        self._stack.callback(portal.call, model.aclose)
        return Asked(plan, model)

    def _open_cache(self) -> "AnswerStore | None":
        if self.options.cache_path is None:
            return None
        from summarizer.llm.answer_cache import AnswerCache  # noqa: PLC0415 - lazy: only when used

        return self._stack.enter_context(AnswerCache(self.options.cache_path, say=self._on_progress))

    def _open_first(self, portal: "BlockingPortal", store: "AnswerStore | None") -> "Asked":
        from summarizer.pipeline.old_wires import options_of_wires  # noqa: PLC0415 - likewise

        if not self.options.is_embedded:
            return self._open_model(remote_plan(self.options), portal, store)
        server = self._server or self._start_server(self._stack)
        first = self._open_model(embedded_plan(self.options, server), portal, store)
        wires = options_of_wires(self.options)
        if wires is None:
            return first
        return first._replace(old=self._open_model(embedded_plan(wires, server), portal, store))

    def _start_server(self, stack: contextlib.ExitStack) -> ServerAddress:
        """Where the embedded model is served until the stack is closed."""
        from summarizer.llm.embedded.server import serve_for  # noqa: PLC0415 - lazy: only when used

        return stack.enter_context(serve_for(self.options, on_progress=self._on_progress))


class _Open(NamedTuple):
    """What asks: the loop that holds the models, the first one, and the one to escalate to."""

    loop: asyncio.AbstractEventLoop
    first: "Asked"
    second: "Asked | None"


def _closed() -> ConfigurationError:
    return ConfigurationError("This Summarizer is closed. Make a new one, or close it later.")


@contextlib.contextmanager
def _about_second() -> Iterator[None]:
    """Errors of the settings say that they are about the model to escalate to."""
    try:
        yield
    except ConfigurationError as error:
        raise type(error)(f"The model to escalate to: {error}") from error


class _Asked(NamedTuple):
    """An article, the attempts about it, which grow as they are made, and who asks."""

    article: Article
    attempts: list[Attempt]
    process: int


def _require_own(waiting: Iterable[_Asked]) -> None:
    """Raises: ConfigurationError in a forked process, to which no result of its parent's questions ever comes."""
    if any(asked.process != os.getpid() for asked in waiting):
        raise ConfigurationError(
            "These articles were asked about by the process that this one was forked from, and their results come to "
            "that one alone. Ask about them anew here."
        )


def _take(
    waiting: dict[Future[Record], _Asked], finished: SimpleQueue[Future[Record]], *, block: bool
) -> Iterator[list[Result]]:
    """The results that are there, after waiting for one if ``block``; then the error that ends everything, if any."""
    done = [finished.get()] if block else []
    with contextlib.suppress(Empty):
        while True:
            done.append(finished.get_nowait())
    fatal = [future for future in done if _is_fatal(future)]
    ended = [future for future in done if future not in fatal]
    group = [_result(future, waiting[future].article) for future in ended]
    for future in ended:
        del waiting[future]
    if group:
        yield group
    for future in fatal:
        future.result()


def _is_fatal(future: Future[Record]) -> bool:
    """Whether it ended with an error that would fail every article."""
    return isinstance(future.exception(), ConfigurationError)


def _leave(future: Future[Record], asked: _Asked) -> Result | None:
    """What is to be kept of an article for which nobody waits any more: its result, or what was paid for it so far."""
    if future.cancelled():
        return explain_paid(asked.article, asked.attempts)
    if _is_fatal(future):
        return explain_paid(asked.article, asked.attempts, future.exception())
    return _result(future, asked.article)


def explain_paid(article: Article, attempts: Sequence[Attempt], error: Any = None) -> ArticleFailure | None:
    """The failure of an article after some of whose answers everything ended, by that error; None before any was paid.

    ``error`` is one that would fail every article; None for an interrupt.
    """
    if not any(one.prompt_tokens is not None and one.origin == "live" for one in attempts):
        return None
    if error is not None:
        return fail_article(article, error.code, str(error), tuple(attempts))
    said = "The run ended before a model's answers about it were complete. The same command asks anew."
    return fail_article(article, INTERRUPTED, said, tuple(attempts))


def fail_article(article: Article, code: str, message: str, attempts: tuple[Attempt, ...] = ()) -> ArticleFailure:
    """The failure of an article that was read."""
    known = article.model_dump(include={"path", "line", "article_id"})
    return ArticleFailure(**known, code=code, message=message, attempts=attempts)


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
    attempts: tuple[Any, ...] = getattr(error, "attempts", ())
    if isinstance(error, (ArticleError, AskError)):
        code, message = error.code, str(error)
    elif isinstance(error, SummarizerError):
        raise error
    else:
        place = traceback.extract_tb(error.__traceback__)[-1]
        code = "internal"
        message = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno}). Please report this."
    return fail_article(article, code, message, attempts)


class _Shared(Summarizer[Record]):
    """One of those behind the module's functions, which share their embedded servers."""

    def _start_server(self, _: contextlib.ExitStack) -> ServerAddress:
        options = self.options
        context_tokens = options.context_tokens or EMBEDDED_CONTEXT_TOKENS
        wanted = (options.model_path, context_tokens, options.workers, options.threads)
        with _servers_lock:
            if wanted not in _servers:
                _servers[wanted] = super()._start_server(_servers_stack)
            return _servers[wanted]


_shared: dict[tuple[object, ...], Summarizer] = {}
_shared_lock = threading.Lock()
_servers: dict[tuple[object, ...], ServerAddress] = {}
_servers_lock = threading.Lock()
_servers_stack = contextlib.ExitStack()
_opened: WeakSet[Summarizer[Any]] = WeakSet()
_of_the_parent: list[contextlib.ExitStack] = []


@atexit.register
def _close_opened() -> None:
    """Before the interpreter ends: what is still open then would wait for ever for a thread that runs no more."""
    for summarizer in list(_opened):
        summarizer.close()
    _servers_stack.close()


def _begin_in_fork() -> None:
    """In a forked process runs no thread that asks: each Summarizer opens its model anew, and its parent's is let be.

    Whatever would close that is kept for good: closing would wait for the threads that there are not.
    """
    global _shared_lock, _servers_lock, _servers_stack  # noqa: PLW0603 - another thread may have held the locks
    _shared_lock, _servers_lock = threading.Lock(), threading.Lock()
    _of_the_parent.append(_servers_stack)
    _servers_stack = contextlib.ExitStack()
    _servers.clear()
    for summarizer in list(_opened):
        _of_the_parent.append(summarizer._stack)  # noqa: SLF001 - its own module
        summarizer._begin()  # noqa: SLF001


if hasattr(os, "register_at_fork"):  # not on Windows, which cannot fork
    os.register_at_fork(after_in_child=_begin_in_fork)


def _shared_summarizer(settings: dict[str, Any]) -> Summarizer:
    """One Summarizer for each set of settings, and of what they name as it is now, kept until the interpreter ends."""
    options = make_options(**settings)
    wanted = options, *_read_named(options)
    with _shared_lock:
        if wanted not in _shared:
            _shared[wanted] = _Shared(options)
        return _shared[wanted]


def _read_named(options: Options) -> Iterator[object]:
    """What options leave to the environment and to files: keys, which nothing prints, prompts and prices."""
    from summarizer.llm.clients import environment_keys  # noqa: PLC0415 - lazy: openai takes a second to import

    yield None if options.is_embedded and options.second is None else environment_keys()
    prompts = [one.prompt for one in (options, options.second) if one is not None]
    yield from map(_read, [*prompts, options.prices_path])


def _read(path: Path | str | None) -> bytes | None:
    """What the file holds; None where it is a prompt's name, or one that its own reader will tell of."""
    try:
        return None if path is None else read_whole(Path(path))
    except (OSError, ValueError):
        return None


@overload
def summarize(source: Source, *, answer_schema: None = None, **settings: Unpack[Settings]) -> Summary: ...
@overload
def summarize(source: Source, *, answer_schema: type[M], **settings: Unpack[Settings]) -> CustomSummary[M]: ...
def summarize(source: Source, **settings: Any) -> Record:
    """The record of one article; settings are those of ``Options``. The model stays open for the next call.

    Raises: ArticleError, AskError, ConfigurationError.
    """
    return _shared_summarizer(settings).summarize(source)


@overload
async def asummarize(source: Source, *, answer_schema: None = None, **settings: Unpack[Settings]) -> Summary: ...
@overload
async def asummarize(source: Source, *, answer_schema: type[M], **settings: Unpack[Settings]) -> CustomSummary[M]: ...
async def asummarize(source: Source, **settings: Any) -> Record:
    """Like ``summarize``, for any asyncio loop."""
    shared = await asyncio.to_thread(_shared_summarizer, settings)
    return await shared.asummarize(source)


@overload
def summarize_many(
    sources: Iterable[Source], *, answer_schema: None = None, **settings: Unpack[Settings]
) -> Iterator[Summary | ArticleFailure]: ...
@overload
def summarize_many(
    sources: Iterable[Source], *, answer_schema: type[M], **settings: Unpack[Settings]
) -> Iterator[CustomSummary[M] | ArticleFailure]: ...
def summarize_many(sources: Iterable[Source], **settings: Any) -> Iterator[Result]:
    """Results as they finish, in no fixed order; failures come as values.

    Raises: ConfigurationError.
    """
    return _shared_summarizer(settings).summarize_many(sources)
