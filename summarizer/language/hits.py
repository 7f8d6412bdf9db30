"""Numbers of people who were shot or stabbed, of whom a sentence does not say that they died."""

from typing import NamedTuple

from summarizer.language.folding import lower_letters
from summarizer.language.wording import Wording


class HitWords(NamedTuple):
    """A language's words: after and before such a number, what ends its clause, and what tells of a death.

    ``fatally`` says of all of them, after others, that they died; None in a language without such words.
    """

    after: Wording
    before: Wording
    end: Wording
    death: Wording
    window: int
    fatally: Wording | None = None


def tells_of_hits(words: HitWords, text: str, start: int, end: int) -> bool:
    """Whether the number in that span of a sentence is that of people shot or stabbed, and not as dead."""
    lower = lower_letters(text)
    after = words.after.match(lower, end)
    if after is None and words.before.search(lower[max(0, start - words.window) : start]) is None:
        return False
    told = after.end() if after else end
    if words.fatally and words.fatally.match(lower[told:]):
        return False
    clause_end = words.end.search(lower, told)
    return words.death.search(lower, end, clause_end.start() if clause_end else len(lower)) is None
