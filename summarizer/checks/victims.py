"""Victims who are no people, whom the article denies, or who speak although they are to have been killed."""

from collections.abc import Sequence

from summarizer.checks.entries import APART, list_victims
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import is_held, list_held
from summarizer.language.rules import ENGLISH, Rules
from summarizer.schemas.record import Evidence, Finding, Incident, Sentence, Victim


def check_people(incidents: Sequence[Incident], rules: Rules = ENGLISH) -> list[Finding]:
    """Victim entries that are things by the word that leads them, such as "two vehicles"."""
    return [
        doubt("victim_not_people", f"{field}.group", f"{victim.group!r} are no people.", victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.group and rules.is_thing(victim.group)
    ]


def check_negations(
    incidents: Sequence[Incident], sentences: Sequence[Sentence], rules: Rules = ENGLISH
) -> list[Finding]:
    """Victims of whom the sentence says that there were none: "no people were killed", "nobody was hurt"."""
    return [
        doubt("negated_victim", field, message, victim.evidence)
        for field, victim in list_victims(incidents)
        if _is_negated(victim, sentences, rules)
        for message in [f"The article says that there were no {victim.group!r} {victim.outcome}."]
    ]


def drop_negated(
    incidents: Sequence[Incident], sentences: Sequence[Sentence], rules: Rules = ENGLISH
) -> list[Incident]:
    """The incidents without the victims of whom ``check_negations`` tells, for what is told in plain words."""
    return [
        incident.model_copy(
            update={"victims": tuple(one for one in incident.victims if not _is_negated(one, sentences, rules))}
        )
        for incident in incidents
    ]


def _is_negated(victim: Victim, sentences: Sequence[Sentence], rules: Rules) -> bool:
    """Whether every place that holds the group's words denies it, and no number of them is told.

    "Several" that is nothing but the group's plural ("killing no workers") tells none.
    """
    if not victim.group or victim.outcome not in APART:
        return False
    if rules.is_nobody(victim.group):
        return True
    held = list_held(victim.evidence)
    count = victim.count if victim.count and is_held(victim.count.evidence) and victim.count.high != 0 else None
    counted = count and not (count.qualifier == "several" and count.text.casefold() in victim.group.casefold())
    return bool(held) and not counted and all(_is_denied(item, sentences[item.sentence - 1], rules) for item in held)


def _is_denied(item: Evidence, sentence: Sentence, rules: Rules) -> bool:
    return rules.denies(sentence.text[: item.start - sentence.start])


def check_speakers(
    incidents: Sequence[Incident], sentences: Sequence[Sentence], rules: Rules = ENGLISH
) -> list[Finding]:
    """Named people who are to have been killed, although all that is cited for them is that they say something."""
    return [
        doubt("victim_speaks", f"{field}.name", message, victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.name and victim.outcome == "killed" and _only_speaks(victim.evidence, sentences, rules)
        for message in [f"{victim.name!r} is to have been killed, but speaks in the sentence that names them."]
    ]


def _only_speaks(evidence: Sequence[Evidence], sentences: Sequence[Sentence], rules: Rules) -> bool:
    held = list_held(evidence)
    return bool(held) and all(_is_speaker(item, sentences[item.sentence - 1], rules) for item in held)


def _is_speaker(item: Evidence, sentence: Sentence, rules: Rules) -> bool:
    if rules.says_after(sentence.text, item.end - sentence.start):
        return True
    span = rules.find_speaker(sentence.text)
    return span is not None and item.start < sentence.start + span[1] and sentence.start + span[0] < item.end
