"""What each system of rules earns: turned off one after another, over answers that are stored already.

    summarizer run DOCUMENTS --out run
    python benchmarks/ablation.py run --gold GOLD.jsonl [--name NAME]        # or --gold muc4 --root MUC34/CORPORA
    python benchmarks/ablation.py run1 --gold A.jsonl --name modern run2 --gold muc4 --root ROOT --name MUC ...

Reads the articles of runs by the embedded model anew and answers from the answer cache that the runs filled: nothing
is asked. A system that asks a question of its own is turned off by not asking it. Prints Markdown: the micro-F1 with
everything on, and by how much each score differs without a system; a system that earns its place has minus signs.
"""

import argparse
import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from pydantic import SecretStr

from summarizer import ArticleFailure, Summarizer, Summary
from summarizer.articles.reading import article_from_text
from summarizer.cli.evaluate import load_gold
from summarizer.evaluation.scores import MICRO, report_run, score_run
from summarizer.llm.answer_cache import default_cache_path
from summarizer.llm.embedded.models import ADAPTER_SHA256, DEFAULT_MODEL
from summarizer.llm.embedded.settings import EMBEDDED_CONTEXT_TOKENS
from summarizer.runs.records import read_records
from summarizer.schemas.record import CustomSummary
from summarizer.values import Article, ServerAddress

RESOLVING, CHECKING = "summarizer.resolving", "summarizer.pipeline"


def as_it_is(first: Sequence[Any], *_: Any) -> list[Any]:
    """What a repair was given."""
    return list(first)


def nothing(*_: Any, **__: Any) -> None:
    """No value found."""


def no(*_: Any, **__: Any) -> bool:
    """Never."""
    return False


def none(*_: Any, **__: Any) -> tuple[()]:
    """Not one."""
    return ()


SYSTEMS: Mapping[str, Mapping[str, Callable[..., Any]]] = {
    "repeated entries dropped": {f"{CHECKING}.summarizing:drop_repeats": as_it_is},
    "types repaired": {f"{RESOLVING}.repairs:repair_types": as_it_is},
    "perpetrators' bodies completed": {f"{RESOLVING}.repairs:repair_perpetrators": as_it_is},
    "groups named": {f"{RESOLVING}.repairs:name_groups": as_it_is},
    "dates filled": {f"{RESOLVING}.repairs:fill_dates": as_it_is},
    "near-miss spellings": {
        "summarizer.evidence.matching:find_fuzzy": nothing,
        "summarizer.evidence.grounding:find_fuzzy": nothing,
    },
    "values found in other sentences": {"summarizer.evidence.grounding:_nearest_sound": nothing},
    "countries of large cities": {
        f"{RESOLVING}.places:_country_of_cities": lambda _context, _wire, _field, *, given=None: given
    },
    "countries by another of their names": {f"{RESOLVING}.places:_find_country": nothing},
    "wholes told from parts": {f"{RESOLVING}.victims:find_whole": nothing},
    "claims looked for": {f"{RESOLVING}.incidents:has_claim": no},
    "speakers": {f"{RESOLVING}.victims:_speaker": nothing},
    "coverage asked": {f"{CHECKING}.summarizing:find_uncovered": none},
}
"""What is put in the place of what, by ``module:name``, to turn each system off."""
DETAILS = {"dates": "date_overlap", "countries": "country", "counts": "victim_count_exact"}
SHOWN = 0.005
"""Smaller differences are none at two digits."""


class Scores(NamedTuple):
    """Percent; ``warnings`` and ``unfound`` (values that no sentence holds) are means a record."""

    f1: float
    precision: float
    recall: float
    shares: Mapping[str, float]
    warnings: float
    unfound: float


def read_run(folder: Path) -> list[Article]:
    """The articles of a run, read anew from the texts it keeps."""
    articles = []
    for record, stored in read_records(folder):
        about = record.article
        given = about.published if about.published_basis == "given" else None
        article = article_from_text(
            stored.text, path=about.path, title=about.title, published=given, source=about.source, url=about.url
        )
        articles.append(article)
    return articles


