"""Where an incident happened: places with evidence, and the country they or the article tell."""

import re
from collections.abc import Collection, Iterable, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import (
    Grounded,
    cited_sentences,
    ground,
    ground_nowhere,
    span_evidence,
    whole_sentence,
)
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import is_held
from summarizer.language.cities import find_seats, is_town, plain
from summarizer.language.countries import codes_of_shared, country_code, country_name, find_name_abroad
from summarizer.language.folding import squeeze
from summarizer.language.people import YEARS_OLD
from summarizer.language.regions import (
    Land,
    countries_of,
    find_lands,
    find_regions,
    list_short_names,
    region_name,
    state_of,
)
from summarizer.language.wording import Wording
from summarizer.resolving.context import Context
from summarizer.resolving.lands import Lands, Told
from summarizer.schemas.record import Evidence, Finding, Place, PlaceName
from summarizer.schemas.wire import WireIncident, WireVictimName

_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland", "Gaza", "Gaza Strip", "West Bank"})
"""Names that tell a country and are a part's: another place may lie in another part."""
_LONG_WORD = 4
_SEA = re.compile(r"\b(?:gulf|sea|ocean|straits?|bay|channel)\b", re.IGNORECASE)
_OTHERWISE_NAMED = Wording(r"(?i)\b(?:san|nuev[oa])\s\Z", "en San ", "en ")
"""Before a country's name that is part of another's: San Salvador, Nuevo México."""


_STREET_AFTER = Wording(
    r"\s(?:Street|Avenue|Ave|Drive|Road|Rd|Boulevard|Blvd|Lane|Terrace|Parkway|Pkwy|St(?=\.?(?:\s[a-z]|[,;]|\Z)))\b",
    " Road Inn", " St. Mary",
)  # fmt: skip

_AGED = Wording(rf"(?i)\b{YEARS_OLD}\b", "19 year old", "19 years")
_BESIDE = Wording(r",\s|\s\(", ", ", " in ")
_HOUSE_NUMBER = Wording(
    r"(?i)\b\d{1,5}\s(?:block\sof\s)?(?:(?:north|south|east|west|[nsew]\.?)\s)?\Z", "at 1207 ", "in the 1990s "
)


def resolve_place(context: Context, wire: WireIncident, field: str) -> Place:
    """Where an incident happened: the country as far as the model or the article tells it, and places with evidence."""
    given, wire = wire.country, _without_misnamed(context, wire, field)
    wire = _as_place(context, _as_town(context, wire, f"{field}.country"), f"{field}.country")
    wire = _shorten_regions(context, wire, f"{field}.places")
    lands = Lands(wire, context.facts)
    country = _country(context, wire, lands, f"{field}.country")
    language = context.facts.language
    code = None if country is None else country_code(country.value, language=language) or _tell_shared(country, lands)
    if country is not None and code is None:
        message = f"{country.value!r} is no country of ISO 3166-1; the code is left empty."
        context.find("country_unknown", "info", f"{field}.country", message, country.evidence)
    region = lands.region(code)
    return Place(
        country=None if country is None else country.value,
        country_code=code,
        country_evidence=() if country is None else country.evidence,
        country_confidence=wire.confidences.get("country") if _is_kept(given, country, code, language) else None,
        admin1=None if region is None else region_name(region),
        admin1_code=region,
        places=_list_places(context, wire, country, f"{field}.places"),
    )


