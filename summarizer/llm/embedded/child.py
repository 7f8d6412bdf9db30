"""The process that serves the embedded model: ``python -m summarizer.llm.embedded.child``.

The first line on stdin holds the settings, the key among them: a command line can be read by every user of a machine.
Stdin then stays open, and its end is the end of this process. One line on stdout says where the server listens; all
else that is printed, by whatever library, goes to stderr.
"""

import ctypes
import json
import os
import pkgutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Protocol

from pydantic import Field

from summarizer.schemas.record import Frozen

CACHE_RAM_MIB = 512
WARNINGS = 2
PR_SET_PDEATHSIG = 1
ENGINE = "summarizer.llm.embedded.child:serve"


class ServerSettings(Frozen):
    """How to serve. ``context_tokens`` is the window of each of the ``slots``; ``threads`` None: one a core.

    Requests name the adapters of ``adapter_paths`` by their index; one that names none is answered with the first.

    ``engine`` names the function that serves. ``dies_with_thread`` lets Linux end this process with the thread that
    started it, which must outlive it then.
    """

    model_path: Path
    adapter_paths: tuple[Path, ...]
    model_name: str
    api_key: str = Field(repr=False)
    context_tokens: int
    slots: int
    threads: int | None
    parent_pid: int
    dies_with_thread: bool
    engine: str = ENGINE


class Listening(Protocol):
    """A server that runs for as long as it is referred to."""

    listening_address: str


def main() -> None:
    """Serves until the parent ends or asks for the end."""
    report = os.dup(1)  # the pipe to the parent; what anything prints to stdout goes to stderr from here on
    os.dup2(2, 1)
    settings = ServerSettings.model_validate_json(sys.stdin.buffer.readline())
    _end_with_parent(settings)
    server: Listening = pkgutil.resolve_name(settings.engine)(settings)
    os.write(report, json.dumps({"address": server.listening_address}).encode() + b"\n")
    while os.getppid() == settings.parent_pid:
        time.sleep(0.5)
    os._exit(0)


def serve(settings: ServerSettings) -> Listening:
    """llama.cpp's server with the model and its adapters, on a free port of the loopback interface."""
    import xllamacpp  # type: ignore[import-untyped] # noqa: PLC0415 - lazy: comes with the extra `embedded`

    params = xllamacpp.CommonParams()
    params.model.path = str(settings.model_path)
    params.model_alias = {settings.model_name}
    params.lora_adapters = [
        xllamacpp.CommonAdapterLoraInfo(str(path), 0.0 if index else 1.0)
        for index, path in enumerate(settings.adapter_paths)
    ]
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [settings.api_key]
    params.ui, params.endpoint_slots = False, False
    params.cors_origins, params.cors_origins_explicit, params.cors_credentials = "", True, False
    params.n_parallel, params.n_ctx = settings.slots, settings.slots * settings.context_tokens
    params.fit_params = False  # a window smaller than promised would cut prompts
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = settings.threads or _core_count()
    params.cache_prompt, params.cache_ram_mib = True, CACHE_RAM_MIB
    params.verbosity = WARNINGS
    server: Listening = xllamacpp.Server(params)
    return server


def _core_count() -> int:
    """The cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end_with_parent(settings: ServerSettings) -> None:
    """Ends this process when the parent does, however that ends, and leaves Ctrl-C to the parent.

    The end of stdin is noticed by a thread, which loading the model holds up (xllamacpp keeps the interpreter's lock);
    there the kernel's signal helps, where it can be used.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if settings.dies_with_thread and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_exit_at_end_of_stdin, daemon=True).start()


def _exit_at_end_of_stdin() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
