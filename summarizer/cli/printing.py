"""Printing for people: what is quoted of files and servers may hold control characters, so these are shown as marks."""

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import typer

from summarizer.errors import ConfigurationError, ReviewError, RunFolderError, SummarizerError
from summarizer.language.folding import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import BaseModel
    from rich.console import Console


SOME_FAILED, USAGE, CONFIGURATION, INTERRUPTED = 1, 2, 3, 130
_NOT_PLAIN = re.compile(r"[^ -~\n]")


def stderr_line(text: str) -> None:
    """Prints lines to stderr."""
    for line in text.splitlines():
        typer.echo(clean(line), err=True)


def echo_json(value: "BaseModel", *, indent: int | None = 2) -> None:
    """Prints a value as JSON; what a terminal would obey or hide stands escaped in it, so nothing is lost."""
    from summarizer.values import to_json  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(_NOT_PLAIN.sub(_escape_unseen, to_json(value, indent=indent)))


def echo_json_lines(values: "Iterable[BaseModel]") -> int:
    """Prints values as JSON Lines, and one alone as indented JSON; says how many."""
    values = iter(values)
    first = list(islice(values, 2))
    shown = 0
    for value in chain(first, values):
        echo_json(value, indent=2 if len(first) == 1 else None)
        shown += 1
    return shown


def _escape_unseen(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if unicodedata.category(found[0]) in {"Cc", "Cf", "Cs"} else found[0]


@contextlib.contextmanager
def telling_interrupts(say: "Callable[[str], None]", kept: str) -> "Iterator[None]":
    """Says what ended a command and what is ``kept`` of its work. Raises: typer.Exit where something did."""
    try:
        yield
    except KeyboardInterrupt as end:
        by = f" by {end}" if str(end) else ""
        with contextlib.suppress(OSError):  # the terminal may be gone
            say(f"summarizer: Interrupted{by}. {kept}")
        raise typer.Exit(INTERRUPTED) from None


def exit_code(error: SummarizerError) -> int:
    """The code to exit with: 3 where the settings, a review or the folder cannot be used, 1 for all else."""
    return CONFIGURATION if isinstance(error, (ConfigurationError, ReviewError, RunFolderError)) else SOME_FAILED


@contextlib.contextmanager
def open_console(*, pager: bool) -> "Iterator[Console]":
    """A console on stdout that reads no markup; in a terminal, what is printed goes to the user's pager as it comes.

    The pager is $PAGER, or less; an empty $PAGER, one that is not installed, or no command, leaves it out. A pager that
    is left early ends the printing.
    """
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    class Paged(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Console(markup=False, highlight=False, emoji=False)
    command = _split_command(os.environ.get("PAGER", "less"))
    if not pager or not command or not console.is_terminal or console.is_dumb_terminal or not shutil.which(command[0]):
        yield console
        return
    environment = {"LESS": "FRX", **os.environ}
    with (
        contextlib.suppress(BrokenPipeError),
        subprocess.Popen(  # noqa: S603 - the user's own pager
            command, stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8", errors="replace"
        ) as process,
    ):
        yield Paged(
            file=process.stdin, force_terminal=True, width=console.width, markup=False, highlight=False, emoji=False
        )


def _split_command(line: str) -> list[str]:
    """The words of a command line; none where a quotation in it has no end."""
    try:
        return shlex.split(line)
    except ValueError:
        return []
