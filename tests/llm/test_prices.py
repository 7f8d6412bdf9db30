import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from genai_prices import data_snapshot
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigurationError
from summarizer.llm.prices import (
    FREE,
    LongPrompt,
    Price,
    Rates,
    Schedule,
    Tokens,
    cost_usd,
    explain_unknown,
    find_price,
    read_prices,
)

MINI = Price(input=0.4, cached_input=0.1, output=1.6, batch_factor=0.5)
WRITING = Price(input=2.0, cached_input=0.2, cache_write=2.5, output=10.0, batch_factor=0.5)
PLAIN = Price(input=3.0, output=6.0)

amounts = st.floats(min_value=0, max_value=1000).map(lambda amount: round(amount, 4))
counts = st.integers(min_value=0, max_value=2_000_000)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    fresh = draw(amounts)
    return Price(
        input=fresh,
        cached_input=draw(st.none() | st.floats(min_value=0, max_value=fresh)),
        cache_write=draw(st.none() | st.floats(min_value=fresh, max_value=fresh * 2)),
        output=draw(amounts),
        batch_factor=draw(st.floats(min_value=0, max_value=1)),
    )


def cost(
    price: Price | None, prompt: int | None, completion: int | None, cached: int | None = None, **more: Any
) -> float | None:
    written = more.pop("cache_write_tokens", None)
    return cost_usd(price, Tokens(prompt, completion, cached, written), **more)


def known(price: Price, prompt: int, completion: int, cached: int | None = None, **more: Any) -> float:
    found = cost(price, prompt, completion, cached, **more)
    assert found is not None
    return found


def written(folder: Path, content: str, name: str = "prices.json") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


# Costs


@pytest.mark.parametrize(
    ("price", "tokens", "usd"),
    [
        (MINI, (1_000_000, 0, 0), 0.4),
        (MINI, (0, 1_000_000, 0), 1.6),
        (MINI, (1000, 200, 600), 0.00054),
        (MINI, (1000, 200, None), 0.00072),
        (PLAIN, (1000, 0, 1000), 0.003),
        (PLAIN, (1, 1, 0), 0.000009),
        (MINI, (100, 0, 5000), 0.00001),
        (FREE, (1_000_000, 1_000_000, 0), 0.0),
    ],
)
def test_cost(price: Price, tokens: tuple[int, int, int | None], usd: float) -> None:
    assert cost(price, *tokens) == usd


@pytest.mark.parametrize(
    ("price", "tokens", "usd"),
    [
        (MINI, (1000, 200, 0), 0.00036),
        (MINI, (1000, 0, 1000), 0.0001),
        (Price(input=1.0, cached_input=0.75, output=0.0, batch_factor=0.5), (1000, 0, 1000), 0.0005),
        (WRITING, (1000, 0, 0), 0.00125),
        (FREE, (1_000_000, 1_000_000, 0), 0.0),
    ],
)
def test_cost_in_a_batch(price: Price, tokens: tuple[int, int, int | None], usd: float) -> None:
    assert cost(price, *tokens, batch=True) == usd


@pytest.mark.parametrize(
    ("writes", "usd"), [(None, 0.0021), (800, 0.0021), (0, 0.0017), (400, 0.0019), (5000, 0.0021), (-1, 0.0017)]
)
def test_writing_to_the_cache(writes: int | None, usd: float) -> None:
    found = known(WRITING, 1000, 6, cached=200, cache_write_tokens=writes)
    assert found == usd, "200 cached, the rest written or fresh, and the answer"


@pytest.mark.parametrize(
    ("price", "prompt", "completion", "batch"),
    [(None, 1, 1, False), (MINI, None, 1, False), (MINI, 1, None, False), (MINI, -5, 1, False), (PLAIN, 1, 1, True)],
)
def test_no_cost_where_something_is_unknown(
    price: Price | None, prompt: int | None, completion: int | None, batch: bool
) -> None:
    assert cost(price, prompt, completion, batch=batch) is None


@given(prices(), st.tuples(counts, counts), st.tuples(counts, counts), st.booleans())
def test_costs_add_up(price: Price, one: tuple[int, int], other: tuple[int, int], batch: bool) -> None:
    together = known(price, one[0] + other[0], one[1] + other[1], batch=batch)
    assert together == pytest.approx(known(price, *one, batch=batch) + known(price, *other, batch=batch), abs=2e-9)


