"""Measures the events of a run's records against gold clusters, beside those of the articles' text alone.

    python benchmarks/events_of_run.py --write-ecb ecb-clusters-dev.jsonl OUT
    summarizer run OUT/articles --out RUN
    python benchmarks/events_of_run.py RUN --gold OUT/gold.jsonl

The gold is that of ``summarizer evaluate --events``: a cluster of articles a line. An article whose record has no
incident, or doubts all it has, is in no event; four readings say what that costs:

text     every article by its text and day of publication alone
records  every article by its record; those without an incident count as alone
both     by its record, and by its text where it has no incident
found    only the articles with an incident, by record and by text

``--write-ecb`` takes the topics of ECB+ in the half for testing (``benchmarks/events.py``) whose event is a deed, a
death, an accident or an arrest.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from chosen_articles import read_set, write_set
from event_records import make_incident, make_record
from events import half_of

from summarizer import Summary, merge_events
from summarizer.errors import SummarizerError
from summarizer.evaluation.event_scores import EventScores, GoldEvent, load_gold_events, score_events
from summarizer.evidence.findings import doubted_incidents
from summarizer.runs.records import read_records

TOPICS = frozenset({12, 13, 16, 21, 23, 26, 35, 45})


def write_ecb(source: Path, out: Path) -> int:
    """Write the articles of the topics and their clusters; how many articles."""
    rows = [row for row in read_set(source, "id", "topic", "event", "text") if row["topic"] in TOPICS]
    rows = [row for row in rows if half_of(row["topic"]) == "test"]
    clusters: dict[str, list[str]] = {}
    for row in rows:
        clusters.setdefault(row["event"], []).append(row["id"])
    write_set(out, rows, [{"event": event, "reports": ids} for event, ids in clusters.items()])
    return len(rows)


class Article(NamedTuple):
    """An article of the run: its record, and one that stands for its text alone."""

    record: Summary
    bare: Summary
    text: str

    @property
    def is_found(self) -> bool:
        """Whether the record has an incident that it does not doubt."""
        return len(doubted_incidents(self.record)) < len(self.record.incidents)


def read_run(run: Path) -> dict[str, Article]:
    """The articles of a run, by the stem of their files' names."""
    articles = {}
    for record, stored in read_records(run):
        if isinstance(record, Summary) and record.article.path:
            info = record.article.model_dump(include={"article_id", "path", "published"})
            bare = make_record(stored.text, make_incident(stored.text), **info)
            articles[Path(record.article.path).stem] = Article(record, bare, stored.text)
    return articles


def tell(articles: dict[str, Article], gold: Sequence[GoldEvent]) -> Iterator[str]:
    """The rows of the table."""
    named = {name: article for name, article in articles.items() if any(name in event.reports for event in gold)}
    found = {name: article for name, article in named.items() if article.is_found}
    yield _row("text", _score({name: one.bare for name, one in named.items()}, named, gold))
    yield _row("records", _score({name: one.record for name, one in named.items()}, named, gold))
    both = {name: one.record if one.is_found else one.bare for name, one in named.items()}
    yield _row("both", _score(both, named, gold))
    yield _row("found, by text", _score({name: one.bare for name, one in found.items()}, found, gold))
    yield _row("found, by records", _score({name: one.record for name, one in found.items()}, found, gold))


def _score(records: dict[str, Summary], articles: dict[str, Article], gold: Sequence[GoldEvent]) -> EventScores:
    texts = {article.record.article.article_id: article.text for article in articles.values()}
    kept = [event.model_copy(update={"reports": tuple(r for r in event.reports if r in records)}) for event in gold]
    events = merge_events(records.values(), texts=texts)
    return score_events(events, [event for event in kept if event.reports], name="run")


def _row(how: str, told: EventScores) -> str:
    pairs, cubed = told.pairwise, told.b_cubed
    cells = (
        told.reports, len(told.missing), told.gold_events, pairs.precision, pairs.recall, f"**{pairs.f1}**",
        cubed.precision, cubed.recall, cubed.f1,
    )  # fmt: skip
    return f"| {how} | {' | '.join(map(str, cells))} |"


def main() -> None:
    """Write the articles, or print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, nargs="?", help="a run's folder")
    parser.add_argument("--gold", type=Path, help="clusters of articles, JSON Lines")
    parser.add_argument("--write-ecb", type=Path, nargs=2, metavar=("SOURCE", "OUT"))
    chosen = parser.parse_args()
    try:
        if chosen.write_ecb:
            sys.stdout.write(f"{write_ecb(*chosen.write_ecb)} articles\n")
            return
        if not (chosen.run and chosen.gold):
            parser.error("give a run and --gold, or --write-ecb")
        lines = [
            "| by | articles | in no event | events | pairs P | R | **F1** | B-cubed P | R | F1 |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            *tell(read_run(chosen.run), load_gold_events(chosen.gold)),
        ]
    except (SummarizerError, OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
