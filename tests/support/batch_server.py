"""A local server that speaks the Files and Batches API as OpenAI does, with progress and faults in the test's hands."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fake_server import Reply
from fakes import speak
from loopback import LoopbackServer

Json = dict[str, Any]
ENDPOINT = "/v1/chat/completions"
ENDED = ("completed", "failed", "expired", "cancelled")
NEXT = {"validating": "in_progress", "in_progress": "finalizing", "finalizing": "completed", "cancelling": "cancelled"}


class BatchServer(LoopbackServer):
    """Answers requests, live and of batches, with ``answer``.

    ``advance`` brings every batch one step on, ``finish`` to its end; with ``moves_on`` each look at one does. ``page``
    is the most objects that a list shows at once. ``faults`` are taken in order by the first request whose method and
    path they begin with, such as ``POST /v1/batches``: a status answers with that error and does nothing, "after" does
    what is asked and breaks the connection off. ``cuts`` downloads of content end early without a word. ``spoil``
    changes the lines of an output file.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer: Callable[[Json], Reply] = speak()
        self.files: dict[str, Json] = {}
        self.contents: dict[str, bytes] = {}
        self.batches: dict[str, Json] = {}
        self.live_requests: list[Json] = []
        self.batch_requests: list[Json] = []
        self.calls: list[str] = []
        self.faults: list[tuple[str, int | str]] = []
        self.moves_on = False
        self.cuts = 0
        self.page = 100
        self.suffix = ""
        self.spoil: Callable[[list[bytes]], list[bytes]] = lambda lines: lines
        self.error_message = "trouble"
        self._lock = threading.RLock()

    def inputs(self) -> list[Json]:
        """The files of requests that were uploaded."""
        return [file for file in self.files.values() if file["purpose"] == "batch"]

    def input_lines(self, batch: Json) -> list[Json]:
        return [json.loads(line) for line in self.contents[batch["input_file_id"]].splitlines()]

    def advance(self) -> None:
        for batch in list(self.batches.values()):
            self._advance(batch)

    def finish(self) -> None:
        while any(batch["status"] not in ENDED for batch in self.batches.values()):
            self.advance()

    def expire(self, *, answered: int) -> None:
        """End what is under way, with that many requests of each batch answered."""
        self._end("expired", answered, "batch_expired", "This request could not be executed in time.")

    def fail(self, *problems: Json) -> None:
        """The provider refuses what is under way."""
        for batch in self._under_way():
            data = [{"code": None, "message": None, "param": None, "line": None, **problem} for problem in problems]
            batch.update(status="failed", errors={"object": "list", "data": data})

    def cancelled(self, *, answered: int) -> None:
        """End what is being cancelled, with that many requests of each batch answered."""
        self._end("cancelled", answered, "batch_cancelled", "The batch was cancelled.", of="cancelling")

    def _under_way(self, of: str | None = None) -> list[Json]:
        return [
            batch
            for batch in self.batches.values()
            if batch["status"] not in ENDED and (of is None or batch["status"] == of)
        ]

    def _end(self, status: str, answered: int, code: str, message: str, of: str | None = None) -> None:
        for batch in self._under_way(of):
            lines = self.input_lines(batch)
            rest = [
                {
                    "id": "batch_req",
                    "custom_id": line["custom_id"],
                    "response": None,
                    "error": {"code": code, "message": message},
                }
                for line in lines[answered:]
            ]
            self._write_results(batch, [self._run(line) for line in lines[:answered]], rest)
            batch["status"] = status

    def _advance(self, batch: Json) -> None:
        if batch["status"] not in NEXT:
            return
        if batch["status"] == "validating":
            problems = list(find_problems(self.contents[batch["input_file_id"]]))
            if problems:
                batch.update(status="failed", errors={"object": "list", "data": problems})
                return
            batch["request_counts"]["total"] = len(self.input_lines(batch))
        batch["status"] = NEXT[batch["status"]]
        if batch["status"] == "completed":
            self._write_results(batch, [self._run(line) for line in self.input_lines(batch)], [])

    def _run(self, line: Json) -> Json:
        self.batch_requests.append(line["body"])
        reply = self.answer(line["body"])
        response = {"status_code": reply.status, "request_id": "req", "body": json.loads(reply.body)}
        return {"id": "batch_req", "custom_id": line["custom_id"], "response": response, "error": None}

    def _write_results(self, batch: Json, ran: list[Json], rest: list[Json]) -> None:
        good = [line for line in ran if line["response"]["status_code"] == 200]
        bad = [line for line in ran if line not in good] + rest
        lines = self.spoil([json.dumps(line).encode() for line in reversed(good)])
        if lines:
            batch["output_file_id"] = self._add_file("output.jsonl", b"\n".join(lines) + b"\n", "batch_output")["id"]
        if bad:
            content = b"".join(json.dumps(line).encode() + b"\n" for line in bad)
            batch["error_file_id"] = self._add_file("errors.jsonl", content, "batch_output")["id"]
        batch["request_counts"] = {"total": len(ran) + len(rest), "completed": len(good), "failed": len(bad)}

    def _add_file(self, name: str, content: bytes, purpose: str) -> Json:
        file: Json = {
            "id": f"file-{len(self.files) + 1}{self.suffix}",
            "object": "file",
            "bytes": len(content),
            "created_at": len(self.files),
            "filename": name,
            "purpose": purpose,
            "status": "processed",
        }
        self.files[file["id"]] = file
        self.contents[file["id"]] = content
        return file

    def _add_batch(self, request: Json) -> Json:
        batch = {
            "id": f"batch_{len(self.batches) + 1}{self.suffix}",
            "object": "batch",
            "endpoint": request["endpoint"],
            "input_file_id": request["input_file_id"],
            "completion_window": request["completion_window"],
            "status": "validating",
            "errors": None,
            "output_file_id": None,
            "error_file_id": None,
            "created_at": 1_790_000_000 + len(self.batches),
            "expires_at": 1_790_086_400,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "metadata": request.get("metadata"),
        }
        self.batches[batch["id"]] = batch
        return batch

    def handle(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        """The status and body of an answer; status 0 breaks the connection off."""
        with self._lock:
            call = f"{method} {urlsplit(target).path}"
            self.calls.append(call)
            fault = next((fault for fault in self.faults if call.startswith(fault[0])), None)
            if fault is not None:
                self.faults.remove(fault)
                if isinstance(fault[1], int):
                    return _error(fault[1], self.error_message)
            answered = self._answer(method, target, headers, body)
            return answered if fault is None else (0, b"")

    def _answer(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        url = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        kind, *rest = map(unquote, url.path.removeprefix("/v1").strip("/").split("/"))
        if kind == "files":
            return self._answer_files(method, rest, query, headers, body)
        if kind == "batches":
            return self._answer_batches(method, rest, query, body)
        self.live_requests.append(json.loads(body))
        reply = self.answer(self.live_requests[-1])
        return reply.status, reply.body

    def _answer_files(
        self, method: str, rest: list[str], query: dict[str, str], headers: Any, body: bytes
    ) -> tuple[int, bytes]:
        match method, rest:
            case "POST", []:
                name, content, fields = read_form(headers["Content-Type"], body)
                return _ok(self._add_file(name, content, fields["purpose"]))
            case "GET", []:
                found = [file for file in self.files.values() if query.get("purpose") in (None, file["purpose"])]
                return self._list(found, query, 10_000)
            case "GET", [str(file_id)] if file_id in self.files:
                return _ok(self.files[file_id])
            case "GET", [str(file_id), "content"] if file_id in self.files:
                content = self.contents[file_id]
                self.cuts -= 1
                return 200, content[: len(content) // 2] if self.cuts >= 0 else content
        return _error(404, f"No such file: {rest}")

    def _answer_batches(self, method: str, rest: list[str], query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        match method, rest:
            case "POST", []:
                return self._create(json.loads(body))
            case "GET", []:
                return self._list(list(reversed(self.batches.values())), query, 20)
            case "GET", [str(batch_id)] if batch_id in self.batches:
                if self.moves_on:
                    self._advance(self.batches[batch_id])
                return _ok(self.batches[batch_id])
            case "POST", [str(batch_id), "cancel"] if batch_id in self.batches:
                return self._cancel(self.batches[batch_id])
        return _error(404, f"No such batch: {rest}")

    def _cancel(self, batch: Json) -> tuple[int, bytes]:
        if batch["status"] in ENDED:
            return _error(409, f"Cannot cancel a batch with status '{batch['status']}'.")
        batch["status"] = "cancelling"
        return _ok(batch)

    def _create(self, request: Json) -> tuple[int, bytes]:
        if request["input_file_id"] not in self.files:
            return _error(400, f"Cannot find file {request['input_file_id']}.")
        if request["endpoint"] != ENDPOINT or request["completion_window"] != "24h":
            return _error(400, "Invalid endpoint or completion_window.")
        if any(len(name) > 64 or len(value) > 512 for name, value in (request.get("metadata") or {}).items()):
            return _error(400, "Invalid metadata.")
        return _ok(self._add_batch(request))

    def _list(self, found: list[Json], query: dict[str, str], default: int) -> tuple[int, bytes]:
        start = next((at for at, one in enumerate(found, start=1) if one["id"] == query.get("after")), 0)
        end = start + min(int(query.get("limit", default)), self.page)
        return _ok({"object": "list", "data": found[start:end], "has_more": end < len(found)})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, answer = server.handle(self.command, self.path, self.headers, body)
                if not status:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = _serve  # noqa: N815 - the names that http.server calls

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _ok(value: Json) -> tuple[int, bytes]:
    return 200, json.dumps(value).encode()


def _error(status: int, message: str) -> tuple[int, bytes]:
    return status, json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None}}).encode()


def read_form(content_type: str, body: bytes) -> tuple[str, bytes, dict[str, str]]:
    """The file's name and content, and the other fields, of a multipart form."""
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    name, content, fields = "", b"", {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        value = value.removesuffix(b"\r\n")
        told = dict(item.strip().partition("=")[::2] for item in head.decode().splitlines()[0].split(";")[1:])
        if "filename" in told:
            name, content = told["filename"].strip('"'), value
        else:
            fields[told["name"].strip('"')] = value.decode()
    return name, content, fields


def find_problems(content: bytes) -> list[Json]:
    """What is wrong with a file of requests, in the words of a batch's errors."""
    problems: list[Json] = []
    seen: set[str] = set()
    models: set[str] = set()
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            request = json.loads(line)
            fine = request["method"] == "POST" and request["url"] == ENDPOINT and isinstance(request["custom_id"], str)
            models.add(request["body"]["model"])
        except (ValueError, KeyError, TypeError):
            fine, request = False, {}
        code = "invalid_request" if not fine else "duplicate_custom_id" if request["custom_id"] in seen else None
        code = "mismatched_model" if code is None and len(models) > 1 else code
        if code:
            problems.append({"code": code, "message": f"Line {number} is wrong.", "param": None, "line": number})
        seen.add(request.get("custom_id", ""))
    if not content.strip():
        problems.append({"code": "empty_file", "message": "The file is empty.", "param": None, "line": None})
    return problems
