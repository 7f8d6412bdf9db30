"""People who stand in two incidents of one article."""

from collections.abc import Collection, Sequence

from summarizer.checks.entries import with_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import counting_spans, list_counting, list_held
from summarizer.language.folding import unaccented
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Sentence, Victim

_EACH = Wording(r"(?i)\b(?:each|both|respectively|apiece)\b", "two died in each", "two died there")
_Key = tuple[str, ...]


def check_repeated(incidents: Sequence[Incident], facts: Facts, *, uncounted: Collection[int] = ()) -> list[Finding]:
    """Victims of one incident who are an earlier one's: by the same name, or the article's same words.

    Or a later one's, where the sentence that tells of them tells the day or the town of that one alone. Those of the
    incidents ``uncounted``, by their indices from 0, are nobody's.
    """
    findings = list[Finding]()
    counted = without_victims(incidents, uncounted)
    owners = _find_owners(counted, facts.sentences)
    for index, incident in enumerate(counted):
        for at, victim in enumerate(incident.victims):
            key = _key(victim, facts.sentences)
            owner = index if key is None else owners.get(key, index)
            if owner != index:
                message = f"{victim.name or victim.group!r} are counted in incident {owner + 1}."
                field = f"incidents[{index}].victims[{at}]"
                findings.append(doubt("victims_repeated", field, message, victim.evidence))
    return findings


def _list_own(incident: Incident) -> set[int]:
    """The sentences that tell an incident's day and its narrowest place."""
    told = (incident.date, *incident.place.places[-1:])
    return {item.sentence for one in told if one is not None for item in list_held(one.evidence)}


def _find_owners(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> dict[_Key, int]:
    """By what tells people the index of the incident that they are of.

    The one whose day or town their sentence tells; else the one of which such was told last before it, or the first.
    """
    having: dict[_Key, list[tuple[int, bool, int]]] = {}
    for index, incident in enumerate(incidents):
        told = _list_own(incident)
        for victim in incident.victims:
            key = _key(victim, sentences)
            if key is not None:
                numbers = {item.sentence for item in list_counting(victim) or list_held(victim.evidence)}
                first = min(numbers, default=0)
                last = max((number for number in told if number < first), default=0)
                having.setdefault(key, []).append((index, not numbers.isdisjoint(told), last))
    there = {key: {index for index, is_there, _ in found if is_there} for key, found in having.items()}
    return {
        key: min(there[key]) if len(there[key]) == 1 else max(found, key=lambda each: each[2])[0]
        for key, found in having.items()
    }


def without_victims(incidents: Sequence[Incident], indices: Collection[int]) -> list[Incident]:
    """The incidents, those at the indices given, from 0, with nobody."""
    return [with_victims(one, ()) if at in indices else one for at, one in enumerate(incidents)]


def _key(victim: Victim, sentences: Sequence[Sentence]) -> _Key | None:
    """What tells the same people: outcome and name, or the places of their number; None where nothing surely does.

    "Two died in each" tells of two in one incident and two in the other.
    """
    if victim.name:
        return victim.outcome, unaccented(victim.name)
    held = list_counting(victim)
    if not held or any(_EACH.search(sentences[item.sentence - 1].text) for item in held):
        return None
    return victim.outcome, *(f"{start}-{end}" for start, end in sorted(counting_spans(victim)))
