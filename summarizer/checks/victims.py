"""Victims who are no people, whom the article denies, or whom only a link names."""

from collections.abc import Sequence

from summarizer.checks.entries import APART, list_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import is_held, list_counting, list_held, spot_of, spots_of
from summarizer.language.people import PERSON_GROUP, content_words, head_word, is_generic, is_other
from summarizer.language.rules import Rules
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Victim

_NOUN = Wording(r"\s(?:head\sof\s)?([a-z][\w'’-]{2,20})\b", " livestock", " Bulls")


def check_people(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victim entries that are things, as ``tell_thing`` says."""
    return [
        doubt(
            "victim_not_people",
            f"{field}.{'name' if victim.name else 'group'}",
            f"{thing!r} {'is no person' if victim.name else 'are no people'}.",
            victim.evidence,
        )
        for field, victim in list_victims(incidents)
        for thing in [tell_thing(victim, facts)]
        if thing
    ]


def tell_thing(victim: Victim, facts: Facts) -> str | None:
    """The words that make a victim entry a thing or an animal; None for people.

    Its own, such as "two vehicles"; where these are "people", those that its number counts ("7,500 livestock"). A
    number that is in the words themselves, as of "a person was killed", counts nothing else.
    """
    group = victim.group or ""
    if group and facts.rules.is_thing(group):
        return group
    if not is_generic(group) or (is_other(group) and not content_words(group)):
        return None
    things = [
        _thing_after(spot.text, spot.end, facts.rules)
        for item in list_counting(victim)
        for spot in [spot_of(item, facts.sentences)]
        if not item.text.casefold().endswith(head_word(group))
    ]
    return things[0] if all(things) and things else None


_RUINED = Wording(
    r"(?i)\s(?:(?:were|was|others|more)\s){0,2}(damaged|destroyed|gutted|flattened)\b", " were damaged", " were killed"
)


def _thing_after(text: str, end: int, rules: Rules) -> str | None:
    """The thing that a number before that offset counts; None where it is people: "30 boat passengers".

    What was damaged is no people, either: "2,140 homes were destroyed and 3,318 damaged".
    """
    if ruined := _RUINED.match(text, end):
        return f"things {ruined[1]}"
    noun = _NOUN.match(text, end)
    return noun[1] if noun and rules.is_thing(noun[1]) and not PERSON_GROUP.match(text, end) else None


def check_negations(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims of whom the sentence says that there were none: "no people were killed", "nobody was hurt"."""
    return [
        doubt("negated_victim", field, message, victim.evidence)
        for field, victim in list_victims(incidents)
        if _is_negated(victim, facts)
        for message in [f"The article says that there were no {victim.name or victim.group!r} {victim.outcome}."]
    ]


def _is_negated(victim: Victim, facts: Facts) -> bool:
    """Whether every place that holds the group's words denies it, and no number of them is told.

    "Several" that is nothing but the group's plural ("killing no workers") tells none, nor does "one" by its singular.
    """
    if not victim.group or victim.outcome not in APART:
        return False
    if facts.rules.is_nobody(victim.group):
        return True
    spots = spots_of(list_held(victim.evidence), facts.sentences)
    count = victim.count if victim.count and is_held(victim.count.evidence) and victim.count.high != 0 else None
    words = count.text.casefold() if count else ""
    is_form = words == victim.group.casefold() or (count is not None and count.qualifier == "several")
    counted = count is not None and not (is_form and words in victim.group.casefold())
    return bool(spots) and not counted and all(facts.rules.denies(spot.text[: spot.start]) for spot in spots)


def check_linked(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims of whom only lines tell that lead to other articles: "Related: 5 officers dead in Dallas"."""
    return [
        doubt("victim_in_link", field, message, victim.evidence)
        for field, victim in list_victims(incidents)
        for places in [{item.sentence for item in list_held(victim.evidence)}]
        if places and places <= facts.linked
        for message in [f"Only a link to another article tells of {victim.name or victim.group!r}."]
    ]
