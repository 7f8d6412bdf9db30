"""The command line: it parses, calls and prints.

Exit codes: 0 all done, 1 some articles failed, 2 usage, 3 configuration or credentials, 130 interrupted.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from summarizer.errors import ConfigurationError, CredentialsError, RunFolderError, SummarizerError

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import RenderableType

    from summarizer.batch import Progress
    from summarizer.schemas.record_v2 import CustomSummary, Summary
    from summarizer.writing import StoredArticle

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Typed incident summaries of news articles; every value points at the sentence that says it.",
)
prompts_app = typer.Typer(no_args_is_help=True, help="List, show and compare the versioned prompts.")
schemas_app = typer.Typer(no_args_is_help=True, help="List, show and compare the versioned schemas.")
models_app = typer.Typer(no_args_is_help=True, help="List, fetch and find the embedded model.")
app.add_typer(prompts_app, name="prompts")
app.add_typer(schemas_app, name="schemas")
app.add_typer(models_app, name="models")

SOME_FAILED, CONFIGURATION, INTERRUPTED = 1, 3, 130


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        app(prog_name="summarizer")
    except (ConfigurationError, RunFolderError) as error:
        _fail(str(error), CONFIGURATION)
    except SummarizerError as error:
        _fail(str(error), SOME_FAILED)
    except KeyboardInterrupt:
        _fail("Interrupted.", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(SOME_FAILED)


def _fail(message: str, code: int) -> NoReturn:
    _stderr_line(f"summarizer: {message}")
    sys.exit(code)


@app.callback(invoke_without_command=True)
def _version(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False
) -> None:
    if version:
        from importlib import metadata  # noqa: PLC0415 - lazy: only when asked

        typer.echo(metadata.version("summarizer"))
        raise typer.Exit


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(help="Articles and folders: .txt .md .html .htm .json .jsonl")],
    *,
    out: Annotated[Path, typer.Option(help="The run's folder.")] = Path("summarizer-run"),
    model: Annotated[str, typer.Option(help="embedded, provider/name, or a server's own model name.")] = "embedded",
    base_url: Annotated[
        str | None, typer.Option(help="An OpenAI-compatible server, such as http://127.0.0.1:8000/v1")
    ] = None,
    api_key_env: Annotated[
        str | None, typer.Option(help="The environment variable that holds the key, if not the provider's usual one.")
    ] = None,
    prompt: Annotated[str | None, typer.Option(help="A prompt such as incident/general@1, or a prompt file.")] = None,
    schema: Annotated[str | None, typer.Option(help="Your own pydantic model, as module:Model.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many articles.")] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, help="Articles in flight at once.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on with the run in the folder, or start it afresh.")] = True,
    temperature: Annotated[str, typer.Option(help="A number, or 'default' for the provider's own.")] = "0",
    seed: Annotated[int | None, typer.Option(help="The sampling seed.")] = None,
    context_tokens: Annotated[int | None, typer.Option(min=2048, help="The model's whole context window.")] = None,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds to wait for one answer.")] = 600,
    max_attempts: Annotated[int, typer.Option(min=1, help="Tries of one request on transport trouble.")] = 5,
    max_bytes: Annotated[int, typer.Option(min=1, help="The largest article read.")] = 2_000_000,
    model_path: Annotated[Path | None, typer.Option(help="A file of the embedded model.")] = None,
) -> None:
    """Summarise articles and folders of them into a run folder."""
    from summarizer.api import make_options  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.batch import run_batch  # noqa: PLC0415 - lazy: keeps --help fast

    options = make_options(
        model=model,
        base_url=base_url,
        api_key=_key(api_key_env) if api_key_env else None,
        prompt=prompt,
        answer_schema=_load_schema(schema) if schema else None,
        temperature=_temperature(temperature),
        seed=seed,
        context_tokens=context_tokens,
        timeout_s=timeout,
        max_attempts=max_attempts,
        concurrency=concurrency,
        model_path=model_path,
    )
    try:
        with _live() as (on_progress, on_message):
            final = run_batch(
                paths,
                out,
                options,
                limit=limit,
                resume=resume,
                max_bytes=max_bytes,
                on_progress=on_progress,
                on_message=on_message,
            )
    except KeyboardInterrupt:
        again = "the same command" if resume else "the same command with --resume"
        _fail(f"Interrupted. What was finished is kept in {out}; {again} goes on from there.", INTERRUPTED)
    _stderr_line(_closing(final, out))
    if final.failed:
        raise typer.Exit(SOME_FAILED)


def _closing(final: "Progress", out: Path) -> str:
    parts = [f"{final.done} done", f"{final.failed} failed"] + (
        [f"{final.skipped} done before"] if final.skipped else []
    )
    tokens = f"{final.prompt_tokens} prompt and {final.completion_tokens} answer tokens"
    hint = f"See {out / 'failures.jsonl'}." if final.failed else f"Look at them with: summarizer show {out}"
    if not final.done + final.failed + final.skipped:
        return "No article was found. Folders are searched for .txt .md .html .htm .json .jsonl files."
    return f"{', '.join(parts)}; {final.requests} requests, {tokens}, {final.seconds:.1f} s. {hint}"


def _key(variable: str) -> str:
    import os  # noqa: PLC0415 - lazy: keeps --help fast

    value = os.environ.get(variable)
    if not value:
        raise CredentialsError(f"The environment variable {variable} named by --api-key-env is not set. Set it.")
    return value


def _temperature(text: str) -> float | None:
    if text == "default":
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 2:  # noqa: PLR2004 - the range that providers admit
        raise typer.BadParameter(f"{text!r} is neither a number from 0 to 2 nor 'default'", param_hint="--temperature")
    return number


def _load_schema(reference: str) -> "type[BaseModel]":
    import importlib  # noqa: PLC0415 - lazy: keeps --help fast

    from pydantic import BaseModel  # noqa: PLC0415 - lazy: keeps --help fast

    from summarizer.errors import SchemaError  # noqa: PLC0415 - lazy: keeps --help fast

    module, _, name = reference.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), name)
    except Exception as error:
        raise SchemaError(f"--schema {reference}: {error}. Write it as module:Model, importable from here.") from error
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise SchemaError(f"--schema {reference}: not a pydantic model. Name a class derived from pydantic.BaseModel.")
    return found


class _Live:
    """Progress on stderr: one live line in a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

        self._console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._live: Any = None

    def __enter__(self) -> tuple[Callable[["Progress"], None], Callable[[str], None]]:
        if self._console.is_terminal:
            from rich.live import Live  # noqa: PLC0415 - lazy: only in a terminal

            self._live = Live(console=self._console, refresh_per_second=4, transient=True)
            self._live.start()
        return self._progress, self._message

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def _progress(self, progress: "Progress") -> None:
        from rich.text import Text  # noqa: PLC0415 - lazy: keeps --help fast

        from summarizer.showing import clean  # noqa: PLC0415 - lazy: keeps --help fast

        line = _line(progress)
        if self._live is None:
            self._console.print(Text(f"{line} | {clean(progress.latest)}"))
            return
        if progress.latest.startswith("failed"):
            self._console.print(Text(clean(progress.latest), style="red"))
        self._live.update(Text(line))

    def _message(self, message: str) -> None:
        from rich.text import Text  # noqa: PLC0415 - lazy: keeps --help fast

        from summarizer.showing import clean  # noqa: PLC0415 - lazy: keeps --help fast

        message = clean(message)
        if self._live is None:
            self._console.print(Text(message))
        else:
            self._live.update(Text(message))


