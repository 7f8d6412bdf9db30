"""Casualty phrases of an article, found by rule: "12 US troops have been killed", "15 others were injured".

Made for precision, since every phrase that no victim entry covers costs a request to the model: intentions, threats,
those only feared dead, long-term tolls ("since January", "this year"), ratios ("one in five") and things ("12
buildings") are left out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.language.casualties import words as telling
from summarizer.language.casualties.mentions import Casualties, CasualtyMention, PartMention
from summarizer.language.casualties.numbers import ELIDED, Group, Number, Span, group_after, group_at, read_numbers
from summarizer.language.folding import lower_letters
from summarizer.language.numbers import NumberMention
from summarizer.language.wording import Wording
from summarizer.schemas.record import Outcome, Sentence

_LIST_GAP = Wording(r"\s*+(?:,\s*+)?(?:and|along\s+with|as\s+well\s+as|plus|together\s+with)\s+(?:also\s+)?|,\s+",
    ", along with ", " along ")  # fmt: skip


class _Hit(NamedTuple):
    """``is_sure`` but for a participle alone, which may only say of whom it goes on: "half of the 12 killed"."""

    start: int
    end: int
    outcome: Outcome
    number: Number
    group: Group
    is_sure: bool = True


def tells_of_death(text: str) -> bool:
    """Whether any word of a sentence may tell of a death."""
    return telling.DEATH.search(lower_letters(text)) is not None


def has_death(text: str) -> bool:
    """Whether a whole article may tell of a death: of a victim alone it may not."""
    return telling.DEATH_ANYWHERE.search(lower_letters(text)) is not None


def tells_of_injury(text: str) -> bool:
    """Whether a sentence calls somebody wounded, injured or hurt."""
    return telling.INJURY.search(lower_letters(text)) is not None


def tells_of_hits(text: str, start: int, end: int) -> bool:
    """Whether the number in that span of a sentence is that of people shot or stabbed, and not as dead."""
    lower = lower_letters(text)
    after = telling.HIT_AFTER.match(lower, end)
    if after is None and telling.HIT_BEFORE.search(lower[max(0, start - telling.WINDOW) : start]) is None:
        return False
    told = after.end() if after else end
    if telling.HIT_FATALLY.match(lower[told:]):
        return False
    clause_end = telling.HIT_END.search(lower, told)
    return telling.DEATH.search(lower, told, clause_end.start() if clause_end else len(lower)) is None


_AGE = Wording(r"\b(\d{1,3})[-\s](year|yr)[-\s]old(?!s)\b", "a 14 year old boy", "14 years old")
"""An age, with hyphens or without; as long with them."""


def read_casualties(sentence: Sentence, numbers: Sequence[NumberMention]) -> Casualties:
    """What the sentence tells of casualties; ``numbers`` are all of its numbers."""
    text = _AGE.sub(r"\1-\2-old", lower_letters(sentence.text))
    hits = [hit for hit in _read(sentence.text, text, numbers) if not _is_untrue(text, hit)]
    if not hits:
        return Casualties((), ())
    background = _is_background(text)
    apart = [hit for hit in hits if not _is_counted(hit, hits, text)]
    return Casualties(
        tuple(
            CasualtyMention(
                sentence=sentence.number,
                start=sentence.start + hit.start,
                end=sentence.start + hit.end,
                text=sentence.text[hit.start : hit.end],
                count=hit.number.range,
                count_start=sentence.start + hit.number.start,
                count_end=sentence.start + hit.number.end,
                outcome=hit.outcome,
                group=None if hit.group.start is None else _group_words(sentence.text, hit.group.start, hit.group.end),
                is_background=background or _is_of_worse(text, hit),
            )
            for hit in apart
            if hit.number.is_known
        ),
        tuple(
            _part_of(hit, hit.number.whole, text)
            for hit in apart
            if hit.is_sure and hit.number.whole and not _is_named_after(hit, hit.number.whole, text)
        ),
    )


def _part_of(hit: _Hit, whole: Span, text: str) -> PartMention:
    number = hit.number
    return PartMention(
        start=number.start,
        end=number.end,
        count=number.range if number.is_known else None,
        whole_start=whole[0],
        whole_end=whole[1],
        outcome=hit.outcome,
        is_direct=hit.outcome == "killed"
        or (number.is_part and not telling.VICTIMS.match(text, whole[1]) and not _is_graded(hit, text)),
    )


def _group_words(text: str, start: int, end: int) -> str:
    """The group's words without the stop that ends the sentence."""
    return text[start:end].removesuffix(".") if not text[end:].strip() else text[start:end]


def _is_graded(hit: _Hit, text: str) -> bool:
    """Whether it tells how badly: the others of "five of the 40 passengers were seriously hurt" may be hurt, too."""
    return telling.GRADED.search(text, hit.start, hit.end) is not None


