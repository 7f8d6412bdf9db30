"""OpenTelemetry spans of articles and questions."""

import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from fake_server import FakeServer, completion, error_reply
from fakes import TEXT, fake_summarizer, speak

from summarizer import errors
from summarizer.llm import tracing

pytest.importorskip("opentelemetry.sdk")

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", lambda: provider.get_tracer("summarizer"))
    yield exporter
    provider.shutdown()


def by_name(spans: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in spans.get_finished_spans()}


def test_a_question_lies_under_its_article(server: FakeServer, spans: InMemorySpanExporter) -> None:
    server.default = speak()
    server.script = [error_reply(503)]
    with fake_summarizer(server, seed=7) as summarizer:
        record = summarizer.summarize(TEXT)
    found = by_name(spans)
    article, question = found["summarize article"], found["chat fake"]
    assert question.parent is not None
    assert question.parent.span_id == article.context.span_id
    assert question.kind is SpanKind.CLIENT
    told = dict(question.attributes or {})
    port = int(told.pop("server.port"))  # type: ignore[arg-type]
    assert server.url == f"http://127.0.0.1:{port}/v1"
    assert told == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "fake",
        "gen_ai.request.max_tokens": 1024,
        "gen_ai.request.temperature": 0.0,
        "gen_ai.request.seed": 7,
        "gen_ai.output.type": "json",
        "gen_ai.prompt.name": "incident/general@2",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 20,
        "gen_ai.usage.cache_read.input_tokens": 0,
        "summarizer.requests": 2,
        "summarizer.answered_from": "live",
        "server.address": "127.0.0.1",
    }
    assert dict(article.attributes or {}) == {
        "summarizer.article.id": record.article.article_id,
        "summarizer.article.sentences": 2,
    }


def test_no_span_holds_what_an_article_or_answer_says(server: FakeServer, spans: InMemorySpanExporter) -> None:
    server.default = completion("Kabul is no JSON")
    with fake_summarizer(server) as summarizer, pytest.raises(errors.InvalidAnswerError):
        summarizer.summarize(TEXT)
    told = "".join(span.to_json() for span in spans.get_finished_spans())
    assert "InvalidAnswerError" in told
    assert "Kabul" not in told


def test_a_failed_question_says_why(server: FakeServer, spans: InMemorySpanExporter) -> None:
    server.default = error_reply(400)
    with fake_summarizer(server) as summarizer, pytest.raises(errors.RequestRejectedError):
        summarizer.summarize(TEXT)
    for span in by_name(spans).values():
        assert span.status.status_code is StatusCode.ERROR
        assert (span.attributes or {})["error.type"] == "RequestRejectedError"


def test_without_opentelemetry_nothing_is_traced(monkeypatch: pytest.MonkeyPatch, server: FakeServer) -> None:
    monkeypatch.setattr(tracing, "_tracer", lambda: None)
    server.default = speak()
    with fake_summarizer(server) as summarizer:
        assert summarizer.summarize(TEXT).article.article_id


def test_sending_spans_without_the_extra_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with (
        pytest.raises(errors.ConfigurationError, match=r"pip install 'incident-summarizer\[otel\]'"),
        tracing.exported_spans(),
    ):
        pass


class Collector(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_spans_are_sent_before_the_program_ends() -> None:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    code = "from summarizer.llm import tracing as t\nwith t.exported_spans(), t.article_span('a', sentences=1): pass"
    with HTTPServer(("127.0.0.1", 0), Collector) as collector:
        collector.bodies = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=collector.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        place = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_address[1]}"}
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **place}, timeout=60)
        collector.shutdown()
        thread.join()
    assert any(b"summarize article" in gzip_free(body) for body in collector.bodies)  # type: ignore[attr-defined]


def gzip_free(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
