"""What the template metric ignores: stage, date, place, status, victims, effects; and incidents that are invented."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from summarizer.evaluation.alignment import assign, normalize_name
from summarizer.evaluation.gold import GoldCount, GoldDate, GoldFact, GoldPlace, GoldTemplate, GoldVictims
from summarizer.language.countries import country_code
from summarizer.schemas.record import Incident, IncidentDate, Perpetrator, Place, Target, Victim

Tally = dict[str, tuple[int, int]]
"""Per score: how many are right, of how many."""

DETAILS: dict[str, str] = {
    "relevance": "documents told rightly to report an incident or none",
    "relevant_found": "documents with gold incidents for which the run has any",
    "relevant_right": "documents for which the run has incidents that have any in the gold",
    "incidents_found": "gold incidents aligned with one of the run",
    "stage": "stage, of incidents found",
    "date_day": "the very day, of incidents found whose gold date is a day",
    "date_overlap": "a date that meets the gold's, of incidents found with a gold date",
    "date_overlap_bounded": "the same, without gold dates that only say 'on or before'",
    "country": "country, of incidents found with a gold country",
    "country_told": "the same, of those for which the run tells a country",
    "narrowest_place": "the gold's narrowest place named, of incidents found with one below the country",
    "perpetrator_status": "status, of organizations found with a gold status",
    "victims_found": "gold persons and groups named, of incidents found",
    "victim_count_exact": "the gold's number or range, of groups found with a gold number",
    "victim_count_within": "a number within the gold's, of groups found with a gold number",
    "victim_outcome": "outcome, of groups found with a gold outcome",
    "victim_all": "outcome and exact number, as far as the gold has them, of groups found with either",
    "target_effect": "effect, of targets found with a gold effect",
}
"""Every score, in the order it is reported, and what it is a share of."""

INVENTED: dict[str, str] = {
    "without_incident": "incidents of documents that have none in the gold",
    "without_incident_supported": "the same, but for those that the record itself doubts (incident_unsupported)",
    "unmatched": "incidents that no gold incident is aligned with, of all documents",
}
"""Each score: what is counted. A document without any is clean."""

_OF_NONE = (0, 0)


def tally_details(
    incidents: Sequence[Incident], templates: Sequence[GoldTemplate], pairs: Sequence[tuple[int, int]], gold: int
) -> Tally:
    """The tally of one document; ``pairs`` align incidents and templates, of which ``gold`` are distinct."""
    tally = dict.fromkeys(DETAILS, _OF_NONE)
    tally["relevance"] = (int(bool(incidents) == bool(templates)), 1)
    tally["relevant_found"] = _tell(bool(incidents), asked=bool(templates))
    tally["relevant_right"] = _tell(bool(templates), asked=bool(incidents))
    tally["incidents_found"] = (len(pairs), gold)
    for row, column in pairs:
        for name, (right, of) in _tally_pair(incidents[row], templates[column]):
            tally[name] = (tally[name][0] + right, tally[name][1] + of)
    return tally


def count_invented(incidents: int, aligned: int, gold: int, *, doubted: int = 0) -> dict[str, int]:
    """How many of a document's incidents are invented, by INVENTED; without those that are not asked of it.

    The record doubts ``doubted`` of the incidents as a whole.
    """
    unmatched = {"unmatched": incidents - aligned}
    if gold:
        return unmatched
    return {"without_incident": incidents, "without_incident_supported": incidents - doubted, **unmatched}


def count_agreeing(incident: Incident, gold: GoldTemplate) -> int:
    """How many of the details that are scored of an incident agree with a template."""
    return sum(right for _, (right, _) in _tally_pair(incident, gold))


def _tell(right: bool, *, asked: bool = True) -> tuple[int, int]:
    return (int(right), 1) if asked else _OF_NONE


def _tally_pair(incident: Incident, gold: GoldTemplate) -> Iterator[tuple[str, tuple[int, int]]]:
    yield "stage", _tell(incident.stage in gold.stages, asked=bool(gold.stages))
    yield from _tally_dates(incident.date, gold.dates)
    yield from _tally_place(incident.place, gold.locations)
    organizations = [one for one in incident.perpetrators if one.kind == "organization"]
    yield "perpetrator_status", _tally_facts([(one, one.status) for one in organizations], gold.statuses)
    yield "target_effect", _tally_facts([(target, target.effect) for target in incident.targets], gold.effects)
    yield from _tally_victims(incident.victims, gold.victims)


def _tally_dates(found: IncidentDate | None, gold: Sequence[GoldDate]) -> Iterator[tuple[str, tuple[int, int]]]:
    bounds = (found.earliest, found.latest) if found else (None, None)
    days = {one.earliest for one in gold if one.is_day}
    meets = found is not None and meets_date(found, gold)
    yield "date_day", _tell(bounds[0] == bounds[1] and bounds[0] in days, asked=bool(days))
    yield "date_overlap", _tell(meets, asked=bool(gold))
    yield "date_overlap_bounded", _tell(meets, asked=any(one.earliest and one.latest for one in gold))


def meets_date(found: IncidentDate, gold: Sequence[GoldDate]) -> bool:
    """True where the times that the date and one of the gold's say have a day in common."""
    if found.earliest is None and found.latest is None:
        return False
    starts, ends = found.earliest or date.min, found.latest or date.max
    return any((one.earliest or date.min) <= ends and starts <= (one.latest or date.max) for one in gold)


