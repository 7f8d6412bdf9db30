"""What a run's manifest says: settings with their fingerprint, times."""

import hashlib
import json
import time
from typing import Any

from pydantic import BaseModel

from summarizer.options import Options
from summarizer.rendering.prompts import load_prompt
from summarizer.runs.ledger import now
from summarizer.schemas.record import RECORD_SCHEMA
from summarizer.values import package_version


class RunClock:
    """When a run began, for its manifest."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._started_at = now()

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
            "updated": now(),
            "seconds": round(self.seconds, 3),
        }


def fingerprint(options: Options) -> dict[str, Any]:
    """What a run's answers depend on, as plain JSON values. No secret is among them."""
    prompt = load_prompt(options.prompt_reference)
    schema = options.answer_schema
    return {
        "model": options.model,
        "base_url": options.address,
        "prompt": f"{prompt.reference} sha256:{prompt.sha256}",
        "schema": RECORD_SCHEMA if schema is None else f"{schema.__qualname__} sha256:{_schema_hash(schema)}",
        "temperature": options.temperature,
        "seed": options.seed,
        "reasoning": options.reasoning,
        "answer_tokens": options.answer_tokens,
        "answer_mode": options.answer_mode,
        "context_tokens": options.context_tokens,
        "abstract": options.asks_abstract,
        "escalate": None if options.second is None else fingerprint(options.second),
    }


def _schema_hash(schema: type[BaseModel]) -> str:
    return hashlib.sha256(json.dumps(schema.model_json_schema(), sort_keys=True).encode()).hexdigest()
