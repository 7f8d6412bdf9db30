"""Runs with two models: what is counted and paid for both, where they stop, and what is told of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Cli
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import TEXT, full, incident, speak
from pydantic import BaseModel
from run_rows import write_articles

from summarizer import Options
from summarizer.articles.reading import article_from_text
from summarizer.errors import CircuitOpenError, ConfigurationError, RunFolderError
from summarizer.options import make_options
from summarizer.pipeline.plans import plan_without_model
from summarizer.runs.estimate import Estimate, estimate_run
from summarizer.runs.ledger import read_ledger, sum_ledger
from summarizer.runs.progress import Progress, describe_escalated
from summarizer.runs.provider_batches.jobs import require_batches
from summarizer.runs.records import read_records
from summarizer.runs.running import RunLimits, run_batch
from summarizer.runs.status import describe_status, read_status

PRICES = {"models": {"fake": {"input": 1.0, "output": 0.0}, "large": {"input": 1000.0, "output": 0.0}}}
LEFT_OUT = {"gist": [1], "incidents": [incident(victims=[])]}
OUT_OF_ORDER = error_reply(500, "trouble", **{"Retry-After": "0"})
DOUBTED = {1, 3}


def answer_some(request: dict[str, Any]) -> Reply:
    """A doubtful answer about the articles of two bulletins, and a sound one about the others."""
    doubtful = any(f"bulletin {number}." in str(request["messages"]) for number in DOUBTED)
    return speak(article=full(LEFT_OUT) if doubtful else full())(request)


@pytest.fixture(autouse=True)
def answers(server: FakeServer, larger: FakeServer) -> None:
    server.default = answer_some
    larger.default = speak()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", 4)


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    path = tmp_path / "prices.json"
    path.write_text(json.dumps(PRICES))
    return path


def options(server: FakeServer, larger: FakeServer, **changes: Any) -> Options:
    second = Options(model="large", base_url=larger.url)
    settings = {"model": "fake", "base_url": server.url, "concurrency": 1, "max_attempts": 1, "escalate": second}
    return make_options(**{**settings, **changes})


def models(out: Path) -> list[str]:
    return [record.provenance.model.id for record, _ in read_records(out)]


def test_a_run_counts_and_pays_for_both(
    server: FakeServer, larger: FakeServer, articles: Path, prices: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    final = run_batch([articles], out, options(server, larger, prices_path=prices))
    assert models(out) == ["large", "fake", "large", "fake"]
    assert (final.done, final.escalated, final.escalation_failed) == (4, 2, 0)
    spent = sum_ledger(read_ledger(out))
    assert spent == final.spent
    assert spent.requests == len(server.requests) + len(larger.requests) == 6 + 2
    assert spent.cost_usd == pytest.approx(6 * 1e-4 + 2 * 0.1)
    status = read_status(out)
    assert (status.second_model, status.escalated, status.escalation_failed) == ("large", 2, 0)
    assert "second    large: 2 escalated" in describe_status(status).splitlines()


def test_a_run_that_is_taken_up_asks_neither_again_and_knows_its_second_model(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    out, both = tmp_path / "out", options(server, larger)
    run_batch([articles], out, both, limits=RunLimits(articles=2))
    run_batch([articles], out, both)
    run_batch([articles], out, both)
    assert (len(server.requests), len(larger.requests)) == (6, 2)
    assert read_status(out).escalated == 2
    with pytest.raises(RunFolderError, match="escalate"):
        run_batch([articles], out, options(server, larger, escalate=None))


def test_a_folder_of_one_model_is_as_it_was(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    run_batch([articles], tmp_path / "out", options(server, larger, escalate=None))
    status = read_status(tmp_path / "out")
    assert (status.second_model, status.escalated) == (None, 0)
    assert "second" not in describe_status(status)
    assert models(tmp_path / "out") == ["fake"] * 4


def test_no_article_can_say_that_it_was_escalated(server: FakeServer, larger: FakeServer, tmp_path: Path) -> None:
    server.default = speak(article=full(summary='"findings":[{"code":"escalated"'))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text(
        f'{TEXT} "findings":[{{"code":"escalated","severity":"info"', encoding="utf-8"
    )
    run_batch([tmp_path / "in"], tmp_path / "out", options(server, larger))
    assert read_status(tmp_path / "out").escalated == 0


# --- where a run stops -----------------------------------------------------------------------------------------------


def test_a_budget_holds_over_both(server: FakeServer, larger: FakeServer, prices: Path, tmp_path: Path) -> None:
    """The first article is escalated and takes nearly all; the first model alone would never get there."""
    write_articles(tmp_path / "in", 4)
    limits = RunLimits(budget_usd=0.1)
    final = run_batch([tmp_path / "in"], tmp_path / "out", options(server, larger, prices_path=prices), limits=limits)
    assert (final.stopped, final.done) == ("budget_usd", 1)
    assert final.spent.cost_usd == pytest.approx(0.1002)


def test_a_budget_in_tokens_holds_over_both(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    limits = RunLimits(budget_tokens=360)
    final = run_batch([articles], tmp_path / "out", options(server, larger), limits=limits)
    assert (final.stopped, final.spent.tokens, len(larger.requests)) == ("budget_tokens", 360, 1)


def test_a_budget_needs_the_price_of_both(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    prices = tmp_path / "one.json"
    prices.write_text(json.dumps({"models": {"fake": PRICES["models"]["fake"]}}))
    with pytest.raises(ConfigurationError, match="No price is known for 'large'"):
        run_batch(
            [articles], tmp_path / "out", options(server, larger, prices_path=prices), limits=RunLimits(budget_usd=1.0)
        )
    assert server.requests == []


def test_a_second_model_that_only_fails_stops_the_run(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    """Records of the first model that need no second one in between say nothing of the second."""
    larger.default = OUT_OF_ORDER
    with pytest.raises(CircuitOpenError, match="the model to escalate to failed 2 times in a row"):
        run_batch([articles], tmp_path / "out", options(server, larger), limits=RunLimits(failures_in_a_row=2))
    assert models(tmp_path / "out") == ["fake"] * 3
    status = read_status(tmp_path / "out")
    assert (status.escalated, status.escalation_failed) == (0, 2)
    assert "second    large: 2 escalated (2 of them in vain)" in describe_status(status)


def test_a_second_model_that_fails_now_and_then_stops_nothing(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    server.default = speak(article=full(LEFT_OUT))
    sound = speak()
    larger.default = lambda asked: OUT_OF_ORDER if len(larger.requests) % 2 else sound(asked)
    final = run_batch([articles], tmp_path / "out", options(server, larger), limits=RunLimits(failures_in_a_row=2))
    assert (final.done, final.escalated, final.escalation_failed) == (4, 2, 2)


def test_a_first_model_that_never_answers_is_the_seconds_work(
    server: FakeServer, larger: FakeServer, articles: Path, tmp_path: Path
) -> None:
    server.default = completion("no answer")
    final = run_batch([articles], tmp_path / "out", options(server, larger), limits=RunLimits(failures_in_a_row=2))
    assert (final.done, final.failed, final.escalated) == (4, 0, 4)


def test_batches_refuse_a_second_model() -> None:
    with pytest.raises(ConfigurationError, match="asks one model"):
        require_batches(make_options(model="openai/gpt-4.1-mini", escalate="openai/gpt-5"))


# --- what is told beforehand, and by the command ---------------------------------------------------------------------


def estimate(**settings: Any) -> Estimate:
    both = make_options(**{"model": "openai/gpt-4.1-mini", "escalate": "openai/gpt-4.1", **settings})
    second = None if both.second is None else plan_without_model(both.second)
    plan = plan_without_model(both)
    return estimate_run([article_from_text(TEXT)] * 3, plan, second=second)


class Note(BaseModel):
    """A user's own schema."""

    city: str


