"""Records of articles of which the inputs tell otherwise now, though their text is the same."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

from summarizer.files import read_lines
from summarizer.language.plurals import tell_count
from summarizer.runs.folder import SUMMARIES, read_record_id
from summarizer.runs.replaced import read_known
from summarizer.values import Article

Told = dict[str, str]
"""What an input says of its article, by the names of the record's fields; nothing of what was found in the text."""


def list_told(article: Article) -> Told:
    """What the article's input says of it."""
    known = article.model_dump(mode="json", include={"source", "url", "external_id"}, exclude_none=True)
    return known | ({"published": str(article.published)} if article.published_basis == "given" else {})


def tell_outdated(folder: Path, told: Mapping[str, Told], say: Callable[[str], None]) -> None:
    """Say how many records of articles have not what the inputs tell of these now."""
    count = 0
    for line in read_lines(folder / SUMMARIES) if told else ():
        with contextlib.suppress(ValueError, KeyError, TypeError):  # what no run wrote so
            now = told.get(read_record_id(line))
            if now:
                known = read_known(line)
                count += any(known.get(name) != value for name, value in now.items())
    if count:
        articles = tell_count(count, "article done before has", "articles done before have")
        say(
            f"{articles} another day, source, address or id in the inputs now, and the record of before: the text is "
            "the same. For records that tell these choose another --out; answers that are kept are not asked for again."
        )
