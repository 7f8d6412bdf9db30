"""Publication dates that the text contradicts."""

from collections.abc import Collection, Sequence
from datetime import date

from summarizer.evidence.grounding import cited_sentences, span_evidence
from summarizer.language.dates.conflicts import check_publication
from summarizer.schemas.record import Finding, Sentence


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
