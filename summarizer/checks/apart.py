"""Victims as they are counted: each once, those of several places added up, others told from the same."""

import re
from collections.abc import Sequence

from summarizer.checks.entries import with_count
from summarizer.checks.listed import list_identified
from summarizer.checks.parts import ANOTHER_BEFORE, is_part, list_larger, may_hold
from summarizer.checks.rising import drop_earlier_tolls, is_of_place
from summarizer.evidence.values import counting_spots, list_counting, list_held, list_places, spot_of, spots_of
from summarizer.language.people import is_generic, is_other
from summarizer.language.wording import Wording
from summarizer.resolving.groups import MOST_COMPARED, count_least
from summarizer.resolving.totals import add_spans
from summarizer.schemas.record import Count, Sentence, Victim

_THERE = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,3}?\s(?:in|at|near|outside|around|en|cerca\sde)\s", " others in Iran", " of them"
)
_THERE_AND = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,4}?\s(?:in|at|near|outside|around|en|cerca\sde)\s[^.;]{1,60}?(?:,?\s(?:and|plus|y)|,)"
    r"(?:\s(?:at\sleast|about|around|some|another|more\sthan|a\sfurther|up\sto|al\smenos|otr[oa]s|unos|más\sde))?\s?",
    " people in Turkey's Van province and ", " people and ",
)  # fmt: skip
_AGED = Wording(r"\b(\d{1,3})(?:[-\s](?:year|yr)s?[-\s]old|\saños)\b", "15-year-old boy", "15 boys")
_OFFICE = Wording(
    r"(?i)\b(?:deputy|officer|sergeant|trooper|constable|detective|corporal|captain|lieutenant|mayor|judge|governor|senator|bishop|pastor|imam"
    r"|firefighter|agent)\Z",
    "sheriff's deputy", "deputy mayor's son",
)  # fmt: skip
"""An office that stands before names."""
_AGE_BEFORE = Wording(
    r"\b(\d{1,3})[-\s](?:year|yr)s?[-\s]old\s(?:[\w'’-]{1,20}\s){0,3}\Z", "15-year-old student ", "15 students "
)
_AGE_AFTER = Wording(
    r"(?:,|\s\()\s?(?:(?:aged|de)\s)?(\d{1,3})(?=[\s,)]|\Z)(?!\s(?:others|people)\b)",
    ", 15, of Reno",
    ", 15 others were hurt",
)
"""Before and after somebody's name."""
_BARE = Wording(
    r"(?i)\A(?:\d[\d,]{0,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?|altogether|all)(?:\sothers|\smore)?\Z",
    "two others", "two men",
)  # fmt: skip
_SAID = Wording(r"(?i)\b(?:said|says|told|while|but|according|reported|put|later|then|earlier)\b",
    "in Van, officials said, and", "in Van and")  # fmt: skip
_MORE_AFTER = Wording(
    r"(?i)\s(?:more|others?|additional|further|más(?!\sde\b))\b(?!\sthan)", " more bodies", " more than"
)
_ALSO_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|who|when|after)\b)[\w'’-]{1,20}){1,8}?\s(?:(?:were|was|have|has|had|been)\s){0,3}also\s(?:been\s)?"
    r"(?:killed|died|injured|wounded|hurt|missing)\b"
    r"|(?:\s(?!(?:y|pero|que|cuando|tras)\b)[\w'’-]{1,20}){1,8}?\stambién\s(?:murieron|murió|fallecieron|falleció|resultaron|resultó|fueron|fue)\b",
    " women in a field were also killed", " women were killed",
)  # fmt: skip


def drop_parts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those whom a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five; of five people hurt the two who
    "are in critical condition" are two, and so are "the other two"; so are people named as the dead whose number was
    told before, and one person of an age ("a 15-year-old boy") that somebody named has. Where no entry has a number
    that may be that of all, as of "Nine of them were hurt", nobody is left out; nor of more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    listed = set(map(id, list_identified(victims, sentences)))
    return [
        one
        for one in victims
        if id(one) not in listed and not is_part(one, victims, sentences) and not _is_named(one, victims, sentences)
    ]


