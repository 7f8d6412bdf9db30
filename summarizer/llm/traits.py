"""What a model takes and does, told by its name: a table, so that nobody has to know what a provider refuses.

``traits.tsv``: a pattern of ``provider/name``, an example and one that it does not match, what holds of such models.
What is sent for the words of reasoning are budgets in tokens where they are numbers, as Google's own OpenAI-compatible
API makes them. Source: the model pages and API references of OpenAI, Anthropic, Google and Mistral, November 2026.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from summarizer.options import Reasoning

Temperature = Literal["sent", "sent unless it thinks", "left out"]

THINKING_ROOM: Mapping[Reasoning, int] = {"none": 0, "low": 8_192, "medium": 16_384, "high": 32_768}
"""Tokens kept for thinking, beside those for the answer: a limit, not what is spent. Above every budget given here."""
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

    def thinking_room(self, wanted: Reasoning | None) -> int:
        """Tokens to keep for thinking."""
        if wanted is None:
            return THINKING_ROOM["medium"] if self.thinks else 0
        cannot_stop = self.thinks and self.reasoning.get("none") not in _STOPS
        return THINKING_ROOM["low" if wanted == "none" and cannot_stop else wanted]

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


def _read_row(line: str) -> Row:
    pattern, example, other, temperature, thinks, reasoning, way, most = line.split("\t")
    sent = (int(word) if word.isdecimal() else word for word in reasoning.split())
    words = dict(zip(THINKING_ROOM, sent, strict=False))
    traits = Traits(cast(Temperature, temperature), thinks == "yes", words, way == "tool", int(most) if most else None)
    return Row(pattern, example, other, traits)


ROWS = tuple(map(_read_row, Path(__file__).with_name("traits.tsv").read_text(encoding="utf-8").splitlines()[1:]))
"""In the order in which they are tried."""
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
    return Traits(thinks=thinks, reasoning={word: word for word in THINKING_ROOM})
