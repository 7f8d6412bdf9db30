"""Victims of another year than the incident's: "In 2016, a derailment in the same district killed 150 people"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarizer.evidence.findings import doubt
from summarizer.language.rules import ENGLISH
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Sentence, Victim

if TYPE_CHECKING:
    from summarizer.evidence.facts import Facts

_IN_YEAR = Wording(r"\b(?:[Ii]n|[Ss]ince)\s+(?P<year>(?:1[89]|20)\d\d)(?![\w-])", "In 2016, ", "in 2016-17")


def check_years(incidents: Sequence[Incident], facts: "Facts") -> list[Finding]:
    """Victims whom the article tells of in the words of another year than the one that the incident lies in."""
    return [
        doubt("victim_of_another_year", field, message, victim.evidence)
        for field, victim, year in find_of_other_years(incidents, facts)
        for message in [f"The article tells of {victim.name or victim.group!r} in {year}, when this incident was not."]
    ]


def find_of_other_years(incidents: Sequence[Incident], facts: "Facts") -> Iterator[tuple[str, Victim, int]]:
    """Each such victim with its path and the year; none of an incident whose year is open, none but in English."""
    for index, incident in enumerate(incidents if facts.rules is ENGLISH else ()):
        when = incident.date
        if when is None or when.earliest is None or when.latest is None:
            continue
        own = range(when.earliest.year, when.latest.year + 1)
        for at, victim in enumerate(incident.victims):
            told = [_years(facts.sentences[number - 1]) for number in sorted(_standing(victim))]
            if told and all(years and years.isdisjoint(own) for years in told):
                yield f"incidents[{index}].victims[{at}]", victim, min(told[0])


def _standing(victim: Victim) -> set[int]:
    """The numbers of the sentences that hold the victim's number, or else its words."""
    counted = victim.count.evidence if victim.count else ()
    held = [item for item in (counted or victim.evidence) if item.status != "not_found"]
    return {item.sentence for item in held}


def _years(sentence: Sentence) -> set[int]:
    return {int(match["year"]) for match in _IN_YEAR.finditer(sentence.text)}
