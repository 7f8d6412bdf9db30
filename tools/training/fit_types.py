"""Fits the classifier that tells an incident's type by an article's words: summarizer/resolving/told_types.tsv.

    python tools/training/fit_types.py ARTICLES.jsonl ... [--reports REPORTS.jsonl ...] [--dry]

Lines of ARTICLES are articles with wire answers, as ``prepare.py`` reads them: each incident is an example.
Lines of REPORTS are openings of articles: ``type`` (``none`` for no incident), ``headline``, ``sentences``, ``lang``.
Needs scikit-learn besides the project. Says how often the type is right, and its cross entropy, each fifth of the
articles by what the rest tells.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from prepare import UnfoundedError, make_text, new_numbers, renumber
from scipy import sparse
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict

from summarizer.articles.reading import article_from_text
from summarizer.files import write_atomically
from summarizer.pipeline.summarizing import read_article
from summarizer.resolving.told_types import NONE, OPENING, TABLE, View, list_features, see_incidents, weigh_features
from summarizer.schemas.wire import IncidentAnswer

FEATURES = 5000
LEAST = 2
"""Examples that have a feature, at least."""
STRENGTH = 30
FOLDS = 5
NONE_WEIGHT = 1.5
"""How often an example without an incident counts: helpers wrote a third more of the others later."""


class Example(NamedTuple):
    """What tells of one incident, as blocks of features, and its type; ``group``: its article."""

    blocks: list[tuple[str, ...]]
    kind: str
    group: str


def read_articles(path: Path) -> Iterator[Example]:
    """The incidents of articles with answers; an article whose answer has lost its sentences is left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published = date.fromisoformat(row["published"]) if row["published"] else None
        article = article_from_text(row.get("text") or make_text(row), published=published, title=row.get("title"))
        facts = read_article(article)
        try:
            answer = renumber(row["answer"], new_numbers(row["sentences"], [one.text for one in facts.sentences]))
        except UnfoundedError:
            continue
        incidents = IncidentAnswer.model_validate(answer).incidents
        if not incidents:
            yield Example(list_features(View(facts.headline, tuple(facts.sentences[:OPENING])), facts), NONE, row["id"])
        for incident, view in zip(incidents, see_incidents(incidents, facts), strict=True):
            yield Example(list_features(view, facts), incident.type, row["id"])


def read_reports(path: Path) -> Iterator[Example]:
    """The incidents of openings."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        facts = read_article(article_from_text(" ".join(row["sentences"]), title=row["headline"]))
        view = View(facts.headline, tuple(facts.sentences))
        yield Example(list_features(view, facts), row["type"], f"{path}:{number}")


def make_matrix(examples: Sequence[Example], names: Sequence[str]) -> sparse.csr_matrix:
    """A row an example, a column a feature."""
    at = {name: number for number, name in enumerate(names)}
    rows = [weigh_features(one.blocks, at) for one in examples]
    cells = [(value, number, at[name]) for number, row in enumerate(rows) for name, value in row.items()]
    values, down, across = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (down, across)), shape=(len(rows), len(names)))


def choose_features(examples: Sequence[Example], kinds: Sequence[str]) -> list[str]:
    """Those that tell types apart best (chi-square)."""
    seen = Counter(name for one in examples for block in one.blocks for name in block)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    chosen = SelectKBest(chi2, k=min(FEATURES, len(names))).fit(make_matrix(examples, names), kinds)
    return [name for name, kept in zip(names, chosen.get_support(), strict=True) if kept]


def main() -> None:
    """Fit, tell how good it is, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--reports", nargs="*", default=[], type=Path)
    parser.add_argument("--dry", action="store_true", help="Write nothing.")
    options = parser.parse_args()
    examples = [one for path in options.articles for one in read_articles(path)]
    examples += [one for path in options.reports for one in read_reports(path)]
    kinds = [one.kind for one in examples]
    names = choose_features(examples, kinds)
    matrix, fit = make_matrix(examples, names), LogisticRegression(C=STRENGTH, max_iter=1000)
    folds = GroupKFold(FOLDS)
    told = cross_val_predict(
        fit, matrix, kinds, groups=[one.group for one in examples], cv=folds, method="predict_proba"
    )
    types = sorted(set(kinds))
    right = np.mean([types[row.argmax()] == kind for row, kind in zip(told, kinds, strict=True)])
    loss = log_loss(kinds, np.clip(told, 1e-6, 1), labels=types)
    sys.stdout.write(f"{len(examples)} examples, {len(names)} features: {right:.1%} right, cross entropy {loss:.2f}\n")
    if not options.dry:
        fit.fit(matrix, kinds, sample_weight=[NONE_WEIGHT if kind == NONE else 1 for kind in kinds])
        columns = [list(fit.classes_).index(kind) for kind in types]
        weights = [fit.intercept_[columns], *fit.coef_[columns].T]
        rows = [("", *types)]
        rows += [(name, *(f"{100 * one:.0f}" for one in row)) for name, row in zip(["", *names], weights, strict=True)]
        write_atomically(TABLE, "".join("\t".join(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
