"""Commands about runs: make one, say what it would cost, look at one, and write its tables."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.commands import options as shared
from summarizer.commands.printing import INTERRUPTED, SOME_FAILED, exit_code, open_console, stderr_line
from summarizer.commands.records import open_records
from summarizer.errors import ConfigurationError, SummarizerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from summarizer.api import Options
    from summarizer.batch import Engine, Progress
    from summarizer.choosing import Choice
    from summarizer.reviewing.runs import Stored
    from summarizer.schemas.record_v1 import CustomSummary, Summary


def run(
    paths: shared.Paths,
    *,
    out: shared.Out = Path("summarizer-run"),
    model: shared.ModelName = shared.EMBEDDED,
    base_url: shared.BaseUrl = None,
    api_key_env: shared.ApiKeyEnv = None,
    prompt: shared.PromptName = None,
    schema: shared.SchemaName = None,
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
        bool, typer.Option(help="Go on with the run in the folder, or delete its records and start afresh.")
    ] = True,
    cache: Annotated[bool, typer.Option(help="Use and keep answers to identical questions.")] = True,
    formats: shared.Formats = "",
    temperature: shared.Temperature = "0",
    seed: shared.Seed = None,
    context_tokens: shared.ContextTokens = None,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds to wait for one answer.")] = 600,
    deadline: Annotated[float | None, typer.Option(min=1, help="Seconds that one article may take in all.")] = None,
    max_attempts: Annotated[int, typer.Option(min=1, help="Tries of one request on transport trouble.")] = 5,
    stop_after: Annotated[
        int, typer.Option(min=0, help="Stop when so many articles in a row fail at the model's end; 0: never.")
    ] = 10,
    max_bytes: shared.MaxBytes = shared.LARGEST_ARTICLE,
    model_path: Annotated[Path | None, typer.Option(help="The embedded model's file, if not in the cache.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray for a Ray cluster.")] = "local",
    ray_address: Annotated[str | None, typer.Option(help="The cluster's address; one of its own if left out.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that ask, on a Ray cluster.")] = None,
    otel: Annotated[bool, typer.Option("--otel", help="Send spans where the OTEL_... variables say.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Progress as JSON lines on stderr.")] = False,
) -> None:
    """Summarise articles and folders of them into a run folder."""
    from summarizer.batch import RunLimits, run_batch  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.caching import default_cache_path  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.progress import JsonProgress, PlainProgress  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.tracing import exported_spans  # noqa: PLC0415 - lazy: keeps --help fast

    chosen = _check_formats(formats)
    options = shared.build_options(
        model=model,
        base_url=base_url,
        api_key_env=api_key_env,
        prompt=prompt,
        schema=schema,
        abstract=abstract,
        temperature=temperature,
        seed=seed,
        context_tokens=context_tokens,
        prices=prices,
        timeout_s=timeout,
        deadline_s=deadline,
        max_attempts=max_attempts,
        concurrency=concurrency,
        rpm=rpm,
        tpm=tpm,
        cache_path=default_cache_path() if cache else None,
        model_path=model_path,
    )
    if budget_usd is not None and budget_usd <= 0:
        raise typer.BadParameter("it must be more than 0", param_hint="--budget-usd")
    limits = RunLimits(
        articles=limit, budget_usd=budget_usd, budget_tokens=budget_tokens, failures_in_a_row=stop_after or None
    )
    told = JsonProgress() if log_json else PlainProgress()
    say = told.message if log_json else stderr_line
    try:
        with (
            exported_spans() if otel else contextlib.nullcontext(),
            told,
            _open_engine(engine, options, ray_address, workers, told.message) as asker,
        ):
            final = run_batch(
                paths,
                out,
                options,
                limits=limits,
                resume=resume,
                max_bytes=max_bytes,
                engine=asker,
                on_progress=told.progress,
                on_message=told.message,
            )
    except KeyboardInterrupt:
        again = "the same command" if resume else "the same command with --resume"
        say(f"summarizer: Interrupted. What was finished is kept in {out}; {again} goes on from there.")
        raise typer.Exit(INTERRUPTED) from None
    except SummarizerError as error:
        say(f"summarizer: {error}")
        raise typer.Exit(exit_code(error)) from error
    if chosen:
        _export(out, None, chosen, say)
    say(_closing(final, out))
    if final.failed or final.stopped:
        raise typer.Exit(SOME_FAILED)


def _open_engine(
    name: str, options: "Options", address: str | None, workers: int | None, say: "Callable[[str], None]"
) -> "AbstractContextManager[Engine | None]":
    """The engine of a name; None for the local one. Raises: ConfigurationError."""
    if name == "ray":
        from summarizer.cluster.engine import RayEngine  # noqa: PLC0415 - lazy: an extra

        return RayEngine(options, address=address, workers=workers, on_progress=say)
    if name != "local":
        raise ConfigurationError(f"--engine {name}: there is no such engine. Engines: local, ray.")
    if address is not None or workers is not None:
        raise ConfigurationError("--ray-address and --workers are for --engine ray; locally, --concurrency is enough.")
    return contextlib.nullcontext()


def _closing(final: "Progress", out: Path) -> str:
    from summarizer.progress import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

    if final.stopped:
        return (
            f"Stopped by --{final.stopped.replace('_', '-')} after {final.done} done and {final.failed} failed: "
            f"{_told_spending(final)}. The same command with a larger budget goes on from there."
        )
    if not final.done + final.failed + final.skipped:
        return "No article was found. Folders are searched for .txt .md .html .htm .json .jsonl files."
    parts = [f"{final.done} done", f"{final.failed} failed"] + (
        [f"{final.skipped} done before"] if final.skipped else []
    )
    tokens = f"{final.spent.prompt_tokens} prompt and {final.spent.completion_tokens} answer tokens"
    took = f"{final.spent.requests} requests, {tokens}, {format_usd(final.spent.cost_usd)}, {final.seconds:.1f} s"
    hint = f"See {out / 'failures.jsonl'}." if final.failed else f"Look at them with: summarizer show {out}"
    return f"{', '.join(parts)}; {took}. {hint}"


def _told_spending(final: "Progress") -> str:
    from summarizer.progress import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

    costs = (final.spent_before.cost_usd, final.spent.cost_usd)
    usd = None if None in costs else sum(cost for cost in costs if cost is not None)
    return f"{final.spent_before.tokens + final.spent.tokens} tokens, {format_usd(usd)} in all runs into the folder"


def estimate(
    paths: shared.Paths,
    *,
    model: shared.ModelName = shared.EMBEDDED,
    base_url: shared.BaseUrl = None,
    prompt: shared.PromptName = None,
    schema: shared.SchemaName = None,
    abstract: shared.Abstract = None,
    context_tokens: shared.ContextTokens = None,
    prices: shared.Prices = None,
    max_bytes: shared.MaxBytes = shared.LARGEST_ARTICLE,
    batch: Annotated[bool, typer.Option("--batch", help="At the prices of a provider's batch.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the estimate as JSON.")] = False,
) -> None:
    """Say what a run would ask and cost, before anything is asked."""
    from summarizer.api import plan_without_model  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.articles import read_articles  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.estimating import estimate_run  # noqa: PLC0415 - lazy: keeps --help fast

    options = shared.build_options(
        model=model,
        base_url=base_url,
        api_key_env=None,
        prompt=prompt,
        schema=schema,
        abstract=abstract,
        temperature="0",
        seed=None,
        context_tokens=context_tokens,
        prices=prices,
    )
    plan = plan_without_model(options)
    told = estimate_run(read_articles(paths, max_bytes=max_bytes), plan, plan.endpoint.price, batch=batch)
    if as_json:
        typer.echo(told.model_dump_json(indent=2))
        return
    from summarizer.progress import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

    typer.echo(f"articles       {told.articles:,}, of which {told.failed:,} cannot be read")
    for name, range_ in (
        ("requests", told.requests),
        ("prompt tokens", told.prompt_tokens),
        ("answer tokens", told.answer_tokens),
    ):
        typer.echo(f"{name:<14} {range_.low:,} to {range_.high:,}")
    cost = told.cost_usd
    told_cost = f"{format_usd(cost.low)} to {format_usd(cost.high)}" if cost else told.cost_unknown
    typer.echo(f"{'cost':<14} {told_cost}")
    for assumption in told.assumptions:
        typer.echo(f"  - {assumption}")


def status(
    run_folder: shared.RunFolderArgument,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the state as JSON.")] = False,
) -> None:
    """Say where a run stands: counts, failures by cause, tokens, cost, pace. Works while it is under way."""
    from summarizer.run_status import describe_status, read_status  # noqa: PLC0415 - lazy: keeps --help fast

    told = read_status(run_folder)
    typer.echo(told.model_dump_json(indent=2) if as_json else describe_status(told))


def export(
    run_folder: shared.RunFolderArgument,
    *,
    formats: shared.Formats = "csv",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to; RUN/tables if left out.")] = None,
    reviews: shared.Reviews = False,
) -> None:
    """Write a run's records as flat tables, with a codebook."""
    _export(run_folder, out, _check_formats(formats) or ("csv",), stderr_line, reviews=reviews)


