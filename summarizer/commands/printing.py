"""Printing for people: what is quoted of files and servers may hold control characters, so these are shown as marks."""

import typer

from summarizer.errors import ConfigurationError, RunFolderError, SummarizerError

SOME_FAILED, CONFIGURATION, INTERRUPTED = 1, 3, 130


def stderr_line(text: str) -> None:
    """Prints lines to stderr."""
    from summarizer.showing import clean  # noqa: PLC0415 - lazy: keeps --help fast

    for line in text.splitlines():
        typer.echo(clean(line), err=True)


def exit_code(error: SummarizerError) -> int:
    """The code to exit with: 3 where the settings or the folder cannot be used, 1 for all else."""
    return CONFIGURATION if isinstance(error, (ConfigurationError, RunFolderError)) else SOME_FAILED
