"""Incidents that no sentence tells of in words of their kind: a game's "attack", a cargo taken for a bomb."""

from collections.abc import Iterable, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, cited_sentences
from summarizer.evidence.values import is_held, walk_values
from summarizer.language.folding import squeeze
from summarizer.language.kinds import ANY, dies_naturally, dies_unharmed, is_sport, tells_of_computers
from summarizer.language.wording import Wording
from summarizer.resolving.summaries import compose_summary
from summarizer.schemas.record import Evidence, Finding, Incident

_NOTHING = Wording(
    r"(?i)\b(?:false\salarms?|fals[ao]s?\salarmas?|fausse\salerte|fehlalarm|alarme\sfalso|falso\sallarme"
    r"|(?:was|were)\s(?:an?\s)?(?:planned\s)?controlled\s(?:demolition|explosion|detonation|blast)s?)\b",
    "False alarm, burnt toast", "a false passport",
)  # fmt: skip
_MADE_SAFE = Wording(
    r"(?i)\b(?:(?:destroyed|blown\sup|detonated|disposed\sof)\s(?:by\s[^.;,]{1,40}\s)?in\s(?:an?\s)?controlled\s(?:explosion|detonation|blast)s?"
    r"|(?:disregard|ignore|debunk(?:s|ed|ing)?)\s(?:an?\s|the\s|any\s|all\s)?(?:[\w-]{1,15}\s){0,2}?(?:videos?|rumou?rs?|clips?|messages?|posts?|footage))\b",
    "was destroyed in a controlled explosion", "was destroyed in an explosion",
)  # fmt: skip
"""Of a device that the police blew up, and of what somebody is not to believe."""
_DRILL = Wording(
    r"(?i)\bsimulacros?\s(?:[\w-]{1,15}\s){0,3}?de\s\w+(?:\sde\smagnitud)?|\b(?:[\w-]{1,15}\s)?(?:earthquake|quake|tsunami|fire|flood|disaster|crash|attack|shooter|terror\w*)\sdrills?\b"
    r"|\b(?:supon(?:ía|e)|simul(?:a|aba|ó)|recre(?:a|aba|ó)|plante(?:a|aba|ó)|(?:simulat|rehears|imagin)(?:es|ed|ing))\s(?:un[ao]?|an?|the)\s"
    r"(?:[\w.-]{1,15}\s){0,2}?\w+(?:\sde\smagnitud)?(?:\s[\d.]+)?(?:\scon\sepicentro)?",
    "un simulacro nacional de terremoto", "un terremoto durante un simulacro",
)  # fmt: skip
"""What was rehearsed: the words of its kind tell of nothing that happened."""
_FORECAST = Wording(
    r"(?i)\b(?:forecast\w*|expected\sto|(?:could|may|might)\b(?!\shave\b)|warn(?:s|ed|ing)?\sof|likely\sto|set\sto|braces?\sfor|bracing\sfor"
    r"|ahead\sof|predict\w*|is\sapproaching)\b",
    "A storm that could bury Fargo", "A storm that could have buried Fargo",
)  # fmt: skip
_CAME = Wording(
    r"(?i)\b(?:hit|struck|tore|swept|caused|left|killed|made\slandfall|came|passed|blew|arrived|cut|knocked|brought|dumped|lashed|battered|pounded|ripped|fell"
    r"|\w{3,}(?:ed|own)\s(?:homes?|houses?|roads?|trees?|power|thousands|hundreds|dozens|people|buildings?|roofs?|crops?|villages?|towns?)"
    r"|(?:was|were|been|had|has|have)\s(?!expected|forecast|predicted)\w{3,}ed\b)",
    "The storm tore off roofs", "The storm could tear off roofs",
)  # fmt: skip
"""Words of weather that is still to come, and of what it has done."""
_WEATHER = frozenset({"storm", "flood", "landslide", "avalanche", "heat wave", "cold wave", "drought", "wildfire"})
_OF_ARMS = frozenset({"attack", "bombing", "kidnapping", "hostage taking", "assassination", "armed clash"})
_HARMED = frozenset({"killed", "injured", "missing"})
_KILLINGS = frozenset({"attack", "murder", "assassination", "shooting", "stabbing"})


def check_kinds(incidents: Sequence[Incident], untold: Iterable[int]) -> list[Finding]:
    """Incidents of a type that the article has no word for, or only words that it uses of sport or of computers.

    ``untold`` are their indices, as ``find_untold`` gives them.
    """
    return [
        doubt(
            "incident_unsupported",
            f"incidents[{index}].type",
            _tell(incidents[index]),
            _evidence(incidents[index])[:MAX_EVIDENCE],
        )
        for index in untold
    ]


