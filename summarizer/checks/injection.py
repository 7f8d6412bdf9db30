"""Passages that address a model, and values that only they support."""

from collections.abc import Collection, Iterable, Sequence

from summarizer.checks.summary import find_unsupported
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt, drop_values
from summarizer.evidence.grounding import MAX_EVIDENCE, place_evidence
from summarizer.evidence.values import Value, is_held, walk_values
from summarizer.language.injections import find_injections
from summarizer.schemas.record import Attribution, Evidence, Finding, Incident, Sentence


def check_injection(facts: Facts) -> list[Finding]:
    """Passages that address the model rather than a reader, and a title that does, which no evidence can point at."""
    findings = []
    for mention in facts.injections:
        evidence = place_evidence(mention.sentence, mention.start, mention.end, facts.sentences)
        findings.append(_suspect(f"The article addresses a model ({mention.kind})", "article", (evidence,)))
    title = facts.headline
    heading = [Sentence(number=1, start=0, end=len(title), text=title)] if title else []
    if not findings and (told := find_injections(heading)):
        findings.append(_suspect(f"The title addresses a model ({told[0].kind})", "article.title", ()))
    return findings


def _suspect(said: str, field: str, evidence: tuple[Evidence, ...]) -> Finding:
    return doubt("injection_suspected", field, f"{said}; it was summarised as an article.", evidence)


def check_planted(values: Iterable[Value], near: Collection[int]) -> list[Finding]:
    """One finding for each value that the article holds, but only in or right beside what addresses the model."""
    return [
        doubt("evidence_in_injection", value.field, _only_there(repr(value.text)), value.evidence[:MAX_EVIDENCE])
        for value in values
        if _is_planted(value.evidence, near)
    ]


def _only_there(values: str) -> str:
    return f"Only a passage that addresses a model, or what stands right beside it, supports {values}."


def _is_planted(evidence: Sequence[Evidence], sentences: Collection[int]) -> bool:
    return is_held(evidence) and all(item.sentence in sentences for item in evidence if item.status != "not_found")


def drop_planted(incidents: Sequence[Incident], near: Collection[int]) -> tuple[Incident, ...]:
    """The incidents without the values that nothing but these sentences supports, for what is told in plain words.

    An entry goes with its name or its number; who says so takes nobody along.
    """
    planted = [
        value.field
        for value in (walk_values(incidents, "incidents") if near else ())
        if _is_planted(value.evidence, near) and not isinstance(value.node, Attribution)
    ]
    return tuple(drop_values(incident, f"incidents[{at}]", planted) for at, incident in enumerate(incidents))


def blank_sentences(text: str, sentences: Iterable[Sentence], numbers: Collection[int]) -> str:
    """The article's text with blanks in place of the numbered ones of its sentences, which are in order."""
    pieces, at = [], 0
    for sentence in sentences:
        if sentence.number in numbers:
            pieces += [text[at : sentence.start], " " * (sentence.end - sentence.start)]
            at = sentence.end
    return "".join(pieces) + text[at:]


def check_told(summary: str, text: str, sentences: Sequence[Sentence], near: Collection[int]) -> list[Finding]:
    """One finding where numbers or names of the final summary stand only in or beside what addresses the model."""
    planted = find_unsupported(summary, blank_sentences(text, sentences, near)) if near else ()
    if not planted:
        return []
    listed = ", ".join(map(repr, planted))
    return [doubt("evidence_in_injection", "summary", _only_there(listed), ())]
