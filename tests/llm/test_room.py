"""Room for answers, and what is said where it was not enough."""

import re
from typing import Any

import pytest
from openai.types.chat import ChatCompletion

from summarizer.llm.endpoint import Endpoint
from summarizer.llm.room import CutOff, fit_room
from summarizer.options import Options
from summarizer.pipeline.plans import ANSWER_TOKENS, CONTEXT_TOKENS, plan_without_model, remote_plan
from summarizer.values import Message

OWN = Endpoint(model="fake", base_url="http://127.0.0.1:9/v1", context_tokens=8192)


def completion(content: str | None, *, thinking: int | None = None, **message: Any) -> ChatCompletion:
    usage = {"prompt_tokens": 700, "completion_tokens": 100, "total_tokens": 800}
    details = {} if thinking is None else {"completion_tokens_details": {"reasoning_tokens": thinking}}
    choice = {"index": 0, "finish_reason": "length", "message": {"role": "assistant", "content": content, **message}}
    return ChatCompletion.model_validate(
        {
            "id": "",
            "object": "chat.completion",
            "created": 0,
            "model": "",
            "choices": [choice],
            "usage": {**usage, **details},
        }
    )


@pytest.mark.parametrize(
    ("content", "more", "thinking"),
    [
        ('{"gist"', {}, 0),
        ('{"gist"', {"thinking": 90}, 90),
        ("", {"thinking": 100}, 100),
        ("", {}, None),
        (None, {}, None),
        ("<think>so", {}, None),
        ("", {"reasoning_content": "so"}, None),
        ('{"gist"', {"reasoning": "so"}, None),
    ],
)
def test_thinking_is_seen_however_a_server_tells_it(content: str | None, more: Any, thinking: int | None) -> None:
    assert CutOff.of(completion(content, **more), 100) == CutOff(100, 700, thinking)


@pytest.mark.parametrize(
    ("cut", "most", "wider"),
    [
        (CutOff(100, 700, 0), 8192, 200),
        (CutOff(100, 700, 50), 5000, 5000),
        (CutOff(100, 700, None), 8192, 8192 - 700 - 16),
        (CutOff(100, 700, 0), 100, 100),
        (CutOff(5000, 700, 0), 8192, 8192 - 700 - 16),
    ],
)
def test_more_room_is_twice_as_much_or_all_where_thinking_took_it(cut: CutOff, most: int, wider: int) -> None:
    assert cut.wider(most, OWN) == wider


@pytest.mark.parametrize(
    ("cut", "endpoint", "remedy"),
    [
        (CutOff(2048, 700, 0), OWN, r"at 2048 tokens\. Give it more room \(--answer-tokens\)"),
        (
            CutOff(2048, 700, 1900),
            OWN,
            r"1900 of which went into thinking\. Let it think less \(--reasoning low or none\)",
        ),
        (CutOff(2048, 700, None), OWN, r"which seem to have gone into thinking\."),
        (
            CutOff(9000, 700, 9000),
            Endpoint(model="mistral/magistral-small-latest"),
            r"9000 of which went into thinking\. Give it more room \(--answer-tokens",
        ),
        (
            CutOff(7476, 700, 0),
            OWN,
            r"all that its context of 8192 tokens leaves\. .*--context-tokens to what it really",
        ),
        (
            CutOff(16_384, 700, 0),
            Endpoint(model="openai/gpt-4o"),
            r"the most that this model gives\. .*lower --context-",
        ),
    ],
)
def test_a_cut_off_answer_has_the_remedy_that_helps(cut: CutOff, endpoint: Endpoint, remedy: str) -> None:

    assert re.search(remedy, cut.explain(endpoint)), cut.explain(endpoint)


def test_the_first_room_is_what_the_prompt_leaves() -> None:
    prompt = (Message(role="user", content="x" * 4 * 6000),)
    assert fit_room(1024, prompt, OWN) == 1024
    assert fit_room(4000, prompt, OWN) == 8192 - 6000 - 16
    assert fit_room(4000, (Message(role="user", content="x" * 80_000),), OWN) == 64


def test_room_grows_with_the_text_and_keeps_thinking_apart() -> None:
    plan = remote_plan(Options(model="openai/gpt-4.1-mini"))
    assert [plan.room(tokens) for tokens in (0, 511, 512, 3000)] == [1024, 1024, 1536, 3584]
    assert (plan.endpoint.context_tokens, plan.thinking_tokens) == (CONTEXT_TOKENS, 0)
    thinking = remote_plan(Options(model="openai/gpt-5.4-mini", reasoning="low"))
    assert thinking.endpoint.context_tokens == CONTEXT_TOKENS + 8192
    assert thinking.room(600) == ANSWER_TOKENS + 512 + 8192
    assert thinking.part_tokens == plan.part_tokens
    own = remote_plan(Options(model="qwen3", base_url="http://127.0.0.1:9/v1", context_tokens=12_000))
    assert own.thinking_tokens == 4000


def test_room_never_goes_beyond_what_the_model_gives() -> None:
    plan = remote_plan(Options(model="openai/gpt-4-turbo"))
    assert (plan.room(20_000), plan.most_room(1024)) == (4096, 4096)


def test_room_that_is_set_is_kept_to() -> None:
    plan = remote_plan(Options(model="openai/gpt-5.4-mini", reasoning="none", answer_tokens=700))
    assert (plan.room(9000), plan.most_room(700)) == (700, 700)
    embedded = plan_without_model(Options(answer_tokens=500))
    assert (embedded.room(900), embedded.most_room(500)) == (500, 500)
    usual = plan_without_model(Options())
    assert (usual.room(900), usual.most_room(1024)) == (1024, 4096)
    small = plan_without_model(Options(context_tokens=4096))
    assert small.most_room(512) == 2048
