"""Live blogs: posts under the time at which each was written, the newest first."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from summarizer.language.wording import Wording

_TIME = Wording(
    r"(?i)\A\W{0,3}(?:update\s|posted\sat\s|at\s)?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)\s?(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s(?:gmt|utc|bst|cest?|ist|e[sd]t|local\stime|h(?:oras|rs|s)?)\b)?"
    r"(?:\s?(?:[:|–—-]|\.?\s*\Z)|(?-i:\s(?=[A-ZÀ-Ý][^.!?]{2,90}\Z)))",
    "Update 17:30: Nine died", "17:30 was when it burst",
)  # fmt: skip
_ENDED = Wording(r"[.!?…。！？।۔؟][\"'”’»)」』]*\s*\Z", "Nine died.", "Nine dead")
"""The end of a sentence, in whatever script."""
_FEWEST = 2
"""Times, of which each is before the one above it."""


def number_posts(texts: Sequence[str]) -> list[int]:
    """For each sentence of a live blog its post, the newest being 1; 0 for all of any other text, and over the first.

    Not where times go up anywhere: a chronology tells of one deed after another, or the day is over within it; nor
    where most of them have no sentence: a list of the latest news has headlines.
    """
    found = [_TIME.match(text) for text in texts]
    minutes = [_minutes(time["hour"], time["minute"], time["half"]) for time in found if time]
    if len(minutes) < _FEWEST or not all(newer > older for newer, older in pairwise(minutes)):
        return [0] * len(texts)
    numbers = list(accumulate(int(time is not None) for time in found))
    told = {number for number, text in zip(numbers, texts, strict=True) if _ENDED.search(text)} - {0}
    return numbers if 2 * len(told) > len(minutes) else [0] * len(texts)


def _minutes(hour: str, minute: str, half: str | None) -> int:
    hours = int(hour) % 12 + 12 * (half[0] in "pP") if half else int(hour)
    return 60 * hours + int(minute)
