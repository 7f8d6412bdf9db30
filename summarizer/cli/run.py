"""``summarizer run``: articles into a run folder."""

import contextlib
import math
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.export import export_run, parse_formats
from summarizer.cli.printing import SOME_FAILED, exit_code, stderr_line, telling_interrupts
from summarizer.errors import ConfigurationError, SummarizerError
from summarizer.language.plurals import tell_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from summarizer.options import Options
    from summarizer.runs.engines import Engine
    from summarizer.runs.progress import Progress


def run(
    paths: shared.Paths,
    *,
    out: shared.Out = Path("summarizer-run"),
    model: shared.ModelName = shared.EMBEDDED,
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    escalate: shared.Escalate = None,
    escalate_base_url: shared.EscalateBaseUrl = None,
    escalate_api_key_env: shared.EscalateApiKeyEnv = None,
    escalate_reasoning: shared.EscalateReasoning = None,
    escalate_context_tokens: shared.EscalateContextTokens = None,
    prompt: shared.PromptName = None,
    schema: shared.SchemaName = None,
    retrieved: shared.Retrieved = None,
    abstract: shared.Abstract = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only the first so many articles, those done before included.")
    ] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, help="Articles in flight at once.")] = None,
    rpm: Annotated[int | None, typer.Option(min=1, help="Most requests in any minute.")] = None,
    tpm: Annotated[int | None, typer.Option(min=1, help="Most tokens in any minute.")] = None,
    budget_usd: Annotated[float | None, typer.Option(help="Stop when the run folder's cost gets there.")] = None,
    budget_tokens: Annotated[int | None, typer.Option(min=1, help="Stop when its tokens get there.")] = None,
    prices: shared.Prices = None,
    resume: Annotated[
        bool, typer.Option(help="Go on with the run in the folder, or start afresh, which deletes its records.")
    ] = True,
    cache: Annotated[bool, typer.Option(help="Use and keep answers to identical questions.")] = True,
    formats: shared.Formats = "",
    events: Annotated[bool, typer.Option("--events", help="Merge the reports into events at the end.")] = False,
    figures: shared.Figures = None,
    temperature: shared.Temperature = "0",
    seed: shared.Seed = None,
    reasoning: shared.Reasoning = None,
    answer_tokens: shared.AnswerTokens = None,
    answer_mode: shared.AnswerMode = None,
    context_tokens: shared.ContextTokens = None,
    timeout_s: Annotated[float, typer.Option("--timeout", min=1, help="Seconds to wait for one answer.")] = 600,
    deadline_s: Annotated[
        float | None, typer.Option("--deadline", min=1, help="Seconds that one article may take in all.")
    ] = None,
    max_attempts: Annotated[int, typer.Option(min=1, help="Tries of one request on transport trouble.")] = 5,
    stop_after: Annotated[
        int, typer.Option(min=0, help="Stop when so many articles in a row fail at the model's end; 0: never.")
    ] = 10,
    max_bytes: shared.MaxBytes = shared.LARGEST_ARTICLE,
    model_path: Annotated[Path | None, typer.Option(help="The embedded model's file, if not in the cache.")] = None,
    threads: shared.Threads = None,
    processes: Annotated[
        int, typer.Option(min=1, max=1024, help="Processes of this machine that ask; not for the embedded model.")
    ] = 1,
    engine: Annotated[str, typer.Option(help="local, or ray for a Ray cluster.")] = "local",
    ray_address: Annotated[str | None, typer.Option(help="The cluster's address; one of its own if left out.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that ask, on a Ray cluster.")] = None,
    copy_to: Annotated[
        str | None,
        typer.Option(help="Where to copy the run's folder every few minutes and at its end, such as s3://bucket/run1."),
    ] = None,
    otel: Annotated[bool, typer.Option("--otel", help="Send spans where the OTEL_... variables say.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Progress as JSON lines on stderr.")] = False,
) -> None:
    """Summarise articles and folders of them into a run folder."""
    given = locals()
    again = "the same command" if resume else "the same command with --resume"
    say = partial(_say, log_json=log_json)
    with telling_interrupts(say, f"What was finished is kept in {out}; {again} goes on from there."):
        from summarizer.cli.progress import JsonProgress, PlainProgress  # noqa: PLC0415 - lazy: keeps --help fast
        from summarizer.llm.tracing import exported_spans  # noqa: PLC0415 - lazy: keeps --help fast
        from summarizer.runs.running import RunLimits, run_batch  # noqa: PLC0415 - lazy: keeps --help fast

        chosen = parse_formats(formats)
        if chosen:
            from summarizer.exports.files import check_folder  # noqa: PLC0415 - lazy: keeps --help fast

            check_folder(out)
        if events:
            from summarizer.cli.merging import check_merging  # noqa: PLC0415 - lazy: keeps --help fast

            check_merging(figures)
        elif figures is not None:
            raise typer.BadParameter("it goes with --events", param_hint="--figures")
        options = shared.build_options(given)
        if budget_usd is not None and not 0 < budget_usd < math.inf:
            raise typer.BadParameter("it must be more than 0", param_hint="--budget-usd")
        limits = RunLimits(
            articles=limit, budget_usd=budget_usd, budget_tokens=budget_tokens, failures_in_a_row=stop_after or None
        )
        told = JsonProgress() if log_json else PlainProgress()
        shared.tell_address(options, base_url, say, escalate_base_url=escalate_base_url)
        try:
            with (
                exported_spans() if otel else contextlib.nullcontext(),
                told,
                _open_engine(
                    engine, options, ray_address, workers, processes=processes, spans=otel, say=told.message
                ) as asker,
            ):
                final = run_batch(
                    paths,
                    out,
                    options,
                    limits=limits,
                    resume=resume,
                    max_bytes=max_bytes,
                    engine=asker,
                    copy_to=copy_to,
                    on_progress=told.progress,
                    on_message=told.message,
                )
        except SummarizerError as error:
            say(f"summarizer: {error}")
            raise typer.Exit(exit_code(error)) from error
        if events:
            from summarizer.cli.merging import merge_runs  # noqa: PLC0415 - lazy: keeps --help fast

            merge_runs([out], out, figures, say)
        if chosen:
            export_run(out, None, chosen, say, events=events)
        if copy_to is not None and (chosen or events):
            from summarizer.runs.storage.copying import RunCopy  # noqa: PLC0415 - lazy: keeps --help fast

            RunCopy(out, copy_to, on_message=say).copy()
        say(_closing(final, out, paths))
        if final.failed or final.stopped:
            raise typer.Exit(SOME_FAILED)


