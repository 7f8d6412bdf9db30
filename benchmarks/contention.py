"""How long the embedded model takes for an article when other programs want the same cores.

    python benchmarks/contention.py --rounds 2 > benchmarks/contention.md

Asks one server after another, each started with its own environment, about the same article: quiet, beside one and
beside two programs that never pause (each a loop in a process of its own). Every question carries a number that no
earlier one had, so that nothing of the prompt but its system text is cached. Prints the medians as Markdown, with the
ratio to the same setting's quiet time. Nothing else should run meanwhile.
"""

import argparse
import contextlib
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from summarizer import Summarizer
from summarizer.llm.embedded import server as embedded

ARTICLE = Path(__file__).parents[1] / "seeds" / "000_5dc76d5407301970.txt"
BUSY = "while True: sum(range(10_000))"
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "default (spins)": {},
    "passive": {"OMP_WAIT_POLICY": "passive"},
    "spins briefly": {"GOMP_SPINCOUNT": "10000"},
    "spins very briefly": {"GOMP_SPINCOUNT": "1000"},
    "as shipped": dict(embedded.WAITING),
}


@contextlib.contextmanager
def busy(programs: int) -> Iterator[None]:
    """That many programs that never pause."""
    running = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(programs)]  # noqa: S603 - our own loop
    try:
        yield
    finally:
        for program in running:
            program.kill()
            program.wait()


def measure(setting: Mapping[str, str], threads: int | None, rounds: int, limit_s: float) -> list[float | None]:
    """The median seconds an article beside 0, 1 and 2 busy programs; None where ``limit_s`` did not do."""
    embedded.WAITING.clear()
    embedded.WAITING.update(setting)
    medians: list[float | None] = []
    with Summarizer(threads=threads, max_attempts=1, deadline_s=limit_s) as summarizer:
        summarizer.summarize("KABUL - A bomb killed 12 people on Monday, police said.")
        for programs in range(3):
            with busy(programs):
                taken = [_timed(summarizer, f"{programs}.{number}") for number in range(rounds)]
            known = [one for one in taken if one is not None]
            medians.append(statistics.median(known) if len(known) == len(taken) else None)
    return medians


def _timed(summarizer: Summarizer, mark: str) -> float | None:
    text = ARTICLE.read_text(encoding="utf-8")
    began = time.monotonic()
    try:
        summarizer.summarize(f"Bulletin {mark} of {time.time_ns()}.\n\n{text}")
    except Exception as error:  # noqa: BLE001 - a deadline is a result here
        sys.stderr.write(f"{mark}: {error}\n")
        return None
    return time.monotonic() - began


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--limit", type=float, default=300.0, help="Seconds that one article may take.")
    parser.add_argument("--only", action="append", help="Settings by name; all if left out.")
    options = parser.parse_args()
    say("# The embedded model beside other work\n")
    say(f"`benchmarks/contention.py --rounds {options.rounds}`, {os.cpu_count()} cores, {platform.machine()}; seconds")
    say("for the seed's article, the median; in brackets the ratio to the same setting's quiet time.\n")
    say("| setting | threads | quiet | beside one busy program | beside two |")
    say("| --- | --- | --- | --- | --- |")
    for name, setting in SETTINGS.items():
        if options.only and name not in options.only:
            continue
        for threads in (None, 1):
            quiet, *loaded = measure(setting, threads, options.rounds, options.limit)
            cells = [f"{quiet:.1f}" if quiet else "too long"]
            cells += [
                f"{one:.1f} ({one / quiet:.1f})" if one and quiet else f"over {options.limit:g}" for one in loaded
            ]
            say(f"| {name} | {threads or os.cpu_count()} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
