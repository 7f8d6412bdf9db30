"""What each report's figure is: all, a part of them, or a claim of those who did it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from event_records import make_incident, make_record

from summarizer.events.reports import Member, read_reports
from summarizer.events.tolls import count_casualties
from summarizer.events.uniting import find_conflicts, list_died, order, unite_victims
from summarizer.schemas.event import Toll
from summarizer.schemas.record import Attribution, Count, Evidence, Finding, Outcome, Total, Victim

HELD = (Evidence(sentence=1, start=0, end=6, text="Report", status="exact"),)
NEWLY_DEAD = Finding(code="newly_dead", severity="info", field="incidents[0].victims[0]", message="")


def people(outcome: Outcome, number: int, said_by: str | None = None, group: str = "people") -> Victim:
    count = Count(low=number, high=number, qualifier="exact", text=str(number), evidence=HELD)
    speaker = Attribution(text=said_by, evidence=HELD) if said_by else None
    return Victim(name=None, group=group, outcome=outcome, count=count, said_by=speaker, evidence=HELD)


def named(outcome: Outcome, name: str) -> Victim:
    return Victim(name=name, group=None, outcome=outcome, count=None, said_by=None, evidence=HELD)


def report(day: int | None, *victims: Victim, by: str | None = None, since: bool = False, **fields: Any) -> Member:
    """A report published that day in May; ``by`` did it; ``since`` where these died since."""
    text = f"Report of day {day} {[victim.model_dump_json() for victim in victims]}"
    counted = Counter[str]()
    for one in victims:
        counted[one.outcome] += (one.count and one.count.low) or 1
    totals = {outcome: Total(low=number, high=None if since else number) for outcome, number in counted.items()}
    incident = make_incident(text, type="attack", totals=totals, organizations=[by] if by else [], **fields)
    incident = incident.model_copy(update={"victims": victims})
    record = make_record(text, incident, published=date(2024, 5, day) if day else None)
    record = record.model_copy(update={"findings": (NEWLY_DEAD,) if since else ()})
    (read,) = read_reports(record, text)
    return Member(read, record, incident, None)


def count(*members: Member, outcome: Outcome = "killed") -> Toll:
    ordered = order(members)
    return count_casualties(ordered, "latest", list_died(ordered))[outcome]


def spans(toll: Toll) -> tuple[int | None, int | None, int | None, int | None]:
    """Low, best, the upper bound, and the latest figure."""
    return toll.borne_out(toll.low), toll.borne_out(toll.best), toll.bound, toll.borne_out(toll.chosen)


def disputed(*members: Member) -> set[str]:
    ordered = order(members)
    tolls = count_casualties(ordered, "agreed", list_died(ordered))
    return {conflict.field for conflict in find_conflicts(ordered, tolls)}


@pytest.mark.parametrize(
    ("wholes", "more", "told"),
    [
        ([(1, 12)], (3, 3), (12, 12, None, 12)),
        ([(1, 12), (3, 15)], (3, 3), (12, 15, 15, 15)),
        ([(1, 1)], (3, 2), (1, 2, None, 2)),
        ([], (3, 3), (3, 3, None, 3)),
        ([(4, 12)], (3, 3), (12, 12, 12, 12)),
    ],
    ids=["before", "and since", "a second victim", "alone", "told later"],
)
def test_who_died_since_is_no_rival_toll(
    wholes: Sequence[tuple[int, int]], more: tuple[int, int], told: tuple[int | None, ...]
) -> None:
    members = [report(day, people("killed", number)) for day, number in wholes]
    members.append(report(more[0], people("killed", more[1]), since=True))
    assert spans(count(*members)) == told
    assert not disputed(*members)


def test_who_died_since_is_no_source_of_the_toll() -> None:
    toll = count(report(1, people("killed", 12)), report(3, people("killed", 3), since=True))
    assert toll.sources == 1
    assert [(figure.figure, figure.role, figure.counts) for figure in toll.history] == [
        (12, "all", True),
        (3, "part", False),
    ]


def test_the_injured_shrink_by_those_who_died_since() -> None:
    first = report(1, people("killed", 12), people("injured", 20))
    later = report(3, people("killed", 2), people("injured", 18), since=True)
    later = later._replace(
        incident=later.incident.model_copy(
            update={"totals": later.incident.totals | {"injured": Total(low=18, high=18)}}
        )
    )
    assert spans(count(first, later, outcome="injured")) == (18, 18, 20, 18)
    assert not disputed(first, later)


def test_a_later_report_that_names_some_of_the_dead_counts_a_part() -> None:
    smith, roe = named("killed", "Al Smith"), named("killed", "Sam Roe")
    members = [report(1, people("killed", 12)), report(9, smith, roe)]
    assert spans(count(*members)) == (12, 12, 12, 12)
    assert not disputed(*members)
    assert spans(count(report(1, people("killed", 2)), report(9, smith, roe))) == (2, 2, 2, 2)
    assert spans(count(report(9, people("killed", 12)), report(1, smith))) == (1, 12, 12, 12)
    assert spans(count(report(None, people("killed", 12)), report(1, smith))) == (1, 12, 12, 1)


def test_several_who_name_one_outweigh_one_who_counts_two() -> None:
    members = [report(day, named("killed", "Al Smith")) for day in (2, 3, 4)]
    assert spans(count(report(1, people("killed", 2)), *members)) == (1, 1, 2, 1)


def both(text: str, *totals: int) -> list[Member]:
    """Incidents of one article, with so many killed each."""
    incidents = [
        make_incident(text, type="attack", totals={"killed": total}, incident_id=f"a-{at}").model_copy(
            update={"victims": (people("killed", total),)}
        )
        for at, total in enumerate(totals)
    ]
    record = make_record(text, *incidents, published=date(2024, 5, 2))
    reads = read_reports(record, text)
    return [Member(read, record, one, None) for read, one in zip(reads, incidents, strict=True)]


@pytest.mark.parametrize("totals", [(3, 5), (5, 3), (5, 5)])
def test_of_figures_of_one_article_the_highest_counts(totals: tuple[int, ...]) -> None:
    members = both("Two bombs went off.", *totals)
    toll = count(*members)
    assert spans(toll) == (5, 5, 5, 5)
    assert [one.counts for one in toll.history].count(True) == 1
    assert not disputed(*members)


def test_a_cleared_group_is_no_position_about_who_did_it() -> None:
    blamed, cleared = report(2, people("killed", 3), by="BLA"), report(5, people("killed", 3), by="BLA")
    (known,) = cleared.incident.perpetrators
    entries = known.model_copy(update={"status": "cleared"}), known.model_copy(update={"name": "Islamic State"})
    incident = cleared.incident.model_copy(update={"perpetrators": entries})
    (read,) = read_reports(cleared.record.model_copy(update={"incidents": (incident,)}), "")
    later = Member(read, cleared.record, incident, None)
    (conflict,) = find_conflicts([blamed, later], {})
    assert [position.value for position in conflict.positions] == ["BLA", "Islamic State"]


def test_a_family_name_makes_no_one_of_two_people() -> None:
    reports = [report(day, named("killed", name)) for day, name in enumerate(("Khan", "Imran Khan", "Ayesha Khan"), 2)]
    assert {one.name for one in unite_victims(order(reports))} == {"Imran Khan", "Ayesha Khan"}


def test_of_two_of_one_family_name_it_is_not_told_who_died() -> None:
    hurt = report(2, named("injured", "Imran Khan"), named("injured", "Ayesha Khan"))
    members = [hurt, report(3, named("killed", "Khan"))]
    assert spans(count(*members, outcome="injured")) == (2, 2, 2, 2)
    assert {(one.name, one.outcome) for one in unite_victims(order(members))} == {
        ("Imran Khan", "injured"), ("Ayesha Khan", "injured"), ("Khan", "killed"),
    }  # fmt: skip
    alone = [report(2, named("injured", "Imran Khan")), report(3, named("killed", "Khan"))]
    assert {(one.name, one.outcome) for one in unite_victims(order(alone))} == {("Khan", "killed")}


@pytest.mark.parametrize(
    ("said_by", "by", "country", "is_claim"),
    [
        ("A Taliban spokesman", "Taliban", "AF", True),
        ("The army", "Lord's Resistance Army", "UG", False),
        ("The military", "Russian army", "UA", False),
        ("A military spokesman", "Nigerian army", "NG", True),
        ("The Israeli military", "Israel", "PS", True),
        ("Ukraine's military", "Russian forces", "UA", False),
        ("Russia's defence ministry", "Russian forces", "UA", True),
        ("The health ministry", "army", "SD", False),
        ("Officials", "army", "SD", False),
        ("FARC rebels", "FARC", "CO", True),
        ("Hospital officials", "Taliban", "AF", False),
    ],
)
def test_those_who_did_it_claim(said_by: str, by: str, country: str, *, is_claim: bool) -> None:
    said = report(1, people("killed", 60, said_by), by=by, country=country)
    toll = count(said, report(1, people("killed", 20), by=by, country=country))
    assert {figure.figure: figure.role for figure in toll.history} == {60: "claim" if is_claim else "all", 20: "all"}
    assert (toll.low, toll.best, toll.high) == (20, 20 if is_claim else 60, 60)


@pytest.mark.parametrize(
    ("said_by", "by", "country", "group", "is_claim"),
    [
        ("The army", "army", "CO", "soldiers", False),
        ("The army", "army", "CO", "rebels", True),
        ("The FARC", "FARC", "CO", "FARC fighters", False),
        ("The FARC", "FARC", "CO", "soldiers", True),
        ("Russia's defence ministry", "Russian army", "UA", "soldiers", True),
        ("Russia's defence ministry", "Russian army", "UA", "Russian soldiers", False),
    ],
)
def test_whoever_counts_their_own_dead_claims_nothing(
    said_by: str, by: str, country: str, group: str, *, is_claim: bool
) -> None:
    (figure,) = count(report(1, people("killed", 5, said_by, group), by=by, country=country)).history
    assert figure.role == ("claim" if is_claim else "all")


def test_a_claim_is_all_that_a_report_tells() -> None:
    victims = (people("killed", 40, "The Taliban"), people("killed", 20, "The police"))
    (figure,) = count(report(1, *victims, by="Taliban", country="AF")).history
    assert (figure.role, figure.said_by) == ("all", "The Taliban; The police")


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ([people("killed", 15), people("missing", 10)], (10, 10, 20, 10)),
        ([people("killed", 15)], (None, None, 20, None)),
        ([people("killed", 5)], (20, 20, 20, 20)),
        ([people("injured", 5)], (20, 20, 20, 20)),
        ([people("missing", 25)], (20, 25, 25, 25)),
        ([people("missing", 12)], (12, 12, 20, 12)),
    ],
    ids=["some dead", "some dead, untold", "no more dead", "no dead", "more missing", "some found"],
)
def test_the_newest_figure_of_the_missing_counts(later: list[Victim], told: tuple[int | None, ...]) -> None:
    members = [report(1, people("killed", 5), people("missing", 20)), report(3, *later)]
    assert spans(count(*members, outcome="missing")) == told
    assert not disputed(*members)


def test_hostages_who_were_freed_are_no_disagreement_about_how_many_were_taken() -> None:
    taken, held = report(1, people("kidnapped", 20)), report(3, people("kidnapped", 12), people("freed", 8))
    assert spans(count(taken, held, outcome="kidnapped")) == (12, 20, 20, 12)
    assert not disputed(taken, held)
    assert disputed(taken, report(3, people("kidnapped", 11), people("freed", 8))) == {"casualties.kidnapped"}


def test_bodies_found_since_leave_the_missing_open() -> None:
    members = [report(1, people("killed", 5), people("missing", 20)), report(3, people("killed", 2), since=True)]
    assert spans(count(*members, outcome="missing")) == (None, None, 20, None)
