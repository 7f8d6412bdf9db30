"""Room for an answer: what the context leaves at first, how much more once it was cut off, and what to do then."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from summarizer.llm.endpoint import Endpoint
from summarizer.values import Message

_CHARS_PER_TOKEN = 4
_LEAST = 64
_SPARE = 16


def fit_room(wanted: int, messages: Sequence[Message], endpoint: Endpoint) -> int:
    """The room wanted, or what a prompt leaves of the context where that is less."""
    prompt = sum(len(message.content) for message in messages) // _CHARS_PER_TOKEN
    return max(min(wanted, _LEAST), min(wanted, endpoint.context_tokens - prompt - _SPARE))


class CutOff(NamedTuple):
    """An answer that was cut off after ``room`` tokens. ``thinking_tokens`` None: it thought, and nobody counted."""

    room: int
    prompt_tokens: int
    thinking_tokens: int | None

    @classmethod
    def of(cls, completion: Any, room: int) -> Self:
        """What a completion without its end tells."""
        usage = getattr(completion, "usage", None)
        counted = getattr(getattr(usage, "completion_tokens_details", None), "reasoning_tokens", None)
        thought = counted or (None if _shows_thinking(completion) else 0)
        return cls(room, getattr(usage, "prompt_tokens", None) or 0, thought)

    def wider(self, most_tokens: int, endpoint: Endpoint) -> int:
        """The room of the next try: all there is where thinking took it, else twice as much."""
        left = endpoint.context_tokens - self.prompt_tokens - _SPARE
        return min(2 * self.room if self.thinking_tokens == 0 else most_tokens, most_tokens, left)

    def explain(self, endpoint: Endpoint) -> str:
        """What happened and what to do, for people."""
        said = f"The answer was cut off at {self.room} tokens"
        if self.thinking_tokens != 0:
            spent = (
                "which seem to have gone" if self.thinking_tokens is None else f"{self.thinking_tokens} of which went"
            )
            less = "Let it think less (--reasoning low or none), or give" if endpoint.traits.reasoning else "Give"
            return f"{said}, {spent} into thinking. {less} it more room (--answer-tokens, --context-tokens)."
        if self.room >= endpoint.context_tokens - self.prompt_tokens - _SPARE:
            return (
                f"{said}, all that its context of {endpoint.context_tokens} tokens leaves. Use a model with a larger "
                "context, or set --context-tokens to what it really has."
            )
        if endpoint.traits.most_tokens is not None and self.room >= endpoint.traits.most_tokens:
            return (
                f"{said}, the most that this model gives. Ask about less at once (a lower --context-tokens cuts "
                "articles into smaller parts), or use another model."
            )
        return f"{said}. Give it more room (--answer-tokens); where it never comes to an end, use another model."


def _shows_thinking(completion: Any) -> bool:
    """Whether there are thoughts in an answer, or nothing at all, where its server counts none."""
    message = completion.choices[0].message
    more = message.model_extra or {}
    content = (message.content or "").lstrip()
    return bool(more.get("reasoning_content") or more.get("reasoning") or not content or content.startswith("<think>"))
