"""One command a file; what a terminal shows."""

import contextlib
import signal
import sys
from collections.abc import Iterator


def main() -> None:
    """Run the command line and exit with its code. Ctrl-C is told from the first moment on, also while it loads."""
    try:
        with _held_back_interrupts():
            from summarizer.cli.app import main as run_command_line  # noqa: PLC0415 - what takes its time to load

        run_command_line()
    except KeyboardInterrupt:
        sys.stderr.write("summarizer: Interrupted.\n")
        sys.exit(130)


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
