"""Servers on loopback that answer as providers do, and refuse what these refuse.

Each ``Wire`` is one API: the shape of its answers, refusals, cut-off answers and errors, how it counts tokens, and what
it answers with 400. Sources: the API references of OpenAI, Anthropic, Google and Mistral; the sources of llama.cpp's
server, vLLM's OpenAI entrypoint and Ollama's openai package.
"""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Body = Mapping[str, Any]


class Usage(NamedTuple):
    """What an answer took. ``prompt`` includes ``cached``, ``completion`` includes ``thinking``."""

    prompt: int = 900
    completion: int = 60
    cached: int = 0
    thinking: int = 0


class Reply(NamedTuple):
    """One HTTP answer. ``hang_s`` waits first; ``cut`` promises more bytes than it sends."""

    status: int
    body: Any
    headers: Mapping[str, str] = {}
    hang_s: float = 0.0
    cut: bool = False


class Said(NamedTuple):
    """What a model says: text, or a refusal; ``cut_off`` where the room ended first."""

    text: str
    usage: Usage = Usage()
    refusal: str | None = None
    cut_off: bool = False


@dataclass(frozen=True)
class Wire:
    """One API. ``settings`` are those that ask it, given the server's address; ``refuses`` says why a request is bad.

    ``room`` is the room for the answer that a request sets. ``refusal`` None: the API has no refusals of its own.
    """

    name: str
    model: str
    sdk: str
    settings: Callable[[str], dict[str, Any]]
    answer: Callable[[Said, Body], Any]
    error: Callable[[int, str], Any]
    room: Callable[[Body], int]
    refuses: Callable[[Body, Mapping[str, str]], str | None] = lambda _body, _headers: None
    mode: str = "JSON schema"
    refusal: str | None = "I cannot help with that."
    counts_cached: bool = True
    counts_thinking: bool = True
    thinks: bool = False


def _chat(said: Said, _body: Body, *, more: Body | None = None, usage: Body | None = None, tool: bool = False) -> Any:
    message: dict[str, Any] = {"role": "assistant", "content": None if said.refusal else said.text, **(more or {})}
    if tool and not said.refusal:
        call = {"id": "call_1", "type": "function", "function": {"name": "ArticleAnswer", "arguments": said.text}}
        message = {**message, "content": None, "tool_calls": [call]}
    counted = {
        "prompt_tokens": said.usage.prompt,
        "completion_tokens": said.usage.completion,
        "total_tokens": said.usage.prompt + said.usage.completion,
    }
    finish = "length" if said.cut_off else "tool_calls" if tool else "stop"
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_764_000_000,
        "model": "m",
        "choices": [choice],
        "usage": {**counted, **(usage or {})},
    }


def _openai(said: Said, body: Body) -> Any:
    usage = {
        "prompt_tokens_details": {"cached_tokens": said.usage.cached, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": said.usage.thinking, "audio_tokens": 0},
    }
    more = {"refusal": said.refusal, "annotations": []}
    return {**_chat(said, body, more=more, usage=usage, tool="tools" in body), "service_tier": "default"}


def _openai_error(status: int, message: str) -> Any:
    return {"error": {"message": message, "type": "server_error" if status >= 500 else "error", "code": None}}  # noqa: PLR2004


def _refuse_open_calls(body: Body, _headers: Mapping[str, str]) -> str | None:
    messages = body["messages"]
    for message, after in zip(messages, [*messages[1:], {}], strict=True):
        if message.get("tool_calls") and after.get("role") != "tool":
            return "An assistant message with 'tool_calls' must be followed by tool messages to each 'tool_call_id'."
    return None


def _refuse_thinker(body: Body, headers: Mapping[str, str]) -> str | None:
    refused = {"max_tokens", "temperature"} & set(body)
    effort = body.get("reasoning_effort", "medium")
    if refused and not (refused == {"temperature"} and effort == "none"):
        return f"Unsupported parameter: {sorted(refused)} is not supported with this model."
    if effort not in {"none", "low", "medium", "high"}:
        return f"Unsupported value: reasoning_effort {effort}"
    return _refuse_open_calls(body, headers)


def _anthropic(said: Said, body: Body) -> Any:
    usage = {
        "input_tokens": said.usage.prompt - said.usage.cached,
        "cache_read_input_tokens": said.usage.cached,
        "cache_creation_input_tokens": 0,
        "output_tokens": said.usage.completion,
        "output_tokens_details": {"thinking_tokens": said.usage.thinking},
        "service_tier": "standard",
    }
    blocks: list[Any] = [{"type": "thinking", "thinking": "", "signature": "s"}] if said.usage.thinking else []
    if "tools" in body and not said.cut_off and not said.refusal:
        blocks.append({"type": "tool_use", "id": "toolu_1", "name": "ArticleAnswer", "input": json.loads(said.text)})
    elif said.text and not said.refusal:
        blocks.append({"type": "text", "text": said.text})
    stop = "refusal" if said.refusal else "max_tokens" if said.cut_off else "end_turn"
    details = {"type": "refusal", "category": "cyber", "explanation": said.refusal} if said.refusal else None
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": blocks,
        "stop_reason": stop,
        "stop_details": details,
        "stop_sequence": None,
        "usage": usage,
    }


