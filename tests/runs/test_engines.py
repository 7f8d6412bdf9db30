"""What a run is given to ask from other processes than its own."""

from collections.abc import Iterator

import pytest
from run_rows import make_articles

from summarizer.api import Result
from summarizer.runs.engines import Engine
from summarizer.values import Article


class Crew:
    """Interrupted at its work, and again while it tells what it has."""

    is_closed = False

    def summarize_groups(self, articles: Iterator[Article]) -> Iterator[list[Result]]:
        raise KeyboardInterrupt(next(articles).article_id)

    def leave(self) -> list[Result]:
        raise KeyboardInterrupt

    def close(self) -> None:
        self.is_closed = True


class Hiring(Engine):
    def __init__(self) -> None:
        self.crew = Crew()

    def _hire(self) -> Crew:
        return self.crew


def test_workers_are_ended_even_where_a_second_interrupt_cuts_their_leave_short() -> None:
    with Hiring() as engine, pytest.raises(KeyboardInterrupt):
        list(engine.summarize_groups(make_articles(2)))
    assert engine.crew.is_closed
