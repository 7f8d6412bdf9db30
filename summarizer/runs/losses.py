"""What becomes of articles whose worker died, on a cluster and on this machine."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.api import Result, explain_paid, fail_article
from summarizer.errors import CircuitOpenError, SummarizerError
from summarizer.values import Article, ArticleFailure

ASKED_AGAIN = 3
DEATHS_IN_A_ROW = 20
LEAVE_S = 10.0
"""How long a worker may take to end, once it is told to."""
_LOST = "worker_lost"


@dataclass(eq=False)
class Asked:
    """An article that a worker was given, and how often workers died over it before."""

    article: Article
    losses: int = 0


class Losses:
    """Articles to be asked about again, ``ASKED_AGAIN`` times each, and the deaths since the last result.

    What the dead worker had paid for is paid again, unless the answer cache has it. ``outcomes`` are those that came in
    and were not given out yet.
    """

    def __init__(self) -> None:
        self._again: deque[Asked] = deque()
        self._deaths = 0
        self._paid: list[Result] = []
        self.outcomes: list[Result | SummarizerError] = []

    def next_of(self, articles: Iterator[Article]) -> Asked | None:
        """What to ask about next, what was lost before what is new; None where there is neither."""
        if self._again:
            return self._again.popleft()
        article = next(articles, None)
        return None if article is None else Asked(article)

    def note_loss(self, asked: Asked, *, why: str) -> ArticleFailure | None:
        """The failure of an article that too many workers died over; None where it is to be asked about again."""
        asked.losses += 1
        if asked.losses <= ASKED_AGAIN:
            self._again.append(asked)
            return None
        said = f"{asked.losses} workers died while they were asked about it, the last one so: {why}"
        return fail_article(asked.article, _LOST, said)

    def note_end(self, asked: Asked, outcome: object) -> None:
        """Keep what was paid for about an article before an error that ends everything."""
        if isinstance(outcome, SummarizerError):
            paid = explain_paid(asked.article, getattr(outcome, "attempts", ()), outcome)
            self._paid += [] if paid is None else [paid]

    def list_left(self) -> list[Result]:
        """What is to be kept where everything ends: what was paid for, and the results that were not given out."""
        return self._paid + [outcome for outcome in self.outcomes if not isinstance(outcome, SummarizerError)]

    def give_out(self) -> Iterator[list[Result]]:
        """The results as one group, if there are any; then the first error is raised.

        A result that is no loss says that workers can work.
        """
        outcomes, self.outcomes = self.outcomes, []
        group = [outcome for outcome in outcomes if not isinstance(outcome, SummarizerError)]
        if any(not isinstance(result, ArticleFailure) or result.code != _LOST for result in group):
            self._deaths = 0
        if group:
            yield group
        for outcome in outcomes:
            if isinstance(outcome, SummarizerError):
                raise outcome

    def note_deaths(self, count: int, *, remedy: str) -> None:
        """Raises: CircuitOpenError where workers did nothing but die."""
        self._deaths += count
        if self._deaths > DEATHS_IN_A_ROW:
            raise CircuitOpenError(
                f"Stopped: {self._deaths} workers died, and no article was finished in between. {remedy}; the same "
                "command then goes on from what is finished."
            )
