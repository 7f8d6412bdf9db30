"""Writes the quality report from stored runs over MUC-3/4 documents, without asking a model.

    python benchmarks/quality.py --root MUC34/CORPORA --run NAME=FOLDER [--run NAME=FOLDER ...] [--baseline NAME]
                                 [--split dev] [--notes NOTES] [--date YYYY-MM-DD] -o benchmarks/quality.md

Scored are the documents that a run has a record of, and those that failed, as if nothing had been found in them.
Every evidence is held against the article's stored text once more. Seconds are of records none of whose answers came
from the cache. The same runs and notes give the same report but for its date.
"""

import argparse
import datetime as dt
import hashlib
import importlib.metadata
import json
import math
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple, get_args

from summarizer.errors import ConfigurationError, SummarizerError
from summarizer.evaluation.details import DETAILS
from summarizer.evaluation.gold import GoldSet
from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.muc4 import SPLITS, Split, find_corpus, load_muc4
from summarizer.evaluation.scores import (
    MICRO,
    Evaluation,
    ScoredRun,
    ShareScore,
    compare_runs,
    document_names,
    report_run,
    score_run,
)
from summarizer.evidence.values import list_spans
from summarizer.files import read_rows, write_atomically
from summarizer.runs.folder import FAILURES, MANIFEST
from summarizer.runs.records import StoredArticle, read_records
from summarizer.schemas.record import EvidenceStatus, Severity, Summary

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "pydantic", "openai", "instructor", "tenacity", "xllamacpp", "sentencex", "text2num", "rapidfuzz", "dateparser",
    "pycountry", "numpy", "scipy",
)  # fmt: skip
NAME = re.compile(r"[\w.+-]{1,60}")


class Slices(NamedTuple):
    """How many pieces of evidence and key sentences are letter for letter what the article has at their offsets."""

    exact: int
    of: int


class Measured(NamedTuple):
    """One run: its scores and what they stand on. ``seconds`` are those of records without an answer from the cache."""

    name: str
    scored: ScoredRun
    told: Evaluation
    records: Sequence[Summary]
    failures: int
    slices: Slices
    seconds: Sequence[float]
    settings: dict[str, object]


class Target(NamedTuple):
    """A wish: the least a figure should be, or the most, and how it is measured; None where it was not."""

    what: str
    wanted: float
    at_most: bool
    measure: Callable[[Measured], float | None]


def _percent(score: ShareScore) -> float | None:
    return score.percent.value if score.percent else None


def _grounded(run: Measured) -> float | None:
    """In hundredths that are not rounded up: 100 means every one."""
    return math.floor(10_000 * run.slices.exact / run.slices.of) / 100 if run.slices.of else None


TARGETS = (
    Target("micro F1", 50, False, lambda run: run.told.parts[MICRO].f1.value),
    Target("micro precision", 55, False, lambda run: run.told.parts[MICRO].precision.value),
    Target("articles that failed", 0, True, lambda run: run.failures),
    Target("% of evidence that is the article's own slice", 100, False, _grounded),
    Target("seconds an article, median", 15, True, lambda run: median(run.seconds) if run.seconds else None),
    Target(
        "% of victim groups found with outcome and count right",
        60,
        False,
        lambda run: _percent(run.told.details["victim_all"]),
    ),
    Target("% of dates that overlap the gold's", 65, False, lambda run: _percent(run.told.details["date_overlap"])),
    Target("% of countries right", 90, False, lambda run: _percent(run.told.details["country"])),
)


