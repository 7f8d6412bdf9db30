"""Wire schemas, version 1: what a model answers.

Small, flat, cheap in tokens. Every property is required and alternatives are spelled as unions, because llama.cpp's
grammar puts required properties before optional ones whatever their order, and the key order below is the one that
the shared adapter was trained on. Descriptions are prompt text: templates print them.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from summarizer.schemas.types import TYPE_NAMES

Cite = Annotated[list[int], Field(description="Numbers of the sentences that state the value.")]

CountText = Annotated[
    Annotated[str, Field(pattern=r"^(~?[0-9]{1,9}|[0-9]{1,9}\+|[0-9]{1,9}-[0-9]{1,9}|several)$")] | None,
    Field(description="How many: 6 exactly, 6+ at least, ~6 about, 6-8 a range, several; null if not said."),
]

OutcomeText = Annotated[
    Literal[
        "killed",
        "injured",
        "missing",
        "kidnapped",
        "freed",
        "unharmed",
        "survived",
        "targeted",
        "escaped",
        "resigned",
        "displaced",
        "arrested",
    ],
    Field(description="What happened to them; one entry per outcome."),
]

Effect = Literal["destroyed", "damaged", "undamaged", "money taken", "property taken", "taken"]
EFFECTS: tuple[str, ...] = get_args(Effect)

_Type = Literal[TYPE_NAMES]  # type: ignore[valid-type]

WHOLE = ""
"""Stands for all of an entry among its confidences."""

TypeName = Annotated[_Type, Field(description="The narrowest type that fits.")]


class WireModel(BaseModel):
    """Base of everything a model answers: closed to unknown keys."""

    model_config = ConfigDict(extra="forbid")

    _confidences: dict[str, float] = PrivateAttr(default_factory=dict)

    @property
    def confidences(self) -> dict[str, float]:
        """How likely it is right, as a ``WHOLE``, by field, and by name as ``places/Kabul``. Copies have the same.

        Empty unless ``resolving.confidence`` put it there: no part of what a model answers.
        """
        return self._confidences

    def with_confidences(self, confidences: dict[str, float], **update: object) -> Self:
        """A copy with these confidences, and with some fields set anew."""
        copied = self.model_copy(update=update)
        copied._confidences = confidences  # noqa: SLF001 - its own
        return copied

    @property
    def label(self) -> str:
        """The name or the group of an entry; empty for what has neither."""
        return str(getattr(self, "name", None) or getattr(self, "group", None) or "")


class WireDate(WireModel):
    """When it happened."""

    text: str = Field(description="The article's own words for when the incident happened, not when it was reported.")
    cite: Cite


class WireWeapon(WireModel):
    """What was used."""

    name: str = Field(description="The weapon or means, as the article writes it.")
    cite: Cite


class WireIndividual(WireModel):
    """People who did it, or are said to have."""

    name: str = Field(description="Who, as the article writes it.")
    kind: Literal["individual"]
    cite: Cite


class WireOrganization(WireModel):
    """The organization behind it, or said to be."""

    name: str = Field(description="The organization, as the article writes it.")
    kind: Literal["organization"]
    status: Literal["reported", "claimed", "accused", "accused by authorities", "possible", "cleared"] = Field(
        description="claimed only if the organization itself claims or admits it."
    )
    cite: Cite


WirePerpetrator = WireIndividual | WireOrganization


class WireTarget(WireModel):
    """A building, vehicle, place or thing that was attacked or struck."""

    name: str = Field(description="The thing, as the article writes it; people belong under victims.")
    effect: Effect | None
    cite: Cite


class WireVictimName(WireModel):
    """One person harmed or aimed at, by name."""

    name: str = Field(description="A person's proper name.")
    count: CountText
    outcome: OutcomeText
    cite: Cite


class WireVictimGroup(WireModel):
    """People harmed or aimed at, by description."""

    group: str = Field(description="A description without the number, as the article writes it: US troops.")
    count: CountText
    outcome: OutcomeText
    cite: Cite


WireVictim = WireVictimName | WireVictimGroup


class WireIncident(WireModel):
    """One distinct incident."""

    _type_shares: dict[str, float] = PrivateAttr(default_factory=dict)
    _weighed_types: dict[str, float] = PrivateAttr(default_factory=dict)
    _why_type: str = PrivateAttr(default="")

    @property
    def type_shares(self) -> dict[str, float]:
        """How likely the model held each type, from 0 to 1. Copies have the same.

        Empty unless ``resolving.told_types`` put it there: no part of what a model answers.
        """
        return self._type_shares

    @property
    def weighed_types(self) -> dict[str, float]:
        """How likely each type is by the model and the article's words together, likewise; empty if not weighed."""
        return self._weighed_types

    @property
    def why_type(self) -> str:
        """Why it has another type than the model gave it; empty where it has that one."""
        return self._why_type

    def with_type(self, kind: str, *, why: str) -> Self:
        """A copy of another type, and why it has it."""
        copy = self.model_copy(update={"type": kind})
        copy._why_type = why  # noqa: SLF001 - its own
        return copy

    type: TypeName
    stage: Literal["accomplished", "attempted", "threatened"]
    date: WireDate | None
    country: str | None = Field(description="The country, as the article writes it.")
    places: list[str] = Field(
        description="Places from broad to narrow, without the country, as the article writes them."
    )
    place_cite: Cite
    weapons: list[WireWeapon]
    perpetrators: list[WirePerpetrator]
    targets: list[WireTarget]
    victims: list[WireVictim]


class IncidentAnswer(WireModel):
    """Wire schema ``incident``, version 1: the incidents of one article."""

    gist: Annotated[list[int], Field(description="Numbers of the one to three sentences that sum the article up.")]
    incidents: Annotated[list[WireIncident], Field(description="One entry per distinct incident; [] if there is none.")]


class WireSaidVictimName(WireVictimName):
    """One person harmed or aimed at, by name, and who says so."""

    said_by: str | None = Field(description="Who says so, as the article writes it; null if the article itself does.")


class WireSaidVictimGroup(WireVictimGroup):
    """People harmed or aimed at, by description, and who says so."""

    said_by: str | None = Field(description="Who says so, as the article writes it; null if the article itself does.")


class WireSaidIncident(WireIncident):
    """One distinct incident, with who says so for each group of victims."""

    victims: list[WireSaidVictimName | WireSaidVictimGroup]  # type: ignore[assignment]


class WirePublication(WireModel):
    """Whether the text contradicts the publication date that came with it."""

    contradicted: bool = Field(description="true only if the text shows that it was published at another time.")
    cite: Cite


class ArticleAnswer(WireModel):
    """Wire schema ``article``, version 1: the incidents of one article, a summary, and a check of its date."""

    gist: Annotated[list[int], Field(description="Numbers of the one to three sentences that sum the article up.")]
    incidents: Annotated[
        list[WireSaidIncident], Field(description="One entry per distinct incident; [] if there is none.")
    ]
    summary: str = Field(description="One to three sentences in your own words; only names and numbers of the article.")
    publication: WirePublication


class CoverageAnswer(WireModel):
    """Wire schema ``coverage``, version 1: the people harmed in a few sentences."""

    victims: list[WireVictim]


class AbstractAnswer(WireModel):
    """Wire schema ``abstract``, version 1: a summary in one to three sentences."""

    summary: str = Field(description="One to three sentences; only names and numbers of the sentences shown.")


WIRE_SCHEMAS: dict[str, type[WireModel]] = {
    "incident/1": IncidentAnswer,
    "article/1": ArticleAnswer,
    "coverage/1": CoverageAnswer,
    "abstract/1": AbstractAnswer,
}
