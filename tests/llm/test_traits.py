"""The table of what models take."""

import re

import pytest

from summarizer.llm.traits import ROWS, THINKING_ROOM, Row, Traits, find_row, find_traits


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.example))
def test_each_row_has_its_example_and_not_the_other(row: Row) -> None:
    assert find_row(row.example) is row
    assert not re.match(row.pattern, row.other)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.example))
def test_budgets_stay_within_the_room_that_is_kept(row: Row) -> None:
    for word, told in row.traits.reasoning.items():
        if isinstance(told, int):
            assert told <= row.traits.thinking_room(word)


@pytest.mark.parametrize(
    ("model", "reasoning", "room", "temperature"),
    [
        ("openai/gpt-4.1-mini", None, 0, True),
        ("openai/gpt-5-mini", None, THINKING_ROOM["medium"], False),
        ("openai/gpt-5-mini", "none", THINKING_ROOM["low"], False),
        ("openai/gpt-5.4-mini", "none", 0, True),
        ("openai/gpt-5.4-mini", "high", THINKING_ROOM["high"], False),
        ("openai/gpt-5.3-chat-latest", None, THINKING_ROOM["medium"], False),
        ("openai/o3", "low", THINKING_ROOM["low"], False),
        ("anthropic/claude-haiku-4-5", None, 0, True),
        ("anthropic/claude-haiku-4-5", "low", THINKING_ROOM["low"], False),
        ("anthropic/claude-opus-4-8", None, 0, False),
        ("anthropic/claude-sonnet-5", "none", 0, False),
        ("anthropic/claude-opus-5-5", "none", THINKING_ROOM["low"], False),
        ("anthropic/claude-mythos-5-2", None, THINKING_ROOM["medium"], False),
        ("google/gemini-2.5-flash", "none", 0, True),
        ("google/gemini-2.5-pro", "none", THINKING_ROOM["low"], True),
        ("google/gemini-3.8-flash", None, THINKING_ROOM["medium"], False),
        ("mistral/magistral-medium-latest", None, THINKING_ROOM["medium"], False),
        ("mistral/mistral-small-latest", "high", THINKING_ROOM["high"], False),
        ("mistral/mistral-large-latest", None, 0, True),
        ("google/gemma-3-27b-it", None, 0, True),
    ],
)
def test_providers_models(model: str, reasoning: str | None, room: int, temperature: bool) -> None:
    traits = find_traits(model, own_server=False)
    assert traits.thinking_room(reasoning) == room  # type: ignore[arg-type]
    assert traits.takes_temperature(reasoning) is temperature  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("model", "thinks"),
    [
        ("Qwen/Qwen3-8B", True),
        ("openai/gpt-oss-20b", True),
        ("deepseek-r1:8b", True),
        ("qwen3-4b-instruct-2507", False),
        ("qwen3-4b-thinking-2507", True),
        ("qwen3-coder:30b", False),
        ("llama3.3", False),
        ("anthropic/claude-opus-5-5", False),
    ],
)
def test_models_of_ones_own_server_are_told_by_name_and_sent_what_is_set(model: str, thinks: bool) -> None:
    traits = find_traits(model, own_server=True)
    assert traits.thinks is thinks
    assert traits.takes_temperature("high")


def test_openais_models_are_openais_behind_a_gateway_too() -> None:
    assert find_traits("openai/gpt-5.4", own_server=True) == find_traits("openai/gpt-5.4", own_server=False)
    assert find_traits("openai/gpt-x", own_server=False) == Traits()
