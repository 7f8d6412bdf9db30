"""Where to ask, how, and within which limits."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, SecretStr

from summarizer.llm.prices import Price
from summarizer.schemas.record import Frozen


class Endpoint(Frozen):
    """Where to ask. ``model`` is ``provider/name``; with ``base_url``, any OpenAI-compatible server's own model name.

    ``context_tokens`` is the model's whole window, prompt and answer together. ``extra_body`` goes into every request.
    ``identity`` says whose answers these are where address and name do not: two endpoints of one identity may use each
    other's stored answers. ``price`` None means that no price is known. ``rpm`` and ``tpm`` are limits on requests and
    tokens a minute, ``in_flight`` on requests at once.
    """

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    timeout_s: float = Field(default=120.0, gt=0)
    context_tokens: int = Field(default=32_768, ge=512)
    max_attempts: int = Field(default=5, ge=1)
    max_reasks: int = Field(default=2, ge=0, le=2)
    first_wait_s: float = Field(default=0.5, ge=0)
    temperature: float | None = 0.0
    seed: int | None = None
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

    @property
    def model_name(self) -> str:
        """The name to send: without a provider's prefix, except where a server of one's own names its models so."""
        provider, _, name = self.model.partition("/")
        return name if name and (self.base_url is None or provider == "openai") else self.model

    def make_parameters(self, max_tokens: int, extra_body: Mapping[str, Any]) -> dict[str, Any]:
        """A request's parameters beside its messages and its schema."""
        parameters: dict[str, Any] = {"model": self.model_name, "max_tokens": max_tokens}
        if self.base_url is None and self.model.startswith("openai/"):
            parameters["max_completion_tokens"] = parameters.pop("max_tokens")
        if self.temperature is not None:
            parameters["temperature"] = self.temperature
        if self.seed is not None:
            parameters["seed"] = self.seed
        body = {**self.extra_body, **extra_body}
        return {**parameters, "extra_body": body} if body else parameters
