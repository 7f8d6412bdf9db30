"""The project's own gold format: JSON Lines, one document a line.

``doc_id`` is the article's id, the id that its file gives it, its path, or its file's name with or without the suffix.
``incidents`` is empty where the document reports none, and holds otherwise what a right record would::

    {"doc_id": "harbour.txt", "incidents": [{
      "type": "bombing", "stage": "accomplished", "date": "2024-03-05", "country": "Peru", "places": ["Lima", "Callao"],
      "weapons": ["car bomb"],
      "perpetrators": [{"name": ["Shining Path", "SL"], "kind": "organization", "status": "claimed"}],
      "targets": [{"name": "customs house", "effect": "damaged"}],
      "victims": [{"name": "Ana Ruiz", "outcome": "killed"},
                  {"group": "dock workers", "count": "6-8", "outcome": "injured"}]}]}

Only ``doc_id``, ``incidents`` and an incident's ``type`` are needed; what is left out, or null, is not scored, but a
role that is left out has no entity, so whatever a run names there is wrong. Where several readings are right, give a
list of them: of types, stages, countries, dates, statuses, effects, counts, outcomes, and of the names of one thing. A
date is a day, or two with a slash, of which one may be missing (``/2024-03-05``: on or before; ``2024-03-05/``: on or
after). A count is written as models write it, ``6``, ``6+``, ``~6``, ``6-8``, ``several``, or is a number; ``-6`` is
at most.
``"optional": true`` marks what may as well be left out; it is scored like the rest. Victims count in the five roles
only by name, and entries of a role whose names are compared as the same count once.
Incidents of one document that differ in nothing that the metric looks at (two earthquakes, without names) are two.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from summarizer.errors import ConfigurationError
from summarizer.evaluation.alignment import normalize_name
from summarizer.evaluation.gold import (
    GoldCount,
    GoldDate,
    GoldDocument,
    GoldFact,
    GoldPlace,
    GoldSet,
    GoldTemplate,
    GoldVictims,
    Names,
)
from summarizer.files import TwoValuesError, parse_json, require_one_value
from summarizer.schemas.record import Outcome, Stage, Status
from summarizer.schemas.types import TYPE_NAMES
from summarizer.schemas.wire import EFFECTS
from summarizer.values import describe_invalid

_COUNT = re.compile(r"~?[0-9]{1,9}|[0-9]{1,9}\+|[0-9]{1,9}-[0-9]{1,9}|-[0-9]{1,9}|several")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_A_COUNT = 'a count is "6", "6+" (at least), "~6" (about), "6-8", "-6" (at most) or "several"'
_A_DATE = "a date is 2024-03-05, 2024-03-05/2024-03-07, /2024-03-05 or 2024-03-05/"
_REMEDY = "Write a document a line as 'summarizer annotate RUN' prints them."

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else () if value is None else (value,)


def _check_type(name: str) -> str:
    if name not in TYPE_NAMES:
        raise ValueError(f"{name!r} is no incident type; 'summarizer schemas show wire/incident/1' lists them")
    return name


def _check_effects(effects: tuple[str, ...]) -> tuple[str, ...]:
    if effects and not {*effects} & {*EFFECTS}:
        raise ValueError(f"{effects[0]!r} is no effect that a record has: write {', '.join(EFFECTS)}")
    return effects


def _check_entity(names: Names) -> Names:
    if not any(map(normalize_name, names)):
        raise ValueError(f"of {names[0]!r} nothing is compared: leave it out, or give a name")
    return names


def _read_date(value: Any) -> GoldDate:
    first, slash, last = str(value).partition("/")
    if not all(_DAY.fullmatch(day) for day in (first, last) if day):
        raise ValueError(_A_DATE)
    try:
        earliest = date.fromisoformat(first) if first else None
        latest = date.fromisoformat(last) if last else None if slash else earliest
    except ValueError:
        raise ValueError(_A_DATE) from None
    if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
        raise ValueError(_A_DATE)
    return GoldDate(earliest=earliest, latest=latest)


def _read_count(value: Any) -> GoldCount:
    text = str(value)
    if not _COUNT.fullmatch(text):
        raise ValueError(_A_COUNT)
    if text == "several":
        return GoldCount(low=2, high=None)
    low, dash, high = text.strip("~+").partition("-")
    count = GoldCount(low=int(low or 0), high=None if text.endswith("+") else int(high if dash else low))
    if count.high is not None and count.low > count.high:
        raise ValueError("a range runs from the smaller number to the larger")
    return count


Many = Annotated[tuple[T, ...], BeforeValidator(_as_tuple)]
"""A list, one value for a list of it alone, or null for none."""
_Name = Annotated[str, Field(min_length=1, pattern=r"\S")]
_Names = Annotated[Many[_Name], Field(min_length=1)]
_Entity = Annotated[_Names, AfterValidator(_check_entity)]
_Date = Annotated[GoldDate, BeforeValidator(_read_date)]
_Count = Annotated[GoldCount, BeforeValidator(_read_count)]
_Types = Annotated[Many[Annotated[str, AfterValidator(_check_type)]], Field(min_length=1)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Perpetrator(_Line):
    name: _Entity
    kind: Literal["individual", "organization"]
    status: Many[Status] = ()
    optional: bool | None = False


class _Target(_Line):
    name: _Entity
    effect: Annotated[Many[str], AfterValidator(_check_effects)] = ()
    optional: bool | None = False


class _Victim(_Line):
    name: _Entity | None = None
    group: _Entity | None = None
    count: Many[_Count] = ()
    outcome: Many[Outcome] = ()
    optional: bool | None = False

    @model_validator(mode="after")
    def _check_one(self) -> "_Victim":
        if (self.name is None) == (self.group is None):
            raise ValueError("a victim has either a name or a group")
        return self


class _Incident(_Line):
    type: _Types
    stage: Many[Stage] = ()
    date: Many[_Date] = ()
    country: Many[_Name] = ()
    places: Many[_Names] = ()
    weapons: Many[_Entity] = ()
    perpetrators: Many[_Perpetrator] = ()
    targets: Many[_Target] = ()
    victims: Many[_Victim] = ()
    optional: bool | None = False


class _Document(_Line):
    doc_id: _Name
    incidents: list[_Incident]


def load_jsonl_gold(path: Path) -> GoldSet:
    """The documents of a gold file, in its order; empty lines are skipped.

    Raises: ConfigurationError, which names the file and the line.
    """
    documents: dict[str, GoldDocument] = {}
    for where, document in read_gold(path, _Document, _REMEDY):
        if document.doc_id in documents:
            raise ConfigurationError(
                f"{where}: doc_id {document.doc_id!r} stands there a second time. Put all its incidents on one line."
            )
        documents[document.doc_id] = _build_document(document)
    if not documents:
        raise ConfigurationError(f"{path}: no document stands in this gold file. {_REMEDY}")
    return GoldSet(name=path.name, documents=tuple(documents.values()), same_once=False)


def read_gold_line(line: str, where: str) -> GoldDocument:
    """The document of one line. Raises: ConfigurationError, which begins with ``where``."""
    return _build_document(_parse(line, _Document, where, _REMEDY))


def read_gold(path: Path, kind: type[M], remedy: str) -> Iterator[tuple[str, M]]:
    """What the lines of a gold file that are not empty hold, each with where it stands. Raises: ConfigurationError."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    where = f"{path}: line {number}"
                    yield where, _parse(line, kind, where, remedy)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: the gold cannot be read: {error}. Give a text file in UTF-8.") from error


