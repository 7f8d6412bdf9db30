"""One article as a caller from Python gives it."""

from itertools import islice
from pathlib import Path

from summarizer.articles.reading import article_from_text, read_articles
from summarizer.errors import ArticleError
from summarizer.values import Article, ArticleFailure

Source = str | Path | Article


def as_article(source: Source) -> Article:
    """The Article of a text, a Path, or an Article. Raises: ArticleError."""
    article = read_source(source)
    if isinstance(article, ArticleFailure):
        raise ArticleError(article.message if article.path is None else f"{article.path}: {article.message}")
    return article


def read_source(source: Source | ArticleFailure) -> Article | ArticleFailure:
    """The article, or why it cannot be read; a failure passes through."""
    if isinstance(source, (Article, ArticleFailure)):
        return source
    if isinstance(source, Path):
        return _read_one(source)
    if not isinstance(source, str):
        kind = type(source).__name__
        message = f"an article is a text (str), a Path or an Article, not {kind}; several go to summarize_many"
        return _failure(ArticleError.code, message)
    try:
        return article_from_text(source)
    except ArticleError as error:
        return _failure(error.code, str(error))


def _read_one(path: Path) -> Article | ArticleFailure:
    """The article of a path that holds just one."""
    found = list(islice(read_articles([path]), 2))
    if len(found) == 1:
        return found[0]
    code, held = ("several", "more than one article") if found else ("empty", "no article")
    message = f"{held} here; for folders and lists pass what summarizer.articles.reading.read_articles([path]) yields"
    return _failure(code, message, path=str(path))


def _failure(code: str, message: str, *, path: str | None = None) -> ArticleFailure:
    return ArticleFailure(path=path, line=None, article_id=None, code=code, message=message)
