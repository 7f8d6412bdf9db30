"""What of an incident stands for tables that have no column for a doubt: what the record itself does not rule out."""

from summarizer.evidence.findings import list_incidents, uncounted_victims
from summarizer.evidence.values import is_held
from summarizer.schemas.record import Incident, Summary


def sure_incident(record: Summary, index: int) -> Incident:
    """The record's incident with that index, from 0, without what its findings rule out.

    Without inventions (a country that nothing in the article tells, what only a passage that addresses a model
    supports), places and a date that no sentence holds, a date that may be another event's, victims who count nowhere,
    and claims that nobody makes.
    """
    sure = next(list_incidents(record, uncounted_victims(record), first=index))
    places = tuple(place for place in sure.place.places if is_held(place.evidence))
    return sure.model_copy(
        update={
            "date": sure.date if sure.date and is_held(sure.date.evidence) else None,
            "place": sure.place.model_copy(update={"places": places}),
        }
    )
