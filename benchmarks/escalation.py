"""Which first answers the checks send on to a second model, and what that takes.

    python benchmarks/escalation.py --root MUC34/CORPORA --articles DEV [--every 4]
    python benchmarks/escalation.py --run RUN

DEV is what `muc_articles.py` wrote. Both models are scripted, on loopback. The second answers what the gold says, so
far as the article holds it. The first one answers that too, or the same with one value made wrong: by each rule of
`corruptions.py`, and with everything of a kind left out. A wrong answer is caught where the article is escalated; it is
tried on the articles whose right answer is not, for the others would be escalated anyway. Right answers that are
escalated are false alarms, and what the gold does not tell but the article does.

RUN is the folder of a run with one model: its records are the stored answers of a first model, and nothing is asked.
"""

import argparse
import copy
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from alterations import Case  # noqa: E402
from corruptions import KINDS, Answer, Read, read_case  # noqa: E402
from facts import show_table  # noqa: E402
from fake_server import FakeServer, Reply, completion  # noqa: E402
from fakes import kind_of  # noqa: E402

from summarizer import Options, Summarizer, Summary  # noqa: E402
from summarizer.evaluation.gold import GoldTemplate  # noqa: E402
from summarizer.evaluation.muc4 import load_muc4  # noqa: E402
from summarizer.evaluation.vocabulary import MUC_TYPES  # noqa: E402
from summarizer.pipeline.escalating import find_doubts  # noqa: E402
from summarizer.rendering.prompts import load_prompt, render  # noqa: E402
from summarizer.rendering.variables import main_variables  # noqa: E402
from summarizer.runs.progress import escalation_of  # noqa: E402
from summarizer.runs.records import read_records  # noqa: E402

PROMPT = "incident/compact@1"
IN_FLIGHT = 8
OUR_TYPES = {theirs: ours for ours, theirs in reversed(MUC_TYPES.items())}
Pair = tuple[Read, Answer]


class Outcome(NamedTuple):
    """What became of the articles of one kind of first answer. ``doubts``: how many articles each code escalated."""

    kind: str
    articles: int
    escalated: frozenset[str]
    first_requests: int
    second_requests: int
    doubts: Counter[str]


# Right answers from the gold


def spell(names: Sequence[str], text: str) -> list[str]:
    """Those of the gold's names that the text holds, as it writes them."""
    lower = text.lower()
    found = ((name, lower.find(name.lower())) for name in names)
    return [text[at : at + len(name)] for name, at in found if at >= 0]


def tell_template(template: GoldTemplate, text: str) -> dict[str, Any]:
    """A MUC template in the form of the gold that `facts.py` reads."""

    def entries(role: Any, **more: Any) -> Iterator[dict[str, Any]]:
        for gold in template.roles.get(role, ()):
            if names := spell(gold, text):
                yield {"name": names, **more}

    victims = (
        {
            "group" if any(name.islower() for name in names) else "name": names,
            "outcome": [*victim.outcomes, "targeted"][0],
            "count": [str(one.low) for one in victim.counts if one.low == one.high and one.low > 1],
        }
        for victim in template.victims
        if (names := spell(victim.names, text))
    )
    statuses = {name: fact.values[0] for fact in template.statuses for name in fact.names}
    location = template.locations[0] if template.locations else None
    return {
        "type": OUR_TYPES.get(template.types[0], template.types[0]),
        "places": [spell(names, text) for names in (location.places if location else ())],
        "country": spell([location.country], text) if location and location.country else [],
        "weapons": [one["name"] for one in entries("Weapon")],
        "perpetrators": [
            *entries("PerpInd", kind="individual"),
            *({**one, "status": _status(one["name"], statuses)} for one in entries("PerpOrg", kind="organization")),
        ],
        "targets": list(entries("Target")),
        "victims": list(victims),
    }


def _status(names: Sequence[str], statuses: Mapping[str, str]) -> str:
    return next((statuses[name.lower()] for name in names if name.lower() in statuses), "reported")


def read_cases(root: Path, folder: Path, every: int) -> list[Read]:
    """Every so many-th article of the folder that has a gold, with its right answer."""
    gold = {document.doc_id: document for document in load_muc4(root, "dev").documents}
    paths = sorted(path for path in folder.rglob("*.txt") if path.stem in gold)[::every]
    return [read_case(make_case(path, gold[path.stem].templates)) for path in paths]


def make_case(path: Path, templates: Sequence[GoldTemplate]) -> Case:
    """An article with the gold's templates and the names in them."""
    text = path.read_text(encoding="utf-8")
    told = [tell_template(template, text) for template in templates]
    people = [one["name"][0] for each in told for one in each["victims"] if "name" in one]
    bodies = [one["name"][0] for each in told for one in each["perpetrators"] if one["kind"] == "organization"]
    return Case(path.stem, text, told, {"people": people, "organizations": bodies, "places": []})


# First answers


