"""Clusters of reports by average linkage that keeps apart what must not be together.

Single linkage chains: one article on two events joins all reports of both (pairwise F1 of 29.8 on 1,697 reports of
shootings, where average linkage has 58.0). Two events of one kind, each often reported, may be alike enough for a mean
above the threshold; what parts them is that the reports of each are far more alike. Weights are whole thousandths, so
that sums are the same in any order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

_OFTEN, _SHARE = 6, 0.7
"""Of how many reports a group tells how alike reports of its event are, and which share of that two of one event have:
chosen on the development halves of ``benchmarks/events.py``."""
Pair = tuple[int, int]
Weights = Mapping[Pair, int | None]
"""The weight of each compared pair, the smaller index first; None keeps the two apart."""


def connect(nodes: Sequence[int], pairs: Iterable[Pair]) -> Iterator[list[int]]:
    """The connected parts of a graph, each sorted, in the order of their first nodes. ``nodes`` are sorted."""
    parents = dict(zip(nodes, nodes, strict=True))

    def find(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        parents[high] = low
    parts: dict[int, list[int]] = {}
    for node in nodes:
        parts.setdefault(find(node), []).append(node)
    yield from parts.values()


def link(
    nodes: Sequence[int], weights: Weights, *, threshold: int, groups: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Clusters of the nodes: the two whose mean weight is highest become one, as long as it reaches the threshold.

    Every pair of nodes has a weight. Each of ``groups``, sorted, is one from the start, whatever its pairs
    weigh. Two clusters with a pair that is kept apart never meet, nor two of six nodes or more each whose mean weight
    is under 0.7 of that within either. Of equal means the pair of smaller nodes goes first, so that the order of
    ``nodes`` and of ``weights`` does not matter.
    """
    state = _Linkage(sorted(nodes), weights)
    for group in groups:
        for other in group[1:] if group and group[0] in state.clusters else ():
            state.join(group[0], other)
    while state.join_best(threshold):
        pass
    return sorted(state.clusters.values())


class _Linkage:
    """Sums of weights between and within clusters, which are named by their smallest node."""

    def __init__(self, nodes: Sequence[int], weights: Weights) -> None:
        self.clusters = {node: [node] for node in nodes}
        self._within = dict.fromkeys(nodes, 0)
        self._sums: dict[int, dict[int, int | None]] = {node: {} for node in nodes}
        for (one, other), weight in weights.items():
            self._sums[one][other] = self._sums[other][one] = weight
        self._heap = [
            entry for one in nodes for other in self._sums[one] if one < other for entry in self._rank(one, other)
        ]
        heapify(self._heap)

    def _mean(self, one: int, other: int) -> float | None:
        total = self._sums[one][other]
        return None if total is None else total / (len(self.clusters[one]) * len(self.clusters[other]))

    def _rank(self, one: int, other: int) -> Iterator[tuple[float, int, int]]:
        mean = self._mean(one, other)
        if mean is not None and not self._are_two(one, other, mean):
            yield (-mean, one, other)

    def _are_two(self, one: int, other: int, mean: float) -> bool:
        """Whether two clusters are each of one piece, and the mean weight between them far below that within."""
        counts = {node: len(self.clusters[node]) for node in (one, other)}
        within = (2 * self._within[node] / (count * (count - 1)) for node, count in counts.items())
        return min(counts.values()) >= _OFTEN and mean < _SHARE * min(within)

    def join_best(self, threshold: int) -> bool:
        """Joins the two closest clusters; False where none are close enough."""
        while self._heap:
            rank, one, other = heappop(self._heap)
            if -rank < threshold:
                return False
            is_there = one in self.clusters and other in self.clusters
            if is_there and (rank, one, other) in self._rank(one, other):
                self.join(one, other)
                return True
        return False

    def join(self, one: int, other: int) -> None:
        """Makes two clusters one, which keeps the first's name."""
        self.clusters[one] = sorted((*self.clusters[one], *self.clusters.pop(other)))
        gone = self._sums.pop(other)
        self._within[one] += self._within.pop(other) + (self._sums[one].pop(other) or 0)
        for neighbour, weight in self._sums[one].items():
            its = gone[neighbour]
            total = None if weight is None or its is None else weight + its
            self._sums[one][neighbour] = self._sums[neighbour][one] = total
            del self._sums[neighbour][other]
        for neighbour in self._sums[one]:
            for entry in self._rank(*sorted((one, neighbour))):
                heappush(self._heap, entry)
