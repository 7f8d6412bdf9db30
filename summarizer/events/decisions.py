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
from summarizer.files import (
    TwoValuesError,
    append_signed,
    explained,
    hold_lock,
    parse_json,
    read_signed,
    require_one_value,
)
from summarizer.runs.folder import EVENT_DECISIONS
from summarizer.schemas.record import Frozen
from summarizer.values import UTC_MOMENT, describe_invalid, to_json, utc_now

_LOCK = ".event-decisions.lock"
_PATIENCE_S = 10.0

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
            raise ValueError("a report stands in 'reports' and in 'others'")
        if len({*self.reports, *self.others}) < 2:  # noqa: PLR2004 - a pair
            raise ValueError("a join needs two reports")
        return self


class Decision(DecisionDraft):
    """A signed split, join or withdrawal: one row of ``event-decisions.jsonl``.

    ``when`` is UTC, such as 2026-11-26T18:00:00Z.
    """

    decision_id: str = Field(min_length=1, max_length=100)
    when: str = Field(pattern=UTC_MOMENT)
    who: str = Field(min_length=1, max_length=200)


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
    """The decisions of a folder's events in the order they were made; none where there is no file of them.

    A last line that a crash left torn is left out. Raises: RunFolderError naming line and field of a damaged row.
    """
    return read_signed(folder / EVENT_DECISIONS, _parse_row)


def _parse(text: bytes | str) -> object:
    return parse_json(text, object_pairs_hook=require_one_value)


def _parse_row(line: bytes) -> Decision:
    try:
        return Decision.model_validate(_parse(line))
    except ValidationError as error:
        raise ReviewError(f"no decision: {describe_invalid(error)}") from error
    except ValueError as error:
        raise ReviewError(f"no decision: {error}") from error


def make_draft(**values: object) -> DecisionDraft:
    """A split, join or withdrawal of these values. Raises: ReviewError naming what is wrong with them."""
    try:
        return DecisionDraft.model_validate(values)
    except ValidationError as error:
        raise ReviewError(f"no {values.get('action')}: {describe_invalid(error)}") from error


def parse_draft(text: bytes | str) -> DecisionDraft:
    """The split, join or withdrawal that a JSON text holds. Raises: ReviewError naming the field that is wrong."""
    try:
        draft = DecisionDraft.model_validate_json(text, strict=True)
        _parse(text)
    except ValidationError as error:
        raise ReviewError(f"no decision: {describe_invalid(error)}") from error
    except TwoValuesError as error:
        raise ReviewError(f"no decision: {error}") from error
    return draft


def add_decision(folder: Path, draft: DecisionDraft, *, who: str) -> Decision:
    """Sign a decision and append it to a folder's decisions; it is on disk when this returns.

    Raises: RunFolderError; ReviewError where nobody is named, or what is withdrawn does not stand.
    """
    if not who.strip():
        raise ReviewError("no decision: name who decides.")
    path = folder / EVENT_DECISIONS
    busy = f"{path}: somebody else has been saving a decision for {_PATIENCE_S:g} seconds. Try again."
    saving = explained(f"{path}: the decision cannot be saved", "Mend that and try again.")
    with saving, hold_lock(folder / _LOCK, busy=busy, wait_s=_PATIENCE_S):
        standing = {one.decision_id for one in list_standing(read_decisions(folder))}
        if draft.withdrawn is not None and draft.withdrawn not in standing:
            raise ReviewError(f"withdrawn: no split or join {draft.withdrawn!r} stands here.")
        when = utc_now()
        decision = Decision(decision_id=str(uuid4()), when=when, who=who, **dict(draft))
        append_signed(path, to_json(decision), _parse_row)
    return decision
