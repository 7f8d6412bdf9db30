"""Names of people held against each other: one that is another's in short."""

_CLIPPED_TO = 3
"""Letters at least that a first name is cut to: "Josh", "Tim"."""
_FEMALE = frozenset(
    """
    a e y ia ie ine ina ita ette elle otte ella lla le lle nne anne anna ielle iela antha isha et eth am n
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)
"""Endings that make another's name, not a longer one: "Paul" and "Paula"."""


def is_short_for(one: str, other: str) -> bool:
    """Whether two plain names are the same, or one is the other's in short; of one report: twins are no misspelling.

    In short is the last name alone, one without a middle name, and a first name cut off: "josh" for "joshua".
    """
    if one == other:
        return True
    words, others = one.split(), other.split()
    if words[-1:] != others[-1:]:
        return False
    return set(words) <= set(others) or set(others) <= set(words) or is_clipped(one, other)


def differs_in_ending(one: str, other: str) -> bool:
    """Whether two plain names, of several words, differ in an ending that makes another's first name: "daniela"."""
    _, ending = _cut_first_name(one, other)
    return ending in _FEMALE


def is_clipped(one: str, other: str) -> bool:
    """Whether two plain names differ only in that the first name of one is cut off."""
    short, ending = _cut_first_name(one, other)
    return len(short) >= _CLIPPED_TO and ending not in _FEMALE


def _cut_first_name(one: str, other: str) -> tuple[str, str]:
    """The shorter first name and what the other's has after it; empty where they differ in more, or are one word."""
    (first, *rest), (its_first, *its_rest) = one.split(), other.split()
    short, full = sorted((first, its_first), key=len)
    return (short, full[len(short) :]) if rest and rest == its_rest and full.startswith(short) else ("", "")
