"""Measures the events of a run's records against gold clusters, beside those of the articles' text alone.

    python benchmarks/events_of_run.py --write-ecb ecb-clusters-dev.jsonl OUT
    python benchmarks/events_of_run.py --write-gva gva-dev.jsonl OUT --without train/real.jsonl
    summarizer run OUT/articles --out RUN
    python benchmarks/events_of_run.py RUN --gold OUT/gold.jsonl

The gold is that of ``summarizer evaluate --events``: a cluster of articles a line. An article whose record has no
incident, or doubts all it has, is in no event; four readings say what that costs:

text     every article by its text and day of publication alone
records  every article by its record; those without an incident count as alone
both     by its record, and by its text where it has no incident
found    only the articles with an incident, by record and by text

``--write-ecb`` takes the topics of ECB+ in the half for testing (``benchmarks/events.py``) whose event is a deed, a
death, an accident or an arrest. ``--write-gva`` takes 240 incidents of the Gun Violence Archive in that half, chosen
by hash, with all their articles, but those of which an article was trained on; the gold has their figures, so that
``summarizer evaluate RUN --events --gold OUT/gold.jsonl`` tells of merged tolls, too.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from chosen_articles import choose, read_set, write_set
from event_records import make_incident, make_record
from events import half_of, right_figures
from gva_articles import list_trained

from summarizer import Summary, merge_events
from summarizer.errors import SummarizerError
from summarizer.evaluation.event_scores import EventScores, GoldEvent, load_gold_events, score_events
from summarizer.evidence.findings import doubted_incidents
from summarizer.runs.records import read_records

TOPICS = frozenset({12, 13, 16, 21, 23, 26, 35, 45})
INCIDENTS = 240


def write_ecb(source: Path, out: Path) -> int:
    """Write the articles of the topics and their clusters; how many articles."""
    rows = [row for row in read_set(source, "id", "topic", "event", "text") if row["topic"] in TOPICS]
    rows = [row for row in rows if half_of(row["topic"]) == "test"]
    clusters: dict[str, list[str]] = {}
    for row in rows:
        clusters.setdefault(row["event"], []).append(row["id"])
    write_set(out, rows, [{"event": event, "reports": ids} for event, ids in clusters.items()])
    return len(rows)


def write_gva(source: Path, out: Path, *, without: Sequence[Path]) -> int:
    """Write the articles of the incidents and their clusters with figures; how many articles."""
    trained = list_trained(without)
    rows = [row for row in read_set(source, "incident", "articles") if row["incident"] not in trained]
    rows = [row for row in rows if half_of(row["incident"]) == "test"]
    incidents = set(choose([row["incident"] for row in rows], INCIDENTS))
    chosen = [row for row in rows if row["incident"] in incidents]
    figures = right_figures(source)
    gold = [
        {
            "event": row["incident"],
            "reports": [one["id"] for one in row["articles"]],
            "figures": figures[row["articles"][0]["id"]],
        }
        for row in chosen
    ]
    articles = {one["id"]: one for row in chosen for one in row["articles"]}
    write_set(out, [articles[name] for name in choose(articles.keys(), len(articles))], gold)
    return len(articles)


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
    parser.add_argument("--write-gva", type=Path, nargs=2, metavar=("SOURCE", "OUT"))
    parser.add_argument("--without", type=Path, action="append", default=[], help="training articles, JSON Lines")
    chosen = parser.parse_args()
    try:
        if chosen.write_ecb or chosen.write_gva:
            written = (
                write_ecb(*chosen.write_ecb)
                if chosen.write_ecb
                else write_gva(*chosen.write_gva, without=chosen.without)
            )
            sys.stdout.write(f"{written} articles\n")
            return
        if not (chosen.run and chosen.gold):
            parser.error("give a run and --gold, or --write-ecb or --write-gva")
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