@given(prices(), counts, counts, counts, st.booleans())
def test_more_tokens_never_cost_less(price: Price, prompt: int, out: int, more: int, batch: bool) -> None:
    least = known(price, prompt, out, batch=batch)
    assert known(price, prompt + more, out, batch=batch) >= least
    assert known(price, prompt, out + more, batch=batch) >= least


@given(prices(), st.tuples(counts, counts), counts, counts, st.booleans())
def test_what_is_cached_is_never_dearer(
    price: Price, tokens: tuple[int, int], cached: int, writes: int, batch: bool
) -> None:
    dearest = known(price, *tokens, batch=batch)
    rounding = 2e-9
    assert known(price, *tokens, cached, batch=batch) <= dearest + rounding
    assert known(price, *tokens, cached, cache_write_tokens=writes, batch=batch) <= dearest + rounding


@given(prices(), counts, counts, counts)
def test_a_batch_is_never_dearer(price: Price, prompt: int, out: int, cached: int) -> None:
    assert known(price, prompt, out, cached, batch=True) <= known(price, prompt, out, cached)


# Long prompts and batches with rates of their own


LONG = Price(
    input=1.0,
    cached_input=0.1,
    output=4.0,
    longer=(
        LongPrompt(over=1000, input=2.0, cached_input=0.2, output=6.0),
        LongPrompt(over=5000, input=3.0, output=8.0),
    ),
    batch=Schedule(input=0.5, cached_input=0.1, output=2.0, longer=(LongPrompt(over=1000, input=1.0, output=3.0),)),
    batch_factor=0.9,
)


@pytest.mark.parametrize(
    ("prompt", "cached", "batch", "usd"),
    [
        (1000, 0, False, 0.0014),
        (1001, 0, False, 0.002602),
        (1001, 1, False, 0.0026002),
        (5000, 5000, False, 0.0016),
        (5001, 5001, False, 0.015803),
        (1000, 100, True, 0.00066),
        (1001, 0, True, 0.001301),
    ],
)
def test_all_tokens_of_a_long_prompt_have_its_rates(prompt: int, cached: int, batch: bool, usd: float) -> None:
    assert known(LONG, prompt, 100, cached, batch=batch) == usd


def test_the_tokens_of_many_requests_are_no_long_prompt() -> None:
    assert known(LONG, 900_000, 100, longest_prompt=1000) == 0.9004
    assert known(LONG, 900_000, 100, longest_prompt=1001) == 1.8006


def test_a_cache_that_stores_only_what_it_is_told_costs_nothing_unasked() -> None:
    asked = WRITING.model_copy(update={"writes_unasked": False})
    assert known(asked, 1000, 0) == 0.002
    assert known(asked, 1000, 0, cache_write_tokens=1000) == 0.0025


# What genai-prices lists

DAY = date(2026, 11, 26)


def listed(model: str, day: date = DAY) -> Price:
    found = find_price(model, own={}, day=day)
    assert found is not None
    return found


def rates(price: Rates) -> tuple[float | None, ...]:
    return (price.input, price.cached_input, price.cache_write, price.output)


@pytest.mark.parametrize(
    ("model", "live", "batch"),
    [
        ("openai/gpt-4.1-mini", (0.4, 0.1, None, 1.6), (0.2, 0.1, None, 0.8)),
        ("openai/gpt-6-luna", (0.1, 0.01, 0.125, 0.5), (0.05, 0.005, 0.0625, 0.25)),
        ("anthropic/claude-sonnet-4-5-20250929", (3.0, 0.3, 3.75, 15.0), (1.5, 0.15, 1.875, 7.5)),
        ("mistral/ministral-8b-latest", (0.15, 0.015, None, 0.15), (0.075, 0.0075, None, 0.075)),
        ("groq/qwen/qwen3.8-27b", (0.8, None, None, 4.0), None),
    ],
)
def test_listed_prices(model: str, live: tuple[float | None, ...], batch: tuple[float | None, ...] | None) -> None:
    price = listed(model)
    assert rates(price) == live
    assert (price.batch and rates(price.batch)) == batch
    assert price.as_of == DAY
    assert price.source is not None
    assert re.fullmatch(r"genai-prices \d+\.\d+\.\d+", price.source)


