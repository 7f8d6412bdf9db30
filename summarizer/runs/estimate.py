"""What a run over articles would ask and cost, told before anything is asked.

The low figures are those of a run in which every article is answered at once and in a few words, the high ones those of
a run in which every optional question is asked and every answer fills its room. A run without transport trouble and
without re-asks lies between them, as far as the token counts do: nobody counts tokens here, both are made from lengths.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from summarizer.articles.reading import complete_published
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.facts import Facts, read_facts
from summarizer.evidence.grounding import cited_sentences
from summarizer.llm.prices import Tokens, cost_usd, explain_unknown
from summarizer.rendering.asides import list_asides
from summarizer.rendering.descriptions import describe_fields
from summarizer.rendering.items import list_items
from summarizer.rendering.parts import estimate_tokens, split_sentences
from summarizer.rendering.prompts import Prompt, render
from summarizer.rendering.roundups import list_round_up
from summarizer.rendering.variables import coverage_variables, main_variables, shown_sentences
from summarizer.schemas.cites import limit_schema
from summarizer.schemas.record import Frozen, Sentence
from summarizer.schemas.wire import AbstractAnswer, ArticleAnswer, CoverageAnswer
from summarizer.values import KEY_SENTENCES, Article, ArticleFailure, Message

if TYPE_CHECKING:
    from summarizer.pipeline.plans import Plan


LEAST_ANSWER_TOKENS = 10
CHARACTERS_A_TOKEN = 6
MESSAGE_TOKENS = 8
_MOST_CITES = 9999
_EVERY = "Every article is asked about: none is taken from a cache, an earlier run or a second copy."
_SPAN = "Low: one main question a part. High: every optional question that the article gives cause for."
_NONE_TO_ALL = "Low: no article is escalated. High: every one is, with every optional question that it gives cause for."


class Count(Frozen):
    """From ``low`` to ``high``, both included."""

    low: int = 0
    high: int = 0


class Amount(Frozen):
    """From ``low`` to ``high``, both included, in USD."""

    low: float
    high: float


class Estimate(Frozen):
    """What a run would ask and cost.

    ``failed`` articles could not be read; ``too_long`` ones do not fit one question, which a schema of one's own needs:
    neither is asked about. ``cost_usd`` is None where ``cost_unknown`` says why. ``assumptions`` are sentences for
    people. ``escalation`` is what a second model would be asked beside that: low if about no article, high if about
    all of them; None where there is no second model.
    """

    articles: int = 0
    failed: int = 0
    too_long: int = 0
    parts: int = 0
    requests: Count = Count()
    prompt_tokens: Count = Count()
    answer_tokens: Count = Count()
    cost_usd: Amount | None = None
    cost_unknown: str | None = None
    assumptions: tuple[str, ...] = ()
    escalation: "Estimate | None" = None


class _Question(NamedTuple):
    """Bounds of one question. ``low`` is 0 for one that may not be asked; ``shared`` is what a cache may hold of it.

    ``answer`` is the room for its answer.
    """

    low: int
    high: int
    answer: int
    shared: int = 0


def estimate_run(
    articles: Iterable[Article | ArticleFailure], plan: "Plan", *, batch: bool = False, second: "Plan | None" = None
) -> Estimate:
    """What a run of ``plan`` over the articles would ask and cost; they are taken once and none is kept.

    Requests: at least one main question a part; at most also one coverage question where the article counts casualties,
    and one abstract, as far as the plan has them. Re-asks of answers that do not match the schema or hold unsupported
    values, repeats of answers that were cut off, passages that the embedded model's answers passed over, old wire
    reports that it is asked about anew, transport retries and parts halved because the server found them too long are
    not counted.

    Prompt tokens: at least one for every 6 characters of the main question, at most one for every 3 bytes of UTF-8 of
    every question, 8 a message, and the answer's JSON schema where the provider may count it; the facts that the
    abstract is written from count as the article once more, at most. Answer tokens: at least
    10 a question, since no incident is told in as few; at most the answer limit. Cost: at least as if the system
    message were read from a cache each time, at most as if nothing were.

    ``second`` is the plan of the model to escalate to: which articles it will be asked about nobody knows before the
    first one answers.

    Raises: PromptError where the plan's prompts cannot be rendered.
    """
    runs = [_Run(asked) for asked in (plan, second) if asked is not None]
    for article in articles:
        for run in runs:
            run.add(article)
    told = runs[0].estimate(batch=batch)
    return told if second is None else told.model_copy(update={"escalation": runs[1].estimate(is_second=True)})


class _Run:
    """Sums over the articles so far."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._count = {"articles": 0, "failed": 0, "too_long": 0, "parts": 0}
        self._requests = [0, 0]
        self._prompt_tokens = [0, 0]
        self._answer_tokens = 0
        self._shared_tokens = 0
        self._longest_prompt = 0
        self._fields = describe_fields(plan.answer_type)
        self._schemas = _schema_tokens(plan)

    def add(self, article: Article | ArticleFailure) -> None:
        """Count an article and the questions about it."""
        self._count["articles"] += 1
        if isinstance(article, ArticleFailure):
            self._count["failed"] += 1
            return
        article = complete_published(article, self._plan.retrieved)
        sentences = number_sentences(article)
        facts = read_facts(sentences, article.text, headline=article.title or "")
        listed = (listing(article.text, facts) for listing in (list_items, list_round_up, list_asides))
        items = next(filter(None, listed), []) if self._plan.asks_by_item else []
        parts = [part for text in items or [sentences] for part in split_sentences(text, self._plan.part_tokens)]
        if self._plan.custom and len(parts) > 1:
            self._count["too_long"] += 1
            return
        self._count["parts"] += len(parts)
        for question in self._questions(article, facts, parts):
            self._take(question)

    def _take(self, question: _Question) -> None:
        self._requests[0] += question.low > 0
        self._requests[1] += 1
        self._prompt_tokens[0] += question.low
        self._prompt_tokens[1] += question.high
        self._answer_tokens += question.answer
        self._shared_tokens += question.shared
        self._longest_prompt = max(self._longest_prompt, question.high)

    def _questions(self, article: Article, facts: Facts, parts: Sequence[Sequence[Sentence]]) -> Iterator[_Question]:
        """Every question that may be asked about the article."""
        plan = self._plan
        for part in parts:
            messages = render(plan.prompt, main_variables(article, part, fields=self._fields))
            high = _high_tokens(messages) + self._schemas[plan.answer_type]
            yield _Question(_low_tokens(messages), high, self._room(part), _low_tokens(messages[:1]))
        if plan.custom:
            return
        mentions = facts.mentions
        if plan.coverage is not None and mentions:
            shown = cited_sentences((one.sentence for one in mentions), facts.sentences)
            yield self._optional(plan.coverage, coverage_variables(mentions, shown), CoverageAnswer, shown)
        if plan.abstract is not None and (not issubclass(plan.answer_type, ArticleAnswer) or len(parts) > 1):
            yield self._abstract(plan.abstract, facts.sentences, len(parts))

    def _optional(
        self, prompt: Prompt, variables: Mapping[str, Any], answer_type: type[BaseModel], shown: Sequence[Sentence]
    ) -> _Question:
        high = _high_tokens(render(prompt, variables)) + self._schemas[answer_type]
        return _Question(0, high, self._room(shown))

    def _room(self, shown: Sequence[Sentence]) -> int:
        return self._plan.room(sum(estimate_tokens(sentence.text) for sentence in shown))

    def _abstract(self, prompt: Prompt, sentences: Sequence[Sentence], parts: int) -> _Question:
        """The longest sentences it may show, and facts no longer than the answers they are from, or the article."""
        costs = {sentence.number: estimate_tokens(sentence.text) for sentence in sentences}
        longest = sorted(sentences, key=lambda sentence: costs[sentence.number], reverse=True)[: 2 * KEY_SENTENCES]
        question = self._optional(prompt, {"facts": [], "sentences": shown_sentences(longest)}, AbstractAnswer, longest)
        facts = min((parts + 1) * self._plan.answer_tokens, sum(costs.values()))
        return question._replace(high=question.high + facts)

    def estimate(self, *, batch: bool = False, is_second: bool = False) -> Estimate:
        """The estimate for what was added; of a second model, about none of the articles or about all of them."""
        least = 0 if is_second else 1
        requests = Count(low=least * self._requests[0], high=self._requests[1])
        prompt = Count(low=least * self._prompt_tokens[0], high=self._prompt_tokens[1])
        answer = Count(low=LEAST_ANSWER_TOKENS * requests.low, high=self._answer_tokens)
        cost = self._cost(prompt, answer, batch=batch)
        span = (_NONE_TO_ALL,) if is_second else (_EVERY, _SPAN)
        return Estimate(
            **self._count,
            requests=requests,
            prompt_tokens=prompt,
            answer_tokens=answer,
            cost_usd=cost,
            cost_unknown=None if cost is not None else _why_unknown(self._plan),
            assumptions=(*span, *_assumptions(self._plan, batch=batch)),
        )

    def _cost(self, prompt: Count, answer: Count, *, batch: bool) -> Amount | None:
        price = self._plan.endpoint.price
        least = Tokens(prompt.low, answer.low, cached=self._shared_tokens, written=0)
        most = Tokens(prompt.high, answer.high, cached=0)
        low = cost_usd(price, least, longest_prompt=0, batch=batch)
        high = cost_usd(price, most, longest_prompt=self._longest_prompt, batch=batch)
        return None if low is None or high is None else Amount(low=low, high=high)


