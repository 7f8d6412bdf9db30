"""Predictions for the scorer of UCDP-AEC, the Abstractive Event analysis Corpus: one event for each text.

Source: the data set's repository ``ltgoslo/ucdp-aec`` (README.md, "Evaluation Script", and aec/evaluate.py at commit
4766a6b) for the keys, their types and how the scorer reads them; UCDP's Georeferenced Event Dataset for the names of
countries. Compared are strings, letter for letter but for white space around them, and squared errors of dates and
deaths. The scorer reads a field that is missing as "" and, for errors, as no death or the date of publication; null
would be compared as the word "None". So every field is always written, "" for a text that is not known and 0 for
deaths: the data set has no null either, and writes 0 for a side whose dead no report counts.
"""

from collections.abc import Iterator
from pathlib import PurePath

from summarizer.evidence.findings import doubted_incidents
from summarizer.exports.acled import disorder_of
from summarizer.exports.columns import Row, declare
from summarizer.exports.conflict import count_dead, deaths_of, place_named, region_named, sides_of
from summarizer.exports.coordinates import Location, locate
from summarizer.exports.iso_countries import short_name
from summarizer.exports.sure import sure_incident
from summarizer.schemas.record import CustomSummary, Incident, Summary

_LARGEST = 2**32 - 1
"""The most that the data set's numbers of 32 bits hold."""
_COUNTRIES = {
    "BA": "Bosnia-Herzegovina",
    "CD": "DR Congo (Zaire)",
    "CG": "Congo",
    "CI": "Ivory Coast",
    "KH": "Cambodia (Kampuchea)",
    "MG": "Madagascar (Malagasy)",
    "MM": "Myanmar (Burma)",
    "RS": "Serbia (Yugoslavia)",
    "RU": "Russia (Soviet Union)",
    "SZ": "Kingdom of eSwatini (Swaziland)",
    "US": "United States of America",
    "VN": "Vietnam (North Vietnam)",
    "YE": "Yemen (North Yemen)",
    "ZW": "Zimbabwe (Rhodesia)",
}
"""UCDP's names of countries, where they differ from the short English ones."""

UCDP_AEC = declare(
    "ucdp_aec",
    "One row for each text named by an event of UCDP-AEC, written to `ucdp-aec.jsonl` for that data set's own scorer "
    "and to no other file. Of several incidents one is predicted: of those that were accomplished, then of those that "
    "ACLED calls political violence, the one with the most dead, and of equals the first. A text without incidents, "
    "or with none that its record stands by, is predicted as an event of which nothing is known. Names stand in the "
    "article's words, not in UCDP's own, so that few can be exactly right.",
)


def prediction_rows(record: Summary | CustomSummary) -> Iterator[Row]:
    """The record's prediction; none for an article whose file is not named by an event's number."""
    event_id = event_number(record.article.path)
    if event_id is not None and isinstance(record, Summary):
        incident = choose_incident(record)
        yield {"id": event_id, **(_describe(incident, locate(incident.place)) if incident else _NOTHING)}


def event_number(path: str | None) -> int | None:
    """The number of UCDP's event that a file is named by: 442069 for ``texts/442069.json``; None for other names."""
    stem = PurePath(path or "").stem
    number = int(stem) if stem.isascii() and stem.isdecimal() and len(stem) <= len(str(_LARGEST)) else None
    return number if number is not None and number <= _LARGEST else None


def choose_incident(record: Summary) -> Incident | None:
    """The incident to predict where one event is asked for, by the rule that the table's meaning tells."""
    doubted = doubted_incidents(record)
    sure = (sure_incident(record, index) for index in range(len(record.incidents)) if index not in doubted)
    return max(sure, key=_weigh, default=None)


def _weigh(incident: Incident) -> tuple[bool, bool, int]:
    killed = incident.totals.get("killed")
    violent = disorder_of(incident.type) == "Political violence"
    return incident.stage == "accomplished", violent, killed.low if killed else 0


_NOTHING: Row = {name: "" if kind == "text" else 0 for name, kind in UCDP_AEC.kinds.items() if name != "id"}


def _describe(incident: Incident, location: Location | None) -> Row:
    sides, when, code = sides_of(incident), incident.date, incident.place.country_code
    deaths = deaths_of(incident, sides, count_dead(incident))
    texts = {
        "side_a_name": sides.first_name,
        "side_b_name": sides.opposed_name(),
        "start_date": when.earliest.isoformat() if when and when.earliest else None,
        "end_date": when.latest.isoformat() if when and when.latest else None,
        "location_root_name": _COUNTRIES.get(code or "") or short_name(code) or incident.place.country,
        "location_adm1_name": region_named(incident.place, location),
        "location_where_name": place_named(incident.place, location),
    }
    numbers = {
        "deaths_side_a": deaths.first,
        "deaths_side_b": deaths.opponent,
        "deaths_civilian": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "deaths_low": deaths.low,
        "deaths_high": deaths.low if deaths.high is None else deaths.high,
    }
    return {
        **_NOTHING,
        **{name: text or "" for name, text in texts.items()},
        **{name: min(number or 0, _LARGEST) for name, number in numbers.items()},
    }
