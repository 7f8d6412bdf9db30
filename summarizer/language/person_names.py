"""Names of people held against each other: one that is another's in short."""

_CLIPPED_TO = 3
"""Letters at least that a first name is cut to: "Josh", "Tim"."""
_FEMALE = frozenset(
    """
    a e y ia ie ine ina ita ette elle otte ella lla le lle nne anne anna ielle iela antha isha et eth am n
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)
"""Endings that make another's name, not a longer one: "Paul" and "Paula"."""
_KIN = frozenset({"jr", "sr", "ii", "iii", "iv"})


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


def are_of_two(one: str, other: str) -> bool:
    """Whether what two nearly equal plain names differ in is no misspelling, but makes them two people's.

    That is an ending that makes another's first name ("daniel", "daniela"; "maria", "mario"), another initial ("john a
    smith", "john b smith"), or whose father and son they are ("jr", "sr").
    """
    _, ending = _cut_first_name(one, other)
    words, others = one.split(), other.split()
    kinds = ([{word for word in name if is_of(word)} for name in (words, others)] for is_of in (_is_initial, _is_kin))
    given = zip(words[:-1], others[:-1], strict=False)
    return (
        ending in _FEMALE
        or any(len(own) == len(its) and own != its for own, its in kinds)
        or any(name[:-1] == its[:-1] and {name[-1], its[-1]} == {"a", "o"} for name, its in given)
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1


def _is_kin(word: str) -> bool:
    return word in _KIN


def is_clipped(one: str, other: str) -> bool:
    """Whether two plain names differ only in that the first name of one is cut off."""
    short, ending = _cut_first_name(one, other)
    return len(short) >= _CLIPPED_TO and ending not in _FEMALE


def _cut_first_name(one: str, other: str) -> tuple[str, str]:
    """The shorter first name and what the other's has after it; empty where they differ in more, or are one word."""
    (first, *rest), (its_first, *its_rest) = one.split(), other.split()
    short, full = sorted((first, its_first), key=len)
    return (short, full[len(short) :]) if rest and rest == its_rest and full.startswith(short) else ("", "")
