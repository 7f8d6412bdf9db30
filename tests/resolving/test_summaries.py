from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_incident

from summarizer.checks.summary import check_summary
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.summaries import compose_summary
from summarizer.schemas.record import Incident, Total

TEXT = """A bomb hit Abbey Gate in Kabul, Afghanistan, on Thursday. At least 60 civilians and 12 soldiers died.
IS-K claimed responsibility. Ana Ruiz was hurt with 6 to 8 guards and a nurse. A gunman burnt the customs house.
Hundreds of people fled and several clerks were taken; 2 of the 12th Brigade's men were missing.
One of the porters died, and one person drowned."""


def resolve(**changes: Any) -> Incident:
    wire = wire_incident(**{"place_cite": [1], **changes})
    (incident,) = resolve_incidents([wire], facts_of(TEXT), article_id="a").incidents
    return incident


def group(name: str, count: str | None, outcome: str, cite: int) -> dict[str, Any]:
    return {"group": name, "count": count, "outcome": outcome, "cite": [cite]}


def test_what_where_when_to_whom_to_what_and_by_whom() -> None:
    incident = resolve(
        date={"text": "Thursday", "cite": [1]},
        country="Afghanistan",
        places=["Kabul", "Abbey Gate"],
        perpetrators=[
            {"name": "IS-K", "kind": "organization", "status": "claimed", "cite": [3]},
            {"name": "gunman", "kind": "individual", "cite": [5]},
        ],
        targets=[{"name": "customs house", "effect": "destroyed", "cite": [5]}],
        victims=[
            group("civilians", "60+", "killed", 2),
            group("soldiers", "12", "killed", 2),
            {"name": "Ana Ruiz", "count": "1", "outcome": "injured", "cite": [4]},
        ],
    )
    told = compose_summary([incident])
    assert told == (
        "Bombing in Abbey Gate, Kabul, Afghanistan (Thursday): at least 60 civilians and 12 soldiers killed, Ana Ruiz "
        "injured; against customs house (destroyed); by IS-K (claimed) and gunman."
    )
    assert check_summary(told, TEXT) == []


@pytest.mark.parametrize(
    ("victim", "told"),
    [
        (group("guards", "6-8", "injured", 4), "6 to 8 guards injured"),
        (group("nurse", "1", "injured", 4), "nurse injured"),
        (group("guards", None, "injured", 4), "guards injured"),
        (group("guards", "900", "injured", 4), "guards injured"),
        (group("12 soldiers", "12", "killed", 2), "12 soldiers killed"),
        (group("people", "several", "displaced", 6), "hundreds of people displaced"),
        (group("clerks", "several", "kidnapped", 6), "several clerks kidnapped"),
        (group("missing", "2", "missing", 6), "2 people missing"),
        (group("porters", "1", "killed", 7), "one of the porters killed"),
        (group("people", "1", "killed", 7), "one person killed"),
        (group("12th Brigade's men", "2", "missing", 6), "2 12th Brigade's men missing"),
    ],
)
def test_numbers_are_told_as_the_article_holds_them(victim: dict[str, Any], told: str) -> None:
    assert compose_summary([resolve(victims=[victim])]) == f"Bombing: {told}."


def test_people_told_again_in_other_words_are_told_once() -> None:
    text = "A riot killed 13 inmates. The 13 prisoners and a guard died of smoke. Two guards were hurt."
    victims = [
        group("inmates", "13", "killed", 1),
        group("prisoners", "13", "killed", 2),
        group("guard", "1", "killed", 2),
    ]
    wire = wire_incident(type="riot", victims=victims)
    told = resolve_incidents([wire], facts_of(text), article_id="a").incidents
    assert "13 inmates and guard killed" in compose_summary(told)


def test_a_total_of_more_than_the_entries_is_told_in_their_place() -> None:
    incident = resolve(victims=[group("soldiers", "12", "killed", 2)])
    risen = incident.model_copy(update={"totals": {"killed": Total(low=17, high=17)}})
    assert "17 people killed" in compose_summary([risen])
    assert "12 soldiers killed" in compose_summary([incident])


def test_a_word_for_the_outcome_alone_tells_nobody_beside_others() -> None:
    missing = [group("missing", "2", "missing", 6), group("missing", "900", "missing", 6)]
    assert compose_summary([resolve(victims=missing)]) == "Bombing: 2 people missing."
    assert compose_summary([resolve(victims=missing[1:])]) == "Bombing: people missing."


def test_what_the_article_lacks_is_not_told() -> None:
    incident = resolve(
        date={"text": "Friday", "cite": [1]},
        country="Peru",
        places=["Lima", "Abbey Gate"],
        perpetrators=[{"name": "Red Brigade", "kind": "organization", "status": "claimed", "cite": [3]}],
        targets=[{"name": "bridge", "effect": None, "cite": [1]}],
        victims=[group("tourists", "3", "killed", 2)],
    )
    assert compose_summary([incident]) == "Bombing in Abbey Gate, Afghanistan."


def test_nobody_is_not_told_as_some_where_the_article_has_other_words_for_none() -> None:
    nobody = group("clerks", "0", "injured", 6)
    assert compose_summary([resolve(victims=[nobody])]) == "Bombing."
    assert compose_summary([resolve(victims=[nobody | {"count": None}])]) == "Bombing: clerks injured."


def test_people_harmed_are_not_told_again_as_targets() -> None:
    target = {"name": "clerks", "effect": "destroyed", "cite": [6]}
    incident = resolve(targets=[target], victims=[group("clerks", "several", "kidnapped", 6)])
    assert compose_summary([incident]) == "Bombing: several clerks kidnapped."


def test_a_person_by_name_is_told_as_somebody_s_claim_and_who_was_cleared_not_at_all() -> None:
    person = {"name": "Ana Ruiz", "kind": "individual", "cite": [4]}
    group = {"name": "IS-K", "kind": "organization", "status": "cleared", "cite": [3]}
    told = compose_summary([resolve(perpetrators=[person, group])])
    assert told == "Bombing: by Ana Ruiz (allegedly)."
    assert check_summary(told, TEXT) == []


def test_a_stage_that_is_not_done_is_told() -> None:
    assert compose_summary([resolve(stage="threatened")]) == "Threatened bombing."


def test_three_incidents_are_told_and_the_others_counted() -> None:
    assert compose_summary([]) == ""
    assert compose_summary([resolve()] * 3) == "Bombing. Bombing. Bombing."
    assert compose_summary([resolve()] * 4) == "Bombing. Bombing. Bombing; and 1 more incident."
    assert compose_summary([resolve()] * 6) == "Bombing. Bombing. Bombing; and 3 more incidents."
