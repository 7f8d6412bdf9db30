"""Answers about an article's parts, merged into one."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product, starmap
from typing import NamedTuple, TypeVar, cast

from summarizer.evidence.findings import ENTRIES
from summarizer.language.calendar import weekdays_in
from summarizer.language.folding import squeeze, unaccented
from summarizer.language.people import is_generic
from summarizer.language.person_names import is_short_for
from summarizer.schemas.wire import (
    ArticleAnswer,
    IncidentAnswer,
    WireIncident,
    WireModel,
    WireVictimGroup,
    WireVictimName,
)
from summarizer.values import KEY_SENTENCES

D = TypeVar("D", int, str)
M = TypeVar("M", bound=WireModel)
Answer = TypeVar("Answer", IncidentAnswer, ArticleAnswer)

ALIKE = frozenset({"attack", "shooting", "stabbing", "murder", "assassination", "armed clash", "vehicle attack"})
"""Types that one deed may be told as."""
_SPOT = 3
"""So many places of an incident, such as a state, a town and a quarter, tell where it was to a spot."""
_DAY_OF_MONTH = re.compile(r"(?<![\d:.])(\d{1,2})(?![\d:]|\.\d|\s?[ap]\.?m\b|\s?h(?:rs?|ours?)?\b)")


def merge_answers(answers: Sequence[Answer], *, are_apart: bool = False) -> Answer:
    """One answer from the answers about an article's parts, in the parts' order.

    Incidents of one type are the same where they share a named target or a victim's name, perhaps cut short, the
    narrowest place of either, or a broader place and the date's words; those of which one has no place, where they
    share the date's words, a perpetrator, a target or a group of victims. What one answer tells apart is never joined,
    nor are other weekdays or days of months, nor what was attempted with what was done on no day that both tell. Lists
    are joined without repeats; the first part's word stands where there can be only one.

    Of parts that ``are_apart``, each about an incident of its own, only those that share a named target or a name are.
    """
    if len(answers) == 1:
        return answers[0]
    merged: list[WireIncident] = []
    marks: list[_Marks] = []
    for answer in answers:
        taken = set[int]()
        for incident in answer.incidents:
            own = _marks_of(incident)
            alike = (
                at
                for at, earlier in enumerate(marks)
                if at not in taken
                and _same_incident(earlier, own)
                and not (are_apart and not _share_name(earlier, own))
            )
            index = next(alike, len(merged))
            if index == len(merged):
                merged.append(incident)
                marks.append(own)
            else:
                merged[index] = _merge_incidents(merged[index], incident)
                marks[index] = _marks_of(merged[index])
            taken.add(index)
    update: dict[str, object] = {"incidents": merged, "gist": _merge_gists([answer.gist for answer in answers])}
    full = [answer for answer in cast(Sequence[object], answers) if isinstance(answer, ArticleAnswer)]
    if full:
        publications = [answer.publication for answer in full]
        update["publication"] = next((one for one in publications if one.contradicted), publications[0])
        update["summary"] = " ".join(answer.summary for answer in full)
    return answers[0].model_copy(update=update)


def join_alike(incidents: Sequence[WireIncident]) -> list[WireIncident]:
    """The incidents, those that differ in nothing but their victims as one: small models tell one for each victim.

    Only where date, place and perpetrator are all given: without them two deeds look alike. Likewise those of one kind
    on the same day at the same spot, whatever else is told of each, as a shooting and a murder; and those of several
    types that have the same victims on the same day in the same places, as a fire and "other".
    """
    return _join_by(_but_type, _join_by(_on_the_spot, _join_by(_but_victims, incidents)))


def _join_by(
    read_key: Callable[[WireIncident], object | None], incidents: Sequence[WireIncident]
) -> list[WireIncident]:
    """The incidents, those of one key as one, of the first type that is not "other"; without a key as they are."""
    joined: dict[object, WireIncident] = {}
    for at, incident in enumerate(incidents):
        key = read_key(incident) or at
        known = joined.get(key, incident)
        first, second = (incident, known) if known.type == "other" != incident.type else (known, incident)
        joined[key] = incident if known is incident else _merge_incidents(first, second)
    return list(joined.values())


def _but_type(incident: WireIncident) -> tuple[object, ...] | None:
    """Day, places and victims of an incident, folded; None where one of them is not given."""
    if not (incident.date and incident.places and incident.victims):
        return None
    victims = frozenset((squeeze(one.label).casefold(), one.outcome, one.count) for one in incident.victims)
    return *_when_and_where(incident), victims


def _but_victims(incident: WireIncident) -> tuple[object, ...] | None:
    """All that an incident tells but its victims, folded; None where what sets deeds apart is not given."""
    if not (incident.date and incident.places and incident.perpetrators):
        return None
    lists = (incident.perpetrators, incident.weapons, incident.targets)
    named = (frozenset(_folded(entry.label for entry in entries)) for entries in lists)
    return incident.type, *_when_and_where(incident), *named


def _on_the_spot(incident: WireIncident) -> tuple[object, ...] | None:
    """Kind of deed, words of the day and places of an incident, folded; None without a day or a spot."""
    if not incident.date or len(incident.places) < _SPOT:
        return None
    return "attack" if incident.type in ALIKE else incident.type, *_when_and_where(incident)


def _when_and_where(incident: WireIncident) -> tuple[object, ...]:
    """The stage of an incident, and the words of its day and its places, folded."""
    day = incident.date.text if incident.date else ""
    return incident.stage, squeeze(day).casefold(), tuple(squeeze(name).casefold() for name in incident.places)


def _merge_gists(gists: Sequence[Sequence[int]]) -> list[int]:
    rounds = max(len(gist) for gist in gists)
    taken = [gist[index] for index in range(rounds) for gist in gists if index < len(gist)]
    return sorted(list(dict.fromkeys(taken))[:KEY_SENTENCES])


class _Marks(NamedTuple):
    """What tells an incident from others, folded: its date's words, places, what hardly two share, what two may."""

    type: str
    stage: str
    days: set[str]
    weekdays: set[int]
    numbers: set[str]
    broadest: set[str]
    places: set[str]
    narrowest: set[str]
    telling: set[str]
    names: set[str]
    common: set[str]


