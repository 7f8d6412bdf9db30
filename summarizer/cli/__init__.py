"""One command a file; what a terminal shows."""

import codecs
import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    """Run the command line and exit with its code. Ctrl-C is told from the first moment on, also while it loads."""
    _mend_streams()
    try:
        with _held_back_interrupts():
            from summarizer.cli.app import main as run_command_line  # noqa: PLC0415 - what takes its time to load

        run_command_line()
    except KeyboardInterrupt:
        sys.stderr.write("summarizer: Interrupted.\n")
        sys.exit(130)


def _mend_streams() -> None:
    """What goes to a closed stderr is dropped; stdout has letters that its encoding lacks escaped, as JSON does."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        codecs.register_error("escaped", _escape)
        sys.stdout.reconfigure(errors="escaped")


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


@contextlib.contextmanager
def _held_back_interrupts() -> Iterator[None]:
    """Within, Ctrl-C waits: Python's own import may swallow one with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