def _parse(line: str, kind: type[M], where: str, remedy: str) -> M:
    try:
        value = kind.model_validate_json(line)
        parse_json(line, object_pairs_hook=require_one_value)
    except ValidationError as error:
        told = describe_invalid(error).replace(" at line 1 column ", " at column ")
        raise ConfigurationError(f"{where}: {told}. {remedy}") from error
    except TwoValuesError as error:
        raise ConfigurationError(f"{where}: {error}.") from error
    except ValueError:  # NaN or the like, in a field that the kind does not read
        pass
    return value


def _build_document(document: _Document) -> GoldDocument:
    return GoldDocument(doc_id=document.doc_id, templates=tuple(map(_build_template, document.incidents)))


def _build_template(incident: _Incident) -> GoldTemplate:
    people = incident.perpetrators
    countries: list[str | None] = [*incident.country] or [None] * bool(incident.places)
    return GoldTemplate(
        types=incident.type,
        roles={
            "PerpInd": _entities(one.name for one in people if one.kind == "individual"),
            "PerpOrg": _entities(one.name for one in people if one.kind == "organization"),
            "Target": _entities(one.name for one in incident.targets),
            "Victim": _entities(one.name for one in incident.victims if one.name),
            "Weapon": _entities(incident.weapons),
        },
        stages=incident.stage,
        dates=incident.date,
        locations=tuple(GoldPlace(country=country, places=incident.places) for country in countries),
        statuses=tuple(GoldFact(names=one.name, values=one.status) for one in people if one.status),
        effects=tuple(GoldFact(names=one.name, values=one.effect) for one in incident.targets if one.effect),
        victims=tuple(
            GoldVictims(names=one.name or one.group or (), counts=one.count, outcomes=one.outcome)
            for one in incident.victims
        ),
    )


def _entities(entries: Iterable[Names]) -> tuple[Names, ...]:
    """The entities of a role; of entries whose names are compared as the same, the first."""
    once: dict[frozenset[str], Names] = {}
    for names in entries:
        once.setdefault(frozenset(map(normalize_name, names)), names)
    return tuple(once.values())
