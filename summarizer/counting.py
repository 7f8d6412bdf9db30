"""Which number of a sentence is a victim group's count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.casualties.finding import PartMention, find_casualties, find_parts
from summarizer.counts import CountRange, NumberMention, find_numbers, supports
from summarizer.grounding import Grounded
from summarizer.schemas.record_v1 import Outcome, Sentence
from summarizer.schemas.wire_v1 import WireVictimGroup, WireVictimName

_PLURAL_HEAD = re.compile(
    r"(?:[^s]s|men|women|people|children|folk|police|personnel|troops|crew|staff|clergy|cattle|dead|wounded|injured|missing)\Z"
)
_PREPOSITION = re.compile(r"\s(?:of|from|in|at|on|with|for|to|near|who|whose|that|which|and)\s|,")
_GAP = re.compile(
    r"(?:\s+(?!(?:and|or|but|in|at|on|by|while|were|was|are|is|kill\w*|injur\w*|wound\w*|dead)\b)[\w'’.-]{1,30}){0,4}\s+"
)
_REACH = 80


class Whole(NamedTuple):
    """A number that the model took for the count although only a part of so many suffered."""

    sentence: Sentence
    part: PartMention


def find_whole(sentences: Sequence[Sentence], claimed: CountRange, outcome: Outcome) -> Whole | None:
    """The claimed number as the whole of a part ("three of the 12"), unless it is told of these people elsewhere."""
    if claimed.qualifier == "several":
        return None
    wholes = [Whole(s, part) for s in sentences for part in _parts(s, outcome) if _is_whole(s, part, claimed)]
    told = find_casualties(sentences) if wholes else ()
    if any(mention.outcome == outcome and supports(mention.count, claimed) for mention in told):
        return None
    return wholes[0] if wholes else None


def _parts(sentence: Sentence, outcome: Outcome) -> list[PartMention]:
    return [part for part in find_parts(sentence.text) if part.outcome == outcome]


def _is_whole(sentence: Sentence, part: PartMention, claimed: CountRange) -> bool:
    return any(supports(number.range, claimed) for number in _counts(sentence) if _is_inside(number, part))


def _counts(sentence: Sentence) -> list[NumberMention]:
    return [number for number in find_numbers(sentence.text) if number.kind == "count"]


def _is_inside(number: NumberMention, part: PartMention) -> bool:
    """Whether the number is the whole's."""
    return part.whole_start <= number.start and number.end <= part.whole_end


def find_count(
    sentence: Sentence, claimed: CountRange, grounded: Grounded, outcome: Outcome, *, beside: bool
) -> NumberMention | None:
    """The number of the sentence that holds the claimed one: first one beside the group, then one so qualified.

    ``beside`` takes no other, and a bare "several" no number that stands elsewhere: it may be of other people.
    """
    held = [number for number in _told_counts(sentence, outcome) if supports(number.range, claimed)]
    near = [number for number in held if _is_beside(number, sentence, grounded)]
    if claimed.qualifier == "several":
        held = [number for number in held if number.range.qualifier == "several"]
    chosen = near or ([] if beside else held)
    return min(chosen, key=lambda number: number.range.qualifier != claimed.qualifier, default=None)


def _told_counts(sentence: Sentence, outcome: Outcome) -> list[NumberMention]:
    """The numbers of a sentence without those of which only a part suffered so, and with "half of the 40" as 20."""
    parts = _parts(sentence, outcome)
    counts = [number for number in _counts(sentence) if not any(_is_inside(number, part) for part in parts)]
    known = {number.start for number in counts}
    shares = (
        NumberMention(
            start=part.start, end=part.end, text=sentence.text[part.start : part.end], range=part.count, kind="count"
        )
        for part in parts
        if part.count is not None and part.start not in known
    )
    return [*counts, *shares]


def _is_beside(number: NumberMention, sentence: Sentence, grounded: Grounded) -> bool:
    """Whether the number stands in or right before the group's words: "at least 60 Afghan | civilians"."""
    for item in grounded.evidence:
        start, end = item.start - sentence.start, item.end - sentence.start
        if item.sentence != sentence.number or item.status == "not_found" or number.start >= end:
            continue
        if number.end > start or (start - number.end < _REACH and _GAP.fullmatch(sentence.text, number.end, start)):
            return True
    return False


def is_implied(claimed: CountRange, wire: WireVictimName | WireVictimGroup, value: str) -> bool:
    """Whether the words need no number to say so many: one for a name or "a civilian", several for "peasants"."""
    if claimed.qualifier == "several":
        return isinstance(wire, WireVictimGroup) and not _is_singular(value)
    return claimed.low == claimed.high == 1 and (isinstance(wire, WireVictimName) or _is_singular(value))


def _is_singular(group: str) -> bool:
    """Whether the noun that leads the group ("member" in "a member of the armed forces") is no plural."""
    lead = _PREPOSITION.split(group.casefold(), maxsplit=1)[0].strip()
    return not _PLURAL_HEAD.search(lead)


def show_range(count: CountRange) -> str:
    """The count in words for a finding: "12", "about 12", "12 or more", "several"."""
    low, high = count.low, count.high
    if count.qualifier == "several":
        return "several"
    if low == high:
        return f"{'about ' if count.qualifier == 'about' else ''}{low}"
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
