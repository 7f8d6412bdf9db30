"""Totals over victim entries, and whether two entries speak of the same people."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product, starmap
from typing import NamedTuple

from summarizer.evidence.values import is_held, list_counting, list_places
from summarizer.language.folding import unaccented
from summarizer.language.people import GENERIC_HEADS, content_words, is_generic, is_other, read_ordinal
from summarizer.resolving.groups import (
    AGE_OR_SEX,
    ARMED,
    MOST_COMPARED,
    Group,
    Span,
    are_apart,
    are_opposed,
    breadth,
    count_least,
    first_sentence,
    is_broader,
    is_same_group,
    is_too_old,
    may_take_in,
    read_group,
    span_of_counts,
    told_span,
)
from summarizer.schemas.record import Count, Evidence, Outcome, Total, Victim

_FEWEST_LISTED = 3
"""A group and two of its people: one may have the number of another by chance."""
_FEWEST_AGAIN = 5
"""So many people of one outcome, told twice in other words, are seldom others: two soldiers and two boys may be."""


class Tally(NamedTuple):
    """Entries about the same people, and the tallies of narrower groups among them.

    ``counts`` are those given for the group itself that the article holds; vague ones only where there is no other, and
    those below the sum of the parts, which are of some of the group, only where none reaches it.
    ``least`` is what the parts add up to at least. ``span`` bounds every count given for the group, and its parts
    where these are more. "Others" may be among the "140 injured" or beside them, unless all parts add up to them; where
    they are too many to be among them, they are beside: "two died" and "three others died later".
    """

    entries: tuple[Victim, ...]
    parts: tuple["Tally", ...]
    counts: list[Count]
    least: int
    span: Span


def _tally(entries: Sequence[Victim], parts: Sequence[Tally]) -> Tally:
    held = [entry.count for entry in entries if entry.count and is_held(entry.count.evidence)]
    least = _add_up(parts)[0]
    counts = [count for count in held if count.qualifier != "several"] or held
    whole = _find_sum(counts, least)
    if whole is not None:
        return Tally(tuple(entries), tuple(parts), [whole], least, span_of_counts([whole]))
    own = span_of_counts(counts)
    others = [part for part in parts if _is_beside(part, own) and not _is_told_first(part, entries, parts)]
    apart_from = least - sum(part.span[0] for part in others)
    all_are_others = len(others) == len(parts) and own[1] == least
    after = None if own[1] is None else own[1] + 1  # "a fifth victim" after four
    are_next = all(read_ordinal(part.entries[0].group or "") == after for part in others)
    beside = bool(others) and own[1] is not None and (apart_from <= own[1] < least or all_are_others or are_next)
    if beside and is_generic(entries[0].group or ""):
        span = add_spans([(max(own[0], min(apart_from, own[1] or 0)), own[1]), *(part.span for part in others)])
        return Tally(tuple(entries), tuple(parts), counts, apart_from, span)
    counts = [count for count in counts if count.high is None or count.high >= least] or counts
    own = span_of_counts(counts)
    if own[1] is not None and own[1] < least:
        high = _add_up(parts)[1]
    else:
        perhaps = [part for part in parts if part in others or _may_be_apart(entries, part)]
        high = add_spans([own, *(part.span for part in perhaps if own[1] != least)])[1]
        if high is not None:  # of six victims perhaps eight deceased
            high = max(high, *(part.span[1] or 0 for part in parts), 0)
    return Tally(tuple(entries), tuple(parts), counts, least, (max(own[0], least), high))


def _may_be_apart(entries: Sequence[Victim], part: Tally) -> bool:
    """Whether a part's people are only perhaps among those of the entries."""
    many, few = read_group(entries[0]), read_group(part.entries[0])
    return many is not None and few is not None and may_take_in(many, few)


def _is_beside(part: Tally, whole: Span) -> bool:
    """Whether a part's people may be some beside the whole: "others"; of five people "a third man" is one.

    So is, beside one dead, "the third victim": the rank counts all who were hit. A sixth may be beside four.
    """
    group = part.entries[0].group or ""
    nth = read_ordinal(group)
    return is_other(group) and (nth is None or nth == whole[0] + 1 or 1 < whole[0] < nth)


def _is_told_first(part: Tally, entries: Sequence[Victim], parts: Sequence[Tally]) -> bool:
    """Whether others are told of beside another part, before any sentence with the entries: "a bride and 23 others"."""
    first = first_sentence(part.entries[0])
    is_beside_part = any(one is not part and first_sentence(one.entries[0]) == first for one in parts)
    return is_beside_part and 0 < first < min(map(first_sentence, entries))


