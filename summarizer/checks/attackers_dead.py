"""Attackers who died of what they did, and whom no victim entry holds: "shot his son and then shot himself"."""

import re
from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import span_evidence
from summarizer.evidence.values import list_held
from summarizer.language.folding import unaccented
from summarizer.language.people import DOERS, content_words, is_generic
from summarizer.language.rules import ENGLISH
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Finding, Incident

_OF_ONE_DOER = frozenset({"shooting", "stabbing", "murder", "arson", "hostage taking", "attack"})
_BY_OWN_HAND = Wording(
    r"""(?ix)\b(?:(?:fatally\s)?(?:sh[oo]t|shooting|kill(?:ed|ing|s)?|hang(?:ed|ing)|stabb(?:ed|ing))\s(?:and\skill(?:ed|ing)\s)?(?:him|her)self
      |turn(?:ed|ing|s)\s(?:the|his|her|that)\s(?:[\w-]{1,12}\s)?(?:gun|weapon|rifle|shotgun|pistol|handgun|knife)\son\s(?:him|her)self
      |(?:took|takes|taking)\s(?:his|her)\sown\slife|(?:committed|commits|committing)\ssuicide|(?:died|dead)\sby\ssuicide
      |(?:died|dead)\s(?:of|from|after)\s(?:[\w-]{1,12}\s){0,5}?self-inflicted)\b
      (?!\s(?:in\sthe\s(?:foot|leg|hand|arm|thigh|toe|finger)|up\b))""",
    "then shot himself", "accidentally hurt himself",
)  # fmt: skip
_BY_OTHERS = Wording(
    r"(?i)\b(?:was|were)\s(?:then\s|later\s)?(?:shot\s(?:and\skilled|dead|to\sdeath)|fatally\sshot|killed|gunned\sdown)\sby\s(?:[\w-]{1,15}\s){0,3}?"
    r"(?:police\w*|officers?|deput(?:y|ies)|troopers?|agents?|guards?|marshals?|soldiers|troops|SWAT)\b",
    "the gunman was shot and killed by two officers", "the gunman was arrested by police",
)  # fmt: skip
_NOT_DONE = Wording(
    r"(?i)\b(?:tr(?:y|ied|ies|ying)|attempt\w*|threat\w*|want\w*|plan\w*|going|would|could|might|may\shave|if|whether|wish\w*|consider\w*"
    r"|talk\w*|thought|thinking|suicidal|accident\w*|unsuccessful\w*|failed|survived|surviving|critical|stable|expected\sto|not)\b",
    "before he tried to shoot himself", "before he shot himself",
)  # fmt: skip
_NAME = re.compile(r"[A-Z][\w'’-]{2,20}")
_DOER = re.compile(rf"(?i)\b(?:{'|'.join(sorted(DOERS))}|father|husband|boyfriend|murder-suicide)\b")


def find_dead_attacker(incident: Incident, facts: Facts) -> Evidence | None:
    """Where an English article tells that who killed the victims of its only incident died of it, too.

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
    return None if may_hold else next(_list_deaths(incident, facts), None)


def _list_deaths(incident: Incident, facts: Facts) -> Iterator[Evidence]:
    """Where sentences tell of somebody's end that name the perpetrator, or whom the one before them names.

    By their own hand, or, where a sentence names none of the dead, by police.
    """
    victims = [one for one in incident.victims if one.outcome == "killed"]
    doers = {word for one in incident.perpetrators for word in _NAME.findall(one.name)}
    dead = {word for one in victims for word in _NAME.findall(one.name or "")}
    held = {item.sentence for one in victims for item in list_held(one.evidence)}
    told = ""
    for sentence in facts.sentences:
        before, told = told, sentence.text
        found = _BY_OWN_HAND.search(told) or (sentence.number not in held and _BY_OTHERS.search(told))
        if not found or _NOT_DONE.search(told):
            continue
        *_, subject = _NAME.findall(told[: found.start()]) or [""]
        is_named = not {*_NAME.findall(told), *_NAME.findall(before)}.isdisjoint(doers)
        if subject not in dead - doers and (is_named or _DOER.search(f"{before} {told}")):
            yield span_evidence(sentence, *found.span())


def report_dead_attacker(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """That an attacker's own death is told and stands in no entry, where there is one incident."""
    found = find_dead_attacker(incidents[0], facts) if len(incidents) == 1 else None
    if found is None:
        return []
    message = f"The article says of who did it {found.text!r}; no victim entry holds this death."
    return [doubt("uncovered_casualty", "incidents", message, (found,))]
