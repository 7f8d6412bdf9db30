"""What each system of rules earns: turned off one after another, over answers that are stored already.

    summarizer run DOCUMENTS --out run
    python benchmarks/ablation.py run --gold GOLD.jsonl [--name NAME]   # or muc4 with --root CORPORA, gva with its file
    python benchmarks/ablation.py run1 --gold A.jsonl --name modern run2 --gold muc4 --root ROOT --name MUC ...

Reads the articles of runs by the embedded model anew, asks as the run's records say that they were asked, and takes the
answers from the answer cache that the runs filled: nothing is asked. A system that asks a question of its own is turned
off by not asking it. Writes benchmarks/ablation.md: the micro-F1 with everything on, and by how much each score differs
without a system; a system that earns its place has minus signs. Where a system off leads to a question that was never
asked, that article is left out of its row, and of what the row is held against.
"""

import argparse
import contextlib
import itertools
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from pydantic import SecretStr

from summarizer import Options, Summarizer, Summary
from summarizer.articles.reading import article_from_text
from summarizer.cli.evaluate import load_gold
from summarizer.errors import SummarizerError
from summarizer.evaluation.figures import MICRO
from summarizer.evaluation.gold import GoldSet
from summarizer.evaluation.scores import report_run, score_run
from summarizer.evidence.grounding import cited_sentences
from summarizer.llm.answer_cache import default_cache_path
from summarizer.prompts import DEFAULTS
from summarizer.resolving import victims
from summarizer.runs.records import read_records
from summarizer.schemas.record import Provenance
from summarizer.values import Article, ServerAddress

RESOLVING, LANDS, CHECKS = "summarizer.resolving", "summarizer.resolving.lands.Lands", "summarizer.checks.incidents"


def as_it_is(first: Any, *_: Any, **__: Any) -> Any:
    """What a repair was given."""
    return first


def as_given(_context: Any, given: Any, *_: Any) -> Any:
    """What the model gave."""
    return given


def as_held(_context: Any, _wire: Any, grounded: Any, *_: Any) -> Any:
    """The evidence that a perpetrator's name has."""
    return grounded.evidence


def unsupported(context: Any, given: Any, *_: Any) -> Any:
    """The model's country, which no sentence names."""
    context.findings.extend(given.findings)
    return given


def uncounted(context: Any, wire: Any, claimed: Any, _grounded: Any, field: str) -> Any:
    """The model's number, which no sentence cited for it holds."""
    cited = cited_sentences(wire.cite, context.sentences)
    return victims._unsupported_count(context, wire.count or "", claimed, cited, field)  # noqa: SLF001 - what is off


def nothing(*_: Any, **__: Any) -> None:
    """No value found."""


def no(*_: Any, **__: Any) -> bool:
    """It is not so."""
    return False


def none(*_: Any, **__: Any) -> tuple[()]:
    """Not one."""
    return ()


def kept(incidents: Any, *_: Any) -> tuple[Any, list[Any]]:
    """The incidents as they are, and no findings."""
    return list(incidents), []


