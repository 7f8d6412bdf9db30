"""The ledger of a run folder: what each article cost, over all runs into it."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from summarizer.files import read_values
from summarizer.language.plurals import tell_count
from summarizer.llm.prices import format_usd
from summarizer.schemas.record import Attempt, CustomSummary, Frozen, Summary
from summarizer.values import ArticleFailure, utc_now

LEDGER = "ledger.jsonl"
ANSWERED = frozenset({"answered", "invalid", "truncated"})
"""Outcomes of requests that are paid for, whether the server tells the tokens or not."""


_Number = Annotated[int, Field(ge=0, le=2**53)]


class LedgerRow(Frozen):
    """What asking about one article took, once. ``cost_usd`` None: at least one request's price is not known."""

    article_id: str | None
    path: str | None
    outcome: Literal["done", "failed"]
    finished: str
    requests: _Number
    prompt_tokens: _Number
    cached_tokens: _Number
    completion_tokens: _Number
    cost_usd: float | None = Field(ge=0, le=1e12)


def read_ledger(path: Path) -> Iterator[LedgerRow]:
    """The rows of a run folder's ledger but for a torn last one, in order. Raises: RunFolderError for a damaged one."""
    return read_values(path / LEDGER, LedgerRow)


class Spending(Frozen):
    """What was asked and what it took. ``cost_usd`` None: the price of at least one answer is not known."""

    articles: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0

    @property
    def tokens(self) -> int:
        """Prompt and answer tokens together."""
        return self.prompt_tokens + self.completion_tokens

    def describe(self) -> str:
        """In words: requests, tokens, cost."""
        tokens = f"{self.prompt_tokens:,} prompt and {self.completion_tokens:,} answer tokens"
        return f"{tell_count(self.requests, 'request')}, {tokens}, {format_usd(self.cost_usd)}"

    def plus(self, other: "LedgerRow | Spending") -> "Spending":
        """This and one more article, or other articles."""
        known = None if self.cost_usd is None or other.cost_usd is None else round(self.cost_usd + other.cost_usd, 9)
        counted = ("requests", "prompt_tokens", "cached_tokens", "completion_tokens")
        sums = {name: getattr(self, name) + getattr(other, name) for name in counted}
        more = other.articles if isinstance(other, Spending) else 1
        return Spending(articles=self.articles + more, cost_usd=known, **sums)


def sum_ledger(rows: Iterable[LedgerRow]) -> Spending:
    """What the rows of a ledger come to."""
    return functools.reduce(Spending.plus, rows, Spending())


def sum_attempts(
    attempts: Sequence[Attempt], *, article_id: str | None, path: str | None, outcome: Literal["done", "failed"]
) -> LedgerRow:
    """The ledger's row of one article. A request that got no answer is taken to have cost nothing."""
    costs = [one.cost_usd for one in attempts if one.prompt_tokens is not None or one.outcome in ANSWERED]
    return LedgerRow(
        article_id=article_id,
        path=path,
        outcome=outcome,
        finished=utc_now(),
        requests=len(attempts),
        prompt_tokens=sum(attempt.prompt_tokens or 0 for attempt in attempts),
        cached_tokens=sum(attempt.cached_tokens or 0 for attempt in attempts),
        completion_tokens=sum(attempt.completion_tokens or 0 for attempt in attempts),
        cost_usd=None if None in costs else round(sum(cost for cost in costs if cost is not None), 9),
    )


def live_attempts(result: Summary | CustomSummary | ArticleFailure) -> tuple[Attempt, ...]:
    """The requests about an article that a model was sent now: neither stored answers nor those of a batch."""
    attempts = result.attempts if isinstance(result, ArticleFailure) else result.provenance.attempts
    return tuple(attempt for attempt in attempts if attempt.origin == "live")


def sum_result(result: Summary | CustomSummary | ArticleFailure) -> LedgerRow | None:
    """The ledger's row for the live requests about an article; None where there were none."""
    asked = live_attempts(result)
    if not asked:
        return None
    if isinstance(result, ArticleFailure):
        return sum_attempts(asked, article_id=result.article_id, path=result.path, outcome="failed")
    return sum_attempts(asked, article_id=result.article.article_id, path=result.article.path, outcome="done")
