"""Limits that all questions to one model share: requests and tokens a minute, and going slower when told to."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_WINDOW_S = 60.0
_BURST_S = 10.0
_REMEMBERED = 8
"""Requests by which the next one's tokens are guessed: schemas and answers take some that no article's length tells."""

Clock = Callable[[], float]


class Allowance:
    """So much in any 60 seconds, handed out in the order in which it was asked for.

    A reservation is made at once and tells how long to wait until it is due (a generic cell rate algorithm). Up to a
    seventh of the allowance may go at once; the rest is spread so that no 60 seconds, the last instant excluded, hold
    more than ``per_minute``. An amount larger than that goes alone: nothing else is due within 60 seconds of it.
    """

    def __init__(self, per_minute: int, *, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._rate = per_minute / (_WINDOW_S + _BURST_S)
        self._burst_s = max(_BURST_S, 1 / self._rate)
        self._spoken_for = clock() - self._burst_s

    def reserve(self, amount: float) -> float:
        """Seconds to wait before the amount may be used."""
        now = self._clock()
        due = max(self._spoken_for, now - self._burst_s) + amount / self._rate
        self._spoken_for = due + self._pause_after_s(amount)
        return max(0.0, due - now)

    def withdraw(self, amount: float) -> None:
        """Undo the latest reservation, of that amount, which was not used."""
        self._spoken_for -= amount / self._rate + self._pause_after_s(amount)

    def _pause_after_s(self, amount: float) -> float:
        return max(0.0, amount / self._rate - self._burst_s)

    def correct(self, amount: float) -> None:
        """Charge what a reservation turned out to be short of, or give back (negative) what it did not need."""
        self._spoken_for += amount / self._rate


class Throttle:
    """Admits requests to one model, for use inside one event loop.

    ``rpm`` and ``tpm`` limit requests and tokens in any 60 seconds; None sets no limit. ``in_flight`` is the most
    requests open at once: halved when the provider answers 429, and won back one by one while it does not.
    """

    def __init__(self, *, rpm: int | None = None, tpm: int | None = None, in_flight: int) -> None:
        self._requests = None if rpm is None else Allowance(rpm)
        self._tokens = None if tpm is None else Allowance(tpm)
        self._scale = 1.0
        self._most = self._allowed = float(in_flight)
        self._open = 0
        self._volley = 0
        self._resume_at = 0.0
        self._freed = asyncio.Condition()
        self._turn = asyncio.Lock()

    @property
    def allowed(self) -> int:
        """The requests that may be open at once just now."""
        return max(1, int(self._allowed))

    def expect(self, tokens: int) -> int:
        """The tokens that a request is likely to take, by what those before it took of what was counted of theirs."""
        return round(tokens * self._scale)

    @asynccontextmanager
    async def admit(self, tokens: int) -> AsyncIterator[int]:
        """Wait for a place for a request of about so many tokens, and hold it. Gives what ``slow_down`` asks for."""
        async with self._freed:
            await self._freed.wait_for(lambda: self._open < self.allowed)
            self._open += 1
        try:
            await self._wait_turn(tokens)
            yield self._volley
        finally:
            self._open -= 1
            async with self._freed:
                self._freed.notify_all()

    async def _wait_turn(self, tokens: int) -> None:
        """One at a time, in the order of asking: who waits behind has reserved nothing that would have to be moved."""
        async with self._turn:
            shares = [(limit, amount) for limit, amount in ((self._requests, 1), (self._tokens, tokens)) if limit]
            due_at = time.monotonic() + max((limit.reserve(amount) for limit, amount in shares), default=0.0)
            try:
                while (wait_s := max(due_at, self._resume_at) - time.monotonic()) > 0:  # noqa: ASYNC110 - the end may move
                    await asyncio.sleep(wait_s)
            except BaseException:
                for limit, amount in shares:
                    limit.withdraw(amount)
                raise

    def settle(self, *, admitted: int, used: int | None) -> None:
        """Count the tokens that a request really took; None where that is not known."""
        if self._tokens is None or used is None:
            return
        self._tokens.correct(used - admitted)
        self._scale += (self._scale * used / max(admitted, 1) - self._scale) / _REMEMBERED

    def speed_up(self) -> None:
        """A request went well: allow a little more at once."""
        self._allowed = min(self._most, self._allowed + 1 / self._allowed)

    def slow_down(self, volley: int, wait_s: float) -> None:
        """The provider said 429: nobody asks for ``wait_s`` seconds, and then half as many at once.

        ``volley`` is what ``admit`` gave: of requests that were open when another was told so, the places count once.
        """
        if volley == self._volley:
            self._volley += 1
            self._allowed = max(1.0, min(self._allowed, self._open) / 2)
        self._resume_at = max(self._resume_at, time.monotonic() + wait_s)
