"""Attacks the program in every way that it was ever found open to, and says of each whether it held.

    nice -n 5 python benchmarks/hostile.py > benchmarks/hostile.md
    python benchmarks/hostile.py --only keys --list     # some classes, each attack on a line

Every attack is really made: texts are searched and resolved, run folders tampered with and opened by the command line,
servers on loopback answer without end, links and keys are planted. Each ends by itself, in a bounded process of its own
or under a limit on the processor's time, and reaches nothing but loopback. Needs a checkout with what the tests need.
The exit code is 1 where anything did not hold.
"""

import argparse
import contextlib
import csv
import gzip
import json
import os
import platform
import re
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple, cast
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import fcntl  # noqa: E402 - after the path

from bad_inputs import CASES, Bad, make_input  # noqa: E402
from bounded import Ended, OutOfTimeError, run_bounded, run_command, time_limit  # noqa: E402
from fake_server import FakeServer, Reply, completion, error_reply  # noqa: E402
from fakes import bulletin, speak, wire_group, wire_incident  # noqa: E402
from report_runs import kabul, make_story, write_run  # noqa: E402
from tampered import CONTROL, OBEYED, TAMPERINGS, commands_for, copy_run, write_sound_run  # noqa: E402

from summarizer.articles.reading import read_articles  # noqa: E402
from summarizer.articles.sentences import number_sentences  # noqa: E402
from summarizer.llm.answer_cache import FILE, AnswerCache  # noqa: E402
from summarizer.values import Article  # noqa: E402
from tests.llm.test_answer_size import ask, endless, head  # noqa: E402
from tests.test_growth import CACHES, PATTERNS, STAGES, TAILS, UNITS, in_kind, long_text  # noqa: E402

KEY = "sk-planted-0123456789abcdef"
OTHER = "sk-other-9876543210fedcba"
NOWHERE = "http://127.0.0.1:9/v1"
LONG = 4_096
MOST_S = 5.0
_LARGEST_RECORD = 2_000_000
_ARTICLES = 12
_INTERRUPTED = 130
TOLD = (0, 1, 2, 3)
"""The exit codes that say what happened; anything else is a crash."""


class Attack(NamedTuple):
    """``run`` makes the attack and says why it did not hold; empty where it did."""

    point: int
    kind: str
    name: str
    run: Callable[[], str]


