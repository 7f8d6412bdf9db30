"""Two models for one article: a small one answers first, a larger one only where the checks doubt that answer."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, cast

from summarizer.checks.codes import CODES
from summarizer.errors import AskError, ContextOverflowError, InvalidAnswerError, RefusalError, TruncatedAnswerError
from summarizer.llm.asking import Model
from summarizer.llm.loop import Lane
from summarizer.llm.transport import PendingAnswerError
from summarizer.pipeline.old_wires import is_old_wire, report_anew
from summarizer.pipeline.plans import Plan
from summarizer.pipeline.questions import report_failed
from summarizer.pipeline.summarizing import Record, deadline_at, is_of_country, summarize_article
from summarizer.schemas.record import Attempt, CustomSummary, Finding, Summary
from summarizer.values import Article

DOUBTED = frozenset(code for code, known in CODES.items() if known.doubts_answer)
"""Findings that doubt the answer. Those that doubt the article, which a larger model reads no better, are not here."""
DOUBTED_OF_OWN_SCHEMA = frozenset({"unsupported_value"})
"""The same for a user's own schema, of which nothing is known but where its values stand."""
_HARD = (InvalidAnswerError, TruncatedAnswerError, RefusalError, ContextOverflowError)
"""Failures that another model may not have: what is wrong lies between the article and the model that was asked."""


class Asked(NamedTuple):
    """A model, and how it is asked; ``old`` is how it is asked anew about an old wire report, None for not at all."""

    plan: Plan
    model: Model
    old: "Asked | None" = None

    @property
    def name(self) -> str:
        """The model's name as records have it."""
        return self.plan.model_id


class _First(NamedTuple):
    """What the first model came to: its record, or its error; and why that is doubted, if it is."""

    record: Record | None
    error: AskError | None
    doubts: tuple[str, ...]


def find_doubts(record: Record) -> tuple[str, ...]:
    """The codes of the findings for which a record's article is asked about anew, one for each finding, in order.

    A country that the article does not name is none: it may be known from its places alone.
    """
    doubted = DOUBTED_OF_OWN_SCHEMA if isinstance(record, CustomSummary) else DOUBTED
    doubts = (one for one in record.findings if one.code in doubted and one.severity == "warning")
    return tuple(one.code for one in doubts if not is_of_country(one))


async def summarize_escalating(
    article: Article, first: Asked, second: Asked | None, lane: Lane[Record], *, attempts: list[Attempt] | None
) -> Record:
    """The first model's record; where that is doubted, or there is none, the second's, with all that both asked.

    Without a second model it is the first one's, whatever may be doubted.

    The second model's record begins with a finding ``escalated``. Where the second model fails, the first one's record
    stands with a finding ``escalation_failed``. The plans' deadline, which is one, holds for both together.
    ``attempts`` is as for ``summarize_article``.

    Raises: AskError and ConfigurationError as ``summarize_article`` does; the second model's where both fail.
    """
    attempts = [] if attempts is None else attempts
    if second is None:
        return await _summarize(article, first, lane, until=deadline_at(first.plan), attempts=attempts)
    started, until = time.perf_counter(), deadline_at(first.plan)
    told = await _ask_first(article, first, lane, until, attempts)
    if told.record is not None and not told.doubts:
        return told.record
    asked = len(attempts)
    before = _name_model(attempts, first)
    try:
        record = await summarize_article(article, second.plan, second.model, lane, until=until, attempts=attempts)
    except Exception as error:
        after = _name_model(attempts[asked:], second)
        if not isinstance(error, AskError) or isinstance(error, PendingAnswerError):
            error.__dict__["attempts"] = (*before, *after)
            raise
        if told.record is None:
            raise _explain(error, told, first, (*before, *after)) from error
        finding = _tell_failure(told, first, second, error)
        return _put_together(told.record, finding, (*attempts[:asked], *after), started)
    return _put_together(record, _tell(told, first, second), (*before, *attempts[asked:]), started)


async def _ask_first(
    article: Article, first: Asked, lane: Lane[Record], until: float | None, attempts: list[Attempt]
) -> _First:
    """What the first model comes to. Raises: what asking another model would not mend."""
    try:
        record = await _summarize(article, first, lane, until=until, attempts=attempts)
    except _HARD as error:
        return _First(None, error, (error.code,))
    return _First(record, None, find_doubts(record))


async def _summarize(
    article: Article, asked: Asked, lane: Lane[Record], *, until: float | None, attempts: list[Attempt]
) -> Record:
    """The model's record; of an old wire report, where it is asked anew about such, that of the new answer.

    Where it fails when asked anew, the first record stands with a finding ``question_failed``.
    """
    started = time.perf_counter()
    record = await summarize_article(article, asked.plan, asked.model, lane, until=until, attempts=attempts)
    if asked.old is None or not isinstance(record, Summary) or not is_old_wire(record):
        return record
    plan, model, _ = asked.old
    try:
        again = await summarize_article(article, plan, model, lane, until=until, attempts=attempts)
    except PendingAnswerError:
        raise
    except AskError as error:
        failed = report_failed(plan.prompt, error, of=" about an old wire report")
        return _put_together(record, failed, tuple(attempts), started)
    return _put_together(again, report_anew(record, cast(Summary, again)), tuple(attempts), started)


def _name_model(attempts: Sequence[Attempt], asked: Asked) -> tuple[Attempt, ...]:
    return tuple(attempt.model_copy(update={"model": asked.name}) for attempt in attempts)


def _put_together(record: Record, finding: Finding, attempts: tuple[Attempt, ...], started: float) -> Record:
    """The record that stands, with the finding in front and what both models asked, in the order asked."""
    both = {"attempts": attempts, "seconds": round(time.perf_counter() - started, 3)}
    provenance = record.provenance.model_copy(update=both)
    return record.model_copy(update={"findings": (finding, *record.findings), "provenance": provenance})


def _tell(told: _First, first: Asked, second: Asked) -> Finding:
    message = f"{first.name} answered first; {_why(told)}. {second.name} was asked anew, and the record is its."
    return Finding(code="escalated", severity="info", field="article", message=message)


def _tell_failure(told: _First, first: Asked, second: Asked, error: AskError) -> Finding:
    message = f"{first.name} answered; {_why(told)}. {second.name} was asked anew and failed: {error}"
    return Finding(code="escalation_failed", severity="warning", field="article", message=message)


def _why(told: _First) -> str:
    """Why the first answer is doubted: the findings by code, the most frequent first, or the failure."""
    if told.error is not None:
        return f"that failed ({told.error.code})"
    return "doubted: " + ", ".join(f"{count} {code}" for code, count in Counter(told.doubts).most_common())


def _explain(error: AskError, told: _First, first: Asked, attempts: tuple[Attempt, ...]) -> AskError:
    """The second model's error, which says what the first one failed with, and has what both asked."""
    explained = type(error)(f"{error} Before, {first.name} failed: {told.error}")
    explained.attempts = attempts
    return explained