SYSTEMS: Mapping[str, Mapping[str, Any]] = {
    "repeated entries dropped": {"summarizer.pipeline.summarizing.drop_repeats": as_it_is},
    "groups named": {f"{RESOLVING}.repairs.name_groups": as_it_is},
    "dates filled": {f"{RESOLVING}.date_repairs._fill_date": as_it_is},
    "near-miss spellings": {
        "summarizer.evidence.matching.find_fuzzy": nothing,
        "summarizer.evidence.grounding.find_fuzzy": nothing,
    },
    "values found in other sentences": {"summarizer.evidence.grounding._nearest_sound": nothing},
    "counts found in other sentences": {f"{RESOLVING}.victims._count_elsewhere": uncounted},
    "claims looked for": {f"{RESOLVING}.incidents._claim_evidence": as_held},
    "speakers": {f"{RESOLVING}.victims._speaker": nothing},
    "wholes told from parts": {f"{RESOLVING}.victims.find_whole": nothing},
    "countries told by places": {f"{RESOLVING}.places._tell_country": nothing},
    "countries held against places": {f"{RESOLVING}.places._infer_country": unsupported},
    "countries by another of their names": {f"{RESOLVING}.places._find_country": nothing},
    "regions that stand for countries": {f"{RESOLVING}.places._as_place": as_given},
    "places in the dateline": {f"{RESOLVING}.places._in_dateline": no},
    "villages are no cities": {f"{RESOLVING}.lands._is_village": no},
    "countries beside places": {f"{LANDS}._beside": none},
    "countries the article tells of": {f"{LANDS}._tell_beside_article": none},
    "countries of two places together": {f"{LANDS}._tell_together": none},
    "countries of towns alone": {f"{LANDS}._tell_alone": none},
    "regions of towns": {f"{LANDS}._region_of_towns": nothing},
    "coverage asked": {"summarizer.pipeline.summarizing.find_uncovered": none},
    "numbers of several speakers": {f"{RESOLVING}.groups._are_rival": no},
    "men apart from women": {f"{RESOLVING}.groups.are_opposed": no, f"{RESOLVING}.totals.are_opposed": no},
    "people of other ages apart": {f"{RESOLVING}.groups._differ_in_age": no},
    "wholes told one by one": {
        f"{RESOLVING}.totals.find_listed": nothing,
        "summarizer.checks.listed.find_listed": nothing,
    },
    "parts told as such": {"summarizer.checks.apart.is_part": no},
    "what is told of some of the people": {"summarizer.checks.parts._tells_more": no},
    "perpetrators who are none": {"summarizer.pipeline.summarizing.drop_innocent": kept},
    "types told by words": {"summarizer.pipeline.questions.weigh_types": as_it_is},
    "articles that tell of no incident": {"summarizer.pipeline.summarizing.report_unlikely": none},
    "people cleared by a court": {f"{RESOLVING}.perpetrators.is_cleared": no},
    "people as targets": {"summarizer.pipeline.summarizing.drop_people": kept},
    "tolls of headlines and openings": {"summarizer.checks.totals.settle_totals": as_it_is},
    "days for months and weeks": {f"{RESOLVING}.date_repairs._refine_date": as_it_is},
    "large numbers told again": {
        f"{RESOLVING}.totals.find_disputed": none,
        "summarizer.checks.counts.find_disputed": none,
    },
    "incidents left out": {"summarizer.pipeline.summarizing.find_untold": none},
    "countries left out": {"summarizer.pipeline.summarizing.leave_out_countries": as_it_is},
    "links to other articles": {"summarizer.evidence.facts.find_linked": none},
    "check: incident_unsupported": {f"{CHECKS}.find_untold": none, "summarizer.checks.totals.find_untold": none},
    "check: conflicting_counts, parts_exceed_total": {f"{CHECKS}.check_counts": none},
    "check: conflicting_counts of the text": {f"{CHECKS}.check_mentions": none},
    "check: victims_repeated": {f"{CHECKS}.check_repeated": none, "summarizer.checks.totals.check_repeated": none},
    "check: victim_not_people": {f"{CHECKS}.check_people": none},
    "check: outcome_conflict, count_of_others": {
        f"{CHECKS}.check_outcomes": none,
        "summarizer.checks.totals.check_outcomes": none,
    },
    "check: count_of_whole of those aboard": {
        f"{CHECKS}.check_aboard": none,
        "summarizer.checks.totals.check_aboard": none,
    },
    "check: outcome_conflict of those arrested, rescued or surviving": {
        f"{CHECKS}.check_spared": none,
        "summarizer.checks.totals.check_spared": none,
    },
    "check: victim_of_another_time": {f"{CHECKS}.check_times": none, "summarizer.checks.totals.check_times": none},
    "check: negated_victim": {f"{CHECKS}.check_negations": none, "summarizer.checks.totals.check_negations": none},
    "check: victim_speaks": {f"{CHECKS}.check_speakers": none},
    "check: death_untold": {f"{CHECKS}.check_deaths": none, "summarizer.checks.totals.find_untold_deaths": none},
    "check: injury_untold, release_untold": {
        f"{CHECKS}.check_untold_counts": none,
        "summarizer.checks.totals.check_untold_counts": none,
    },
    "check: uncovered_casualty": {f"{CHECKS}.report_uncovered": none},
}
"""What is put in the place of what to turn each system off."""
DETAILS = {
    "dates": "date_overlap",
    "countries": "country",
    "counts": "victim_count_exact",
    "day": "date_day",
    "killed": "killed_exact",
    "injured": "injured_exact",
}
SHOWN = 0.005
"""Smaller differences are none at two digits."""
REPORT = Path(__file__).with_suffix(".md")
HEAD = """# What each system of rules earns

Made by `benchmarks/ablation.py` from stored answers of the embedded model. The first row of a table has the scores in
percent, and warnings and values that no sentence holds (unfound), both a record. Every other row turns one system off
and says what changes: minus under micro-F1 is what the system earns, an empty cell is no change. Changed are records
that differ in anything. Left out are articles about which, without the system, a question would be asked that nobody
asked; the row compares the others alone.
"""


class NoAnswersError(Exception):
    """Nothing is stored that a table could be made of."""


class Run(NamedTuple):
    """A stored run: its articles, read anew, and a record that says how they were asked.

    ``is_default`` where no prompt was named: old wires were then asked about anew, with another.
    """

    articles: Sequence[Article]
    asked: Provenance
    is_default: bool


class Scores(NamedTuple):
    """Percent; ``warnings`` and ``unfound`` (values that no sentence holds) are means a record."""

    f1: float
    precision: float
    recall: float
    shares: Mapping[str, float]
    warnings: float
    unfound: float


def read_run(folder: Path) -> Run:
    """The articles of a run, read anew from the texts it keeps. Raises: NoAnswersError, RunFolderError."""
    articles, asked, prompts = [], None, set[str]()
    for record, stored in read_records(folder):
        about = record.article
        prompts.add(_prompt(record.provenance))
        if asked is None or _prompt(asked) != DEFAULTS["embedded"]:
            asked = record.provenance
        given = about.published if about.published_basis == "given" else None
        article = article_from_text(
            stored.text, path=about.path, title=about.title, published=given, source=about.source, url=about.url
        )
        articles.append(article)
    if asked is None or asked.model.file_sha256 is None:
        raise NoAnswersError(f"{folder}: no records of the embedded model here. Give the folder of a run by it.")
    return Run(articles, asked, is_default=len(prompts) > 1)