class Lab:
    """A folder for attacks, a model on loopback, and the environment of a user with keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = FakeServer()
        self.server.start()
        self.sound = write_sound_run(folder / "sound")
        self._fresh = 0

    def place(self) -> Path:
        """An empty folder."""
        self._fresh += 1
        path = self.folder / f"place-{self._fresh}"
        path.mkdir()
        return path

    def reset(self, default: Any = None) -> FakeServer:
        """The server, with nothing asked of it yet."""
        self.server.script.clear()
        self.server.requests.clear()
        self.server.default = default or speak()
        return self.server

    def articles(self, count: int = 1) -> Path:
        """A folder of so many short articles."""
        folder = self.place()
        for number in range(count):
            (folder / f"{number:03}.txt").write_text(bulletin(number), encoding="utf-8")
        return folder

    def run(self, *more: object, count: int = 1) -> Ended:
        """A run of the command line over short articles."""
        return run_command(["run", self.articles(count), *self.model, "--max-attempts", 2, *more])

    @property
    def model(self) -> list[str]:
        """The options that name the server."""
        return ["--model", "fake", "--base-url", self.server.url]


def crash(ended: Ended, *, codes: Sequence[int] = TOLD) -> str:
    """Why a command did not end as it should; empty where it did."""
    if ended.late:
        return "does not end"
    if ended.code not in codes or "Traceback" in ended.err:
        return f"exit {ended.code}: {(ended.err.strip().splitlines() or ['nothing told'])[-1][:120]}"
    return "control characters reach the terminal" if OBEYED & set(ended.told) else ""


def first(*reasons: str) -> str:
    """The first of the reasons that is one."""
    return next((reason for reason in reasons if reason), "")


# 1. Texts that take for ever


def bad_texts(units: Sequence[str]) -> Iterator[str]:
    """Short texts that explode a bad pattern, and one long one."""
    yield from ((unit * size)[:size] + tail for unit in units for size in (24, 48) for tail in TAILS)
    yield long_text(units, LONG)


def search(pattern: re.Pattern[Any], units: Sequence[str]) -> str:
    """Search and match a pattern over bad texts."""
    for text in bad_texts(units):
        shaped = in_kind(pattern, text)
        for _ in pattern.finditer(shaped):
            pass
        pattern.fullmatch(shaped)
    return ""


def pass_stage(stage: str, units: Sequence[str]) -> str:
    """Take bad texts through a stage, nothing of it remembered."""
    for one in CACHES:
        one.cache_clear()
    for text in (long_text(units, LONG), units[0] * 72):
        STAGES[stage](text)
    return ""


def text_attacks(_lab: Lab) -> Iterator[Attack]:
    """Every pattern and every stage over bad texts."""
    for pattern, name in PATTERNS.items():
        yield Attack(1, "bad texts against a pattern", name, partial(search, pattern, UNITS))
    for stage in STAGES:
        for at in range(0, len(UNITS), 8):
            units = UNITS[at : at + 8]
            yield Attack(1, "bad texts through a stage", f"{stage}: {units}", partial(pass_stage, stage, units))


# 2. One article's own work


def resolve_groups(count: int) -> str:
    """Resolve so many groups of victims that are all different."""
    victims = [wire_group(f"{number} workers of mine {number}", str(number), 1) for number in range(2, count + 2)]
    make_story("Many workers died on Monday. Police said so.", wire_incident(victims=victims))
    return ""


def tell_weekly(count: int) -> str:
    """Resolve and check a series of figures; the record must not hold a finding for each pair."""
    told = [f"By week {number} the fighting in Kabul had killed {1_000 + number} people." for number in range(count)]
    victims = [wire_group("people", str(1_000 + number), number + 1) for number in range(count)]
    record = make_story(" ".join(told), wire_incident(victims=victims)).record
    size = len(record.model_dump_json())
    return f"a record of {size:,} bytes" if size > _LARGEST_RECORD else ""


def miss_values(values: int, size: int) -> str:
    """Resolve so many values that a long article does not hold."""
    text = "The council met in the old hall on Tuesday and spoke of roads. " * (size // 63)
    names = [
        {"name": f"Absent Brigade {number}", "kind": "organization", "status": "possible", "cite": [1]}
        for number in range(values)
    ]
    make_story(text, wire_incident(perpetrators=names))
    return ""


def work_attacks(_lab: Lab) -> Iterator[Attack]:
    """What one article's own work costs."""
    for count in (100, 300, 600):
        yield Attack(2, "one article's own work", f"{count} distinct groups", partial(resolve_groups, count))
    for count in (50, 200):
        yield Attack(2, "one article's own work", f"{count} weekly figures", partial(tell_weekly, count))
    for values in (5, 20):
        yield Attack(
            2, "one article's own work", f"{values} absent values, 200 KB", partial(miss_values, values, 200_000)
        )


# 3. What a batch job's folder says


def trust_folder(lab: Lab, command: str, planted: dict[str, Any]) -> str:
    """Plant settings in a job's folder; neither a key nor a request may leave, and no code of the folder may run."""
    run, server = copy_run(lab.sound, lab.place() / "run"), lab.reset()
    state = json.loads((run / "batch/state.json").read_text())
    chunk = {"number": 1, "requests": 1, "size_bytes": 9, "step": "created", "batch_id": "batch_1"}
    told = {key: server.url if value == "SERVER" else value for key, value in planted.items()}
    (run / "batch/state.json").write_text(
        json.dumps({**state, "settings": {"model": "openai/fake", **told}, "chunks": [chunk]})
    )
    ran = run / "ran"
    (run / "planted.py").write_text(f"open({str(ran)!r}, 'w')\n")
    with mock.patch.dict(os.environ, {"OPENAI_API_KEY": KEY, "OTHER_SECRET": OTHER}), contextlib.chdir(run):
        ended = run_command(["batch", command, run])
    asked = f"{len(server.requests)} requests sent" if server.requests else ""
    return first(crash(ended, codes=(2, 3)), asked, "code of the folder ran" if ran.exists() else "")


