"""Events against gold clusters: which reports are of one event, and what their tolls are.

Gold is JSON Lines, an event a line: ``{"event": "x1", "reports": ["a.txt", "b.txt"], "figures": {"killed": 17}}``. A
report is named by its article's id, path, or file name with or without the suffix, or by its incident id; ``figures``
may be left out, or null; where several numbers are right, they are a list. Only reports that the gold names are
scored. An article with several incidents is with every article that one of its events has. Pairwise scores come first:
B-cubed forgives what is left alone (all reports apart score 74.2 on 1,697 reports of shootings, and merge nothing).

Source: Bagga and Baldwin 1998 for B-cubed.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from summarizer.errors import ConfigurationError
from summarizer.evaluation.jsonl_gold import Many, read_gold
from summarizer.evaluation.scores import document_names
from summarizer.schemas.event import Event, EventReport
from summarizer.schemas.record import Frozen, Outcome

_REMEDY = 'Write an event a line: {"event": "x1", "reports": ["a.txt", "b.txt"], "figures": {"killed": 17}}.'
_People = Annotated[int, Field(ge=0)]


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {outcome: figure for outcome, figure in value.items() if figure is not None}
    return {} if value is None else value


_Figures = Annotated[Many[_People], Field(min_length=1)]


class GoldEvent(Frozen):
    """One gold cluster. Of an outcome's figures any one is right."""

    event: str
    reports: Annotated[tuple[str, ...], Field(min_length=1)]
    figures: Annotated[dict[Outcome, _Figures], BeforeValidator(_without_nulls)] = Field(default={})


class Scores(Frozen):
    """Precision, recall and F1 in percent; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None


class TollScores(Frozen):
    """Tolls of events with two reports or more that give one, against the gold figure, or the nearest of several.

    ``exact`` are shares in percent, ``off`` the mean distance; ``merged`` of the event's figure by its rule, ``single``
    of its reports taken one by one. ``any_exact`` is the share of events of which one report at least is exact: a rule
    that chooses among the figures of reports cannot have more.
    """

    events: int
    merged_exact: float
    single_exact: float
    any_exact: float
    merged_off: float
    single_off: float


class EventScores(Frozen):
    """How events and their tolls compare with gold. ``missing`` gold reports are in no event; they count as alone."""

    gold: str
    reports: int
    missing: tuple[str, ...]
    gold_events: int
    events: int
    pairwise: Scores
    b_cubed: Scores
    tolls: dict[Outcome, TollScores]


def load_gold_events(path: Path) -> tuple[GoldEvent, ...]:
    """The gold clusters of a file. Raises: ConfigurationError naming line and field, or what stands there twice."""
    events: dict[str, GoldEvent] = {}
    seen: dict[str, str] = {}
    for where, event in read_gold(path, GoldEvent, _REMEDY):
        if event.event in events:
            raise ConfigurationError(
                f"{where}: event {event.event!r} stands there a second time. Put all its reports on one line."
            )
        events[event.event] = event
        for report in event.reports:
            if seen.setdefault(report, event.event) != event.event:
                raise ConfigurationError(
                    f"{where}: report {report!r} is of event {seen[report]!r} and of {event.event!r}. "
                    "Leave it in one of them."
                )
    if not events:
        raise ConfigurationError(f"{path}: no gold event is in it. {_REMEDY}")
    return tuple(events.values())


def score_events(events: Iterable[Event], gold: Sequence[GoldEvent], *, name: str) -> EventScores:
    """The scores of events against gold clusters.

    Raises: ConfigurationError where the gold names one article twice or several by one name, or none of the events'.
    """
    clusters = {report: event for event in gold for report in event.reports}
    homes = _find_homes(events, clusters)
    mates: dict[str, set[str]] = {event.event_id: set() for own in homes.values() for event in own}
    for report, own in homes.items():
        for event in own:
            mates[event.event_id].add(report)
    predicted = {report: {report}.union(*(mates[event.event_id] for event in own)) for report, own in homes.items()}
    truth = {report: set(event.reports) for report, event in clusters.items()}
    return EventScores(
        gold=name,
        reports=len(clusters),
        missing=tuple(report for report, own in homes.items() if not own),
        gold_events=len(gold),
        events=len(mates),
        pairwise=_pairwise(predicted, truth),
        b_cubed=_b_cubed(predicted, truth),
        tolls=_score_tolls(homes, gold),
    )


def _find_homes(events: Iterable[Event], named: Iterable[str]) -> dict[str, list[Event]]:
    """The events that each report of the gold is in; none where it is in none."""
    homes: dict[str, list[Event]] = {report: [] for report in named}
    articles: dict[str, EventReport] = {}
    names: dict[str, str] = {}
    known: EventReport | None = None
    for event in events:
        found = set[str]()
        for known in event.reports:
            if known.incident_id in homes:
                found.add(known.incident_id)
            for name in document_names(known.article_id, known.path, known.external_id):
                if name in homes:
                    found.add(name)
                    _hold_apart(known, articles.setdefault(name, known), name, names.setdefault(known.article_id, name))
        for name in found:
            homes[name].append(event)
    if known and not any(homes.values()):
        raise ConfigurationError(
            f"No report of the gold is in an event: it has {next(iter(homes))!r}, and the run "
            f"{known.reference or known.article_id!r}. A report is known by its article's id, its own or "
            "that of its file, by path or file name, or by its incident's id."
        )
    return homes


def _hold_apart(report: EventReport, other: EventReport, name: str, other_name: str) -> None:
    """Raises: ConfigurationError where a name is two articles', or an article has two names."""
    if report.article_id != other.article_id:
        paths = " and ".join(one.reference or one.article_id for one in (other, report))
        raise ConfigurationError(f"Report {name!r} of the gold is two articles, {paths}. Name it by id or whole path.")
    if name != other_name:
        raise ConfigurationError(f"Reports {other_name!r} and {name!r} of the gold are one article. Leave one of them.")


