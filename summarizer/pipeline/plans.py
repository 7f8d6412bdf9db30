"""What is asked about every article of a run, and how: prompts, answers' types, room, and the model's extras."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, PydanticUndefinedAnnotation, PydanticUserError, SecretStr

from summarizer.errors import ConfigurationError, SchemaError
from summarizer.llm.embedded.models import ADAPTERS
from summarizer.llm.embedded.settings import (
    ADAPTER_OFF,
    ADAPTER_ON,
    EMBEDDED_CONTEXT_TOKENS,
    EMBEDDED_PART_TOKENS,
    LONGEST,
    MOST_TOKENS,
    OPTIONAL_TOKENS,
)
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.prices import FREE, find_price, read_prices
from summarizer.llm.traits import find_traits
from summarizer.options import EMBEDDED, Options
from summarizer.prompts import DEFAULTS
from summarizer.rendering.descriptions import describe_fields
from summarizer.rendering.parts import estimate_tokens
from summarizer.rendering.prompts import Prompt, load_prompt
from summarizer.resolving.confidence import Calibration, find_calibration
from summarizer.schemas.cites import find_odd_cites
from summarizer.schemas.wire import WIRE_SCHEMAS
from summarizer.values import ServerAddress

CONTEXT_TOKENS = 32_768
ANSWER_TOKENS = 1024
ROOM_STEP = 512
ANSWER_SHARE = 1.0
"""An answer has values of most sentences that tell of incidents: about as many tokens as the text."""
LEAST_PART_TOKENS = 400
_SHOWS_FIELDS = re.compile(r"\{[{%][^{}]*\bfields\b")
"""In a prompt's template: the variable that describes the answer."""


class Plan(BaseModel):
    """What to ask and how. ``part_tokens`` is the longest run of sentences asked about at once.

    ``coverage`` asks about casualty phrases that the answer left out; None asks nothing about them.
    ``abstract`` writes the summary; None makes it from the record, without a question. ``bodies`` are extra request
    fields by prompt id; ``longest`` are the most entries of an answer's lists by field name, for models that run on.
    ``answer_tokens`` is the room for an answer at first, with ``answer_share`` of a token more for each token of the
    text that is asked about and ``thinking_tokens`` for what the model thinks before; ``most_tokens`` is the most that
    it is given after an answer that was cut off, None twice as much as at first. ``optional_tokens`` is all the room
    for an answer that the record can do without (coverage, summary), None as much as for others. ``deadline_s`` is the
    time that all questions about an article may take together, waiting for limits included; None sets none.
    ``asks_by_item``: a page of several reports is asked about one by one, of a model that mixes them up.
    ``retrieved`` is the day on which the articles were retrieved, None where nobody says.
    ``calibration`` makes confidences of the model's probabilities; None where it was not calibrated.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    endpoint: Endpoint
    prompt: Prompt
    coverage: Prompt | None
    abstract: Prompt | None
    answer_type: type[BaseModel]
    wire_schema: str
    part_tokens: int = Field(ge=LEAST_PART_TOKENS)
    answer_tokens: int = Field(default=ANSWER_TOKENS, ge=64)
    answer_share: float = Field(default=0.0, ge=0)
    thinking_tokens: int = Field(default=0, ge=0)
    most_tokens: int | None = Field(default=None, ge=64)
    optional_tokens: int | None = Field(default=None, ge=64)
    bodies: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    longest: Mapping[str, int] = Field(default_factory=dict)
    asks_by_item: bool = False
    deadline_s: float | None = Field(default=None, gt=0)
    retrieved: date | None = None
    file_sha256: str | None = None
    adapter_sha256: str | None = None
    calibration: Calibration | None = None

    def room(self, shown_tokens: int) -> int:
        """Tokens for the first answer about so many tokens of text, thinking included.

        In coarse steps, so that a changed word of an article changes nothing else of a request.
        """
        more = int(self.answer_share * shown_tokens) // ROOM_STEP * ROOM_STEP
        wanted = self.answer_tokens + more + self.thinking_tokens
        return wanted if self.most_tokens is None else min(wanted, self.most_tokens)

    def most_room(self, first: int) -> int:
        """The most tokens for an answer whose first try had ``first``."""
        return 2 * first if self.most_tokens is None else max(first, self.most_tokens)

    @property
    def model_id(self) -> str:
        """The model's name as records have it."""
        return self.endpoint.model if self.file_sha256 is None else self.endpoint.model_name

    @property
    def custom(self) -> bool:
        """Whether a user's own model is asked for."""
        return self.wire_schema not in WIRE_SCHEMAS


