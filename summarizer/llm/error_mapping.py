"""What errors of SDKs, instructor and the network mean: worth another try, how long to wait, and in our own words."""

import email.utils
import re
import sysconfig
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx2
import openai
import tenacity
from instructor.core import InstructorRetryException
from pydantic import ValidationError

from summarizer import errors
from summarizer.language.plurals import tell_count
from summarizer.llm.endpoint import Endpoint
from summarizer.llm.providers.connection import WANTS_NEWER_NAME, BrokenAnswerError, MisnamedError
from summarizer.llm.redacting import hide_keys, redact
from summarizer.values import describe_invalid

_RETRIED_STATUSES = frozenset({408, 409, 429})
_NEVER_HEALED = frozenset({501, 505})
"""What a server does not support: of llama.cpp, started without what it is asked for."""
_SERVER_ERROR = 500
"""The first of its class in HTTP. With it, too, llama.cpp and gateways say that a prompt is too long."""
_NO_QUOTA = "insufficient_quota"
_CONTEXT_WORDS = re.compile(
    r"context[ _](?:length|limit|size|window)|exceed_context|maximum context|too many tokens"
    r"|(?:prompt|input) is too long|exceeds the maximum number of tokens|maximum (?:model|prompt) length"
    r"|`inputs` (?:tokens \+|must have less)",
    re.IGNORECASE,
)
"""Of OpenAI, Anthropic, Google, Mistral, Bedrock, xAI, vLLM, llama.cpp and TGI, and of what speaks like one of them."""
_FILTER_WORDS = re.compile(
    r"content[ _-]?(?:filter|management policy|moderation|policy)|requires moderation|(?:input|prompt) was flagged"
    r"|data_inspection_failed|inappropriate content|content exists risk",
    re.IGNORECASE,
)
"""Of OpenAI, Azure, Anthropic, OpenRouter, DeepSeek and DashScope, which filter what news tells of."""
_ROOM_WORDS = re.compile(r"max_(?:completion_|output_)?tokens|maxOutputTokens", re.IGNORECASE)
_NO_MONEY_OR_KEY = re.compile(
    r"credit balance is too low|API_KEY_INVALID|API key not valid|incorrect API key", re.IGNORECASE
)
_NOT_OWN = (sysconfig.get_path("stdlib"), str(Path(errors.__file__).parent), "<")
_THROTTLED = frozenset({429, 529})
_TRANSIENT = (
    openai.APIConnectionError,
    openai.APIResponseValidationError,
    TimeoutError,
    BrokenAnswerError,
    MisnamedError,
)


class StatusError(Exception):
    """An HTTP status that is no success, of an SDK whose own error does not show it as others do.

    ``wait_s`` is how long the body says to wait.
    """

    def __init__(
        self, message: str, *, status_code: int, headers: Mapping[str, str] | None, wait_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.headers = headers
        self.wait_s = wait_s


def is_transient(error: BaseException) -> bool:
    """Whether the same request may work if sent again. One that is too long for the context never does."""
    if (isinstance(error, openai.RateLimitError) and error.code == _NO_QUOTA) or _is_no_address(error):
        return False
    if isinstance(error, _TRANSIENT):
        return True
    status = _status(error)
    if status is not None:
        is_overflow = status == _SERVER_ERROR and bool(_CONTEXT_WORDS.search(str(error)))
        is_final = is_overflow or status in _NEVER_HEALED
        return (status in _RETRIED_STATUSES or status >= _SERVER_ERROR) and not is_final
    return _is_wire_trouble(error)


def _is_no_address(error: BaseException, _text: str = "") -> bool:
    """Whether there is nothing to send to: of a proxy, that shows no earlier than this."""
    kinds = (aiohttp.InvalidURL, httpx2.InvalidURL, httpx2.UnsupportedProtocol)
    return isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, kinds)


def is_throttled(error: BaseException) -> bool:
    """Whether the provider says that requests come too fast, or that it is overloaded (Anthropic's 529)."""
    return _status(error) in _THROTTLED and is_transient(error)


def told_wait_s(error: BaseException | None) -> float | None:
    """Seconds to wait as the response that came with an error says; None if it does not."""
    if isinstance(error, StatusError):
        told = retry_after_s(error.headers)
        return error.wait_s if told is None else told
    return retry_after_s(getattr(getattr(error, "response", None), "headers", None))


def _is_wire_trouble(error: BaseException) -> bool:
    """Broken bodies and connections of whichever HTTP library the provider's SDK uses."""
    origin = type(error).__module__.partition(".")[0]
    return origin in {"httpx", "httpx2", "httpcore", "httpcore2", "aiohttp"} or isinstance(error, ConnectionError)


def retry_after_s(headers: Mapping[str, str] | None, *, now: float | None = None) -> float | None:
    """Seconds to wait as ``retry-after-ms`` or ``Retry-After`` (seconds or HTTP date) say; None if they do not."""
    if not headers:
        return None
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    try:
        moment = email.utils.parsedate_to_datetime(headers["retry-after"]).timestamp()
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def tell_cause(error: BaseException) -> str:
    """What an error says; of a broken connection, what the network says of it, which the SDK's own words hide.

    Of an answer that does not fit its schema the fields and why, without the addresses of pydantic's manual.
    """
    if isinstance(error, ValidationError):
        return describe_invalid(error)
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else None
    return str(cause or "") or str(error) or type(error).__name__


@contextmanager
def mapped(endpoint: Endpoint) -> Iterator[None]:
    """Whatever is raised within, as the package's own error."""
    try:
        yield
    except errors.SummarizerError:
        raise
    except Exception as error:
        if _shows_key(error, endpoint):
            raise map_error(error, endpoint) from None
        raise map_error(error, endpoint) from error


