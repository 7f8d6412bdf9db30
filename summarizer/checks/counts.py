"""Counts that contradict each other, their evidence, or the article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from summarizer.checks.apart import count_apart
from summarizer.checks.entries import APART, counted_groups, died_of_it, is_at_scene
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, mention_evidence
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import is_held, list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.people import content_words, is_generic
from summarizer.language.wording import Wording
from summarizer.resolving.groups import MOST_COMPARED, is_same_group, read_group
from summarizer.resolving.totals import Tally, find_disputed, tally_groups
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Outcome, Sentence, Victim

_SUCCESSIVE: tuple[set[Outcome], ...] = ({"kidnapped", "freed"}, {"kidnapped", "missing"}, {"freed", "unharmed"})

_CLAIM = Wording(r"(?i)\b(?:said|says|told|put|reported|according|claim(?:s|ed))\b", "police said 10", "10 died")
_ANYONE = frozenset({"person", "persons"})
_SOME_APART = re.compile(r"\b(?:others?|another|more|additional|further|otr[oa]s?|más(?!\s+de))\b", re.IGNORECASE)


def check_counts(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """Claims about the same people that cannot both be right, and parts that exceed their total.

    People told of as among others claim nothing. Only numbers that the article holds are compared; one "about" so many
    agrees with any within a tenth of it. Claims that contradict each other, directly or by way of others, make one
    finding. Of more than MOST_COMPARED groups with one outcome a finding says that they were not compared.
    """
    findings: list[Finding] = []
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}].victims"
        told = count_apart(incident.victims, sentences)
        counted = [victim for victim in told if victim.count and is_held(victim.count.evidence)]
        groups = Counter(victim.outcome for victim in incident.victims if victim.group)
        many = {outcome for outcome, number in groups.items() if number > MOST_COMPARED}
        compared = [victim for victim in counted if victim.outcome not in many]
        conflicts = _find_conflicts(compared)
        findings.extend(_conflict(claims, field) for claims in conflicts if not _add_up(claims, compared))
        for outcome in dict.fromkeys(victim.outcome for victim in compared):
            tallies = tally_groups([victim for victim in compared if victim.outcome == outcome])
            findings.extend(one for tally in tallies for one in _find_excess(tally, outcome, field))
            findings.extend(_dispute(*pair, field) for pair in find_disputed(tallies))
        for outcome in (one for one in groups if one in many):
            said = f"There are {groups[outcome]} groups {outcome}: more than {MOST_COMPARED}"
            message = f"{said} are neither added up nor held against each other."
            findings.append(doubt("groups_not_compared", field, message, ()))
    return findings


def _find_conflicts(victims: Sequence[Victim]) -> list[list[Victim]]:
    """The entries that contradict others, those together that do so by way of each other, in their order."""
    told = [(victim, group, at) for at, victim in enumerate(victims) if (group := read_group(victim)) is not None]
    joined = list(range(len(victims)))
    for (one, group, at), (other, another, against) in combinations(told, 2):
        if joined[at] != joined[against] and is_same_group(group, another) and _disagree(one.count, other.count):
            first, second = sorted((joined[at], joined[against]))
            joined = [first if known == second else known for known in joined]
    together: dict[int, list[Victim]] = {}
    for at, victim in enumerate(victims):
        together.setdefault(joined[at], []).append(victim)
    return [claims for claims in together.values() if len(claims) > 1]


def _add_up(claims: Sequence[Victim], victims: Sequence[Victim]) -> bool:
    """Whether some entry's number is what the others add up to: 49 dead, 30 of them in Haiti and 19 in Jamaica."""
    alike = [one for one in victims if one.group and one.outcome == claims[0].outcome]
    return any(
        len(rest) > 1 and whole.count.low == sum(rest)
        for whole in alike
        if whole.count
        for told in (claims, alike)
        for rest in [[one.count.low or 0 for one in told if one is not whole and one.count]]
    )


def _disagree(one: Count | None, other: Count | None) -> bool:
    if one is None or other is None or "several" in (one.qualifier, other.qualifier):
        return False
    low, high = _bounds(one)
    least, most = _bounds(other)
    return _below(high, least) or _below(most, low)


def _bounds(count: Count) -> tuple[float | None, float | None]:
    slack = 0.1 if count.qualifier == "about" else 0.0
    low = None if count.low is None else count.low * (1 - slack)
    return low, None if count.high is None else count.high * (1 + slack)


def _below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low


