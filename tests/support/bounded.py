"""Work in a process of its own that ends by itself: forked, with bounds on its time and memory, its output kept."""

import contextlib
import io
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple, NoReturn
from unittest import mock

from summarizer.cli.app import main

CRASHED = 99
_MIB = 2**20


class Ended(NamedTuple):
    """How a process ended: its exit code, or a signal's number below 0. ``late``: it was killed at its time's end."""

    code: int
    out: str
    err: str
    seconds: float
    peak_mib: int
    late: bool = False

    @property
    def told(self) -> str:
        return self.out + self.err


def run_bounded(work: Callable[[], object], *, seconds: float = 10.0, mib: int = 3_000) -> Ended:
    """What came of ``work``. An exception is a traceback on its stderr and the code 99."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        begun = time.monotonic()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            _live(work, out, err, mib)
        late = not _has_ended(pid, seconds)
        if late:
            os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        took, peak = time.monotonic() - begun, usage.ru_maxrss // 1024
        return Ended(os.waitstatus_to_exitcode(status), _read(out), _read(err), took, peak, late)


def _read(path: Path) -> str:
    return path.read_text("utf-8", "surrogateescape") if path.exists() else ""


def _has_ended(pid: int, seconds: float) -> bool:
    ended = os.pidfd_open(pid)
    try:
        return bool(select.select([ended], [], [], seconds)[0])
    finally:
        os.close(ended)


def _live(work: Callable[[], object], out: Path, err: Path, mib: int) -> None:
    """The child's life; never returns."""
    code = CRASHED
    try:
        for number, path in ((0, Path(os.devnull)), (1, out), (2, err)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), number)
        resource.setrlimit(resource.RLIMIT_AS, (mib * _MIB, mib * _MIB))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - a traceback is what is looked for
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


class OutOfTimeError(BaseException):
    """Raised in the midst of work that takes too long; no program catches it by mistake."""


@contextlib.contextmanager
def time_limit(seconds: float, *, waiting_s: float = 60.0) -> Iterator[None]:
    """Ends what takes more of the processor's time, however busy that is with other work, or waits too long."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        raise OutOfTimeError(f"more than {seconds:g} s of work or {waiting_s:g} s of waiting")

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, waiting_s))
    before = [(number, signal.signal(number, end)) for _, number, _ in timers]
    for timer, _, limit in timers:
        signal.setitimer(timer, limit)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for number, handler in before:
            signal.signal(number, handler)


def run_command(arguments: Sequence[object], *, seconds: float = 5.0) -> Ended:
    """What came of a command line in this very process. An exception is a traceback on its stderr and the code 99."""
    out, err = io.StringIO(), io.StringIO()
    begun = time.monotonic()
    code, late = 0, False
    argv = ["summarizer", *map(str, arguments)]
    with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            with time_limit(seconds):
                main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except OutOfTimeError:
            late = True
        except BaseException:  # noqa: BLE001 - a traceback is what is looked for
            code = CRASHED
            traceback.print_exc()
    return Ended(code, out.getvalue(), err.getvalue(), time.monotonic() - begun, 0, late)
