"""Which country and first-level region an incident's places lie in, as far as they and the rest of the article tell.

A town's name that others share tells nothing by itself: another place of the incident, or what the article names beside
it, must tell which is meant. Whatever contradicts leaves it open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import cited_sentences, ground
from summarizer.evidence.matching import find_all
from summarizer.language.cities import DOMINANCE, LARGE, LEAST, TOWN, Seat, bare_names, find_seats, is_town
from summarizer.language.countries import country_in_text, country_name
from summarizer.language.folding import squeeze
from summarizer.language.regions import Land, countries_of, country_by_city, find_lands, find_regions, state_of
from summarizer.language.wording import Wording
from summarizer.schemas.record import Evidence
from summarizer.schemas.wire import WireIncident

_JOINED = Wording(r"(?:,|,? in)\s|\s\(", " (Ky.)", " by Ky.")
_GOES_ON = Wording(
    r"(?:[,.;:)\]\"”—–]|\s[-—–(]|\Z|\s(?:on|in|at|after|late|early|when|where|last|this|over|during|by|for|to|who|that"
    r"|since|while|with|near|before|because|as|and|were|was|is|are|has|have|had)\b)",
    " on Monday", " officials said",
)  # fmt: skip

_IN_CITY = Wording(r"\b(?:[Aa]n?|(?:north|south|east|west|central)\w*)\s\Z", "the northwest ", "the South ")
"""Before a city's name, of which a neighborhood is then a part."""
_LEAST_TOWNS, _MANY_TOWNS, _MOST_NAMED = 2, 3, 3
"""Of 471 articles whose gold has a country it is the one of most names, two at least, in 465, and in all of 115 that
name no other country and no town of one, but three of it."""
_NEARLY = 5
"""How many times as large as its namesake abroad a town may be, and that one be meant: India's Hyderabad."""
_AROUND_CITY = frozenset({"AR-B", "PE-LIM"})
"""Regions of the same name as a city beside them that is a region of its own: Buenos Aires, Lima."""
_QUARTERS = "barrio|colonia|vereda|corregimiento|caser[ií]o|aldea|urbanizaci[oó]n|ejido"
_OFFICE = Wording(
    r"\s(?:(?:state|health|interior|foreign|defen[cs]e|military|local|security|federal)\s)?(?:officials?|police|authorities|media|army"
    r"|military|troops|soldiers|junta|rescuers|navy|coast\s?guard|government|ministry|president|prime\sminister|forces|news)\b",
    " state media said", " tourists",
)  # fmt: skip
"""After a demonym: who tells of it, and no victims."""
_BESIDE = 30
"""Characters between a victim's words and a demonym that may be theirs: "a 36-year-old Australian, Duncan Rait"."""


class Told(NamedTuple):
    """A country by its code, and why: for people. ``is_certain`` where no namesake elsewhere could be meant."""

    country: str
    because: str
    is_certain: bool


