"""Perpetrators of an answer who are none: who suffered or saw it by the article, who was cleared of it, and things."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.evidence.values import Spot
from summarizer.language.kinds import tells_of
from summarizer.language.offices_elsewhere import tells_in_office
from summarizer.language.people import YEARS_OLD
from summarizer.language.rules import ENGLISH, SPANISH
from summarizer.language.spanish.words import is_identified, is_quoted, is_slain, may_be_charged, speaks_in_office
from summarizer.language.sufferers import is_hit, may_do, may_end_oneself, only_speaks, only_suffers, suffers
from summarizer.language.verdicts import is_cleared, is_no_suspect, may_be_accused, may_be_convicted
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Sentence
from summarizer.schemas.types import TYPE_NAMES
from summarizer.schemas.wire import WireIncident, WireOrganization, WirePerpetrator, WireVictimName

_OF_NATURE = frozenset({"earthquake", "volcanic eruption", "storm", "drought", "heat wave", "cold wave"})
"""What nobody does. Of a flood or a landslide some are accused: who broke a dam or quarried under a slope."""
_OF_CAPTORS = frozenset({"hijacking", "kidnapping", "hostage taking", "robbery"})
_STOPS_AFTER = Wording(
    r"(?i)(?:(?!\b(?:who|after|by|was|were)\b)[^.;]){0,80}?\s(?:(?:foil|thwart|repuls|repel|prevent|stopp|avert)\w*\s[^.;]{0,60}?"
    r"\b(?:attack\w*|attempt|hijack\w*|piracy|robber\w*|heist|kidnap\w*|abduct\w*|bid)\b|(?:arrest|captur|apprehend|nabb|intercept|seiz|detain)\w*\s"
    r"(?:[\w'’-]{1,20}\s){0,5}?(?:pirates|hijackers?|robbers?|kidnappers?|abductors?|bandits|gunmen|thieves)\b)",
    " on Thursday thwarted a multi-boat attack", " thwarted the escape",
)  # fmt: skip
"""After the name of those who stopped a deed of others."""
_SPEAKS = "the article tells what this person says, and of no deed of theirs"
_OF_WOUNDS = Wording(
    r"(?i)\b(?:died|dead)\b[^.;]{0,40}?\b(?:(?:of|from)\s(?:[\w-]{1,20}\s){0,3}?(?:wounds?|injuries)\b|at\sthe\sscene\b)"
    r"|\b(?:identified|named)\b[^.;]{0,60}\bas\b",
    "Lopez died of a gunshot wound", "Reed died in prison",
)  # fmt: skip
"""Of somebody who died of the deed itself."""
_DESCRIBED = Wording(
    rf"(?i)(?:{YEARS_OLD}\b|(?:an?\s)?un(?:identified|named|known)\s(?:(?:wo)?man|(?:fe)?male|person|victim)\Z|(?:two|three|four|[2-4])\s(?:men|women|people|teen(?:ager)?s|boys|girls|brothers)\Z)",
    "27-year-old man", "men",
)  # fmt: skip
_HIT = Wording(
    r"(?i)(?:\s[a-z]{2,20}(?:\sof\s\w{2,12})?)?(?:\sand\s(?:his|her|their|an?)\s(?:[\w-]{1,20}\s){0,2}?[\w-]{1,20})?"
    r"\s(?:(?:was|were|ha[ds]\sbeen)\s(?:\w{2,12}ly\s)?)?(?:shot|stabbed|wounded|robbed|beaten|grazed)\b"
    r"(?!\s(?:and\skilled\s)?by\s(?:[\w-]{1,15}\s){0,2}?(?:police|officers?|deput|troop|guard|soldier|home\s?owner|resident|clerk))",
    " hunter was shot in both legs", " was taken to hospital",
)  # fmt: skip
"""After somebody's description: that others did it to them."""
_LEAST_FAMILY_NAME = 4
"""Letters. A shorter last part of a name ("Jr.", "II") is looked for with what stands before it."""


class _Place(NamedTuple):
    """Where a sentence names somebody."""

    sentence: Sentence
    spot: Spot


class _Verdict(NamedTuple):
    """Why an entry is no perpetrator, the finding's code, where it is told, and what takes the entry's place."""

    why: str
    code: str
    place: _Place | None = None
    left: WireOrganization | None = None


