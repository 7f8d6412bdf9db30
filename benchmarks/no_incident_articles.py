"""Articles that report no incident, as files to run, with empty gold beside them.

    python benchmarks/no_incident_articles.py ecb-clusters-dev.jsonl OUT --without train/real.jsonl
                                              [--without dev/gold.jsonl] [-n 100]
    summarizer run OUT/articles --out RUN
    summarizer evaluate RUN --gold OUT/gold.jsonl

Chosen by the hash of their ids from the topics of the ECB+ corpus that tell of nothing violent or disastrous: films,
sport, awards, appointments, products, takeovers. Nothing that a file given by ``--without`` names is chosen.
"""

import argparse

from chosen_articles import Usage, choose, read_ids, read_set, run_writer, write_set

TOPICS = frozenset({1, 2, 5, 6, 7, 10, 25, 29, 34, 39, 40, 42, 44})


def write_articles(given: argparse.Namespace) -> dict[str, int]:
    """Write the chosen articles and their gold; how many of what were written."""
    known = read_ids(given.without)
    rows = read_set(given.source, "id", "topic", "text")
    articles = {one["id"]: one for one in rows if one["topic"] in TOPICS and one["id"] not in known}
    chosen = choose(articles.keys(), given.number)
    write_set(given.out, [articles[name] for name in chosen], [{"doc_id": name, "incidents": []} for name in chosen])
    return {"articles": len(chosen), "to choose from": len(articles)}


USAGE = Usage(
    doc=str(__doc__),
    source="ECB+ articles with their topics, JSON Lines.",
    number=100,
    without=("--without", "JSON Lines whose id or doc_id is never chosen; may be repeated."),
)


if __name__ == "__main__":
    run_writer(USAGE, write_articles)
