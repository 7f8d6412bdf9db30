"""Facts of texts."""

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.facts import Facts, read_facts


def facts_of(text: str) -> Facts:
    """What the numbered sentences of a text say."""
    return read_facts(number_sentences(article_from_text(text)), text)
