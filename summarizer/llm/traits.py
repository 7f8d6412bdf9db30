"""What a model takes and does, told by its name: a table, so that nobody has to know what a provider refuses.

Source: the model pages and API references of OpenAI, Anthropic, Google and Mistral, as of November 2026.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from summarizer.options import Reasoning

Temperature = Literal["sent", "sent unless it thinks", "left out"]

THINKING_ROOM: Mapping[Reasoning, int] = {"none": 0, "low": 8_192, "medium": 16_384, "high": 32_768}
"""Tokens kept for thinking, beside those for the answer: a limit, not what is spent. Above every budget given here."""
_BUDGETS: Mapping[Reasoning, int] = {"none": 0, "low": 1_024, "medium": 8_192, "high": 24_576}
"""What Google's own OpenAI-compatible API makes of these words, where a model takes a budget in tokens."""
_STOPS = frozenset({0, "none", "disabled"})


class Traits(NamedTuple):
    """``reasoning``: what to send for each word, an effort's name or a budget in tokens; empty where a model has none.

    ``thinks`` unless told otherwise. ``tools``: it answers by a tool, since it knows no JSON schema for its text.
    ``most_tokens`` are the most that an answer and its thinking may take; None where that is not known.
    """

    temperature: Temperature = "sent"
    thinks: bool = False
    reasoning: Mapping[Reasoning, str | int] = {}
    tools: bool = False
    most_tokens: int | None = None

    @property
    def can_stop(self) -> bool:
        """Whether the model can be told not to think at all."""
        return not self.thinks or self.reasoning.get("none") in _STOPS

    def thinking_room(self, wanted: Reasoning | None) -> int:
        """Tokens to keep for thinking."""
        if wanted is None:
            return THINKING_ROOM["medium"] if self.thinks else 0
        return THINKING_ROOM["low" if wanted == "none" and not self.can_stop else wanted]

    def takes_temperature(self, wanted: Reasoning | None) -> bool:
        """Whether a temperature may be sent along with that reasoning."""
        return self.temperature == "sent" or (
            self.temperature == "sent unless it thinks" and self.thinking_room(wanted) == 0
        )


class Row(NamedTuple):
    """Traits of the models whose ``provider/name`` the pattern matches, an example, and one that it does not match."""

    pattern: str
    example: str
    other: str
    traits: Traits


def _words(none: str, low: str = "low", medium: str = "medium", high: str = "high") -> Mapping[Reasoning, str]:
    return {"none": none, "low": low, "medium": medium, "high": high}


_EFFORT: Temperature = "sent unless it thinks"
_LEFT_OUT: Temperature = "left out"