def trust_attacks(lab: Lab) -> Iterator[Attack]:
    """What a job folder may say to have a key, a request or code."""
    plants: list[dict[str, Any]] = [
        {"api_key_env": "OTHER_SECRET", "base_url": "SERVER"},
        {"base_url": "SERVER"},
        {"base_url": "SERVER", "schema": "planted:Model"},
        {"schema": "planted:Model"},
        {"base_url": "http://127.0.0.1:99999/v1"},
        {"base_url": "file:///etc/passwd"},
        {"model": "embedded"},
        {"prompt": "/dev/zero", "base_url": "SERVER"},
        {"prices": "/dev/zero", "base_url": "SERVER"},
    ]
    for command in ("status", "collect", "cancel"):
        for planted in plants:
            name = f"batch {command}: {planted}"
            yield Attack(3, "a batch job's folder", name, partial(trust_folder, lab, command, planted))


# 4. Answers without end


def take_endless(opening: bytes, more: bytes) -> str:
    """Ask a server whose answer has no end."""
    with endless(opening, more) as url:
        return _bounded_ask(url)


def _bounded_ask(url: str) -> str:
    ended = run_bounded(lambda: ask(url), seconds=60, mib=3_000)
    if ended.late:
        return "does not end"
    if ended.peak_mib > _own_mib() + 120:
        return f"took {ended.peak_mib} MiB"
    return "" if "larger than" in ended.err or "summarizer.errors." in ended.err else "taken for an answer"


def _own_mib() -> int:
    """What this very process holds, which a forked one begins with."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 2**20


def take_bomb(lab: Lab, coding: str, body: bytes) -> str:
    """Ask a server whose answer unpacks to more than any holds."""
    server = lab.reset(Reply(body=body, headers={"Content-Type": "application/json", "Content-Encoding": coding}))
    return _bounded_ask(server.url)


def size_attacks(lab: Lab) -> Iterator[Attack]:
    """Answers larger than any can be."""
    kind = "answers without end"
    for status in ("200 OK", "400 No", "404 None", "429 Wait", "500 Oops", "302 Found\r\nLocation: /v1/other"):
        name = status.partition("\r")[0]
        yield Attack(4, kind, f"an endless body, {name}", partial(take_endless, head(status), b'{"choices": [' * 5_000))
    yield Attack(4, kind, "endless white space", partial(take_endless, head(), b" " * 65_536))
    yield Attack(4, kind, "an endless line of one header", partial(take_endless, head()[:-2] + b"X: ", b"x" * 65_536))
    yield Attack(4, kind, "headers without end", partial(take_endless, head()[:-2], b"X-A: b\r\n" * 4_096))
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    bomb = b"".join([*(packer.compress(bytes(2**20)) for _ in range(512)), packer.flush()])
    flat = zlib.compressobj(9)
    deflated = b"".join([*(flat.compress(bytes(2**20)) for _ in range(512)), flat.flush()])
    for coding, body in (("gzip", bomb), ("gzip, gzip", gzip.compress(bomb)), ("deflate", deflated)):
        yield Attack(4, kind, f"{len(body):,} bytes of {coding} for 512 MiB", partial(take_bomb, lab, coding, body))


# 5. Proxies and addresses


def go_round_proxy(lab: Lab, variable: str, host: str) -> str:
    """Name a proxy; a question to this machine must not go through it."""
    proxy, server = FakeServer(), lab.reset()
    proxy.start()
    url = server.url.replace("127.0.0.1", host)
    options = ["--model", "fake", "--base-url", url, "--no-cache", "--max-attempts", 1]
    try:
        with mock.patch.dict(os.environ, {variable: proxy.address, "OPENAI_API_KEY": KEY}):
            ended = run_command(["run", lab.articles(), "--out", lab.place() / "out", *options])
    finally:
        proxy.stop()
    return first(
        crash(ended), "went through the proxy" if proxy.requests else "", "" if server.requests else "not asked"
    )


def follow_environment(lab: Lab) -> str:
    """Ask where OPENAI_BASE_URL says; that must be told and recorded."""
    server, out = lab.reset(), lab.place() / "out"
    with mock.patch.dict(os.environ, {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY}):
        ended = run_command(["run", lab.articles(), "--out", out, "--model", "openai/x", "--no-cache"])
    record = json.loads((out / "summaries.jsonl").read_text())
    said = "" if "OPENAI_BASE_URL is set" in ended.err else "not told"
    return first(crash(ended), said, "" if record["provenance"]["model"]["base_url"] == server.url else "not recorded")


def refuse_address(lab: Lab, variable: str, address: str) -> str:
    """Name an address or a proxy that is none; that must be told, without the key."""
    options = ["--model", "openai/x", *(["--base-url", address] if variable == "--base-url" else [])]
    environment = {"OPENAI_API_KEY": KEY, **({} if variable == "--base-url" else {variable: address})}
    with mock.patch.dict(os.environ, environment):
        ended = run_command(
            ["run", lab.articles(), "--out", lab.place() / "out", "--no-cache", "--max-attempts", 1, *options]
        )
    return first(crash(ended, codes=(2, 3)), "the key is shown" if KEY in ended.told else "")


def proxy_attacks(lab: Lab) -> Iterator[Attack]:
    """Proxies and addresses."""
    for variable in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        for host in ("127.0.0.1", "localhost"):
            name = f"{variable} for a question to {host}"
            yield Attack(5, "proxies and addresses", name, partial(go_round_proxy, lab, variable, host))
    yield Attack(5, "proxies and addresses", "OPENAI_BASE_URL of a stranger", partial(follow_environment, lab))
    addresses = (
        *("http://127.0.0.1:99999/v1", "http://127.0.0.1:0/v1", "http://127.0.0.1:-1/v1", "http://127.0.0.1:x/v1"),
        *(
            "http://user:pass@127.0.0.1/v1",
            "http://127.0.0.1/v1?key=1",
            "file:///etc/passwd",
            "javascript:1",
            "http://",
        ),
        *("http://[::1/v1", "ftp://127.0.0.1/", "127.0.0.1:8000"),
    )
    for variable in ("--base-url", "OPENAI_BASE_URL"):
        for address in addresses:
            name = f"{variable} {address}"
            yield Attack(5, "proxies and addresses", name, partial(refuse_address, lab, variable, address))
    for proxy in ("http://127.0.0.1:99999", "http://[::1", "ftp://127.0.0.1:1"):
        name = f"HTTPS_PROXY {proxy}"
        yield Attack(5, "proxies and addresses", name, partial(refuse_address, lab, "HTTPS_PROXY", proxy))


# 6. Planted links


def follow_link(lab: Lab, name: str, arguments: Sequence[str]) -> str:
    """Plant a link in a run's folder; what it leads to must stay as it is."""
    run, outside = copy_run(lab.sound, lab.place() / "run"), lab.place()
    target = outside / "mine"
    (run / "tables").mkdir(exist_ok=True)
    place = run / name
    if place.is_dir():
        for path in [*place.iterdir()]:
            path.unlink()
        place.rmdir()
        place.symlink_to(outside, target_is_directory=True)
    else:
        target.write_text("mine\n")
        place.unlink(missing_ok=True)
        place.symlink_to(target)
    lab.reset()
    ended = run_command([str(run) if one == "RUN" else one for one in arguments])
    found = {path.name: path.read_text() for path in outside.iterdir()}
    return first(crash(ended), f"wrote outside: {sorted(found)}" if found not in ({}, {"mine": "mine\n"}) else "")


