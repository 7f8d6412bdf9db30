"""What a job's answers are: from its batches, from the cache, or that there will be none."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from summarizer.errors import AskError, ContextOverflowError, RefusalError, RequestRejectedError, TransportError
from summarizer.llm.transport import AnswerStore, StoredAnswer
from summarizer.runs.provider_batches.state import GivenUp

MOST_TRIES = 3
_FINAL: Mapping[str, type[AskError]] = {
    kind.code: kind for kind in (ContextOverflowError, RefusalError, RequestRejectedError)
}


class JobAnswers(NamedTuple):
    """Stored answers to a job's questions, in the shape that a model takes them.

    The job's own come first, then the cache's; new ones go to the cache. A question that the batches have failed for
    good is answered by raising its error, which the pipe then treats as it treats any.
    """

    own: AnswerStore
    cache: AnswerStore | None
    errors: Mapping[str, AskError]

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a request, or None. Raises: AskError where there will be none."""
        stored = self.own.get(key) or (None if self.cache is None else self.cache.get(key))
        if stored is None and key in self.errors:
            raise type(self.errors[key])(str(self.errors[key]))
        return stored

    def put(self, key: str, body: str) -> None:
        """Keep an answer that was asked for live."""
        if self.cache is not None:
            self.cache.put(key, body)


def count_tries(failed: Iterable[GivenUp]) -> dict[str, AskError]:
    """The errors of the requests that are not to be asked by batch again, by key."""
    tries, latest = Counter[str](), dict[str, GivenUp]()
    for one in failed:
        tries[one.key] += 1
        latest[one.key] = one
    explained = ((key, _explain(one, tries[key])) for key, one in latest.items())
    return {key: error for key, error in explained if error is not None}


def _explain(latest: GivenUp, tries: int) -> AskError | None:
    final = _FINAL.get(latest.code or "")
    if final is not None:
        return final(latest.message)
    if tries < MOST_TRIES:
        return None
    return TransportError(
        f"The provider's batches failed this question {tries} times, the last time with: {latest.message} "
        "Ask it live: summarizer batch collect --live"
    )
