"""Broad types of an answer that the headline and the sentences cited tell more exactly."""

from collections.abc import Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import cited_sentences, whole_sentence
from summarizer.language.kinds import ANY
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Finding, Outcome
from summarizer.schemas.wire import WireIncident

_HARM: frozenset[Outcome] = frozenset({"killed", "injured", "missing"})
_NARROWER: dict[str, frozenset[str]] = {
    "attack": frozenset({"airstrike", "drone strike", "bombing", "vehicle attack", "hijacking", "hostage taking"}),
    ANY: frozenset(
        {
            "avalanche",
            "building collapse",
            "crowd crush",
            "landslide",
            "transport accident",
            "fire",
            "explosion",
            "flood",
        }
        | {"storm", "earthquake", "disease outbreak", "heat wave", "tsunami", "volcanic eruption", "wildfire"}
    ),
}
"""Kinds whose words in a headline are of nothing else: of "assault", "clash" or "knife" more than one kind is made."""


def narrow_types(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents, an ``attack`` or harmful ``other`` as the one narrower kind that the headline tells of; findings.

    The sentences cited must tell of it, too. Of several incidents of that broad type none is meant for sure.
    """
    types = [incident.type for incident in incidents]
    kept, findings = list(incidents), list[Finding]()
    for at, incident in enumerate(incidents):
        kind = _find_kind(incident, facts) if types.count(incident.type) == 1 else None
        if kind is not None:
            kept[at] = incident.model_copy(update={"type": kind})
            message = f"The model gave {incident.type!r}; the headline and the sentences cited tell of {kind!r}."
            cited = cited_sentences(find_cites(incident), facts.sentences)
            evidence = tuple(whole_sentence(one) for one in cited if facts.tells_of(kind, one.text))[:1]
            field = f"incidents[{at}].type"
            findings.append(
                Finding(code="type_narrowed", severity="info", field=field, message=message, evidence=evidence)
            )
    return kept, findings


def _find_kind(incident: WireIncident, facts: Facts) -> str | None:
    """The narrower kind; None where the headline has none or several, or is of fiction or sport."""
    narrower = _NARROWER.get(incident.type, frozenset())
    told = [kind for kind in facts.list_told(facts.headline) if kind in narrower]
    if len(told) != 1 or facts.is_play:
        return None
    if incident.type == ANY and not any(victim.outcome in _HARM for victim in incident.victims):
        return None
    cited = " ".join(one.text for one in cited_sentences(find_cites(incident), facts.sentences))
    return told[0] if facts.tells_of(told[0], cited) else None
