"""Whether memory, open files and pace stay as they are over hours of work, with faults and a kill every minute.

    nice -n 10 python benchmarks/soak.py --hours 1

A run over 200,000 short articles, 64 at once, with the answer cache, as the command line makes it. A server on
loopback, in a process of its own, gives 5 % of the requests something else than an answer: 503, 429, no JSON, or
nothing at all. Every minute the run is killed (SIGKILL) and the same command given again; when all articles are done,
the next 200,000 begin. After so many hours it is interrupted once more and ends. Memory and descriptors are read from
/proc every few seconds once a life has finished its first article, the pace from the records on disk.

Writes its section of benchmarks/reliability.md, unless --no-page, and prints it: ``lost`` articles of finished rounds
have neither record nor failure, ``doubled`` ones two rows; ``memory_mb``, ``descriptors`` and ``articles_per_s`` are
medians of each tenth of the time. The exit code is 1 where anything was lost or doubled, or the last tenth has half as
much memory or descriptors again as the first, or half its pace. What the machine does beside moves the pace.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from overhead import ANSWER, free_port, text_of
from reliability import write_sections
from slow_server import Connection, make_response

from summarizer.files import read_rows

ROOT = Path(__file__).parents[1]
LIFE_S, SAMPLED_EVERY_S = 60.0, 3.0
CONCURRENCY = 64
TENTHS = 10
FAULT_SHARE = 0.05
SERVE = "--serve"
_COMMAND = "from summarizer.cli.app import main; main()"
_SECONDS = 3600.0
_MB = 2**20
_ENDED = (0, 1)
_WORSE = 1.5


def make_error(status: str) -> bytes:
    """The response of a status that a client is to come again after."""
    body = b'{"error":{"message":"busy"}}'
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nRetry-After: 0.05\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


FAULTS = (make_error("503 Busy"), make_error("429 Too Many Requests"), make_response("no JSON"), b"")


class FaultyConnection(Connection):
    """A connection on which a share of the requests gets something else than an answer, or its end."""

    def _answer(self, response: bytes) -> None:
        if random.random() < FAULT_SHARE:  # noqa: S311 - chance is the point
            response = random.choice(FAULTS)  # noqa: S311 - likewise
        if response:
            super()._answer(response)
        else:
            self._transport.close()


async def serve(port: int) -> None:
    """Serve until the process ends."""
    response = make_response(json.dumps(ANSWER))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: FaultyConnection(response, response, 0.0), "127.0.0.1", port, backlog=512)
    async with server:
        print("ready", flush=True)  # noqa: T201 - told to the benchmark
        await server.serve_forever()


class Sample(NamedTuple):
    """What a run's process held at a moment, in seconds from the start, and its pace since the sample before."""

    at_s: float
    memory_mb: float
    descriptors: int
    articles_per_s: float


class Rows:
    """Counts the rows that are added to a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0
        self.count = 0

    def update(self) -> int:
        """The rows that are there now; one that a kill tore is counted when it is whole."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read)
                added = file.read()
            whole = added.rfind(b"\n") + 1
            self._read += whole
            self.count += added.count(b"\n")
        return self.count


def read_process(pid: int) -> tuple[float, int]:
    """Its resident memory (MB) and its open descriptors."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB, len(list(Path(f"/proc/{pid}/fd").iterdir()))


def watch(process: subprocess.Popen[bytes], rows: Rows, started: float, until: float) -> Iterator[Sample]:
    """Samples of a life until it ends or its time is over, from its first finished article on."""
    count, at = rows.update(), None
    while process.poll() is None and time.monotonic() < until:
        time.sleep(min(SAMPLED_EVERY_S, max(0.0, until - time.monotonic())))
        now, before = time.monotonic(), count
        count = rows.update()
        if at is not None and count > before:
            with contextlib.suppress(OSError):
                yield Sample(now - started, *read_process(process.pid), (count - before) / (now - at))
        at = now if count > before or at is not None else None


def live(command: Sequence[str], rows: Rows, started: float, end: float) -> tuple[list[Sample], int]:
    """The samples of one life, and how it ended: by itself, killed when its minute was over, interrupted at the end."""
    until = min(time.monotonic() + LIFE_S, end)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        samples = list(watch(process, rows, started, until))
        if process.poll() is None:
            process.send_signal(signal.SIGINT if until == end else signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LIFE_S)
            process.kill()
    return samples, process.returncode


def count_rows(out: Path) -> tuple[set[str], int]:
    """The articles that have a record or a failure, and how many have two of them, or their text twice."""
    ids = {
        name: Counter(row.get("article", row)["article_id"] for row in read_rows(out / name))
        for name in ("summaries.jsonl", "failures.jsonl", "articles.jsonl")
    }
    ended = ids["summaries.jsonl"] + ids["failures.jsonl"]
    return set(ended), sum(count - 1 for counted in (ended, ids["articles.jsonl"]) for count in counted.values())


def write_articles(path: Path, articles: int, round_: int) -> None:
    """The articles of a round, which no other has."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text_of(round_ * articles + n)}) + "\n" for n in range(articles))


