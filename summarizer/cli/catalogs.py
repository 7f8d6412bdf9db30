"""Commands about what there is: prompts, schemas, the embedded model, and the answer cache."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.printing import stderr_line
from summarizer.errors import ConfigurationError
from summarizer.language.plurals import tell_count

prompts_app = typer.Typer(no_args_is_help=True, help="List, show and compare the versioned prompts.")
schemas_app = typer.Typer(no_args_is_help=True, help="List, show and compare the versioned schemas.")
models_app = typer.Typer(no_args_is_help=True, help="List, fetch and find the embedded model.")
cache_app = typer.Typer(no_args_is_help=True, help="Look at and clear the answers kept across runs.")


@prompts_app.command("list")
def prompts_list() -> None:
    """List the prompts: reference, SHA-256, purpose."""
    from summarizer.rendering.prompts import list_prompts  # noqa: PLC0415 - lazy: keeps --help fast

    for prompt in list_prompts():
        typer.echo(f"{prompt.reference}  {prompt.sha256[:12]}  {prompt.purpose}")


@prompts_app.command("show")
def prompts_show(reference: str) -> None:
    """Print a prompt's file as it is, before rendering."""
    from summarizer.rendering.prompts import load_prompt  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(load_prompt(reference).source, nl=False)


@prompts_app.command("diff")
def prompts_diff(old: str, new: str) -> None:
    """Compare two prompts."""
    from summarizer.rendering.prompts import diff_prompts, load_prompt  # noqa: PLC0415 - lazy: keeps --help fast

    _echo_diff(old, new, diff_prompts(load_prompt(old), load_prompt(new)))


@schemas_app.command("list")
def schemas_list() -> None:
    """List the schemas: reference, SHA-256, meaning."""
    from summarizer.schemas.catalog import list_schemas  # noqa: PLC0415 - lazy: keeps --help fast

    for schema in list_schemas():
        typer.echo(f"{schema.reference}  {schema.sha256[:12]}  {schema.meaning}")


@schemas_app.command("show")
def schemas_show(reference: str) -> None:
    """Print a schema as JSON Schema."""
    from summarizer.schemas.catalog import load_schema  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(load_schema(reference).text)


@schemas_app.command("diff")
def schemas_diff(old: str, new: str) -> None:
    """Compare two schemas."""
    from summarizer.schemas.catalog import diff_schemas, load_schema  # noqa: PLC0415 - lazy: keeps --help fast

    _echo_diff(old, new, diff_schemas(load_schema(old), load_schema(new)))


def _echo_diff(old: str, new: str, lines: str) -> None:
    if lines:
        typer.echo(lines)
    else:
        stderr_line(f"{old} and {new} are the same.")


@models_app.command("list")
def models_list() -> None:
    """List the embedded models: name, size, licence, whether it is here."""
    from summarizer.llm.embedded.models import MODELS, find_model  # noqa: PLC0415 - lazy: keeps --help fast

    for model in MODELS:
        where = find_model(model)
        typer.echo(f"{model.name}  {model.size_bytes:,} bytes  {model.license}  {where or 'not fetched'}")


@models_app.command("fetch")
def models_fetch(
    *, path: Annotated[Path | None, typer.Option(help="Take the model from this file instead of fetching it.")] = None
) -> None:
    """Fetch the embedded model, verify it, and print where it is."""
    from summarizer.llm.embedded.fetching import fetch_model  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.llm.embedded.models import DEFAULT_MODEL  # noqa: PLC0415 - lazy: keeps --help fast

    with _fetching() as on_progress:
        where = fetch_model(DEFAULT_MODEL, path=path, on_progress=on_progress)
    typer.echo(where)


@contextlib.contextmanager
def _fetching() -> Iterator[Callable[[str, int, int], None]]:
    """Takes the progress of a download by source: a bar for each in a terminal, plain lines elsewhere."""
    from rich import progress  # noqa: PLC0415 - lazy: keeps --help fast
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    from summarizer.llm.embedded.server import fetch_lines  # noqa: PLC0415 - lazy: only when used

    console = Console(stderr=True)
    if not console.is_terminal:
        yield fetch_lines(stderr_line)
        return
    bars: dict[str, progress.TaskID] = {}
    columns = progress.TextColumn("{task.description}"), progress.BarColumn(), progress.DownloadColumn()
    with progress.Progress(*columns, progress.TimeRemainingColumn(), console=console) as display:

        def report(source: str, done: int, total: int) -> None:
            if source not in bars:
                bars[source] = display.add_task(source)
            display.update(bars[source], completed=done, total=total)

        yield report


@models_app.command("path")
def models_path() -> None:
    """Print where the embedded model is; exit 3 if it is not here."""
    from summarizer.llm.embedded.models import DEFAULT_MODEL, find_model  # noqa: PLC0415 - lazy: keeps --help fast

    where = find_model(DEFAULT_MODEL)
    if where is None:
        raise ConfigurationError("The embedded model is not here. Fetch it with: summarizer models fetch")
    typer.echo(where)


@cache_app.command("info")
def cache_info() -> None:
    """Print how many answers are kept, where, and their size on disk."""
    from summarizer.llm.answer_cache import AnswerCache, default_cache_path  # noqa: PLC0415 - lazy: keeps --help fast

    path = default_cache_path()
    if not path.exists():
        typer.echo(f"{path}  no answers yet")
        return
    with AnswerCache(path) as cache:
        typer.echo(f"{path}  {tell_count(len(cache), 'answer')}, {path.stat().st_size:,} bytes")


@cache_app.command("clear")
def cache_clear() -> None:
    """Forget all answers kept across runs."""
    from summarizer.llm.answer_cache import AnswerCache, default_cache_path  # noqa: PLC0415 - lazy: keeps --help fast

    if default_cache_path().exists():
        with AnswerCache(default_cache_path()) as cache:
            told = tell_count(len(cache), "answer")
            cache.clear()
        typer.echo(f"{default_cache_path()}  {told} forgotten")
