"""Deeds that are to have been done although the article tells that they were foiled; and the other way round."""

from collections.abc import Iterable, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.evidence.values import evidence_of
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident

_UNDONE = Wording(
    r"(?i)\b(?:foil(?:s|ed|ing)?|thwart(?:s|ed|ing)?|hoax(?:es)?|false\salarm|swatting"
    r"|(?:bombs?|devices?|grenades?)\b[^.;]{0,60}\b(?:defused|(?:failed|did\snot)\s(?:to\s)?(?:explode|detonate|go\soff))"
    r"|frustr(?:ó|aron|ad[oa])|desbarat(?:ó|aron|ad[oa])|falsa\s(?:alarma|amenaza)|(?:bomba|artefacto)s?\b[^.;]{0,60}\b(?:desactivad[oa]|no\s(?:explot|estall|deton)\w+))",
    "Police foiled a plot", "Police found a plot",
)  # fmt: skip
_DONE = Wording(
    r"(?i)\b(?:explo(?:ded|sions?)|detonated|went\soff|opened\sfire"
    r"|(?:was|were)\s(?:shot|stabbed|hurt|damaged|destroyed|kidnapped|abducted|stolen)|kill(?:s|ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)"
    r"|died|dead|made\soff|escaped\swith|robbed|stole|looted|seized|stormed|raided|hijacked|torched|burn(?:ed|t)|set\s(?:fire|ablaze)"
    r"|explot(?:ó|aron)|estall(?:ó|aron)|deton(?:ó|aron)|murieron|murió|herid[oa]s?|muert[oa]s?)\b",
    "a bomb went off", "a bomb to go off",
)  # fmt: skip
_DEEDS = frozenset(
    {"attack", "bombing", "kidnapping", "arson", "robbery", "hijacking", "shooting", "stabbing", "vehicle attack"}
    | {"assassination", "murder", "hostage taking", "chemical attack", "coup", "sabotage", "airstrike", "drone strike"}
)

_HARM = frozenset(
    {"attack", "bombing", "shooting", "stabbing", "vehicle attack", "airstrike", "drone strike", "shelling", "arson"}
)
"""Deeds that are done where they killed: of a coup or a kidnapping they may have been tried only."""
_BESIDE_DOER = 2
"""So many dead are not the one who tried it alone."""


def check_stages(mentions: Iterable[CasualtyMention], incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Accomplished deeds that a sentence of theirs tells to be foiled, and none of theirs to be done.

    Nor is any of the timely casualty phrases in one of these. And deeds only tried or threatened that killed several.
    """
    found = []
    harm = {one.sentence for one in mentions}
    for index, incident in enumerate(incidents if facts.rules.code else ()):
        dead = incident.totals.get("killed")
        if incident.stage != "accomplished" and incident.type in _HARM and dead and dead.low >= _BESIDE_DOER:
            message = f"The stage is {incident.stage}, and {dead.low} were killed."
            evidence = next((item.evidence for item in incident.victims if item.outcome == "killed"), ())
            found.append(doubt("stage_doubtful", f"incidents[{index}].stage", message, evidence))
        if incident.stage != "accomplished" or incident.type not in _DEEDS:
            continue
        cited = cited_sentences([item.sentence for item in evidence_of(incident)], facts.sentences)
        undone = [(one, match) for one in cited if (match := _UNDONE.search(one.text))]
        if not undone or any(one.number in harm or _DONE.search(one.text) for one in cited):
            continue
        sentence, match = undone[0]
        message = f"The article says {match.group()!r}, and tells of no such deed done; the stage is accomplished."
        evidence = (span_evidence(sentence, *match.span()),)
        found.append(doubt("stage_doubtful", f"incidents[{index}].stage", message, evidence))
    return found
