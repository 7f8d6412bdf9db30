"""Incidents that the run has and the gold has not: what nobody should find in a record."""

INVENTED: dict[str, str] = {
    "without_incident": "incidents of documents that have none in the gold",
    "without_incident_supported": "the same, but for those that the record itself doubts (incident_unsupported)",
    "unmatched": "incidents that no gold incident is aligned with, of all documents",
}
"""Each score: what is counted. A document without any is clean."""


def count_invented(incidents: int, aligned: int, gold: int, *, doubted: int = 0) -> dict[str, int]:
    """How many of a document's incidents are invented, by INVENTED; without those that are not asked of it.

    The record doubts ``doubted`` of the incidents as a whole.
    """
    unmatched = {"unmatched": incidents - aligned}
    if gold:
        return unmatched
    return {"without_incident": incidents, "without_incident_supported": incidents - doubted, **unmatched}
