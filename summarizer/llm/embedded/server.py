"""The embedded model's server, seen from the process that uses it."""

import contextlib
import importlib.util
import json
import os
import queue
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import httpx2
from pydantic import SecretStr

from summarizer.errors import ModelUnavailableError, how_to_install
from summarizer.llm.embedded.child import ENGINE, ServerSettings
from summarizer.llm.embedded.fetching import OnProgress, fetch_model
from summarizer.llm.embedded.models import (
    ADAPTERS,
    DEFAULT_MODEL,
    EmbeddedModel,
    file_sha256,
    find_model,
    packaged_adapter,
)
from summarizer.llm.embedded.settings import EMBEDDED_CONTEXT_TOKENS
from summarizer.options import Options
from summarizer.values import ServerAddress

OnLine = Callable[[str], None]

WAITING = {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "300"}
"""How llama.cpp's threads wait for each other, unless the environment says how. By default they spin: beside
other work each then waits at full speed for one that has no core. If they sleep at once, as a policy of "passive"
alone has it, waking them takes more than their work between two waits. A short spin is a fifth faster on quiet cores,
and as fast beside a busy program (benchmarks/contention.py measures it)."""
TAIL_LINES = 15
STOP_S = 3.0


@contextlib.contextmanager
def serve_model(
    *,
    model: EmbeddedModel = DEFAULT_MODEL,
    model_path: Path | None = None,
    adapter_path: Path | None = None,
    context_tokens: int = EMBEDDED_CONTEXT_TOKENS,
    slots: int = 1,
    threads: int | None = None,
    on_progress: OnLine | None = None,
    start_timeout_s: float = 180.0,
    engine: str = ENGINE,
) -> Iterator[ServerAddress]:
    """Where the embedded model is served on loopback, for as long as this is entered; fetched if it is not here.

    ``model_path`` names the model's file and ``adapter_path`` an adapter in the place of the default's. Each of the
    ``slots`` answers one request at a time and has the whole window of ``context_tokens``. ``on_progress`` gets lines
    for people. The server ends with this process, even if that is killed.

    Raises: ModelUnavailableError with the last lines of the server's log.
    """
    if engine == ENGINE and importlib.util.find_spec("xllamacpp") is None:
        raise ModelUnavailableError(f"The embedded model needs xllamacpp: {how_to_install('embedded')}")
    say = on_progress or (lambda _line: None)
    default, *others = ADAPTERS
    settings = ServerSettings(
        model_path=find_model(model, path=model_path) or fetch_model(model, on_progress=fetch_lines(say)),
        adapter_paths=(adapter_path or packaged_adapter(default), *map(packaged_adapter, others)),
        model_name=model.name,
        api_key=secrets.token_urlsafe(32),
        context_tokens=context_tokens,
        slots=slots,
        threads=threads,
        parent_pid=os.getpid(),
        dies_with_thread=threading.current_thread() is threading.main_thread(),
        engine=engine,
    )
    with _Child(settings) as child:
        yield ServerAddress(
            base_url=f"{child.wait_until_ready(start_timeout_s, say)}/v1",
            api_key=SecretStr(settings.api_key),
            model_name=settings.model_name,
            context_tokens=settings.context_tokens,
            file_sha256=model.sha256,
            adapter_sha256=file_sha256(adapter_path) if adapter_path else default.sha256,
        )


def serve_for(
    options: Options, *, slots: int | None = None, on_progress: OnLine | None = None
) -> contextlib.AbstractContextManager[ServerAddress]:
    """The same as the options want it; ``slots`` None: one for each of their workers."""
    return serve_model(
        model_path=options.model_path,
        context_tokens=options.context_tokens or EMBEDDED_CONTEXT_TOKENS,
        slots=slots or options.workers,
        threads=options.threads,
        on_progress=on_progress,
    )


def fetch_lines(say: OnLine) -> OnProgress:
    """Progress of ``fetch_model`` as lines for people: one for each source, then one for each further 5 %."""
    said: set[tuple[str, int]] = set()

    def report(source: str, done: int, total: int) -> None:
        step = (source, done * 20 // max(total, 1))
        if step not in said:
            said.add(step)
            say(f"fetching the model, {source}: {step[1] * 5} % of {total / 1e6:,.0f} MB")

    return report


class _Child(contextlib.AbstractContextManager["_Child"]):
    """The child process, its two pipes and its log, which is gone when this is left."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        command = [sys.executable, "-P", "-m", "summarizer.llm.embedded.child"]
        policy = os.environ.get("OMP_WAIT_POLICY", "passive")
        env = {**WAITING, **os.environ} if policy.lower() == "passive" else os.environ
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=env
        )

    def __exit__(self, *_: object) -> None:
        with self._process, self._log:
            with contextlib.suppress(OSError):
                self._pipe(self._process.stdin).close()
            for end in (None, self._process.terminate, self._process.kill):
                if end:
                    end()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(STOP_S)
                    return

    def wait_until_ready(self, timeout_s: float, say: OnLine) -> str:
        """The server's address, once it answers. Raises: ModelUnavailableError if it ends, or takes too long."""
        began = time.monotonic()
        self._send_settings()
        reported = self._reported_lines()
        url = None
        while (waited_s := time.monotonic() - began) < timeout_s:
            with contextlib.suppress(queue.Empty):
                url = self._read_address(reported.get(timeout=1.0 if url is None else 0.25))
            if url and _is_ready(url, self._settings.api_key):
                say(f"the model is ready ({time.monotonic() - began:.1f} s)")
                return url
            if self._process.poll() is not None:
                raise self._failure("ended at its start")
            say(f"loading the model ({waited_s:.0f} s)")
        raise self._failure(f"was not ready within {timeout_s:g} s")

    def _send_settings(self) -> None:
        with contextlib.suppress(OSError):  # it may be dead already: the wait for its address tells
            self._pipe(self._process.stdin).write(self._settings.model_dump_json().encode() + b"\n")
            self._pipe(self._process.stdin).flush()

    def _reported_lines(self) -> queue.Queue[bytes]:
        lines: queue.Queue[bytes] = queue.Queue()
        stdout = self._pipe(self._process.stdout)
        threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True).start()
        return lines

    def _read_address(self, line: bytes) -> str:
        if not line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_S)
            raise self._failure("ended at its start")
        return str(json.loads(line)["address"])

    def _failure(self, what: str) -> ModelUnavailableError:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").replace(self._settings.api_key, "****").splitlines()
        tail = "\n".join(f"  {line[:300]}" for line in lines[-TAIL_LINES:])
        code = self._process.poll()
        ended = "" if code is None else f" (exit status {code})"
        return ModelUnavailableError(
            f"The server of the embedded model {what}{ended}. Its last lines:\n{tail or '  (none)'}\n"
            f"Model: {self._settings.model_path}. It needs about 3 GB of free memory."
        )

    @staticmethod
    def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
        """The stream, which is there because a pipe was asked for."""
        assert stream is not None  # noqa: S101 - narrows Popen's type
        return stream


def _is_ready(url: str, api_key: str) -> bool:
    """Whether the server says it is healthy. Proxies of the environment are left out: it is on loopback."""
    try:
        answer = httpx2.get(f"{url}/health", headers={"Authorization": f"Bearer {api_key}"}, timeout=2, trust_env=False)
    except httpx2.HTTPError:
        return False
    return answer.is_success