def link_attacks(lab: Lab) -> Iterator[Attack]:
    """Links in the place of every file that is written."""
    articles = str(lab.articles())
    again = ["run", articles, "--out", "RUN", *lab.model, "--no-resume", "--no-cache"]
    rows = ("summaries.jsonl", "articles.jsonl", "failures.jsonl", "ledger.jsonl")
    for name in (*rows, "manifest.json", ".lock", *(f"{row}.part" for row in (*rows, "manifest.json"))):
        yield Attack(6, "planted links", f"run, {name}", partial(follow_link, lab, name, again))
    for name in ("report.html", "report.html.part"):
        yield Attack(6, "planted links", f"report, {name}", partial(follow_link, lab, name, ["report", "RUN"]))
    for name in ("tables", "tables/incidents.csv", "tables/codebook.md"):
        yield Attack(6, "planted links", f"export, {name}", partial(follow_link, lab, name, ["export", "RUN"]))
    collect = ["batch", "collect", "RUN", "--base-url", NOWHERE, "--no-cache"]
    for name in ("batch", "batch/articles.jsonl", "batch/state.json.part", f"batch/{FILE}", "failures.jsonl"):
        yield Attack(6, "planted links", f"batch collect, {name}", partial(follow_link, lab, name, collect))


# 7. Answers that are paid for and of no use