def _anthropic_error(status: int, message: str) -> Any:
    kinds = {429: "rate_limit_error", 529: "overloaded_error", 400: "invalid_request_error"}
    return {"type": "error", "error": {"type": kinds.get(status, "api_error"), "message": message}, "request_id": "r"}


def _refuse_claude(body: Body, headers: Mapping[str, str]) -> str | None:
    if not (headers.get("authorization") or headers.get("x-api-key")) or not headers.get("anthropic-version"):
        return "a key and anthropic-version are required"
    if any(message["role"] not in {"user", "assistant"} for message in body["messages"]):
        return "messages: Unexpected role. The Messages API accepts a top-level `system` parameter"
    text = json.dumps(body.get("output_config", {}))
    wrong = [word for word in ("minimum", "maximum", "minItems", "maxItems", "minLength") if f'"{word}":' in text]
    return f"output_config.format.schema: {wrong} is not supported" if wrong else None


def _refuse_new_claude(body: Body, headers: Mapping[str, str]) -> str | None:
    if "temperature" in body:
        return "`temperature` is deprecated for this model."
    if body.get("tool_choice", {}).get("type") in {"tool", "any"}:
        return "tool_choice: forced tool use is not supported for this model."
    if body.get("thinking", {}).get("type") in {"enabled", "disabled"}:
        return "thinking: only adaptive thinking is supported for this model."
    return _refuse_claude(body, headers)


def _refuse_old_claude(body: Body, headers: Mapping[str, str]) -> str | None:
    if "output_config" in body:
        return "output_config.format: not supported by this model"
    if body.get("thinking") and "temperature" in body:
        return "`temperature` may only be set to 1 when thinking is enabled."
    return _refuse_claude(body, headers)


def _google(said: Said, body: Body) -> Any:
    usage = {
        "promptTokenCount": said.usage.prompt,
        "candidatesTokenCount": said.usage.completion - said.usage.thinking,
        "totalTokenCount": said.usage.prompt + said.usage.completion,
        **({"cachedContentTokenCount": said.usage.cached} if said.usage.cached else {}),
        **({"thoughtsTokenCount": said.usage.thinking} if said.usage.thinking else {}),
    }
    if said.refusal:
        return {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "usageMetadata": usage, "modelVersion": "m"}
    part = {"text": said.text}
    if "tools" in body and not said.cut_off:
        part = {"functionCall": {"name": "ArticleAnswer", "args": json.loads(said.text)}}  # type: ignore[dict-item]
    parts = [] if not said.text else [part]
    finish = "MAX_TOKENS" if said.cut_off else "STOP"
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": finish, "index": 0}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m", "responseId": "r"}


def _google_error(status: int, message: str) -> Any:
    retry = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.2s"}
    details = [retry] if status == 429 else []  # noqa: PLR2004 - HTTP's number for it
    return {"error": {"code": status, "message": message, "status": "UNAVAILABLE", "details": details}}


