"""The sentences a reviewer picked, and the exact evidence that they hold for a reviewer's values."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from summarizer.errors import ReviewError
from summarizer.evidence.grounding import MAX_EVIDENCE, evidence_at, span_evidence, whole_sentence
from summarizer.evidence.matching import find_value
from summarizer.language.countries import country_code, country_in_text
from summarizer.language.numbers import CountRange, NumberMention, find_number, find_numbers, parse_count, supports
from summarizer.language.rules import rules_of
from summarizer.schemas.record import Evidence, Sentence


class Grounds(NamedTuple):
    """Sentences that are to say a value. Nothing is looked for anywhere else: the reviewer said where it stands.

    ``language`` is the article's; None where none was recognised.
    """

    sentences: tuple[Sentence, ...]
    language: str | None = None

    def read_count(self, text: str) -> CountRange | None:
        """The count that a reviewer's words are, in the article's language or else in English.

        "1.000" is a thousand in Spanish; "up to 20" bounds a number in English alone. None where they hold none, or
        several.
        """
        told, english = parse_count(text, rules_of(self.language).find_numbers), parse_count(text)
        return told if told and (english is None or english.qualifier == "exact") else english

    def words(self, value: str) -> tuple[Evidence, ...]:
        """Where the sentences hold the words, sound places before near-miss spellings.

        Where none does, the sentences themselves as ``not_found``.
        """
        found = [
            evidence_at(sentence, match)
            for sentence in self.sentences
            if (match := find_value(value, sentence.text)) is not None
        ]
        sound = [item for item in found if item.status != "fuzzy"]
        ordered = sorted(sound or found[:1], key=lambda item: item.status != "exact")
        return tuple(ordered[:MAX_EVIDENCE]) or self._unsaid()

    def number(self, text: str, claimed: CountRange) -> tuple[Evidence, ...]:
        """Where the sentences hold the words for a number, or else the number however it is written."""
        numbers = ((sentence, number) for sentence in self.sentences for number in self._find_numbers(sentence))
        counts = ((sentence, one) for sentence, one in numbers if one.kind == "count" and supports(one.range, claimed))
        return self._words_or(text, ((sentence, one.start, one.end) for sentence, one in counts))

    def plain_number(self, number: str) -> tuple[Evidence, ...]:
        """Where the sentences hold a number of a user's own answer, in digits or else however it is written."""
        ways = ((sentence, is_english) for sentence in self.sentences for is_english in (True, False))
        spans = (
            (sentence, start, end)
            for sentence, is_english in ways
            for start, end in find_number(number, sentence.text, find_numbers(sentence.text), is_english=is_english)
        )
        return self._words_or(number, spans)

    def country(self, name: str) -> tuple[Evidence, ...]:
        """Where the sentences name the country, by this name or by another of its names."""
        code = country_code(name)
        named = ((sentence, *found) for sentence in self.sentences for found in country_in_text(sentence.text))
        return self._words_or(name, ((sentence, start, end) for sentence, start, end, its in named if its == code))

    def _words_or(self, words: str, spans: Iterable[tuple[Sentence, int, int]]) -> tuple[Evidence, ...]:
        """Where the sentences hold the words, or else the first of the spans, which are looked for then alone."""
        said = self.words(words) if words else self._unsaid()
        if said and said[0].status in ("exact", "normalized"):
            return said
        return tuple(span_evidence(*span) for span in islice(spans, 1)) or said

    def _find_numbers(self, sentence: Sentence) -> tuple[NumberMention, ...]:
        return rules_of(self.language).find_numbers(sentence.text)

    def whole(self) -> tuple[Evidence, ...]:
        """The sentences themselves: they say something that is no words of theirs, such as an outcome."""
        return tuple(span_evidence(item, 0, len(item.text)) for item in self.sentences[:MAX_EVIDENCE])

    def _unsaid(self) -> tuple[Evidence, ...]:
        return tuple(whole_sentence(sentence) for sentence in self.sentences[:MAX_EVIDENCE])


def pick(numbers: Sequence[int], sentences: Sequence[Sentence], language: str | None) -> Grounds:
    """The sentences of those numbers. Raises: ReviewError for one that the article does not have."""
    missing = [number for number in numbers if number > len(sentences)]
    if missing:
        known = f"sentences 1 to {len(sentences)}" if sentences else "no sentences in this run's folder"
        raise ReviewError(f"sentences: there is no sentence {missing[0]}; the article has {known}.")
    return Grounds(tuple(sentences[number - 1] for number in dict.fromkeys(numbers)), language)
