"""Victim entries, as the checks go through them."""

from collections.abc import Iterable, Iterator, Sequence

from summarizer.schemas.record import Incident, Outcome, Victim

APART = frozenset[Outcome]({"killed", "injured", "missing", "kidnapped", "freed", "unharmed", "displaced"})
"""Outcomes of which the same people have but one, with few exceptions."""


def list_victims(incidents: Sequence[Incident]) -> Iterator[tuple[str, Victim]]:
    """Every victim with its path in the record."""
    for index, incident in enumerate(incidents):
        for at, victim in enumerate(incident.victims):
            yield f"incidents[{index}].victims[{at}]", victim


def with_victims(incident: Incident, victims: Iterable[Victim]) -> Incident:
    """The incident with these for its victims."""
    return incident.model_copy(update={"victims": tuple(victims)})
