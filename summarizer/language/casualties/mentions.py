"""What a sentence tells of casualties, in any language that has rules for it."""

from typing import NamedTuple

from summarizer.language.numbers import CountRange
from summarizer.schemas.record import Frozen, Outcome


class CasualtyMention(Frozen):
    """One casualty phrase. Offsets are into the article's text; ``count_start`` and ``count_end`` span the number.

    ``group`` is the noun phrase as written after the number ("US troops"); None where it is elided ("140 injured").
    ``is_background`` where its sentence tells of a longer time ("since January") or of the article's earlier version.
    """

    sentence: int
    start: int
    end: int
    text: str
    count: CountRange
    count_start: int
    count_end: int
    outcome: Outcome
    group: str | None
    is_background: bool = False


class PartMention(Frozen):
    """That a number is only the whole of which a part suffered: the "12" of "three of the 12 miners died".

    Offsets are into the sentence's text: ``start`` and ``end`` span the part's number ("three"), ``whole_start`` and
    ``whole_end`` the whole's. ``count`` is the part's; None where no number of it is told ("most of the 12").
    ``is_direct`` where the two stand in one phrase or the part died; "12 miners, three of whom were hurt" may tell of
    the others elsewhere, and "three of the 12 victims" need not tell of the others at all.
    """

    start: int
    end: int
    count: CountRange | None
    whole_start: int
    whole_end: int
    outcome: Outcome
    is_direct: bool


class Casualties(NamedTuple):
    """What one sentence tells of casualties.

    ``mentions`` are its phrases in order, one per number, "a" and "an" before one person counting as 1. ``parts`` are
    the numbers that are only the whole of which a part suffered; none where the whole suffered the same: "12 were
    killed, three of them at once", "of the 12 killed, three were".
    """

    mentions: tuple[CasualtyMention, ...]
    parts: tuple[PartMention, ...]
