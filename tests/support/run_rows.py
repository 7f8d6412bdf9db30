"""Articles to run over, and what runs wrote, to be held against what others did."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fakes import bulletin

from summarizer.articles.reading import article_from_text
from summarizer.values import Article


def make_articles(count: int) -> Iterator[Article]:
    """So many articles, each with a number of its own."""
    return (article_from_text(bulletin(number)) for number in range(count))


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def without_times(node: Any) -> Any:
    """A row without how long things took."""
    if isinstance(node, list):
        return [without_times(item) for item in node]
    if isinstance(node, dict):
        return {name: without_times(value) for name, value in node.items() if name != "seconds"}
    return node
