"""A job's articles, kept whole, so that records can be made of answers when the files they came from are gone."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.errors import RunFolderError
from summarizer.files import open_bytes, parse_json, read_lines, refuse_link
from summarizer.runs.folder import recover_rows
from summarizer.runs.replaced import find_older
from summarizer.values import Article, to_json

_ID = re.compile(rb'\{"article_id": ?"([^"\\]*)"')


class StoredArticles:
    """The articles in a file, in the order they were added, each once. A line that a crash left torn is cut off.

    ``positions`` are their places by id, from 0. Those that are ``replaced`` by a newer version are passed over.
    """

    def __init__(self, path: Path, *, replaced: Iterable[str] = ()) -> None:
        self._path = path
        self.replaced = frozenset(replaced)
        self.positions: dict[str, int] = {}
        refuse_link(path.parent).mkdir(parents=True, exist_ok=True)
        open_bytes(path, "ab").close()
        for article_id, _, _ in recover_rows(path, self._id_of):
            self.positions.setdefault(article_id, len(self.positions))

    @property
    def ids(self) -> list[str]:
        """The ids of the articles that are not replaced, in order."""
        return [article_id for article_id in self.positions if article_id not in self.replaced]

    def __iter__(self) -> Iterator[Article]:
        for line in read_lines(self._path):
            try:
                article = Article.model_validate(parse_json(line))
            except ValueError as error:
                raise self._damaged() from error
            if not _is_ordered([at for span in article.body_spans for at in span], len(article.text)):
                raise self._damaged()
            if article.article_id not in self.replaced:
                yield article

    def add(self, articles: Iterable[Article]) -> None:
        """Keep those that are not kept yet; all are on disk when this returns. What they replace is passed over now."""
        given = set[str]()
        with open_bytes(self._path, "ab") as file:
            for article in articles:
                given.add(article.article_id)
                if article.article_id not in self.positions:
                    file.write(dump_article(article))
                    self.positions[article.article_id] = len(self.positions)
            file.flush()
            os.fsync(file.fileno())
        self.replaced -= given
        if not self.positions.keys() <= given:
            self.replaced |= find_older(self, given)

    def _id_of(self, line: bytes) -> str:
        found = _ID.match(line)
        if found is None:
            raise self._damaged()
        return found[1].decode("utf-8", "replace")

    def _damaged(self) -> RunFolderError:
        return RunFolderError(f"{self._path}: a line is no article. Submit into another --out.")


def _is_ordered(bounds: list[int], length: int) -> bool:
    """Whether spans, end to end, lie in order within a text of that length."""
    return [0, *bounds, length] == sorted([0, *bounds, length])


def dump_article(article: Article) -> bytes:
    """An article as a JSON line, its id first; lone surrogates, which have no UTF-8, are escaped."""
    return to_json(article).encode() + b"\n"
