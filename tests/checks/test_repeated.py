from datetime import date
from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.pipeline.summarizing import resolve_answer


def killed(text: str, *wires: Any) -> tuple[list[str], list[int | None]]:
    """The codes of what is repeated, and how many died in each incident at least."""
    facts = facts_of(text, published=date(2026, 5, 30))
    incidents = resolve_answer(wires, article_from_text(text, published=date(2026, 5, 30)), facts).incidents
    codes = [one.field for one in check_incidents(incidents, facts) if one.code == "victims_repeated"]
    totals = [one.totals.get("killed") for one in incidents]
    return codes, [total.low if total else None for total in totals]


@pytest.mark.parametrize("day", [{"text": "December 16, 2014", "cite": [2]}, None])
def test_people_are_of_the_incident_whose_day_or_town_their_sentence_tells(day: dict[str, object] | None) -> None:
    text = "Gunmen killed 14 people near Bagan on Thursday. On December 16, 2014, gunmen killed 140 in Peshawar."
    both = [wire_group("people", "14", 1), wire_group("people", "140", 2)]
    bagan = wire_incident(type="shooting", places=["Bagan"], place_cite=[1], victims=both)
    school = wire_incident(type="shooting", date=day, places=["Peshawar"], place_cite=[2], victims=both[1:])
    assert killed(text, bagan, school) == (["incidents[0].victims[1]"], [14, 140])


@pytest.mark.parametrize(
    ("between", "owner"), [("A bomb went off in York on Sunday.", 1), ("It rained in the county all night.", 0)]
)
def test_people_of_no_place_are_of_the_incident_told_of_last(between: str, owner: int) -> None:
    text = f"A bomb killed a man in Leeds on Monday. {between} Eleven people were hurt, a mayor said. York was quiet."
    hurt = wire_group("people", "11", 3, outcome="injured")
    leeds = wire_incident(type="bombing", places=["Leeds"], place_cite=[1], victims=[wire_group("man", "1", 1), hurt])
    york = wire_incident(type="bombing", places=["York"], place_cite=[2 if owner else 4], victims=[hurt])
    facts = facts_of(text, published=date(2026, 5, 30))
    incidents = resolve_answer([leeds, york], article_from_text(text, published=date(2026, 5, 30)), facts).incidents
    assert ["injured" in one.totals for one in incidents] == [owner == 0, owner == 1]
