"""What each prompt is rendered with: an article's own words, made harmless, and the sentences with their numbers."""

from collections.abc import Sequence
from typing import Any

from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.rendering.neutralizing import neutralize
from summarizer.schemas.record import Sentence
from summarizer.schemas.types import INCIDENT_TYPES
from summarizer.values import Article


def main_variables(article: Article, part: Sequence[Sentence], *, fields: object) -> dict[str, Any]:
    """The variables of the main question about a part. ``fields`` describes the answer."""
    return {
        "published": article.published.isoformat() if article.published else "unknown",
        "dateline": _shown_place(article.dateline.place) if article.dateline else None,
        "title": neutralize(article.title) if article.title else None,
        "sentences": shown_sentences(part),
        "types": INCIDENT_TYPES,
        "fields": fields,
    }


def coverage_variables(mentions: Sequence[CasualtyMention], shown: Sequence[Sentence]) -> dict[str, Any]:
    """The variables of the question about casualty phrases: these, and the sentences shown, in which they stand."""
    phrases = [{"sentence": mention.sentence, "text": neutralize(mention.text)} for mention in mentions]
    return {"sentences": shown_sentences(shown), "mentions": phrases}


def shown_sentences(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Sentences as prompts take them."""
    return [{"number": sentence.number, "text": neutralize(sentence.text)} for sentence in sentences]


def _shown_place(place: str) -> str:
    """A dateline's place in ordinary case, as the prompts expect it; agencies write it in capitals."""
    return neutralize(place.title() if place.isupper() else place)
