"""What a run would ask and cost, beside what recorded runs did ask."""

import weakref
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from checkout import ROOT
from pydantic import BaseModel, SecretStr
from recording import CASSETTES, load_yaml

from summarizer.articles.reading import article_from_text, read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.errors import PromptError
from summarizer.evidence.facts import read_facts
from summarizer.llm.prices import FREE, LongPrompt, Price, find_price
from summarizer.options import Options
from summarizer.pipeline.plans import Plan, embedded_plan, plan_without_model, remote_plan
from summarizer.rendering.parts import split_sentences
from summarizer.rendering.prompts import render
from summarizer.rendering.variables import main_variables
from summarizer.runs.estimate import LEAST_ANSWER_TOKENS, Estimate, _Run, estimate_run
from summarizer.schemas.record import Sentence
from summarizer.values import Article, ArticleFailure, ServerAddress

ARTICLES = {
    "earthquake": "tests/articles/earthquake.md",
    "kidnapping": "tests/articles/kidnapping.json",
    "long": "tests/articles/long.txt",
    "no_incident": "tests/articles/no_incident.txt",
    "orders": "tests/articles/orders.txt",
    "shooting": "tests/articles/shooting.txt",
    "two_incidents": "tests/articles/two_incidents.txt",
    "seed": "seeds",
}
FAILURE = ArticleFailure(path="x.txt", line=None, article_id=None, code="empty", message="no text")
TEXT = "A bomb killed 12 people in Kabul on Monday, police said. Nobody claimed it."
QUIET = "The council met on Monday. It spoke of roads."
PRICE = Price(input=2.0, cached_input=0.5, output=8.0, batch_factor=0.5, as_of=date(2026, 11, 1))


class Tally(BaseModel):
    """A user's own schema."""

    people: int


@pytest.fixture(scope="module")
def embedded() -> Plan:
    return plan_embedded(abstract=True)


def plan_embedded(*, abstract: bool | None = None) -> Plan:
    address = ServerAddress(
        base_url="http://127.0.0.1:9/v1",
        api_key=SecretStr("none"),
        model_name="small",
        context_tokens=8192,
        file_sha256="0" * 64,
        adapter_sha256="1" * 64,
    )
    return embedded_plan(Options(abstract=abstract), address)


def remote(**settings: Any) -> Plan:
    return remote_plan(Options(model="openai/gpt-4.1-mini", **settings))


