"""How far a run is, as events and lines."""

from typing import Literal, get_args

from summarizer.llm.prices import format_usd
from summarizer.runs.ledger import Spending
from summarizer.schemas.record import CustomSummary, Frozen, Summary

Escalation = Literal["escalated", "escalation_failed"]
"""The findings that tell of a second model: it answered, or it failed and the first one's record stands."""


class Event(Frozen):
    """What happened to an article. ``message`` says why it failed. Of many skipped at a time only the last is told."""

    kind: Literal["done", "failed", "skipped"]
    path: str | None
    line: int | None = None
    article_id: str | None
    code: str | None = None
    message: str | None = None


class Progress(Frozen):
    """Where a run stands. ``total`` None: the inputs' number of articles is unknown. ``skipped`` were done before.

    Of those done, ``escalated`` are a second model's, and ``escalation_failed`` were to be. ``passed_over`` are files
    in the folders whose endings are not read. ``spent`` is this run's, ``spent_before`` that of the earlier runs into
    the folder. ``stopped`` names the budget that is used up.
    """

    total: int | None
    done: int = 0
    failed: int = 0
    skipped: int = 0
    escalated: int = 0
    escalation_failed: int = 0
    passed_over: int = 0
    spent: Spending = Spending()
    spent_before: Spending = Spending()
    seconds: float = 0.0
    latest: Event | None = None
    stopped: Literal["budget_usd", "budget_tokens"] | None = None

    @property
    def spent_in_all(self) -> Spending:
        """What all runs into the folder asked together."""
        return self.spent_before.plus(self.spent)

    @property
    def per_minute(self) -> float:
        """Articles done a minute, in this run: what cannot be read fails in no time."""
        return 60 * self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds left at the pace so far; None where it cannot be told."""
        finished = self.done + self.failed
        if self.total is None or finished == 0:
            return None
        return self.seconds / finished * max(0, self.total - finished - self.skipped)


def escalation_of(record: Summary | CustomSummary) -> Escalation | None:
    """Whether a second model was asked about a record's article, and what came of it; None where it was not."""
    codes = {finding.code for finding in record.findings}
    return next((code for code in get_args(Escalation) if code in codes), None)


def describe_escalated(escalated: int, failed: int) -> str:
    """How many articles were escalated, for people."""
    return f"{escalated + failed:,} escalated" + (f" ({failed:,} of them in vain)" if failed else "")


def progress_line(progress: Progress) -> str:
    """Where a run stands, in one line."""
    finished = progress.done + progress.failed + progress.skipped
    eta = "?" if progress.eta_s is None else f"{progress.eta_s:.0f} s"
    total = "?" if progress.total is None else progress.total
    return (
        f"{finished}/{total} articles, {progress.done} done, {progress.failed} failed, {progress.per_minute:.1f}/min, "
        f"{progress.spent.tokens} tokens, {format_usd(progress.spent.cost_usd)}, ETA {eta}"
    )


def event_line(event: Event) -> str:
    """What happened to one article, for people."""
    place = f"{event.path}, line {event.line}" if event.line else event.path
    told = {"done": "done", "failed": "failed", "skipped": "done before"}[event.kind]
    return f"{told}: {place}" + (f": {event.message}" if event.message else "")
