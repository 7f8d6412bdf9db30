"""Facts of texts."""

from collections.abc import Sequence
from datetime import date

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.facts import Facts, read_facts, read_stored
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.schemas.record import Sentence


def facts_of(text: str, *, headline: str = "", published: date | None = None) -> Facts:
    """What the numbered sentences of a text say."""
    return read_facts(number_sentences(article_from_text(text)), text, headline=headline, published=published)


def find_casualties(sentences: Sequence[Sentence], language: str | None = None) -> tuple[CasualtyMention, ...]:
    """The casualty phrases of sentences, in order, but for those of longer times."""
    return tuple(one for one in read_stored(sentences, language).casualties if not one.is_background)
