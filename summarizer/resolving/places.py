"""Where an incident happened: places with evidence, and the country they or the article tell."""

import re
from collections.abc import Iterable, Mapping

from summarizer.evidence.grounding import Grounded, cited_sentences, ground, span_evidence
from summarizer.language.cities import country_of_city, has_namesake
from summarizer.language.countries import country_code, country_name, find_region
from summarizer.language.folding import squeeze
from summarizer.resolving.context import Context
from summarizer.schemas.record import Evidence, Place, PlaceName
from summarizer.schemas.wire import WireIncident

_SEA = re.compile(r"\b(?:gulf|sea|ocean|straits?|bay|channel)\b", re.IGNORECASE)


def resolve_place(context: Context, wire: WireIncident, field: str) -> Place:
    """Where an incident happened: the country as far as the model or the article tells it, and places with evidence."""
    wire = _as_place(context, wire, f"{field}.country")
    country = _country(context, wire, f"{field}.country")
    code = None if country is None else country_code(country.value)
    if country is not None and code is None:
        message = f"{country.value!r} is no country of ISO 3166-1; the code is left empty."
        context.find("country_unknown", "info", f"{field}.country", message, country.evidence)
    known = {name.casefold() for name in (wire.country or "", country.value if country else "")}
    names: list[PlaceName] = []
    for name in wire.places:
        if not name.strip() or squeeze(name).casefold() in known:
            continue
        grounded = context.ground(name, wire.place_cite, f"{field}.places[{len(names)}]")
        if grounded.value.casefold() not in known:
            names.append(PlaceName(name=grounded.value, evidence=grounded.evidence))
        known |= {squeeze(name).casefold(), grounded.value.casefold()}
    return Place(
        country=None if country is None else country.value,
        country_code=code,
        country_evidence=() if country is None else country.evidence,
        places=tuple(names),
    )


def _as_place(context: Context, wire: WireIncident, field: str) -> WireIncident:
    """The incident; a region or a sea that stands for its country becomes the broadest of its places.

    The country is then the one that alone has a state or province of that name: "Alaska" tells the United States,
    "Punjab" no country, and "Rogaland", a county, none either: towns elsewhere bear the names of counties.
    """
    name = squeeze(wire.country or "")
    if find_region(name) is None and not _SEA.search(name):
        return wire
    state = _state_of(name)
    country = country_name(state) if state else None
    lies = f"which lies in {country}" if country else "which is no country"
    context.find("country_corrected", "info" if country else "warning", field, f"The model gave {name!r}, {lies}.")
    return wire.model_copy(update={"country": country, "places": [name, *wire.places]})


def _state_of(name: str) -> str | None:
    """The code of the one country that has a state or province of that name; None for all other names."""
    region = find_region(name)
    return next(iter(region.countries)) if region and region.are_states and len(region.countries) == 1 else None


def _lies_in_region(context: Context, wire: WireIncident, code: str | None) -> bool:
    """Whether the article holds a place of the incident that is a state or province of that country and no other."""
    return code is not None and any(
        _state_of(name) == code and ground(name, wire.place_cite, context.facts.index, field="").found
        for name in wire.places
    )


def _country(context: Context, wire: WireIncident, field: str) -> Grounded | None:
    """The country as the article writes it, which may be by another of its names: "US" for "United States".

    One that the article does not name is held against its large cities: "Kabul" tells Afghanistan.
    """
    if wire.country is None:
        return _country_of_cities(context, wire, field)
    if not wire.country.strip():
        context.find("empty_value", "warning", field, "The model left the country empty.")
        return _country_of_cities(context, wire, field)
    grounded = ground(wire.country, wire.place_cite, context.facts.index, field=field)
    if grounded.found:
        context.findings.extend(grounded.findings)
        return grounded
    code = country_code(grounded.value)
    evidence = None if code is None else _find_country(context, code, wire.place_cite)
    if evidence is None and _lies_in_region(context, wire, code):
        message = f"No sentence names {grounded.value!r}; a region of it is named."
        context.find("country_inferred", "info", field, message, grounded.evidence)
        return grounded
    if evidence is None:
        return _country_of_cities(context, wire, field, given=grounded)
    message = f"The model wrote {grounded.value!r}; the article names that country {squeeze(evidence.text)!r}."
    context.find("spelling_repaired", "info", field, message, (evidence,))
    return Grounded(squeeze(evidence.text), (evidence,), ())


def _country_of_cities(
    context: Context, wire: WireIncident, field: str, *, given: Grounded | None = None
) -> Grounded | None:
    """The country that the incident's large cities lie in, where they lie in one; else the one given, as not found."""
    cities = {code: name for name in wire.places for code in [_country_of_place(context, name, wire)] if code}
    if len(cities) != 1 or (given is not None and _may_lie_in(cities, country_code(given.value))):
        context.findings.extend(given.findings if given else ())
        return given
    ((code, city),) = cities.items()
    country = country_name(code)
    if given is not None and country_code(given.value) == code:
        message = f"No sentence names {given.value!r}; {city!r} lies there."
        context.find("country_inferred", "info", field, message, given.evidence)
        return given
    inferred = ground(country, wire.place_cite, context.facts.index, field=field)
    known = f"{city!r} lies in {country}"
    if given is None:
        context.find("country_filled", "info", field, f"The model gave no country; {known}.", inferred.evidence)
    else:
        message = f"The model gave {given.value!r}, which no sentence names; {known}."
        context.find("country_corrected", "warning", field, message, inferred.evidence)
    return inferred


def _may_lie_in(cities: Mapping[str, str], code: str | None) -> bool:
    """Whether a city's smaller namesake may be meant: Guadalajara of Spain, and not of Mexico."""
    return any(has_namesake(name, code) for name in cities.values())


def _country_of_place(context: Context, name: str, wire: WireIncident) -> str | None:
    """The country of a place that is a large city; None where it is none or the article does not hold it."""
    code = country_of_city(name)
    held = code and ground(name, wire.place_cite, context.facts.index, field="").found
    return code if held else None


def _find_country(context: Context, code: str, cites: Iterable[int]) -> Evidence | None:
    """The first name of that country, in the cited sentences or else in the nearest."""
    cited = {sentence.number: at for at, sentence in enumerate(cited_sentences(cites, context.sentences))}
    origin = next(iter(cited), 1)
    found = min(
        context.facts.countries.get(code, ()),
        key=lambda place: (cited.get(place[0].number, len(cited)), abs(place[0].number - origin), place[0].number),
        default=None,
    )
    return None if found is None else span_evidence(*found)
