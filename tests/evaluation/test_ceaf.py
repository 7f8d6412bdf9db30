"""CEAF-RME: fillers alone, aligned by fillers alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.alignment import Filled, score_document
from summarizer.evaluation.ceaf import score_ceaf_rme
from summarizer.evaluation.gold import ROLES
from tests.evaluation.test_alignment import fill

VICTIM = ROLES.index("Victim")


def names(*entities: str) -> tuple[tuple[str, ...], ...]:
    """Entities of a role; a slash divides the names of one."""
    return tuple(tuple(one.split("/")) for one in entities)


def victims(*entities: str, kind: str = "attack") -> Filled:
    return fill(kind, Victim=names(*entities))


@pytest.mark.parametrize(
    ("run", "gold", "counts"),
    [
        ([], [], (0, 0, 0, 0)),
        ([victims("ana")], [], (0, 1, 0, 0)),
        ([], [victims("ana")], (0, 0, 0, 1)),
        ([victims("ana", "eva")], [victims("ana/anita", "ida")], (1, 2, 1, 2)),
        # two names of one entity are both right and find it once; a name that two entities have finds the first
        ([victims("ana", "anita")], [victims("ana/anita")], (2, 2, 1, 1)),
        ([victims("hawkins")], [victims("joe/hawkins", "ann/hawkins")], (1, 1, 1, 2)),
        # one to one: what stands in another incident is not right
        ([victims("ana"), victims("eva")], [victims("ana", "eva")], (1, 2, 1, 2)),
        ([victims("ana", kind="bombing")], [victims("ana")], (0, 1, 0, 1)),
        ([victims("ana")], [Filled(("bombing", "attack"), victims("ana").roles)], (1, 1, 1, 1)),
    ],
)
def test_counts_of_a_role(run: list[Filled], gold: list[Filled], counts: tuple[int, ...]) -> None:
    assert score_ceaf_rme(run, gold)[VICTIM] == counts


def test_a_name_in_another_role_is_not_right() -> None:
    told = score_ceaf_rme([victims("ana")], [fill("attack", PerpInd=names("ana"))])
    assert told[VICTIM] == (0, 1, 0, 0)
    assert told[ROLES.index("PerpInd")] == (0, 0, 0, 1)


def test_fillers_align_and_not_the_type() -> None:
    run = [victims("ana"), victims("eva", "ida")]
    gold = [victims("eva", "ida"), victims("ana")]
    assert score_ceaf_rme(run, gold)[VICTIM] == (3, 3, 3, 3)


@pytest.mark.parametrize("order", [1, -1])
def test_of_alignments_with_as_much_right_the_one_that_finds_more_counts(order: int) -> None:
    gold = [victims("ana/anita"), victims("ana", "anita")][::order]
    assert score_ceaf_rme([victims("ana", "anita")], gold)[VICTIM] == (2, 2, 2, 3)


def test_an_incident_without_fillers_counts_nothing() -> None:
    assert score_ceaf_rme([fill("attack")], [fill("attack"), fill("bombing")]) == ((0, 0, 0, 0),) * len(ROLES)


@pytest.mark.parametrize(("same_once", "gold"), [(True, 1), (False, 2)])
def test_templates_that_are_the_same(same_once: bool, gold: int) -> None:
    run, twice = [victims("ana")], [victims("ana"), victims("ana")]
    assert score_ceaf_rme(run, twice, same_once=same_once)[VICTIM] == (1, 1, 1, gold)


Fillings = st.lists(
    st.builds(victims, st.sampled_from(["ana", "eva"]), st.sampled_from(["ida", "joe"]), kind=st.sampled_from("xy")),
    max_size=3,
)


@given(Fillings, Fillings)
def test_no_alignment_gets_more_right_than_this_one(run: list[Filled], gold: list[Filled]) -> None:
    ours = score_ceaf_rme(run, gold)[VICTIM]
    template = score_document(run, gold).counts[1 + VICTIM]
    assert template[0] <= ours[0] <= ours[1] == template[1]
    assert ours[2] <= ours[3] == template[3]
