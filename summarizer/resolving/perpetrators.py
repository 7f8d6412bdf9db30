"""Perpetrators of an answer who are none: whom the article tells of as those who suffered, and things."""

import re
from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.language.rules import ENGLISH
from summarizer.language.sufferers import may_do, suffers
from summarizer.schemas.record import Evidence, Finding, Sentence
from summarizer.schemas.wire import WireIncident, WireIndividual, WireOrganization

_NONE = "these are no people."
_LEAST_FAMILY_NAME = 4
"""Letters. A shorter last part of a name ("Jr.", "II") is looked for with what stands before it."""


def drop_sufferers(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without the perpetrators who are told of as victims and of no deed, and a finding for each.

    A dead child accused is worse than a perpetrator that lacks, so these are left out, and the finding holds the
    words. Somebody of whom any sentence may tell a deed, a charge or an arrest stays: attackers die, too. Looked at
    are names, and words that the answer has for one victim of the incident, too: of groups some may have died fighting.
    """
    if facts.rules is not ENGLISH:
        return list(incidents), []
    kept, findings = [], []
    for index, incident in enumerate(incidents):
        sufferers = {victim.label.casefold() for victim in incident.victims if victim.count in (None, "1")}
        held = {
            at: place
            for at, entry in enumerate(incident.perpetrators)
            if (_is_name(entry.name) or entry.name.casefold() in sufferers) and (place := _find_suffering(entry, facts))
        }
        findings += [_tell(incident.perpetrators[at].name, f"incidents[{index}]", place) for at, place in held.items()]
        rest = [entry for at, entry in enumerate(incident.perpetrators) if at not in held]
        kept.append(incident.model_copy(update={"perpetrators": rest}) if held else incident)
    return kept, findings


def drop_things(incidents: Sequence[WireIncident], facts: Facts) -> tuple[list[WireIncident], list[Finding]]:
    """The incidents without perpetrators that are things or animals by their words, and a finding for each.

    "Ukrainian drones" did nothing by themselves; names in capitals ("Grey Wolves") are left alone.
    """
    kept, findings = [], []
    for index, incident in enumerate(incidents):
        things = [entry for entry in incident.perpetrators if _is_thing(entry.name, facts)]
        findings += [
            doubt(
                "perpetrator_not_people",
                f"incidents[{index}].perpetrators",
                f"{entry.name!r} was left out: {_NONE}",
                (),
            )
            for entry in things
        ]
        rest = [entry for entry in incident.perpetrators if entry not in things]
        kept.append(incident.model_copy(update={"perpetrators": rest}) if things else incident)
    return kept, findings


def _is_thing(name: str, facts: Facts) -> bool:
    return name[-1:].islower() and name.rsplit(maxsplit=1)[-1][0].islower() and facts.rules.is_thing(name)


def _tell(name: str, incident: str, place: Evidence) -> Finding:
    message = f"{name!r} was left out: the article tells of this person as a victim, and of no deed of theirs."
    return doubt("perpetrator_suffered", f"{incident}.perpetrators", message, (place,))


def _find_suffering(entry: WireIndividual | WireOrganization, facts: Facts) -> Evidence | None:
    """Where a cited sentence tells of the person named as one who suffered; None where any tells of a deed."""
    if isinstance(entry, WireOrganization):
        return None
    cited = cited_sentences(entry.cite, facts.sentences)
    if any(may_do(sentence.text, len(sentence.text)) for sentence in cited):
        return None
    told = [
        span_evidence(sentence, start, end)
        for sentence, start, end in _naming(entry.name, cited)
        if suffers(sentence.text, start, end)
    ]
    elsewhere = facts.index.holding(_family(entry.name), cited).sentences if told else ()
    named = (*_naming(entry.name, cited), *_naming(entry.name, elsewhere))
    return told[0] if told and not any(may_do(sentence.text, end) for sentence, _, end in named) else None


def _is_name(name: str) -> bool:
    return bool(name.strip()) and all(word[0].isupper() or len(word) < _LEAST_FAMILY_NAME for word in name.split())


def _family(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1]
    return last if len(last) >= _LEAST_FAMILY_NAME else name


def _naming(name: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int, int]]:
    """The places where sentences name somebody, in full or by family name."""
    pattern = re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(_family(name))})(?!\w)")
    return ((sentence, *found.span()) for sentence in sentences for found in pattern.finditer(sentence.text))
