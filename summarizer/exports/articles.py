"""The table of articles: one row for each record, those without incidents too."""

import json
from collections import Counter
from collections.abc import Iterable

from summarizer.exports.columns import Row, Table, cells_of, declared
from summarizer.schemas.record import CustomSummary, Finding, Summary
from summarizer.values import REVIEWED

_SEVERITIES = ("warning", "info")

ARTICLES = Table(
    "articles",
    "One row for each article of the run that has a record, with or without incidents: what shares are taken of.",
    declared("articles"),
)


def article_row(record: Summary | CustomSummary) -> Row:
    """The record's row of the table of articles."""
    article, made = record.article, record.provenance
    return {
        **cells_of(article, "article_id", "path", "sha256", "title", "published", "source", "url"),
        "record_schema": record.schema_version,
        **_answered(record),
        **count_findings(record.findings),
        "reviewed": sum(finding.code == REVIEWED for finding in record.findings),
        "model": made.model.id,
        "prompts": prompt_references(record),
        **cells_of(made, "wire_schema", "package_version"),
    }


def _answered(record: Summary | CustomSummary) -> Row:
    if isinstance(record, CustomSummary):
        answer = json.dumps(record.plain_answer, ensure_ascii=False, default=str)
        return {"summary": None, "key_sentences": None, "incidents": None, "answer": answer}
    numbers = "; ".join(str(sentence.number) for sentence in record.key_sentences)
    return {"summary": record.summary, "key_sentences": numbers, "incidents": len(record.incidents), "answer": None}


def prompt_references(record: Summary | CustomSummary) -> str:
    """The prompts that were asked for a record, ``incident/general@1``, in order."""
    return "; ".join(f"{prompt.id}@{prompt.version}" for prompt in record.provenance.prompts)


def count_findings(findings: Iterable[Finding]) -> Row:
    """How many findings there are of each severity."""
    counts = Counter[str](finding.severity for finding in findings)
    return {f"findings_{severity}": counts[severity] for severity in _SEVERITIES}
