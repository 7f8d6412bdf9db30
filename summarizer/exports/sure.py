"""What of an incident stands for tables that have no column for a doubt: what the record itself does not rule out."""

from summarizer.evidence.findings import doubted_countries, drop_country
from summarizer.evidence.values import is_held
from summarizer.schemas.record import Incident, Summary

_COUNT_NOWHERE = frozenset(
    {"victim_of_another_time", "victim_in_link", "negated_victim", "victim_not_people", "death_untold"}
    | {"victims_repeated", "outcome_conflict", "count_of_others"}
)
"""Codes of findings about victims whom no total has."""
_UNCLAIMED = "claim_unsupported"


def sure_incident(record: Summary, index: int) -> Incident:
    """The record's incident with that index, from 0, without what its findings rule out.

    Without a country that nothing in the article tells, places and a date that no sentence holds, a date that may be
    another event's, victims who count nowhere, and claims that nobody makes.
    """
    incident, own = record.incidents[index], f"incidents[{index}]"
    if index in doubted_countries(record):
        incident = drop_country(incident)
    warnings = [one for one in record.findings if one.severity == "warning" and one.field.startswith(f"{own}.")]
    fields = {one.field for one in warnings if one.code in _COUNT_NOWHERE}
    unclaimed = {one.field for one in warnings if one.code == _UNCLAIMED}
    other_date = any(one.code == "date_of_other_event" for one in warnings)
    victims = tuple(
        victim
        for at, victim in enumerate(incident.victims)
        if not any(f"{field}.".startswith(f"{own}.victims[{at}].") for field in fields)
    )
    perpetrators = tuple(
        entry.model_copy(update={"status": None}) if f"{own}.perpetrators[{at}].status" in unclaimed else entry
        for at, entry in enumerate(incident.perpetrators)
    )
    places = tuple(place for place in incident.place.places if is_held(place.evidence))
    return incident.model_copy(
        update={
            "date": incident.date if incident.date and is_held(incident.date.evidence) and not other_date else None,
            "place": incident.place.model_copy(update={"places": places}),
            "victims": victims,
            "perpetrators": perpetrators,
        }
    )