class Lands:
    """What an incident's places, from broad to narrow, tell of where it happened; its country by the model tells none.

    Where its victims are from, by their words, tells no place.
    """

    def __init__(self, wire: WireIncident, facts: Facts) -> None:
        self._facts = facts
        self._people = (*wire.victims, *wire.targets)
        told = (*wire.victims, *wire.perpetrators)
        self._cited = {*wire.place_cite, *(number for one in told for number in one.cite)}
        names = [squeeze(name) for name in wire.places if name.strip()]
        held = {name: ground(name, wire.place_cite, facts.index, field="") for name in names}
        in_dateline = {name for name in names if name.casefold() in facts.dateline.casefold()}
        self._evidence = {
            name: grounded.evidence if grounded.found else ()
            for name, grounded in held.items()
            if grounded.found or name in in_dateline
        }
        parts = (part.strip() for name in self._evidence for part in name.split(","))
        self._parts = [part for part in parts if part and not _is_village(part, facts)]

    @cached_property
    def country(self) -> Told | None:
        """The country; None where the places tell none, or several."""
        certain = {told.country: told for told in reversed([*self._tell_certain()])}
        if certain:
            return next(iter(certain.values())) if len(certain) == 1 else None
        likely = {
            told.country: told for told in (*self._tell_beside_article(), *self._tell_together(), *self._tell_alone())
        }
        return next(iter(likely.values())) if len(likely) == 1 else None

    @cached_property
    def beyond_people(self) -> dict[str, str]:
        """The countries that the article tells of, but for those of which only demonyms of victims and targets tell."""
        theirs = {
            (sentence.number, land.start)
            for one in self._people
            for sentence in cited_sentences(one.cite, self._facts.sentences)
            for found in find_all(one.label, sentence.text)
            for land in self._facts.of(sentence).lands
            if not land.is_place
            and found.start - _BESIDE < land.start < found.end + _BESIDE
            and not _OFFICE.match(sentence.text, land.end)
        }
        told = {land.country for sentence, land in self._facts.lands if (sentence.number, land.start) not in theirs}
        return {code: words for code, words in self._facts.countries.items() if code in told | self._dated}

    @cached_property
    def _dated(self) -> set[str]:
        """The countries that the dateline tells of."""
        return {land.country for land in find_lands(self._facts.dateline)}

    def is_aside(self, country: str | None) -> bool:
        """Whether only words for its people tell of a country, in no sentence cited, and the article names another.

        "The Nigerian military said" is of no other country's news.
        """
        named = self._dated | {land.country for _, land in self._facts.lands if land.is_place}
        own = {
            land.country
            for sentence, land in self._facts.lands
            if sentence.number in self._cited or _OFFICE.match(sentence.text, land.end)
        }
        return bool(named) and country not in named | own

    @cached_property
    def _homes(self) -> dict[str, tuple[str, ...]]:
        """By a country the article's towns that lie there, of those that no place of the incident contradicts."""
        known = [countries for part in self._parts if (countries := countries_of(part))]
        return {
            code: names for code, names in self._facts.homes.items() if all(code in countries for countries in known)
        }

    def among(self, country: str | None) -> Told | None:
        """That a country holds two of the towns that the article names, and more than any other; None if not."""
        own = self._homes.get(country or "", ())
        most = max((len(names) for home, names in self._facts.homes.items() if home != country), default=0)
        is_most = len(own) >= _LEAST_TOWNS and len(own) > most
        return _told(own, country, is_certain=False) if country and is_most else None

    @cached_property
    def home(self) -> Told | None:
        """The one country that holds all towns that the article names, three of them at least, and that it tells of.

        None without a place of the incident: it may be of what was elsewhere.
        """
        code = next(iter(self._homes), "")
        is_told = bool(self._parts) and self._facts.homes.keys() == {code} and len(self._homes[code]) >= _MANY_TOWNS
        return _told(self._homes[code], code, is_certain=False) if is_told else None

    @cached_property
    def headed(self) -> Told | None:
        """The only country that the headline names, where most of the towns lie that the article names."""
        codes = {code for _, _, code in country_in_text(self._facts.headline)}
        return self.among(next(iter(codes))) if len(codes) == 1 else None

    def may_lie_in(self, country: str | None) -> bool:
        """Whether a country has a town or region of the name of one of the places."""
        return any(country in countries_of(part) for part in self._parts)

    def has_region_of(self, country: str) -> bool:
        """Whether a place is a first-level region of a country and of no other, and no town: "Belgorod region"."""
        parts = (part for part in self._parts if not is_town(part))
        return {country} in ({region.country for region in find_regions(part) if region.is_top} for part in parts)

    def lie_elsewhere(self, country: str) -> bool:
        """Whether places are known, and none of their names is one in that country: Passau is none of Austria."""
        return any(map(countries_of, self._parts)) and not self.may_lie_in(country)

    def is_largest_in(self, country: str | None) -> bool:
        """Whether the largest town of the name of one of the places lies in a country, or every region of its name.

        Not where the article tells of an American county of that name: "Athens-Clarke County" is in no Greece.
        """
        parts = self._parts if country == "US" else [part for part in self._parts if not self._is_in_county(part)]
        largest = (seat.country for part in parts for seat in find_seats(part)[:1])
        return country is not None and (country in largest or country in map(_main_country, parts))

    def _is_in_county(self, name: str) -> bool:
        """Whether the article names a county after a town's name, which a town of the United States has, too."""
        is_american = any(seat.country == "US" for seat in find_seats(name))
        county = rf"\b{re.escape(name)}(?:[-–][A-Z]\w+)?\sCounty\b"
        return is_american and re.search(county, self._facts.text) is not None

    def rival_of(self, country: str) -> str | None:
        """A country that has a town nearly as large of the name of each place by which ``is_largest_in`` tells one."""
        named = [seats for part in self._parts for seats in [find_seats(part)] if seats and seats[0].country == country]
        rivals = [
            next((one.country for one in seats if one.country != country and one.population >= least), None)
            for seats in named
            for least in [max(TOWN, seats[0].population / _NEARLY)]
        ]
        return rivals[0] if rivals and all(rivals) else None

    def region(self, country: str | None) -> str | None:
        """The ISO 3166-2 code of the first-level region in that country; None where none, or several, are told."""
        if country is None:
            return None
        beside = [(name, land.region) for name, land in self._beside() if land.country == country and land.region]
        towns = {name for name, region in beside if any(seat.region == region for seat in find_seats(name))}
        told = {code for part in self._parts if part not in towns for code in [_region_itself(part, country)] if code}
        told = told or {region for _, region in beside}
        return next(iter(told)) if len(told) == 1 else None if told else self._region_of_towns(country)

    def _region_of_towns(self, country: str) -> str | None:
        """The region that holds a town of each name: one the article names, or that alone has a town of that main name.

        Where it names no region of the country, the one where the largest by far lies; none where it names others only.
        Villages are in no list: a town that no other place vouches for has to be many times as large as these.
        A lesser name is none where a town has it for its main one: Chicago is no town of Ohio. A part of a town in
        capitals is left alone: South Austin is of Chicago, "southeast Houston" of Houston. So is a neighborhood's name.
        """
        parts = (
            part
            for part in self._parts
            if (part[0].islower() or len(bare_names(part)) == 1) and not _is_quarter(part, self._facts)
        )
        seats = [tuple(seat for seat in find_seats(part) if seat.country == country) for part in parts]
        common = [{seat.region for seat in _main_ones(towns) if seat.region} for towns in seats if towns]
        shared = set.intersection(*common) if common else set[str | None]()
        largest = {_largest(towns) for towns in seats if len(towns) > 1} - {None}
        if named := self._regions_named(country):
            if not (largest <= named or shared & self._regions_dated(country)):
                return None  # "a shooting in Atlanta; a suspect was caught in Texas"
            shared &= named | {_largest(towns) for towns in seats if len(towns) == 1 and towns[0].is_main}
        elif len(shared) > 1 or len(common) == 1:
            shared &= {_largest(towns) for towns in seats if towns}
        return next(iter(shared)) if len(shared) == 1 else None

    def _regions_named(self, country: str) -> set[str | None]:
        lands = (land for said in self._facts.said for land in said.lands)
        told = {land.region for land in lands if land.country == country and land.region}
        return told | self._regions_dated(country)

    def _regions_dated(self, country: str) -> set[str | None]:
        dated = find_lands(self._facts.dateline)
        return {land.region for land in dated if land.country == country and land.region}

    def _tell_certain(self) -> Iterator[Told]:
        for part in self._parts:
            state = state_of(part)
            code = self._unless_elsewhere(part, state.country if state else country_by_city(part))
            if code is not None:
                yield _told([part], code, is_certain=True)
        for _, land in self._beside():
            yield Told(land.country, "the article names it beside the place", is_certain=True)

    def _unless_elsewhere(self, part: str, code: str | None) -> str | None:
        """The country of a large city or a state, unless a namesake is meant.

        It is where the article tells of its country and not of this one (Perth in a Scottish story), or another place
        lies in a region of a namesake's country and of none in this one ("Boston, Lincolnshire").
        """
        own = countries_of(part)
        named = self._named_beyond(part)
        if code is None or (code not in named and not named.isdisjoint(own)):
            return None
        others = ({region.country for region in find_regions(other)} for other in self._parts if other != part)
        return None if any(lands & own for lands in others if code not in lands) else code

    def _named_beyond(self, part: str) -> set[str]:
        """The countries that the article tells of in other words than a place's own."""
        dated = (
            land for land in find_lands(self._facts.dateline) if self._facts.dateline[slice(*land[:2])] not in part
        )
        said = (
            land
            for sentence, land in self._facts.lands
            if sentence.text[land.start : land.end].casefold() not in part.casefold()
        )
        return {land.country for land in (*dated, *said)}

    def _beside(self) -> list[tuple[str, Land]]:
        """What stands right after a place's name: "Lexington, Ky."; of "Georgia", two, what has such a place."""
        found = [(name, land) for name, held in self._evidence.items() for land in self._after(name, held)]
        spans = [land[:2] for _, land in found]
        return [(name, land) for name, land in found if spans.count(land[:2]) == 1 or _has_town(land, name)]

    def _after(self, name: str, evidence: Sequence[Evidence]) -> Iterator[Land]:
        for item in evidence:
            sentence = self._facts.sentences[item.sentence - 1]
            end = item.end - sentence.start
            yield from _joined(name, self._facts.of(sentence).lands, sentence.text, end)
        at = self._facts.dateline.casefold().find(name.casefold())
        if at >= 0:
            yield from _joined(name, find_lands(self._facts.dateline), self._facts.dateline, at + len(name))

    def _tell_beside_article(self) -> Iterator[Told]:
        """By the countries that the article tells of: the only one, or one of several where the name's largest lies.

        A larger town elsewhere makes even the only one doubtful (Vancouver in a story from Oregon), but for one in a
        region that the article names.
        """
        for part in self._parts:
            told, main = countries_of(part) & self.beyond_people.keys(), _main_country(part)
            if len(told) != 1:
                continue
            (code,) = told
            if code == main or (
                len(self._facts.countries) == 1 and (main is None or self._is_named_with_region(part, code))
            ):
                words = self._facts.countries[code]
                yield _told([part], code, is_certain=False, beside="" if words in part else words)

    def _is_named_with_region(self, part: str, country: str) -> bool:
        seats = find_seats(part)
        return seats[0].population < LARGE and any(seat.region in self._regions_named(country) for seat in seats)

    def _tell_alone(self) -> Iterator[Told]:
        """By a town of a hundred thousand, or a first-level region, whose name no other country has.

        Where the article tells of no country.
        """
        for part in self._parts if not self._facts.countries else ():
            countries, seats = countries_of(part), find_seats(part)
            is_large = bool(seats) and seats[0].population >= TOWN
            if len(countries) == 1 and (is_large or any(region.is_top for region in find_regions(part))):
                yield _told([part], next(iter(countries)), is_certain=False)

    def _tell_together(self) -> Iterator[Told]:
        """By two places that one country alone has both of, the largest of their names."""
        known = {part: countries for part in self._parts if (countries := countries_of(part))}
        shared = frozenset.intersection(*known.values()) if len(known) > 1 else frozenset[str]()
        main = {_main_country(part) for part in known} - {None}
        if len(shared) == 1 and main == shared:
            (code,) = shared
            yield _told(known, code, is_certain=False)


