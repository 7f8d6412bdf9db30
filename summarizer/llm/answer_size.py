"""A bound on what one answer of a server may hold: a body without end, or gzip that unpacks to one, is given up."""

from collections.abc import AsyncIterator

import httpx2
import openai

from summarizer.errors import AskError

MOST_BYTES = 8 * 1024 * 1024


class AnswerTooLargeError(AskError, openai.OpenAIError):
    """An answer, or one among many, is larger than any can be. The SDK lets its own kind of errors through."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is larger than {MOST_BYTES:,} bytes, which no answer is: see what server that is.")


async def bound_answer(response: httpx2.Response) -> None:
    """A hook of an HTTP client: reading the body, packed or not, ends in an AnswerTooLargeError where it is too large.

    What batches answered is no one answer: it is read line by line, and never held whole.
    """
    if response.request.url.path.endswith("/content"):
        return
    packed = httpx2.Response(
        response.status_code, headers=response.headers, stream=response.stream, request=response.request
    )
    response.headers.pop("Content-Encoding", None)  # unpacked already when the SDK gets it
    response.stream = _Bounded(packed)


class _Bounded(httpx2.AsyncByteStream):
    """The unpacked body of a response, which httpx unpacks a piece at a time, as long as it is not too large."""

    def __init__(self, packed: httpx2.Response) -> None:
        self._packed = packed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._packed.aiter_bytes():
            size += len(piece)
            if max(size, self._packed.num_bytes_downloaded) > MOST_BYTES:
                raise AnswerTooLargeError(f"The answer of {self._packed.request.url}")
            yield piece

    async def aclose(self) -> None:
        await self._packed.aclose()
