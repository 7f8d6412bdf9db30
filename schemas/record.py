"""Record schema, version 1: what users get for one article.

All offsets are Unicode code points into ``Article.text``, half-open: ``text[start:end]`` is the span. Sentence numbers
start at 1. Models are frozen; sequences are tuples. ``None`` means that the article (or the model) did not say.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, field_serializer, field_validator
from typing_extensions import TypeVar

RECORD_SCHEMA: Literal["incident-record/1"] = "incident-record/1"

CUSTOM_RECORD_SCHEMA: Literal["custom-record/1"] = "custom-record/1"


EvidenceStatus = Literal["exact", "normalized", "fuzzy", "not_found"]

Severity = Literal["info", "warning"]

Page = Annotated[
    int | None,
    Field(
        ge=1,
        exclude_if=lambda page: page is None,
        description="Page of the file on which the sentence begins, from 1; not written where the file has no pages.",
    ),
]

Confidence = Annotated[
    float | None,
    Field(
        ge=0,
        le=1,
        exclude_if=lambda confidence: confidence is None,
        description="Probability that it is right; not written where none is known.",
    ),
]
"""How likely a value is right, all that it says and the incident it is of included, by the probabilities that the model
gave the tokens of it, calibrated on gold. None where the model tells no probabilities or is not calibrated, and for
what the model did not say so: values filled in or corrected by rules, found by a second question, or by a reviewer.
"""

Qualifier = Literal["exact", "at_least", "at_most", "about", "range", "several", "unknown"]

DatePrecision = Literal["day", "week", "month", "year", "unknown"]

DateBasis = Literal["explicit", "relative", "weekday", "unknown"]

PublishedBasis = Literal["given", "dateline", "text", "address", "retrieved"]
Origin = Literal["live", "cache", "batch"]

Outcome = Literal[
    "killed",
    "injured",
    "missing",
    "kidnapped",
    "freed",
    "unharmed",
    "survived",
    "escaped",
    "targeted",
    "resigned",
    "displaced",
    "arrested",
]

Status = Literal["reported", "claimed", "accused", "accused by authorities", "possible", "cleared"]

Stage = Literal["accomplished", "attempted", "threatened"]


class Frozen(BaseModel):
    """A value: immutable, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """Where the article says a value.

    ``status`` tells how the value stands there: ``exact`` letter for letter, ``normalized`` but for quotes, dashes,
    white space and case, ``fuzzy`` within a small edit distance with every number, negation and name agreeing,
    ``not_found`` when the cited sentence does not hold the value: the span is then the whole cited sentence.
    """

    sentence: int = Field(ge=1, description="Number of the sentence, from 1.")
    start: int = Field(ge=0, description="First code point of the span in the article's text.")
    end: int = Field(ge=0, description="One past the last code point of the span.")
    text: str = Field(description="The article's text between start and end, unchanged.")
    status: EvidenceStatus
    page: Page = None


class Sentence(Frozen):
    """One numbered sentence. ``text[start:end]`` is the sentence without surrounding white space."""

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    page: Page = None


class ArticleInfo(Frozen):
    """What is known of the article. ``path`` is as the caller gave it; None for text passed in directly.

    ``published_basis`` says where the day of publication was found: ``given`` with the article, in an agency's
    ``dateline``, in a line of its own in the ``text``, or in the ``address``; ``retrieved``: told without its year,
    which is that of the last such day until the article was retrieved; None without a day. ``language`` is the ISO 639
    code as recognised; None where the text is too short or in too much doubt to tell.
    """

    article_id: str
    path: str | None
    sha256: str = Field(description="SHA-256 of the article's text as UTF-8.")
    title: str | None
    published: date | None
    published_basis: PublishedBasis | None = None
    source: str | None
    url: str | None
    language: str | None = None


class Count(Frozen):
    """How many. ``low`` and ``high`` are inclusive bounds; None means unbounded or unknown on that side."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    text: str = Field(description="The article's words for the number, or the model's where the article has none.")
    evidence: tuple[Evidence, ...]


class Attribution(Frozen):
    """Who says so, in the article's words."""

    text: str
    evidence: tuple[Evidence, ...]


class Victim(Frozen):
    """One person (``name``) or one group (``group``) with one outcome. Exactly one of ``name`` and ``group`` is set.

    ``confidence`` is of the entry: who, the outcome and the number.
    """

    name: str | None
    group: str | None
    outcome: Outcome
    count: Count | None
    said_by: Attribution | None
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class Perpetrator(Frozen):
    """Who did it, or is said to have. ``status`` is None for individuals."""

    name: str
    kind: Literal["individual", "organization"]
    status: Status | None
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class Weapon(Frozen):
    """What was used."""

    name: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class Target(Frozen):
    """What was attacked or struck, and what became of it."""

    name: str
    effect: str | None
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class IncidentDate(Frozen):
    """When. ``earliest`` and ``latest`` are inclusive; both None where the words could not be resolved."""

    text: str
    earliest: date | None
    latest: date | None
    precision: DatePrecision
    basis: DateBasis
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class PlaceName(Frozen):
    """One place as the article spells it."""

    name: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class Place(Frozen):
    """Where. ``places`` run from broad to narrow and do not repeat the country.

    ``admin1`` is the state, province or other first-level region that the places lie in, as far as they tell it.
    """

    country: str | None
    country_code: str | None = Field(description="ISO 3166-1 alpha-2.")
    country_evidence: tuple[Evidence, ...]
    country_confidence: Confidence = None
    admin1: str | None = Field(
        default=None, description="First-level region, by its English name, or else ISO 3166-2's."
    )
    admin1_code: str | None = Field(default=None, description="ISO 3166-2.")
    places: tuple[PlaceName, ...]


