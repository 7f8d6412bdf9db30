"""Where to ask, how, and within which limits."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, SecretStr

from summarizer.errors import ConfigurationError
from summarizer.llm.prices import Price
from summarizer.llm.traits import Traits, find_row, find_traits
from summarizer.options import PROVIDER_URLS, Reasoning
from summarizer.schemas.record import Frozen

_OPEN_WEIGHTS = "gpt-oss"  # OpenAI's own for other people's servers, which name them with the prefix


class Endpoint(Frozen):
    """Where to ask. ``model`` is ``provider/name``; with ``base_url``, any OpenAI-compatible server's own model name.

    ``provider_url`` is where the provider's own API is, None for its usual address. ``reasoning`` None leaves it to the
    model. ``tools``: whether answers come by a tool; None where the model's traits say it.

    ``context_tokens`` is the model's whole window, prompt and answer together. ``extra_body`` goes into every request.
    ``identity`` says whose answers these are where address and name do not: two endpoints of one identity may use each
    other's stored answers. ``price`` None means that no price is known. ``rpm`` and ``tpm`` are limits on requests and
    tokens a minute, ``in_flight`` on requests at once.
    """

    model: str
    base_url: str | None = None
    provider_url: str | None = None
    api_key: SecretStr | None = None
    timeout_s: float = Field(default=120.0, gt=0)
    context_tokens: int = Field(default=32_768, ge=512)
    max_attempts: int = Field(default=5, ge=1)
    max_reasks: int = Field(default=2, ge=0, le=2)
    first_wait_s: float = Field(default=0.5, ge=0)
    temperature: float | None = 0.0
    seed: int | None = None
    reasoning: Reasoning | None = None
    tools: bool | None = None
    extra_body: Mapping[str, Any] = Field(default_factory=dict)
    identity: str | None = None
    price: Price | None = None
    rpm: int | None = Field(default=None, ge=1)
    tpm: int | None = Field(default=None, ge=1)
    in_flight: int = Field(default=64, ge=1)

    @property
    def provider(self) -> str:
        """Whose model it is: the provider's name, ``embedded``, or that of the API which the server speaks."""
        if self.identity is not None:
            return "embedded"
        return "openai" if self.base_url is not None else self.model.partition("/")[0]

    def require_wire(self) -> str:
        """The name of the provider whose wire is spoken. Raises: ConfigurationError where the model's is not known."""
        wire = "openai" if self.base_url is not None else self.model.partition("/")[0]
        known = ("openai", *PROVIDER_URLS)
        if wire not in known or not self.model_name:
            names = ", ".join(f"{name}/NAME" for name in known)
            raise ConfigurationError(
                f"Model {self.model!r} has no provider that is known here. Write one of {names} "
                "(openai/gpt-4.1-mini), 'embedded', or give --base-url for any server that speaks OpenAI's wire: most "
                "other providers have such an address."
            )
        return wire

    def require_reasoning(self) -> None:
        """Raises: ConfigurationError where reasoning is set that the model does not have."""
        wanted, traits = self.reasoning, self.traits
        if wanted is None or wanted in traits.reasoning or (wanted == "none" and not traits.thinks):
            return
        has = "thinks as much as it likes" if traits.thinks else "does not think"
        raise ConfigurationError(f"--reasoning {wanted}: model {self.model!r} {has}. Leave the option out.")

    @property
    def model_name(self) -> str:
        """The name to send: without a provider's prefix, except where a server of one's own names its models so."""
        provider, _, name = self.model.partition("/")
        if self.base_url is None:
            return name
        return name if name and provider == "openai" and not name.startswith(_OPEN_WEIGHTS) else self.model

    @property
    def address(self) -> str | None:
        """Where questions go, if not to the provider's usual address."""
        return self.base_url or self.provider_url

    @property
    def traits(self) -> Traits:
        """What the model takes."""
        return find_traits(self.model, own_server=self.base_url is not None)

    @property
    def asks_openai(self) -> bool:
        """Whether it is OpenAI's own model that is asked, be it behind a gateway, by OpenAI's newest parameters."""
        return self.model.startswith("openai/") and (self.base_url is None or find_row(self.model) is not None)

    @property
    def uses_tools(self) -> bool:
        """Whether answers come by a tool."""
        return self.traits.tools if self.tools is None else self.tools

    @property
    def sent_temperature(self) -> float | None:
        """The temperature that goes into requests; None where the model takes none."""
        return self.temperature if self.traits.takes_temperature(self.reasoning) else None

    @property
    def sent_reasoning(self) -> str | int | None:
        """What goes into requests for the reasoning wanted; None for nothing."""
        return None if self.reasoning is None else self.traits.reasoning.get(self.reasoning)

    def make_parameters(self, max_tokens: int, extra_body: Mapping[str, Any]) -> dict[str, Any]:
        """A request's parameters beside its messages and its schema, under the names of chat completions."""
        parameters = {
            "model": self.model_name,
            "max_tokens": max_tokens,
            "temperature": self.sent_temperature,
            "seed": self.seed,
            "reasoning_effort": self.sent_reasoning,
            "extra_body": {**self.extra_body, **extra_body} or None,
        }
        return {name: value for name, value in parameters.items() if value is not None}
