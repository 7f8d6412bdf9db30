"""Groups of victims by what they are called: which are the same people, or part of others."""

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.evidence.values import counting_spans, is_held, list_counting, list_held
from summarizer.language.folding import unaccented
from summarizer.language.people import (
    FEMALE,
    GENERIC_HEADS,
    MALE,
    are_alike,
    content_words,
    head_word,
    is_generic,
    is_other,
    read_ordinal,
)
from summarizer.schemas.record import Count, Outcome, Victim

ARMED = frozenset(
    {"fighters", "militiamen", "militants", "insurgents", "rebels", "guerrillas", "terrorists"}
    | {"combatientes", "milicianos", "insurgentes", "rebeldes", "guerrilleros", "terroristas"}
    | {"troops", "soldier", "soldiers", "servicemen", "marines", "police", "policemen", "officers", "guards", "gunmen"}
)
_YOUNG = frozenset(
    {"teens", "teenagers", "youths", "children", "kids", "minors", "juveniles", "students", "pupils", "youngsters"}
)
AGE_OR_SEX = (
    MALE
    | FEMALE
    | (_YOUNG - {"students", "pupils"})
    | {"child", "toddlers", "infants", "babies", "young", "elderly", "couple"}
)
Span = tuple[int, int | None]
MOST_COMPARED = 200
"""Groups of one incident and outcome that are compared with each other: the work grows with the square of their number,
and what has more is no news but a table.
"""
_ONE_YOUNG = frozenset({"boy", "girl", "child", "toddler", "infant", "baby", "niño", "niña", "bebé"})
_OF_ANY_AGE = frozenset(
    {"passengers", "pilgrims", "migrants", "refugees", "residents", "villagers", "occupants", "worshippers", "mourners"}
    | {"pasajeros", "peregrinos", "migrantes", "vecinos", "ocupantes", "víctimas", "fieles"}
)
_GROWN_AT = {"teens": 20, "teenagers": 20} | dict.fromkeys(
    ("children", "kids", "minors", "juveniles", "boys", "girls", "niños", "niñas", "menores"), 18
)
"""The age, in years, from which nobody is one of such a group."""
_BOYS_AND_GIRLS = frozenset({"boy", "boys", "girl", "girls"})
_OF_AGE = frozenset({"old", "olds", "aged", "años", "meses"})
_YEARS = _OF_AGE | {"year", "years", "month", "months"}


class Group(NamedTuple):
    """What an entry of a group says of who they are, read once to be held against that of others.

    ``nth`` is which one of several they are, the "second man"; ``spans`` and ``sentences`` are those that hold their
    number; ``speaker`` is who says so, empty where nobody is named.
    """

    outcome: Outcome
    words: frozenset[str]
    head: str
    is_generic: bool
    is_other: bool
    nth: int | None
    low: int | None
    spans: frozenset[tuple[int, int]]
    sentences: frozenset[int]
    speaker: str


def read_group(victim: Victim) -> Group | None:
    """Who an entry's group are; None for an entry with a name."""
    if not victim.group:
        return None
    # "Fifteen people were hurt" is a phrase of the model's own about people.
    words = victim.group.casefold().split()
    is_own_phrase = not is_held(victim.evidence) and not GENERIC_HEADS.isdisjoint(words)
    return Group(
        outcome=victim.outcome,
        words=content_words(victim.group),
        head=head_word(victim.group),
        is_generic=is_generic(victim.group) or is_own_phrase,
        is_other=is_other(victim.group),
        nth=read_ordinal(victim.group),
        low=victim.count.low if victim.count else None,
        spans=counting_spans(victim),
        sentences=frozenset(item.sentence for item in list_counting(victim)),
        speaker=speaker_of(victim),
    )


def speaker_of(victim: Victim) -> str:
    """Who told of a victim, to compare; "" for the article itself."""
    return unaccented(victim.said_by.text) if victim.said_by else ""


def is_same_group(one: Group, other: Group) -> bool:
    """Whether two entries with one outcome speak of the same group, as far as their words and numbers tell."""
    if one.outcome != other.outcome:
        return False
    if not one.spans.isdisjoint(other.spans) or _are_rival(one, other):
        return True
    if one.is_other != other.is_other:
        return False
    if one.words == other.words or (one.is_generic and other.is_generic):
        return True
    if _is_narrowed(one, other) or _is_narrowed(other, one):
        broad, narrow = (one, other) if one.words < other.words else (other, one)
        return not _exceeds(broad, narrow)
    same_number = one.low is not None and one.low == other.low
    are_alike_in_words = not one.words.isdisjoint(other.words) or are_alike(one.head, other.head)
    return same_number and are_alike_in_words and not are_apart(one, other)


