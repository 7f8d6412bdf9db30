"""Splits and joins: what people decided about reports, kept over every later merge.

One row of ``event-decisions.jsonl`` beside the events. *split*: none of ``reports`` is in one event with one of
``others``. *join*: all of both are one event. *withdraw*: the split or join whose ``decision_id`` is ``withdrawn`` is
as if it had never been made. Of two rows about the same two reports the later one holds, and a split holds against a
join that would only follow from others.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Annotated, Literal, Self
from uuid import uuid4

from pydantic import Field, ValidationError, model_validator

from summarizer.errors import ReviewError
from summarizer.runs.folder import EVENT_DECISIONS
from summarizer.runs.signed import Moment, Name, append_signed, parse_signed, read_signed, signing
from summarizer.schemas.record import Frozen
from summarizer.values import describe_invalid, utc_now

_CALLED = "decision"

ReportId = Annotated[str, Field(min_length=1, max_length=200)]


class DecisionDraft(Frozen):
    """A split, a join or a withdrawal before it is signed. ``reports`` and ``others`` are incident ids."""

    action: Literal["split", "join", "withdraw"]
    reports: Annotated[tuple[ReportId, ...], Field(max_length=10_000)] = ()
    others: Annotated[tuple[ReportId, ...], Field(max_length=10_000)] = ()
    withdrawn: str | None = Field(default=None, min_length=1, max_length=100)
    note: str | None = Field(default=None, max_length=10_000)

    @model_validator(mode="after")
    def _speaks_of_two(self) -> Self:
        if (self.action == "withdraw") != (self.withdrawn is not None):
            raise ValueError("'withdrawn', the id of the split or join that is taken back, goes with 'withdraw' alone")
        if self.action == "withdraw":
            if self.reports or self.others:
                raise ValueError("a withdrawal names no reports")
            return self
        if not self.reports:
            raise ValueError(f"a {self.action} needs 'reports'")
        if self.action == "split" and not self.others:
            raise ValueError("a split needs 'others': the reports from which these are kept apart")
        if set(self.reports) & set(self.others):
            raise ValueError("a report stands in 'reports' and in 'others': --split and --from name the same one")
        if len({*self.reports, *self.others}) < 2:  # noqa: PLR2004 - a pair
            raise ValueError("a join needs two reports")
        return self


class Decision(DecisionDraft):
    """A signed split, join or withdrawal: one row of ``event-decisions.jsonl``."""

    decision_id: str = Field(min_length=1, max_length=100)
    when: Moment
    who: Name


Pair = tuple[str, str]


def list_standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The splits and joins that nobody took back, in their order."""
    withdrawn = {decision.withdrawn for decision in decisions}
    return [one for one in decisions if one.action != "withdraw" and one.decision_id not in withdrawn]


def settle(decisions: Sequence[Decision]) -> dict[Pair, Decision]:
    """The split or join that holds of each two reports, the lesser incident id first; in the order of their latest."""
    verdicts: dict[Pair, Decision] = {}
    for decision in list_standing(decisions):
        for pair in _pairs(decision):
            verdicts.pop(pair, None)
            verdicts[pair] = decision
    return verdicts


def _pairs(decision: Decision) -> Iterator[Pair]:
    split = product(decision.reports, decision.others)
    for one, other in split if decision.action == "split" else combinations((*decision.reports, *decision.others), 2):
        if one != other:
            yield (one, other) if one < other else (other, one)


def group_joined(verdicts: Mapping[Pair, Decision]) -> list[frozenset[str]]:
    """Groups of reports that are one event by decision; the newest joins first, none over a split."""
    apart = [pair for pair, verdict in verdicts.items() if verdict.action == "split"]
    groups: dict[str, frozenset[str]] = {}
    for (one, other), verdict in reversed(list(verdicts.items())):
        if verdict.action == "join":
            group = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
            if not any(low in group and high in group for low, high in apart):
                groups.update(dict.fromkeys(group, group))
    return sorted(set(groups.values()), key=min)


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """The decisions of a folder's events, as ``read_signed`` reads them."""
    return read_signed(folder / EVENT_DECISIONS, Decision, _CALLED)


def make_draft(**values: object) -> DecisionDraft:
    """A split, join or withdrawal of these values. Raises: ReviewError naming what is wrong with them."""
    try:
        return DecisionDraft.model_validate(values)
    except ValidationError as error:
        raise ReviewError(f"no {values.get('action')}: {describe_invalid(error)}") from error


def parse_draft(text: bytes | str) -> DecisionDraft:
    """The split, join or withdrawal that a JSON text holds. Raises: ReviewError naming the field that is wrong."""
    return parse_signed(text, DecisionDraft, _CALLED)


def add_decision(folder: Path, draft: DecisionDraft, *, who: str) -> Decision:
    """Sign a decision and append it to a folder's decisions; it is on disk when this returns.

    Raises: RunFolderError; ReviewError where nobody is named, or what is withdrawn does not stand.
    """
    if not who.strip():
        raise ReviewError("no decision: name who decides.")
    path = folder / EVENT_DECISIONS
    with signing(path, _CALLED):
        standing = {one.decision_id for one in list_standing(read_decisions(folder))}
        if draft.withdrawn is not None and draft.withdrawn not in standing:
            raise ReviewError(f"withdrawn: no split or join {draft.withdrawn!r} stands here.")
        decision = Decision(decision_id=str(uuid4()), when=utc_now(), who=who, **dict(draft))
        append_signed(path, decision)
    return decision