def _refuse_gemini(body: Body, headers: Mapping[str, str]) -> str | None:
    if not headers.get("x-goog-api-key"):
        return "API key not valid. Please pass a valid API key."
    if '"const":' in json.dumps(body):
        return 'Invalid JSON payload received. Unknown name "const"'
    config = body["generationConfig"]
    thinking = config.get("thinkingConfig", {})
    if len({"thinkingBudget", "thinkingLevel"} & set(thinking)) > 1:
        return "You can only set one of thinking budget and thinking level."
    return None


def _mistral(said: Said, body: Body) -> Any:
    usage = {"prompt_tokens_details": {"cached_tokens": said.usage.cached}}
    made = _chat(said, body, usage=usage, tool="tools" in body)
    if said.usage.thinking and "tools" not in body:
        thought = {"type": "thinking", "thinking": [{"type": "text", "text": "Let me see."}]}
        made["choices"][0]["message"]["content"] = [
            thought,
            *([{"type": "text", "text": said.text}] if said.text else []),
        ]
    return made


def _mistral_error(status: int, message: str) -> Any:
    return {"object": "error", "message": message, "type": "error", "param": None, "code": str(status)}


_MISTRAL_FIELDS = {
    "model",
    "messages",
    "temperature",
    "max_tokens",
    "stream",
    "random_seed",
    "response_format",
    "tools",
    "tool_choice",
    "reasoning_effort",
}


def _refuse_mistral(body: Body, _headers: Mapping[str, str]) -> str | None:
    extra = sorted(set(body) - _MISTRAL_FIELDS)
    if extra:
        return f"Extra inputs are not permitted: {extra}"
    return None if body.get("reasoning_effort", "none") in {"none", "high"} else "reasoning_effort is none or high"


def _llama_cpp(said: Said, body: Body) -> Any:
    more = {"reasoning_content": "Let me see."} if said.usage.thinking else {}
    made = _chat(
        said,
        body,
        more=more,
        usage={"prompt_tokens_details": {"cached_tokens": said.usage.cached}},
        tool="tools" in body,
    )
    return {
        **made,
        "system_fingerprint": "b7000",
        "timings": {"cache_n": said.usage.cached, "predicted_per_second": 30.5},
    }


def _llama_cpp_error(status: int, message: str) -> Any:
    return {"error": {"code": status, "message": message, "type": "server_error"}}


def _vllm(said: Said, body: Body) -> Any:
    more = {
        "refusal": None,
        "annotations": None,
        "audio": None,
        "function_call": None,
        "tool_calls": [],
        "reasoning": "Let me see." if said.usage.thinking else None,
    }
    cached = {"cached_tokens": said.usage.cached} if said.usage.cached else None
    made = _chat(said, body, more=more, usage={"prompt_tokens_details": cached}, tool="tools" in body)
    made["choices"][0].update(logprobs=None, stop_reason=None, token_ids=None)
    return {
        **made,
        "service_tier": None,
        "system_fingerprint": None,
        "prompt_logprobs": None,
        "kv_transfer_params": None,
    }


def _refuse_unserved(body: Body, _headers: Mapping[str, str]) -> str | None:
    served = "openai/gpt-oss-20b"
    return None if body["model"] == served else f"The model `{body['model']}` does not exist."


def _vllm_error(status: int, message: str) -> Any:
    return {"error": {"message": message, "type": "InternalServerError", "param": None, "code": status}}


def _ollama(said: Said, body: Body) -> Any:
    more = {"reasoning": "Let me see."} if said.usage.thinking else {}
    return {**_chat(said, body, more=more, tool="tools" in body), "system_fingerprint": "fp_ollama"}


def _ollama_error(_status: int, message: str) -> Any:
    return {"error": {"message": message, "type": "api_error", "param": None, "code": None}}


def _at_server(address: str) -> dict[str, Any]:
    return {"base_url": f"{address}/v1"}


def _at_provider(address: str) -> dict[str, Any]:
    return {"provider_url": address, "api_key": "planted-key-0123456789"}


