"""The records of a whole run with its reviews applied."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from summarizer.errors import ConfigurationError
from summarizer.review.applying import Applied, Misfit, apply_reviews
from summarizer.review.rows import Review, read_reviews
from summarizer.runs.folder import REVIEWS
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, Summary

Stored = tuple[Summary | CustomSummary, StoredArticle]


class ReviewedRun:
    """Applies reviews to a run's records as they pass by, and keeps account of every review.

    ``misfits`` are complete once all records have passed.
    """

    def __init__(self, reviews: Sequence[Review]) -> None:
        self._left: dict[str, list[Review]] = {}
        for review in reviews:
            self._left.setdefault(review.article_id, []).append(review)
        self.applied: Counter[str] = Counter()
        self.superseded = 0
        self.misfits: list[Misfit] = []

    def apply(self, records: Iterable[Stored]) -> Iterator[Stored]:
        """The records with their reviews applied, in order."""
        return ((own.record, article) for _, article, own in self.decide(records))

    def decide(self, records: Iterable[Stored]) -> Iterator[tuple[Summary | CustomSummary, StoredArticle, Applied]]:
        """The records as stored, in order, with their articles and what became of their reviews."""
        for record, article in records:
            own = self._left.pop(record.article.article_id, ())
            outcome = apply_reviews(record, own, article=article)
            self.applied.update(review.action for review in outcome.applied)
            self.superseded += len(outcome.superseded)
            self.misfits.extend(outcome.misfits)
            yield record, article, outcome
        for reviews in self._left.values():
            self.misfits.extend(
                Misfit(review=review, reason="The run has no record of its article.") for review in reviews
            )
        self._left = {}

    def describe(self) -> Iterator[str]:
        """What became of the reviews, in lines for people: how many were applied, and each that did not fit."""
        kinds = ", ".join(f"{count} {action}" for action, count in sorted(self.applied.items()))
        overtaken = f"; {self.superseded} overtaken or withdrawn" if self.superseded else ""
        did_not = f"; {len(self.misfits)} did not fit" if self.misfits else ""
        yield f"Reviews: {self.applied.total()} applied{f' ({kinds})' if kinds else ''}{overtaken}{did_not}."
        for misfit in self.misfits:
            review = misfit.review
            yield f"  {review.review_id} ({review.action} {review.field} of {review.article_id}): {misfit.reason}"


def open_reviews(folder: Path) -> ReviewedRun:
    """A run folder's reviews, ready to be applied. Raises: ConfigurationError where there are none."""
    reviews = read_reviews(folder / REVIEWS)
    if not reviews:
        quoted = shlex.quote(str(folder))
        raise ConfigurationError(f"{folder}: no reviews in {REVIEWS} here. Make some with: summarizer review {quoted}")
    return ReviewedRun(reviews)
