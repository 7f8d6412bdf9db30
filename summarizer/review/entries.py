"""What a reviewer may write for a value, and the record's value that it makes."""

from datetime import date
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from summarizer.errors import ReviewError
from summarizer.evidence.values import is_held
from summarizer.language.countries import country_code
from summarizer.language.dates.resolving import is_timeless, resolve_date
from summarizer.language.dates.values import precision_of
from summarizer.language.folding import squeeze
from summarizer.language.numbers import SIGNS, CountRange, tell_range
from summarizer.resolving.totals import sum_victims
from summarizer.review.evidence import Grounds
from summarizer.schemas.record import (
    Attribution,
    Count,
    Frozen,
    Incident,
    IncidentDate,
    Outcome,
    Perpetrator,
    Place,
    PlaceName,
    Qualifier,
    Stage,
    Status,
    Target,
    Victim,
    Weapon,
)
from summarizer.schemas.types import INCIDENT_TYPES
from summarizer.schemas.wire import EFFECTS, TypeName
from summarizer.values import describe_invalid

N = TypeVar("N", PlaceName, Weapon, Target)

MOST_WORDS = 1_000
_MOST_ENTRIES = 200
_DIGITS = SIGNS._replace(at_most="up to {high}")
_TYPES = {kind.name: kind for kind in INCIDENT_TYPES}


def _folded(value: Any) -> Any:
    return squeeze(value) if isinstance(value, str) else value


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _known_effect(value: str) -> str:
    if value not in EFFECTS:
        raise ValueError(f"it is none of {', '.join(EFFECTS)}")
    return value


Words = Annotated[str, Field(min_length=1, max_length=MOST_WORDS), BeforeValidator(_folded)]
Story = Annotated[str, Field(min_length=1, max_length=20_000), BeforeValidator(_folded)]
Number = Annotated[int, Field(ge=0, le=10**12, strict=True)]
Kind = Literal["individual", "organization"]
Effect = Annotated[str, AfterValidator(_known_effect)]


class NewCount(Frozen):
    """How many: bounds that include their ends, None where that side is open, and the article's words for it."""

    low: Number | None = None
    high: Number | None = None
    text: Annotated[str, Field(max_length=MOST_WORDS), BeforeValidator(_folded)] = ""

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is more than high")
        return self


