"""Record schema, version 2: version 1 with what each request cost and where its answer came from.

Everything that is not named here is as in version 1. ``upgrade_record`` brings a stored record of version 1 up to date.
"""

from typing import Any, Literal

from pydantic import Field

from summarizer.schemas import record_v1
from summarizer.schemas.record_v1 import (
    ArticleInfo,
    FieldEvidence,
    Finding,
    Frozen,
    Incident,
    ModelUse,
    PromptUse,
    Sentence,
)

RECORD_SCHEMA: Literal["incident-record/2"] = "incident-record/2"
CUSTOM_RECORD_SCHEMA: Literal["custom-record/2"] = "custom-record/2"

Origin = Literal["live", "cache", "batch"]


class Attempt(record_v1.Attempt):
    """One request to a model. Tokens are None where the provider reported none."""

    origin: Origin = Field(
        default="live",
        description="live: asked in this run. cache: an identical request's stored answer. batch: a provider's batch.",
    )
    cost_usd: float | None = Field(
        default=None, description="What it cost; 0 for the embedded model and the cache; None where no price is known."
    )


class Provenance(Frozen):
    """How this record came about."""

    article_sha256: str
    prompts: tuple[PromptUse, ...]
    wire_schema: str
    record_schema: str = Field(description="The schema that the record was made under.")
    model: ModelUse
    parameters: dict[str, Any]
    attempts: tuple[Attempt, ...]
    seconds: float
    package_version: str


class Summary(Frozen):
    """The record of one article: a short summary, its key sentences, the incidents, and what was noticed."""

    schema_version: Literal["incident-record/2"] = RECORD_SCHEMA
    article: ArticleInfo
    summary: str
    key_sentences: tuple[Sentence, ...]
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance


class CustomSummary(Frozen):
    """The record of one article under a user's own schema: the validated answer and the evidence its cites point at."""

    schema_version: Literal["custom-record/2"] = CUSTOM_RECORD_SCHEMA
    article: ArticleInfo
    answer: dict[str, Any]
    evidence: tuple[FieldEvidence, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance


_UPGRADES = {"incident-record/1": RECORD_SCHEMA, "custom-record/1": CUSTOM_RECORD_SCHEMA}


def upgrade_record(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a stored record in the latest version; one of the latest version, or of none, comes back unchanged.

    Version 1 did not know what a request cost: its attempts get ``cost_usd`` None and were all ``live``.
    """
    version = row.get("schema_version")
    return {**row, "schema_version": _UPGRADES[version]} if version in _UPGRADES else row
