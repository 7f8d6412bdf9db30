"""First-level regions, and which countries and regions a text is about: by their names, short names and demonyms.

Sources: ISO 3166-2 as pycountry ships it; ``region_names.tsv``: their English names, Unicode CLDR's (``make regions``)
where ISO has other ones; ``short_regions.tsv``: the postal and the Associated Press's abbreviations;
``demonyms.tsv``: words for nationals. Institutions are those that one country alone has under that name.
"""

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pycountry

from summarizer.language.cities import TOWN, bare_names, country_of_city, find_seats, plain
from summarizer.language.countries import country_code, country_in_text
from summarizer.language.spanish.lands import IN_REGION, NAME, NAMED_AFTER, OFFICE, REGION
from summarizer.language.wording import Wording, join, read_rows, read_table

ENGLISH_NAMES = Path(__file__).with_name("region_names.tsv")
_KINDS = ("department", "province", "state", "region", "governorate", "prefecture", "oblast", "county", "district")
_KIND_BEFORE = Wording(
    r"\A(?:(?:estado|departamento|provincia|region|comarca) (?:d(?:el?|[oa]) )?|islas |co(?:unty)? )(?=\w)",
    "region del maule",
    "maule",
)
STATES = frozenset({"State", "Province", "Land", "Oblast", "Republic", "Canton"})
_ISLANDS = "Geographical unit"
"""What ISO 3166-2 puts above the provinces of Indonesia, and what governs nothing."""
_LEAST_NAME = 4
_MOST_WORDS = 4
_GIVEN_NAMES = frozenset(
    {"Georgia", "Jordan", "Chad", "Israel", "Virginia", "Victoria", "Miranda", "Isabel", "Lara", "Constantine"}
    | {"Herrera", "Guerrero", "Mendoza", "Hesse"}
)
"""Countries and states that are people's names, too: beside another name in capitals they are left alone."""
_WITH_COUNTIES = frozenset({"EE", "GB", "HR", "HU", "IE", "KE", "LR", "NO", "RO", "SE", "US"})
"""Countries that call a region a county in English; Somalia's Bay is none."""
_MOVED = {"PH-LAN": "PH-10", "PH-SAR": "PH-12", "PH-SCO": "PH-12"}
"""Provinces that the Philippines' Executive Order 36 of 2001 put into other regions, and ISO's list did not."""
_GREAT = {
    "adamawa": "NG-AD", "florida": "US-FL", "maryland": "US-MD", "montana": "US-MT", "north carolina": "US-NC",
    "south carolina": "US-SC", "virginia": "US-VA", "west virginia": "US-WV",
}  # fmt: skip
"""States whose names others have that are far less in the news."""
_COMMON = frozenset(
    {"gulf", "red sea", "rivers", "lakes", "unity", "midlands", "free state", "acre", "chin", "batman", "falcon"}
    | {"norte", "los santos", "granma", "saladin", "new valley", "northern borders", "zealand"}
)
"""Regions whose names are other things, too, and tell a country only as "Red Sea state" or "Gulf province"."""
_ANYWHERE = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "northwest", "northeast", "far"}
    | {"southwest", "southeast", "central", "centre", "center", "upper", "lower", "coast", "coastal", "capital"}
    | {"littoral", "metropolitan", "lake", "island", "islands", "river", "delta", "valley", "border", "mountain"}
    | {"highland"}
)
"""Words of which the names of regions anywhere are made: of what is only these one knows not where it is."""
_TWICE = {"Georgia": "US-GA", "WA": "AU-WA"}
"""Names of two lands, and the second region: Washington and Western Australia are "WA"."""
_WORDS = Wording(r"[^\W\d_][\w'’.-]{0,30}", "Ky.", "42")
_AFTER_TOWN = Wording(r"(?<!\w)(?![a-z])[^\W\d_]['’\w.]{0,30}(?:, | \(|, in | in | )\Z", "LEXINGTON, ", "Lexington -- ")
_STREET = Wording(
    r"\b(?:Street|St|Avenue|Ave|Drive|Dr|Road|Rd|Boulevard|Blvd|Lane|Ln|Place|Pl|Court|Ct|Way|Terrace|Parkway|Pkwy|Circle"
    r"|Highway|Hwy)\.? \Z",
    "Lancaster Drive ",
    "Drive, ",
)
"""Before a quarter of a city: "Lancaster Drive NE" is in no Nebraska."""
_END = frozenset(" \n\t,.;:)]—–-")


