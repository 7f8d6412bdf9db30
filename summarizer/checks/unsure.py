"""Values of which the model was hardly sure: what was not left out for that."""

from collections.abc import Sequence

from summarizer.evidence.findings import doubt
from summarizer.evidence.values import walk_values
from summarizer.resolving.confidence import LEAST_CONFIDENCE, tell_likely
from summarizer.schemas.record import Finding, Incident


def check_unsure(incidents: Sequence[Incident]) -> list[Finding]:
    """A doubt for each value with less than LEAST_CONFIDENCE."""
    return [
        doubt("value_unsure", value.field, f"{value.text!r}: {tell_likely(value.confidence)}.", value.evidence)
        for at, incident in enumerate(incidents)
        for value in walk_values(incident, f"incidents[{at}]")
        if value.confidence is not None and value.confidence < LEAST_CONFIDENCE
    ]
