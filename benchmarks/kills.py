"""Kills a run at random moments until it is done, and compares what it leaves with a run that nobody disturbed.

A server on loopback answers what it can in each life of the run and keeps the rest waiting, so that the work lasts for
all the kills. Some of its answers are 503, 429, invalid, refused or rejected. Each life is the command line itself in a
process that was forked off one which has the package imported already, and ends by SIGKILL.

    python benchmarks/kills.py --articles 300 --kills 200

Prints JSON: ``lost`` articles have neither record nor failure, ``doubled`` ones two rows in a file, ``asked_again``
were asked about after their record was on disk. ``equal``: records, texts and failures are the same bytes but for
seconds and attempts that got no answer.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import IO, Any, Self, cast

TEXT = (
    "A bomb killed 12 people in Kabul on Monday. Police said that 15 others were injured in the blast. "
    "So said bulletin {}."
)
VICTIMS = [
    {"group": "people", "count": "12", "outcome": "killed", "said_by": None, "cite": [1]},
    {"group": "others", "count": "15", "outcome": "injured", "said_by": None, "cite": [2]},
]
INCIDENT = {
    "type": "bombing",
    "stage": "accomplished",
    "date": {"text": "Monday", "cite": [1]},
    "country": None,
    "places": ["Kabul"],
    "place_cite": [1],
    "weapons": [{"name": "bomb", "cite": [1]}],
    "perpetrators": [],
    "targets": [],
    "victims": VICTIMS,
}
ANSWER = {
    "gist": [1],
    "incidents": [INCIDENT],
    "summary": "A bomb killed 12 people in Kabul.",
    "publication": {"contradicted": False, "cite": []},
}
CONCURRENCY = 4
FAULT_SHARE = 0.06
CRASHED = 99
FORK = "--fork"
LIFE_S = (0.05, 1.2)
LONGEST_START_S = 5.0
EARLY_SHARE = 0.2
PACE = 0.9
SLOWEST_ANSWER_S = 0.15
_BULLETIN = re.compile(r"So said bulletin (\d+)\.")
_DONE = re.compile(rb'"article_id":"[^"]*","path":"[^"]*?(\d+)\.txt".*\n')


class SlicedServer:
    """A fault server that gives ``left`` good answers and keeps whoever asks for more waiting until the run is killed.

    Which articles are refused, rejected or first answered wrongly depends on the article alone, so that every run
    leaves the same; which requests get a 503 or a 429 is chance. ``asked`` lists the articles of all requests.
    """

    def __init__(self, seed: int, host: str = "127.0.0.1") -> None:
        self.left = sys.maxsize
        self.asked: list[int] = []
        self._random = Random(seed)  # noqa: S311 - a repeatable choice
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer((host, 0), self._handler())
        self._http.daemon_threads = True
        self.url = f"http://{host}:{self._http.server_address[1]}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def reply(self, request: dict[str, Any], client: str) -> tuple[int, dict[str, Any]] | None:  # noqa: ARG002 - for others
        """Status and body of the answer to a client's address; None for none."""
        (number,) = (int(found) for found in _BULLETIN.findall(request["messages"][1]["content"]))
        with self._lock:
            self.asked.append(number)
            chance, wait_s = self._random.random(), self._random.uniform(0, SLOWEST_ANSWER_S)
            if chance < FAULT_SHARE:
                return 503 if chance < FAULT_SHARE / 2 else 429, {"error": {"message": "busy"}}
            if number % 50 == 0:
                return 400, {"error": {"message": f"bulletin {number} is not wanted"}}
            if number % 37 == 0:
                return 200, _complete(None, refusal="I cannot help with that.")
            if number % 7 == 0 and len(request["messages"]) == len(("system", "user")):
                return 200, _complete('{"gist":[99]}')
            self.left -= 1
            if self.left < 0:
                return None
        time.sleep(wait_s)
        return 200, _complete(json.dumps(ANSWER))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                told = server.reply(request, self.client_address[0])
                if told is None:
                    self.close_connection = True
                    self.rfile.read(1)
                    return
                body = json.dumps(told[1]).encode()
                with contextlib.suppress(OSError):
                    self.send_response(told[0])
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Retry-After", "0.05")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    super().handle()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _complete(content: str | None, refusal: str | None = None) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    head = {"id": "c", "object": "chat.completion", "created": 0, "model": "fake"}
    return {**head, "choices": [choice], "usage": usage}