INSTITUTIONS = tuple(read_rows("institutions.tsv"))
"""Countries, each with what one of its institutions is called."""


class Region(NamedTuple):
    """A region. ``code`` is the ISO 3166-2 code of the first-level one, which it is itself where ``is_top``."""

    code: str
    country: str
    is_top: bool
    is_state: bool


class Land(NamedTuple):
    """A country that words of a text tell of, by half-open span.

    ``region`` is the code of the region that they name; ``is_place`` is False for demonyms and institutions.
    """

    start: int
    end: int
    country: str
    region: str | None
    is_place: bool


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    """The regions of each plain name; "Sussex" is where "East Sussex" is."""
    found: dict[str, set[Region]] = {}
    kinds = {one.code: one.type for one in pycountry.subdivisions}
    top = {one.code: one.parent_code for one in pycountry.subdivisions if kinds.get(one.parent_code) != _ISLANDS}
    top |= _MOVED
    for one in pycountry.subdivisions:
        code = one.code
        while top.get(code):
            code = top[code]
        is_top = code == one.code and one.type != _ISLANDS
        region = Region(code, one.country_code, is_top, is_top and one.type in STATES)
        names = {plain(one.name): region}
        if (english := _english_names().get(one.code)) is not None:
            names.setdefault(plain(english[0]), region._replace(is_state=is_top and english[1]))
        for name, bearer in names.items():
            found.setdefault(name, set()).add(bearer)
            side, _, rest = name.partition(" ")
            if side in ("north", "south", "east", "west") and rest:
                found.setdefault(rest, set()).add(region._replace(is_top=False, is_state=False))
    return {name: tuple(sorted(regions)) for name, regions in found.items()}


@cache
def _english_names() -> dict[str, tuple[str, bool]]:
    """What English news calls a region, and whether that alone tells its country, as a state's name does."""
    return {code: (name, kind == "state") for code, name, kind in read_table(ENGLISH_NAMES)}


@cache
def _short_regions() -> dict[str, Region]:
    named = {name: _state(code) for name, code in read_table("short_regions.tsv")}
    return {name.upper(): state for name, state in named.items() if name.endswith(".")} | named


def list_short_names(code: str) -> tuple[str, ...]:
    """The abbreviations of a region by its ISO 3166-2 code: "Calif." and "CA" for US-CA; none where it has none."""
    return tuple(name for name, region in _short_regions().items() if region.code == code)


def _state(code: str) -> Region:
    return Region(code, code[:2], is_top=True, is_state=True)


def find_regions(name: str) -> tuple[Region, ...]:
    """The regions of that name in all countries: "Montana" of US and BG, "Ky." of US, "Kabul province" of AF."""
    if (short := _short_regions().get(name)) is not None:
        return (short, _state(_TWICE[name])) if name in _TWICE else (short,)
    return next(filter(None, map(_named, bare_names(name))), ())


def _named(folded: str) -> tuple[Region, ...]:
    head, _, kind = folded.rpartition(" ")
    if folded in _COMMON or (head in _COMMON and kind not in ("state", "province")):
        return ()
    rest = _KIND_BEFORE.sub("", folded, count=1)
    names = [folded, *([head] if kind in _KINDS else []), *([rest, rest.removeprefix("la ")] if rest != folded else [])]
    return next(filter(None, map(_regions().get, names)), ())


@cache
def region_name(code: str) -> str:
    """The English name of a region by its ISO 3166-2 code, or else ISO's. Raises KeyError for any other code."""
    region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    if region is None:
        raise KeyError(code)
    return _english_names().get(code, (str(region.name),))[0]


def state_of(name: str) -> Region | None:
    """The state or province of that name where one country alone has it and no city of another bears it.

    None of "Punjab", which is in two, or of "Ontario", which is a city of California, too; but news that says Florida
    means no department of Uruguay.
    """
    regions = find_regions(name)
    if (code := next(filter(None, map(_GREAT.get, bare_names(name))), None)) is not None:
        return _state(code)
    countries = {region.country for region in regions}
    is_state = any(region.is_state for region in regions)
    if (
        len(countries) != 1
        or not is_state
        or _is_anywhere(name)
        or any(country_code(bare) is not None for bare in bare_names(name))
    ):
        return None
    namesakes = any(seat.country not in countries and seat.population >= TOWN for seat in find_seats(name))
    return None if namesakes else next(region for region in regions if region.is_state)


