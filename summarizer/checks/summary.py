"""A model's summary held against the article: what it says that the article does not, and what it gives away."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from summarizer.checks.names import Holdings, find_names, holds_name, is_common_word
from summarizer.evidence.findings import doubt
from summarizer.language.numbers import find_stated
from summarizer.schemas.record import Finding


def check_summary(summary: str, text: str, *, passages: str = "", prompts: Sequence[str] = ()) -> list[Finding]:
    """Why a model's summary must not stand: what it tells that the article does not, or what it gives away.

    ``text`` is the article's without the ``passages`` that address a model and what stands right beside them;
    ``prompts`` are those it was asked with.
    """
    findings = []
    where = " outside passages that address a model" if passages else ""
    unsupported = find_unsupported(summary, text)
    if unsupported:
        findings.append(
            _unfaithful(f"held {_listed(unsupported)}, which the article does not{where and ' hold'}{where}")
        )
    elif borrowed := find_borrowed(summary, passages, text):
        findings.append(_unfaithful(f"held {_listed(borrowed)} from a passage that addresses the model"))
    leak = find_leak(summary, prompts)
    if leak and find_leak(text, [leak]) is None:
        findings.append(_unfaithful("repeated its instructions", code="prompt_leaked"))
    return findings


def _listed(items: Iterable[str]) -> str:
    return ", ".join(map(repr, items))


def _unfaithful(said: str, *, code: str = "summary_unfaithful") -> Finding:
    return doubt(code, "summary", f"The model's summary {said}; the key sentences take its place.", ())


def find_unsupported(summary: str, text: str) -> tuple[str, ...]:
    """Numbers and names of ``summary`` that ``text`` does not hold, in order.

    A number is held as digits or English words of the same value: 12, twelve, a dozen; 200,000, 200k, two lakh.
    "One" is held by any "a"; "dozens", "hundreds" and the like only by themselves. Spelt ordinals are not checked.

    A name is a run of capitalised words. It is held where each of its words is a capitalised word of the text, or is
    one in lower case beside another held word of the run ("US Army", "US army"). Accents and ``'s`` count for nothing.
    Also held: a nationality for its country and the reverse (Afghan, Afghanistan), an abbreviated month or weekday, an
    acronym whose words the text spells out, US, UK, UN and EU in full or short, and titles (President, Gen). A common
    word that opens a sentence is no name; nor is one that the text holds in any case. Scripts without capitals have no
    names here, and in German a noun of the summary's own counts as one.
    """
    held = Holdings(text)
    known = _known_numbers(text, held.words)
    numbers = [number for number in find_stated(summary) if known.isdisjoint(number.meanings)]
    names = [run for run in find_names(summary, held) if not holds_name(run, held)]
    spans = [*((one.start, one.end) for one in numbers), *((run[0].start, run[-1].end) for run in names)]
    return tuple(summary[start:end] for start, end in sorted(spans))


def _known_numbers(text: str, words: frozenset[str]) -> frozenset[int | Fraction | str]:
    """All that the numbers of a text may mean; ``words`` are its words."""
    numbers = {meaning for number in find_stated(text) for meaning in number.meanings}
    if not words.isdisjoint({"a", "an", "one", "single"}):
        numbers.add(1)
    if not words.isdisjoint({"couple", "pair", "both", "twin"}):
        numbers.add(2)
    return frozenset(numbers)


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_LETTERS = 5
_LEAK_WORDS = 8


def find_borrowed(summary: str, passages: str, rest: str) -> tuple[str, ...]:
    """The telling words of a summary that stand in the passages that address the model and nowhere else, in order."""
    told, elsewhere = _words(passages), _words(rest)
    words = dict.fromkeys(word for word in _words(summary) if len(word) >= _LEAST_LETTERS)
    return tuple(word for word in words if word in told and word not in elsewhere and not is_common_word(word))


def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(word.casefold() for word in _WORD.findall(text))


def find_leak(text: str, prompts: Iterable[str]) -> str | None:
    """The first eight words in a row that the text has from one of the prompts; None where there are none."""
    known = [frozenset(_runs(prompt)) for prompt in prompts]
    return next((run for run in _runs(text) if any(run in runs for runs in known)), None)


@lru_cache(maxsize=32)
def _runs(text: str) -> tuple[str, ...]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return tuple(" ".join(words[at : at + _LEAK_WORDS]) for at in range(len(words) - _LEAK_WORDS + 1))
