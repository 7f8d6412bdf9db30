"""Typed incident summaries of news articles in which every value points at the sentence that says it."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.api import Summarizer, asummarize, summarize, summarize_many
    from summarizer.errors import ArticleError, AskError, ConfigurationError, SummarizerError
    from summarizer.events.merging import merge_events
    from summarizer.options import Options
    from summarizer.schemas.event import Event
    from summarizer.schemas.record import CustomSummary, Evidence, Finding, Incident, Summary
    from summarizer.values import Article, ArticleFailure


_HOMES = {
    "Options": "options",
    "Summarizer": "api",
    "asummarize": "api",
    "summarize": "api",
    "summarize_many": "api",
    "ArticleError": "errors",
    "AskError": "errors",
    "ConfigurationError": "errors",
    "SummarizerError": "errors",
    "Event": "schemas.event",
    "merge_events": "events.merging",
    "CustomSummary": "schemas.record",
    "Evidence": "schemas.record",
    "Finding": "schemas.record",
    "Incident": "schemas.record",
    "Summary": "schemas.record",
    "Article": "values",
    "ArticleFailure": "values",
}

__all__ = [
    "Article",
    "ArticleError",
    "ArticleFailure",
    "AskError",
    "ConfigurationError",
    "CustomSummary",
    "Event",
    "Evidence",
    "Finding",
    "Incident",
    "Options",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "asummarize",
    "merge_events",
    "summarize",
    "summarize_many",
]


if not TYPE_CHECKING:  # a checker that saw this would take any name for a public one

    def __getattr__(name: str) -> Any:
        """Loads a public name at its first use, which keeps ``import summarizer`` fast."""
        if name not in _HOMES:
            raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
        return getattr(importlib.import_module(f"summarizer.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, also those that are not loaded yet."""
    return sorted(__all__)
