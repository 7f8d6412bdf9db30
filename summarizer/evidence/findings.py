"""Findings made short, and what they say of whole incidents."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.schemas.record import CustomSummary, Evidence, Finding, Incident, Summary

UNSUPPORTED_INCIDENT = "incident_unsupported"
UNSUPPORTED_VALUE = "unsupported_value"
_OF_NOTHING = frozenset({"evidence_in_injection", "date_of_other_event"})
_OF_COUNTRY = frozenset({UNSUPPORTED_VALUE, "country_elsewhere"})
ENTRIES = ("weapons", "perpetrators", "targets", "victims")
"""The fields of an incident that are lists of entries."""
_NO_REGION: dict[str, Any] = {"admin1": None, "admin1_code": None}
_NO_COUNTRY = {"country": None, "country_code": None, "country_evidence": (), **_NO_REGION}
_COUNT_NOWHERE = frozenset(
    {"victim_of_another_time", "victim_in_link", "negated_victim", "victim_not_people"}
    | {"victims_repeated", "outcome_conflict", "count_of_others", "death_untold", "injury_untold"}
    | {"release_untold"}
)
"""Codes of findings about victims whom no total has."""
_INCIDENT = re.compile(r"incidents\[(\d{1,9})\]")


def doubt(code: str, field: str, message: str, evidence: tuple[Evidence, ...]) -> Finding:
    """A finding that warns."""
    return Finding(code=code, severity="warning", field=field, message=message, evidence=evidence)


def incident_of(field: str) -> int | None:
    """The index of the incident that a field's path leads into; None for a path into none."""
    match = _INCIDENT.match(field)
    return int(match[1]) if match else None


def doubted_incidents(record: Summary) -> frozenset[int]:
    """The indices, from 0, of the incidents that the record doubts as a whole and no reviewer accepted."""
    doubted = (one for one in record.findings if one.code == UNSUPPORTED_INCIDENT and one.severity == "warning")
    return frozenset(index for one in doubted if (index := incident_of(one.field)) is not None)


def list_incidents(record: Summary, but: Collection[str] = (), *, first: int = 0) -> Iterator[Incident]:
    """The incidents of a record, without the values that it doubts as none of theirs: see ``doubted_values``.

    Those at the fields ``but`` are left out, too, and the statuses of claims that nobody makes. ``first`` is the index,
    from 0, of the incident to begin with.
    """
    dropped = doubted_values(record).union(but)
    unclaimed = {one.field for one in record.findings if one.severity == "warning" and one.code == "claim_unsupported"}
    for index, incident in enumerate(record.incidents[first:], start=first):
        own = f"incidents[{index}]"
        yield drop_values(_without_claims(incident, own, unclaimed), own, dropped)


def _without_claims(incident: Incident, own: str, unclaimed: Collection[str]) -> Incident:
    """The incident, whose path is ``own``, with no status where ``unclaimed`` has the field of one."""
    if not unclaimed:
        return incident
    told = (
        entry.model_copy(update={"status": None}) if f"{own}.perpetrators[{at}].status" in unclaimed else entry
        for at, entry in enumerate(incident.perpetrators)
    )
    return incident.model_copy(update={"perpetrators": tuple(told)})


def doubted_values(record: Summary) -> frozenset[str]:
    """The fields of values that are none of the incident's as far as the record tells, and that no reviewer accepted.

    Countries that nothing in the article tells or whose places lie elsewhere, dates that only a sentence about other
    people's harm tells, and what only a passage that addresses a model, or what stands beside it, supports.
    """
    return frozenset(
        one.field
        for one in record.findings
        if one.severity == "warning"
        and (one.code in _OF_NOTHING or (one.code in _OF_COUNTRY and one.field.endswith(".place.country")))
    )


def uncounted_victims(record: Summary) -> frozenset[str]:
    """The fields of victims, or of values of theirs, whom no total has and no reviewer accepted."""
    return frozenset(
        one.field
        for one in record.findings
        if one.severity == "warning" and one.code in _COUNT_NOWHERE and ".victims[" in one.field
    )


def drop_values(incident: Incident, own: str, fields: Collection[str]) -> Incident:
    """The incident, whose path is ``own``, without the values at these fields, and those of which a part stands there.

    With a country goes what lies in it, and with a place what was told by it: the region, and a country without words.
    """

    def is_kept(path: str) -> bool:
        return not any(f"{field}.".startswith(f"{own}.{path}.") for field in fields)

    def keep(path: str, entries: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(entry for at, entry in enumerate(entries) if is_kept(f"{path}[{at}]"))

    if not any(field.startswith(f"{own}.") for field in fields):
        return incident
    place, places = incident.place, keep("place.places", incident.place.places)
    by_place = places != place.places
    by_country = not is_kept("place.country") or (by_place and not place.country_evidence)
    told = _NO_COUNTRY if by_country else _NO_REGION if by_place else {}
    place = place.model_copy(update={"places": places, **told})
    lists = {name: keep(name, getattr(incident, name)) for name in ENTRIES}
    return incident.model_copy(update={"date": incident.date if is_kept("date") else None, "place": place, **lists})


def drop_found(incidents: Sequence[Incident], findings: Iterable[Finding]) -> list[Incident]:
    """The incidents of a record without the values that findings are about, and those of which a part is."""
    fields = {one.field for one in findings}
    return [drop_values(one, f"incidents[{index}]", fields) for index, one in enumerate(incidents)]


def keep_supported(record: Summary | CustomSummary) -> Summary | CustomSummary:
    """The record without the incidents that it doubts as a whole, and what it found in them.

    What it found in the others names them by their new place.
    """
    if isinstance(record, CustomSummary) or not (doubted := doubted_incidents(record)):
        return record
    kept = [index for index in range(len(record.incidents)) if index not in doubted]
    places = {old: new for new, old in enumerate(kept)}
    findings = tuple(_move(one, places) for one in record.findings if incident_of(one.field) in {None, *places})
    return record.model_copy(update={"incidents": tuple(record.incidents[at] for at in kept), "findings": findings})


def _move(finding: Finding, places: Mapping[int, int]) -> Finding:
    at = incident_of(finding.field)
    moved = finding.field if at is None else _INCIDENT.sub(f"incidents[{places[at]}]", finding.field, count=1)
    return finding.model_copy(update={"field": moved})