def test_long_prompts_are_listed() -> None:
    price = listed("openai/gpt-6-luna")
    assert [(step.over, *rates(step)) for step in price.longer] == [(272_000, 0.2, 0.02, 0.25, 0.75)]
    assert price.batch is not None
    assert [(step.over, *rates(step)) for step in price.batch.longer] == [(272_000, 0.1, 0.01, 0.125, 0.375)]


def test_cache_writes_of_anthropic_cost_only_where_they_are_told() -> None:
    assert not listed("anthropic/claude-sonnet-4-5").writes_unasked
    assert listed("openai/gpt-6-luna").writes_unasked


def test_of_prices_by_the_hour_the_dearest_counts() -> None:
    price = listed("deepseek/deepseek-chat")
    assert rates(price) == (0.27, 0.07, None, 1.1)
    assert price.batch is None
    assert price.note == "It depends on the hour; the dearest is counted."


def test_a_price_that_changes_is_that_of_its_day() -> None:
    price, later = listed("google/gemini-3.8-flash"), listed("google/gemini-3.8-flash", date(2027, 1, 1))
    assert (price.input, later.input) == (0.75, 1.5)
    assert (price.note, later.note) == ("Another price holds from 2027-01-01.", None)
    assert price.batch is not None
    assert later.batch is not None
    assert (price.batch.input, later.batch.input) == (0.375, 0.75)


def test_before_it_was_listed_the_price_of_a_batch_is_unknown() -> None:
    assert listed("openai/gpt-4.1-mini", date(2026, 10, 13)).batch is None


@pytest.mark.parametrize(
    "model", ["perplexity/sonar-deep-research", "perplexity/sonar", "openai/text-embedding-3-small"]
)
def test_what_tokens_alone_do_not_decide_has_no_price(model: str) -> None:
    assert find_price(model, own={}) is None


def test_a_list_that_was_fetched_in_this_process_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_snapshot, "_custom_snapshot", data_snapshot.DataSnapshot([], from_auto_update=True))
    assert find_price("openai/gpt-4.1-mini", own={}) is not None


@pytest.mark.parametrize(
    ("model", "base"),
    [
        ("openai/gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"),
        ("openai/gpt-4.1-mini-2026-01-01", "openai/gpt-4.1-mini"),
        ("anthropic/claude-sonnet-4-5@2025-09-29", "anthropic/claude-sonnet-4-5"),
        ("openai/gpt-4o-2024-08-06", "openai/gpt-4o"),
    ],
)
def test_a_date_at_the_end_is_no_other_model(model: str, base: str) -> None:
    assert listed(model) == listed(base)


def test_a_dated_model_with_a_price_of_its_own_keeps_it() -> None:
    assert listed("openai/gpt-4o-2024-05-13").input == 5


@pytest.mark.parametrize(
    "model",
    [
        "openai/gpt-4.1-maxi",
        "openai/gpt-4.1-mini-latest",
        "openai/gpt-4.1-mini-2025-04",
        "openai/gpt-4.1-mini-0414",
        "openai/gpt-4.1-mini-2025-04-14-preview",
        "openai/gpt-4.1-mini-2025-04-14\n",
        "gpt-4.1-mini",
        "myazure/gpt-4.1-mini",
        "my-openai/gpt-4.1-mini",
        "openai/",
        "",
    ],
)
def test_other_names_have_no_price(model: str) -> None:
    assert find_price(model, own={}) is None


def test_the_price_of_a_server_of_ones_own_is_unknown() -> None:
    assert find_price("openai/gpt-4.1-mini", own={}, base_url="http://localhost:8000/v1") is None


# A user's own


OWN = '{"models": {"openai/gpt-4.1-mini": {"input": 0.3, "output": 1}, "qwen3:8b": {"input": 0, "output": 0}}}'
OWN_TOML = """
[models]
"openai/gpt-4.1-mini" = { input = 0.3, output = 1 }
"qwen3:8b" = { input = 0, output = 0 }
"""


