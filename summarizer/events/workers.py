"""Who does the shares of a merge: this process, several processes here, or a Ray cluster."""

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from summarizer.extras import ray

if TYPE_CHECKING:
    from summarizer.events.index import StoredLibrary

Task = TypeVar("Task")
Result = TypeVar("Result")
Step = Callable[[Any, Task], Result]
"""What is done to a share of the work, with the library that it is about; it must stand in a module."""


class Here:
    """Everything in this process, one share after another."""

    are_here = True

    def map(self, step: Step[Task, Result], library: "StoredLibrary | None", tasks: Iterable[Task]) -> Iterator[Result]:
        """The results, each made when it is asked for."""
        return (step(library, task) for task in tasks)


class Processes(AbstractContextManager["Processes"]):
    """So many processes on this machine."""

    are_here = False

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def map(self, step: Step[Task, Result], library: "StoredLibrary | None", tasks: Iterable[Task]) -> Iterator[Result]:
        """The results; two shares wait for each process."""
        place = library.place if library else None
        futures = (self._pool.submit(_work, step, place, task) for task in tasks)
        return (future.result() for future in _ahead(futures, 3 * self._count))


class RayWorkers(AbstractContextManager["RayWorkers"]):
    """So many tasks at a time on a Ray cluster; the folder of the events must be reachable from its nodes.

    Raises: ConfigurationError where Ray is not installed, or cannot be reached.
    """

    are_here = False

    def __init__(
        self, count: int, *, address: str | None = None, say: Callable[[str], None] = lambda _line: None
    ) -> None:
        from summarizer.runs.cluster.engine import RayCluster  # noqa: PLC0415 - lazy: what asks models comes with it

        self._count = count
        self._cluster = RayCluster(address, say=say, cpus=count)

    def __exit__(self, *_: object) -> None:
        self._cluster.close()

    def map(self, step: Step[Task, Result], library: "StoredLibrary | None", tasks: Iterable[Task]) -> Iterator[Result]:
        """The results; two shares wait for each task that runs."""
        self._cluster.start()
        place = library.place if library else None
        remote: Any = ray.remote(num_cpus=1)(_work)
        asked = (remote.remote(step, place, task) for task in tasks)
        for reference in _ahead(asked, 3 * self._count):
            try:
                yield cast(Any, ray.get(reference))
            except ray.exceptions.RayTaskError as error:
                raise error.cause from None


Workers = Here | Processes | RayWorkers
"""Give the results of shares in their order; at most some are worked at, or wait, at a time.

Where they ``are_here``, all is done in this process: then nothing need be on disk before the end.
"""


def _ahead(started: Iterator[Result], most: int) -> Iterator[Result]:
    """The items, so many of which are taken before the first is given."""
    waiting = deque(itertools.islice(started, most))
    while waiting:
        yield waiting.popleft()
        waiting.extend(itertools.islice(started, 1))


def _work(step: Step[Task, Result], place: tuple[Path, int] | None, task: Task) -> Result:
    return step(_library(place) if place else None, task)


@lru_cache(maxsize=1)
def _library(place: tuple[Path, int]) -> "StoredLibrary":
    from summarizer.events.index import open_library  # noqa: PLC0415 - lazy: for workers alone

    return open_library(*place)