ROWS: tuple[Row, ...] = (
    Row(
        r"openai/(gpt-3\.5|gpt-4(?![o.])|gpt-4o-2024-05-13)",
        "openai/gpt-4-turbo",
        "openai/gpt-4.1",
        Traits(tools=True, most_tokens=4_096),
    ),
    Row(r"openai/gpt-4o", "openai/gpt-4o-mini", "openai/gpt-4.1-mini", Traits(most_tokens=16_384)),
    Row(r"openai/gpt-4\.", "openai/gpt-4.1-nano", "openai/gpt-5", Traits(most_tokens=32_768)),
    Row(r"openai/gpt-5-chat", "openai/gpt-5-chat-latest", "openai/gpt-5", Traits(most_tokens=16_384)),
    Row(
        r"openai/gpt-[5-9][\d.]*-chat",
        "openai/gpt-5.3-chat-latest",
        "openai/gpt-5.4-mini",
        Traits(temperature=_LEFT_OUT, thinks=True, most_tokens=16_384),
    ),
    Row(
        r"openai/gpt-5(?!\.)",
        "openai/gpt-5-mini-2025-08-07",
        "openai/gpt-5.1",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("minimal"), most_tokens=128_000),
    ),
    Row(
        r"openai/gpt-[5-9]",
        "openai/gpt-5.6-luna",
        "openai/o3",
        Traits(temperature=_EFFORT, thinks=True, reasoning=_words("none"), most_tokens=128_000),
    ),
    Row(
        r"openai/o\d",
        "openai/o4-mini",
        "openai/other",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("low"), most_tokens=100_000),
    ),
    Row(
        r"anthropic/claude-3-(opus|sonnet|haiku)|anthropic/claude-2",
        "anthropic/claude-3-haiku-20240307",
        "anthropic/claude-3-5-haiku-latest",
        Traits(tools=True, most_tokens=4_096),
    ),
    Row(
        r"anthropic/claude-3-5",
        "anthropic/claude-3-5-sonnet-latest",
        "anthropic/claude-3-7-sonnet-latest",
        Traits(tools=True, most_tokens=8_192),
    ),
    Row(
        r"anthropic/claude-(3-7|(opus|sonnet)-4-(0|1|20)|4)",
        "anthropic/claude-opus-4-1-20250805",
        "anthropic/claude-opus-4-5",
        Traits(temperature=_EFFORT, reasoning=_BUDGETS, tools=True, most_tokens=32_000),
    ),
    Row(
        r"anthropic/claude-\w+-4-5",
        "anthropic/claude-sonnet-4-5-20250929",
        "anthropic/claude-sonnet-4-6",
        Traits(temperature=_EFFORT, reasoning=_BUDGETS, most_tokens=64_000),
    ),
    Row(
        r"anthropic/claude-\w+-4-6",
        "anthropic/claude-opus-4-6",
        "anthropic/claude-opus-4-7",
        Traits(temperature=_EFFORT, reasoning=_words("disabled"), most_tokens=64_000),
    ),
    Row(
        r"anthropic/claude-\w+-4-[789]",
        "anthropic/claude-opus-4-8",
        "anthropic/claude-opus-5",
        Traits(temperature=_LEFT_OUT, reasoning=_words("disabled"), most_tokens=128_000),
    ),
    Row(
        r"anthropic/claude-((opus|sonnet)-5(?!-\d)|haiku-5)",
        "anthropic/claude-sonnet-5",
        "anthropic/claude-sonnet-5-5",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("disabled"), most_tokens=128_000),
    ),
    Row(
        r"anthropic/",
        "anthropic/claude-opus-5-5",
        "openai/claude",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("low"), most_tokens=128_000),
    ),
    Row(r"google/gemini-(1|2\.0)", "google/gemini-2.0-flash", "google/gemini-2.5-flash", Traits(most_tokens=8_192)),
    Row(
        r"google/gemini-2\.5-flash-lite",
        "google/gemini-2.5-flash-lite",
        "google/gemini-2.5-flash",
        Traits(reasoning=_BUDGETS, most_tokens=65_536),
    ),
    Row(
        r"google/gemini-2\.5-flash",
        "google/gemini-2.5-flash",
        "google/gemini-2.5-pro",
        Traits(thinks=True, reasoning=_BUDGETS, most_tokens=65_536),
    ),
    Row(
        r"google/gemini-2\.5",
        "google/gemini-2.5-pro",
        "google/gemini-3-pro-preview",
        Traits(thinks=True, reasoning={**_BUDGETS, "none": 128}, most_tokens=65_536),
    ),
    Row(
        r"google/gemini-3-pro",
        "google/gemini-3-pro-preview",
        "google/gemini-3.1-pro",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("low", medium="high"), most_tokens=65_536),
    ),
    Row(
        r"google/gemini-\d[\d.]*-pro",
        "google/gemini-3.1-pro-preview",
        "google/gemini-3-flash",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("low"), most_tokens=65_536),
    ),
    Row(
        r"google/gemini",
        "google/gemini-3.8-flash",
        "google/gemma-3-27b-it",
        Traits(temperature=_LEFT_OUT, thinks=True, reasoning=_words("minimal"), most_tokens=65_536),
    ),
    Row(
        r"mistral/magistral",
        "mistral/magistral-medium-latest",
        "mistral/mistral-large-latest",
        Traits(temperature=_LEFT_OUT, thinks=True, most_tokens=40_000),
    ),
    Row(
        r"mistral/mistral-(small-(latest|2[6-9])|medium-(latest|3-5|2[6-9]))",
        "mistral/mistral-small-latest",
        "mistral/mistral-small-2506",
        Traits(temperature=_EFFORT, reasoning=_words("none", "high", "high")),
    ),
)

_THINKERS = re.compile(r"deepseek-r|gpt-oss|magistral|minimax-m|qwen-?3|qwq|reason|think", re.IGNORECASE)
_NOT_THINKERS = re.compile(r"instruct|non-?think|no-?think|non-?reason|coder", re.IGNORECASE)


@cache
def find_row(model: str) -> Row | None:
    """The row of a provider's model; None where the table has none."""
    return next((row for row in ROWS if re.match(row.pattern, model)), None)


@cache
def find_traits(model: str, *, own_server: bool) -> Traits:
    """What a model takes. ``own_server``: an OpenAI-compatible one, which is handed every parameter that is set.

    OpenAI's models by the names of OpenAI's take the same wherever they are asked, such as behind a gateway.
    """
    row = find_row(model)
    if row is not None and (not own_server or model.startswith("openai/")):
        return row.traits
    if not own_server:
        return Traits()
    thinks = bool(_THINKERS.search(model)) and not _NOT_THINKERS.search(model)
    return Traits(thinks=thinks, reasoning=_words("none"))
