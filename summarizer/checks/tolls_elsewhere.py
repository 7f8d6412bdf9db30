"""Totals in languages whose casualties are not read."""

import re
from datetime import date

from summarizer.evidence.facts import Facts
from summarizer.evidence.values import list_counting, spot_of
from summarizer.language.toll_words import ANYBODY, LANGUAGES, is_anybody, tells_of_outcome
from summarizer.resolving.totals import call_all, count_least, first_sentence
from summarizer.schemas.record import Incident, Outcome, Total, Victim

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")


def keep_understood(incident: Incident, facts: Facts, published: date | None) -> Incident:
    """The incident with the totals of one entry, and those of which one entry of people of no kind may be the whole.

    Nobody knows who is counted in others. The whole stands in sentences with a word for the outcome beside the number,
    and without a year that is not the day of publication's. It is told first, as news tells it, and is the largest such
    number: a larger one farther down may be of what was before. The other entries that are told are no more together.
    """
    totals: dict[Outcome, Total] = {}
    called = call_all(incident.victims, people=ANYBODY)
    for outcome in dict.fromkeys(victim.outcome for victim in incident.victims):
        victims = [one for one in called if one.outcome == outcome]
        if len(victims) == 1 and outcome in incident.totals:
            totals[outcome] = incident.totals[outcome]
        elif len(victims) > 1 and facts.language in LANGUAGES and (whole := _find_whole(victims, facts, published)):
            totals[outcome] = whole
    return incident.model_copy(update={"totals": totals})


def _find_whole(victims: list[Victim], facts: Facts, published: date | None) -> Total | None:
    told = [one for one in victims if _is_told(one, facts, published)]
    anybody = [one for one in told if one.group and is_anybody(one.group, one.outcome)]
    whole = min(anybody, key=first_sentence, default=None)
    if whole is None or whole.count is None or whole.count.low is None:
        return None
    others = [one for one in told if one not in anybody]
    if max(sum(map(count_least, others)), *map(count_least, anybody)) > whole.count.low:
        return None
    return Total(low=whole.count.low, high=whole.count.high)


def _is_told(victim: Victim, facts: Facts, published: date | None) -> bool:
    """Whether all sentences that count these people tell beside the number what befell them, and no other year."""
    spots = [spot_of(item, facts.sentences) for item in list_counting(victim)]
    years = {found for spot in spots for found in _YEAR.findall(spot.text)}
    is_of_now = not years or (published is not None and years == {str(published.year)})
    return bool(spots) and is_of_now and all(tells_of_outcome(victim.outcome, *spot) for spot in spots)