def _read(original: str, text: str, mentions: Sequence[NumberMention]) -> tuple[_Hit, ...]:
    """All hits of a sentence, whose patterns are held against its text in lower case, which runs in step with it."""
    numbers = read_numbers(original, text, mentions)
    hits = [_predicated(text, number) for number in numbers]
    hits = [None if last and hit and last.end == hit.end else hit for last, hit in pairwise([None, *hits])]
    _share_forward(text, numbers, hits)
    _share_backward(text, numbers, hits)
    return tuple(hit for hit in hits if hit)


def _is_counted(part: _Hit, hits: Sequence[_Hit], text: str) -> bool:
    """Whether another hit counts the whole that the hit is a part of, or its words say that all of it suffered so."""
    whole = part.number.whole
    if whole is None:
        return False
    if any(hit.outcome == part.outcome and (hit.number.start, hit.number.end) == whole for hit in hits):
        return True
    named, before = telling.SUFFERERS.get(part.outcome), telling.SUFFERED_BEFORE.get(part.outcome)
    if before and before.search(text, max(0, whole[0] - telling.WINDOW), whole[0]):
        return True
    left = telling.LEAVING.search(text, max(0, part.number.start - telling.WINDOW), part.number.start)
    return named is not None and not left and named.match(text, whole[1]) is not None


def _is_named_after(part: _Hit, whole: Span, text: str) -> bool:
    """Whether the whole is told as people who suffered the same: "of the 12 people killed, three were shot"."""
    if part.number.is_part:
        return False
    group = group_at(text, whole[1])
    start = group.end if group else whole[1]
    comma = text.find(",", start, part.start)
    told = telling.PREDICATE.match(text, start) or telling.PREDICATE.search(text, start, max(start, comma))
    bare = told is not None and (not told["aux"] or told.end() <= comma)
    return bool(bare and told and told.lastgroup and telling.OUTCOMES[told.lastgroup] == part.outcome)


def _is_background(text: str) -> bool:
    told = telling.SUPERLATIVE.sub("", text) if "since" in text else text
    return any(wording.search(told) for wording in telling.BACKGROUND)


def _is_untrue(text: str, hit: _Hit) -> bool:
    """Whether the sentence says that it did not happen: "the claim that 50 were killed is false"."""
    if telling.REPORTED.search(text, hit.start, hit.end) and telling.ALIVE.match(text, hit.end):
        return True
    before = telling.SAID_TO_BE.search(text, max(0, hit.start - telling.WINDOW), hit.start)
    return before is not None and telling.UNTRUE.match(text, hit.end) is not None


def _is_of_worse(text: str, hit: _Hit) -> bool:
    """Whether it is what the news is compared with: "the worst accident since 296 people died"."""
    return any(found.end() + 1 == hit.start for found in telling.SUPERLATIVE.finditer(text, 0, hit.start))


def _predicated(text: str, number: Number) -> _Hit | None:
    return _elided(text, number) or _governed(text, number) or _subject(text, number) or _counted_noun(text, number)


def _elided(text: str, number: Number) -> _Hit | None:
    """The hit of "140 injured", "14 are missing", "three dead": the predicate stands right after the number.

    Or after "of them" and an aside: "one of them, a child, died".
    """
    if number.is_article:
        return None
    more = ELIDED.match(text, number.noun_at)
    group = Group(None, more.end() if more else number.noun_at, is_person=True)
    aside = (telling.INTERPOSED if more else telling.ABOARD).match(text, group.end) or telling.AMONG.match(
        text, group.end
    )
    if aside is None and number.is_part and telling.WHO.match(text, group.end):
        aside = telling.ASIDE.match(text, group.end)
    return _predicate(text, number, group) or (_predicate(text, number, group, at=aside.end()) if aside else None)


def _governed(text: str, number: Number) -> _Hit | None:
    """The hit of "killed 12 people", "the death of 12 people", "the death toll rose to 12"."""
    offset = max(0, number.start - telling.WINDOW)
    window = text[offset : number.start]
    verb, noun, toll = telling.ACTIVE.search(window), telling.NOMINAL.search(window), None
    if not (verb or noun or number.is_article):
        offset = max(0, number.start - telling.TOLL_WINDOW)
        window = text[offset : number.start]
        exceeded = telling.EXCEEDED.match(text, number.start, number.end)
        toll = telling.TOLL.search(window + exceeded.group() if exceeded else window)
    governor = verb or noun or toll
    if governor is None or not governor.lastgroup or _is_unreal(window[: governor.start()], governor.group()):
        return _taken_hostage(text, number, window)
    strict = telling.STRICT_VERB.match(governor.group()) is not None and not number.is_part
    group = number.persons if strict else group_after(text, number) or _nobody(text, number)
    if group is None or (strict and not telling.BOUNDARY.match(text, group.end)):
        return None
    if governor is toll and group.start is not None and not group.is_person:
        return None
    return _Hit(offset + governor.start(), group.end, telling.OUTCOMES[governor.lastgroup], number, group)


