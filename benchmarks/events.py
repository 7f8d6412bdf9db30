"""Measures events against gold clusters, with text-only baselines in the same run. What they cost: ``event_scale.py``.

    python benchmarks/events.py --gva GVA.jsonl --ecb ECB.jsonl [--date YYYY-MM-DD] -o benchmarks/events.md

No model is asked. Of each set one half was for weights and thresholds (``development``), the other is scored here: an
incident of the gun violence set, or a topic of ECB+, is in the half that the first byte of the SHA-256 of its number
says (even: development). What takes the place of a model's record:

full   the gold record's own fields for every article: the ceiling of the method
held   of these only what the article holds: names, town and state in its text, numbers as figures or words, the day
       where it is named, or where the article is of the same week
read   as held, but killed and injured are those that the package's rules read in the text: of several counts the
       commonest, of equals the largest
sparse as held, and three of ten fields left out at random
bare   as held, and half of the fields left out (for fitting only)

The register counts suspects who died among the killed, articles often do not: of figures its number and that without
suspects are both right, as ``summarizer evaluate --gold gva`` has it.
"""

import argparse
import datetime as dt
import hashlib
import platform
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from event_records import make_incident, make_record, read_pairs, record_of, short_hash
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]

from summarizer import Event, Summary, merge_events
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evaluation import gva
from summarizer.evaluation.event_scores import EventScores, GoldEvent, score_events
from summarizer.events.figures import make_toll
from summarizer.events.words import list_words
from summarizer.evidence.facts import read_facts
from summarizer.files import read_rows, write_atomically
from summarizer.language.cities import plain
from summarizer.schemas.event import FigureRule
from summarizer.schemas.record import Evidence, Total, Victim

Mode = Literal["full", "held", "read", "sparse", "bare"]
Half = Literal["development", "test"]
Floats = NDArray[np.float64]

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LEFT_OUT = {"sparse": 0.3, "bare": 0.5}
STEPS = [round(step, 3) for step in np.arange(0.05, 0.6, 0.025)]
WINDOW_DAYS = 7


class Sample(NamedTuple):
    """Records with their texts by article id, and the gold clusters of their reports."""

    records: list[Summary]
    texts: dict[str, str]
    gold: list[GoldEvent]


def half_of(number: object) -> Half:
    """Which half an incident or topic is in."""
    return "test" if hashlib.sha256(str(number).encode()).digest()[0] % 2 else "development"


def load_gva(path: Path, half: Half, mode: Mode) -> Sample:
    """Reports of shootings."""
    records: dict[str, Summary] = {}
    texts, gold, right = dict[str, str](), list[GoldEvent](), right_figures(path)
    for row in read_rows(path):
        if half_of(row["incident"]) != half:
            continue
        ids = []
        for article in row["articles"]:
            incident = gva_incident(row, article, mode)
            ids.append(incident.incident_id)
            known = records.get(article["id"])
            published = date.fromisoformat(article["published"])
            fields = {"article_id": article["id"], "title": article["title"], "published": published}
            others = known.incidents if known else ()
            records[article["id"]] = make_record(article["text"], *others, incident, **fields)
            texts[article["id"]] = article["text"]
        gold.append(GoldEvent(event=row["incident"], reports=tuple(ids), figures=right[row["articles"][0]["id"]]))
    return Sample(list(records.values()), texts, gold)


@cache
def right_figures(path: Path) -> dict[str, dict[Any, tuple[int, ...]]]:
    """By article, the figures of its incident that are right."""
    entries = {one.doc_id: one.templates[0].entry for one in gva.load_gva(path).documents}
    return {name: {"killed": one.killed, "injured": one.injured} for name, one in entries.items() if one}


