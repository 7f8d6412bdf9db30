"""What an answer leaves open although the sentences it cites say it."""

from collections.abc import Sequence

from summarizer.dates import find_date_words
from summarizer.grounding import cited_sentences, fold
from summarizer.schemas.record_v1 import Sentence
from summarizer.schemas.wire_v1 import WireDate, WireIncident


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
