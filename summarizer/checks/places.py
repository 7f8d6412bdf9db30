"""Places that are only where a court sat, an office spoke, a journey began or the report was written."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import Spot, evidence_of
from summarizer.language.cities import TOWN, find_seats, is_town, plain
from summarizer.language.countries import country_code
from summarizer.language.regions import Land, find_regions, state_of
from summarizer.language.wording import Wording
from summarizer.schemas.record import Evidence, Finding, Incident

_OF_COURT = Wording(r"(?:\s[A-Z][\w'’]{1,20}){0,3}\sCourt\b", " Crown Court", " Road")
_OFFICE = (
    r"(?:(?:crown|high|district|federal|criminal|appeals?|supreme|military|magistrates['’]?)\s)?(?:court|tribunal|ministry|parliament|embassy|trial)"
    r"|audiencia(?:\s(?:provincial|nacional))?|juzgado|fiscal[ií]a|ministerio"
)
_ELSEWHERE = Wording(
    rf"(?i)(?<!outside\s)(?<!outside\sa\s)(?<!near\s)(?<!near\sa\s)\b(?:{_OFFICE})\s(?:in|of|at|de|en)\s\Z"
    r"|\b(?:taken|flown|rushed|airlifted|transferred|brought|evacuated|driven|sent|moved|trasladad[oa]s?|llevad[oa]s?)\s(?:to|a)\b[^.;,]{0,60}\s\Z"
    r"|\b(?:left|departed|took\soff|set\sout|fl(?:ying|ight|ew)|travel\w*|planes?|jets?|bus(?:es)?|trains?|ferry|boats?)\s(?:from\s)?\Z",
    "the High Court in ", "a bomb outside a court in ",
)  # fmt: skip
_DATELINE = Wording(
    r"\A\W{0,3}[A-Z](?:[^.;:()—–]{1,40}?\s?(?:\([^()]{2,30}\)\s?)?(?:--|—|–|\s-\s)|[A-Z ,'’-]{2,40}:\s"
    r"|[^.;:()—–]{1,40},\s[A-Z][a-z]{2,8}\.?\s\d{1,2}\s\([^()]{2,30}\))",
    "KABUL — A bomb", "A bomb in Kabul",
)  # fmt: skip
_IN_LAND = Wording(
    r"(?i)\b(?:in|near|across|inside)\s(?:the\s)?(?:[a-z-]*(?:north|south|east|west|central)[a-z-]*\s){0,2}\Z",
    "a camp in northern ", "police of ",
)  # fmt: skip
_AT = Wording(
    r"\b(?:in|(?P<near>near)|en|cerca\sde)\s(?P<town>[A-ZÁÉÍÓÚÑ][\w'’-]{2,30}(?:\s(?:de\s(?:la\s)?)?[A-ZÁÉÍÓÚÑ][\w'’-]{1,30}){0,3})",
    "shot dead in Dundee", "shot dead in daylight",
)  # fmt: skip
_OF_PERSON = Wording(
    r"(?i)\b(?:live[sd]?|living|resid\w+|born|grew\sup|raised|stud\w+|work\w*|based|arrest\w*|detained|held|jailed|imprisoned|caught"
    r"|buried|hospitali[sz]ed|treated|home|funeral|hospital|clinic|prison|jail|said|told|vive|viv[ií]a|naci\w+|detenid[oa]s?"
    rf"|like\sone|similar|since|than|{_OFFICE})\b[^.;,]{{0,30}}\Z",
    "who grew up ", "who blew up ",
)  # fmt: skip
"""Before a town where somebody of the deed is from, is held or speaks."""


def check_places(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Towns that every sentence names as a court's or the like, where one of the deed names another, or a country.

    None of an incident with a place that is told otherwise: that one is narrower. In languages with rules.
    """
    found = []
    for index, incident in enumerate(incidents if facts.rules.code else ()):
        names = [one.name for one in incident.place.places if is_town(one.name) or not find_regions(one.name)]
        if not names or not all(is_town(name) and _is_elsewhere(name, facts) for name in names):
            continue
        town = next(_list_towns(incident, names, facts), None)
        if town is not None:
            told = f"The article tells of {names[-1]!r} only as where a court or an office is, or somebody came from"
            at = [one.name for one in incident.place.places].index(names[-1])
            field, evidence = f"incidents[{index}].place.places[{at}]", (town,)
            found.append(doubt("place_elsewhere", field, f"{told}, and of the deed in {town.text!r}.", evidence))
    return found


def _is_elsewhere(name: str, facts: Facts) -> bool:
    """Whether every mention of a place is a court's or the like, or the dateline's."""
    spots = [
        Spot(sentence.text, held.start, held.end)
        for sentence in facts.index.holding(name, ()).sentences
        for held in find_all(name, sentence.text)
    ]
    if not spots:
        return plain(name) in plain(facts.dateline)
    return all(
        spot.after(_OF_COURT)
        or spot.before(_ELSEWHERE)
        or ((line := _DATELINE.match(spot.text)) is not None and spot.end <= line.end())
        for spot in spots
    )


def _list_towns(incident: Incident, names: Sequence[str], facts: Facts) -> Iterator[Evidence]:
    """The other towns, countries and regions in which the incident's sentences tell of its deed."""
    known = {plain(part) for name in names for part in (name, name.partition(",")[0])}
    cited = sorted({item.sentence for item in evidence_of(incident)})
    for sentence in cited_sentences(cited, facts.sentences):
        if not (facts.tells_of(incident.type, sentence.text) or facts.of(sentence).may_tell_death):
            continue
        for found in _AT.finditer(sentence.text):
            town = found["town"]
            is_other = plain(town) not in known and _is_city(town)
            is_beside = found["near"] is not None and any(_is_lesser(name, town) for name in names)
            if is_other and not is_beside and not _OF_PERSON.search(sentence.text, 0, found.start()):
                yield span_evidence(sentence, *found.span("town"))
        for land in facts.of(sentence).lands:
            is_own = plain(sentence.text[land.start : land.end]) in known  # "Washington" is a state, too
            if not is_own and _is_other_land(land, incident) and _IN_LAND.search(sentence.text, 0, land.start):
                yield span_evidence(sentence, land.start, land.end)


def _is_lesser(name: str, town: str) -> bool:
    """Whether a place is a smaller town of the same state: Clairton is near Pittsburgh."""
    large = {seat.region: seat.population for seat in reversed(find_seats(town))}
    return any(seat.region is not None and seat.population < large.get(seat.region, 0) for seat in find_seats(name))


def _is_other_land(land: Land, incident: Incident) -> bool:
    """Whether a country or region is not the incident's, as far as that is known."""
    country, region = incident.place.country_code, incident.place.admin1_code
    is_abroad = country is not None and land.country != country
    return land.is_place and (is_abroad or (region is not None and land.region is not None and land.region != region))


def _is_city(name: str) -> bool:
    """Whether a town is meant, and no country or state of that name: "Kandahar", not "Poland" or "Texas"."""
    is_land = country_code(name) is not None or (state_of(name) is not None and find_seats(name)[0].population < TOWN)
    return is_town(name) and not is_land