def stop_early(lab: Lab, reply: Reply) -> str:
    """Answer uselessly; the run must stop after so many articles, not pay for all."""
    server = lab.reset(reply)
    ended = lab.run("--out", lab.place() / "out", "--no-cache", "--stop-after", 3, "--concurrency", 1, count=_ARTICLES)
    return first(
        crash(ended, codes=(1, 3)), f"{len(server.requests)} requests" if len(server.requests) > _ARTICLES else ""
    )


def take_wrapped(lab: Lab, wrap: str) -> str:
    """Right JSON with something round it must be taken, at one request."""
    plain = speak()

    def answer(request: dict[str, Any]) -> Reply:
        content = json.loads(plain(request).body)["choices"][0]["message"]["content"]
        return completion(wrap.replace("JSON", content))

    server = lab.reset(answer)
    ended = lab.run("--out", lab.place() / "out", "--no-cache")
    return first(crash(ended, codes=(0,)), "" if len(server.requests) == 1 else f"{len(server.requests)} requests")


def useless_attacks(lab: Lab) -> Iterator[Attack]:
    """Answers of no use, and right ones in a wrapping."""
    json_headers = {"Content-Type": "application/json"}
    replies = {
        "prose": completion("I think that twelve people died."),
        "nothing": completion(""),
        "null": completion(None),
        "another schema": completion('{"incident": {"dead": 12}}'),
        "a list": completion("[1, 2, 3]"),
        "JSON nested too deep": completion('{"gist":' * 3_000),
        "cut off": completion('{"gist":[1],', finish_reason="length"),
        "no choices": Reply(
            body=b'{"id":"c","object":"chat.completion","created":0,"model":"m","choices":[]}', headers=json_headers
        ),
        "an HTML page": Reply(body=b"<html>Log in</html>", headers={"Content-Type": "text/html"}),
        "a number": Reply(body=b"7", headers=json_headers),
        "an empty body": Reply(body=b"", headers=json_headers),
        "broken JSON": Reply(body=b'{"choices": [', headers=json_headers),
        "no UTF-8": Reply(body=b'{"choices": "\xff\xfe"}', headers=json_headers),
        "a body cut short": Reply(body=b'{"choices": []}', headers=json_headers, cut=True),
        "403": error_reply(403),
        "400": error_reply(400),
    }
    for name, reply in replies.items():
        yield Attack(7, "useless answers", name, partial(stop_early, lab, reply))
    for wrap in ("```json\nJSON\n```", "```\nJSON\n```", "\ufeffJSON", "JSON\n\nThat is all.", "\n\n  JSON  \n"):
        yield Attack(7, "right answers in a wrapping", repr(wrap), partial(take_wrapped, lab, wrap))


# 8. Keys


def explain_key(lab: Lab, key: str, given: Sequence[object]) -> str:
    """Give a key with what no key holds; that must be told, and nothing sent."""
    server = lab.reset()
    with mock.patch.dict(os.environ, {"OPENAI_API_KEY": key, "MINE": key}):
        ended = lab.run("--out", lab.place() / "out", "--no-cache", *given)
    shown = "the key is shown" if KEY in ended.told else ""
    explained = "" if "cannot be one" in ended.err else "not explained"
    return first(crash(ended, codes=(3,)), shown, explained, "sent" if server.requests else "")


def echo_key(lab: Lab, status: int) -> str:
    """A server that says the key back: nothing of it may be shown or stored."""
    lab.reset(error_reply(status, f"Incorrect API key provided: {KEY}. Authorization: Bearer {KEY}"))
    out = lab.place() / "out"
    with mock.patch.dict(os.environ, {"OPENAI_API_KEY": KEY}):
        ended = lab.run("--out", out, "--no-cache")
    stored = "".join(path.read_text() for path in out.iterdir() if path.is_file())
    return first(
        crash(ended), "the key is shown" if KEY in ended.told else "", "the key is stored" if KEY in stored else ""
    )


