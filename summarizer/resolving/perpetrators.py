"""Perpetrators of an answer who are none: who suffered or saw it by the article, who was cleared of it, and things."""

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.language.rules import ENGLISH, SPANISH
from summarizer.language.spanish.words import is_quoted, may_be_charged, speaks_in_office
from summarizer.language.sufferers import (
    is_service,
    is_stopped,
    is_struck,
    may_do,
    may_end_oneself,
    may_tell_of_force,
    only_speaks,
    only_suffers,
    rescues,
    serves,
    suffers,
)
from summarizer.language.verdicts import is_cleared, may_be_convicted, may_tell_of_verdict
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Sentence
from summarizer.schemas.wire import WireIncident, WireOrganization, WirePerpetrator, WireVictimName

_Judged = tuple[WirePerpetrator | None, Finding | None]
"""What is left of an entry, and what is to be said of it."""
_OF_NATURE = frozenset({"earthquake", "volcanic eruption", "storm", "drought", "heat wave", "cold wave"})
"""What nobody does. Of a flood or a landslide some are accused: who broke a dam or quarried under a slope."""
_UNINTENDED = frozenset(
    {"transport accident", "industrial accident", "building collapse", "crowd crush", "explosion", "fire", "wildfire"}
    | {"flood", "landslide", "avalanche", "tsunami", "disease outbreak", "famine"}
)
"""Where those who free people are helpers, and no kidnappers or robbers."""
_OF_FORCE = frozenset({"protest", "riot", "armed clash", "work stoppage", "coup"})
"""What police or doctors may do themselves, in words that tell of no harm."""
_LEAST_FAMILY_NAME = 4
"""Letters. A shorter last part of a name ("Jr.", "II") is looked for with what stands before it."""


def _judge(
    incidents: Sequence[WireIncident], judge: Callable[[WirePerpetrator, WireIncident, str], _Judged]
) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents with what a judge leaves of each perpetrator, and what it finds."""
    kept, findings = [], list[Finding]()
    for index, incident in enumerate(incidents):
        judged = [judge(entry, incident, f"incidents[{index}].perpetrators") for entry in incident.perpetrators]
        kept.append(incident.model_copy(update={"perpetrators": [entry for entry, _ in judged if entry]}))
        findings += [finding for _, finding in judged if finding]
    return kept, findings


def drop_bystanders(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without the perpetrators who are told of as victims or witnesses and of no deed, with findings.

    A dead child or a police spokesman accused is worse than a perpetrator that lacks, so these are left out, and the
    finding holds the words. Somebody of whom any sentence may tell a deed, a charge or an arrest stays: attackers die
    and speak, too. Looked at are names, and words that the answer has for one victim of the incident, too: of groups
    some may have died fighting.
    """

    def judge(entry: WirePerpetrator, incident: WireIncident, field: str) -> _Judged:
        sufferers = {victim.label.casefold() for victim in incident.victims if victim.count in (None, "1")}
        is_looked_at = _is_name(entry.name) or entry.name.casefold() in sufferers
        finding = (
            (_acquit(entry, field, facts) or _acquit_dead(entry, incident, field, facts)) if is_looked_at else None
        )
        return (None if finding else entry), finding

    if facts.rules is SPANISH:
        return _judge(incidents, lambda entry, _, field: _acquit_official(entry, field, facts))
    return _judge(incidents, judge) if facts.rules is ENGLISH else (list(incidents), [])


def _acquit_official(entry: WirePerpetrator, field: str, facts: Facts) -> _Judged:
    """Nothing of an entry whose person, of an office, says something wherever an article in Spanish names them."""
    if isinstance(entry, WireOrganization) or not _is_name(entry.name):
        return entry, None
    places = [*_naming(entry.name, facts.sentences)]
    spoken = [place for place in places if speaks_in_office(place[0].text, place[2])]
    is_heard = all(place in spoken or is_quoted(place[0].text, place[1]) for place in places)
    if not (spoken and is_heard) or any(may_be_charged(sentence.text) for sentence, _, _ in places):
        return entry, None
    message = f"{entry.name!r} was left out: the article tells what this person says, and of no deed of theirs."
    return None, doubt("perpetrator_speaks", field, message, (span_evidence(*spoken[0]),))


