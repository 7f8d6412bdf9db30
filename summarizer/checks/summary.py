"""A model's summary held against the article: what it says that the article does not, and what it gives away."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from summarizer.evidence.findings import doubt
from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.folding import unaccented
from summarizer.language.numbers import find_stated
from summarizer.language.numerals import NUMBER_WORDS
from summarizer.schemas.record import Finding


def check_summary(summary: str, text: str, *, passages: str = "", prompts: Sequence[str] = ()) -> list[Finding]:
    """Why a model's summary must not stand: what it tells that the article does not, or what it gives away.

    ``text`` is the article's without the ``passages`` that address a model and what stands right beside them;
    ``prompts`` are those it was asked with.
    """
    findings = []
    where = " outside passages that address a model" if passages else ""
    unsupported = [item.text for item in find_unsupported(summary, text)]
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


class Unsupported(BaseModel):
    """A number or name of a summary that the article does not hold; offsets are into the summary."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    kind: Literal["number", "name"]


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    opens: bool


class _Holdings:
    """What an article holds: its words, those with a capital, its acronyms spelt out, and its numbers."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded = {word: _fold_word(word) for word in _NAME_WORD.findall(text)}
        self.words = frozenset(folded.values()) - {""}
        self.capitals = frozenset(folded[word] for word in folded if _is_capital(word)) - {""} or self.words

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The first letters of each run of capitalised words."""
        return tuple("".join(word.folded[0] for word in run) for run in _capital_runs(self._text))

    @cached_property
    def numbers(self) -> frozenset[int | Fraction | str]:
        """All that the numbers may mean."""
        numbers = {meaning for number in find_stated(self._text) for meaning in number.meanings}
        if not self.words.isdisjoint({"a", "an", "one", "single"}):
            numbers.add(1)
        if not self.words.isdisjoint({"couple", "pair", "both", "twin"}):
            numbers.add(2)
        return frozenset(numbers)


def find_unsupported(summary: str, text: str) -> tuple[Unsupported, ...]:
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
    held = _Holdings(text)
    numbers = [number for number in find_stated(summary) if held.numbers.isdisjoint(number.meanings)]
    spans = [(number.start, number.end, "number") for number in numbers]
    spans += [(run[0].start, run[-1].end, "name") for run in _find_names(summary, held) if not _holds_name(run, held)]
    return tuple(
        Unsupported(start=start, end=end, text=summary[start:end], kind="number" if kind == "number" else "name")
        for start, end, kind in sorted(spans)
    )


_NAME_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,8}|[^\W_]+")
_OPENS = re.compile(r"(?:^|[.!?:;\n…]|--|—)[\s\"'“”‘’«»()\[\]-]{0,9}$")
_GAP = re.compile(r"[ \u00a0]|[-'’&/]|['’]s ")
_LINKED = re.compile(r" (?:of|for|of the|for the|and|de|de la|del|la|el|al|da|do|dos|du|van|von|der|bin|ibn|ul|ur)[ -]")
_ABBREVIATED = 4
_MIN_STEM = 4
_IN_FULL = {"united states": "us", "united kingdom": "uk", "united nations": "un", "european union": "eu"}
_SAME = (
    frozenset({"us", "usa", "america", "american", "americans"}),
    frozenset({"uk", "britain", "british", "briton", "britons"}),
    frozenset({"france", "french", "frenchman"}),
    frozenset({"spain", "spanish", "spaniard"}),
    frozenset({"netherlands", "dutch"}),
    frozenset({"switzerland", "swiss"}),
    frozenset({"denmark", "danish", "dane"}),
    frozenset({"greece", "greek", "greeks"}),
    frozenset({"poland", "polish", "pole"}),
    frozenset({"ireland", "irish"}),
    frozenset({"finland", "finnish"}),
    frozenset({"norway", "norwegian"}),
    frozenset({"philippines", "philippine", "filipino"}),
    frozenset({"portugal", "portuguese"}),
    frozenset({"england", "english"}),
    frozenset({"europe", "european"}),
)
_PEOPLES = frozenset(
    {"afghan", "thai", "kurd", "uzbek", "tajik", "turk", "serb", "croat", "slovak", "german", "somali"}
)
_NATIONAL = ("vians", "vian", "lese", "ians", "ian", "ese", "ish", "ans", "an", "ns", "is", "n", "i", "s")
_COUNTRY = frozenset({"", "a", "ia", "istan", "land", "y", "ey", "e", "en", "on", "o"})
_UNRELATED = frozenset({frozenset({"niger", "nigerian"}), frozenset({"niger", "nigerians"})})
_TITLES = frozenset(
    """
    president prime minister general gen colonel col major captain capt lt lieutenant sergeant mr mrs ms dr sir
    judge king queen prince pope senator sen governor gov mayor ambassador foreign interior defence defense
    secretary i
    """.split()  # noqa: SIM905 - a list of quoted words is unreadable
)
_COMMON = frozenset(
    """
    half
    a about above according across after again against all almost along also although amid among an and another any
    are around as at authorities away back be because been before behind being below beside besides between beyond
    bodies both but by can children civilians could crews deaths despite did do doctors does down during each
    earlier early either else even every families few fire first following for forces from further guards gunfire
    had has have having he her here herself him himself his hours houses how however if in initial inside instead is
    it its just last late later least less like local many meanwhile men might minutes months more most much must my
    near nearby neither never next no nobody none nor not nothing now of off officials often on once only onto or
    other others our ours out over own people per perhaps police prior quite rather rebels relatives reports
    residents second security separately several shall she shortly should similarly since smoke so some soon sources
    state still such than that the their them themselves then there these they this those though through thus to
    today together too toward towards troops twice under until up us very via victims violence was we weeks well
    were what when where whether which while who whose why will with within without witnesses women would years yes
    yesterday yet you
    """.split()  # noqa: SIM905 - a list of quoted words is unreadable
)
_COMMON_ENDINGS = ("ing", "ed", "ly", "men", "ers", "ors", "ists", "ants", "ents", "ions", "ties", "als")


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    return unaccented(word).replace(".", "")


