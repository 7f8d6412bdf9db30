"""The workers of one run: hired, given articles, and replaced when they die."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.api import Result, fail_article
from summarizer.errors import ConfigurationError
from summarizer.extras import ray
from summarizer.runs.cluster.luggage import Luggage
from summarizer.runs.cluster.nodes import LEAST_CPUS, claim_cpus, count_cpus
from summarizer.runs.cluster.worker import NodeServer, Worker
from summarizer.runs.losses import LEAVE_S, Asked, Losses
from summarizer.values import Article, ArticleFailure, ServerAddress

_TOLD_EVERY_S = 10.0


@dataclass(eq=False)
class _Hired:
    """A worker, the settings that are its share, and the questions it is at."""

    actor: Any
    luggage: Luggage
    open: int = 0

    @property
    def room(self) -> int:
        return self.luggage.options.workers - self.open


class Fleet:
    """Workers on the cluster that Ray is connected to, one for each share of the settings.

    At most as many articles are out as the shares' concurrency adds up to. Those of a worker that dies are given to
    others (see ``Losses``). All workers end with ``close``.

    Raises: ConfigurationError.
    """

    def __init__(self, shares: Sequence[Luggage], *, on_progress: Callable[[str], None]) -> None:
        self._say = on_progress
        self._workers: list[_Hired] = []
        self._servers: dict[str, tuple[Any, ServerAddress]] = {}
        self._waiting: dict[Any, tuple[Asked, _Hired]] = {}
        self._opening: dict[Any, _Hired] = {}
        self._vacant: list[Luggage] = []
        self._losses = Losses()
        try:
            self._hire(shares, claim_cpus(count_cpus(), len(shares)))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the workers and servers, with all that they are at. May be called more than once."""
        hired = [*self._workers, *self._opening.values()]
        actors = [*(worker.actor for worker in hired), *(server for server, _ in self._servers.values())]
        self._workers, self._servers = [], {}
        self._waiting.clear()
        self._opening.clear()
        for actor in actors:
            _end(actor)

    def leave(self) -> list[Result]:
        """Tell all to end; gives back what had come in, and as failures what was paid for."""
        with contextlib.suppress(Exception):  # the whole cluster may be gone
            for worker in self._workers:
                worker.actor.leave.remote()
            done = ray.wait(list(self._waiting), num_returns=len(self._waiting), timeout=LEAVE_S)[0]
            self._losses.outcomes += filter(None, map(self._fetch, done))
        return self._losses.list_left()

    def summarize_groups(self, articles: Iterator[Article]) -> Iterator[list[Result]]:
        """Results as they come in, as an ``Engine`` gives them out. Raises: ConfigurationError, CircuitOpenError."""
        while True:
            more = self._give(articles)
            if not (more or self._waiting):
                return
            yield from self._finished(block=not (more and self._free()))

    def _free(self) -> _Hired | None:
        """The worker with the most room; None where all are busy."""
        freest = max(self._workers, key=lambda worker: worker.room, default=None)
        return freest if freest is not None and freest.room > 0 else None

    def _give(self, articles: Iterator[Article]) -> bool:
        """Give the next article to the freest worker, if one has room; False where there is no article."""
        worker = self._free()
        if worker is None:
            return True
        asked = self._losses.next_of(articles)
        if asked is None:
            return False
        worker.open += 1
        self._waiting[worker.actor.ask.remote(asked.article)] = asked, worker
        return True

    def _finished(self, *, block: bool) -> Iterator[list[Result]]:
        """The results that are there, after waiting for one, or for a worker to be ready, if ``block``."""
        if block:
            ray.wait([*self._waiting, *self._opening], num_returns=1)
        done, _ = ray.wait(list(self._waiting), num_returns=len(self._waiting), timeout=0)
        self._losses.outcomes += filter(None, map(self._fetch, done))
        yield from self._losses.give_out()
        self._admit_replacements()
        self._replace_dead()

    def _fetch(self, ref: Any) -> Result | ConfigurationError | None:
        """What came of a question; None where it is to be asked again."""
        asked, worker = self._waiting.pop(ref)
        worker.open -= 1
        try:
            outcome: Result | ConfigurationError = ray.get(ref)
        except ray.exceptions.RayTaskError as error:
            said = f"{type(error.cause).__name__}: {error.cause}"
            return fail_article(asked.article, "internal", f"{said} (in a worker). Please report this.")
        except ray.exceptions.RayError as error:
            return self._note_loss(asked, worker, error)
        self._losses.note_end(asked, outcome)
        return outcome

    def _note_loss(self, asked: Asked, worker: _Hired, error: Exception) -> ArticleFailure | None:
        if worker in self._workers:
            self._workers.remove(worker)
            self._vacant.append(worker.luggage)
            _end(worker.actor)
        return self._losses.note_loss(asked, why=f"{_told(error)} See whether the nodes have memory enough.")

    def _replace_dead(self) -> None:
        vacant, self._vacant = self._vacant, []
        self._losses.note_deaths(len(vacant), remedy="See Ray's logs for the cause")
        if vacant:
            self._say(f"workers that died: {len(vacant)}; others take their place")
            self._hire_beside(vacant)

    def _hire_beside(self, shares: Sequence[Luggage]) -> None:
        """Hire while others go on asking; embedded workers are waited for, as each needs the server of its node.

        They claim next to nothing: the nodes that are left may be fewer than those that the claims were made for.
        """
        if any(luggage.options.is_embedded for luggage in shares):
            self._hire(shares, LEAST_CPUS)
            return
        for worker in self._start_workers(shares, LEAST_CPUS):
            self._opening[worker.actor.open.remote(worker.luggage, None)] = worker

    def _admit_replacements(self) -> None:
        """Count those in that are ready, and as dead those that died before. Raises: ConfigurationError."""
        opening = list(self._opening)
        for ref in ray.wait(opening, num_returns=len(opening), timeout=0)[0] if opening else ():
            worker = self._opening.pop(ref)
            try:
                refused = ray.get(ref)
            except ray.exceptions.RayError:
                self._vacant.append(worker.luggage)
                _end(worker.actor)
                continue
            self._workers.append(worker)
            if refused is not None:
                raise refused

    def _start_workers(self, shares: Sequence[Luggage], cpus: float) -> list[_Hired]:
        kind = ray.remote(num_cpus=cpus, scheduling_strategy="SPREAD")(Worker)
        return [
            _Hired(kind.options(max_concurrency=luggage.options.workers + 1).remote(), luggage) for luggage in shares
        ]

    def _hire(self, shares: Sequence[Luggage], cpus: float) -> None:
        """Start a worker for each share, on whichever nodes have room, with a server on each node that needs one."""
        hired = self._start_workers(shares, cpus)
        self._workers += hired
        nodes = self._await([worker.actor.find_node.remote() for worker in hired], "waiting for workers")
        if any(luggage.options.is_embedded for luggage in shares):
            self._start_servers(hired, nodes)
        servers = [self._servers[node][1] if node in self._servers else None for node in nodes]
        opening = [
            worker.actor.open.remote(worker.luggage, server) for worker, server in zip(hired, servers, strict=True)
        ]
        for refused in self._await(opening, "opening the model"):
            if refused is not None:
                raise refused

    def _start_servers(self, hired: Sequence[_Hired], nodes: Sequence[str]) -> None:
        """An embedded server on each of the nodes that has none yet, with a slot for each question of its workers."""
        slots: Counter[str] = Counter()
        for worker, node in zip(hired, nodes, strict=True):
            slots[node] += worker.luggage.options.workers if node not in self._servers else 0
        starting = {}
        for node, count in (+slots).items():
            here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node, soft=False)
            actor: Any = ray.remote(NodeServer).options(num_cpus=0, scheduling_strategy=here).remote()
            starting[node] = actor, actor.start.remote(hired[0].luggage.options, count)
        addresses = self._await([ref for _, ref in starting.values()], "starting the embedded model")
        for (node, (actor, _)), address in zip(starting.items(), addresses, strict=True):
            if isinstance(address, ConfigurationError):
                raise address
            self._servers[node] = actor, address

    def _await(self, refs: Sequence[Any], told: str) -> list[Any]:
        """The values of what is under way on the cluster, in order. Raises: ConfigurationError."""
        while True:
            ready, rest = ray.wait(list(refs), num_returns=len(refs), timeout=_TOLD_EVERY_S)
            if not rest:
                break
            self._say(f"{told} ({len(ready)} of {len(refs)} ready)")
        try:
            return list(ray.get(list(refs)))
        except ray.exceptions.RayError as error:
            raise ConfigurationError(
                f"A worker could not be started: {_told(error)} The same version of summarizer, and whatever "
                "--schema names, must be installed on every node."
            ) from error


def _end(actor: Any) -> None:
    with contextlib.suppress(Exception):  # it may be gone already, or the whole cluster
        ray.kill(actor)


def _told(error: Exception) -> str:
    """What Ray says first, or last where it quotes a traceback; at most 300 characters."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return lines[-1 if isinstance(error, ray.exceptions.RayTaskError) else 0][:300]
