"""Totals in languages whose casualties are not read."""

from collections.abc import Collection, Sequence
from datetime import date

from summarizer.evidence.facts import Facts
from summarizer.evidence.values import counting_spots
from summarizer.language.toll_words import (
    ANYBODY,
    LANGUAGES,
    counts_outcome,
    is_anybody,
    is_attacker,
    is_of_another,
    list_years,
    opens_phrase,
    stands_after_least,
    tells_of_outcome,
)
from summarizer.resolving.groups import count_least, first_sentence
from summarizer.resolving.totals import call_all
from summarizer.schemas.record import Incident, Outcome, Total, Victim


def keep_understood(incident: Incident, facts: Facts, *, alone: bool, trusted: Collection[Victim] = ()) -> Incident:
    """The incident with the totals of one entry, and those of which one entry of people of no kind may be the whole.

    Nobody knows who is counted in others. A group's sentences tell no year that is not the incident's or the day of
    publication's: "in 2020 a like attack killed 50". The whole stands in sentences with a word for the outcome beside
    the number, and without a year that is not the day of publication's. It is told first, as news tells it, and is the
    largest such number: a larger one farther down may be of what was before. The other entries that are told are no
    more together. The toll of the headline is the whole of an incident that is ``alone`` in the article, where no entry
    that is told has more; a headline leaves out the "at least" of an entry of as many. Who attacked is counted with the
    others, or apart. One group without a number ("Toten") may be any number of people, or none. Nobody is dead where no
    word of the article tells of a death. Victims ``trusted``, by a reviewer, are told in any words, and an outcome with
    one of them keeps its total where none is understood.
    """
    called = call_all(incident.victims, people=ANYBODY)
    sure = [told for told, own in zip(called, incident.victims, strict=True) if own in trusted]
    totals: dict[Outcome, Total] = {}
    for outcome in dict.fromkeys(victim.outcome for victim in incident.victims):
        victims = [one for one in called if one.outcome == outcome]
        total = _understand(victims, incident, facts, alone=alone, sure=sure)
        if total is None and any(one in sure for one in victims):
            total = incident.totals.get(outcome)
        if total is not None:
            totals[outcome] = total
    return incident.model_copy(update={"totals": totals})


def _understand(
    victims: Sequence[Victim], incident: Incident, facts: Facts, *, alone: bool, sure: Collection[Victim]
) -> Total | None:
    """The total of entries of one outcome, or None; those ``sure`` are told whatever the sentences say."""
    outcome = victims[0].outcome
    if outcome == "killed" and not facts.may_tell_death:
        return None
    if len(victims) == 1 and outcome in incident.totals and _is_numbered(victims[0]):
        is_of_now = victims[0].name or not _tell_years(victims[0], facts) - _years_of(incident, facts.published)
        return incident.totals[outcome] if is_of_now else None
    if any(_is_attacker(one, incident) for one in victims):
        return None
    told = [one for one in victims if one in sure or _is_told(one, facts)]
    known = [one for one in victims if one.name or one in told]
    if alone and (headed := _find_headed(victims, known, facts)):
        return headed
    return _find_whole(told) if len(victims) > 1 and facts.language in LANGUAGES else None


def _tell_years(victim: Victim, facts: Facts) -> set[str]:
    """The years that stand in the sentences that count these people."""
    return {year for spot in counting_spots(victim, facts.sentences) for year in list_years(spot.text)}


def _years_of(incident: Incident, published: date | None) -> set[str]:
    told = (incident.date.earliest, incident.date.latest) if incident.date else ()
    return {str(day.year) for day in (published, *told) if day}


def _is_attacker(victim: Victim, incident: Incident) -> bool:
    who = (victim.name or victim.group or "").casefold()
    known = [one.name.casefold() for one in incident.perpetrators]
    return is_attacker(who) or who in known or (victim.name is not None and any(who in name for name in known))


def _is_numbered(victim: Victim) -> bool:
    """Whether somebody has a name, or a group a number: "Toten" may be of one, of several, or denied."""
    if victim.group and is_anybody(victim.group, victim.outcome):
        return victim.count is not None and victim.count.text != victim.group
    return victim.name is not None or victim.count is not None


def _find_headed(victims: Sequence[Victim], known: Sequence[Victim], facts: Facts) -> Total | None:
    """The toll of a headline in which only one number counts people with the victims' outcome, no fewer than known."""
    headline, outcome = facts.headline, victims[0].outcome
    told = [one for one in facts.headline_counts if counts_outcome(outcome, headline, one.start, one.end)]
    if (
        facts.language not in LANGUAGES
        or len(told) != 1
        or is_of_another(headline)
        or (low := told[0].range.low) is None
    ):
        return None
    before = headline[: told[0].start]
    is_least = stands_after_least(before)
    if list_years(headline) or _count_most(known) > low or not (is_least or opens_phrase(before)):
        return None  # "moins de 10 morts", "bis zu 10 Tote", "40 000 morts depuis 2023"
    counts = [one.count for one in victims if one.count]
    is_open = is_least or any(count.low == low and count.high is None for count in counts)
    return Total(low=low, high=None if is_open else low)


def _count_most(victims: Sequence[Victim]) -> int:
    """How many people entries count at least: those of a kind together, or one of no kind."""
    anybody = [one for one in victims if one.group and is_anybody(one.group, one.outcome)]
    return max(sum(count_least(one) for one in victims if one not in anybody), *map(count_least, anybody), 0)


def _find_whole(told: Sequence[Victim]) -> Total | None:
    anybody = [one for one in told if one.group and is_anybody(one.group, one.outcome)]
    whole = min(anybody, key=first_sentence, default=None)
    if whole is None or whole.count is None or whole.count.low is None:
        return None
    if _count_most(told) > whole.count.low:
        return None
    return Total(low=whole.count.low, high=whole.count.high)


def _is_told(victim: Victim, facts: Facts) -> bool:
    """Whether all sentences that count these people tell beside the number what befell them, and no other year."""
    spots = counting_spots(victim, facts.sentences)
    years = _tell_years(victim, facts)
    is_of_now = not years or (facts.published is not None and years == {str(facts.published.year)})
    return bool(spots) and is_of_now and all(tells_of_outcome(victim.outcome, *spot) for spot in spots)
