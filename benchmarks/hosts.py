"""One run over three hosts, of which one is killed and one cut off, held against the same run on one machine.

The hosts are network namespaces of this machine on a bridge of their own, each with its own processes, /tmp and shared
memory: a Ray head and two workers that share nothing but an object store (moto's, which speaks S3) and a model server,
both outside of them. Some of the server's answers are 503, 429, invalid, refused or rejected. The inputs are objects,
and the run is copied to objects. One worker host is killed (SIGKILL) after a third of the answers, the link of the
other is taken down after half. A budget stops the run; the same command with a larger one ends it, and what lies in the
store is held against a run of the local engine.

    python benchmarks/hosts.py [--articles 3000] [--rpm 2400] [--keys 10000] [--longest 3600] [--keep FOLDER]

Needs root, iproute2 and util-linux, and a checkout and a virtual environment outside /tmp. All of it ends with this
process, however that ends: the hosts live in namespaces that nobody else holds. What it is at is told on stderr, with
seconds from the start. A step that takes ten times as long as the local run did, or all of it longer than
``--longest`` seconds, ends it with what was waited for; the logs are left where --keep says.

Prints JSON. ``lost`` articles have neither record nor failure, ``doubled`` ones two rows in a file. ``equal``:
records, texts and failures are the same but for seconds and attempts that got no answer. ``paid_and_lost``: answers
that no ledger holds, as their worker was gone. ``listed_s``: how long listing so many objects took.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from kills import TEXT, SlicedServer, read_rows

ROOT = Path(__file__).parents[1]
OUTSIDE = "198.51.100.1"  # addresses that are kept for documentation (RFC 5737)
HOSTS = {"head": "198.51.100.11", "killed": "198.51.100.12", "cut off": "198.51.100.13"}
RAY_PORT = 6379
STORE_PORT = 9000
BUCKET = "news"
PER_OBJECT = 50
CONCURRENCY = 12
WORKERS = 3
TOKENS_EACH = 120
BUDGET_SHARE = 0.85  # a budget is exceeded by no more than the article that uses it up, which takes two answers at most
KILL_AT, CUT_AT = 1 / 3, 1 / 2
LONGEST_S = 3600.0
PATIENCE, LEAST_PATIENCE_S = 10, 300.0  # a step on the hosts may take so many times what the local run took
STORE_BYTES = 80 * 2**20
INSIDE = "--inside"
LISTED_AGAIN = 10
_STARTED = time.monotonic()
_DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL")
_NAMESPACES = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
_COMMAND = "import sys; from summarizer.cli.app import main; main()"
_JOINED = """import ray, sys, time
ray.init(address=sys.argv[1], log_to_driver=False)
while sum(node['Alive'] for node in ray.nodes()) < int(sys.argv[2]): time.sleep(0.5)
"""
_BULLETIN = re.compile(r"So said bulletin (\d+)\.")
SETTINGS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ENDPOINT_URL": f"http://{OUTSIDE}:{STORE_PORT}",
    "RAY_AUTH_MODE": "disabled",  # nobody else is on this network
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_memory_monitor_refresh_ms": "0",  # others on this machine use memory, too
    "RAY_worker_niceness": "0",
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_timeout_ms": "5000",
    "RAY_health_check_failure_threshold": "3",
    "PYTHONPATH": str(ROOT),
    "HOME": "/tmp",  # noqa: S108 - a file system of each host's own
}


class WatchedServer(SlicedServer):
    """The fault server of ``kills``, which also tells who asked when, and how many questions were open at once."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, OUTSIDE)
        self.began: list[float] = []
        self.clients: Counter[str] = Counter()
        self.answered = self.most_open = self._open = 0
        self._watch = threading.Lock()

    def reply(self, request: dict[str, Any], client: str) -> tuple[int, dict[str, Any]] | None:
        """As the server that is watched."""
        with self._watch:
            self.began.append(time.monotonic())
            self.clients[client] += 1
            self._open += 1
            self.most_open = max(self.most_open, self._open)
        told = super().reply(request, client)
        with self._watch:
            self._open -= 1
            self.answered += bool(told and told[0] == 200)  # noqa: PLR2004 - OK
        return told

    def most_in_a_minute(self) -> int:
        """The most requests that began within any 60 seconds."""
        return max((end - bisect_left(self.began, now - 60) + 1 for end, now in enumerate(self.began)), default=0)