@cache
def recorded(name: str) -> list[dict[str, Any]]:
    """The exchanges of a cassette, without the bodies' envelopes."""
    loaded = load_yaml((CASSETTES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        {"messages": each["request"]["body"]["json"]["messages"], **each["response"]["body"]["json"]["usage"]}
        for each in loaded["interactions"]
    ]


def article_of(name: str) -> Article:
    (article,) = read_articles([ROOT / ARTICLES[name]])
    assert isinstance(article, Article)
    return article


def estimate(articles: Iterable[Article | ArticleFailure], plan: Plan, price: Price | None = PRICE) -> Estimate:
    return estimate_run(articles, at_price(plan, price))


def variables_of(plan: Plan, article: Article, part: Sequence[Sentence]) -> dict[str, Any]:
    return main_variables(article, part, fields=_Run(plan)._fields)


def at_price(plan: Plan, price: Price | None) -> Plan:
    return plan.model_copy(update={"endpoint": plan.endpoint.model_copy(update={"price": price})})


WRAP = """Weekend wrap from the coast

TAXI HITS TRUCK
Eleven people were killed when a taxi collided with a truck outside Butterworth on Saturday.

SHOT DEAD IN TAVERN
Six people were shot dead at a tavern in Kariega on Sunday. Three gunmen walked in, said Nomfundo Gcina.

CASH HEIST
A gang rammed a van near Libode on Friday and blew it open. Two guards were injured.
"""


def test_a_page_of_several_reports_is_asked_about_one_by_one_of_the_embedded_model_alone() -> None:
    page = article_from_text(WRAP)
    small, large = (estimate([page], plan) for plan in (plan_without_model(Options()), remote()))
    assert (small.requests.low, large.requests.low) == (3, 1)
    assert "JSON schema" not in " ".join(small.assumptions)
    assert "JSON schema" in " ".join(large.assumptions)
    assert small.prompt_tokens.high < large.prompt_tokens.high


# Beside recordings of the embedded model


@pytest.mark.parametrize("name", ARTICLES)
def test_a_recorded_run_lies_between_low_and_high(name: str, embedded: Plan) -> None:
    exchanges = recorded(name)
    told = estimate([article_of(name)], embedded, FREE)
    assert told.requests.low <= len(exchanges) <= told.requests.high
    read = sum(exchange["prompt_tokens"] for exchange in exchanges)
    assert told.prompt_tokens.low <= read <= told.prompt_tokens.high
    wrote = sum(exchange["completion_tokens"] for exchange in exchanges)
    assert told.answer_tokens.low <= wrote <= told.answer_tokens.high
    assert told.cost_usd is not None
    assert (told.cost_usd.low, told.cost_usd.high) == (0, 0)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_main_question_is_rendered_as_it_was_asked(name: str, embedded: Plan) -> None:
    exchange, article = recorded(name)[0], article_of(name)
    sentences = number_sentences(article)
    shown = len([line for line in exchange["messages"][1]["content"].splitlines() if line.startswith("[")])
    messages = render(embedded.prompt, variables_of(embedded, article, sentences[:shown]))
    assert [each.content.casefold() for each in messages] == [
        each["content"].casefold() for each in exchange["messages"]
    ]


@pytest.mark.parametrize("name", ARTICLES)
def test_single_questions_lie_between_too(name: str, embedded: Plan) -> None:
    run = _Run(embedded)
    article = article_of(name)
    sentences = number_sentences(article)
    parts = split_sentences(sentences, embedded.part_tokens)
    mains = [
        question for question in run._questions(article, read_facts(sentences, article.text), parts) if question.low
    ]
    asked = [each for each in recorded(name) if each["messages"][0]["content"] == embedded.prompt.system]
    assert len(mains) == len(asked) == len(parts)
    for question, exchange in zip(mains, asked, strict=True):
        assert question.low <= exchange["prompt_tokens"] <= question.high


# Counting


def test_a_counting_article_may_be_asked_about_three_times() -> None:
    asked = remote(prompt="incident/compact@2")
    told = estimate([article_from_text(TEXT)], asked)
    assert (told.articles, told.failed, told.parts) == (1, 0, 1)
    assert (told.requests.low, told.requests.high) == (1, 3)
    assert told.answer_tokens.low == LEAST_ANSWER_TOKENS
    assert told.answer_tokens.high >= 3 * asked.answer_tokens


def test_a_summary_made_from_the_record_is_no_question() -> None:
    assert estimate([article_from_text(TEXT)], plan_embedded()).requests.high == 1


def test_the_embedded_model_is_asked_for_no_coverage(embedded: Plan) -> None:
    assert estimate([article_from_text(TEXT)], embedded).requests.high == 2


def test_an_article_that_counts_nobody_gives_no_cause_for_coverage() -> None:
    assert estimate([article_from_text(QUIET)], remote(prompt="incident/compact@2")).requests.high == 2


def test_a_prompt_that_brings_its_summary_needs_no_abstract() -> None:
    told = estimate([article_from_text(TEXT)], remote())
    assert (told.requests.low, told.requests.high) == (1, 2)
    assert estimate([article_from_text(QUIET)], remote()).requests.high == 1


def test_a_long_article_is_counted_by_parts() -> None:
    text = "The street was quiet for most of the day, said a shopkeeper. " * 400
    told = estimate([article_from_text(text)], remote(prompt="incident/general", context_tokens=8192))
    assert told.articles == 1
    assert told.parts > 1
    assert told.requests.low == told.parts
    assert told.requests.high == told.parts + 1, "answers from parts are merged, and then an abstract is asked for"


def test_a_schema_of_ones_own_is_asked_once_and_cannot_be_split() -> None:
    plan = remote(answer_schema=Tally, prompt="incident/general", context_tokens=8192)
    long = article_from_text("The street was quiet for most of the day, said a shopkeeper. " * 600)
    told = estimate([long, article_from_text(TEXT)], plan)
    assert (told.articles, told.too_long, told.parts) == (2, 1, 1)
    assert (told.requests.low, told.requests.high) == (1, 1)


def test_failures_are_counted_and_cost_nothing(embedded: Plan) -> None:
    told = estimate([FAILURE, article_from_text(TEXT), FAILURE], embedded)
    alone = estimate([article_from_text(TEXT)], embedded)
    assert (told.articles, told.failed) == (3, 2)
    assert told == alone.model_copy(update={"articles": 3, "failed": 2})


def test_nothing_costs_nothing(embedded: Plan) -> None:
    told = estimate([], embedded)
    assert (told.articles, told.requests.high, told.prompt_tokens.high, told.answer_tokens.high) == (0, 0, 0, 0)
    assert told.cost_usd is not None
    assert told.cost_usd.high == 0


def test_articles_are_taken_once_and_let_go(embedded: Plan) -> None:
    alive: list[weakref.ref[Article]] = []
    most = 0

    def stream() -> Iterator[Article]:
        nonlocal most
        for number in range(30):
            article = article_from_text(f"{TEXT} It was the {number}th.")
            alive.append(weakref.ref(article))
            most = max(most, sum(ref() is not None for ref in alive))
            yield article
            del article

    assert estimate(stream(), embedded).articles == 30
    assert most <= 2


def test_estimates_add_up() -> None:
    one, other = article_from_text(TEXT), article_from_text(QUIET)
    plan = remote()
    both, first, second = (estimate(list(each), plan) for each in ((one, other), (one,), (other,)))
    assert both.prompt_tokens.high == first.prompt_tokens.high + second.prompt_tokens.high
    assert both.prompt_tokens.low == first.prompt_tokens.low + second.prompt_tokens.low
    assert both.cost_usd is not None
    assert first.cost_usd is not None
    assert second.cost_usd is not None
    assert both.cost_usd.high == pytest.approx(first.cost_usd.high + second.cost_usd.high, abs=2e-9)


@pytest.mark.parametrize(
    "text", ["\U0001f4a5 " * 500, "爆炸造成十二人死亡。" * 200, "Взрыв убил 12 человек. " * 200, "x"]
)
def test_low_is_never_above_high(text: str, embedded: Plan) -> None:
    for plan in (embedded, remote()):
        told = estimate([article_from_text(text)], plan)
        assert told.requests.low <= told.requests.high
        assert told.prompt_tokens.low <= told.prompt_tokens.high
        assert told.answer_tokens.low <= told.answer_tokens.high
        assert told.cost_usd is not None
        assert told.cost_usd.low <= told.cost_usd.high


# Money and time


def test_cost_bounds() -> None:
    plan = remote()
    told = estimate([article_from_text(TEXT)], plan)
    system, user = render(plan.prompt, variables_of(plan, *_whole(TEXT)))
    shared, fresh = -(-len(system.content) // 6), -(-len(user.content) // 6)
    assert told.prompt_tokens.low == shared + fresh
    assert told.cost_usd is not None
    assert told.cost_usd.low == round((shared * 0.5 + fresh * 2 + LEAST_ANSWER_TOKENS * 8) / 1e6, 9)
    assert told.cost_usd.high == round((told.prompt_tokens.high * 2 + told.answer_tokens.high * 8) / 1e6, 9)
    assert told.cost_unknown is None


def _whole(text: str) -> tuple[Article, Any]:
    article = article_from_text(text)
    return article, number_sentences(article)


def test_a_batch_is_half_price() -> None:
    articles = [article_from_text(TEXT)]
    live, batched = (estimate_run(articles, at_price(remote(), PRICE), batch=batch) for batch in (False, True))
    assert live.cost_usd is not None
    assert batched.cost_usd is not None
    assert batched.cost_usd.high == pytest.approx(live.cost_usd.high / 2, abs=1e-9)
    assert "Every question is asked in a provider batch." in batched.assumptions


def test_many_short_prompts_are_no_long_one() -> None:
    long = PRICE.model_copy(update={"longer": (LongPrompt(over=20_000, input=200.0, output=800.0),)})
    articles = [article_from_text(TEXT)] * 40
    assert estimate(articles, remote(), long).prompt_tokens.high > 20_000
    assert estimate(articles, remote(), long).cost_usd == estimate(articles, remote(), PRICE).cost_usd


def test_a_prompt_that_may_be_long_is_dearer_at_most() -> None:
    long = PRICE.model_copy(update={"longer": (LongPrompt(over=100, input=4.0, output=16.0),)})
    dear, cheap = (estimate([article_from_text(TEXT)], remote(), price).cost_usd for price in (long, PRICE))
    assert dear is not None
    assert cheap is not None
    assert dear.low == cheap.low
    assert dear.high > cheap.high * 1.9


def test_the_schema_counts_only_where_a_provider_may_count_it(embedded: Plan) -> None:
    article = article_from_text(QUIET)
    plan = embedded.model_copy(update={"file_sha256": None})
    with_schema, without = estimate([article], plan), estimate([article], embedded)
    assert with_schema.prompt_tokens.high - without.prompt_tokens.high > 2000
    assert with_schema.prompt_tokens.low == without.prompt_tokens.low


@pytest.mark.parametrize(
    ("plan", "price", "batch", "reason"),
    [
        (remote(), None, False, "No price is known for 'openai/gpt-4.1-mini'."),
        (
            remote(base_url="http://127.0.0.1:1/v1"),
            None,
            False,
            "No price is known for 'openai/gpt-4.1-mini' at http://127.0.0.1:1/v1.",
        ),
        (remote(), Price(input=1.0, output=1.0), True, "batch_factor"),
    ],
)
def test_why_a_cost_is_unknown(plan: Plan, price: Price | None, batch: bool, reason: str) -> None:
    told = estimate_run([article_from_text(TEXT)], at_price(plan, price), batch=batch)
    assert told.cost_usd is None
    assert told.cost_unknown is not None
    assert reason in told.cost_unknown
    assert told.prompt_tokens.low > 0


def test_assumptions_are_told() -> None:
    price = find_price("google/gemini-3.8-flash", own={}, day=date(2026, 11, 26))
    assert price is not None
    said = " ".join(estimate([article_from_text(TEXT)], remote(), price).assumptions)
    for words in ("Re-asks", "from 10 to 1024 tokens", "as of 2026-11-26.", "from 2027-01-01."):
        assert words in said


def test_a_prompt_that_cannot_be_rendered_is_refused() -> None:
    plan = remote()
    broken = plan.model_copy(update={"prompt": plan.prompt.model_copy(update={"user": "{{ nothing }}"})})
    with pytest.raises(PromptError, match="nothing"):
        estimate([article_from_text(TEXT)], broken)
