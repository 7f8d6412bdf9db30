"""In which sentences of an article a value may stand, told from an index of its words that is made once.

Of a long article a value that it does not hold is looked for in a few sentences, and mostly in none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from summarizer.evidence.boundaries import SEPARATORS, UNSPACED, reductions
from summarizer.evidence.inflections import edges_of, first_word, scripts_of
from summarizer.evidence.near_misses import Needle, is_near_word, make_needle
from summarizer.language.folding import fold, unaccented
from summarizer.schemas.record import Sentence

MOST_LOOKED_AT = 500
"""Sentences that are looked at for one value. So many hold its words in none but very long or odd texts."""
_MOST_WITH_FORMS = 100
"""Sentences that are looked at for another form of a value."""
_LETTERS = re.compile(r"[a-z0-9]+")
_PART = re.compile(rf"(?=[^\W_]){UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[^\W_])+")
_JOINED = re.compile(r"(?<![^\W_])[^\W_]++(?:[,'][^\W_]++)++")
_REACH = 2
"""Edits between a word and its near misses, and so the most that their lengths differ by."""


class Places(NamedTuple):
    """Sentences that may hold a value, the nearest first, and how many more might but are not to be looked at."""

    sentences: list[Sentence]
    left_out: int


class SentenceIndex:
    """The words of an article's sentences, folded without accents, read when they are first asked for.

    ``is_read``: they are in a language that has rules; ``has_forms``: in one whose names have forms that are not read.
    """

    def __init__(self, sentences: Sequence[Sentence], *, is_read: bool = True, has_forms: bool = False) -> None:
        self.sentences = sentences
        self.is_read = is_read
        self.has_forms = has_forms

    def holding(self, value: str, cited: Sequence[Sentence]) -> Places:
        """Those, but for the cited, among which is every one that ``find_all`` finds the value in."""
        forms = {_letters(form) for form in reductions(unaccented(value))}
        return self._nearest(map(self._words.written_alike, forms), cited)

    def nearly_holding(self, value: str, cited: Sequence[Sentence]) -> Places:
        """Those, but for the cited, among which is every one that ``find_fuzzy`` finds a near miss of the value in."""
        needle, words = make_needle(value), self._words
        if not needle.tokens:
            return Places([], 0)
        alike = words.written_alike(_letters("".join(needle.tokens)))
        return self._nearest([alike, words.nearly(needle) if needle.edits else ()], cited)

    def near_forms(self, value: str, cited: Sequence[Sentence]) -> list[Sentence]:
        """Those, the nearest first, that have words which begin, or end, like the value's first."""
        at = set().union(*(self._edges.get(edge, ()) for edge in edges_of(first_word(value))))
        return [self.sentences[index] for index in _sort_nearest(at, cited)[:_MOST_WITH_FORMS]]

    @cached_property
    def _edges(self) -> dict[tuple[str, bool], set[int]]:
        edges: dict[tuple[str, bool], set[int]] = {}
        for at, sentence in enumerate(self.sentences):
            for edge in edges_of(sentence.text):
                edges.setdefault(edge, set()).add(at)
        return edges

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts that the sentences are written in."""
        return scripts_of(sentence.text for sentence in self.sentences)

    @cached_property
    def _words(self) -> "_Words":
        return _Words(self.sentences)

    def _nearest(self, found: Iterable[Iterable[int]], cited: Sequence[Sentence]) -> Places:
        known = {sentence.number - 1 for sentence in cited}
        at = {*chain.from_iterable(found), *self._words.odd} - known
        nearest = _sort_nearest(at, cited)
        sentences = [self.sentences[index] for index in nearest[:MOST_LOOKED_AT]]
        return Places(sentences, len(nearest) - len(sentences))


def _sort_nearest(at: Iterable[int], cited: Sequence[Sentence]) -> list[int]:
    """Indices of sentences, those nearest to the first cited one first."""
    origin = cited[0].number - 1 if cited else 0
    return sorted(at, key=lambda index: (abs(index - origin), index))


class _Words:
    """What the index holds; sentences are indices from 0.

    ``odd`` are those whose words cannot be told from their folded text alone: a sign in them folds to letters ("Acme™")
    or separates words unseen.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        odd_signs = _odd_signs(set().union(*(sentence.text for sentence in sentences)))
        self.odd = [at for at, one in enumerate(sentences) if odd_signs and not odd_signs.isdisjoint(one.text)]
        self._holding: dict[str, set[int]] = {}
        self._near: dict[str, list[str]] = {}
        lines: list[str] = []
        self._starts: list[int] = []
        start = 0
        self._borders: list[int] = []
        for at, sentence in enumerate(sentences):
            folded = unaccented(sentence.text)
            parts = list(_parts(folded))
            for part in dict.fromkeys(parts):
                self._holding.setdefault(part, set()).add(at)
            for word in _JOINED.findall(folded) if "," in folded or "'" in folded else ():
                self._holding.setdefault(word.replace(",", ""), set()).add(at)
            lines.append("".join(parts))
            self._starts.append(start)
            self._borders.extend(accumulate(map(len, parts), initial=start))
            start += len(lines[-1]) + 1
        self._letters = "\n".join(lines)

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """The words by their first sign and their length."""
        alike: dict[tuple[str, int], list[str]] = {}
        for word in self._holding:
            alike.setdefault((word[0], len(word)), []).append(word)
        return alike

    def written_alike(self, letters: str) -> Iterator[int]:
        """The sentences with a run of whole words that have these letters, whatever stands between the words."""
        borders, at = self._borders, self._letters.find(letters) if letters else -1
        while at >= 0:
            end = at + len(letters)
            following = bisect_right(borders, at)
            if borders[following - 1] == at and borders[bisect_right(borders, end) - 1] == end:
                yield bisect_right(self._starts, at) - 1
            at = self._letters.find(letters, borders[following])

    def nearly(self, needle: Needle) -> Iterator[int]:
        """The sentences that for each of the value's words hold it or a near miss of it."""
        wanted = sorted((self._held(token) for token in needle.tokens), key=lambda held: sum(map(len, held)))
        for index in set().union(*wanted[0]):
            if all(any(index in sentences for sentences in held) for held in wanted[1:]):
                yield index

    def _held(self, token: str) -> list[set[int]]:
        """The sentences of each word that may be meant by a value's; of scripts without spaces, of its first sign."""
        if UNSPACED.search(token):
            return [self._holding.get(next(_parts(token)), set())]
        return [self._holding[word] for word in self._near_words(token)]

    def _near_words(self, token: str) -> list[str]:
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - lazy: only values not found need it
        from rapidfuzz.process import extract  # noqa: PLC0415 - lazy: only values not found need it

        if token not in self._near:
            lengths = range(len(token) - _REACH, len(token) + _REACH + 1)
            alike = [word for length in lengths for word in self._alike.get((token[0], length), ())]
            close = extract(token, alike, scorer=Levenshtein.distance, score_cutoff=_REACH, limit=None)
            self._near[token] = [word for word, *_ in close if word == token or is_near_word(token, word)]
        return self._near[token]


def _odd_signs(signs: Iterable[str]) -> frozenset[str]:
    return frozenset(sign for sign in signs if not sign.isascii() and _is_odd(sign))


def _is_odd(sign: str) -> bool:
    """Whether it separates words unseen, or folds to letters that make other words than it does."""
    folded = fold(sign).text
    if UNSPACED.match(sign):
        return not UNSPACED.match(folded)
    return sign in SEPARATORS or (not sign.isalnum() and bool(_letters(folded)))


def _parts(folded: str) -> Iterator[str]:
    """The words of a folded text, signs of scripts without spaces each by itself."""
    return (found.group() for found in (_LETTERS if folded.isascii() else _PART).finditer(folded))


def _letters(folded: str) -> str:
    return "".join(_parts(folded))
