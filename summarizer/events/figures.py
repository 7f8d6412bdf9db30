"""Figures by rule: one number for each outcome, the history of the toll, and how far results hinge on the rule.

Rules, and what others call them: ``agreed``, the one that most sources agree with, where a toll that grew and "at
least" are no disagreement. ``latest``, the newest day's (news desks). ``conservative``, the lowest, with vague words
read as in ACLED's FAQ ("tens" 10, "dozens" 12, "hundreds" 100); "most conservative" in the R package eventreport
(van Baalen and others, doi 10.1093/isq/sqag014). ``range``, low, best and high over the independent sources (UCDP GED
codebook). ``common``, the most frequent; "most representative" in eventreport. Copies of one text are one source.
"Up to 20", and what those claim who did it, are chosen by no rule where there is another figure.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import inf
from typing import Any, NamedTuple, Self

from summarizer.errors import ConfigurationError
from summarizer.evidence.findings import incident_of
from summarizer.evidence.reported import entries_of, tell_speakers
from summarizer.language.wording import Wording
from summarizer.schemas.event import Event, Figure, FigureRule, Toll
from summarizer.schemas.record import Count, Frozen, Incident, Outcome, Qualifier, Summary, Total, Victim

_VAGUE = Wording(
    r"(?i)\b(?:(?P<tens>tens)|(?P<dozens>dozens)|(?P<hundreds>hundreds))\b(?!\s{1,3}of\s{1,3}(?:hundreds|thousands|millions|billions)\b)",
    "dozens of people", "tens of thousands",
)  # fmt: skip
_READ_AS = {"tens": 10, "dozens": 12, "hundreds": 100}
_ABOUT = 0.1
_LEFT: frozenset[Outcome] = frozenset({"freed", "escaped", "killed"})
MAY_DIE: frozenset[Outcome] = frozenset({"injured", "missing"})

Deaths = Mapping[str, int] | None
"""How many are killed by each report, by incident id; None where others may be fewer for any reason."""
NO_DEATHS: Deaths = {}


class Rules(NamedTuple):
    """What the events of a folder were merged by: the rule for figures, and whether reviews are applied to records."""

    figures: FigureRule = "agreed"
    reviewed: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """The rules that are among an index's settings, if any."""
        return cls(**{name: settings[name] for name in cls._fields if name in settings})


def need_rule(figures: str) -> None:
    """Raises: ConfigurationError where there is no such rule."""
    if figures not in _RULES:
        raise ConfigurationError(f"figures={figures!r}: there is no such rule. Rules: {', '.join(_RULES)}.")


def read_figure(record: Summary, incident: Incident, outcome: Outcome) -> Figure | None:
    """What a report gives for an outcome; None where it gives no number."""
    total = incident.totals.get(outcome)
    if total is None:
        return None
    entries = entries_of(incident, outcome)
    vague = next((known for entry in entries if (known := _read_vague(entry, total.low)) is not None), None)
    counted = [entry.count for entry in entries if entry.count]
    evidence = [item for entry in entries for item in (*entry.evidence, *(entry.count.evidence if entry.count else ()))]
    return Figure(
        incident_id=incident.incident_id,
        article_id=record.article.article_id,
        published=record.article.published,
        figure=vague if vague is not None else total.low or total.high or 0,
        low=total.low,
        high=total.high,
        qualifier=_qualify(total, counted),
        said_by=tell_speakers(incident, outcome),
        role="part" if outcome == "killed" and _is_newly_dead(record, incident) else "all",
        counts=True,
        evidence=tuple(dict.fromkeys(item for item in evidence if item.status != "not_found")),
    )


def tell_figure(figure: Figure) -> str:
    """What one report gives, with its bounds: "15 or more"."""
    if figure.high is None:
        return f"{figure.figure:,} or more"
    if figure.has_least:
        return f"{figure.figure:,} to {figure.high:,}" if figure.high > figure.figure else f"{figure.figure:,}"
    return f"up to {figure.figure:,}"


def tell_toll(toll: Toll) -> str:
    """The figure by the rule, and the range of the sources where they differ or know no upper bound.

    "unknown" where it bounds nothing: of at least 20 missing some may have been found dead since.
    """
    if toll.bound is None and toll.borne_out(toll.chosen) is None:
        return "unknown"
    chosen, low = _tell_number(toll, toll.chosen), _tell_number(toll, toll.low)
    if toll.low == toll.bound:
        return chosen
    span = low if toll.low == toll.high else f"{low} to {_tell_number(toll, toll.high)}"
    return f"{chosen} ({span}{' or more' * (toll.bound is None)})"


def _tell_number(toll: Toll, number: int) -> str:
    """One of a toll's numbers, told as what it is where every report that gives it gives an upper bound alone."""
    is_most = any(one.figure == number for one in toll.history if one.counts) and toll.borne_out(number) is None
    return f"{'up to ' * is_most}{number:,}"


def _is_newly_dead(record: Summary, incident: Incident) -> bool:
    """Whether the report counts only those who died since others did."""
    told = {incident_of(finding.field) for finding in record.findings if finding.code == "newly_dead"}
    return any(at in told for at, one in enumerate(record.incidents) if one.incident_id == incident.incident_id)