def gva_incident(row: dict[str, Any], article: dict[str, Any], mode: Mode) -> Any:
    """The gold record as one article's incident."""
    text = plain(f"{article['title']} {article['text'][:20_000]}")
    words = set(text.split())
    chance = random.Random(f"{article['id']}{row['incident']}")  # noqa: S311 - no secret

    def keeps() -> bool:
        return mode not in LEFT_OUT or chance.random() >= LEFT_OUT[mode]

    def holds(name: str) -> bool:
        return mode == "full" or (plain(name).split()[-1:] != [] and plain(name).split()[-1] in words)

    people = [one for one in row["participants"] if one.get("Name") and holds(one["Name"])]
    kept = people if keeps() else []
    places = [
        name for name in (row["state"], re.sub(r" ?\(.*", "", row["city"])) if mode == "full" or plain(name) in text
    ]
    incident = make_incident(
        article["text"],
        type="shooting",
        date=row["date"] if keeps() and (mode == "full" or _tells_day(row, article, text)) else None,
        basis="explicit" if mode == "full" else "weekday",
        country="US",
        places=places if keeps() else (),
        totals={outcome: number for outcome, number in _tolls(row, article, mode, words) if keeps()},
        individuals=[one["Name"] for one in kept if "Suspect" in one.get("Type", "")],
        incident_id=short_hash(article["id"], row["incident"]),
    )
    return incident.model_copy(update={"victims": tuple(_victims(kept))})


def _victims(people: Iterable[dict[str, Any]]) -> Iterator[Victim]:
    for one in people:
        status = one.get("Status") or ""
        if one.get("Type") == "Victim" and ("Killed" in status or "Injured" in status):
            outcome: Any = "killed" if "Killed" in status else "injured"
            said = (Evidence(sentence=1, start=0, end=len(one["Name"]), text=one["Name"], status="exact"),)
            yield Victim(name=one["Name"], group=None, outcome=outcome, count=None, said_by=None, evidence=said)


def _tells_day(row: dict[str, Any], article: dict[str, Any], text: str) -> bool:
    day, published = date.fromisoformat(row["date"]), date.fromisoformat(article["published"])
    named = re.search(rf"\b{MONTHS[day.month - 1]}[a-z]* 0?{day.day}\b", text)
    return 0 <= (published - day).days < WINDOW_DAYS or named is not None


def _tolls(
    row: dict[str, Any], article: dict[str, Any], mode: Mode, words: set[str]
) -> Iterator[tuple[str, int | Total]]:
    if mode == "read":
        yield from _read_tolls(article["text"]).items()
        return
    for outcome in ("killed", "injured"):
        number = row[outcome]
        spelt = NUMBERS[number] if number < len(NUMBERS) else str(number)
        if mode == "full" or (number and (number == 1 or {str(number), spelt} & words)):
            yield outcome, number


def _read_tolls(text: str) -> dict[str, Total]:
    """Of each outcome the count that the package's rules read most often in a text, of equals the largest."""
    article = article_from_text(text[:20_000])
    counts: dict[str, list[Total]] = {}
    for mention in read_facts(number_sentences(article), article.text).mentions:
        if mention.outcome in ("killed", "injured") and mention.count.low is not None:
            total = Total(low=mention.count.low, high=mention.count.high)
            counts.setdefault(mention.outcome, []).append(total)
    return {outcome: _commonest(totals) for outcome, totals in counts.items()}


def _commonest(totals: Sequence[Total]) -> Total:
    """The total with the commonest number, an exact one where there is one."""
    counted = Counter(total.low for total in totals)
    return max(totals, key=lambda total: (counted[total.low], total.low, total.high == total.low))


def load_ecb(path: Path, half: Half) -> Sample:
    """Articles of ECB+ by their text alone; no field is known, nor a day of publication."""
    records, texts, clusters = list[Summary](), dict[str, str](), dict[str, list[str]]()
    for row in read_rows(path):
        if half_of(row["topic"]) == half:
            incident = make_incident(row["text"], incident_id=row["id"])
            records.append(make_record(row["text"], incident, article_id=row["id"]))
            texts[row["id"]] = row["text"]
            clusters.setdefault(row["event"], []).append(row["id"])
    return Sample(records, texts, [GoldEvent(event=name, reports=tuple(ids)) for name, ids in clusters.items()])


