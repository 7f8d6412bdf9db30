"""Fits the confidences of the embedded model on stored answers, and says how reliable they are.

    python tools/fit_confidence.py --set NAME RUN GOLD [--set NAME RUN GOLD ...] [--root MUC34/CORPORA] [--split dev]
                                   [--answers ANSWERS.sqlite3] [--report benchmarks/confidence.md] [--dry]

A RUN is a run of the embedded model with its packaged adapter, whose answers the cache still has (``--answers``, the
usual one if left out): its articles are read again, and what the model said of them is resolved anew, with the
probabilities of its tokens. GOLD is muc4 or a file of JSON lines, as for `summarizer evaluate`. Nothing is asked.

Documents fall into halves by the hash of their names. What is reported is out of sample: each half by what was fitted
on the other. What is written, to summarizer/resolving/calibration.json, is fitted on both. Incidents, or the values in
them, of which confidences out of sample do not hold get no weights, so that records have none of them: those with an
expected calibration error above MOST_ECE, or an area under the ROC curve below LEAST_AUC.
"""

import argparse
import asyncio
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import numpy.typing as npt
from pydantic import SecretStr
from scipy.optimize import minimize  # type: ignore[import-untyped]

from summarizer.articles.reading import read_articles
from summarizer.cli.evaluate import MUC4, load_gold
from summarizer.evaluation.confidence import JUDGED, Judged, Reliability, group_of, measure_all
from summarizer.evaluation.gold import GoldSet
from summarizer.evaluation.scores import score_run
from summarizer.files import write_atomically
from summarizer.llm.answer_cache import AnswerCache, default_cache_path
from summarizer.llm.asking import Model
from summarizer.llm.transport import PendingAnswerError
from summarizer.options import EMBEDDED, make_options
from summarizer.pipeline.plans import Plan, embedded_plan
from summarizer.pipeline.summarizing import summarize_article
from summarizer.resolving.confidence import CALIBRATION, Calibration, Kind, Signs, Weights
from summarizer.runs.records import read_records
from summarizer.schemas.record import Summary
from summarizer.values import Article, ServerAddress, to_json

TABLE = Path(__file__).parents[1] / "summarizer" / "resolving" / CALIBRATION
SIGNS = Signs._fields
Floats = npt.NDArray[np.float64]
ALL = "all"
STEP = 1e-6
FIRST = 0.5
"""Confidences of a collector are its rows, so many apart, and high enough for no entry to be left out."""
PENALTY = 0.5
MOST_ECE, LEAST_AUC = 0.1, 0.65
LEAST = 20
"""Values of a kind: of fewer nothing is known."""


class Row(NamedTuple):
    """A value of a document: what tells whether it is right, and whether it is."""

    document: str
    kind: Kind
    signs: Signs
    right: bool


class Collector:
    """Stands in for a calibration: keeps the signs, and gives the number of each as its confidence."""

    def __init__(self) -> None:
        self.signs: list[Signs] = []

    def confidence(self, _kind: Kind, signs: Signs) -> float:
        """The signs' place among all, in steps of STEP from FIRST."""
        self.signs.append(signs)
        return FIRST + (len(self.signs) - 1) * STEP

    def find(self, confidence: float) -> Signs:
        """The signs that got this confidence."""
        return self.signs[round((confidence - FIRST) / STEP)]


def read_rows(name: str, run: Path, gold: GoldSet, cache: AnswerCache) -> tuple[list[Row], Plan]:
    """The judged values of a run, resolved anew from the stored answers, and how they were asked.

    ``name``, the set's, goes before those of its documents. The coverage question is left out: what it finds has no
    confidence.
    """
    stored = [record for record, _ in read_records(run) if isinstance(record, Summary)]
    collector = Collector()
    plan = plan_like(stored[0]).model_copy(update={"calibration": collector, "coverage": None})
    records = asyncio.run(replay(stored, plan, cache))
    rows = [
        Row(f"{name}/{document.doc_id}", judged.kind, collector.find(judged.confidence), judged.right)
        for document in score_run(records, gold).documents
        for judged in document.judged
    ]
    return rows, plan


