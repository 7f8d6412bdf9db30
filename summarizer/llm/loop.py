"""Work for one event loop from other threads."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Work = Callable[[], Coroutine[Any, Any, T]]


def start_in(loop: asyncio.AbstractEventLoop, work: Work[T]) -> Future[T]:
    """The future of a coroutine that ``work`` makes in another thread's loop. Cancelling it cancels the coroutine.

    Unlike asyncio's own function for that, it begins nothing where the future is cancelled before the loop gets to it.
    """

    async def begin() -> T:
        await asyncio.sleep(0)  # a future that was cancelled before has this cancelled now
        return await work()

    beginning = begin()
    try:
        return asyncio.run_coroutine_threadsafe(beginning, loop)
    except RuntimeError:  # the loop is closed
        beginning.close()
        raise


async def run_in(loop: asyncio.AbstractEventLoop, work: Work[T]) -> T:
    """What a coroutine gives back that runs in that loop, be it another thread's."""
    if loop is asyncio.get_running_loop():
        return await work()
    return await asyncio.wrap_future(start_in(loop, work))


class Lane(Generic[T]):
    """A thread with an event loop for coroutines that keep their loop busy for long, started when it is first needed.

    One that is cancelled is left behind with its thread, which ends when it does, and a new thread serves the next: a
    deadline need not wait until a stage of pure Python has come to its end.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: Callable[[], object] = lambda: None

    async def run(self, work: Work[T]) -> T:
        """What a coroutine gives back; to be called from one loop only."""
        loop = self._loop = self._loop or self._open()
        try:
            return await asyncio.wrap_future(start_in(loop, work))
        except asyncio.CancelledError:
            if loop is self._loop:
                self.close()
            raise

    def _open(self) -> asyncio.AbstractEventLoop:
        loop, ended = asyncio.new_event_loop(), asyncio.Event()
        self._end = partial(loop.call_soon_threadsafe, ended.set)
        threading.Thread(target=_serve, args=(loop, ended), daemon=True).start()
        return loop

    def close(self) -> None:
        """Let the thread end with what runs in it."""
        self._end()
        self._loop, self._end = None, lambda: None


def _serve(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    async def serve() -> None:
        await ended.wait()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(serve())
