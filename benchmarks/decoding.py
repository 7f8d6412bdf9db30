"""Ways of asking the adapter, side by side: biases, the adapter's scale, halves of an article, alone and merged.

    python benchmarks/decoding.py --root MUC34/CORPORA --articles DEV --ways WAYS.json --out ANSWERS.jsonl
                                  [--every 4] [--start 0] [--most 16] [--base-url URL --key KEY]
                                  [--score A B A+B 2:A+B+C ...]

DEV is what `muc_articles.py` wrote. WAYS.json holds ways by name; each may set `open` and `next` (biases of the tokens
that open a list which is not empty, and that end an entry after which another comes), `scale` (of the adapter, 1),
`half` (1 or 2: only that half of the sentences is shown, numbers kept), `temperature` (0), `seed`, and `names` (true:
names and groups can only be words that stand together in a sentence shown). An article is asked about in all ways in
turn, so that its prompt is read once where it is the same. Answers that ANSWERS.jsonl holds are not asked for again.
 `A+B` scores the answers of two ways merged; `2:A+B+C` keeps of the merged one what at least
two of the three say. Only the main question counts here: no coverage question. Without --base-url the
embedded server is started; any llama.cpp server that has the model and the adapter will do.
"""

import argparse
import json
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.evaluation.alignment import fill_from_incident, fill_from_template, score_document
from summarizer.evaluation.intervals import precision_recall_f1
from summarizer.evaluation.muc4 import load_muc4
from summarizer.evidence.facts import read_facts
from summarizer.language.folding import squeeze
from summarizer.llm.bound_answers import bind_answer
from summarizer.llm.embedded.server import serve_model
from summarizer.llm.embedded.settings import CLOSE_LAST_CITE, LONGEST, OPEN_LIST
from summarizer.pipeline.summarizing import resolve_answer
from summarizer.prompts import DEFAULTS
from summarizer.rendering.prompts import load_prompt, render
from summarizer.rendering.variables import main_variables
from summarizer.resolving.merging import merge_answers
from summarizer.resolving.repairs import drop_repeats
from summarizer.schemas.record import Sentence
from summarizer.schemas.wire import IncidentAnswer, WireIncident
from summarizer.values import Article

PROMPT = load_prompt(DEFAULTS["embedded"])
MOST_TOKENS = 700
LISTS = ("weapons", "perpetrators", "targets", "victims")
Answers = dict[tuple[str, str], dict[str, Any]]
Value = tuple[str, str, str]
NAMES = frozenset({"name", "group"})
MOST_WORDS = 10
WORD = re.compile(r"(\W*)(.*?)(\W*)\Z")
UNWRITTEN = re.compile(r"[\"\\\\\x00-\x1f]")
SPECIAL = re.compile(r"[\^$.\[\]()|{}*+?/-]")


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
    if way.get("names"):
        bind_names(schema, f"^({'|'.join(list_spans(part))})$")
    biases = {OPEN_LIST: way.get("open", 0.0), CLOSE_LAST_CITE: way.get("next", 0.0)}
    return {
        "messages": [message.model_dump() for message in render(PROMPT, main_variables(article, part, fields=""))],
        "temperature": way.get("temperature", 0),
        "seed": way.get("seed", 0),
        "max_tokens": MOST_TOKENS,
        "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}},
        "lora": [{"id": 0, "scale": way.get("scale", 1.0)}],
        "logit_bias": {token: bias for token, bias in biases.items() if bias},
    }


def bind_names(schema: Mapping[str, Any], pattern: str) -> None:
    """Give every ``name`` and ``group`` of a schema's models the pattern."""
    for model in schema["$defs"].values():
        for name in NAMES & model.get("properties", {}).keys():
            model["properties"][name]["pattern"] = pattern


