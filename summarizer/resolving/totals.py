"""Totals over victim entries, and whether two entries speak of the same people."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product, starmap
from typing import NamedTuple

from summarizer.evidence.values import counting_spans, is_held, list_counting, list_held, list_places
from summarizer.language.folding import unaccented
from summarizer.language.people import (
    DOERS,
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
from summarizer.language.regions import country_of_demonym
from summarizer.schemas.record import Count, Evidence, Outcome, Total, Victim

_CIVILIANS = frozenset(
    {"civilian", "civilians", "villager", "villagers", "resident", "residents", "civiles", "pobladores", "campesinos"}
)
_FIGHTERS = frozenset(
    {"fighters", "militiamen", "militants", "insurgents", "rebels", "guerrillas", "terrorists"}
    | {"combatientes", "milicianos", "insurgentes", "rebeldes", "guerrilleros", "terroristas"}
)
_ARMED = _FIGHTERS | {
    *("troops", "soldier", "soldiers", "servicemen", "marines", "police", "policemen", "officers", "guards", "gunmen")
}

_YOUNG = frozenset(
    {"teens", "teenagers", "youths", "children", "kids", "minors", "juveniles", "students", "pupils", "youngsters"}
)
_BOYS_AND_GIRLS = frozenset({"boy", "boys", "girl", "girls"})
_AGE_OR_SEX = (
    MALE
    | FEMALE
    | (_YOUNG - {"students", "pupils"})
    | {"child", "toddlers", "infants", "babies", "young", "elderly", "couple"}
)

Span = tuple[int, int | None]


_OF_AGE = frozenset({"old", "olds", "aged", "años", "meses"})
_FEWEST_LISTED = 3
"""A group and two of its people: one may have the number of another by chance."""
_FEWEST_AGAIN = 5
"""So many people of one outcome, told twice in other words, are seldom others: two soldiers and two boys may be."""
MOST_COMPARED = 200
"""Groups of one incident and outcome that are compared with each other: the work grows with the square of their number,
and what has more is no news but a table.
"""


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
    held = [entry.count for entry in entries if entry.count and not _is_surpassed(entry, entries)]
    held = [count for count in held if is_held(count.evidence)]
    least = _add_up(parts)[0]
    counts = [count for count in held if count.qualifier != "several"] or held
    whole = _find_sum(counts, least)
    if whole is not None and not _are_claims(entries, whole):
        return Tally(tuple(entries), tuple(parts), [whole], least, _span([whole]))
    own = _span(counts)
    others = [part for part in parts if _is_beside(part, own) and not _is_told_first(part, entries, parts)]
    apart_from = least - sum(part.span[0] for part in others)
    all_are_others = len(others) == len(parts) and own[1] == least
    after = None if own[1] is None else own[1] + 1  # "a fifth victim" after four
    are_next = all(read_ordinal(part.entries[0].group or "") == after for part in others)
    beside = bool(others) and own[1] is not None and (apart_from <= own[1] < least or all_are_others or are_next)
    if beside and is_generic(entries[0].group or ""):
        span = add_spans([(max(own[0], apart_from), own[1]), *(part.span for part in others)])
        return Tally(tuple(entries), tuple(parts), counts, apart_from, span)
    counts = [count for count in counts if count.high is None or count.high >= least] or counts
    own = _span(counts)
    agreed = _add_up([part for part in parts if not _is_claim(part, entries)])[0]
    if own[1] is not None and own[1] < least:
        high = _add_up(parts)[1]
    else:
        perhaps = [part for part in parts if part in others or _may_be_apart(entries, part)]
        apart = [part.span for part in perhaps if own[1] != least or (len(parts) == 1 and _is_of_doer(part))]
        high = add_spans([own, *apart])[1]
        if high is not None:  # of six victims perhaps eight deceased
            high = max(high, *(part.span[1] or 0 for part in parts), 0)
    span = max(own[0], agreed), high
    return Tally(tuple(entries), tuple(parts), counts, least, span)


def _is_surpassed(entry: Victim, entries: Sequence[Victim]) -> bool:
    """Whether "at least 30" is no bound of its own beside the 72 that nobody else tells of in another sentence."""
    group, count = read_group(entry), entry.count
    if group is None or count is None or count.qualifier != "at_least" or count.low is None:
        return False
    others = [
        one
        for one in entries
        if (other := read_group(one)) and group.speaker == other.speaker and group.sentences.isdisjoint(other.sentences)
    ]
    return any(number is not None and number > count.low for number in map(_exactly, others))


def _may_be_apart(entries: Sequence[Victim], part: Tally) -> bool:
    """Whether a part's people are only perhaps among those of the entries: so is "the shooter"."""
    many, few = read_group(entries[0]), read_group(part.entries[0])
    if many is None or few is None:
        return False
    return (_is_of_doer(part) and many.words.isdisjoint(DOERS)) or (not many.is_generic and _may_take_in(many, few))


