"""No pattern and no pure stage takes time that grows much faster than its text, whatever that text is."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper, cache, partial
from types import ModuleType
from typing import Any

import pytest
from article_facts import facts_of, find_casualties
from fakes import wire_group, wire_incident
from growth import outgrows, timed
from package_values import by_module, find_values, modules

from summarizer.articles.headers import parse_date
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.checks.dates import check_publication_date
from summarizer.checks.incidents import check_incidents
from summarizer.checks.injection import blank_sentences
from summarizer.checks.summary import find_borrowed, find_leak, find_unsupported
from summarizer.evidence.facts import read_facts
from summarizer.evidence.grounding import ground
from summarizer.evidence.sentence_index import SentenceIndex
from summarizer.language.cities import country_of_city
from summarizer.language.claims import has_claim
from summarizer.language.countries import country_code, country_in_text
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.folding import clean, fold
from summarizer.language.injections import find_injections, near_injections
from summarizer.language.numbers import find_numbers
from summarizer.language.people import is_aboard, is_generic
from summarizer.language.speakers import find_speaker
from summarizer.language.wording import Wording
from summarizer.rendering.neutralizing import neutralize
from summarizer.rendering.prompts import load_prompt, render
from summarizer.rendering.variables import main_variables
from summarizer.resolving.incidents import resolve_incidents
from summarizer.schemas.record import Sentence

UNITS = (
    *("a", "A", "1", "_", " ", "\n", "\t", '"', "'", "“", "’", "#", ",", ".", "([", "{", "<", "-", "—", "/", "=", "é"),
    *("a ", "A ", "1 ", "1,", "1-", "a_", "_ ", "a.", "A.", "a-", "a'", "- ", "# ", "<|", "![", "\n ", "a\n", '"a'),
    *("1. ", "\u200b", "中", "word ", "Name ", "the ", "of the ", "not ", "12 killed ", "one hundred ", "12 May "),
    *("John, ", "well-known ", "who was ", "to ignore ", "said "),
)
"""What bad texts are made of: one character over and over, two in turn, words."""
TAILS = ("ab!", "", "!")
AT_ONE_PLACE = (
    *("sentences.HEADING", "sentences.ITEM", "sentences.QUOTE", "sentences.RULE", "SUFFERERS", "words.CLOSE"),
    *("_rules()", "_dated()"),
)
"""Patterns that are matched where the code says and never searched for, by names that only a loop gives them."""
WORD = re.compile(r"[^\W\d_]{2,}")
SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}
MATCHING = {"match", "fullmatch"}
SPOT = {"before": "search", "after": "match"}
"""What a spot of a sentence does with a pattern that it is asked about, and ``are_told`` with one of that name."""
CALLED = re.compile(rf"([A-Za-z_][\w.]*)\.({'|'.join(sorted(SEARCHING | MATCHING))})\b")
ASKED_ABOUT = re.compile(rf"(?:\.({'|'.join(SPOT)})\(([^()]*)\)|\b({'|'.join(SPOT)})=(\w+))")


# What there is to try


def named_at(module: ModuleType, dotted: str) -> Any:
    """What a dotted name of a module's code stands for; None where that is not known before it runs."""
    value: Any = module
    for name in dotted.split("."):
        value = getattr(value, name, None)
    return value


@cache
def find_uses() -> dict[re.Pattern[Any], set[str]]:
    """The methods that the package's code calls on each pattern by its name."""
    uses: dict[re.Pattern[Any], set[str]] = {}
    for module in modules():
        for name, use in find_calls(inspect.getsource(module)):
            named = named_at(module, name)
            pattern = named.pattern if isinstance(named, Wording) else named
            if isinstance(pattern, re.Pattern):
                uses.setdefault(pattern, set()).add(use)
    return uses


def find_calls(source: str) -> Iterator[tuple[str, str]]:
    """What may be a pattern by its name in a module's code, and the method of it that is called."""
    yield from ((found[1], found[2]) for found in CALLED.finditer(source))
    for found in ASKED_ABOUT.finditer(source):
        arguments = (found[2] or found[4]).split(",")
        yield from ((argument.strip(), SPOT[found[1] or found[3]]) for argument in arguments)


