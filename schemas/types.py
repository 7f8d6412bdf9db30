"""Incident types, version 1: what an incident may be called, and its codes in two public vocabularies.

They stand in ``types.tsv``, a type a line. Source: ACLED Codebook 2024 (7 October 2024), event types and sub-event
types; IPTC Media Topics, release of 2025-03-31 (CC BY 4.0, https://cv.iptc.org/newscodes/mediatopic/). Where IPTC has
no topic of its own for a type, the nearest broader topic is given.
"""

import csv
from pathlib import Path

from summarizer.schemas.record import Frozen

__all__ = ["INCIDENT_TYPES", "TYPE_NAMES", "IncidentType"]


class IncidentType(Frozen):
    """One incident type. ``description`` is prompt text.

    The ACLED fields are both None where ACLED does not code such events (accidents, natural disasters, plain crime) or
    has no single sub-event for them. ``iptc_media_topic`` is None where no Media Topic fits.
    """

    name: str
    description: str
    acled_event_type: str | None
    acled_sub_event: str | None
    iptc_media_topic: str | None


_TABLE = Path(__file__).with_name("types.tsv").read_text(encoding="utf-8").splitlines()

INCIDENT_TYPES: tuple[IncidentType, ...] = tuple(
    IncidentType.model_validate({name: told or None for name, told in row.items()})
    for row in csv.DictReader(_TABLE, delimiter="\t", quoting=csv.QUOTE_NONE)
)
"""Every type, in the order shown to models: first the seven the shared adapter was trained on, ``other`` last."""


TYPE_NAMES: tuple[str, ...] = tuple(incident_type.name for incident_type in INCIDENT_TYPES)