def plan_like(record: Summary) -> Plan:
    """How the record's questions were asked. Raises: SystemExit for a record of another model than the embedded one."""
    made, asked = record.provenance.model, record.provenance.parameters
    if made.file_sha256 is None or made.adapter_sha256 is None:
        raise SystemExit(f"{record.article.article_id}: {made.id} is not the embedded model")
    server = ServerAddress(
        base_url="http://127.0.0.1:0/v1",
        api_key=SecretStr("none"),
        model_name=made.id,
        context_tokens=asked["context_tokens"],
        file_sha256=made.file_sha256,
        adapter_sha256=made.adapter_sha256,
    )
    settings = {name: asked[name] for name in ("temperature", "seed")}
    return embedded_plan(make_options(None, model=EMBEDDED, abstract=False, **settings), server)


async def replay(stored: Sequence[Summary], plan: Plan, cache: AnswerCache) -> list[Summary]:
    """The records made anew from stored answers; how many are left out, for file or answer are gone, is said."""
    paths = dict.fromkeys(Path(record.article.path) for record in stored if record.article.path)
    articles = {one.article_id: one for one in read_articles(list(paths)) if isinstance(one, Article)}
    records = []
    async with Model(plan.endpoint, store=cache, live=False) as model:
        for article in (articles.get(record.article.article_id) for record in stored):
            with suppress(PendingAnswerError):
                made = None if article is None else await summarize_article(article, plan, model)
                if isinstance(made, Summary):
                    records.append(made)
    if len(records) < len(stored):
        sys.stderr.write(
            f"{len(stored) - len(records)} of {len(stored)} records have no file or no stored answer here\n"
        )
    return records


def fit(rows: Sequence[Row]) -> dict[Kind, Weights]:
    """The weights of each kind that there are LEAST values of: incidents by themselves, other kinds by one another.

    Other kinds share what signs weigh and differ in their base: of each alone there are few. No sign weighs less than
    nothing: what the model held likelier is not wrong more often.
    """
    incidents = [row for row in rows if row.kind == "incident"]
    values = [row for row in rows if row.kind != "incident"]
    return {**_fit_together(incidents), **_fit_together(values)}