def _shows_key(error: BaseException, endpoint: Endpoint) -> bool:
    """Whether a traceback would show a key in what the error or one of its causes says."""
    said = "".join(traceback.format_exception(error, limit=0))
    return hide_keys(said, endpoint) != said


def map_error(error: BaseException, endpoint: Endpoint) -> errors.SummarizerError:
    """The package's own error for whatever a provider's SDK, instructor or the network raised."""
    while error.__cause__ is not None and _wraps_cause(error):
        error = error.__cause__
    if isinstance(error, errors.SummarizerError):
        return error
    said = tell_cause(error)
    text = redact(said, endpoint)
    if not isinstance(error, ValueError) and (code := _find_own_code(error)):
        return errors.AskError(
            f"Your own code, such as a validator of the answer's schema, raised {type(error).__name__}: {text} "
            f"({code}). A validator tells the model what is wrong with its answer by raising a ValueError."
        )
    where = f"Model {endpoint.model!r}" + (f" at {endpoint.address}" if endpoint.address else "")
    for applies, kind, words in _DIAGNOSES:
        if applies(error, said):
            told = words.format(
                tries=tell_count(endpoint.max_attempts, "attempt"),
                reasks=tell_count(endpoint.max_reasks, "re-ask"),
                wait=endpoint.timeout_s,
            )
            return kind(f"{where} {told}: {text}")
    return errors.AskError(f"{where}: {type(error).__name__}: {text}")


def _wraps_cause(error: BaseException) -> bool:
    """Whether an error only says that its cause was raised: no coroutine can raise a StopIteration itself."""
    return isinstance(error, (InstructorRetryException, tenacity.RetryError)) or isinstance(
        error.__cause__, StopIteration
    )


def _find_own_code(error: BaseException) -> str | None:
    """Where the code of whoever uses the package raised it; None where a library or the package did."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    own = next((one for one in frames if not (one.filename.startswith(_NOT_OWN) or "-packages" in one.filename)), None)
    return None if own is None else f"{own.filename}, line {own.lineno}, in {own.name}"


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _lost_question(error: BaseException) -> bool:
    """Whether a redirect made of the question a mere look at an address, as most do."""
    response: Any = getattr(error, "response", None)
    return bool(getattr(response, "history", None)) and response.request.method == "GET"


def _is_misnamed(error: BaseException, text: str) -> bool:
    """Whether the room for an answer has another name at this model. A batch tells it as a plain bad request."""
    return isinstance(error, MisnamedError) or (_status(error) == 400 and bool(WANTS_NEWER_NAME.search(text)))  # noqa: PLR2004


def _is_filtered(error: BaseException, text: str) -> bool:
    """Whether a filter before the model declined, which else would pass for a bad request or a key without rights."""
    return _status(error) in (400, 403) and bool(_FILTER_WORDS.search(text))


def _is_credentials(error: BaseException, text: str) -> bool:
    if _status(error) == 403:  # noqa: PLR2004 - a page is a firewall's, which may mind what this one article says
        return "<html" not in text.lower()
    if _status(error) in (401, 402) or getattr(error, "code", None) == _NO_QUOTA:
        return True
    return _status(error) == 400 and bool(_NO_MONEY_OR_KEY.search(text))  # noqa: PLR2004 - as Anthropic, Google and xAI say it


_DIAGNOSES: tuple[tuple[Callable[[BaseException, str], bool], type[errors.SummarizerError], str], ...] = (
    (_is_filtered, errors.RefusalError, "declined by a filter (another model or provider may not)"),
    (_is_credentials, errors.CredentialsError, "refused the credentials (check the key, its rights and its quota)"),
    (_is_no_address, errors.ConfigurationError, "has an address or a proxy (HTTP_PROXY and the like) that is none"),
    (
        lambda _, text: "CERTIFICATE_VERIFY_FAILED" in text,
        errors.TransportError,
        "shows a certificate that nobody vouches for here (SSL_CERT_FILE names a file of authorities to trust)",
    ),
    (
        lambda error, _: isinstance(error, TimeoutError),
        errors.TransportError,
        "gave no answer within {wait:g} seconds, in {tries} (see whether it is up, or set --timeout higher)",
    ),
    (
        lambda error, _: is_throttled(error),
        errors.TransportError,
        "said in {tries} that it is asked too much (ask less at once: --rpm, --tpm, --concurrency)",
    ),
    (
        lambda error, _: _lost_question(error),
        errors.RequestRejectedError,
        "sends on to another address, and the question is lost on the way (see whether that address is the right one)",
    ),
    (
        _is_misnamed,
        errors.RequestRejectedError,
        "wants max_completion_tokens, which it is sent from the second attempt on, but in no batch (--max-attempts 2)",
    ),
    (
        lambda error, _: is_transient(error),
        errors.TransportError,
        "gave no answer in {tries} (see whether it is up, and run again)",
    ),
    (
        lambda error, text: _status(error) is not None and bool(_CONTEXT_WORDS.search(text)),
        errors.ContextOverflowError,
        "found the prompt too long (set --context-tokens lower)",
    ),
    (
        lambda error, text: _status(error) == 400 and bool(_ROOM_WORDS.search(text)),  # noqa: PLR2004 - a bad request
        errors.RequestRejectedError,
        "rejected the room for an answer (set --answer-tokens to what the model can give)",
    ),
    (
        lambda error, _: _status(error) is not None,
        errors.RequestRejectedError,
        "rejected the request (see what it says of the settings)",
    ),
    (
        lambda error, _: isinstance(error, ValueError),
        errors.InvalidAnswerError,
        "gave no answer that matches the schema, after {reasks} (another model or prompt may)",
    ),
)
