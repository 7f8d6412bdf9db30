"""Incidents that the run has and the gold has not: what nobody should find in a record."""

INVENTED: dict[str, str] = {
    "without_incident": "incidents of documents that have none in the gold",
    "unmatched": "incidents that no gold incident is aligned with, of all documents",
}
"""Each score: what is counted. A document without any is clean."""


def count_invented(incidents: int, aligned: int, gold: int) -> dict[str, int]:
    """How many of a document's incidents are invented, by INVENTED; without those that are not asked of it."""
    unmatched = {"unmatched": incidents - aligned}
    return unmatched if gold else {"without_incident": incidents, **unmatched}