def summarize(run: Run, cache: Path) -> dict[str, Summary]:
    """Records by article from stored answers alone, without the articles whose answers are not stored."""
    asked, model = run.asked, run.asked.model
    context: int = asked.parameters["context_tokens"]
    nowhere = ServerAddress(
        base_url="http://127.0.0.1:9/v1",
        api_key=SecretStr("none"),
        model_name=model.id,
        context_tokens=context,
        file_sha256=model.file_sha256 or "",
        adapter_sha256=model.adapter_sha256,
    )
    settings = Options(
        prompt=None if run.is_default else _prompt(asked),
        abstract=any(prompt.id == "incident/abstract" for prompt in asked.prompts),
        temperature=asked.parameters["temperature"],
        seed=asked.parameters["seed"],
        context_tokens=context,
        cache_path=cache,
    )
    with Summarizer(settings, server=nowhere, live=False) as summarizer:
        results = summarizer.summarize_many(run.articles)
        return {one.article.article_id: one for one in results if isinstance(one, Summary)}


def _prompt(asked: Provenance) -> str:
    return f"{asked.prompts[0].id}@{asked.prompts[0].version}"


@contextlib.contextmanager
def without(system: str) -> Iterator[None]:
    """A system turned off."""
    with contextlib.ExitStack() as stack:
        for place, stand_in in SYSTEMS[system].items():
            stack.enter_context(patch(place, stand_in))
        yield


def score(records: Iterable[Summary], gold: GoldSet) -> Scores:
    """How records score."""
    records = list(records)
    told = report_run(score_run(records, gold))
    micro = told.parts[MICRO]
    details = {**told.details, **(told.entries.shares if told.entries else {})}
    shares = {
        name: found.percent.value
        for name, key in DETAILS.items()
        if (found := details.get(key)) is not None and found.percent is not None
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


def tell(name: str, run: Run, gold: GoldSet, cache: Path) -> Iterator[str]:
    """The lines of one run's table. Raises: NoAnswersError."""
    whole = summarize(run, cache)
    if not whole:
        raise NoAnswersError(
            f"{name}: {cache} holds no answer to what this version asks about these articles. Summarise them first, "
            "with the cache on."
        )
    everything = score(whole.values(), gold)
    shares = list(everything.shares)
    yield f"## {name}: {len(whole)} of {len(run.articles)} articles\n"
    heads = ["", "micro-F1", "P", "R", *shares, "warnings", "unfound", "changed", "left out"]
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield f"| everything on | {' | '.join(f'{value:.2f}' for value in _values(everything, shares))} | | |"
    for system in SYSTEMS:
        with without(system):
            others = summarize(run, cache)
        both = [key for key in whole if key in others]
        kept = everything if len(both) == len(whole) else score([whole[key] for key in both], gold)
        changed = score([others[key] for key in both], gold)
        cells = map(_difference, _values(changed, shares), _values(kept, shares))
        differing = sum(_differ(whole[key], others[key]) for key in both)
        yield f"| without: {system} | {' | '.join(cells)} | {differing or ''} | {len(whole) - len(both) or ''} |"


def _values(scores: Scores, shares: Sequence[str]) -> list[float]:
    known = (scores.shares.get(key, 0.0) for key in shares)
    return [scores.f1, scores.precision, scores.recall, *known, scores.warnings, scores.unfound]


def _differ(one: Summary, other: Summary) -> bool:
    return one != other.model_copy(update={"provenance": one.provenance})


def _difference(value: float, base: float) -> str:
    return f"{value - base:+.2f}" if abs(value - base) >= SHOWN else ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the tables; each line goes to stderr, too, as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--gold", action="append", required=True, help="A gold file or muc4, one for each run.")
    parser.add_argument("--root", type=Path, help="The folder of the MUC corpora.")
    parser.add_argument("--name", action="append", default=[], help="What to call each run.")
    parser.add_argument("--cache", type=Path, default=default_cache_path(), help="The file of stored answers.")
    parser.add_argument("--out", type=Path, default=REPORT, help="The Markdown file to write.")
    options = parser.parse_intermixed_args(arguments)
    if len(options.gold) != len(options.runs):
        parser.error(f"give --gold once for each run: {len(options.runs)} runs, {len(options.gold)} --gold")
    lines = [HEAD]
    for folder, gold, name in itertools.zip_longest(options.runs, options.gold, options.name[: len(options.runs)]):
        documents = load_gold(gold, options.root if gold in {"muc4", "gva"} else None, "dev")
        try:
            for line in tell(name or folder.name, read_run(folder), documents, options.cache):
                sys.stderr.write(f"{line}\n")
                lines.append(line)
        except (NoAnswersError, SummarizerError) as error:
            sys.exit(str(error))
        lines.append("")
    options.out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
