import asyncio
import threading

import pytest

from summarizer.llm.loop import Lane, run_in


async def where() -> threading.Thread:
    return threading.current_thread()


def test_a_lane_runs_coroutines_in_a_thread_of_its_own() -> None:
    async def ask() -> None:
        lane = Lane[threading.Thread]()
        first, second = await lane.run(where), await lane.run(where)
        assert first is second is not threading.current_thread()
        lane.close()
        await asyncio.to_thread(first.join, 10)
        assert not first.is_alive()
        assert await lane.run(where) is not first
        lane.close()

    asyncio.run(ask())


def test_an_error_comes_back_from_a_lane() -> None:
    async def fail() -> None:
        raise LookupError("gone")

    async def ask() -> None:
        lane = Lane[None]()
        with pytest.raises(LookupError, match="gone"):
            await lane.run(fail)
        lane.close()

    asyncio.run(ask())


def test_what_is_cancelled_is_left_behind_however_long_it_takes_and_the_next_need_not_wait() -> None:
    """A wait that no event loop can end stands for a stage of pure Python."""
    begun, release = threading.Event(), threading.Event()
    threads, went_on = list[threading.Thread](), list[str]()

    async def stuck() -> threading.Thread:
        threads.append(threading.current_thread())
        begun.set()
        release.wait(30)
        await asyncio.sleep(0)
        went_on.append("to the next question")
        return threads[0]

    async def ask() -> None:
        lane = Lane[threading.Thread]()
        left = asyncio.create_task(lane.run(stuck))
        await asyncio.to_thread(begun.wait, 10)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        assert threads[0].is_alive()
        async with asyncio.timeout(10):
            assert await lane.run(where) is not threads[0]
        release.set()
        await asyncio.to_thread(threads[0].join, 10)
        lane.close()

    asyncio.run(ask())
    assert not threads[0].is_alive()
    assert went_on == []


def test_a_lane_that_is_left_before_its_thread_begins_ends_with_it() -> None:
    before = set(threading.enumerate())

    async def ask() -> None:
        left = asyncio.create_task(Lane[threading.Thread]().run(where))
        await asyncio.sleep(0)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left

    asyncio.run(ask())
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert set(threading.enumerate()) <= before


def test_a_lane_that_nothing_ran_in_can_be_closed() -> None:
    Lane[None]().close()


def test_run_in_comes_back_from_another_loop_and_from_its_own() -> None:
    async def ask() -> None:
        home, lane = asyncio.get_running_loop(), Lane[threading.Thread]()
        assert await lane.run(lambda: run_in(home, where)) is threading.current_thread()
        assert await run_in(home, where) is threading.current_thread()
        lane.close()

    asyncio.run(ask())
