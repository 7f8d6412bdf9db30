"""Limits shared out over workers."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.options import Options
from summarizer.runs.shares import share_options, share_out


@given(amount=st.integers(1, 10_000), among=st.integers(1, 500))
def test_shares_are_whole_and_add_up(amount: int, among: int) -> None:
    shares = share_out(amount, among)
    assert (len(shares), sum(shares)) == (among, amount)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


@given(
    workers=st.integers(1, 64),
    limits=st.fixed_dictionaries({name: st.none() | st.integers(1, 5000) for name in ("rpm", "tpm", "concurrency")}),
)
def test_the_limits_of_workers_add_up_to_the_runs(workers: int, limits: dict[str, int | None]) -> None:
    whole = Options(model="fake", base_url="http://127.0.0.1:1/v1", **limits)
    shares = share_options(whole, workers)
    assert 1 <= len(shares) <= workers
    assert sum(share.workers for share in shares) == whole.workers
    for name in ("rpm", "tpm"):
        amounts = [getattr(share, name) for share in shares]
        assert (None if None in amounts else sum(amounts)) == getattr(whole, name)
        assert 0 not in amounts


def test_embedded_workers_ask_one_question_each_unless_told() -> None:
    assert [share.workers for share in share_options(Options(), 3)] == [1, 1, 1]
    assert [share.workers for share in share_options(Options(concurrency=4), 3)] == [2, 1, 1]
