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
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Self

from pydantic import SecretStr

from summarizer.errors import ModelUnavailableError, how_to_install
from summarizer.llm.embedded.child import ServerSettings
from summarizer.llm.embedded.fetching import OnProgress, fetch_model
from summarizer.llm.embedded.models import DEFAULT_MODEL, EmbeddedModel, file_sha256, find_model, packaged_adapter
from summarizer.values import ServerAddress

OnLine = Callable[[str], None]

ENGINE = "summarizer.llm.embedded.child:serve"

WAITING = {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "300"}
"""How llama.cpp's threads wait for each other, unless the environment has one of these. By default they spin: beside
other work each then waits at full speed for one that has no core. If they sleep at once, waking them takes more than
their work between two waits. A short spin is a fifth faster on quiet cores, and as fast beside a busy program
(benchmarks/contention.py measures it)."""
TAIL_LINES = 15
STOP_S = 3.0


class EmbeddedServer:
    """Serves the embedded model on loopback, for as long as it is entered; fetches the model if it is not here.

    ``model_path`` names the model's file and ``adapter_path`` an adapter other than the packaged one. Each of the
    ``slots`` answers one request at a time and has the whole window of ``context_tokens``. ``on_progress`` gets lines
    for people. The server ends with this process, even if that is killed.
    """

    def __init__(
        self,
        *,
        model: EmbeddedModel = DEFAULT_MODEL,
        model_path: Path | None = None,
        adapter_path: Path | None = None,
        context_tokens: int = 8192,
        slots: int = 1,
        threads: int | None = None,
        on_progress: OnLine | None = None,
        start_timeout_s: float = 180.0,
        engine: str = ENGINE,
    ) -> None:
        self._model = model
        self._model_path = model_path
        self._adapter_path = adapter_path
        self._context_tokens = context_tokens
        self._slots = slots
        self._threads = threads
        self._say = on_progress or (lambda _line: None)
        self._start_timeout_s = start_timeout_s
        self._engine = engine
        self._stack = contextlib.ExitStack()
        self._address: ServerAddress | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> ServerAddress:
        """Where the server listens and what it serves. Raises: ModelUnavailableError when it does not run."""
        if self._address is None:
            raise ModelUnavailableError("The embedded server is not running: start it first.")
        return self._address

    def start(self) -> None:
        """Start serving and wait until requests are answered; does nothing while it runs.

        Raises: ModelUnavailableError with the last lines of the server's log.
        """
        if self._address is not None:
            return
        try:
            self._address = self._started()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server. May be called more than once."""
        self._address = None
        self._stack.close()

    def _started(self) -> ServerAddress:
        if self._engine == ENGINE and importlib.util.find_spec("xllamacpp") is None:
            raise ModelUnavailableError(f"The embedded model needs xllamacpp: {how_to_install('embedded')}")
        model_path = self._found_model()
        adapter_path = self._adapter_path or packaged_adapter()
        settings = ServerSettings(
            model_path=model_path,
            adapter_path=adapter_path,
            model_name=self._model.name,
            api_key=secrets.token_urlsafe(32),
            context_tokens=self._context_tokens,
            slots=self._slots,
            threads=self._threads,
            parent_pid=os.getpid(),
            dies_with_thread=threading.current_thread() is threading.main_thread(),
        )
        child = self._stack.enter_context(_Child(self._engine, settings))
        url = child.wait_until_ready(self._start_timeout_s, self._say)
        return ServerAddress(
            base_url=f"{url}/v1",
            api_key=SecretStr(settings.api_key),
            model_name=settings.model_name,
            context_tokens=settings.context_tokens,
            file_sha256=self._model.sha256,
            adapter_sha256=file_sha256(adapter_path),
        )

    def _found_model(self) -> Path:
        found = find_model(self._model, path=self._model_path)
        return found or fetch_model(self._model, on_progress=fetch_lines(self._say))


def fetch_lines(say: OnLine) -> OnProgress:
    """Progress of ``fetch_model`` as lines for people: one for each source, then one for each further 5 %."""
    said: set[tuple[str, int]] = set()

    def report(source: str, done: int, total: int) -> None:
        step = (source, done * 20 // max(total, 1))
        if step not in said:
            said.add(step)
            say(f"fetching the model, {source}: {step[1] * 5} % of {total / 1e6:,.0f} MB")

    return report


def _environment() -> Mapping[str, str]:
    return os.environ if WAITING.keys() & os.environ.keys() else {**os.environ, **WAITING}


class _Child(contextlib.AbstractContextManager["_Child"]):
    """The child process, its two pipes and its log, which is gone when this is left."""

    def __init__(self, engine: str, settings: ServerSettings) -> None:
        self._settings = settings
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        command = [sys.executable, "-P", "-m", "summarizer.llm.embedded.child", "--engine", engine]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=_environment()
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
    request = urllib.request.Request(f"{url}/health", headers={"Authorization": f"Bearer {api_key}"})  # noqa: S310 - http
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=2) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 - OK
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False