def _is_of_doer(part: Tally) -> bool:
    return not content_words(part.entries[0].group or "").isdisjoint(DOERS)


def _are_claims(entries: Sequence[Victim], whole: Count) -> bool:
    """Whether several speakers tell of the others: "24 died" here and "7" there are one mayor's parts of the whole."""
    return len({_speaker(entry) for entry in entries if entry.count is not whole} - {""}) > 1


def _is_claim(part: Tally, entries: Sequence[Victim]) -> bool:
    """Whether only others than those who tell of the whole tell of a part: a group claims 27 where police count six."""
    own, theirs = ({_speaker(one) for one in told} for told in (entries, part.entries))
    return "" not in own | theirs and own.isdisjoint(theirs)


def _speaker(victim: Victim) -> str:
    return unaccented(victim.said_by.text) if victim.said_by else ""


def _is_beside(part: Tally, whole: Span) -> bool:
    """Whether a part's people may be some beside the whole: "others"; of five people "a third man" is one."""
    group = part.entries[0].group or ""
    nth = read_ordinal(group)
    return is_other(group) and (nth is None or whole[0] < nth)


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

    Entries of one group with different numbers are claims about the same people: the total spans them, but "at least
    60" holds for 72. Entries with
    the same number count once where their groups are alike and no sentence gives both. A family name counts once with
    the full name that ends with it. A broader group ("20 people", "20 troops") counts as the
    sum of narrower ones ("12 US troops") where it is not below it. Named persons may be among the groups or not: the
    total is at least the larger of the two and, unless a group such as "20 people" is the sum, at most both together.
    People who are fighters for one speaker and civilians for another may be the same: the total is at least the larger
    number. A group without a number leaves the total without an upper bound. An outcome with more than MOST_COMPARED
    groups has no total.
    """
    called = call_all(victims)
    outcomes = dict.fromkeys(victim.outcome for victim in called)
    totals = {outcome: _sum_one([v for v in called if v.outcome == outcome]) for outcome in outcomes}
    return {outcome: total for outcome, total in totals.items() if total is not None}


def call_all(victims: Sequence[Victim], *, people: str = "people") -> list[Victim]:
    """The entries; "others" who are so beside the dead, as in "killed three and injured 16 others", as ``people``.

    Nobody else hurt is told of before them: those of later sentences may be among the 16.
    """
    first: dict[Outcome, Evidence] = {}
    begins: dict[int, int] = {}
    for victim in victims:
        for item in list_places(victim):
            if victim.outcome not in first or item.start < first[victim.outcome].start:
                first[victim.outcome] = item
            begins[item.sentence] = min(item.start, begins.get(item.sentence, item.start))
    return [
        victim.model_copy(update={"group": people})
        if victim.group
        and is_other(victim.group)
        and content_words(victim.group) <= GENERIC_HEADS
        and (told := list_counting(victim))
        and told[0] == first[victim.outcome]
        and begins[told[0].sentence] < told[0].start
        else victim
        for victim in victims
    ]


def find_wholes(victims: Sequence[Victim], total: Total | None) -> list[Victim]:
    """Of the entries of one outcome those whose number is the total: all others are among them.

    None where another one's number is larger.
    """
    if total is None or any(count_least(victim) > total.low for victim in victims):
        return []
    return [victim for victim in victims if _told(victim) == (total.low, total.high)]


def count_least(victim: Victim) -> int:
    """Of how many people at least an entry tells."""
    span = _told(victim)
    return span[0] if span else 1


def _told(victim: Victim) -> Span | None:
    """Of how many people an entry tells; None where its words are of any number."""
    if victim.count is None or not is_held(victim.count.evidence):
        return (1, 1) if victim.name else None
    return _span([victim.count])


def _sum_one(victims: Sequence[Victim]) -> Total | None:
    if sum(victim.group is not None for victim in victims) > MOST_COMPARED:
        return None
    full = {tuple(unaccented(one.name).split()) for one in victims if one.name and is_held(one.evidence)}
    names = len(full - {words[at:] for words in full for at in range(1, len(words))})  # "Lopez" is "Maria López" again
    tallies = tally_groups(victims)
    if not names and not any(tally.counts or tally.least for tally in tallies):
        return None
    low, high = _add_up(tallies)
    if (listed := find_listed(victims)) is not None:
        low = min(low, count_least(listed))  # the others may be its people
    if high is not None:
        whole = any(is_generic(tally.entries[0].group or "") for tally in tallies)
        high = max(high, names) if whole else high + names
    return Total(low=max(low, names), high=high)


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
    apart = any(_is_opposed(words, group) or _is_opposed(group, words) or words & _ARMED for group in groups)
    return not apart and words not in groups and all(first_sentence(victim) > told for victim in later)


def _exactly(victim: Victim) -> int | None:
    """Of how many people an entry tells; None where it tells no one number, or the article does not hold it."""
    count = victim.count
    if victim.name:
        return 1 if is_held(victim.evidence) else None
    is_exact = count is not None and count.qualifier == "exact" and is_held(count.evidence)
    return count.low if count is not None and is_exact else None


def first_sentence(victim: Victim) -> int:
    """The first sentence that counts these people, or else names them; 0 where none does."""
    return min((item.sentence for item in list_counting(victim) or list_held(victim.evidence)), default=0)


def tally_groups(victims: Sequence[Victim]) -> tuple[Tally, ...]:
    """The groups of entries with one outcome, as disjoint tallies; a broader group holds the narrower ones as parts."""
    found: list[tuple[Group, Tally]] = []
    for cluster in sorted(_clusters(victims), key=lambda cluster: _breadth(cluster[0][0])):
        group = cluster[0][0]
        inside = [(other, tally) for other, tally in found if _is_broader(group, other)]
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
        speaker=_speaker(victim),
    )


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
    return same_number and are_alike_in_words and not _are_apart(one, other)


def _are_rival(one: Group, other: Group) -> bool:
    """Whether two speakers count the same people, so that they are never added."""
    return _are_claims_of_two(one, other) and are_alike(one.head, other.head)


def _are_claims_of_two(one: Group, other: Group) -> bool:
    """Whether two speakers count people, each in sentences of their own."""
    speakers = {one.speaker, other.speaker} - {""}
    return len(speakers) > 1 and one.sentences.isdisjoint(other.sentences)


def find_disputed(tallies: Sequence[Tally]) -> list[tuple[Tally, Tally]]:
    """Tallies that may be of the same people: fighters as one speaker says and civilians or fighters as another.

    Or those of which two sentences give one large number, in other words: "13 recruits", later "13 young men".
    """
    read = [(tally, _read_groups(tally)) for tally in tallies]
    return [
        (one, other)
        for (one, groups), (other, others) in combinations(read, 2)
        if any(starmap(_are_disputed, product(groups, others)))
    ]


def is_of_civilians(group: str) -> bool:
    """Whether a group's words are of civilians."""
    return not content_words(group).isdisjoint(_CIVILIANS)


