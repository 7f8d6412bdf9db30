"""The command that opens a run for review in a browser."""

from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.commands import options as shared
from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.reviewing.rows import Review


def review(
    run_folder: shared.RunFolderArgument,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; any free one if left out.")] = 0,
    who: Annotated[str | None, typer.Option(help="Who reviews; the login name if left out.")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Review a run's records in a browser; reviews are saved beside the run, its records stay as they are."""
    from summarizer.report.building import build_page  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.review_server import ReviewDesk, ReviewServer  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.writing import REVIEWS  # noqa: PLC0415 - lazy: keeps --help fast

    desk = ReviewDesk(run_folder, who=_find_reviewer(who))

    def build(review_url: str, reviews: "Sequence[Review]") -> str:
        return build_page(run_folder, review_url=review_url, reviews=reviews)

    with ReviewServer(desk, build, port=port) as server:
        typer.echo(f"Review {run_folder} at {server.url}")
        typer.echo("The address holds a secret: whoever has it can review. Ctrl-C ends this.", err=True)
        if open_browser:
            import webbrowser  # noqa: PLC0415 - lazy: keeps --help fast

            webbrowser.open(server.url)
        try:
            server.serve()
        except KeyboardInterrupt:
            typer.echo(f"\n{desk.saved} reviews saved in {run_folder / REVIEWS}.", err=True)


def _find_reviewer(who: str | None) -> str:
    """The reviewer's name. Raises: ConfigurationError where there is none to be had."""
    import getpass  # noqa: PLC0415 - lazy: keeps --help fast

    try:
        name = (getpass.getuser() if who is None else who).strip()
    except (OSError, KeyError) as error:
        raise ConfigurationError("Your login name cannot be found out. Say who reviews with --who.") from error
    if not 0 < len(name) <= 200:  # noqa: PLR2004 - what a review may hold
        raise ConfigurationError("--who: give a name of 1 to 200 characters.")
    return name