def drop_guessed(
    incidents: Sequence[WireIncident], told: Sequence[Place], facts: Facts, *, first: int
) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without places that the article does not hold, nor any of their words; and what was left out.

    ``told`` are the first ones' places as resolved, ``first`` is the index of the first incident in its record. Of ten
    places that 200 articles do not hold, the four without a word there, all of one article, were made up; the others
    were mostly right, such as "Andhra Pradesh" where "Andhra's Nandyal" stands.
    """
    if all(is_held(one.evidence) for place in told for one in place.places):  # as of nearly all articles
        return [*incidents], []
    kept, findings = list[WireIncident](), list[Finding]()
    words = {*plain(f"{facts.headline} {facts.dateline} {facts.text}").split()}
    for at, (incident, place) in enumerate(zip(incidents, told, strict=False), start=first):
        strange = (one for one in place.places if not is_held(one.evidence))
        guessed = {one.name: one.evidence for one in strange if not _is_hinted(one.name, words)}
        kept.append(
            incident.model_copy(update={"places": [one for one in incident.places if squeeze(one) not in guessed]})
        )
        findings += [
            doubt("place_left_out", f"incidents[{at}].place", f"No sentence holds {name!r}. It was left out.", evidence)
            for name, evidence in guessed.items()
        ]
    return [*kept, *incidents[len(kept) :]], findings


def _is_hinted(name: str, words: Collection[str]) -> bool:
    """Whether any long word of a name, or one where it has none, begins a word of the article: Ghana of "Ghanaian"."""
    own = plain(name).split()
    long = [word for word in own if len(word) >= _LONG_WORD] or own
    return any(word.startswith(one) for one in long for word in words)


def _without_misnamed(context: Context, wire: WireIncident, field: str) -> WireIncident:
    """The incident without places that only lines name which lead to other articles, or that are streets or people.

    "East Houston Street" is in no Houston, and "19-year-old Ann Lee" is nowhere.
    """
    facts, kept = context.facts, []
    people = {one.name.casefold() for one in wire.victims if isinstance(one, WireVictimName)}
    for name in wire.places:
        holding = [one for one in facts.index.holding(name, ()).sentences if find_all(name, one.text)]
        if holding and facts.linked.issuperset(one.number for one in holding):
            where = "where it leads to other articles"
        elif holding and _names_street(name, (*(one.text for one in holding), facts.headline, facts.dateline)):
            where = "as a part of the name of a street"
        elif _AGED.search(name) or (" " in name and name.casefold() in people):
            where = "as a person"
        else:
            kept.append(name)
            continue
        message = f"The article names {name!r} only {where}; it was left out."
        context.find("place_elsewhere", "warning", f"{field}.places", message, tuple(map(whole_sentence, holding[:1])))
    return wire.model_copy(update={"places": kept})


def _names_street(name: str, texts: Iterable[str]) -> bool:
    """Whether a town's name stands in texts only in that of a street, with a house number."""
    spots = [(one, found.start, found.end) for one in texts for found in find_all(name, one)]
    return is_town(name) and all(
        _HOUSE_NUMBER.search(one, 0, start) and _STREET_AFTER.match(one, end) for one, start, end in spots
    )


def _shorten_regions(context: Context, wire: WireIncident, field: str) -> WireIncident:
    """The incident, with "Tenn." for the model's "Tennessee" where no other name of the state stands in the article."""
    short = {name: _shorten(context, name, wire, field) for name in wire.places}
    renamed = {f"places/{name}": f"places/{written}" for name, written in short.items()}
    confidences = {renamed.get(key, key): value for key, value in wire.confidences.items()}
    return wire.with_confidences(confidences, places=[*short.values()])


def _shorten(context: Context, name: str, wire: WireIncident, field: str) -> str:
    facts = context.facts
    codes = {region.code for region in find_regions(squeeze(name)) if list_short_names(region.code)}
    if not codes or _in_dateline(context, name) or ground(name, wire.place_cite, facts.index, field=field).found:
        return name
    dated = (facts.dateline[land.start : land.end] for land in find_lands(facts.dateline) if land.region in codes)
    said = (sentence.text[land.start : land.end] for sentence, land in facts.lands if land.region in codes)
    # A county lies in the state, and is not called so: "Lehigh County".
    short = next((one for one in (*dated, *said) if any(region.code in codes for region in find_regions(one))), None)
    if short is None:
        return name
    message = f"The model wrote {name!r}; the article names that region {short!r}."
    context.find("spelling_repaired", "info", field, message)
    return short


def _tell_shared(country: Grounded, lands: Lands) -> str | None:
    """Which of two countries of one name the places lie in: "Congo" with one in Ituri; None where they tell none."""
    told, codes = lands.country, codes_of_shared(country.value)
    return told.country if told and told.country in codes else None


