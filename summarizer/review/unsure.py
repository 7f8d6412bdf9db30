"""Records without what they are not sure of."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from pydantic import JsonValue

from summarizer.errors import ConfigurationError
from summarizer.evidence.values import walk_values
from summarizer.review.applying import apply_reviews, covers
from summarizer.review.rows import Review
from summarizer.review.runs import Stored
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, Finding, Summary
from summarizer.values import REVIEWED

_NOBODY, _EPOCH = "--least-confidence", "1970-01-01T00:00:00Z"
_SAID = f"Rejected by {_NOBODY} at {_EPOCH}"


def leave_out_unsure(records: Iterable[Stored], least: float) -> Iterator[Stored]:
    """The records without incidents, and values of incidents, that have less confidence than that; totals follow.

    What has no confidence stays, with the incident that it is of, and so does what a reviewer accepted. Each left out
    leaves a finding ``unsure_left_out``.

    Raises: ConfigurationError at the end, where there are incidents and nothing in them has any confidence.
    """
    incidents = known = 0
    for record, article in records:
        if isinstance(record, Summary):
            incidents += len(record.incidents)
            known += any(confidence is not None for _, _, confidence in _list_confidences(record))
            yield _leave_out(record, article, least), article
        else:
            yield record, article
    if incidents and not known:
        raise ConfigurationError(
            "No value of this run has a confidence: its model tells no probabilities, or was not calibrated. Leave out "
            "--least-confidence."
        )


def _leave_out(record: Summary, article: StoredArticle, least: float) -> Summary | CustomSummary:
    accepted = {
        finding.field
        for finding in record.findings
        if finding.code == REVIEWED and finding.message.startswith("Accept")
    }
    rejects: list[Review] = []
    for field, value, confidence in _list_confidences(record):
        gone = any(field.startswith(f"{earlier.field}.") for earlier in rejects)
        is_open = confidence is not None and confidence < least and not any(covers(field, one) for one in accepted)
        if is_open and not gone:
            rejects.append(_reject(record, field, value, len(rejects)))
    made = apply_reviews(record, rejects, article=article).record
    return made.model_copy(update={"findings": tuple(_explain(finding, least) for finding in made.findings)})


def _list_confidences(record: Summary) -> Iterator[tuple[str, JsonValue, float | None]]:
    """The path, the value and the confidence of each incident, and after it of all that stands in it."""
    for index, incident in enumerate(record.incidents):
        field = f"incidents[{index}]"
        yield field, None, incident.confidence
        for value in walk_values(incident, field):
            if value.confidence is not None:
                country = value.holder.endswith(".country")
                yield value.holder, value.text if country else value.node.model_dump(mode="json"), value.confidence


def _reject(record: Summary, field: str, value: JsonValue, number: int) -> Review:
    """The value rejected as a reviewer would: what comes of that, in totals, findings and their paths, is the same."""
    return Review(
        article_id=record.article.article_id,
        field=field,
        action="reject",
        old=value,
        review_id=str(UUID(int=number)),
        when=_EPOCH,
        who=_NOBODY,
    )


def _explain(finding: Finding, least: float) -> Finding:
    """The finding of such a rejection in words of its own."""
    if finding.code != REVIEWED or not finding.message.startswith(_SAID):
        return finding
    message = f"Left out for less confidence than {least:g}{finding.message.removeprefix(_SAID)}"
    return Finding(
        code="unsure_left_out", severity="info", field=finding.field, message=message, evidence=finding.evidence
    )
