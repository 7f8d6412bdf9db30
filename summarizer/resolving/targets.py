"""Targets of an answer that are people, who are victims."""

from collections.abc import Sequence

from summarizer.evidence.findings import doubt
from summarizer.language.people import PERSON_GROUP, is_generic
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding
from summarizer.schemas.wire import WireIncident

_COUNTED = Wording(r"(?i)\A(?:(?:the|an?|some|about|\d[\d,.]*)\s+)+", "the 118 ", "them")


def drop_people(incidents: Sequence[WireIncident]) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without targets that are people by their words ("118 people", "others"), and a finding for each.

    What is damaged or destroyed are things; people are victims. Names are left alone.
    """
    kept, findings = [], list[Finding]()
    for index, incident in enumerate(incidents):
        people = [one for one in incident.targets if _is_people(one.name)]
        targets = [one for one in incident.targets if one not in people]
        kept.append(incident.model_copy(update={"targets": targets}))
        for one in people:
            message = f"{one.name!r} was left out: people are victims."
            findings.append(doubt("target_is_people", f"incidents[{index}].targets", message, ()))
    return kept, findings


def _is_people(name: str) -> bool:
    words = _COUNTED.sub("", name)
    return is_generic(words) or PERSON_GROUP.fullmatch(f" {words}") is not None
