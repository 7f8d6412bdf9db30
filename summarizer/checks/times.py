"""Victims of another time than the incident's: "In 2016, a derailment in the same district killed 150 people"."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from summarizer.evidence.findings import doubt
from summarizer.evidence.values import list_held
from summarizer.language.calendar import MONTHS, month_number
from summarizer.language.rules import ENGLISH
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, IncidentDate, Sentence, Victim

if TYPE_CHECKING:
    from summarizer.evidence.facts import Facts

_YEAR = r"(?:1[89]|20)\d\d"
_IN_TIME = Wording(
    r"\b(?:[Ii]n|[Ss]ince)\s+(?:(?:early|late|mid)[\s-])?"
    rf"(?P<words>(?P<month>{'|'.join(map(str.title, MONTHS))})(?:,?\s+(?:of\s+)?(?P<its>{_YEAR}))?|(?P<year>{_YEAR}))"
    r"(?![\w-]|\s+\d)",
    "In March, ", "in March 14-20")  # fmt: skip


class _Time(NamedTuple):
    """A year, a month of one, or a month of the year that goes without saying; and the words for it."""

    year: int | None
    month: int | None
    words: str


def check_times(incidents: Sequence[Incident], facts: "Facts") -> list[Finding]:
    """Victims whom the article tells of in the words of another year or month than the one the incident lies in."""
    return [
        doubt("victim_of_another_time", field, message, victim.evidence)
        for field, victim, words in find_of_other_times(incidents, facts)
        for message in [f"The article tells of {victim.name or victim.group!r} in {words}, when this incident was not."]
    ]


def find_of_other_times(incidents: Sequence[Incident], facts: "Facts") -> Iterator[tuple[str, Victim, str]]:
    """Each such victim with its path and the words for the time; none of an undated incident, none but in English."""
    for index, incident in enumerate(incidents if facts.rules is ENGLISH else ()):
        for at, victim in enumerate(incident.victims if incident.date else ()):
            told = [_times(facts.sentences[number - 1]) for number in sorted(_standing(victim))]
            if told and all(times and all(_is_another(time, incident.date) for time in times) for times in told):
                yield f"incidents[{index}].victims[{at}]", victim, told[0][0].words


def _is_another(time: _Time, when: IncidentDate | None) -> bool:
    """Whether the incident's days lie outside of a time. What happened on "Friday" happened in no month named alone."""
    if when is None or when.earliest is None or when.latest is None:
        return when is not None and when.basis == "weekday" and time.year is None
    months = _months(when.earliest, when.latest)
    return not any(time.year in (None, year) and time.month in (None, month) for year, month in months)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """The months, with their years, from one day to another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return ((number // 12, number % 12 + 1) for number in numbers)


def _standing(victim: Victim) -> set[int]:
    """The numbers of the sentences that hold the victim's number, or else its words."""
    counted = victim.count.evidence if victim.count else ()
    return {item.sentence for item in list_held(counted or victim.evidence)}


def _times(sentence: Sentence) -> list[_Time]:
    return [
        _Time(
            int(year) if (year := found["year"] or found["its"]) else None,
            month_number(found["month"].lower()) if found["month"] else None,
            found["words"],
        )
        for found in _IN_TIME.finditer(sentence.text)
    ]
