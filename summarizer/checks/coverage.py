"""Casualty phrases of the text that no victim entry holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from summarizer.checks.entries import is_at_scene, is_with_one, number_spot
from summarizer.checks.parts import is_in_state, is_of_those_told
from summarizer.checks.rising import is_earlier_count, is_risen, rises_to, stands_before
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.values import is_held, list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.numbers import CountRange, supports
from summarizer.language.people import are_alike, is_generic
from summarizer.resolving.totals import count_least
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Sentence, Victim

_MOST_ADDED = 10
"""So many incidents in a row are told of in one number at most."""
_SEVERAL = 2
"""What "several" and "many" are at least; of "dozens" and "hundreds" the size is known."""
_ROUNDED = 1.25
"""How much larger a number may be that is told as "more than" a round one, too."""
_SAME_PEOPLE = {"freed": ("unharmed", "kidnapped"), "survived": ("unharmed",), "escaped": ("unharmed",)}
"""What a text may say as well of the people of an entry: those freed were kidnapped, and may be unharmed."""


def report_uncovered(mentions: Iterable[CasualtyMention], sentences: Sequence[Sentence]) -> list[Finding]:
    """One finding for each casualty phrase that stayed without a victim entry."""
    return [
        doubt(
            "uncovered_casualty",
            "incidents",
            f"The article says {mention.text!r}; no victim entry holds it.",
            (mention_evidence(mention, sentences),),
        )
        for mention in mentions
    ]


def list_open(
    mentions: Sequence[CasualtyMention], incidents: Sequence[Incident], facts: Facts
) -> Sequence[CasualtyMention]:
    """Those of the timely casualty phrases that victims should account for: none of a toll before one that rose."""
    if len(incidents) > 1:
        return mentions
    risen = {victim.outcome: victim for victim in _victims(incidents) if is_risen(victim, facts.sentences)}
    counted, beside = dict[str, list[int]](), dict[tuple[int, str], list[CasualtyMention]]()
    for victim in _victims(incidents):
        counted.setdefault(victim.outcome, []).append(count_least(victim))
    for one in mentions:
        beside.setdefault((one.sentence, one.outcome), []).append(one)
    numbers = {outcome: sorted(found) for outcome, found in counted.items()}
    return [
        one
        for one in mentions
        if not _is_superseded(one, risen.get(one.outcome), facts)
        and not _is_among(one, beside[one.sentence, one.outcome], numbers.get(one.outcome, ()), facts)
    ]


def _is_superseded(mention: CasualtyMention, toll: Victim | None, facts: Facts) -> bool:
    most = mention.count.high or mention.count.low or 0
    return toll is not None and most < count_least(toll) and stands_before(mention.sentence, toll, facts.sentences)


def _is_among(
    mention: CasualtyMention, beside: Sequence[CasualtyMention], numbers: Sequence[int], facts: Facts
) -> bool:
    """Whether a phrase tells of some of the people whom an entry counts, or of an earlier count.

    ``beside`` are the phrases of its sentence and outcome, ``numbers`` the entries' with that outcome in order.
    So it is where the article says it ("of them, 27 died", "three died at the scene", "an earlier report spoke of 19
    dead", and of people hurt "five remain hospitalized"), where "more than 100" may be the entry's 105, where numbers
    of its sentence add up to the entry's ("four died there and two in hospital"), and where the sentence goes on to the
    entry's toll ("three more died, and the toll rose to 18").
    """
    most = mention.count.high or mention.count.low or 0
    larger = numbers[bisect_right(numbers, most) :]
    if not larger or not most:
        return False
    if mention.count.qualifier == "at_least" and is_generic(mention.group or "people") and larger[0] <= most * _ROUNDED:
        return True
    spot, sentences = number_spot(mention, facts.sentences), facts.sentences
    is_of_hurt = mention.outcome == "injured" and is_generic(mention.group or "people") and is_in_state(spot)
    if is_of_hurt or is_of_those_told(spot) or is_earlier_count(spot) or is_at_scene(mention, sentences):
        return True
    if _holds(larger, sum(one.count.low or 0 for one in beside)):
        return True
    if larger[0] == most + 1 and is_with_one(mention, sentences):
        return True
    return any(_holds(larger, one.count.low or 0) and rises_to(number_spot(one, sentences)) for one in beside)


def _holds(numbers: Sequence[int], number: int) -> bool:
    """Whether a number is one of these, which are in order."""
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def find_uncovered(mentions: Iterable[CasualtyMention], incidents: Sequence[Incident]) -> tuple[CasualtyMention, ...]:
    """The mentions whose number and outcome no victim entry and no total holds, in order, one for each of these."""
    numbers, uncounted, named = _held_numbers(incidents), _uncounted(incidents), _named(incidents)
    numbers |= {(one, number) for outcome, number in numbers for one in _SAME_PEOPLE.get(outcome, ())}
    open_mentions: dict[tuple[str, int | None], CasualtyMention] = {}
    for mention in mentions:
        told = (mention.outcome, _number(mention.count))
        places = uncounted.get((mention.outcome, mention.sentence), ())
        inside = sum(mention.start <= start < mention.end for start in named.get(mention.outcome, ()))
        if told in numbers or (inside and inside == told[1]):  # "two sons, Jayden and Josiah, died"
            continue
        if (
            mention.count.qualifier == "several"
            and mention.count.low not in (None, _SEVERAL)
            and any(_is_of_size(mention, *one) for one in numbers)
            and any(_may_be(mention, victim) for victim in _victims(incidents))
        ):
            continue
        if not any(one.start < mention.end and mention.start < one.end for one in places):
            open_mentions.setdefault(told, mention)
    return tuple(open_mentions.values())


def _is_of_size(mention: CasualtyMention, outcome: str, number: int | None) -> bool:
    """Whether "dozens" may be that number of people."""
    if outcome != mention.outcome or number is None:
        return False
    return supports(CountRange(low=number, high=number, qualifier="exact"), mention.count)


def _may_be(mention: CasualtyMention, victim: Victim) -> bool:
    """Whether the people of a phrase and of an entry may be the same by their words: "dozens of people", "46 women"."""
    told = (mention.group or "", victim.group or "")
    return victim.outcome == mention.outcome and (not all(told) or any(map(is_generic, told)) or are_alike(*told))


def _held_numbers(incidents: Sequence[Incident]) -> set[tuple[str, int | None]]:
    """Each outcome with the numbers of its entries and totals, and with what totals add up to.

    "Two dead in separate shootings" tells of the deaths of two incidents that the article tells one after the other.
    """
    return {
        *_sum_neighbours(incidents),
        *((victim.outcome, _number(victim.count)) for victim in _victims(incidents) if victim.count is not None),
    }


def _sum_neighbours(incidents: Sequence[Incident]) -> Iterator[tuple[str, int]]:
    """What the totals of one incident, or of several in a row, add up to, where each of them is one number."""
    for outcome in {outcome for incident in incidents for outcome in incident.totals}:
        totals = [incident.totals.get(outcome) for incident in incidents]
        for start in range(len(totals)):
            number = 0
            some = totals[start : start + _MOST_ADDED]
            for total in takewhile(lambda total: not total or total.low == total.high, some):
                number += total.low if total else 0
                yield outcome, number


def _uncounted(incidents: Sequence[Incident]) -> dict[tuple[str, int], list[Evidence]]:
    """Where the entries without a number stand, by outcome and sentence."""
    places: dict[tuple[str, int], list[Evidence]] = {}
    for victim in _victims(incidents):
        for item in victim.evidence if victim.count is None else ():
            if item.status != "not_found":
                places.setdefault((victim.outcome, item.sentence), []).append(item)
    return places


def _named(incidents: Sequence[Incident]) -> dict[str, list[int]]:
    """By outcome, where the first mention of each person with a name begins."""
    starts: dict[str, list[int]] = {}
    for victim in _victims(incidents):
        if victim.name and is_held(victim.evidence):
            starts.setdefault(victim.outcome, []).append(list_held(victim.evidence)[0].start)
    return starts


def _victims(incidents: Sequence[Incident]) -> Iterator[Victim]:
    return (victim for incident in incidents for victim in incident.victims)


def _number(count: Count | CountRange) -> int | None:
    """The number as written, whatever its qualifier: "at least 60" and "60" are told of the same people."""
    return count.low if count.low is not None else count.high