def score(sample: Sample, name: str) -> EventScores:
    """The engine's scores."""
    return score_events(merge_events(sample.records, texts=sample.texts), sample.gold, name=name)


def tfidf(texts: Sequence[str]) -> Floats:
    """Cosines of texts, words weighted by their rarity among these texts."""
    counts = [Counter(list_words(text)) for text in texts]
    frequency = Counter(word for count in counts for word in count)
    index = {word: at for at, word in enumerate(sorted(word for word, n in frequency.items() if n > 1))}
    matrix = np.zeros((len(texts), len(index)), dtype=np.float32)
    for at, count in enumerate(counts):
        for word, number in count.items():
            if word in index:
                matrix[at, index[word]] = (1 + np.log(number)) * np.log(len(texts) / frequency[word])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return np.asarray(matrix @ matrix.T, dtype=np.float64)


class Tree(NamedTuple):
    """Reports joined by text alone: each with its article's words."""

    ids: list[str]
    links: Floats


def join_texts(sample: Sample, method: str, *, window: bool) -> Tree:
    """The tree of a sample's reports, closest texts first; with a window none published further apart are close."""
    reports = [(one.incident_id, record) for record in sample.records for one in record.incidents]
    texts = [f"{one.article.title or ''} {sample.texts[one.article.article_id]}"[:20_000] for _, one in reports]
    distance = 1 - tfidf(texts)
    if window:
        days = np.array([one.article.published.toordinal() if one.article.published else 0 for _, one in reports])
        distance[np.abs(days[:, None] - days[None, :]) > WINDOW_DAYS] = 1
    np.fill_diagonal(distance, 0)
    return Tree([one for one, _ in reports], linkage(squareform(np.clip(distance, 0, 1), checks=False), method))


def cut(tree: Tree, threshold: float, gold: Sequence[GoldEvent]) -> EventScores:
    """Scores of the clusters that the tree has at a likeness."""
    clusters: dict[int, list[str]] = {}
    for incident_id, label in zip(tree.ids, fcluster(tree.links, 1 - threshold, "distance"), strict=True):
        clusters.setdefault(int(label), []).append(incident_id)
    return score_events(_as_events(clusters.values()), gold, name="text only")


def _as_events(clusters: Iterable[Sequence[str]]) -> Iterator[Event]:
    """Clusters in the shape that is scored: events of nothing but their reports."""
    (empty,) = merge_events([record_of({"text": "x", "published": "2024-01-01"})])
    for number, ids in enumerate(clusters):
        values = ({"incident_id": one, "article_id": f"article of {one}"} for one in ids)
        reports = tuple(empty.reports[0].model_copy(update=value) for value in values)
        yield empty.model_copy(update={"event_id": str(number), "reports": reports})


def tuned_baseline(development: Sample, test: Sample, method: str, *, window: bool) -> tuple[float, EventScores]:
    """The baseline on the test half with the threshold that is best on the other half."""
    tree = join_texts(development, method, window=window)
    best = max(STEPS, key=lambda step: cut(tree, step, development.gold).pairwise.f1 or 0)
    return best, cut(join_texts(test, method, window=window), best, test.gold)


def try_pairs() -> dict[bool, list[str]]:
    """The pairs that went wrong: look-alikes merged (False), pairs that belong together parted (True)."""
    failed: dict[bool, list[str]] = {True: [], False: []}
    for pair in read_pairs():
        records = [record_of(report) for report in pair.reports]
        texts = {one.article.article_id: said["text"] for one, said in zip(records, pair.reports, strict=True)}
        if (len(merge_events(records, texts=texts)) == 1) != pair.same:
            failed[pair.same].append(pair.about)
    return failed


