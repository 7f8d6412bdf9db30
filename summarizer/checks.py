"""Checks over a resolved record and its article. Each gives findings as values and never raises."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from summarizer.casualties import CasualtyMention
from summarizer.dates import check_publication
from summarizer.faithfulness import find_unsupported
from summarizer.grounding import cited_sentences, span_evidence
from summarizer.injection import find_injections
from summarizer.schemas.record_v1 import Count, Evidence, Finding, Incident, Sentence, Victim
from summarizer.totals import content_words, is_generic, same_people


def check_counts(incidents: Sequence[Incident]) -> list[Finding]:
    """Claims about the same people that cannot both be right, and parts that exceed their total."""
    findings = []
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}].victims"
        for one, other in combinations(incident.victims, 2):
            if same_people(one, other) and _disagree(one.count, other.count):
                findings.append(_conflict(one, other, field))
        findings.extend(_check_parts(incident.victims, field))
    return findings


def _disagree(one: Count | None, other: Count | None) -> bool:
    if one is None or other is None or "several" in (one.qualifier, other.qualifier):
        return False
    return _below(one.high, other.low) or _below(other.high, one.low)


def _below(high: int | None, low: int | None) -> bool:
    return high is not None and low is not None and high < low


def _conflict(one: Victim, other: Victim, field: str) -> Finding:
    counts = [victim.count for victim in (one, other) if victim.count]
    said = " and ".join(repr(count.text) for count in counts)
    message = f"The article gives {said} for {one.outcome} {one.group}; both are kept."
    evidence = tuple(item for count in counts for item in count.evidence)
    return Finding(code="conflicting_counts", severity="warning", field=field, message=message, evidence=evidence)


def _check_parts(victims: Sequence[Victim], field: str) -> list[Finding]:
    findings = []
    for outcome in dict.fromkeys(victim.outcome for victim in victims):
        alike = [victim for victim in victims if victim.outcome == outcome and victim.group and victim.count]
        parts = [victim for victim in alike if not is_generic(victim.group or "")]
        lowest = sum(victim.count.low or 0 for victim in parts if victim.count)
        for total in (victim for victim in alike if is_generic(victim.group or "")):
            if total.count and total.count.high is not None and lowest > total.count.high:
                message = f"The groups {outcome} add up to {lowest}, more than the {total.count.text!r} given for all."
                evidence = tuple(item for part in (*parts, total) if part.count for item in part.count.evidence)
                findings.append(
                    Finding(
                        code="parts_exceed_total", severity="warning", field=field, message=message, evidence=evidence
                    )
                )
    return findings


def check_mentions(mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]) -> list[Finding]:
    """Casualty phrases of the text that give different exact numbers for one group and outcome (headline and body)."""
    findings = []
    exact = [mention for mention in mentions if mention.group and mention.count.qualifier == "exact"]
    for one, other in combinations(exact, 2):
        words = content_words(one.group or ""), content_words(other.group or "")
        same = one.outcome == other.outcome and words[0] == words[1] and "others" not in words[0]
        if same and one.sentence != other.sentence and one.count.low != other.count.low:
            message = f"Sentence {one.sentence} says {one.text!r}, sentence {other.sentence} says {other.text!r}."
            evidence = (mention_evidence(one, sentences), mention_evidence(other, sentences))
            findings.append(
                Finding(
                    code="conflicting_counts", severity="warning", field="article", message=message, evidence=evidence
                )
            )
    return findings


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
    sentences: Sequence[Sentence], published: date | None, *, contradicting: Sequence[int] | None = None
) -> list[Finding]:
    """Doubts about the publication date, by rule and, where ``contradicting`` is not None, by the model's own word."""
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
        for conflict in check_publication(sentences, published=published)
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


def check_injection(sentences: Sequence[Sentence]) -> list[Finding]:
    """Passages that address the model rather than a reader."""
    findings = []
    for mention in find_injections(sentences):
        sentence = sentences[mention.sentence - 1]
        evidence = span_evidence(sentence, mention.start - sentence.start, mention.end - sentence.start)
        message = f"The article addresses a model ({mention.kind}); it was summarised as an article."
        findings.append(
            Finding(
                code="injection_suspected", severity="warning", field="article", message=message, evidence=(evidence,)
            )
        )
    return findings


def check_summary(summary: str, text: str) -> list[Finding]:
    """Numbers and names of a summary that the article does not hold."""
    unsupported = find_unsupported(summary, text)
    if not unsupported:
        return []
    listed = ", ".join(repr(item.text) for item in unsupported)
    message = f"The model's summary held {listed}, which the article does not; the key sentences take its place."
    return [Finding(code="summary_unfaithful", severity="warning", field="summary", message=message)]