def _nobody(text: str, number: Number) -> Group | None:
    """The elided noun of "killing at least 20," where the clause ends or goes on after the number."""
    more = ELIDED.match(text, number.noun_at)
    end = more.end() if more else number.noun_at
    return Group(None, end, is_person=True) if not number.is_article and telling.BOUNDARY.match(text, end) else None


def _is_unreal(before: str, governor: str) -> bool:
    """Whether the verb tells no deed: "could kill", "to kill", "was killed" (two blocks away), "killed or wounded"."""
    bare = telling.BARE_VERB.match(governor)
    past = telling.PAST_VERB.match(governor)
    return bool(
        telling.UNREAL.search(before)
        or telling.CONDITION.search(before)
        or telling.SHARED_VERB.search(before)
        or (bare and telling.TO_OR_NOR.search(before))
        or (past and telling.PASSIVE_BEFORE.search(before))
    )


def _taken_hostage(text: str, number: Number, window: str) -> _Hit | None:
    verb, group = telling.TAKEN.search(window), number.persons
    if verb is None or group is None or telling.UNREAL.search(window[: verb.start()]):
        return None
    hostage = telling.HOSTAGE.match(text, group.end)
    if hostage is None and not text.endswith(("hostage", "hostages"), group.start, group.end):
        return None
    end = hostage.end() if hostage else group.end
    return _Hit(number.start - len(window) + verb.start(), end, "kidnapped", number, group)


def _subject(text: str, number: Number) -> _Hit | None:
    """The hit of "12 US troops have been killed", also with an aside before the verb."""
    group = group_after(text, number)
    if group is None:
        return None
    aside = telling.INTERPOSED.match(text, group.end) or telling.ABOARD.match(text, group.end)
    if aside is None and number.is_part:
        aside = telling.ASIDE.match(text, group.end)
    return _predicate(text, number, group) or (_predicate(text, number, group, at=aside.end()) if aside else None)


def _predicate(text: str, number: Number, group: Group, *, at: int | None = None) -> _Hit | None:
    match = telling.PREDICATE.match(text, group.end if at is None else at)
    before = text[max(0, number.start - telling.WINDOW) : number.start]
    untold = telling.UNREAL.search(before) or telling.CONDITION.search(before)
    if match is None or not match.lastgroup or untold or _is_found_or_feared(text, match):
        return None
    if telling.PART_OF.search(before) and not telling.WHO.match(match["aux"]):
        return None
    if not group.is_person and match.lastgroup in telling.OF_PEOPLE:
        return None
    is_none_freed = match.lastgroup == "freed" and (_are_suspects(text, group) or _is_from_care(text, match))
    if is_none_freed or _is_of_one_parent(before, match, group):
        return None
    agrees = not number.is_known or _agrees(number, match["aux"], before)
    boundary = telling.CLOSE if number.is_part else telling.BOUNDARY
    is_apart = at is not None and not (telling.INCLUDING.match(text, group.end) and telling.WERE_AND.search(before))
    if not agrees or not _is_told(text, match, finite=is_apart, boundary=boundary):
        return None
    is_linked = number.whole is not None and not number.is_part
    is_told_apart = is_linked and match.lastgroup in telling.DEADLY
    sure = is_told_apart or _is_sure(match, before, apart=is_linked)
    is_hurt = match.lastgroup in {"injured", "hurt"} and not telling.SOME_OF.search(before)
    died = telling.DIED_OF_IT.match(text, match.end()) if is_hurt else None
    outcome = "killed" if died else telling.OUTCOMES[match.lastgroup]
    return _Hit(number.start, (died or match).end(), outcome, number, group, sure)


def _is_found_or_feared(text: str, match: re.Match[str]) -> bool:
    """Whether they are missing no more, "two who went missing were found dead", or nobody knows.

    "12 feared dead", "12 killed or injured".
    """
    if telling.EITHER.match(text, match.end()):
        return True
    if match.lastgroup == "killed":
        return telling.FEARED.search(match["aux"]) is not None
    return match.lastgroup == "missing" and telling.FOUND.match(text, match.end()) is not None


def _is_of_one_parent(before: str, match: re.Match[str], group: Group) -> bool:
    """Whether it is the parent who died: "a mother of two died", but not "the mother of two boys who died"."""
    told = group.start is None or match.lastgroup in telling.FINITE
    return told and not telling.WHO.match(match["aux"]) and telling.KIN_OF.search(before) is not None


