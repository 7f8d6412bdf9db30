"""``summarizer estimate``: requests, tokens and cost, before anything is asked."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options as shared
from summarizer.cli.printing import SOME_FAILED, echo_json, stderr_line
from summarizer.language.folding import clean

if TYPE_CHECKING:
    from summarizer.runs.estimate import Estimate
    from summarizer.values import Article, ArticleFailure

_SHOWN_FAILURES = 3


def estimate(
    paths: shared.Paths,
    *,
    model: shared.ModelName = shared.EMBEDDED,
    base_url: shared.BaseUrl = None,
    escalate: shared.Escalate = None,
    escalate_base_url: shared.EscalateBaseUrl = None,
    escalate_reasoning: shared.EscalateReasoning = None,
    escalate_context_tokens: shared.EscalateContextTokens = None,
    prompt: shared.PromptName = None,
    schema: shared.SchemaName = None,
    retrieved: shared.Retrieved = None,
    abstract: shared.Abstract = None,
    reasoning: shared.Reasoning = None,
    answer_tokens: shared.AnswerTokens = None,
    context_tokens: shared.ContextTokens = None,
    prices: shared.Prices = None,
    max_bytes: shared.MaxBytes = shared.LARGEST_ARTICLE,
    batch: Annotated[bool, typer.Option("--batch", help="At the prices of a provider's batch.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the estimate as JSON.")] = False,
) -> None:
    """Say what a run would ask and cost, before anything is asked."""
    options = shared.build_options(locals())
    from summarizer.pipeline.plans import plan_without_model  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.estimate import estimate_run  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.running import leave_out_run_files, tell_passed_over  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.storage.inputs import find_inputs, read_articles  # noqa: PLC0415 - lazy: keeps --help fast

    if batch and escalate is not None:
        raise typer.BadParameter("a provider's batch asks one model: leave one of the two out", param_hint="--batch")
    plan = plan_without_model(options)
    second = None if options.second is None else plan_without_model(options.second)
    for asked in (plan, second):
        if asked is not None:
            asked.endpoint.require_wire()
            asked.endpoint.require_reasoning()
    inputs = leave_out_run_files(find_inputs(paths), named=paths)
    tell_passed_over(paths, inputs, stderr_line)
    articles = _tell_failures(read_articles(inputs, max_bytes=max_bytes))
    told = estimate_run(articles, plan, batch=batch, second=second)
    if not told.articles:
        stderr_line(shared.tell_no_article(paths))
    if as_json:
        echo_json(told)
    else:
        _echo_all(told, None if options.escalate is None else options.escalate.model)
    if told.failed:
        raise typer.Exit(SOME_FAILED)


def _tell_failures(articles: "Iterable[Article | ArticleFailure]") -> "Iterator[Article | ArticleFailure]":
    """The articles as they are; the first that cannot be read are told, and how many more there are."""
    from summarizer.runs.progress import Event, event_line  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.values import ArticleFailure  # noqa: PLC0415 - lazy: keeps --help fast

    failed = 0
    for article in articles:
        if isinstance(article, ArticleFailure):
            failed += 1
            if failed <= _SHOWN_FAILURES:
                known = article.model_dump(include={"path", "line", "article_id", "message"})
                stderr_line(event_line(Event(kind="failed", **known)))
        yield article
    if failed > _SHOWN_FAILURES:
        stderr_line(f"and {failed - _SHOWN_FAILURES:,} more")


def _echo_all(told: "Estimate", second: str | None) -> None:
    typer.echo(f"articles       {told.articles:,}, of which {told.failed:,} cannot be read")
    _echo(told)
    if told.escalation is not None and second is not None:
        typer.echo(f"and if articles are escalated to {clean(second)}, from none to all of them:")
        _echo(told.escalation)


def _echo(told: "Estimate") -> None:
    from summarizer.llm.prices import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

    for name, range_ in (
        ("requests", told.requests),
        ("prompt tokens", told.prompt_tokens),
        ("answer tokens", told.answer_tokens),
    ):
        typer.echo(f"{name:<14} {range_.low:,} to {range_.high:,}")
    cost = told.cost_usd
    told_cost = f"{format_usd(cost.low)} to {format_usd(cost.high)}" if cost else told.cost_unknown
    typer.echo(f"{'cost':<14} {told_cost}")
    if told.too_long:
        typer.echo(
            f"{'too long':<14} {told.too_long:,}, which will fail: your own schema is asked for in one question "
            "(a larger --context-tokens, where the model has it)"
        )
    for assumption in told.assumptions:
        typer.echo(f"  - {assumption}")