class NewDate(Frozen):
    """When: the article's words, and the days they mean, both ends included; without days, the words are resolved."""

    earliest: date | None = None
    latest: date | None = None
    text: Annotated[str, Field(max_length=MOST_WORDS), BeforeValidator(_folded)] = ""

    @model_validator(mode="after")
    def _says_a_time(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("earliest is after latest")
        if not (self.earliest or self.latest or self.text):
            raise ValueError("give days, or the article's words")
        return self


class NewName(Frozen):
    """A place or weapon; its name alone will do."""

    name: Words


class NewTarget(Frozen):
    """What was struck, and what became of it."""

    name: Words
    effect: Effect | None = None


class NewPerpetrator(Frozen):
    """Who did it. The status is an organization's alone."""

    name: Words
    kind: Kind = "organization"
    status: Status | None = None

    @model_validator(mode="after")
    def _has_its_status(self) -> Self:
        if self.kind == "individual" and self.status is not None:
            raise ValueError("an individual has no status")
        return self


class NewVictim(Frozen):
    """One person or one group with one outcome."""

    name: Words | None = None
    group: Words | None = None
    outcome: Outcome
    count: NewCount | None = None
    said_by: Words | None = None

    @model_validator(mode="after")
    def _is_one_or_many(self) -> Self:
        if (self.name is None) == (self.group is None):
            raise ValueError("give either a name or a group")
        return self


NamedAlone = Annotated[NewName, BeforeValidator(_named)]
NamedTarget = Annotated[NewTarget, BeforeValidator(_named)]
Names = Annotated[tuple[NamedAlone, ...], Field(max_length=_MOST_ENTRIES)]


class NewIncident(Frozen):
    """One incident, as far as the reviewer tells it."""

    type: TypeName
    stage: Stage = "accomplished"
    date: NewDate | None = None
    country: Words | None = None
    places: Names = ()
    weapons: Names = ()
    perpetrators: Annotated[tuple[NewPerpetrator, ...], Field(max_length=_MOST_ENTRIES)] = ()
    targets: Annotated[tuple[NamedTarget, ...], Field(max_length=_MOST_ENTRIES)] = ()
    victims: Annotated[tuple[NewVictim, ...], Field(max_length=_MOST_ENTRIES)] = ()


def read_new(kind: Any, value: Any) -> Any:
    """The value as that kind. Raises: ReviewError naming the part of ``new`` that is wrong."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise ReviewError(f"{describe_invalid(error, within='new')}.") from error


def make_count(new: NewCount, grounds: Grounds) -> Count:
    """The count, with the qualifier that its words or else its bounds have.

    Words for another number are no words of it: a reviewer who corrected the number may have left them. Raises:
    ReviewError where it has no bounds, and words for no number.
    """
    read = grounds.read_count(new.text)
    if read is None and new.low is None and new.high is None:
        raise ReviewError("new: give low, high, or words for one number.")
    claimed = CountRange(low=new.low, high=new.high, qualifier=_qualifier(new.low, new.high))
    if read is not None and (new.low, new.high) in ((read.low, read.high), (None, None)):
        claimed = read
    words = "" if read is not None and _differ(read, claimed) else new.text
    evidence = grounds.number(words, claimed)
    text = words or (squeeze(evidence[0].text) if is_held(evidence) else tell_range(claimed, _DIGITS))
    return Count(**claimed.model_dump(), text=text, evidence=evidence)


def _qualifier(low: int | None, high: int | None) -> Qualifier:
    if low == high:
        return "unknown" if low is None else "exact"
    return "at_least" if high is None else "at_most" if low is None else "range"


def _differ(read: CountRange, claimed: CountRange) -> bool:
    if "several" in (read.qualifier, claimed.qualifier):
        return False
    low = max(one.low or 0 for one in (read, claimed))
    return any(one.high is not None and one.high < low for one in (read, claimed))


def make_date(new: NewDate, grounds: Grounds, *, published: date | None, before: str = "") -> IncidentDate:
    """The date; ``before`` are the words it had, for days without words, if they tell a time.

    Days that the reviewer gives are taken.
    """
    text = new.text or ("" if is_timeless(before) else before) or str(new.earliest or new.latest)
    read = resolve_date(text, published=published)
    earliest, latest = new.earliest or new.latest, new.latest or new.earliest
    if earliest is None or latest is None:
        earliest, latest = read.earliest, read.latest
    same = (earliest, latest) == (read.earliest, read.latest)
    return IncidentDate(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=read.precision if same or earliest is None or latest is None else precision_of(earliest, latest),
        basis=read.basis,
        evidence=grounds.words(text),
    )


def make_named(kind: type[N], new: NewName | NewTarget, grounds: Grounds) -> N:
    """A place, weapon or target with its evidence."""
    return kind(**dict(new), evidence=grounds.words(new.name))


def make_perpetrator(new: NewPerpetrator, grounds: Grounds) -> Perpetrator:
    """The perpetrator with its evidence; an organization of which no more is said is ``reported``."""
    status = new.status or ("reported" if new.kind == "organization" else None)
    return Perpetrator(name=new.name, kind=new.kind, status=status, evidence=grounds.words(new.name))


def make_victim(new: NewVictim, grounds: Grounds) -> Victim:
    """The entry with its evidence."""
    return Victim(
        name=new.name,
        group=new.group,
        outcome=new.outcome,
        count=None if new.count is None else make_count(new.count, grounds),
        said_by=None if new.said_by is None else make_attribution(new.said_by, grounds),
        evidence=grounds.words(new.name or new.group or ""),
    )


def make_attribution(text: str, grounds: Grounds) -> Attribution:
    """Who says so, with the evidence."""
    return Attribution(text=text, evidence=grounds.words(text))


def make_country(name: str, grounds: Grounds) -> dict[str, Any]:
    """The part of a place that tells the country; the code is None where ISO 3166-1 has no country of that name."""
    return {
        "country": name,
        "country_code": country_code(name),
        "country_evidence": [item.model_dump(mode="json") for item in grounds.country(name)],
    }


def make_type(name: str) -> dict[str, Any]:
    """The part of an incident that tells its type, with the codes that belong to it."""
    kind = _TYPES[name]
    return {"type": name, "acled_sub_event": kind.acled_sub_event, "iptc_media_topic": kind.iptc_media_topic}


def make_incident(new: NewIncident, grounds: Grounds, *, incident_id: str, published: date | None) -> Incident:
    """The incident with its evidence, each value looked for in all sentences picked for it."""
    victims = tuple(make_victim(victim, grounds) for victim in new.victims)
    place = {"country": None, "country_code": None, "country_evidence": ()}
    if new.country is not None:
        place = make_country(new.country, grounds)
    return Incident(
        incident_id=incident_id,
        **make_type(new.type),
        stage=new.stage,
        date=None if new.date is None else make_date(new.date, grounds, published=published),
        place=Place.model_validate({**place, "places": [make_named(PlaceName, name, grounds) for name in new.places]}),
        weapons=tuple(make_named(Weapon, weapon, grounds) for weapon in new.weapons),
        perpetrators=tuple(make_perpetrator(entry, grounds) for entry in new.perpetrators),
        targets=tuple(make_named(Target, target, grounds) for target in new.targets),
        victims=victims,
        totals=sum_victims(victims),
    )
