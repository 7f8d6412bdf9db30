"""Where a text holds a value: exactly, after folding, or within a small edit distance with every fact agreeing.

A wrong number, negation or name is never found, however alike the rest is: "killing 21 people" does not match "killing
12 people". A word added to the value is an added claim: "killing at least 12 people" does not match it either.
"""

import re
import string
from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarizer.evidence.boundaries import case_agrees, reductions, stands_alone
from summarizer.evidence.near_misses import find_misspelt
from summarizer.language.folding import fold

MatchStatus = Literal["exact", "normalized", "fuzzy"]
_GLUE = frozenset(string.ascii_letters + string.digits)
_AGED = re.compile(r"(?:an?\s|the\s)?(?P<age>\d{1,3})[- ]years?[- ]old\s(?P<noun>[^\W\d_]+)", re.IGNORECASE)
"""What British and Indian papers write as "man, 19," and "man (26)"."""
_AFTER_AGE = r"(?:from|who|was|has|had|is|as|died)\b"
_WORD_CHARACTER = re.compile(r"[^\W_]")


class Match(NamedTuple):
    """Where a text holds a value; ``text`` is the haystack's ``[start:end]``."""

    start: int
    end: int
    text: str
    status: MatchStatus


def find_value(value: str, text: str) -> Match | None:
    """Where ``text`` first holds ``value``: exactly, else normalized, else (closest first) fuzzily; None if nowhere.

    A value that stands only inside a longer word ("IS" in "this") or a longer number ("12" in "12,000", "twenty" in
    "twenty-one", "1" in "1 million") is absent; scripts written without spaces have no such words. A normalized match
    may do without the value's leading article, possessive ``'s`` and enclosing quotes or punctuation; "19-year-old man"
    is "man, 19,", "man (19)" and "man aged 19", too.

    A fuzzy match differs by at most 1 edit for 4-7 letters, 2 up to 29, then 10% and at most 4. It has the same words,
    none added: numbers, negations and well-known words are equal, any other may be a near-miss spelling (1 edit for 4-7
    letters, 2 from 8, the first letter being equal) or, in lower case, add or lack a final "s"; of capitalised words at
    most one differs, from a capitalised one. Accents count for nothing. A value without letter or digit is absent.
    """
    if not _WORD_CHARACTER.search(value):
        return None
    sound = next(_find_exact(value, text), None) or next(_find_normalized(value, text), None)
    return sound or find_fuzzy(value, text)


def find_all(value: str, text: str) -> tuple[Match, ...]:
    """Exact and normalized occurrences of ``value``, in order, not overlapping; where two compete, the longer first."""
    if not _WORD_CHARACTER.search(value):
        return ()
    found = (*_find_exact(value, text), *_find_normalized(value, text))
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end, match.status)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def _find_exact(value: str, text: str) -> Iterator[Match]:
    for start, end in _occurrences(value, text):
        if stands_alone(text, start, end):
            yield Match(start=start, end=end, text=value, status="exact")


def _find_normalized(value: str, text: str) -> Iterator[Match]:
    """Occurrences under folding, of the whole value first, then of what is left without article and possessive."""
    folded = fold(text)
    for needle in reductions(fold(value).text):
        for place in _occurrences(needle, folded.text):
            span = folded.span(*place)
            if span and stands_alone(text, *span) and case_agrees(value, found := text[slice(*span)]):
                status: MatchStatus = "exact" if found == value else "normalized"
                yield Match(start=span[0], end=span[1], text=found, status=status)
    if aged := _AGED.fullmatch(value):
        noun, age = re.escape(aged["noun"]), aged["age"]
        told = rf"(?:,?\saged\s{age}(?!\w)|\s\({age}\)|(?:,|\sof)\s{age}(?=[,.;)]|\s{_AFTER_AGE}|\Z))"
        for held in re.finditer(rf"(?<!\w){noun}{told}", text, re.IGNORECASE):
            yield Match(start=held.start(), end=held.end(), text=held[0], status="normalized")


def find_fuzzy(value: str, text: str) -> Match | None:
    """Where ``text`` holds a near miss of ``value``, which it holds no better; ``find_value`` says how near."""
    span = find_misspelt(value, text)
    return Match(start=span[0], end=span[1], text=text[slice(*span)], status="fuzzy") if span else None


def _occurrences(needle: str, haystack: str) -> Iterator[tuple[int, int]]:
    """Spans of ``needle``, overlapping ones too, but for those plainly inside a longer ASCII word."""
    glued = _GLUE.__contains__
    first, last, size = glued(needle[0]), glued(needle[-1]), len(needle)
    start = haystack.find(needle)
    while start >= 0:
        end = start + size
        if not (first and glued(haystack[start - 1 : start])) and not (last and glued(haystack[end : end + 1])):
            yield start, end
        start = haystack.find(needle, start + 1)
