"""Commands about runs through a provider's batches."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import SOME_FAILED, echo_json, stderr_line, telling_interrupts
from summarizer.errors import ConfigurationError
from summarizer.language.folding import clean
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from summarizer.options import Options
    from summarizer.runs.provider_batches.jobs import JobStatus
    from summarizer.runs.provider_batches.state import Chunk, Standing


batch_app = typer.Typer(
    no_args_is_help=True, help="Run through a provider's batches, at half the price. Answers come within a day."
)

BatchModel = Annotated[str, typer.Option(help="openai/NAME, or a server's own model name.")]
Cache = Annotated[bool, typer.Option(help="Use answers to identical questions asked before.")]
_AGAIN = ("base_url", "api_key_env", "schema")
"""What a folder's word is not enough for."""
JobSchema = Annotated[str | None, typer.Option("--schema", help="Your own pydantic model, module:Model, as submitted.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the state as JSON.")]


@batch_app.command("submit")
def submit(
    paths: shared.Paths,
    *,
    model: BatchModel,
    out: shared.Out = Path("summarizer-run"),
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    prompt: shared.PromptName = None,
    schema: shared.SchemaName = None,
    retrieved: shared.Retrieved = None,
    abstract: shared.Abstract = None,
    prices: shared.Prices = None,
    cache: Cache = True,
    temperature: shared.Temperature = "0",
    seed: shared.Seed = None,
    reasoning: shared.Reasoning = None,
    answer_tokens: shared.AnswerTokens = None,
    answer_mode: shared.AnswerMode = None,
    context_tokens: shared.ContextTokens = None,
    max_bytes: shared.MaxBytes = shared.LARGEST_ARTICLE,
) -> None:
    """Ask about articles by batch. All questions that wait are sent; the same command again pays nothing twice."""
    given = locals()
    from summarizer.runs.provider_batches.jobs import submit_job  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.provider_batches.state import JobSettings  # noqa: PLC0415 - lazy: keeps --help fast

    settings = {name: given[name] for name in JobSettings.__annotations__}
    settings["prompt"] = str(Path(prompt).absolute()) if prompt and Path(prompt).is_file() else prompt
    settings["prices"] = str(prices.absolute()) if prices else None
    options = _build({**settings, "retrieved": retrieved}, cache=cache)
    shared.tell_address(options, base_url, stderr_line)
    settings["base_url"] = options.base_url
    with telling_interrupts(stderr_line, f"What was done is kept in {out}; the same command goes on from there."):
        standing = submit_job(paths, out, options, settings=settings, max_bytes=max_bytes, on_message=stderr_line)
    _close(standing, out, given, paths)


@batch_app.command("status")
def status(
    run_folder: shared.RunFolderArgument,
    *,
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    schema: JobSchema = None,
    as_json: AsJson = False,
) -> None:
    """Say where a job's batches, articles and cost stand."""
    options = _stored(locals())
    from summarizer.runs.provider_batches.jobs import read_job_status  # noqa: PLC0415 - lazy: keeps --help fast

    told = read_job_status(run_folder, options)
    if as_json:
        echo_json(told)
    else:
        typer.echo(_describe(told))


@batch_app.command("collect")
def collect(
    run_folder: shared.RunFolderArgument,
    *,
    live: Annotated[bool, typer.Option("--live", help="Ask what is in no batch now, at the full price.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the batches under way.")] = False,
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    schema: JobSchema = None,
    prices: shared.Prices = None,
    cache: Cache = True,
) -> None:
    """Make records of the answers of batches that have ended."""
    given = locals()
    from summarizer.runs.provider_batches.jobs import collect_job  # noqa: PLC0415 - lazy: keeps --help fast

    options = _stored(given)
    kept = f"What was collected is kept in {run_folder}; the same command goes on from there."
    with telling_interrupts(stderr_line, kept):
        standing = collect_job(run_folder, options, live=live, wait=wait, on_message=stderr_line)
    _close(standing, run_folder, given)


@batch_app.command("cancel")
def cancel(
    run_folder: shared.RunFolderArgument,
    *,
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    schema: JobSchema = None,
) -> None:
    """Tell the provider to end the batches under way. What they answered until then can be collected."""
    options = _stored(locals())
    from summarizer.runs.provider_batches.jobs import cancel_job  # noqa: PLC0415 - lazy: keeps --help fast

    chunks = cancel_job(run_folder, options)
    for chunk in chunks:
        typer.echo(_describe_chunk(chunk))
    if any(chunk.trouble for chunk in chunks):
        raise typer.Exit(SOME_FAILED)