def _live() -> _Live:
    return _Live()


def _line(progress: "Progress") -> str:
    finished = progress.done + progress.failed + progress.skipped
    eta = "?" if progress.eta_s is None else f"{progress.eta_s:.0f} s"
    return (
        f"{finished}/{'?' if progress.total is None else progress.total} articles, {progress.done} done, "
        f"{progress.failed} failed, {progress.per_minute:.1f}/min, "
        f"{progress.prompt_tokens + progress.completion_tokens} tokens, ETA {eta}"
    )


@app.command()
def show(
    run_folder: Annotated[Path, typer.Argument(help="A run's folder.")],
    article: Annotated[str | None, typer.Argument(help="An article's id or path; all if left out.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as JSON.")] = False,
) -> None:
    """Print records for people, the evidence highlighted in its sentence."""
    shown = 0
    for record, stored in _records(run_folder):
        if article in (None, record.article.article_id, record.article.path):
            shown += 1
            if as_json:
                typer.echo(record.model_dump_json(indent=2))
            else:
                from summarizer.showing import show_record  # noqa: PLC0415 - lazy: keeps --help fast

                _print(show_record(record, stored.text, stored.sentences))
    if not shown:
        raise ConfigurationError(f"{run_folder} holds no record" + (f" of {article}." if article else "."))


