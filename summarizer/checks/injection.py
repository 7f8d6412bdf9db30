"""Passages that address a model, and values that only they support."""

from collections.abc import Collection, Iterable, Sequence

from summarizer.checks.summary import find_unsupported
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, span_evidence
from summarizer.evidence.values import Value
from summarizer.language.injections import InjectionMention, find_injections
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Evidence, Finding, Incident, Sentence


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
    return doubt("injection_suspected", field, f"{said}; it was summarised as an article.", evidence)


def check_planted(values: Iterable[Value], near: Collection[int]) -> list[Finding]:
    """One finding for each value that the article holds, but only in or right beside what addresses the model."""
    return [
        Finding(
            code="evidence_in_injection",
            severity="warning",
            field=value.field,
            message=f"Only a passage that addresses a model, or what stands right beside it, supports {value.text!r}.",
            evidence=value.evidence[:MAX_EVIDENCE],
        )
        for value in values
        if _is_planted(value.evidence, near)
    ]


def _is_planted(evidence: Sequence[Evidence], sentences: Collection[int]) -> bool:
    held = [item.sentence for item in evidence if item.status != "not_found"]
    return bool(held) and all(number in sentences for number in held)


def drop_planted(incidents: Sequence[Incident], near: Collection[int]) -> tuple[Incident, ...]:
    """The incidents without the entries that nothing but these sentences supports, for what is told in plain words."""
    if not near:
        return tuple(incidents)
    return tuple(
        incident.model_copy(
            update={
                "date": incident.date if incident.date and not _is_planted(incident.date.evidence, near) else None,
                "place": incident.place.model_copy(
                    update={
                        "country": None
                        if _is_planted(incident.place.country_evidence, near)
                        else incident.place.country,
                        "places": tuple(
                            place for place in incident.place.places if not _is_planted(place.evidence, near)
                        ),
                    }
                ),
                "weapons": tuple(one for one in incident.weapons if not _is_planted(one.evidence, near)),
                "perpetrators": tuple(one for one in incident.perpetrators if not _is_planted(one.evidence, near)),
                "targets": tuple(one for one in incident.targets if not _is_planted(one.evidence, near)),
                "victims": tuple(
                    victim
                    for victim in incident.victims
                    if not _is_planted(victim.evidence, near)
                    and not (victim.count and _is_planted(victim.count.evidence, near))
                ),
            }
        )
        for incident in incidents
    )


def total_without_planted(incidents: Sequence[Incident], near: Collection[int]) -> tuple[Incident, ...]:
    """The incidents with totals that leave out the victims that nothing but these sentences supports."""
    if not near:
        return tuple(incidents)
    sound = drop_planted(incidents, near)
    return tuple(
        incident.model_copy(update={"totals": sum_victims(kept.victims)})
        for incident, kept in zip(incidents, sound, strict=True)
    )


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
    listed = ", ".join(repr(item.text) for item in planted)
    message = f"Only a passage that addresses a model, or what stands right beside it, supports {listed}."
    return [Finding(code="evidence_in_injection", severity="warning", field="summary", message=message)]
