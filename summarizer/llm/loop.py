"""Work for one event loop from other threads, handed over cheaply: what comes close together wakes the loop once."""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, InvalidStateError
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Handover(Generic[T]):
    """Starts coroutines in a loop for any thread.

    A wake-up costs two system calls and a change of threads, which at hundreds of articles a second is much of the
    work; that is why these are saved.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._jobs: deque[tuple[Future[T], Callable[[], Coroutine[Any, Any, T]]]] = deque()
        self._lock = threading.Lock()
        self._woken = False

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Future[T]:
        """The future of a coroutine that ``work`` makes in the loop. Cancelling it cancels the coroutine's task."""
        future: Future[T] = Future()
        with self._lock:
            self._jobs.append((future, work))
            asleep, self._woken = not self._woken, True
        if asleep:
            self._loop.call_soon_threadsafe(self._start_all)
        return future

    def _start_all(self) -> None:
        with self._lock:
            jobs = list(self._jobs)
            self._jobs.clear()
            self._woken = False
        for future, work in jobs:
            if not future.cancelled():
                self._start(future, work)

    def _start(self, future: Future[T], work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        task = self._loop.create_task(work())
        task.add_done_callback(lambda done: _hand_back(done, future))

        def pass_on(ended: Future[T]) -> None:
            if ended.cancelled():
                with contextlib.suppress(RuntimeError):  # the loop is closed: the task is gone with it
                    self._loop.call_soon_threadsafe(task.cancel)

        future.add_done_callback(pass_on)


async def run_in(loop: asyncio.AbstractEventLoop, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What a coroutine gives back that runs in that loop, be it another thread's."""
    if loop is asyncio.get_running_loop():
        return await work()
    return await asyncio.wrap_future(Handover[T](loop).start(work))


async def start_in_thread(start: Callable[[], Future[T]]) -> T:
    """What a future holds that ``start`` gives, which another thread calls.

    Who gives up waiting cancels the future, also where there is none until later.
    """
    started: list[Future[T]] = []
    given_up = threading.Event()

    def run() -> Future[T]:
        future = start()
        started.append(future)
        if given_up.is_set():
            future.cancel()
        return future

    try:
        return await asyncio.wrap_future(await asyncio.to_thread(run))
    except asyncio.CancelledError:
        given_up.set()
        for future in started:
            future.cancel()
        raise


class Lane(Generic[T]):
    """A thread with an event loop for coroutines that keep their loop busy for long, started when it is first needed.

    One that is cancelled is left behind with its thread, which ends when it does, and a new thread serves the next: a
    deadline need not wait until a stage of pure Python has come to its end.
    """

    def __init__(self) -> None:
        self._handover: Handover[T] | None = None
        self._end: Callable[[], object] = lambda: None

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What a coroutine gives back; to be called from one loop only."""
        handover = self._handover = self._handover or self._open()
        try:
            return await asyncio.wrap_future(handover.start(work))
        except asyncio.CancelledError:
            if handover is self._handover:
                self.close()
            raise

    def _open(self) -> Handover[T]:
        loop, ended = asyncio.new_event_loop(), asyncio.Event()
        self._end = partial(loop.call_soon_threadsafe, ended.set)
        threading.Thread(target=_serve, args=(loop, ended), daemon=True).start()
        return Handover(loop)

    def close(self) -> None:
        """Let the thread end with what runs in it."""
        self._end()
        self._handover, self._end = None, lambda: None


def _serve(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    async def serve() -> None:
        await ended.wait()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(serve())


def _hand_back(task: asyncio.Task[T], future: Future[T]) -> None:
    """Give the task's outcome to the future, unless that was cancelled meanwhile."""
    with contextlib.suppress(InvalidStateError):
        if task.cancelled():
            future.cancel()
        elif (error := task.exception()) is not None:
            future.set_exception(error)
        else:
            future.set_result(task.result())
