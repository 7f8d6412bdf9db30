"""Event schema, version 1: what happened, once, with every article's report of it.

An *incident* is what one article reports, a *report* is one incident in one article, an *event* is what happened, with
all its reports. ``incident_id`` names a report: it is unique over all articles. Evidence points into the text of the
article that ``article_id`` names beside it; offsets are Unicode code points, half-open. Models are frozen; sequences
are tuples. ``None`` means that no report says.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from summarizer.schemas.record import (
    Evidence,
    Frozen,
    IncidentDate,
    Outcome,
    Perpetrator,
    Place,
    Qualifier,
    Stage,
    Target,
    Victim,
    Weapon,
    tell_reference,
)

EVENT_SCHEMA: Literal["event/1"] = "event/1"

FigureRule = Literal["agreed", "latest", "conservative", "range", "common"]

FigureRole = Literal["all", "part", "claim"]

Feature = Literal[
    "prior", "type", "date", "published", "country", "place", "names", "perpetrators", "targets", "weapons", "killed",
    "injured", "evidence words", "text words", "copy", "same article", "decision",
]  # fmt: skip


class EventReport(Frozen):
    """One report of the event, in an article.

    ``copy_of`` is the article id of the earliest article whose text this one's (nearly) is; None for a text of its own.
    Copies count as one source.
    """

    incident_id: str
    article_id: str
    path: str | None
    line: int | None = Field(default=None, ge=1, description="Its place in a file of several; null where it is alone.")
    external_id: str | None = Field(default=None, description="What its file calls it; null where it has no id.")
    published: date | None
    source: str | None
    title: str | None
    url: str | None
    type: str
    copy_of: str | None
    model: str = Field(description="The model that answered about the article.")

    @property
    def reference(self) -> str | None:
        """Where the article stands, for people: "news.jsonl, line 3, id 4711". None for text passed in directly."""
        return tell_reference(self.path, self.line, self.external_id)


class ReportedDate(Frozen):
    """The event's date: the most precise reading that the other reports do not contradict."""

    incident_id: str
    article_id: str
    value: IncidentDate
    agreeing: tuple[str, ...] = Field(description="Incident ids of the reports whose dates meet it, its own first.")


class ReportedPlace(Frozen):
    """The event's place: the most precise reading that the other reports do not contradict.

    ``latitude`` and ``longitude`` are in degrees, of the town by the offline gazetteer; None where it knows none.
    """

    incident_id: str
    article_id: str
    value: Place
    agreeing: tuple[str, ...] = Field(description="Incident ids of the reports whose places meet it, its own first.")
    latitude: float | None
    longitude: float | None


class ReportedPerpetrator(Frozen):
    """A perpetrator as one report names them."""

    incident_id: str
    article_id: str
    value: Perpetrator


class ReportedTarget(Frozen):
    """A target as one report names it."""

    incident_id: str
    article_id: str
    value: Target


class ReportedWeapon(Frozen):
    """A weapon as one report names it."""

    incident_id: str
    article_id: str
    value: Weapon


class ReportedVictim(Frozen):
    """A victim entry as one report has it."""

    incident_id: str
    article_id: str
    value: Victim


class EventPerpetrator(Frozen):
    """One perpetrator under all names; ``name`` is the commonest, ``status`` that of the newest report that has one."""

    name: str
    kind: Literal["individual", "organization"]
    status: str | None
    mentions: tuple[ReportedPerpetrator, ...]


class EventTarget(Frozen):
    """One target under all names; ``name`` is the commonest."""

    name: str
    mentions: tuple[ReportedTarget, ...]


class EventWeapon(Frozen):
    """One weapon under all names; ``name`` is the commonest."""

    name: str
    mentions: tuple[ReportedWeapon, ...]


class EventVictim(Frozen):
    """One person with one outcome, under all spellings of the name; the fullest is ``name``."""

    name: str
    outcome: Outcome
    mentions: tuple[ReportedVictim, ...]


class Figure(Frozen):
    """What one report gives for one outcome: the total of its victim entries.

    ``high`` None means no upper bound. ``figure`` is the one number that the rules work with: the lower bound, vague
    words read as "tens" 10, "dozens" 12, "hundreds" 100; of "up to 20", which has none, 20. Missing people who may have
    been found dead since have no lower bound, either. ``role`` is "part" of a follow-up that counts only some of them,
    those who died since or whom it names, and "claim" where those speak who did it. ``counts`` is False for a copy of
    another report, and for a part where another report counts as many.
    """

    incident_id: str
    article_id: str
    published: date | None
    figure: int
    low: int
    high: int | None
    qualifier: Qualifier
    said_by: str | None
    role: FigureRole = "all"
    counts: bool
    evidence: tuple[Evidence, ...]

    @property
    def has_least(self) -> bool:
        """Whether it tells that there are some, or none: "up to 20" tells neither."""
        return self.low > 0 or self.high == 0


