"""OpenTelemetry spans: one for each article, and under it one for each question to a model.

Nothing is traced unless OpenTelemetry is installed (extra ``otel``) and a tracer provider is set, by the program that
uses this package or by ``summarizer run --otel``. Spans hold counts, names and costs, never an article's words.

Source: OpenTelemetry semantic conventions for generative AI client spans (status: development, 2026).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.errors import ConfigurationError, how_to_install
from summarizer.schemas.record import Attempt

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

    from summarizer.llm.endpoint import Endpoint

_QUIET: dict[str, Any] = {"record_exception": False, "set_status_on_exception": False}  # messages may quote an article
_PROVIDERS = {"google": "gcp.gemini", "mistral": "mistral_ai"}


def _tracer() -> "Tracer | None":
    """What makes spans; None where nobody takes them: to make one that goes nowhere takes a tenth of a millisecond."""
    trace = _opentelemetry()
    if trace is None or isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return None
    tracer: Tracer = trace.get_tracer("summarizer")
    return tracer


@lru_cache(maxsize=1)
def _opentelemetry() -> Any:
    try:
        from opentelemetry import trace  # noqa: PLC0415 - lazy: comes with the extra `otel`
    except ImportError:
        return None
    return trace


@contextmanager
def _span(name: str, attributes: Mapping[str, Any], *, kind: str = "INTERNAL") -> "Iterator[Span | None]":
    """A span, None where nobody takes it; of an error that passes through the class is recorded on it."""
    tracer, trace = _tracer(), _opentelemetry()
    if tracer is None:
        yield None
        return
    with tracer.start_as_current_span(name, kind=trace.SpanKind[kind], attributes=attributes, **_QUIET) as span:
        try:
            yield span
        except BaseException as error:
            span.set_status(trace.StatusCode.ERROR)
            span.set_attribute("error.type", type(error).__qualname__)
            raise


def article_span(article_id: str, *, sentences: int) -> AbstractContextManager[object]:
    """The span of one article; an error that passes through is recorded on it."""
    attributes = {"summarizer.article.id": article_id, "summarizer.article.sentences": sentences}
    return _span("summarize article", attributes)


@contextmanager
def question_span(endpoint: "Endpoint", *, purpose: str, max_tokens: int, ledger: list[Attempt]) -> Iterator[None]:
    """The span of one question with all its retries and re-asks; what is put into the ledger is summed on it."""
    before = len(ledger)
    attributes = _question_attributes(endpoint, purpose, max_tokens)
    with _span(f"chat {endpoint.model_name}", attributes, kind="CLIENT") as span:
        try:
            yield
        finally:
            if span is not None:
                span.set_attributes(_usage_attributes(ledger[before:]))


def _question_attributes(endpoint: "Endpoint", purpose: str, max_tokens: int) -> dict[str, Any]:
    url = urlsplit(endpoint.address or "")
    known = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": _PROVIDERS.get(endpoint.provider, endpoint.provider),
        "gen_ai.request.model": endpoint.model_name,
        "gen_ai.request.max_tokens": max_tokens,
        "gen_ai.request.temperature": endpoint.sent_temperature,
        "gen_ai.request.seed": endpoint.seed,
        "gen_ai.output.type": "json",
        "gen_ai.prompt.name": purpose,
        "server.address": url.hostname,
        "server.port": url.port,
    }
    return {name: value for name, value in known.items() if value is not None}


def _usage_attributes(attempts: Sequence[Attempt]) -> dict[str, Any]:
    costs = [attempt.cost_usd for attempt in attempts if attempt.cost_usd is not None]
    return {
        "gen_ai.usage.input_tokens": sum(attempt.prompt_tokens or 0 for attempt in attempts),
        "gen_ai.usage.output_tokens": sum(attempt.completion_tokens or 0 for attempt in attempts),
        "gen_ai.usage.cache_read.input_tokens": sum(attempt.cached_tokens or 0 for attempt in attempts),
        "summarizer.requests": sum(attempt.origin == "live" for attempt in attempts),
        "summarizer.answered_from": attempts[-1].origin if attempts else "nowhere",
        **({"summarizer.cost_usd": sum(costs)} if costs else {}),
    }


@contextmanager
def exported_spans() -> Iterator[None]:
    """Sends spans by OTLP over HTTP to where the usual OTEL_... variables say, all of them before it ends.

    Raises: ConfigurationError where the extra is not installed.
    """
    try:
        from opentelemetry import trace  # noqa: PLC0415 - lazy: comes with the extra `otel`
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - lazy
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - lazy
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - lazy
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - lazy
    except ImportError as error:
        raise ConfigurationError(f"--otel needs OpenTelemetry: {how_to_install('otel')} ({error})") from error
    provider = TracerProvider(resource=Resource.create({"service.name": "summarizer"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    try:
        yield
    finally:
        provider.shutdown()
