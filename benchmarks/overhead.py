"""What the package costs beside the request itself: articles a second and CPU time, against others, in one run.

    python benchmarks/overhead.py [--articles 1000] [--concurrency 64] [--delay 0.05] [--rounds 3] [--json]
                                  [--langextract PYTHON]

A server on loopback, in a process of its own, answers every request after the same time. Each contender runs in a
process of its own too, one after the other, and asks about the same articles. All take turns ``rounds`` times; the
figures are medians. The contenders:

- openai: the bare AsyncOpenAI client; the answer is not even looked at
- instructor: the bare instructor client in JSON-schema mode with the same wire model
- summarizer: `run_batch` with reading, numbering, resolving, checking, the journal (fsync) and the answer cache
- summarizer-no-cache: the same with --no-cache
- summarizer-processes: as summarizer, worked on by two processes (`--processes 2`) that stay for both runs
- langextract: `langextract.extract`, where the interpreter given has it (pip install langextract); left out otherwise

Only the ratios mean anything, and only within one run. CPU time is the contender's process and those that it started.
Every contender does all its work on one article first; both clocks start after that, so imports and whatever happens
once, the start of processes among it, are left out.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPORT = (
    "KABUL - A bomb killed 12 people and injured 15 others at a market in Kabul on Monday, police said. The explosion "
    'happened shortly after 9 a.m. near the central bus station. "We heard a loud blast and then saw smoke," said a '
    "shopkeeper. The Taliban claimed responsibility for the attack in a statement. Two police cars were destroyed. "
    "The interior ministry promised an investigation. It was the third attack in the capital this month."
)
CONTENDERS = ("openai", "instructor", "summarizer", "summarizer-no-cache", "summarizer-processes", "langextract")


def victim(group: str, count: str, outcome: str) -> dict[str, Any]:
    """One group of victims in the first sentence."""
    return {"group": group, "count": count, "outcome": outcome, "said_by": None, "cite": [1]}


INCIDENT = {
    "type": "bombing",
    "stage": "accomplished",
    "date": {"text": "Monday", "cite": [1]},
    "country": None,
    "places": ["Kabul"],
    "place_cite": [1],
    "weapons": [{"name": "bomb", "cite": [1]}],
    "perpetrators": [{"name": "Taliban", "kind": "organization", "status": "claimed", "cite": [4]}],
    "targets": [{"name": "market", "effect": None, "cite": [1]}, {"name": "police cars", "effect": None, "cite": [5]}],
    "victims": [victim("people", "12", "killed"), victim("others", "15", "injured")],
}
ANSWER = {
    "gist": [1],
    "incidents": [INCIDENT],
    "summary": "A bomb killed 12 people in Kabul.",
    "publication": {"contradicted": False, "cite": []},
}
EXTRACTIONS = {
    "extractions": [
        {"victim": "12 people"},
        {"victim": "15 others"},
        {"perpetrator": "The Taliban"},
        {"weapon": "bomb"},
    ]
}


def text_of(number: int) -> str:
    """An article of its own."""
    return f"{REPORT} Bulletin {number}."


def cpu_seconds() -> float:
    """CPU time of this process and of those that it started, so far."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    fields = (Path(f"/proc/{child.pid}/stat").read_text().split() for child in multiprocessing.active_children())
    ticks = sum(int(stat[13]) + int(stat[14]) for stat in fields)
    return time.process_time() + ended.ru_utime + ended.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def measure(count: int, work: Callable[[int], int]) -> None:
    """Print what the work on so many articles took, after one article whose work is not measured."""
    work(1)
    wall, cpu = time.perf_counter(), cpu_seconds()
    done = work(count)
    wall_s, cpu_s = time.perf_counter() - wall, cpu_seconds() - cpu
    figures = {"done": done, "articles_per_s": count / wall_s, "cpu_ms_per_article": 1000 * cpu_s / count}
    print(json.dumps(figures))  # noqa: T201 - read by the parent


async def ask_all(count: int, concurrency: int, ask: Callable[[str], Awaitable[Any]]) -> int:
    """How many articles were asked about, so many at once."""
    gate = asyncio.Semaphore(concurrency)

    async def one(number: int) -> None:
        async with gate:
            await ask(text_of(number))

    await asyncio.gather(*(one(number) for number in range(count)))
    return count


def run_openai(url: str, count: int, concurrency: int) -> None:
    """The bare client."""
    import openai  # noqa: PLC0415 - only this contender's process needs it

    async def work(articles: int) -> int:
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:

            async def ask(text: str) -> None:
                await client.chat.completions.create(model="slow", messages=[{"role": "user", "content": text}])

            return await ask_all(articles, concurrency, ask)

    measure(count, lambda articles: asyncio.run(work(articles)))


def run_instructor(url: str, count: int, concurrency: int) -> None:
    """The bare instructor client with the wire model that summarizer uses."""
    import instructor  # noqa: PLC0415 - only this contender's process needs it
    import openai  # noqa: PLC0415 - only this contender's process needs it

    from summarizer.schemas.wire import ArticleAnswer  # noqa: PLC0415 - only this contender's process needs it

    async def work(articles: int) -> int:
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:
            create = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA).create

            async def ask(text: str) -> None:
                await create(model="slow", messages=[{"role": "user", "content": text}], response_model=ArticleAnswer)

            return await ask_all(articles, concurrency, ask)

    measure(count, lambda articles: asyncio.run(work(articles)))


