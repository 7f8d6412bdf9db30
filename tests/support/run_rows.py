"""Articles to run over, and what runs wrote, to be held against what others did."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fakes import bulletin
from pydantic import BaseModel

from summarizer.articles.reading import article_from_text
from summarizer.schemas.record import CustomSummary, Summary
from summarizer.values import Article


def make_articles(count: int) -> Iterator[Article]:
    """So many articles, each with a number of its own."""
    return (article_from_text(bulletin(number)) for number in range(count))


def write_articles(folder: Path, count: int, text: Callable[[int], str] = bulletin) -> Path:
    """A folder with so many articles, ``001.txt`` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{number:03}.txt").write_text(text(number), encoding="utf-8")
    return folder


def manifest(out: Path) -> dict[str, Any]:
    """What a run's folder says of the run."""
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return found


def write_rows(path: Path, found: Iterable[object]) -> Path:
    """A file of JSON lines; what is text already stays as it is."""
    lines = (one.model_dump_json() if isinstance(one, BaseModel) else one for one in found)
    path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines))
    return path


def write_stored(folder: Path, stored: Sequence[tuple[Summary | CustomSummary, str]]) -> Path:
    """A run's folder with records, each with the text of its article."""
    folder.mkdir(exist_ok=True)
    texts = [{"article_id": record.article.article_id, "text": text, "sentences": []} for record, text in stored]
    write_rows(folder / "summaries.jsonl", (record for record, _ in stored))
    write_rows(folder / "articles.jsonl", reversed(texts))
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def without_times(node: Any) -> Any:
    """A row without how long things took."""
    if isinstance(node, list):
        return [without_times(item) for item in node]
    if isinstance(node, dict):
        return {name: without_times(value) for name, value in node.items() if name != "seconds"}
    return node


def count_rows(path: Path) -> int:
    """How many rows were written to a file that need not be there yet."""
    return path.read_bytes().count(b"\n") if path.exists() else 0