def measure_run(name: str, folder: Path, gold: GoldSet) -> Measured:
    """The run in a folder, scored. Raises: SummarizerError."""
    stored = list(read_records(folder))
    failures = list(read_rows(folder / FAILURES))
    records = [record for record, _ in stored if isinstance(record, Summary)]
    missing = set(score_run((record for record, _ in stored), gold).without_record)
    failed = {name for row in failures for name in document_names(row.get("article_id"), row.get("path"))}
    asked = tuple(one for one in gold.documents if one.doc_id not in missing or one.doc_id in failed)
    scored = score_run(records, gold.model_copy(update={"documents": asked}), all_gold=True)
    return Measured(
        name=name,
        scored=scored,
        told=report_run(scored),
        records=records,
        failures=len(failures),
        slices=check_slices(stored),
        seconds=[
            record.provenance.seconds
            for record in records
            if all(attempt.origin != "cache" for attempt in record.provenance.attempts)
        ],
        settings=_read_settings(folder),
    )


def check_slices(stored: Iterable[tuple[object, StoredArticle]]) -> Slices:
    """Every piece of evidence, findings' too, and every key sentence held against the stored text of its article."""
    exact = of = 0
    for record, article in stored:
        if isinstance(record, Summary):
            spans = list_spans(record)
            exact += sum(article.text[span.start : span.end] == span.text for span in spans)
            of += len(spans)
    return Slices(exact, of)


def _read_settings(folder: Path) -> dict[str, object]:
    """What the run was asked with, as its manifest has it; empty where there is none."""
    try:
        return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def render_report(
    runs: Sequence[Measured], *, baseline: str | None, split: Split, corpus: Sequence[Path], notes: str, date: str
) -> str:
    """The report in Markdown."""
    sections = [
        _head(runs, date),
        "## Targets\n\n" + _targets(runs),
        "## Scores\n\nPrecision, recall and F1 in percent, with 95% intervals from a bootstrap over documents.\n\n"
        + _scores(runs),
        "## Details\n\nOf incidents that were found; percent with 95% interval, and how many of how many.\n\n"
        + _details(runs),
        "## Grounding\n\n" + _grounding(runs),
        "## Tokens and seconds\n\n" + _effort(runs),
        *_differences(runs, baseline),
        "## How to repeat it\n\n" + _commands(runs, baseline, split, noted=bool(notes.strip())),
        "## What it was made with\n\n" + _made_with(runs, corpus),
        *([f"## Notes\n\n{notes.strip()}"] if notes.strip() else []),
    ]
    return "\n\n".join(sections) + "\n"


