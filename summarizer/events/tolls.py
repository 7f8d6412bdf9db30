"""The tolls of an event: what each of its reports counts, and as what: all, a part, or a claim of who did it."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from summarizer.events.figures import Deaths, choose_agreed, is_before, list_deaths, make_toll, read_figure
from summarizer.events.reports import Member
from summarizer.events.scoring import FORCES, OF_STATE, is_same_organization, without_lands
from summarizer.evidence.reported import entries_of
from summarizer.evidence.values import is_held
from summarizer.language.cities import plain
from summarizer.language.people import content_words
from summarizer.language.regions import find_lands
from summarizer.schemas.event import Figure, FigureRule, Toll
from summarizer.schemas.record import Outcome

_SPEAKING = frozenset(
    {"a", "an", "the", "s", "spokesman", "spokeswoman", "spokesperson", "official", "officials", "officer", "officers"}
    | {"commander", "source", "sources", "statement"}
)
"""Words that say no more than that somebody speaks for others."""
_SOLDIERS = frozenset({"soldier", "soldiers", "troops", "servicemen", "personnel", "policemen", "officers", "police"})
_REBELS = frozenset({"rebels", "fighters", "militants", "insurgents", "guerrillas", "members", "rebel", "fighter"})


Died = Mapping[str, Counter[Outcome]]
"""How many whom a report names as hurt or missing died by another one, by incident id."""


def count_casualties(members: Sequence[Member], rule: FigureRule, died: Died) -> dict[Outcome, Toll]:
    """The toll of each outcome that a report gives a number for.

    A copy counts only with a figure that its text had not told before: a dispatch sent again with a new toll.
    """
    tolls: dict[Outcome, Toll] = {}
    naming, doers = _list_naming(members), _list_doers(members)
    sources = {member.report.incident_id: member.source for member in members}
    outcomes = {outcome for member in members for outcome in member.incident.totals}
    for outcome in sorted(outcomes, key=lambda outcome: (outcome != "killed", outcome)):
        deaths = list_deaths(tolls, outcome)
        figures = _read_figures(members, outcome, died, doers)
        if outcome == "missing":
            figures = _open_missing(figures, tolls.get("killed"))
        figures = _set_parts_apart(figures, naming.get(outcome, ()), deaths)
        if figures:
            counting = {sources[figure.incident_id] for figure in figures if figure.counts}
            tolls[outcome] = make_toll(figures, rule, sources=len(counting), deaths=deaths)
    return {outcome: tolls[outcome] for outcome in sorted(tolls)}


def _read_figures(
    members: Sequence[Member], outcome: Outcome, died: Died, doers: Collection["_Side"]
) -> Sequence[Figure]:
    """What the reports give for an outcome, marked where it is a claim or a copy that tells nothing new.

    Of one article's figures the highest counts: the others are of some of the same people.
    """
    read: list[tuple[Member, Figure]] = []
    highest: dict[str, Figure] = {}
    for member in members:
        figure = read_figure(member.record, member.incident, outcome)
        figure = figure and _leave_out(figure, died.get(figure.incident_id, Counter())[outcome])
        if figure:
            read.append((member, figure))
            known = highest.setdefault(figure.article_id, figure)
            highest[figure.article_id] = figure if figure.figure > known.figure else known
    seen: dict[str, set[tuple[int, bool]]] = {}
    figures: list[Figure] = []
    for member, figure in read:
        told, counts = seen.setdefault(member.source, set()), highest[figure.article_id] is figure
        if counts:
            counts = not told or (member.copy_of is not None and (figure.figure, figure.has_least) not in told)
            told.add((figure.figure, figure.has_least))
        role = "claim" if _is_claim(member, outcome, doers) else figure.role
        figures.append(figure.model_copy(update={"counts": counts, "role": role}))
    return figures


def _leave_out(figure: Figure, died: int) -> Figure | None:
    """A figure without those who died by another report; None where that leaves nobody."""
    high = None if figure.high is None else max(figure.high - died, 0)
    if not died or high is None:
        return figure
    less = {"figure": max(figure.figure - died, 0), "low": max(figure.low - died, 0), "high": high}
    return figure.model_copy(update=less) if high else None


class _Side(NamedTuple):
    """Who speaks or acts: the country whose forces they are, or the telling words of an organization's name."""

    country: str | None
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def _read_side(name: str, home: str | None) -> _Side:
    """Whose side a name is of; forces that it tells no country of are those of the country where it happened."""
    lands = find_lands(name)
    words = [word for word in plain(without_lands(name, lands)).split() if word not in _SPEAKING]
    if set(words) <= OF_STATE and (lands or not FORCES.isdisjoint(words)):
        return _Side(lands[0].country if lands else home, ())
    return _Side(None, tuple(word for word in plain(name).split() if word not in _SPEAKING))


