"""A small server that speaks the chat-completions API, and replies for it."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from loopback import LoopbackServer


@dataclass
class Reply:
    """One HTTP answer. ``hang_s`` waits first; ``cut`` promises more bytes than it sends and closes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang_s: float = 0.0
    cut: bool = False


def completion(
    content: str | None, *, finish_reason: str = "stop", usage: tuple[int, int] = (100, 20), refusal: str | None = None
) -> Reply:
    """A chat completion with that content."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "fake",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish_reason,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
            }
        ],
        "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)},
    }
    return Reply(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def error_reply(status: int, message: str = "trouble", code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI-compatible servers send it."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})


class FakeServer(LoopbackServer):
    """Answers each request with the next reply of ``script``, or with ``default`` when that is used up."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[Reply] = []
        self.default: Reply | Callable[[dict[str, Any]], Reply] = completion('{"gist":[1],"incidents":[]}')
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self._lock = threading.Lock()

    def next_reply(self, request: dict[str, Any]) -> Reply:
        with self._lock:
            self.requests.append(request)
            self.times.append(time.monotonic())
            if self.script:
                return self.script.pop(0)
        return self.default(request) if callable(self.default) else self.default

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.headers.append(dict(self.headers.items()))
                reply = server.next_reply(json.loads(body))
                time.sleep(reply.hang_s)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) + (100 if reply.cut else 0)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(reply.body)
                self.close_connection = self.close_connection or reply.cut

            def log_message(self, *_: object) -> None:
                pass

        return Handler
