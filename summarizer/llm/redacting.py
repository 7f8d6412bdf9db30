"""Keys stay out of errors, ledgers and logs."""

import logging
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.llm.endpoint import Endpoint

_SECRET = re.compile(r"\b(?:sk|pk|rk|key)-[\w*-]{6,}|(?i:bearer)\s+[\w.~+/-]{6,}=*")
_LONGEST = 800
_SHORTEST_KEY = 8


def redact(text: str, endpoint: "Endpoint") -> str:
    """A message of a provider without keys, cut to 800 characters."""
    return hide_keys(text, endpoint)[:_LONGEST]


def hide_keys(text: str, endpoint: "Endpoint") -> str:
    """The text without keys, those of the environment included.

    A short key, such as the "x" that servers of one's own are given, is none within a word.
    """
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else ""
    if len(key) < _SHORTEST_KEY:
        text = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", "[key]", text) if key else text
    environment = (value for name, value in os.environ.items() if name.endswith("_API_KEY"))
    for secret in (key, *environment):
        if len(secret) >= _SHORTEST_KEY:
            text = text.replace(secret, "[key]")
    return _SECRET.sub("[key]", text)


class _RedactFilter(logging.Filter):
    """Keeps provider messages, which may quote a key, out of instructor's log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub("[key]", record.getMessage()), ()
        return True


@lru_cache(maxsize=1)
def quieten() -> None:
    """Instructor logs each provider error; ours are raised, so its lines only go where a user sends them, redacted."""
    for name in ("instructor", "instructor.v2", "instructor.v2.retry", "instructor.v2.patch"):
        logging.getLogger(name).addFilter(_RedactFilter())
    logging.getLogger("instructor").addHandler(logging.NullHandler())
