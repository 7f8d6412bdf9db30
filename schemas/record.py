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
    status: EvidenceStatus = Field(description="How the value stands there.")
    page: Page = None


class Sentence(Frozen):
    """One numbered sentence. ``text[start:end]`` is the sentence without surrounding white space."""

    number: int = Field(ge=1, description="Its number, from 1, in the order of the text.")
    start: int = Field(ge=0, description="First code point of the sentence in the article's text.")
    end: int = Field(ge=0, description="One past its last code point.")
    text: str = Field(description="The sentence, unchanged.")
    page: Page = None


class ArticleInfo(Frozen):
    """What is known of the article. ``path`` is as the caller gave it; None for text passed in directly.

    ``line`` is its place, from 1, among the articles of a .json, its line in a .jsonl.

    ``published_basis`` says where the day of publication was found: ``given`` with the article, in an agency's
    ``dateline``, in a line of its own in the ``text``, or in the ``address``; ``retrieved``: told without its year,
    which is that of the last such day until the article was retrieved, or of the page's copyright; None without a day.
    ``language`` is the ISO 639 code as recognised; None where the text is too short or in too much doubt to tell.
    """

    article_id: str = Field(description="Name of the article's text: equal texts have equal names.")
    path: str | None = Field(description="The file, as it was given; null for text that was handed over.")
    sha256: str = Field(description="SHA-256 of the article's text as UTF-8.")
    title: str | None = Field(description="Its headline, given with it or found at its head; null where there is none.")
    published: date | None = Field(description="Day of publication; null where none is told.")
    published_basis: PublishedBasis | None = Field(default=None, description="Where that day was found.")
    source: str | None = Field(description="Who published it; null where nothing says so.")
    url: str | None = Field(description="Its address; null where nothing says so.")
    external_id: str | None = Field(default=None, description="What its file calls it; null where it has no id.")
    line: int | None = Field(default=None, ge=1, description="Its place in a file of several; null where it is alone.")
    language: str | None = Field(default=None, description="ISO 639 code as recognised; null where in doubt.")

    @property
    def reference(self) -> str | None:
        """Where its text stands, for people: "news.jsonl, line 3, id 4711". None for text passed in directly."""
        return tell_reference(self.path, self.line, self.external_id)


def tell_reference(path: str | None, line: int | None, external_id: str | None) -> str | None:
    """Where an article stands, for people: "news.jsonl, line 3, id 4711". None where nothing is given."""
    told = (path, f"line {line}" if line else None, f"id {external_id}" if external_id else None)
    return ", ".join(filter(None, told)) or None


class Count(Frozen):
    """How many. ``low`` and ``high`` are inclusive bounds."""

    low: int | None = Field(description="At least so many; null where no lower bound is told.")
    high: int | None = Field(description="At most so many; null where no upper bound is told.")
    qualifier: Qualifier = Field(description='How the article gives the number; "several": a word such as "dozens".')
    text: str = Field(description="The article's words for the number, or the model's where the article has none.")
    evidence: tuple[Evidence, ...] = Field(description="Where the number stands.")


class Attribution(Frozen):
    """Who says so, in the article's words."""

    text: str = Field(description="Who says so, as the article writes it.")
    evidence: tuple[Evidence, ...] = Field(description="Where that stands.")


class Victim(Frozen):
    """One person (``name``) or one group (``group``) with one outcome. Exactly one of ``name`` and ``group`` is set.

    ``confidence`` is of the entry: who, the outcome and the number.
    """

    name: str | None = Field(description="A person, as the article writes the name; null for a group.")
    group: str | None = Field(description="People without names, as the article calls them; null for a named person.")
    outcome: Outcome = Field(description="What became of them; targeted is who was aimed at, where no more is told.")
    count: Count | None = Field(description="How many; null where the article gives no number.")
    said_by: Attribution | None = Field(description="Who says so; null where the article says it itself.")
    evidence: tuple[Evidence, ...] = Field(description="Where the article speaks of them.")
    confidence: Confidence = None


class Perpetrator(Frozen):
    """Who did it, or is said to have."""

    name: str = Field(description="Who, as the article writes it.")
    kind: Literal["individual", "organization"] = Field(description="One or more persons, or an organization.")
    status: Status | None = Field(
        description="Whether it claims it, others or authorities accuse it, or it is cleared; null for individuals."
    )
    evidence: tuple[Evidence, ...] = Field(description="Where the article says so.")
    confidence: Confidence = None


