"""Interrupts that come while something is written wait until it is."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has all


@contextlib.contextmanager
def held_interrupts() -> Iterator[None]:
    """What signals would raise is raised at the block's end. Other threads than the first get none anyway."""
    came: list[tuple[int, FrameType | None]] = []
    before = {}
    if threading.current_thread() is threading.main_thread():
        known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        before = {number: handler for number in known if callable(handler := signal.getsignal(number))}
    try:
        for number in before:
            signal.signal(number, lambda *told: came.append(told))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            number, frame = came[0]
            before[number](number, frame)