PATTERNS = find_values(re.Pattern) | {one.pattern: name for one, name in find_values(Wording).items()}
IN_MODULES = by_module(PATTERNS)


# How it is tried


def explodes(run: Callable[[str], object], text: str) -> bool:
    """Whether a short text takes absurdly long, twice."""
    return timed(run, text) > 0.02 and timed(run, text) > 0.02


def long_text(units: Sequence[str], size: int) -> str:
    return "".join(unit * (size // len(units) // len(unit)) + TAILS[0] for unit in units)


def find_slow(run: Callable[[str], object], *, together: int) -> Iterator[str]:
    """What texts are too slow, that many units in one long text."""
    for unit in UNITS:
        short = ((unit * size)[:size] + tail for size in range(16, 70, 9) for tail in TAILS)
        if any(explodes(run, text) for text in short):
            yield f"{unit!r} explodes"
            return
    for at in range(0, len(UNITS), together):
        units = UNITS[at : at + together]
        if why := outgrows(run, partial(long_text, units)):
            yield f"{units}: {why}"
            return


def search_all(pattern: re.Pattern[Any], text: str) -> None:
    for _ in pattern.finditer(in_kind(pattern, text)):
        pass


def match_whole(pattern: re.Pattern[Any], text: str) -> None:
    pattern.fullmatch(in_kind(pattern, text))


def in_kind(pattern: re.Pattern[Any], text: str) -> Any:
    return text.encode() if isinstance(pattern.pattern, bytes) else text


def uses_of(pattern: re.Pattern[Any], name: str) -> set[str]:
    """How the package uses a pattern."""
    return find_uses().get(pattern) or (MATCHING if any(one in name for one in AT_ONE_PLACE) else SEARCHING)


@pytest.mark.parametrize("module", IN_MODULES)
def test_no_pattern_outgrows_its_text(module: str) -> None:
    for pattern, name in IN_MODULES[module].items():
        uses = uses_of(pattern, name)
        if uses & SEARCHING:
            assert not [*find_slow(partial(search_all, pattern), together=10)], name
        if uses & MATCHING:
            assert not [*find_slow(partial(match_whole, pattern), together=1)], name


@pytest.mark.parametrize("module", IN_MODULES)
def test_no_pattern_explodes_on_its_own_words(module: str) -> None:
    """One of two ways to read the same word makes a million ways to read twenty."""
    for pattern, name in IN_MODULES[module].items():
        source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        uses = uses_of(pattern, name)
        for word in set(WORD.findall(source)):
            for text in (f"{word} " * 20 + "!", word * 20 + "!"):
                if uses & SEARCHING:
                    assert not explodes(partial(search_all, pattern), text), (name, word)
                assert not explodes(partial(match_whole, pattern), text), (name, word)


# Stages


CACHES = [
    value
    for module in modules()
    for value in vars(module).values()
    if isinstance(value, _lru_cache_wrapper) and inspect.signature(value).parameters
]


def run_anew(stage: str, text: str) -> None:
    for one in CACHES:
        one.cache_clear()
    STAGES[stage](text)


def numbered(text: str) -> tuple[Sentence, ...]:
    return number_sentences(article_from_text(f"x {text}"))


def read_marked(text: str) -> object:
    return number_sentences(article_from_text(f"x {text}", path="x.md"))


def resolve(text: str) -> object:
    facts = read_facts(numbered(text), f"x {text}")
    wire = wire_incident(victims=[wire_group("three mine workers", "3", 1), wire_group("people", "12", 2)])
    resolved = resolve_incidents([wire], facts, article_id="a")
    return check_incidents(resolved.incidents, facts)


def find_orders(text: str) -> object:
    sentences = numbered(text)
    mentions = find_injections(sentences)
    near = near_injections(mentions, sentences, text)
    return blank_sentences(text, sentences, near or {one.number for one in sentences})


def ask(text: str) -> object:
    article = article_from_text(f"x {text}")
    return render(load_prompt("incident/general"), main_variables(article, number_sentences(article), fields=""))


STAGES: dict[str, Callable[[str], object]] = {
    "numbering": numbered,
    "numbering marked text": read_marked,
    "rendering": ask,
    "casualties": lambda text: find_casualties(numbered(text)),
    "orders to a model": find_orders,
    "dates": lambda text: check_publication_date(facts_of(f"x {text}")),
    "resolving and checks": resolve,
    "date words": find_date_words,
    "one date": lambda text: resolve_date(text, published=None),
    "header date": parse_date,
    "numbers": find_numbers,
    "countries": country_in_text,
    "one country": country_code,
    "one city": country_of_city,
    "grounding a long value": lambda text: ground(text[:300], [1], SentenceIndex(numbered(text)), field="x"),
    "summary": lambda text: find_unsupported("President Joe Doe said 12.", text),
    "long summary": lambda text: find_unsupported(text, text),
    "borrowed": lambda text: (find_borrowed(text, text, ""), find_leak(text, [text])),
    "speakers": lambda text: [(find_speaker(one.text), has_claim(one.text)) for one in numbered(text)],
    "people": lambda text: (is_generic(text), is_aboard(text, 1, 2)),
    "folding": lambda text: (fold(text), clean(text), neutralize(text)),
}


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_outgrows_its_text(stage: str) -> None:
    for at in range(0, len(UNITS), 8):
        units = UNITS[at : at + 8]
        assert not outgrows(partial(run_anew, stage), partial(long_text, units), least_s=0.02), units


@pytest.mark.parametrize(("power", "told"), [(1, False), (1.2, False), (1.5, True), (2, True), (3, True)])
def test_what_grows_with_the_square_is_told(power: float, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock of its own: a machine that others use tells a square from a line only most of the time."""
    clock = [0.0]

    def work(text: str) -> None:
        clock[0] += len(text) ** power / 10**6

    monkeypatch.setattr("growth.thread_time", lambda: clock[0])
    assert ("become" in outgrows(work, "a".__mul__)) == told


# Answers that grow with their article


def resolve_all(text: str, victims: list[Any]) -> object:
    """The findings about victims, a handful to an incident or all in one."""
    facts = read_facts(numbered(text), f"x {text}")
    resolved = resolve_incidents([wire_incident(victims=victims)], facts, article_id="a")
    return check_incidents(resolved.incidents, facts)


def absent_values(text: str) -> object:
    """Values that the article nearly holds, and does not: "Officialz 17 of Kabulx"."""
    return resolve_all(text, [wire_group(f"Officialz {at} of Kabulx", None, 1) for at in range(len(text) // 250)])


def told_groups(text: str, group: str) -> object:
    """As many groups with numbers as sentences, each with the number that its sentence has."""
    victims = [wire_group(group.format(at), str(at + 2), at + 1) for at in range(text.count("."))]
    return resolve_all(text, victims)


def list_sentences(line: str, size: int) -> str:
    """Numbered sentences, as many as that size has room for."""
    return "\n\n".join(line.format(at + 2, at) for at in range(size // len(line)))


GROWING: dict[str, tuple[str, Callable[[str], object]]] = {
    "absent values": ("Officials {0} of the ministry said in Kabul {1} that talks went on.", absent_values),
    "distinct groups": (
        "In all {0} plant{1} workers were killed there.",
        partial(told_groups, group="plant{} workers"),
    ),
    "nested groups": ("In all {0} of the workers {1} were killed.", partial(told_groups, group="a{} workers")),
    "figures of one group": ("Then {0} people were killed in week {1}.", partial(told_groups, group="people")),
}


@pytest.mark.parametrize("case", GROWING)
def test_no_answer_outgrows_its_article(case: str) -> None:
    line, run = GROWING[case]

    def run_cold(text: str) -> None:
        for one in CACHES:
            one.cache_clear()
        run(text)

    assert not outgrows(run_cold, partial(list_sentences, line), least_s=0.02)
