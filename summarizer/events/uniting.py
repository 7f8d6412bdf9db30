"""One event's values, from all its reports."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from summarizer.events.figures import is_contested, make_toll, read_figure
from summarizer.events.reports import Report, find_town
from summarizer.events.scoring import compare_places, is_same_organization, is_same_person
from summarizer.events.types import compare_types
from summarizer.evidence.values import is_held
from summarizer.language.cities import plain
from summarizer.language.people import content_words
from summarizer.schemas.event import (
    Conflict,
    EventPerpetrator,
    EventReport,
    EventTarget,
    EventVictim,
    EventWeapon,
    Figure,
    FigureRule,
    Position,
    ReportedDate,
    ReportedPerpetrator,
    ReportedPlace,
    ReportedTarget,
    ReportedVictim,
    ReportedWeapon,
    Toll,
)
from summarizer.schemas.record import Incident, Outcome, Summary

M = TypeVar("M", ReportedPerpetrator, ReportedTarget, ReportedWeapon, ReportedVictim)


class Member(NamedTuple):
    """A report of the event with its record. ``copy_of`` is the article whose text its own repeats."""

    report: Report
    record: Summary
    incident: Incident
    copy_of: str | None

    @property
    def source(self) -> str:
        """The article that its text comes from: copies have one source."""
        return self.copy_of or self.report.article_id


def order(members: Iterable[Member]) -> list[Member]:
    """By day of publication, those without one last."""
    return sorted(
        members, key=lambda one: (one.report.published is None, one.report.published or 0, one.report.incident_id)
    )


def tell_report(member: Member) -> EventReport:
    """The report as the event lists it."""
    article = member.record.article
    return EventReport(
        incident_id=member.report.incident_id,
        article_id=article.article_id,
        path=article.path,
        published=article.published,
        source=article.source,
        title=article.title,
        url=article.url,
        type=member.incident.type,
        copy_of=member.copy_of,
        model=member.record.provenance.model.id,
    )


def rank_types(members: Sequence[Member]) -> tuple[str, ...]:
    """All types reported, the commonest first; what says most before "attack" and "other"."""
    counted = Counter(member.incident.type for member in members)
    return tuple(sorted(counted, key=lambda kind: (kind == "other", -counted[kind], kind)))


def choose_date(members: Sequence[Member]) -> ReportedDate | None:
    """The reading that the fewest others contradict, of these the most precise."""
    dated = [(one, one.report.bounds, one.incident.date) for one in members if one.report.bounds and one.incident.date]
    if not dated:
        return None
    meeting = {
        member.report.incident_id: [other.report.incident_id for other, span, _ in dated if _meet(bounds, span)]
        for member, bounds, _ in dated
    }
    best, _, when = min(
        dated,
        key=lambda item: (
            -len(meeting[item[0].report.incident_id]),
            item[1][1] - item[1][0],
            item[0].report.is_relative,
        ),
    )
    own = best.report.incident_id
    agreeing = (own, *(one for one in meeting[own] if one != own))
    return ReportedDate(incident_id=own, article_id=best.report.article_id, value=when, agreeing=agreeing)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def choose_place(members: Sequence[Member]) -> ReportedPlace | None:
    """The reading that the fewest others contradict, of these the most precise."""
    placed = [member for member in members if member.report.places or member.report.country]
    if not placed:
        return None
    meeting = {
        member.report.incident_id: [other.report.incident_id for other in placed if not _is_elsewhere(member, other)]
        for member in placed
    }
    best = min(
        placed,
        key=lambda one: (
            -len(meeting[one.report.incident_id]),
            one.report.town is None,
            -len(one.report.places),
            one.report.country is None,
        ),
    )
    own, town = best.report.incident_id, find_town(best.incident.place)
    return ReportedPlace(
        incident_id=own,
        article_id=best.report.article_id,
        value=best.incident.place,
        agreeing=(own, *(one for one in meeting[own] if one != own)),
        latitude=town.latitude if town else None,
        longitude=town.longitude if town else None,
    )


_ELSEWHERE = frozenset({"far", "not far", "other region", "other names"})


def _is_elsewhere(one: Member, other: Member) -> bool:
    if one.report.country and other.report.country and one.report.country != other.report.country:
        return True
    level = compare_places(one.report, other.report)
    return level is not None and level.level in _ELSEWHERE


def _list_mentions(members: Iterable[Member], field: str, kind: type[M]) -> list[M]:
    """All reports' entries of a field that their articles hold."""
    return [
        kind(incident_id=member.report.incident_id, article_id=member.report.article_id, value=entry)
        for member in members
        for entry in getattr(member.incident, field)
        if is_held(entry.evidence)
    ]


def _gather(
    mentions: Iterable[M], alike: Callable[[str, str], bool], fold: Callable[[str], str] = str
) -> list[list[M]]:
    """Mentions of one thing together, what most mentions name first, then in the order of their first ones.

    ``alike`` is asked about their names as ``fold`` makes them.
    """
    groups: list[list[tuple[str, M]]] = []
    for mention in mentions:
        name = fold(mention.value.name or "")
        group = next((group for group in groups if any(alike(name, known) for known, _ in group)), None)
        if group is None:
            groups.append([(name, mention)])
        else:
            group.append((name, mention))
    return [[mention for _, mention in group] for group in sorted(groups, key=len, reverse=True)]


def _commonest(mentions: Iterable[ReportedPerpetrator | ReportedTarget | ReportedWeapon]) -> str:
    counted = Counter(mention.value.name for mention in mentions)
    return min(counted, key=lambda name: (-counted[name], -len(name), name))