class Total(Frozen):
    """Sum over disjoint victim entries with one outcome; where these leave it open, the toll that the article gives.

    That is the number of its headline, or else of its opening. ``high`` None means no upper bound is stated.
    """

    low: int
    high: int | None


class Incident(Frozen):
    """One distinct incident. ``confidence`` is that the article reports it, and as one of that type."""

    incident_id: str
    type: str
    acled_sub_event: str | None
    iptc_media_topic: str | None
    stage: Stage
    date: IncidentDate | None
    place: Place
    weapons: tuple[Weapon, ...]
    perpetrators: tuple[Perpetrator, ...]
    targets: tuple[Target, ...]
    victims: tuple[Victim, ...]
    totals: dict[Outcome, Total]
    confidence: Confidence = None


class Finding(Frozen):
    """Something a reader should know. ``field`` is a path such as ``incidents[0].victims[1].count``, or a part."""

    code: str
    severity: Severity
    field: str
    message: str
    evidence: tuple[Evidence, ...] = ()


class Attempt(Frozen):
    """One request to a model. Tokens are None where the provider reported none.

    ``cached_tokens`` are a part of ``prompt_tokens``, ``thinking_tokens`` of ``completion_tokens``.
    """

    purpose: str
    outcome: Literal["answered", "invalid", "truncated", "refused", "failed"]
    prompt_tokens: int | None
    cached_tokens: int | None
    completion_tokens: int | None
    thinking_tokens: int | None = None
    seconds: float
    error: str | None = None
    origin: Origin = Field(
        default="live",
        description="live: asked in this run. cache: an identical request's stored answer. batch: a provider's batch.",
    )
    cost_usd: float | None = Field(
        default=None, description="What it cost; 0 for the embedded model and the cache; None where no price is known."
    )
    model: str | None = Field(
        default=None,
        exclude_if=lambda model: model is None,
        description="The model that was asked, where that is not the record's own; not written where it is.",
    )


class PromptUse(Frozen):
    """A prompt that was asked: ``incident/general``, its version, and the SHA-256 of its file."""

    id: str
    version: int
    sha256: str


class ModelUse(Frozen):
    """The model that answered. The hashes are known only for the embedded model."""

    id: str
    base_url: str | None
    file_sha256: str | None
    adapter_sha256: str | None


class Provenance(Frozen):
    """How this record came about."""

    prompts: tuple[PromptUse, ...]
    wire_schema: str
    record_schema: str = Field(description="The schema that the record was made under.")
    model: ModelUse
    parameters: dict[str, Any]
    attempts: tuple[Attempt, ...]
    seconds: float
    package_version: str


class Summary(Frozen):
    """The record of one article: a short summary, its key sentences, the incidents, and what was noticed."""

    schema_version: Literal["incident-record/1"] = RECORD_SCHEMA
    article: ArticleInfo
    summary: str
    key_sentences: tuple[Sentence, ...]
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance


class FieldEvidence(Frozen):
    """Evidence of one field of a user's own model; ``field`` is a path into ``answer``."""

    field: str
    evidence: tuple[Evidence, ...]


Answer_co = TypeVar("Answer_co", covariant=True, default=dict[str, Any])


class CustomSummary(Frozen, Generic[Answer_co]):
    """The record of one article under a user's own schema: the validated answer and the evidence its cites point at."""

    schema_version: Literal["custom-record/1"] = CUSTOM_RECORD_SCHEMA
    article: ArticleInfo
    answer: Answer_co
    """An instance of the user's model; in a record that was read back as a ``CustomSummary`` without a type, a dict."""
    evidence: tuple[FieldEvidence, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Self:
        """The record; the fields of its answer may go by their names, as they are stored, or by their aliases."""
        return super().model_validate(obj, **{"by_name": True, **how})

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **how: Any) -> Self:
        """Likewise."""
        return super().model_validate_json(json_data, **{"by_name": True, **how})

    @property
    def plain_answer(self) -> dict[str, Any]:
        """The answer as it is stored: names and JSON's values."""
        answer: Any = self.answer
        return answer.model_dump(mode="json", by_alias=False) if isinstance(answer, BaseModel) else answer

    @field_validator("answer", mode="wrap")
    @classmethod
    def _keep_model(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        """Without a type any model is taken as it is: no class is made for each, so that records can be pickled."""
        typed = cls.__pydantic_generic_metadata__["args"]
        return value if isinstance(value, BaseModel) and not typed else handler(value)

    @field_serializer("answer")
    def _dump_answer(self, _answer: Any) -> dict[str, Any]:
        return self.plain_answer
