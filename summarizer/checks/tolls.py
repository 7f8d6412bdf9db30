"""The tolls that an article gives as a whole: in its headline, or else where it opens."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.wording import Wording
from summarizer.resolving.totals import tally_groups
from summarizer.schemas.record import Incident, Outcome, Total, Victim

_OPENING = 2
"""So many sentences are the opening: a caption or a credit may stand before what news begins with."""
_SETTLED: tuple[Outcome, ...] = ("killed", "injured")
_AND = Wording(r"(?i)\b(?:and|y|e|plus)\s+\Z|&\s*\Z", "a gendarme and ", "a bus, band ")
_AND_ONE = Wording(
    r"(?i)\A[\s,]*(?:and|&|y|e|plus)\s+(?:an?|one|his|her|their|its|the|another|un[ao]?|su|el|la|otr[ao])\s",
    " and her unborn child",
    " and wounded five",
)
_ONE_MORE = Wording(
    r"(?i)\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|another|also|too|more|latest"
    r"|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|otr[ao]|también|más)\b",
    "An eighth passenger has died",
    "A passenger has died",
)


class _Toll(NamedTuple):
    outcome: Outcome
    number: int


def settle_totals(
    incidents: Sequence[Incident], facts: Facts, *, trusted: Collection[Victim] = ()
) -> tuple[Incident, ...]:
    """The incidents, a total that the entries leave open being what the article itself gives as the toll.

    Entries may tell of the same people or of others: "two men killed", and then the name of one of them. What they may
    add up to at most is then a bound that nobody reports, while the headline says "2 killed". And who is told one by
    one may be fewer than the toll. Left as they are: totals with rival numbers or without an upper bound, and those
    that are one number from the toll on; outcomes without an entry or with one ``trusted``, by a reviewer; and articles
    that tell of several incidents, whose tolls may be of all together.
    """
    if len(incidents) != 1:
        return tuple(incidents)
    (incident,) = incidents
    kept = {one.outcome for one in trusted}
    settled = {
        toll.outcome: Total(low=toll.number, high=toll.number)
        for toll in find_tolls(facts)
        if toll.outcome not in kept and _leaves_open(incident, toll)
    }
    return (incident.model_copy(update={"totals": incident.totals | settled}),)


def find_tolls(facts: Facts) -> list[_Toll]:
    """How many were killed and injured by the headline, or by the first of the opening sentences that tells of it.

    None of an outcome of which that one tells several numbers, none that is exact, that of one more, or that of some:
    "a gendarme and two traffickers killed".
    """
    opening = [(one.text, one.start, facts.of(one).casualties.mentions) for one in facts.sentences[:_OPENING]]
    told = [(facts.headline, 0, facts.headline_mentions), *opening]
    found = ((outcome, _first_toll(told, outcome)) for outcome in _SETTLED)
    return [_Toll(outcome, number) for outcome, number in found if number is not None]


def _first_toll(told: Iterable[tuple[str, int, Sequence[CasualtyMention]]], outcome: Outcome) -> int | None:
    for text, start, mentions in told:
        counts = [one for one in mentions if one.outcome == outcome]
        if counts:
            return counts[0].count.low if len(counts) == 1 and _is_whole(counts[0], text, start, mentions) else None
    return None


def _is_whole(mention: CasualtyMention, text: str, start: int, mentions: Sequence[CasualtyMention]) -> bool:
    """Whether a mention is of all who suffered so, as far as its sentence, which starts there, tells."""
    if mention.count.qualifier != "exact" or mention.is_background:
        return False
    if mention.count.low == 1 and _ONE_MORE.search(text):
        return False
    before, after = text[: mention.start - start], text[mention.end - start :]
    follows = any(one.end <= mention.start for one in mentions)
    goes_on = any(mention.end <= one.start for one in mentions)
    return not (_AND.search(before) and not follows) and not (_AND_ONE.search(after) and not goes_on)


def _leaves_open(incident: Incident, toll: _Toll) -> bool:
    victims = [one for one in incident.victims if one.outcome == toll.outcome]
    total = incident.totals.get(toll.outcome)
    if total is None:  # every entry is in doubt
        numbers = [1 if one.name else one.count.low or 0 for one in victims if one.name or one.count]
        return toll.number in (sum(numbers), *numbers)
    if total.high is None or any(low != high for low, high in (one.span for one in tally_groups(victims))):
        return False
    return total.low <= toll.number and (total.low < total.high or total.high < toll.number)