def soak(seconds: float, articles: int, url: str, folder: Path) -> dict[str, Any]:
    """All figures."""
    started = time.monotonic()
    end, samples, totals, codes = started + seconds, list[Sample](), Counter[str](), Counter[int]()
    for round_ in range(sys.maxsize):
        source, out = folder / f"{round_}.jsonl", folder / f"out{round_}"
        write_articles(source, articles, round_)
        command = [sys.executable, "-c", _COMMAND, "run", str(source), "--out", str(out), "--model", "slow"]
        command += ["--base-url", url, "--concurrency", str(CONCURRENCY)]
        rows, code = Rows(out / "summaries.jsonl"), -signal.SIGKILL
        while code == -signal.SIGKILL and time.monotonic() < end:
            found, code = live(command, rows, started, end)
            samples += found
            codes[code] += 1
        if (out / "manifest.json").exists():
            ended, doubled = count_rows(out)
            totals.update(articles_ended=len(ended), doubled=doubled, rounds_finished=int(code in _ENDED))
            totals["lost"] += articles - len(ended) if code in _ENDED else 0
        if code not in _ENDED or time.monotonic() >= end:
            break
    return {
        "hours": round((time.monotonic() - started) / _SECONDS, 2),
        "articles_in_a_round": articles,
        "at_once": CONCURRENCY,
        "fault_share": FAULT_SHARE,
        **{name: totals[name] for name in ("rounds_finished", "articles_ended", "lost", "doubled")},
        "kills": codes[-signal.SIGKILL],
        "other_ends": [code for code in codes if code != -signal.SIGKILL],
        "samples": len(samples),
        **sum_up(samples),
    }


def sum_up(samples: Sequence[Sample]) -> dict[str, list[float]]:
    """Medians of each tenth of the time in which there are samples."""
    if not samples:
        return {"memory_mb": [], "descriptors": [], "articles_per_s": []}
    first, last = samples[0].at_s, samples[-1].at_s
    tenths: dict[int, list[Sample]] = {}
    for one in samples:
        tenths.setdefault(min(TENTHS - 1, int(TENTHS * (one.at_s - first) / max(last - first, 1e-9))), []).append(one)
    names = ("memory_mb", "descriptors", "articles_per_s")
    return {
        name: [round(statistics.median(getattr(one, name) for one in tenths[tenth]), 1) for tenth in sorted(tenths)]
        for name in names
    }


def is_flat(found: dict[str, Any]) -> bool:
    """Whether the last tenth is like the first; never where a tenth of the time has no sample."""
    memory, descriptors, pace = (found[name] for name in ("memory_mb", "descriptors", "articles_per_s"))
    if len(memory) < TENTHS:
        return False
    grown = max(memory[-1] / memory[0], descriptors[-1] / descriptors[0], pace[0] / pace[-1])
    return bool(grown < _WORSE)


def main() -> None:
    """Soak, write the section and print it."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--no-page", action="store_true", help="print only")
    parser.add_argument(SERVE, type=int, default=None, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is begun with & ignores it, and so would the runs
    port = free_port()
    server = subprocess.Popen([sys.executable, __file__, "--hours", "0", SERVE, str(port)], stdout=subprocess.PIPE)  # noqa: S603
    with server, tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PYTHONPATH": str(ROOT), "SUMMARIZER_CACHE_DIR": f"{folder}/cache"}
        try:
            if server.stdout is not None:
                server.stdout.readline()
            found = soak(chosen.hours * _SECONDS, chosen.articles, f"http://127.0.0.1:{port}/v1", Path(folder))
        finally:
            server.kill()
    text = json.dumps({**found, "flat": is_flat(found)}, indent=2)
    if not chosen.no_page:
        write_sections({"soak": text})
    print(text)  # noqa: T201 - what it is for
    sys.exit(bool(found["lost"] or found["doubled"] or not is_flat(found)))


if __name__ == "__main__":
    if SERVE in sys.argv:
        asyncio.run(serve(int(sys.argv[-1])))
    else:
        main()