def _conflict(claims: Sequence[Victim], field: str) -> Finding:
    counts = [victim.count for victim in claims if victim.count]
    said = [repr(count.text) for count in counts[:MAX_EVIDENCE]]
    more = [f"{len(counts) - MAX_EVIDENCE} more"] if len(counts) > MAX_EVIDENCE else []
    *listed, last = [*said, *more]
    kept = "both" if len(counts) == 2 else "all"  # noqa: PLR2004 - two are both
    message = (
        f"The article gives {', '.join(listed)} and {last} for {claims[0].outcome} {claims[0].group}; {kept} are kept."
    )
    evidence = tuple(item for count in counts[:MAX_EVIDENCE] for item in count.evidence)
    return doubt("conflicting_counts", field, message, evidence)


def _find_excess(tally: Tally, outcome: str, field: str) -> Iterator[Finding]:
    """A doubt where the parts of a group add up to more than the article says that there are."""
    highs = [_bounds(count)[1] for count in tally.counts]
    is_sum = len(highs) > 1 and sum(count.low or 0 for count in tally.counts) == tally.least
    if highs and not is_sum and all(_below(high, tally.least) for high in highs):
        message = f"The groups {outcome} add up to {tally.least}, more than the {tally.counts[0].text!r} given for all."
        counts = [count for part in tally.parts for count in part.counts] + tally.counts
        yield doubt("parts_exceed_total", field, message, tuple(item for count in counts for item in count.evidence))


def _dispute(one: Tally, other: Tally, field: str) -> Finding:
    told = [(tally.entries[0], count) for tally in (one, other) for count in tally.counts[:1]]
    said = [
        f"{count.text!r} {who.group}" + (f", says {who.said_by.text!r}" if who.said_by else "") for who, count in told
    ]
    message = f"Perhaps the same people are told of as {' and as '.join(said)}: they are not simply added."
    return doubt("conflicting_counts", field, message, tuple(item for _, count in told for item in count.evidence))


def check_outcomes(
    incidents: Sequence[Incident], mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]
) -> list[Finding]:
    """Counts whose number the article gives for another outcome, or in the same breath for other people.

    The number is looked at where the count's evidence stands. Outcomes that may be true of the same people, such as
    kidnapped and freed, are no contradiction; nor are people of a more general word.
    """
    findings, said_in = list[Finding](), defaultdict[int, list[CasualtyMention]](list)
    for mention in mentions:
        said_in[mention.sentence].append(mention)
    for field, victim, count in counted_groups(incidents):
        near = [one for number in sorted({item.sentence for item in count.evidence}) for one in said_in[number]]
        is_one = count.text == victim.group and all(
            len([*find_all(count.text, sentences[item.sentence - 1].text)]) == 1 for item in list_held(count.evidence)
        )
        told = [one for one in near if _is_told_at(one, count.evidence) or (is_one and _is_of_one(one, count.evidence))]
        other = next((mention for mention in told if not _may_both_hold(mention, victim.outcome, sentences)), None)
        if other and not any(mention.outcome == victim.outcome for mention in told):
            said = f"{count.text!r} is told of people {other.outcome} ({other.text!r}), not {victim.outcome}."
            findings.append(doubt("outcome_conflict", field, said, count.evidence))
        elif any(_is_of_others(mention, victim) for mention in told):
            said = f"{count.text!r} is told of other people than {victim.group!r} ({told[0].text!r})."
            findings.append(doubt("count_of_others", field, said, count.evidence))
    return findings


def _is_told_at(mention: CasualtyMention, evidence: Sequence[Evidence]) -> bool:
    return any(item.start < mention.count_end and mention.count_start < item.end for item in evidence)


def _is_of_one(mention: CasualtyMention, evidence: Iterable[Evidence]) -> bool:
    """Whether a phrase is of the one person whose words stand in it: "a 14-year-old boy was killed"."""
    return mention.count.low == 1 and any(mention.start <= item.start and item.end <= mention.end for item in evidence)


def _may_both_hold(mention: CasualtyMention, other: Outcome, sentences: Sequence[Sentence]) -> bool:
    one = mention.outcome
    if other == "killed" and died_of_it(mention, sentences):
        return True
    return one == other or not {one, other} <= APART or {one, other} in _SUCCESSIVE


