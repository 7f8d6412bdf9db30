"""Average linkage: no chains, what is kept apart stays apart, and the order of pairs does not matter."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from summarizer.events import clustering
from summarizer.events.clustering import Pair, connect

UNKNOWN = -4000


def link(nodes: Sequence[int], weights: Mapping[Pair, int | None], **how: Any) -> list[list[int]]:
    """The clusters, where pairs without a weight are unlikely ones."""
    pairs = combinations(sorted(nodes), 2)
    return clustering.link(nodes, {pair: weights.get(pair, UNKNOWN) for pair in pairs}, **how)


def test_the_closest_meet_first() -> None:
    assert link([0, 1, 2], {(0, 1): 500, (1, 2): 900, (0, 2): -9000}, threshold=0) == [[0], [1, 2]]


def test_a_chain_does_not_join_its_ends() -> None:
    chain = {(at, at + 1): 1000 for at in range(5)}
    clusters = link(range(6), chain, threshold=0)
    assert clusters == [[0, 1], [2, 3], [4, 5]]


def test_pairs_kept_apart_never_meet_not_even_through_a_third() -> None:
    weights = {(0, 1): 5000, (1, 2): 5000, (0, 2): None}
    assert link([0, 1, 2], weights, threshold=0) == [[0, 1], [2]]


def test_a_group_is_one_from_the_start_and_stands_for_all_its_members() -> None:
    weights = {(0, 1): None, (1, 2): 9000, (0, 2): 1000}
    assert link([0, 1, 2], weights, threshold=0, groups=[[0, 1]]) == [[0, 1, 2]]
    assert link([0, 1, 2], {**weights, (0, 2): None}, threshold=0, groups=[[0, 1]]) == [[0, 1], [2]]
    assert link([5], {}, threshold=0, groups=[[0, 1]]) == [[5]]


def weigh_halves(each: int, between: int, *, within: int = 5000) -> dict[tuple[int, int], int | None]:
    """Two groups, so many nodes each, all pairs of one group alike."""
    pairs = combinations(range(2 * each), 2)
    return {(one, other): between if one < each <= other else within for one, other in pairs}


def test_two_groups_that_are_far_more_alike_within_are_two() -> None:
    halves = [list(range(6)), list(range(6, 12))]
    assert link(range(12), weigh_halves(6, 3400), threshold=0) == halves
    assert link(range(12), weigh_halves(6, 3600), threshold=0) == [list(range(12))]
    assert link(range(12), weigh_halves(6, 1000, within=1200), threshold=0) == [list(range(12))]


def test_few_reports_do_not_tell_how_alike_those_of_their_event_are() -> None:
    assert link(range(10), weigh_halves(5, 3400), threshold=0) == [list(range(10))]


def test_people_join_what_is_far_more_alike_within() -> None:
    assert link(range(12), weigh_halves(6, 100), threshold=0, groups=[[0, 6]]) == [list(range(12))]


def test_connected_parts() -> None:
    assert list(connect(range(5), [(0, 3), (3, 4)])) == [[0, 3, 4], [1], [2]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], int | None]]:
    size = draw(st.integers(1, 7))
    weight = st.one_of(st.none(), st.integers(-5, 5).map(lambda number: number * 1000))
    weights = {pair: draw(weight) for pair in combinations(range(size), 2) if draw(st.booleans())}
    return size, weights


@given(graphs(), st.randoms(use_true_random=False))
def test_clusters_part_the_nodes_and_keep_apart_what_is_forbidden_in_any_order(
    graph: tuple[int, dict[tuple[int, int], int | None]], random: Any
) -> None:
    size, weights = graph
    clusters = link(range(size), weights, threshold=0)
    assert sorted(node for cluster in clusters for node in cluster) == list(range(size))
    for cluster in clusters:
        pairs = [weights.get(pair, UNKNOWN) for pair in combinations(cluster, 2)]
        assert None not in pairs
    items = list(weights.items())
    random.shuffle(items)
    nodes = random.sample(range(size), size)
    assert link(nodes, dict(items), threshold=0) == clusters


@given(graphs())
def test_a_higher_threshold_only_parts_clusters(graph: tuple[int, dict[tuple[int, int], int | None]]) -> None:
    size, weights = graph
    low = link(range(size), weights, threshold=0)
    high = link(range(size), weights, threshold=2000)
    assert all(any(set(part) <= set(whole) for whole in low) for part in high)