def _plan(options: Options, endpoint: Endpoint, *, part_tokens: int | None = None, **own: Any) -> Plan:
    """The plan of what the options say of every model, and what is the model's ``own``.

    Raises: PromptError; SchemaError where prompt and schema do not go together; ConfigurationError where the context
    leaves no room for an article.
    """
    main = load_prompt(options.prompt_reference)
    wire, answer_type = _answer_of(main, options.answer_schema)
    answer_tokens = options.answer_tokens or min(ANSWER_TOKENS, endpoint.context_tokens // 8)
    kept = 3 * answer_tokens + own.get("thinking_tokens", 0)
    room = endpoint.context_tokens - kept - estimate_tokens(main.system)
    if _SHOWS_FIELDS.search(f"{main.system}\n{main.user}"):
        room -= estimate_tokens(describe_fields(answer_type))
    if room < LEAST_PART_TOKENS:
        raise ConfigurationError(
            f"A context of {endpoint.context_tokens} tokens leaves no room for an article beside {main.reference} and "
            f"its answer. It needs {endpoint.context_tokens + LEAST_PART_TOKENS - room} or more (--context-tokens)."
        )
    return Plan(
        endpoint=endpoint,
        prompt=main,
        coverage=None if options.answer_schema else load_prompt(DEFAULTS["coverage"]),
        abstract=load_prompt(DEFAULTS["abstract"]) if options.asks_abstract else None,
        answer_type=answer_type,
        wire_schema=wire,
        part_tokens=min(part_tokens or room, room),
        answer_tokens=answer_tokens,
        deadline_s=options.deadline_s,
        retrieved=options.retrieved,
        **own,
    )


def _answer_of(main: Prompt, schema: type[BaseModel] | None) -> tuple[str, type[BaseModel]]:
    """The name of what a prompt asks for, and its type. Raises: SchemaError where that can be asked of no model."""
    if schema is not None:
        json_schema_of(schema)
        return f"custom/{schema.__qualname__}", schema
    if main.wire_schema in ("incident/1", "article/1"):
        return main.wire_schema, cast(type[BaseModel], WIRE_SCHEMAS[main.wire_schema])
    raise SchemaError(
        f"Prompt {main.reference} asks for wire_schema {main.wire_schema!r}. Give incident/1 or article/1 in its "
        "front matter, or your own model with --schema module:Model."
    )


def json_schema_of(schema: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model of one's own, by which it is asked for.

    Raises: SchemaError where it has none, or has cites that number no sentences.
    """
    try:
        odd = next(find_odd_cites(schema.model_json_schema(by_alias=False)), None)
        given = schema.model_json_schema()
    except (PydanticUserError, PydanticUndefinedAnnotation) as error:
        said = error.message.rstrip(".")
        raise SchemaError(
            f"{schema.__module__}:{schema.__qualname__} has no JSON Schema: {said}. Define what its fields name before "
            "it is used, and give them types that JSON can hold."
        ) from error
    if odd is not None:
        raise SchemaError(
            f"{schema.__module__}:{schema.__qualname__}: {odd} has the name of a cite, but lists no numbers of "
            "sentences in an object. Make it a list[int] of a BaseModel, or give it another name."
        )
    return given


def parameters_of(plan: Plan) -> dict[str, Any]:
    """The parameters that an answer depends on, as they go into records and manifests."""
    return {
        "temperature": plan.endpoint.sent_temperature,
        "seed": plan.endpoint.seed,
        **({} if plan.endpoint.reasoning is None else {"reasoning": plan.endpoint.reasoning}),
        "answer_tokens": plan.answer_tokens,
        "part_tokens": plan.part_tokens,
        "context_tokens": plan.endpoint.context_tokens,
        "max_reasks": plan.endpoint.max_reasks,
        **({} if plan.retrieved is None else {"retrieved": plan.retrieved.isoformat()}),
    }


def remote_plan(options: Options) -> Plan:
    """The plan for a provider or an OpenAI-compatible server.

    Room for thinking is kept beside the usual context where a provider's model is known to think, for its window is
    larger, and within a context that is set or that of a server of one's own, of which it takes a third at most.
    """
    traits = find_traits(options.model, own_server=options.base_url is not None)
    thinking, context = traits.thinking_room(options.reasoning), options.context_tokens or CONTEXT_TOKENS
    if options.context_tokens is None and options.base_url is None:
        context += thinking
    else:
        thinking = min(thinking, context // 3)
    most_tokens = min(traits.most_tokens or context, context)
    if options.answer_tokens is not None:
        most_tokens = options.answer_tokens + thinking
    endpoint = _endpoint(
        options,
        model=options.model,
        base_url=options.base_url,
        provider_url=options.provider_url,
        api_key=options.api_key,
        context_tokens=context,
        reasoning=options.reasoning,
        tools=None if options.answer_mode is None else options.answer_mode == "tool",
        price=find_price(options.model, own=read_prices(options.prices_path), base_url=options.address),
    )
    return _plan(
        options,
        endpoint,
        answer_share=0.0 if options.answer_tokens else ANSWER_SHARE,
        thinking_tokens=thinking,
        most_tokens=most_tokens,
    )


def _endpoint(options: Options, **own: Any) -> Endpoint:
    """Where to ask: what the options say of every model, and what is the model's ``own``."""
    return Endpoint(
        timeout_s=options.timeout_s,
        max_attempts=options.max_attempts,
        temperature=options.temperature,
        seed=options.seed,
        rpm=options.rpm,
        tpm=options.tpm,
        in_flight=options.workers,
        **own,
    )


def plan_without_model(options: Options) -> Plan:
    """What would be asked and how, for looking ahead: nothing is started, and nothing can be asked with it."""
    if not options.is_embedded:
        return remote_plan(options)
    nowhere = ServerAddress(
        base_url="http://127.0.0.1:0/v1",
        api_key=SecretStr("none"),
        model_name=EMBEDDED,
        context_tokens=options.context_tokens or EMBEDDED_CONTEXT_TOKENS,
        file_sha256="",
        adapter_sha256="",
    )
    return embedded_plan(options, nowhere)


def embedded_plan(options: Options, server: ServerAddress) -> Plan:
    """The plan for the embedded model: prompts that an adapter was trained on are asked with it, all others with none.

    Articles are asked about in parts of at most ``EMBEDDED_PART_TOKENS`` because the adapters saw no longer ones. It is
    not asked about casualty phrases that its answer left out: of 518 articles its answers made as many totals right as
    wrong (benchmarks/quality-tried.md).
    """
    others = {one.prompt: one.sha256 for one in ADAPTERS[1:]}
    adapter_sha256 = others.get(load_prompt(options.prompt_reference).reference, server.adapter_sha256)
    endpoint = _endpoint(
        options,
        model=server.model_name,
        base_url=server.base_url,
        api_key=server.api_key,
        context_tokens=server.context_tokens,
        extra_body=ADAPTER_OFF,
        identity=f"embedded {server.file_sha256} {adapter_sha256}",
        price=FREE,
    )
    plan = _plan(
        options,
        endpoint,
        most_tokens=options.answer_tokens or min(MOST_TOKENS, server.context_tokens // 2),
        part_tokens=None if options.answer_schema else EMBEDDED_PART_TOKENS,
        bodies=ADAPTER_ON,
        longest={} if options.answer_schema else LONGEST,
        asks_by_item=options.answer_schema is None,
        optional_tokens=OPTIONAL_TOKENS,
        file_sha256=server.file_sha256,
        adapter_sha256=adapter_sha256,
    )
    calibration = find_calibration(server.file_sha256, adapter_sha256, plan.prompt.reference)
    return plan.model_copy(update={"coverage": None, "calibration": calibration})
