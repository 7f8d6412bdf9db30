"""The engine that a run is given to be worked on by several processes of this machine.

Workers get articles through a pipe, and results come back through it. A worker ends when its pipe is closed, which the
system does where the process that started it is killed.
"""

import contextlib
import itertools
import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import Any

from summarizer.api import INTERRUPTED, Result
from summarizer.errors import CircuitOpenError, ConfigurationError, SummarizerError
from summarizer.language.plurals import tell_count
from summarizer.options import Options
from summarizer.runs.engines import Engine
from summarizer.runs.losses import LEAVE_S, Asked, Losses
from summarizer.runs.processes.worker import NO_TRAVEL, work
from summarizer.runs.shares import share_options
from summarizer.schemas.record import Summary
from summarizer.values import Article, ArticleFailure

_SPAWN = multiprocessing.get_context("spawn")
_GIVEN_FOR_S = 0.05
"""How long articles are read and given to workers before results are looked at again."""
_IGNORED = ("SIGINT", "SIGHUP")
"""What a terminal sends to all processes of a command: the first one decides what comes of it."""
_NO_START = (
    "A worker's process could not be started; it said why on stderr. In a program of your own, what starts processes "
    'must stand under: if __name__ == "__main__"'
)


class ProcessEngine(Engine):
    """Asks from so many ``processes`` of this machine, or fewer where the run's limits cannot be shared out to so many.

    A worker that takes a dead one's place starts its share of a minute's limits anew. With ``spans`` each sends its
    spans by OTLP.

    Raises: ConfigurationError for the embedded model, which uses all cores by itself.
    """

    def __init__(
        self,
        options: Options,
        *,
        processes: int,
        spans: bool = False,
        on_progress: Callable[[str], None] = lambda _line: None,
    ) -> None:
        if options.is_embedded:
            raise ConfigurationError(
                "--processes is for models that are asked elsewhere: the embedded model uses all cores (--threads)."
            )
        self._shares = share_options(options, processes)
        self._spans = spans
        self._say = on_progress

    def _hire(self) -> "_Team":
        self._say(f"starting {tell_count(len(self._shares), 'process', 'processes')}")
        return _Team(self._shares, spans=self._spans, say=self._say)


class _Worker:
    """A process, and the articles that it is at."""

    def __init__(self, options: Options, *, spans: bool) -> None:
        self.options = options
        self.asked: dict[int, Asked] = {}
        self.left: list[Result] = []
        self._numbers = itertools.count()
        self.is_open = False
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=work, args=(theirs, options), kwargs={"spans": spans}, daemon=True)
        try:
            with theirs, _blocked_signals():
                self.process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise ConfigurationError(f"{NO_TRAVEL}: {error}") from error

    @property
    def room(self) -> int:
        return self.options.workers - len(self.asked)

    def give(self, asked: Asked) -> None:
        """Send an article; where nobody is there to take it, reading tells."""
        number = next(self._numbers)
        self.asked[number] = asked
        with contextlib.suppress(OSError):
            self.pipe.send((number, asked.article))

    def take_leave(self, until: float) -> Iterator[tuple[int | None, object]]:
        """What the process still says until it ends, or until that moment of the clock. It was told to end."""
        with contextlib.suppress(Exception):  # the end; or no message, where an interrupt cut the reading of one short
            while self.pipe.poll(max(0.0, until - time.monotonic())):
                yield self.pipe.recv()

    def end(self, until: float) -> None:
        """Let the process end until that moment of the clock, or kill it."""
        self.pipe.close()
        self.process.join(max(0.0, until - time.monotonic()))
        self.process.kill()
        self.process.join()


