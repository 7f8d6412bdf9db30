"""People of whom an article tells only some: "Among those killed were two sisters"."""

from collections.abc import Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.values import are_told, list_telling
from summarizer.language.wording import Wording
from summarizer.schemas.record import Incident, Total, Victim

_DEAD = (
    r"(?:dead|killed|slain|deceased|fatalities|victims|casualties|captives|hostages|abductees|abducted|kidnapped|missing|injured|wounded|hurt"
    r"|detainees|detained|arrested|who\s(?:died|perished|were\s(?:killed|abducted|kidnapped|taken)))"
)
_AMONG_BEFORE = Wording(
    rf"(?i)\bamong\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{_DEAD}\s(?:was|were|is|are)\s"
    r"|\bentre\s(?:los|las)\s(?:muert|fallecid|víctima|asesinad)\w+\s(?:mortales\s)?(?:figura|est[áa]|hay|había|se\sencuentra)\w*\s",
    "Among those killed were sisters ", "Among those at the gate were ",
)  # fmt: skip
_AMONG_AFTER = Wording(
    rf"(?i)(?:,[^.;]{{1,40}},|(?:\s[\w-]{{1,20}}){{1,2}}?)?\s(?:was|were|is|are)\s(?:also\s)?among\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{_DEAD}\b",
    ", 34, was among the dead", " was among the first",
)  # fmt: skip


def open_among(incident: Incident, facts: Facts) -> Incident:
    """The incident; a total has no bound above where all its entries are told of as some of the dead, or the like."""
    opened = {
        outcome: Total(low=total.low, high=None)
        for outcome, total in incident.totals.items()
        if total.high is not None and _are_some([one for one in incident.victims if one.outcome == outcome], facts)
    }
    return incident.model_copy(update={"totals": incident.totals | opened}) if opened else incident


def _are_some(victims: Sequence[Victim], facts: Facts) -> bool:
    return all(
        are_told(list_telling(one), facts.sentences, before=_AMONG_BEFORE, after=_AMONG_AFTER) for one in victims
    )
