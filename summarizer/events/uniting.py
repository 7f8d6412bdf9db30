"""One event's values, from all its reports."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

from summarizer.events.figures import MAY_DIE, is_contested, list_gone, tell_figure
from summarizer.events.reports import Member, find_town, is_at_sea, list_accused, tells_kind, thing_words
from summarizer.events.scoring import compare_places, is_same_organization, is_same_person, share_words
from summarizer.events.types import compare_types
from summarizer.evidence.values import is_held
from summarizer.language.cities import plain
from summarizer.language.person_names import is_short_for
from summarizer.schemas.event import (
    Conflict,
    EventPerpetrator,
    EventReport,
    EventTarget,
    EventVictim,
    EventWeapon,
    Figure,
    Position,
    ReportedDate,
    ReportedPerpetrator,
    ReportedPlace,
    ReportedTarget,
    ReportedVictim,
    ReportedWeapon,
    Toll,
)
from summarizer.schemas.record import Incident, Outcome, Place

M = TypeVar("M", ReportedPerpetrator, ReportedTarget, ReportedWeapon, ReportedVictim)


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
        line=article.line,
        external_id=article.external_id,
        published=article.published,
        source=article.source,
        title=article.title,
        url=article.url,
        type=member.incident.type,
        copy_of=member.copy_of,
        model=member.record.provenance.model.id,
    )


def rank_types(members: Sequence[Member]) -> tuple[str, ...]:
    """All types reported, the commonest first, of equals what says more than "attack" or "other"."""
    counted = Counter(member.incident.type for member in members)
    return tuple(sorted(counted, key=lambda kind: (-counted[kind], kind == "other", kind == "attack", kind)))


def choose_date(members: Sequence[Member]) -> ReportedDate | None:
    """The reading that the fewest others contradict, of these the most precise; before all one that a model gave.

    Copies are not asked where another is dated: a text sent again tells "on Thursday" of another week. Of one text's
    days the first that hangs on no day of publication is asked.
    """
    dated = [member for member in members if member.report.bounds]
    sure = {member.source: member for member in reversed(dated) if not member.report.is_relative}
    asked = [member for member in dated if member.copy_of is None or member.source in sure]
    dated = [member for member in asked if sure.get(member.source, member) is member] or dated
    best, said = _choose(
        dated,
        _dates_meet,
        lambda one: (_is_filled(one), _length(one.report.bounds), one.report.is_relative),
        among=dated,
    )
    return ReportedDate(**said, value=best.incident.date) if best and best.incident.date else None


def _choose(
    readings: Sequence[Member],
    meet: Callable[[Member, Member], bool],
    rank: Callable[[Member], tuple[int, ...]],
    *,
    among: Sequence[Member],
) -> tuple[Member | None, dict[str, Any]]:
    """The reading that the fewest ``among`` all contradict, the first by rank, and what is told of its report."""
    meeting = {one.report.incident_id: [other for other in among if meet(one, other)] for one in readings}
    best = min(readings, key=lambda one: (-len(meeting[one.report.incident_id]), rank(one)), default=None)
    if best is None:
        return None, {}
    agreeing = dict.fromkeys(one.report.incident_id for one in (best, *meeting[best.report.incident_id]))
    ids = {"incident_id": best.report.incident_id, "article_id": best.report.article_id}
    return best, {**ids, "agreeing": tuple(agreeing)}


def _is_filled(member: Member) -> bool:
    """Whether the date is none of the model's, but the only one that the sentences about the incident tell."""
    index = [one.incident_id for one in member.record.incidents].index(member.report.incident_id)
    field = f"incidents[{index}].date"
    return any(finding.code == "date_filled" and finding.field == field for finding in member.record.findings)


def _dates_meet(one: Member, other: Member) -> bool:
    """Whether two reports' dates, which both have, may be one."""
    (first, last), (start, end) = one.report.bounds or (0, 0), other.report.bounds or (0, 0)
    return first <= end and start <= last


def _length(bounds: tuple[int, int] | None) -> int:
    return bounds[1] - bounds[0] if bounds else 0


def choose_place(members: Sequence[Member]) -> ReportedPlace | None:
    """The reading that the fewest others contradict, of these the most precise.

    One of a country alone contradicts none: it is taken only where no place has more than half of those that name any.
    """
    placed = [member for member in members if member.report.places or member.report.country]
    named = [member for member in placed if member.report.places]
    chains = _chains(members)

    def meet(one: Member, other: Member) -> bool:
        return not _is_elsewhere(one, other, chains)

    is_known = any(2 * sum(meet(one, other) for other in named) > len(named) for one in named)
    best, said = _choose(
        named if is_known else placed,
        meet,
        lambda one: (
            _is_dateline(one.incident.place),
            one.report.town is None and find_town(_add_country(one.incident.place, placed)) is None,
            -len(one.report.places),
            one.report.country is None,
        ),
        among=placed,
    )
    if best is None:
        return None
    place = _add_country(best.incident.place, placed)
    town = best.report.town if place is best.incident.place else find_town(place)
    latitude, longitude = town.degrees if town else (None, None)
    return ReportedPlace(**said, value=place, latitude=latitude, longitude=longitude)


