"""The day of publication of articles that tell it without its year, by the day on which they were retrieved."""

from datetime import date, timedelta

from summarizer.articles.date_lines import YEARLESS, read_yearless
from summarizer.articles.headers import read_header
from summarizer.articles.mastheads import day_without_year
from summarizer.values import Article

_HALF_A_YEAR = timedelta(days=181)
_ELSEWHERE = timedelta(days=1)
"""The next day has begun elsewhere."""


def complete_published(article: Article, retrieved: date | None) -> Article:
    """An article whose dateline or a line near its top lacks only the year, with the last such day until ``retrieved``.

    Other articles as they are, and those of which that day is none of the weekdays beside it.
    """
    if article.published is not None or retrieved is None:
        return article
    near = retrieved - _HALF_A_YEAR  # the nearest to it is the last one until retrieved
    dateline = article.dateline
    told = YEARLESS.search(article.text, dateline.start, dateline.end) if dateline else None
    day = read_yearless(told, near) if told else None
    day = day or day_without_year(article.text, read_header(article.text).body_start, near)
    if day is None or day > retrieved + _ELSEWHERE:  # 29 February may be farther away
        return article
    dated = dateline.model_copy(update={"date": day}) if dateline and told else dateline
    return article.model_copy(update={"published": day, "published_basis": "retrieved", "dateline": dated})
