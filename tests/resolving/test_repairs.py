from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.resolving.repairs import correct_outcomes, drop_repeats, name_groups, repair_incidents
from summarizer.schemas.wire import WireVictimGroup
from tests.resolving.test_date_repairs import incident


def victim(count: str) -> WireVictimGroup:
    return wire_group("workers", count, 1)


def test_entries_that_repeat_an_earlier_one_are_left_out() -> None:
    looping = incident(cites=[1]).model_copy(update={"victims": [victim("2"), victim("3"), victim("2")]})
    (kept,) = drop_repeats([looping, looping])
    assert kept.victims == [victim("2"), victim("3")]


def test_incidents_that_differ_are_kept() -> None:
    assert len(drop_repeats([incident(cites=[1]), incident(cites=[2])])) == 2


@pytest.mark.parametrize(
    ("text", "group", "count", "told"),
    [
        ("Later 15 others were injured.", "injured", "15", "others"),
        ("Later 15 others were injured.", "people", "15", "others"),
        ("Later at least 15 guards were injured.", "wounded", "15", "guards"),
        ("Later 15 others were injured.", "guards", "15", "guards"),
        ("Later 15 others were injured.", "injured", "16", "injured"),
        ("Later 15 others were injured.", "injured", None, "injured"),
        ("Later 15 others were killed.", "injured", "15", "injured"),
        ("Later 15 people were injured.", "injured", "15", "injured"),
        ("Later 15 were injured.", "injured", "15", "injured"),
        ("It injured 15 women and children.", "people", "15", "people"),
        ("Later 15 guards were injured, and 15 people were injured.", "people", "15", "people"),
        ("15 injured, one of them badly, in a blast.", "15 injured, one of them badly, in a blast", "15", "injured"),
        ("Later 15 guards were injured.", "15 guards", "15", "15 guards"),
    ],
)
def test_groups_that_only_say_people_get_the_word_beside_their_number(
    text: str, group: str, count: str | None, told: str
) -> None:
    victim = wire_group(group, count, 1, outcome="injured")
    wire = incident(cites=[1]).model_copy(update={"victims": [victim]})
    (kept,) = name_groups([wire], facts_of(text))
    assert [one.label for one in kept.victims] == [told]


@pytest.mark.parametrize(
    ("text", "outcome", "told"),
    [
        ("The Lawyers, a group, put the toll at 31 dead.", "killed", "people"),
        ("The Lawyers said 31 people had been freed.", "freed", "Lawyers"),
        ("The Lawyers said 31 of the Lawyers died.", "killed", "Lawyers"),
        ("The Lawyers said 31 of them died.", "killed", "Lawyers"),
    ],
)
def test_who_only_tells_of_the_dead_is_none_of_them(text: str, outcome: Any, told: str) -> None:
    victim = wire_group("Lawyers", "31", 1, outcome=outcome)
    (kept,) = name_groups([incident(cites=[1]).model_copy(update={"victims": [victim]})], facts_of(text))
    assert [one.label for one in kept.victims] == [told]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("Two people", ("people", "2")),
        ("two men", ("two men", "2")),
        ("men", ("men", None)),
        ("32 Brigade", ("32 Brigade", None)),
    ],
)
def test_a_number_in_the_words_of_a_group_counts(group: str, told: tuple[str, str | None]) -> None:
    victim = wire_group(group, None, 1, outcome="missing")
    (kept,) = name_groups(
        [incident(cites=[1]).model_copy(update={"victims": [victim]})], facts_of(f"{group} are lost.")
    )
    assert [(one.label, one.count) for one in kept.victims] == [told]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("28 people", "people"),
        ("28 nurses", "28 nurses"),
        ("28 Brigade", None),
        ("Route 28 men", None),
        ("Ann Lee", None),
    ],
)
def test_a_name_that_counts_is_a_group(name: str, told: str | None) -> None:
    victim = wire_person(name, 1, outcome="missing")
    wire = incident(cites=[1]).model_copy(update={"victims": [victim]})
    (kept,) = name_groups([wire], facts_of(f"{name} are lost."))
    assert kept.victims == ([victim] if told is None else [wire_group(told, "1", 1, outcome="missing")])


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("Sahla", "people"),
        ("men who came to a market in Sahla and then shot at a crowd of six people", "people"),
        ("men who came to a market in Sahla and then shot at a large crowd", None),
        ("people of Sahla", None),
    ],
)
def test_a_group_is_no_place_and_no_half_sentence(group: str, told: str | None) -> None:
    wire = incident(cites=[1]).model_copy(update={"victims": [wire_group(group, "6", 1, outcome="missing")]})
    (kept,) = name_groups([wire], facts_of("Six are missing."))
    assert [one.label for one in kept.victims] == [told or group]