@pytest.mark.parametrize(
    ("name", "content"), [("p.json", OWN), ("p", OWN), ("p.json", f"\ufeff{OWN}"), ("p.TOML", OWN_TOML)]
)
def test_own_prices_win(tmp_path: Path, name: str, content: str) -> None:
    own = read_prices(written(tmp_path, content, name))
    assert find_price("openai/gpt-4.1-mini-2025-04-14", own=own) == Price(input=0.3, output=1.0)
    assert find_price("openai/gpt-4.1", own=own) == find_price("openai/gpt-4.1", own={})
    assert find_price("qwen3:8b", own=own, base_url="http://127.0.0.1:8000/v1") == Price(input=0, output=0)
    assert find_price("openai/gpt-4.1", own=own, base_url="http://127.0.0.1:8000/v1") is None


def test_own_sources(tmp_path: Path) -> None:
    content = """
        [providers.openai]
        as_of = 2026-11-20
        source = "our contract"
        [models."openai/gpt-9"]
        input = 1
        output = 2
        [models."openai/gpt-10"]
        input = 1
        output = 2
        as_of = "2026-11-21"
    """
    own = read_prices(written(tmp_path, content, "p.toml"))
    assert [(price.as_of, price.source) for price in own.values()] == [
        (date(2026, 11, 20), "our contract"),
        (date(2026, 11, 21), "our contract"),
    ]


def entry(**fields: Any) -> str:
    return json.dumps({"models": {"openai/x": {"input": 1.0, "output": 2.0, **fields}}})


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (entry(input=-0.1), "models.openai/x.input"),
        (entry(input=float("nan")), "models.openai/x.input"),
        (entry(output=float("inf")), "models.openai/x.output"),
        (entry(output=float("-inf")), "models.openai/x.output"),
        (entry(output="2"), "models.openai/x.output"),
        (entry(output=True), "models.openai/x.output"),
        (entry(output=None), "models.openai/x.output"),
        (entry(batch_factor=1.5), "models.openai/x.batch_factor"),
        (entry(batch_factor=-1), "models.openai/x.batch_factor"),
        (entry(cached_input=1.5), "models.openai/x: cached_input is dearer"),
        (entry(cache_write=0.5), "models.openai/x: cache_write is cheaper"),
        (entry(cache_input=0.5), "models.openai/x.cache_input"),
        (entry(as_of="yesterday"), "models.openai/x.as_of"),
        (entry(longer=[{"over": 9, "input": 1.0, "output": 1.0}] * 2), "models.openai/x: longer"),
        (entry(longer=[{"over": -9, "input": 1.0, "output": 1.0}]), "models.openai/x.longer.0.over"),
        (entry(batch={"input": 1.0, "cached_input": 2.0, "output": 1.0}), "cached_input is dearer"),
        ('{"models": {"openai/x": {"input": 1}}}', "models.openai/x.output"),
        ('{"models": []}', "models"),
        ('{"model": {}}', "model"),
        ("[]", "should be a valid dictionary"),
        ("null", "should be a valid dictionary"),
    ],
)
def test_a_malformed_price_names_file_field_and_remedy(tmp_path: Path, content: str, field: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ConfigurationError) as raised:
        read_prices(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert field in message
    assert "USD per 1,000,000 tokens" in message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.json", b"{"),
        ("p.json", b""),
        ("p.json", b"\xff\xfe"),
        ("p.json", b"[" * 200_000),
        ("p.json", b'{"models": {"a/b": {"input": 1, "output": 1}, "a/b": {"input": 2, "output": 2}}}'),
        ("p.toml", b"[models"),
        ("p.toml", b"input = nan\n[models]\n[models]"),
    ],
)
def test_what_is_no_price_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_prices(path)


def test_a_nan_in_toml_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '[models."a/b"]\ninput = nan\noutput = 1.0\n', "p.toml")
    with pytest.raises(ConfigurationError, match=r"models\.a/b\.input"):
        read_prices(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ConfigurationError, match="cannot be read") as refused:
            read_prices(path)
        assert "remove" not in str(refused.value), "it is the user's own folder"


def test_a_file_of_many_faults_has_a_short_message(tmp_path: Path) -> None:
    content = json.dumps({"models": {f"a/{number}": {} for number in range(10_000)}})
    with pytest.raises(ConfigurationError) as raised:
        read_prices(written(tmp_path, content))
    assert len(str(raised.value)) < 1000 + len(str(tmp_path))


def test_why_there_is_no_price() -> None:
    assert "'openai/gpt-99'" in explain_unknown("openai/gpt-99")
    assert "at http://127.0.0.1:1/v1" in explain_unknown("m", "http://127.0.0.1:1/v1")
