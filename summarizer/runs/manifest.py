"""What a run's manifest says: settings with their fingerprint, times."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel

from summarizer.options import Options
from summarizer.pipeline.plans import json_schema_of
from summarizer.rendering.prompts import load_prompt
from summarizer.schemas.record import RECORD_SCHEMA
from summarizer.values import package_version, utc_now

_AS_SET = ("temperature", "seed", "reasoning", "answer_tokens", "answer_mode", "context_tokens")


class RunClock:
    """When a run began, for its manifest."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._started_at = utc_now()

    @property
    def seconds(self) -> float:
        """Seconds since then."""
        return time.perf_counter() - self._started

    def tell(self, status: str) -> dict[str, Any]:
        """What every manifest says: the status, the package's version, and the run's times."""
        return {
            "status": status,
            "package_version": package_version(),
            "started": self._started_at,
            "updated": utc_now(),
            "seconds": round(self.seconds, 3),
        }


@contextmanager
def closed_with_status(close: Callable[[str], None], ended: Callable[[], str]) -> Iterator[None]:
    """At the end ``close`` gets the status: what ``ended`` says, or that an error or an interrupt came."""
    status = "interrupted"
    try:
        yield
        status = ended()
    except Exception:
        status = "stopped"
        raise
    finally:
        close(status)


def fingerprint(options: Options) -> dict[str, Any]:
    """What a run's answers depend on, as plain JSON values. No secret is among them.

    Raises: PromptError, SchemaError.
    """
    prompt = load_prompt(options.prompt_reference)
    schema = options.answer_schema
    return {
        "model": options.model,
        "base_url": options.address,
        "prompt": f"{prompt.reference} sha256:{prompt.sha256}",
        "schema": RECORD_SCHEMA if schema is None else f"{schema.__qualname__} sha256:{_schema_hash(schema)}",
        **{name: getattr(options, name) for name in _AS_SET},
        "abstract": options.asks_abstract,
        "escalate": None if options.second is None else fingerprint(options.second),
    }


def _schema_hash(schema: type[BaseModel]) -> str:
    return hashlib.sha256(json.dumps(json_schema_of(schema), sort_keys=True).encode()).hexdigest()
