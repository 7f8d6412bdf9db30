"""Totals over victim entries, and whether two entries speak of the same people."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.evidence.values import is_held
from summarizer.language.folding import fold
from summarizer.language.people import are_alike, content_words, head_word, is_generic, is_other, is_thing
from summarizer.schemas.record import Count, Outcome, Total, Victim

_CIVILIANS = frozenset({"civilian", "civilians"})
_ARMED = frozenset(
    {"troops", "soldier", "soldiers", "servicemen", "marines", "police", "policemen", "officers", "guards", "fighters"}
    | {"militants", "insurgents", "rebels", "guerrillas", "terrorists", "gunmen"}
)


Span = tuple[int, int | None]


class Tally(NamedTuple):
    """Entries about the same people, and the tallies of narrower groups among them."""

    entries: tuple[Victim, ...]
    parts: tuple["Tally", ...]

    @property
    def counts(self) -> list[Count]:
        """The counts given for the group itself that the article holds; vague ones only where there is no other."""
        held = [entry.count for entry in self.entries if entry.count and is_held(entry.count.evidence)]
        return [count for count in held if count.qualifier != "several"] or held

    @property
    def least(self) -> int:
        """What the parts add up to at least."""
        return sum(part.span[0] for part in self.parts)

    @property
    def span(self) -> Span:
        """Bounds that include every count given for the group, and its parts where these are more."""
        own = _span(self.counts)
        if own[1] is not None and own[1] < self.least:
            return _add([part.span for part in self.parts])
        return max(own[0], self.least), own[1]


def sum_victims(victims: Sequence[Victim]) -> dict[Outcome, Total]:
    """Totals by outcome, over entries whose name or number the article holds.

    Entries of one group with different numbers are claims about the same people: the total spans them. Entries with
    the same number count once where their groups are alike and no sentence gives both. A family name counts once with
    the full name that ends with it. A broader group ("20 people", "20 troops") counts as the
    sum of narrower ones ("12 US troops") where it is not below it. Named persons may be among the groups or not: the
    total is at least the larger of the two and, unless a group such as "20 people" is the sum, at most both together.
    A group without a number leaves the total without an upper bound. Animals and things count in no total.
    """
    victims = [victim for victim in victims if not (victim.group and is_thing(victim.group))]
    outcomes = dict.fromkeys(victim.outcome for victim in victims)
    totals = {outcome: _sum_one([v for v in victims if v.outcome == outcome]) for outcome in outcomes}
    return {outcome: total for outcome, total in totals.items() if total is not None}


def _sum_one(victims: Sequence[Victim]) -> Total | None:
    names = _count_names(victim.name for victim in victims if victim.name and is_held(victim.evidence))
    tallies = tally_groups(victims)
    if not names and not any(tally.counts or tally.least for tally in tallies):
        return None
    low, high = _add([tally.span for tally in tallies])
    if high is not None:
        whole = any(is_generic(tally.entries[0].group or "") for tally in tallies)
        high = max(high, names) if whole else high + names
    return Total(low=max(low, names), high=high)


def _count_names(names: Iterable[str]) -> int:
    """How many people have these names; "Lopez" is "Maria López" again."""
    told = {tuple(fold(name, accents=False).text.split()) for name in names}
    family = {words[at:] for words in told for at in range(1, len(words))}
    return len(told - family)


def tally_groups(victims: Sequence[Victim]) -> tuple[Tally, ...]:
    """The groups of entries with one outcome, as disjoint tallies; a broader group holds the narrower ones as parts."""
    found: list[Tally] = []
    for entries in sorted(_clusters(victims), key=lambda entries: _breadth(entries[0])):
        inside = tuple(tally for tally in found if _is_broader(entries[0], tally.entries[0]))
        tally = Tally(tuple(entries), inside)
        if tally.counts or not is_generic(entries[0].group or ""):
            found = [*(other for other in found if other not in inside), tally]
    return tuple(found)


def _clusters(victims: Sequence[Victim]) -> list[list[Victim]]:
    """Entries of groups, those about the same people together."""
    clusters: list[list[Victim]] = []
    for victim in (victim for victim in victims if victim.group):
        for cluster in clusters:
            if same_people(cluster[0], victim):
                cluster.append(victim)
                break
        else:
            clusters.append([victim])
    return clusters


def same_people(one: Victim, other: Victim) -> bool:
    """Whether two entries with one outcome speak of the same group, as far as their words and numbers tell."""
    if one.outcome != other.outcome or one.group is None or other.group is None:
        return False
    if _same_span(one, other) or _are_rival(one, other):
        return True
    if is_other(one.group) != is_other(other.group):
        return False
    words, others = content_words(one.group), content_words(other.group)
    if words == others or (is_generic(one.group) and is_generic(other.group)):
        return True
    if _is_narrowed(one.group, other.group) or _is_narrowed(other.group, one.group):
        broad, narrow = (one, other) if words < others else (other, one)
        return not _exceeds(broad, narrow)
    return bool(words & others) and _same_number(one, other) and not _are_apart(one, other)


def _are_rival(one: Victim, other: Victim) -> bool:
    """Whether two speakers count the same people, so that they are never added."""
    if one.said_by is None or other.said_by is None or not are_alike(one.group or "", other.group or ""):
        return False
    apart = fold(one.said_by.text, accents=False).text != fold(other.said_by.text, accents=False).text
    return apart and _sentences(one).isdisjoint(_sentences(other))


def _are_apart(one: Victim, other: Victim) -> bool:
    """Whether one sentence counts both ("three Afghan guards and three Afghan nurses"), or one only are civilians."""
    if not _sentences(one).isdisjoint(_sentences(other)):
        return True
    words, others = content_words(one.group or ""), content_words(other.group or "")
    return _is_opposed(words, others) or _is_opposed(others, words)


def _is_opposed(words: frozenset[str], others: frozenset[str]) -> bool:
    return not words.isdisjoint(_CIVILIANS) and others.isdisjoint(_CIVILIANS) and not others.isdisjoint(_ARMED)


def _breadth(victim: Victim) -> tuple[bool, int]:
    group = victim.group or ""
    return is_generic(group), -len(content_words(group))


def _is_broader(one: Victim, other: Victim) -> bool:
    """Whether the first one's group takes in the other's: "people" does any, "troops" does "US troops"."""
    group, within = one.group or "", other.group or ""
    if is_generic(group):
        return True
    return is_other(group) == is_other(within) and _is_narrowed(group, within)


def _is_narrowed(group: str, narrow: str) -> bool:
    words = content_words(group)
    return bool(words) and words < content_words(narrow) and head_word(group) == head_word(narrow)


def _exceeds(one: Victim, other: Victim) -> bool:
    """Whether the first number is the larger, so that it may take in the other."""
    low, least = _low(one), _low(other)
    return low is not None and least is not None and low > least


def _same_number(one: Victim, other: Victim) -> bool:
    return _low(one) is not None and _low(one) == _low(other)


def _sentences(victim: Victim) -> set[int]:
    """The sentences that hold the victim's number."""
    return {item.sentence for item in (victim.count.evidence if victim.count else ()) if item.status != "not_found"}


def _low(victim: Victim) -> int | None:
    return victim.count.low if victim.count else None


def _same_span(one: Victim, other: Victim) -> bool:
    spans = {(item.start, item.end) for item in (one.count.evidence if one.count else ()) if item.status != "not_found"}
    return any((item.start, item.end) in spans for item in (other.count.evidence if other.count else ()))


def _span(counts: Sequence[Count]) -> Span:
    lows = [count.low if count.low is not None else 0 for count in counts]
    highs = [count.high for count in counts]
    known = [high for high in highs if high is not None]
    return min(lows, default=0), max(known) if known and len(known) == len(highs) else None


def _add(spans: Sequence[Span]) -> Span:
    highs = [high for _, high in spans]
    known = [high for high in highs if high is not None]
    return sum(low for low, _ in spans), sum(known) if len(known) == len(highs) else None
