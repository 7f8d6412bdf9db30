"""Articles about shootings as files to run, with their register's entries as gold beside them.

    python benchmarks/gva_articles.py gva-dev.jsonl OUT --without train/real.jsonl [-n 200]
    summarizer run OUT/articles --out RUN
    summarizer evaluate RUN --gold gva --root OUT/gold.jsonl

The articles are chosen by the hash of their ids. An incident of which an article stands in a file given by
``--without`` is left out with all its articles; there an article is named ``gINCIDENT_FIRST``, with the first six
letters of its id. ``gold.jsonl`` has the lines of the incidents with the chosen articles only.
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from chosen_articles import Usage, choose, read_ids, read_set, run_writer, write_set

TRAINED = re.compile(r"g(\d+)_[0-9a-f]+")


def list_trained(paths: Iterable[Path]) -> set[str]:
    """The incidents of which an article stands in those files."""
    return {found[1] for name in read_ids(paths) if (found := TRAINED.fullmatch(name))}


def write_articles(given: argparse.Namespace) -> dict[str, int]:
    """Write the chosen articles and their gold; how many of what were written."""
    trained = list_trained(given.without)
    incidents = [row for row in read_set(given.source, "incident", "articles") if row["incident"] not in trained]
    articles = {one["id"]: one for row in incidents for one in row["articles"]}
    chosen = choose(articles.keys(), given.number)
    kept = [{**row, "articles": [one for one in row["articles"] if one["id"] in set(chosen)]} for row in incidents]
    gold = [row for row in kept if row["articles"]]
    write_set(given.out, [articles[name] for name in chosen], gold)
    return {"articles": len(chosen), "incidents": len(gold), "incidents left out": len(trained)}


USAGE = Usage(
    doc=str(__doc__),
    source="The register with its articles, JSON Lines.",
    number=200,
    without=("--without", "JSON Lines of training articles, whose incidents are left out; may be repeated."),
)


if __name__ == "__main__":
    run_writer(USAGE, write_articles)
