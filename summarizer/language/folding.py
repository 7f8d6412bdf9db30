"""Text folded for comparison, with an exact map back to the original code points.

Folding applies compatibility decomposition (NFKD, the same equivalence as NFKC), full case folding, one form of quotes,
dashes and digits, single spaces for white space runs, and drops what cannot be seen (zero-width, soft hyphen, bidi
controls, tags, variation selectors). A base letter and its combining marks fold as one unit: no span ends inside one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""What folding drops, as the inside of a regular expression's character class."""

_PIECE = re.compile(
    rf"(?P<plain>[!-~]+(?: [!-~]+)*(?![^\x00-\x7f]))|(?P<blank>[\s{INVISIBLE}]+)|[!-~]?[^\x00-\x7f\s{INVISIBLE}]+|.",
    re.DOTALL,
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SINGLE_QUOTES = "‘’‚‛‹›`´ʹʻʼʽˈ′＇"
_DOUBLE_QUOTES = "“”„‟«»″〃＂「」『』"
_DASHES = "‐‑‒–—―−﹘﹣－⸺⸻"
_ONE_FORM = {**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_DASHES, "-")}
_PLAIN_FORMS = str.maketrans("`", "'")
_ODD_LETTERS = str.maketrans("İıſ\u212a", "iisk")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text. Segment ``n`` covers folded ``[folds[n], folds[n+1])`` and original ``[starts[n], ends[n])``.

    In a linear segment the two run in step, code point by code point; any other is indivisible.
    """

    text: str
    folds: list[int]
    starts: list[int]
    ends: list[int]
    linear: list[bool]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Original span of the non-empty folded ``[start, end)``; None if it would cut an indivisible segment."""
        first, last = bisect_right(self.folds, start) - 1, bisect_right(self.folds, end - 1) - 1
        offset, back = start - self.folds[first], end - self.folds[last]
        if offset and not self.linear[first]:
            return None
        if self.linear[last]:
            return self.starts[first] + offset, self.starts[last] + back
        limit = self.folds[last + 1] if last + 1 < len(self.folds) else len(self.text)
        return (self.starts[first] + offset, self.ends[last]) if end == limit else None


@lru_cache(maxsize=4096)  # characters: resolving takes 4 % longer without
def _fold_unit(unit: str) -> str:
    """One base character with its marks, folded. What would decompose into digits (½, ², ①) stays itself."""
    if len(unit) == 1 and unit in _ONE_FORM:
        return _ONE_FORM[unit]
    if unit[0].isdecimal():
        return str(unicodedata.decimal(unit[0])) + unit[1:]
    decomposed = unicodedata.normalize("NFKD", unit)
    if any(char.isdecimal() for char in decomposed):
        return unit
    folded = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(_ONE_FORM.get(char, char) for char in folded)


def _units(piece: str) -> Iterator[tuple[int, int]]:
    """Spans of base characters with the combining marks that follow them."""
    start = 0
    for position in range(1, len(piece)):
        if not unicodedata.category(piece[position]).startswith("M"):
            yield start, position
            start = position
    yield start, len(piece)


def _fold_pieces(text: str, *, accents: bool) -> Iterator[tuple[str, int, int, bool]]:
    """Folded pieces in order: text, original start and end, and whether the two run in step."""
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup == "plain":
            yield piece.group().lower().translate(_PLAIN_FORMS), start, end, True
        elif piece.lastgroup == "blank":
            if any(char.isspace() for char in piece.group()):
                yield " ", start, end, end - start == 1
        else:
            for left, right in _units(piece.group()):
                folded = _fold_unit(piece.group()[left:right])
                folded = folded if accents else _ACCENTS.sub("", folded)
                if folded:
                    yield folded, start + left, start + right, right - left == len(folded) == 1


def lower_letters(text: str) -> str:
    """``text`` in lower case, for a quick look whether a pattern that ignores case can match at all.

    The letters that ``re.IGNORECASE`` takes for i, k and s are these.
    """
    return text.lower() if text.isascii() else text.translate(_ODD_LETTERS).lower()


@lru_cache(maxsize=128)  # a value is held against one sentence after another: resolving takes 5 % longer without
def fold(text: str, *, accents: bool = True) -> Folded:
    """``text`` folded; without ``accents``, the diacritics of Latin, Greek and Cyrillic letters are dropped as well."""
    parts: list[str] = []
    folded = Folded(text="", folds=[], starts=[], ends=[], linear=[])
    length = 0
    for part, start, end, linear in _fold_pieces(text, accents=accents):
        parts.append(part)
        if linear and folded.linear and folded.linear[-1] and folded.ends[-1] == start:
            folded.ends[-1] = end
        else:
            folded.folds.append(length)
            folded.starts.append(start)
            folded.ends.append(end)
            folded.linear.append(linear)
        length += len(part)
    return Folded("".join(parts), folded.folds, folded.starts, folded.ends, folded.linear)


def unaccented(text: str) -> str:
    """``text`` folded, without accents: how names are held against each other."""
    return fold(text, accents=False).text


def squeeze(value: str) -> str:
    """The value with white space runs as single spaces."""
    return " ".join(value.split())


_UNSEEN = re.compile("[\u115f\u1160\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that show nothing. The sign for emoji, U+FE0F, stays."""


def clean(value: str) -> str:
    """The value with control, bidirectional and other invisible characters replaced, white space folded."""
    if not value.isprintable() or _UNSEEN.search(value):
        value = "".join(" " if char in "\n\r\t" else _visible(char) for char in value)
    return squeeze(value)


def _visible(char: str) -> str:
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs"} or _UNSEEN.match(char)
    return "\N{REPLACEMENT CHARACTER}" if hidden else char