def _qualify(total: Total, counted: Sequence[Count]) -> Qualifier:
    """The qualifier of the only number, but for an exact one beside whom there may be others; else what bounds say."""
    if len(counted) == 1 and (counted[0].qualifier != "exact" or total.low == total.high):
        return counted[0].qualifier
    return "exact" if total.low == total.high else "at_least" if total.high is None else "range"


def _read_vague(entry: Victim, low: int) -> int | None:
    """A vague word's figure, where the report's lower bound is that word's alone."""
    found = _VAGUE.search(entry.count.text) if entry.count and entry.count.low == low else None
    return _READ_AS[str(found.lastgroup)] if found else None


def make_toll(
    figures: Sequence[Figure], rule: FigureRule, *, sources: int | None = None, deaths: Deaths = NO_DEATHS
) -> Toll:
    """The toll of one outcome from the figures of all reports, of which one at least counts.

    ``sources`` is how many texts they come from, None for as many as count: a copy with a figure of its own counts, and
    is no source.
    """
    history = sorted(figures, key=lambda one: (one.published or date.max, one.article_id, one.incident_id))
    counting = [figure for figure in history if figure.counts]
    return Toll(
        rule=rule,
        chosen=_RULES[rule](counting, deaths),
        low=min(figure.figure for figure in counting),
        best=choose_agreed(counting, deaths),
        high=max(max(figure.figure, figure.high or 0) for figure in counting),
        sources=len(counting) if sources is None else sources,
        history=tuple(history),
    )


