"""Checks over a resolved record and its article. Each gives findings as values and never raises."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from summarizer.attribution import find_speaker
from summarizer.casualties.finding import CasualtyMention
from summarizer.casualties.people import is_thing
from summarizer.counting import is_aboard
from summarizer.dates.conflicts import check_publication
from summarizer.faithfulness import find_unsupported
from summarizer.grounding import MAX_EVIDENCE, cited_sentences, span_evidence
from summarizer.injection import InjectionMention, find_injections
from summarizer.planting import find_borrowed, find_leak
from summarizer.schemas.record_v1 import Count, Evidence, Finding, Incident, Outcome, Sentence, Victim
from summarizer.totals import Tally, content_words, is_generic, is_held, same_people, tally_groups

_APART = frozenset[Outcome]({"killed", "injured", "missing", "kidnapped", "freed", "unharmed", "displaced"})
_SUCCESSIVE: tuple[set[Outcome], ...] = ({"kidnapped", "freed"}, {"kidnapped", "missing"}, {"freed", "unharmed"})
_NOBODY = re.compile(r"(?:nobody|no[- ]one|none|no (?:people|persons?|casualties|victims))", re.IGNORECASE)
_NONE_OF = re.compile(
    r"""\b(?:(?:no|not\s(?:a\ssingle|one|any)|none\sof\s(?:the|its|his|her|their))
      (?:\s(?!(?:and|or|but|as|when|after|in|of|for|that|was|were|had|has|longer|more|fewer|less|than)\b)[\w,-]{1,20}){0,2}
    |without(?:\sany)?(?:\s(?:dead|injured|wounded))?)\s\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = re.compile(r",?\s(?:said|says|told|added|announced)\b")
_SOME_APART = re.compile(r"\b(?:others?|another|more|additional|further)\b", re.IGNORECASE)


def check_counts(incidents: Sequence[Incident]) -> list[Finding]:
    """Claims about the same people that cannot both be right, and parts that exceed their total.

    Only numbers that the article holds are compared; one "about" so many agrees with any within a tenth of it.
    """
    findings = []
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}].victims"
        counted = [victim for victim in incident.victims if victim.count and is_held(victim.count.evidence)]
        for one, other in combinations(counted, 2):
            if same_people(one, other) and _disagree(one.count, other.count):
                findings.append(_conflict(one, other, field))
        for outcome in dict.fromkeys(victim.outcome for victim in counted):
            tallies = tally_groups([victim for victim in counted if victim.outcome == outcome])
            findings.extend(_excess(tally, outcome, field) for tally in tallies if _is_exceeded(tally))
    return findings


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


def _conflict(one: Victim, other: Victim, field: str) -> Finding:
    counts = [victim.count for victim in (one, other) if victim.count]
    said = " and ".join(repr(count.text) for count in counts)
    message = f"The article gives {said} for {one.outcome} {one.group}; both are kept."
    evidence = tuple(item for count in counts for item in count.evidence)
    return Finding(code="conflicting_counts", severity="warning", field=field, message=message, evidence=evidence)


def _is_exceeded(tally: Tally) -> bool:
    """Whether the parts of a group add up to more than the article says that there are."""
    highs = [_bounds(count)[1] for count in tally.counts]
    return bool(highs) and all(_below(high, tally.least) for high in highs)


def _excess(tally: Tally, outcome: str, field: str) -> Finding:
    message = f"The groups {outcome} add up to {tally.least}, more than the {tally.counts[0].text!r} given for all."
    counts = [count for part in tally.parts for count in part.counts] + tally.counts
    evidence = tuple(item for count in counts for item in count.evidence)
    return Finding(code="parts_exceed_total", severity="warning", field=field, message=message, evidence=evidence)


def check_people(incidents: Sequence[Incident]) -> list[Finding]:
    """Victim entries that are things by their last word, such as "two vehicles"."""
    return [
        Finding(
            code="victim_not_people",
            severity="warning",
            field=f"incidents[{index}].victims[{at}].group",
            message=f"{victim.group!r} are no people.",
            evidence=victim.evidence,
        )
        for index, incident in enumerate(incidents)
        for at, victim in enumerate(incident.victims)
        if victim.group and is_thing(victim.group)
    ]


