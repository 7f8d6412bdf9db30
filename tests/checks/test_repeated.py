from datetime import date
from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.pipeline.summarizing import resolve_answer

HEAT = (
    "At least 63 people have died of heatstroke in Rajasthan, India, since May 21. Barmer district reported 19 deaths, "
    "and {}."
)


def killed(text: str, *wires: Any) -> tuple[list[str], list[int | None]]:
    """The codes of what is repeated, and how many died in each incident at least."""
    facts = facts_of(text, published=date(2026, 5, 30))
    incidents = resolve_answer(wires, article_from_text(text, published=date(2026, 5, 30)), facts).incidents
    codes = [one.field for one in check_incidents(incidents, facts) if one.code == "victims_repeated"]
    totals = [one.totals.get("killed") for one in incidents]
    return codes, [total.low if total else None for total in totals]


def heat(place: str | None, number: str, cite: int, **changes: Any) -> Any:
    places = ["Rajasthan", *([place] if place else [])]
    fields = {
        "country": "India",
        "places": places,
        "victims": [wire_group("people", number, cite)],
        "place_cite": [cite],
    }
    return wire_incident(**{"type": "heat wave", **fields, **changes})


@pytest.mark.parametrize(
    ("kind", "more", "codes", "totals"),
    [
        ("heat wave", "14", ["incidents[1].victims[0]", "incidents[2].victims[0]"], [63, None, None]),
        ("heat wave", "44", ["incidents[1].victims[0]", "incidents[2].victims[0]"], [63, None, None]),
        ("heat wave", "54", [], [63, 19, 54]),  # together more than all
        ("attack", "44", ["incidents[1].victims[0]", "incidents[2].victims[0]"], [63, None, None]),
        ("attack", "14", [], [63, 19, 14]),  # a third attack may have killed the others, or another one 63
    ],
)
def test_those_of_towns_are_among_those_of_their_region(
    kind: str, more: str, codes: list[str], totals: list[int | None]
) -> None:
    text = HEAT.format(f"{more} people were killed in Jalore").replace("died of heatstroke", "been killed in attacks")
    text = text if kind == "attack" else HEAT.format(f"{more} died in the heat wave in Jalore")
    wires = [heat(None, "63+", 1), heat("Barmer", "19", 2), heat("Jalore", more, 2)]
    found = killed(text, *(one.model_copy(update={"type": kind}) for one in wires))
    assert found == (codes, totals)


def test_the_largest_of_three_towns_takes_in_nobody() -> None:
    text = "At least 63 people have died of heatstroke in Phalodi, Rajasthan, since May 21. " + HEAT.partition(". ")[2]
    text = text.format("14 died in the heat wave in Jalore")
    assert killed(text, heat("Phalodi", "63+", 1), heat("Barmer", "19", 2), heat("Jalore", "14", 2)) == (
        [],
        [63, 19, 14],
    )


def test_one_town_alone_or_one_of_another_region_is_no_part() -> None:
    text = HEAT.format("14 died in the heat wave in Jalore")
    assert killed(text, heat(None, "63+", 1), heat("Barmer", "19", 2)) == ([], [63, 19])
    elsewhere = heat(None, "14", 2, places=["Gujarat", "Surat"])
    assert (
        killed(text.replace("Jalore", "Surat, Gujarat"), heat(None, "63+", 1), heat("Barmer", "19", 2), elsewhere)[0]
        == []
    )


@pytest.mark.parametrize("day", [{"text": "December 16, 2014", "cite": [2]}, None])
def test_people_are_of_the_incident_whose_day_or_town_their_sentence_tells(day: dict[str, object] | None) -> None:
    text = "Gunmen killed 14 people near Bagan on Thursday. On December 16, 2014, gunmen killed 140 in Peshawar."
    both = [wire_group("people", "14", 1), wire_group("people", "140", 2)]
    bagan = wire_incident(type="shooting", places=["Bagan"], place_cite=[1], victims=both)
    school = wire_incident(type="shooting", date=day, places=["Peshawar"], place_cite=[2], victims=both[1:])
    assert killed(text, bagan, school) == (["incidents[0].victims[1]"], [14, 140])


@pytest.mark.parametrize(
    ("place", "day", "codes", "totals"),
    [
        ("laundromat", "May 21", ["incidents[0].victims[0]"], [None, 1]),
        ("cinema", "May 21", [], [1, 1]),
        ("laundromat", "Tuesday", [], [1, 1]),
    ],
)
def test_what_was_last_week_and_on_a_day_of_it_at_one_place_is_one_death(
    place: str, day: str, codes: list[str], totals: list[int | None]
) -> None:
    text = (
        "A teenager was shot dead last week outside a laundromat in Wichita. "
        f"Police tell of the shooting on {day} of Jimmy Shopteese, who died at a {place} in Wichita."
    )
    first = wire_incident(
        type="shooting",
        date={"text": "last week", "cite": [1]},
        places=["Wichita", "laundromat"],
        place_cite=[1],
        victims=[wire_group("teenager", "1", 1)],
    )
    second = wire_incident(
        type="shooting",
        date={"text": day, "cite": [2]},
        places=["Wichita", place],
        place_cite=[2],
        victims=[wire_person("Jimmy Shopteese", 2)],
    )
    assert killed(text, first, second) == (codes, totals)


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