def _are_rival(one: Group, other: Group) -> bool:
    """Whether two speakers count the same people, each in sentences of their own, so that they are never added."""
    speakers = {one.speaker, other.speaker} - {""}
    return len(speakers) > 1 and one.sentences.isdisjoint(other.sentences) and are_alike(one.head, other.head)


def are_apart(one: Group, other: Group) -> bool:
    """Whether one sentence counts both ("three Afghan guards and three Afghan nurses"), or age or sex differs."""
    if not one.sentences.isdisjoint(other.sentences) or _differ_in_age(one.words, other.words):
        return True
    return are_opposed(one.words, other.words)


def _differ_in_age(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both give ages, and not the same: "17-year-old" and "37-year-old woman"."""
    ages, theirs = (set(filter(str.isdecimal, given)) if given & _OF_AGE else set() for given in (words, others))
    return bool(ages and theirs) and ages.isdisjoint(theirs)


def are_opposed(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the one are men alone, and the others women."""
    sexes = [(bool(given & MALE), bool(given & FEMALE)) for given in (words, others)]
    return {*sexes} == {(True, False), (False, True)}


def breadth(group: Group) -> tuple[bool, bool, bool, bool, int]:
    """A key by which groups that may take in others come last: "people" after "teachers", "boys" after both."""
    is_aged = (group.low == 1 and any(map(str.isdecimal, group.words))) or bool(group.words & _OF_AGE)
    return (
        group.nth is None and not is_aged,
        group.is_generic,
        not group.words <= AGE_OR_SEX,
        group.head in _YOUNG,
        -len(group.words),
    )


def is_broader(one: Group, other: Group) -> bool:
    """Whether the first one takes in the other: "people" does any, "troops" does "US troops", "teens" does "girl"."""
    return not is_too_old(other, one) and (_takes_in(one, other) or _may_hold(one, other))


def is_too_old(one: Group, others: Group) -> bool:
    """Whether one who is aged so is none of the others: no 18-year-old is one of two children."""
    ages = [int(word) for word in one.words if word.isdecimal()] if one.words & {"year", "years", "años"} else []
    return others.head in _GROWN_AT and any(age >= _GROWN_AT[others.head] for age in ages)


def may_take_in(many: Group, few: Group) -> bool:
    """Whether people of whom only age or sex is told, or children, may be of those before: "25 pilgrims", "9 women".

    Of men, who are no pilgrims, some may be told of again by their ages: "a 17-year-old". None who surely are.
    """
    return not _takes_in(many, few) and _may_hold(many, few)


def _takes_in(one: Group, other: Group) -> bool:
    if one.head in _YOUNG and other.head in _BOYS_AND_GIRLS:
        return not _exceeds(other, one)
    return one.is_generic or (one.is_other == other.is_other and _is_narrowed(one, other))


def _may_hold(many: Group, few: Group) -> bool:
    if many.is_other or few.is_other or not _exceeds(many, few) or not _is_told_first(many, few):
        return False
    if few.words & _OF_AGE and all(word in _YEARS or word.isdecimal() for word in few.words - MALE - FEMALE):
        return many.words.isdisjoint(ARMED | _OF_AGE) and not are_opposed(many.words, few.words)
    is_child = many.head in _OF_ANY_AGE and not few.words.isdisjoint(_ONE_YOUNG)
    tells_nothing_else = bool(few.words) and (few.words <= AGE_OR_SEX or is_child)
    return tells_nothing_else and many.words.isdisjoint(AGE_OR_SEX | ARMED)


def _is_told_first(many: Group, one: Group) -> bool:
    return min(many.sentences, default=0) < min(one.sentences, default=0)


def _is_narrowed(one: Group, narrow: Group) -> bool:
    return one.head == narrow.head and bool(one.words) and one.words < narrow.words


def _exceeds(one: Group, other: Group) -> bool:
    """Whether the first number is the larger, so that it may take in the other."""
    return one.low is not None and other.low is not None and one.low > other.low


def count_least(victim: Victim) -> int:
    """Of how many people at least an entry tells."""
    span = told_span(victim)
    return span[0] if span else 1


def told_span(victim: Victim) -> Span | None:
    """Of how many people an entry tells; None where its words are of any number."""
    if victim.count is None or not is_held(victim.count.evidence):
        return (1, 1) if victim.name else None
    return span_of_counts([victim.count])


def first_sentence(victim: Victim) -> int:
    """The first sentence that counts these people, or else names them; 0 where none does."""
    return min((item.sentence for item in list_counting(victim) or list_held(victim.evidence)), default=0)


def span_of_counts(counts: Sequence[Count]) -> Span:
    """From the least to the most that any of the numbers tells."""
    lows = [count.low if count.low is not None else 0 for count in counts]
    highs = [count.high for count in counts]
    known = [high for high in highs if high is not None]
    return min(lows, default=0), max(known) if known and len(known) == len(highs) else None
