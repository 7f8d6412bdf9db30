"""The engine that a run is given to work on a Ray cluster.

Asking is done by plain actors and not by a map of Ray Data, which hands results over by the block, asks a whole block
again when a worker dies, and cannot be told to read no further when a budget is used up. Ray Data reads what lies in
Parquet files and beyond this machine.
"""

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigurationError, how_to_install
from summarizer.extras import ray
from summarizer.language.plurals import tell_count
from summarizer.options import Options
from summarizer.runs.cluster import inputs
from summarizer.runs.cluster.luggage import pack
from summarizer.runs.engines import Engine
from summarizer.runs.shares import share_options
from summarizer.values import Article, ArticleFailure

if TYPE_CHECKING:
    from summarizer.runs.cluster.workers import Fleet

_LOCAL = "local"


class RayCluster:
    """The Ray cluster at an address; without one, at $RAY_ADDRESS or one of its own here, with ``cpus`` processors.

    Nothing is started before ``start``. A cluster that this process is connected to already is used and left running.

    Raises: ConfigurationError where Ray is not installed.
    """

    def __init__(self, address: str | None, *, say: Callable[[str], None], cpus: int | None = None) -> None:
        if find_spec("ray") is None:
            raise ConfigurationError(f"--engine ray needs Ray: {how_to_install('ray')}")
        self._address, self._say, self._cpus = address, say, cpus
        self._stack = contextlib.ExitStack()

    def close(self) -> None:
        """End the cluster if this started it. May be called more than once."""
        self._stack.close()

    def start(self) -> None:
        """Connect to the cluster, or start one that listens to this machine only. Raises: ConfigurationError."""
        address = self._address or os.environ.get("RAY_ADDRESS") or _LOCAL
        # Ray reads these when it is imported, which is when something of it is first used.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        if address == _LOCAL:
            os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # what makes Ray use the loopback address
        if not ray.is_initialized():
            here: dict[str, Any] = {"include_dashboard": False, "num_cpus": self._cpus} if address == _LOCAL else {}
            self._say("starting Ray here" if here else f"connecting to Ray at {address}")
            try:
                with _kept_handler():
                    ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING, **here)
            except Exception as error:
                what = "started here" if here else f"reached at {address}"
                raise ConfigurationError(f"Ray cannot be {what}: {error}") from error
            self._stack.callback(ray.shutdown)


@contextlib.contextmanager
def _kept_handler() -> Iterator[None]:
    """Ray's handler of SIGTERM would end the process as if by itself."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if before is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


class RayEngine(Engine):
    """Reads and asks on the Ray cluster at an address; without one, at $RAY_ADDRESS or on a cluster of its own here.

    A cluster that this process is connected to already is used and left running. ``workers`` is the number of processes
    that ask: one for each node if the embedded model is asked, else one for each processor, unless set, and never more
    than the run's limits can be shared out to. A worker that takes a dead one's place starts its share of a minute's
    limits anew.

    Raises: ConfigurationError where Ray is not installed.
    """

    def __init__(
        self,
        options: Options,
        *,
        address: str | None = None,
        workers: int | None = None,
        on_progress: Callable[[str], None] | None = None,
    ) -> None:
        self._options = options
        self._workers = workers
        self._say = on_progress or (lambda _line: None)
        self._cluster = RayCluster(address, say=self._say)

    def close(self) -> None:
        """End the workers, and the cluster if this started it. May be called more than once."""
        super().close()
        self._cluster.close()

    def find_inputs(self, paths: Sequence[Path]) -> Iterator[Path]:
        """As for every run, and Parquet files, patterns such as ``news/**/*.txt``, and addresses such as ``s3://``."""
        return inputs.find_inputs(paths)

    def read_articles(self, paths: Sequence[Path], *, max_bytes: int) -> Iterator[Article | ArticleFailure]:
        """Articles and failures in the order of the paths; on the cluster, where they are Parquet or lie elsewhere."""
        return inputs.read_articles(paths, max_bytes=max_bytes, start=self._cluster.start)

    def _hire(self) -> "Fleet":
        from summarizer.runs.cluster.workers import Fleet  # noqa: PLC0415 - lazy: only when something is asked

        self._cluster.start()
        luggage = pack(self._options)
        shares = share_options(luggage.options, self._workers or self._usual_workers())
        self._say(f"starting {tell_count(len(shares), 'worker')}")
        return Fleet([luggage._replace(options=share) for share in shares], on_progress=self._say)

    def _usual_workers(self) -> int:
        if self._options.is_embedded:
            return max(1, sum(bool(node["Alive"]) for node in ray.nodes()))  # type: ignore[no-untyped-call]
        return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