def summarize(articles: Sequence[Article]) -> Iterator[Summary | CustomSummary]:
    """Records from stored answers alone; an article without one is told and left out."""
    nowhere = ServerAddress(
        base_url="http://127.0.0.1:9/v1",
        api_key=SecretStr("none"),
        model_name=DEFAULT_MODEL.name,
        context_tokens=EMBEDDED_CONTEXT_TOKENS,
        file_sha256=DEFAULT_MODEL.sha256,
        adapter_sha256=ADAPTER_SHA256,
    )
    with Summarizer(server=nowhere, cache_path=default_cache_path(), live=False) as summarizer:
        for result in summarizer.summarize_many(articles):
            if isinstance(result, ArticleFailure):
                sys.stderr.write(f"{result.path}: {result.message}\n")
            else:
                yield result


@contextlib.contextmanager
def without(system: str) -> Iterator[None]:
    """A system turned off."""
    with contextlib.ExitStack() as stack:
        for place, stand_in in SYSTEMS[system].items():
            module, _, name = place.partition(":")
            stack.enter_context(patch.object(importlib.import_module(module), name, stand_in))
        yield


def score(articles: Sequence[Article], gold: Any) -> Scores:
    """How the records of the articles' stored answers score."""
    records = list(summarize(articles))
    told = report_run(score_run(records, gold))
    micro = told.parts[MICRO]
    shares = {
        name: found.percent.value
        for name, key in DETAILS.items()
        if (found := told.details.get(key)) is not None and found.percent is not None
    }
    kinds = [finding for record in records for finding in record.findings]
    return Scores(
        f1=micro.f1.value,
        precision=micro.precision.value,
        recall=micro.recall.value,
        shares=shares,
        warnings=sum(finding.severity == "warning" for finding in kinds) / max(len(records), 1),
        unfound=sum(finding.code.startswith("unsupported") for finding in kinds) / max(len(records), 1),
    )


def tell(name: str, articles: Sequence[Article], gold: Any) -> Iterator[str]:
    """The lines of one run's table."""
    whole = score(articles, gold)
    shares = list(whole.shares)
    yield f"## {name}: {len(articles)} articles\n"
    yield f"| | micro-F1 | P | R | {' | '.join(shares)} | warnings | unfound |"
    yield f"| --- |{' --- |' * (len(shares) + 5)}"
    yield _row("everything on", whole, shares)
    for system in SYSTEMS:
        with without(system):
            yield _row(f"without: {system}", score(articles, gold), shares, beside=whole)


def _row(name: str, scores: Scores, shares: Sequence[str], *, beside: Scores | None = None) -> str:
    values = [scores.f1, scores.precision, scores.recall, *(scores.shares.get(key, 0.0) for key in shares)]
    values += [scores.warnings, scores.unfound]
    if beside is None:
        return f"| {name} | {' | '.join(f'{value:.2f}' for value in values)} |"
    known = [beside.f1, beside.precision, beside.recall, *(beside.shares[key] for key in shares)]
    known += [beside.warnings, beside.unfound]
    cells = (
        f"{value - base:+.2f}" if abs(value - base) >= SHOWN else "" for value, base in zip(values, known, strict=True)
    )
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--gold", action="append", required=True, help="A gold file or muc4, one for each run.")
    parser.add_argument("--root", type=Path, help="The folder of the MUC corpora.")
    parser.add_argument("--name", action="append", default=[], help="What to call each run.")
    options = parser.parse_args()
    sys.stdout.write("# What each system of rules earns\n\n")
    sys.stdout.write("Made by `benchmarks/ablation.py`: differences to the first row where one system is off.\n\n")
    for at, (folder, gold) in enumerate(zip(options.runs, options.gold, strict=True)):
        name = options.name[at] if at < len(options.name) else folder.name
        documents = load_gold(gold, options.root if gold == "muc4" else None, "dev")
        for line in tell(name, read_run(folder), documents):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
