"""Totals over victim entries, and whether two entries speak of the same people."""

from collections.abc import Sequence

from summarizer.schemas.record_v1 import Count, Outcome, Total, Victim

GENERIC_HEADS = frozenset({"people", "persons", "person", "dead", "victims", "casualties", "fatalities", "deaths"})
_SMALL = frozenset({"the", "a", "an", "of", "and", "other", "more", "least", "at", "about", "some"})


def sum_victims(victims: Sequence[Victim]) -> dict[Outcome, Total]:
    """Totals by outcome, over entries that have a number.

    Entries of one group with different numbers are claims about the same people: the total spans them. Entries with
    the same number count once where their groups are alike. A group such as "20 people" counts as the sum where it
    is not below the sum of the others. Named persons are taken to be among the groups where these hold as many.
    """
    outcomes = dict.fromkeys(victim.outcome for victim in victims)
    totals = {outcome: _sum_one([v for v in victims if v.outcome == outcome]) for outcome in outcomes}
    return {outcome: total for outcome, total in totals.items() if total is not None}


def _sum_one(victims: Sequence[Victim]) -> Total | None:
    names = len({victim.name for victim in victims if victim.name})
    clusters = _clusters([victim for victim in victims if victim.group and victim.count])
    spans = [(head, _span([v.count for v in cluster if v.count])) for head, cluster in clusters]
    parts = [span for generic, span in spans if not generic]
    sums = [span for generic, span in spans if generic]
    total = _add(parts)
    for span in sums:
        total = span if (span[1] or span[0]) >= total[0] else total
    if total[0] < names or (names and not spans):
        total = (total[0] + names, None if total[1] is None else total[1] + names)
    return Total(low=total[0], high=total[1]) if spans or names else None


def _clusters(victims: Sequence[Victim]) -> list[tuple[bool, list[Victim]]]:
    """Entries about the same people together, each with whether its group is a generic one."""
    clusters: list[tuple[bool, list[Victim]]] = []
    for victim in victims:
        for _, cluster in clusters:
            if same_people(cluster[0], victim):
                cluster.append(victim)
                break
        else:
            clusters.append((is_generic(victim.group or ""), [victim]))
    return clusters


def same_people(one: Victim, other: Victim) -> bool:
    """Whether two entries with one outcome speak of the same group, as far as their words tell."""
    if one.outcome != other.outcome or one.group is None or other.group is None:
        return False
    words, others = content_words(one.group), content_words(other.group)
    if words == others or (words and others and _head(one.group) == _head(other.group) and words & others == words):
        return True
    return _same_span(one, other) or (bool(words & others) and _same_number(one, other))


def _same_number(one: Victim, other: Victim) -> bool:
    return one.count is not None and other.count is not None and one.count.low == other.count.low


def _same_span(one: Victim, other: Victim) -> bool:
    spans = {(item.start, item.end) for item in (one.count.evidence if one.count else ()) if item.status != "not_found"}
    return any((item.start, item.end) in spans for item in (other.count.evidence if other.count else ()))


def is_generic(group: str) -> bool:
    """Whether a group's words say no more than that they are people."""
    return bool(content_words(group)) and content_words(group) <= GENERIC_HEADS


def content_words(group: str) -> frozenset[str]:
    """The telling words of a group's description, lower case."""
    return frozenset(word for word in group.casefold().replace("-", " ").split() if word not in _SMALL)


def _head(group: str) -> str:
    words = group.casefold().split()
    return words[-1] if words else ""


def _span(counts: Sequence[Count]) -> tuple[int, int | None]:
    lows = [count.low if count.low is not None else 0 for count in counts]
    highs = [count.high for count in counts]
    known = [high for high in highs if high is not None]
    return min(lows), max(known) if len(known) == len(highs) else None


def _add(spans: Sequence[tuple[int, int | None]]) -> tuple[int, int | None]:
    highs = [high for _, high in spans]
    known = [high for high in highs if high is not None]
    return sum(low for low, _ in spans), sum(known) if len(known) == len(highs) else None
