"""Where a run stands, told from its folder alone, also while it is under way."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import RunFolderError
from summarizer.files import count_rows, parse_json, read_lines, read_rows, read_whole
from summarizer.language.folding import clean
from summarizer.language.plurals import tell_count
from summarizer.llm.prices import format_usd
from summarizer.runs.folder import FAILURES, MANIFEST, SUMMARIES, is_held
from summarizer.runs.ledger import Spending, read_ledger, sum_ledger
from summarizer.runs.progress import describe_escalated
from summarizer.schemas.record import Frozen

State = Literal["running", "finished", "interrupted", "stopped", "budget_usd", "budget_tokens", "waiting", "died"]
_ESCALATION = re.compile(rb'"findings": ?\[\{"code": ?"(escalated|escalation_failed)"')
"""In a record's line, where it is the first finding. No article can say it: a quote within a text is escaped there."""
_TOLD: dict[State, str] = {
    "running": "is under way",
    "finished": "came to its end",
    "interrupted": "was interrupted; the same command goes on from there",
    "stopped": "was stopped by an error; mend it, and the same command goes on from there",
    "budget_usd": "used up its budget; the same command with a larger --budget-usd goes on",
    "budget_tokens": "used up its budget; the same command with a larger --budget-tokens goes on",
    "waiting": "waits for a provider's batch; see: summarizer batch status",
    "died": "ended without a word, as a killed process does; the same command goes on from there",
}


class RunStatus(Frozen):
    """A run folder's state.

    ``total`` None: the inputs' number of articles was not known beforehand. ``second_model`` is the one to escalate to,
    None where there is none; of those done, ``escalated`` are its, and ``escalation_failed`` were to be. ``failures``
    are those of the latest run, by code. ``spent`` is what all runs into the folder asked. ``started`` is of the
    latest, ``updated`` when the folder was last heard of: its start, its end, or the last article that was asked about.
    Both are ISO 8601.
    """

    folder: str
    state: State
    model: str
    second_model: str | None
    prompt: str
    total: int | None
    done: int
    escalated: int
    escalation_failed: int
    failures: dict[str, int]
    spent: Spending
    started: str
    updated: str


def read_status(folder: Path) -> RunStatus:
    """The state of a run folder. Raises: RunFolderError where it is none."""
    manifest = _read_manifest(folder)
    fingerprint = manifest["fingerprint"]
    total = manifest["counts"].get("total")
    second = fingerprint.get("escalate")
    second_model = str(second.get("model")) if isinstance(second, dict) else None
    escalated = Counter[str]() if second_model is None else count_escalated(folder)
    return RunStatus(
        folder=str(folder),
        state=_find_state(folder, str(manifest.get("status"))),
        model=str(fingerprint.get("model")),
        second_model=second_model,
        prompt=str(fingerprint.get("prompt")).partition(" ")[0],
        total=total if isinstance(total, int) else None,
        done=count_rows(folder / SUMMARIES),
        escalated=escalated["escalated"],
        escalation_failed=escalated["escalation_failed"],
        failures=count_failures(folder),
        spent=sum_ledger(read_ledger(folder)),
        started=str(manifest.get("started", "")),
        updated=max([str(manifest.get("updated", "")), *(row.finished for row in read_ledger(folder))]),
    )


def count_failures(folder: Path) -> dict[str, int]:
    """The failures of the latest run into a folder by code, the most frequent first."""
    return dict(Counter(str(row.get("code")) for row in read_rows(folder / FAILURES)).most_common())


def count_escalated(folder: Path) -> Counter[str]:
    """How many of a folder's records have a finding that tells of a second model, by its code."""
    found = (_ESCALATION.search(line) for line in read_lines(folder / SUMMARIES) if line.endswith(b"\n"))
    return Counter(match[1].decode() for match in found if match)


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = parse_json(read_whole(folder / MANIFEST))
        return {**manifest, "fingerprint": dict(manifest["fingerprint"]), "counts": dict(manifest.get("counts") or {})}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunFolderError(
            f"{folder}: no run's folder ({MANIFEST}: {error}). Give the folder that 'summarizer run --out' wrote."
        ) from error


def _find_state(folder: Path, said: str) -> State:
    if said == "running":
        return "running" if is_held(folder) else "died"
    return next((state for state in _TOLD if state == said), "died")


def describe_status(status: RunStatus) -> str:
    """The state in a few lines for people; what a terminal would obey is marked."""
    failed = ", ".join(f"{count:,} {clean(code)}" for code, count in status.failures.items())
    spent = status.spent
    escalated = describe_escalated(status.escalated, status.escalation_failed)
    return "\n".join(
        (
            f"{clean(status.folder)}: the run {_TOLD[status.state]}.",
            f"model     {clean(status.model)}, prompt {clean(status.prompt)}",
            *([] if status.second_model is None else [f"second    {clean(status.second_model)}: {escalated}"]),
            f"articles  {_describe_done(status)}; {sum(status.failures.values()):,} failed"
            + (f" ({failed})" if failed else ""),
            f"asked     {tell_count(spent.requests, 'request')}, {format_usd(spent.cost_usd)}",
            f"prompt    {spent.prompt_tokens:,} tokens, {spent.cached_tokens:,} of them cached by the provider",
            f"answers   {spent.completion_tokens:,} tokens",
            f"started   {clean(status.started)}, last heard of {clean(status.updated)}",
        )
    )


def _describe_done(status: RunStatus) -> str:
    """How many articles have a record; those that are no longer among the inputs keep theirs."""
    if status.total is None:
        return f"{status.done:,} done"
    if status.done <= status.total:
        return f"{status.done:,} of {status.total:,} done"
    return f"{status.done:,} done, the {status.total:,} of the latest inputs and those of earlier ones"