def key_attacks(lab: Lab) -> Iterator[Attack]:
    """Keys that came along with more, and keys that are said back."""
    odd = (
        f"{KEY}\n",
        f"{KEY}\r\n",
        f"{KEY}\r",
        f"\ufeff{KEY}",
        f"{KEY} ",
        f" {KEY}",
        f"{KEY}\u00a0",
        f"“{KEY}”",
        f"{KEY}\t",
    )
    for key in odd:
        name = repr(key.replace(KEY, "KEY"))
        yield Attack(8, "keys", f"OPENAI_API_KEY {name}", partial(explain_key, lab, key, []))
        yield Attack(8, "keys", f"--api-key-env {name}", partial(explain_key, lab, key, ["--api-key-env", "MINE"]))
    for status in (400, 401, 403, 404, 429, 500):
        yield Attack(8, "keys", f"said back in a {status}", partial(echo_key, lab, status))


# 9. The answer cache


def spoil_cache(lab: Lab, spoil: Callable[[Path], object]) -> str:
    """A run with a cache in trouble must lose nothing and say so once."""
    folder = lab.place()
    lab.reset()
    with mock.patch.dict(os.environ, {"SUMMARIZER_CACHE_DIR": str(folder)}):
        held = spoil(folder / FILE)
        try:
            ended = lab.run("--out", lab.place() / "out", count=3)
        finally:
            if isinstance(held, sqlite3.Connection):
                held.close()
    done = "" if "3 done, 0 failed" in ended.err else "articles are lost"
    said = ended.err.count("Going on without")
    return first(crash(ended, codes=(0,)), done, f"said {said} times" if said > 1 else "")


def _locked(path: Path) -> sqlite3.Connection:
    AnswerCache(path).close()
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    return held


def _other_table(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE answers (a, b, c)")


def answered_by(lab: Lab, body: str | bytes) -> str:
    """Whatever a cache holds for a question, the article gets its record."""
    folder, articles = lab.place(), lab.articles()
    server = lab.reset()
    command = ["run", articles, *lab.model, "--out"]
    with mock.patch.dict(os.environ, {"SUMMARIZER_CACHE_DIR": str(folder)}):
        run_command([*command, lab.place() / "out"])
        packed = body if isinstance(body, bytes) else zlib.compress(body.encode())
        with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as cache:
            cache.execute("UPDATE answers SET body = ?", (packed,))
        server.requests.clear()
        ended = run_command([*command, lab.place() / "out"])
    return first(crash(ended, codes=(0,)), "" if "1 done, 0 failed" in ended.err else "the article fails")


def cache_attacks(lab: Lab) -> Iterator[Attack]:
    """Trouble with the cache, and whatever it may hold."""
    spoils: dict[str, Callable[[Path], object]] = {
        "locked by another": _locked,
        "no database": lambda path: path.write_bytes(b"no database" * 500),
        "a folder": Path.mkdir,
        "another table": _other_table,
        "cut short": lambda path: (AnswerCache(path).close(), os.truncate(path, 100)),
        "a link to nowhere": lambda path: path.symlink_to(path.parent / "no" / "where"),
    }
    for name, spoil in spoils.items():
        yield Attack(9, "cache troubles", name, partial(spoil_cache, lab, spoil))
    empty = {"id": "c", "object": "chat.completion", "created": 0, "model": "m"}
    bodies: dict[str, str | bytes] = {
        "no choices": json.dumps({**empty, "choices": []}),
        "choices null": json.dumps({**empty, "choices": None}),
        "no JSON": "{",
        "an error": '{"error": "x"}',
        "a list": "[]",
        "not packed": b"plain",
        "packed and cut short": zlib.compress(b"x" * 9_999)[:20],
        "a bomb of 512 MiB": _bomb(512),
    }
    for name, body in bodies.items():
        yield Attack(9, "stored answers", name, partial(answered_by, lab, body))


def _bomb(mib: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(mib)), packer.flush()])


# 10. Tampered files, ends from outside


def tamper(lab: Lab, one: Any) -> str:
    """Tamper with a file of a run and open it with every command that reads it."""
    run = copy_run(lab.sound, lab.folder / "tampered")
    one.spoil(run / one.file)
    return first(*(crash(run_command(each)) for each in commands_for(one.file, run, address=NOWHERE)))


def without_locks(lab: Lab) -> str:
    """Run on a file system without locks."""
    with mock.patch.object(fcntl, "flock", side_effect=OSError(37, "No locks available")):
        ended = lab.run("--out", lab.place() / "out", "--no-cache")
    return first(crash(ended, codes=(3,)), "taken for another run" if "another run" in ended.err else "")