class Toll(Frozen):
    """One outcome over all reports. ``chosen`` is the figure by ``rule``.

    ``low`` and ``high`` are the smallest and the largest figure of the independent sources, ``best`` the one that most
    of them agree with. Neither "up to 20" nor a claim of those who did it is chosen, or best, where there are others.
    ``history`` is in the order of publication, reports without a date last.
    """

    rule: FigureRule
    chosen: int
    low: int
    best: int
    high: int
    sources: int = Field(ge=1, description="Independent sources that give a figure: copies count once.")
    history: tuple[Figure, ...]

    @property
    def bound(self) -> int | None:
        """``high``, or None where it is no upper bound: only "at least" so many are reported, or more died since."""
        counting = [figure for figure in self.history if figure.counts]
        reaching = [figure.published for figure in counting if figure.high == self.high]
        more = [one.published for one in self.history if one.role == "part" and one.high is None and one.published]
        is_open = any(figure.high is None for figure in counting) and not reaching
        return None if is_open or any(all(day and day < later for day in reaching) for later in more) else self.high

    def borne_out(self, number: int) -> int | None:
        """One of its numbers, or None where every report that gives it gives an upper bound alone: "up to" so many."""
        return number if any(one.has_least for one in self.history if one.counts and one.figure == number) else None


class Position(Frozen):
    """One of the values that reports disagree about, and whose it is."""

    value: str
    incident_ids: tuple[str, ...]


class Conflict(Frozen):
    """What reports disagree about. ``field`` is type, date, country, place, perpetrators, or ``casualties.OUTCOME``.

    A toll that only grows with the day of publication is a history and no conflict.
    """

    field: str
    positions: tuple[Position, ...]


class Reason(Frozen):
    """One agreement (``weight`` above 0) or disagreement (below 0) of two reports, in words.

    Weights are natural logarithms of a likelihood ratio: 0.7 doubles the odds that both tell of one event. None is a
    disagreement that forbids it, which a person's join overruled.
    """

    feature: Feature
    weight: float | None
    words: str


class Placement(Frozen):
    """Why a report is in this event: its closest other report here, and what agrees and disagrees between the two.

    ``closest`` is that report's incident id, None for an event of one report. ``weight`` is the mean weight over all
    other reports of the event, 0 for the only one.
    """

    incident_id: str
    closest: str | None
    weight: float
    reasons: tuple[Reason, ...]


class EventProvenance(Frozen):
    """How this event came about."""

    package_version: str
    event_schema: str
    weights: str = Field(description="Version of the table of weights.")
    threshold: float = Field(description="Mean weight from which on two groups of reports are one event.")
    figures: FigureRule
    reviewed: bool = Field(default=False, description="Whether people's reviews were applied to the records.")
    models: tuple[str, ...] = Field(description="The models of the reports, each once, in order of name.")
    record_schemas: tuple[str, ...]
    decisions: tuple[str, ...] = Field(description="Ids of the splits and joins that bear on these reports.")


class Event(Frozen):
    """What happened, once, with all its reports.

    ``event_id`` stays when reports are added; where two events became one, the older one's id stays and ``merged_from``
    names the other. ``types`` are all types reported, the commonest first, which is ``type``; so is ``stage``.
    ``casualties`` has a toll for each outcome that a report gives a number for. ``reports`` are in the order of
    publication, those without a date last.
    """

    schema_version: Literal["event/1"] = EVENT_SCHEMA
    event_id: str
    merged_from: tuple[str, ...]
    type: str
    types: tuple[str, ...]
    acled_sub_event: str | None
    iptc_media_topic: str | None
    stage: Stage
    date: ReportedDate | None
    place: ReportedPlace | None
    perpetrators: tuple[EventPerpetrator, ...]
    targets: tuple[EventTarget, ...]
    weapons: tuple[EventWeapon, ...]
    victims: tuple[EventVictim, ...]
    casualties: dict[Outcome, Toll]
    reports: tuple[EventReport, ...]
    conflicts: tuple[Conflict, ...]
    why: tuple[Placement, ...]
    provenance: EventProvenance