def _find_sum(counts: Sequence[Count], least: int) -> Count | None:
    """Of "31 died", "19 in one district" and "12 in the other" the first, which is their sum; None where none is.

    ``least`` are those of narrower groups: "four died", "two of stabs" and "two more of burns".
    """
    for whole in counts:
        rest = [*(count.low for count in counts if count is not whole), *([least] if least else [])]
        if len(rest) > 1 and None not in rest and whole.low == sum(low for low in rest if low is not None):
            return whole
    return None


def sum_victims(victims: Sequence[Victim]) -> dict[Outcome, Total]:
    """Totals by outcome, over entries whose name or number the article holds.

    Entries of one group with different numbers are claims about the same people: the total spans them. Entries with the
    same number count once where their groups are alike and no sentence gives both. A family name counts once with the
    full name that ends with it. A broader group ("20 people", "20 troops") counts as the sum of narrower ones ("12 US
    troops") where it is not below it. Named persons may be among the groups or not: the total is at least the larger of
    the two and, unless a group such as "20 people" is the sum, at most both together. A group without a number leaves
    the total without an upper bound. An outcome with more than MOST_COMPARED groups has no total.
    """
    called = call_all(victims)
    outcomes = dict.fromkeys(victim.outcome for victim in called)
    totals = {outcome: _sum_one([v for v in called if v.outcome == outcome]) for outcome in outcomes}
    return {outcome: total for outcome, total in totals.items() if total is not None}


def call_all(victims: Sequence[Victim], *, people: str = "people") -> list[Victim]:
    """The entries; "others" who are so beside the dead, as in "killed three and injured 16 others", as ``people``.

    Of the dead the same sentence tells, or the one before. Nobody else hurt is told of before them: those of later
    sentences may be among the 16. So are 16 others whom a later sentence tells of again.
    """
    first: dict[Outcome, Evidence] = {}
    begins: dict[int, int] = {}
    for victim in victims:
        for item in list_places(victim):
            if victim.outcome not in first or item.start < first[victim.outcome].start:
                first[victim.outcome] = item
            begins[item.sentence] = min(item.start, begins.get(item.sentence, item.start))
    beside = {
        (victim.outcome, told_span(victim))
        for victim in victims
        if _are_others(victim)
        and (told := list_counting(victim))
        and told[0] == first[victim.outcome]
        and min(begins[told[0].sentence], begins.get(told[0].sentence - 1, told[0].start)) < told[0].start
    }
    return [
        victim.model_copy(update={"group": people})
        if (victim.outcome, told_span(victim)) in beside and _are_others(victim)
        else victim
        for victim in victims
    ]


def _are_others(victim: Victim) -> bool:
    group = victim.group or ""
    return is_other(group) and content_words(group) <= GENERIC_HEADS


def find_wholes(victims: Sequence[Victim], total: Total | None) -> list[Victim]:
    """Of the entries of one outcome those whose number is the total: all others are among them.

    None where another one's number is larger.
    """
    if total is None or any(count_least(victim) > total.low for victim in victims):
        return []
    return [victim for victim in victims if told_span(victim) == (total.low, total.high)]


def _sum_one(victims: Sequence[Victim]) -> Total | None:
    if sum(victim.group is not None for victim in victims) > MOST_COMPARED:
        return None
    names = _count_named([one for one in victims if one.name and is_held(one.evidence)])
    tallies = tally_groups(victims)
    if not names and not any(tally.counts or tally.least for tally in tallies):
        return None
    low, high = _add_up(tallies)
    if (listed := find_listed(victims)) is not None:
        low = min(low, count_least(listed))  # the others may be its people
    if low == high == names and _are_named_later(victims):
        return Total(low=names, high=names)
    if high is not None:
        whole = any(is_generic(tally.entries[0].group or "") for tally in tallies)
        high = max(high, names) if whole else high + names
    return Total(low=max(low, names), high=high)


def _are_named_later(victims: Sequence[Victim]) -> bool:
    """Whether all names, three at least, stand after all groups, two at least: "his wife and two sons", then who."""
    named = [first_sentence(one) for one in victims if one.name and is_held(one.evidence)]
    groups = [first_sentence(one) for one in victims if one.group]
    return len(named) >= _FEWEST_LISTED and len(groups) > 1 and max(groups) < min(named)


def _count_named(victims: Sequence[Victim]) -> int:
    """Of how many people names are: "Lopez" is "María López"."""
    told = {unaccented(victim.name or "") for victim in victims}
    return sum(not any(full != name and full.endswith(f" {name}") for full in told) for name in told)