def _marks_of(incident: WireIncident) -> _Marks:
    when = incident.date.text if incident.date else ""
    names = [victim.label for victim in incident.victims if isinstance(victim, WireVictimName)]
    groups = [victim.label for victim in incident.victims if isinstance(victim, WireVictimGroup)]
    targets = [target.name for target in incident.targets]
    return _Marks(
        type=incident.type,
        stage=incident.stage,
        days=set(squeeze(when).casefold().split()),
        weekdays=weekdays_in(when),
        numbers=set(_DAY_OF_MONTH.findall(when)),
        broadest=_folded(incident.places[:1]),
        places=_folded(incident.places),
        narrowest=_folded(incident.places[-1:]),
        telling=_folded([*names, *(name for name in targets if name != name.lower())]),
        names={unaccented(name) for name in names if len(name.split()) > 1},
        common=_folded([*(group for group in groups if not is_generic(group)), *targets])
        | _folded(entry.name for entry in incident.perpetrators),
    )


def _same_incident(one: _Marks, other: _Marks) -> bool:
    if one.type != other.type or _differ(one.weekdays, other.weekdays) or _differ(one.numbers, other.numbers):
        return False
    if _share_name(one, other):
        return True
    if one.stage != other.stage and not one.weekdays & other.weekdays:
        return False
    if _differ(one.broadest, other.places) and _differ(one.places, other.broadest):
        return False
    if not one.places or not other.places:
        return bool(one.common & other.common) or (one.days == other.days != set())
    shared = one.places & other.places
    narrowest = one.narrowest | other.narrowest
    return bool(shared & narrowest) or (bool(shared) and one.days == other.days != set())


def _share_name(one: _Marks, other: _Marks) -> bool:
    return bool(one.telling & other.telling) or any(starmap(is_short_for, product(one.names, other.names)))


def _differ(one: set[D], other: set[D]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _folded(names: Iterable[str]) -> set[str]:
    return {squeeze(name).casefold() for name in names if name.strip()}


def _merge_incidents(one: WireIncident, other: WireIncident) -> WireIncident:
    places: dict[str, str] = {}
    for name in (*one.places, *other.places):
        places.setdefault(squeeze(name).casefold(), name)
    return one.model_copy(
        update={
            "date": one.date or other.date,
            "country": one.country or other.country,
            "places": list(places.values()),
            "place_cite": _joined(one.place_cite, other.place_cite),
            **{name: _union(getattr(one, name), getattr(other, name)) for name in ENTRIES},
        }
    )


def _joined(one: Iterable[int], other: Iterable[int]) -> list[int]:
    return list(dict.fromkeys((*one, *other)))


def _union(one: Iterable[M], other: Iterable[M]) -> list[M]:
    """Entries of both without repeats; two that differ only in what one leaves open are one, filled, citing both.

    What one of them tells twice are two: "a guard was shot dead, and another guard".
    """
    kept = list(one)
    left = list(range(len(kept)))
    for entry in other:
        at = next((index for index in left if _is_repeat(kept[index], entry)), None)
        if at is None:
            kept.append(entry)
        else:
            kept[at] = _filled(kept[at], entry)
            left.remove(at)
    return kept


def _is_repeat(known: WireModel, entry: WireModel) -> bool:
    return squeeze(known.label).casefold() == squeeze(entry.label).casefold() and all(
        None in (said := (getattr(known, name, None), getattr(entry, name, None))) or said[0] == said[1]
        for name in ("outcome", "count", "effect")
    )


def _filled(known: M, entry: M) -> M:
    update = {name: getattr(entry, name, None) for name, value in known if value is None}
    cites = _joined(getattr(known, "cite", ()), getattr(entry, "cite", ()))
    confidences = {name: max(sure, entry.confidences.get(name, 0)) for name, sure in known.confidences.items()}
    return known.with_confidences(confidences, **update, cite=cites)
