"""What the rules of one language tell, as one value: how its sentences are read, and what their words deny or claim."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from summarizer.language import claims, numbers_elsewhere, people, speakers, toll_words
from summarizer.language.casualties import finding
from summarizer.language.casualties.mentions import Casualties
from summarizer.language.numbers import NumberMention, find_numbers
from summarizer.language.spanish import casualties as spanish_casualties
from summarizer.language.spanish import numbers as spanish_numbers
from summarizer.language.spanish import words as spanish
from summarizer.schemas.record import Sentence


class Rules(NamedTuple):
    """One language's rules; those left out tell nothing. ``code`` is its ISO 639 code; empty for all without rules.

    ``denies`` takes what stands before some people's words, ``says_after`` a text and where a person's name ends,
    ``tells_of_hits`` a text and the span of a number.
    """

    code: str
    find_numbers: Callable[[str], tuple[NumberMention, ...]]
    read_casualties: Callable[[Sentence, Sequence[NumberMention]], Casualties] = lambda *_: Casualties((), ())
    tells_of_death: Callable[[str], bool] = lambda _text: True
    tells_of_injury: Callable[[str], bool] = lambda _text: False
    tells_of_hits: Callable[[str, int, int], bool] = lambda *_: False
    find_speaker: Callable[[str], tuple[int, int] | None] = lambda _text: None
    has_claim: Callable[[str], bool] = lambda _text: True
    is_thing: Callable[[str], bool] = lambda _group: False
    is_nobody: Callable[[str], bool] = lambda _group: False
    denies: Callable[[str], bool] = toll_words.denies
    says_after: Callable[[str, int], bool] = lambda *_: False


ENGLISH = Rules(
    "en",
    find_numbers,
    finding.read_casualties,
    finding.tells_of_death,
    finding.tells_of_injury,
    finding.tells_of_hits,
    speakers.find_speaker,
    claims.has_claim,
    people.is_thing,
    people.is_nobody,
    people.denies,
    speakers.says_after,
)
SPANISH = Rules(
    "es",
    spanish_numbers.find_numbers,
    spanish_casualties.read_casualties,
    spanish.tells_of_death,
    spanish.tells_of_injury,
    spanish.tells_of_hits,
    spanish.find_speaker,
    spanish.has_claim,
    spanish.is_thing,
    spanish.is_nobody,
    spanish.denies,
    spanish.says_after,
)


_BY_CODE = {rules.code: rules for rules in (ENGLISH, SPANISH)}


def rules_of(language: str | None) -> Rules:
    """The rules of a language; English where none was recognised."""
    return ENGLISH if language is None else _BY_CODE.get(language) or without_rules(language)


@cache
def without_rules(language: str) -> Rules:
    """For a language without rules: its numbers are read, and of its words only "no" before people doubts any."""
    return Rules("", partial(numbers_elsewhere.find_numbers, language=language))
