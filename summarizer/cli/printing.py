"""Printing for people: what is quoted of files and servers may hold control characters, so these are shown as marks."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from summarizer.errors import ConfigurationError, RunFolderError, SummarizerError

if TYPE_CHECKING:
    from rich.console import Console


SOME_FAILED, CONFIGURATION, INTERRUPTED = 1, 3, 130


def stderr_line(text: str) -> None:
    """Prints lines to stderr."""
    from summarizer.language.folding import clean  # noqa: PLC0415 - lazy: keeps --help fast

    for line in text.splitlines():
        typer.echo(clean(line), err=True)


def exit_code(error: SummarizerError) -> int:
    """The code to exit with: 3 where the settings or the folder cannot be used, 1 for all else."""
    return CONFIGURATION if isinstance(error, (ConfigurationError, RunFolderError)) else SOME_FAILED


@contextlib.contextmanager
def open_console(*, pager: bool) -> "Iterator[Console]":
    """A console on stdout that reads no markup; in a terminal, what is printed goes to the user's pager as it comes.

    The pager is $PAGER, or less; an empty $PAGER, or one that is not installed, leaves it out. A pager that is left
    early ends the printing.
    """
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    class Paged(Console):
        def on_broken_pipe(self) -> None:
            raise _LeftError

    console = Console(markup=False, highlight=False, emoji=False)
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not pager or not command or not console.is_terminal or console.is_dumb_terminal or not shutil.which(command[0]):
        yield console
        return
    environment = {"LESS": "FRX", **os.environ}
    with (
        contextlib.suppress(BrokenPipeError, _LeftError),
        subprocess.Popen(  # noqa: S603 - the user's own pager
            command, stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8", errors="replace"
        ) as process,
    ):
        yield Paged(
            file=process.stdin, force_terminal=True, width=console.width, markup=False, highlight=False, emoji=False
        )


class _LeftError(Exception):
    """The reader left the pager."""
