"""Ways of asking the adapter, side by side: biases, the adapter's scale, halves of an article, alone and merged.

    python benchmarks/decoding.py --root MUC34/CORPORA --articles DEV --ways WAYS.json --out ANSWERS.jsonl
                                  [--every 4] [--start 0] [--most 16] [--base-url URL --key KEY] [--score A B A+B ...]

DEV is what `muc_articles.py` wrote. WAYS.json holds ways by name; each may set `open` and `next` (biases of the tokens
that open a list which is not empty, and that end an entry after which another comes), `scale` (of the adapter, 1) and
`half` (1 or 2: only that half of the sentences is shown, numbers kept). An article is asked about in all ways in turn,
so that its prompt is read once where it is the same. Answers that ANSWERS.jsonl holds are not asked for again. `A+B`
scores the answers of two ways merged. Only the main question counts here: no coverage question, no second look. Without
--base-url the embedded server is started; any llama.cpp server that has the model and the adapter will do.
"""

import argparse
import json
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarizer.answers import bind_answer
from summarizer.api import CLOSE_LAST_CITE, LONGEST, OPEN_LIST
from summarizer.articles import read_articles
from summarizer.embedded.server import EmbeddedServer
from summarizer.evaluation.intervals import precision_recall_f1
from summarizer.evaluation.muc4 import load_muc4
from summarizer.evaluation.scoring import fill_from_incident, fill_from_template, score_document
from summarizer.parts import merge_answers
from summarizer.prompting import load_prompt, render
from summarizer.questions import main_variables
from summarizer.repairing import drop_repeats, fill_dates, repair_perpetrators
from summarizer.resolving import resolve_incidents
from summarizer.schemas.record_v1 import Sentence
from summarizer.schemas.wire_v1 import IncidentAnswer
from summarizer.sentences import number_sentences
from summarizer.values import Article

PROMPT = load_prompt("incident/compact")
MOST_TOKENS = 700
Answers = dict[tuple[str, str], dict[str, Any]]


def shown_part(sentences: Sequence[Sentence], half: int) -> Sequence[Sentence]:
    """All sentences, or one half of them; the halves share a sentence."""
    middle = (len(sentences) + 1) // 2
    if half == 0 or len(sentences) < 2:  # noqa: PLR2004 - nothing to halve
        return sentences
    return sentences[: middle + 1] if half == 1 else sentences[middle - 1 :]


def build_request(article: Article, sentences: Sequence[Sentence], way: Mapping[str, Any]) -> dict[str, Any]:
    """The body of the request for an article asked about in a way."""
    part = shown_part(sentences, way.get("half", 0))
    last = max(sentence.number for sentence in part)
    schema = bind_answer(IncidentAnswer, last, tuple(LONGEST.items())).model_json_schema()
    biases = {OPEN_LIST: way.get("open", 0.0), CLOSE_LAST_CITE: way.get("next", 0.0)}
    return {
        "messages": [message.model_dump() for message in render(PROMPT, main_variables(article, part, fields=""))],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}},
        "lora": [{"id": 0, "scale": way.get("scale", 1.0)}],
        "logit_bias": {token: bias for token, bias in biases.items() if bias},
    }


def ask(url: str, key: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's text, the tokens and the milliseconds it took."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    request = urllib.request.Request(f"{url}/chat/completions", json.dumps(body).encode(), headers)  # noqa: S310 - the caller's
    started = time.perf_counter()
    with urllib.request.urlopen(request) as response:  # noqa: S310 - the caller's
        answer = json.load(response)
    return {
        "content": answer["choices"][0]["message"]["content"],
        "seconds": time.perf_counter() - started,
        "timings": answer.get("timings"),
    }


def read_answers(path: Path) -> Answers:
    """The answers stored so far, by document and way."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {(row["document"], row["way"]): row for row in map(json.loads, lines)}


def parse(content: str) -> IncidentAnswer:
    """The answer; one that was cut off holds nothing."""
    try:
        return IncidentAnswer.model_validate_json(content)
    except ValidationError:
        return IncidentAnswer(gist=[], incidents=[])


def score(articles: Sequence[Article], answers: Answers, names: Sequence[str], root: Path) -> Iterator[str]:
    """A line for each way, or sum of ways, over the documents that all of them answered."""
    gold = load_muc4(root, "dev")
    templates = {document.doc_id: document.templates for document in gold.documents}
    ways = {way for name in names for way in name.split("+")}
    scored = [one for one in articles if all((Path(one.path or "").stem, way) in answers for way in ways)]
    yield f"{len(scored)} documents"
    for name in names:
        counts = [0, 0, 0, 0]
        for article in scored:
            document, sentences = Path(article.path or "").stem, number_sentences(article)
            told = [parse(answers[document, way]["content"]) for way in name.split("+")]
            wire = repair_perpetrators(drop_repeats(merge_answers(told).incidents), sentences)
            found = resolve_incidents(
                fill_dates(wire, sentences), sentences, published=article.published, article_id=article.article_id
            )
            aligned = score_document(
                [fill_from_incident(incident, gold.types) for incident in found.incidents],
                [fill_from_template(template) for template in templates[document]],
            )
            counts = [sum(column) for column in zip(counts, *aligned.counts, strict=True)]
        precision, recall, f1 = (float(value) for value in precision_recall_f1(counts))
        seconds = sum(answers[Path(one.path or "").stem, way]["seconds"] for one in scored for way in name.split("+"))
        mean = seconds / max(len(scored), 1)
        yield f"{name:<24} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  {mean:5.1f} s an article"


def main() -> None:
    """Ask in all ways and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--ways", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--most", type=int)
    parser.add_argument("--base-url")
    parser.add_argument("--key", default="none")
    parser.add_argument("--score", nargs="*", default=[])
    given = parser.parse_args()
    ways = json.loads(given.ways.read_text(encoding="utf-8"))
    found = [one for one in read_articles([given.articles], max_bytes=1_000_000) if isinstance(one, Article)]
    articles = sorted(found, key=lambda one: one.path or "")[given.start :: given.every][: given.most]
    answers = read_answers(given.out)
    with ExitStack() as stack:
        url, key = given.base_url, given.key
        if url is None:
            server = stack.enter_context(EmbeddedServer())
            url, key = server.base_url, server.api_key
        out = stack.enter_context(given.out.open("a", encoding="utf-8"))
        for article in articles:
            document, sentences = Path(article.path or "").stem, number_sentences(article)
            for name, way in ways.items():
                if (document, name) not in answers:
                    row = {"document": document, "way": name, **ask(url, key, build_request(article, sentences, way))}
                    answers[document, name] = row
                    out.write(json.dumps(row) + "\n")
                    out.flush()
    for line in score(articles, answers, given.score or list(ways), given.root):
        print(line)  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