def _records(run_folder: Path) -> "Iterator[tuple[Summary | CustomSummary, StoredArticle]]":
    from summarizer.writing import read_records  # noqa: PLC0415 - lazy: keeps --help fast

    return read_records(run_folder)


def _print(renderable: "RenderableType") -> None:
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    Console(markup=False, highlight=False, emoji=False).print(renderable)


@prompts_app.command("list")
def prompts_list() -> None:
    """List the prompts: reference, SHA-256, purpose."""
    from summarizer.prompting import list_prompts  # noqa: PLC0415 - lazy: keeps --help fast

    for prompt in list_prompts():
        typer.echo(f"{prompt.reference}  {prompt.sha256[:12]}  {prompt.purpose}")


@prompts_app.command("show")
def prompts_show(reference: str) -> None:
    """Print a prompt's sections as they are before rendering."""
    from summarizer.prompting import load_prompt  # noqa: PLC0415 - lazy: keeps --help fast

    prompt = load_prompt(reference)
    typer.echo(f"{prompt.reference}  sha256 {prompt.sha256}\n{prompt.purpose}\n")
    typer.echo(f"<!-- system -->\n{prompt.system}\n<!-- user -->\n{prompt.user}")


@prompts_app.command("diff")
def prompts_diff(old: str, new: str) -> None:
    """Compare two prompts."""
    from summarizer.prompting import diff_prompts, load_prompt  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(diff_prompts(load_prompt(old), load_prompt(new)))


@schemas_app.command("list")
def schemas_list() -> None:
    """List the schemas: reference, SHA-256, meaning."""
    from summarizer.exporting import list_schemas  # noqa: PLC0415 - lazy: keeps --help fast

    for schema in list_schemas():
        typer.echo(f"{schema.reference}  {schema.sha256[:12]}  {schema.meaning}")


@schemas_app.command("show")
def schemas_show(reference: str) -> None:
    """Print a schema as JSON Schema."""
    from summarizer.exporting import load_schema  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(load_schema(reference).text)


@schemas_app.command("diff")
def schemas_diff(old: str, new: str) -> None:
    """Compare two schemas."""
    from summarizer.exporting import diff_schemas, load_schema  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(diff_schemas(load_schema(old), load_schema(new)))


@models_app.command("list")
def models_list() -> None:
    """List the embedded models: name, size, licence, whether it is here."""
    from summarizer.embedded.files import MODELS, find_model  # noqa: PLC0415 - lazy: keeps --help fast

    for model in MODELS:
        where = find_model(model)
        typer.echo(f"{model.name}  {model.size_bytes:,} bytes  {model.license}  {where or 'not fetched'}")


@models_app.command("fetch")
def models_fetch(
    *, path: Annotated[Path | None, typer.Option(help="Take the model from this file instead of fetching it.")] = None
) -> None:
    """Fetch the embedded model, verify it, and print where it is."""
    from summarizer.embedded.files import DEFAULT_MODEL, fetch_model  # noqa: PLC0415 - lazy: keeps --help fast

    with _fetching() as on_progress:
        where = fetch_model(DEFAULT_MODEL, path=path, on_progress=on_progress)
    typer.echo(where)


@contextlib.contextmanager
def _fetching() -> "Iterator[Callable[[str, int, int], None]]":
    """Takes the progress of a download by source: a bar for each in a terminal, plain lines elsewhere."""
    from rich import progress  # noqa: PLC0415 - lazy: keeps --help fast
    from rich.console import Console  # noqa: PLC0415 - lazy: keeps --help fast

    from summarizer.embedded.server import fetch_lines  # noqa: PLC0415 - lazy: only when used

    console = Console(stderr=True)
    if not console.is_terminal:
        yield fetch_lines(_stderr_line)
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
    from summarizer.embedded.files import DEFAULT_MODEL, find_model  # noqa: PLC0415 - lazy: keeps --help fast

    where = find_model(DEFAULT_MODEL)
    if where is None:
        raise ConfigurationError("The embedded model is not here. Fetch it with: summarizer models fetch")
    typer.echo(where)


def _stderr_line(text: str) -> None:
    """Prints text for people: what it quotes of files and servers may hold control characters."""
    from summarizer.showing import clean  # noqa: PLC0415 - lazy: keeps --help fast

    for line in text.splitlines():
        typer.echo(clean(line), err=True)


if __name__ == "__main__":
    main()
