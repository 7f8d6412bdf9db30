"""Every setting there is, once."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from summarizer.errors import ConfigurationError
from summarizer.prompts import DEFAULTS

if TYPE_CHECKING:
    pass


EMBEDDED = "embedded"


class Options(BaseModel):
    """How to summarise.

    ``model`` is ``embedded`` (no key, no server) or ``provider/name``; with ``base_url``, the name that an
    OpenAI-compatible server knows. ``prompt`` is a reference or a file's path; None takes the prompt that suits the
    model. ``answer_schema`` is a pydantic model of your own. ``temperature`` None leaves it to the provider.
    ``context_tokens`` is the model's whole window. ``model_path`` names a file of the embedded model. ``abstract``: ask
    for a summary in the model's words where the first answer holds none, or make it from the record; None asks, but not
    the embedded model, which would take half as long again.

    ``rpm`` and ``tpm`` limit requests and tokens in any minute, all workers together. ``deadline_s`` is the time one
    article may take. ``cache_path`` is a file that keeps answers, so that the same question is asked once; None keeps
    none. ``prices_path`` is a file of your own prices.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    model: str = EMBEDDED
    base_url: str | None = None
    api_key: SecretStr | None = None
    prompt: str | None = None
    answer_schema: type[BaseModel] | None = None
    abstract: bool | None = None
    temperature: float | None = 0.0
    seed: int | None = None
    timeout_s: float = Field(default=600.0, gt=0)
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

    @field_validator("base_url")
    @classmethod
    def _is_plain_url(cls, value: str | None) -> str | None:
        """A base URL goes into records and messages, so it must hold no password or key."""
        if value is not None:
            url = urlsplit(value)
            if url.scheme not in ("http", "https") or not url.hostname:
                raise ValueError("write it as http://host:port/v1 or https://host/v1")
            if url.username or url.password or url.query:
                raise ValueError("it may hold no user, password or query; give the key as api_key")
        return value

    @property
    def prompt_reference(self) -> str:
        """The prompt that is asked first: the one set, else the one that suits the model."""
        if self.prompt is not None:
            return self.prompt
        return DEFAULTS["embedded" if self.is_embedded and self.answer_schema is None else "main"]

    @property
    def is_embedded(self) -> bool:
        """Whether the embedded model is asked."""
        return self.model == EMBEDDED and self.base_url is None

    @property
    def asks_abstract(self) -> bool:
        """Whether the model is asked for a summary where its first answer holds none."""
        return not self.is_embedded if self.abstract is None else self.abstract

    @property
    def workers(self) -> int:
        """Questions in flight at once: one for the embedded model, eight otherwise, unless set."""
        return self.concurrency or (1 if self.is_embedded else 8)


def make_options(base: Options | None = None, **settings: Any) -> Options:
    """The options with some set anew. Raises: ConfigurationError naming the setting."""
    unknown = sorted(set(settings) - set(Options.model_fields))
    if unknown:
        raise ConfigurationError(
            f"There is no setting {', '.join(unknown)}. Settings: {', '.join(Options.model_fields)}."
        )
    try:
        valid = Options.model_validate(settings)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise ConfigurationError(f"A setting cannot be used: {said}.") from None
    return (base or Options()).model_copy(update={name: getattr(valid, name) for name in settings})
