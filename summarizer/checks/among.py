"""The dead of whom an article tells only some: "Among those killed were two sisters"."""

from summarizer.evidence.facts import Facts
from summarizer.evidence.values import are_told, list_telling
from summarizer.language.wording import Wording
from summarizer.schemas.record import Incident, Total

_DEAD = r"(?:dead|killed|slain|deceased|fatalities|victims|casualties|who\s(?:died|perished|were\skilled))"
_AMONG_BEFORE = Wording(
    rf"(?i)\bamong\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{_DEAD}\s(?:was|were|is|are)\s"
    r"|\bentre\s(?:los|las)\s(?:muert|fallecid|víctima|asesinad)\w+\s(?:mortales\s)?(?:figura|est[áa]|hay|había|se\sencuentra)\w*\s",
    "Among those killed were sisters ", "Among those at the gate were ",
)  # fmt: skip
_AMONG_AFTER = Wording(
    rf"(?i)(?:,[^.;]{{1,40}},)?\s(?:was|were|is|are)\s(?:also\s)?among\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{_DEAD}\b",
    ", 34, was among the dead", " was among the first",
)  # fmt: skip


def open_among(incident: Incident, facts: Facts) -> Incident:
    """The incident; its dead have no bound above where all entries are told of as some of the dead."""
    total = incident.totals.get("killed")
    held = [list_telling(one) for one in incident.victims if one.outcome == "killed"]
    are_some = all(are_told(items, facts.sentences, before=_AMONG_BEFORE, after=_AMONG_AFTER) for items in held)
    if total is None or total.high is None or not are_some:
        return incident
    return incident.model_copy(update={"totals": incident.totals | {"killed": Total(low=total.low, high=None)}})