def _list_places(context: Context, wire: WireIncident, country: Grounded | None, field: str) -> tuple[PlaceName, ...]:
    """The places from broad to narrow, each once, without the country."""
    known = {name.casefold() for name in (wire.country or "", country.value if country else "")}
    names: list[PlaceName] = []
    for name in wire.places:
        if not name.strip() or squeeze(name).casefold() in known:
            continue
        grounded = _place(context, name, wire, f"{field}[{len(names)}]")
        if grounded.value.casefold() not in known:
            confidence = wire.confidences.get(f"places/{name}")
            names.append(PlaceName(name=grounded.value, evidence=grounded.evidence, confidence=confidence))
        known |= {squeeze(name).casefold(), grounded.value.casefold()}
    return tuple(names)


def _is_kept(given: str | None, country: Grounded | None, code: str | None, language: str | None) -> bool:
    """Whether the country is the one that the model gave, by whatever name."""
    if given is None or country is None:
        return False
    return squeeze(given) == country.value or (code is not None and country_code(given, language=language) == code)


def _place(context: Context, name: str, wire: WireIncident, field: str) -> Grounded:
    """A place with its evidence; one that only the dateline names is no invention of the model's."""
    grounded = ground(name, wire.place_cite, context.facts.index, field=field)
    if grounded.found or not _in_dateline(context, name):
        context.findings.extend(grounded.findings)
    else:
        message = f"No sentence names {name!r}; the dateline does ({context.facts.dateline!r})."
        context.find("place_in_dateline", "info", field, message, grounded.evidence)
    return grounded


