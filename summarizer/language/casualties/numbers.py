"""Numbers that count persons, and the numbers that are a part of another one: "three of the 12 miners"."""

import re
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from summarizer.language.casualties.words import ACTIVE, CLAUSE_START, FINITE, NOUN, PREDICATE, SINGULAR_BE, WHO, WINDOW
from summarizer.language.numbers import CountRange, NumberMention
from summarizer.language.numerals import join_neighbours
from summarizer.language.people import MODIFIER, PERSON_GROUP, PLURAL_GROUP, THE, is_singular
from summarizer.language.wording import Wording

_OF_NUMBER = Wording(rf"\s+(?:out\s+)?of\s+(?:(?:{THE})\s+(?:[\w'’-]{{1,30}}\s+)?|[\w'’-]{{1,30}}['’]s?\s+)?",
    " out of the ", " off the ")  # fmt: skip
_IN_NUMBER = Wording(r"\s+(?:in|out\s+of)\s+(?P<every>every\s+)|\s+in\s+", " in every ", " into ")
_EVERY = Wording(r"\b(?:every|each)\s+(?:single\s+)?\Z", "every ", "nearly ")
"""Before the "one" of "every one of the 60"."""
_BARE_OF = Wording(r"\s+of\s+", " of ", " off ")
_MORE_WORDS = Wording(rf"\s+{MODIFIER}", " miners", " killed")
_VAGUE_OF = Wording(rf"\s+of(?!\s+(?:{THE}|them|whom)\b)(?=\s)", " of miners", " of the miners")
_SHARE_OF = Wording(rf"""(?x)(?:(?P<half>\bhalf)\s+(?:(?:of\s+)?(?:{THE})|of)
        (?:\s+(?:crew|group|party|family|team|staff)\s+of)?
    |(?:\b(?:(?:an?|one|two|three|four|five|about|nearly|almost|over|some|roughly|around|(?:more|less)\s+than)[\s-]+){{0,2}}
        (?:half|thirds?|quarters?|(?:fif|six|seven|eigh|nin|ten)ths?)
      |\b(?:an\s+estimated\s+)?[\w.,]{{1,20}}\s?(?:%|\bpercent|\bper\scent)
      |\b(?:most|some|none|part|rest|majority|neither|not\s+(?:all|one|any)))
      \s*\bof\s+(?:(?:{THE}|[\w'’-]{{1,30}}['’]s?)(?:\s+|\Z)){{0,2}}
    |\b(?:(?:all|everyone|everybody)\s+but|except(?:ing)?)(?:\s+for)?)\s*\Z""",
    "at least half of the ", "at least half a dozen of the ")  # fmt: skip
_BEFORE_WHOLE = Wording(rf"(?:\b(?:of|{THE}|but|except|for)|['’]s?)\s+\Z", "three of the ", "three from ")
_AFFLICTED = Wording(r"\s+(?:wounded|injured|kidnapped|abducted|captured|arrested|trapped)(?=\s)",
    " wounded policemen", " wounded.")  # fmt: skip
_OF_WHOM = Wording(r"\bof\s+(?:whom|them)\s+\Z", "of whom ", "of who ")
_OF_THEM = Wording(r"\s+(?:of\s+(?:whom|them|these|those)|fatally)\b", " of whom", " of their")
_INCLUDING = Wording(r"\bincluding\s(?:at\sleast\s)?\Z", ", including ", ", including the ")
_KILLING = Wording(
    r"\b(?:sho(?:t|ots|oting)|stab(?:bed|s|bing))\s(?:at\sleast\s)?[\w-]{1,12}\s(?:[\w'’-]{1,15}\s){0,2}?[\w'’-]{1,15},\skilling\s\Z",
    "shoots 4 colleagues, killing ", "shot dead a guard and left, killing ",
)  # fmt: skip
_OPENING = Wording(
    r"(?:\A|[,;:(“\"]\s?|\b(?:and|but|that)\s)(?:of|out\s+of|among)\s+(?:(?:the|its|his|her|their|these|those)\s+)?\Z",
    "He said that of the ", "three of the ")  # fmt: skip
_CLAUSE_END = Wording(r"[.;:]\s", "died; ", "died, ")
ELIDED = Wording(r"\s+(?:more|of\s+(?:them|these|those|whom))", " of them", " of the")
_ARTICLE = Wording(r"[Aa](?<!\w[Aa])(?:n|nother)?(?=\s)", "another man", "an.")
_NEAR = 40
_ONE = CountRange(low=1, high=1, qualifier="exact")
_UNKNOWN = CountRange(low=None, high=None, qualifier="unknown")

