"""People of whom an article tells only some: "Among those killed were two sisters"."""

from collections.abc import Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.values import are_told, list_telling
from summarizer.language.wording import Wording
from summarizer.schemas.record import Incident, Outcome, Total, Victim

_WORDS: dict[Outcome, tuple[str, str]] = {
    "killed": (r"(?:dead|killed|slain|deceased|fatalities|victims|casualties|who\s(?:died|perished))", "dead"),
    "kidnapped": (r"(?:captives|hostages|abductees|abducted|kidnapped|who\swere\s(?:abducted|taken))", "captives"),
    "injured": (r"(?:injured|wounded|hurt|casualties|victims)", "wounded"),
    "missing": (r"missing", "missing"),
    "arrested": (r"(?:detainees|detained|arrested)", "detainees"),
}  # fmt: skip
"""What the people of an outcome are called, and one of these words."""


def _before(words: str, example: str) -> Wording:
    return Wording(
        rf"(?i)\bamong\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{words}\s(?:was|were|is|are)\s"
        r"|\bentre\s(?:los|las)\s(?:muert|fallecid|víctima|asesinad)\w+\s(?:mortales\s)?(?:figura|est[áa]|hay|había|se\sencuentra)\w*\s",
        f"Among the {example} were sisters ", "Among those at the gate were ",
    )  # fmt: skip


def _after(words: str, example: str) -> Wording:
    aside = r"(?:,[^.;]{1,40},|(?:\s(?!(?:and|or|who)\b)[\w-]{1,20}){1,2}?)?"
    return Wording(
        rf"(?i){aside}\s(?:was|were|is|are)\s(?:also\s)?among\s(?:the|those)\s(?:[\w-]{{1,20}}\s)?{words}\b(?!\s(?:until|(?:and|but)\s(?:later\s)?(?:died|succumbed))\b)",
        f", 34, was among the {example}", " was among the first",
    )  # fmt: skip


_AROUND = {outcome: (_before(*words), _after(*words)) for outcome, words in _WORDS.items()}


def open_among(incident: Incident, facts: Facts) -> Incident:
    """The incident; a total has no bound above where all its entries are told of as some of the dead, or the like."""
    opened = {
        outcome: Total(low=total.low, high=None)
        for outcome, total in incident.totals.items()
        if total.high is not None and _are_some([one for one in incident.victims if one.outcome == outcome], facts)
    }
    return incident.model_copy(update={"totals": incident.totals | opened}) if opened else incident


def _are_some(victims: Sequence[Victim], facts: Facts) -> bool:
    return bool(victims) and all(_is_some(one, facts) for one in victims)


def _is_some(victim: Victim, facts: Facts) -> bool:
    before, after = _AROUND.get(victim.outcome, (None, None))
    return are_told(list_telling(victim), facts.sentences, before=before, after=after)
