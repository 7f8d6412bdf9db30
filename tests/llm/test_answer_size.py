"""Answers without end, as sent and unpacked."""

import asyncio
import gzip
import json
import resource
import socket
import threading
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from fake_server import FakeServer, Reply, completion
from pydantic import SecretStr

from summarizer import errors
from summarizer.llm.answer_size import MOST_BYTES, AnswerTooLargeError
from summarizer.llm.asking import Model
from summarizer.llm.bound_answers import bind_answer
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.provider_batches import split_lines
from summarizer.schemas.record import Attempt
from summarizer.schemas.wire import IncidentAnswer
from summarizer.values import Message

GOOD = '{"gist":[1],"incidents":[]}'


@contextmanager
def endless(head: bytes, more: bytes) -> Iterator[str]:
    """The URL of a server that sends a head and then the same bytes until the client goes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.recv(65_536)
                    connection.sendall(head)
                    while True:
                        connection.sendall(more)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def head(status: str = "200 OK", **headers: str) -> bytes:
    said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n{said}\r\n".encode()


def ask(url: str, ledger: list[Attempt] | None = None) -> str:
    async def go() -> str:
        endpoint = Endpoint(model="fake", base_url=url, api_key=SecretStr("k"), first_wait_s=0.01, timeout_s=60)
        async with Model(endpoint) as model:
            messages = [Message(role="user", content="?")]
            bound = bind_answer(IncidentAnswer, 1)
            answer = await model.ask(
                messages, bound, purpose="test", max_tokens=64, ledger=[] if ledger is None else ledger
            )
            return answer.value.model_dump_json()

    return asyncio.run(go())


def kilobytes_for(work: Callable[[], object]) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def refused(url: str) -> None:
    ledger: list[Attempt] = []
    said = r"http://127\.0\.0\.1:\d+/\S+ is larger than 8,388,608 bytes"
    with pytest.raises(AnswerTooLargeError, match=said) as failure:
        ask(url, ledger)
    assert isinstance(failure.value, errors.AskError)
    assert len(ledger) == 1, "another try would hold no less"


@pytest.mark.parametrize("status", ["200 OK", "500 Oops", "302 Found\r\nLocation: /v1/other"])
def test_a_body_without_end_is_given_up(status: str) -> None:
    with endless(head(status), b'{"choices": [' * 5000) as url:
        assert kilobytes_for(lambda: refused(url)) < 100_000


def test_gzip_that_unpacks_to_a_gigabyte_is_given_up(server: FakeServer) -> None:
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    first, again = (packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    bomb = first + 1023 * again
    twice = gzip.compress(bomb)
    for body, coding in ((bomb, "gzip"), (twice, "gzip, gzip")):
        server.default = Reply(body=body, headers={"Content-Type": "application/json", "Content-Encoding": coding})
        assert kilobytes_for(lambda: refused(server.url)) < 100_000


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_answer_is_taken(server: FakeServer, coding: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(completion(GOOD).body)
    server.default = Reply(body=body, headers={"Content-Type": "application/json", "Content-Encoding": coding})
    assert json.loads(ask(server.url)) == json.loads(GOOD)


def test_a_long_line_of_a_batch_is_given_up() -> None:
    async def stream() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 2**20 + 1):
            yield bytes(2**20)

    async def read() -> int:
        return len([line async for line in split_lines(stream())])

    with pytest.raises(AnswerTooLargeError, match="A line of the batch's answers is larger than 8,388,608 bytes"):
        asyncio.run(read())