def fork_lives(folder: str, url: str) -> None:
    """Make the undisturbed run and tell its end; then fork a life for each byte on stdin, tell its id and its end.

    The first run is made in this very process, so that no life has to import anything; its threads have ended then.
    """
    nowhere, tell = os.open(os.devnull, os.O_RDWR), os.dup(1)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.write(tell, f"{run_command(folder, url, 'undisturbed')}\n".encode())
    while os.read(0, 1):
        pid = os.fork()
        if not pid:
            os.dup2(nowhere, 0)
            try:
                os._exit(run_command(folder, url, "out"))
            finally:
                os._exit(CRASHED)
        os.write(tell, f"{pid}\n".encode())
        os.write(tell, f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n".encode())


def run_command(folder: str, url: str, out: str) -> int:
    """The exit code of the command line."""
    from summarizer.cli.app import main as command_line  # noqa: PLC0415 - only in the process that forks

    sys.argv = ["summarizer", "run", f"{folder}/in", "--out", f"{folder}/{out}", "--model", "fake", "--base-url", url]
    sys.argv += ["--concurrency", str(CONCURRENCY), "--no-cache"]
    try:
        command_line()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


class Lives:
    """Lives of one command, one after the other, once the undisturbed run is made."""

    def __init__(self, folder: Path, url: str) -> None:
        command = [sys.executable, __file__, FORK, str(folder), url]
        self._forker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - this very file
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._forker.communicate()

    def live(self, kill_at: Callable[[], None] | None = None) -> int:
        """How a life ended: its exit code, or -9 where it was killed once ``kill_at`` came back."""
        stdin = cast(IO[bytes], self._forker.stdin)
        stdin.write(b".")
        stdin.flush()
        pid = self._read()
        if kill_at is not None:
            kill_at()
            os.kill(pid, signal.SIGKILL)
        return self._read()

    def _read(self) -> int:
        line = cast(IO[bytes], self._forker.stdout).readline()
        if not line:
            raise SystemExit("the process that forks the runs has ended")
        return int(line)


def find_done(out: Path) -> list[int]:
    """The numbers of the articles whose record is on disk, in the order of the records."""
    path = out / "summaries.jsonl"
    return [int(number) for number in _DONE.findall(path.read_bytes())] if path.exists() else []


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, without seconds and without attempts that got no answer."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        told = row.get("provenance", row)
        answered = [attempt for attempt in told.pop("attempts", ()) if attempt["outcome"] != "failed"]
        told["attempts"] = [{**attempt, "seconds": 0} for attempt in answered]
        told["seconds"] = 0
    return rows


def compare(out: Path, undisturbed: Path, articles: int) -> dict[str, Any]:
    """What the killed run lost or doubled, and whether it left what the undisturbed one did."""
    names = ("summaries.jsonl", "failures.jsonl")
    rows = {name: read_rows(out / name) for name in names}
    failed = [int(Path(row["path"]).stem) for row in rows["failures.jsonl"]]
    stored = [row["article_id"] for row in map(json.loads, (out / "articles.jsonl").open(encoding="utf-8"))]
    ended = find_done(out) + failed
    return {
        "articles": articles,
        "done": len(find_done(out)),
        "failed": len(failed),
        "lost": len(set(range(1, articles + 1)) - set(ended)),
        "doubled": sum(count - 1 for counted in (Counter(ended), Counter(stored)) for count in counted.values()),
        "equal": all(json.dumps(rows[name]) == json.dumps(read_rows(undisturbed / name)) for name in names)
        and (out / "articles.jsonl").read_bytes() == (undisturbed / "articles.jsonl").read_bytes(),
        "status": json.loads((out / "manifest.json").read_bytes())["status"],
    }


def kill_often(lives: Lives, server: SlicedServer, out: Path, *, articles: int, kills: int, random: Random) -> int:
    """Kill so many lives of a run; how many articles were asked about although their record was on disk.

    One life in five is killed at any moment from its fork on, the others from their first request on.
    """
    asked_again = 0
    for number in range(1, kills + 1):
        done = find_done(out)
        server.asked.clear()
        server.left = max(1, int(PACE * articles * number / kills) - len(done))
        begins = random.random() > EARLY_SHARE

        def kill_at(*, begins: bool = begins) -> None:
            deadline = time.monotonic() + LONGEST_START_S
            while begins and not server.asked and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(random.uniform(*LIFE_S))

        code = lives.live(kill_at)
        if code != -signal.SIGKILL:
            raise SystemExit(f"a run ended with {code} before it was killed")
        asked_again += len(set(done) & set(server.asked))
    server.left = sys.maxsize
    return asked_again


def measure(articles: int, kills: int, seed: int, folder: Path) -> dict[str, Any]:
    """All figures of a run of so many articles that is killed so often; its files are written into the folder."""
    started = time.monotonic()
    server = SlicedServer(seed)
    (folder / "in").mkdir()
    for number in range(1, articles + 1):
        (folder / "in" / f"{number:04}.txt").write_text(TEXT.format(number), encoding="utf-8")
    with Lives(folder, server.url) as lives:
        asked_again = kill_often(
            lives,
            server,
            folder / "out",
            articles=articles,
            kills=kills,
            random=Random(seed),  # noqa: S311 - a repeatable choice
        )
        done_by_killed = len(find_done(folder / "out"))
        code = lives.live()
    found = compare(folder / "out", folder / "undisturbed", articles)
    seconds = round(time.monotonic() - started, 1)
    return {
        "kills": kills,
        **found,
        "done_by_killed": done_by_killed,
        "asked_again": asked_again,
        "exit": code,
        "seconds": seconds,
    }


def main() -> None:
    """Run, kill, run again, and print what came of it; the exit code is 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(chosen.articles, chosen.kills, chosen.seed, Path(folder))
    print(json.dumps(found, indent=2))  # noqa: T201 - what it is for
    sys.exit(bool(found["lost"] or found["doubled"] or found["asked_again"] or not found["equal"]))


if __name__ == "__main__":
    if sys.argv[1:2] == [FORK]:
        fork_lives(*sys.argv[2:])
    else:
        main()
