"""Ends that others ask for: SIGTERM of a service manager, SIGHUP of a terminal that closes."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

_NAMES = ("SIGTERM", "SIGHUP")


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within, these signals end the work as Ctrl-C does, by a KeyboardInterrupt of their name; a second one at once.

    What is ignored or handled already stays so: nohup ignores SIGHUP. Windows has no SIGHUP.
    """
    may_handle = threading.current_thread() is threading.main_thread()
    known = [getattr(signal, name) for name in _NAMES if may_handle and hasattr(signal, name)]
    ours = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt(signal.Signals(number).name)