Span = tuple[int, int]


class Group(NamedTuple):
    """The noun phrase after a number. ``start`` is None where it is elided; ``is_person``: its noun names persons."""

    start: int | None
    end: int
    is_person: bool


class Number(NamedTuple):
    """A number that counts something, and the persons named right after it.

    ``noun_at`` is where what it counts follows: after the "12" of "three of the 12 miners", which ``is_part`` as "half
    of the 12" is. ``range`` is unknown where a part is told without a number ("most of the 12"). ``whole`` spans the
    number that it is a part of, also from afar ("12 miners, three of whom"); None where there is none.
    ``is_article`` for "a" and "an" before one person.
    """

    start: int
    end: int
    range: CountRange
    noun_at: int
    persons: Group | None
    is_article: bool = False
    is_part: bool = False
    whole: Span | None = None

    @property
    def is_known(self) -> bool:
        """Whether it says how many there are."""
        return self.range.qualifier != "unknown"


def read_numbers(original: str, text: str, mentions: Sequence[NumberMention]) -> list[Number]:
    """The numbers of a sentence, in order; ``text`` is ``original`` in lower case, in step with it.

    ``mentions`` are all that ``find_numbers`` finds in it.
    """
    counts = [m for m in mentions if m.kind == "count"]
    parts = join_neighbours([_number(text, m) for m in counts], partial(_join, text))
    numbers = [number for number in parts if number.range.high != 0]
    taken = {offset for m in counts for offset in range(m.start, m.end)}
    for article in _ARTICLE.finditer(original):
        match = None if article.start() in taken else PERSON_GROUP.match(text, article.end())
        if match is not None and is_singular(match["group"]):
            numbers.append(Number(*article.span(), _ONE, article.end(), _group_of(match), is_article=True))
    return _linked(text, sorted(numbers, key=attrgetter("start")))


def _number(text: str, mention: NumberMention) -> Number:
    of = _VAGUE_OF.match(text, mention.end) if mention.range.qualifier == "several" else None
    noun_at = of.end() if of else mention.end
    number = Number(mention.start, mention.end, mention.range, noun_at, _persons(text, noun_at))
    before = _BEFORE_WHOLE.search(text, max(0, mention.start - _NEAR), mention.start)
    share = _SHARE_OF.search(text, max(0, mention.start - WINDOW), mention.start) if before else None
    return _share(text, number, share) if share and not _is_told_by_who(text, number) else number


