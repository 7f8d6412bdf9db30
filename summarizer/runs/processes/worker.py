"""The other side of the pipe: a process that asks about the articles that it gets, until the pipe is closed."""

import atexit
import contextlib
import gc
import os
import pickle
import signal
import threading
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from types import FrameType
from typing import NoReturn

from summarizer.api import Summarizer
from summarizer.errors import ConfigurationError
from summarizer.llm.tracing import exported_spans
from summarizer.options import Options
from summarizer.runs.losses import LEAVE_S
from summarizer.schemas.record import Summary
from summarizer.values import Article

NO_TRAVEL = "The answers' schema cannot go to another process; define it in a module, with plain values"
_NEW_OBJECTS = 50_000
"""How many more are made than freed before garbage is looked for, as for a command."""


def work(pipe: Connection, options: Options, *, spans: bool) -> None:
    """All that a worker does."""
    signal.signal(signal.SIGTERM, _leave)
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)  # as for a command: garbage is not looked for at the end
    with exported_spans() if spans else contextlib.nullcontext():
        _Asker(pipe).listen(options)


class _Asker:
    """Answers to the process that started this one."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._leaving = False

    def close(self) -> None:
        with self._lock:
            self._pipe.close()

    def say(self, said: object, *, number: int | None = None) -> None:
        """Say it, unless the pipe is closed. Records go as JSON, which takes a quarter of the time of pickles."""
        if type(said) is Summary:
            with contextlib.suppress(ValueError):  # a lone surrogate, which has no UTF-8
                said = said.model_dump_json()
        try:
            packed = pickle.dumps((number, said))
        except Exception as error:  # noqa: BLE001 - whatever the user's own model raises
            packed = pickle.dumps((None, ConfigurationError(f"{NO_TRAVEL}: {error}")))
        with self._lock, contextlib.suppress(OSError):
            self._pipe.send_bytes(packed)

    def listen(self, options: Options) -> None:
        """Ask about what comes until the pipe is closed or an end is told; then say what was paid for."""
        try:
            with Summarizer(options, on_progress=self.say) as summarizer:
                try:
                    _ = summarizer.plan  # opens the model
                    self.say(None)
                    for number, article in self._articles():
                        summarizer.start(article, then=partial(self._answer, number=number))
                except ConfigurationError as error:
                    self.say(error)
                finally:
                    self._leaving = True
                    _end_in_time()
        finally:
            self.close()

    def _answer(self, said: object, *, number: int) -> None:
        """Say what came of a question, but not that it was closed."""
        if not (self._leaving and isinstance(said, ConfigurationError)):
            self.say(said, number=number)

    def _articles(self) -> Iterator[tuple[int, Article]]:
        """What comes, with its number, until the pipe is closed or an end is told."""
        with contextlib.suppress(EOFError, OSError):
            while (given := self._pipe.recv()) is not None:
                yield given


def _end_in_time() -> None:
    """End the process, whatever it is at, when the one that started it may be gone."""
    timer = threading.Timer(LEAVE_S, os._exit, [1])
    timer.daemon = True
    timer.start()


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)
