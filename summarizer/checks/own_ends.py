"""Attackers who died by their own hand and whom no victim entry holds: "shot his son and then shot himself"."""

from collections.abc import Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import span_evidence
from summarizer.language.folding import unaccented
from summarizer.language.people import DOERS, content_words, is_generic
from summarizer.language.rules import ENGLISH
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Finding, Incident

_OF_ONE_DOER = frozenset({"shooting", "stabbing", "murder", "arson", "hostage taking", "attack", "domestic violence"})
_ENDS = Wording(
    r"""(?ix)\b(?:(?:fatally\s)?(?:sh[oo]t|shooting|kill(?:ed|ing|s)?|hang(?:ed|ing)|stabb(?:ed|ing))\s(?:and\skill(?:ed|ing)\s)?(?:him|her)self
      |turn(?:ed|ing|s)\s(?:the|his|her|that)\s(?:[\w-]{1,12}\s)?(?:gun|weapon|rifle|shotgun|pistol|handgun|knife)\son\s(?:him|her)self
      |(?:took|takes|taking)\s(?:his|her)\sown\slife|(?:committed|commits|committing)\ssuicide|(?:died|dead)\sby\ssuicide
      |(?:died|dead)\s(?:of|from|after)\s(?:[\w-]{1,12}\s){0,5}?self-inflicted)\b
      (?!\s(?:in\sthe\s(?:foot|leg|hand|arm|thigh|toe|finger)|up\b))""",
    "then shot himself", "accidentally hurt himself",
)  # fmt: skip
_NOT_DONE = Wording(
    r"(?i)\b(?:tr(?:y|ied|ies|ying)|attempt\w*|threat\w*|want\w*|plan\w*|going|would|could|might|may\shave|if|whether|wish\w*|consider\w*"
    r"|talk\w*|thought|thinking|suicidal|accident\w*|unsuccessful\w*|failed|survived|surviving|critical|stable|expected\sto|not)\b",
    "before he tried to shoot himself", "before he shot himself",
)  # fmt: skip


def find_own_end(incident: Incident, facts: Facts) -> Evidence | None:
    """Where an English article tells that who killed the victims of its only incident died by their own hand.

    None where one of the dead is the perpetrator, or may be: a group of people, "five people were found dead".
    """
    dead = [one for one in incident.victims if one.outcome == "killed"]
    doers = {unaccented(one.name) for one in incident.perpetrators if one.kind == "individual"}
    if facts.rules is not ENGLISH or incident.type not in _OF_ONE_DOER or not (dead and doers):
        return None
    may_hold = any(
        unaccented(one.name or one.group or "") in doers
        or not content_words(one.group or "").isdisjoint(DOERS)
        or (one.group and count_least(one) > 1 and is_generic(one.group))
        for one in dead
    )
    return None if may_hold else next(iter(_list_ends(facts)), None)


def _list_ends(facts: Facts) -> list[Evidence]:
    return [
        span_evidence(sentence, *found.span())
        for sentence in facts.sentences
        for found in [_ENDS.search(sentence.text)]
        if found and not _NOT_DONE.search(sentence.text)
    ]


def report_own_end(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """That an attacker's own death is told and stands in no entry, where there is one incident."""
    found = find_own_end(incidents[0], facts) if len(incidents) == 1 else None
    if found is None:
        return []
    message = f"The article says that who did it {found.text!r}; no victim entry holds this death."
    return [doubt("uncovered_casualty", "incidents", message, (found,))]
