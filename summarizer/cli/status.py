"""``summarizer status``: where a run stands."""

from typing import Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import echo_json


def status(
    run_folder: shared.RunFolderArgument,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the state as JSON.")] = False,
) -> None:
    """Say where a run stands: counts, failures by cause, tokens, cost. Works while it is under way."""
    from summarizer.runs.status import describe_status, read_status  # noqa: PLC0415 - lazy: keeps --help fast

    told = read_status(run_folder)
    if as_json:
        echo_json(told)
    else:
        typer.echo(describe_status(told))
