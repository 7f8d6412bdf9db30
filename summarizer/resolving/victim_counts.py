"""Which number of a sentence is a victim group's count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import Grounded
from summarizer.evidence.values import list_held, spots_of
from summarizer.language.casualties.mentions import PartMention
from summarizer.language.numbers import CountRange, NumberMention, supports
from summarizer.language.people import is_generic, is_singular, names_two
from summarizer.schemas.record import Outcome, Sentence
from summarizer.schemas.wire import WireVictim, WireVictimGroup

_GAP = re.compile(
    r"(?:\s+(?!(?:and|or|but|y|e|o|u|ni|in|at|on|by|while|were|was|are|is|kill\w*|injur\w*|wound\w*|dead)\b)[\w'’.-]{1,30}){0,4}\s+"
)
_BESIDE = re.compile(r"(?:\s+(?!(?:and|or|but|y|e|o|u|ni)\b)[\w'’.-]{1,30}){0,4}\s+")
_REACH = 80
_REST = re.compile(
    r"""\bthe\s+(?:rest|remaining|last|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?:[\w-]{1,20}\s+)?others?)\b
    |\b[\w-]{1,20}\s+others\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FATE_APART = re.compile(
    r"""(?:\s+[\w-]{1,20}){0,2}?\s+(?:(?:were|was|is|are|had|have|been|being|remain(?:s|ed)?|left|seriously|still|slightly)\s+){0,4}
    (?:wounded|injured|hurt|hospitali[sz]ed|missing|captured|arrested|detained|freed|released|rescued|escaped|escaping|survived?|fled
    |unhurt|unharmed|safe|alive|jumped|swam|kidnapped|abducted|held|evacuated)\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Whole(NamedTuple):
    """A number that the model took for the count although only a part of so many suffered."""

    sentence: Sentence
    part: PartMention


def find_whole(
    facts: Facts, cited: Sequence[Sentence], claimed: CountRange, grounded: Grounded, outcome: Outcome
) -> Whole | None:
    """The claimed number as the whole of a part ("three of the 12") in a cited sentence, one in one phrase first.

    None where any of the article's sentences tells the number itself of people with that outcome.
    """
    if claimed.qualifier == "several":
        return None
    wholes = [
        Whole(sentence, part)
        for sentence in cited
        for part in _parts(facts, sentence, outcome)
        if any(supports(one.range, claimed) for one in facts.of(sentence).counts if _is_inside(one, part))
        and _is_of_group(sentence, part, grounded)
    ]
    if wholes and any(one.outcome == outcome and supports(one.count, claimed) for one in facts.casualties):
        return None
    return min(wholes, key=lambda whole: not whole.part.is_direct, default=None)


def _is_of_group(sentence: Sentence, part: PartMention, grounded: Grounded) -> bool:
    """Whether the group's words stand before the whole's number or beside it, or nowhere in the sentence.

    The three civilians of "two of the three gunmen and three civilians were killed" are none of the three gunmen.
    """
    starts = [item.start - sentence.start for item in list_held(grounded.evidence) if item.sentence == sentence.number]
    return not starts or any(
        start < part.whole_end or _BESIDE.fullmatch(sentence.text, part.whole_end, start) for start in starts
    )


def _parts(facts: Facts, sentence: Sentence, outcome: Outcome) -> list[PartMention]:
    """The parts with that outcome, but for those whose rest the sentence tells of, too."""
    parts = [part for part in facts.of(sentence).casualties.parts if part.outcome == outcome]
    return [part for part in parts if not _is_rest_told(facts, sentence, part, parts)]


def _is_rest_told(facts: Facts, sentence: Sentence, part: PartMention, parts: Sequence[PartMention]) -> bool:
    """Whether all of the whole suffered so: "two of the three died at once and the third later"."""
    rest = _REST.search(sentence.text, max(part.end, part.whole_end))
    if rest is not None and not _FATE_APART.match(sentence.text, rest.end()):
        return True
    whole = [number.range.low for number in facts.of(sentence).counts if _is_inside(number, part)]
    if part.count is None or part.count.low is None or not whole or whole[-1] is None:
        return False
    lacking = whole[-1] - part.count.low
    of_others = {
        other.start for other in parts if (other.whole_start, other.whole_end) != (part.whole_start, part.whole_end)
    }
    return any(
        mention.outcome == part.outcome
        and mention.count.low == lacking
        and mention.count_start - sentence.start not in {part.start, *of_others}
        for mention in facts.of(sentence).casualties.mentions
    )


def _is_inside(number: NumberMention, part: PartMention) -> bool:
    """Whether the number is the whole's."""
    return part.whole_start <= number.start and number.end <= part.whole_end


def find_count(
    facts: Facts, sentence: Sentence, claimed: CountRange, grounded: Grounded, outcome: Outcome, *, beside: bool
) -> NumberMention | None:
    """The number of the sentence that holds the claimed one: first one beside the group, then one so qualified.

    One beside the group that is told of another outcome gives way to one told of this: "four people were killed and
    four injured". ``beside`` takes no other, and a bare "several" no number that stands elsewhere or is told of another
    outcome: it may be of other people. But of "people" it is the "dozens" that are told of this: "10 people were killed
    and dozens injured". Where such words are, a number that is told of no outcome is none: "hit 12 people, injuring
    several".
    """
    held = [number for number in _told_counts(facts, sentence, outcome) if supports(number.range, claimed)]
    told = {one.count_start - sentence.start: one.outcome for one in facts.of(sentence).casualties.mentions}
    if claimed.qualifier == "several":
        held = [number for number in held if told.get(number.start, outcome) == outcome]
        if not facts.rules.code:  # nothing tells whether a number beside the group is of these people
            held = [number for number in held if number.range.qualifier == "several"]
    near = [number for number in held if _is_beside(number, sentence, grounded)]
    if claimed.qualifier == "several":
        held = [number for number in held if number.range.qualifier == "several"]
    so_told = [number for number in held if told.get(number.start) == outcome]
    if claimed.qualifier == "several" and so_told:
        near = [number for number in near if told.get(number.start) == outcome]
    if beside:
        held = so_told = so_told if claimed.qualifier == "several" and is_generic(grounded.value) else []
    apt = [number for number in near if told.get(number.start, outcome) == outcome]
    chosen = apt or so_told or near or held
    return min(chosen, key=lambda number: number.range.qualifier != claimed.qualifier, default=None)


def _told_counts(facts: Facts, sentence: Sentence, outcome: Outcome) -> list[NumberMention]:
    """The numbers of a sentence without those of which only a part suffered so."""
    parts = [part for part in _parts(facts, sentence, outcome) if part.is_direct]
    return [number for number in facts.of(sentence).counts if not any(_is_inside(number, part) for part in parts)]


def _is_beside(number: NumberMention, sentence: Sentence, grounded: Grounded) -> bool:
    """Whether the number stands in or right before the group's words: "at least 60 Afghan | civilians"."""
    for item in list_held(grounded.evidence):
        start, end = item.start - sentence.start, item.end - sentence.start
        if item.sentence != sentence.number or number.start >= end:
            continue
        if number.end > start or (start - number.end < _REACH and _GAP.fullmatch(sentence.text, number.end, start)):
            return True
    return False


def is_implied(claimed: CountRange, wire: WireVictim, grounded: Grounded, facts: Facts) -> bool:
    """Whether the words need no number to say so many: one for a name or "a civilian", several for "peasants".

    Two for "his parents" and "both drivers". Plurals of a language without rules are not known from other words.
    """
    is_group = isinstance(wire, WireVictimGroup)
    if claimed.qualifier == "several":
        return is_group and not (facts.rules.code and is_singular(grounded.value))
    if is_group and claimed.low == claimed.high == 2:  # noqa: PLR2004 - two
        spots = spots_of(list_held(grounded.evidence), facts.sentences)
        return any(names_two(grounded.value, spot.text[: spot.start]) for spot in spots)
    if not claimed.low == claimed.high == 1:
        return False
    return not is_group or is_singular(grounded.value)
