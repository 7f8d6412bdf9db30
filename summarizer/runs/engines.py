"""What a run is given to ask from other processes than its own: an engine, which hires workers."""

import contextlib
import itertools
from abc import abstractmethod
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Protocol, Self

from summarizer.api import Result
from summarizer.runs.storage import inputs
from summarizer.values import Article, ArticleFailure


class Crew(Protocol):
    """Workers that ask."""

    def summarize_groups(self, articles: Iterator[Article]) -> Iterator[list[Result]]:
        """As an engine does."""

    def leave(self) -> list[Result]:
        """Tell all to end, for ``close``; gives back what had come in, and as failures what was paid for."""

    def close(self) -> None:
        """End the workers, with all that they are at. May be called more than once."""


class Engine(contextlib.AbstractContextManager["Engine"]):
    """Reads and asks in the place of this process. Workers are hired for the first article, and kept until ``close``.

    The run's folder, budgets, limits on failures, order and resuming stay with the process that started the run.
    """

    _crew: Crew | None = None

    @abstractmethod
    def _hire(self) -> Crew:
        """The workers. Raises: ConfigurationError."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, with all that they are at. May be called more than once."""
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.close()

    def find_inputs(self, paths: Sequence[Path]) -> Iterator[Path]:
        """The files to read, in order."""
        return inputs.find_inputs(paths)

    def read_articles(self, paths: Sequence[Path], *, max_bytes: int) -> Iterator[Article | ArticleFailure]:
        """Articles and failures in the order of the paths."""
        return inputs.read_articles(paths, max_bytes=max_bytes)

    def summarize_groups(
        self, articles: Iterator[Article], *, on_left: Callable[[list[Result]], None] = lambda _results: None
    ) -> Generator[list[Result], None, None]:
        """Results as they come in, all that are there at a time together; no group is empty.

        The error that ends everything is raised after what was finished before it has been given out. ``on_left`` is as
        for ``Summarizer.summarize_groups``; of what is with a worker that died it does not hear.

        Raises: ConfigurationError, CircuitOpenError.
        """
        try:
            for first in articles:
                self._crew = self._crew or self._hire()
                yield from self._crew.summarize_groups(itertools.chain([first], articles))
        except BaseException:  # the consumer's leaving, too: they are at articles that nobody waits for
            crew, self._crew = self._crew, None
            if crew is not None:
                with contextlib.closing(crew):  # another interrupt may end the wait for them
                    left = crew.leave()
                if left:
                    on_left(left)
            raise
