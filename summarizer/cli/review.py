"""The command that opens a run for review in a browser."""

import contextlib
import getpass
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.errors import ConfigurationError
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from collections.abc import Iterator

_REDIRECT = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={url}">
<title>summarizer</title>
"""


def review(
    run_folder: shared.RunFolderArgument,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; any free one if left out.")] = 0,
    who: Annotated[str | None, typer.Option(help="Who reviews; the login name if left out.")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Review a run's records in a browser. Reviews are saved beside the run, its records stay as they are."""
    from summarizer.review.server import ReviewDesk, ReviewServer  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.folder import EVENT_DECISIONS, REVIEWS  # noqa: PLC0415 - lazy: keeps --help fast

    desk = ReviewDesk(run_folder, who=find_reviewer(who))

    with ReviewServer(desk, port=port) as server:
        typer.echo(f"Review {run_folder} at {server.url}")
        typer.echo("The address holds a secret: whoever has it can review. Ctrl-C ends this.", err=True)
        with _opened(server.url) if open_browser else contextlib.nullcontext():
            try:
                server.serve()
            except KeyboardInterrupt:
                typer.echo(f"\n{tell_count(desk.saved, 'review')} saved in {run_folder / REVIEWS}.", err=True)
                if desk.decided:
                    decided = tell_count(desk.decided, "decision on events", "decisions on events")
                    typer.echo(f"{decided} saved in {run_folder / EVENT_DECISIONS}.", err=True)


@contextlib.contextmanager
def _opened(url: str) -> "Iterator[None]":
    """Opens the address in a browser, by way of a file that only this user can read and that is gone at the end.

    The address holds the secret, and every user of a machine can see the command lines of all programs.
    """
    with TemporaryDirectory(prefix="summarizer-review-") as folder:
        page = Path(folder) / "open.html"
        page.touch(mode=0o600)
        page.write_text(_REDIRECT.format(url=url), encoding="utf-8")
        webbrowser.open(page.as_uri())
        yield


def find_reviewer(who: str | None) -> str:
    """The reviewer's name. Raises: ConfigurationError where there is none to be had."""
    try:
        name = (getpass.getuser() if who is None else who).strip()
    except (OSError, KeyError) as error:
        raise ConfigurationError("Your login name cannot be found out. Say who reviews with --who.") from error
    if not 0 < len(name) <= 200:  # noqa: PLR2004 - what a review may hold
        raise ConfigurationError("--who: give a name of 1 to 200 characters.")
    return name