def _told(names: Iterable[str], code: str, *, is_certain: bool, beside: str = "") -> Told:
    *others, last = map(repr, islice(names, _MOST_NAMED))
    lie = f"{', '.join(others)} and {last} lie" if others else f"{last} lies"
    named = f"; the article names {beside!r}" if beside else ""
    return Told(code, f"{lie} in {country_name(code)}{named}", is_certain)


def _region_itself(name: str, country: str) -> str | None:
    """The region in a country that a name is of; None of a county's name, and of Washington, a city elsewhere, too.

    None of Buenos Aires, which lies in no province. "Virginia" is the state of that name, although West Virginia is one
    of a side of it.
    """
    regions = [region for region in find_regions(name) if region.country == country]
    seats = [seat for seat in find_seats(name) if seat.country == country]
    codes = {region.code for region in regions if region.is_top} or {region.code for region in regions}
    apart = any(
        seat.region not in (None, *codes) and (seat.population >= TOWN or not seat.population) for seat in seats
    )
    apart = apart or (is_town(name) and codes <= _AROUND_CITY)
    return next(iter(codes)) if len(codes) == 1 and not apart else None


def _has_town(land: Land, name: str) -> bool:
    """Whether a land may have a town of that name, as far as the regions of towns are known."""
    return any(seat.country == land.country and seat.region in (None, land.region) for seat in find_seats(name))


