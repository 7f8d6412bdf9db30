"""A run over files and folders: articles stream in, records stream out, each durable the moment it is done."""

import contextlib
import os
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import Field

from summarizer.api import Result, Summarizer
from summarizer.articles.formats import FORMATS, PARQUET
from summarizer.articles.reading import find_unread
from summarizer.errors import CircuitOpenError, ConfigurationError, RunFolderError
from summarizer.language.plurals import tell_count
from summarizer.llm.prices import explain_unknown
from summarizer.options import Options
from summarizer.pipeline.plans import plan_without_model
from summarizer.runs.engines import Engine
from summarizer.runs.folder import RunFolder, is_run_file
from summarizer.runs.interrupts import held_interrupts
from summarizer.runs.ledger import ANSWERED, live_attempts, read_ledger, sum_ledger, sum_result
from summarizer.runs.manifest import RunClock, closed_with_status, fingerprint
from summarizer.runs.outdated import Told, list_told, tell_outdated
from summarizer.runs.progress import Event, Progress, escalation_of
from summarizer.runs.provider_batches.state import JobFiles
from summarizer.runs.replaced import set_replaced_aside
from summarizer.runs.storage.copying import RunCopy, refuse_address
from summarizer.runs.storage.inputs import find_inputs, read_articles
from summarizer.schemas.record import CustomSummary, Frozen, Summary
from summarizer.values import Article, ArticleFailure

_MODELS_FAULT = frozenset(
    {"transport", "deadline", "request_rejected", "ask_failed", "invalid_answer", "truncated", "internal"}
)
_SKIPPED_AT_ONCE = 500
_SHOWN_ENDINGS = 5


class RunLimits(Frozen):
    """Where a run stops by itself.

    ``articles`` counts those that could be read, those done before included. The budgets hold for all runs into one
    folder together; with requests under way, a run stops early enough for them to fit if they take what others took.
    So they are exceeded by no more than the article that used them up, and at the start, where nothing is known yet, by
    those that are asked about at once. ``failures_in_a_row`` articles that failed at the model's end stop the run:
    asking on would only cost money; so do as many articles in a row that a second model was to be asked about, and
    failed. None sets no limit.
    """

    articles: int | None = Field(default=None, ge=1)
    budget_usd: float | None = Field(default=None, gt=0)
    budget_tokens: int | None = Field(default=None, gt=0)
    failures_in_a_row: int | None = Field(default=10, ge=1)


def run_batch(
    paths: Sequence[Path],
    out: Path,
    options: Options,
    *,
    limits: RunLimits = RunLimits(),  # noqa: B008 - a frozen value
    resume: bool = True,
    max_bytes: int = 2_000_000,
    engine: Engine | None = None,
    copy_to: str | None = None,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    on_message: Callable[[str], None] = lambda _line: None,
) -> Progress:
    """Where the run stood at its end; ``out`` then holds its records, texts, failures, ledger and manifest.

    What runs wrote into folders is no input unless it is named. ``copy_to`` is an address such as ``s3://bucket/run``:
    the folder is copied there every few minutes and at the end, and fetched from there first if there is none here.

    Raises: ConfigurationError, RunFolderError, CircuitOpenError.
    """
    refuse_address(out)
    settings = fingerprint(options)
    _require_price(options, limits)
    _refuse_batches_under_way(out)
    copy = None if copy_to is None else RunCopy(out, copy_to, on_message=on_message)
    if copy is not None:
        copy.open(resume=resume)
    with (
        RunFolder(out, fingerprint=settings, resume=resume) as folder,
        copy or contextlib.nullcontext(),
        Summarizer(options, on_progress=on_message) as summarizer,
    ):
        find, read = (engine.find_inputs, engine.read_articles) if engine is not None else (find_inputs, read_articles)
        inputs = leave_out_run_files(find(paths), named=paths)
        begun = Progress(
            total=count_inputs(inputs, limits.articles),
            passed_over=tell_passed_over(paths, inputs, on_message),
            spent_before=sum_ledger(read_ledger(folder.path)),
        )
        run = _Run(folder, begun, limits, copy, on_progress, on_message)
        ask = partial((engine or summarizer).summarize_groups, on_left=run.keep)
        run.write_manifest("running")
        with (
            closed_with_status(run.close, lambda: run.progress.stopped or "finished"),
            contextlib.closing(ask(run.feed(read(inputs, max_bytes=max_bytes)))) as groups,
        ):
            for group in groups:
                run.take(group)
        return run.progress


def leave_out_run_files(found: Iterable[Path], *, named: Sequence[Path]) -> list[Path]:
    """The inputs, each once, without what runs, batch jobs and exports wrote into their folders.

    What is named itself is not left out.
    """
    kept, once, real = set(named), dict[tuple[str, str], Path](), cache(os.path.realpath)
    for path in found:
        if path in kept or not is_run_file(path):
            once.setdefault((real(path.parent), path.name), path)
    return list(once.values())


