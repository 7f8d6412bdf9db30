"""A chat-completions server on loopback that gives every request the same answer after the same time, and costs little.

python benchmarks/slow_server.py PORT DELAY_S < ANSWER.json

A second line of input is the answer to requests of more than 20,000 bytes.
"""

import asyncio
import json
import sys

LENGTH = b"content-length:"
LONG = 20_000


def make_response(answer: str) -> bytes:
    """The whole HTTP response with a completion whose content is the answer."""
    message = {"role": "assistant", "content": answer, "refusal": None}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "slow",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 500, "completion_tokens": 150, "total_tokens": 650},
    }
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


class Connection(asyncio.Protocol):
    """One connection: requests come one after another, and each is answered ``delay_s`` after its end."""

    def __init__(self, response: bytes, long_response: bytes, delay_s: float) -> None:
        self._responses = (response, long_response)
        self._delay_s = delay_s
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._held += data
        while (end := self._request_end()) is not None:
            self._held = self._held[end:]
            asyncio.get_running_loop().call_later(self._delay_s, self._answer, self._responses[end > LONG])

    def _request_end(self) -> int | None:
        head_end = self._held.find(b"\r\n\r\n")
        if head_end < 0:
            return None
        head = self._held[:head_end].lower()
        at = head.find(LENGTH)
        length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        end = head_end + 4 + length
        return end if len(self._held) >= end else None

    def _answer(self, response: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(response)  # type: ignore[attr-defined]


async def serve(port: int, delay_s: float, answers: list[str]) -> None:
    """Serve until the process ends."""
    response, long_response = make_response(answers[0]), make_response(answers[-1])
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(response, long_response, delay_s), "127.0.0.1", port, backlog=512
    )
    async with server:
        print("ready", flush=True)  # noqa: T201 - told to the benchmark
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), sys.stdin.read().splitlines()))
