"""What the model was hardly sure of and was not left out for that."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.findings import doubt
from summarizer.evidence.values import walk_values
from summarizer.resolving.confidence import is_low, tell_likely
from summarizer.schemas.record import Finding, Incident


def check_unsure(incidents: Sequence[Incident]) -> list[Finding]:
    """A doubt for each incident with less than LEAST_CONFIDENCE, and for such values of other incidents."""
    return [finding for at, incident in enumerate(incidents) for finding in _doubt(incident, f"incidents[{at}]")]


def _doubt(incident: Incident, field: str) -> Iterator[Finding]:
    if is_low(incident.confidence):
        yield doubt("value_unsure", field, f"{incident.type!r}: {tell_likely(incident.confidence)}.", ())
        return
    for value in walk_values(incident, field):
        if is_low(value.confidence):
            message = f"{value.text!r}: {tell_likely(value.confidence)}."
            yield doubt("value_unsure", value.field, message, value.evidence)
