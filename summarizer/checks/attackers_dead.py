"""Attackers who killed themselves, and whom no victim entry holds: "shot his son and then shot himself"."""

import re
from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import span_evidence
from summarizer.language.people import DOERS
from summarizer.language.rules import ENGLISH
from summarizer.language.turns import OF_OLD
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Finding, Incident, Victim

_OF_ONE_DOER = frozenset({"shooting", "stabbing", "murder", "arson", "hostage taking", "attack"})
_BY_OWN_HAND = Wording(
    r"""(?ix)\b(?:(?:fatally\s)?(?:sh[oo]t|kill(?:ed|s)?|hang(?:ed|s)|stabb(?:ed|s))\s(?:and\skilled\s)?(?:him|her)self
      |turn(?:ed|s)\s(?:the|his|her|that)\s(?:[\w-]{1,12}\s)?(?:gun|weapon|rifle|shotgun|pistol|handgun|knife)\son\s(?:him|her)self
      |(?:took|takes)\s(?:his|her)\sown\slife|commit(?:ted|s)\ssuicide|(?:died|dead)\sby\ssuicide
      |(?:died|dead)\s(?:of|from|after)\s(?:[\w-]{1,12}\s){0,5}?self-inflicted)\b
      (?!\s(?:in\sthe\s(?:foot|leg|hand|arm|thigh|toe|finger|head|chest|face|neck)|up\b))""",
    "then shot himself", "accidentally hurt himself",
)  # fmt: skip
_NOT_DONE = Wording(
    r"(?i)\b(?:tr(?:y|ied|ies|ying)|attempt\w*|threat\w*|want\w*|plan\w*|going|would|could|might|may\shave|if|whether|wish\w*|consider\w*"
    r"|talk\w*|spoken?\sof|thought|thinking|suicidal|accident\w*|unsuccessful\w*|failed|stopp\w*|prevent\w*|surviv\w*|critical|stable"
    r"|expected\sto|not|claim\w*|told|says\s(?:he|she)|when\s(?:he|she)\swas)\b",
    "before he tried to shoot himself", "before he shot himself",
)  # fmt: skip
_LIVES = Wording(
    r"(?i)\b(?:charged|sentenced|jail\w*|pleaded|arraigned|convicted|custody|extradited|arrest\w*|detained|seized|indicted|recovering"
    r"|in\s(?:an?\s|the\s)?hospital|at\s(?:an?|the)\shospital|under\s(?:police\s)?guard|cell|prison\w*|inmate|trial|bail)\b",
    "was charged with murder", "died",
)  # fmt: skip
"""Of one who lived on, anywhere in the article."""
_NAME = re.compile(r"[A-Z][\w'’-]{2,20}")
_WHO = re.compile(rf"(?i)\bthe\s(?:alleged\s|suspected\s)?(?:{'|'.join(sorted(DOERS))})\b")
_HE = re.compile(r"(?:(?:Then|Later),?\s)?(?:[Hh]|[Ss]h)e\s")
_NO_ATTACKER = Wording(
    r"(?i)\b(?:wife|girlfriend|son|daughter|toddler|baby|infant|stepson|stepdaughter)\Z|\A(?:\d|1[0-2])-(?:year|month)-old\b",
    "ex-girlfriend", "15-year-old boy",
)  # fmt: skip
"""Who did not do it, by what they are called."""


def find_dead_attacker(incident: Incident, facts: Facts) -> Evidence | None:
    """Where an English article tells that the one who killed the victims of its only incident then killed themselves.

    None where one of the dead may be the perpetrator, unless they are kin or children or have another name; and where
    anybody in the article was arrested, charged or is in hospital, or several did it.
    """
    dead = [one for one in incident.victims if one.outcome == "killed"]
    doers = [one.name for one in incident.perpetrators if one.kind == "individual"]
    if facts.rules is not ENGLISH or incident.type not in _OF_ONE_DOER or not dead or len(doers) != 1:
        return None
    if any(_may_be(one, doers[0]) for one in dead) or any(_LIVES.search(one.text) for one in facts.sentences):
        return None
    return next(_list_deaths(doers[0], dead, facts), None)


def _may_be(victim: Victim, doer: str) -> bool:
    """Whether one of the dead may be who did it: several people, a grown-up without a name, or words of the same name.

    Anybody with a name may be "the gunman".
    """
    if not victim.name:
        return count_least(victim) > 1 or not _NO_ATTACKER.search(victim.group or "")
    own, its = ({*name.casefold().split()} for name in (doer, victim.name))
    return own <= its or its <= own or not _NAME.search(doer)


def _list_deaths(doer: str, victims: Sequence[Victim], facts: Facts) -> Iterator[Evidence]:
    """Where sentences tell of the suicide of the one named, or of "the gunman" or "he" after one that names them."""
    names = set(_NAME.findall(doer))
    dead = {word for one in victims for word in _NAME.findall(one.name or "")} - names
    told = ""
    for sentence in facts.sentences:
        before, told = told, sentence.text
        found = _BY_OWN_HAND.search(told)
        if found is None or _NOT_DONE.search(told):
            continue
        lead = told[: found.start()]
        said = _NAME.findall(lead)
        is_he = _HE.match(told) is not None and not names.isdisjoint(_NAME.findall(before))
        is_called = _WHO.search(lead) is not None and not OF_OLD.search(told)
        is_named = bool(said) and said[-1] in names
        if is_named or ((is_he or is_called) and dead.isdisjoint(said)):
            yield span_evidence(sentence, *found.span())


def report_dead_attacker(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """That an attacker's own death is told and stands in no entry, where there is one incident."""
    found = find_dead_attacker(incidents[0], facts) if len(incidents) == 1 else None
    if found is None:
        return []
    message = f"The article says of who did it {found.text.strip()!r}; no victim entry holds this death."
    return [doubt("uncovered_casualty", "incidents", message, (found,))]
