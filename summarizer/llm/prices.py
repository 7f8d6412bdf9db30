"""What models cost: as the package genai-prices lists it, a user's own prices on top of it, and the cost of a request.

All prices are USD per 1,000,000 tokens. The list is the one that was installed: nothing is fetched. Where a price
depends on the hour, the dearest of the day counts.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import AfterValidator, Field, ValidationError

from summarizer.errors import ConfigurationError
from summarizer.files import read_whole, require_one_value
from summarizer.schemas.record import Frozen
from summarizer.values import describe_invalid

if TYPE_CHECKING:
    from decimal import Decimal

    from genai_prices.data_snapshot import DataSnapshot
    from genai_prices.types import ModelInfo, ModelPrice, Tier, TieredPrices

_BATCH = {"processing": "batch"}
_HALF_HOURS = 48

_DATED = re.compile(r"(?:-\d{4}-\d{2}-\d{2}|-\d{8}|@\d{8}|@\d{4}-\d{2}-\d{2})\Z")
_REMEDY = 'Write USD per 1,000,000 tokens: {"models": {"openai/gpt-4.1-mini": {"input": 0.4, "output": 1.6}}}.'
_TOKENS = 1_000_000
_DECIMALS = 9

Usd = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]


class Rates(Frozen):
    """What tokens cost, in USD per 1,000,000; thinking counts as ``output``.

    ``cached_input`` None: read from the provider's cache they cost as much as fresh ones. ``cache_write`` is what a
    fresh token costs that the provider stores; None: as much as others.
    """

    input: Usd
    cached_input: Usd | None = None
    cache_write: Usd | None = None
    output: Usd


class LongPrompt(Rates):
    """The rates of all tokens of a request whose prompt is longer than ``over`` tokens."""

    over: Annotated[int, Field(strict=True, ge=0)]


class Schedule(Rates):
    """Rates, and in ``longer`` those of long prompts, in the order of their lengths."""

    longer: tuple[LongPrompt, ...] = ()

    def of_prompt(self, tokens: int) -> Rates:
        """The rates of a request whose prompt has so many tokens."""
        return next((step for step in reversed(self.longer) if tokens > step.over), self)


class Price(Schedule):
    """What a model's tokens cost, live and in a provider's batch.

    ``writes_unasked``: the provider stores fresh tokens, at ``cache_write``, without being asked to. ``batch_factor``
    is what a batch multiplies rates by; ``batch`` has a batch's own rates, where it has such; both None: not known.
    ``as_of`` is a day on which the price was so.
    """

    writes_unasked: bool = True
    batch: Schedule | None = None
    batch_factor: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)] | None = None
    as_of: date | None = None
    source: str | None = None
    note: str | None = None


FREE = Price(input=0.0, cached_input=0.0, output=0.0, batch_factor=1.0, source="no provider is paid")


class _Source(Frozen):
    """Where a provider's prices in a file come from."""

    as_of: date | None = None
    source: str | None = None


def _in_order(price: Price) -> Price:
    for rates in (price, *price.longer, *([price.batch, *price.batch.longer] if price.batch else [])):
        if rates.cached_input is not None and rates.cached_input > rates.input:
            raise ValueError("cached_input is dearer than input")
        if rates.cache_write is not None and rates.cache_write < rates.input:
            raise ValueError("cache_write is cheaper than input")
    starts = [step.over for step in price.longer]
    if starts != sorted(set(starts)):
        raise ValueError("longer is not in the order of its lengths")
    return price


class PriceFile(Frozen):
    """A file of a user's own prices."""

    providers: Mapping[str, _Source] = Field(default_factory=dict)
    models: Mapping[str, Annotated[Price, AfterValidator(_in_order)]]

    def priced(self) -> dict[str, Price]:
        """The models' prices; what one does not say of its day and source, its provider's section does."""
        found = {}
        for name, price in self.models.items():
            section = self.providers.get(name.partition("/")[0], _Source())
            told = {"as_of": price.as_of or section.as_of, "source": price.source or section.source}
            found[name] = price.model_copy(update=told)
        return found


