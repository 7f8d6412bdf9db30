"""What an article's sentences say by themselves, read once and handed on to all that is asked, resolved and checked."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from summarizer.language.casualties.finding import Casualties, CasualtyMention, may_tell_casualties, read_casualties
from summarizer.language.injections import InjectionMention, find_injections, near_injections
from summarizer.language.numbers import NumberMention, find_numbers
from summarizer.language.regions import Land, find_lands
from summarizer.language.speakers import find_speaker
from summarizer.schemas.record import Sentence


class Said:
    """What one sentence says, each kind of it read when it is first asked for: most sentences are asked for little."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence

    @cached_property
    def numbers(self) -> tuple[NumberMention, ...]:
        """All its numbers."""
        return find_numbers(self._sentence.text)

    @cached_property
    def counts(self) -> list[NumberMention]:
        """Its numbers of persons or things."""
        return [number for number in self.numbers if number.kind == "count"]

    @cached_property
    def casualties(self) -> Casualties:
        """What it tells of casualties."""
        told = may_tell_casualties(self._sentence.text)
        return read_casualties(self._sentence, self.numbers) if told else Casualties((), ())

    @cached_property
    def lands(self) -> tuple[Land, ...]:
        """The countries that its words tell of."""
        return find_lands(self._sentence.text)

    @cached_property
    def speaker(self) -> tuple[int, int] | None:
        """The span in it of who says so, as ``find_speaker`` gives it."""
        return find_speaker(self._sentence.text)


class Facts(NamedTuple):
    """An article's sentences, and what they say. ``said[number - 1]`` is of the sentence of that number.

    ``injections`` are the passages that address a model, and ``near`` the numbers of the sentences that hold one or may
    go on with what it says. ``dateline`` is the place of the agency's dateline; empty where there is none.
    """

    sentences: Sequence[Sentence]
    said: Sequence[Said]
    injections: tuple[InjectionMention, ...]
    near: frozenset[int]
    dateline: str = ""

    def of(self, sentence: Sentence) -> Said:
        """What one of the sentences says."""
        return self.said[sentence.number - 1]

    @property
    def flagged(self) -> frozenset[int]:
        """The numbers of the sentences that address a model."""
        return frozenset(mention.sentence for mention in self.injections)

    @property
    def countries(self) -> dict[str, str]:
        """The countries that the article tells of, each with the first words that do; the dateline's come first.

        Not those of which only what addresses a model tells.
        """
        dated = [(land.country, self.dateline[land.start : land.end]) for land in find_lands(self.dateline)]
        told = [
            (land.country, sentence.text[land.start : land.end])
            for sentence in self.sentences
            if sentence.number not in self.near
            for land in self.of(sentence).lands
        ]
        return dict(reversed([*dated, *told]))

    @property
    def casualties(self) -> list[CasualtyMention]:
        """All casualty phrases, in order."""
        return [mention for said in self.said for mention in said.casualties.mentions]

    @property
    def mentions(self) -> list[CasualtyMention]:
        """The casualty phrases that an answer should account for: none of longer times, none that addresses a model."""
        flagged = self.flagged
        return [one for one in self.casualties if not one.is_background and one.sentence not in flagged]


def read_facts(sentences: Sequence[Sentence], text: str, *, dateline: str = "") -> Facts:
    """What the numbered sentences of an article say; ``text`` is the article's, ``dateline`` its dateline's place."""
    injections = find_injections(sentences)
    near = near_injections(injections, sentences, text)
    return Facts(sentences, [Said(sentence) for sentence in sentences], injections, near, dateline)
