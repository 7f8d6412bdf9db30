"""Where questions go: never through a proxy to this machine, and nowhere that nobody was told of."""

import json
import re
import ssl
from pathlib import Path
from typing import Any

import pytest
from command_line import Cli
from fake_server import FakeServer, Reply
from fakes import TEXT, fake_summarizer, full, speak
from pydantic import ValidationError

from summarizer import ConfigurationError, Options, Summarizer
from summarizer.errors import CredentialsError
from summarizer.llm.clients import open_client
from summarizer.llm.endpoint import Endpoint
from summarizer.options import make_options
from summarizer.pipeline.plans import remote_plan

KEY = "sk-planted-0123456789abcdef"
PROXIES = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY")


@pytest.fixture
def proxy(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """A server that the environment names as the proxy for everything."""
    for name in PROXIES:
        monkeypatch.setenv(name, server.url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    server.default = Reply(status=502)
    return server


@pytest.fixture
def other() -> FakeServer:
    started = FakeServer()
    started.default = speak()
    started.start()
    return started


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_what_goes_to_this_machine_goes_through_no_proxy(proxy: FakeServer, other: FakeServer, host: str) -> None:
    url = other.url.replace("127.0.0.1", host)
    with fake_summarizer(other, base_url=url, api_key=KEY, max_attempts=1) as summarizer:
        summarizer.summarize(TEXT)
    other.stop()
    assert (len(proxy.requests), len(other.requests)) == (0, 1)


def test_what_goes_elsewhere_goes_through_the_proxy(proxy: FakeServer) -> None:
    sdk: Any = open_client(Endpoint(model="fake", base_url="http://models.example/v1")).client
    assert sdk._client._transport_for_url(sdk.base_url).proxy is not None
    assert str(proxy.url).startswith("http://127.0.0.1")


@pytest.mark.parametrize(
    ("url", "loads"), [("http://127.0.0.1:9/v1", 0), ("https://localhost:9/v1", 1), ("http://models.example/v1", 1)]
)
def test_plain_http_to_this_machine_reads_no_certificates(
    monkeypatch: pytest.MonkeyPatch, url: str, loads: int
) -> None:
    loaded = list[object]()
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", lambda *given: loaded.append(given))
    open_client(Endpoint(model="fake", base_url=url))
    assert len(loaded) == loads


@pytest.mark.parametrize("value", ["http://proxy:port", f"nonsense://user:{KEY}@proxy:80", "http://proxy:99999"])
def test_a_proxy_that_cannot_be_used_is_explained_without_the_key(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Summarizer(model="openai/gpt-x") as summarizer, pytest.raises(ConfigurationError) as refused:
        summarizer.summarize(TEXT)
    assert re.match(r"Model 'openai/gpt-x' .*\(.*HTTP_PROXY and the like.*: .", str(refused.value))
    assert KEY not in str(refused.value)
    server.default = speak()
    with fake_summarizer(server) as summarizer:
        summarizer.summarize(TEXT)


def test_the_address_in_the_environment_is_on_the_screen_in_the_record_and_in_the_price(
    cli: Cli, server: FakeServer, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.default = speak(article=full())
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ended = cli("run", article, "--out", "out", "--model", "openai/gpt-4.1-mini")
    assert not ended.code
    told = f"summarizer: OPENAI_BASE_URL is set: openai/gpt-4.1-mini is asked at {server.url}, which is not OpenAI."
    assert told in ended.err.splitlines()
    (record,) = [json.loads(line) for line in (tmp_path / "out" / "summaries.jsonl").read_text().splitlines()]
    assert record["provenance"]["model"]["base_url"] == server.url
    assert record["provenance"]["attempts"][0]["cost_usd"] is None
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["fingerprint"]["base_url"] == server.url


def test_answers_of_another_address_are_not_openais(
    server: FakeServer, other: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.default = speak()
    monkeypatch.setattr("summarizer.llm.clients.OPENAI_URL", other.url)
    settings = {"model": "openai/gpt-x", "api_key": KEY, "cache_path": tmp_path / "answers"}
    for url in (server.url, "", "https://api.openai.com/v1/"):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        with Summarizer(Options.model_validate(settings)) as summarizer:
            summarizer.summarize(TEXT)
    other.stop()
    assert (len(server.requests), len(other.requests)) == (1, 1)


def test_only_openais_models_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    named = Options(model="openai/gpt-x")
    assert named.base_url == remote_plan(named).endpoint.base_url == "http://127.0.0.1:9/v1"
    assert make_options(named, model="embedded").is_embedded
    assert make_options(Options(), model="openai/gpt-x").base_url == "http://127.0.0.1:9/v1"
    assert Options(model="openai/gpt-x", base_url="http://127.0.0.1:8/v1").base_url == "http://127.0.0.1:8/v1"
    assert Options(model="anthropic/claude").base_url is None
    monkeypatch.setenv("OPENAI_BASE_URL", "not a url")
    with pytest.raises(ConfigurationError, match=r"base_url: .*\(OPENAI_BASE_URL and the like too\)"):
        make_options(model="openai/gpt-x")


@pytest.mark.parametrize("spoil", ["{}\n", "{}\r\n", "\ufeff{}", " {}", "{}\u00a0"])
@pytest.mark.parametrize("given", [True, False])
def test_a_key_with_what_no_key_holds_is_explained(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, spoil: str, given: bool
) -> None:
    key = spoil.format(KEY)
    monkeypatch.setenv("OPENAI_API_KEY", key)
    told = pytest.raises(ConfigurationError, match=r"its character \d+ of \d+ is '")
    with fake_summarizer(server, **({"api_key": key} if given else {})) as summarizer, told as failure:
        summarizer.summarize(TEXT)
    assert KEY not in str(failure.value)
    assert ("OPENAI_API_KEY" in str(failure.value)) is not given
    assert server.requests == []


@pytest.mark.parametrize("place", [{"model": "openai/gpt-x", "base_url": None}, {}])
def test_an_empty_key_is_told_as_one(server: FakeServer, place: dict[str, Any]) -> None:
    with fake_summarizer(server, api_key="", **place) as summarizer, pytest.raises(CredentialsError, match="is empty"):
        summarizer.summarize(TEXT)


@pytest.mark.parametrize("port", ["99999", "0", "-1", "x"])
def test_a_port_that_there_is_not_is_told(port: str) -> None:
    with pytest.raises(ConfigurationError, match=r"base_url: .*its port is no number from 1 to 65535"):
        make_options(base_url=f"http://127.0.0.1:{port}/v1")


@pytest.mark.parametrize(
    ("settings", "secret"),
    [({"api_key": KEY}, KEY), ({"model": "x", "base_url": "http://me:pa55word@h/v1"}, "pa55word")],
    ids=["key", "password"],
)
def test_settings_that_are_refused_show_no_key(settings: dict[str, Any], secret: str) -> None:
    with pytest.raises(ValidationError, match="api_key") as refused:
        Options(**settings)
    assert secret not in str(refused.value)


@pytest.mark.parametrize("given", ["http://127.0.0.1:8/v1", "http://127.0.0.1:8/v1/", "http://127.0.0.1:8/v1//"])
def test_a_slash_at_the_end_makes_no_other_address(given: str) -> None:
    assert Options(model="x", base_url=given).base_url == "http://127.0.0.1:8/v1"
    assert Options(model="mistral/x", provider_url=given).provider_url == "http://127.0.0.1:8/v1"
