"""Victims who stand in one incident of an article, and of whom it tells where another one was."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.checks.entries import SEVERAL
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import evidence_of, list_held, list_telling
from summarizer.language.cities import find_seats
from summarizer.language.regions import find_lands, state_of
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Finding, Incident, Victim

_APART = Wording(
    r"(?i)\W*(?:separately,|(?:meanwhile,?\s)?in\s(?:a(?:nother)?|an)\s(?:separate|unrelated|isolated|different)\s\w+"
    r"|en\s(?:un|otro)\s(?:hecho|incidente|caso|suceso|ataque|accidente)(?:\s(?:aislado|separado|distinto|aparte|que\s[^.;,]{1,40}(?:aislado|separado|distinto))|,)"
    r"|por\sseparado,)",
    "In a separate incident, ", "In a second wave, ",
)  # fmt: skip
_IN_PLACE = Wording(
    r"(?:Meanwhile,?\s|And\s|Also\s)?[Ii]n\s(?:the\s)?(?P<place>[A-Z][\w'’ -]{2,40}?),\s",
    "In Donetsk Oblast, four", "In Donetsk Oblast four",
)  # fmt: skip
"""A sentence that opens with where it is."""
_REGION = Wording(
    r"(?i)\b(?:oblast|region|province|state|governorate|department|prefecture|departamento|provincia|regi[oó]n|estado)\b",
    "Donetsk Oblast", "Kabul",
)  # fmt: skip


def check_misplaced(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims all of whose sentences are those that tell another incident's place, and name none of this one's.

    "Hours later, in Qabatiya, soldiers shot dead Ahmad Zakarneh": he is no victim of the attack in Abu Falah. Not where
    that one has victims there: a sentence may tell of both. Nor are those of a sentence that turns to something else
    victims of an incident told of before: "In a separate incident, a mechanic was shot in Durán". Nor are those of
    sentences that open with another region than the incident's: "In Donetsk Oblast, four people were killed". Nor is
    one incident's what a headline gives as the number of several.
    """
    own = [{one.name for one in incident.place.places} for incident in incidents]
    telling = [_sentences_of_place(incident) for incident in incidents]
    counting = [{number for one in incident.victims for number in _sentences_of(one)} for incident in incidents]
    findings = []
    for index, incident in enumerate(incidents):
        apart = _list_apart(incident, facts)
        for at, victim in enumerate(incident.victims):
            numbers, where = _sentences_of(victim), ""
            if numbers and numbers <= apart:
                where = "in a sentence on something separate"
            elif _are_of_several(victim, [one for one in incidents if one is not incident], facts):
                where = "as the number of several incidents"
            elif numbers and not any(_names(own[index], number, facts) for number in numbers):
                elsewhere = (
                    f"where incident {other + 1} was"
                    for other, places in enumerate(own)
                    if places and own[index] and places.isdisjoint(own[index])
                    if numbers <= telling[other] - counting[other]
                )
                region = _find_other_region(numbers, incident, facts)
                where = f"in a sentence on {region}" if region else next(elsewhere, "")
            if where:
                message = f"The article tells of {victim.name or victim.group!r} {where}."
                field = f"incidents[{index}].victims[{at}]"
                findings.append(doubt("victim_elsewhere", field, message, victim.evidence))
    return findings


def _are_of_several(victim: Victim, others: Sequence[Incident], facts: Facts) -> bool:
    """Whether a group's number is what the headline gives for several deeds, and another incident has fewer of its own.

    "Seven killed in separate incidents": three of them in a crash.
    """
    if not (victim.group and SEVERAL.search(facts.headline)):
        return False
    number = count_least(victim)
    is_headed = any(one.outcome == victim.outcome and one.count.low == number for one in facts.headline_mentions)
    alike = (count_least(one) for each in others for one in each.victims if one.outcome == victim.outcome)
    return is_headed and any(0 < fewer < number for fewer in alike)


def _sentences_of(victim: Victim) -> set[int]:
    return {item.sentence for item in list_telling(victim)}


def _sentences_of_place(incident: Incident) -> set[int]:
    """The sentences that tell an incident's narrowest place."""
    return {item.sentence for one in incident.place.places[-1:] for item in list_held(one.evidence)}


def _find_other_region(numbers: set[int], incident: Incident, facts: Facts) -> str | None:
    """The region that sentences open with, all of them, where it is another one of the incident's country.

    Not of what strikes many regions at once, as a flood does.
    """
    own, country = incident.place.admin1_code, incident.place.country_code
    if not own or not incident.acled_sub_event:
        return None
    told = [_find_opening_region(facts.sentences[number - 1].text) for number in sorted(numbers)]
    others = [one.name for one in told if one and one.country == country and one.code != own]
    return others[0] if len(others) == len(told) else None


class _Opening(NamedTuple):
    name: str
    country: str
    code: str


@cache
def _find_opening_region(text: str) -> _Opening | None:
    """The first-level region that a sentence opens with: "In Sumy Oblast, ..."; None where it is of no one country."""
    if not (found := _IN_PLACE.match(text)):
        return None
    place = found["place"]
    is_region = _REGION.search(place) or (state_of(place) and not any(seat.is_capital for seat in find_seats(place)))
    if not is_region:
        return None
    lands = [one for one in find_lands(place) if one.is_place and one.region]
    return _Opening(place, lands[0].country, str(lands[0].region)) if len(lands) == 1 else None


def _names(places: set[str], number: int, facts: Facts) -> bool:
    return any(any(find_all(name, facts.sentences[number - 1].text)) for name in places)


def _list_apart(incident: Incident, facts: Facts) -> set[int]:
    """The sentences that turn to something separate, and tell nothing else of an incident told of before."""
    told = {item.sentence for item in evidence_of(incident)}
    own = {item.sentence for one in (incident.date, *incident.place.places) if one for item in list_held(one.evidence)}
    later = told - own - {min(told, default=0)}
    return {number for number in later if _APART.match(facts.sentences[number - 1].text)}
