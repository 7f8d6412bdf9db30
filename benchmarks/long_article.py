"""How much later short articles come while a long one, of which the model tells much that is wrong, is worked on.

    python benchmarks/long_article.py [--size 1000000] [--incidents 20] [--others 63] [--delay 1.0] [--seconds 20]

A server on loopback, in a process of its own, answers every request after the same time. The short articles go through
one Summarizer, each of so many places taken by the next article as soon as one is done: first by themselves, then
beside the long one from its start to its end, over and over for at least those seconds. What the model says of the long
article is found nowhere in it. Prints how long the short ones took, and the long one.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from overhead import ANSWER, HERE, INCIDENT, free_port, text_of, victim

from summarizer import Summarizer, Summary

SYLLABLES = "ka bul mo ra ti len so var dun gha pel is tor ne mar zi ul ben ash qua".split()  # noqa: SIM905
SENTENCES = (
    "Police in {} said that {} people were hurt when the market of {} burned on Friday.",
    "Officials of the {} ministry told reporters from {} that talks would go on, and {} agreed.",
    "It rained in {} for {} days, and the road to {} was closed to lorries and buses alike.",
    "The mayor of {}, elected with {} votes, promised a new bridge; {} had asked for one.",
)


class Round(NamedTuple):
    """What the short articles took, in seconds, and the long one, if there was one."""

    short: list[float]
    long: list[float]
    findings: int


def name(chance: random.Random) -> str:
    """A word that looks like a name."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def long_text(size: int, *, seed: int) -> str:
    """News without end: paragraphs of several sentences, thousands of different names."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    names = [name(chance) for _ in range(5_000)]
    paragraphs, length = [], 0
    while length < size:
        told = (chance.choice(SENTENCES) for _ in range(4))
        paragraph = " ".join(
            one.format(chance.choice(names), chance.randint(2, 900), chance.choice(names)) for one in told
        )
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def wrong_incident(number: int) -> dict[str, Any]:
    """An incident of which the article says nothing."""

    def wrong(words: str) -> str:
        return f"{words} {'abcdefghijklmnopqrstuvwxyz'[number % 26]}xw{number}"

    return {
        **INCIDENT,
        "country": "Freedonia",
        "places": [wrong("Xanaduville"), wrong("the Quorvia district")],
        "weapons": [{"name": wrong("lasser cannon"), "cite": [1]}],
        "perpetrators": [
            {"name": wrong("Brotherhod of Snakes"), "kind": "organization", "status": "claimed", "cite": [2]}
        ],
        "targets": [{"name": wrong("the policce statoin"), "effect": None, "cite": [1]}],
        "victims": [
            victim(wrong("astronauts"), str(7_000 + number), "killed"),
            victim(wrong("lighthouse keepers"), str(900 + number), "injured"),
        ],
    }  # fmt: skip


async def run_round(summarizer: Summarizer[Summary], arguments: argparse.Namespace, texts: Sequence[str]) -> Round:
    """The short articles in all their places, beside the long ones one after the other."""
    short: list[float] = []
    until = time.monotonic() + arguments.seconds
    ended = asyncio.Event()

    async def keep_busy(place: int) -> None:
        number = place
        while not ended.is_set():
            began = time.monotonic()
            await summarizer.asummarize(text_of(number + 1_000_000 * len(texts)))
            short.append(time.monotonic() - began)
            number += arguments.others

    busy = [asyncio.create_task(keep_busy(place)) for place in range(arguments.others)]
    long, findings = [], 0
    for text in texts:
        began = time.monotonic()
        record = await summarizer.asummarize(text)
        long.append(time.monotonic() - began)
        findings = len(record.findings)
        if time.monotonic() > until:
            break
    await asyncio.sleep(until - time.monotonic())
    ended.set()
    await asyncio.gather(*busy)
    return Round(short, long, findings)


async def measure(arguments: argparse.Namespace, port: int) -> tuple[Round, Round]:
    """Both rounds, after one of a second in which all that happens once happens."""
    texts = [long_text(arguments.size, seed=seed) for seed in range(100)][: max(1, int(arguments.seconds))]
    with Summarizer(
        model="slow",
        base_url=f"http://127.0.0.1:{port}/v1",
        concurrency=arguments.others + 1,
        context_tokens=arguments.size,  # the long article is asked about as a whole
    ) as summarizer:
        await run_round(summarizer, argparse.Namespace(**{**vars(arguments), "seconds": 1.0}), [])
        return await run_round(summarizer, arguments, []), await run_round(summarizer, arguments, texts)


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many in a hundred do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def tell(title: str, short: Sequence[float]) -> str:
    """One line of the table."""
    cells = (f"{percentile(short, 50):.2f}", f"{percentile(short, 99):.2f}", f"{max(short):.2f}")
    return f"| {title} | {len(short)} | {' | '.join(cells)} |"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--incidents", type=int, default=20)
    parser.add_argument("--others", type=int, default=63)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    port = free_port()
    wrong = {**ANSWER, "incidents": [wrong_incident(number) for number in range(arguments.incidents)]}
    command = [sys.executable, str(HERE / "slow_server.py"), str(port), str(arguments.delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        if server.stdin is None or server.stdout is None:
            raise SystemExit("the server has no pipes")
        server.stdin.write(f"{json.dumps(ANSWER)}\n{json.dumps(wrong)}\n")
        server.stdin.close()
        server.stdout.readline()
        try:
            alone, beside = asyncio.run(measure(arguments, port))
        finally:
            server.kill()
    model = f"a model that answers in {arguments.delay:g} s"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    later = percentile(beside.short, 99) - percentile(alone.short, 99)
    long = ", ".join(f"{one:.1f}" for one in beside.long)
    lines = [
        f"{machine}; {model}; {arguments.others} short articles at a time; seconds.",
        "",
        "| short articles | number | median | p99 | longest |",
        "| --- | --- | --- | --- | --- |",
        tell("by themselves", alone.short),
        tell(f"beside one of {arguments.size:,} characters with {arguments.incidents} wrong incidents", beside.short),
        "",
        f"p99 later by {later:.2f} s. The long one took {long} s; {beside.findings} findings in the last.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
