"""Records without what they are not sure of."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from pydantic import JsonValue

from summarizer.errors import ConfigurationError
from summarizer.evidence.values import walk_values
from summarizer.review.applying import Applied, apply_reviews, covers
from summarizer.review.rows import Review
from summarizer.review.runs import ReviewedRun, Stored
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, Finding, Summary
from summarizer.values import REVIEWED

_NOBODY, _EPOCH = "--least-confidence", "1970-01-01T00:00:00Z"
_SAID = f"Rejected by {_NOBODY} at {_EPOCH}"


def leave_out_unsure(records: Iterable[Stored], least: float, reviewed: ReviewedRun | None = None) -> Iterator[Stored]:
    """The records without incidents, and values of incidents, that have less confidence than that; totals follow.

    ``reviewed`` applies the run's reviews to them, too. What has no confidence stays, with the incident that it is of,
    and so does what a reviewer accepted, corrected or added, with what it is in. Each left out leaves a finding
    ``unsure_left_out``.

    Raises: ConfigurationError at the end, where there are incidents and nothing in them has any confidence.
    """
    incidents = known = 0
    for record, article, own in (reviewed or ReviewedRun(())).decide(records):
        if isinstance(record, Summary):
            incidents += len(record.incidents)
            known += any(confidence is not None for _, _, confidence in _list_confidences(record))
            yield _leave_out(record, article, own, least), article
        else:
            yield own.record, article
    if incidents and not known:
        raise ConfigurationError(
            "No value of this run has a confidence: its model tells no probabilities, or was not calibrated. Leave out "
            "--least-confidence."
        )


def _leave_out(record: Summary, article: StoredArticle, own: Applied, least: float) -> Summary | CustomSummary:
    """The stored record with what is unsure rejected after its own reviews, all in one go.

    A record with reviews applied no longer tells whom its reviewers vouched for.
    """
    rejects: list[Review] = []
    for field, value, confidence in _list_confidences(record):
        gone = any(covers(earlier.field, field) for earlier in rejects)
        if confidence is not None and confidence < least and not gone and not _is_decided(field, own.applied):
            rejects.append(_reject(record, field, value, len(rejects)))
    made = apply_reviews(record, [*own.applied, *rejects], article=article).record if rejects else own.record
    return made.model_copy(update={"findings": tuple(_explain(finding, least) for finding in made.findings)})


def _is_decided(field: str, reviews: Sequence[Review]) -> bool:
    """Whether somebody decided on the value, on what it is in or on a value within it.

    What was rejected in an incident, or added to it, says nothing for the other values of that.
    """
    is_incident = "." not in field
    return any(
        (covers(one.field, field) and one.action != "add")
        or (covers(field, one.field) and not (is_incident and one.action == "reject"))
        for one in reviews
    )


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
