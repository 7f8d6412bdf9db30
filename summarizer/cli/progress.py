"""Progress on stderr: one live line in a terminal, plain lines elsewhere, JSON lines for programs."""

import json
import sys
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from summarizer.language.folding import clean
from summarizer.runs.progress import Progress, event_line, progress_line


class PlainProgress:
    """Lines for people: one that is kept up to date in a terminal, one for each article elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._live: Live | None = None

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live = Live(console=self._console, refresh_per_second=4, transient=True)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def progress(self, progress: Progress) -> None:
        """Show where the run stands and what happened last."""
        line = progress_line(progress)
        told = clean(event_line(progress.latest)) if progress.latest else ""
        if self._live is None:
            self._console.print(Text(f"{line} | {told}"))
            return
        if progress.latest and progress.latest.kind == "failed":
            self._console.print(Text(told, style="red"))
        self._live.update(Text(line))

    def message(self, message: str) -> None:
        """Show a sentence, which stays, or what is going on, which has no full stop, until there is something newer."""
        if self._live is None or message.endswith("."):
            self._console.print(Text(clean(message)))
        else:
            self._live.update(Text(clean(message)))


class JsonProgress(AbstractContextManager["JsonProgress"]):
    """One JSON object a line, each with ``time`` (ISO 8601, UTC) and ``event``."""

    def __exit__(self, *_: object) -> None:
        pass

    def progress(self, progress: Progress) -> None:
        """Log what happened to an article, and the counts, tokens and cost of the run so far."""
        event = progress.latest.model_dump(exclude={"kind"}) if progress.latest else {}
        kind = progress.latest.kind if progress.latest else "progress"
        run = progress.model_dump(exclude={"latest", "spent", "spent_before"})
        self._log(kind, **event, run={**run, "eta_s": progress.eta_s, "spent": progress.spent.model_dump()})

    def message(self, message: str) -> None:
        """Log a line that people would see."""
        self._log("message", message=message)

    @staticmethod
    def _log(event: str, **fields: Any) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        sys.stderr.write(json.dumps({"time": now, "event": event, **fields}) + "\n")
        sys.stderr.flush()
