"""Victims who are no people, whom the article denies, or of whose death it does not tell."""

from collections.abc import Collection, Iterator, Sequence

from summarizer.checks.entries import APART, list_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import is_held, list_held
from summarizer.language.rules import ENGLISH, Rules
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Sentence, Victim

_OF_THEM = Wording(
    r"\s+(?:[\w-]+\s+)?of\s+(?:them|the|these|those|whom|which|his|her|their|its)\b", " of them", " of Leeds"
)


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


def check_deaths(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People who are to have been killed although the sentences cited for them tell of no death, or not of theirs.

    A number needs a death in its sentences, unless it is that of people told of before ("six of them"), and must not
    be that of people shot or stabbed: "shooting ten people" may kill none, "one dead and 11 others shot" is one death.
    What came of one person may stand in the sentence before or after, and what came of one with a name anywhere, so
    that there a sentence that tells of an injury is needed.
    """
    return [
        doubt("death_untold", f"{field}.{place}", f"{words!r} is to tell of people killed; {why}.", victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.outcome == "killed"
        for place, words, why in _lacks_death(victim, facts)
    ]


def _lacks_death(victim: Victim, facts: Facts) -> Iterator[tuple[str, str, str]]:
    """The field in doubt, its words, and why."""
    group, count = victim.group or "", victim.count
    if group and count and count.text.casefold() not in group.casefold():
        if why := _lacks_counted_death(victim, count, facts):
            yield "count", count.text, why
        return
    numbers = {item.sentence for item in list_held(victim.evidence)}
    if not numbers or _may_tell_death(numbers, facts):
        return
    if any(facts.rules.tells_of_injury(facts.sentences[number - 1].text) for number in numbers):
        yield "name" if victim.name else "group", victim.name or group, "the sentence tells of an injury"
    elif group and not _may_tell_death({at + by for at in numbers for by in (-1, 1)}, facts):
        yield "group", group, "no sentence there tells of a death"


def _lacks_counted_death(victim: Victim, count: Count, facts: Facts) -> str | None:
    counting = list_held(count.evidence)
    numbers = {item.sentence for item in (*list_held(victim.evidence), *counting)}
    if not counting or any(
        one.outcome == "killed" and one.sentence in numbers and one.count.low == count.low for one in facts.mentions
    ):
        return None
    if all(_is_of_hits(item, facts) for item in counting):
        return "the article tells it of people shot or stabbed"
    if _may_tell_death(numbers, facts) or any(_is_of_them(item, facts) for item in counting):
        return None
    return "no sentence cited for the number tells of a death"


def _may_tell_death(numbers: Collection[int], facts: Facts) -> bool:
    return any(facts.said[at - 1].may_tell_death for at in numbers if 0 < at <= len(facts.said))


def _is_of_hits(item: Evidence, facts: Facts) -> bool:
    sentence = facts.sentences[item.sentence - 1]
    return facts.rules.tells_of_hits(sentence.text, item.start - sentence.start, item.end - sentence.start)


def _is_of_them(item: Evidence, facts: Facts) -> bool:
    sentence = facts.sentences[item.sentence - 1]
    return _OF_THEM.match(sentence.text, item.end - sentence.start) is not None


def _only_speaks(evidence: Sequence[Evidence], sentences: Sequence[Sentence], rules: Rules) -> bool:
    held = list_held(evidence)
    return bool(held) and all(_is_speaker(item, sentences[item.sentence - 1], rules) for item in held)


def _is_speaker(item: Evidence, sentence: Sentence, rules: Rules) -> bool:
    if rules.says_after(sentence.text, item.end - sentence.start):
        return True
    span = rules.find_speaker(sentence.text)
    return span is not None and item.start < sentence.start + span[1] and sentence.start + span[0] < item.end
