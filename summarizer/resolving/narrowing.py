"""Attacks of an answer that the headline and the sentences cited tell more exactly."""

from collections.abc import Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import cited_sentences, whole_sentence
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Finding
from summarizer.schemas.wire import WireIncident

_NARROWER = frozenset({"airstrike", "drone strike", "bombing", "vehicle attack", "hijacking", "hostage taking"})
"""Kinds whose words in a headline are of nothing else: of "assault", "clash" or "knife" more than one kind is made."""


def narrow_attacks(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents, the only ``attack`` as the one narrower kind that the headline tells of, and a finding of it.

    The sentences cited for it must tell of that, too. Of several attacks none is meant for sure.
    """
    kept, findings = list(incidents), list[Finding]()
    attacks = [at for at, incident in enumerate(incidents) if incident.type == "attack"]
    told = [kind for kind in facts.list_told(facts.headline) if kind in _NARROWER]
    if len(attacks) != 1 or len(told) != 1 or facts.is_play:
        return kept, findings
    (at,), (kind,) = attacks, told
    cited = cited_sentences(find_cites(incidents[at]), facts.sentences)
    telling = [one for one in cited if facts.tells_of(kind, one.text)]
    if telling:
        kept[at] = incidents[at].model_copy(update={"type": kind})
        message = f"The model gave 'attack'; the headline and the sentences cited tell of {kind!r}."
        evidence = (whole_sentence(telling[0]),)
        field = f"incidents[{at}].type"
        findings.append(Finding(code="type_narrowed", severity="info", field=field, message=message, evidence=evidence))
    return kept, findings
