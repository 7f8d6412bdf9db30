"""Scores of aligned incidents: the template metric, and the records that the other evaluation tests are made of."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import incident

from summarizer.evaluation.alignment import (
    PARTS,
    Filled,
    assign,
    fill_from_incident,
    fill_from_template,
    normalize_name,
    score_document,
)
from summarizer.evaluation.gold import ROLES, GoldTemplate, Role
from summarizer.evaluation.vocabulary import MUC_TYPES
from summarizer.schemas.record import Incident

NONE: dict[str, Any] = {"evidence": ()}


def make_incident(**changes: Any) -> Incident:
    """An attack with nothing in it, but for the changes."""
    return incident(**{"type": "attack", **changes})


def make_victim(name: str | None = None, group: str | None = None, **changes: Any) -> dict[str, Any]:
    """A victim who was killed, of no number, but for the changes."""
    base = {"name": name, "group": group, "outcome": "killed", "count": None, "said_by": None, "evidence": ()}
    return base | changes


def make_count(low: int | None, high: int | None, qualifier: str = "exact") -> dict[str, Any]:
    return {"low": low, "high": high, "qualifier": qualifier, "text": "n", "evidence": ()}


def fill(kind: str, **roles: tuple[tuple[str, ...], ...]) -> Filled:
    every: dict[Role, tuple[tuple[str, ...], ...]] = {role: roles.get(role, ()) for role in ROLES}
    return Filled((kind,), every)


@pytest.mark.parametrize(
    ("name", "normalized"),
    [
        ('The "Santo Tomas" Farm', "santo tomas farm"),
        ("U.S. embassy's  car", "us embassys car"),
        ("A man", "man"),
        ("the", ""),
        ("Théâtre", "théâtre"),
        ("Théâtre", "théâtre"),
        ("St. Mary’s “Red‑Band” – east", "st marys redband east"),
        ("Straße, Κρήτης", "strasse κρήτησ"),
    ],
)
def test_names_are_normalized(name: str, normalized: str) -> None:
    assert normalize_name(name) == normalized


def test_an_incident_is_filled_by_role_each_name_once() -> None:
    incident = make_incident(
        type="shooting",
        perpetrators=(
            {"name": "the gunmen", "kind": "individual", "status": None, **NONE},
            {"name": "Red Band", "kind": "organization", "status": "claimed", **NONE},
        ),
        victims=(make_victim("Ana Ruiz"), make_victim("ana ruiz", outcome="injured"), make_victim(group="guards")),
        weapons=({"name": "...", **NONE},),
    )
    filled = fill_from_incident(incident, MUC_TYPES)
    assert filled == fill("attack", PerpInd=(("gunmen",),), PerpOrg=(("red band",),), Victim=(("ana ruiz",),))


def test_a_type_without_a_counterpart_matches_nothing() -> None:
    incident = fill_from_incident(make_incident(type="earthquake"), MUC_TYPES)
    aligned = score_document([incident], [fill("attack")])
    assert (aligned.pairs, aligned.counts[0]) == ((), (0, 1, 0, 1))


def test_several_names_of_one_entity_are_all_right_and_find_it_once() -> None:
    gold = fill("attack", Target=(("farm", "big farm"), ("truck",)))
    aligned = score_document([fill("attack", Target=(("farm",), ("big farm",), ("house",)))], [gold])
    assert dict(zip(PARTS, aligned.counts, strict=True)) == {
        "type": (1, 1, 1, 1),
        "PerpInd": (0, 0, 0, 0),
        "PerpOrg": (0, 0, 0, 0),
        "Target": (2, 3, 1, 2),
        "Victim": (0, 0, 0, 0),
        "Weapon": (0, 0, 0, 0),
    }


def test_the_alignment_is_the_one_that_gets_most_right() -> None:
    first, second = fill("attack", Victim=(("ana",),)), fill("attack", Victim=(("eva",),), Weapon=(("gun",),))
    assert score_document([first, second], [second, first]).pairs == ((0, 1), (1, 0))


def test_incidents_of_other_types_are_not_aligned_however_much_agrees() -> None:
    aligned = score_document([fill("bombing", Victim=(("ana",),))], [fill("attack", Victim=(("ana",),))])
    assert aligned.pairs == ()
    assert aligned.counts[PARTS.index("Victim")] == (0, 1, 0, 1)


def test_any_of_several_gold_types_is_right() -> None:
    gold = Filled(("bombing", "attack"), fill("attack").roles)
    assert score_document([fill("attack")], [gold]).pairs == ((0, 0),)


def test_gold_templates_that_are_the_same_count_once() -> None:
    aligned = score_document([fill("attack"), fill("attack")], [fill("arson"), fill("attack"), fill("attack")])
    assert (aligned.pairs, aligned.counts[0]) == (((0, 1),), (1, 2, 1, 2))


def test_a_gold_template_is_normalized() -> None:
    template = GoldTemplate(types=("attack",), roles={"Target": (("the farm", "FARM!"),)})
    assert fill_from_template(template) == fill("attack", Target=(("farm", "farm"),))


def test_of_alignments_that_get_as_much_right_the_one_that_agrees_most_counts() -> None:
    same, agreeing = [fill("attack"), fill("attack")], {(0, 1): 2, (1, 0): 1, (0, 0): 1}
    aligned = score_document(same, same, same_once=False, count_agreeing=lambda *pair: agreeing.get(pair, 0))
    assert aligned.pairs == ((0, 1), (1, 0))
    named = [fill("attack", Victim=(("ana",),)), fill("attack")]
    assert score_document(named, named, count_agreeing=lambda row, column: 9 * (row != column)).pairs == (
        (0, 0),
        (1, 1),
    )


@pytest.mark.parametrize("order", [1, -1])
def test_of_alignments_that_are_worth_the_same_the_one_of_most_pairs_counts(order: int) -> None:
    incidents = [fill("attack", Weapon=(("gun",),)), Filled(("bombing",), fill("bombing").roles)][::order]
    templates = [Filled(("bombing", "attack"), fill("x", Weapon=(("gun",),)).roles), fill("attack")][::order]
    assert len(score_document(incidents, templates).pairs) == 2


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 3), (2, 0)])
def test_nothing_is_assigned_to_nothing(rows: int, columns: int) -> None:
    assert assign([[1.0] * columns] * rows) == []


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_assignment_gains_more(gains: list[list[int]]) -> None:
    best = sum(gains[row][column] for row, column in assign(gains))
    size = max(len(gains), 3)
    square = [[gains[r][c] if r < len(gains) and c < len(gains[0]) else 0 for c in range(size)] for r in range(size)]
    assert best == max(sum(square[r][c] for r, c in enumerate(order)) for order in permutations(range(size)))


NAMES = st.sampled_from(["ana", "eva", "gun", "farm"])
FILLED = st.builds(
    lambda kind, victims, weapons: fill(
        kind, Victim=tuple((name,) for name in victims), Weapon=tuple((name,) for name in weapons)
    ),
    st.sampled_from(["attack", "bombing"]),
    st.lists(NAMES, unique=True, max_size=3),
    st.lists(NAMES, unique=True, max_size=2),
)


@settings(max_examples=50)
@given(st.lists(FILLED, max_size=4))
def test_the_gold_scores_full_marks_against_itself(templates: list[Filled]) -> None:
    distinct = [one for index, one in enumerate(templates) if one not in templates[:index]]
    aligned = score_document(distinct, templates)
    assert all(right == of and found == gold and of == gold for right, of, found, gold in aligned.counts)


@settings(max_examples=50)
@given(st.lists(FILLED, max_size=4), st.lists(FILLED, max_size=4))
def test_no_count_is_more_than_what_it_is_of(incidents: list[Filled], templates: list[Filled]) -> None:
    aligned = score_document(incidents, templates)
    assert all(right <= of and found <= gold for right, of, found, gold in aligned.counts)
    assert len({row for row, _ in aligned.pairs}) == len({column for _, column in aligned.pairs}) == len(aligned.pairs)
