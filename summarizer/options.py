"""Every setting there is, once."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self, TypedDict
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from summarizer.errors import ConfigurationError
from summarizer.prompts import DEFAULTS
from summarizer.values import describe_invalid

Reasoning = Literal["none", "low", "medium", "high"]
AnswerMode = Literal["schema", "tool"]
EMBEDDED = "embedded"
OPENAI_URL = "https://api.openai.com/v1"
PROVIDER_URLS = {
    "anthropic": "https://api.anthropic.com",
    "google": "https://generativelanguage.googleapis.com",
    "mistral": "https://api.mistral.ai",
}
_URL_VARIABLES = {"anthropic": "ANTHROPIC_BASE_URL", "google": "GOOGLE_GEMINI_BASE_URL", "mistral": "MISTRAL_BASE_URL"}


_FIRST_WEB_YEAR = 1990
"""Years of other calendars, such as 1404, are earlier."""


class Options(BaseModel):
    """How to summarise.

    ``model`` is ``embedded`` (no key, no server) or ``provider/name``; with ``base_url``, the name that an
    OpenAI-compatible server knows. OpenAI's models that are given no ``base_url`` take it from OPENAI_BASE_URL, where
    that is set to another address than OpenAI's own. ``provider_url`` is where the API of Anthropic, Google or Mistral
    is, if not at its usual address, and taken from ANTHROPIC_BASE_URL, GOOGLE_GEMINI_BASE_URL or MISTRAL_BASE_URL
    likewise. ``prompt`` is a reference or a file's path; None takes the prompt that suits the model: the embedded one
    is asked by a second one, too, about attacks before 1996. ``answer_schema`` is a pydantic model of your own.
    ``temperature`` None leaves it to the provider, and a model that takes none is sent none. ``reasoning`` None leaves
    to the model how much it thinks. ``answer_tokens`` is the room for an answer, that for thinking apart; None gives
    what model and article warrant. ``answer_mode``: whether answers come under a JSON schema or by a tool; None takes
    what the model is known to know. ``context_tokens`` is the model's whole window. ``model_path`` names a file of the
    embedded model. ``retrieved`` is the day on which the articles were retrieved: a day of publication that is told
    without its year, as agencies' datelines do, is the last such day until then; None leaves it unknown. ``abstract``:
    ask for a summary in the model's words where the first answer holds none, or make it from the record; None asks, but
    not the embedded model, which would take half as long again.

    ``rpm`` and ``tpm`` limit requests and tokens in any minute, all workers together. ``deadline_s`` is the time one
    article may take. ``cache_path`` is a file that keeps answers, so that the same question is asked once; None keeps
    none. ``prices_path`` is a file of your own prices.

    ``escalate`` is a second model, by its name or with settings of its own (those of ``OWN_SETTINGS``): articles whose
    first answer is doubted are asked about anew with it. ``rpm``, ``tpm`` and ``concurrency`` hold for each of the two,
    ``deadline_s`` for both together. None asks one model only.

    Raises: pydantic's ValidationError; what takes settings as keywords raises ConfigurationError.
    """

    # an input may hold a key, or an address with a password
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, hide_input_in_errors=True)

    model: str = EMBEDDED
    base_url: str | None = Field(default=None, validate_default=True)
    provider_url: str | None = Field(default=None, validate_default=True)
    api_key: SecretStr | None = None
    prompt: str | None = None
    answer_schema: type[BaseModel] | None = None
    retrieved: date | None = None
    abstract: bool | None = None
    temperature: float | None = Field(default=0.0, allow_inf_nan=False)
    seed: int | None = None
    reasoning: Reasoning | None = None
    answer_tokens: int | None = Field(default=None, ge=64)
    answer_mode: AnswerMode | None = None
    timeout_s: float = Field(default=600.0, gt=0, allow_inf_nan=False)
    context_tokens: int | None = Field(default=None, ge=2048)
    max_attempts: int = Field(default=5, ge=1)
    concurrency: int | None = Field(default=None, ge=1)
    model_path: Path | None = None
    threads: int | None = Field(default=None, ge=1)
    rpm: int | None = Field(default=None, ge=1)
    tpm: int | None = Field(default=None, ge=1)
    deadline_s: float | None = Field(default=None, gt=0)
    cache_path: Path | None = None
    prices_path: Path | None = None
    escalate: "Options | None" = None

    @field_validator("base_url")
    @classmethod
    def _is_plain_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        """A base URL goes into records and messages, so it must hold no password or key."""
        if value is None and str(info.data.get("model")).startswith("openai/"):
            named = os.environ.get("OPENAI_BASE_URL", "").strip()
            value = named if named.rstrip("/") not in ("", OPENAI_URL) else None
        return _require_plain_url(value)

    @field_validator("provider_url")
    @classmethod
    def _is_plain_provider_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Likewise. Where ``base_url`` is set, no provider's own API is asked."""
        if info.data.get("base_url") is not None:
            return None
        provider = str(info.data.get("model")).partition("/")[0]
        named = value or os.environ.get(_URL_VARIABLES.get(provider, ""), "").strip()
        return _require_plain_url(named if named.rstrip("/") not in ("", PROVIDER_URLS.get(provider)) else None)

    @field_validator("retrieved", mode="before")
    @classmethod
    def _is_day(cls, value: Any) -> Any:
        """A number may be meant as a time in many units, and a moment has a zone."""
        try:
            day = value if value is None or type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValueError("write the day as 2026-12-05") from None
        if day and not _FIRST_WEB_YEAR <= day.year <= date.today().year + 1:  # noqa: DTZ011 - any zone's
            raise ValueError(f"nobody can have retrieved articles on {day}")
        return day

    @field_validator("answer_schema")
    @classmethod
    def _has_fields(cls, value: type[BaseModel] | None) -> type[BaseModel] | None:
        if value is not None and (issubclass(value, RootModel) or not value.model_fields):
            raise ValueError("give a model with fields; put what a RootModel is the root of into one")
        return value

    @field_validator("prompt", mode="before")
    @classmethod
    def _is_reference(cls, value: Any) -> Any:
        """A path, too, as it is written; a blank is neither a reference nor a file."""
        value = os.fspath(value) if isinstance(value, os.PathLike) else value
        if isinstance(value, str) and not value.strip():
            raise ValueError("name a prompt, such as incident/general, or a file")
        return value

    @field_validator("escalate", mode="before")
    @classmethod
    def _is_named(cls, value: Any) -> Any:
        return {"model": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _can_escalate(self) -> Self:
        second = self.escalate
        if second is None:
            return self
        shared = sorted(second.model_fields_set - OWN_SETTINGS)
        if shared:
            raise ValueError(f"escalate: {', '.join(shared)} cannot differ between the two models; set it for both")
        if second.is_embedded:
            raise ValueError("escalate: the embedded model is the smallest; name it as model, and a larger one here")
        if (self.model, self.address, self.reasoning) == (second.model, second.address, second.reasoning):
            raise ValueError("escalate: that is the model that is asked first; name another one")
        return self

    @model_validator(mode="after")
    def _uses_all(self) -> Self:
        """What the model would leave unused is refused: somebody set it in the belief that it does something."""
        if self.model == EMBEDDED and self.base_url is not None:
            raise ValueError(
                "model: name the one that the server at base_url has (--model NAME); 'embedded' would stand in every "
                "record, and is the model that this package brings along"
            )
        names = ("api_key", "reasoning", "answer_mode") if self.is_embedded else ("model_path", "threads")
        unused = [name for name in names if getattr(self, name) not in (None, "none")]
        if unused:
            whom = "for other models than the embedded one" if self.is_embedded else "for the embedded model alone"
            raise ValueError(f"{', '.join(unused)}: that is {whom}; leave it out, or name another model")
        return self

    @property
    def second(self) -> "Options | None":
        """All settings of the model that ``escalate`` names: its own, and the first one's for what it has none of."""
        if self.escalate is None:
            return None
        first = {name: getattr(self, name) for name in _SHARED_SETTINGS - self.escalate.model_fields_set}
        return self.escalate.model_copy(update=first)

    @property
    def address(self) -> str | None:
        """Where questions go, if not to the embedded model or a provider's usual address."""
        return self.base_url or self.provider_url

    @property
    def prompt_reference(self) -> str:
        """The prompt that is asked first: the one set, else the one that suits the model."""
        if self.prompt is not None:
            return self.prompt
        return DEFAULTS["embedded" if self.is_embedded and self.answer_schema is None else "main"]

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded model is asked."""
        return self.model == EMBEDDED

    @property
    def asks_abstract(self) -> bool:
        """Whether the model is asked for a summary where its first answer holds none."""
        return not self.is_embedded if self.abstract is None else self.abstract

    @property
    def workers(self) -> int:
        """Questions in flight at once: one for the embedded model, eight otherwise, unless set."""
        return self.concurrency or (1 if self.is_embedded else 8)


_OF_A_MODEL = frozenset(
    {"model", "base_url", "provider_url", "api_key", "reasoning", "answer_mode", "context_tokens", "escalate"}
)
"""What says nothing of any other model than the one that it is set for."""
OWN_SETTINGS = _OF_A_MODEL - {"escalate"} | {"prompt", "abstract", "temperature", "seed", "answer_tokens"}
"""What the model that ``escalate`` names may have of its own."""
_SHARED_SETTINGS = frozenset(Options.model_fields) - _OF_A_MODEL


def _require_plain_url(value: str | None) -> str | None:
    """The address without slashes at its end, which make no other one of it. Raises: ValueError."""
    if value is not None:
        url = urlsplit(value)
        try:
            sound = url.port is None or url.port > 0
        except ValueError:
            sound = False
        if not sound:
            raise ValueError("its port is no number from 1 to 65535")
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError("write it as http://host:port/v1 or https://host/v1 (OPENAI_BASE_URL and the like too)")
        if any(char.isspace() for char in value):
            raise ValueError("it holds a space or the end of a line, which no address does")
        if url.username or url.password or url.query:
            raise ValueError("it may hold no user, password or query; give the key as api_key")
    return value and value.rstrip("/")


class Settings(TypedDict, total=False):
    """The settings of ``Options`` as keywords; ``answer_schema`` stands apart, for a record's type hangs on it."""

    model: str
    base_url: str | None
    provider_url: str | None
    api_key: SecretStr | str | None
    prompt: Path | str | None
    retrieved: date | str | None
    abstract: bool | None
    temperature: float | None
    seed: int | None
    reasoning: Reasoning | None
    answer_tokens: int | None
    answer_mode: AnswerMode | None
    timeout_s: float
    context_tokens: int | None
    max_attempts: int
    concurrency: int | None
    model_path: Path | str | None
    threads: int | None
    rpm: int | None
    tpm: int | None
    deadline_s: float | None
    cache_path: Path | str | None
    prices_path: Path | str | None
    escalate: Options | str | None


def make_options(base: Options | None = None, **settings: Any) -> Options:
    """The options with some set anew. Raises: ConfigurationError naming the setting."""
    if not isinstance(base, Options | None):
        raise ConfigurationError(f"options are an Options, not {type(base).__name__}. Give other settings by name.")
    unknown = sorted(set(settings) - set(Options.model_fields))
    if unknown:
        raise ConfigurationError(
            f"There is no setting {', '.join(unknown)}. Settings: {', '.join(Options.model_fields)}."
        )
    given = {name: getattr(base, name) for name in base.model_fields_set} if base is not None else {}
    try:
        return Options.model_validate({**given, **settings})
    except ValidationError as error:
        raise ConfigurationError(f"A setting cannot be used: {describe_invalid(error)}.") from None