def drop_innocent(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without the perpetrators who are none, by the article or by their words, and findings about these.

    A dead child or a police spokesman accused is worse than a perpetrator that lacks, so they are left out, and the
    finding holds the words. An organization that was cleared stays, and is called so.
    """
    kept, findings = [], list[Finding]()
    for index, incident in enumerate(incidents):
        left: list[WirePerpetrator] = []
        for entry in incident.perpetrators:
            verdict = next(filter(None, (judge(entry, incident, facts) for judge in _JUDGES)), None)
            if verdict is None or verdict.left:
                left.append(verdict.left if verdict and verdict.left else entry)
            if verdict is not None:
                message = f"{entry.name!r} {'is called cleared' if verdict.left else 'was left out'}: {verdict.why}."
                evidence = (span_evidence(verdict.place.sentence, *verdict.place.spot[1:]),) if verdict.place else ()
                findings.append(doubt(verdict.code, f"incidents[{index}].perpetrators", message, evidence))
        kept.append(incident.model_copy(update={"perpetrators": left}))
    return kept, findings


def _acquit_official(entry: WirePerpetrator, _: WireIncident, facts: Facts) -> _Verdict | None:
    """Where a person of an office says something wherever an article in Spanish names them.

    In languages without rules where the first sentence that names them gives the office.
    """
    if facts.rules is ENGLISH or isinstance(entry, WireOrganization) or not _is_name(entry.name):
        return None
    places = [*_naming(entry.name, facts.sentences)]
    if facts.rules is not SPANISH:
        tells = bool(places) and tells_in_office(places[0].spot.text, places[0].spot.start)
        return _Verdict(_SPEAKS, code="perpetrator_speaks", place=places[0]) if tells else None
    spoken = [place for place in places if speaks_in_office(place.spot.text, place.spot.end)]
    is_heard = all(place in spoken or is_quoted(place.spot.text, place.spot.start) for place in places)
    if not (spoken and is_heard) or any(may_be_charged(place.spot.text) for place in places):
        return None
    return _Verdict(_SPEAKS, code="perpetrator_speaks", place=spoken[0])


def _acquit_of_nature(_: WirePerpetrator, incident: WireIncident, _facts: Facts) -> _Verdict | None:
    if incident.type not in _OF_NATURE:
        return None
    return _Verdict(f"nobody does what is called {incident.type!r}", code="perpetrator_of_nature")


def _acquit_slain(entry: WirePerpetrator, incident: WireIncident, facts: Facts) -> _Verdict | None:
    """Where an article in Spanish tells of a person as of one who was killed wherever it names them.

    Or only as who one of the dead of the answer was.
    """
    if facts.rules is not SPANISH or isinstance(entry, WireOrganization) or not _is_name(entry.name):
        return None
    places = [*_naming(entry.name, facts.sentences)]
    is_dead = _is_dead(entry, incident)
    slain = [place for place in places if is_slain(*place.spot) or (is_dead and is_identified(*place.spot[:2]))]
    if not places or len(slain) < len(places) or any(may_be_charged(place.spot.text) for place in places):
        return None
    why = "the article tells of this person as one of the dead, and of no deed of theirs"
    return _Verdict(why, code="perpetrator_suffered", place=places[0])


def _acquit_cleared(entry: WirePerpetrator, _: WireIncident, facts: Facts) -> _Verdict | None:
    """Where the article tells that a person was cleared, or an organization that is not yet called so.

    Not whom a sentence that names them may tell to be convicted, in whole or in part, nor in a language without rules.
    """
    if not facts.rules.code or getattr(entry, "status", None) == "cleared":
        return None
    places = _find_places(entry, facts)
    place = next((place for place in places if is_cleared(*place.spot)), None)
    if place is None:
        return _acquit_unsuspected(entry, places)
    if any(may_be_convicted(each.spot.text) for each in places):
        return None
    if not isinstance(entry, WireOrganization):
        return _Verdict("the article tells that this person was cleared", code="perpetrator_cleared", place=place)
    left = entry.model_copy(update={"status": "cleared"})
    return _Verdict("so the article tells", code="status_corrected", place=place, left=left)


def _acquit_unsuspected(entry: WirePerpetrator, places: Sequence[_Place]) -> _Verdict | None:
    """Where the article tells in English that a person is no suspect, and of no charge where it names them."""
    place = next((place for place in places if is_no_suspect(place.spot.text, place.spot.end)), None)
    is_charged = any(may_be_accused(each.spot.text) for each in places)
    if place is None or is_charged or isinstance(entry, WireOrganization):
        return None
    return _Verdict("the article tells that this person is no suspect", code="perpetrator_cleared", place=place)


def _acquit_rescuer(entry: WirePerpetrator, incident: WireIncident, facts: Facts) -> _Verdict | None:
    """Where an article in English tells that they stopped others who hijacked, kidnapped or robbed."""
    if incident.type not in _OF_CAPTORS or facts.rules is not ENGLISH:
        return None
    place = next((place for place in _find_places(entry, facts) if place.spot.after(_STOPS_AFTER)), None)
    why = "the article tells that they stopped others who did it"
    return None if place is None else _Verdict(why, code="perpetrator_cleared", place=place)


def _acquit_thing(entry: WirePerpetrator, _: WireIncident, facts: Facts) -> _Verdict | None:
    """Where the words are for things, animals or a deed: "Arson" did nothing; "Grey Wolves" may be people."""
    if entry.name.casefold() in TYPE_NAMES:
        return _Verdict("that is what was done", code="perpetrator_not_people")
    is_small = entry.name[-1:].islower() and entry.name.rsplit(maxsplit=1)[-1][0].islower()
    is_thing = is_small and facts.rules.is_thing(entry.name)
    return _Verdict("these are no people", code="perpetrator_not_people") if is_thing else None


def _acquit_bystander(entry: WirePerpetrator, incident: WireIncident, facts: Facts) -> _Verdict | None:
    """Where an article in English tells of somebody as a victim or a witness, and of no deed.

    Somebody of whom any sentence may tell a deed, a charge or an arrest stays: attackers die and speak, too. Looked at
    are persons' names, words that the answer has for one victim, too, and what only describes somebody who was hit: of
    groups some may have died fighting.
    """
    sufferers = {victim.label.casefold() for victim in incident.victims if victim.count in (None, "1")}
    is_one = _is_name(entry.name) or entry.name.casefold() in sufferers
    is_looked_at = is_one or _is_only_hit(entry, incident, facts)
    if facts.rules is not ENGLISH or isinstance(entry, WireOrganization) or not is_looked_at:
        return None
    return _acquit(entry, facts, is_dead=_is_dead(entry, incident)) or _acquit_dead(entry, incident, facts)


def _is_dead(entry: WirePerpetrator, incident: WireIncident) -> bool:
    """Whether one of the incident's dead has the name."""
    dead = (one for one in incident.victims if one.outcome == "killed" and isinstance(one, WireVictimName))
    return any(one.name.casefold() == entry.name.casefold() for one in dead)


def _is_only_hit(entry: WirePerpetrator, incident: WireIncident, facts: Facts) -> bool:
    """Whether some are described only, as "27-year-old man", and as whom others shot or stabbed in a deed of that kind.

    Who is shot after a stabbing may be who stabbed.
    """
    places = _find_places(entry, facts, re.IGNORECASE) if _DESCRIBED.match(entry.name) else []
    told = [(place, place.spot.after(_HIT)) for place in places]
    hit = [place for place, found in told if found and only_suffers(*place.spot) and tells_of(incident.type, found[0])]
    return bool(hit) and not any(may_do(place.spot.text, place.spot.end) for place in places if place not in hit)


def _acquit(entry: WirePerpetrator, facts: Facts, *, is_dead: bool) -> _Verdict | None:
    """Where a cited sentence tells of a victim or a witness; None where any tells of a deed of theirs.

    Of one of the dead, a cited sentence without the name tells of it where it goes on about "him" or "her".
    """
    case = re.NOFLAG if _is_name(entry.name) else re.IGNORECASE
    named, cited = _find_places(entry, facts, case), cited_sentences(entry.cite, facts.sentences)
    places = [place for place in named if place.sentence in cited]
    hit = [place for place in named if is_hit(*place.spot)]
    spoken = [place for place in places if only_speaks(*place.spot)]
    suffered = [place for place in places if suffers(*place.spot) or place in hit or _is_named_dead(place, facts)]
    told = spoken or suffered
    heard = {place.sentence.number for place in (*spoken, *hit)}
    if is_dead:
        cited = [one for one in cited if one in [place.sentence for place in named] or _HE.search(one.text)]
    if not told or any(may_do(one.text, len(one.text)) for one in cited if one.number not in heard):
        return None
    others = (place.spot for place in named if place not in hit)
    if any(may_do(text, end) and not only_speaks(text, start, end) for text, start, end in others):
        return None
    if spoken:
        return _Verdict(_SPEAKS, code="perpetrator_speaks", place=told[0])
    why = "the article tells of this person as a victim, and of no deed of theirs"
    return _Verdict(why, code="perpetrator_suffered", place=told[0])


def _is_named_dead(place: _Place, facts: Facts) -> bool:
    """Whether a person is named as one of "the men", of whom the sentence before tells that they are dead."""
    before = facts.sentences[place.sentence.number - 2 : place.sentence.number - 1] if place.sentence.number > 1 else []
    is_told = any(facts.of(one).may_tell_death and not may_do(one.text, len(one.text)) for one in before)
    return is_told and place.spot.before(_NAMED_AS) is not None


def _acquit_dead(entry: WirePerpetrator, incident: WireIncident, facts: Facts) -> _Verdict | None:
    """Where somebody is one of the dead, and nothing tells of an attacker's own end.

    By name, or as the only one, of whom only what he is called is told: "a 17-year-old man was killed". By the
    whole name where another perpetrator has that of the family, or kin did it.
    """
    dead = [one for one in incident.victims if one.outcome == "killed"]
    names = {one.label.casefold() for one in dead if isinstance(one, WireVictimName)}
    is_one = entry.name.casefold() in names or (len(dead) == 1 and not names and _is_name(entry.name))
    if not is_one:
        return None
    places = _find_places(entry, facts)
    by_name = [place for place in places if entry.name in place.spot.text]
    has_kin = any(one.name != entry.name and _family(one.name) == _family(entry.name) for one in incident.perpetrators)
    if has_kin or any(place.spot.after(_BY_KIN) for place in by_name):
        places = by_name
    elif may_end_oneself(facts.text):
        return None
    suffered = [place for place in places if only_suffers(*place.spot)]
    if not names:
        suffered = [place for place in suffered if _OF_WOUNDS.search(place.spot.text)]
    others = (place for place in places if place not in suffered)
    if not suffered or any(may_do(place.spot.text, place.spot.end) for place in others):
        return None
    why = "the article tells of this person as one of the dead, and of no deed of theirs"
    return _Verdict(why, code="perpetrator_suffered", place=suffered[0])


_JUDGES: tuple[Callable[[WirePerpetrator, WireIncident, Facts], _Verdict | None], ...]
_JUDGES = (
    _acquit_thing,
    _acquit_of_nature,
    _acquit_cleared,
    _acquit_rescuer,
    _acquit_bystander,
    _acquit_official,
    _acquit_slain,
)
_BY_KIN = Wording(
    r"(?i)[^.;]{0,60}?\bby\s(?:his|her|their)\s(?:own\s|estranged\s|former\s)?(?:ex-?|step-?)?"
    r"(?:father|mother|dad|mom|brother|sister|son|daughter|uncle|aunt|cousin|husband|wife|boyfriend|girlfriend)\b",
    ", 1, was shot in the head by her father", ", 1, was shot by a neighbour",
)  # fmt: skip
"""After the name of somebody: who did it."""
_NAMED_AS = Wording(
    r"(?i)\b(?:identified|named)\sthe\s(?:(?:two|three|four|five|dead|other)\s){0,2}(?:men|man|women|woman|teens?|boys?|girls?|pair|couple|victims?|dead"
    r"|deceased|child(?:ren)?|people)\s(?:\w+\s)?as\b(?:(?!\b(?:who|suspect\w*)\b)[^;:]){0,150}\Z",
    "Police have identified the men as Jim Hale, 31, of Southeast D.C. and ", "Police have named the suspects as ",
)  # fmt: skip
_HE = Wording(r"\b[Ss]?[Hh]e\b", "She fled", "They fled")
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


def _find_places(entry: WirePerpetrator, facts: Facts, case: re.RegexFlag = re.NOFLAG) -> list[_Place]:
    """Where the sentences cited for somebody name them, and then where the others do."""
    cited = cited_sentences(entry.cite, facts.sentences)
    held = facts.index.holding(_family(entry.name), cited).sentences
    return list(dict.fromkeys(_naming(entry.name, [*cited, *held], case)))


def _naming(name: str, sentences: Sequence[Sentence], case: re.RegexFlag = re.NOFLAG) -> Iterator[_Place]:
    """The places where sentences name somebody, in full or by family name."""
    pattern = re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(_family(name))})(?!\w)", case)
    return (
        _Place(sentence, Spot(sentence.text, *found.span()))
        for sentence in sentences
        for found in pattern.finditer(sentence.text)
    )
