"""Numbers that count persons, and the numbers that are a part of another one: "three of the 12 miners"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.casualties.people import MODIFIER, PERSON_GROUP, PLURAL_GROUP
from summarizer.casualties.telling import ACTIVE, CLAUSE_START, FINITE, NOUN, PREDICATE, WINDOW
from summarizer.counts import CountRange, NumberMention, find_numbers

_OF_NUMBER = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|his|her|their|our|these|those)\s+(?:\w{1,20}\s+)?)?")
_IN_NUMBER = re.compile(r"\s+(?:in|out\s+of)\s+(?P<every>every\s+)|\s+in\s+")
_BARE_OF = re.compile(r"\s+of\s+")
_MORE_WORDS = re.compile(rf"\s+{MODIFIER}")
_VAGUE_OF = re.compile(r"\s+of(?!\s+(?:the|its|his|her|their|our|these|those|them|whom)\b)(?=\s)")
_HALF_OF = re.compile(r"\bhalf\s+(?:(?:of\s+)?(?:the|its|his|her|their|our|these|those)|of)\s+\Z")
ELIDED = re.compile(r"(?:\s+(?:more|of\s+(?:them|these|those|whom)))?")
_PLURAL_HEAD = re.compile(r"(?:s|people|men|children|police|personnel|staff|crew)\Z")
_ARTICLE = re.compile(r"[Aa](?<!\w[Aa])(?:n|nother)?(?=\s)")
_ONE = CountRange(low=1, high=1, qualifier="exact")


class Group(NamedTuple):
    """The noun phrase after a number. ``start`` is None where it is elided; ``is_person``: its noun names persons."""

    start: int | None
    end: int
    is_person: bool


class Number(NamedTuple):
    """A number that counts something, and the persons named right after it.

    ``noun_at`` is where what it counts follows: after the "12" of "three of the 12 miners", which ``is_part`` as "half
    of the 12" is. ``is_article`` for "a" and "an" before one person.
    """

    start: int
    end: int
    range: CountRange
    noun_at: int
    persons: Group | None
    is_article: bool = False
    is_part: bool = False


def read_numbers(original: str, text: str) -> list[Number]:
    """The numbers of a sentence, in order; ``text`` is ``original`` in lower case, in step with it."""
    counts = [m for m in find_numbers(original) if m.kind == "count"]
    numbers = [number for number in _parts(text, [_number(text, m) for m in counts]) if number.range.high != 0]
    taken = {offset for m in counts for offset in range(m.start, m.end)}
    for article in _ARTICLE.finditer(original):
        match = None if article.start() in taken else PERSON_GROUP.match(text, article.end())
        if match is not None and not _PLURAL_HEAD.search(match["group"]):
            numbers.append(Number(*article.span(), _ONE, article.end(), _group_of(match), is_article=True))
    return sorted(numbers, key=_start)


def _number(text: str, mention: NumberMention) -> Number:
    of = _VAGUE_OF.match(text, mention.end) if mention.range.qualifier == "several" else None
    noun_at = of.end() if of else mention.end
    number = Number(mention.start, mention.end, mention.range, noun_at, _persons(text, noun_at))
    half = _HALF_OF.search(text, max(0, mention.start - WINDOW), mention.start)
    return _half(text, number, half.start()) if half else number


def _half(text: str, number: Number, start: int) -> Number:
    """The number of "half of the 40 guards": 20, or zero, as if nobody, where no exact number is told."""
    before = text[max(0, start - WINDOW) : start]
    told = CLAUSE_START.search(before) or ACTIVE.search(before)
    low = number.range.low or 0
    value = low // 2 if told and number.range.qualifier == "exact" and low % 2 == 0 else 0
    return number._replace(start=start, range=CountRange(low=value, high=value, qualifier="exact"), is_part=True)


def _parts(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, "three of the 12 miners" as three miners, and without the ratio in "one in five miners"."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        ratio = last and _IN_NUMBER.fullmatch(text, last.end, number.start)
        if last is None or not (ratio or _is_whole(text, last, number)):
            found.append(number)
        elif ratio:
            _drop_ratio(text, found, number, is_sure=bool(ratio["every"]))
        elif _is_told_of_whole(text, last, number):
            found[-1] = number
        else:
            found[-1] = last._replace(noun_at=number.noun_at, persons=number.persons, is_part=True)
    return found


def _drop_ratio(text: str, found: list[Number], number: Number, *, is_sure: bool) -> None:
    """Takes the "one" of "one in five miners" away, but not the "22" of "killed 22 in two refugee camps"."""
    start = found[-1].start
    killed = ACTIVE.search(text[max(0, start - WINDOW) : start])
    if is_sure or (number.persons and not (killed and _MORE_WORDS.match(text, number.persons.end))):
        found.pop()


def _is_told_of_whole(text: str, part: Number, number: Number) -> bool:
    """Whether it is the 12 who were killed: "one of 12 people killed"; but "three of the 12 people were killed"."""
    group = group_after(text, number)
    told = group and _BARE_OF.fullmatch(text, part.end, number.start) and PREDICATE.match(text, group.end)
    return bool(told and not told["aux"] and told.lastgroup not in FINITE)


def _is_whole(text: str, part: Number, number: Number) -> bool:
    """Whether the number is the one that the part is of, but for one of deaths: "three of the 12 deaths"."""
    return bool(_OF_NUMBER.fullmatch(text, part.end, number.start)) and not NOUN.match(text, number.end)


def _start(number: Number) -> int:
    return number.start


def _persons(text: str, start: int) -> Group | None:
    match = PERSON_GROUP.match(text, start)
    return _group_of(match) if match else None


def _group_of(match: re.Match[str]) -> Group:
    return Group(match.start("group"), match.end(), is_person=True)


def group_after(text: str, number: Number) -> Group | None:
    """The noun phrase after the number: persons, or any plural that is not known to name things; None if neither."""
    if number.persons or number.is_article:
        return number.persons
    match = PLURAL_GROUP.match(text, number.noun_at)
    return Group(match.start("group"), match.end(), is_person=False) if match else None