def leave_out(part: str) -> Callable[[Read], Iterator[Answer]]:
    """A rule: the right answer without anything of that part, where it has something."""

    def rule(read: Read) -> Iterator[Answer]:
        if any(incident[part] for incident in read.answer):
            yield [{**incident, part: []} for incident in copy.deepcopy(read.answer)]

    return rule


def no_incidents(read: Read) -> Iterator[Answer]:
    """No incident at all, where there is one."""
    if read.answer:
        yield []


LEFT_OUT = {"victims left out": leave_out("victims"), "perpetrators left out": leave_out("perpetrators")}


def first_answers(reads: Sequence[Read]) -> Iterator[tuple[str, list[Pair]]]:
    """The kinds of wrong first answers, each with the articles that admit it: the first such answer of each."""
    for kind, corrupt in KINDS.items():
        yield kind, [(read, wrong.answer) for read in reads for wrong in list(corrupt(read))[:1]]
    for kind, rule in {**LEFT_OUT, "incidents left out": no_incidents}.items():
        yield kind, [(read, answer) for read in reads for answer in rule(read)]


# Asking


def question(read: Read) -> str:
    """What an article's main question shows, by which the servers know it."""
    return render(load_prompt(PROMPT), main_variables(read.article, read.sentences, fields=""))[1].content


def script(pairs: Sequence[Pair]) -> Callable[[dict[str, Any]], Reply]:
    """A server's answers by question; of what was left out a scripted model never knows more."""
    answers = {question(read): answer for read, answer in pairs}

    def reply(request: Mapping[str, Any]) -> Reply:
        if kind_of(dict(request)) == "coverage":
            return completion('{"victims":[]}')
        return completion(json.dumps({"gist": [1], "incidents": answers[request["messages"][1]["content"]]}))

    return reply


def ask_both(kind: str, pairs: Sequence[Pair], first: FakeServer, second: FakeServer) -> Outcome:
    """What becomes of first answers; the second model's are right."""
    first.default, second.default = script(pairs), script([(read, read.answer) for read, _ in pairs])
    first.requests.clear()
    second.requests.clear()
    options = Options(
        model="small",
        base_url=first.url,
        prompt=PROMPT,
        abstract=False,
        concurrency=IN_FLIGHT,
        escalate=Options(model="large", base_url=second.url),
    )
    escalated, doubts = set[str](), Counter[str]()
    with Summarizer(options) as summarizer:
        for record in summarizer.summarize_many([read.article for read, _ in pairs]):
            if not isinstance(record, Summary):
                raise SystemExit(f"{kind}: {record}")
            if escalation_of(record) == "escalated":
                escalated.add(record.article.article_id)
                doubts.update(told_doubts(record.findings[0].message))
    return Outcome(kind, len(pairs), frozenset(escalated), len(first.requests), len(second.requests), doubts)


def told_doubts(message: str) -> list[str]:
    """The codes that an escalated record names."""
    why = message.partition("; doubted: ")[2].partition(". ")[0]
    return [one.split()[1] for one in why.split(", ") if one]


def measure(reads: Sequence[Read]) -> list[Outcome]:
    """The right answers first, then each kind of wrong ones about the articles whose right answer is not escalated."""
    with ExitStack() as stack:
        servers = [FakeServer(), FakeServer()]
        for server in servers:
            server.start()
            stack.callback(server.stop)
        right = ask_both("right", [(read, read.answer) for read in reads], *servers)
        sound = [read for read in reads if read.article.article_id not in right.escalated]
        wrong = [ask_both(kind, pairs, *servers) for kind, pairs in first_answers(sound) if pairs]
    return [right, *wrong]


def show(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a table."""
    rows = [
        [
            one.kind,
            str(one.articles),
            f"{len(one.escalated)} ({100 * len(one.escalated) / one.articles:.0f} %)",
            str(one.first_requests),
            str(one.second_requests),
            ", ".join(f"{code} {count}" for code, count in one.doubts.most_common(3)),
        ]
        for one in outcomes
    ]
    head = ["first answer", "articles", "escalated", "requests, first", "requests, second", "by (articles)"]
    return show_table(head, rows)


def show_run(folder: Path) -> str:
    """Which records of a run would be escalated, and for what."""
    doubted = [doubts for record, _ in read_records(folder) if (doubts := find_doubts(record))]
    records = sum(1 for _ in read_records(folder))
    by_code = Counter(code for doubts in doubted for code in set(doubts))
    rows = [[code, str(count), f"{100 * count / records:.0f} %"] for code, count in by_code.most_common()]
    return f"{len(doubted)} of {records} records would be escalated.\n\n{show_table(['for', 'records', 'share'], rows)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, help="MUC34/CORPORA")
    parser.add_argument("--articles", type=Path, help="what muc_articles.py wrote")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th article")
    parser.add_argument("--run", type=Path, help="a run's folder: its records are the first answers")
    given = parser.parse_args()
    if given.run is not None:
        print(show_run(given.run))  # noqa: T201 - what it is for
    elif given.root is None or given.articles is None:
        parser.error("give --root and --articles, or --run")
    else:
        print(show(measure(read_cases(given.root, given.articles, given.every))))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
