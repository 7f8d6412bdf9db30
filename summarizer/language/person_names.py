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
    (first, *rest), (its_first, *its_rest) = one.split(), other.split()
    short, full = sorted((first, its_first), key=len)
    return rest == its_rest and full.startswith(short) and full[len(short) :] in _FEMALE


def is_clipped(one: str, other: str) -> bool:
    """Whether two plain names differ only in that the first name of one is cut off."""
    (first, *rest), (its_first, *its_rest) = one.split(), other.split()
    short, full = sorted((first, its_first), key=len)
    is_cut = len(short) >= _CLIPPED_TO and full.startswith(short) and full[len(short) :] not in _FEMALE
    return bool(rest) and rest == its_rest and is_cut
