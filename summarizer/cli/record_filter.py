"""Which records or events of a run somebody wants to see."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from summarizer.language.countries import country_code
from summarizer.schemas.event import Event, EventReport
from summarizer.schemas.record import ArticleInfo, CustomSummary, Incident, Place, Severity, Summary

if TYPE_CHECKING:
    from summarizer.review.runs import Stored

SEVERITIES: tuple[Severity, ...] = ("info", "warning")


class Choice(NamedTuple):
    """What a record must have; None asks for nothing.

    ``article`` is an id or path, the beginning of ours or of the path the end. ``type`` and ``country`` (a name or
    a code) must be of one incident, ``finding`` (a code) and ``severity`` (that or a graver one) of one finding.
    """

    article: str | None = None
    type: str | None = None
    country: str | None = None
    finding: str | None = None
    severity: Severity | None = None

    def choose(self, records: "Iterable[Stored]") -> "Iterator[Stored]":
        """The records that have all that is asked for; of an article, only once all were read.

        A whole id, be it that of its file, or a path goes before an id's beginning: "3" is the id 3.
        """
        if (name := self.article) is not None:
            called = [stored for stored in records if _is_called(name, stored[0].article)]
            records = [stored for stored in called if _is_named(name, stored[0].article)] or called
        return (stored for stored in records if self._admits(stored[0]))

    def _admits(self, record: Summary | CustomSummary) -> bool:
        incidents = record.incidents if isinstance(record, Summary) else ()
        if (self.type or self.country) and not any(self._is_of(incident) for incident in incidents):
            return False
        least = SEVERITIES.index(self.severity or "info")
        return (self.finding is None and self.severity is None) or any(
            self.finding in (None, finding.code) and SEVERITIES.index(finding.severity) >= least
            for finding in record.findings
        )

    def admits_event(self, event: Event) -> bool:
        """Whether the event has the type, the country, and a report of the article; it may be named by its own id."""
        place = event.place.value if event.place else None
        return (
            (self.article is None or _is_of_event(self.article, event))
            and (self.type is None or self.type in event.types)
            and self._is_in(place)
        )

    def _is_of(self, incident: Incident) -> bool:
        return self.type in (None, incident.type) and self._is_in(incident.place)

    def _is_in(self, place: Place | None) -> bool:
        named = {(place.country or "").casefold(), (place.country_code or "").casefold()} if place else set[str]()
        if self.country is None or self.country.casefold() in named:
            return True
        code = country_code(self.country)
        return code is not None and code.casefold() in named

    def describe(self) -> str:
        """What is asked for in words for people: " of type bombing and country AF"; empty where nothing is."""
        asked = [
            value if name == "article" else f"{name} {value}"
            for name, value in self._asdict().items()
            if value is not None
        ]
        return f" of {' and '.join(asked)}" if asked else ""


def _is_of_event(name: str, event: Event) -> bool:
    """Whether somebody means that event: by the beginning of its id, now or once, or by an article that reports it."""
    ids = (event.event_id, *event.merged_from)
    return any(own.startswith(name) for own in ids) or any(_is_called(name, report) for report in event.reports)


def _is_called(name: str, article: ArticleInfo | EventReport) -> bool:
    """Whether somebody means that article: by an id or our id's beginning, by its path or the path's last parts."""
    return _is_named(name, article) or article.article_id.startswith(name)


def _is_named(name: str, article: ArticleInfo | EventReport) -> bool:
    is_path = article.path is not None and f"/{article.path}".endswith(f"/{name}")
    return is_path or name in (article.external_id, article.article_id)