def _at_openai(address: str) -> dict[str, Any]:
    return {**_at_server(address), "api_key": "planted-key-0123456789"}


def _max_tokens(body: Body) -> int:
    return int(body.get("max_tokens") or body["max_completion_tokens"])


def _google_room(body: Body) -> int:
    return int(body["generationConfig"]["maxOutputTokens"])


_OPENAI: dict[str, Any] = {
    "sdk": "openai",
    "settings": _at_openai,
    "answer": _openai,
    "error": _openai_error,
    "room": _max_tokens,
    "refuses": _refuse_open_calls,
}
_CLAUDE: dict[str, Any] = {
    "sdk": "anthropic",
    "settings": _at_provider,
    "answer": _anthropic,
    "error": _anthropic_error,
    "room": _max_tokens,
}
_OWN: dict[str, Any] = {
    "sdk": "openai",
    "settings": _at_server,
    "room": _max_tokens,
    "refusal": None,
    "counts_thinking": False,
}

WIRES = (
    Wire("OpenAI", "openai/gpt-4.1-mini", **_OPENAI),
    Wire("OpenAI, thinking", "openai/gpt-5.6-luna", thinks=True, **{**_OPENAI, "refuses": _refuse_thinker}),
    Wire("OpenAI, older", "openai/gpt-4-turbo", mode="tool", **_OPENAI),
    Wire("Anthropic", "anthropic/claude-opus-5-5", refuses=_refuse_new_claude, thinks=True, **_CLAUDE),
    Wire("Anthropic, 4.6", "anthropic/claude-sonnet-4-6", refuses=_refuse_claude, **_CLAUDE),
    Wire("Anthropic, older", "anthropic/claude-opus-4-1-20250805", refuses=_refuse_old_claude, mode="tool", **_CLAUDE),
    Wire(
        "Google",
        "google/gemini-3.8-flash",
        sdk="google-genai",
        settings=_at_provider,
        answer=_google,
        error=_google_error,
        room=_google_room,
        refuses=_refuse_gemini,
        refusal="PROHIBITED_CONTENT",
        thinks=True,
    ),
    Wire(
        "Mistral",
        "mistral/mistral-small-latest",
        sdk="mistralai",
        settings=_at_provider,
        answer=_mistral,
        error=_mistral_error,
        room=_max_tokens,
        refuses=_refuse_mistral,
        refusal=None,
        counts_thinking=False,
    ),
    Wire("llama.cpp", "qwen3-8b", answer=_llama_cpp, error=_llama_cpp_error, thinks=True, **_OWN),
    Wire("vLLM", "openai/gpt-oss-20b", answer=_vllm, error=_vllm_error, refuses=_refuse_unserved, thinks=True, **_OWN),
    Wire("Ollama", "llama3.3", answer=_ollama, error=_ollama_error, counts_cached=False, **_OWN),
)


@dataclass
class Service:
    """A server of one wire. ``script`` answers the first requests, ``default`` all others; bad ones get their 400."""

    wire: Wire
    default: Callable[[Body], Reply]
    script: list[Reply] = field(default_factory=list)
    requests: list[Body] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, body: Body, headers: Mapping[str, str]) -> Reply:
        """What to answer, counted."""
        with self._lock:
            self.requests.append(body)
            self.times.append(time.monotonic())
            why = self.wire.refuses(body, headers)
            if why is not None:
                return Reply(400, self.wire.error(400, why))
            if self.script:
                return self.script.pop(0)
        return self.default(body)


@contextlib.contextmanager
def serve(service: Service) -> Iterator[str]:
    """The address of a server for the service, on loopback."""
    http = _Forgiving(("127.0.0.1", 0), _handler(service))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


class _Forgiving(ThreadingHTTPServer):
    """Clients that hang up are no error of the server."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = service.reply(body, self.headers)
            time.sleep(reply.hang_s)
            content = json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) + (100 if reply.cut else 0)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(content)
            self.close_connection = self.close_connection or reply.cut

        def log_message(self, *_: object) -> None:
            pass

    return Handler
