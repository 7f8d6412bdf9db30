"""Likelihoods of values from the tokens that spell them: where each value is decided on, and what is refused."""

import json
from itertools import pairwise
from math import log
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.token_probabilities import read_likelihoods
from summarizer.values import Likelihood

ANSWER = (
    '{"gist":[1],"incidents":[{"type":"riot","places":["São Paulo","Rio"],"victims":[]},{"type":"theft","date":null}]}'
)


def spell(content: str, *surprising: tuple[str, float]) -> Any:
    """A completion in tokens of four bytes, but that each surprising text is one token of that log probability.

    All other tokens are certain. A text is looked for after the one before it.
    """
    encoded, cuts, least = content.encode(), set[int](), dict[int, float]()
    at = 0
    for text, logprob in surprising:
        at = encoded.index(text.encode(), at)
        cuts |= {at, at + len(text.encode())}
        least[at] = logprob
        at += len(text.encode())
    held = sorted(cuts)
    inside = {at for start in least for end in [held[held.index(start) + 1]] for at in range(start + 1, end)}
    ends = sorted({*cuts, *(at for at in range(0, len(encoded), 4) if at not in inside), 0, len(encoded)})
    tokens = [
        SimpleNamespace(
            token=encoded[one:other].decode(errors="replace"),
            bytes=list(encoded[one:other]),
            logprob=least.get(one, 0.0),
        )
        for one, other in pairwise(ends)
    ]
    choice = SimpleNamespace(message=SimpleNamespace(content=content), logprobs=SimpleNamespace(content=tokens))
    return SimpleNamespace(choices=[choice])


def doubted(completion: Any) -> set[tuple[str | int, ...]]:
    return {path for path, likelihood in read_likelihoods(completion).items() if likelihood.least < 0}


@pytest.mark.parametrize(
    ("surprising", "paths"),
    [
        ("1", {("gist", 0)}),
        ('":[{"', {("incidents",), ("incidents", 0)}),
        ("riot", {("incidents", 0, "type")}),
        ("o Paulo", {("incidents", 0, "places", 0)}),
        ('","R', {("incidents", 0, "places", 0), ("incidents", 0, "places", 1)}),
        ("},{", {("incidents", 1)}),
        ("thef", {("incidents", 1, "type")}),
        ("null", {("incidents", 1, "date")}),
        ('"gi', {()}),
        ('ents"', {("incidents",)}),
    ],
)
def test_a_token_tells_of_the_values_that_it_decides_on(surprising: str, paths: set[Any]) -> None:
    found = doubted(spell(ANSWER, (surprising, -2.0)))
    assert {path for path in found if path != ()} | ({()} & paths) == paths


def test_the_tokens_that_a_text_might_have_begun_with_are_told_where_one_begins_with_it() -> None:
    completion = spell(ANSWER, ("riot", log(0.5)), ("São", log(0.5)), ('","R', log(0.5)))
    for token in completion.choices[0].logprobs.content:
        token.top_logprobs = [SimpleNamespace(token=name, logprob=log(0.5)) for name in (token.token, "x")]
    told = read_likelihoods(completion)
    assert told["incidents", 0, "type"].instead == (("riot", log(0.5)), ("x", log(0.5)))
    assert told["incidents", 0, "places", 0].instead[0][0] == "São"
    completion.choices[0].logprobs.content[-1].top_logprobs = None
    for token in completion.choices[0].logprobs.content[:-1]:
        token.top_logprobs[1].logprob = 1000.0
    assert read_likelihoods(completion)["incidents", 0, "type"].instead[1] == ("x", 0.0), "no server makes it overflow"
    assert told["incidents", 0, "places", 1].instead == (), "a token goes from one place into the next"
    assert all(one.instead == () for one in read_likelihoods(spell(ANSWER)).values())


def test_all_tokens_of_a_value_count_and_the_least_likely_one() -> None:
    told = read_likelihoods(spell(ANSWER, ("S", log(0.5)), ("ão Pau", log(0.25)), ('lo"', log(0.5))))
    assert told["incidents", 0, "places", 0][:2] == pytest.approx((log(0.0625), log(0.25)))
    assert told["incidents", 0, "places", 1] == Likelihood(0.0, 0.0)


def test_an_answer_within_words_and_a_fence_is_read() -> None:
    content = f"<think>Ähm {{no}}</think>\n```json\n{ANSWER}\n```"
    assert doubted(spell(content, ("riot", -1.0))) == {("incidents", 0, "type")}


@pytest.mark.parametrize("content", ["", "No.", "[1", '{"a":', '{"a" 1}', "[" * 5_000])
def test_what_is_no_json_has_none(content: str) -> None:
    assert read_likelihoods(spell(content)) in ({}, {(): Likelihood(0.0, 0.0)})


def test_probabilities_of_another_text_are_none() -> None:
    completion = spell(ANSWER)
    completion.choices[0].message.content = ANSWER.replace("riot", "raid")
    assert read_likelihoods(completion) == {}


def test_a_completion_without_probabilities_has_none() -> None:
    completion = spell(ANSWER)
    completion.choices[0].logprobs = None
    assert read_likelihoods(completion) == {}


@pytest.mark.parametrize("junk", [None, "much", float("nan"), float("-inf"), [1]])
def test_what_is_no_probability_is_none(junk: Any) -> None:
    completion = spell(ANSWER)
    completion.choices[0].logprobs.content[1].logprob = junk
    assert read_likelihoods(completion) == {}


def test_tokens_without_bytes_are_taken_by_their_text() -> None:
    completion = spell('{"a":"b"}', ("b", -3.0))
    for token in completion.choices[0].logprobs.content:
        token.bytes = None
    assert read_likelihoods(completion)["a",].least == -3.0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda node: st.lists(node, max_size=3) | st.dictionaries(st.text(max_size=4), node, max_size=3),
    max_leaves=8,
)


def paths_of(node: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return {path, *(found for key, value in entries for found in paths_of(value, (*path, key)))}


@given(
    st.dictionaries(st.text(alphabet='abé"\\', max_size=4), JSON, max_size=4), st.sampled_from([None, 1]), st.booleans()
)
def test_every_value_has_a_likelihood(answer: dict[str, Any], indent: int | None, ascii_only: bool) -> None:
    content = json.dumps(answer, indent=indent, ensure_ascii=ascii_only)
    told = read_likelihoods(spell(content))
    assert told.keys() == paths_of(answer)
    assert set(told.values()) == {Likelihood(0.0, 0.0)}