def _list_doers(members: Iterable[Member]) -> frozenset[_Side]:
    return frozenset(
        _read_side(entry.name, member.report.country)
        for member in members
        for entry in member.incident.perpetrators
        if entry.kind == "organization" and is_held(entry.evidence)
    )


def _is_claim(member: Member, outcome: Outcome, doers: Iterable[_Side]) -> bool:
    """Whether all that a report tells of an outcome is what those say who did it, and none of it of their own."""
    entries, home = entries_of(member.incident, outcome), member.report.country
    speakers = [(one, _read_side(one.said_by.text, home)) for one in entries if one.said_by]
    return 0 < len(speakers) == len(entries) and all(
        any(_is_one_side(speaker, doer) for doer in doers) and not _is_own(one.group or "", speaker, home)
        for one, speaker in speakers
    )


def _is_own(group: str, speaker: _Side, home: str | None) -> bool:
    """Whether people are of the speaker's side: rebels of whom rebels tell, soldiers of whom their own army does.

    Soldiers that are called no country's are those of the country where it happened.
    """
    words = content_words(group)
    if speaker.words:
        return not words.isdisjoint(_REBELS | set(speaker.words))
    lands = find_lands(group)
    country = lands[0].country if lands else home
    return speaker.country == country and not words.isdisjoint(_SOLDIERS)


def _is_one_side(speaker: _Side, doer: _Side) -> bool:
    if speaker.words and doer.words:
        return is_same_organization(" ".join(speaker.words), " ".join(doer.words))
    return not speaker.words and not doer.words and speaker.country == doer.country


def _list_naming(members: Iterable[Member]) -> dict[Outcome, set[str]]:
    """By outcome the reports, by incident id, that name everybody whom they count."""
    naming = dict[Outcome, set[str]]()
    for member in members:
        for outcome, total in member.incident.totals.items():
            entries = entries_of(member.incident, outcome)
            if total.high is not None and 0 < total.high <= len(entries) and all(one.name for one in entries):
                naming.setdefault(outcome, set()).add(member.report.incident_id)
    return naming


def _set_parts_apart(figures: Sequence[Figure], naming: Container[str], deaths: Deaths) -> Sequence[Figure]:
    """The figures; those of a part count where they are more than all others.

    A part are those who died since, and those whom a report only names, later than another counted more and most did:
    at a funeral, or in court.
    """
    wholes = [figure for figure in figures if figure.counts and figure.role != "part"]
    if not wholes:
        return figures
    best = choose_agreed(wholes, deaths)
    counted = [figure for figure in wholes if figure.incident_id not in naming]
    parts = {
        one.incident_id
        for one in figures
        if one.role == "part"
        or (
            one.incident_id in naming
            and one.figure < best
            and any(earlier.figure > one.figure and is_before(earlier, one) for earlier in counted)
        )
    }
    most = max(figure.figure for figure in wholes if figure.incident_id not in parts)
    return [
        one.model_copy(update={"role": "part", "counts": one.counts and one.figure > most})
        if one.incident_id in parts
        else one
        for one in figures
    ]


def _open_missing(figures: Sequence[Figure], killed: Toll | None) -> Sequence[Figure]:
    """The figures of the missing, without a lower bound where more are dead after the newest of them.

    How many of these were among the missing no report tells.
    """
    newest = max((figure.published for figure in figures if figure.published), default=date.max)
    dead = [(one.published, one) for one in killed.history if one.published] if killed else []
    before = max((one.figure for day, one in dead if day <= newest and one.role != "part"), default=0)
    if all(day <= newest or (one.role != "part" and one.figure <= before) for day, one in dead):
        return figures
    return [figure.model_copy(update={"low": 0}) for figure in figures]
