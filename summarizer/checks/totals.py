"""Totals over what the checks leave standing, and people who stand in two incidents of one article."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from summarizer.checks.counts import check_aboard, check_outcomes
from summarizer.checks.injection import drop_planted
from summarizer.checks.kinds import find_untold
from summarizer.checks.times import find_of_other_times
from summarizer.checks.victims import drop_negated
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.language.folding import fold
from summarizer.language.wording import Wording
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Evidence, Finding, Incident, Sentence, Victim

_EACH = Wording(r"(?i)\b(?:each|both|respectively|apiece)\b", "two died in each", "two died there")
_AMONG = Wording(
    r"(?i)\b(?:including|(?:among|of)\s(?:them|whom|these)|entre\s(?:ellos|ellas|eles|elas|los\sque|las\sque)|de\slos\scuales"
    r"|incluid[oa]s?|incluindo|darunter|davon|dont|parmi\s(?:eux|elles|lesquels)|tra\scui|fra\scui|di\scui|onder\swie"
    r"|waaronder)\b(?:(?!\b(?:were|was|had|died)\b)[^.;]){0,80}\Z"
    r"|\A(?:among|of)\sthe\s(?:\w{1,12}\s)?(?:dead|killed|victims|injured|wounded|missing|hurt|casualties)\b[^.;]{0,80}\Z",
    "five workers, among them ", "five, including two women, were killed and ",
)  # fmt: skip
_OF_THEM = Wording(
    r"(?i)\s(?:of\s(?:them|whom|these)|of\sthe\s(?:dead|killed|victims|injured|wounded)|d['’]entre\s(?:eux|elles)|de\sell[oa]s"
    r"|davon|von\sihnen)\b", " of them women", " of the workers")  # fmt: skip
_Key = tuple[str, ...]


def total_sound(
    incidents: Sequence[Incident], facts: Facts, *, trusted: Collection[Victim] = (), accepted: Collection[int] = ()
) -> tuple[Incident, ...]:
    """The incidents with totals over the victims that no check rules out.

    Not in them: all of an incident that no sentence tells of in words of its kind, victims that only what addresses a
    model supports or that the article denies, animals and things, numbers that the article gives for another outcome,
    for those aboard or for another time, people who stand in an earlier incident, and those "among them". Victims
    ``trusted``, by a reviewer, are held against no number; incidents ``accepted``, by their indices from 0, count in
    any words.
    """
    held = drop_negated(drop_planted(incidents, facts.near), facts.sentences, facts.rules)
    kept = _drop_doubted(held, facts, trusted)
    counted = _without_victims(kept, _find_doubted(incidents, facts, accepted))
    repeated = {(at, victim) for at, _, _, victim in _find_repeated(counted, facts.sentences)}
    return tuple(
        incident.model_copy(
            update={
                "totals": sum_victims(_wholes([one for one in sound.victims if (index, one) not in repeated], facts))
            }
        )
        for index, (incident, sound) in enumerate(zip(incidents, counted, strict=True))
    )


def _wholes(victims: Sequence[Victim], facts: Facts) -> list[Victim]:
    """The victims without the groups that a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five.
    """
    counted = Counter(one.outcome for one in victims if one.group and one.count and not _is_among(one, facts))
    return [one for one in victims if not (counted[one.outcome] and one.group and _is_among(one, facts))]


def _is_among(victim: Victim, facts: Facts) -> bool:
    """Whether every place that holds the victim's number, or else its words, is said to be among others."""
    held = [item for item in (victim.count.evidence if victim.count else victim.evidence) if item.status != "not_found"]
    return bool(held) and all(
        _AMONG.search(sentence.text, 0, item.start - sentence.start)
        or _OF_THEM.match(sentence.text, item.end - sentence.start)
        for item in held
        for sentence in [facts.sentences[item.sentence - 1]]
    )


def list_sound(incidents: Sequence[Incident], facts: Facts, *, accepted: Collection[int] = ()) -> list[Incident]:
    """The incidents that a summary tells: in words of their kind or ``accepted``, without what is denied or planted."""
    doubted = _find_doubted(incidents, facts, accepted)
    likely = [incident for at, incident in enumerate(incidents) if at not in doubted]
    return list(drop_negated(drop_planted(likely, facts.near), facts.sentences, facts.rules))


def _find_doubted(incidents: Sequence[Incident], facts: Facts, accepted: Collection[int]) -> list[int]:
    return [at for at in find_untold(incidents, facts) if at not in accepted]


def _drop_doubted(incidents: Sequence[Incident], facts: Facts, trusted: Collection[Victim]) -> list[Incident]:
    """The incidents without things for victims and those whose number is told of others than these, then and so."""
    told = (one for one in check_outcomes(incidents, facts.mentions) if one.code == "outcome_conflict")
    aboard = check_aboard(incidents, facts.sentences, facts.mentions)
    doubted = {finding.field.removesuffix(".count") for finding in (*told, *aboard)}
    doubted.update(field for field, _, _ in find_of_other_times(incidents, facts))
    return [
        incident.model_copy(
            update={
                "victims": tuple(
                    victim
                    for at, victim in enumerate(incident.victims)
                    if (f"incidents[{index}].victims[{at}]" not in doubted or victim in trusted)
                    and not (victim.group and facts.rules.is_thing(victim.group))
                )
            }
        )
        for index, incident in enumerate(incidents)
    ]


def check_repeated(incidents: Sequence[Incident], facts: Facts, *, accepted: Collection[int] = ()) -> list[Finding]:
    """Victims of one incident who are an earlier one's: by the same name, or by the same words of the article."""
    counted = _without_victims(incidents, _find_doubted(incidents, facts, accepted))
    return [
        doubt("victims_repeated", f"incidents[{index}].victims[{at}]", message, victim.evidence)
        for index, at, earlier, victim in _find_repeated(counted, facts.sentences)
        for message in [f"{victim.name or victim.group!r} are counted in incident {earlier + 1} already."]
    ]


def _without_victims(incidents: Sequence[Incident], indices: Sequence[int]) -> list[Incident]:
    return [one.model_copy(update={"victims": ()}) if at in indices else one for at, one in enumerate(incidents)]


def _find_repeated(
    incidents: Sequence[Incident], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, int, Victim]]:
    """Index of the incident, of its victim, of the earlier incident that has the victim, and the victim."""
    first: dict[_Key, int] = {}
    for index, incident in enumerate(incidents):
        for at, victim in enumerate(incident.victims):
            key = _key(victim, sentences)
            if key is not None and first.setdefault(key, index) != index:
                yield index, at, first[key], victim


def _key(victim: Victim, sentences: Sequence[Sentence]) -> _Key | None:
    """What tells the same people: outcome and name, or the places of their number; None where nothing surely does.

    "Two died in each" tells of two in one incident and two in the other.
    """
    if victim.name:
        return victim.outcome, fold(victim.name, accents=False).text
    held = [item for item in (victim.count.evidence if victim.count else ()) if item.status != "not_found"]
    if not held or any(_EACH.search(sentences[item.sentence - 1].text) for item in held):
        return None
    return victim.outcome, *(f"{item.start}-{item.end}" for item in _ordered(held))


def _ordered(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: (item.start, item.end))