def _is_dateline(place: Place) -> bool:
    """Whether the narrowest place stands only where the article says where it was written: "QUETTA, Pakistan"."""
    said = place.places[-1].evidence if place.places else ()
    return bool(said) and all(item.start == 0 and item.text.isupper() for item in said)


def _add_country(place: Place, placed: Sequence[Member]) -> Place:
    """The place; one on land without a country in that of the other reports, where they tell of one and no other.

    Its own article has no evidence of that, and gives no confidence.
    """
    told = {one.report.country: one.incident.place.country for one in placed if one.report.country}
    if place.country_code or len(told) != 1 or is_at_sea(place):
        return place
    ((code, country),) = told.items()
    return place.model_copy(update={"country": country, "country_code": code, "country_confidence": None})


_ELSEWHERE = frozenset({"far", "not far", "other region", "region of people"})


def _chains(members: Iterable[Member]) -> list[frozenset[str]]:
    """The places that each report has one in the other."""
    return [frozenset(member.report.places) for member in members]


def _is_elsewhere(one: Member, other: Member, chains: Iterable[frozenset[str]]) -> bool:
    """Whether two reports' places exclude each other, and no report has the one in the other."""
    if one.report.country and other.report.country and one.report.country != other.report.country:
        return True
    level = compare_places(one.report, other.report)
    if level is None or level.level != "other names":
        return level is not None and level.level in _ELSEWHERE
    narrow = {one.report.places[-1], other.report.places[-1]}
    return not (any(narrow <= chain for chain in chains) or share_words(*narrow))


def _list_mentions(members: Iterable[Member], field: str, kind: type[M]) -> list[M]:
    """All reports' entries of a field that their articles hold."""
    return [
        kind(incident_id=member.report.incident_id, article_id=member.report.article_id, value=entry)
        for member in members
        for entry in getattr(member.incident, field)
        if is_held(entry.evidence)
    ]


def _gather(
    mentions: Iterable[M],
    alike: Callable[[str, str], bool],
    fold: Callable[[str], str] = str,
    within: Callable[[str, str], bool] | None = None,
) -> list[list[M]]:
    """Mentions of one thing together, what most mentions name first, then in the order of their first ones.

    ``alike`` is asked about their names as ``fold`` makes them, of persons, for whom ``within`` is given, about every
    full name of a group: a family name alone makes no one of two people. ``within`` is also asked about those of one
    report; the same name goes before one that is alike.
    """
    groups: list[list[tuple[str, M]]] = []
    for mention in mentions:
        name = fold(mention.value.name or "")
        fitting = [group for group in groups if any(alike(name, known) for known, _ in group)]
        if within:
            fitting = [group for group in fitting if _is_of_all(name, (known for known, _ in group))]
            fitting = [group for group in fitting if all(within(name, own) for own in _names_of(mention, group))]
        group = next((group for group in fitting if name in dict(group)), fitting[0] if fitting else None)
        if group is None:
            groups.append([(name, mention)])
        else:
            group.append((name, mention))
    return [[mention for _, mention in group] for group in sorted(groups, key=len, reverse=True)]


def _is_of_all(name: str, names: Iterable[str]) -> bool:
    """Whether a person's name may be that of each full name of one person."""
    return " " not in name or all(is_same_person(name, known) for known in names if " " in known)


def _names_of(mention: M, group: Iterable[tuple[str, M]]) -> Iterator[str]:
    """The names in a group that the mention's own report gives."""
    return (name for name, other in group if other.incident_id == mention.incident_id)


def _commonest(mentions: Iterable[ReportedPerpetrator | ReportedTarget | ReportedWeapon]) -> str:
    counted = Counter(mention.value.name for mention in mentions)
    return min(counted, key=lambda name: (-counted[name], -len(name), name))


def unite_perpetrators(members: Sequence[Member]) -> tuple[EventPerpetrator, ...]:
    """The perpetrators of all reports, those of one name together."""
    found = _list_mentions(members, "perpetrators", ReportedPerpetrator)
    people = _gather((one for one in found if one.value.kind == "individual"), is_same_person, plain, is_short_for)
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
    words, others = thing_words(one), thing_words(other)
    return plain(one) == plain(other) or bool(words and others and (words <= others or others <= words))


