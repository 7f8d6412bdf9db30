"""Whether memory stays flat and the pace steady over many articles, and how soon a resumed run asks again.

    python benchmarks/scale.py [--articles 100000] [--base 1000] [--kill-at 0.5]

Short articles in JSON Lines, a server on loopback that answers at once, one process for each run so that its peak
memory is its own. Runs: one over ``base`` articles; one over all of them, killed (SIGKILL) after ``kill-at`` of them;
and the same again, which finishes it. Figures: peak memory (MB) of each, articles a second in each tenth of the long
runs, and the seconds from the start of the resumed process to its first new record.
"""

import argparse
import itertools
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from overhead import ANSWER, free_port, text_of

HERE = Path(__file__).parent


def work(source: str, out: str, url: str, concurrency: int) -> None:
    """Run to the end, printing when the first record came, the pace of each tenth, and the peak memory."""
    started = time.perf_counter()
    from summarizer import Options  # noqa: PLC0415 - its time counts
    from summarizer.runs.progress import Progress  # noqa: PLC0415 - its time counts
    from summarizer.runs.running import run_batch  # noqa: PLC0415 - its time counts

    marks: list[tuple[float, int]] = []

    def watch(progress: Progress) -> None:
        if progress.latest and progress.latest.kind == "done" and (progress.done == 1 or progress.done % 1000 == 0):
            marks.append((time.perf_counter() - started, progress.done))
            sys.stderr.write(f"{progress.skipped + progress.done}\n")
            sys.stderr.flush()

    options = Options(model="slow", base_url=url, concurrency=concurrency)
    final = run_batch([Path(source)], Path(out), options, on_progress=watch)
    steps = max(1, len(marks) // 10)
    chosen = marks[::steps]
    paces = [round((b[1] - a[1]) / (b[0] - a[0]), 1) for a, b in itertools.pairwise(chosen)]
    print(  # noqa: T201 - read by the parent
        json.dumps(
            {
                "done": final.done,
                "skipped": final.skipped,
                "failed": final.failed,
                "seconds": round(time.perf_counter() - started, 1),
                "first_record_s": round(marks[0][0], 2) if marks else None,
                "articles_per_s": paces,
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
        )
    )


def run(source: Path, out: Path, url: str, *, kill_at: int | None = None) -> dict[str, Any]:
    """The figures of one process; none if it was killed once so many articles were done."""
    command = [sys.executable, __file__, "--work", str(source), str(out), url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        if process.stdout is None or process.stderr is None:  # pragma: no cover - both are pipes
            raise RuntimeError("no pipes")
        for line in process.stderr:
            if kill_at is not None and line.strip().isdigit() and int(line) >= kill_at:
                process.send_signal(signal.SIGKILL)
                return {"killed_at": int(line)}
            if not line.strip().isdigit():
                sys.stderr.write(line)
        figures: dict[str, Any] = json.loads(process.stdout.read())
        return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--base", type=int, default=1000)
    parser.add_argument("--kill-at", type=float, default=0.5)
    parser.add_argument("--concurrency", type=int, default=16)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work(*arguments.work, arguments.concurrency)
        return
    port = free_port()
    command = [sys.executable, str(HERE / "slow_server.py"), str(port), "0"]
    with (
        tempfile.TemporaryDirectory() as name,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server,  # noqa: S603 - our own
    ):
        if server.stdin is None or server.stdout is None:  # pragma: no cover - both are pipes
            raise RuntimeError("no pipes")
        server.stdin.write(json.dumps(ANSWER))
        server.stdin.close()
        server.stdout.readline()
        try:
            folder, url = Path(name), f"http://127.0.0.1:{port}/v1"
            for count, source in ((arguments.base, "base.jsonl"), (arguments.articles, "all.jsonl")):
                with (folder / source).open("w", encoding="utf-8") as file:
                    file.writelines(json.dumps({"text": text_of(number)}) + "\n" for number in range(count))
            found = {"base": run(folder / "base.jsonl", folder / "base", url)}
            kill_at = int(arguments.articles * arguments.kill_at)
            found["killed"] = run(folder / "all.jsonl", folder / "all", url, kill_at=kill_at)
            found["resumed"] = run(folder / "all.jsonl", folder / "all", url)
            lines = sum(1 for _ in (folder / "all" / "summaries.jsonl").open("rb"))
        finally:
            server.kill()
    found["records"] = {"expected": arguments.articles, "found": lines}
    print(json.dumps(found, indent=2))  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
