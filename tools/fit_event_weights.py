"""Fits the weights and rarities that events are merged by, on the development halves alone.

    python tools/fit_event_weights.py --gva GVA.jsonl --ecb ECB.jsonl --texts SYNTHETIC.jsonl

Writes anew the rows of ``summarizer/events/weights.tsv`` whose source is ``fit``, and ``rarity.tsv``. Logistic
regression on the levels of candidate pairs, by records that hold what their articles hold (``held``), the same with
fields left out (``sparse``, ``bare``), and texts alone (ECB+); L2 towards what judgement would set (``JUDGED``).
Rows whose source is ``set`` stay as they are: on
these sets one country, one type and one gold record for all articles of an incident tell nothing of them. Floors keep
an agreement an agreement: reports of one week are compared because they share a town, so that among those compared the
town alone tells little, and a negative weight would make silence about the place the better sign.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from events import Floats, Mode, Sample, half_of, load_ecb, load_gva
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from summarizer.events.blocking import make_blocks, make_keys
from summarizer.events.clustering import Pair
from summarizer.events.columns import make_row
from summarizer.events.merging import name_pairs
from summarizer.events.reports import Report, read_reports
from summarizer.events.scoring import WEIGHTS, compare, weights
from summarizer.events.words import RARITY, list_words
from summarizer.files import read_rows, write_atomically

Key = tuple[str, str]
PENALTY = 2.0
JUDGED: dict[Key, float] = {
    ("prior", "candidates"): -4.0, ("date", "same day"): 2.0, ("published", "a day"): 1.0, ("published", "a week"): 0.5,
    ("published", "a month"): -1.0, ("published", "longer"): -2.5, ("place", "same"): 2.0, ("place", "within"): 1.5,
    ("names", "several"): 5.0, ("names", "one"): 3.5, ("names", "other victims"): -1.5, ("killed", "same few"): 0.7,
    ("names", "several in text"): 3.0, ("names", "one in text"): 2.0,
    ("killed", "same many"): 2.5, ("injured", "same few"): 0.7, ("injured", "same many"): 2.5, ("copy", "near"): 4.0,
    ("text words", "0.00"): -3.0, ("text words", "0.04"): -2.0, ("text words", "0.08"): -1.3,
    ("text words", "0.12"): -0.7, ("text words", "0.16"): 0.0, ("text words", "0.20"): 0.6,
    ("text words", "0.25"): 1.2, ("text words", "0.30"): 1.9, ("text words", "0.40"): 2.7,
    ("text words", "0.50"): 3.5, ("text words", "0.65"): 4.5,
}  # fmt: skip
FLOORS: dict[Key, float] = {
    ("place", "same"): 0.8, ("place", "within"): 0.5, ("copy", "near"): 1.0, ("killed", "same few"): 0.2,
    ("killed", "same many"): 1.0, ("injured", "same few"): 0.2, ("injured", "same many"): 1.0,
}  # fmt: skip
LEAST_SHARE, LEAST_ARTICLES, LEAST_TOPICS = 0.006, 5, 3


def read_pairs(sample: Sample) -> Iterator[tuple[list[Key], bool]]:
    """The levels of each candidate pair that nothing forbids, and whether both are of one event."""
    owner = {report: event.event for event in sample.gold for report in event.reports}
    texts = sample.texts
    reports = [one for record in sample.records for one in read_reports(record, texts[record.article.article_id])]
    for one, other in find_candidates(reports):
        levels: list[Key] = [(level.feature, level.level) for level in compare(reports[one], reports[other])]
        if all(weights()[level].thousandths is not None for level in levels):
            yield levels, owner[reports[one].incident_id] == owner[reports[other].incident_id]


def find_candidates(reports: Sequence[Report]) -> Iterator[Pair]:
    """Pairs of reports that are worth comparing, by their places, each once."""
    keys = [make_keys(report) for report in reports]
    blocks = make_blocks(b"".join(map(make_row, reports)), keys)
    ranks = np.arange(len(reports), dtype=np.uint64)
    own = [np.frombuffer(keys[node], dtype="<u4") for node in blocks.nodes.tolist()]
    return name_pairs(blocks.find_pairs(ranks, own), blocks.nodes)


def fit(pairs: Sequence[tuple[list[Key], bool]], free: Sequence[Key]) -> dict[Key, float]:
    """The weights of the free levels; all others count as the table has them."""
    index = {key: at for at, key in enumerate(free)}
    cells = [(row, index[key]) for row, (levels, _) in enumerate(pairs) for key in levels if key in index]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(pairs), len(free)))
    given = [sum((weights()[key].thousandths or 0) / 1000 for key in levels if key not in index) for levels, _ in pairs]
    same = np.array([float(match) for _, match in pairs])

    judged = np.array([JUDGED[key] for key in free])

    def loss(values: Floats) -> tuple[float, Floats]:
        odds, away = matrix @ values + np.array(given), values - judged
        slope = matrix.T @ (1 / (1 + np.exp(-odds)) - same) + 2 * PENALTY * away
        return float(np.sum(np.logaddexp(0, odds) - same * odds) + PENALTY * away @ away), slope

    bounds = [(FLOORS.get(key), None) for key in free]
    found = minimize(loss, judged, jac=True, method="L-BFGS-B", bounds=bounds).x
    return dict(zip(free, map(float, found), strict=True))


def rise(fitted: dict[Key, float]) -> dict[Key, float]:
    """The fitted weights, those of likeness never falling as it grows: near copies are often of roundups."""
    highest = -math.inf
    for key in sorted(key for key in fitted if key[0] == "text words"):
        highest = fitted[key] = max(highest, fitted[key])
    return fitted


def write_weights(fitted: dict[Key, float]) -> None:
    """Replace the weights of the fitted rows."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    rows = [line if line.startswith("#") else _refit(line.split("\t"), fitted) for line in lines]
    write_atomically(WEIGHTS, "\n".join(rows) + "\n")


