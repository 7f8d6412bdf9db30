"""Paragraphs and lines of an article: which are headings, what they name, and whether they tell of an incident."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.dates.finding import find_date_words
from summarizer.language.kinds import ANY
from summarizer.language.wording import Wording
from summarizer.schemas.record import Sentence

MOST_WORDS = 12
"""Of a heading."""
_CLOSING, _ENDS = "\"'”’»)] ", (".", "!", "?", "…", ":", ";", ",")
"""What may stand after the end of a sentence, and what ends one, or a line of prose."""
_TOP, _BEFORE_TOP = 2, 300
"""Sentences in which a page says what it is, and the characters before them."""
_LIVE = Wording(
    r"(?i)\b(?:live(?:\s?blog)?|as\sit\shappened|latest\supdates|en\svivo|en\sdirect|ao\svivo|in\sdiretta|liveticker)\b",
    "LIVE: Nairobi", "alive",
)  # fmt: skip
"""Of a page whose posts tell of one story as it goes on."""
_NAME = Wording(r"(?<=[^\W\d_A-Z.!?:] |[,;)’'\"\d] )[A-ZÀ-Ý][\w’'-]{2,}", "a Zebra", "Zebras")
_DAYS = frozenset(part for name in (*MONTHS, *WEEKDAYS) for part in (name, name[:3]))


def split_paragraphs(text: str, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph or line."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and "\n" in text[paragraph[-1].end : sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def list_top(text: str, facts: Facts) -> list[str]:
    """The headline, and the lines in which a page says what it is, with those that are no sentences."""
    begins, ends = facts.sentences[0].start, facts.sentences[:_TOP][-1].end
    return [facts.headline, *text[max(0, begins - _BEFORE_TOP) : ends].splitlines()]


def list_opening(facts: Facts, many: int) -> list[str]:
    """The headline, empty where there is none, and so many of the first sentences."""
    return [facts.headline, *(one.text for one in facts.sentences[:many])]


def tells_one_story(text: str, facts: Facts) -> bool:
    """Whether it is a live page, whose posts tell of one story as it goes on, or tells of a game."""
    return any(map(_LIVE.search, list_top(text, facts))) or facts.is_play or any(facts.posts)


def is_line(paragraph: Sequence[Sentence]) -> bool:
    """Whether a paragraph is one line that does not end as prose does."""
    return len(paragraph) == 1 and not is_prose(paragraph[0])


def is_heading(paragraph: Sequence[Sentence]) -> bool:
    """Whether it is such a line, and short."""
    return is_line(paragraph) and len(paragraph[0].text.split()) <= MOST_WORDS


def is_prose(sentence: Sentence) -> bool:
    """Whether a sentence ends as one does."""
    return sentence.text.rstrip(_CLOSING).endswith(_ENDS)


def list_names(sentences: Sequence[Sentence]) -> set[str]:
    """The words with a capital in the midst of sentences, but for days and months."""
    names = {found[0] for one in sentences for found in _NAME.finditer(one.text)}
    return {name for name in names if name.casefold() not in _DAYS}


def tells(sentences: Sequence[Sentence], facts: Facts) -> bool:
    """Whether they tell of a kind of incident and, in English, of a day or of casualties."""
    text = " ".join(one.text for one in sentences)
    is_dated = not facts.is_english or find_date_words(text) or has_casualties(sentences, facts)
    return bool(is_dated) and tells_kind(text, facts)


def tells_kind(text: str, facts: Facts) -> bool:
    """Whether a text tells of a kind of incident, and not only of some incident or other."""
    return any(kind != ANY for kind in facts.list_told(text))


def has_casualties(sentences: Sequence[Sentence], facts: Facts) -> bool:
    """Whether a casualty phrase stands in them."""
    numbers = {one.number for one in sentences}
    return any(one.sentence in numbers for one in facts.mentions)
