"""What resolving one answer needs to know of its article, and what it gives back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import Grounded, ground
from summarizer.schemas.record import Evidence, Finding, Incident, Sentence


class Resolved(NamedTuple):
    """Incidents in the model's order, and the findings about them."""

    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]


class Context(NamedTuple):
    """The article as far as resolving needs it, and the findings made so far."""

    facts: Facts
    findings: list[Finding]

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The article's numbered sentences."""
        return self.facts.sentences

    def ground(self, value: str, cites: Iterable[int], field: str) -> Grounded:
        """Where the article holds a value; what was found on the way is kept."""
        grounded = ground(value, cites, self.facts.index, field=field)
        self.findings.extend(grounded.findings)
        return grounded

    def find(self, code: str, severity: str, field: str, message: str, evidence: Sequence[Evidence] = ()) -> None:
        """Keeps a finding."""
        finding = {"code": code, "severity": severity, "field": field, "message": message, "evidence": tuple(evidence)}
        self.findings.append(Finding.model_validate(finding))
