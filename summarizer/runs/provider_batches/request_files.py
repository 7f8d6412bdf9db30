"""Files of requests within a provider's limits."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summarizer.files import open_bytes, read_lines
from summarizer.llm.provider_batches import URL
from summarizer.runs.provider_batches.state import Chunk, JobFiles

_KEY = re.compile(rb'\{"custom_id": "([0-9a-f]{64})"')


MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""What one file of requests may hold. Source: "Create batch", ``input_file_id``, in the API reference at
developers.openai.com (November 2026): up to 50,000 requests and 200 MB."""


def request_line(key: str, body: Mapping[str, Any]) -> bytes:
    """A request as a line of a batch's file; its answer comes back under ``key``."""
    line = {"custom_id": key, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def read_keys(path: Path) -> Iterator[str]:
    """The requests' keys, in the order of their lines."""
    for line in read_lines(path):
        if found := _KEY.match(line):
            yield found[1].decode()


def write_requests(files: JobFiles, lines: Iterator[bytes], *, first: int, most: int | None = None) -> list[Chunk]:
    """The files that requests were written into, as many as the limits ask for, numbered from ``first``, all on disk.

    None holds more than ``most`` requests. A request larger than a file may be is the caller's to keep away.
    """
    most = min(MOST_REQUESTS, most or MOST_REQUESTS)
    chunks: list[Chunk] = []
    line = next(lines, None)
    while line is not None:
        number, requests, size = first + len(chunks), 0, 0
        with open_bytes(files.requests(number), "wb") as file:
            while line is not None and (not requests or (requests < most and size + len(line) <= MOST_BYTES)):
                file.write(line)
                requests, size = requests + 1, size + len(line)
                line = next(lines, None)
            file.flush()
            os.fsync(file.fileno())
        chunks.append(Chunk(number=number, requests=requests, size_bytes=size))
    return chunks