class Host:
    """A host: its network, its processes (which end with its first), its /tmp and /dev/shm."""

    def __init__(self, number: int, address: str) -> None:
        self.address = address
        self._name, self._link = f"host{number}", f"link{number}"
        ip(f"netns add {self._name}")
        ip(f"link add {self._link} type veth peer name eth0 netns {self._name}")
        ip(f"link set {self._link} master lan up")
        for change in ("link set lo up", f"addr add {address}/24 dev eth0", "link set eth0 up"):
            ip(f"-n {self._name} {change}")

    def start(self, command: str, log: Path) -> None:
        """Begin the host's life with a command, which is begun again where it fails; what it says is in the log.

        On a busy machine a raylet gives up when its agents take longer than half a minute to start.
        """
        own = "mount -t tmpfs -o size=600m tmpfs /tmp; mount -t tmpfs -o size=200m tmpfs /dev/shm"
        script = f"{own}; until {command}; do echo it failed; sleep 1; done"
        inside = ["ip", "netns", "exec", self._name, *_NAMESPACES, "sh", "-c", script]
        with log.open("wb") as file:
            self._first = subprocess.Popen(inside, stdout=file, stderr=file)  # noqa: S603 - our own

    def command(self, *command: str) -> list[str]:
        """A command as it is run on the host."""
        children = Path(f"/proc/{self._first.pid}/task/{self._first.pid}/children").read_text().split()
        return ["nsenter", "--target", children[0], "--net", "--mount", "--pid", "--", *command]

    def kill(self) -> None:
        """SIGKILL for all of its processes at once."""
        self._first.kill()
        self._first.wait()

    def cut_off(self) -> None:
        """Take its link down."""
        ip(f"link set {self._link} down")


def ip(arguments: str) -> None:
    """Run iproute2's command."""
    subprocess.run(["ip", *arguments.split()], check=True)  # noqa: S603, S607 - our own arguments


def tell(what: str) -> None:
    """Say what it is at, with the seconds from the start."""
    print(f"{time.monotonic() - _STARTED:7.1f} s  {what}", file=sys.stderr, flush=True)  # noqa: T201 - a command's output


@contextlib.contextmanager
def cluster(folder: Path, limit_s: float) -> Iterator[dict[str, Host]]:
    """A Ray cluster of all hosts, by what becomes of them; their logs are in the folder."""
    hosts = {fate: Host(number, address) for number, (fate, address) in enumerate(HOSTS.items())}
    ray = f"{sys.executable} -m ray.scripts.scripts start --block --object-store-memory {STORE_BYTES}"
    joining = f"--address {HOSTS['head']}:{RAY_PORT}"
    for number, (fate, host) in enumerate(hosts.items(), start=1):
        role = f"--head --port {RAY_PORT} --include-dashboard=false" if fate == "head" else joining
        tell(f"starting the host {fate}")
        host.start(f"{ray} --num-cpus 1 --node-ip-address {host.address} {role}", folder / f"ray {fate}.log")
        wait_until(lambda: is_open(HOSTS["head"], RAY_PORT), "Ray's head to listen", limit_s)
        joined = hosts["head"].command(sys.executable, "-c", _JOINED, f"{HOSTS['head']}:{RAY_PORT}", str(number))
        joins = partial(ends_well, joined, folder / f"join {fate}.log", limit_s)
        wait_until(joins, f"the host {fate} to join", limit_s)
    try:
        yield hosts
    finally:
        for host in hosts.values():
            host.kill()


def wait_until(is_so: Callable[[], bool], what: str, limit_s: float) -> None:
    """Wait for something, but not for ever. Raises: SystemExit."""
    until = time.monotonic() + limit_s
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit(f"waited {limit_s:.0f} s for {what}")
        time.sleep(0.2)