Mates = Mapping[str, set[str]]
"""With which reports, itself among them, each report is."""


def _pairwise(predicted: Mates, truth: Mates) -> Scores:
    right = sum(len(predicted[report] & truth[report]) - 1 for report in truth)
    found, wanted = (sum(len(mates) - 1 for mates in side.values()) for side in (predicted, truth))
    return _scores(right / found if found else None, right / wanted if wanted else None)


def _b_cubed(predicted: Mates, truth: Mates) -> Scores:
    shared = {report: len(predicted[report] & truth[report]) for report in truth}
    precision = sum(shared[report] / len(predicted[report]) for report in truth) / len(truth)
    recall = sum(shared[report] / len(truth[report]) for report in truth) / len(truth)
    return _scores(precision, recall)


def _scores(precision: float | None, recall: float | None) -> Scores:
    both = (precision or 0) + (recall or 0)
    f1 = 2 * (precision or 0) * (recall or 0) / both if both else 0.0
    return Scores(precision=_percent(precision), recall=_percent(recall), f1=None if recall is None else _percent(f1))


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


class _Toll(Frozen):
    """How far from the gold figure the event's figure and those of its reports are."""

    merged: int
    singles: tuple[int, ...]


def _score_tolls(homes: Mapping[str, Sequence[Event]], gold: Sequence[GoldEvent]) -> dict[Outcome, TollScores]:
    tolls: dict[Outcome, list[_Toll]] = {}
    for cluster in gold:
        event = _main_event(cluster, homes)
        for outcome, right in cluster.figures.items():
            toll = event.casualties.get(outcome) if event else None
            if toll and len(toll.history) > 1:
                singles = tuple(_distance(one.figure, right) for one in toll.history)
                tolls.setdefault(outcome, []).append(_Toll(merged=_distance(toll.chosen, right), singles=singles))
    return {outcome: _sum_tolls(found) for outcome, found in sorted(tolls.items())}


def _distance(figure: int, right: Sequence[int]) -> int:
    return min(abs(figure - number) for number in right)


def _main_event(cluster: GoldEvent, homes: Mapping[str, Sequence[Event]]) -> Event | None:
    """The event that has the most of a cluster's reports; of equals the first by id."""
    found = [event for report in cluster.reports for event in homes[report]]
    counted = {event.event_id: sum(other.event_id == event.event_id for other in found) for event in found}
    return min(found, key=lambda event: (-counted[event.event_id], event.event_id), default=None)


def _sum_tolls(tolls: Sequence[_Toll]) -> TollScores:
    """Sums over events, each counted once however many reports it has."""
    return TollScores(
        events=len(tolls),
        merged_exact=_mean(100.0 * (toll.merged == 0) for toll in tolls),
        single_exact=_mean(fmean(100.0 * (one == 0) for one in toll.singles) for toll in tolls),
        any_exact=_mean(100.0 * (0 in toll.singles) for toll in tolls),
        merged_off=_mean(float(toll.merged) for toll in tolls),
        single_off=_mean(fmean(toll.singles) for toll in tolls),
    )


def _mean(numbers: Iterable[float]) -> float:
    return round(fmean(numbers), 2)
