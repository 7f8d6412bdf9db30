"""What models cost: a dated table that ships with the package, a user's own on top of it, and the cost of a request.

All prices are USD per 1,000,000 tokens. The table errs to the dear side where a price depends on what a request does
not tell: peak hours, an introductory price that ends. Its notes say so.
"""

import json
import re
import tomllib
from collections import ChainMap
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from summarizer.errors import ConfigurationError
from summarizer.files import read_whole
from summarizer.schemas.record import Frozen

SHIPPED = "prices_2026-11.json"


_DATED = re.compile(r"(?:-\d{4}-\d{2}-\d{2}|-\d{8}|@\d{8}|@\d{4}-\d{2}-\d{2})\Z")
_REMEDY = 'Write USD per 1,000,000 tokens: {"models": {"openai/gpt-4.1-mini": {"input": 0.4, "output": 1.6}}}.'
_TOKENS = 1_000_000
_DECIMALS = 9
_SHOWN = 5


Usd = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]


class Price(Frozen):
    """What a model's tokens cost, in USD per 1,000,000.

    ``cached_input`` None: read from the provider's cache they cost as much as fresh ones. ``cache_write`` is what a
    fresh token costs where the provider charges more for storing it; None: it does not. ``batch_factor`` is what
    a provider batch multiplies prices by; None: not known. ``as_of`` is the day the price was last seen so.
    """

    input: Usd
    cached_input: Usd | None = None
    cache_write: Usd | None = None
    output: Usd
    batch_factor: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)] | None = None
    as_of: date | None = None
    source: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.cached_input is not None and self.cached_input > self.input:
            raise ValueError("cached_input is dearer than input")
        if self.cache_write is not None and self.cache_write < self.input:
            raise ValueError("cache_write is cheaper than input")
        return self


FREE = Price(input=0.0, cached_input=0.0, output=0.0, batch_factor=1.0, source="no provider is paid")


class _Source(Frozen):
    """Where a provider's prices in a file come from."""

    as_of: date | None = None
    source: str | None = None


class _PriceFile(Frozen):
    providers: Mapping[str, _Source] = Field(default_factory=dict)
    models: Mapping[str, Price]

    def priced(self) -> dict[str, Price]:
        """The models' prices; what one does not say of its day and source, its provider's section does."""
        return {name: self._sourced(name, price) for name, price in self.models.items()}

    def _sourced(self, name: str, price: Price) -> Price:
        section = self.providers.get(name.partition("/")[0], _Source())
        return price.model_copy(
            update={"as_of": price.as_of or section.as_of, "source": price.source or section.source}
        )


class PriceTable(Frozen):
    """Prices by model as ``--model`` names it: ``shipped`` with the package, and the user's ``own``, which win."""

    shipped: Mapping[str, Price]
    own: Mapping[str, Price] = Field(default_factory=dict)

    def find(self, model: str, *, base_url: str | None = None) -> Price | None:
        """The model's price; None where none is known. A name with a date at its end has the price of that without.

        At a ``base_url`` only the user's own prices hold: who runs that server, and what they charge, the table cannot
        know.
        """
        known = self.own if base_url is not None else ChainMap(dict(self.own), dict(self.shipped))
        return known.get(model) or known.get(_DATED.sub("", model))


def explain_unknown(model: str, base_url: str | None = None) -> str:
    """Why a model has no price, and what to do about it, for people."""
    where = f" at {base_url}" if base_url else ""
    return f"No price is known for {model!r}{where}. Name it in a price file of your own (USD per 1,000,000 tokens)."


def load_prices(path: Path | None = None) -> PriceTable:
    """The prices that ship with the package, under those of a user's JSON or TOML file.

    The file has the shape of the shipped one: ``models``, by name as ``--model`` takes it, each with ``input`` and
    ``output`` and, as far as they apply, the other fields of ``Price``. A model's entry replaces the shipped one whole.

    Raises: ConfigurationError naming the file and the field.
    """
    if path is None:
        return _shipped_table()
    return _shipped_table().model_copy(update={"own": _read_own(path)})


@cache
def _shipped_table() -> PriceTable:
    text = resources.files("summarizer.llm").joinpath(SHIPPED).read_text(encoding="utf-8")
    return PriceTable(shipped=_PriceFile.model_validate(json.loads(text)).priced())


def _read_own(path: Path) -> dict[str, Price]:
    try:
        read: Callable[[str], Any] = tomllib.loads if path.suffix.lower() == ".toml" else json.loads
        content = read(read_whole(path).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: the price file cannot be read: {error}. {_REMEDY}") from error
    try:
        return _PriceFile.model_validate(content).priced()
    except ValidationError as error:
        said = "; ".join(
            f"{'.'.join(map(str, item['loc'])) or 'file'}: {item['msg']}" for item in error.errors()[:_SHOWN]
        )
        raise ConfigurationError(f"{path}: a price cannot be used: {said}. {_REMEDY}") from None


def cost_usd(
    price: Price | None,
    *,
    prompt_tokens: int | None,
    cached_tokens: int | None,
    completion_tokens: int | None,
    cache_write_tokens: int | None = None,
    batch: bool = False,
) -> float | None:
    """What a request cost, in USD, to a billionth; None where its price or its tokens are not known.

    ``cached_tokens`` and ``cache_write_tokens`` are parts of ``prompt_tokens``, as OpenAI counts them. Anthropic's
    ``input_tokens`` hold neither: add its cache reads and writes to them first (both are 0 unless a request asks for
    caching, which this package's do not).

    What is not told counts as the dearer: no token was read from the cache, and all others were written to it where
    writing costs more. Cached tokens in a batch cost as fresh ones there or as cached ones outside, whichever is less,
    since not every provider takes both rebates off. In these cases the true cost may be lower, never higher.

    Source: the guides to prompt caching at developers.openai.com and platform.claude.com.
    """
    if price is None:
        return None
    factor = price.batch_factor if batch else 1.0
    if factor is None or not _is_count(prompt_tokens) or not _is_count(completion_tokens):
        return None
    prompt, completion = prompt_tokens or 0, completion_tokens or 0
    cached = min(max(cached_tokens or 0, 0), prompt)
    fresh = prompt - cached
    written = 0 if price.cache_write is None else fresh
    if cache_write_tokens is not None:
        written = min(max(cache_write_tokens, 0), written)
    fresh_usd = factor * ((fresh - written) * price.input + written * (price.cache_write or 0.0))
    cached_usd = cached * min(factor * price.input, price.input if price.cached_input is None else price.cached_input)
    return round((fresh_usd + cached_usd + factor * completion * price.output) / _TOKENS, _DECIMALS)


def _is_count(tokens: int | None) -> bool:
    return tokens is not None and tokens >= 0


def format_usd(cost_usd: float | None) -> str:
    """An amount of money for people; cents and their fractions are kept."""
    return "unknown cost" if cost_usd is None else f"${cost_usd:.4f}" if cost_usd < 1 else f"${cost_usd:,.2f}"