def country_by_city(name: str) -> str | None:
    """The country of a large city as ``country_of_city`` tells it; None where another country has such a region.

    A capital is told all the same: Surrey is a county, too, but Luxembourg is hardly the Belgian province.
    """
    country = country_of_city(name)
    if country is None or find_seats(name)[0].is_capital:
        return country
    return None if {region.country for region in find_regions(name)} - {country} else country


def countries_of(name: str) -> frozenset[str]:
    """All countries that have a town or a region of that name, or have it themselves: "western Georgia" is in two."""
    whole = (code for bare in bare_names(name) if (code := country_code(bare)))
    return frozenset(
        (*whole, *(seat.country for seat in find_seats(name)), *(one.country for one in find_regions(name)))
    )


@cache
def _demonyms() -> dict[str, str]:
    return {plain(name): code for name, code in read_table("demonyms.tsv")}


def country_of_demonym(word: str) -> str | None:
    """The code of the country for whose people a word is: "Syrian", "Afghans"; None for any other word."""
    return _demonyms().get(plain(word))


def find_lands(text: str, named: Iterable[tuple[int, int, str]] | None = None) -> tuple[Land, ...]:
    """The countries that a text's words tell of, in order: "Peru", "Ohio", "Lexington, Ky.", "Somali", "the FBI".

    In Spanish also "la policía mexicana", "la Junta de Extremadura" and names of countries such as "España".
    ``named`` is what ``country_in_text`` finds in the text, where that is known. "Georgia" and "WA" tell of two. Names
    that are people's, too, count only where no other name stands beside them.
    """
    found = [
        Land(start, end, code, None, is_place=True)
        for start, end, code in (country_in_text(text) if named is None else named)
        if _is_alone(text, start, end)
    ]
    found += _find_words(text)
    found += [
        land._replace(country=code[:2], region=code)
        for land in found
        for code in [_TWICE.get(text[land.start : land.end].rstrip("."))]
        if code
    ]
    found += [
        Land(*match.span(), match.lastgroup or "", None, is_place=False) for match in _institutions().finditer(text)
    ]
    found += _find_spanish(text, {(land.start, land.end) for land in found})
    return tuple(sorted((land for land in found if not _is_part(land, found)), key=lambda land: land[:2]))


def _is_part(land: Land, lands: Iterable[Land]) -> bool:
    """Whether the words are but a part of another country's name: the "Papua" of "Papua New Guinea"."""
    span = land.start, land.end
    return any(
        one.start <= land.start and land.end <= one.end and span != (one.start, one.end) and one.country != land.country
        for one in lands
    )


def _find_spanish(text: str, known: Container[tuple[int, int]]) -> Iterator[Land]:
    """What Spanish words tell of, but for spans that are ``known``: "policía mexicana", "la Junta de Extremadura"."""
    for found in NAME.finditer(text):
        code = country_code(found.group())
        if code and found.span() not in known and not NAMED_AFTER.search(text, 0, found.start()):
            yield Land(*found.span(), code, None, is_place=True)
    for found in OFFICE.finditer(text):
        if found.span() not in known:
            yield Land(*found.span(), found.lastgroup or "", None, is_place=False)
    for found in REGION.finditer(text):
        for name in dict.fromkeys((found["name"], found["name"].partition(" y ")[0])):
            regions, start, end = find_regions(name), found.start("name"), found.start("name") + len(name)
            if (start, end) not in known and len({region.country for region in regions}) == 1:
                yield Land(start, end, regions[0].country, regions[0].code, is_place=True)
                break
    for found in IN_REGION.finditer(text) if " en " in text or " de " in text else ():
        regions = () if found.span("name") in known else find_regions(found["name"])
        is_one = len(regions) == 1 and regions[0].is_top
        if is_one and regions[0].country in {seat.country for seat in find_seats(found["town"])}:
            yield Land(*found.span("name"), regions[0].country, regions[0].code, is_place=True)


@cache
def _institutions() -> re.Pattern[str]:
    countries = dict.fromkeys(code for code, _ in INSTITUTIONS)
    kinds = (f"(?P<{code}>{join(row for of, row in INSTITUTIONS if of == code)})" for code in countries)
    return re.compile(rf"(?<!\w)(?:{'|'.join(kinds)})")