def _say(line: str, *, log_json: bool) -> None:
    from summarizer.cli.progress import JsonProgress  # noqa: PLC0415 - lazy: keeps --help fast

    (JsonProgress().message if log_json else stderr_line)(line)


def _open_engine(
    name: str,
    options: "Options",
    address: str | None,
    workers: int | None,
    *,
    processes: int,
    spans: bool,
    say: "Callable[[str], None]",
) -> "AbstractContextManager[Engine | None]":
    """The engine of a name; None for this process alone. Raises: ConfigurationError."""
    if name == "ray":
        if processes > 1:
            raise ConfigurationError("--processes is for this machine alone; with --engine ray there is --workers.")
        from summarizer.runs.cluster.engine import RayEngine  # noqa: PLC0415 - lazy: an extra

        return RayEngine(options, address=address, workers=workers, on_progress=say)
    if name != "local":
        raise ConfigurationError(f"--engine {name}: there is no such engine. Engines: local, ray.")
    if address is not None or workers is not None:
        raise ConfigurationError("--ray-address and --workers are for --engine ray; locally there is --processes.")
    if processes > 1:
        from summarizer.runs.processes.engine import ProcessEngine  # noqa: PLC0415 - lazy: keeps --help fast

        return ProcessEngine(options, processes=processes, spans=spans, on_progress=say)
    return contextlib.nullcontext()


def _closing(final: "Progress", out: Path, paths: "Sequence[Path]") -> str:
    from summarizer.llm.prices import format_usd  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.progress import describe_escalated  # noqa: PLC0415 - lazy: keeps --help fast

    if final.stopped:
        spent = final.spent_in_all
        return (
            f"Stopped by --{final.stopped.replace('_', '-')} after {final.done} done and {final.failed} failed: "
            f"{spent.tokens} tokens, {format_usd(spent.cost_usd)} in all runs into the folder. The same command with a "
            "larger budget goes on from there."
        )
    if not final.done + final.failed + final.skipped:
        return shared.tell_no_article(paths)
    parts = [f"{final.done} done"]
    if final.escalated or final.escalation_failed:
        parts.append(f"of these {describe_escalated(final.escalated, final.escalation_failed)}")
    parts.append(f"{final.failed} failed")
    if final.skipped:
        parts.append(f"{final.skipped} done before")
    if final.passed_over:
        parts.append(f"{tell_count(final.passed_over, 'file')} passed over")
    look = f"Look at them with: summarizer show {shlex.quote(str(out))}"
    hint = f"See {out / 'failures.jsonl'}." if final.failed else look
    return f"{', '.join(parts)}; {final.spent.describe()}, {final.seconds:.1f} s. {hint}"
