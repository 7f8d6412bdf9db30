"""What an answer says twice, or leaves open although the sentences it cites say it."""

from collections.abc import Sequence
from typing import TypeVar

from summarizer.dates.finding import find_date_words
from summarizer.grounding import cited_sentences, fold
from summarizer.schemas.record_v1 import Sentence
from summarizer.schemas.wire_v1 import WireDate, WireIncident, WireModel

M = TypeVar("M", bound=WireModel)


def drop_repeats(incidents: Sequence[WireIncident]) -> list[WireIncident]:
    """The incidents, entries that repeat an earlier one of their list word for word left out; small models loop."""
    return [
        incident.model_copy(
            update={
                "weapons": _distinct(incident.weapons),
                "perpetrators": _distinct(incident.perpetrators),
                "targets": _distinct(incident.targets),
                "victims": _distinct(incident.victims),
            }
        )
        for incident in _distinct(incidents)
    ]


def _distinct(entries: Sequence[M]) -> list[M]:
    return [entry for at, entry in enumerate(entries) if entry not in entries[:at]]


def fill_dates(incidents: Sequence[WireIncident], sentences: Sequence[Sentence]) -> list[WireIncident]:
    """The incidents; one without a date gets those of the sentences it cites, if they have one wording."""
    return [_fill_date(incident, sentences) for incident in incidents]


def _fill_date(incident: WireIncident, sentences: Sequence[Sentence]) -> WireIncident:
    if incident.date is not None:
        return incident
    cites = [*incident.place_cite]
    for entry in (*incident.weapons, *incident.perpetrators, *incident.targets, *incident.victims):
        cites.extend(entry.cite)
    found = {
        fold(sentence.text[start:end]).casefold(): WireDate(text=sentence.text[start:end], cite=[sentence.number])
        for sentence in cited_sentences(cites, sentences)
        for start, end in find_date_words(sentence.text)
    }
    return incident.model_copy(update={"date": next(iter(found.values()))}) if len(found) == 1 else incident
