"""Every error a caller can meet, in one tree.

    SummarizerError
    ├── ConfigurationError      the settings cannot work: fix them, then try again (exit 3)
    │   ├── CredentialsError    the provider refused the key, or there is none
    │   ├── PromptError         a prompt file is missing, malformed or uses an unknown variable
    │   ├── SchemaError         a schema is missing or cannot be used
    │   └── ModelUnavailableError   the embedded model or its runtime cannot be had
    ├── ArticleError            this article cannot be read; others go on
    ├── RunFolderError          the run folder cannot be used
    ├── ReviewError             a review is malformed, or does not fit the record it is of: give another
    ├── CircuitOpenError        article after article failed: the run was stopped, and can be taken up again
    └── AskError                the model was asked and no usable answer came; others go on
        ├── TransportError      no answer came through after the permitted attempts
        ├── RequestRejectedError    the provider refused this very request
        ├── RefusalError        the model declined, or its provider filtered the answer
        ├── TruncatedAnswerError    the answer did not fit, even with more room
        ├── InvalidAnswerError  the answer never matched the schema
        ├── DeadlineError       the article took longer than it may
        └── ContextOverflowError    the prompt does not fit the model's context

Every message says what was wrong, where, and what to do about it. No message holds a secret.
"""

from typing import Any, ClassVar

DISTRIBUTION = "incident-summarizer"
"""The package's name for pip: ``summarizer`` is another's on the package index."""


def how_to_install(extra: str) -> str:
    """The command that brings what one of the package's extras needs."""
    return f"pip install '.[{extra}]' in a checkout (elsewhere: pip install '{DISTRIBUTION}[{extra}]')"


class SummarizerError(Exception):
    """Base of all errors raised on purpose by this package."""

    code: ClassVar[str] = "error"


class ConfigurationError(SummarizerError):
    """The settings cannot work, so no article can be asked about with them.

    Mostly that shows before anything is asked; what a provider refuses, such as credentials, may also show later.
    """


class CredentialsError(ConfigurationError):
    """The provider refused the credentials, or none were given."""


class PromptError(ConfigurationError):
    """A prompt is missing, malformed, or names a variable that does not exist."""


class SchemaError(ConfigurationError):
    """A schema is missing or cannot be used."""


class ModelUnavailableError(ConfigurationError):
    """The embedded model, or what runs it, cannot be had here."""


class ArticleError(SummarizerError):
    """One article cannot be read. The others of a run go on."""

    code = "article"


class RunFolderError(SummarizerError):
    """The run folder cannot be used."""


class ReviewError(SummarizerError):
    """A review is malformed or does not fit the record it is of; nothing of it was taken."""

    code = "review"


class CircuitOpenError(SummarizerError):
    """Article after article failed at the model's end, so the run was stopped; what was finished is kept."""


class AskError(SummarizerError):
    """The model was asked and no usable answer came. The other articles of a run go on.

    ``attempts`` holds the requests that were made, as record.Attempt.
    """

    code = "ask_failed"
    attempts: tuple[Any, ...] = ()


class TransportError(AskError):
    """No answer came through after the permitted attempts."""

    code = "transport"


class RequestRejectedError(AskError):
    """The provider refused this very request; asking again would not help."""

    code = "request_rejected"


class RefusalError(AskError):
    """The model declined to answer, or its provider filtered the answer."""

    code = "refused"


class TruncatedAnswerError(AskError):
    """The answer was cut off, even after more room was given once."""

    code = "truncated"


class InvalidAnswerError(AskError):
    """The answer never matched the schema within the permitted re-asks."""

    code = "invalid_answer"


class DeadlineError(AskError):
    """The article's questions together took longer than an article may."""

    code = "deadline"


class ContextOverflowError(AskError):
    """The prompt does not fit the model's context window."""

    code = "context_overflow"