def find_price(
    model: str, *, own: Mapping[str, Price], base_url: str | None = None, day: date | None = None
) -> Price | None:
    """A model's price on a day, today where that is None (in UTC); None where none is known.

    The user's ``own`` prices, by model as ``--model`` names it, come before what genai-prices lists. A name with a date
    at its end has the price of that without, where it has none of its own. At a ``base_url`` only the user's own hold:
    who runs that server, and what they charge, no list can know.
    """
    undated = _DATED.sub("", model)
    found = own.get(model) or own.get(undated)
    if found is not None or base_url is not None:
        return found
    day = day or datetime.now(UTC).date()
    return _find_listed(model, day) or _find_listed(undated, day)


def _find_listed(model: str, day: date) -> Price | None:
    """What genai-prices lists for ``provider/name``; None unless tokens alone decide what a request costs."""
    provider, _, name = model.partition("/")
    listed = _snapshot()
    known = {found.id for found in listed.providers}
    if not name or provider not in known:  # it would take a provider of a name that is alike
        return None
    try:
        found, info = listed.find_provider_model(name, None, provider, None)
    except LookupError:
        return None
    return _price_on(day, info, batches=any(info is own for own in found.models))


@cache
def _snapshot() -> "DataSnapshot":
    """The list as it was installed, whatever else in this process may have fetched another."""
    from genai_prices.data import providers  # noqa: PLC0415 - lazy: a large table, for paid models only
    from genai_prices.data_snapshot import DataSnapshot  # noqa: PLC0415 - likewise

    return DataSnapshot(providers=providers, from_auto_update=False)


def _price_on(day: date, info: "ModelInfo", *, batches: bool) -> Price | None:
    """The dearest price of the day. ``batches``: the list's prices of batches are this provider's."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = [midnight + number * timedelta(minutes=30) for number in range(_HALF_HOURS)]
    of_day = [_schedule(info.get_prices(moment)) for moment in moments]
    dearest = _dearest(of_day)
    if dearest is None:
        return None
    hourly = ["It depends on the hour; the dearest is counted."] if any(other != dearest for other in of_day) else []
    return Price(
        **dict(dearest),
        writes_unasked="claude" not in info.id,  # Anthropic stores what a request marks; source: its caching guide
        batch=_dearest([_batch_at(moment, info) for moment in moments]) if batches else None,
        as_of=day,
        source=f"genai-prices {metadata.version('genai-prices')}",
        note=" ".join([*hourly, *_changes(info, day)]) or None,
    )


def _dearest(schedules: Sequence[Schedule | None]) -> Schedule | None:
    """The dearest; None where one is not known."""
    known = [schedule for schedule in schedules if schedule is not None]
    of_all = len(known) == len(schedules)
    return max(known, key=lambda schedule: schedule.input + schedule.output) if of_all else None


def _batch_at(moment: datetime, info: "ModelInfo") -> Schedule | None:
    """A batch's rates; None where none are listed: the list would give those of a live request."""
    variants = [variant.constraint for variant in info.price_variants or () if variant.when == _BATCH]
    listed = any(constraint is None or constraint.active(moment) for constraint in variants)
    return _schedule(info.get_prices(moment, _BATCH)) if listed else None


def _changes(info: "ModelInfo", day: date) -> Iterator[str]:
    """When the price changes next, for people; nothing where no change is known."""
    listed = info.prices if isinstance(info.prices, list) else []
    days = [getattr(conditional.constraint, "start_date", day) for conditional in listed]
    if coming := [start for start in days if start > day]:
        yield f"Another price holds from {min(coming)}."


def _schedule(listed: "ModelPrice") -> Schedule | None:
    """Listed prices as ours; None where a kind of token has none, or something is charged that a record counts not."""
    if listed.input_mtok is None or listed.output_mtok is None:
        return None
    if any(getattr(listed, name) is not None for name in _UNCOUNTED):
        return None
    fields = {ours: getattr(listed, theirs) for ours, theirs in _FIELDS.items()}
    starts = sorted({tier.start for field in fields.values() for tier in getattr(field, "tiers", ())})
    longer = [LongPrompt(over=start, **_rates(fields, start)) for start in starts]
    return Schedule(**_rates(fields, None), longer=tuple(longer))


_FIELDS = {
    "input": "input_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
    "output": "output_mtok",
}
_UNCOUNTED = ("requests_kcount", "output_reasoning_mtok", "output_citation_mtok")


def _rates(fields: "Mapping[str, Decimal | TieredPrices | None]", start: int | None) -> dict[str, Any]:
    """The rates of prompts longer than ``start``, the start of some tier; of short ones where that is None."""
    return {name: _rate(field, start) for name, field in fields.items() if field is not None}