def _read_groups(tally: Tally) -> list[Group]:
    return [group for entry in tally.entries if (group := read_group(entry)) is not None]


def _are_disputed(one: Group, other: Group) -> bool:
    sides = (_CIVILIANS, _FIGHTERS)
    apart = _takes_sides(one.words, other.words, *sides) or _takes_sides(other.words, one.words, *sides)
    both = bool(one.words & _FIGHTERS and other.words & _FIGHTERS)
    return ((apart or both) and _are_claims_of_two(one, other)) or _is_number_again(one, other)


def _is_number_again(one: Group, other: Group) -> bool:
    """Whether a large number may be told again in other words: not of women and children, nor of Iraqis and Syrians."""
    is_large = one.low is not None and one.low == other.low and one.low >= _FEWEST_AGAIN
    is_told_apart = one.is_other or other.is_other or one.head == other.head or bool((one.words | other.words) & _ARMED)
    is_of_one = one.speaker == other.speaker != ""
    are_of_kinds = not (one.words.isdisjoint(_AGE_OR_SEX) or other.words.isdisjoint(_AGE_OR_SEX))
    peoples = {country_of_demonym(group.head) for group in (one, other)}
    is_told_apart = is_told_apart or are_of_kinds or (len(peoples) > 1 and None not in peoples)
    return is_large and not (is_told_apart or is_of_one) and not _are_apart(one, other)


