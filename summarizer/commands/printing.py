"""Printing for people: what is quoted of files and servers may hold control characters, so these are shown as marks."""

import typer


def stderr_line(text: str) -> None:
    """Prints lines to stderr."""
    from summarizer.showing import clean  # noqa: PLC0415 - lazy: keeps --help fast

    for line in text.splitlines():
        typer.echo(clean(line), err=True)