def _tally_place(found: Place, gold: Sequence[GoldPlace]) -> Iterator[tuple[str, tuple[int, int]]]:
    countries = any(one.country for one in gold)
    told = is_same_country(found, gold)
    yield "country", _tell(told, asked=countries)
    yield "country_told", _tell(told, asked=countries and found.country is not None)
    named = {normalize_name(place.name) for place in found.places}
    narrowest = [one.places[-1] for one in gold if one.places]
    met = any(normalize_name(name) in named for names in narrowest for name in names)
    yield "narrowest_place", _tell(met, asked=bool(narrowest))


def is_same_country(found: Place, gold: Sequence[GoldPlace]) -> bool:
    """True where the country told is one of the gold's, by whatever name or by its ISO 3166-1 alpha-2 code."""
    name, code = normalize_name(found.country or ""), found.country_code
    named = [one.country for one in gold if one.country and found.country]
    return any(name == normalize_name(one) or (code and code in (country_code(one), one.upper())) for one in named)


def _tally_facts(found: Iterable[tuple[Perpetrator | Target, str | None]], gold: Sequence[GoldFact]) -> tuple[int, int]:
    """Gold facts right, of those about an entity that was found; one of several of its name may have it right."""
    said = [(normalize_name(entity.name), value) for entity, value in found]
    about = [(one, [value for name, value in said if name in map(normalize_name, one.names)]) for one in gold]
    known = [(one, values) for one, values in about if values]
    return sum(bool(set(values) & set(one.values)) for one, values in known), len(known)


def _tally_victims(found: Sequence[Victim], gold: Sequence[GoldVictims]) -> Iterator[tuple[str, tuple[int, int]]]:
    yield "victims_found", (0, len(gold))
    gains = [[_gain(victim, group) for group in gold] for victim in found]
    for row, column in assign(gains):
        if gains[row][column]:
            yield "victims_found", (1, 0)
            yield from _tally_group(found[row], gold[column])


def is_right_entry(victim: Victim, gold: GoldVictims) -> bool:
    """True where it is about the gold's people and has their outcome and number, as far as the gold says them."""
    return (
        _gain(victim, gold) > 0
        and (not gold.outcomes or victim.outcome in gold.outcomes)
        and (not gold.counts or any(is_same_count(victim, count) for count in gold.counts))
    )


def _gain(victim: Victim, gold: GoldVictims) -> float:
    """What aligning the two is worth: 0 where the names do not match; the same name, outcome and number add to it."""
    name = _describe(victim.name or victim.group or "")
    names = {_describe(one) for one in gold.names}
    if not any(_holds(name, one) or _holds(one, name) for one in names):
        return 0
    exact = any(is_same_count(victim, count) for count in gold.counts)
    return 10 + 4 * (name in names) + 2 * (victim.outcome in gold.outcomes) + exact


def _tally_group(victim: Victim, gold: GoldVictims) -> Iterator[tuple[str, tuple[int, int]]]:
    numbered, told = bool(gold.counts), bool(gold.outcomes)
    exact = any(is_same_count(victim, count) for count in gold.counts)
    outcome = victim.outcome in gold.outcomes
    yield "victim_count_exact", _tell(exact, asked=numbered)
    yield "victim_count_within", _tell(any(is_within(victim, one) for one in gold.counts), asked=numbered)
    yield "victim_outcome", _tell(outcome, asked=told)
    yield "victim_all", _tell((exact or not numbered) and (outcome or not told), asked=numbered or told)


def _describe(name: str) -> str:
    """A description as it is compared: normalized, and without numbers in digits, unless it is nothing else."""
    normalized = normalize_name(name)
    return " ".join(word for word in normalized.split() if not word.isdigit()) or normalized


def _holds(text: str, part: str) -> bool:
    """True where the words of the part, of which there is at least one, stand together in the text."""
    return bool(part) and f" {part} " in f" {text} "


def _bounds(victim: Victim) -> tuple[int | None, int | None]:
    """The number that the record gives; a person by name without one is one."""
    if victim.count is None:
        return (1, 1) if victim.name else (None, None)
    return victim.count.low, victim.count.high


def is_same_count(victim: Victim, gold: GoldCount) -> bool:
    """True where both bounds are the gold's; whether the number is approximate does not matter."""
    low, high = _bounds(victim)
    return (low, high) != (None, None) and (low or 0, high) == (gold.low, gold.high)


def is_within(victim: Victim, gold: GoldCount) -> bool:
    """True where the record says a number and all that it permits lies in what the gold permits."""
    low, high = _bounds(victim)
    if low is None and high is None:
        return False
    return gold.low <= (low or 0) and (gold.high is None or (high is not None and high <= gold.high))
