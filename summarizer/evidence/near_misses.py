"""Where a text holds a value in a near-miss spelling, with every number, negation and name agreeing."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import pycountry

from summarizer.evidence.boundaries import UNSPACED, case_agrees, reductions, stands_alone
from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.folding import Folded, fold, unaccented
from summarizer.language.numerals import FOREIGN_NUMBER_WORDS, NUMBER_WORDS

_FOUR, _EIGHT, _LONG, _MAX_EDITS = 4, 8, 20, 4
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+(?:'t(?![^\W_]))?")


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_NEGATIONS = _words(
    """
    not no never none nor neither cannot without nobody nothing denied denies deny denying sin nunca jamas ningun
    ninguna sans jamais aucun aucune nicht kein keine keinen nie niemals ohne sem nao non senza нет без никогда
    """
)
_CONFUSABLE = _words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern
    iranian iraqi austrian australian nigerian nigerien malian malawian slovak slovakian slovenian guinean guyanese
    indian korean german georgian albanian algerian armenian romanian russian prussian jordanian zambian gambian
    mauritian mauritanian congolese togolese
    georgia kashmir punjab sindh crimea gaza gaya aden baden homs hama oman amman hamas parma palma santo santa
    army arms gate gaze bank band barn bark fort port part party parts post city unit units university universal
    hotel hostel hostile house horse court count county country market marker mosque mission missile missiles
    missing school church police policy station statue state states street force forces front guard guards board
    border bored union general genera major mayor minor minister ministry president resident residents region
    religion religious attack attach attacks arrest arrested armed bomb bombs bombed bombing tomb boat boot train
    truck track trial tribe plane plant plain place palace woman women child chile children soldier soldiers solder
    worker workers walker killed filled kill kills killing dead dear deaf death deaths died lied tied shot shop
    shots show hurt hunt wounded injured insured injuries lost last list least left lead head hand land fire
    fired five file hire hired more less over under about almost nearly before after said paid raid raids road river
    rider claim claims claimed blamed flame suspect suspects expected accept except some same come home hope rope
    rape have gave save live love lives leave leaves male female black block white write rebel rebels level local
    loyal vocal mass mask task tank tanks thank them then this that than these those their there where were when
    what which
    """
).union(MONTHS, WEEKDAYS)


class _Token(NamedTuple):
    folded: str
    capital: bool


class Needle(NamedTuple):
    """A value as it is looked for: without what wraps it, folded without accents; the words of that; permitted edits.

    Without words it is found nowhere.
    """

    bare: str
    words: tuple[_Token, ...]
    edits: int

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words, folded."""
        return tuple(word.folded for word in self.words)


@lru_cache(maxsize=128)
def make_needle(value: str) -> Needle:
    """What to look for; kept for a while, as a value is held against one sentence after another."""
    bare = min(reductions(unaccented(value)), key=len, default="")
    words = tuple(_tokens(value, bare)) if _WORD.search(bare) else ()
    return Needle(bare, words, _edits_allowed(sum(char.isalnum() for char in bare)))


def find_misspelt(value: str, text: str) -> tuple[int, int] | None:
    """The span of the closest occurrence within the permitted edits; of equals, the first. None if there is none.

    Nor where two spellings are equally close to a name: "Jonathan Smyth" may be Johnathan Smyth or Jonathan Smith.
    """
    needle = make_needle(value)
    if not needle.words:
        return None
    tokens, haystack = needle.words, fold(text, accents=False)
    closest: list[tuple[int, int, int]] = []
    for edits, start, end in sorted(_word_spans(needle, haystack.text)):
        if closest and edits > closest[0][0]:
            break
        if _agrees(value, tokens, text, haystack.span(start, end)):
            closest.append((edits, start, end))
    if len({haystack.text[start:end] for _, start, end in closest}) > 1 and any(word.capital for word in tokens):
        return None
    return haystack.span(*closest[0][1:]) if closest else None


def _edits_allowed(letters: int) -> int:
    return _word_edits_allowed(letters) if letters < _LONG else min(_MAX_EDITS, letters // 10)


def _word_spans(needle: Needle, haystack: str) -> Iterator[tuple[int, int, int]]:
    """The runs of whole words within the permitted edits of the needle, with their edit distance, start and end."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - lazy: only misspelt values need it

    bare, edits = needle.bare, needle.edits
    words = [word.span() for word in _WORD.finditer(haystack)]
    ends = [end for _, end in words]
    for start, _ in words:
        length = start + len(bare)
        for end in ends[bisect_left(ends, length - edits) : bisect_right(ends, length + edits)]:
            distance = Levenshtein.distance(bare, haystack[start:end], score_cutoff=edits)
            if distance <= edits:
                yield distance, start, end


