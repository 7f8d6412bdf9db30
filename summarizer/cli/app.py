"""The command line.

Exit codes: 0 all done, 1 some articles failed or the run was stopped, 2 usage, 3 configuration or credentials,
130 interrupted, by Ctrl-C, SIGTERM or SIGHUP.
"""

import atexit
import errno
import gc
import itertools
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from summarizer.cli import catalogs
from summarizer.cli.annotate import annotate
from summarizer.cli.estimate import estimate
from summarizer.cli.evaluate import evaluate
from summarizer.cli.events import events
from summarizer.cli.export import export
from summarizer.cli.printing import CONFIGURATION, INTERRUPTED, SOME_FAILED, USAGE, exit_code, stderr_line
from summarizer.cli.provider_batches import batch_app
from summarizer.cli.report import report
from summarizer.cli.review import review
from summarizer.cli.run import run
from summarizer.cli.show import show
from summarizer.cli.signals import ended_by_signals
from summarizer.cli.status import status
from summarizer.errors import SummarizerError

_NEW_OBJECTS = 50_000
"""How many more are made than freed before garbage is looked for: what libraries make as they load is all kept."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""Where what is written to goes wrong; files of runs and tables say so themselves."""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,  # in panels of 80 columns long names of options are cut
    add_completion=False,
    pretty_exceptions_show_locals=False,  # the key is among them
    help="Typed incident summaries of news articles; every value points at the sentence that says it.",
)

for command in (run, show, events, export, estimate, status, report, evaluate, annotate, review):
    app.command()(command)
app.add_typer(batch_app, name="batch")
app.add_typer(catalogs.prompts_app, name="prompts")
app.add_typer(catalogs.schemas_app, name="schemas")
app.add_typer(catalogs.models_app, name="models")
app.add_typer(catalogs.cache_app, name="cache")


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)  # at the end Python would look through all that was loaded, for half a second
    _refuse_empty(sys.argv[1:])
    try:
        with ended_by_signals():
            app(prog_name="summarizer")
    except SummarizerError as error:
        _fail(str(error), exit_code(error))
    except KeyboardInterrupt:
        _fail("Interrupted.", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(SOME_FAILED)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        sys.stdout = None  # or Python would try to write the rest at the end
        _fail(f"The output cannot be written: {error.strerror}. Make room, or write it elsewhere.", CONFIGURATION)


def _refuse_empty(arguments: Sequence[str]) -> None:
    """Exits where an argument is empty: as a path it would be this folder, and most options would be left out."""
    for before, argument in itertools.pairwise(("summarizer", *arguments)):
        option, given, value = argument.partition("=")
        if not argument or (option.startswith("--") and given and not value):
            _fail(
                f"After {argument or before!r} stands an empty argument, such as a variable of the shell that is not "
                "set. Give it a value, or leave it out.",
                USAGE,
            )


def _fail(message: str, code: int) -> NoReturn:
    stderr_line(f"summarizer: {message}")
    sys.exit(code)


@app.callback(invoke_without_command=True)
def _version(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False
) -> None:
    if version:
        from summarizer.values import package_version  # noqa: PLC0415 - lazy: only when asked

        typer.echo(package_version())
        raise typer.Exit


if __name__ == "__main__":
    main()