def end_by(lab: Lab, sent: signal.Signals, when_s: float | None, *, ignored: bool = False) -> str:
    """End a real process, so many seconds after its first line or at its first question; it must say so.

    What comes before is Python's own start, which takes seconds on a busy machine and tells of no Ctrl-C in our words.
    """
    server, out = lab.reset(), lab.place() / "out"
    plain = speak()
    server.default = lambda request: Reply(**{**plain(request).__dict__, "hang_s": 20.0})
    code = "from summarizer.cli import main; print(flush=True); main()"
    process = subprocess.Popen(  # noqa: S603 - this very package
        [sys.executable, "-c", code, "run", str(lab.articles()), "--out", str(out), *lab.model, "--no-cache"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=partial(_set_interrupts, ignored=ignored),  # noqa: PLW1509 - as a shell does for what runs behind
    )
    cast(IO[str], process.stdout).readline()
    begun = time.monotonic()
    while (
        process.poll() is None
        and time.monotonic() - begun < (60.0 if when_s is None else when_s)
        and not server.requests
    ):
        time.sleep(0.01)
    if ignored:
        process.send_signal(signal.SIGINT)
    process.send_signal(sent)
    try:
        told = process.communicate(timeout=60)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "does not end"
    manifest = json.loads((out / "manifest.json").read_text()) if (out / "manifest.json").exists() else {}
    if "Traceback" in told:
        return f"a traceback: {told.strip().splitlines()[-1][:100]}"
    if when_s is not None:
        return "" if process.returncode in (_INTERRUPTED, -sent) else f"exit {process.returncode}"
    kept = "" if manifest.get("status") == "interrupted" else f"the manifest says {manifest.get('status')}"
    return first(
        kept,
        "" if "Interrupted" in told else "not told",
        "" if process.returncode == _INTERRUPTED else f"exit {process.returncode}",
    )


def _set_interrupts(*, ignored: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which this program's own nohup may have had ignored


def tampering_attacks(lab: Lab) -> Iterator[Attack]:
    """Tampered run files, and ends from outside."""
    for one in TAMPERINGS:
        yield Attack(10, "tampered run files", str(one), partial(tamper, lab, one))
    yield Attack(10, "ends from outside", "a file system without locks", partial(without_locks, lab))
    for when_s in (0.1, 0.2, 0.3, 0.45):
        yield Attack(10, "ends from outside", f"Ctrl-C after {when_s} s", partial(end_by, lab, signal.SIGINT, when_s))
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        yield Attack(10, "ends from outside", f"{sent.name} at the first question", partial(end_by, lab, sent, None))
    yield Attack(
        10,
        "ends from outside",
        "SIGTERM in the background, where SIGINT is ignored",
        partial(end_by, lab, signal.SIGTERM, None, ignored=True),
    )


# Articles of every hostile kind, and texts that want to be obeyed


def read_case(lab: Lab, case: Any) -> str:
    """Read a hostile file: what it is said to be, an article or an explained failure, must come out."""
    folder = lab.place()
    if case.name == "copy-2.txt":
        (folder / "copy-1.txt").write_text("Copied text.")
    path = make_input(case, folder)
    outcomes = [*read_articles([path if case.given else folder])][-len(case.outcomes) :]
    for outcome, fact in zip(outcomes, case.outcomes, strict=True):
        if isinstance(outcome, Article) == isinstance(fact, Bad):
            return f"{type(outcome).__name__} came out"
        if isinstance(outcome, Article):
            number_sentences(outcome)
    return ""


PAYLOADS = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "<!--<script>",
    ),
    *("]]><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${7*7}", "[red]x[/red]", "\u2028\u2029"),
    *(
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "=cmd|' /C calc'!A0",
        "x;=1+1(",
        "\uff1d1+1",
        " \u200b=1+1",
    ),
    *(CONTROL, "\x1b]8;;http://127.0.0.1\x07x\x1b]8;;\x07", "\u202egnp.exe\u2066", "\x9b31m", "\x00", "\ud800", "a\rb"),
)