def check_outcomes(incidents: Sequence[Incident], mentions: Sequence[CasualtyMention]) -> list[Finding]:
    """Counts whose number the article gives for another outcome, or in the same breath for other people.

    The number is looked at where the count's evidence stands. Outcomes that may be true of the same people, such as
    kidnapped and freed, are no contradiction; nor are people of a more general word.
    """
    findings = []
    for field, victim, count in _counted_groups(incidents):
        told = [mention for mention in mentions if _is_told_at(mention, count.evidence)]
        other = next((mention for mention in told if not _may_both_hold(mention.outcome, victim.outcome)), None)
        if other and not any(mention.outcome == victim.outcome for mention in told):
            said = f"{count.text!r} is told of people {other.outcome} ({other.text!r}), not {victim.outcome}."
            findings.append(_doubt("outcome_conflict", field, said, count.evidence))
        elif any(_is_of_others(mention, victim) for mention in told):
            said = f"{count.text!r} is told of other people than {victim.group!r} ({told[0].text!r})."
            findings.append(_doubt("count_of_others", field, said, count.evidence))
    return findings


def check_aboard(
    incidents: Sequence[Incident], sentences: Sequence[Sentence], mentions: Sequence[CasualtyMention]
) -> list[Finding]:
    """Counts that are those of people aboard, where a casualty phrase gives fewer: "carrying 45 people, killing 30".

    None where the sentences that tell of them say that all suffered.
    """
    findings = []
    for field, victim, count in _counted_groups(incidents):
        told = [mention for mention in mentions if mention.outcome == victim.outcome]
        fewer = next((mention for mention in told if _is_fewer(mention, count)), None)
        if fewer is None or any(mention.count.low == count.low for mention in told):
            continue
        if any(_is_of_those_aboard(item, sentences[item.sentence - 1]) for item in count.evidence):
            told_of = f"{count.text!r} is told of the people aboard"
            said = f"{told_of}; of people {victim.outcome} the article says {fewer.text!r}."
            findings.append(_doubt("count_of_whole", field, said, count.evidence))
    return findings


def _is_of_those_aboard(item: Evidence, sentence: Sentence) -> bool:
    return is_aboard(sentence.text, item.start - sentence.start, item.end - sentence.start)


def _is_fewer(mention: CasualtyMention, count: Count) -> bool:
    return mention.count.low is not None and count.low is not None and mention.count.low < count.low


def _counted_groups(incidents: Sequence[Incident]) -> Iterator[tuple[str, Victim, Count]]:
    for index, incident in enumerate(incidents):
        for at, victim in enumerate(incident.victims):
            if victim.group and victim.count and is_held(victim.count.evidence):
                yield f"incidents[{index}].victims[{at}].count", victim, victim.count


def _doubt(code: str, field: str, message: str, evidence: tuple[Evidence, ...]) -> Finding:
    return Finding(code=code, severity="warning", field=field, message=message, evidence=evidence)


def _is_told_at(mention: CasualtyMention, evidence: Sequence[Evidence]) -> bool:
    return any(item.start < mention.count_end and mention.count_start < item.end for item in evidence)


def _may_both_hold(one: Outcome, other: Outcome) -> bool:
    return one == other or not {one, other} <= _APART or {one, other} in _SUCCESSIVE


def _is_of_others(mention: CasualtyMention, victim: Victim) -> bool:
    """Whether the phrase names a group that shares no word with the victims', which stand elsewhere in its sentence."""
    group = victim.group or ""
    if mention.group is None or is_generic(mention.group) or is_generic(group):
        return False
    if not content_words(mention.group) or not content_words(mention.group).isdisjoint(content_words(group)):
        return False
    held = [item for item in victim.evidence if item.status != "not_found"]
    return bool(held) and all(
        item.sentence == mention.sentence and not (item.start < mention.end and mention.start < item.end)
        for item in held
    )


