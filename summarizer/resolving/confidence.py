"""How likely the values of an answer are right, by how likely the model held them."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from typing_extensions import TypeIs

from summarizer.schemas.record import Finding, Frozen
from summarizer.schemas.wire import WHOLE, ArticleAnswer, IncidentAnswer, WireIncident, WireModel, WireOrganization
from summarizer.values import Likelihoods, ValuePath

Kind = Literal["incident", "date", "country", "place", "weapon", "perpetrator", "target", "victim"]
_LISTS: dict[str, Kind] = {"weapons": "weapon", "perpetrators": "perpetrator", "targets": "target", "victims": "victim"}
_MOST_ODDS = 30.0
LEAST_CONFIDENCE = 0.25
"""Persons as perpetrators, weapons and targets with less are left out, other values doubted: of 87 entries in 255
development articles 14 were right."""
CALIBRATION = "calibration.json"
"""Written by ``tools/fit_confidence.py``. Bound to what it was fitted on, so that another model or adapter has no
confidences in place of false ones."""


class Signs(NamedTuple):
    """What tells how likely a value is right, natural logarithms of the model's own probabilities.

    ``opens``: that there is an incident there, in place of none or no further one. ``type``: its type, as weighed with
    the article's words where that was done. ``entry``: that there is such an entry, where it is one of a list.
    ``says``: what the value says, all its tokens; ``least``: the least likely one of them.
    """

    opens: float
    type: float
    entry: float
    says: float
    least: float


class Weights(Frozen):
    """What signs weigh in the log-odds of being right, and ``base``, the log-odds where all signs are 0."""

    base: float
    opens: float
    type: float
    entry: float
    says: float
    least: float


class Calibration(Frozen):
    """What one model with one adapter, asked with one prompt, was found to be worth: a logistic regression.

    ``weights`` are those of the kinds of which there was enough gold.
    """

    file_sha256: str
    adapter_sha256: str
    prompt: str
    weights: dict[Kind, Weights]

    def confidence(self, kind: Kind, signs: Signs) -> float | None:
        """The probability that a value of that kind is right, to three places; None for a kind without weights."""
        weights = self.weights.get(kind)
        if weights is None:
            return None
        odds = weights.base + sum(getattr(weights, name) * sign for name, sign in signs._asdict().items())
        return round(1 / (1 + math.exp(-max(-_MOST_ODDS, min(_MOST_ODDS, odds)))), 3)


def find_calibration(file_sha256: str, adapter_sha256: str, prompt: str) -> Calibration | None:
    """The packaged calibration, where it is of that model, adapter and prompt; None where it is of others."""
    packaged = _packaged()
    asked = (file_sha256, adapter_sha256, prompt)
    return packaged if asked == (packaged.file_sha256, packaged.adapter_sha256, packaged.prompt) else None


@cache
def _packaged() -> Calibration:
    text = resources.files("summarizer.resolving").joinpath(CALIBRATION).read_text(encoding="utf-8")
    return Calibration.model_validate_json(text)


def mark_confidences(
    answer: IncidentAnswer | ArticleAnswer, likelihoods: Likelihoods, calibration: Calibration
) -> None:
    """Put into an answer, just as it came, the confidence of each of its values; nothing without likelihoods."""
    for index, incident in enumerate(answer.incidents if likelihoods else ()):
        path = ("incidents", index)
        for holder, key, kind, signs in _read_incident(incident, path, likelihoods):
            confidence = calibration.confidence(kind, signs)
            if confidence is not None:
                holder.confidences[key] = confidence


def _read_incident(
    incident: WireIncident, path: ValuePath, likelihoods: Likelihoods
) -> Iterator[tuple[WireModel, str, Kind, Signs]]:
    """The values of an incident by their holder and its key for them, with their signs."""
    opens, weighed = likelihoods[path].all, incident.weighed_types
    kind = math.log(max(weighed.values())) if weighed else likelihoods[*path, "type"].all

    def tell(*said: ValuePath, entry: ValuePath | None = None) -> Signs:
        found = [likelihoods[one] for one in said]
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
        yield incident.date, WHOLE, "date", tell((*path, "date", "text"), entry=(*path, "date"))
    for field, of in _LISTS.items():
        for at, entry in enumerate(getattr(incident, field)):
            own = (*path, field, at)
            said = [(*own, name) for name in type(entry).model_fields if name != "cite"]
            yield entry, WHOLE, of, tell(*said, entry=own)


def drop_unsure(incidents: Sequence[WireIncident]) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without entries that have less than LEAST_CONFIDENCE, and findings that say what these were.

    Organizations stay, and victims: a total without one would be sure of too few. So does what has no confidence.
    """
    kept, findings = list[WireIncident](), list[Finding]()
    for index, incident in enumerate(incidents):
        left = {}
        for field in ("weapons", "perpetrators", "targets"):
            entries = getattr(incident, field)
            left[field] = [entry for entry in entries if not _is_dropped(entry)]
            findings += [_tell_unsure(entry, f"incidents[{index}].{field}") for entry in entries if _is_dropped(entry)]
        kept.append(incident.model_copy(update=left))
    return kept, findings


def _is_dropped(entry: WireModel) -> bool:
    return is_low(entry.confidences.get(WHOLE)) and not isinstance(entry, WireOrganization)


def _tell_unsure(entry: WireModel, field: str) -> Finding:
    message = f"{entry.label!r} was left out: {tell_likely(entry.confidences[WHOLE])}."
    return Finding(code="unsure_left_out", severity="info", field=field, message=message, evidence=())


def is_low(confidence: float | None) -> TypeIs[float]:
    """Whether it is less than LEAST_CONFIDENCE; None, which is not known, is not."""
    return confidence is not None and confidence < LEAST_CONFIDENCE


def tell_likely(confidence: float) -> str:
    """In words how likely the model's own probabilities make a value."""
    return f"the model's own probabilities give it {confidence:.0%}"