def _fit_together(rows: Sequence[Row]) -> dict[Kind, Weights]:
    counts = Counter(row.kind for row in rows)
    kinds = [kind for kind in get_args(Kind) if counts[kind] >= LEAST]
    rows = [row for row in rows if row.kind in kinds]
    if not rows:
        return {}
    signs = np.array([row.signs for row in rows])
    of_kind = np.array([[row.kind == kind for kind in kinds] for row in rows], dtype=float)
    matrix, right = np.hstack([signs, of_kind]), np.array([row.right for row in rows], dtype=float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = matrix @ weights
        slope = matrix.T @ (1 / (1 + np.exp(-odds)) - right) + 2 * PENALTY * weights
        return float(np.sum(np.logaddexp(0, odds) - right * odds) + PENALTY * weights @ weights), slope

    bounds = [(0, None)] * len(SIGNS) + [(None, None)] * len(kinds)
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = {name: round(float(one), 4) for name, one in zip(SIGNS, found, strict=False)}
    return {
        kind: Weights(base=round(float(base), 4), **weights)
        for kind, base in zip(kinds, found[len(SIGNS) :], strict=True)
    }


def half_of(document: str) -> int:
    """0 or 1, by the hash of the document's name."""
    return hashlib.sha256(document.encode()).digest()[0] % 2


def judge(rows: Sequence[Row], weights: Mapping[Kind, Weights]) -> Iterator[Judged]:
    """The rows with their confidences by these weights."""
    calibration = Calibration(file_sha256="", adapter_sha256="", prompt="", weights=dict(weights))
    for row in rows:
        confidence = calibration.confidence(row.kind, row.signs)
        if confidence is not None:
            yield Judged(row.kind, confidence, row.right)


def cross_fit(by_set: Mapping[str, Sequence[Row]]) -> dict[str, list[Judged]]:
    """The values of each set and, last, of all, each with its confidence by what was fitted on the other half."""
    rows = [row for of in by_set.values() for row in of]
    fitted = [fit([row for row in rows if half_of(row.document) != half]) for half in (0, 1)]
    judged = {
        name: [one for row in of for one in judge([row], fitted[half_of(row.document)])] for name, of in by_set.items()
    }
    return {**judged, ALL: [one for of in judged.values() for one in of]}


def report(judged: Mapping[str, Sequence[Judged]], rows: Sequence[Row], plan: Plan) -> str:
    """What reliability each set has, and all together, in Markdown."""
    documents = len({row.document for row in rows})
    measured = measure_all(judged[ALL])
    head = (
        "# Confidence\n\nMade by `tools/fit_confidence.py` from stored answers, without asking a model. Each half of "
        f"the {documents} documents with values of which it may tell is judged by what was fitted on the other half. "
        f"Adapter {str(plan.adapter_sha256)[:16]}, prompt {plan.prompt.reference}."
    )
    sets = _table(
        ["set", "of", "values", "right", "ECE", "AUC", "Brier score"],
        ([name, of, *_cells(told)] for name, one in judged.items() for of, told in measure_all(one).items()),
    )
    holding = (
        f"Confidences hold of: {', '.join(sorted(find_holding(judged[ALL]))) or 'nothing'}. They hold with an expected "
        f"calibration error (ECE) of at most {MOST_ECE} and an area under the ROC curve (AUC) of at least {LEAST_AUC} "
        "over all sets; what does not has none in records."
    )
    bins = (f"## {JUDGED[of].capitalize()}\n\n{_tell_bins(told)}" for of, told in measured.items())
    return "\n\n".join([head, sets, holding, *bins]) + "\n"


def _cells(told: Reliability) -> list[str]:
    auc = "none" if told.auc is None else f"{told.auc:.3f}"
    return [str(told.of), str(told.right), f"{told.ece:.3f}", auc, f"{told.brier:.3f}"]


def _tell_bins(told: Reliability) -> str:
    rows = (
        [f"{one.low:.1f} to {one.high:.1f}", f"{one.confidence:.2f}", f"{one.right / one.of:.2f}", str(one.of)]
        for one in told.bins
    )
    return _table(["confidence", "mean", "share right", "values"], rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def find_holding(judged: Sequence[Judged]) -> set[str]:
    """Of evaluation.confidence.JUDGED those whose confidences hold."""
    measured = measure_all(judged)
    return {name for name, one in measured.items() if one.ece <= MOST_ECE and (one.auc or 0) >= LEAST_AUC}


def main() -> None:
    """Read, fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="sets", nargs=3, action="append", required=True, metavar=("NAME", "RUN", "GOLD"))
    parser.add_argument("--root", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--answers", type=Path, default=default_cache_path())
    parser.add_argument("--report", type=Path, help="write the report there, too")
    parser.add_argument("--dry", action="store_true", help="report only")
    chosen = parser.parse_args()
    by_set: dict[str, list[Row]] = {}
    plans: list[Plan] = []
    with AnswerCache(chosen.answers) as cache:
        for name, run, gold in chosen.sets:
            documents = load_gold(gold, chosen.root if gold == MUC4 else None, chosen.split)
            by_set[name], plan = read_rows(name, Path(run), documents, cache)
            plans.append(plan)
    asked = {(plan.file_sha256, plan.adapter_sha256, plan.prompt.reference) for plan in plans}
    if len(asked) > 1:
        raise SystemExit(f"the runs are of several models, adapters or prompts: {sorted(map(str, asked))}")
    rows, judged = [row for of in by_set.values() for row in of], cross_fit(by_set)
    text = report(judged, rows, plans[0])
    sys.stdout.write(text)
    if chosen.report:
        write_atomically(chosen.report, text)
    if not chosen.dry:
        holding = find_holding(judged[ALL])
        fitted = Calibration(
            file_sha256=plans[0].file_sha256 or "",
            adapter_sha256=plans[0].adapter_sha256 or "",
            prompt=plans[0].prompt.reference,
            weights={kind: found for kind, found in fit(rows).items() if group_of(kind) in holding},
        )
        write_atomically(TABLE, to_json(fitted, indent=2) + "\n")


if __name__ == "__main__":
    main()