def list_spans(sentences: Sequence[Sentence]) -> list[str]:
    """A pattern for each word of the sentences: it alone, or with some of those that follow it."""
    spans: dict[str, None] = {}
    for sentence in sentences:
        words = [WORD.findall(word)[0] for word in UNWRITTEN.sub(" ", sentence.text).split()]
        for at, (_, core, _) in enumerate(words):
            if core:
                spans.setdefault(write_span(words[at : at + MOST_WORDS]))
    return list(spans)


def write_span(words: Sequence[tuple[str, str, str]]) -> str:
    """The first word without the marks around it, and each further one as an option: "a( b( c)?)?"."""
    rest = ""
    for (_, _, after), (before, core, _) in reversed(list(pairwise(words))):
        rest = f"({escape(f'{after} {before}{core}')}{rest})?"
    return escape(words[0][1]) + rest


def escape(text: str) -> str:
    """The text as a pattern of a JSON schema."""
    return SPECIAL.sub(r"\\\g<0>", text)


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


def agree(answers: Sequence[IncidentAnswer], least: int) -> IncidentAnswer:
    """The answers merged, with the types, dates and entries that at least so many of them give for such an incident."""
    said = Counter(
        value for answer in answers for value in {value for one in answer.incidents for value in list_values(one)}
    )
    merged = merge_answers(answers)
    kept = [prune(one, said, least) for one in merged.incidents if said[one.type, "", ""] >= least]
    return merged.model_copy(update={"incidents": kept})


def list_values(incident: WireIncident) -> Iterator[Value]:
    """What an incident says, by its type."""
    yield incident.type, "", ""
    for name in LISTS:
        for entry in getattr(incident, name):
            yield incident.type, name, squeeze(entry.label).casefold()
    if incident.date:
        yield incident.type, "date", squeeze(incident.date.text).casefold()


def prune(incident: WireIncident, said: Mapping[Value, int], least: int) -> WireIncident:
    """The incident without the entries, and the date, that too few say."""

    def is_agreed(name: str, label: str) -> bool:
        return said[incident.type, name, squeeze(label).casefold()] >= least

    update: dict[str, Any] = {
        name: [entry for entry in getattr(incident, name) if is_agreed(name, entry.label)] for name in LISTS
    }
    if incident.date and not is_agreed("date", incident.date.text):
        update["date"] = None
    return incident.model_copy(update=update)


def read_way(name: str) -> tuple[int, list[str]]:
    """How many must agree, and the ways: 2 and three of "2:A+B+C", 1 and two of "A+B"."""
    least, _, ways = name.rpartition(":")
    return int(least or 1), ways.split("+")


def score(articles: Sequence[Article], answers: Answers, names: Sequence[str], root: Path) -> Iterator[str]:
    """A line for each way, or sum of ways, over the documents that all of them answered."""
    gold = load_muc4(root, "dev")
    templates = {document.doc_id: document.templates for document in gold.documents}
    ways = {way for name in names for way in read_way(name)[1]}
    scored = [one for one in articles if all((Path(one.path or "").stem, way) in answers for way in ways)]
    yield f"{len(scored)} documents"
    for name in names:
        counts = [0, 0, 0, 0]
        for article in scored:
            document, sentences = Path(article.path or "").stem, number_sentences(article)
            least, asked = read_way(name)
            answer = agree([parse(answers[document, way]["content"]) for way in asked], least)
            facts = read_facts(sentences, article.text, published=article.published)
            found = resolve_answer(drop_repeats(answer.incidents), article, facts)
            aligned = score_document(
                [fill_from_incident(incident, gold.types) for incident in found.incidents],
                [fill_from_template(template) for template in templates[document]],
            )
            counts = [sum(column) for column in zip(counts, *aligned.counts, strict=True)]
        precision, recall, f1 = (float(value) for value in precision_recall_f1(counts))
        seconds = sum(answers[Path(one.path or "").stem, way]["seconds"] for one in scored for way in read_way(name)[1])
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
            server = stack.enter_context(serve_model())
            url, key = server.base_url, server.api_key.get_secret_value()
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