def _stored(given: Mapping[str, Any]) -> "Options":
    """The settings that a job was submitted with, but for those given anew among a command's options.

    A folder may come from anybody, so its word alone sends no key anywhere and runs no code. Raises: ConfigurationError
    naming what has to be given again.
    """
    from summarizer.runs.provider_batches.state import JobFiles  # noqa: PLC0415 - lazy: keeps --help fast

    run_folder, prices = given["run_folder"], given.get("prices")
    settings: dict[str, Any] = {"schema": None, **JobFiles(run_folder).require().settings}
    again = {name: given[name] for name in _AGAIN}
    again["base_url"] = shared.resolve_address(settings.get("model"), given["base_url"])
    missing = {name: settings[name] for name in _AGAIN if settings.get(name) and not again[name]}
    if missing:
        raise ConfigurationError(
            f"{run_folder} says that it was submitted with{_as_typed(missing)}. A folder's word sends no key and runs "
            "no code: give that again if it is what you submitted with."
        )
    anew = {**again, "prices": str(prices) if prices else None}
    settings |= {name: value for name, value in anew.items() if value is not None}
    return _build(settings, cache=given.get("cache", False))


def _build(settings: dict[str, Any], *, cache: bool) -> "Options":
    prices = Path(settings["prices"]) if settings.get("prices") else None
    return shared.build_options({**settings, "prices": prices, "cache": cache})


def _as_typed(given: Mapping[str, Any]) -> str:
    """Those of the settings given that every command needs again, as its options, a space before each."""
    told = {name: given[name] for name in _AGAIN if given.get(name)}
    return "".join(f" --{name.replace('_', '-')} {shlex.quote(text)}" for name, text in told.items())


def _close(standing: "Standing", out: Path, given: Mapping[str, Any], paths: Sequence[Path] = ()) -> None:
    """Says where the job stands and what to do next; exits with 1 where articles failed."""
    job = f"{shlex.quote(str(out))}{_as_typed(given)}"
    found = standing.done + standing.waiting + standing.failed
    stderr_line(_describe_standing(standing) if found else shared.tell_no_article(paths))
    if standing.at_provider:
        asked = tell_count(standing.at_provider, "question is", "questions are")
        stderr_line(
            f"{asked} at the provider. Look with: summarizer batch status {job}; then: summarizer batch collect {job}"
        )
    if standing.to_submit:
        stderr_line(
            f"{tell_count(standing.to_submit, 'question waits', 'questions wait')}: submit again, or: "
            f"summarizer batch collect {job} --live"
        )
    if standing.failed:
        stderr_line(f"See {out / 'failures.jsonl'}.")
        raise typer.Exit(SOME_FAILED)


def _describe_standing(standing: "Standing") -> str:
    return f"{tell_count(standing.done, 'article')} done, {standing.waiting:,} waiting, {standing.failed:,} failed."


def _describe(told: "JobStatus") -> str:
    from summarizer.llm.prices import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

    standing = told.standing
    return "\n".join(
        (
            clean(f"{told.folder}: batch job {told.job_id}, model {told.model}"),
            *map(_describe_chunk, told.chunks),
            _describe_standing(standing),
            f"{tell_count(standing.to_submit, 'question waits', 'questions wait')} for the next submit.",
            f"Cost so far: {format_usd(told.spent.cost_usd)} for {tell_count(told.spent.requests, 'request')}.",
        )
    )


def _describe_chunk(chunk: "Chunk") -> str:
    state = chunk.status if chunk.step == "created" else f"{chunk.step}, {chunk.status}" if chunk.status else chunk.step
    ends = _tell_moment(chunk.expires_at) if chunk.expires_at else None
    told = (
        f"chunk {chunk.number}: {chunk.batch_id or 'not submitted yet'}, {state}: "
        f"{chunk.completed:,} completed, {chunk.failed:,} failed of {chunk.requests:,}"
        + (f", expires {ends}" if ends and chunk.is_open else "")
        + (f". {chunk.problem}" if chunk.problem else "")
        + (f". The provider could not be asked about it: {chunk.trouble}" if chunk.trouble else "")
    )
    return clean(told)


def _tell_moment(seconds: int) -> str | None:
    """A moment, in seconds since 1970, as ISO 8601; None for one that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")
    except (OverflowError, ValueError, OSError):
        return None