def find_listed(victims: Sequence[Victim], *, fewest: int = _FEWEST_LISTED) -> Victim | None:
    """The group of one outcome whose number all later entries, names and groups, add up to; None where none is.

    They may be its people, told one by one: "Two workers were killed. ... Jean Roy and a cook of 45 ...". None where
    another number of that group, or more of them, is among them, and where there are fewer than ``fewest``.
    """
    numbers = [_exactly(victim) for victim in victims]
    known = [number for number in numbers if number is not None]
    if len(victims) < fewest or len(known) < len(numbers):
        return None
    for whole, number in zip(victims, known, strict=True):
        later = [victim for victim in victims if victim is not whole]
        if whole.group and 2 * number == sum(known) and _may_be_of(whole, later):
            return whole
    return None


def _may_be_of(whole: Victim, later: Sequence[Victim]) -> bool:
    """Whether all entries stand in later sentences, and none is the same group again or one of other people.

    Of three people a fourth is none.
    """
    words, told = content_words(whole.group or ""), first_sentence(whole)
    if any((read_ordinal(victim.group or "") or 0) > count_least(whole) for victim in later):
        return False
    groups = [content_words(victim.group) for victim in later if victim.group]
    apart = any(are_opposed(words, group) or words & ARMED for group in groups) or any(
        is_too_old(one, many) for many in _read_all([whole]) for one in _read_all(later)
    )
    return not apart and words not in groups and all(first_sentence(victim) > told for victim in later)


def _exactly(victim: Victim) -> int | None:
    """Of how many people an entry tells; None where it tells no one number, or the article does not hold it."""
    count = victim.count
    if victim.name:
        return 1 if is_held(victim.evidence) else None
    is_exact = count is not None and count.qualifier == "exact" and is_held(count.evidence)
    return count.low if count is not None and is_exact else None


def tally_groups(victims: Sequence[Victim]) -> tuple[Tally, ...]:
    """The groups of entries with one outcome, as disjoint tallies; a broader group holds the narrower ones as parts."""
    found: list[tuple[Group, Tally]] = []
    for cluster in sorted(_clusters(victims), key=lambda cluster: breadth(cluster[0][0])):
        group = cluster[0][0]
        inside = [(other, tally) for other, tally in found if is_broader(group, other)]
        tally = _tally([victim for _, victim in cluster], [part for _, part in inside])
        if tally.counts or not group.is_generic:
            taken = {id(part) for _, part in inside}
            found = [*((other, kept) for other, kept in found if id(kept) not in taken), (group, tally)]
    return tuple(tally for _, tally in found)


def _clusters(victims: Sequence[Victim]) -> list[list[tuple["Group", Victim]]]:
    """Entries of groups, those about the same people together."""
    clusters: list[list[tuple[Group, Victim]]] = []
    for victim in victims:
        group = read_group(victim)
        if group is not None:
            cluster = next((cluster for cluster in clusters if is_same_group(cluster[0][0], group)), None)
            if cluster is None:
                clusters.append(cluster := [])
            cluster.append((group, victim))
    return clusters


def find_disputed(tallies: Sequence[Tally]) -> list[tuple[Tally, Tally]]:
    """Tallies of which two sentences give one large number in other words: "13 recruits", later "13 young men"."""
    read = [(tally, _read_all(tally.entries)) for tally in tallies]
    return [
        (one, other)
        for (one, groups), (other, others) in combinations(read, 2)
        if any(starmap(_are_disputed, product(groups, others)))
    ]


def _read_all(victims: Sequence[Victim]) -> list[Group]:
    return [group for victim in victims if (group := read_group(victim)) is not None]


def _are_disputed(one: Group, other: Group) -> bool:
    """Whether a large number may be told again in other words: not of women and children."""
    is_large = one.low is not None and one.low == other.low and one.low >= _FEWEST_AGAIN
    is_told_apart = one.is_other or other.is_other or one.head == other.head or bool((one.words | other.words) & ARMED)
    is_of_one = one.speaker == other.speaker != ""
    are_of_kinds = not (one.words.isdisjoint(AGE_OR_SEX) or other.words.isdisjoint(AGE_OR_SEX))
    return is_large and not (is_told_apart or is_of_one or are_of_kinds or are_apart(one, other))


def _add_up(tallies: Sequence[Tally]) -> Span:
    """What disjoint tallies come to; those that may be of the same people count once at least, and twice at most.

    At least as many as any one speaker tells of.
    """
    low, high = add_spans([tally.span for tally in tallies])
    disputed = find_disputed(tallies)
    if not disputed:
        return low, high
    told = Counter[str]()
    for tally in tallies:
        told.update(dict.fromkeys({group.speaker for group in _read_all(tally.entries)} - {""}, tally.span[0]))
    low -= sum(min(one.span[0], other.span[0]) for one, other in disputed)
    return max([low, *told.values()]), high


def add_spans(spans: Sequence[Span]) -> Span:
    """What spans come to; without an upper bound where one has none."""
    highs = [high for _, high in spans]
    known = [high for high in highs if high is not None]
    return sum(low for low, _ in spans), sum(known) if len(known) == len(highs) else None
