"""Confidences held against the gold: how often what a record is so sure of is right."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean
from typing import Any, NamedTuple

from summarizer.evaluation.alignment import normalize_name
from summarizer.evaluation.details import is_right_entry, is_same_country, meets_date
from summarizer.evaluation.gold import GoldTemplate, Role
from summarizer.resolving.confidence import Kind
from summarizer.schemas.record import Frozen, Incident, Perpetrator, Target, Weapon

BINS = 10
JUDGED = {"incidents": "incidents, as reported and of their type", "values": "what stands in incidents"}
"""What confidences are of that are held against the gold together."""


class Judged(NamedTuple):
    """A value of a record with its confidence, and whether the gold has it."""

    kind: Kind
    confidence: float
    right: bool


class Bin(Frozen):
    """Values whose confidences lie in one tenth; ``confidence`` is their mean, ``right`` how many are right."""

    low: float
    high: float
    confidence: float
    right: int
    of: int


class Reliability(Frozen):
    """How confidences meet the gold; ``bins`` without the empty ones, from low to high.

    ``ece`` is the expected calibration error over ten bins of one width: the mean distance of confidence and share
    right, each value counting once. ``auc``: how often a right value has more confidence than a wrong one; None where
    all are right or all wrong. ``brier`` is the mean squared distance of confidences from 1 for right and 0 for wrong.
    """

    right: int
    of: int
    ece: float
    auc: float | None
    brier: float
    bins: tuple[Bin, ...]


def judge_confidences(
    incidents: Sequence[Incident],
    templates: Sequence[GoldTemplate],
    pairs: Sequence[tuple[int, int]],
    *,
    names_only: bool = False,
) -> list[Judged]:
    """Each value that has a confidence, of incidents that ``pairs`` align with templates or leave without one.

    What is of an incident without one is wrong. Dates, countries and places are judged where the gold says any. Neither
    places nor victims without a name are with ``names_only``: such gold has not all that an article tells of them.
    """
    incidents = [_keep_known(incident) for incident in incidents] if names_only else incidents
    aligned = dict(pairs)
    return [
        Judged(kind, confidence, right)
        for row, incident in enumerate(incidents)
        for kind, confidence, right in _judge(incident, templates[aligned[row]] if row in aligned else None)
        if confidence is not None
    ]


def _keep_known(incident: Incident) -> Incident:
    """The incident without what gold of names alone does not tell."""
    named = tuple(victim for victim in incident.victims if victim.name)
    return incident.model_copy(update={"victims": named, "place": incident.place.model_copy(update={"places": ()})})


_Asked = tuple[Kind, float | None, bool]


def _judge(incident: Incident, gold: GoldTemplate | None) -> Iterator[_Asked]:
    yield "incident", incident.confidence, gold is not None
    if incident.date is not None and (gold is None or gold.dates):
        yield "date", incident.date.confidence, gold is not None and meets_date(incident.date, gold.dates)
    yield from _judge_place(incident, gold)
    yield from _judge_entries(incident, gold)


def _judge_entries(incident: Incident, gold: GoldTemplate | None) -> Iterator[_Asked]:
    for weapon in incident.weapons:
        yield "weapon", weapon.confidence, _is_named(weapon, "Weapon", gold)
    for target in incident.targets:
        yield "target", target.confidence, _is_named(target, "Target", gold)
    for entry in incident.perpetrators:
        role: Role = "PerpInd" if entry.kind == "individual" else "PerpOrg"
        yield "perpetrator", entry.confidence, _is_named(entry, role, gold)
    groups = () if gold is None else gold.victims
    for victim in incident.victims:
        yield "victim", victim.confidence, any(is_right_entry(victim, group) for group in groups)


def _judge_place(incident: Incident, gold: GoldTemplate | None) -> Iterator[_Asked]:
    place, locations = incident.place, () if gold is None else gold.locations
    if gold is None or any(one.country for one in locations):
        yield "country", place.country_confidence, is_same_country(place, locations)
    if gold is None or any(one.places for one in locations):
        known = {normalize_name(name) for one in locations for names in one.places for name in names}
        for named in place.places:
            yield "place", named.confidence, normalize_name(named.name) in known


def _is_named(entry: Weapon | Target | Perpetrator, role: Role, gold: GoldTemplate | None) -> bool:
    """Whether the gold has the name in that role."""
    entities = () if gold is None else gold.roles.get(role, ())
    return normalize_name(entry.name) in {normalize_name(name) for names in entities for name in names}


def group_of(kind: Kind) -> str:
    """Which of JUDGED it is among."""
    return "incidents" if kind == "incident" else "values"


def measure_all(judged: Iterable[Judged]) -> dict[str, Reliability]:
    """How the confidences meet the gold, by JUDGED; without what has none."""
    held: dict[str, list[Judged]] = {name: [] for name in JUDGED}
    for one in judged:
        held[group_of(one.kind)].append(one)
    return {name: measure(values) for name, values in held.items() if values}


def measure(judged: Sequence[Judged]) -> Reliability:
    """How the confidences, of which there is at least one, meet the gold."""
    bins = tuple(_fill_bins(judged))
    return Reliability(
        right=sum(one.right for one in judged),
        of=len(judged),
        ece=sum(abs(one.of * one.confidence - one.right) for one in bins) / len(judged),
        auc=_auc([one.confidence for one in judged if one.right], [one.confidence for one in judged if not one.right]),
        brier=fmean((one.confidence - one.right) ** 2 for one in judged),
        bins=bins,
    )


def _fill_bins(judged: Iterable[Judged]) -> Iterator[Bin]:
    held: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        held[min(int(one.confidence * BINS), BINS - 1)].append(one)
    for at, values in enumerate(held):
        if values:
            yield Bin(
                low=at / BINS,
                high=(at + 1) / BINS,
                confidence=fmean(one.confidence for one in values),
                right=sum(one.right for one in values),
                of=len(values),
            )


def _auc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    if not right or not wrong:
        return None
    from scipy.stats import mannwhitneyu  # type: ignore[import-untyped] # noqa: PLC0415 - lazy: an extra

    found: Any = mannwhitneyu(right, wrong)
    return float(found.statistic) / (len(right) * len(wrong))