def is_open(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def summarizer(url: str, out: Path, *more: str) -> list[str]:
    """The command of a run over all objects."""
    command = [sys.executable, "-c", _COMMAND, "run", f"s3://{BUCKET}/in", "--out", str(out), "--model", "fake"]
    return [*command, "--base-url", url, "--no-cache", "--log-json", "--concurrency", str(CONCURRENCY), *more]


def run(command: list[str], log: Path, limit_s: float) -> int:
    """The exit code; what was said is in the log. Raises: SystemExit where it does not end."""
    with log.open("wb") as file:
        try:
            return subprocess.run(command, stdout=file, stderr=file, check=False, timeout=limit_s).returncode  # noqa: S603
        except subprocess.TimeoutExpired as error:
            said = log.read_text(errors="replace").splitlines() or ["nothing"]
            raise SystemExit(f"{log.stem} did not end within {limit_s:.0f} s; the last it said: {said[-1]}") from error


def ends_well(command: list[str], log: Path, limit_s: float) -> bool:
    """Whether a command's exit code is 0. Raises: SystemExit where it does not end."""
    return run(command, log, limit_s) == 0


def run_on_hosts(server: WatchedServer, articles: int, rpm: int, folder: Path, limit_s: float) -> dict[str, Any]:
    """What came of the run on all hosts; its copy lies in the store."""
    where, out = f"s3://{BUCKET}/runs/hosts", Path("/tmp/out")  # noqa: S108 - the head's own
    ray = ["--engine", "ray", "--ray-address", f"{HOSTS['head']}:{RAY_PORT}", "--workers", str(WORKERS)]
    ray += ["--rpm", str(rpm), "--copy-to", where]
    budget = int(articles * TOKENS_EACH * BUDGET_SHARE)
    with cluster(folder, limit_s) as hosts:
        started = time.monotonic()
        command = hosts["head"].command(*summarizer(server.url, out, *ray, "--budget-tokens", str(budget)))
        tell("the run on all hosts, until its budget is used up")
        with ThreadPoolExecutor(1) as beside:
            ended = threading.Event()
            disturbing = beside.submit(disturb, server, hosts, articles, ended)
            try:
                code = run(command, folder / "first.log", limit_s)
            finally:
                ended.set()
            disturbing.result()
        stopped = fetch(where, folder / "stopped")
        asked_first = dict(server.clients)
        rest = hosts["head"].command(*summarizer(server.url, out, *ray, "--budget-tokens", str(budget * 9)))
        tell("the same run with a larger budget")
        codes = [code, run(rest, folder / "second.log", limit_s)]
        seconds = round(time.monotonic() - started, 1)
    said = "".join((folder / name).read_text() for name in ("first.log", "second.log"))
    return {
        "exits": codes,
        "budget_tokens": budget,
        "tokens_at_the_stop": sum_tokens(stopped),
        "asked_by": {fate: asked_first.get(address, 0) for fate, address in HOSTS.items()},
        "workers_replaced": sum(int(found) for found in re.findall(r"workers that died: (\d+)", said)),
        "seconds": seconds,
    }


def disturb(server: WatchedServer, hosts: dict[str, Host], articles: int, ended: threading.Event) -> None:
    """Kill one host and cut another off in the middle. Raises: SystemExit where the run ends before."""
    plan = (KILL_AT, "killing a host", hosts["killed"].kill), (CUT_AT, "cutting a host off", hosts["cut off"].cut_off)
    for share, told, do in plan:
        while server.answered < articles * share:
            if ended.wait(0.2):
                raise SystemExit(f"the run ended before {told}; what it said is in first.log (--keep)")
        tell(told)
        do()


def fetch(address: str, folder: Path) -> Path:
    """The copy of a run, fetched into a folder."""
    from summarizer.runs.storage.copying import RunCopy  # noqa: PLC0415 - pyarrow reads its settings first

    RunCopy(folder, address, on_message=lambda _line: None).open(resume=True)
    return folder


def sum_tokens(folder: Path) -> int:
    """All tokens in a run's ledger."""
    rows = map(json.loads, (folder / "ledger.jsonl").read_bytes().splitlines())
    return sum(row["prompt_tokens"] + row["completion_tokens"] for row in rows)


def sum_answers(folder: Path) -> int:
    """All answers in a run's ledger."""
    return sum_tokens(folder) // TOKENS_EACH


def compare(out: Path, local: Path, articles: int) -> dict[str, Any]:
    """What a run lost or doubled, and whether it left what another did."""
    texts = list(map(json.loads, (out / "articles.jsonl").read_bytes().splitlines()))
    number_of = {row["article_id"]: int(_BULLETIN.findall(row["text"])[0]) for row in texts}
    names = ("summaries.jsonl", "failures.jsonl")
    summaries, failures = (read_rows(out / name) for name in names)
    ended = [number_of[row["article"]["article_id"]] for row in summaries]
    ended += [number_of[row["article_id"]] for row in failures]
    return {
        "articles": articles,
        "done": len(summaries),
        "failed": len(failures),
        "lost": len(set(range(1, articles + 1)) - set(ended)),
        "doubled": len(ended) - len(set(ended)) + len(texts) - len(number_of),
        "equal": all(read_rows(out / name) == read_rows(local / name) for name in names)
        and (out / "articles.jsonl").read_bytes() == (local / "articles.jsonl").read_bytes(),
        "status": json.loads((out / "manifest.json").read_bytes())["status"],
    }


def time_listing(keys: int) -> float:
    """Seconds that finding so many objects takes. Raises: SystemExit."""
    from summarizer.runs.storage.inputs import find_inputs  # noqa: PLC0415 - pyarrow reads its settings first

    where = Path("s3://listed/many")
    for _ in range(LISTED_AGAIN):
        started = time.monotonic()
        found = list(find_inputs([where]))
        seconds = time.monotonic() - started
        if found == [where / f"{number:05}.txt" for number in range(keys)]:
            return round(seconds, 1)
        if found != [where]:
            raise SystemExit(f"the listing is not what lies there: {len(found)} objects of {keys}")
        tell(f"no listing within {seconds:.0f} s: the store is too slow on this machine for what reads it; again")
    raise SystemExit(f"{keys} objects could not be listed; take fewer --keys")


def measure(articles: int, rpm: int, keys: int, folder: Path) -> dict[str, Any]:
    """All figures."""
    sys.path.insert(0, str(ROOT / "tests/support"))
    from s3_server import S3Server  # noqa: PLC0415 - a development dependency

    ip("link set lo up")
    ip("link add name lan type bridge")
    ip(f"addr add {OUTSIDE}/24 dev lan")
    ip("link set lan up")
    store, server = S3Server(OUTSIDE, STORE_PORT), WatchedServer(0)
    rows = [json.dumps({"text": TEXT.format(number)}) for number in range(1, articles + 1)]
    objects = {f"in/{at:05}.jsonl": "\n".join(rows[at : at + PER_OBJECT]) for at in range(0, articles, PER_OBJECT)}
    store.make_bucket(BUCKET, {name: text.encode() for name, text in objects.items()})
    store.make_bucket("listed", {f"many/{number:05}.txt": b"x" for number in range(keys)})
    store.start()
    tell(f"listing {keys} objects")
    listed_s = time_listing(keys)
    local, started = folder / "local", time.monotonic()
    tell("the run on one machine")
    run(summarizer(server.url, local), folder / "local.log", LONGEST_S)
    limit_s = max(LEAST_PATIENCE_S, PATIENCE * (time.monotonic() - started))
    server.began.clear()
    server.clients.clear()
    server.answered = server.most_open = 0
    found = run_on_hosts(server, articles, rpm, folder, limit_s)
    tell("holding what lies in the store against the run on one machine")
    out = fetch(f"s3://{BUCKET}/runs/hosts", folder / "out")
    return {
        "hosts": len(HOSTS),
        **compare(out, local, articles),
        **found,
        "paid_and_lost": server.answered - sum_answers(out),
        "concurrency": CONCURRENCY,
        "most_open": server.most_open,
        "rpm": rpm,
        "most_in_a_minute": server.most_in_a_minute(),
        "keys": keys,
        "listed_s": listed_s,
    }


def run_inside(longest_s: float) -> int:
    """The exit code of this program in namespaces of its own, which all end with it. Raises: SystemExit."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # unshare itself lets none through
    again = [*_DIES_WITH_US, *_NAMESPACES, "--net", sys.executable, __file__, INSIDE, *sys.argv[1:]]
    with subprocess.Popen(again, env={**os.environ, **SETTINGS}) as inside:  # noqa: S603 - this very file
        try:
            return inside.wait(longest_s)
        except subprocess.TimeoutExpired as error:
            raise SystemExit(f"not done after {longest_s:.0f} s (--longest)") from error
        finally:
            inside.kill()


def main() -> None:
    """Measure in namespaces of its own, and print; the exit code is 1 where anything was lost, doubled or not kept."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--rpm", type=int, default=2400)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--longest", type=float, default=LONGEST_S, help="seconds after which it gives up")
    parser.add_argument("--keep", type=Path, default=None, help="where to leave logs and run folders")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if ROOT.is_relative_to("/tmp") or Path(sys.prefix).is_relative_to("/tmp"):  # noqa: S108 - of which each has its own
        raise SystemExit("the hosts do not see this machine's /tmp; run a checkout that lies elsewhere")
    if not chosen.inside:
        sys.exit(run_inside(chosen.longest))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)  # noqa: S607 - where iproute2 keeps its names
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(chosen.articles, chosen.rpm, chosen.keys, folder)
    print(json.dumps(found, indent=2))  # noqa: T201 - what it is for
    kept = (
        found["most_open"] <= CONCURRENCY * 2
        and found["tokens_at_the_stop"] <= found["budget_tokens"] + 2 * TOKENS_EACH
    )
    sys.exit(bool(found["lost"] or found["doubled"] or not found["equal"] or not kept))


if __name__ == "__main__":
    main()