def _head(runs: Sequence[Measured], date: str) -> str:
    counted = "; ".join(
        f"{run.name}: {run.told.documents} documents, {len(run.told.without_record)} of them without a record"
        for run in runs
    )
    return (
        "# Quality\n\nMade from stored runs by `benchmarks/quality.py`, without asking a model; only the notes are "
        f"written by hand. {date}. Gold: {runs[0].told.gold}. {counted}."
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _targets(runs: Sequence[Measured]) -> str:
    rows = ([one.what, _wanted(one), *(_reached(one, one.measure(run)) for run in runs)] for one in TARGETS)
    return _table(["", "wanted", *(run.name for run in runs)], rows)


def _wanted(target: Target) -> str:
    return f"{'at most' if target.at_most else 'at least'} {target.wanted:g}"


def _reached(target: Target, value: float | None) -> str:
    if value is None:
        return "not measured"
    above = target.wanted - value if target.at_most else value - target.wanted
    told = "reached" if above >= 0 else "missed"
    return f"{_round(value)}: {told}" + (f" by {_round(abs(above))}" if above else "")


def _round(value: float) -> str:
    return f"{value:.2f}".removesuffix(".00")


def _scores(runs: Sequence[Measured]) -> str:
    rows = (
        [part, run.name, _interval(score.precision), _interval(score.recall), _interval(score.f1),
         str(score.predicted), str(score.gold)]
        for part in (MICRO, *(name for name in runs[0].told.parts if name != MICRO))
        for run in runs
        for score in (run.told.parts[part],)
    )  # fmt: skip
    return _table(["part", "run", "precision", "recall", "F1", "in the run", "in the gold"], rows)


def _interval(score: Interval) -> str:
    return f"{score.value:.1f} ({score.low:.1f} to {score.high:.1f})"


def _details(runs: Sequence[Measured]) -> str:
    rows = ([f"{name}: {what}", *(_share(run.told.details[name]) for run in runs)] for name, what in DETAILS.items())
    return _table(["score", *(run.name for run in runs)], rows)


def _share(score: ShareScore) -> str:
    return f"{_interval(score.percent)}, {score.right} of {score.of}" if score.percent else "none"


def _grounding(runs: Sequence[Measured]) -> str:
    statuses: tuple[EvidenceStatus, ...] = get_args(EvidenceStatus)
    rows = [[f"evidence {status}", *(_share(run.told.grounding[status]) for run in runs)] for status in statuses]
    checked = ["held against the stored texts, the same", *(f"{run.slices.exact} of {run.slices.of}" for run in runs)]
    severities: tuple[Severity, ...] = get_args(Severity)
    found = [[f"findings a record, {one}", *(f"{run.told.findings[one]:.2f}" for run in runs)] for one in severities]
    return _table(["", *(run.name for run in runs)], [checked, *rows, *found])


def _effort(runs: Sequence[Measured]) -> str:
    def tokens(run: Measured, name: str) -> str:
        value: float | None = getattr(run.told.effort, name, None)
        return "unknown" if value is None else f"{value:.0f}"

    rows = [
        [
            run.name,
            *(tokens(run, f"{kind}_tokens_{mean}") for kind in ("prompt", "completion") for mean in ("median", "mean")),
            *(f"{summed(run.seconds):.1f}" if run.seconds else "unknown" for summed in (median, fmean)),
            f"{len(run.seconds)} of {len(run.records)}",
        ]
        for run in runs
    ]
    head = [
        "of an article",
        "prompt tokens, median",
        "mean",
        "answer tokens, median",
        "mean",
        "seconds, median",
        "mean",
    ]
    return _table([*head, "timed, without the cache"], rows)


def _differences(runs: Sequence[Measured], baseline: str | None) -> Iterator[str]:
    base = next((run for run in runs if run.name == baseline), None)
    if base is None:
        return
    yield (
        f"## Differences to {base.name}\n\nF1 over the documents of both; each bootstrap sample draws the same "
        "documents of both runs. An interval that does not hold 0 is more than chance."
    )
    for run in runs:
        if run is not base:
            told = compare_runs(run.scored, base.scored)
            rows = (
                [
                    name,
                    *(f"{value:.1f}" for value in told.f1[name]),
                    f"{one.value:+.1f} ({one.low:+.1f} to {one.high:+.1f})",
                ]
                for name, one in told.difference.items()
            )
            changed = f"{len(told.changed)} of {told.documents} documents changed."
            yield f"{_table([f'{run.name}: part', run.name, base.name, 'difference'], rows)}\n\n{changed}"


def _commands(runs: Sequence[Measured], baseline: str | None, split: Split, *, noted: bool) -> str:
    folders = " ".join(f"--run {run.name}=RUNS/{run.name}" for run in runs)
    chosen = (f" --baseline {baseline}" if baseline else "") + (" --notes benchmarks/quality-notes.md" if noted else "")
    lines = [
        f"python benchmarks/muc_articles.py --root MUC34/CORPORA --split {split} DOCUMENTS",
        *(f"summarizer run DOCUMENTS --out RUNS/{run.name}{_options(run)}" for run in runs),
        *(f"summarizer evaluate RUNS/{run.name} --gold muc4 --root MUC34 --split {split}" for run in runs),
        f"python benchmarks/quality.py --root MUC34/CORPORA {folders}{chosen} --split {split} -o benchmarks/quality.md",
    ]
    return (
        "MUC34 stands for the folder of the MUC-3/4 corpora, DOCUMENTS for the articles made of their documents "
        "(`muc_articles.py` needs a word list, such as Debian's wamerican), RUNS for where runs are kept.\n\n    "
        + "\n    ".join(lines)
    )


def _options(run: Measured) -> str:
    """The options that the run's settings differ from the usual in."""
    usual = {"model": "embedded", "base_url": None, "temperature": 0.0, "seed": None, "context_tokens": None}
    given = {name: run.settings[name] for name in usual if name in run.settings and run.settings[name] != usual[name]}
    if "temperature" in given and given["temperature"] is None:
        given["temperature"] = "default"
    told = "".join(f" --{name.replace('_', '-')} {value}" for name, value in given.items())
    prompt = str(run.settings.get("prompt", "")).partition(" ")[0]
    return told + (f" --prompt {prompt}" if prompt else "")


def _made_with(runs: Sequence[Measured], corpus: Sequence[Path]) -> str:
    facts = [
        ["summarizer", importlib.metadata.version("summarizer")],
        ["commit of this report", _commit()],
        ["Python", platform.python_version()],
        *([name, _version(name)] for name in PACKAGES),
        *(fact for run in runs for fact in _provenance(run)),
        *([f"SHA-256 of {path.parent.name}/{path.name}", file_digest(path)] for path in corpus),
    ]
    return _table(["what", "which"], facts)


def _provenance(run: Measured) -> Iterator[list[str]]:
    made = [record.provenance for record in run.records]
    prompts = {f"{one.id}@{one.version} {one.sha256}" for each in made for one in each.prompts}
    for what, values in (
        ("version", {each.package_version for each in made}),
        ("model", {each.model.id for each in made}),
        ("SHA-256 of the model", {each.model.file_sha256 or "unknown" for each in made}),
        ("SHA-256 of the adapter", {each.model.adapter_sha256 or "none" for each in made}),
        ("prompts with SHA-256", prompts),
    ):
        yield [f"{run.name}: {what}", "; ".join(sorted(values)) or "unknown"]


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """The commit that this file's repository is at, and whether files differ from it; unknown outside one."""
    told = [
        subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
        for words in (["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])
    ]
    if any(one.returncode for one in told):
        return "unknown"
    return told[0].stdout.strip() + (", with changes" if told[1].stdout.strip() else "")


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parse_run(text: str) -> tuple[str, Path]:
    name, equals, folder = text.partition("=")
    if not equals or not folder or not NAME.fullmatch(name):
        raise argparse.ArgumentTypeError(f"{text!r}: write NAME=FOLDER, the name of letters, digits and . _ + -")
    return name, Path(folder)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--root", type=Path, required=True, help="The folder of the MUC corpora and keys.")
    parser.add_argument("--run", type=_parse_run, action="append", required=True, help="NAME=FOLDER; may be repeated.")
    parser.add_argument("--baseline", help="The name of the run that the others are compared with.")
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--notes", type=Path, help="Markdown that is put in at the end.")
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat())
    parser.add_argument("-o", "--out", type=Path, required=True)
    chosen = parser.parse_args()
    names = [name for name, _ in chosen.run]
    if len(set(names)) < len(names):
        parser.error("--run: every run needs a name of its own")
    if chosen.baseline is not None and chosen.baseline not in names:
        parser.error(f"--baseline {chosen.baseline}: no --run has that name")
    return chosen


def write_report(chosen: argparse.Namespace) -> None:
    """Write the report, whole or not at all. Raises: SummarizerError."""
    gold = load_muc4(chosen.root, chosen.split)
    corpus = find_corpus(chosen.root, chosen.split)
    try:
        notes = chosen.notes.read_text(encoding="utf-8") if chosen.notes else ""
        runs = [measure_run(name, folder, gold) for name, folder in chosen.run]
        told = render_report(
            runs, baseline=chosen.baseline, split=chosen.split, corpus=corpus, notes=notes, date=chosen.date
        )
        write_atomically(chosen.out, told)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{error}. Check --notes and -o.") from error


def main() -> None:
    """Write the report; the exit code is 3 where a run, the corpora or the notes cannot be read."""
    try:
        write_report(_parse_arguments())
    except SummarizerError as error:
        sys.stderr.write(f"quality.py: {error}\n")
        sys.exit(3)


if __name__ == "__main__":
    main()
