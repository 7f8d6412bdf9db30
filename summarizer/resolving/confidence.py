"""How likely the values of an answer are right, by how likely the model held them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from summarizer.llm.token_probabilities import Likelihood, Likelihoods, Path
from summarizer.schemas.wire import WHOLE, ArticleAnswer, IncidentAnswer, WireIncident, WireModel

Kind = Literal["incident", "date", "country", "place", "weapon", "perpetrator", "target", "victim"]
_LISTS: dict[str, Kind] = {
    "weapons": "weapon",
    "perpetrators": "perpetrator",
    "targets": "target",
    "victims": "victim",
}
_CERTAIN = Likelihood(0.0, 0.0)


class Signs(NamedTuple):
    """What tells how likely a value is right, natural logarithms of the model's own probabilities.

    ``opens``: that there is an incident there, in place of none or no further one. ``type``: its type. ``entry``: that
    there is such an entry, where it is one of a list. ``says``: what the value says, all its tokens; ``least``: the
    least likely one of them.
    """

    opens: float
    type: float
    entry: float
    says: float
    least: float


@runtime_checkable
class Calibration(Protocol):
    """Makes probabilities of signs."""

    def confidence(self, kind: Kind, signs: Signs) -> float:
        """The probability that a value of that kind is right."""


def mark_confidences(
    answer: IncidentAnswer | ArticleAnswer, likelihoods: Likelihoods, calibration: Calibration
) -> None:
    """Put into an answer, just as it came, the confidence of each of its values; nothing without likelihoods."""
    for index, incident in enumerate(answer.incidents if likelihoods else ()):
        path = ("incidents", index)
        for holder, key, kind, signs in _read_incident(incident, path, likelihoods):
            holder.confidences[key] = calibration.confidence(kind, signs)


def _read_incident(
    incident: WireIncident, path: Path, likelihoods: Likelihoods
) -> Iterator[tuple[WireModel, str, Kind, Signs]]:
    """The values of an incident by their holder and its key for them, with their signs."""
    opens, kind = likelihoods[path].all, likelihoods[*path, "type"].all

    def tell(said: Path | list[Path], entry: Path | None = None) -> Signs:
        found = [likelihoods[one] for one in (said if isinstance(said, list) else [said])]
        return Signs(
            opens=opens,
            type=kind,
            entry=0.0 if entry is None else likelihoods[entry].all,
            says=sum(one.all for one in found),
            least=min(one.least for one in found),
        )

    yield incident, WHOLE, "incident", tell((*path, "type"))
    if incident.country is not None:
        yield incident, "country", "country", tell((*path, "country"))
    for at, name in enumerate(incident.places):
        yield incident, f"places/{name}", "place", tell((*path, "places", at))
    if incident.date is not None:
        yield incident.date, WHOLE, "date", tell((*path, "date", "text"), (*path, "date"))
    for field, of in _LISTS.items():
        for at, entry in enumerate(getattr(incident, field)):
            own = (*path, field, at)
            said = [(*own, name) for name in type(entry).model_fields if name != "cite"]
            yield entry, WHOLE, of, tell(said, own)