def _joined(name: str, lands: Sequence[Land], text: str, end: int) -> Iterator[Land]:
    """The lands right after a place: not one with which a clause begins ("near Yakla, US officials said").

    So does a state that has no such town: "in Nashville, Florida native Bo Hale".
    """
    for land in lands:
        may_have_town = not find_seats(name) or _has_town(land, name)
        of_it = land.region and text[land.start : land.end] != "Georgia" and may_have_town
        if land.is_place and _JOINED.fullmatch(text, end, land.start) and (of_it or _GOES_ON.match(text, land.end)):
            yield land


def _main_country(name: str) -> str | None:
    """The country of a name's largest town, or of its regions where it is no town's; None where regions differ."""
    seats = find_seats(name)
    countries = {region.country for region in find_regions(name)}
    if seats and seats[0].population and not any(region.is_state for region in find_regions(name)):
        return seats[0].country if countries <= {seats[0].country} else None
    countries |= {seat.country for seat in seats}
    return next(iter(countries)) if len(countries) == 1 else None


def _main_ones(towns: Sequence[Seat]) -> Sequence[Seat]:
    """Those of that main name, and one many times as large as these: "Newcastle" is of Tyneside, too."""
    main = [town for town in towns if town.is_main]
    largest = max((town.population for town in main), default=0)
    return [town for town in towns if town.is_main or town.population >= DOMINANCE * largest]