def check_negations(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """Victims of whom the sentence says that there were none: "no people were killed", "nobody was hurt"."""
    return [
        _doubt("negated_victim", f"incidents[{index}].victims[{at}]", message, victim.evidence)
        for index, incident in enumerate(incidents)
        for at, victim in enumerate(incident.victims)
        if _is_negated(victim, sentences)
        for message in [f"The article says that there were no {victim.group!r} {victim.outcome}."]
    ]


def drop_negated(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Incident]:
    """The incidents without the victims of whom ``check_negations`` tells, for what is told in plain words."""
    return [
        incident.model_copy(
            update={"victims": tuple(victim for victim in incident.victims if not _is_negated(victim, sentences))}
        )
        for incident in incidents
    ]


def _is_negated(victim: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the group's words denies it, and no number of them is told.

    "Several" that is nothing but the group's plural ("killing no workers") tells none.
    """
    if not victim.group or victim.outcome not in _APART:
        return False
    if _NOBODY.fullmatch(victim.group):
        return True
    held = [item for item in victim.evidence if item.status != "not_found"]
    count = victim.count if victim.count and is_held(victim.count.evidence) and victim.count.high != 0 else None
    counted = count and not (count.qualifier == "several" and count.text.casefold() in victim.group.casefold())
    return bool(held) and not counted and all(_is_denied(item, sentences[item.sentence - 1]) for item in held)


def _is_denied(item: Evidence, sentence: Sentence) -> bool:
    return _NONE_OF.search(sentence.text[: item.start - sentence.start]) is not None


def check_speakers(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """Named people who are to have been killed, although all that is cited for them is that they say something."""
    return [
        _doubt("victim_speaks", f"incidents[{index}].victims[{at}].name", message, victim.evidence)
        for index, incident in enumerate(incidents)
        for at, victim in enumerate(incident.victims)
        if victim.name and victim.outcome == "killed" and _only_speaks(victim.evidence, sentences)
        for message in [f"{victim.name!r} is to have been killed, but speaks in the sentence that names them."]
    ]


def _only_speaks(evidence: Sequence[Evidence], sentences: Sequence[Sentence]) -> bool:
    held = [item for item in evidence if item.status != "not_found"]
    return bool(held) and all(_is_speaker(item, sentences[item.sentence - 1]) for item in held)


def _is_speaker(item: Evidence, sentence: Sentence) -> bool:
    if _SAYS.match(sentence.text, item.end - sentence.start):
        return True
    span = find_speaker(sentence.text)
    return span is not None and item.start < sentence.start + span[1] and sentence.start + span[0] < item.end


def check_mentions(
    mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence], *, incidents: Sequence[Incident] = ()
) -> list[Finding]:
    """Casualty phrases of the text that give different exact numbers for one group and outcome (headline and body).

    One finding for each group and outcome. Numbers that entries of different ``incidents`` hold are no conflict.
    """
    alike: dict[tuple[str, frozenset[str]], dict[int | None, CasualtyMention]] = {}
    for mention in mentions:
        if mention.group and mention.count.qualifier == "exact" and not _SOME_APART.search(mention.text):
            numbers = alike.setdefault((mention.outcome, content_words(mention.group)), {})
            numbers.setdefault(mention.count.low, mention)
    findings = []
    for numbers in alike.values():
        told = list(numbers.values())[:MAX_EVIDENCE]
        if len({mention.sentence for mention in told}) > 1 and not _are_apart(told, incidents):
            said = ", ".join(f"sentence {mention.sentence} says {mention.text!r}" for mention in told)
            message = f"{said[0].upper()}{said[1:]}."
            evidence = tuple(mention_evidence(mention, sentences) for mention in told)
            findings.append(
                Finding(
                    code="conflicting_counts", severity="warning", field="article", message=message, evidence=evidence
                )
            )
    return findings


def _are_apart(mentions: Sequence[CasualtyMention], incidents: Sequence[Incident]) -> bool:
    """Whether every number belongs to incidents of its own."""
    held = [{index for index, incident in enumerate(incidents) if _holds(incident, mention)} for mention in mentions]
    return all(held) and all(one.isdisjoint(other) for one, other in combinations(held, 2))


def _holds(incident: Incident, mention: CasualtyMention) -> bool:
    alike = (victim.count for victim in incident.victims if victim.outcome == mention.outcome)
    return any(count is not None and count.low == mention.count.low for count in alike)


def mention_evidence(mention: CasualtyMention, sentences: Sequence[Sentence]) -> Evidence:
    """Exact evidence for a casualty phrase."""
    sentence = sentences[mention.sentence - 1]
    return span_evidence(sentence, mention.start - sentence.start, mention.end - sentence.start)


def report_uncovered(mentions: Iterable[CasualtyMention], sentences: Sequence[Sentence]) -> list[Finding]:
    """One finding for each casualty phrase that stayed without a victim entry."""
    return [
        Finding(
            code="uncovered_casualty",
            severity="warning",
            field="incidents",
            message=f"The article says {mention.text!r}; no victim entry holds it.",
            evidence=(mention_evidence(mention, sentences),),
        )
        for mention in mentions
    ]


def check_publication_date(
    sentences: Sequence[Sentence],
    published: date | None,
    *,
    contradicting: Sequence[int] | None = None,
    left_out: Collection[int] = (),
) -> list[Finding]:
    """Doubts about the publication date, by rule and, where ``contradicting`` is not None, by the model's own word.

    The rules do not look at the sentences ``left_out``.
    """
    looked_at = [sentence for sentence in sentences if sentence.number not in left_out]
    findings = [
        Finding(
            code=conflict.code,
            severity="warning",
            field="article.published",
            message=conflict.message,
            evidence=tuple(
                span_evidence(
                    sentences[number - 1], start - sentences[number - 1].start, end - sentences[number - 1].start
                )
                for number, start, end in conflict.spans
            ),
        )
        for conflict in check_publication(looked_at, published=published)
    ]
    if contradicting is not None and published is not None:
        message = f"The model finds that the text contradicts the publication date {published}."
        cited = cited_sentences(contradicting, sentences)
        evidence = tuple(span_evidence(sentence, 0, len(sentence.text)) for sentence in cited)
        findings.append(
            Finding(
                code="publication_date_doubtful",
                severity="warning",
                field="article.published",
                message=message,
                evidence=evidence,
            )
        )
    return findings


def check_injection(
    mentions: Iterable[InjectionMention], sentences: Sequence[Sentence], *, title: str | None = None
) -> list[Finding]:
    """Passages that address the model rather than a reader, and a title that does, which no evidence can point at."""
    findings = []
    for mention in mentions:
        sentence = sentences[mention.sentence - 1]
        evidence = span_evidence(sentence, mention.start - sentence.start, mention.end - sentence.start)
        findings.append(_suspect(f"The article addresses a model ({mention.kind})", "article", (evidence,)))
    heading = [Sentence(number=1, start=0, end=len(title), text=title)] if title else []
    if not findings and (told := find_injections(heading)):
        findings.append(_suspect(f"The title addresses a model ({told[0].kind})", "article.title", ()))
    return findings


def _suspect(said: str, field: str, evidence: tuple[Evidence, ...]) -> Finding:
    return _doubt("injection_suspected", field, f"{said}; it was summarised as an article.", evidence)


def check_summary(summary: str, text: str, *, passages: str = "", prompts: Sequence[str] = ()) -> list[Finding]:
    """Why a model's summary must not stand: what it tells that the article does not, or what it gives away.

    ``text`` is the article's without the ``passages`` that address a model and what stands right beside them;
    ``prompts`` are those it was asked with.
    """
    findings = []
    where = " outside passages that address a model" if passages else ""
    unsupported = [item.text for item in find_unsupported(summary, text)]
    if unsupported:
        findings.append(
            _unfaithful(f"held {_listed(unsupported)}, which the article does not{where and ' hold'}{where}")
        )
    elif borrowed := find_borrowed(summary, passages, text):
        findings.append(_unfaithful(f"held {_listed(borrowed)} from a passage that addresses the model"))
    leak = find_leak(summary, prompts)
    if leak and find_leak(text, [leak]) is None:
        findings.append(_unfaithful("repeated its instructions", code="prompt_leaked"))
    return findings


def _listed(items: Iterable[str]) -> str:
    return ", ".join(map(repr, items))


def _unfaithful(said: str, *, code: str = "summary_unfaithful") -> Finding:
    return _doubt(code, "summary", f"The model's summary {said}; the key sentences take its place.", ())
