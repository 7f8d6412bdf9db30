"""The Files and Batches API as a client: what is repeated, what is only looked for, and what its files say."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batch_server import BatchServer
from fake_server import completion
from pydantic import SecretStr, ValidationError

from summarizer import errors
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.prices import Price
from summarizer.llm.provider_batches import (
    AnsweredLine,
    BatchClient,
    FailedLine,
    ProviderBatch,
    parse_line,
    split_lines,
)

KEY = "sk-planted-0123456789abcdef"
METADATA = {"summarizer_job": "job", "summarizer_chunk": "1"}
OLD_NAME = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
PRICE = Price(input=1.0, output=10.0, batch_factor=0.5)


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b'{"custom_id": "\xc3\xa9"}\r\n--x\n')
    return path


def endpoint(server: BatchServer | None = None, **changes: Any) -> Endpoint:
    url = server.url if server else "http://127.0.0.1:9/v1"
    return Endpoint(
        **{"model": "fake", "base_url": url, "first_wait_s": 0, "max_attempts": 3, "timeout_s": 5.0, **changes}
    )


def use(server: BatchServer, call: Callable[[BatchClient], Any], **changes: Any) -> Any:
    async def go() -> Any:
        async with BatchClient(endpoint(server, **changes)) as client:
            return await call(client)

    return asyncio.run(go())


def test_a_file_goes_up_and_becomes_a_batch(batches: BatchServer, requests: Path) -> None:
    async def send(client: BatchClient) -> ProviderBatch:
        return await client.create(await client.upload(requests, name="mine.jsonl"), metadata=METADATA)

    batch = use(batches, send)
    assert (batch.batch_id, batch.status, batch.is_final, batch.expires_at) == (
        "batch_1",
        "validating",
        False,
        1_790_086_400,
    )
    assert batches.contents["file-1"] == requests.read_bytes()
    assert (batches.files["file-1"]["filename"], batches.files["file-1"]["purpose"]) == ("mine.jsonl", "batch")
    assert batches.batches["batch_1"]["metadata"] == METADATA


@pytest.mark.parametrize("fault", ["after", 500, 429])
def test_what_a_failed_attempt_made_is_found_and_not_made_again(
    batches: BatchServer, requests: Path, fault: int | str
) -> None:
    async def send(client: BatchClient) -> ProviderBatch:
        return await client.create(await client.upload(requests, name="mine.jsonl"), metadata=METADATA)

    batches.faults = [("POST /v1/files", fault), ("POST /v1/batches", fault)]
    assert use(batches, send).batch_id == "batch_1"
    assert (len(batches.inputs()), len(batches.batches)) == (1, 1)


def test_what_may_be_there_is_looked_for_on_every_page_before_it_is_made(batches: BatchServer, requests: Path) -> None:
    async def send(client: BatchClient, name: str, chunk: str, *, unsure: bool) -> tuple[str, str]:
        file_id = await client.upload(requests, name=name, unsure=unsure)
        metadata = {**METADATA, "summarizer_chunk": chunk}
        return file_id, (await client.create(file_id, metadata=metadata, unsure=unsure)).batch_id

    batches.page = 2
    made = [use(batches, partial(send, name=f"{n}.jsonl", chunk=str(n), unsure=False)) for n in range(5)]
    found = [use(batches, partial(send, name=f"{n}.jsonl", chunk=str(n), unsure=True)) for n in range(5)]
    assert found == made
    assert use(batches, partial(send, name="new.jsonl", chunk="9", unsure=True)) == ("file-6", "batch_6")


def test_a_batch_is_found_by_its_file_or_its_metadata(batches: BatchServer, requests: Path) -> None:
    async def find(client: BatchClient) -> list[ProviderBatch | None]:
        file_id = await client.upload(requests, name="mine.jsonl")
        await client.create(file_id, metadata=METADATA)
        other = {**METADATA, "summarizer_chunk": "2"}
        asked = [(file_id, other), (None, METADATA), (None, other), ("file-9", other)]
        return [await client.find_batch(one, metadata=metadata) for one, metadata in asked]

    assert [found and found.batch_id for found in use(batches, find)] == ["batch_1", "batch_1", None, None]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, errors.CredentialsError), (400, errors.RequestRejectedError), (503, errors.TransportError)],
)
def test_errors_are_ours_and_hold_no_key(
    batches: BatchServer, requests: Path, status: int, kind: type[Exception]
) -> None:
    batches.error_message = f"You sent {KEY}"
    batches.faults = [("POST /v1/files", status)] * 3
    with pytest.raises(kind) as caught:
        use(batches, lambda client: client.upload(requests, name="mine.jsonl"), api_key=SecretStr(KEY))
    assert KEY not in str(caught.value)
    assert "[key]" in str(caught.value)
    assert batches.inputs() == []
    assert batches.calls.count("POST /v1/files") == (3 if status == 503 else 1)


def test_looking_is_repeated(batches: BatchServer, requests: Path) -> None:
    async def look(client: BatchClient) -> ProviderBatch:
        batch = await client.create(await client.upload(requests, name="mine.jsonl"), metadata=METADATA)
        batches.faults = [("GET /v1/batches/batch_1", 500), ("GET /v1/batches/batch_1", "after")]
        return await client.retrieve(batch.batch_id)

    assert use(batches, look).status == "validating"
    assert batches.calls.count("GET /v1/batches/batch_1") == 3


def test_cancelling_what_has_ended_is_no_error(batches: BatchServer, requests: Path) -> None:
    async def cancel(client: BatchClient) -> list[str]:
        batch = await client.create(await client.upload(requests, name="mine.jsonl"), metadata=METADATA)
        first, second = await client.cancel(batch.batch_id), await client.cancel(batch.batch_id)
        batches.advance()
        return [first.status, second.status, (await client.cancel(batch.batch_id)).status]

    assert use(batches, cancel) == ["cancelling", "cancelling", "cancelled"]
    assert batches.calls.count("POST /v1/batches/batch_1/cancel") == 1


def read(server: BatchServer, file_id: str) -> dict[int, bytes]:
    lines: dict[int, bytes] = {}
    use(server, lambda client: client.read_lines(file_id, lines.__setitem__))
    return lines


def test_a_download_that_ends_early_is_begun_anew(batches: BatchServer) -> None:
    file_id = batches._add_file("out", b"one\ntwo\nthree", "batch_output")["id"]
    batches.cuts = 2
    assert read(batches, file_id) == {1: b"one", 2: b"two", 3: b"three"}
    batches.cuts = 3
    with pytest.raises(errors.TransportError, match="broke off: "):
        read(batches, file_id)


def test_only_a_line_feed_ends_a_line() -> None:
    pieces = [b"a\x0bb\xe2\x80", b"\xa8c\n", b"\nd", b"e", b"\n"]

    async def stream() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    async def collect() -> list[bytes]:
        return [line async for line in split_lines(stream())]

    assert asyncio.run(collect()) == [b"a\x0bb\xe2\x80\xa8c", b"", b"de"]


def line(status: int | None = 200, body: Any = None, error: Any = None, custom_id: str = "k") -> bytes:
    response = None if status is None else {"status_code": status, "request_id": "r", "body": body}
    return json.dumps({"id": "b", "custom_id": custom_id, "response": response, "error": error}).encode()


def answer(**changes: Any) -> dict[str, Any]:
    return {**json.loads(completion("{}").body), **changes}


def test_an_answer_is_read_with_its_tokens_and_batch_price() -> None:
    usage = {
        "prompt_tokens": 1000,
        "completion_tokens": 100,
        "total_tokens": 1100,
        "prompt_tokens_details": {"cached_tokens": 0},
    }
    read = parse_line(line(body=answer(usage=usage)), endpoint(price=PRICE))
    assert isinstance(read, AnsweredLine)
    assert (read.key, json.loads(read.body)["choices"][0]["message"]["content"]) == ("k", "{}")
    attempt = read.attempt
    assert (attempt.origin, attempt.prompt_tokens, attempt.cached_tokens, attempt.completion_tokens) == (
        "batch",
        1000,
        0,
        100,
    )
    assert attempt.cost_usd == pytest.approx(0.5 * (1000 * 1.0 + 100 * 10.0) / 1e6)
    unpriced = parse_line(line(body=answer(usage=None)), endpoint())
    assert isinstance(unpriced, AnsweredLine)
    assert (unpriced.attempt.prompt_tokens, unpriced.attempt.cost_usd) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"service_tier": "on_demand"},
        {"created": None, "object": 7},
        {"note": "\ud800"},
        {"choices": [{"finish_reason": "eos", "message": {"content": [{"type": "text", "text": "{}"}]}}]},
    ],
    ids=str,
)
def test_an_answer_in_a_servers_dialect_is_one(changes: dict[str, Any]) -> None:
    read = parse_line(line(body=answer(**changes)), endpoint())
    assert isinstance(read, AnsweredLine)
    assert json.loads(read.body)["choices"][0]["message"]["content"] == "{}"


def test_a_refusal_is_an_answer_that_was_paid_for() -> None:
    read = parse_line(line(body=json.loads(completion(None, refusal="I cannot.").body)), endpoint())
    assert isinstance(read, AnsweredLine)


@pytest.mark.parametrize(
    ("given", "code", "words", "kind"),
    [
        (line(None, error={"code": "batch_expired", "message": "Too late."}), "batch_expired", "Too late.", None),
        (line(None, error="gone"), "unknown", "gone", None),
        (line(None), "unknown", "null", None),
        (line(500, {"error": {"message": "Oops", "type": "server_error"}}), "server_error", "Oops", None),
        (line(429, {"error": {"message": "Slow down"}}), "http_429", "Slow down", None),
        (line(401, {"error": {"message": f"Not {KEY}"}}), "http_401", "Not [key]", None),
        (line(400, {"error": {"message": "Bad", "code": "bad"}}), "bad", "Bad", errors.RequestRejectedError),
        (
            line(400, {"error": {"message": "maximum context length is 9", "code": "context_length_exceeded"}}),
            "context_length_exceeded",
            "maximum context length",
            errors.ContextOverflowError,
        ),
        (line(200, "<html>"), "no_completion", "no chat completion", None),
        (line(200, answer(choices=[])), "no_completion", "no choices", None),
        (line(200, answer(choices=None)), "no_completion", "no choices", None),
        (line(200, answer(choices=[{"finish_reason": "error"}])), "no_completion", "broke off", None),
        (line(400, {"error": {"message": OLD_NAME}}), "http_400", "Use 'max_", errors.RequestRejectedError),
    ],
)
def test_failures_say_whether_asking_again_can_help(
    given: bytes, code: str, words: str, kind: type[Exception] | None
) -> None:
    read = parse_line(given, endpoint())
    assert isinstance(read, FailedLine)
    assert (read.key, read.code) == ("k", code)
    assert words in read.message
    assert type(read.error) is (kind or type(None))


@pytest.mark.parametrize(
    "given", [b"{", b"[]", b"\xff", b'{"custom_id": 3}', b"[" * 10_000, b'{"custom_id": "k", "resp']
)
def test_a_line_that_says_nothing_is_told(given: bytes) -> None:
    with pytest.raises(ValidationError):
        parse_line(given, endpoint())
