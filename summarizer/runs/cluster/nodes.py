"""What the nodes of a cluster have, and how much of it each worker and each reading task claims."""

import math

from summarizer.extras import ray

LEAST_CPUS = 0.0001  # the smallest that Ray counts
_SHARE_OF_CPUS = 0.5
_MOST_CPUS = 0.5


def count_cpus() -> float:
    """The processors of all nodes of the cluster that Ray is connected to."""
    return float(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]


def claim_cpus(cpus: float, workers: int) -> float:
    """What each of so many workers claims: little, as it mostly waits, but more than nothing, so that they are spread.

    However many of them come to be on a node, some of it is left: what they claim has a nine as its fourth decimal and
    divides no usual number of processors. Else reading, and whoever takes a dead worker's place, would wait for ever
    where the nodes that had room for it are gone.
    """
    thousandths = math.floor(min(_MOST_CPUS, cpus * _SHARE_OF_CPUS / workers) * 1000)
    return max(LEAST_CPUS, round(thousandths / 1000 - LEAST_CPUS, 4))
