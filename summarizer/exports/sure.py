"""What of an incident stands for tables that have no column for a doubt: what the record itself does not rule out."""

from summarizer.evidence.findings import doubted_values, drop_values, uncounted_victims
from summarizer.evidence.values import is_held
from summarizer.schemas.record import Incident, Summary

_UNCLAIMED = "claim_unsupported"


def sure_incident(record: Summary, index: int) -> Incident:
    """The record's incident with that index, from 0, without what its findings rule out.

    Without inventions (a country that nothing in the article tells, what only a passage that addresses a model
    supports), places and a date that no sentence holds, a date that may be another event's, victims who count nowhere,
    and claims that nobody makes.
    """
    incident, own = record.incidents[index], f"incidents[{index}]"
    warnings = [one for one in record.findings if one.severity == "warning" and one.field.startswith(f"{own}.")]
    unclaimed = {one.field for one in warnings if one.code == _UNCLAIMED}
    perpetrators = tuple(
        entry.model_copy(update={"status": None}) if f"{own}.perpetrators[{at}].status" in unclaimed else entry
        for at, entry in enumerate(incident.perpetrators)
    )
    claimed = incident.model_copy(update={"perpetrators": perpetrators})
    sure = drop_values(claimed, own, doubted_values(record) | uncounted_victims(record))
    places = tuple(place for place in sure.place.places if is_held(place.evidence))
    return sure.model_copy(
        update={
            "date": sure.date if sure.date and is_held(sure.date.evidence) else None,
            "place": sure.place.model_copy(update={"places": places}),
        }
    )
