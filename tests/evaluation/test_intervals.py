"""Bootstrap intervals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.evaluation.intervals import draw_weights, interval, precision_recall_f1, share, sum_rows


def test_every_sample_draws_as_many_documents_and_the_same_seed_the_same() -> None:
    weights = draw_weights(7, samples=50)
    assert weights.shape == (50, 7)
    assert set(weights.sum(axis=1)) == {7}
    assert (weights == draw_weights(7, samples=50)).all()
    assert (weights != draw_weights(7, samples=50, seed=1)).any()


def test_rows_are_summed_as_often_as_drawn() -> None:
    sums = sum_rows([[2.0, 0.0], [1.0, 1.0]], [[[1, 2], [3, 4]], [[10, 20], [30, 40]]])
    assert sums.tolist() == [[[2, 4], [6, 8]], [[11, 22], [33, 44]]]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((1, 2, 1, 4), (50.0, 25.0, 100 / 3)),
        ((0, 0, 0, 4), (0.0, 0.0, 0.0)),
        ((0, 0, 0, 0), (0.0, 0.0, 0.0)),
        ((3, 3, 3, 3), (100.0, 100.0, 100.0)),
    ],
)
def test_precision_recall_f1(counts: tuple[int, ...], told: tuple[float, ...]) -> None:
    assert precision_recall_f1(counts).tolist() == pytest.approx(told)


def test_what_nothing_decides_is_as_told() -> None:
    told = precision_recall_f1([(0, 0, 0, 4), (0, 2, 0, 0), (0, 0, 0, 0)], empty=-1.0)
    assert told.tolist() == [[-1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [-1.0, -1.0, -1.0]]


def test_a_share_of_nothing_is_as_told() -> None:
    assert share([1, 0], [4, 0], empty=-1.0).tolist() == [25.0, -1.0]


def test_an_interval_leaves_out_what_is_no_number() -> None:
    told = interval(5.0, [math.nan, *range(101), math.nan])
    assert (told.value, told.low, told.high) == (5.0, 2.5, 97.5)
    assert interval(5.0, [math.nan]).low == 5.0


@given(st.lists(st.integers(0, 1), min_size=1, max_size=30))
def test_the_interval_of_a_share_holds_it(rights: list[int]) -> None:
    weights = draw_weights(len(rights), samples=200)
    sums = sum_rows(weights, [[right, 1] for right in rights])
    told = interval(100 * sum(rights) / len(rights), share(sums[:, 0], sums[:, 1]))
    assert 0 <= told.low <= told.value + 1e-9
    assert told.value - 1e-9 <= told.high <= 100
    assert (told.low == told.high) == (len(set(rights)) == 1)