def _with_least(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures without upper bounds alone ("up to 20"), where there are others."""
    return [figure for figure in figures if figure.has_least] or figures


def _without_claims(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures without what those claim who did it, where there are others."""
    return [figure for figure in figures if figure.role != "claim"] or figures


def _list_rivals(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those of the figures that one may be chosen from."""
    return _without_claims(_with_least(figures))


def choose_agreed(figures: Sequence[Figure], deaths: Deaths = NO_DEATHS) -> int:
    """The figure that most reports agree with, at first without those that only do not rule it out.

    Of equals the one that most give exactly, then the highest.
    """
    rivals = {figure.figure: figure for figure in reversed(_list_rivals(figures))}
    voices = _without_claims(figures)

    def support(number: int) -> tuple[int, int, int, int]:
        given = [figure for figure in voices if figure.figure == number]
        exact = sum(figure.high == figure.low and figure.qualifier != "about" for figure in given)
        agreeing = [figure for figure in voices if _agrees(figure, rivals[number], deaths)]
        sure = sum(_is_sure(figure, number) for figure in agreeing)
        return sure, len(agreeing), exact, number

    return max(rivals, key=support)


def _is_sure(figure: Figure, number: int) -> bool:
    """Whether a figure that agrees with a number gives it, or one number of its own."""
    return (figure.figure == number and figure.has_least) or not figure.high or figure.high == figure.low


def _agrees(figure: Figure, rival: Figure, deaths: Deaths) -> bool:
    """Whether a report may be right if the rival is, the first to give its figure: it gives it, or less so far.

    A toll grows to a number: the lower bound of a report that does not know how many there are is no later toll. Where
    ``deaths`` are given it shrinks by those who have died since.
    """
    if figure.figure >= rival.figure and figure.has_least:
        return figure.figure == rival.figure or _is_told_by_deaths(figure, rival, deaths)
    if figure.high is None or figure.high >= rival.figure:
        return True
    if rival.qualifier == "range" and rival.high != rival.low:
        return False
    return is_before(figure, rival)


def is_before(earlier: Figure, later: Figure) -> bool:
    """Whether a figure is known to be of an earlier day than another."""
    return earlier.published is not None and later.published is not None and earlier.published < later.published


def _is_told_by_deaths(earlier: Figure, later: Figure, deaths: Deaths) -> bool:
    """Whether a figure is smaller than an earlier day's by no more people than died meanwhile."""
    if not is_before(earlier, later):
        return False
    if deaths is None:
        return True
    died = deaths.get(later.incident_id, 0) - deaths.get(earlier.incident_id, 0)
    return 0 <= earlier.figure - later.figure <= died


def _latest(figures: Sequence[Figure], deaths: Deaths = NO_DEATHS) -> int:
    """The newest day's commonest figure; without any day, the commonest of all."""
    rivals = _list_rivals(figures)
    newest = max((figure.published for figure in rivals if figure.published), default=None)
    return _common([figure for figure in rivals if figure.published == newest], deaths)


def _common(figures: Sequence[Figure], _deaths: Deaths = NO_DEATHS) -> int:
    """The most frequent figure, of equals the highest."""
    counted = Counter(figure.figure for figure in _list_rivals(figures))
    return max(counted.items(), key=lambda item: (item[1], item[0]))[0]


def _lowest(figures: Sequence[Figure], _deaths: Deaths = NO_DEATHS) -> int:
    return min(figure.figure for figure in _with_least(_without_claims(figures)))


_RULES: Mapping[FigureRule, Callable[[Sequence[Figure], Deaths], int]] = {
    "agreed": choose_agreed,
    "latest": _latest,
    "conservative": _lowest,
    "range": choose_agreed,
    "common": _common,
}


def is_contested(toll: Toll, deaths: Deaths = NO_DEATHS) -> bool:
    """Whether sources disagree otherwise than by a toll that grows with the day of publication.

    A toll that shrinks by no more than ``deaths`` grew is no disagreement, either. What those claim who did it is one
    where it is more than the others agree on.
    """
    for earlier, later in _at_odds(toll):
        claims = [one.figure for one in (earlier, later) if one.role == "claim"]
        is_rival = len(claims) == 1 and claims[0] > toll.best
        is_less = later.figure < earlier.figure and not _is_told_by_deaths(earlier, later, deaths)
        if is_rival or is_less or not is_before(earlier, later):
            return True
    return False


def list_deaths(casualties: Mapping[Outcome, Toll], outcome: Outcome) -> Deaths:
    """The deaths by which an outcome's figures shrink: some of the injured die. The missing are found, dead or not."""
    if outcome == "missing":
        return None
    killed = casualties.get("killed") if outcome in MAY_DIE else None
    if killed is None:
        return NO_DEATHS
    return {one.incident_id: one.figure + (0 if _is_whole(one) else killed.best) for one in killed.history}


def list_gone(casualties: Mapping[Outcome, Toll], outcome: Outcome) -> Deaths:
    """Those by whom a figure may be smaller without a disagreement: of people kidnapped, too, those held no more."""
    if outcome != "kidnapped":
        return list_deaths(casualties, outcome)
    gone = Counter[str]()
    for left in _LEFT & casualties.keys():
        gone.update({figure.incident_id: figure.figure for figure in casualties[left].history})
    return gone


def _is_whole(figure: Figure) -> bool:
    return figure.counts or figure.role != "part"


def _at_odds(toll: Toll) -> Iterator[tuple[Figure, Figure]]:
    """The figures that count, two by two in order, that differ and have no number in common: 12 and "10 to 15" have.

    A lower bound says what its source knows, so that "at least 103" differs from 182, but not from "up to 200".
    """
    counting = [figure for figure in toll.history if figure.counts]
    for earlier, later in combinations(counting, 2):
        is_open = (earlier.high is None or later.high is None) and earlier.has_least and later.has_least
        if earlier.figure != later.figure and (is_open or not _share_number(earlier, later)):
            yield earlier, later


def _share_number(one: Figure, other: Figure) -> bool:
    (low, high), (least, most) = _widen(one), _widen(other)
    return max(low, least) <= min(high, most)


def _widen(figure: Figure) -> tuple[float, float]:
    """A figure's bounds; of one "about" so many those of what lies within a tenth of it."""
    slack = _ABOUT if figure.qualifier == "about" else 0.0
    high = inf if figure.high is None else figure.high
    return figure.low * (1 - slack), high * (1 + slack)


_TOLLS = "tolls"
_SUMMED = sorted({*_RULES, "highest"} - {"range"})


class Hinge(Frozen):
    """How far results hinge on the rule. Shares are of the events that two independent sources or more count."""

    events: int
    compared: int
    disagreeing: int
    sums: dict[Outcome, dict[str, int]]

    @property
    def share(self) -> float | None:
        """The share of compared events on which sources disagree about an outcome; None where none is compared."""
        return self.disagreeing / self.compared if self.compared else None


def count_hinge(event: Event) -> Counter[str]:
    """What one event adds to the counts that ``make_hinge`` reads."""
    several = [toll for toll in event.casualties.values() if toll.sources > 1]
    counted = Counter(events=1, compared=int(bool(several)), disagreeing=int(any(any(_at_odds(t)) for t in several)))
    for outcome, toll in event.casualties.items():
        sums = sum_up(toll, list_deaths(event.casualties, outcome))
        counted.update({f"{outcome} {_TOLLS}": 1, **{f"{outcome} {rule}": n for rule, n in sums.items()}})
    return counted


def make_hinge(counted: Mapping[str, int]) -> Hinge:
    """What hinges on the rule, of counts that were added up, and taken off again, over events."""
    outcomes = sorted(name.removesuffix(f" {_TOLLS}") for name, count in counted.items() if count and _TOLLS in name)
    return Hinge(
        events=counted.get("events", 0),
        compared=counted.get("compared", 0),
        disagreeing=counted.get("disagreeing", 0),
        sums={outcome: {rule: counted.get(f"{outcome} {rule}", 0) for rule in _SUMMED} for outcome in outcomes},
    )


def sum_up(toll: Toll, deaths: Deaths = NO_DEATHS) -> dict[str, int]:
    """The figure by each rule, and the highest, which eventreport calls most informative.

    Without what is an upper bound alone; the highest may be one beside other figures.
    """
    counting = [figure for figure in toll.history if figure.counts]
    chosen = {rule: choose(counting, deaths) for rule, choose in _RULES.items() if rule != "range"}
    told: dict[str, int] = {rule: number for rule, number in chosen.items() if toll.borne_out(number) is not None}
    return {**told, "highest": toll.high} if told else {}