def test_all_repairs_are_made() -> None:
    victim = wire_group("injured", "15", 1, outcome="injured")
    wire = incident(cites=[1]).model_copy(update={"victims": [victim]})
    (kept,) = repair_incidents([wire], facts_of("Rebels struck on Wednesday; 15 others were injured."))
    assert [one.label for one in kept.victims] == ["others"]
    assert kept.date is not None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Four people were shot in Reno on Friday.", "injured"),
        ("Four people were shot in Reno on Friday. They are in hospital.", "injured"),
        ("Four people were shot in Reno on Friday. One of them died.", "killed"),
        ("Four people were shot in Reno on Friday, police say in a homicide report.", "killed"),
        ("Four people were shot in Reno late Friday; none is in danger of life.", "killed"),
        (
            "Four people were shot in Reno late Friday. All wounds are non-life-threatening, he remains in jail.",
            "injured",
        ),
        (
            "Four people were shot in Reno. He is charged with attempted murder and assault with a deadly weapon.",
            "injured",
        ),
        ("Four people were shot in Reno. His note was homicidal. They are at Memorial Hospital.", "injured"),
        ("Four people were shot in Reno. Their remains were found on Friday.", "killed"),
        ("Four people were shot in Reno. They didn't live. He was arrested.", "killed"),
        ("Four people were shot in Reno. A memorial day is planned.", "killed"),
        ("Four people lived in Reno on Friday.", "killed"),
        ("Four people were shot in Reno on Friday. They passed at the hospital.", "killed"),
        ("Gunmen hit a house of four people in Reno on Friday.", "killed"),
        ("Cuatro personas resultaron heridas en Lima el viernes, dijo la policía.", "injured"),
    ],
)
def test_who_is_hurt_where_nobody_died_is_not_killed(text: str, outcome: str) -> None:
    wire = wire_incident(type="shooting", victims=[wire_group("people", "4", 1)])
    (kept,), findings = correct_outcomes([wire], facts_of(text))
    assert [one.outcome for one in kept.victims] == [outcome]
    assert [(one.code, one.field) for one in findings] == [("outcome_corrected", "incidents[0].victims[0].outcome")] * (
        outcome == "injured"
    )


@pytest.mark.parametrize(
    ("cite", "outcome"), [(3, "injured"), (2, "injured"), (4, "killed")], ids=["named after", "hurt there", "far"]
)
def test_who_is_hurt_may_be_named_in_the_sentence_after(cite: int, outcome: str) -> None:
    text = "It was dark. Two were shot in Reno. They are Ann Lee and Bob Dix. Ann Lee is from Elko."
    wire = wire_incident(type="shooting", victims=[wire_person("Ann Lee", cite)])
    (kept,), _ = correct_outcomes([wire], facts_of(text))
    assert [one.outcome for one in kept.victims] == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("A boy shot himself in the hand. It was at noon. He was in good condition. Two died this year.", "injured"),
        ("A boy shot himself in the hand. It was at noon. He was in critical condition. Two died this year.", "killed"),
        ("A boy shot himself in the hand. It was at noon. A dead man was found. He was in good condition.", "killed"),
        ("A boy was shot. It was no suicide attempt. It rained. The boy had surgery. He died on May 2.", "killed"),
        ("A boy was shot. It was no suicide attempt. It rained. The boy had surgery. Two men died.", "injured"),
        ("A boy found a gun. It was at noon. He was in good condition. Two died this year.", "killed"),
    ],
)
def test_one_who_was_hit_and_lives_is_not_killed(text: str, outcome: str) -> None:
    wire = wire_incident(type="shooting", victims=[wire_group("boy", "1", 1)])
    (kept,), _ = correct_outcomes([wire], facts_of(text))
    assert [one.outcome for one in kept.victims] == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ann Lee was shot in the chest on Oak Street. Lee died at 10 p.m. at the hospital.", "killed"),
        ("Ann Lee was shot in the chest on Oak Street. The mother of Lee died at the scene.", "injured"),
        ("Ann Lee was shot in the chest, and her brother Jim Lee in the head. Lee died at the scene.", "injured"),
        ("Ann Lee was shot in the chest on Oak Street. Bob Lee died at 10 p.m. at the hospital.", "injured"),
        ("Ann Lee was shot in the chest on Oak Street. She said that Bob died.", "injured"),
        ("Ann Lee was shot in the chest on Oak Street. He later died.", "injured"),
        ("Ann Lee was shot in the chest on Oak Street. Rumours that Lee died are false.", "injured"),
        ("Ann Lee, 30, was rushed by ambulance to Mercy Hospital. She later died from her injuries.", "killed"),
        ("Ann Lee, 30, was shot in the chest on Oak Street. She died at the hospital.", "killed"),
        ("Ann Lee, 30, was shot by her brother on Oak Street. He died at the hospital.", "injured"),
        ("Ann Lee, 30, was shot on Oak Street, and Bob Dix was hurt. He died at the hospital.", "injured"),
        ("Bob Dix and Ann Lee were shot on Oak Street. She died at the hospital.", "injured"),
    ],
)
def test_who_is_given_as_hurt_and_died_by_the_article_is_killed(text: str, outcome: str) -> None:
    wire = wire_incident(type="shooting", victims=[wire_person("Ann Lee", 1, outcome="injured")])
    (kept,), findings = correct_outcomes([wire], facts_of(text))
    assert [one.outcome for one in kept.victims] == [outcome]
    assert [one.code for one in findings] == ["outcome_corrected"] * (outcome == "killed")