def _is_named(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences cited for somebody by name, of the same outcome, give the age of this one person.

    Or one alone of them has this one's office before the name: "a deputy", "Deputy Ann Lee".
    """
    if count_least(one) != 1 or is_other(one.group or ""):
        return False
    named = [other for other in victims if other.name and other.outcome == one.outcome]
    aged = _AGED.search(one.group or "")
    if aged is None:
        office = _OFFICE.search(one.group or "")
        called = [other for other in named if office and _is_called(other, office[0], sentences)]
        spots = spots_of(list_held(one.evidence), sentences)
        return len(called) == 1 and not any(spot.before(ANOTHER_BEFORE) for spot in spots)
    spots = spots_of((item for other in named for item in list_held(other.evidence)), sentences)
    told = (age for spot in spots for age in (spot.before(_AGE_BEFORE), spot.after(_AGE_AFTER)))
    return any(age is not None and age[1] == aged[1] for age in told)


def _is_called(somebody: Victim, office: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence has an office right before somebody's name."""
    last = (somebody.name or "").split()[-1]
    called = re.compile(rf"(?i:\b{re.escape(office)})\s(?:[A-Z][\w.'’-]{{0,20}}\s){{0,3}}{re.escape(last)}\b")
    return any(called.search(one.text) for one in sentences)


def count_apart(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those among others and of earlier tolls; those counted place by place as one entry, summed.

    "Killing 19 people in Turkey and four in Iran" tells of 23, and makes no two claims about the same people. As they
    are where they are more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    joined: list[Victim] = []
    for victim in drop_earlier_tolls(drop_parts(victims, sentences), sentences):
        at = next((at for at, one in enumerate(joined) if _goes_on(one, victim, sentences)), None)
        if at is None:
            joined.append(victim)
        else:
            joined[at] = _sum(joined[at], victim)
    return _mark_others(joined, sentences)


def _mark_others(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; a group whose number is told as that of more people ("another three people") is so called.

    Those of one place after a larger number may be some of these, and are none at least: "In Cebu, 22 died".
    """
    places = {id(one) for one in victims if _is_perhaps_there(one, victims, sentences)}
    victims = [_call_more(with_count(one, low=0, qualifier="range")) if id(one) in places else one for one in victims]
    return [_call_more(one) if _are_more(one, victims, sentences) else one for one in victims]


def _call_more(one: Victim) -> Victim:
    return one.model_copy(update={"group": f"more {one.group}"})


def _is_perhaps_there(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people of one place may be some of those whose larger number an earlier sentence gives.

    Where another's number and theirs make up the larger one, they are.
    """
    if not is_of_place(one, sentences):
        return False
    sums = {count_least(one) + count_least(rest) for rest in victims if rest is not one and rest.outcome == one.outcome}
    return any(
        is_generic(whole.group or "") and count_least(whole) not in sums and _is_counted_before(whole, one)
        for whole in list_larger(one, victims)
    )


def _is_counted_before(other: Victim, one: Victim) -> bool:
    """Whether all sentences with an entry's number stand before those with another one's."""
    told = min(item.sentence for item in list_counting(one))
    return max((item.sentence for item in list_counting(other)), default=told) < told


def _are_more(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    spots = counting_spots(one, sentences)
    if not (one.group and spots) or is_other(one.group):
        return False
    others = [other for other in victims if other is not one and other.group and other.outcome == one.outcome]
    if not others or _are_told_first(one, others):
        return False
    is_beside = may_hold(list_larger(one, victims), list_counting(one))
    return all(
        spot.before(ANOTHER_BEFORE)
        or spot.after(_MORE_AFTER)
        or (spot.after(_ALSO_AFTER) and is_beside)
        or spot.text[spot.start : spot.end].casefold().startswith("another ")
        for spot in spots
    )


def _goes_on(one: Victim, other: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether the other's number follows the one's in its sentence for the same kind of people in another place."""
    if one.outcome != other.outcome or not (one.group and other.group):
        return False
    is_alike = one.group.casefold() == other.group.casefold() or all(map(is_generic, (one.group, other.group)))
    if not (is_alike or _BARE.search(other.group)):
        return False
    counting, following = list_counting(one), list_counting(other)
    if not (counting and following):
        return False
    if counting[-1].sentence != following[0].sentence or counting[-1].end > following[0].start:
        return False
    first, second = spot_of(counting[-1], sentences), spot_of(following[0], sentences)
    between = second.text[first.end : second.start]
    return bool(_THERE_AND.fullmatch(between) and not _SAID.search(between) and second.after(_THERE))


def _sum(one: Victim, other: Victim) -> Victim:
    counts = [count for count in (one.count, other.count) if count is not None]
    low, high = add_spans([(count.low or 0, count.high) for count in counts])
    total = Count(
        low=low,
        high=high,
        qualifier="at_least" if high is None else "range",
        text=" and ".join(count.text for count in counts),
        evidence=tuple(item for count in counts for item in count.evidence),
    )
    return one.model_copy(update={"count": total})


def _are_told_first(one: Victim, others: Sequence[Victim]) -> bool:
    """Whether they are the first of their outcome: "a man dead and four other people hurt", "another six are injured".

    They are others than the dead; who is told of later may be one of them: "The four wounded are stable".
    """
    first = min((item.start for item in list_counting(one)), default=0)
    return all(item.start > first for other in others for item in list_places(other))
