"""Round-ups: one town's incidents, told together first and then one by one."""

import pytest
from article_facts import facts_of

from summarizer.rendering.roundups import find_common_town, list_round_up

ROUND_UP = """Two dead, four hurt in weekend shootings in Milwaukee

Two people were killed and four others were wounded in shootings across the city since Friday, police said.

The first happened around 9:40 p.m. Friday near 35th and Burleigh. Officers found a 27-year-old man who had been shot.

About three hours later, at 1:15 a.m., gunfire broke out at a bar. Two women, ages 23 and 24, were hit.

Both are expected to survive, a spokesman said.

Just before noon, someone shot a 21-year-old man in the arm in the 3400 block of West Polk.

On Sunday a 4-year-old boy was hit in the back seat of a car. The boy is in stable condition.

Anyone with information is asked to call."""


def passages(text: str) -> list[list[str]]:
    return [[one.text for one in sentences] for sentences in list_round_up(text, facts_of(text))]


def test_each_incident_of_a_round_up_is_a_passage_without_what_tells_of_all() -> None:
    first, second, third, fourth = passages(ROUND_UP)
    assert first[0] == "The first happened around 9:40 p.m. Friday near 35th and Burleigh."
    assert second[-1] == "Both are expected to survive, a spokesman said."
    assert third == ["Just before noon, someone shot a 21-year-old man in the arm in the 3400 block of West Polk."]
    assert fourth[0].startswith("On Sunday a 4-year-old boy")
    assert find_common_town(facts_of(ROUND_UP)) == "Milwaukee"


def test_a_report_that_opens_with_one_incident_is_no_round_up() -> None:
    text = ROUND_UP.replace("weekend shootings", "a shooting").replace("in shootings across the city", "at a bar")
    assert passages(text.replace("since", "on")) == []


def test_two_passages_do_where_the_report_says_that_they_are_separate() -> None:
    text = ROUND_UP.partition("Just before")[0]
    assert passages(text) == []
    assert len(passages(text.replace("in shootings across the city", "in two separate shootings"))) == 2


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Gunman kills two, hurts four in Milwaukee shootings", "in shootings across the city"),
        ("Five shot, one dead, at Milwaukee bar during holiday weekend", "over the weekend"),
        ("Death of teen one of 12 homicides in Milwaukee this month", "at a bar"),
    ],
)
def test_what_one_did_or_what_was_in_one_place_over_a_weekend_is_no_round_up(headline: str, lead: str) -> None:
    body = ROUND_UP.partition("\n\n")[2].replace("in shootings across the city", lead)
    assert passages(f"{headline}\n\n{body}") == []


def test_what_tells_of_several_later_is_told_all_the_same() -> None:
    told = "Just before noon, two men were killed in the 900 block of State Street, one of several shootings there."
    text = ROUND_UP.replace("Anyone with information", f"{told}\n\nAnyone with information")
    assert passages(text)[-1][0] == told


def test_what_is_announced_and_told_in_the_next_paragraph_is_one_passage() -> None:
    told = "Just before noon, someone shot a 21-year-old man in the arm in the 3400 block of West Polk."
    text = ROUND_UP.replace(told, f"The third shooting happened on Saturday in the Austin neighborhood.\n\n{told}")
    assert passages(text)[2] == ["The third shooting happened on Saturday in the Austin neighborhood.", told]


def test_an_incident_that_the_opening_tells_of_itself_is_a_passage() -> None:
    text = ROUND_UP.replace("police said.\n\n", "police said.\n\n{}\n\n", 1)
    assert passages(text.format("Gunfire late Friday left two men dead."))[0] == [
        "Gunfire late Friday left two men dead."
    ]
    assert passages(text.format("An earlier version, of Sunday, told of two deaths.")) == passages(ROUND_UP)


@pytest.mark.parametrize(
    ("headline", "town"),
    [
        ("Three shootings in New Orleans", "New Orleans"),
        ("DETROIT: three shootings", "Detroit"),
        ("St. Louis police investigate three shootings", "St. Louis"),
        ("Three shootings, Captain Scott Adams says", ""),
        ("Three shootings: victim at Houston Methodist Hospital", ""),
        ("Three shootings in Jackson County", ""),
        ("Three shootings in Detroit and Milwaukee", ""),
        ("A Man Hurt in Three Shootings", ""),
        ("Three shootings in town", ""),
    ],
)
def test_the_town_of_all_is_the_only_large_one_that_the_opening_names(headline: str, town: str) -> None:
    text = f"{headline}\n\nThree people were shot since Friday, police said. A man was hurt."
    assert find_common_town(facts_of(text)) == town