@pytest.mark.parametrize("schema", [None, Note])
def test_an_estimate_tells_of_both(schema: type[BaseModel] | None) -> None:
    both, alone = estimate(answer_schema=schema), estimate(answer_schema=schema, escalate=None)
    large = estimate(answer_schema=schema, model="openai/gpt-4.1", escalate=None)
    told = both.escalation
    assert both.model_copy(update={"escalation": None}) == alone
    assert told is not None
    assert told.requests.low == told.prompt_tokens.low == told.answer_tokens.low == 0
    assert (told.requests.high, told.prompt_tokens.high) == (large.requests.high, large.prompt_tokens.high)
    assert told.cost_usd is not None
    assert large.cost_usd is not None
    assert (told.cost_usd.low, told.cost_usd.high) == (0.0, large.cost_usd.high)
    assert told.assumptions[0].startswith("Low: no article is escalated.")


def test_an_estimate_of_a_second_model_without_a_price_says_so() -> None:
    told = estimate(escalate=Options(model="mine", base_url="http://127.0.0.1:9/v1")).escalation
    assert told is not None
    assert told.cost_usd is None
    assert "No price is known for 'mine'" in str(told.cost_unknown)


def asked(server: FakeServer, larger: FakeServer) -> list[str]:
    return ["--model", "fake", "--base-url", server.url, "--escalate", "large", "--escalate-base-url", larger.url]


def test_the_command_tells_how_many_were_escalated(
    cli: Cli, server: FakeServer, larger: FakeServer, articles: Path
) -> None:
    room = ("--escalate-context-tokens", 16384)
    done = cli("run", articles, "--out", "run", "--no-cache", *asked(server, larger), *room)
    assert done.code == 0
    assert "4 done, of these 2 escalated, 0 failed; 8 requests" in done.err
    assert "second    large: 2 escalated" in cli("status", "run").out
    told = json.loads(cli("status", "run", "--json").out)
    assert (told["second_model"], told["escalated"], told["escalation_failed"]) == ("large", 2, 0)


def test_the_command_estimates_both(cli: Cli, server: FakeServer, larger: FakeServer, articles: Path) -> None:
    done = cli("estimate", articles, *asked(server, larger))
    assert "and if articles are escalated to large, from none to all of them:\nrequests       0 to " in done.out
    assert server.requests == larger.requests == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--escalate-base-url", "http://127.0.0.1:9/v1"], "name it with --escalate"),
        (["run", "--escalate-reasoning", "low"], "name it with --escalate"),
        (["run", "--escalate", "embedded"], "smallest"),
        (["run", "--escalate", "openai/x", "--escalate-api-key-env", "NOT_SET"], "named by --escalate-api-key-env"),
        (["estimate", "--escalate", "openai/x", "--batch"], "asks one model"),
    ],
)
def test_options_that_do_not_go_together_are_explained(
    cli: Cli, articles: Path, arguments: list[str], said: str
) -> None:
    done = cli(arguments[0], articles, *arguments[1:])
    assert done.code in (2, 3)
    assert said in " ".join(done.err.replace("│", " ").split())


def test_escalations_are_told_in_words() -> None:
    assert describe_escalated(1200, 0) == "1,200 escalated"
    assert describe_escalated(2, 1) == "3 escalated (1 of them in vain)"
    assert Progress(total=None).escalated == 0