def report_untold(untold: Iterable[Incident]) -> list[Finding]:
    """What is said of such incidents where they are left out: what each of them told, and its sentences."""
    return [
        doubt(
            "incident_left_out",
            "incidents",
            f"Left out: {squeeze(compose_summary([one]))} {_tell(one)}",
            _evidence(one)[:MAX_EVIDENCE],
        )
        for one in untold
    ]


def find_untold(incidents: Sequence[Incident], facts: Facts) -> list[int]:
    """The indices, from 0, of the incidents that ``check_kinds`` tells of; in most languages only those of sport."""
    return [
        at
        for at, incident in enumerate(incidents)
        if facts.is_play or (facts.reads_kinds and not _is_supported(incident, facts))
    ]


def has_told_casualties(incident: Incident, facts: Facts) -> bool:
    """Whether the article tells of such harm as its victims suffered: something happened, if nothing of its kind.

    Who they are another sentence may tell; of a language whose numbers of victims are not read any words of death are
    enough. What fiction tells of is nobody's harm, nor what sport tells of but deaths.
    """
    if facts.is_play and not is_sport(facts.text):
        return False
    told = {mention.outcome for mention in facts.mentions if not facts.is_play or mention.outcome == "killed"}
    if not facts.rules.code and facts.tells_of("murder"):
        told |= {"killed", "injured"}
    return any(victim.outcome in told and is_held(victim.evidence) for victim in incident.victims)


def _is_supported(incident: Incident, facts: Facts) -> bool:
    """Whether the article has words of the incident's kind, and what is cited for it those or words of any harm.

    Something ``other`` came to nobody and nothing where no victim, perpetrator or target is told: a day on the market.
    """
    cited = cited_sentences([item.sentence for item in _evidence(incident)], facts.sentences)
    text = " ".join(sentence.text for sentence in cited)
    telling = [sentence.text for sentence in cited if facts.tells_of(incident.type, sentence.text)]
    is_nothing = all(_NOTHING.search(one) for one in telling or [text])
    is_nothing = is_nothing or _is_drill(incident.type, telling, facts) or _is_to_come(incident, telling)
    if is_nothing or _is_made_safe(telling, facts):
        return False
    if not facts.tells_of(incident.type) or (incident.type in _OF_ARMS and tells_of_computers(text)):
        return False
    if incident.type == ANY and (dies_naturally(text) or not _befell_any(incident, facts)):
        return False
    if incident.type in _KILLINGS and dies_unharmed(text):
        return False
    return not text or facts.tells_of(incident.type, text) or facts.tells_of(ANY, text)


def _is_drill(kind: str, telling: Sequence[str], facts: Facts) -> bool:
    """Whether they tell of the kind only in the name of a drill."""
    return bool(telling) and not any(facts.tells_of(kind, _DRILL.sub(" ", one)) for one in telling)


def _is_to_come(incident: Incident, telling: Sequence[str]) -> bool:
    """Whether they only forecast weather that harmed nobody: "A blizzard is expected to slam into Fargo"."""
    is_weather = incident.type in _WEATHER and not any(one.outcome in _HARMED for one in incident.victims)
    return is_weather and bool(telling) and all(_FORECAST.search(one) and not _CAME.search(one) for one in telling)


def _is_made_safe(telling: Sequence[str], facts: Facts) -> bool:
    """Whether every clause of them that tells of harm is of a device that was blown up, or not to be believed."""
    if not any(map(_MADE_SAFE.search, telling)):
        return False
    clauses = [part for one in telling for part in one.split(";") if facts.tells_of(ANY, part)]
    return bool(clauses) and all(map(_MADE_SAFE.search, clauses))


def _befell_any(incident: Incident, facts: Facts) -> bool:
    """Whether somebody did or suffered it; a thing that nothing came of, on no day, is nothing that happened."""
    are_people = (not facts.rules.is_thing(victim.group or "") for victim in incident.victims)
    is_hit = any(target.effect or incident.date for target in incident.targets)
    return bool(incident.perpetrators) or is_hit or any(are_people)


def _tell(incident: Incident) -> str:
    return f"No sentence tells of this incident in words of its kind ({incident.type}), as of one that happened."


def _evidence(incident: Incident) -> tuple[Evidence, ...]:
    return tuple(item for value in walk_values(incident) for item in value.evidence)
