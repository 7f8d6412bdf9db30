"""Articles of this machine and of object stores, in the order of what was named."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from summarizer.articles import reading as local
from summarizer.runs.storage.addresses import as_uri, find_stored
from summarizer.runs.storage.readers import read_source
from summarizer.values import Article, ArticleFailure


def find_inputs(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: those of this machine, and those at addresses such as ``s3://bucket/news``.

    Raises: ConfigurationError where an address holds credentials, or pyarrow is missing.
    """
    for path in paths:
        yield from local.find_inputs([path]) if as_uri(path) is None else find_stored(path)


def read_articles(paths: Sequence[Path], *, max_bytes: int) -> Iterator[Article | ArticleFailure]:
    """An article or a failure for each input, in order; nothing is raised for a bad input.

    What lies at addresses is fetched one file after the other.
    """

    def read(group: Sequence[Path]) -> Iterator[Article | ArticleFailure]:
        return (outcome for path in group for outcome in read_source(path, max_bytes=max_bytes))

    return read_in_order(paths, max_bytes=max_bytes, is_stored=lambda path: as_uri(path) is not None, read_stored=read)


def read_in_order(
    paths: Sequence[Path],
    *,
    max_bytes: int,
    is_stored: Callable[[Path], bool],
    read_stored: Callable[[Sequence[Path]], Iterator[Article | ArticleFailure]],
) -> Iterator[Article | ArticleFailure]:
    """What ``read_stored`` makes of the paths that ``is_stored`` picks, and what is read here, in the paths' order.

    A text that was met before, wherever it lay, is a failure.
    """
    first_places: dict[str, str] = {}
    for is_elsewhere, group in itertools.groupby(paths, key=is_stored):
        named = list(group)
        for outcome in read_stored(named) if is_elsewhere else local.read_articles(named, max_bytes=max_bytes):
            yield local.reject_duplicate(outcome, first_places) if isinstance(outcome, Article) else outcome
