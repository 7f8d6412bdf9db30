"""Writes summarizer/language/animals.txt anew from WordNet 3.0 (``make animals``).

    python tools/write_animals.py FOLDER

The folder holds WordNet's files ``index.noun``, ``data.noun``, ``noun.exc`` and ``cntlist.rev``, as Debian's package
wordnet-base has them in /usr/share/wordnet.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summarizer.language.people import ANIMALS

ANIMAL, GROUP, PERSON = 5, 14, 18
"""Numbers of WordNet's files by subject (lexnames)."""
NO_ANIMALS = frozenset(
    """
    male female young fetus foetus embryo human giant queen wing down tail feeder mount entire pacer cricket
    """.split()  # noqa: SIM905 - a list of quoted words is unreadable
)
"""Whose first sense is an animal there, and which are people, or something else, in news."""
OURS = frozenset(
    """
    bull hog donkey yak chicken leopard hippo slug wasp worm badger otter beaver ostrich trout whale turtle alpaca
    labrador poultry
    """.split()  # noqa: SIM905 - likewise
)
"""Whose first sense is fur, food or a person there."""
WORD = re.compile(r"[a-z]{3,}")


class Synset(NamedTuple):
    """One meaning: its subject, its words as they are written, and what it is a kind of."""

    subject: int
    words: frozenset[str]
    kinds: tuple[str, ...]


def read_synsets(folder: Path) -> dict[str, Synset]:
    """The meanings of nouns by their offsets."""
    synsets = {}
    for line in _lines(folder / "data.noun"):
        offset, subject, _, count, *rest = line.split("|")[0].split()
        words, pointers = rest[: 2 * int(count, 16) : 2], rest[2 * int(count, 16) + 1 :]
        kinds = tuple(pointers[at + 1] for at in range(0, len(pointers), 4) if pointers[at] == "@")
        synsets[offset] = Synset(int(subject), frozenset(words), kinds)
    return synsets


def is_animal(offset: str, synsets: dict[str, Synset]) -> bool:
    """Whether a meaning is a kind of animal, and no germ or part of one."""
    synset = synsets[offset]
    if synset.subject != ANIMAL:
        return {"animal", "beast"} <= synset.words  # the root is of no subject
    return any(is_animal(kind, synsets) for kind in synset.kinds)


def count_senses(folder: Path) -> dict[str, Counter[int]]:
    """By noun how often its senses of each subject stand in the texts that WordNet counted."""
    counts: dict[str, Counter[int]] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        noun, _, sense = key.partition("%")
        kind, subject, *_ = sense.split(":")
        if kind == "1":
            counts.setdefault(noun, Counter())[int(subject)] += int(count)
    return counts


def list_animals(folder: Path) -> Iterator[str]:
    """The nouns whose first sense is an animal, and of whose senses none that is used as often is of people."""
    synsets, counts = read_synsets(folder), count_senses(folder)
    for line in _lines(folder / "index.noun"):
        noun, _, count, *rest = line.split()
        senses = rest[-int(count) :]
        used = counts.get(noun, Counter())
        people = {PERSON, GROUP}.intersection(synsets[offset].subject for offset in senses)
        is_first = is_animal(senses[0], synsets) and noun in synsets[senses[0]].words  # a genus has a capital
        is_likely = not people or used[ANIMAL] > 2 * sum(used[subject] for subject in people)
        if noun in OURS or (is_first and is_likely and WORD.fullmatch(noun) and noun not in NO_ANIMALS):
            yield noun


def add_plurals(nouns: set[str], folder: Path) -> set[str]:
    """The nouns with their plurals that no rule forms: "geese"."""
    forms = (line.split() for line in (folder / "noun.exc").read_text(encoding="utf-8").splitlines())
    return nouns | {many for many, *ones in forms if nouns.intersection(ones) and WORD.fullmatch(many)}


def _lines(path: Path) -> Iterator[str]:
    """The lines below the licence."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))


def main() -> None:
    """Writes the list."""
    folder = Path(sys.argv[1])
    ANIMALS.write_text("\n".join(sorted(add_plurals(set(list_animals(folder)), folder))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
