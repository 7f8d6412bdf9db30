"""Gold documents: what a person, or an answer key, says that an article reports. Every loader yields these."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from summarizer.schemas.record import Frozen

Role = Literal["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
ROLES: tuple[Role, ...] = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


Names = Annotated[tuple[str, ...], Field(min_length=1)]
"""What one thing or person is called: any of them is right."""


class GoldDate(Frozen):
    """One permitted reading of when: inclusive bounds; None is open on that side."""

    earliest: date | None
    latest: date | None

    @property
    def is_day(self) -> bool:
        """True where it names one day."""
        return self.earliest is not None and self.earliest == self.latest


class GoldPlace(Frozen):
    """One permitted reading of where. ``places`` run from broad to narrow; of each, any one name is right."""

    country: str | None
    places: tuple[tuple[str, ...], ...] = ()


class GoldCount(Frozen):
    """One permitted number: inclusive bounds; ``high`` None is unbounded."""

    low: int
    high: int | None


class GoldVictims(Frozen):
    """One person or group: its names and descriptions, how many, and what happened to them.

    Of ``counts`` and of ``outcomes`` any one is right; empty where the gold does not say.
    """

    names: Names
    counts: tuple[GoldCount, ...] = ()
    outcomes: tuple[str, ...] = ()


class GoldFact(Frozen):
    """What holds of one entity, a perpetrator's status or the effect on a target: any of ``values`` is right."""

    names: Names
    values: tuple[str, ...] = Field(min_length=1)


class GoldEntry(Frozen):
    """What a register says of one incident, whether or not the article says it.

    ``killed`` and ``injured`` hold the register's number, then the other numbers that an article may as well give.
    ``city`` and ``state`` are forms of one name. ``written`` says which of the two stand in the article.
    """

    killed: tuple[int, ...] = Field(min_length=1)
    injured: tuple[int, ...] = Field(min_length=1)
    day: date
    city: tuple[str, ...]
    state: tuple[str, ...]
    written: frozenset[Literal["city", "state"]]


class GoldTemplate(Frozen):
    """One incident. Statuses, outcomes and effects are in the words of the record schema; types are the gold's own.

    ``types``, ``stages``, ``dates`` and ``locations`` are alternatives: any one is right; the last three are empty
    where the gold does not say.
    """

    types: tuple[str, ...] = Field(min_length=1)
    roles: dict[Role, tuple[Names, ...]]
    stages: tuple[str, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    locations: tuple[GoldPlace, ...] = ()
    statuses: tuple[GoldFact, ...] = ()
    victims: tuple[GoldVictims, ...] = ()
    effects: tuple[GoldFact, ...] = ()
    entry: GoldEntry | None = None


class GoldDocument(Frozen):
    """One document and its incidents, none where it reports none."""

    doc_id: str
    templates: tuple[GoldTemplate, ...] = ()


class GoldSet(Frozen):
    """Documents to score against. ``types`` maps a record's incident types to the gold's; others stay as they are.

    ``same_once``: templates of a document that are the same to the metric count once, as MUC-4's are scored. ``roles``
    are those that the gold keeps; what a run has in others is not scored. ``names_only``: perpetrators are known by
    name alone, and descriptions of them are not scored.
    """

    name: str
    documents: tuple[GoldDocument, ...]
    types: dict[str, str] = Field(default_factory=dict)
    same_once: bool = True
    roles: tuple[Role, ...] = ROLES
    names_only: bool = False