def _is_capital(word: str) -> bool:
    return not word.islower() and any(char.isupper() for char in word)


def _capital_words(text: str) -> Iterator[_Word]:
    for match in _NAME_WORD.finditer(text):
        if _is_capital(match.group()) and (folded := _fold_word(match.group())):
            start, end = match.span()
            yield _Word(start, end, match.group(), folded, bool(_OPENS.search(text[max(0, start - 12) : start])))


def _capital_runs(text: str) -> list[list[_Word]]:
    """Capitalised words, those that make one name together."""
    runs: list[list[_Word]] = []
    for word in _capital_words(text):
        gap = text[runs[-1][-1].end : word.start] if runs else ""
        abbreviated = gap == ". " and len(runs[-1][-1].text) < _ABBREVIATED
        if abbreviated or _GAP.fullmatch(gap) or (len(gap) <= 10 and _LINKED.fullmatch(gap)):  # noqa: PLR2004 - " for the "
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _find_names(summary: str, held: _Holdings) -> Iterator[list[_Word]]:
    """Runs of capitalised words without the common word that opens a sentence, and without bare numbers and titles."""
    for run in _capital_runs(summary):
        name = run[1:] if run[0].opens and _is_common(run[0].folded, held) else run
        if any(word.folded not in _TITLES for word in name):
            yield name


def is_common_word(word: str) -> bool:
    """Whether a word in lower case tells nothing of its own: "near", "people", "injured"."""
    return word in _COMMON or word.endswith(_COMMON_ENDINGS)


def _is_common(word: str, held: _Holdings) -> bool:
    if is_common_word(word) or word in held.words:
        return True
    return word in NUMBER_WORDS or word.rstrip("kmbn").isdecimal()


def _holds_name(run: list[_Word], held: _Holdings) -> bool:
    phrase = " ".join(word.folded for word in run)
    known = [_holds_word(word, held) for word in run]
    if any(known):
        known = [known or word.folded in held.words for known, word in zip(known, run, strict=True)]
    in_full = any(full in phrase and short in held.capitals for full, short in _IN_FULL.items())
    rest = [word.folded in _TITLES or (in_full and word.folded in " ".join(_IN_FULL).split()) for word in run]
    return all(held_or_title for held_or_title in map(any, zip(known, rest, strict=True)))


def _holds_word(word: _Word, held: _Holdings) -> bool:
    folded = word.folded
    if folded in held.capitals or any(folded in same and not same.isdisjoint(held.capitals) for same in _SAME):
        return True
    if word.text.isupper() and len(folded) > 1 and any(folded in initials for initials in held.initials):
        return True
    return any(_is_same_date_word(folded, other) or _is_related(folded, other) for other in held.capitals)


def _is_same_date_word(one: str, other: str) -> bool:
    """Whether one abbreviates the other's month or weekday."""
    short, long = sorted((one, other), key=len)
    return long in (*MONTHS, *WEEKDAYS) and len(short) >= 3 and long.startswith(short)  # noqa: PLR2004 - "Sep", "Mon"


def _is_related(one: str, other: str) -> bool:
    """Whether one is the nationality of the other."""
    if frozenset({one, other}) in _UNRELATED:
        return False
    return _is_nationality_of(one, other) or _is_nationality_of(other, one)


def _is_nationality_of(people: str, country: str) -> bool:
    stems = [people.removesuffix(ending) for ending in _NATIONAL if people.endswith(ending)]
    stems += [people] if people in _PEOPLES else []
    long_enough = (stem for stem in stems if len(stem) >= _MIN_STEM and country.startswith(stem))
    return any(country[len(stem) :] in _COUNTRY for stem in long_enough)


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