def unite_perpetrators(members: Sequence[Member]) -> tuple[EventPerpetrator, ...]:
    """The perpetrators of all reports, those of one name together."""
    found = _list_mentions(members, "perpetrators", ReportedPerpetrator)
    people = _gather((one for one in found if one.value.kind == "individual"), is_same_person, plain)
    groups = _gather((one for one in found if one.value.kind == "organization"), is_same_organization, plain)
    dated = {member.report.incident_id for member in members if member.report.published is not None}
    return tuple(_perpetrator(group, dated) for group in (*groups, *people))


def _perpetrator(mentions: Sequence[ReportedPerpetrator], dated: Container[str]) -> EventPerpetrator:
    """One of all mentions, with the status of the newest, of those of unknown day only where there is no other."""
    told = [mention for mention in mentions if mention.value.status]
    statuses = [mention.value.status for mention in [one for one in told if one.incident_id in dated] or told]
    return EventPerpetrator(
        name=_commonest(mentions),
        kind=mentions[0].value.kind,
        status=statuses[-1] if statuses else None,
        mentions=tuple(mentions),
    )


def unite_targets(members: Sequence[Member]) -> tuple[EventTarget, ...]:
    """The targets of all reports, those of one name together."""
    groups = _gather(_list_mentions(members, "targets", ReportedTarget), _is_same_thing)
    return tuple(EventTarget(name=_commonest(group), mentions=tuple(group)) for group in groups)


def unite_weapons(members: Sequence[Member]) -> tuple[EventWeapon, ...]:
    """The weapons of all reports, those of one name together."""
    groups = _gather(_list_mentions(members, "weapons", ReportedWeapon), _is_same_thing)
    return tuple(EventWeapon(name=_commonest(group), mentions=tuple(group)) for group in groups)


def _is_same_thing(one: str, other: str) -> bool:
    words, others = content_words(one), content_words(other)
    return plain(one) == plain(other) or bool(words and others and (words <= others or others <= words))


def unite_victims(members: Sequence[Member]) -> tuple[EventVictim, ...]:
    """The persons named as victims, each once for each outcome."""
    found = [mention for mention in _list_mentions(members, "victims", ReportedVictim) if mention.value.name]
    outcomes = dict.fromkeys(mention.value.outcome for mention in found)
    return tuple(
        EventVictim(
            name=max((mention.value.name or "" for mention in group), key=lambda name: (len(name), name)),
            outcome=outcome,
            mentions=tuple(group),
        )
        for outcome in outcomes
        for group in _gather((one for one in found if one.value.outcome == outcome), is_same_person, plain)
    )


def count_casualties(members: Sequence[Member], rule: FigureRule) -> dict[Outcome, Toll]:
    """The toll of each outcome that a report gives a number for."""
    tolls: dict[Outcome, Toll] = {}
    for outcome in sorted({outcome for member in members for outcome in member.incident.totals}):
        seen: set[str] = set()
        figures: list[Figure] = []
        for member in members:
            figure = read_figure(member.record, member.incident, outcome, counts=member.source not in seen)
            if figure:
                seen.add(member.source)
                figures.append(figure)
        tolls[outcome] = make_toll(figures, rule)
    return tolls


def find_conflicts(members: Sequence[Member], casualties: dict[Outcome, Toll]) -> tuple[Conflict, ...]:
    """What the reports disagree about."""
    return tuple(conflict for conflict in _conflicts(members, casualties) if len(conflict.positions) > 1)


def _conflicts(members: Sequence[Member], casualties: dict[Outcome, Toll]) -> Iterator[Conflict]:
    kinds = {member.incident.type for member in members}
    if any(compare_types(one, other) in ("kindred", "different") for one in kinds for other in kinds):
        yield _conflict("type", ((member.incident.type, member.incident) for member in members))
    dated = [member for member in members if member.report.bounds]
    if any(not _meet(one.report.bounds or (0, 0), other.report.bounds or (0, 0)) for one in dated for other in dated):
        yield _conflict("date", ((_tell_date(member), member.incident) for member in dated))
    yield _conflict("country", ((m.report.country, m.incident) for m in members if m.report.country))
    placed = [member for member in members if member.report.places]
    if any(_is_elsewhere(one, other) for one in placed for other in placed):
        yield _conflict("place", ((member.incident.place.places[-1].name, member.incident) for member in placed))
    accused = [member for member in members if member.report.perpetrators]
    if any(not _share_organization(one, other) for one in accused for other in accused):
        yield _conflict("perpetrators", ((_tell_accused(member), member.incident) for member in accused))
    for outcome, toll in casualties.items():
        if is_contested(toll):
            yield _conflict(f"casualties.{outcome}", ((str(one.figure), one) for one in toll.history if one.counts))


def _conflict(field: str, said: Iterable[tuple[str, Incident | Figure]]) -> Conflict:
    positions: dict[str, list[str]] = {}
    for value, whose in said:
        positions.setdefault(value, []).append(whose.incident_id)
    return Conflict(
        field=field, positions=tuple(Position(value=value, incident_ids=tuple(ids)) for value, ids in positions.items())
    )


def _tell_date(member: Member) -> str:
    when = member.incident.date
    if when is None or when.earliest is None or when.latest is None:
        return ""
    return str(when.earliest) if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def _tell_accused(member: Member) -> str:
    entries = member.incident.perpetrators
    return "; ".join(entry.name for entry in entries if entry.kind == "organization" and is_held(entry.evidence))


def _share_organization(one: Member, other: Member) -> bool:
    pairs = ((name, known) for name in one.report.perpetrators for known in other.report.perpetrators)
    return any(is_same_organization(name, known) for name, known in pairs)
