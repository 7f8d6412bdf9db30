"""Where a text holds a value in another form of its words, for languages whose forms are not read here.

"Харків" stands in "по Харкову", "Wrocław" in "pod Wrocławiem", ירושלים in בירושלים. No dictionary is asked: a form
begins with the same letters and ends in few others, or has the few letters of a preposition before it.

Names of UNINFLECTED languages have one form, which other names may begin with: "Niger" of "Nigeria".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import takewhile

from summarizer.evidence.boundaries import stands_alone

_WORD = re.compile(r"[^\s!-/:-@\[-`{-¿‐-⁞、-〿،؛؟।።-፨]+")
"""A run without white space and punctuation: letters with their marks, which are no word characters in Python."""
UNINFLECTED = frozenset(
    {"ca", "fr", "gl", "it", "nl", "pt", "ha", "id", "ja", "km", "lo", "ms", "my", "th", "tl", "vi", "zh"}
)
_LEAST_STEM, _LEAST_WHOLE, _LEAST_ALIKE = 4, 3, 3
_MOST_LOST, _MOST_ADDED, _MOST_AFTER_WHOLE = 2, 3, 5
_PREFIXING = frozenset({"HEBREW", "ARABIC", "ETHIOPIC"})
"""Scripts of languages that write prepositions, conjunctions and articles with the word after them."""
_MOST_BEFORE = 3


def find_inflected(value: str, text: str) -> tuple[int, int] | None:
    """The span of the first run of words that may be the value's in other forms; None where there is none."""
    return _find(value, text, _is_form)


def may_hold_form(value: str, text: str) -> bool:
    """Whether a run of words begins like the value's, so that they may be other forms of it: Львів, Львові."""
    return _find(value, text, _begins_alike) is not None


def _find(value: str, text: str, agree: Callable[[str, str], bool]) -> tuple[int, int] | None:
    wanted = [word for _, word in _words(value)]
    held = _words(text)
    for at in range(len(held) - len(wanted) + 1) if wanted else ():
        window = held[at : at + len(wanted)]
        start, end = window[0][0][0], window[-1][0][1]
        is_alike = all(agree(word, other) for word, (_, other) in zip(wanted, window, strict=True))
        if is_alike and (stands_alone(text, start, end) or not any(map(str.isdigit, value))):
            return start, end
    return None


def _begins_alike(wanted: str, held: str) -> bool:
    return wanted == held or (wanted[:1].isalpha() and wanted[:_LEAST_ALIKE] == held[:_LEAST_ALIKE])


@lru_cache(maxsize=1024)  # a value is held against one sentence after another, and the next value against these
def _words(text: str) -> tuple[tuple[tuple[int, int], str], ...]:
    return tuple((found.span(), found.group()) for found in _WORD.finditer(text))


def _is_form(wanted: str, held: str) -> bool:
    """Whether the words are one in two forms: a number only as itself, a name only as a name."""
    if wanted == held:
        return True
    if wanted[:1].isupper() != held[:1].isupper() or any(map(str.isdigit, wanted + held)):
        return False
    one, other = (unicodedata.normalize("NFC", word).casefold() for word in (wanted, held))
    if len(one) >= _LEAST_WHOLE and other.endswith(one) and len(other) - len(one) <= _MOST_BEFORE:
        return script_of(one) in _PREFIXING
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if stem == len(one):
        return stem >= (_LEAST_STEM if one != one.upper() else _LEAST_WHOLE) and len(other) - stem <= _MOST_AFTER_WHOLE
    return stem >= _LEAST_STEM and len(one) - stem <= _MOST_LOST and len(other) - stem <= _MOST_ADDED


def script_of(text: str) -> str:
    """The script of a text's first letter, by its name in Unicode: LATIN, CYRILLIC, CJK; empty where it has none."""
    letter = next(filter(str.isalpha, text), None)
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def edges_of(text: str) -> frozenset[tuple[str, bool]]:
    """How the words of a text begin, and how they end: no text holds a form of a value without one of its first word's.

    Ends count only in scripts whose words may have others before them.
    """
    words = [word.casefold() for _, word in _words(text)]
    begun = {(word[:_LEAST_ALIKE], True) for word in words}
    return frozenset(begun | {(word[-_LEAST_ALIKE:], False) for word in words if script_of(word) in _PREFIXING})


def first_word(value: str) -> str:
    """The first word of a value; empty where it has none."""
    return next((word for _, word in _words(value)), "")


def scripts_of(texts: Iterable[str]) -> frozenset[str]:
    """The scripts of all letters of some texts."""
    signs = frozenset[str]().union(*texts)
    return frozenset(script for sign in signs if (script := script_of(sign)))