def _in_dateline(context: Context, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", context.facts.dateline, re.IGNORECASE) is not None


def _as_town(context: Context, wire: WireIncident, field: str) -> WireIncident:
    """The incident; a town of a country's name is a place where its state stands beside it at first: "Peru, Ind.".

    In the dateline or the prose, by the state's short name: "Mexico, Missouri and Kansas" may be a list. Not where
    anything else tells of the country of that name, such as its people, a town of it or another place of the incident.
    """
    name, facts = squeeze(wire.country or ""), context.facts
    code = country_code(name, language=facts.language)
    places = [one for one in wire.places if squeeze(one).casefold() != name.casefold()]
    of_own = {one.text[land.start : land.end] for one, land in facts.lands if land.country == code}
    of_own.update(facts.homes.get(code or "", ()))
    if code is None or {words.casefold() for words in of_own} != {name.casefold()}:
        return wire
    if any(code in countries_of(place) for place in places):
        return wire
    states = {(seat.country, seat.region) for seat in find_seats(name) if seat.country != code and seat.region}
    at = facts.dateline.casefold().find(name.casefold())
    prose = ((one.text, end) for one, _, end in facts.country_names.get(code, ()) if one.text != facts.headline)
    first = (facts.dateline, at + len(name)) if at >= 0 else next(prose, None)
    beside = first and _state_beside(*first)
    if beside is None or (beside.country, beside.region) not in states:
        return wire
    country = country_name(beside.country)
    context.find("country_corrected", "warning", field, f"The model gave {name!r}, which is a town in {country} here.")
    return wire.model_copy(update={"country": country, "places": [name, *places]})


def _state_beside(text: str, end: int) -> Land | None:
    """What stands by its short name right after a place that ends there: "Peru, Ind."."""
    lands = (land for land in find_lands(text) if _BESIDE.fullmatch(text, end, land.start))
    return next((land for land in lands if text[land.end - 1] == "."), None)


def _as_place(context: Context, wire: WireIncident, field: str) -> WireIncident:
    """The incident; a region or a sea that stands for its country becomes the broadest of its places.

    The country is then the one that alone has a state or province of that name: "Alaska" tells the United States,
    "Punjab" no country, and "Rogaland", a county, none either: towns elsewhere bear the names of counties. "Georgia" is
    the state where the other places lie in the United States; "Niger" is one where the article says "Niger State".
    """
    name = squeeze(wire.country or "")
    own, regions = country_code(name, language=context.facts.language), find_regions(name)
    country: str | None
    if own is not None:
        if not any(region.is_state for region in regions):
            return wire
        told = Lands(wire, context.facts).country
        code = told.country if told else _find_state_called(name, own, context)
        if code == own or code not in {region.country for region in regions}:
            return wire
        country = country_name(code)
    elif regions or _SEA.search(name):
        state = state_of(name)
        country = country_name(state.country) if state else None
    else:
        return wire
    lies = f"which lies in {country}" if country else "which is no country"
    context.find("country_corrected", "info" if country else "warning", field, f"The model gave {name!r}, {lies}.")
    return wire.model_copy(update={"country": country, "places": [name, *wire.places]})


def _country(context: Context, wire: WireIncident, lands: Lands, field: str) -> Grounded | None:
    """The country as the article writes it, which may be by another of its names: "US" for "United States".

    One that the article does not name is held against its places: "Kabul" tells Afghanistan.
    """
    if wire.country is None:
        return _tell_country(context, wire, lands, field)
    if not wire.country.strip():
        context.find("empty_value", "warning", field, "The model left the country empty.")
        return _tell_country(context, wire, lands, field)
    grounded = ground(wire.country, wire.place_cite, context.facts.index, field=field)
    code = country_code(wire.country, language=context.facts.language)
    is_near_miss = code and not context.facts.rules.code and all(item.status == "fuzzy" for item in grounded.evidence)
    is_named = code is None or code in context.facts.country_names or not context.facts.is_english
    if grounded.found and is_named and not is_near_miss:  # "Russian" names no Russia, nor "New Mexico" Mexico
        context.findings.extend(grounded.findings)
        if wire.places and all(map(_is_sea, wire.places)) and _is_elsewhere(grounded, wire, context):
            message = f"The incident lies at sea; no sentence cited for its place names {grounded.value!r}."
            context.find("country_elsewhere", "warning", field, message, grounded.evidence)
            return grounded
        return _held_against(context, wire, grounded, lands, field)
    if grounded.found or is_near_miss:
        grounded = ground_nowhere(wire.country, wire.place_cite, context.facts.index, field=field)
    evidence = None if code is None else _find_country(context, code, wire.place_cite)
    if evidence is None:
        return _infer_country(context, grounded, wire, lands, field)
    message = f"The model wrote {grounded.value!r}; the article names that country {squeeze(evidence.text)!r}."
    context.find("spelling_repaired", "info", field, message, (evidence,))
    named = Grounded(squeeze(evidence.text), (evidence,), ())
    return _held_against(context, wire, named, lands, field)


def _is_elsewhere(country: Grounded, wire: WireIncident, context: Context) -> bool:
    """Whether no sentence with the country is cited for the place, and none names a place beside it."""
    cited = {one.number for one in cited_sentences(wire.place_cite, context.sentences)}
    told = {item.sentence for item in country.evidence}
    beside = any(find_all(name, context.sentences[number - 1].text) for name in wire.places for number in told)
    return bool(told) and told.isdisjoint(cited) and not beside


def _find_state_called(name: str, own: str, context: Context) -> str | None:
    """The country with a state of another country's name, as which the article has it, and nothing else of that one."""
    told = [(one.text[land.start : land.end].casefold(), land) for one, land in context.facts.lands]
    of_own = {text for text, land in told if land.country == own}
    states = {land.country for text, land in told if land.region and text == f"{name.casefold()} state"}
    return next(iter(states)) if len(states) == 1 and of_own <= {name.casefold()} else None


def _is_sea(name: str) -> bool:
    """Whether a place is at sea, which lies in no country ("Gulf of Guinea"); "Bay Area" and "Sea World" are not."""
    sea = _SEA.search(name)
    is_whole = sea is not None and (sea.end() == len(name) or name.startswith(" of", sea.end()))
    return is_whole and not is_town(name)


def _held_against(context: Context, wire: WireIncident, given: Grounded, lands: Lands, field: str) -> Grounded:
    """The country given, doubted where the incident's places lie in another one.

    The other one where a place is a region of it: of two countries at war models take the one for the other. By a town
    alone it is doubted: who died in New Zealand may be a man of Perth.
    """
    code, told = country_code(given.value, language=context.facts.language), lands.country
    if code is None or told is None or told.country == code or lands.may_lie_in(code):
        return given
    if lands.has_region_of(told.country):
        return _correct_country(context, given, told, wire, field)
    context.find(
        "country_elsewhere", "warning", field, f"The model gave {given.value!r}; {told.because}.", given.evidence
    )
    return given


def _tell_country(context: Context, wire: WireIncident, lands: Lands, field: str) -> Grounded | None:
    """The country that the incident's places tell, where the model gave none."""
    told = lands.country or lands.home
    if told is None or (not told.is_certain and any(map(_is_sea, wire.places))):
        return None
    filled = _name_country(context, told.country, wire.place_cite)
    context.find("country_filled", "info", field, f"The model gave no country; {told.because}.", filled.evidence)
    return filled


def _name_country(context: Context, code: str, cites: Sequence[int]) -> Grounded:
    """A country by the article's name for it; where it has none by its own, with the first cited sentence whole."""
    evidence = _find_country(context, code, cites)
    if evidence is not None:
        return Grounded(squeeze(evidence.text), (evidence,), ())
    cited = cited_sentences(cites, context.sentences)[:1]
    return Grounded(country_name(code), tuple(map(whole_sentence, cited)), ())


def _infer_country(context: Context, given: Grounded, wire: WireIncident, lands: Lands, field: str) -> Grounded:
    """The country given, which no sentence names, held against the places and what the article tells of; or theirs."""
    told, code = lands.country, country_code(given.value, language=context.facts.language)
    is_at_sea = any(map(_is_sea, wire.places))
    if told is not None and told.country == code:
        message = f"No sentence names {given.value!r}; {told.because}."
    elif told is not None and told.is_certain and not lands.may_lie_in(code):
        return _correct_country(context, given, told, wire, field)
    elif told is None and code in lands.beyond_people and not lands.is_aside(code) and not is_at_sea:
        words = context.facts.countries[code]
        teller = "the dateline" if words == given.value else repr(words)
        message = f"No sentence names {given.value!r}; {teller} tells of it."
    elif told is None and lands.is_largest_in(code):
        message = f"No sentence names {given.value!r}; the largest town of a place's name, or its region, lies there."
        if code and lands.among(code) is None and (rival := lands.rival_of(code)):
            doubted = f"{message.removesuffix('.')}, and one nearly as large in {country_name(rival)}."
            context.find("country_inferred", "warning", field, doubted, given.evidence)
            return given
    elif told is None and (among := lands.among(code)) is not None:
        message = f"No sentence names {given.value!r}; {among.because}."
    elif (headed := lands.headed) is not None and (told is None or told.country == headed.country) and not is_at_sea:
        return _correct_country(context, given, headed, wire, field)
    elif code is not None and not context.facts.rules.code and not lands.lie_elsewhere(code):
        said = f"No sentence names {given.value!r}; names of countries in the article's language are not all read."
        context.find("country_unread", "info", field, said, given.evidence)
        return given
    else:
        context.findings.extend(given.findings)
        return given
    context.find("country_inferred", "info", field, message, given.evidence)
    return given


def _correct_country(context: Context, given: Grounded, told: Told, wire: WireIncident, field: str) -> Grounded:
    corrected = _name_country(context, told.country, wire.place_cite)
    which = "" if given.found else ", which no sentence names"
    message = f"The model gave {given.value!r}{which}; {told.because}."
    context.find("country_corrected", "warning", field, message, corrected.evidence)
    return corrected


def _find_country(context: Context, code: str, cites: Iterable[int]) -> Evidence | None:
    """The first name of that country, and of no part of it, in the cited sentences or else in the nearest."""
    cited = {sentence.number: at for at, sentence in enumerate(cited_sentences(cites, context.sentences))}
    origin = next(iter(cited), 1)
    whole = (
        (sentence, start, end)
        for sentence, start, end in context.facts.country_names.get(code, ())
        if sentence.text[start:end].title() not in _PARTS
    )
    found = min(
        whole,
        key=lambda place: (cited.get(place[0].number, len(cited)), abs(place[0].number - origin), place[0].number),
        default=None,
    )
    return _find_abroad(context, code, cites) if found is None else span_evidence(*found)


def _find_abroad(context: Context, code: str, cites: Iterable[int]) -> Evidence | None:
    """The country's name in another language, in an article that is not in English."""
    language, cited = context.facts.language, cited_sentences(cites, context.sentences)
    for sentence in (*cited, *context.sentences) if language not in (None, "en") else ():
        span = find_name_abroad(sentence.text, code, language)
        if span is not None and not _OTHERWISE_NAMED.search(sentence.text, 0, span[0]):
            return span_evidence(sentence, *span)
    return None
