"""Writes the quality report from stored runs over MUC-3/4 documents and modern news, without asking a model.

    python benchmarks/quality.py --root MUC34/CORPORA --run NAME=FOLDER [--run NAME=FOLDER ...] [--baseline NAME]
                                 [--modern SET GOLD NAME=FOLDER ...] [--split dev] [--notes NOTES]
                                 [--date YYYY-MM-DD] -o benchmarks/quality.md

SET is news, shootings or no-incident, GOLD the file that its runs are scored against. A set without a run has no
section.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple, get_args

from summarizer.errors import ConfigurationError, SummarizerError
from summarizer.evaluation.details import DETAILS, INVENTED
from summarizer.evaluation.figures import CEAF_RME, MICRO, Evaluation, MeanScore, PartScore, ShareScore
from summarizer.evaluation.gold import GoldSet
from summarizer.evaluation.gva import load_gva
from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.jsonl_gold import load_jsonl_gold
from summarizer.evaluation.muc4 import SPLITS, Split, find_corpus, load_muc4
from summarizer.evaluation.register import ERRORS, REGISTER
from summarizer.evaluation.scores import ScoredRun, compare_runs, document_names, report_run, score_run
from summarizer.evidence.values import list_spans
from summarizer.files import read_rows, write_atomically
from summarizer.runs.folder import FAILURES, MANIFEST
from summarizer.runs.records import StoredArticle, read_records
from summarizer.schemas.record import EvidenceStatus, Severity, Summary
from summarizer.values import package_version

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "pydantic", "openai", "instructor", "tenacity", "xllamacpp", "sentencex", "text2num", "rapidfuzz", "dateparser",
    "pycountry", "numpy", "scipy",
)  # fmt: skip
OUT = "benchmarks/quality.md"
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


def _entry(name: str) -> Callable[[Measured], float | None]:
    return lambda run: _percent(run.told.entries.shares[name]) if run.told.entries else None


class ModernSet(NamedTuple):
    """Articles of today and their gold: what they are, what is wanted of them, and what is told of a run over them."""

    title: str
    what: str
    load: Callable[[Path], GoldSet]
    targets: Sequence[Target]
    tell: Callable[[Sequence[Measured]], str]
    prepare: str | None
    gold: str


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
    runs: Sequence[Measured],
    modern: Mapping[str, Sequence[Measured]],
    *,
    baseline: str | None,
    split: Split,
    gold: Sequence[Path],
    notes: str,
    date: str,
) -> str:
    """The report in Markdown: ``modern`` has the runs over each modern set, ``gold`` the files of all gold."""
    everything = [*runs, *(run._replace(name=f"{name} {run.name}") for name, over in modern.items() for run in over)]
    sections = [
        _head(runs, date),
        "## Targets\n\n" + _targets(runs, TARGETS),
        *(_modern(MODERN[name], over) for name, over in modern.items()),
        "## Scores\n\nPrecision, recall and F1 in percent, with 95% intervals from a bootstrap over documents.\n\n"
        + _scores(runs),
        _fillers(runs),
        "## Invented incidents\n\n" + _invented(runs),
        "## Details\n\nOf incidents that were found; percent with 95% interval, and how many of how many.\n\n"
        + _details(runs),
        "## Grounding\n\n" + _grounding(runs),
        "## Tokens and seconds\n\n" + _effort(runs),
        *_differences(runs, baseline),
        "## How to repeat it\n\n" + _commands(runs, modern, baseline, split, noted=bool(notes.strip())),
        "## What it was made with\n\n" + _made_with(everything, gold),
        *([f"## Notes\n\n{notes.strip()}"] if notes.strip() else []),
    ]
    return "\n\n".join(sections) + "\n"


def _head(runs: Sequence[Measured], date: str) -> str:
    return (
        "# Quality\n\nMade from stored runs by `benchmarks/quality.py`, without asking a model; only the notes are "
        f"written by hand. {date}. Gold: {_scored_against(runs)}"
    )


def _scored_against(runs: Sequence[Measured]) -> str:
    counted = "; ".join(
        f"{run.name}: {run.told.documents} documents, {len(run.told.without_record)} of them without a record"
        for run in runs
    )
    return f"{runs[0].told.gold}. {counted}."


def _modern(kind: ModernSet, runs: Sequence[Measured]) -> str:
    """The section of a set, above those of MUC's."""
    told = [f"## {kind.title}", f"{kind.what} Gold: {_scored_against(runs)}", _targets(runs, kind.targets)]
    return "\n\n".join([*told, kind.tell(runs)])


