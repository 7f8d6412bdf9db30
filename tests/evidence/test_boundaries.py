import pytest

from summarizer.evidence.boundaries import reductions


@pytest.mark.parametrize(
    ("folded", "forms"),
    [
        ("the sofia gate", ("the sofia gate", "sofia gate")),
        ("sofia gate", ("sofia gate",)),
        ("attack on the camp", ("attack on the camp",)),
        ('"a camp"', ('"a camp"', "a camp", "camp")),
        ("the", ("the",)),
    ],
)
def test_an_article_is_taken_off_at_the_beginning_alone(folded: str, forms: tuple[str, ...]) -> None:
    assert reductions(folded) == forms