@pytest.mark.parametrize(
    ("outcome", "others", "corrected"),
    [
        ("killed", [], "injured"),
        ("killed", [wire_group("people", "19", 2, outcome="injured")], "killed"),
        ("killed", [wire_group("people", "5", 2, outcome="injured")], "injured"),
        ("missing", [], "missing"),
    ],
)
def test_a_number_that_is_told_of_people_hurt_alone_is_of_people_hurt(
    outcome: str, others: list[Any], corrected: str
) -> None:
    facts = facts_of("A coach fell into a river. Two people have died, and nineteen were hurt, five of them badly.")
    wire = wire_incident(victims=[wire_group("people", "19", 2, outcome=outcome), *others])
    (kept,), findings = correct_outcomes([wire], facts)
    assert kept.victims[0].outcome == corrected
    assert [one.code for one in findings] == ["outcome_corrected"] * (outcome != corrected)


@pytest.mark.parametrize("outcome", ["killed", "injured"])
def test_a_name_that_the_model_left_empty_is_nobody_s(outcome: Any) -> None:
    wire = wire_incident(type="shooting", victims=[wire_person(" ", 1, outcome=outcome)])
    assert correct_outcomes([wire], facts_of("Four people were shot in Reno."))[1] == []


_FOUND = "They found {}, 68, dead in San Marcos."


@pytest.mark.parametrize(
    ("group", "count", "is_name"),
    [
        ("Donna Pruitt", "1", True),
        ("Community Protection Guard", "1", False),
        ("Donna Pruitt", "6", False),
        ("Donna", "1", False),
    ],
)
def test_a_group_of_one_with_a_name_is_somebody(group: str, count: str, *, is_name: bool) -> None:
    wire = wire_incident(type="shooting", places=["San Marcos"], victims=[wire_group(group, count, 1)])
    ((victim,),) = (one.victims for one in name_groups([wire], facts_of(_FOUND.format(group))))
    assert (getattr(victim, "name", None) == group) is is_name


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Deputy Luis Gerardo (Jerry) Ortiz was shot.", "Luis Gerardo", "Luis Gerardo (Jerry) Ortiz"),
        ("Cashaan “Dink” Williams, 27, was shot.", "Dink” Williams", "Cashaan “Dink” Williams"),
        ("Cashaan “Dink” Williams, 27, was shot.", "Cashaan “Dink” Williams", "Cashaan “Dink” Williams"),
        ("Luis Ortiz (27) Reno was shot.", "Luis Ortiz", "Luis Ortiz"),
        ("Luis “Jerry” Ortiz wept when Ann Lee was shot.", "Ann Lee", "Ann Lee"),
    ],
)
def test_a_name_goes_on_after_a_nickname(text: str, name: str, told: str) -> None:
    doer = {"name": name, "kind": "individual", "cite": [1]}
    group = {"name": "MS-13", "kind": "organization", "status": "reported", "cite": [1]}
    wire = wire_incident(type="shooting", victims=[wire_person(name, 1)], perpetrators=[doer, group])
    (kept,) = name_groups([wire], facts_of(text))
    assert [one.name for one in (*kept.victims, *kept.perpetrators)] == [told, told, "MS-13"]  # type: ignore[union-attr]