class _Team:
    """The workers of one run, replaced when they die."""

    def __init__(self, shares: Sequence[Options], *, spans: bool, say: Callable[[str], None]) -> None:
        self._spans = spans
        self._say = say
        self._told: set[str] = set()
        self._losses = Losses()
        self._workers: list[_Worker] = []
        try:
            for share in shares:
                self._workers.append(_Worker(share, spans=spans))
        except BaseException:
            self.close()
            raise

    def leave(self) -> list[Result]:
        """Tell all to end; gives back what had come in, and as failures what was paid for."""
        for worker in self._workers:
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
        until = time.monotonic() + LEAVE_S
        for worker in self._workers:
            for number, said in worker.take_leave(until):
                self._losses.outcomes += self._hear(worker, number, said)
        left = [result for worker in self._workers for result in worker.left]
        return left + self._losses.list_left()

    def close(self) -> None:
        """End the workers with all that they are at; their answers are kept first."""
        for worker in self._workers:
            worker.pipe.close()
        until = time.monotonic() + LEAVE_S
        for worker in self._workers:
            worker.end(until)

    def summarize_groups(self, articles: Iterator[Article]) -> Iterator[list[Result]]:
        while True:
            more = self._give(articles)
            if not (more or any(worker.asked for worker in self._workers)):
                return
            yield from self._finished(block=not (more and self._freest().room))

    def _freest(self) -> _Worker:
        return max(self._workers, key=lambda worker: worker.room)

    def _give(self, articles: Iterator[Article]) -> bool:
        """Give articles to where there is room, for a moment; False where there are no more."""
        until = time.monotonic() + _GIVEN_FOR_S
        more = True
        while more and (worker := self._freest()).room and time.monotonic() < until:
            asked = self._losses.next_of(articles)
            if asked is not None:
                worker.give(asked)
            more = asked is not None
        return more

    def _finished(self, *, block: bool) -> Iterator[list[Result]]:
        """The results that are there, after waiting for something to come in if ``block``."""
        ready = self._ready(None if block else 0)
        while ready:
            for worker in ready:
                self._losses.outcomes += self._receive(worker)
            ready = self._ready(0)
        yield from self._losses.give_out()

    def _ready(self, timeout_s: float | None) -> list[_Worker]:
        """The workers that have said something, or have died."""
        ready = set(wait([worker.pipe for worker in self._workers], timeout_s))
        return [worker for worker in self._workers if worker.pipe in ready]

    def _receive(self, worker: _Worker) -> Sequence[Result | SummarizerError]:
        """What came of a question, or what ends the run."""
        try:
            number, said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._replace(worker)
        return self._hear(worker, number, said)

    def _hear(self, worker: _Worker, number: int | None, said: Any) -> Sequence[Result | SummarizerError]:
        """Likewise, of what a worker said. What it paid for without a result is kept for those who leave."""
        worker.is_open = True
        if number is not None:
            if isinstance(said, ArticleFailure) and said.code == INTERRUPTED:
                worker.left.append(said)  # if only the worker was ended, it is asked again
                return []
            asked = worker.asked.pop(number)
            self._losses.note_end(asked, said)
            return [Summary.model_validate_json(said) if isinstance(said, str) else said]
        if isinstance(said, SummarizerError):
            return [said]
        if said is not None and said not in self._told:
            self._told.add(said)
            self._say(said)
        return []

    def _replace(self, worker: _Worker) -> Sequence[Result | SummarizerError]:
        """The failures of a dead worker's articles that were lost too often; or what ends the run."""
        self._workers.remove(worker)
        worker.end(time.monotonic() + LEAVE_S)
        code = worker.process.exitcode or 0
        if code > 0 and not worker.is_open:
            return [ConfigurationError(_NO_START)]
        why = f"signal {-code}" if code < 0 else f"exit code {code}"
        self._say(f"a worker died ({why}); another takes its place")
        try:
            self._losses.note_deaths(1, remedy="See the system's log for the cause, and whether memory was short")
        except CircuitOpenError as error:
            return [error]
        self._workers.append(_Worker(worker.options, spans=self._spans))
        lost = (
            self._losses.note_loss(asked, why=f"{why}. See whether memory was short.")
            for asked in worker.asked.values()
        )
        return [failure for failure in lost if failure is not None]


@contextlib.contextmanager
def _blocked_signals() -> Iterator[None]:
    """Within, processes are started that never see these signals."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    resource_tracker.ensure_running()  # which the first start would do, and let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {getattr(signal, name) for name in _IGNORED})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
