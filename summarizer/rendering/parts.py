"""Articles too long for one question: parts by sentences with overlap, and the rule that merges their answers."""

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil

from summarizer.schemas.record import Sentence

OVERLAP = 3


def estimate_tokens(text: str) -> int:
    """An upper estimate of a text's tokens: one for every three bytes of UTF-8 (English news runs at four or more)."""
    return ceil(len(text.encode("utf-8", "surrogatepass")) / 3)


def split_sentences(sentences: Sequence[Sentence], budget_tokens: int) -> list[Sequence[Sentence]]:
    """Runs of consecutive sentences, each within the budget where its sentences are, overlapping by up to three.

    Parts are as few as the budget allows and as even as their number allows.
    Numbers and offsets stay those of the whole article.
    """
    costs = [estimate_tokens(sentence.text) + 6 for sentence in sentences]
    if sum(costs) <= budget_tokens or not costs:
        return [sentences]
    fewest = len(_cut(costs, budget_tokens))
    shares = range(max(budget_tokens, 1))
    share = bisect_left(shares, True, key=lambda share: len(_cut(costs, share)) <= fewest)
    return [sentences[start:end] for start, end in _cut(costs, share)]


def _cut(costs: Sequence[int], share: int) -> list[tuple[int, int]]:
    """Half-open runs of indices that cost at most ``share`` each, or hold one sentence, and cover all."""
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(costs):
        end = _fill(costs, start, share)
        runs.append((start, end))
        if end == len(costs):
            break
        overlapping = range(end - min(OVERLAP, (end - start) // 2), end + 1)
        start = next(at for at in overlapping if _fill(costs, at, share) > end)
    return runs


def _fill(costs: Sequence[int], start: int, share: int) -> int:
    end, spent = start + 1, costs[start]
    while end < len(costs) and spent + costs[end] <= share:
        spent += costs[end]
        end += 1
    return end
