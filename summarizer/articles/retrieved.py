"""The day of publication of articles that tell it without its year, by the day on which they were retrieved."""

from datetime import date, timedelta

from summarizer.articles.datelines import find_dateline
from summarizer.articles.headers import read_header
from summarizer.articles.mastheads import day_without_year
from summarizer.values import Article

_HALF_A_YEAR = timedelta(days=181)


def complete_published(article: Article, retrieved: date | None) -> Article:
    """An article whose dateline or a line near its top lacks only the year, with the last such day until ``retrieved``.

    Other articles as they are. The day after is admitted: it has begun elsewhere.
    """
    if article.published is not None or retrieved is None:
        return article
    near = retrieved - _HALF_A_YEAR  # the nearest to it is the last one until retrieved
    told = article.dateline
    dateline = find_dateline(article.text, told.start, published=near) if told else None
    day = (dateline and dateline.date) or day_without_year(article.text, read_header(article.text).body_start, near)
    if day is None:
        return article
    return article.model_copy(update={"published": day, "published_basis": "retrieved", "dateline": dateline})