class Weapon(Frozen):
    """What was used."""

    name: str = Field(description="What, as the article writes it.")
    evidence: tuple[Evidence, ...] = Field(description="Where the article says so.")
    confidence: Confidence = None


class Target(Frozen):
    """What was attacked or struck, and what became of it."""

    name: str = Field(description="What, as the article writes it.")
    effect: str | None = Field(description="What became of it, such as destroyed; null where that is not told.")
    evidence: tuple[Evidence, ...] = Field(description="Where the article says so.")
    confidence: Confidence = None


class IncidentDate(Frozen):
    """When. ``earliest`` and ``latest`` are inclusive."""

    text: str = Field(description="The article's words for the date.")
    earliest: date | None = Field(description="First day that they can mean; null where they could not be resolved.")
    latest: date | None = Field(description="Last such day; null where they could not be resolved.")
    precision: DatePrecision = Field(description="How narrow the words are.")
    basis: DateBasis = Field(
        description="Whether the words hold a date, a distance from the day of publication, or a weekday before it."
    )
    evidence: tuple[Evidence, ...] = Field(description="Where they stand.")
    confidence: Confidence = None


class PlaceName(Frozen):
    """One place as the article spells it."""

    name: str = Field(description="The place, as the article spells it.")
    evidence: tuple[Evidence, ...] = Field(description="Where the article names it.")
    confidence: Confidence = None


class Place(Frozen):
    """Where. ``places`` run from broad to narrow and do not repeat the country.

    ``admin1`` is the state, province or other first-level region that the places lie in, as far as they tell it.
    """

    country: str | None = Field(
        description="As the article writes it, or in English where its places tell it; null where neither does."
    )
    country_code: str | None = Field(description="ISO 3166-1 alpha-2.")
    country_evidence: tuple[Evidence, ...] = Field(
        description="Where the article names the country, or the place that tells it."
    )
    country_confidence: Confidence = None
    admin1: str | None = Field(
        default=None, description="First-level region, by its English name, or else ISO 3166-2's."
    )
    admin1_code: str | None = Field(default=None, description="ISO 3166-2.")
    places: tuple[PlaceName, ...] = Field(description="From broad to narrow, without the country.")


class Total(Frozen):
    """Sum over disjoint victim entries with one outcome; where these leave it open, the toll that the article gives.

    That is the number of its headline, or else of its opening.
    """

    low: int = Field(description="At least so many.")
    high: int | None = Field(description="At most so many; null where no upper bound is told.")


class Incident(Frozen):
    """One distinct incident. ``confidence`` is that the article reports it, and as one of that type."""

    incident_id: str = Field(
        description="The article's name and the incident's number in it: unique over all articles."
    )
    type: str = Field(description="The narrowest type that fits, of those that schemas/types.tsv lists.")
    acled_sub_event: str | None = Field(description="ACLED's sub-event type for that; null where it has none.")
    iptc_media_topic: str | None = Field(description="IPTC's media topic for that; null where it has none.")
    stage: Stage = Field(description="Whether it happened, was tried and failed, or was threatened alone.")
    date: IncidentDate | None = Field(description="When; null where the article does not say.")
    place: Place = Field(description="Where.")
    weapons: tuple[Weapon, ...] = Field(description="What was used.")
    perpetrators: tuple[Perpetrator, ...] = Field(description="Who did it, or is said to have.")
    targets: tuple[Target, ...] = Field(description="What was attacked or struck.")
    victims: tuple[Victim, ...] = Field(
        description="Who came to harm, or was in danger of it, the dead among the perpetrators included."
    )
    totals: dict[Outcome, Total] = Field(description="By outcome; an outcome without a number has none.")
    confidence: Confidence = None


class Finding(Frozen):
    """Something a reader should know. ``field`` is a path such as ``incidents[0].victims[1].count``, or a part."""

    code: str = Field(description="One of the codes that the page of findings explains.")
    severity: Severity = Field(description="A warning is a value to doubt; an info tells what was done.")
    field: str = Field(description="Path of the value that it is about, or of what it stands in.")
    message: str = Field(description="What is so, in words.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Where the article shows it.")