def _low_tokens(messages: Iterable[Message]) -> int:
    return sum(ceil(len(message.content) / CHARACTERS_A_TOKEN) for message in messages)


def _high_tokens(messages: Iterable[Message]) -> int:
    return sum(estimate_tokens(message.content) + MESSAGE_TOKENS for message in messages)


def _schema_tokens(plan: "Plan") -> dict[type[BaseModel], int]:
    """The most that the schema of each answer adds to a prompt: nothing for the embedded model, which reads none."""
    types: set[type[BaseModel]] = {plan.answer_type, CoverageAnswer, AbstractAnswer}
    if plan.file_sha256 is not None:
        return dict.fromkeys(types, 0)
    schemas = {answer_type: limit_schema(answer_type.model_json_schema(), _MOST_CITES) for answer_type in types}
    return {answer_type: estimate_tokens(json.dumps(schema)) for answer_type, schema in schemas.items()}


def _why_unknown(plan: "Plan") -> str:
    if plan.endpoint.price is not None:
        return f"The price of {plan.endpoint.model!r} does not say what a batch costs (--prices, batch_factor)."
    return explain_unknown(plan.endpoint.model, plan.endpoint.address)


def _assumptions(plan: "Plan", *, batch: bool) -> Iterator[str]:
    price = plan.endpoint.price
    passages = "passages that an answer passed over, " if plan.asks_by_item else ""
    yield f"Re-asks, repeats of answers that were cut off, {passages}and transport retries are not counted."
    yield (
        f"Prompts: from one token for every {CHARACTERS_A_TOKEN} characters to one for every 3 bytes, "
        f"{MESSAGE_TOKENS} a message" + (" and the answer's JSON schema." if plan.file_sha256 is None else ".")
    )
    more = " and one more for each token of the text asked about" if plan.answer_share else ""
    thinking = f", and up to {plan.thinking_tokens} for thinking" if plan.thinking_tokens else ""
    yield f"Answers: from {LEAST_ANSWER_TOKENS} to {plan.answer_tokens} tokens each{more}{thinking}."
    if price is not None and plan.file_sha256 is None:
        yield "Cost: low as if the system message were always read from the provider's cache, high as if nothing were."
        source = price.source or "a file of your own"
        yield f"Prices from {source}, as of {price.as_of or 'a day not given'}." + (
            f" {price.note}" if price.note else ""
        )
    if batch:
        yield "Every question is asked in a provider batch."