def _are_suspects(text: str, group: Group) -> bool:
    return group.start is not None and telling.SUSPECTS.search(text, group.start, group.end) is not None


def _is_from_care(text: str, match: re.Match[str]) -> bool:
    """Whether they were released from a hospital: "two were hospitalized and one was released"."""
    hurt = telling.FROM_CARE.match(text, match.end()) or telling.HURT_BEFORE.search(text, 0, match.start())
    return hurt is not None and telling.CAPTIVE.search(text) is None


def _is_sure(match: re.Match[str], before: str, *, apart: bool) -> bool:
    """Whether the predicate is of the part alone: no "12 were hurt, two of them seriously", no "who were"."""
    if telling.WHO.match(match["aux"]) or (apart and telling.GRADED.search(match.group())):
        return False
    return bool(match["aux"]) or match.lastgroup in telling.FINITE or telling.LEAVING.search(before) is not None


def _is_told(text: str, match: re.Match[str], *, finite: bool, boundary: Wording) -> bool:
    """Whether the participle is said of the noun before it: "were killed", "died", or "killed" where a clause ends.

    A part's clause ends only at a stop or "and": "five of the 12 killed in the attack" may go on to say who they were.
    """
    if match.lastgroup in telling.FINITE or telling.BE.search(match["aux"]):
        return True
    active = telling.HAVE.search(match["aux"])
    if finite or active or telling.DOING.match(text, match.end()):
        return False
    return boundary.match(text, match.end()) is not None


def _agrees(number: Number, auxiliary: str, before: str) -> bool:
    """Whether the verb is of so many: "12 were", "one was", "a man and one woman were", "a family of five was"."""
    if number.range.low != 1:
        return not telling.SINGULAR_BE.search(auxiliary) or telling.BAND_OF.search(before) is not None
    is_one = number.range.qualifier == "exact" and not telling.COORDINATED.search(before)
    return not (is_one and telling.PLURAL_BE.search(auxiliary))


def _counted_noun(text: str, number: Number) -> _Hit | None:
    """The hit of "12 deaths", "five injuries", "the 14 dead were", "claimed nine lives", "found nine bodies"."""
    window = text[max(0, number.start - telling.WINDOW) : number.start]
    noun = telling.NOUN.match(text, number.noun_at)
    if noun is None and telling.THE.search(window):
        noun = telling.THE_DEAD.match(text, number.noun_at)
    if noun is None or not noun.lastgroup or number.is_article:
        return None
    start, end = number.start, noun.end()
    if telling.UNREAL.search(window) or telling.CONDITION.search(window):
        return None
    if noun.lastgroup == "lives":
        taken, lost = telling.LIVES_TAKEN.search(window), telling.LIVES_LOST.match(text, end)
        if (taken is None and lost is None) or (taken and telling.UNREAL.search(window[: taken.start()])):
            return None
        start -= len(window) - taken.start() if taken else 0
        end = lost.end() if lost else end
    if noun.lastgroup == "bodies" and not (telling.FOUND_BEFORE.search(window) or telling.FOUND_AFTER.match(text, end)):
        return None
    return _Hit(start, end, telling.OUTCOMES[noun.lastgroup], number, Group(None, end, is_person=True))


def _share_forward(text: str, numbers: Sequence[Number], hits: list[_Hit | None]) -> None:
    """Give "at least 60 Afghan civilians" the outcome of "killed 12 US service members, along with" before it."""
    for at, number in enumerate(numbers[1:], start=1):
        last, group = hits[at - 1], number.persons
        if hits[at] or last is None or group is None or last.end != last.group.end:
            continue
        if last.outcome == "killed" and telling.SURVIVED.search(text, group.start or group.end, group.end):
            continue
        if _LIST_GAP.fullmatch(text, last.end, number.start) and telling.BOUNDARY.match(text, group.end):
            hits[at] = _Hit(number.start, group.end, last.outcome, number, group, last.is_sure)


def _share_backward(text: str, numbers: Sequence[Number], hits: list[_Hit | None]) -> None:
    """Give "three soldiers" the outcome of "and two civilians were killed" after it, where they begin a clause."""
    for at in range(len(numbers) - 2, -1, -1):
        number, following, group = numbers[at], hits[at + 1], numbers[at].persons
        if hits[at] or following is None or group is None or following.group.start is None:
            continue
        begins = telling.CLAUSE_START.search(text[max(0, number.start - telling.WINDOW) : number.start])
        joined = _LIST_GAP.fullmatch(text, group.end, numbers[at + 1].start)
        if begins and joined and following.start == following.number.start:
            hits[at] = _Hit(number.start, group.end, following.outcome, number, group, following.is_sure)