def _tell_news(runs: Sequence[Measured]) -> str:
    details = "Details, of incidents that were found:\n\n" + _details(runs)
    return "\n\n".join([_scores(runs), _fillers_table(runs), _invented(runs), details])


def _tell_shootings(runs: Sequence[Measured]) -> str:
    names = _part_rows(runs, lambda run: run.told.parts, ("PerpInd", "Victim"))
    return "\n\n".join(
        [_entries(runs), "Names of suspects and victims:\n\n" + _table(PART_HEAD, names), _invented(runs)]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _targets(runs: Sequence[Measured], targets: Sequence[Target]) -> str:
    rows = ([one.what, _wanted(one), *(_reached(one, one.measure(run)) for run in runs)] for one in targets)
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


PART_HEAD = ["part", "run", "precision", "recall", "F1", "in the run", "in the gold"]


def _part_rows(
    runs: Sequence[Measured], parts_of: Callable[[Measured], Mapping[str, PartScore]], names: Sequence[str]
) -> Iterator[list[str]]:
    for name in names:
        for run in runs:
            score = parts_of(run)[name]
            values = map(_interval, (score.precision, score.recall, score.f1))
            yield [name, run.name, *values, str(score.predicted), str(score.gold)]


def _micro_first(parts: Mapping[str, PartScore]) -> list[str]:
    return [MICRO, *(name for name in parts if name != MICRO)]


def _scores(runs: Sequence[Measured]) -> str:
    return _table(PART_HEAD, _part_rows(runs, lambda run: run.told.parts, _micro_first(runs[0].told.parts)))


def _fillers(runs: Sequence[Measured]) -> str:
    return (
        f"## Role fillers alone: {CEAF_RME}\n\nWithout the type, and aligned by the fillers alone (Chen et al. 2023, "
        f"similarity of subsets).\n\n{_fillers_table(runs)}"
    )


def _fillers_table(runs: Sequence[Measured]) -> str:
    rows = _part_rows(runs, lambda run: run.told.ceaf_rme, _micro_first(runs[0].told.ceaf_rme))
    return _table([CEAF_RME, *PART_HEAD[1:]], rows)


def _invented(runs: Sequence[Measured]) -> str:
    rows = (
        [f"{name}: {what}", run.name, _share(score.clean), _mean(score.a_document)]
        for name, what in INVENTED.items()
        for run in runs
        for score in (run.told.invented[name],)
    )
    return _table(["invented", "run", "documents with none, percent", "a document"], rows)


def _entries(runs: Sequence[Measured]) -> str:
    """What the register says, of all documents; nothing of a run over other gold."""
    known = [(run.name, run.told.entries) for run in runs if run.told.entries]
    shares = ([f"{name}: {what}", *(_share(one.shares[name]) for _, one in known)] for name, what in REGISTER.items())
    errors = ([f"{name}: {what}", *(_mean(one.errors[name]) for _, one in known)] for name, what in ERRORS.items())
    return _table(["the register's entries", *(name for name, _ in known)], [*shares, *errors])


def _mean(score: MeanScore) -> str:
    if score.mean is None:
        return "none"
    value, low, high = score.mean.value, score.mean.low, score.mean.high
    return f"{value:.2f} ({low:.2f} to {high:.2f}), {score.total} in {score.of}"


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
                    *("-" if value is None else f"{value:.1f}" for value in told.f1[name]),
                    f"{one.value:+.1f} ({one.low:+.1f} to {one.high:+.1f})" if one else "-",
                ]
                for name, one in told.difference.items()
            )
            changed = f"{len(told.changed)} of {told.documents} documents changed."
            yield f"{_table([f'{run.name}: part', run.name, base.name, 'difference'], rows)}\n\n{changed}"


