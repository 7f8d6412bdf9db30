"""Work handed to an event loop from other threads."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from summarizer.llm.loop import start_in


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever)
    thread.start()
    yield made
    made.call_soon_threadsafe(made.stop)
    thread.join()
    made.close()


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def test_results_come_back(loop: asyncio.AbstractEventLoop) -> None:
    futures = [start_in(loop, lambda number=number: double(number)) for number in range(100)]  # type: ignore[misc]
    assert [future.result(5) for future in futures] == list(range(0, 200, 2))


def test_errors_come_back(loop: asyncio.AbstractEventLoop) -> None:
    async def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        start_in(loop, fail).result(5)


def test_a_cancelled_future_cancels_its_task(loop: asyncio.AbstractEventLoop) -> None:
    started, ended = threading.Event(), threading.Event()

    async def wait() -> int:
        started.set()
        try:
            await asyncio.sleep(30)
        finally:
            ended.set()
        return 1

    future = start_in(loop, wait)
    assert started.wait(5)
    assert future.cancel()
    assert ended.wait(5)


def test_a_future_cancelled_early_starts_nothing(loop: asyncio.AbstractEventLoop) -> None:
    busy = threading.Event()
    loop.call_soon_threadsafe(busy.wait, 5)
    started = threading.Event()

    async def mark() -> int:
        started.set()
        return 1

    assert start_in(loop, mark).cancel()
    busy.set()
    assert start_in(loop, lambda: double(1)).result(5) == 2
    assert not started.is_set()


def test_a_task_that_is_cancelled_cancels_its_future(loop: asyncio.AbstractEventLoop) -> None:
    async def give_up() -> int:
        raise asyncio.CancelledError

    with pytest.raises(CancelledError):
        start_in(loop, give_up).result(5)