def tell_passed_over(paths: Sequence[Path], inputs: Sequence[Path], on_message: Callable[[str], None]) -> int:
    """How many files of the folders are no inputs for their endings; says so, the commonest endings first."""
    read = set(inputs)
    found = leave_out_run_files(find_unread(paths), named=())
    endings = Counter(path.suffix.lower() for path in found if path not in read)
    if endings:
        shown = [f"{count:,} {ending or 'without an ending'}" for ending, count in endings.most_common(_SHOWN_ENDINGS)]
        others = sum(count for _, count in endings.most_common()[_SHOWN_ENDINGS:])
        told = ", ".join([*shown, *([f"{others:,} others"] if others else [])])
        on_message(
            f"Passed over {tell_count(endings.total(), 'file')} in folders ({told}): read are {' '.join(FORMATS)}. "
            "Convert those that are articles, or rename what is text."
        )
    return endings.total()


def _refuse_batches_under_way(out: Path) -> None:
    """Raises: RunFolderError where a provider's batches are asked what this run would ask."""
    job = JobFiles(out).load()
    if job is not None and any(chunk.is_at_provider for chunk in job.chunks):
        raise RunFolderError(
            f"{out}: batches are under way here, and a run would pay for the same articles again. Collect them first: "
            f"summarizer batch collect {shlex.quote(str(out))} (with --wait, or after summarizer batch cancel); or "
            "choose another --out."
        )


def _require_price(options: Options, limits: RunLimits) -> None:
    for asked in (options, options.second):
        if limits.budget_usd is not None and asked and plan_without_model(asked).endpoint.price is None:
            raise ConfigurationError(f"--budget-usd cannot be kept: {explain_unknown(asked.model, asked.address)}")