def run_summarizer(url: str, count: int, concurrency: int, *, cache: bool = True, processes: int = 1) -> None:
    """The whole pipe into a run folder; with several processes, these stay for both runs."""
    from summarizer import Options  # noqa: PLC0415 - only this contender's process needs it
    from summarizer.runs.processes.engine import ProcessEngine  # noqa: PLC0415 - only this contender's process needs it
    from summarizer.runs.running import run_batch  # noqa: PLC0415 - only this contender's process needs it

    with tempfile.TemporaryDirectory() as name:
        first, inputs = Path(name) / "first.jsonl", Path(name) / "in.jsonl"
        rows = [json.dumps({"text": text_of(number), "published": "2026-11-24"}) for number in range(count + 1)]
        first.write_text(rows.pop())
        inputs.write_text("\n".join(rows))
        options = Options(
            model="slow", base_url=url, concurrency=concurrency, cache_path=Path(name) / "answers" if cache else None
        )

        def work(articles: int, engine: ProcessEngine | None) -> int:
            out = Path(tempfile.mkdtemp(dir=name))
            return run_batch([inputs if articles > 1 else first], out, options, engine=engine).done

        with ProcessEngine(options, processes=processes) as engine:
            measure(count, partial(work, engine=engine if processes > 1 else None))


def run_langextract(url: str, count: int, concurrency: int) -> None:
    """langextract with its OpenAI provider, one chunk an article."""
    import langextract as lx  # type: ignore[import-not-found]  # noqa: PLC0415 - only this contender's process needs it

    example = lx.data.ExampleData(
        text="A bomb killed two people.",
        extractions=[lx.data.Extraction(extraction_class="victim", extraction_text="two people")],
    )
    config = lx.factory.ModelConfig(
        model_id="gpt-4o-mini",
        provider="OpenAILanguageModel",
        provider_kwargs={"api_key": "none", "base_url": url, "max_workers": concurrency},
    )

    def work(articles: int) -> int:
        documents = [lx.data.Document(text=text_of(number), document_id=str(number)) for number in range(articles)]
        found = lx.extract(
            text_or_documents=documents,
            prompt_description="List victims, perpetrators and weapons.",
            examples=[example],
            config=config,
            max_workers=concurrency,
            batch_length=concurrency,
            max_char_buffer=5000,
            show_progress=False,
        )
        return sum(bool(document.extractions) for document in found)

    measure(count, work)


RUNNERS: dict[str, Callable[[str, int, int], None]] = {
    "openai": run_openai,
    "instructor": run_instructor,
    "summarizer": run_summarizer,
    "summarizer-no-cache": lambda url, count, concurrency: run_summarizer(url, count, concurrency, cache=False),
    "summarizer-processes": lambda url, count, concurrency: run_summarizer(url, count, concurrency, processes=2),
    "langextract": run_langextract,
}


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def measure_contender(name: str, python: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """A contender's figures, measured against a server of its own; an ``error`` where it did not run."""
    port = free_port()
    answer = json.dumps(EXTRACTIONS if name == "langextract" else ANSWER)
    command = [sys.executable, str(HERE / "slow_server.py"), str(port), str(arguments.delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        if server.stdin is None or server.stdout is None:  # pragma: no cover - both are pipes
            raise RuntimeError("no pipes")
        server.stdin.write(answer)
        server.stdin.close()
        server.stdout.readline()
        try:
            asked = ["--articles", str(arguments.articles), "--concurrency", str(arguments.concurrency)]
            ran = subprocess.run(  # noqa: S603 - our own
                [python, __file__, "--contender", name, "--url", f"http://127.0.0.1:{port}/v1", *asked],
                capture_output=True,
                text=True,
                check=False,
                timeout=900,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )
        finally:
            server.kill()
    if ran.returncode:
        return {"error": (ran.stderr.strip().splitlines() or ["no word"])[-1]}
    figures: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return figures


def take_medians(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """The medians of a contender's figures; its error if it had one."""
    failed = [figures for figures in rounds if "error" in figures]
    return failed[0] if failed else {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}


def main() -> None:
    """Measure all contenders and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--langextract", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        RUNNERS[arguments.contender](arguments.url, arguments.articles, arguments.concurrency)
        return
    rounds = [
        {
            name: measure_contender(name, arguments.langextract if name == "langextract" else sys.executable, arguments)
            for name in CONTENDERS
        }
        for _ in range(arguments.rounds)
    ]
    found = {name: take_medians([figures[name] for figures in rounds]) for name in CONTENDERS}
    if arguments.json:
        print(json.dumps(found, indent=2))  # noqa: T201 - a command's output
        return
    for name, figures in found.items():
        told = figures.get("error") or (
            f"{figures['articles_per_s']:7.1f} articles/s  {figures['cpu_ms_per_article']:6.2f} ms CPU an article"
        )
        print(f"{name:<20} {told}")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