def inject(lab: Lab, payload: str) -> str:
    """Put a text wherever an article's or a model's words stand, and look at all that is made of them."""
    place = lab.place()
    told = wire_incident(places=[payload], place_cite=[1], weapons=[{"name": payload, "cite": [1]}], country=payload)
    story = make_story(
        f"{payload} killed 12 people. Then {payload}.", told, title=payload, source=payload, path=payload
    )
    run = write_run(place / "run", [story, kabul()])
    ends = [run_command([*command, run]) for command in (["show"], ["status"], ["export"], ["report"])]
    if why := first(*map(crash, ends)):
        return why
    page = (run / "report.html").read_text()
    cells = [
        cell for table in (run / "tables").glob("*.csv") for row in csv.reader(table.open(newline="")) for cell in row
    ]
    formula = next((cell for cell in cells if re.match(r"[\s\u200b]*[=+\-@\uff1d][^\d\s.]*\d*[+(A-Za-z|]", cell)), "")
    markup = "markup in the page" if "<" in payload and payload in page else ""
    return first(markup, f"a formula in a table: {formula!a}" if formula else "")


def article_attacks(lab: Lab) -> Iterator[Attack]:
    """Articles of every hostile kind, and texts that want to be obeyed."""
    for case in CASES:
        yield Attack(10, "hostile article files", ascii(case.name)[1:60], partial(read_case, lab, case))
    for payload in PAYLOADS:
        yield Attack(10, "markup, bidi, spreadsheets", ascii(payload), partial(inject, lab, payload))


CLASSES: dict[str, Callable[[Lab], Iterator[Attack]]] = {
    "texts": text_attacks,
    "work": work_attacks,
    "trust": trust_attacks,
    "sizes": size_attacks,
    "proxies": proxy_attacks,
    "links": link_attacks,
    "useless": useless_attacks,
    "keys": key_attacks,
    "cache": cache_attacks,
    "tampering": tampering_attacks,
    "articles": article_attacks,
}


def make(attack: Attack) -> str:
    """Why an attack did not hold; empty where it did. It ends by itself, whatever it meets."""
    try:
        with time_limit(4 * MOST_S, waiting_s=180):
            return attack.run()
    except OutOfTimeError as error:
        return f"does not end: {error}"
    except Exception as error:  # noqa: BLE001 - what nobody foresaw did not hold
        return f"{type(error).__name__}: {error}"[:300]


def show(tried: Sequence[tuple[Attack, str]], seconds: float, left_out: Sequence[str]) -> str:
    """The table, grouped by class, each attack that did not hold, and the classes that were not tried this time."""
    kinds = Counter((attack.point, attack.kind) for attack, _ in tried)
    held = Counter((attack.point, attack.kind) for attack, why in tried if not why)
    counts = (
        f"`benchmarks/hostile.py`: {len(tried):,} attacks, {held.total():,} held, in {seconds:.0f} s; "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, loopback only."
        + (f" Not tried this time: {', '.join(left_out)}." if left_out else "")
    )
    lines = [
        "# Under attack",
        "",
        counts,
        "",
        "| point | attack | tried | held |",
        "| --- | --- | --- | --- |",
        *(f"| {point} | {kind} | {count:,} | {held[point, kind]:,} |" for (point, kind), count in kinds.items()),
    ]
    open_ = [f"- {attack.kind}, {attack.name}: {why}" for attack, why in tried if why]
    return "\n".join([*lines, "", "What did not hold:", "", *(open_ or ["- nothing"])]) + "\n"


def main() -> None:
    """Make all attacks, or those of some classes, and print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=CLASSES, default=list(CLASSES))
    parser.add_argument("--list", action="store_true", help="each attack on a line of stderr")
    chosen = parser.parse_args()
    begun, tried = time.monotonic(), list[tuple[Attack, str]]()
    with TemporaryDirectory() as folder:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY"):
            os.environ.pop(name, None)
        os.environ |= {"SUMMARIZER_CACHE_DIR": f"{folder}/cache", "COLUMNS": "120", "HOME": folder}
        lab = Lab(Path(folder))
        for name in chosen.only:
            for attack in CLASSES[name](lab):
                why = make(attack)
                tried.append((attack, why))
                if chosen.list or why:
                    sys.stderr.write(ascii(f"{attack.kind} | {attack.name[:90]} | {why or 'held'}")[1:-1] + "\n")
        lab.server.stop()
    left_out = [name for name in CLASSES if name not in chosen.only]
    sys.stdout.write(show(tried, time.monotonic() - begun, left_out).encode("ascii", "backslashreplace").decode())
    sys.stdout.flush()
    sys.exit(any(why for _, why in tried))


if __name__ == "__main__":
    main()