def _agrees(value: str, tokens: Sequence[_Token], text: str, span: tuple[int, int] | None) -> bool:
    """Whether the span stands alone and differs from the value in spelling only, word by word."""
    if span is None or not stands_alone(text, *span) or not case_agrees(value, text[slice(*span)]):
        return False
    found = _tokens(text[slice(*span)], None)
    if "".join(token.folded for token in tokens) == "".join(token.folded for token in found):
        return _facts(tokens) == _facts(found)
    if len(tokens) != len(found):
        return False
    differing = [(wanted, held) for wanted, held in zip(tokens, found, strict=True) if wanted.folded != held.folded]
    names = sum(wanted.capital or held.capital for wanted, held in differing)
    return names <= 1 and all(_is_near_miss(wanted, held) for wanted, held in differing)


def _tokens(original: str, bare: str | None) -> list[_Token]:
    """Words of ``original`` folded without accents; with ``bare``, only those inside that part of its folded form."""
    folded = fold(original, accents=False)
    start = folded.text.find(bare) if bare else 0
    words = _WORD.finditer(folded.text, start, start + len(bare) if bare else len(folded.text))
    return [_Token(word.group().replace(",", ""), _is_capital(original, folded, word.span())) for word in words]


def _is_capital(original: str, folded: Folded, span: tuple[int, int]) -> bool:
    found = folded.span(*span)
    return found is not None and original[found[0]].isupper()


def _facts(tokens: Sequence[_Token]) -> Counter[str]:
    return Counter(token.folded for token in tokens if _is_number(token.folded) or _is_negation(token.folded))


def _is_number(word: str) -> bool:
    return word in NUMBER_WORDS or word in FOREIGN_NUMBER_WORDS or any(char.isnumeric() for char in word)


def is_near_word(wanted: str, held: str) -> bool:
    """Whether one folded word may be a near miss of another if that is in lower case, where more is one."""
    return _is_near_miss(_Token(wanted, capital=False), _Token(held, capital=False))


def _is_near_miss(wanted_token: _Token, held_token: _Token) -> bool:
    """Whether the first may be a misspelling or the other number of the second: not if it is a fact or well-known."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - lazy: only misspelt values need it

    wanted, held = wanted_token.folded, held_token.folded
    if any(_is_number(word) or _is_negation(word) or UNSPACED.search(word) for word in (wanted, held)):
        return False
    if not held_token.capital and wanted.removesuffix("s") == held.removesuffix("s"):
        return True
    if wanted_token.capital and not held_token.capital:
        return False
    if wanted in _CONFUSABLE or wanted in _country_words() or {wanted[-3:], held[-3:]} == {"man", "men"}:
        return False
    edits = _word_edits_allowed(min(len(wanted), len(held)))
    return wanted[0] == held[0] and OSA.distance(wanted, held, score_cutoff=edits) <= edits


def _word_edits_allowed(letters: int) -> int:
    return (letters >= _FOUR) + (letters >= _EIGHT)


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


@cache
def _country_words() -> frozenset[str]:
    """Every word of four letters or more in a country's names, folded without accents."""
    names = (getattr(country, field, "") for country in pycountry.countries for field in ("name", "common_name"))
    words = (word for name in names for word in _WORD.findall(unaccented(name)))
    return frozenset(word for word in words if len(word) >= _FOUR)