_HEAD = (
    "Made by `benchmarks/events.py` on {day}, Python {python}. No model was asked: the head of that script says what "
    "stands for a model's record, and how each set is parted into halves. Weights and thresholds come from the "
    "development halves; all figures here are of the test halves. Pairs come first: B-cubed forgives what is left "
    "alone. Of tolls the register's number and that without suspects who died are both right."
)
_MODES: tuple[Mode, ...] = ("sparse", "read", "held", "full")
_RULES: tuple[FigureRule, ...] = ("agreed", "latest", "conservative", "common")
_TOLLS = (
    "",
    "| shootings by | rule | outcome | events | merged exact | one report | any report | merged off by | one report |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


def write_report(register: Path, ecb: Path, day: str) -> str:
    """The whole report in Markdown."""
    lines = [
        "# Events, measured",
        "",
        _HEAD.format(day=day, python=platform.python_version()),
        "",
        "| set | by | reports | events | pairs P | R | **F1** | B-cubed P | R | F1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    tolls = list(_TOLLS)
    test = load_gva(register, "test", "held")
    step, scores = tuned_baseline(load_gva(register, "development", "held"), test, "average", window=True)
    lines.append(_row("shootings", f"text only: TF-IDF, average linkage, {WINDOW_DAYS} days, threshold {step}", scores))
    for mode in _MODES:
        test = load_gva(register, "test", mode)
        events = merge_events(test.records, texts=test.texts)
        scores = score_events(events, test.gold, name=mode)
        lines.append(_row("shootings", f"events, fields {mode}", scores))
        for rule in _RULES if mode == "read" else _RULES[:1]:
            scores = score_events(_by_rule(events, rule), test.gold, name=mode)
            tolls += _toll_rows(f"fields {mode} | {rule}", scores)
    test = load_ecb(ecb, "test")
    step, scores = tuned_baseline(load_ecb(ecb, "development"), test, "complete", window=False)
    lines.append(_row("ECB+ seminal events", f"text only: TF-IDF, complete linkage, threshold {step}", scores))
    lines.append(_row("ECB+ seminal events", "events, text alone", score(test, "text")))
    return "\n".join([*lines, *tolls, "", *_tell_pairs(), ""])


def _by_rule(events: Iterable[Event], rule: FigureRule) -> Iterator[Event]:
    """The events with the figures that a rule chooses."""
    for event in events:
        tolls = {outcome: make_toll(toll.history, rule) for outcome, toll in event.casualties.items()}
        yield event.model_copy(update={"casualties": tolls})


def _toll_rows(how: str, scores: EventScores) -> Iterator[str]:
    for outcome, one in scores.tolls.items():
        exact = " | ".join(f"{share:.1f} %" for share in (one.merged_exact, one.single_exact, one.any_exact))
        yield f"| {how} | {outcome} | {one.events} | {exact} | {one.merged_off:.2f} | {one.single_off:.2f} |"


def _row(name: str, how: str, told: EventScores) -> str:
    pairs, cubed = told.pairwise, told.b_cubed
    cells = (pairs.precision, pairs.recall, f"**{pairs.f1}**", cubed.precision, cubed.recall, cubed.f1)
    return f"| {name} | {how} | {told.reports} | {told.gold_events} | {' | '.join(map(str, cells))} |"


def _tell_pairs() -> Iterator[str]:
    failed = try_pairs()
    total = Counter(pair.same for pair in read_pairs())
    yield (
        f"Of {total[False]} pairs of reports that look alike and are not one event (`benchmarks/events/pairs.jsonl`) "
        f"{len(failed[False])} were merged: {'; '.join(failed[False]) or 'none'}. Of {total[True]} that are one event "
        f"and look different {len(failed[True])} were parted: {'; '.join(failed[True]) or 'none'}."
    )


def main() -> None:
    """Measure what the options say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gva", type=Path)
    parser.add_argument("--ecb", type=Path)
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat())
    parser.add_argument("-o", "--out", type=Path, default=Path("benchmarks/events.md"))
    chosen = parser.parse_args()
    write_atomically(chosen.out, write_report(chosen.gva, chosen.ecb, chosen.date))


if __name__ == "__main__":
    main()
