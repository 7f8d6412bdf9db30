"""Findings made short."""

from summarizer.schemas.record import Evidence, Finding


def doubt(code: str, field: str, message: str, evidence: tuple[Evidence, ...]) -> Finding:
    """A finding that warns."""
    return Finding(code=code, severity="warning", field=field, message=message, evidence=evidence)