class Attempt(Frozen):
    """One request to a model.

    ``cached_tokens`` are a part of ``prompt_tokens``, ``thinking_tokens`` of ``completion_tokens``.
    """

    purpose: str = Field(description="What was asked for.")
    outcome: Literal["answered", "invalid", "truncated", "refused", "failed"] = Field(
        description="What came of it: an answer, one against the schema, one cut short, a refusal, or none."
    )
    prompt_tokens: int | None = Field(description="The question's tokens; null where the provider tells none.")
    cached_tokens: int | None = Field(
        description="How many of these the provider had cached; null where it tells none."
    )
    completion_tokens: int | None = Field(description="The answer's tokens; null where the provider tells none.")
    thinking_tokens: int | None = Field(
        default=None, description="How many of these were thought alone; null where the provider tells none."
    )
    seconds: float = Field(description="How long it took.")
    error: str | None = Field(default=None, description="What went wrong; null where nothing did.")
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

    id: str = Field(description="Its name.")
    version: int = Field(description="Its version, from 1.")
    sha256: str = Field(description="SHA-256 of its file.")


class ModelUse(Frozen):
    """The model that answered. The hashes are known only for the embedded model."""

    id: str = Field(description="Its name at the provider.")
    base_url: str | None = Field(description="The provider's address; null for the SDK's own.")
    file_sha256: str | None = Field(description="SHA-256 of its file; null unless embedded.")
    adapter_sha256: str | None = Field(description="SHA-256 of its adapter's file; null without one.")


class Provenance(Frozen):
    """How this record came about."""

    prompts: tuple[PromptUse, ...] = Field(description="The prompts that were asked.")
    wire_schema: str = Field(description="The schema that the model answered in.")
    record_schema: str = Field(description="The schema that the record was made under.")
    model: ModelUse = Field(description="The model that answered.")
    parameters: dict[str, Any] = Field(description="What was sent with the questions, such as the temperature.")
    attempts: tuple[Attempt, ...] = Field(description="The questions, in their order.")
    seconds: float = Field(description="How long the article took, waiting included.")
    package_version: str = Field(description="Version of summarizer.")


class Summary(Frozen):
    """The record of one article: a short summary, its key sentences, the incidents, and what was noticed."""

    schema_version: Literal["incident-record/1"] = RECORD_SCHEMA
    article: ArticleInfo = Field(description="What is known of the article.")
    summary: str = Field(description="A few sentences.")
    key_sentences: tuple[Sentence, ...] = Field(description="The one to three sentences that sum the article up.")
    incidents: tuple[Incident, ...] = Field(description="One entry per incident, in the order of the answer.")
    findings: tuple[Finding, ...] = Field(description="What a reader should know about the values.")
    provenance: Provenance = Field(description="How this record came about.")


class FieldEvidence(Frozen):
    """Evidence of one field of a user's own model; ``field`` is a path into ``answer``."""

    field: str = Field(description="Path into the answer.")
    evidence: tuple[Evidence, ...] = Field(description="Where the article says so.")


Answer_co = TypeVar("Answer_co", covariant=True, default=dict[str, Any])


class CustomSummary(Frozen, Generic[Answer_co]):
    """The record of one article under a user's own schema: the validated answer and the evidence its cites point at."""

    schema_version: Literal["custom-record/1"] = CUSTOM_RECORD_SCHEMA
    article: ArticleInfo = Field(description="What is known of the article.")
    answer: Answer_co
    """An instance of the user's model; in a record that was read back as a ``CustomSummary`` without a type, a dict."""
    evidence: tuple[FieldEvidence, ...] = Field(description="What the answer's cites point at.")
    findings: tuple[Finding, ...] = Field(description="What a reader should know about the values.")
    provenance: Provenance = Field(description="How this record came about.")

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Self:
        """The record; the fields of its answer may go by their names, as they are stored, or by their aliases.

        What its model takes strictly, such as a day, is taken as it is stored, too.
        """
        return super().model_validate(obj, **{"by_name": True, "strict": False, **how})

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **how: Any) -> Self:
        """Likewise."""
        return super().model_validate_json(json_data, **{"by_name": True, "strict": False, **how})

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
