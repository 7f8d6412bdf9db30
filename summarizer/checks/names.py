"""Names of a summary held against those of its article: runs of capitalised words, nationalities, acronyms, titles."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.countries import country_code
from summarizer.language.folding import unaccented
from summarizer.language.numerals import NUMBER_WORDS
from summarizer.language.regions import country_of_demonym

_NAME_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,8}|[^\W_]+")
_OPENS = re.compile(r"(?:^|[.!?:;\n…]|--|—)[\s\"'“”‘’«»()\[\]-]{0,9}$")
_GAP = re.compile(r"[ \u00a0]|[-'’&/]|['’]s ")
_LINKED = re.compile(r" (?:of|for|of the|for the|and|de|de la|del|la|el|al|da|do|dos|du|van|von|der|bin|ibn|ul|ur)[ -]")
_ABBREVIATED = 4
_MIN_STEM = 4
_IN_FULL = {"united states": "us", "united kingdom": "uk", "united nations": "un", "european union": "eu"}
_NATIONS = {
    "america": "US", "pole": "PL", "turk": "TR", "serb": "RS", "croat": "HR",
    "england": "England", "english": "England", "scotland": "Scotland", "scottish": "Scotland", "wales": "Wales",
    "welsh": "Wales", "gaza": "Gaza",
}  # fmt: skip
"""Words for countries and their people that are in no table of the language: most are other words, too.

With them the parts of countries: what is "Palestinian" need not be in Gaza, nor what is "British" in Wales.
"""
_NATIONAL = ("vians", "vian", "lese", "ians", "ian", "ese", "ish", "ans", "an", "ns", "is", "n", "i", "s")
_COUNTRY = frozenset({"", "a", "ia", "istan", "land", "y", "ey", "e", "en", "on", "o"})
_TITLES = frozenset(
    """
    president prime minister general gen colonel col major captain capt lt lieutenant sergeant mr mrs ms dr sir
    judge king queen prince pope senator sen governor gov mayor ambassador foreign interior defence defense
    secretary i
    """.split()  # noqa: SIM905 - a list of quoted words is unreadable
)
_COMMON = frozenset(
    """
    half
    a about above across after again against all almost along also although amid among an and another any are around
    as at away back be because been before behind below beside besides between beyond bodies both but by can children
    civilians could crews deaths despite did do does down each earlier either else even every families few fire first
    for forces from further guards gunfire had has have he her here herself him himself his hours houses how however
    if in initial inside instead is it its just last late later least less like local many meanwhile might minutes
    months more most much must my near nearby neither never next no nobody none nor not now of off often on once onto
    or other our ours out over own people per perhaps police prior quite rather rebels relatives reports second
    security several shall she should since smoke so some soon sources state still such than that the their them
    themselves then there these they this those though through thus to today together too toward towards troops twice
    under until up us very via victims violence was we weeks well were what when where whether which while who whose
    why will with within without witnesses would years yes yesterday yet you
    """.split()  # noqa: SIM905 - a list of quoted words is unreadable
)
_COMMON_ENDINGS = ("ing", "ed", "ly", "men", "ers", "ors", "ists", "ants", "ents", "ions", "ties", "als")


class Word(NamedTuple):
    """A capitalised word of a text, as it stands and folded, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    folded: str
    opens: bool


class Holdings:
    """What an article holds: its words, those with a capital, and its acronyms spelt out."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded = {word: _fold_word(word) for word in _NAME_WORD.findall(text)}
        self.words = frozenset(folded.values()) - {""}
        self.capitals = frozenset(folded[word] for word in folded if _is_capital(word)) - {""} or self.words

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The first letters of each run of capitalised words."""
        return tuple("".join(word.folded[0] for word in run) for run in _capital_runs(self._text))


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    return unaccented(word).replace(".", "")


def _is_capital(word: str) -> bool:
    return not word.islower() and any(char.isupper() for char in word)


def _capital_runs(text: str) -> list[list[Word]]:
    """Capitalised words, those that make one name together."""
    runs: list[list[Word]] = []
    for match in _NAME_WORD.finditer(text):
        if not (_is_capital(match.group()) and (folded := _fold_word(match.group()))):
            continue
        opens = _OPENS.search(text[max(0, match.start() - 12) : match.start()]) is not None
        word = Word(*match.span(), match.group(), folded, opens)
        gap = text[runs[-1][-1].end : word.start] if runs else ""
        abbreviated = gap == ". " and len(runs[-1][-1].text) < _ABBREVIATED
        if abbreviated or _GAP.fullmatch(gap) or (len(gap) <= 10 and _LINKED.fullmatch(gap)):  # noqa: PLR2004 - " for the "
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def find_names(summary: str, held: Holdings) -> Iterator[list[Word]]:
    """Runs of capitalised words without the common word that opens a sentence, and without bare numbers and titles."""
    for run in _capital_runs(summary):
        name = run[1:] if run[0].opens and _is_common(run[0].folded, held) else run
        if any(word.folded not in _TITLES for word in name):
            yield name


def is_common_word(word: str) -> bool:
    """Whether a word in lower case tells nothing of its own: "near", "people", "injured"."""
    return word in _COMMON or word.endswith(_COMMON_ENDINGS)


def _is_common(word: str, held: Holdings) -> bool:
    if is_common_word(word) or word in held.words:
        return True
    return word in NUMBER_WORDS or word.rstrip("kmbn").isdecimal()


def holds_name(run: list[Word], held: Holdings) -> bool:
    """Whether an article holds a name, as ``find_unsupported`` tells it."""
    phrase = " ".join(word.folded for word in run)
    known = [_holds_word(word, held) for word in run]
    if any(known):
        known = [known or word.folded in held.words for known, word in zip(known, run, strict=True)]
    in_full = any(full in phrase and short in held.capitals for full, short in _IN_FULL.items())
    rest = [word.folded in _TITLES or (in_full and word.folded in " ".join(_IN_FULL).split()) for word in run]
    return all(held_or_title for held_or_title in map(any, zip(known, rest, strict=True)))


def _holds_word(word: Word, held: Holdings) -> bool:
    folded = word.folded
    if folded in held.capitals:
        return True
    if word.text.isupper() and len(folded) > 1 and any(folded in initials for initials in held.initials):
        return True
    return any(_is_same_date_word(folded, other) or _is_related(folded, other) for other in held.capitals)


def _is_same_date_word(one: str, other: str) -> bool:
    """Whether one abbreviates the other's month or weekday."""
    short, long = sorted((one, other), key=len)
    return long in (*MONTHS, *WEEKDAYS) and len(short) >= 3 and long.startswith(short)  # noqa: PLR2004 - "Sep", "Mon"


@lru_cache(maxsize=8192)
def _nation(word: str) -> str | None:
    """The code of the country that a word is for, or for somebody of it; None for any other word."""
    return _NATIONS.get(word) or country_of_demonym(word) or country_code(word)


def _is_related(one: str, other: str) -> bool:
    """Whether both are words for one nation: "Afghan" and "Afghanistan", but no country of the other by its letters."""
    nations = {_nation(one), _nation(other)}
    if None not in nations:
        return len(nations) == 1
    return _is_nationality_of(one, other) or _is_nationality_of(other, one)


def _is_nationality_of(people: str, country: str) -> bool:
    """Whether one word is the other with the ending of people: "Californian"."""
    stems = (people.removesuffix(ending) for ending in _NATIONAL if people.endswith(ending))
    long_enough = (stem for stem in stems if len(stem) >= _MIN_STEM and country.startswith(stem))
    return country == f"{people}istan" or any(country[len(stem) :] in _COUNTRY for stem in long_enough)
