"""The table of articles: one row for each record, those without incidents too."""

import json
from collections import Counter
from collections.abc import Iterable

from summarizer.exports.columns import ARTICLE_ID, NEVER, PATH, UNSAID, Column, Row, Table
from summarizer.schemas.record import CustomSummary, Finding, Summary
from summarizer.values import REVIEWED

_SEVERITIES = ("warning", "info")


ARTICLES = Table(
    "articles",
    "One row for each article of the run that has a record, with or without incidents: what shares are taken of.",
    (
        ARTICLE_ID,
        PATH,
        Column("sha256", "text", "SHA-256 of the article's text as UTF-8.", NEVER, "record: article.sha256"),
        Column("title", "text", "Headline.", UNSAID, "record: article.title"),
        Column("published", "date", "Day of publication.", UNSAID, "record: article.published"),
        Column("source", "text", "Agency, paper or site.", UNSAID, "record: article.source"),
        Column("url", "text", "Address of the article.", UNSAID, "record: article.url"),
        Column("record_schema", "text", "Schema of the record.", NEVER, "record: schema_version"),
        Column("summary", "text", "Summary of the article.", "a record under a user's own schema", "record: summary"),
        Column(
            "key_sentences",
            "text",
            'Numbers of the key sentences, joined with "; ".',
            "a record under a user's own schema",
            "record: key_sentences[].number",
        ),
        Column("incidents", "integer", "Number of incidents.", "a record under a user's own schema", "counted"),
        Column(
            "answer",
            "text",
            "The answer under a user's own schema, as JSON.",
            "a record of incidents",
            "record: answer",
        ),
        *(
            Column(f"findings_{severity}", "integer", f"Findings of severity {severity}.", NEVER, "counted")
            for severity in _SEVERITIES
        ),
        Column(
            "reviewed",
            "integer",
            "Reviews that were applied to the record; 0 in tables written without --reviews.",
            NEVER,
            "counted: findings with the code reviewed",
        ),
        Column("model", "text", "The model that answered.", NEVER, "record: provenance.model.id"),
        Column(
            "prompts",
            "text",
            'The prompts that were asked, with their versions, joined with "; ".',
            NEVER,
            "record: provenance.prompts",
        ),
        Column("wire_schema", "text", "The schema the model answered in.", NEVER, "record: provenance.wire_schema"),
        Column("package_version", "text", "The version of this program.", NEVER, "record: provenance.package_version"),
    ),
)


def article_row(record: Summary | CustomSummary) -> Row:
    """The record's row of the table of articles."""
    article, made = record.article, record.provenance
    return {
        "article_id": article.article_id,
        "path": article.path,
        "sha256": article.sha256,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "record_schema": record.schema_version,
        **_answered(record),
        **count_findings(record.findings),
        "reviewed": sum(finding.code == REVIEWED for finding in record.findings),
        "model": made.model.id,
        "prompts": prompt_references(record),
        "wire_schema": made.wire_schema,
        "package_version": made.package_version,
    }


def _answered(record: Summary | CustomSummary) -> Row:
    if isinstance(record, CustomSummary):
        answer = json.dumps(record.plain_answer, ensure_ascii=False, default=str)
        return {"summary": None, "key_sentences": None, "incidents": None, "answer": answer}
    numbers = "; ".join(str(sentence.number) for sentence in record.key_sentences)
    return {
        "summary": record.summary,
        "key_sentences": numbers,
        "incidents": len(record.incidents),
        "answer": None,
    }


def prompt_references(record: Summary | CustomSummary) -> str:
    """The prompts that were asked for a record, ``incident/general@1``, in order."""
    return "; ".join(f"{prompt.id}@{prompt.version}" for prompt in record.provenance.prompts)


def count_findings(findings: Iterable[Finding]) -> Row:
    """How many findings there are of each severity."""
    counts = Counter[str](finding.severity for finding in findings)
    return {f"findings_{severity}": counts[severity] for severity in _SEVERITIES}