def _are_apart(one: Group, other: Group) -> bool:
    """Whether one sentence counts both ("three Afghan guards and three Afghan nurses"), or their words exclude it."""
    if not one.sentences.isdisjoint(other.sentences) or _differ_in_age(one.words, other.words):
        return True
    return _is_opposed(one.words, other.words) or _is_opposed(other.words, one.words)


def _differ_in_age(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both give ages, and not the same: "17-year-old" and "37-year-old woman"."""
    ages, theirs = (set(filter(str.isdecimal, given)) if given & _OF_AGE else set() for given in (words, others))
    return bool(ages and theirs) and ages.isdisjoint(theirs)


def _is_opposed(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the first alone are civilians and the others armed, or the first men alone and the others women."""
    return _takes_sides(words, others, _CIVILIANS, _ARMED) or _takes_sides(words, others, MALE, FEMALE)


def _takes_sides(words: frozenset[str], others: frozenset[str], own: frozenset[str], foreign: frozenset[str]) -> bool:
    """Whether the first are on the one side alone, and the others on the other."""
    return bool(words & own and not words & foreign and others & foreign and not others & own)


def _breadth(group: Group) -> tuple[bool, bool, bool, bool, int]:
    return group.nth is None, group.is_generic, not group.words <= _AGE_OR_SEX, group.head in _YOUNG, -len(group.words)


def _is_broader(one: Group, other: Group) -> bool:
    """Whether the first one takes in the other: "people" does any, "troops" does "US troops", "teens" does "girl"."""
    if one.head in _YOUNG and other.head in _BOYS_AND_GIRLS:
        return not _exceeds(other, one)
    if one.is_generic or _may_take_in(one, other) or _is_nth(one, other):
        return True
    return one.is_other == other.is_other and _is_narrowed(one, other)


def _is_nth(many: Group, one: Group) -> bool:
    """Whether somebody is one of those told of by their number: the "second man" of two men."""
    plural = f"{one.head[:-2]}en" if one.head.endswith("man") else f"{one.head}s"
    return one.nth is not None and one.nth <= (many.low or 0) and not many.is_other and many.head == plural


def _may_take_in(many: Group, few: Group) -> bool:
    """Whether people of whom only age or sex is told may be of those before: "25 pilgrims", later "seven women"."""
    tells_nothing_else = bool(few.words) and few.words <= _AGE_OR_SEX and not few.is_other
    may_be_such = many.words.isdisjoint(_AGE_OR_SEX | _ARMED) and not many.is_other
    is_later = min(many.sentences, default=0) < min(few.sentences, default=0)
    return tells_nothing_else and may_be_such and is_later and _exceeds(many, few)


def _is_narrowed(one: Group, narrow: Group) -> bool:
    return one.head == narrow.head and bool(one.words) and one.words < narrow.words


def _exceeds(one: Group, other: Group) -> bool:
    """Whether the first number is the larger, so that it may take in the other."""
    return one.low is not None and other.low is not None and one.low > other.low


def _span(counts: Sequence[Count]) -> Span:
    lows = [count.low if count.low is not None else 0 for count in counts]
    highs = [count.high for count in counts]
    known = [high for high in highs if high is not None]
    return min(lows, default=0), max(known) if known and len(known) == len(highs) else None


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
        told.update(dict.fromkeys({group.speaker for group in _read_groups(tally)} - {""}, tally.span[0]))
    low -= sum(min(one.span[0], other.span[0]) for one, other in disputed)
    return max([low, *told.values()]), high


def add_spans(spans: Sequence[Span]) -> Span:
    """What spans come to; without an upper bound where one has none."""
    highs = [high for _, high in spans]
    known = [high for high in highs if high is not None]
    return sum(low for low, _ in spans), sum(known) if len(known) == len(highs) else None
