"""The overhead benchmark: what is on each contender's clock, and what is not."""

import json

import overhead
import pytest
from fake_server import FakeServer, Reply, completion

ARTICLES = 3


@pytest.mark.parametrize(
    ("name", "first_s"),
    [
        ("openai", 4.0),  # much longer than three articles take, also on a busy machine
        ("instructor", 4.0),
        ("summarizer", 4.0),
        ("summarizer-no-cache", 4.0),
        ("summarizer-processes", 6.0),  # whose questions wait for processes that a busy machine runs late
    ],
)
def test_the_clock_starts_after_a_first_article_of_every_contender(
    server: FakeServer, capsys: pytest.CaptureFixture[str], name: str, first_s: float
) -> None:
    answer = completion(json.dumps(overhead.ANSWER))
    server.default = answer
    server.script = [Reply(**{**answer.__dict__, "hang_s": first_s})]
    overhead.RUNNERS[name](server.url, ARTICLES, 2)
    figures = json.loads(capsys.readouterr().out)
    assert figures["done"] == ARTICLES
    assert len(server.requests) == ARTICLES + 1
    assert ARTICLES / figures["articles_per_s"] < first_s