def _commands(
    runs: Sequence[Measured],
    modern: Mapping[str, Sequence[Measured]],
    baseline: str | None,
    split: Split,
    *,
    noted: bool,
) -> str:
    folders = " ".join(f"--run {run.name}=RUNS/{run.name}" for run in runs)
    sets = "".join(
        f" --modern {name} SETS/{name}/gold.jsonl {run.name}=RUNS/{name}-{run.name}"
        for name, over in modern.items()
        for run in over
    )
    chosen = (f" --baseline {baseline}" if baseline else "") + (" --notes benchmarks/quality-notes.md" if noted else "")
    lines = [
        f"python benchmarks/muc_articles.py --root MUC34/CORPORA --split {split} DOCUMENTS",
        *(f"summarizer run DOCUMENTS --out RUNS/{run.name}{_options(run)}" for run in runs),
        *(f"summarizer evaluate RUNS/{run.name} --gold muc4 --root MUC34 --split {split}" for run in runs),
        *(line for name, over in modern.items() for line in _modern_commands(name, over)),
        f"python benchmarks/quality.py --root MUC34/CORPORA {folders}{sets}{chosen} --split {split} -o {OUT}",
    ]
    told = " SETS for that of the modern sets, `articles` and `gold.jsonl` in a folder each." if modern else ""
    return (
        "MUC34 stands for the folder of the MUC-3/4 corpora, DOCUMENTS for the articles made of their documents "
        "(`muc_articles.py` needs a word list, such as Debian's wamerican), RUNS for where runs are kept."
        f"{told}\n\n    " + "\n    ".join(lines)
    )


def _modern_commands(name: str, runs: Sequence[Measured]) -> Iterator[str]:
    kind = MODERN[name]
    if kind.prepare:
        yield kind.prepare
    for run in runs:
        yield f"summarizer run SETS/{name}/articles --out RUNS/{name}-{run.name}{_options(run)}"
        yield f"summarizer evaluate RUNS/{name}-{run.name} --gold {kind.gold}SETS/{name}/gold.jsonl"


def _options(run: Measured) -> str:
    """The options that the run's settings differ from the usual in."""
    usual = {"model": "embedded", "base_url": None, "temperature": 0.0, "seed": None, "context_tokens": None}
    given = {name: run.settings[name] for name in usual if name in run.settings and run.settings[name] != usual[name]}
    if "temperature" in given and given["temperature"] is None:
        given["temperature"] = "default"
    told = "".join(f" --{name.replace('_', '-')} {value}" for name, value in given.items())
    prompt = str(run.settings.get("prompt", "")).partition(" ")[0]
    return told + (f" --prompt {prompt}" if prompt else "")