def _share(text: str, number: Number, match: re.Match[str]) -> Number:
    """The number of "half of the 40 guards": 20; unknown for other shares, and where no exact number is told."""
    before = text[max(0, match.start() - WINDOW) : match.start()]
    told = CLAUSE_START.search(before) or ACTIVE.search(before)
    low = number.range.low or 0
    halved = told and match["half"] and number.range.qualifier == "exact" and low % 2 == 0
    count = CountRange(low=low // 2, high=low // 2, qualifier="exact") if halved else _UNKNOWN
    return number._replace(start=match.start(), range=count, is_part=True, whole=(number.start, number.end))


def _join(text: str, last: Number, number: Number) -> Number | None:
    """The two as one: "three of the 12 miners", and "one in five miners", of nobody knows how many; None for others."""
    if ratio := _IN_NUMBER.fullmatch(text, last.end, number.start):
        unknown = _part(text, last, number)._replace(range=_UNKNOWN, whole=(last.start, number.end))
        return unknown if ratio["every"] or _is_ratio(text, last, number) else last
    if not _is_whole(text, last, number):
        return None
    of_all = _EVERY.search(text, max(0, last.start - _NEAR), last.start)
    return number if of_all or _is_told_of_whole(text, last, number) else _part(text, last, number)


def _part(text: str, part: Number, number: Number) -> Number:
    """The part counting what the whole does: the policemen of "four of the 12 wounded policemen"."""
    start = number.start if part.whole is None else part.whole[0]
    afflicted = None if number.persons else _AFFLICTED.match(text, number.noun_at)
    persons = _persons(text, afflicted.end()) if afflicted else number.persons
    return part._replace(noun_at=number.noun_at, persons=persons, is_part=True, whole=(start, number.end))


def _is_ratio(text: str, one: Number, number: Number) -> bool:
    """Whether it is the "one" of "one in five miners", and not the "22" of "killed 22 in two refugee camps"."""
    killed = ACTIVE.search(text[max(0, one.start - WINDOW) : one.start])
    return number.persons is not None and not (killed and _MORE_WORDS.match(text, number.persons.end))


def _linked(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, each with the whole that stands apart: "12 miners, three of whom", "of 12 miners, three"."""
    linked: list[Number] = []
    people: Number | None = None
    opening: Number | None = None
    for number in numbers:
        told = people if _is_of_them(text, number) else opening
        if told and opening is told and not _is_one_clause(text, told.end, number.start):
            told = opening = None
        if told and number.whole is None and _may_hold(told, number):
            linked.append(number._replace(whole=(told.start, told.end)))
            continue
        linked.append(number)
        if number.is_article:  # "a man" is no whole of others
            continue
        people = number if people is None or number.persons or _is_elided(text, number) else people
        opening = number if _OPENING.search(text, max(0, number.start - WINDOW), number.start) else opening
    return linked


def _is_of_them(text: str, number: Number) -> bool:
    """Whether it is the "three" of "three of whom", of "of whom three" or of "12 were shot, three fatally".

    Or of "12 were shot, including three who died": what befell those alone. Or of "shoots 12, killing three".
    """
    near = max(0, number.start - _NEAR)
    if _OF_WHOM.search(text, near, number.start) or _OF_THEM.match(text, number.end):
        return True
    if _KILLING.search(text, max(0, number.start - WINDOW), number.start):
        return True
    return _INCLUDING.search(text, near, number.start) is not None and _suffers_apart(text, number)


def _suffers_apart(text: str, number: Number) -> bool:
    told = _told_of(text, number)
    return told is not None and WHO.match(told["aux"]) is not None


def _told_of(text: str, number: Number) -> re.Match[str] | None:
    group = group_after(text, number)
    return PREDICATE.match(text, group.end if group else number.noun_at)


def _is_elided(text: str, number: Number) -> bool:
    """Whether it counts people without a word for them: "wounded 40", "left 40 injured"."""
    governed = ACTIVE.search(text, max(0, number.start - WINDOW), number.start)
    return governed is not None or PREDICATE.match(text, number.noun_at) is not None


def _is_one_clause(text: str, start: int, end: int) -> bool:
    return end - start < WINDOW and not _CLAUSE_END.search(text, start, end)


def _may_hold(whole: Number, part: Number) -> bool:
    high = whole.range.high
    return whole.is_known and part.is_known and (high is None or (part.range.low or 0) <= high)


def _is_told_of_whole(text: str, part: Number, number: Number) -> bool:
    """Whether it is the 12 who were killed: "one of 12 people killed"; but "three of the 12 people were killed"."""
    if _is_told_by_who(text, number):
        return True
    group = group_after(text, number)
    told = group and _BARE_OF.fullmatch(text, part.end, number.start) and PREDICATE.match(text, group.end)
    return bool(told and not told["aux"] and told.lastgroup not in FINITE)


def _is_told_by_who(text: str, number: Number) -> bool:
    """Whether a clause says it of all of them: "half of the 12 people who were killed"."""
    told = _told_of(text, number)
    return told is not None and WHO.match(told["aux"]) is not None and not SINGULAR_BE.search(told["aux"])


def _is_whole(text: str, part: Number, number: Number) -> bool:
    """Whether the number is the one that the part is of, but for one of deaths: "three of the 12 deaths"."""
    return bool(_OF_NUMBER.fullmatch(text, part.end, number.start)) and not NOUN.match(text, number.end)


def _persons(text: str, start: int) -> Group | None:
    match = PERSON_GROUP.match(text, start)
    return _group_of(match) if match else None


def _group_of(match: re.Match[str]) -> Group:
    return Group(match.start("group"), match.end(), is_person=True)


def group_after(text: str, number: Number) -> Group | None:
    """The noun phrase after the number, as ``group_at`` gives it; None for "a" and "an" before no person."""
    return number.persons if number.persons or number.is_article else group_at(text, number.noun_at)


def group_at(text: str, start: int) -> Group | None:
    """The noun phrase there: persons, or any plural that is not known to name things; None if neither."""
    match = PLURAL_GROUP.match(text, start)
    plural = Group(match.start("group"), match.end(), is_person=False) if match else None
    return _persons(text, start) or plural
