"""Deeds that are to have been done although the article tells that they were foiled, or a hoax."""

from datetime import date
from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.stages import check_stages
from summarizer.pipeline.summarizing import resolve_answer


def doubts(text: str, **changes: Any) -> list[str]:
    wire = wire_incident(
        **{"type": "bombing", "targets": [{"name": "station", "effect": None, "cite": [1]}], **changes}
    )
    facts = facts_of(text, published=date(2026, 11, 20))
    incidents = resolve_answer([wire], article_from_text(text, published=date(2026, 11, 20)), facts).incidents
    return [one.message for one in check_stages(facts.mentions, incidents, facts)]


@pytest.mark.parametrize(
    ("kind", "stage", "number", "doubted"),
    [
        ("bombing", "attempted", "7", True),
        ("bombing", "threatened", "7", True),
        ("bombing", "accomplished", "7", False),
        ("bombing", "attempted", "1", False),  # the bomber alone
        ("coup", "attempted", "7", False),
    ],
)
def test_what_killed_several_was_done(kind: str, stage: str, number: str, doubted: bool) -> None:
    text = f"A bomb or a coup at the station killed {number} people on Monday, police said."
    told = doubts(text, type=kind, stage=stage, victims=[wire_group("people", number, 1)])
    assert told == ([f"The stage is {stage}, and {number} were killed."] if doubted else [])


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Police foiled a plot to bomb the station on Monday. In 2016 bombers killed 32 people.", True),
        ("The bomb threat against the station was a hoax, police said.", True),
        ("A bomb at the station was safely defused by the police.", True),
        ("La policía frustró un atentado con bomba contra la station. Hay tres detenidos por el plan.", True),
        ("Guards foiled an attack on the station, but the bomb exploded.", False),
        ("Police foiled a plot at the station, where a bomb killed two people.", False),
        ("Raiders robbed the station, and guards thwarted their escape.", False),
        ("A bomb damaged the station on Monday. Police foiled another plot.", False),
    ],
)
def test_what_was_foiled_was_not_done(text: str, doubted: bool) -> None:
    assert bool(doubts(text)) is doubted


@pytest.mark.parametrize("changes", [{"stage": "attempted"}, {"stage": "threatened"}, {"type": "flood"}])
def test_what_is_said_to_be_tried_and_what_nobody_does_is_right(changes: dict[str, Any]) -> None:
    assert doubts("Police foiled a plot to bomb the station on Monday.", **changes) == []


def test_people_who_suffered_are_no_matter_of_the_stage() -> None:
    text = "Police foiled a plot to bomb the station, and two officers were hurt."
    assert doubts(text, victims=[wire_group("officers", "2", 1, outcome="injured")]) == []