def _check_formats(text: str) -> tuple[str, ...]:
    chosen = shared.split_formats(text)
    if chosen:
        from summarizer.tables.writing import check_formats  # noqa: PLC0415 - lazy: keeps --help fast

        check_formats(chosen)
    return chosen


def _export(
    run_folder: Path,
    out: Path | None,
    formats: tuple[str, ...],
    say: "Callable[[str], None]",
    *,
    reviews: bool = False,
) -> None:
    from summarizer.tables.writing import write_tables  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.writing import TABLES_FOLDER  # noqa: PLC0415 - lazy: keeps --help fast

    out = out or run_folder / TABLES_FOLDER
    records = open_records(run_folder, reviews=reviews, say=say)
    written = write_tables((record for record, _ in records), out, formats=formats)
    say(f"Tables: {', '.join(path.name for path in written.paths)} in {out}")
    if "geojson" in formats:
        say(f"{written.located} incidents could be located, {written.unlocated} could not.")
    if "ucdp-aec" in formats:
        predicted, articles = written.rows["ucdp_aec"], written.rows["articles"]
        say(f"{predicted} of {articles} articles are predicted: those whose file is named by the number of an event.")


def show(
    run_folder: shared.RunFolderArgument,
    article: Annotated[str | None, typer.Argument(help="An article's id or path; all if left out.")] = None,
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Records with an incident of this type.")] = None,
    country: Annotated[str | None, typer.Option(help="Records with an incident there: a name or code.")] = None,
    finding: Annotated[str | None, typer.Option(help="Records with a finding of this code.")] = None,
    severity: Annotated[str | None, typer.Option(help="Records with a finding so grave: info, warning, error.")] = None,
    reviews: shared.Reviews = False,
    pager: Annotated[bool, typer.Option(help="Page in a terminal, with $PAGER or less.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as JSON.")] = False,
) -> None:
    """Print a run's overview and records for people, the evidence highlighted in its sentence."""
    from summarizer.choosing import SEVERITIES, Choice  # noqa: PLC0415 - lazy: keeps --help fast

    level = next((level for level in SEVERITIES if level == severity), None)
    if severity is not None and level is None:
        raise typer.BadParameter(f"{severity!r} is none of {', '.join(SEVERITIES)}", param_hint="--severity")
    choice = Choice(article, kind, country, finding, level)
    told: list[str] = []

    def choose(say: "Callable[[str], None]") -> "Iterator[Stored]":
        records = open_records(run_folder, reviews=reviews, say=say)
        return (stored for stored in records if choice.admits(stored[0]))

    if as_json:
        shown = _print_json(record for record, _ in choose(told.append))
    else:
        shown = _print_records(run_folder, choice, choose, told.append, pager=pager)
    for line in told:
        stderr_line(line)
    if not shown:
        raise ConfigurationError(f"{run_folder} holds no record{choice.describe()}.")


