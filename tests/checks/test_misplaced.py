"""Victims who stand in one incident, where the article tells of them at another one's place."""

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.misplaced import check_misplaced
from summarizer.pipeline.summarizing import read_article, resolve_answer

TEXT = (
    "Men set fire to homes in Abu Falah on Friday, and 11 people were hurt. Hours later, in {}, soldiers shot dead {}."
)


@pytest.mark.parametrize(
    ("there", "who", "others", "doubted"),
    [
        ("Qabatiya", "Ahmad Zakarneh", (), True),
        ("Qabatiya", "Ahmad Zakarneh", (wire_group("guards", "2", 2),), False),
        ("Qabatiya", "two guards and Ahmad Zakarneh of Abu Falah", (), False),
        ("Abu Falah", "Ahmad Zakarneh", (), False),
    ],
)
def test_who_is_told_of_at_another_place_is_doubted(
    there: str, who: str, others: tuple[object, ...], doubted: bool
) -> None:
    text = TEXT.format(there, who) if not others else TEXT.format(there, f"two guards, and a knife killed {who}")
    here = [wire_group("people", "11", 1, outcome="injured"), wire_person("Ahmad Zakarneh", 2)]
    fires = wire_incident(type="arson", places=["Abu Falah"], place_cite=[1], victims=here)
    shots = wire_incident(type="shooting", places=[there], place_cite=[2], victims=others)
    article = article_from_text(text)
    facts = read_article(article)
    incidents = resolve_answer([fires, shots], article, facts).incidents
    found = check_misplaced(incidents, facts)
    assert [(one.code, one.field) for one in found] == [("victim_elsewhere", "incidents[0].victims[1]")] * doubted
    assert ("killed" in incidents[0].totals) is not doubted


@pytest.mark.parametrize(
    ("opening", "doubted"),
    [
        ("In a separate incident, a", True),
        ("En un hecho que la policía considera aislado, a", True),
        ("In a second volley a", False),
        ("In a separate incident in Flores, a", False),
    ],
)
def test_who_is_told_of_separately_is_no_victim_of_what_was_told_before(opening: str, doubted: bool) -> None:
    text = f"Gunmen killed seven people on a pitch in Flores on Saturday. {opening} mechanic was shot dead that night."
    wire = wire_incident(
        type="shooting",
        places=["Flores"],
        place_cite=[1, 2] if "Flores" in opening else [1],
        victims=[wire_group("people", "7", 1), wire_group("mechanic", "1", 2)],
    )
    article = article_from_text(text)
    facts = read_article(article)
    incidents = resolve_answer([wire], article, facts).incidents
    assert [one.field for one in check_misplaced(incidents, facts)] == ["incidents[0].victims[1]"] * doubted


@pytest.mark.parametrize(
    ("kind", "opening", "doubted"),
    [
        ("shelling", "In Donetsk Oblast, four", True),
        ("shelling", "In Sumy Oblast, four", False),
        ("shelling", "Officials of Donetsk Oblast said that four", False),
        ("shelling", "In Belgorod Oblast, four", False),
        ("flood", "In Donetsk Oblast, four", False),
    ],
)
def test_whom_a_sentence_on_another_region_tells_of_is_doubted(kind: str, opening: str, doubted: bool) -> None:
    text = f"A {kind} killed three people in Bilopillia in Ukraine's Sumy Oblast on Monday. {opening} people died."
    wire = wire_incident(
        type=kind,
        country="Ukraine",
        places=["Sumy Oblast", "Bilopillia"],
        place_cite=[1],
        victims=[wire_group("people", "3", 1), wire_group("people", "4", 2)],
    )
    article = article_from_text(text)
    facts = read_article(article)
    incidents = resolve_answer([wire], article, facts).incidents
    assert incidents[0].place.admin1 == "Sumy"
    assert [one.field for one in check_misplaced(incidents, facts)] == ["incidents[0].victims[1]"] * doubted


@pytest.mark.parametrize(
    ("headline", "doubted"),
    [
        ("Seven killed in separate incidents in Sindh", True),
        ("Seven killed in van crash in Sindh", False),
        ("Nine killed in separate incidents in Sindh", False),
    ],
)
def test_the_number_of_several_incidents_is_none_of_one(headline: str, doubted: bool) -> None:
    text = (
        f"{headline}\n\nSeven people died in Sindh on Tuesday. Three passengers were killed when a van hit a "
        "trailer at Sehwan. Four brothers were shot dead in a clash at Chambar."
    )
    people = wire_group("people", "7", 2)
    crash = wire_incident(
        type="transport accident", places=["Sehwan"], place_cite=[3], victims=[people, wire_group("passengers", "3", 3)]
    )
    clash = wire_incident(
        type="armed clash", places=["Chambar"], place_cite=[4], victims=[wire_group("brothers", "4", 4)]
    )
    article = article_from_text(text)
    facts = read_article(article)
    incidents = resolve_answer([crash, clash], article, facts).incidents
    found = [one.field for one in check_misplaced(incidents, facts) if one.code == "victim_elsewhere"]
    assert ("incidents[0].victims[0]" in found) is doubted
    assert (incidents[0].totals["killed"].low == 3) is doubted