def _rate(field: "Decimal | TieredPrices", start: int | None) -> float:
    tiers: Sequence[Tier] = getattr(field, "tiers", ())
    reached = [tier.price for tier in tiers if start is not None and tier.start <= start]
    base: Any = getattr(field, "base", field)
    return float(reached[-1] if reached else base)


def explain_unknown(model: str, base_url: str | None = None) -> str:
    """Why a model has no price, and what to do about it, for people."""
    where = f" at {base_url}" if base_url else ""
    remedy = "Name it in a price file of your own (--prices FILE, USD per 1,000,000 tokens)."
    return f"No price is known for {model!r}{where}. {remedy}"


def read_prices(path: Path | None) -> dict[str, Price]:
    """The prices of a user's JSON or TOML file, by model as ``--model`` names it; none without one.

    The file has ``models``, by name, each with ``input`` and ``output`` and, as far as they apply, the other fields of
    ``Price``; and ``providers``, by name, with the ``as_of`` and ``source`` of all theirs. A model's entry replaces the
    listed one whole.

    Raises: ConfigurationError naming the file and the field.
    """
    if path is None:
        return {}
    try:
        text = read_whole(path).decode("utf-8-sig")
        is_toml = path.suffix.lower() == ".toml"
        content = tomllib.loads(text) if is_toml else json.loads(text, object_pairs_hook=require_one_value)
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: the price file cannot be read: {error}. {_REMEDY}") from error
    try:
        return PriceFile.model_validate(content).priced()
    except ValidationError as error:
        raise ConfigurationError(f"{path}: a price cannot be used: {describe_invalid(error)}. {_REMEDY}") from None


class Tokens(NamedTuple):
    """What a request took. ``cached`` and ``written`` are parts of ``prompt``, ``thinking`` of ``completion``.

    So OpenAI counts them. Anthropic's ``input_tokens`` hold neither its cache reads nor its writes.
    """

    prompt: int | None
    completion: int | None
    cached: int | None = None
    written: int | None = None
    thinking: int | None = None


def cost_usd(
    price: Price | None, tokens: Tokens, *, longest_prompt: int | None = None, batch: bool = False
) -> float | None:
    """What a request cost, in USD, to a billionth; None where its price or its tokens are not known.

    What is not told counts as the dearer: no token was read from the cache, and all others were written to it where
    that costs more and goes on unasked. Cached tokens in a batch cost as fresh ones there or as cached ones, whichever
    is less, since not every provider takes both rebates off. In these cases the true cost may be lower, never higher.

    ``longest_prompt`` is what decides whether long prompts' rates hold, where the tokens are those of many requests;
    else those of the prompt do.

    Source: the guides to prompt caching at developers.openai.com and platform.claude.com.
    """
    prompt, completion = tokens.prompt, tokens.completion
    if price is None or prompt is None or prompt < 0 or completion is None or completion < 0:
        return None
    factor = 1.0 if not batch or price.batch else price.batch_factor
    if factor is None:
        return None
    schedule = price.batch if batch and price.batch else price
    rates = schedule.of_prompt(prompt if longest_prompt is None else longest_prompt)
    cached = min(max(tokens.cached or 0, 0), prompt)
    fresh = prompt - cached
    written = _written(rates, fresh, tokens.written, unasked=price.writes_unasked)
    fresh_usd = factor * ((fresh - written) * rates.input + written * (rates.cache_write or 0.0))
    cached_usd = cached * min(factor * rates.input, rates.input if rates.cached_input is None else rates.cached_input)
    return round((fresh_usd + cached_usd + factor * completion * rates.output) / _TOKENS, _DECIMALS)


def _written(rates: Rates, fresh: int, told: int | None, *, unasked: bool) -> int:
    """How many of the fresh tokens are charged as written to the cache."""
    if rates.cache_write is None:
        return 0
    if told is not None:
        return min(max(told, 0), fresh)
    return fresh if unasked and rates.cache_write > rates.input else 0


def format_usd(cost_usd: float | None) -> str:
    """An amount of money for people; cents and their fractions are kept."""
    return "unknown cost" if cost_usd is None else f"${cost_usd:.4f}" if cost_usd < 1 else f"${cost_usd:,.2f}"
