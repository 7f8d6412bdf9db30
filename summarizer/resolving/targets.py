"""Targets of an answer that are people, who are victims."""

from collections.abc import Sequence

from summarizer.evidence.findings import doubt
from summarizer.language.people import PERSON_GROUP, content_words, is_generic, is_other
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding
from summarizer.schemas.wire import WireIncident, WireTarget, WireVictimGroup

_COUNTED = Wording(r"(?i)\A(?:(?:the|an?|some|about|\d[\d,.]*)\s+)+", "the 118 ", "them")
_AIMED = frozenset(
    {"attack", "bombing", "shooting", "stabbing", "vehicle attack", "assassination", "murder", "robbery", "shelling"}
    | {"airstrike", "drone strike", "chemical attack", "riot"}
)
"""What is done to people on purpose. Of an accident nobody is the target, and who clash are both sides."""


def drop_people(incidents: Sequence[WireIncident]) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without targets that are people by their words ("118 people", "others"), and a finding for each.

    What is damaged or destroyed are things; people are victims. Those that an attack was aimed at ("police") become
    victims where the answer has none, who may be them. Names are left alone.
    """
    kept, findings = [], list[Finding]()
    for index, incident in enumerate(incidents):
        people = [one for one in incident.targets if _is_people(one.name)]
        aimed_at = [one for one in people if _is_aimed_at(one, incident)]
        victims = (
            WireVictimGroup(group=_COUNTED.sub("", one.name), count=None, outcome="targeted", cite=one.cite)
            for one in aimed_at
        )
        targets = [one for one in incident.targets if one not in people]
        kept.append(incident.model_copy(update={"targets": targets, "victims": [*incident.victims, *victims]}))
        for one in people:
            became = "became a victim aimed at" if one in aimed_at else "was left out"
            message = f"{one.name!r} {became}: people are victims."
            findings.append(doubt("target_is_people", f"incidents[{index}].targets", message, ()))
    return kept, findings


def _is_people(name: str) -> bool:
    words = _COUNTED.sub("", name)
    others = is_other(words) and not content_words(words)
    return others or is_generic(words) or PERSON_GROUP.fullmatch(f" {words}") is not None


def _is_aimed_at(target: WireTarget, incident: WireIncident) -> bool:
    """Whether a target is the people of a kind at whom an attack was aimed, who are among none of its victims."""
    is_of_a_kind = not (is_generic(target.name) or is_other(target.name))
    return is_of_a_kind and incident.type in _AIMED and not incident.victims
