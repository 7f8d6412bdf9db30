"""Shared limits: what any minute holds, the order of turns, and going slower when told to."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.llm.limits import Allowance, Throttle

WINDOW_S = 60.0


class FakeClock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


Asked = list[tuple[float, float]]


def due_times(per_minute: int, asked: Asked) -> Asked:
    """When each amount may be used: ``asked`` holds the seconds that pass before an amount is asked for, and it."""
    clock = FakeClock()
    allowance = Allowance(per_minute, clock=clock)
    due: Asked = []
    for pause_s, amount in asked:
        clock.now += pause_s
        due.append((clock.now + allowance.reserve(amount), amount))
    return due


def fullest_windows(due: Asked) -> Iterator[list[float]]:
    """The amounts within 60 s from each one on, the last instant excluded."""
    for start, _ in due:
        yield [amount for at, amount in due if start <= at < start + WINDOW_S - 1e-6]


pauses = st.floats(0, 200) | st.just(0.0)


@given(st.integers(1, 500), st.lists(pauses, min_size=1, max_size=60), st.integers(1, 8))
@example(1, [0.0] * 5, 1)
@example(6, [0.0] * 30, 1)
@example(7, [0.0] * 30, 1)
@example(7, [100.0, *[0.0] * 9], 1)
def test_no_minute_holds_more_requests_than_it_may(per_minute: int, apart_s: list[float], repeats: int) -> None:
    asked = [(pause_s, 1.0) for pause_s in apart_s for _ in range(repeats)]
    assert all(len(window) <= per_minute for window in fullest_windows(due_times(per_minute, asked)))


@given(st.integers(7, 100_000), st.lists(st.tuples(pauses, st.floats(0.0, 2.0)), min_size=1, max_size=40))
@example(7000, [(0.0, 1.0), (0.0, 1.0)])
@example(7000, [(0.0, 0.01), (0.0, 0.9), (0.0, 0.5), (0.0, 0.001)])
def test_no_minute_holds_more_tokens_than_it_may(per_minute: int, shares: Asked) -> None:
    """Also where one amount is more than may go at once, and even more than a minute holds: that goes alone."""
    asked = [(pause_s, max(1.0, share * per_minute)) for pause_s, share in shares]
    for window in fullest_windows(due_times(per_minute, asked)):
        assert sum(window) <= per_minute * (1 + 1e-9) or len(window) == 1


@given(st.integers(1, 10_000), st.lists(st.tuples(pauses, st.floats(1, 3000)), min_size=2, max_size=30))
def test_turns_come_in_the_order_in_which_they_were_asked_for(per_minute: int, asked: Asked) -> None:
    times = [at for at, _ in due_times(per_minute, asked)]
    assert times == sorted(times)
    assert all(at >= given for at, given in zip(times, accumulate(pause for pause, _ in asked), strict=True))


def test_a_seventh_goes_at_once_and_the_rest_is_spread() -> None:
    due = [at - 1000 for at, _ in due_times(70, [(0.0, 1.0)] * 14)]
    assert due[:10] == [0.0] * 10
    assert due[10:] == pytest.approx([1.0, 2.0, 3.0, 4.0])


def test_what_is_asked_for_steadily_is_six_sevenths_of_the_limit() -> None:
    due = due_times(70, [(0.0, 1.0)] * 610)
    assert due[-1][0] - due[0][0] == pytest.approx(600.0)


def test_a_large_amount_waits_for_its_share_and_is_waited_for() -> None:
    clock = FakeClock()
    allowance = Allowance(7000, clock=clock)
    assert allowance.reserve(7000) == pytest.approx(60.0)
    assert allowance.reserve(1) == pytest.approx(120.0, abs=0.02)


def test_a_correction_is_charged_or_given_back() -> None:
    clock = FakeClock()
    allowance = Allowance(7000, clock=clock)
    assert allowance.reserve(1000) == 0.0
    assert allowance.reserve(100) == pytest.approx(1.0)
    allowance.correct(-100)
    assert allowance.reserve(100) == pytest.approx(1.0)
    allowance.correct(300)
    assert allowance.reserve(100) == pytest.approx(5.0)


@pytest.mark.parametrize("amount", [10.0, 1500.0, 9000.0])
def test_a_reservation_that_was_withdrawn_leaves_no_trace(amount: float) -> None:
    allowance = Allowance(7000, clock=FakeClock())
    allowance.reserve(1000)
    allowance.reserve(amount)
    allowance.withdraw(amount)
    assert allowance.reserve(100) == pytest.approx(1.0)


def test_what_is_given_back_does_not_add_up_beyond_a_burst() -> None:
    clock = FakeClock()
    allowance = Allowance(7000, clock=clock)
    for _ in range(5):
        allowance.reserve(1000)
        allowance.correct(-1000)
    assert allowance.reserve(1000) == 0.0
    assert allowance.reserve(100) == pytest.approx(1.0)


Work = Callable[[], Awaitable[None]]


async def nothing() -> None:
    pass


class Meter:
    """Requests through a throttle: how many are open, the most that ever were, and when each was admitted."""

    def __init__(self, throttle: Throttle) -> None:
        self.throttle = throttle
        self.open = self.most = 0
        self.admitted: list[tuple[int, float]] = []

    async def ask(self, name: int, work: Work = nothing) -> None:
        async with self.throttle.admit(10):
            self.open += 1
            self.most = max(self.most, self.open)
            self.admitted.append((name, time.monotonic()))
            try:
                await work()
            finally:
                self.open -= 1


async def settle() -> None:
    """Let every task go on until it waits for something."""
    for _ in range(20):
        await asyncio.sleep(0)


@given(st.integers(1, 5), st.lists(st.integers(0, 4), min_size=1, max_size=25), st.sets(st.integers(0, 24)))
def test_no_more_are_open_than_may_be_whoever_gives_up_or_fails(
    in_flight: int, rounds: list[int], given_up: set[int]
) -> None:
    async def scene() -> Meter:
        meter = Meter(Throttle(in_flight=in_flight))

        async def work(turns: int) -> None:
            for _ in range(turns):
                await asyncio.sleep(0)
            if turns == 3:
                raise ValueError("trouble")

        tasks = [asyncio.create_task(meter.ask(n, lambda turns=turns: work(turns))) for n, turns in enumerate(rounds)]  # type: ignore[misc]
        for number, task in enumerate(tasks):
            if number in given_up:
                await asyncio.sleep(0)
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(asyncio.gather(*(meter.ask(100 + n) for n in range(in_flight))), 5)
        return meter

    meter = asyncio.run(asyncio.wait_for(scene(), 10))
    assert meter.open == 0
    assert meter.most <= in_flight
    assert {name for name, _ in meter.admitted} >= set(range(100, 100 + in_flight))


def test_places_are_given_in_the_order_of_asking() -> None:
    async def scene() -> list[int]:
        meter = Meter(Throttle(in_flight=1))
        await asyncio.gather(*(meter.ask(number, lambda: asyncio.sleep(0)) for number in range(9)))
        return [name for name, _ in meter.admitted]

    assert asyncio.run(scene()) == list(range(9))


def test_who_gives_up_waiting_leaks_no_place() -> None:
    async def scene() -> None:
        throttle = Throttle(in_flight=1)
        meter = Meter(throttle)
        release = asyncio.Event()

        async def hold() -> None:
            await release.wait()

        holder = asyncio.create_task(meter.ask(1, hold))
        await settle()
        waiting = asyncio.create_task(meter.ask(2))
        await settle()
        waiting.cancel()
        release.set()
        await asyncio.gather(holder, waiting, return_exceptions=True)
        throttle.slow_down(-1, 5.0)
        paused = asyncio.create_task(meter.ask(3))
        await settle()
        paused.cancel()
        await asyncio.gather(paused, return_exceptions=True)
        assert [name for name, _ in meter.admitted] == [1]
        assert throttle._open == 0

    asyncio.run(asyncio.wait_for(scene(), 5))


@pytest.mark.parametrize("limits", [{"rpm": 70}, {"tpm": 700}], ids=str)
def test_who_gives_up_waiting_leaves_the_allowance_to_the_next(limits: dict[str, int]) -> None:
    async def scene() -> float:
        meter = Meter(Throttle(in_flight=64, **limits))
        given_up = [asyncio.create_task(meter.ask(number)) for number in range(40)]
        await settle()
        for task in given_up:
            task.cancel()
        await asyncio.gather(*given_up, return_exceptions=True)
        assert len(meter.admitted) < 40
        started = time.monotonic()
        await meter.ask(100)
        return time.monotonic() - started

    assert asyncio.run(asyncio.wait_for(scene(), 30)) < 5


def volley(throttle: Throttle, size: int, waits_s: list[float], *, apart_s: float = 0.0) -> None:
    """``size`` requests open together; the first ones are told 429 one after the other, with these waits."""

    async def scene() -> None:
        everyone = asyncio.Barrier(size)

        async def ask(number: int) -> None:
            async with throttle.admit(10) as admitted:
                await everyone.wait()
                if number < len(waits_s):
                    await asyncio.sleep(apart_s * number)
                    throttle.slow_down(admitted, waits_s[number])
                await everyone.wait()

        await asyncio.gather(*(ask(number) for number in range(size)))

    asyncio.run(asyncio.wait_for(scene(), 5))


@pytest.mark.parametrize("apart_s", [0.0, 0.02])
def test_a_429_halves_once_for_all_that_were_open_together(apart_s: float) -> None:
    throttle = Throttle(in_flight=16)
    volley(throttle, 16, [0.01] * 5, apart_s=apart_s)
    assert throttle.allowed == 8
    volley(throttle, 8, [0.01] * 2)
    assert throttle.allowed == 4


def test_half_is_half_of_what_was_open() -> None:
    throttle = Throttle(in_flight=64)
    volley(throttle, 4, [0.0])
    assert throttle.allowed == 2


def test_one_request_may_always_go() -> None:
    throttle = Throttle(in_flight=2)
    for _ in range(4):
        volley(throttle, 1, [0.0])
    assert throttle.allowed == 1


def test_places_are_won_back_one_by_one_and_never_beyond_the_most() -> None:
    throttle = Throttle(in_flight=6)
    volley(throttle, 4, [0.0])
    seen = []
    for _ in range(40):
        seen.append(throttle.allowed)
        throttle.speed_up()
    assert seen == sorted(seen)
    assert seen[:4] == [2, 2, 2, 3]
    assert seen[-1] == throttle.allowed == 6


def test_a_429_pauses_everybody_and_a_longer_one_longer() -> None:
    async def scene() -> float:
        throttle = Throttle(in_flight=4)
        meter = Meter(throttle)
        started = time.monotonic()
        async with throttle.admit(1) as admitted:
            throttle.slow_down(admitted, 0.1)
            waiting = [asyncio.create_task(meter.ask(number)) for number in range(3)]
            await asyncio.sleep(0.05)
            throttle.slow_down(admitted, 0.25)
            throttle.slow_down(admitted, 0.01)
        await asyncio.gather(*waiting)
        return min(at for _, at in meter.admitted) - started

    assert asyncio.run(scene()) >= 0.3


def test_requests_and_tokens_are_both_held_to() -> None:
    async def wait_s(**limits: int) -> float:
        throttle = Throttle(in_flight=4, **limits)
        started = time.monotonic()
        for _ in range(4):
            async with throttle.admit(100):
                pass
        return time.monotonic() - started

    assert asyncio.run(wait_s()) < 0.1
    assert asyncio.run(wait_s(rpm=1400)) < 0.1
    assert asyncio.run(wait_s(tpm=28_000)) < 0.1
    assert asyncio.run(wait_s(rpm=27, tpm=28_000)) >= 0.3
    assert asyncio.run(wait_s(rpm=1400, tpm=2_700)) >= 0.3


def test_what_a_request_really_took_is_counted() -> None:
    async def wait_s(used: int | None) -> float:
        throttle = Throttle(in_flight=4, tpm=42_000)
        started = time.monotonic()
        for _ in range(2):
            async with throttle.admit(100):
                pass
            throttle.settle(admitted=100, used=used)
        return time.monotonic() - started

    assert asyncio.run(wait_s(None)) < 0.1
    assert asyncio.run(wait_s(40)) < 0.1
    assert asyncio.run(wait_s(6_200)) >= 0.3


def test_the_next_requests_reserve_what_those_before_took_of_what_was_counted() -> None:
    throttle = Throttle(in_flight=4, tpm=1_000_000)
    assert throttle.expect(100) == 100
    for _ in range(40):
        throttle.settle(admitted=throttle.expect(100), used=300)  # with a schema and an answer
    assert 295 <= throttle.expect(100) <= 300
    throttle.settle(admitted=throttle.expect(100), used=None)
    assert 295 <= throttle.expect(100) <= 300, "nothing is learnt of what is not known"
