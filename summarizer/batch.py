"""A run over files and folders: articles stream in, records stream out, each durable the moment it is done."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from summarizer.api import Options, Result, Summarizer
from summarizer.articles import find_inputs, read_articles
from summarizer.prompting import load_prompt
from summarizer.schemas.record_v2 import RECORD_SCHEMA, Attempt
from summarizer.sentences import number_sentences
from summarizer.values import Article, ArticleFailure
from summarizer.writing import RunFolder, is_run_file

STREAMED_SUFFIXES = frozenset({".json", ".jsonl"})


class Progress(BaseModel):
    """Where a run stands. ``total`` None: the inputs' number of articles is unknown. ``skipped`` were done before."""

    model_config = ConfigDict(frozen=True)

    total: int | None
    done: int = 0
    failed: int = 0
    skipped: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    requests: int = 0
    seconds: float = 0.0
    latest: str = ""

    @property
    def per_minute(self) -> float:
        """Articles finished a minute, in this run."""
        return 60 * (self.done + self.failed) / self.seconds if self.seconds > 0 else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds left at the pace so far; None where it cannot be told."""
        finished = self.done + self.failed
        if self.total is None or finished == 0:
            return None
        return self.seconds / finished * max(0, self.total - finished - self.skipped)


def run_batch(
    paths: Sequence[Path],
    out: Path,
    options: Options,
    *,
    limit: int | None = None,
    resume: bool = True,
    max_bytes: int = 2_000_000,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    on_message: Callable[[str], None] = lambda _line: None,
) -> Progress:
    """Where the run stood at its end; ``out`` then holds its records, texts, failures and manifest.

    ``limit`` counts articles that could be read, those done before included. What runs wrote into folders is no input
    unless it is named.

    Raises: ConfigurationError, RunFolderError.
    """
    settings = fingerprint(options)
    with (
        RunFolder(out, fingerprint=settings, resume=resume) as folder,
        Summarizer(options, on_progress=on_message) as summarizer,
    ):
        inputs = [path for path in find_inputs(paths) if path in paths or not is_run_file(path)]
        run = _Run(folder, count_inputs(inputs, limit), on_progress)
        run.write_manifest("running")
        status = "interrupted"
        try:
            for result in summarizer.summarize_many(run.feed(read_articles(inputs, max_bytes=max_bytes), limit)):
                run.take(result)
            status = "finished"
        except Exception:
            status = "stopped"
            raise
        finally:
            run.write_manifest(status)
        return run.progress


class _Run:
    """What a run has read and finished so far."""

    def __init__(self, folder: RunFolder, total: int | None, on_progress: Callable[[Progress], None]) -> None:
        self._folder = folder
        self._on_progress = on_progress
        self._texts: dict[str, str] = {}
        self._started = time.perf_counter()
        self._started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self.progress = Progress(total=total)

    def feed(self, articles: Iterator[Article | ArticleFailure], limit: int | None) -> Iterator[Article]:
        """The articles that are still to be asked about; failures to read are written at once."""
        read = 0
        for article in articles:
            if isinstance(article, ArticleFailure):
                self._fail(article)
                continue
            read += 1
            self._folder.add_article(article, number_sentences(article))
            if article.article_id in self._folder.done:
                self._advance(skipped=self.progress.skipped + 1, latest=f"done before: {article.path}")
            else:
                self._texts[article.article_id] = article.text
                yield article
            if read == limit:
                return

    def take(self, result: Result) -> None:
        """Write one result and tell the progress."""
        if isinstance(result, ArticleFailure):
            self._texts.pop(result.article_id or "", None)
            self._fail(result)
            return
        self._folder.add_summary(result, self._texts.pop(result.article.article_id))
        self._count(result.provenance.attempts)
        self._advance(done=self.progress.done + 1, latest=f"done: {result.article.path}")

    def _count(self, attempts: Sequence[Attempt]) -> None:
        progress = self.progress
        self.progress = progress.model_copy(
            update={
                "requests": progress.requests + len(attempts),
                "prompt_tokens": progress.prompt_tokens + sum(attempt.prompt_tokens or 0 for attempt in attempts),
                "completion_tokens": progress.completion_tokens + sum(each.completion_tokens or 0 for each in attempts),
            }
        )

    def _fail(self, failure: ArticleFailure) -> None:
        self._folder.add_failure(failure)
        self._count(failure.attempts)
        place = f"{failure.path}, line {failure.line}" if failure.line else failure.path
        self._advance(failed=self.progress.failed + 1, latest=f"failed: {place}: {failure.message}")

    def _advance(self, **changes: Any) -> None:
        seconds = time.perf_counter() - self._started
        self.progress = self.progress.model_copy(update={"seconds": seconds, **changes})
        self._on_progress(self.progress)

    def write_manifest(self, status: str) -> None:
        """Put the run's state on disk."""
        self._folder.write_manifest(
            {
                "status": status,
                "package_version": metadata.version("summarizer"),
                "started": self._started_at,
                "updated": datetime.now(UTC).isoformat(timespec="seconds"),
                "counts": self.progress.model_dump(exclude={"latest", "seconds"}),
                "seconds": round(time.perf_counter() - self._started, 3),
            }
        )


def count_inputs(paths: Sequence[Path], limit: int | None) -> int | None:
    """How many articles the paths hold; None where JSON inputs make that unknown before reading them."""
    total = 0
    for path in find_inputs(paths):
        if path.suffix.lower() in STREAMED_SUFFIXES:
            return None
        total += 1
    return total if limit is None else min(total, limit)


def fingerprint(options: Options) -> dict[str, Any]:
    """What a run's answers depend on, as plain JSON values. No secret is among them."""
    prompt = load_prompt(options.prompt_reference)
    schema = options.answer_schema
    return {
        "model": options.model,
        "base_url": options.base_url,
        "prompt": f"{prompt.reference} sha256:{prompt.sha256}",
        "schema": RECORD_SCHEMA if schema is None else f"{schema.__qualname__} sha256:{_schema_hash(schema)}",
        "temperature": options.temperature,
        "seed": options.seed,
        "context_tokens": options.context_tokens,
    }


def _schema_hash(schema: type[BaseModel]) -> str:
    return hashlib.sha256(json.dumps(schema.model_json_schema(), sort_keys=True).encode()).hexdigest()
