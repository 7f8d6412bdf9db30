"""What the writers of measuring sets share: articles chosen by hash, as files that the command line reads."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.errors import SummarizerError
from summarizer.files import read_rows

Row = dict[str, Any]
KEPT = ("title", "text", "published", "url")
"""The fields of an article that its file has; whatever else is known of it would tell the answer."""


def read_set(path: Path, *fields: str) -> list[Row]:
    """The objects of a file of JSON Lines. Raises: SummarizerError; ValueError where one has not all of the fields."""
    if not path.exists():
        raise ValueError(f"{path}: there is no such file")
    rows = list(read_rows(path))
    for number, row in enumerate(rows, start=1):
        if missing := [name for name in fields if name not in row]:
            raise ValueError(f"{path}: line {number}: no {missing[0]!r} there; is it the right file?")
    return rows


def choose(ids: Collection[str], number: int) -> list[str]:
    """The ids whose SHA-256 is lowest, in that order: a choice that nobody made. Raises: ValueError for too few."""
    if len(ids) < number:
        raise ValueError(f"{number} articles are wanted and {len(ids)} are left to choose from; ask for fewer")
    return sorted(ids, key=lambda one: hashlib.sha256(one.encode()).hexdigest())[:number]


def write_set(out: Path, articles: Iterable[Row], gold: Sequence[Row]) -> None:
    """Write ``articles/ID.json`` for each and ``gold.jsonl`` beside them. Raises: ValueError where something is."""
    folder = out / "articles"
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder}: not empty; choose another folder, or remove it")
    folder.mkdir(parents=True, exist_ok=True)
    for one in articles:
        shown = {name: one[name] for name in KEPT if one.get(name)}
        (folder / f"{one['id']}.json").write_text(json.dumps(shown, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in gold)
    (out / "gold.jsonl").write_text(lines, encoding="utf-8")


class Usage(NamedTuple):
    """How a writer is called: its text, what its source is, how many articles unless told, and its option of ids."""

    doc: str
    source: str
    number: int
    without: tuple[str, str]


def run_writer(usage: Usage, write: Callable[[argparse.Namespace], Mapping[str, int]]) -> None:
    """Parse the command line of a writer, and tell how many it wrote; the exit code is 2 where it cannot."""
    parser = argparse.ArgumentParser(description=usage.doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    option, what = usage.without
    parser.add_argument("source", type=Path, help=usage.source)
    parser.add_argument("out", type=Path, help="The folder to write articles/ and gold.jsonl into.")
    parser.add_argument(option, type=Path, action="append", default=[], dest="without", help=what)
    parser.add_argument("-n", "--number", type=int, default=usage.number, help=f"How many; {usage.number} unless told.")
    try:
        told = write(parser.parse_args())
    except (SummarizerError, OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    sys.stdout.write(", ".join(f"{count} {what}" for what, count in told.items()) + "\n")


def read_ids(paths: Iterable[Path]) -> set[str]:
    """The ids in those files, gold or training examples."""
    return {str(row.get("id", row.get("doc_id"))) for path in paths for row in read_set(path)}
