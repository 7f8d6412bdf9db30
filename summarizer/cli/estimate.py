"""``summarizer estimate``: requests, tokens and cost, before anything is asked."""

from typing import Annotated

import typer

from summarizer.cli import options as shared


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
    from summarizer.pipeline.plans import plan_without_model  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.estimate import estimate_run  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.storage.inputs import find_inputs, read_articles  # noqa: PLC0415 - lazy: keeps --help fast

    options = shared.build_options(
        model=model,
        base_url=base_url,
        prompt=prompt,
        schema=schema,
        abstract=abstract,
        context_tokens=context_tokens,
        prices=prices,
    )
    plan = plan_without_model(options)
    articles = read_articles(list(find_inputs(paths)), max_bytes=max_bytes)
    told = estimate_run(articles, plan, plan.endpoint.price, batch=batch)
    if as_json:
        typer.echo(told.model_dump_json(indent=2))
        return
    from summarizer.llm.prices import format_usd  # noqa: PLC0415 - lazy: keeps --help fast

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
