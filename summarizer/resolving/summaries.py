"""A summary made from the record alone: one sentence an incident, of values that the article holds."""

import re
from collections.abc import Container, Sequence

from summarizer.evidence.values import is_held
from summarizer.language.numbers import WORDS, CountRange, tell_range
from summarizer.language.people import is_generic, is_proper_name, is_singular
from summarizer.resolving.groups import MOST_COMPARED, count_least
from summarizer.resolving.totals import find_wholes, tally_groups
from summarizer.schemas.record import Count, Incident, Outcome, Perpetrator, Total, Victim

TOLD_INCIDENTS = 3
_AMOUNTS = WORDS._replace(at_least="at least {low:,}")
_PEOPLE = "people"
_OUTCOME_WORDS = frozenset(("dead", "killed", "injured", "wounded", "missing", "lives"))
"""Words for people that say again what became of them: "22 injured" were 22 people injured."""
_MANY = re.compile(r"(?:^|\s)(?:tens|dozens|scores|hundreds|thousands|millions)$")


def compose_summary(incidents: Sequence[Incident]) -> str:
    """Up to three sentences that tell the first incidents, and how many more there are; empty where there is none.

    What, where, when, to whom, to what and by whom, each in the article's words.
    """
    told = [_tell(incident) for incident in incidents[:TOLD_INCIDENTS]]
    more = len(incidents) - TOLD_INCIDENTS
    if more > 0:
        told[-1] = told[-1].removesuffix(".") + f"; and {more} more incident{'s' if more > 1 else ''}."
    return " ".join(told)


def _tell(incident: Incident) -> str:
    kind = incident.type if incident.stage == "accomplished" else f"{incident.stage} {incident.type}"
    when = f" ({incident.date.text})" if incident.date and is_held(incident.date.evidence) else ""
    head = kind[:1].upper() + kind[1:] + _where(incident) + when
    parts = [part for part in (_people(incident), _things(incident), _doers(incident)) if part]
    return head + (f": {'; '.join(parts)}" if parts else "") + "."


def _where(incident: Incident) -> str:
    places = [place.name for place in reversed(incident.place.places) if is_held(place.evidence)]
    country = incident.place.country if is_held(incident.place.country_evidence) else None
    where = list(dict.fromkeys([*places, *([country] if country else [])]))
    return f" in {', '.join(where)}" if where else ""


def _people(incident: Incident) -> str:
    by_outcome: dict[Outcome, list[Victim]] = {}
    for victim in incident.victims:
        if is_held(victim.evidence) and not _is_nobody(victim.count):
            by_outcome.setdefault(victim.outcome, []).append(victim)
    doers = {who.name for who in incident.perpetrators}
    return ", ".join(
        _suffered(_tell_once(some), outcome, incident.totals.get(outcome), doers)
        for outcome, some in by_outcome.items()
    )


def _tell_once(victims: Sequence[Victim]) -> list[Victim]:
    """The entries of one outcome without groups of whom an earlier one gives the same number in other words."""
    tallies = tally_groups(victims) if len(victims) <= MOST_COMPARED else ()
    again = {
        id(one)
        for tally in tallies
        for first, *others in [tally.entries]
        for one in others
        if first.count and one.count and (first.count.low, first.count.high) == (one.count.low, one.count.high)
    }
    return [one for one in victims if id(one) not in again]


def _is_nobody(count: Count | None) -> bool:
    """Whether it says none in words that the article was not found to say: without it they would be some."""
    return count is not None and count.high == 0 and not is_held(count.evidence)


def _suffered(victims: Sequence[Victim], outcome: Outcome, total: Total | None, doers: Container[str | None]) -> str:
    """Who suffered an outcome; where an entry's number is that of all, the others are told as being, or among, them.

    Others who would be more than all are claims against it, or are among each other: they are left to the record, as
    are ``doers``, who are not told as among their victims. Where all entries together are more than the total, or
    fewer, it is told in their place.
    """
    wholes = find_wholes(victims, total)
    known = set(map(id, wholes))
    rest = [one for one in victims if id(one) not in known]
    told = [who for who in map(_who, rest) if who != _PEOPLE]
    if not (wholes and total):
        if total and (_exceed(victims, total) or sum(map(count_least, victims)) < total.low):
            known_total = CountRange(low=total.low, high=total.high, qualifier="exact")
            told = [f"{tell_range(known_total, _AMOUNTS)} {_PEOPLE}"]
        return f"{_join(told or [_PEOPLE])} {outcome}"
    telling = [one for one in wholes if not is_generic(one.group or "")] or wholes[:1]
    rest = [one for one in rest if one.name not in doers]
    if sum(map(count_least, rest)) > total.low:
        rest = [one for one in rest if one.name]
    told = [who for who in map(_who, rest) if who != _PEOPLE]
    among = told if sum(map(count_least, rest)) <= total.low else []
    are_all = all(one.name or one.count for one in rest) and sum(map(count_least, rest)) == total.low == total.high
    parts = f" ({'' if are_all else 'among them '}{_join(among)})" if among else ""
    return f"{_join([_who(one) for one in telling])} {outcome}{parts}"


def _exceed(victims: Sequence[Victim], total: Total) -> bool:
    """Whether the entries are more than a total that the article tells: one of them alone, or between two of them."""
    least = [count_least(one) for one in victims]
    return total.high is not None and sum(least) > total.high and (total.low != total.high or total.low in least)


def _who(victim: Victim) -> str:
    count = victim.count if victim.group and victim.count and is_held(victim.count.evidence) else None
    words = rf"(?<!\w){re.escape(count.text)}(?!\w)" if count else ""
    told = count is not None and re.search(words, str(victim.group), re.IGNORECASE) is not None
    group = _PEOPLE if str(victim.group).casefold() in _OUTCOME_WORDS else victim.group
    amount = _amount(count) if count and not told else ""
    if count and not (told or amount or is_singular(str(group))):
        return "one person" if group == _PEOPLE else f"one of the {group}"
    return f"{amount} {victim.name or group}".strip()


def _amount(count: Count) -> str:
    """The number in words and digits; empty where none is told, and for one person."""
    if count.qualifier == "several":
        said = count.text.lower()
        return f"{said} of" if _MANY.search(said) else said
    one = count.qualifier == "exact" and (count.low, count.high) == (1, 1)
    return "" if one else tell_range(count, _AMOUNTS)


def _things(incident: Incident) -> str:
    people = {victim.group for victim in incident.victims}
    held = [target for target in incident.targets if is_held(target.evidence) and target.name not in people]
    told = [f"{target.name} ({target.effect})" if target.effect else target.name for target in held]
    return f"against {_join(told)}" if told else ""


def _doers(incident: Incident) -> str:
    held = [who for who in incident.perpetrators if is_held(who.evidence) and who.status != "cleared"]
    return f"by {_join([_doer(who) for who in held])}" if held else ""


def _doer(who: Perpetrator) -> str:
    """The name with what is known of it; of a person by name no more than that somebody says so."""
    if who.kind == "individual" and is_proper_name(who.name):
        return f"{who.name} (allegedly)"
    return f"{who.name} ({who.status})" if who.status and who.status != "reported" else who.name


def _join(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    return " and ".join(part for part in (", ".join(distinct[:-1]), *distinct[-1:]) if part)