def _largest(seats: Sequence[Seat]) -> str | None:
    """The region of the town that is many times as large as its namesakes in one country; None where none is."""
    first, rest = seats[0], seats[1:]
    enough = DOMINANCE * max([LEAST, *(seat.population for seat in rest)])
    is_only_county = not rest and not first.population
    return first.region if is_only_county or first.population >= enough else None


def _is_quarter(name: str, facts: Facts) -> bool:
    """Whether the article calls it a neighborhood: "the South Austin neighborhood", not "a Chicago neighborhood".

    Not what the dateline names, nor what has a police of its own: South Chicago is of Chicago.
    """
    own = re.compile(rf"\b{re.escape(name)}(?:'s|’s)?\s+(?:[Pp]olice|Fire)\b")
    if name.casefold() in facts.dateline.casefold() or any(own.search(one.text) for one in facts.sentences):
        return False
    called = re.compile(rf"\b{re.escape(name)}\s+neighbou?rhood\b")
    found = ((one.text, match.start()) for one in facts.sentences for match in called.finditer(one.text))
    return any(not _IN_CITY.search(text, 0, start) for text, start in found)


def _is_village(name: str, facts: Facts) -> bool:
    """Whether the article calls it one, so that no city of that name is meant: "the village of El Tigre".

    In Spanish a quarter, too: "el barrio porteño de Palermo", "barrio Palermo"; not "un barrio de Rosario", in a city.
    """
    seats = find_seats(name)
    if not seats or seats[0].population < TOWN:
        return False
    called = (
        rf"\b(?:village|hamlet|settlement)\s+of\s+{re.escape(name)}\b|\b{re.escape(name)}\s+village\b"
        rf"|\b(?:{_QUARTERS})\s+{re.escape(name)}\b"
        rf"|\b(?:[Ee]l|[Ll]a|del|al)\s+(?:{_QUARTERS})\s+(?:[a-zñ]{{4,12}}\s+)?de\s+{re.escape(name)}\b"
    )
    return any(re.search(called, sentence.text) for sentence in facts.sentences)