def _made_with(runs: Sequence[Measured], gold: Sequence[Path]) -> str:
    facts = [
        ["summarizer", package_version()],
        ["commit of this report", _commit()],
        ["Python", platform.python_version()],
        *([name, _version(name)] for name in PACKAGES),
        *(fact for run in runs for fact in _provenance(run)),
        *([f"SHA-256 of {path.parent.name}/{path.name}", file_digest(path)] for path in gold),
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


MODERN: dict[str, ModernSet] = {
    "news": ModernSet(
        "Modern news",
        "Articles of 2005 to 2013 about quakes, fires, shootings, riots and other things, from ECB+, labelled by hand.",
        load_jsonl_gold,
        (
            Target("micro F1", 62, False, lambda run: run.told.parts[MICRO].f1.value),
            Target("type F1", 78, False, lambda run: run.told.parts["type"].f1.value),
            Target("% of told countries right", 100, False, lambda run: _percent(run.told.details["country_told"])),
        ),
        _tell_news,
        None,
        "",
    ),
    "shootings": ModernSet(
        "Shootings in the United States",
        "Articles from the web, 2013 to 2017, chosen by hash, against what a register says of the incident, whether or "
        "not the article says it. Precision of names is a lower bound: the register has not everybody's.",
        load_gva,
        (
            Target("% of killed exact", 80, False, _entry("killed_exact")),
            Target("% of injured exact", 65, False, _entry("injured_exact")),
            Target("% of cities", 80, False, _entry("city")),
            Target("% of dates exact", 75, False, _entry("date_exact")),
        ),
        _tell_shootings,
        "python benchmarks/gva_articles.py gva-dev.jsonl SETS/shootings --without train/real.jsonl",
        "gva --root ",
    ),
    "no-incident": ModernSet(
        "News without incident",
        "Articles of ECB+ about films, sport, awards, appointments, products and takeovers, chosen by hash.",
        load_jsonl_gold,
        (
            Target(
                "% of articles without an incident",
                95,
                False,
                lambda run: _percent(run.told.invented["without_incident"].clean),
            ),
        ),
        _invented,
        "python benchmarks/no_incident_articles.py ecb-clusters-dev.jsonl SETS/no-incident --without train/real.jsonl "
        "--without dev/gold.jsonl",
        "",
    ),
}
"""The modern sets, in the order that they are told."""


def _parse_run(text: str) -> tuple[str, Path]:
    name, equals, folder = text.partition("=")
    if not equals or not folder or not NAME.fullmatch(name):
        raise argparse.ArgumentTypeError(f"{text!r}: write NAME=FOLDER, the name of letters, digits and . _ + -")
    return name, Path(folder)


class ModernRun(NamedTuple):
    """A run over a modern set, by name and folder, and the file of the set's gold."""

    gold: Path
    name: str
    folder: Path


def _parse_modern(given: Sequence[Sequence[str]], parser: argparse.ArgumentParser) -> dict[str, list[ModernRun]]:
    """The runs over each modern set that has any, in the order of MODERN."""
    parsed = dict[str, list[ModernRun]]()
    for name, gold, run in given:
        if name not in MODERN:
            parser.error(f"--modern {name}: no such set; there are {', '.join(MODERN)}")
        try:
            one = ModernRun(Path(gold), *_parse_run(run))
        except argparse.ArgumentTypeError as error:
            parser.error(f"--modern {name}: {error}")
        parsed.setdefault(name, []).append(one)
        if {other.gold for other in parsed[name]} != {one.gold}:
            parser.error(f"--modern {name}: runs of one set are scored against one gold file")
        if [other.name for other in parsed[name]].count(one.name) > 1:
            parser.error(f"--modern {name}: every run needs a name of its own")
    return {name: parsed[name] for name in MODERN if name in parsed}


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--root", type=Path, required=True, help="The folder of the MUC corpora and keys.")
    parser.add_argument("--run", type=_parse_run, action="append", required=True, help="NAME=FOLDER; may be repeated.")
    parser.add_argument(
        "--modern",
        nargs=3,
        action="append",
        default=[],
        metavar=("SET", "GOLD", "NAME=FOLDER"),
        help=f"A run over a modern set ({', '.join(MODERN)}) and the set's gold; may be repeated.",
    )
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
    chosen.modern = _parse_modern(chosen.modern, parser)
    return chosen


def write_report(chosen: argparse.Namespace) -> None:
    """Write the report, whole or not at all. Raises: SummarizerError."""
    gold = load_muc4(chosen.root, chosen.split)
    files = [*find_corpus(chosen.root, chosen.split), *(over[0].gold for over in chosen.modern.values())]
    try:
        notes = chosen.notes.read_text(encoding="utf-8") if chosen.notes else ""
        runs = [measure_run(name, folder, gold) for name, folder in chosen.run]
        modern = {name: _measure_modern(MODERN[name], over) for name, over in chosen.modern.items()}
        told = render_report(
            runs, modern, baseline=chosen.baseline, split=chosen.split, gold=files, notes=notes, date=chosen.date
        )
        write_atomically(chosen.out, told)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{error}. Check --notes and -o.") from error


def _measure_modern(kind: ModernSet, runs: Sequence[ModernRun]) -> list[Measured]:
    gold = kind.load(runs[0].gold)
    return [measure_run(one.name, one.folder, gold) for one in runs]


def main() -> None:
    """Write the report; the exit code is 3 where a run, the corpora or the notes cannot be read."""
    try:
        write_report(_parse_arguments())
    except SummarizerError as error:
        sys.stderr.write(f"quality.py: {error}\n")
        sys.exit(3)


if __name__ == "__main__":
    main()