def _refit(row: list[str], fitted: dict[Key, float]) -> str:
    feature, level, weight, words, source = row
    return "\t".join([feature, level, f"{fitted[feature, level]:.2f}" if source == "fit" else weight, words, source])


def write_rarities(corpora: Iterable[tuple[Sequence[str], Sequence[object]]]) -> None:
    """The logarithm of the articles for one that has a word, of the corpus where it is commonest.

    Left out is what few articles have, or articles of few topics: those are names of single events.
    """
    shares: dict[str, float] = {}
    for texts, topics in corpora:
        counts, spread = Counter[str](), defaultdict[str, set[object]](set)
        for text, topic in zip(texts, topics, strict=True):
            for word in set(list_words(text)):
                counts[word] += 1
                spread[word].add(topic)
        for word, count in counts.items():
            if count >= LEAST_ARTICLES and len(spread[word]) >= LEAST_TOPICS and count >= LEAST_SHARE * len(texts):
                shares[word] = max(shares.get(word, 0.0), count / len(texts))
    write_atomically(RARITY, "".join(f"{word}\t{math.log(1 / shares[word]):.2f}\n" for word in sorted(shares)))


def read_corpora(gva: Path, ecb: Path, texts: Path) -> Iterator[tuple[list[str], list[object]]]:
    """The texts of the development halves, and made-up articles of every type, with their topics."""
    rows = [row for row in read_rows(gva) if half_of(row["incident"]) == "development"]
    articles = [(f"{one['title']} {one['text']}", row["incident"]) for row in rows for one in row["articles"]]
    yield [text for text, _ in articles], [incident for _, incident in articles]
    topics = [row for row in read_rows(ecb) if half_of(row["topic"]) == "development"]
    yield [row["text"] for row in topics], [row["topic"] for row in topics]
    made = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    yield [" ".join([row["title"] or "", *row["sentences"]]) for row in made], [row["id"] for row in made]


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gva", "--ecb", "--texts"):
        parser.add_argument(name, type=Path, required=True)
    chosen = parser.parse_args()
    write_rarities(read_corpora(chosen.gva, chosen.ecb, chosen.texts))
    modes: tuple[Mode, ...] = ("held", "sparse", "bare")
    samples = [load_gva(chosen.gva, "development", mode) for mode in modes]
    pairs = [pair for sample in (*samples, load_ecb(chosen.ecb, "development")) for pair in read_pairs(sample)]
    lines = [line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    write_weights(rise(fit(pairs, [(row[0], row[1]) for row in lines if row[4] == "fit"])))


if __name__ == "__main__":
    main()
