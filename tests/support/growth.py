"""Whether time grows much faster than a text, told by the processor's clock: a busy machine changes nothing."""

import gc
from collections.abc import Callable
from time import thread_time

MOST_GROWTH = 4**1.3
"""Of the time, where the text is four times as long."""
MOST_TRIES = 9
LONGEST = 32_768
"""How long a text gets that is read at once."""


def timed(run: Callable[[str], object], text: str) -> float:
    """The processor's time for one run; garbage of others is not looked for meanwhile."""
    gc.disable()
    try:
        begun = thread_time()
        run(text)
        return thread_time() - begun
    finally:
        gc.enable()


def outgrows(run: Callable[[str], object], make: Callable[[int], str], *, least_s: float = 0.004) -> str:
    """Why the time grows too fast with the text; empty where it does not.

    Looked at where the text is first so long that the clock can tell, and where it is too slow there, with four times
    the text: what reads by windows slows down once, between less than one of them and several.
    """
    size = LONGEST // 16
    while (first := timed(run, make(size))) <= least_s:
        if size == LONGEST:
            return ""
        size = LONGEST if first < least_s / 16 else 4 * size  # where even a square would not be seen at four times
    if not _outgrows_at(size, run, make, least_s, first):
        return ""
    return _outgrows_at(4 * size, run, make, least_s, timed(run, make(4 * size)))


def _outgrows_at(
    size: int, run: Callable[[str], object], make: Callable[[int], str], least_s: float, first: float
) -> str:
    """The time held against that of a quarter of the text, the less of two; if too slow, again up to nine times."""
    many = [first]
    few = [timed(run, make(size // 4)) for _ in range(2)]
    while min(many) > max(least_s, MOST_GROWTH * min(few)):
        if len(many) == MOST_TRIES:
            return f"{min(few):.4f} s become {min(many):.4f} s"
        few.append(timed(run, make(size // 4)))
        many.append(timed(run, make(size)))
    return ""