def _is_of_others(mention: CasualtyMention, victim: Victim) -> bool:
    """Whether the phrase names a group that shares no word with the victims', which stand elsewhere in its sentence."""
    group = victim.group or ""
    if mention.group is None or is_generic(mention.group) or is_generic(group):
        return False
    if not content_words(mention.group) or not content_words(mention.group).isdisjoint(content_words(group)):
        return False
    held = list_held(victim.evidence)
    return bool(held) and all(
        item.sentence == mention.sentence and not (item.start < mention.end and mention.start < item.end)
        for item in held
    )


def check_mentions(
    mentions: Sequence[CasualtyMention],
    sentences: Sequence[Sentence],
    *,
    incidents: Sequence[Incident],
    known: Sequence[Finding] = (),
) -> list[Finding]:
    """Casualty phrases of the text that give different exact numbers for one group and outcome (headline and body).

    One finding for each group and outcome, but for those ``known`` of the incidents' claims. Numbers that entries of
    different ``incidents`` hold are no conflict, nor are those that add up to another number of the article, and what
    all incidents come to: "shootings left nine people dead", six, two, one.
    """
    findings: list[Finding] = []
    shown = [  # what each known clash points at, wherever the text repeats it
        {(one.outcome, one.count.low) for one in mentions if _is_told_at(one, clash.evidence)}
        for clash in known
        if clash.code == "conflicting_counts"
    ]
    for numbers in _alike(mentions, sentences):
        if len(numbers) <= MAX_EVIDENCE and _come_to_one(numbers, mentions, sentences):
            continue
        told = numbers[:MAX_EVIDENCE]
        held = [_find_holders(mention, incidents) for mention in told]
        if any({(one.outcome, one.count.low) for one in told} <= clash for clash in shown):
            continue
        if len({mention.sentence for mention in told}) > 1 and not _are_apart(told, held, incidents):
            said = ", ".join(f"sentence {mention.sentence} says {mention.text!r}" for mention in told)
            message = f"{said[0].upper()}{said[1:]}."
            evidence = tuple(mention_evidence(mention, sentences) for mention in told)
            findings.append(doubt("conflicting_counts", "article", message, evidence))
    return findings


def _alike(mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]) -> Iterable[list[CasualtyMention]]:
    """For each group and outcome the first phrase that gives each of its exact numbers; none of some others."""
    alike: dict[tuple[str, frozenset[str]], dict[int | None, CasualtyMention]] = {}
    for mention in mentions:
        told_of = sentences[mention.sentence - 1]
        said = told_of.text[max(0, mention.start - told_of.start - len("another ")) : mention.end - told_of.start]
        is_some = _SOME_APART.search(said) is not None or is_at_scene(mention, sentences)
        if mention.group and mention.count.qualifier == "exact" and not is_some:
            words = frozenset("people" if word in _ANYONE else word for word in content_words(mention.group))
            alike.setdefault((mention.outcome, words), {}).setdefault(mention.count.low, mention)
    return map(list, map(dict.values, alike.values()))


def _come_to_one(
    told: Sequence[CasualtyMention], mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]
) -> bool:
    """Whether numbers add up to another of their outcome, or all but one, which one speaker tells, to that one."""
    lows = [one.count.low or 0 for one in told]
    claims = sum(_CLAIM.search(sentences[one.sentence - 1].text) is not None for one in told)
    is_whole = len(lows) > 2 and claims < 2 and sum(lows) == 2 * max(lows)  # noqa: PLR2004 - a whole of two
    return is_whole or sum(lows) in {one.count.low for one in mentions if one.outcome == told[0].outcome}


def _find_holders(mention: CasualtyMention, incidents: Sequence[Incident]) -> set[int]:
    """The incidents, by their index, with an entry whose number is that of a phrase there, or else anywhere."""
    counted = [
        (index, victim.outcome, victim.count)
        for index, incident in enumerate(incidents)
        for victim in incident.victims
        if victim.count is not None
    ]
    there = {index for index, _, count in counted if _is_told_at(mention, list_held(count.evidence))}
    told = (mention.outcome, mention.count.low)
    return there or {index for index, outcome, count in counted if (outcome, count.low) == told}


def _are_apart(told: Sequence[CasualtyMention], held: Sequence[set[int]], incidents: Sequence[Incident]) -> bool:
    """Whether every number belongs to incidents of its own, but for one that several incidents' totals come to."""
    totals = [total.low for one in incidents for total in [one.totals.get(told[0].outcome)] if total]
    whole = sum(totals) if len(totals) > 1 else None
    owners = [holders for one, holders in zip(told, held, strict=True) if whole is None or one.count.low != whole]
    return all(owners) and all(one.isdisjoint(other) for one, other in combinations(owners, 2))
