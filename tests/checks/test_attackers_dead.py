"""Attackers whose own death is told and whom no victim entry holds."""

from typing import Any

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.pipeline.summarizing import read_article, resolve_answer

TEXT = "Ray Poe shot his wife, Ann Poe, and their son, Leo, dead in Reno on Friday. {}"
DEAD = wire_person("Ann Poe", 1), wire_person("Leo", 1)


def resolve(said: str, *dead: Any) -> tuple[int, int | None, list[str]]:
    """How many were killed, at least and at most, and what the finding on the attacker's death says."""
    article = article_from_text(TEXT.format(said))
    facts = read_article(article)
    doers = [{"name": "Ray Poe", "kind": "individual", "cite": [1, 2]}]
    wire = wire_incident(type="shooting", victims=dead or DEAD, perpetrators=doers)
    incidents = resolve_answer([wire], article, facts).incidents
    total = incidents[0].totals["killed"]
    told = [one.message for one in check_incidents(incidents, facts) if "of who did it" in one.message]
    return total.low, total.high, told


@pytest.mark.parametrize(
    "said",
    [
        "Poe then shot himself.",
        "He then turned the gun on himself.",
        "He died of a self-inflicted gunshot wound.",
        "Poe later took his own life.",
    ],
)
def test_an_attacker_s_own_death_may_count(said: str) -> None:
    low, high, told = resolve(said)
    assert (low, high) == (2, 3)
    (message,) = told
    assert "no victim entry holds this death" in message


@pytest.mark.parametrize(
    "said",
    [
        "He then tried to shoot himself.",
        "Poe threatened to kill himself.",
        "He shot himself and is in critical condition.",
        "He accidentally shot himself in the leg.",
        "Poe was arrested by two officers.",
        "Ann Poe had once tried to leave him.",
        "A brother of Leo had shot himself in May.",
        "Poe's brother was shot dead by soldiers last week.",
        "Poe's father took his own life when he was 12.",
        "A classmate died by suicide two weeks later, her father said.",
        "Another inmate hanged himself at the prison where Poe is held.",
        "Poe claimed that she had died by suicide.",
        "Poe told deputies that his wife shot herself.",
        "Poe stabbed himself in the chest. He was later charged with murder.",
        "Poe had spoken of killing himself.",
        "The unarmed woman was shot dead by an officer.",
        "Poe then shot himself. He is recovering at a hospital.",
        "Poe then shot himself. He was arrested.",
        "A gunman who killed 12 in Aurora last year shot himself.",
        "Poe said that Leo killed himself.",
        "Poe hanged himself in his cell on Monday.",
    ],
)
def test_who_did_not_die_counts_nothing(said: str) -> None:
    assert resolve(said) == (2, 2, [])


def test_an_attacker_with_an_entry_counts_once() -> None:
    assert resolve("Poe then shot himself.", *DEAD, wire_person("Ray Poe", 2))[2] == []
    assert resolve("Poe then shot himself.", *DEAD, wire_group("gunman", "1", 2))[2] == []
    assert resolve("Three people were found dead; Poe shot himself.", wire_group("people", "3", 2)) == (3, 3, [])
    assert resolve("A man was found dead. Poe shot himself.", *DEAD, wire_group("man", "1", 2))[2] == []
    assert resolve("A student was found dead. Poe shot himself.", *DEAD, wire_group("student", "1", 2))[2] == []
