"""Files of requests within a provider's limits."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import Field

from summarizer.files import open_bytes, read_lines
from summarizer.llm.provider_batches import URL
from summarizer.runs.provider_batches.state import Chunk, JobFiles
from summarizer.schemas.record import Frozen

_KEY = re.compile(rb'\{"custom_id": "([0-9a-f]{64})"')


class ChunkLimits(Frozen):
    """The most that one file of requests may hold.

    Source: "Create batch", ``input_file_id``, in the API reference at developers.openai.com (November 2026): up to
    50,000 requests and 200 MB, taken here as 200,000,000 bytes.
    """

    requests: int = Field(default=50_000, ge=1)
    size_bytes: int = Field(default=200_000_000, ge=1)


def request_line(key: str, body: Mapping[str, Any]) -> bytes:
    """A request as a line of a batch's file; its answer comes back under ``key``."""
    line = {"custom_id": key, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def read_keys(path: Path) -> Iterator[str]:
    """The requests' keys, in the order of their lines."""
    for line in read_lines(path):
        if found := _KEY.match(line):
            yield found[1].decode()


class RequestWriter(AbstractContextManager["RequestWriter"]):
    """Writes requests into as many files as the limits ask for, numbered from ``first``; each is on disk at the end.

    ``chunks`` are those files. A request larger than a file may be is the caller's to keep away.
    """

    def __init__(self, files: JobFiles, *, limits: ChunkLimits, first: int) -> None:
        self._files = files
        self._limits = limits
        self._next = first
        self._open: BinaryIO | None = None
        self._requests = self._bytes = 0
        self.chunks: list[Chunk] = []

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        elif self._open is not None:
            self._open.close()

    def add(self, line: bytes) -> None:
        """Write a request."""
        if self._open is not None and (
            self._requests == self._limits.requests or self._bytes + len(line) > self._limits.size_bytes
        ):
            self._finish()
        if self._open is None:
            self._open = open_bytes(self._files.requests(self._next), "wb")
        self._open.write(line)
        self._requests += 1
        self._bytes += len(line)

    def _finish(self) -> None:
        if self._open is None:
            return
        self._open.flush()
        os.fsync(self._open.fileno())
        self._open.close()
        self.chunks.append(Chunk(number=self._next, requests=self._requests, size_bytes=self._bytes))
        self._next += 1
        self._open, self._requests, self._bytes = None, 0, 0
