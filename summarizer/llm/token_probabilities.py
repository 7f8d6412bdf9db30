"""How likely each value of an answer was to the model that gave it, by the tokens that spell it."""

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from summarizer.llm.bare_json import bare_json
from summarizer.values import Likelihood, Likelihoods, ValuePath

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class _Span(NamedTuple):
    """Where an answer decides on a value: half-open, from the key or what stands before it in its list.

    To the value's end; of an object or a list that is not empty, to its opening bracket. ``opens`` is where its text
    begins, or what else it is.
    """

    path: ValuePath
    start: int
    end: int
    opens: int


def read_likelihoods(completion: Any) -> Likelihoods:
    """The likelihood of each value of a completion's answer by its path, of objects and lists that there is one.

    Empty where the completion has no probabilities, or has them for another text than its own.

    llama.cpp gives the model's own probabilities, before biases, grammar and sampling, as OpenAI's API does; with its
    ``post_sampling_probs`` they would be those of the token picked greedily, which is always 1.
    """
    try:
        return _read(completion.choices[0])
    except (AttributeError, IndexError, RecursionError, TypeError, ValueError):  # servers may put anything there
        return {}


def _read(choice: Any) -> Likelihoods:
    tokens, content = choice.logprobs and choice.logprobs.content, choice.message.content
    if not tokens or not content:
        return {}
    spelt = [bytes(token.bytes) if token.bytes else token.token.encode(errors="replace") for token in tokens]
    logprobs = [float(token.logprob) for token in tokens]
    if b"".join(spelt) != content.encode(errors="replace") or not all(map(math.isfinite, logprobs)):
        return {}
    ends = list(accumulate(map(len, spelt)))
    return {span.path: _weigh(span, ends, logprobs, tokens) for span in _find_spans(content)}


def _weigh(span: _Span, ends: Sequence[int], logprobs: Sequence[float], tokens: Sequence[Any]) -> Likelihood:
    """The likelihood of the tokens that the span touches, and the alternatives to the one that its text begins with."""
    touching = logprobs[bisect_right(ends, span.start) : bisect_left(ends, span.end) + 1]
    first = bisect_right(ends, span.opens)
    begins = first and ends[first - 1] == span.opens
    others = getattr(tokens[first], "top_logprobs", None) if begins else None
    instead = tuple((one.token, min(0.0, float(one.logprob))) for one in others or ())
    return Likelihood(min(0.0, sum(touching)), min([0.0, *touching]), instead)


def _find_spans(content: str) -> list[_Span]:
    """The spans of all values, in bytes of UTF-8. Raises: ValueError and IndexError for what is no JSON."""
    at = content.index(bare_json(content))
    bytes_before = list(accumulate((len(char.encode(errors="replace")) for char in content), initial=0))
    spans = _walk(content, (), at, at)
    return [_Span(span.path, *(bytes_before[at] for at in span[1:])) for span in spans]


def _walk(text: str, path: ValuePath, start: int, at: int) -> Generator[_Span, None, tuple[int, int]]:
    """The spans of the value at ``at``, which is decided on from ``start``, and of all that it holds.

    Gives back its end, and the end of the last value in it that holds no other.
    """
    entry = _skip(text, at + 1)
    if text[at] not in "{[" or text[entry] in "}]":
        _, end = _DECODER.raw_decode(text, at)
        yield _Span(path, start, end, at + (text[at] == '"'))
        return end, end
    yield _Span(path, start, at + 1, at)
    start, index = at, 0
    while True:
        key: str | int = index
        if text[at] == "{":
            key, end = _DECODER.raw_decode(text, entry)
            start, entry = end - 1, _skip(text, text.index(":", end) + 1)
        end, settled = yield from _walk(text, (*path, key), start, entry)
        end = _skip(text, end)
        if text[end] != ",":
            return end + 1, settled
        start, entry, index = settled, _skip(text, end + 1), index + 1


def _skip(text: str, at: int) -> int:
    """The next place that is not blank."""
    found = _BLANK.match(text, at)
    return at if found is None else found.end()