def drop_helpers(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without those whom a model called perpetrators of what nobody does, or who only came to it.

    Nobody does an earthquake or a storm. Of accidents, and of disasters that somebody may bring about, those are left
    out whom every sentence that names them tells of as rescuers: "soldiers smashed the windows to free passengers". Of
    any deed, police, doctors and the like of whom every sentence tells only their work ("which police are treating as
    arson"), where none may tell of harm that such people did.
    """

    def judge(entry: WirePerpetrator, incident: WireIncident, field: str) -> _Judged:
        if incident.type in _OF_NATURE:
            message = f"{entry.name!r} was left out: nobody does what is called {incident.type!r}."
            return None, doubt("perpetrator_of_nature", field, message, ())
        may_help, may_serve = incident.type in _UNINTENDED, incident.type not in _OF_FORCE and is_service(entry.name)
        if not (may_help or may_serve) or facts.rules is not ENGLISH:
            return entry, None
        cited = cited_sentences(entry.cite, facts.sentences)
        held = facts.index.holding(_family(entry.name), cited).sentences
        places = list(dict.fromkeys(_naming(entry.name, [*cited, *held], re.IGNORECASE)))
        helped = may_help and all(rescues(sentence.text, end) for sentence, _, end in places)
        served = may_serve and all(serves(sentence.text, start, end) for sentence, start, end in places)
        if not places or not (helped or (served and not may_tell_of_force(facts.text))):
            return entry, None
        told = "rescuers" if helped else "those who were called to it"
        message = f"{entry.name!r} was left out: the article tells of them as {told}, and of no deed of theirs."
        return None, doubt("perpetrator_rescues", field, message, (span_evidence(*places[0]),))

    return _judge(incidents, judge)


def drop_cleared(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without persons whom a court cleared, by the article, and with cleared organizations called so.

    Left as they are: whom a sentence that names them may tell to be convicted, in whole or in part, and what a
    sentence tells of no court in a language without rules.
    """

    def judge(entry: WirePerpetrator, _incident: WireIncident, field: str) -> _Judged:
        place = _clearing(entry, facts)
        if place is None or getattr(entry, "status", None) == "cleared":
            return entry, None
        evidence = (span_evidence(*place),)
        if isinstance(entry, WireOrganization):
            message = f"The article tells that {entry.name!r} was cleared."
            cleared = entry.model_copy(update={"status": "cleared"})
            return cleared, doubt("status_corrected", field, message, evidence)
        message = f"{entry.name!r} was left out: the article tells that a court cleared this person."
        return None, doubt("perpetrator_cleared", field, message, evidence)

    may_clear = facts.rules.code and may_tell_of_verdict(facts.text)
    return _judge(incidents, judge) if may_clear else (list(incidents), [])


def _clearing(entry: WirePerpetrator, facts: Facts) -> tuple[Sentence, int, int] | None:
    """Where a sentence tells that somebody was cleared; None where one may tell of a conviction, or nobody does."""
    cited = cited_sentences(entry.cite, facts.sentences)
    held = facts.index.holding(_family(entry.name), cited).sentences
    places = list(dict.fromkeys(_naming(entry.name, [*cited, *held])))
    if any(may_be_convicted(sentence.text) for sentence, _, _ in places):
        return None
    return next((place for place in places if is_cleared(place[0].text, *place[1:])), None)


def drop_things(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without perpetrators that are things or animals by their words, and a finding for each.

    "Ukrainian drones" did nothing by themselves; names in capitals ("Grey Wolves") are left alone.
    """

    def judge(entry: WirePerpetrator, _incident: WireIncident, field: str) -> _Judged:
        if not _is_thing(entry.name, facts):
            return entry, None
        message = f"{entry.name!r} was left out: these are no people."
        return None, doubt("perpetrator_not_people", field, message, ())

    return _judge(incidents, judge)


def _is_thing(name: str, facts: Facts) -> bool:
    return name[-1:].islower() and name.rsplit(maxsplit=1)[-1][0].islower() and facts.rules.is_thing(name)


def _acquit(entry: WirePerpetrator, field: str, facts: Facts) -> Finding | None:
    """The finding where a cited sentence tells of a victim or a witness; None where any tells of a deed of theirs."""
    if isinstance(entry, WireOrganization):
        return None
    cited = cited_sentences(entry.cite, facts.sentences)
    places = [*_naming(entry.name, cited)]
    named = (*places, *_naming(entry.name, facts.index.holding(_family(entry.name), cited).sentences))
    struck = {sentence.number for sentence, start, _ in named if is_struck(sentence.text, start)}
    spoken = [place for place in places if only_speaks(place[0].text, *place[1:])]
    suffered = [place for place in places if suffers(place[0].text, *place[1:])]
    told = spoken or suffered
    if not told:
        return None
    heard = {sentence.number for sentence, _, _ in spoken}
    if any(may_do(one.text, len(one.text)) for one in cited if one.number not in heard | struck):
        return None
    done = (place for place in named if place[0].number not in struck)
    if any(_may_have_done(*place) or _goes_on(place[0], facts) for place in done):
        return None
    evidence = (span_evidence(*told[0]),)
    if spoken:
        message = f"{entry.name!r} was left out: the article tells what this person says, and of no deed of theirs."
        return doubt("perpetrator_speaks", field, message, evidence)
    message = f"{entry.name!r} was left out: the article tells of this person as a victim, and of no deed of theirs."
    return doubt("perpetrator_suffered", field, message, evidence)


def _acquit_dead(entry: WirePerpetrator, incident: WireIncident, field: str, facts: Facts) -> Finding | None:
    """The finding where somebody is also one of the dead by name, and nothing tells of an attacker's own end."""
    names = {
        one.label.casefold() for one in incident.victims if isinstance(one, WireVictimName) and one.outcome == "killed"
    }
    if isinstance(entry, WireOrganization) or entry.name.casefold() not in names or may_end_oneself(facts.text):
        return None
    cited = cited_sentences(entry.cite, facts.sentences)
    held = facts.index.holding(_family(entry.name), cited).sentences
    places = list(dict.fromkeys(_naming(entry.name, [*cited, *held])))
    suffered = [place for place in places if only_suffers(place[0].text, *place[1:])]
    others = (place for place in places if place not in suffered)
    if not suffered or any(may_do(sentence.text, end) for sentence, _, end in others):
        return None
    if any(_goes_on(sentence, facts) for sentence, _, _ in places):
        return None
    message = (
        f"{entry.name!r} was left out: the article tells of this person as one of the dead, and of no deed of theirs."
    )
    return doubt("perpetrator_suffered", field, message, (span_evidence(*suffered[0]),))


def _goes_on(sentence: Sentence, facts: Facts) -> bool:
    """Whether the next sentence tells of a deed or a charge of the person: "He faces two counts of murder"."""
    following = facts.sentences[sentence.number : sentence.number + 1]
    return any(_HE.match(one.text) and may_do(one.text, len(one.text)) for one in following)


def _may_have_done(sentence: Sentence, start: int, end: int) -> bool:
    if is_stopped(sentence.text, start):
        return True
    return may_do(sentence.text, end) and not only_speaks(sentence.text, start, end)


_HE = Wording(r"(?:He|She)\s", "He faces", "Hector faces")
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_LEAST_SAID_ALONE = 3


def _is_name(name: str) -> bool:
    return bool(name.strip()) and all(word[0].isupper() or len(word) < _LEAST_FAMILY_NAME for word in name.split())


def _family(name: str) -> str:
    """The last word of a name that may be the family's: "Hill" of "Marcus Hill Jr."; other words whole."""
    if not _is_name(name):
        return name
    words = [word for word in name.split() if word.rstrip(".,") not in _SUFFIXES]
    return words[-1] if words and len(words[-1]) >= _LEAST_SAID_ALONE else name


def _naming(
    name: str, sentences: Sequence[Sentence], case: re.RegexFlag = re.NOFLAG
) -> Iterator[tuple[Sentence, int, int]]:
    """The places where sentences name somebody, in full or by family name."""
    pattern = re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(_family(name))})(?!\w)", case)
    return ((sentence, *found.span()) for sentence in sentences for found in pattern.finditer(sentence.text))