def _print_json(records: "Iterable[Summary | CustomSummary]") -> int:
    """Prints records and says how many."""
    from summarizer.serializing import to_json  # noqa: PLC0415 - lazy: keeps --help fast

    shown = 0
    for record in records:
        shown += 1
        typer.echo(to_json(record, indent=2))
    return shown


def _print_records(
    run_folder: Path,
    choice: "Choice",
    choose: "Callable[[Callable[[str], None]], Iterator[Stored]]",
    say: "Callable[[str], None]",
    *,
    pager: bool,
) -> int:
    """Prints records, the overview first where there are several, and says how many. They are read twice."""
    from summarizer.overviewing import gather_overview, show_overview  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.showing import show_record  # noqa: PLC0415 - lazy: keeps --help fast

    overview = gather_overview(record for record, _ in choose(lambda _: None))
    several = overview.records > 1
    with open_console(pager=pager and several) as console:
        if several:
            failures, spent = _read_spending(run_folder)
            console.print(
                show_overview(
                    overview, folder=str(run_folder), failures=failures, spent=spent, chosen=choice.describe()
                )
            )
        for number, (record, stored) in enumerate(choose(say)):
            if number:
                console.print()
            console.print(show_record(record, stored.text, stored.sentences))
    return overview.records


def _read_spending(run_folder: Path) -> tuple[dict[str, int], str]:
    """Failures by code, and what all runs into the folder asked, in words."""
    from collections import Counter  # noqa: PLC0415 - lazy: keeps --help fast

    from summarizer.batch import sum_ledger  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.progress import format_usd  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.writing import FAILURES, read_ledger, read_rows  # noqa: PLC0415 - lazy: keeps --help fast

    failures = Counter(str(row.get("code")) for row in read_rows(run_folder / FAILURES))
    spent = sum_ledger(read_ledger(run_folder))
    tokens = f"{spent.prompt_tokens:,} prompt and {spent.completion_tokens:,} answer tokens"
    return dict(failures.most_common()), f"{spent.requests:,} requests, {tokens}, {format_usd(spent.cost_usd)}"
