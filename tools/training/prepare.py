"""Training examples from articles with wire answers, through the project's own reading, numbering and rendering.

    python tools/training/prepare.py OUT.jsonl IN.jsonl...

Lines of IN are an article and its answer: ``id``, ``published``, ``sentences``, ``answer`` (wire ``incident/1``), and
either ``text`` or ``paragraphs`` (how many sentences each has), ``title`` and ``dateline``; ``articles.jsonl`` beside
this file is such. Countries that ``countries.json`` knows by id and number of incident are filled in where an answer
has none. Where the project numbers the sentences in another way, the answer's numbers follow them (a headline has
none); an example is left out and named where a value loses all its sentences.
"""

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.prompts import DEFAULTS
from summarizer.rendering.prompts import load_prompt, render
from summarizer.rendering.variables import main_variables
from summarizer.schemas.wire import IncidentAnswer

COUNTRIES: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("countries.json").read_text())
HEADLINE_WORDS = 16


def make_text(row: dict[str, Any]) -> str:
    """The text of an article given by its sentences."""
    paragraphs, at = [], 0
    for count in row["paragraphs"]:
        joined = ""
        for sentence in row["sentences"][at : at + count]:
            opens = re.search(r"[\w'’”\":]$", sentence) and len(sentence.split()) < HEADLINE_WORDS
            joined += sentence + ("\n\n" if opens else " ")
        paragraphs.append(joined.strip())
        at += count
    if row.get("dateline"):
        paragraphs[0] = f"{row['dateline'].rstrip(' -–—')} -- {paragraphs[0]}"
    return "\n\n".join(paragraphs)


def finish(row: dict[str, Any]) -> dict[str, Any]:
    """The answer with its countries; suspects who were arrested are perpetrators, not victims."""
    answer: dict[str, Any] = row["answer"]
    for at, incident in enumerate(answer["incidents"]):
        incident["country"] = incident["country"] or COUNTRIES.get(row["id"], {}).get(str(at))
        who = {one["name"].casefold() for one in incident["perpetrators"]}
        incident["victims"] = [
            one
            for one in incident["victims"]
            if one["outcome"] != "arrested" or (one.get("name") or one.get("group") or "").casefold() not in who
        ]
    return answer


def squeeze(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"\W+", "", text).casefold()


def new_numbers(old: list[str], new: list[str]) -> dict[int, list[int]]:
    """For each sentence of ``old`` the numbers of those of ``new`` that share most of the shorter one's text."""
    found: dict[int, list[int]] = {}
    texts, ends, at = [squeeze(one) for one in new], [0], 0
    whole = "".join(texts)
    for text in texts:
        ends.append(ends[-1] + len(text))
    for number, sentence in enumerate(map(squeeze, old), 1):
        start = whole.find(sentence, at)
        if start < 0:
            found[number] = []
            continue
        at = end = start + len(sentence)
        found[number] = [
            one
            for one in range(1, len(ends))
            if 2 * (min(end, ends[one]) - max(start, ends[one - 1])) > min(len(sentence), len(texts[one - 1]))
        ]
    return found


class UnfoundedError(Exception):
    """A value without a sentence left."""


def renumber(value: Any, numbers: dict[int, list[int]]) -> Any:
    """The answer with the numbers of its sentences changed.

    Raises:
        UnfoundedError: if all sentences of a value are gone.
    """
    if isinstance(value, list):
        return [renumber(one, numbers) for one in value]
    if not isinstance(value, dict):
        return value
    changed = {}
    for key, part in value.items():
        if key == "gist" or key.endswith("cite"):
            changed[key] = sorted({new for old in part for new in numbers.get(old, [])})
            if part and not changed[key] and key != "gist":
                raise UnfoundedError
        else:
            changed[key] = renumber(part, numbers)
    if changed.get("gist") == []:
        changed["gist"] = [1]
    return changed


def main(out: Path, *inputs: Path) -> None:
    """Writes the examples and says how many were kept, and which were not."""
    prompt, kept, lost = load_prompt(DEFAULTS["embedded"]), [], []
    for path in inputs:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            article = article_from_text(row.get("text") or make_text(row), published=published)
            sentences = number_sentences(article)
            try:
                IncidentAnswer.model_validate(row["answer"])
                answer = renumber(finish(row), new_numbers(row["sentences"], [one.text for one in sentences]))
            except UnfoundedError:
                lost.append(row["id"])
                continue
            system, user = render(prompt, main_variables(article, sentences, fields=""))
            target = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            example = {"id": row["id"], "system": system.content, "user": user.content, "target": target}
            kept.append(json.dumps(example, ensure_ascii=False))
    out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} kept; {len(lost)} lost: {' '.join(lost)}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