@dataclass(eq=False)
class _Run:
    """What a run has read and finished so far."""

    folder: RunFolder
    progress: Progress
    limits: RunLimits
    copy: RunCopy | None
    on_progress: Callable[[Progress], None]
    on_message: Callable[[str], None]

    def __post_init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._positions: dict[str, int] = {}
        self._skipped: list[Article] = []
        self._told: dict[str, Told] = {}
        self._failures_in_a_row = 0
        self._escalations_failed_in_a_row = 0
        self._uncounted = False
        self._clock = RunClock()

    def feed(self, articles: Iterator[Article | ArticleFailure]) -> Iterator[Article]:
        """The articles that are still to be asked about; those that could not be read are written down as failed.

        Raises: ConfigurationError where a budget cannot be kept.
        """
        self._require_reckoning()
        for article in articles:
            if isinstance(article, ArticleFailure):
                self.folder.add_failure(article)
                self.folder.write()
                self._tell(article)
                continue
            self._positions.setdefault(article.article_id, len(self._positions))
            if article.article_id in self.folder.done:
                self.folder.add_article(article)
                if told := list_told(article):
                    self._told[article.article_id] = told
                self._skipped.append(article)
                if len(self._skipped) == _SKIPPED_AT_ONCE:
                    self._tell_skipped()
            elif self._is_spent():
                break
            else:
                self._tell_skipped()
                self.folder.add_article(article)
                self._texts[article.article_id] = article.text
                yield article
            if len(self._positions) == self.limits.articles:
                break
        self._tell_skipped()

    def _tell_skipped(self) -> None:
        """Tell of the articles done before, many at a time: a run that is taken up has thousands of them at once."""
        if self._skipped:
            last = self._skipped[-1]
            event = Event(kind="skipped", path=last.path, line=last.line, article_id=last.article_id)
            self._advance(skipped=self.progress.skipped + len(self._skipped), latest=event)
            self._skipped.clear()

    def _is_spent(self) -> bool:
        """Whether what is under way will use up a budget, if it takes what articles took so far."""
        spent = self.progress.spent_in_all
        expected = 1 + (len(self._texts) / spent.articles if spent.articles else 0.0)
        if self.limits.budget_usd is not None and (spent.cost_usd or 0.0) * expected >= self.limits.budget_usd:
            self.progress = self.progress.model_copy(update={"stopped": "budget_usd"})
        elif self.limits.budget_tokens is not None and spent.tokens * expected >= self.limits.budget_tokens:
            self.progress = self.progress.model_copy(update={"stopped": "budget_tokens"})
        return self.progress.stopped is not None

    def take(self, group: Sequence[Result]) -> None:
        """Keep results.

        Raises: CircuitOpenError; ConfigurationError where a budget cannot be kept.
        """
        self.keep(group)
        self._require_reckoning()
        most = self.limits.failures_in_a_row
        if most is not None and self._failures_in_a_row >= most:
            raise CircuitOpenError(
                f"Stopped: {tell_count(self._failures_in_a_row, 'article')} in a row failed at the model's end, the "
                "last one with: "
                f"{self.progress.latest.message if self.progress.latest else ''} Mend the cause; the same command then "
                "goes on from what is finished. --stop-after sets how many are too many."
            )
        if most is not None and self._escalations_failed_in_a_row >= most:
            raise CircuitOpenError(
                f"Stopped: the model to escalate to failed "
                f"{tell_count(self._escalations_failed_in_a_row, 'time')} in a row. The "
                "first model's records are kept, with findings escalation_failed that say why. Mend the cause; the "
                "same command then goes on with the other articles. --stop-after sets how many are too many."
            )

    def keep(self, group: Sequence[Result]) -> None:
        """Write results and tell the progress of each once all are on disk."""
        with held_interrupts():  # all of them are paid for
            for result in group:
                self._write(result)
            self.folder.commit()
        for result in group:
            self._tell(result)
        if self.copy is not None:
            self.copy.copy_if_due()

    def _require_reckoning(self) -> None:
        """Raises: ConfigurationError where what was asked cannot be held against the budget."""
        budget = "usd" if self.limits.budget_usd is not None else "tokens"
        if self._uncounted and (self.limits.budget_usd, self.limits.budget_tokens) != (None, None):
            cause = "the server answers without saying how many tokens that took"
        elif self.limits.budget_usd is not None and self.progress.spent_in_all.cost_usd is None:
            cause = "not every answer in this run's folder has a known price"
        else:
            return
        raise ConfigurationError(f"--budget-{budget} cannot be kept: {cause}. Go on without it, or with --limit.")

    def _write(self, result: Result) -> None:
        self._spend(result)
        if isinstance(result, ArticleFailure):
            self._texts.pop(str(result.article_id), None)
            self.folder.add_failure(result)
        else:
            self.folder.add_summary(result, self._texts.pop(result.article.article_id))

    def _spend(self, result: Result) -> None:
        row = sum_result(result)
        if row is not None:
            answered = (one for one in live_attempts(result) if one.outcome in ANSWERED)
            self._uncounted |= any(one.prompt_tokens is None for one in answered)
            self.folder.add_spending(row)
            self.progress = self.progress.model_copy(update={"spent": self.progress.spent.plus(row)})

    def _tell(self, result: Result) -> None:
        self._count_in_a_row(result)
        if isinstance(result, ArticleFailure):
            event = Event(kind="failed", **result.model_dump(include={"path", "line", "article_id", "code", "message"}))
            self._advance(failed=self.progress.failed + 1, latest=event)
        else:
            event = Event(kind="done", **result.article.model_dump(include={"path", "line", "article_id"}))
            told = self._count_escalation(result)
            self._advance(done=self.progress.done + 1, latest=event, **told)

    def _count_in_a_row(self, result: Result) -> None:
        """What no model was asked about, an unreadable or stored article, says nothing of how the model fares."""
        if live_attempts(result):
            at_fault = isinstance(result, ArticleFailure) and result.code in _MODELS_FAULT
            self._failures_in_a_row = self._failures_in_a_row + 1 if at_fault else 0

    def _count_escalation(self, record: Summary | CustomSummary) -> dict[str, int]:
        """The counts that a record changes; one that was not escalated says nothing of how the second model fares."""
        code = escalation_of(record)
        if code is None:
            return {}
        failed = code == "escalation_failed"
        self._escalations_failed_in_a_row = self._escalations_failed_in_a_row + 1 if failed else 0
        return {code: getattr(self.progress, code) + 1}

    def _advance(self, **changes: Any) -> None:
        self.progress = self.progress.model_copy(update={"seconds": self._clock.seconds, **changes})
        self.on_progress(self.progress)

    def close(self, status: str) -> None:
        """Everything on disk, and in the inputs' order if the run came to its end."""
        if status == "finished":
            if len(self._positions) != self.limits.articles:
                set_replaced_aside(self.folder, self._positions, self.on_message)
            tell_outdated(self.folder.path, self._told, self.on_message)
            self.folder.sort(self._positions)
        else:
            self.folder.commit()
        self.write_manifest(status)

    def write_manifest(self, status: str) -> None:
        """Put the run's state on disk."""
        self.folder.write_manifest(
            {
                **self._clock.tell(status),
                "counts": self.progress.model_dump(
                    include={"total", "done", "failed", "skipped", "escalated", "escalation_failed", "passed_over"}
                ),
                "spent": self.progress.spent.model_dump(),
                "spent_before": self.progress.spent_before.model_dump(),
            }
        )


def count_inputs(inputs: Sequence[Path], limit: int | None) -> int | None:
    """How many articles the files hold; None where one may hold several, which reading alone tells."""
    suffixes = {path.suffix.lower() for path in inputs}
    if PARQUET in suffixes or any(FORMATS[suffix].many for suffix in suffixes & FORMATS.keys()):
        return None
    return len(inputs) if limit is None else min(len(inputs), limit)