def _is_alone(text: str, start: int, end: int) -> bool:
    if text[start:end] not in _GIVEN_NAMES:
        return True
    before, after = text[max(0, start - 30) : start], text[end : end + 2]
    follows = before.endswith(" ") and before.split()[-1:] and before.split()[-1][0].isupper() and before[-2].isalpha()
    return not follows and not (after[:1] == " " and after[1:].isupper())


def _find_words(text: str) -> Iterator[Land]:
    """States, provinces, their short names after a town's, demonyms and institutions; the longest at each place."""
    words = [match.span() for match in _WORDS.finditer(text)]
    read = 0
    for at, (start, _) in enumerate(words):
        ends = [end for _, end in words[at : at + _MOST_WORDS]]
        if start < read or not text[start].isupper() or not _may_begin(text[start : ends[-1]]):
            continue
        for end in reversed(ends):
            if land := _read_words(text, start, end):
                yield land
                read = end
                break


def _may_begin(words: str) -> bool:
    """Whether they may begin with a name that ``_read_words`` knows, told from the first word: most begin with none."""
    return " County" in words or any(name.partition(" ")[0] in _first_words() for name in bare_names(words))


@cache
def _first_words() -> frozenset[str]:
    """The first words of all names of regions and nationals, plain."""
    known = (*_regions(), *_demonyms(), *map(plain, _short_regions()))
    return frozenset(name.partition(" ")[0] for name in known)


def _read_words(text: str, start: int, end: int) -> Land | None:
    name = text[start:end]
    short = _short_regions().get(name) or _short_regions().get(name.rstrip(".,"))
    if (
        short is not None
        and _AFTER_TOWN.search(before := text[max(0, start - 40) : start])
        and not _STREET.search(before)
        and text[end : end + 1] in {"", *_END}
    ):
        return Land(start, end, short.country, short.code, is_place=True)
    bare = name.rstrip(".").removesuffix("'s").removesuffix("’s")
    is_kind = "," in bare and plain(bare).rpartition(" ")[2] in _KINDS  # "Trujillo, región La Libertad"
    if is_kind or (len(bare) < _LEAST_NAME and plain(bare) not in _demonyms()):
        return None
    if (code := _demonyms().get(plain(bare))) is not None:
        return Land(start, start + len(bare), code, None, is_place=False)
    if bare.endswith(" County"):
        return _county(bare, start)
    end = start + len(bare)
    state = state_of(bare) if _is_alone(text, start, end) else None
    told = (state.country, state.code) if state else _told_region(bare)
    if told is None:
        return None
    country, code = told
    if state and text.startswith((" City", " CITY"), end):
        code = _region_of_city(bare, state.code)
    return Land(start, end, country, code, is_place=True)


def bare_region(name: str) -> str:
    """The plain name without its kind: "harnai" of "Harnai District", but all of "Central District"."""
    own, _, kind = plain(name).rpartition(" ")
    return own if kind in _KINDS and own not in _COMMON and not _is_anywhere(name) else plain(name)


def _is_anywhere(name: str) -> bool:
    """Whether it is a kind of region by a direction, which many countries have: "Western Province"."""
    own, _, kind = plain(name).rpartition(" ")
    return kind in _KINDS and _ANYWHERE.issuperset(own.split())


def _told_region(name: str) -> tuple[str, str | None] | None:
    """The country, and the code, of what is called a region or district where one alone has it: "Sagaing Region"."""
    regions = () if bare_region(name) == plain(name) else find_regions(name)
    countries, codes = {region.country for region in regions}, {region.code for region in regions}
    return (countries.pop(), codes.pop() if len(codes) == 1 else None) if len(countries) == 1 else None


def _region_of_city(name: str, state: str) -> str | None:
    """The region of the city that a state's name is part of: Michigan City is in Indiana; None of Kansas City's two.

    A city of which no region is known is the state's own: Quebec City, Kano City.
    """
    codes = {seat.region for seat in find_seats(f"{name} City") if seat.region} or {state}
    return codes.pop() if len(codes) == 1 else None


def _county(name: str, start: int) -> Land | None:
    """A county of the United States; its region where one state alone has it."""
    seats = find_seats(name)
    abroad = {region.country for region in find_regions(name)} & _WITH_COUNTIES
    if not seats or abroad - {seats[0].country}:
        return None
    regions = {seat.region for seat in seats}
    return Land(start, start + len(name), seats[0].country, regions.pop() if len(regions) == 1 else None, is_place=True)