def unite_victims(members: Sequence[Member]) -> tuple[EventVictim, ...]:
    """The persons named as victims, each once for each outcome; of who died it is told no more that they were hurt."""
    known = [mention for mention, has_died in _list_named(members) if not has_died]
    outcomes = dict.fromkeys(mention.value.outcome for mention in known)
    return tuple(
        EventVictim(
            name=max((mention.value.name or "" for mention in group), key=lambda name: (len(name), name)),
            outcome=outcome,
            mentions=tuple(group),
        )
        for outcome in outcomes
        for group in _gather_persons(one for one in known if one.value.outcome == outcome)
    )


def _list_named(members: Sequence[Member]) -> list[tuple[ReportedVictim, bool]]:
    """All mentions of a person as a victim, each with whether who is hurt or missing is dead by another report."""
    mentions = _list_mentions(members, "victims", ReportedVictim)
    found = [one for one in mentions if one.value.name and not tells_kind(one.value.name)]
    dead = _gather_persons(mention for mention in found if mention.value.outcome == "killed")
    days = {member.report.incident_id: member.report.published for member in members}
    hurt = {plain(one.value.name or "") for one in found if one.value.outcome in MAY_DIE}
    known = [group for group in dead if _tells_which(group, hurt)]
    return [(mention, _has_died(mention, known, days)) for mention in found]


def _tells_which(group: Iterable[ReportedVictim], hurt: Iterable[str]) -> bool:
    """Whether the names of one of the dead tell which of those hurt it is: "Khan" does not, of two of that name."""
    names = _list_names(group)
    fitting = [name for name in hurt if _may_be(name, names)]
    return any(" " in name for name in names) or all(is_same_person(*pair) for pair in combinations(fitting, 2))


def _list_names(group: Iterable[ReportedVictim]) -> list[str]:
    return [plain(one.value.name or "") for one in group]


def _may_be(name: str, names: Sequence[str]) -> bool:
    return any(is_same_person(name, known) for known in names) and _is_of_all(name, names)


def _gather_persons(mentions: Iterable[ReportedVictim]) -> list[list[ReportedVictim]]:
    return _gather(mentions, is_same_person, plain, is_short_for)


def _has_died(
    mention: ReportedVictim, dead: Iterable[Sequence[ReportedVictim]], days: Mapping[str, int | None]
) -> bool:
    """Whether who is hurt or missing is dead by another report, one that is not known to be an earlier day's."""
    if mention.value.outcome not in MAY_DIE:
        return False
    name, day = plain(mention.value.name or ""), days[mention.incident_id]
    return any(
        all(one.incident_id != mention.incident_id for one in group)
        and _may_be(name, _list_names(group))
        and any(day is None or (later := days[one.incident_id]) is None or later >= day for one in group)
        for group in dead
    )


def list_died(members: Sequence[Member]) -> dict[str, Counter[Outcome]]:
    """How many persons whom a report names as hurt or missing died by another one, by incident id and outcome."""
    died = dict[str, Counter[Outcome]]()
    for mention, has_died in _list_named(members):
        if has_died:
            died.setdefault(mention.incident_id, Counter())[mention.value.outcome] += 1
    return died


def find_conflicts(members: Sequence[Member], casualties: dict[Outcome, Toll]) -> tuple[Conflict, ...]:
    """What the reports disagree about."""
    return tuple(conflict for conflict in _conflicts(members, casualties) if len(conflict.positions) > 1)


def _conflicts(members: Sequence[Member], casualties: dict[Outcome, Toll]) -> Iterator[Conflict]:
    kinds = {member.incident.type for member in members}
    if any(compare_types(one, other) in ("kindred", "different") for one in kinds for other in kinds):
        yield _conflict("type", ((member.incident.type, member.incident) for member in members))
    dated = [member for member in members if member.report.bounds and not _is_filled(member)]
    if not all(_dates_meet(*pair) for pair in combinations(dated, 2)):
        yield _conflict("date", ((_tell_date(member), member.incident) for member in dated))
    yield _conflict("country", ((m.report.country, m.incident) for m in members if m.report.country))
    placed = [member for member in members if member.report.places]
    chains = _chains(members)
    if any(_is_elsewhere(*pair, chains) for pair in combinations(placed, 2)):
        yield _conflict("place", ((member.incident.place.places[-1].name, member.incident) for member in placed))
    accused = [member for member in members if member.report.perpetrators]
    if not all(_share_organization(*pair) for pair in combinations(accused, 2)):
        yield _conflict("perpetrators", ((_tell_accused(member), member.incident) for member in accused))
    for outcome, toll in casualties.items():
        if is_contested(toll, list_gone(casualties, outcome)):
            yield _conflict(f"casualties.{outcome}", ((tell_figure(one), one) for one in toll.history if one.counts))


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
    return "; ".join(entry.name for entry in list_accused(member.incident) if entry.kind == "organization")


def _share_organization(one: Member, other: Member) -> bool:
    pairs = ((name, known) for name in one.report.perpetrators for known in other.report.perpetrators)
    return any(is_same_organization(name, known) for name, known in pairs)
